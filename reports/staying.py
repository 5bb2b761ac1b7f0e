"""Staying: a page and its language go in; the page comes out with the language in every address that leads to another page.

There is no cookie: a language that a visitor chose is carried by the addresses alone.
"""

from __future__ import annotations

import re

_ADDRESS = re.compile(r'(<(?:a|form|button)\b[^>]*?\s(?:href|action|formaction)=")(/(?!static/|v1/|openapi)[^"#]*)')
_LANGUAGE = re.compile(r"[?;&]lang=")
_ASKING = re.compile(r'(<form\b[^>]*\bmethod="get"[^>]*>)')


def keep_language(html: str, language: str) -> str:
    """Gives the page; an address that names a language already stays as it is."""

    def add(found: re.Match[str]) -> str:
        before, address = found.groups()
        if _LANGUAGE.search(address):
            return found[0]
        return f"{before}{address}{'&amp;' if '?' in address else '?'}lang={language}"

    hidden = rf'\1<input type="hidden" name="lang" value="{language}">'
    return _ASKING.sub(hidden, _ADDRESS.sub(add, html))
