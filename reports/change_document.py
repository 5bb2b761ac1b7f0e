"""What a page says of the changes since an earlier report: one line per issuer, with each reason and its cause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class ChangeReason:
    """One reason: `cause` is portfolio, world, evidence or processing; `was` and `now` are plain text where they are short."""

    cause: str
    text: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One issuer that differs: `kind` is added, removed, changed or on_record; `was` and `now` decisions, None where not held."""

    kind: str
    name: str
    states_and_bodies: bool
    was: str | None
    now: str | None
    reasons: tuple[ChangeReason, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes since a screening as of `since`; `causes` counts the issuers that each cause had a part in.

    `lines` counts the positions that are new, gone, or have other values.
    """

    since: str
    policy: str
    registry_version: str
    result_sha256: str
    causes: Mapping[str, int]
    lines: Mapping[str, int]
    entries: tuple[ChangeLine, ...]
