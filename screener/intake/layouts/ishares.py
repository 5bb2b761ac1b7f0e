"""iShares (BlackRock) holdings files: `Market Currency` is the security's, `Currency` the fund's, and values are in that."""

from __future__ import annotations

from screener.intake.layouts.layout import Layout

_MARKS = ("market currency", "marktwährung", "devise du marché", "divisa del mercado", "valuta di mercato")


def _recognises(lines: tuple[str, ...]) -> bool:
    folded = [line.casefold() for line in lines]
    return any("ticker" in line and (any(mark in line for mark in _MARKS) or "notional value\t" in line) for line in folded)


LAYOUT = Layout(name="ishares", recognises=_recognises, columns={"value_currency": "Currency"})
