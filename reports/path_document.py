"""What a page says of how an issuer is tied to the military: chains of hops, each with its date and its sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.facts import SourceNote


@dataclass(frozen=True, slots=True)
class PathHop:
    """One step from `start` to `end`, both ids, with their names.

    `by` is involvement, owns or owned_by. `channel` and `tie` say what an involvement is and whose act; of an ownership `tie` is
    the relation and `share` a fraction. `status` is a key, `stale` for an active tie last reported too long ago; `current` tells
    whether the arrow is drawn solid.
    """

    start: str
    start_name: str
    end: str
    end_name: str
    by: str
    channel: str
    tie: str
    share: str | None
    since: str | None
    until: str | None
    status: str
    reported_on: str | None
    current: bool
    sources: tuple[SourceNote, ...]


@dataclass(frozen=True, slots=True)
class Paths:
    """The chains of one issuer that are shown, the firmest demand first, and what their title states.

    `ends` names where they lead, `via` what stands between; `reaches` says that they lead to the military, `past` that the issuer
    ended every tie they begin with. `hops` has each step once; `left_out` chains stand in the record alone.
    """

    chains: tuple[tuple[PathHop, ...], ...]
    hops: tuple[PathHop, ...]
    ends: tuple[str, ...]
    via: tuple[str, ...]
    reaches: bool
    past: bool
    left_out: int
