"""Counterparties: with whom a tie is, as the registry says it, goes in; what a letter's subject line says of it comes out."""

from __future__ import annotations

import re

_UNNAMED = re.compile(r"party not named \((.+)\)")


def name_matter(counterparty: str) -> str:
    """Gives the counterparty; the matter in brackets where the reports name no party; nothing where none is stated."""
    unnamed = _UNNAMED.fullmatch(counterparty)
    return unnamed[1] if unnamed else "" if counterparty.casefold() == "not stated" else counterparty
