"""A filing as it was submitted to the SEC goes in (SGML around XML); its kind and its part with the positions come out."""

from __future__ import annotations

import re

PARTS = {
    "13f": re.compile(rb"<(?P<tag>(?:[A-Za-z0-9_]+:)?informationTable)[\s>].*?</(?P=tag)\s*>", re.DOTALL),
    "nport": re.compile(rb"<(?P<tag>(?:[A-Za-z0-9_]+:)?edgarSubmission)[\s>].*?</(?P=tag)\s*>", re.DOTALL),
}
_DAY = re.compile(rb"CONFORMED PERIOD OF REPORT:\s*(\d{4})(\d\d)(\d\d)")


def find_filing(content: bytes) -> str | None:
    """Gives 13f or nport, or None for a submission without a part of positions in XML."""
    return next((kind for kind, part in PARTS.items() if part.search(content)), None)


def cut_filing(content: bytes, kind: str) -> tuple[bytes, str]:
    """Gives the part of positions, and the day the submission's header says (ISO, `""` where it has none)."""
    found, day = PARTS[kind].search(content), _DAY.search(content)
    return (found[0] if found else content), "-".join(part.decode() for part in day.groups()) if day else ""
