"""Archives broken on purpose."""

import contextlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.errors import ScreenerError, UploadRefused
from screener.grid.workbook_archive import check_archive


def build_archive(**members):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return made.getvalue()


WORKBOOK = build_archive(**{"xl/workbook.xml": "<workbook/>" * 50, "xl/worksheets/sheet1.xml": '<c r="A1"/>' * 50})


def test_an_open_document_without_its_manifest_is_refused():
    with pytest.raises(UploadRefused):
        check_archive(build_archive(mimetype="application/vnd.oasis.opendocument.spreadsheet"), file="a.ods")


@given(st.lists(st.tuples(st.integers(0, len(WORKBOOK) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_whatever_bytes_are_changed_an_archive_is_read_or_refused(changes):
    broken = bytearray(WORKBOOK)
    for place, byte in changes:
        broken[place] = byte
    with contextlib.suppress(ScreenerError):
        assert check_archive(bytes(broken), file="a.xlsx") in {"xlsx", "xlsb", "ods"}
