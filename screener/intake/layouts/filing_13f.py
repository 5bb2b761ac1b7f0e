"""SEC 13F information tables, as XML or as the page the SEC shows: securities traded in the United States, in dollars."""

from __future__ import annotations

from screener.intake.layouts.layout import Layout


def _recognises(lines: tuple[str, ...]) -> bool:
    text = "\n".join(lines).casefold()
    return "name of issuer" in text and "title of class" in text and "cusip" in text


LAYOUT = Layout(name="13f", recognises=_recognises, constants={"currency": "USD"})
