"""Builders: rows of values go in; a workbook of each format comes out, as bytes, written from the formats' descriptions."""

from __future__ import annotations

import io
import struct
import zipfile
from html import escape

import openpyxl

Rows = list[list[object]]
ROWS: Rows = [
    ["Name", "ISIN", "Market Value (EUR)", "Listed"],
    ["Alder Steel SA", "FR0000120271", 1234.5, True],
    ["Birch & Söhne AG", "DE0008430026", 2000, False],
    ["Cash", None, -12.25, None],
]


def build_xlsx(rows: Rows = ROWS) -> bytes:
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(buffer)
    return buffer.getvalue()


def build_zip(parts: dict[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


# ── XLSB: records of BIFF12 in a ZIP ─────────────────────────────────────────────────────────────────────────────────


def _varint(number: int) -> bytes:
    out = b""
    while True:
        number, low = number >> 7, number & 0x7F
        out += bytes([low | (0x80 if number else 0)])
        if not number:
            return out


def _record(kind: int, content: bytes = b"") -> bytes:
    mark = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return mark + _varint(len(content)) + content


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text.encode("utf-16-le")) // 2) + text.encode("utf-16-le")


def _binary_cell(column: int, value: object) -> bytes:
    place = struct.pack("<II", column, 0)
    if isinstance(value, bool):
        return _record(4, place + bytes([value]))
    if isinstance(value, int):
        return _record(2, place + struct.pack("<i", value << 2 | 2))  # RK, a whole number
    if isinstance(value, float):
        return _record(5, place + struct.pack("<d", value))
    return _record(6, place + _wide(str(value)))


def build_xlsb(rows: Rows = ROWS) -> bytes:
    width = max(map(len, rows))
    cells = b"".join(
        _record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, 0, 0, 0))
        + b"".join(_binary_cell(column, value) for column, value in enumerate(row) if value is not None)
        for number, row in enumerate(rows)
    )
    size = _record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, width - 1))
    sheet = _record(129) + size + _record(145) + cells + _record(146) + _record(130)
    bundle = _record(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Holdings"))
    book = _record(131) + _record(143) + bundle + _record(144) + _record(132)
    related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    return build_zip(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": f'{relations}<Relationship Id="rId1" Type="{related}/officeDocument" '
            'Target="xl/workbook.bin"/></Relationships>',
            "xl/_rels/workbook.bin.rels": f'{relations}<Relationship Id="rId1" Type="{related}/worksheet" '
            'Target="worksheets/sheet1.bin"/></Relationships>',
            "xl/workbook.bin": book,
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


# ── XLS: records of BIFF8 in a compound file ─────────────────────────────────────────────────────────────────────────


def _old(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _old_text(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _old_cell(row: int, column: int, value: object) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, bool):
        return _old(0x205, place + bytes([value, 0]))
    if isinstance(value, int | float):
        return _old(0x203, place + struct.pack("<d", value))
    return _old(0x204, place + _old_text(str(value)))


def build_xls(rows: Rows = ROWS) -> bytes:
    begin = struct.pack("<HHHHII", 0x600, 5, 0x0DBB, 0x07CC, 0, 6)
    formats = _old(0xE0, bytes(20))  # one way of showing a cell: as it is
    name = b"\x08\x00Holdings"
    head = _old(0x809, begin) + _old(0x42, b"\xb0\x04") + formats
    start = len(head) + len(_old(0x85, bytes(6) + name)) + 4
    book = head + _old(0x85, struct.pack("<IH", start, 0) + name) + _old(0x0A)
    width = max(map(len, rows))
    sheet = _old(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0x0DBB, 0x07CC, 0, 6))
    sheet += _old(0x200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    for number, row in enumerate(rows):
        sheet += b"".join(_old_cell(number, column, value) for column, value in enumerate(row) if value is not None)
    return build_compound_file("Workbook", book + sheet + _old(0x0A))


def build_compound_file(name: str, stream: bytes) -> bytes:
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    count = len(stream) // 512
    free, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    sectors = [table, end, *range(3, count + 2), end]  # the table itself, the directory, then the stream's chain
    assert len(sectors) <= 128, "one sector of table is enough for a sample"
    allocation = struct.pack("<128I", *sectors, *[free] * (128 - len(sectors)))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0
    )
    header += struct.pack("<I", 0) + b"\xff" * (109 - 1) * 4
    directory = _entry("Root Entry", 5, child=1, start=end, size=0) + _entry(name, 2, child=free, start=2, size=len(stream))
    return header + allocation + directory.ljust(512, b"\0") + stream


def _entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    none = 0xFFFFFFFF
    return struct.pack("<64sHBBIII36xIQ", text, len(text), kind, 1, none, none, child, start, size)


# ── the open and the older XML ones ──────────────────────────────────────────────────────────────────────────────────


def build_ods(rows: Rows = ROWS) -> bytes:
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
    lines = "".join(f"<table:table-row>{''.join(map(_open_cell, row))}</table:table-row>" for row in rows)
    table = f'<table:table table:name="Holdings">{lines}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return build_zip(
        {
            "mimetype": kind,
            "META-INF/manifest.xml": manifest,
            "content.xml": f"<?xml version='1.0'?><office:document-content {spaces}>{body}</office:document-content>",
        }
    )


def _open_cell(value: object) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, bool):
        return f'<table:table-cell office:value-type="boolean" office:boolean-value="{str(value).lower()}"/>'
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'


def build_spreadsheetml(rows: Rows = ROWS) -> bytes:
    lines = "".join(f"<Row>{''.join(map(_sheet_cell, row))}</Row>" for row in rows)
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    sheet = f'<Worksheet ss:Name="Holdings"><Table>{lines}</Table></Worksheet>'
    return f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}">{sheet}</Workbook>'.encode()


def _sheet_cell(value: object) -> str:
    kind = "Number" if isinstance(value, int | float) and not isinstance(value, bool) else "String"
    return "<Cell/>" if value is None else f'<Cell><Data ss:Type="{kind}">{escape(_plain(value))}</Data></Cell>'


def build_html(rows: Rows = ROWS) -> bytes:
    lines = "".join(f"<tr>{''.join(f'<td>{escape(_plain(value))}</td>' for value in row)}</tr>" for row in rows)
    return f"<html><body><table>{lines}</table></body></html>".encode()


def _plain(value: object) -> str:
    return "" if value is None else str(value).upper() if isinstance(value, bool) else str(value)


BUILDERS = {
    "xlsx": build_xlsx,
    "xlsb": build_xlsb,
    "xls": build_xls,
    "ods": build_ods,
    "spreadsheetml": build_spreadsheetml,
    "html": build_html,
}
