"""A text goes in; whether it is one address of mail, and nothing else, comes out: every mail program can send to it."""

from __future__ import annotations

import re

MOST = 254
_WORD = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADDRESS = re.compile(rf"(?=[^@]{{1,64}}@){_WORD}(\.{_WORD})*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{{2,}}")


def is_mail_address(text: str) -> bool:
    """Says whether text has the shape of one address; whether anyone reads it nobody can tell here."""
    return len(text) <= MOST and _ADDRESS.fullmatch(text) is not None
