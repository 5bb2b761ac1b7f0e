"""An export in the manner of a producer: what it sends, and what a careful person reads in it.

A reading is (name, code, quantity, market value, value currency, weight, cash?); the code is the ISIN, else what identifies it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.intake.builders import workbook


@dataclass(frozen=True)
class Export:
    """A file and its careful reading; `codes` are Problems it must lead to, and no other warning or error may appear."""

    content: bytes
    lines: list[tuple[str, str, str, str, str, str, bool]]
    as_of: str | None = None
    codes: list[str] = field(default_factory=list)


def sheet(*rows: list[object], title: str = "Holdings") -> bytes:
    return workbook((title, list(rows)))
