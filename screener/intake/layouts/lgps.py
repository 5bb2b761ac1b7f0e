"""Holdings of UK local government pension funds, as campaigners gathered them: all amounts are pounds sterling."""

from __future__ import annotations

from screener.intake.layouts.layout import Layout


def _recognises(lines: tuple[str, ...]) -> bool:
    return any("local authority pension fund" in line.casefold() for line in lines)


LAYOUT = Layout(name="lgps", recognises=_recognises, constants={"currency": "GBP", "value_currency": "GBP"})
