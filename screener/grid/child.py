"""The child process: the bytes of one file on its standard input; a line of JSON and the sheets' text on its output.

    python -m screener.grid.child FORMAT SECONDS MEMORY_BYTES
    exit 0 read · 3 cannot be read (one sentence on stderr) · 4 too many cells · anything else: it died

It imports only what the format needs, so that it starts in a few hundredths of a second.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from importlib import import_module

READERS = {
    "xlsx": "screener.grid.workbook_table",
    "xlsb": "screener.grid.workbook_table",
    "xls": "screener.grid.workbook_table",
    "ods": "screener.grid.workbook_table",
    "spreadsheetml": "screener.grid.spreadsheetml_table",
    "html": "screener.grid.html_table",
    "nport": "screener.grid.filing_table",
    "13f": "screener.grid.filing_table",
}
MAX_CELLS = 30_000_000


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
    bodies = [_to_text(grid) for _, grid, _, _ in sheets]
    entries = [
        {"name": name, "reader": reader, "rows": rows, "bytes": len(body)}
        for (name, _, reader, rows), body in zip(sheets, bodies, strict=True)
    ]
    sys.stdout.buffer.write(json.dumps(entries).encode() + b"\n" + b"".join(bodies))
    sys.stdout.buffer.flush()


def _to_text(grid: list[list[str]]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(row or [""] for row in grid)
    return buffer.getvalue().replace("\x00", "").encode("utf-8", "replace")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
