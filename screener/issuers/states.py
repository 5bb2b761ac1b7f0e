"""States as issuers: the words of a bond's name go in; the state, if the name is a state's and nobody else's, comes out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from screener.issuers.names import NameReader
    from screener.rulebook.naming import Naming

_LONGEST = 7


@dataclass(frozen=True, slots=True)
class StateTable:
    """Phrases by what they mean: the state alone, the state with a debt word beside it, the state in its own country."""

    alone: Mapping[tuple[str, ...], str] = field(repr=False)
    with_debt: Mapping[tuple[str, ...], str] = field(repr=False)
    in_country: Mapping[tuple[tuple[str, ...], str], str] = field(repr=False)
    debt_words: frozenset[str] = field(repr=False)
    first_words: frozenset[str] = field(repr=False)
    own_words: Mapping[str, frozenset[str]] = field(repr=False)


def build_states(naming: Naming, reader: NameReader, *, known: Collection[str]) -> StateTable:
    """Gives the phrases of the states that are in the registry (`known`)."""
    alone: dict[tuple[str, ...], str] = {}
    with_debt: dict[tuple[str, ...], str] = {}
    in_country: dict[tuple[tuple[str, ...], str], str] = {}
    for state in naming.states:
        if state.entity not in known:
            continue
        alone.update({tuple(reader.split_words(text)): state.entity for text in (*state.official, *state.instruments)})
        with_debt.update({tuple(reader.split_words(text)): state.entity for text in state.names})
        in_country.update({(tuple(reader.split_words(text)), state.country): state.entity for text in state.in_country})
    phrases = [*alone, *with_debt, *(phrase for phrase, _ in in_country)]
    owned = [*alone.items(), *with_debt.items()]
    return StateTable(
        alone=alone,
        with_debt=with_debt,
        in_country=in_country,
        debt_words=naming.debt_words,
        first_words=frozenset(phrase[0] for phrase in phrases),
        own_words={owner: frozenset(word for phrase, state in owned if state == owner for word in phrase) for _, owner in owned},
    )


def name_state(table: StateTable, words: list[str], *, has_figures: bool, country: str, is_bond: bool) -> str | None:
    """Gives the state whose bond a name is, or None.

    `has_figures` says that the name carries a coupon, a date or a number; `country` is that of the file or of the ISIN.
    A word that is neither the state's nor of the language of debt makes the issuer somebody else.
    """
    if table.first_words.isdisjoint(words):
        return None
    for start in range(min(len(words), _LONGEST)):
        for end in range(min(len(words), start + _LONGEST), start, -1):
            phrase, rest = tuple(words[start:end]), words[:start] + words[end:]
            state = table.alone.get(phrase) or table.in_country.get((phrase, country))
            if state is None and (is_bond or has_figures or rest):
                state = table.with_debt.get(phrase)
            if state and _is_about_debt(table, rest, state):
                return state
    return None


def _is_about_debt(table: StateTable, words: list[str], state: str) -> bool:
    own = table.own_words.get(state, frozenset())
    return all(word in table.debt_words or word in own or word[0].isdigit() for word in words)
