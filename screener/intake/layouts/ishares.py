"""iShares (BlackRock) holdings files: `Market Currency` is the security's, values are in the fund's currency."""

from __future__ import annotations

from screener.intake.layouts.layout import Layout

_MARKS = ("market currency", "marktwährung", "devise du marché", "divisa del mercado", "valuta di mercato")


def _recognises(lines: tuple[str, ...]) -> bool:
    return any(any(mark in line.casefold() for mark in _MARKS) and "ticker" in line.casefold() for line in lines)


LAYOUT = Layout(name="ishares", recognises=_recognises)
