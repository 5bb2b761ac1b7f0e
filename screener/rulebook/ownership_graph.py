"""The ownership graph: a registry and a day go in; the links between owner and owned that stand on that day come out.

An edge stands from the day it was reported (`as_of`) until it ended (`until`). Of several reports on one pair the newest counts;
an undated report counts where no dated one stands. Reports that disagree (two shares on one day, owners of one entity that
together hold more than the whole) leave the share not known: they are a question for a person, not a number.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from screener.model import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from screener.model import OwnershipEdge, Registry

HALF = Fraction(1, 2)
RELATIONS = {
    "controls": True,
    "subsidiary": True,
    "state_owned": True,
    "owns": True,
    "joint_venture": False,
    "shareholder": False,
}
"""Every relation of the vocabulary, and whether it is control where no share is given."""
_SHARES_DECIDE = frozenset({"owns", "joint_venture", "shareholder"})


@dataclass(frozen=True, slots=True)
class Link:
    """One owner of one entity on a day; `share` is exact, None where it is not known."""

    owner: str
    owned: str
    share: Fraction | None
    relation: str
    as_of: str | None

    @property
    def controls(self) -> bool:
        """Whether the owner controls the owned: by half of the shares or more, or because a source says so."""
        if self.share is None or self.relation not in _SHARES_DECIDE:
            return RELATIONS[self.relation]
        return self.share >= HALF

    @property
    def minority(self) -> bool:
        """Whether it is a stake that gives no control, as far as is known."""
        return not self.controls

    @property
    def percent(self) -> str:
        """Gives the share as people write it: `51`, `53.97`; `""` where it is not known."""
        return "" if self.share is None else write_share(self.share * 100)


@dataclass(frozen=True, slots=True)
class OwnershipGraph:
    """The links of a day: `above[entity]` are those to its owners, `below[entity]` those to what it owns."""

    above: Mapping[str, tuple[Link, ...]]
    below: Mapping[str, tuple[Link, ...]]
    contested: tuple[str, ...]
    """Entities whose reported owners together hold more than the whole; their shares are taken as not known."""


def draw_ownership(registry: Registry, as_of: date) -> OwnershipGraph:
    """Gives the graph of the links that stand on `as_of`, in a fixed order."""
    pairs: defaultdict[tuple[str, str], list[OwnershipEdge]] = defaultdict(list)
    for edge in (edge for entity in registry.entities.values() for edge in entity.owners if _stands(edge, as_of)):
        pairs[edge.owned, edge.owner].append(edge)
    above: defaultdict[str, list[Link]] = defaultdict(list)
    for (owned, _), edges in sorted(pairs.items()):
        above[owned].append(_choose_link(edges))
    contested = tuple(owned for owned, links in above.items() if sum(_list_shares(links)) > 1)
    for owned in contested:
        above[owned] = [replace(link, share=None) for link in above[owned]]
    below: defaultdict[str, list[Link]] = defaultdict(list)
    for link in (link for links in above.values() for link in links):
        below[link.owner].append(link)
    return OwnershipGraph(above=_freeze(above), below=_freeze(below), contested=contested)


def write_share(share: Fraction) -> str:
    """Gives a share as decimal text, exact where six places hold it, else rounded to six."""
    text = f"{float(share):.0f}" if share.denominator == 1 else f"{round(share * 10**6) / 10**6:.6f}".rstrip("0")
    return text.rstrip(".")


def _stands(edge: OwnershipEdge, as_of: date) -> bool:
    begun = edge.as_of is None or first_day(edge.as_of) <= as_of
    return begun and (edge.until is None or last_day(edge.until) >= as_of)


def _choose_link(edges: Sequence[OwnershipEdge]) -> Link:
    ages = [_age(edge) for edge in edges]
    newest = [edge for edge, age in zip(edges, ages, strict=True) if age == max(ages)]
    first, shares = newest[0], {edge.share for edge in newest}
    share = Fraction(first.share) if len(shares) == 1 and first.share else None
    return Link(owner=first.owner, owned=first.owned, share=share, relation=first.relation, as_of=first.as_of)


def _age(edge: OwnershipEdge) -> str:
    return last_day(edge.as_of).isoformat() if edge.as_of else ""


def _list_shares(links: Iterable[Link]) -> Iterator[Fraction]:
    return (link.share for link in links if link.share is not None)


def _freeze(links: Mapping[str, list[Link]]) -> dict[str, tuple[Link, ...]]:
    return {key: tuple(sorted(items, key=lambda link: (link.owner, link.owned))) for key, items in links.items()}
