"""The nouns of money paths: how an issuer is tied to the military, hop by hop, each a fact of the registry with its sources."""

from __future__ import annotations

from dataclasses import dataclass

from screener.model.registry import Source  # noqa: TC001 (records are read back by this annotation)


@dataclass(frozen=True, slots=True)
class Hop:
    """One step between two entities, for the eye: it hands no flag on.

    `by` is `involvement` (a reported tie of `start` with `end`), `owns` (`start` holds `share` of `end`) or `owned_by` (`end`
    holds `share` of `start`). `tie` says whose act a tie is, or the relation of an ownership. `fact` is the involvement's id, and
    with `channel`, `since`, `until` and `status` empty for an ownership; `reported_on` is None where an ownership is undated.
    """

    start: str
    start_name: str
    start_kind: str
    end: str
    end_name: str
    end_kind: str
    by: str
    fact: str
    channel: str
    tie: str
    share: str | None
    since: str | None
    until: str | None
    status: str
    reported_on: str | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class MoneyPath:
    """A chain of hops that begins at the issuer; `involvement` is the tie it begins with, `""` where it begins with an ownership.

    `reaches_military` says that its last hop ends at an armed force; where it does not, the registry records no further step.
    """

    involvement: str
    hops: tuple[Hop, ...]
    reaches_military: bool
