"""Agreement: a file's name and an entity that an identifier points to go in; whether the name bears it out comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import ratio

from screener.issuers.index import normalise_ticker
from screener.issuers.likeness import lay_names
from screener.issuers.matches import find_behind_mark

if TYPE_CHECKING:
    from screener.issuers.index import IssuerIndex
    from screener.issuers.names import IssuerName

SHARED = 0.5
"""The weight both names must share: one word of its own, or two of business."""
LETTERS = 62.0


@dataclass(frozen=True, slots=True)
class Agreement:
    """Whether a name agrees with an entity, disagrees, or (neither) says nothing; `instead` and `whose`: whose it is instead."""

    agrees: bool = False
    equal: bool = False
    disagrees: bool = False
    is_ticker: bool = False
    instead: str = ""
    whose: tuple[str, ...] = ()


def compare_with_entity(index: IssuerIndex, entity: str, *, name: IssuerName, usable: bool, ticker: str = "") -> Agreement:
    """Gives how the file's name stands to an entity that an identifier points to."""
    is_ticker = bool(ticker and name.squeezed) and normalise_ticker(name.squeezed) == normalise_ticker(ticker.replace(" ", ""))
    kind = index.registry.entities[entity].kind
    if not usable or kind == "government":
        return Agreement(is_ticker=is_ticker)  # bonds of states are named by coupon and maturity
    equal = index.keys.get(name.key) or tuple(find_behind_mark(index, name))
    if any(index.entries[number].entity == entity for number in equal):
        return Agreement(agrees=True, equal=True)
    if equal:
        entry = index.entries[equal[0]]
        whose = tuple(dict.fromkeys(index.entries[number].entity for number in equal if index.entries[number].entity))
        return Agreement(disagrees=True, instead=f"that of {entry.text}", whose=whose)
    if is_ticker:
        return Agreement(is_ticker=True)
    own = [index.entries[number].name for number in index.by_entity.get(entity, ())]
    alike = [other for other in own if other.native == name.native]
    if any(_is_alike(index, name, other) for other in alike):
        return Agreement(agrees=True)
    disagrees = bool(alike) and not name.native
    return Agreement(disagrees=disagrees, instead="unlike any name known for it" if disagrees else "")


def _is_alike(index: IssuerIndex, name: IssuerName, other: IssuerName) -> bool:
    if name.squeezed.startswith(other.squeezed) or other.squeezed.startswith(name.squeezed):
        return True
    if ratio(name.squeezed, other.squeezed) >= LETTERS or other.squeezed in name.text.upper():
        return True
    initials = "".join(word[0] for word in other.words)
    if len(initials) > 2 and name.words[0] in {initials, other.squeezed}:
        return True
    likeness = lay_names(name, other, weights=index.weights, either=index.naming.either)
    return likeness.known >= SHARED and (likeness.exact_words > 0 or likeness.letters >= 0.5)
