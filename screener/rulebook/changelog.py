"""Changelog: the file CHANGELOG.md of a folder of rules goes in; what each version says of itself, newest first, comes out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

FILE = "CHANGELOG.md"
_HEADING = re.compile(r"^## +(.+?) *$", re.MULTILINE)
_DAY = re.compile(r"(\d{4})\.(\d{2})\.(\d{2})(?!\d)")
_BREAK = re.compile(r"\n\s*\n|\n(?=[-*] )")
_MARKS = re.compile(r"^[-*] +|^#+ +|[`*]")


@dataclass(frozen=True, slots=True)
class VersionNotes:
    """What changed with one version, in paragraphs of plain text; `day` is the one it is named for, as 2026-11-24, or empty."""

    version: str
    day: str
    paragraphs: tuple[str, ...]


def read_changelog(root: Traversable) -> tuple[VersionNotes, ...]:
    """Gives the versions in the order of the file; none where there is no such file."""
    item = root.joinpath(FILE)
    if not item.is_file():
        return ()
    _, *parts = _HEADING.split(item.read_text(encoding="utf-8"))
    return tuple(_read_notes(version, text) for version, text in zip(parts[::2], parts[1::2], strict=True))


def _read_notes(version: str, text: str) -> VersionNotes:
    named = _DAY.match(version)
    paragraphs = (" ".join(_MARKS.sub("", part).split()) for part in _BREAK.split(text.strip()))
    return VersionNotes(version, "-".join(named.groups()) if named else "", tuple(part for part in paragraphs if part))
