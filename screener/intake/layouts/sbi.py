"""Japanese brokers' lists of domestic securities (SBI and alike): yen throughout."""

from __future__ import annotations

from screener.intake.layouts.layout import Layout


def _recognises(lines: tuple[str, ...]) -> bool:
    text = "\n".join(lines)
    return "保有" in text and "評価額" in text and "通貨" not in text and "USD" not in text


LAYOUT = Layout(name="sbi", recognises=_recognises, constants={"currency": "JPY", "value_currency": "JPY"})
