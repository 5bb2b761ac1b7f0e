"""What an exclusion list says, ready to be written in any of its forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class ExclusionDocument:
    """An exclusion list: `lines` have `headings`; `sheets` are tables by title; `record` is for JSON; `uploads` are whole files.

    All text. `uploads` are in the form a broker takes; `left_out` says, in sentences, what they do not hold, and why.
    """

    title: str
    day: str
    headings: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    sheets: Mapping[str, tuple[tuple[str, ...], ...]]
    record: Mapping[str, Any]
    uploads: tuple[str, ...]
    left_out: tuple[str, ...]
