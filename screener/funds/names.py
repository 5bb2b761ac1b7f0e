"""Names of funds: text goes in; a form in which the same name written twice is equal comes out."""

from __future__ import annotations

import re
import unicodedata

_BETWEEN = re.compile(r"[\W_]+")
_MARKS = re.compile(r"[®™©]|\((?:R|TM)\)", re.IGNORECASE)


def fold_fund_name(text: str) -> str:
    """Gives the name in small letters, its words one space apart, without marks of registration, so that it can be compared."""
    plain = unicodedata.normalize("NFKC", _MARKS.sub("", text)).casefold()
    return _BETWEEN.sub(" ", plain).strip()
