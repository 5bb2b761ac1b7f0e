"""Interactive Brokers' Flex queries: `position` is the quantity, and values are in each security's own currency."""

from __future__ import annotations

from screener.intake.layouts.layout import Layout


def _recognises(lines: tuple[str, ...]) -> bool:
    text = "\n".join(lines[:1]).casefold()
    return "position value" in text and "mark price" in text and "position\t" in text


LAYOUT = Layout(
    name="flex",
    recognises=_recognises,
    columns={"quantity": "position", "name": "description", "value_currency": "currency", "currency": "currency"},
)
