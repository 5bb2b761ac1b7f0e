"""Hargreaves Lansdown account summaries: prices in pence, values in pounds (the sign is often lost on the way)."""

from __future__ import annotations

from screener.intake.layouts.layout import Layout


def _recognises(lines: tuple[str, ...]) -> bool:
    return any("Units held" in line and "Price (pence)" in line for line in lines)


LAYOUT = Layout(name="hargreaves", recognises=_recognises, constants={"currency": "GBP", "value_currency": "GBP"})
