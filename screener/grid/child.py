"""The child process: the bytes of one file on its standard input; a line of JSON and the sheets' columns on its output.

    python -m screener.grid.child FORMAT SECONDS MEMORY_BYTES
    exit 0 read · 3 cannot be read (one sentence on stderr) · 4 too many cells · anything else: it died

It imports only what the format needs, so that it starts in a few hundredths of a second.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from itertools import zip_longest

READERS = {
    "xlsx": "screener.grid.workbook_table",
    "xlsb": "screener.grid.workbook_table",
    "xls": "screener.grid.workbook_table",
    "ods": "screener.grid.workbook_table",
    "spreadsheetml": "screener.grid.spreadsheetml_table",
    "html": "screener.grid.html_table",
    "nport": "screener.grid.filing_table",
    "13f": "screener.grid.filing_table",
    "xml": "screener.grid.record_table",
    "json": "screener.grid.record_table",
}
MAX_CELLS = 30_000_000
BETWEEN = "\x1e"
"""What stands between the cells of a column: the sign for "next record", which no text needs."""


def main(form: str, seconds: int, memory_bytes: int) -> int:
    """Reads standard input as `form` and writes the sheets. Gives the exit status."""
    _set_limits(seconds, memory_bytes)
    content = sys.stdin.buffer.read()
    try:
        sheets = import_module(READERS[form]).read_grids(content, form)
    except MemoryError:
        return 5
    except Exception as error:  # noqa: BLE001 (readers raise their own classes; whatever it is, the file cannot be read)
        sys.stderr.write(f"\n{_sentence(error)}\n")
        return 3
    if sum(len(grid) * max(map(len, grid), default=0) for _, grid, _, _ in sheets) > MAX_CELLS:
        sys.stderr.write(f"\nhas more than {MAX_CELLS:,} cells\n")
        return 4
    _write(sheets)
    return 0


def _set_limits(seconds: int, memory_bytes: int) -> None:
    try:
        import resource  # noqa: PLC0415 (there is none on Windows, where the time-out alone holds)
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _sentence(error: Exception) -> str:
    if type(error).__module__.startswith("defusedxml"):
        return "it declares a document type or entities, which we never follow"
    words = " ".join(str(error).split()).rstrip(".")
    return words[:160] or type(error).__name__


def _write(sheets: list[tuple[str | None, list[list[str]], str, list[int] | None]]) -> None:
    bodies = [[_join(column) for column in zip_longest(*grid, fillvalue="")] for _, grid, _, _ in sheets]
    entries = [
        {"name": name, "reader": reader, "rows": rows, "height": len(grid), "bytes": [len(column) for column in body]}
        for (name, grid, reader, rows), body in zip(sheets, bodies, strict=True)
    ]
    sys.stdout.buffer.write(json.dumps(entries).encode() + b"\n" + b"".join(column for body in bodies for column in body))
    sys.stdout.buffer.flush()


def _join(column: tuple[str, ...]) -> bytes:
    line = BETWEEN.join(column)
    if line.count(BETWEEN) != len(column) - 1:
        line = BETWEEN.join(text.replace(BETWEEN, " ") for text in column)
    return line.replace("\x00", "").encode("utf-8", "replace")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
