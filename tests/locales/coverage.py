"""The characters that our own fonts hold; `python -m tests.locales.coverage` writes reports/fonts/coverage.txt anew."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[2] / "reports" / "fonts"
FILE = FONTS / "coverage.txt"


def write_coverage() -> str:
    """Gives the ranges of characters in hexadecimal, one a line, that are in a regular face of ours."""
    held = sorted({code for file in FONTS.glob("*-400-normal.woff2") for code in TTFont(file).getBestCmap()})
    runs = groupby(enumerate(held), key=lambda pair: pair[1] - pair[0])
    ranges = [[code for _, code in run] for _, run in runs]
    return "".join(f"{run[0]:04X}-{run[-1]:04X}\n" for run in ranges)


if __name__ == "__main__":
    FILE.write_text(write_coverage(), encoding="ascii")
