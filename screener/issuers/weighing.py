"""Weighing of names: the matches of a name and what else the file says go in; entities with probabilities and reasons come out, best first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from screener.identifiers import has_valid_check_digit
from screener.issuers.countries import compare_countries, names_other_country
from screener.issuers.identification import identify_ticker
from screener.issuers.index import SHORT
from screener.issuers.likeness import weigh_likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from screener.issuers.countries import Agreement
    from screener.issuers.index import Entry, IssuerIndex
    from screener.issuers.keys import Key
    from screener.issuers.matches import Match
    from screener.issuers.names import IssuerName

# Probabilities of an equal name, by what else is known. Set by hand: how often such a name was somebody else's among 26,000 lines
# of published portfolios, rounded to the safe side.
EQUAL_AND_COUNTRY = 0.99
EQUAL = 0.97
EQUAL_AND_NEAR = 0.95
EQUAL_BUT = 0.7
BORROWER = 0.6
OPENING = 0.75
TURNED_AND_COUNTRY = 0.93
UNLIKELY = 0.1
SAYS_LITTLE = 0.1
NEARLY = 0.05
"""A well-known other this much more like the name still leaves the question to a person."""
RIVAL_FORMS = frozenset({"corp", "inc", "ltd"})
"""Chiyoda Corp and Chiyoda Co Ltd are two companies: behind one word these forms tell. An SA that became an SE is one."""
UNEXPLAINED = 0.75
"""At most this, where the file's name has a word of its own that the registry's name has not: a sister company has one too."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """An entity a name may mean, with its probability, the method and the reason, a sentence."""

    entity: str
    score: float
    method: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Case:
    """A name, what the file says beside it, and the entity it is held against."""

    index: IssuerIndex
    key: Key
    name: IssuerName
    entity: str
    country: Agreement
    ticker: bool
    other_security: bool

    @property
    def own(self) -> frozenset[str]:
        return self.index.countries.get(self.entity, frozenset())


def weigh_matches(index: IssuerIndex, key: Key, name: IssuerName, matches: Sequence[Match]) -> list[Weighed]:
    """Gives the entities that the matches stand for, the most probable first; well-known others take away what is more like them."""
    entries = {match.entry: index.entries[match.entry] for match in matches}
    best: dict[str, Weighed] = {}
    for entity in dict.fromkeys(entry.entity for entry in entries.values() if entry.entity):
        case = _make_case(index, key, name, entity)
        own = [match for match in matches if entries[match.entry].entity == entity]
        rivals = [match for match in matches if not entries[match.entry].entity]
        found = _weigh_entity(case, own, rivals)
        if found:
            best[entity] = found
    return sorted(best.values(), key=lambda item: (-item.score, item.entity))


def _make_case(index: IssuerIndex, key: Key, name: IssuerName, entity: str) -> _Case:
    own = index.countries[entity]
    said = [compare_countries(index.naming.countries, own, country) for country in _list_countries(index, key, name)]
    country: Agreement = "unknown"
    for agreement in ("other", "same", "near"):
        if agreement in said:
            country = agreement  # type: ignore[assignment]  # one of the four words, as a loop variable
            break
    return _Case(
        index=index,
        key=key,
        name=name,
        entity=entity,
        country=country,
        ticker=any(line.entity == entity for line in identify_ticker(index, key)),
        other_security=_has_other_issuer_number(index, key, entity),
    )


def _list_countries(index: IssuerIndex, key: Key, name: IssuerName) -> Iterable[str]:
    if key.country:
        yield key.country
    elif name.native and len(name.form_countries) == 1:
        yield next(iter(name.form_countries))
    if key.isin and has_valid_check_digit("isin", key.isin) and key.isin[:2] not in index.naming.countries.neutral:
        yield key.isin[:2]


def _has_other_issuer_number(index: IssuerIndex, key: Key, entity: str) -> bool:
    length = index.naming.countries.issuer_length.get(key.isin[:2], 0)
    if not length or not has_valid_check_digit("isin", key.isin):
        return False
    own = {
        prefix
        for prefix, owner in index.prefixes.items()
        if owner == entity and prefix[:2] == key.isin[:2] and len(prefix) == length
    }
    return bool(own) and key.isin[:length] not in own


def _weigh_entity(case: _Case, own: Sequence[Match], rivals: Sequence[Match]) -> Weighed | None:
    entries = [case.index.entries[match.entry] for match in own if match.kind == "same"]
    if entries:
        others = [case.index.entries[match.entry] for match in rivals if match.kind == "same"]
        return _weigh_equal(case, entries, others)
    turned = [case.index.entries[match.entry] for match in own if match.kind == "turned"]
    if turned:
        return _weigh_turned(case, turned)
    openings = [case.index.entries[match.entry] for match in own if match.kind == "opening"]
    if openings:
        reason = f'The name "{case.key.name}" is how "{openings[0].text}" begins, a name of {_call(case)}.'
        return Weighed(entity=case.entity, score=UNLIKELY if case.country == "other" else OPENING, method="name", reason=reason)
    borrowers = [match for match in own if match.kind == "vehicle"]
    if borrowers:
        return _weigh_borrower(case, case.index.entries[borrowers[0].entry])
    return _weigh_similar(case, own, rivals)


def _weigh_equal(case: _Case, entries: Sequence[Entry], others: Sequence[Entry]) -> Weighed | None:
    score = _score_equal(case, entries)
    if all(entry.form == "former" for entry in entries) and _is_now_anothers(case):
        score = min(score, EQUAL_BUT)
    if others and not _has_own_form(case, entries, others):
        score = min(score, UNLIKELY if _has_own_form(case, others, entries) or case.country != "same" else EQUAL_BUT)
    entry = entries[0]
    called = _call(case)
    reason = f'The name "{case.key.name}" is a name of {called}'
    return (
        Weighed(entity=case.entity, score=score, method=_name_method(case), reason=f"{reason}{_say_country(case)}.")
        if entry
        else None
    )


def _is_now_anothers(case: _Case) -> bool:
    entries = [case.index.entries[number] for number in case.index.keys.get(case.name.key, ())]
    return any(entry.entity not in {"", case.entity} and entry.form != "former" for entry in entries)


def _has_own_form(case: _Case, entries: Sequence[Entry], others: Sequence[Entry]) -> bool:
    own = frozenset().union(*(entry.name.forms for entry in entries))
    theirs = frozenset().union(*(entry.name.forms for entry in others))
    return bool(case.name.forms & own) and not case.name.forms & theirs


def _score_equal(case: _Case, entries: Sequence[Entry]) -> float:
    forms = frozenset().union(*(entry.name.forms for entry in entries))
    weak = all(entry.weak for entry in entries)
    short = len(case.name.squeezed) <= SHORT and not case.name.native
    foreign_form = bool(case.name.form_countries) and not case.name.form_countries & case.own and not case.name.forms & forms
    home_form = bool(case.name.form_countries & case.own) and not case.name.native
    country = "other" if foreign_form and not case.ticker and case.country != "same" else case.country
    required = case.index.registry.entities[case.entity].country in case.index.naming.countries.required
    if country == "other" or (required and country == "near"):
        return UNLIKELY if weak or short or required or len(case.name.words) == 1 else EQUAL_BUT
    if case.other_security:
        return EQUAL_BUT
    second = case.ticker or country == "same" or home_form
    if (required and country != "same") or (weak and not second) or (short and not second and not case.name.forms & forms):
        return EQUAL_BUT if country == "unknown" and not short else UNLIKELY if country == "near" else EQUAL_BUT
    if foreign_form and not case.ticker:
        return UNEXPLAINED
    if len(case.name.words) == 1 and not case.ticker and _has_rival_form(case.name.forms, forms):
        return UNEXPLAINED
    return EQUAL_AND_COUNTRY if country == "same" else EQUAL_AND_NEAR if country == "near" else EQUAL


def _has_rival_form(forms: frozenset[str], own: frozenset[str]) -> bool:
    return bool(forms & RIVAL_FORMS) and bool(own & RIVAL_FORMS) and not forms & own


def _weigh_turned(case: _Case, entries: Sequence[Entry]) -> Weighed:
    score = min(_score_equal(case, entries), TURNED_AND_COUNTRY if case.country == "same" else EQUAL_BUT)
    reason = f'The name "{case.key.name}" has the words of "{entries[0].text}", a name of {_call(case)}, in another order{_say_country(case)}.'
    return Weighed(entity=case.entity, score=score, method=_name_method(case), reason=reason)


def _weigh_borrower(case: _Case, entry: Entry) -> Weighed | None:
    if entry.weak or len(entry.name.squeezed) <= SHORT - 1 or case.key.asset_class == "equity":
        return None
    called = _call(case)
    reason = f'"{case.key.name}" looks like a company that borrows for {called}, not {called} itself.'
    return Weighed(entity=case.entity, score=BORROWER, method="name", reason=reason)


def _weigh_similar(case: _Case, own: Sequence[Match], rivals: Sequence[Match]) -> Weighed | None:
    best = max((_score_similar(case, match), match.entry) for match in own)
    other = max((_score_other(case, match) for match in rivals), default=0.0)
    if best[0] <= other - NEARLY:
        return None
    entry = case.index.entries[best[1]]
    called = _call(case)
    reason = f'The name "{case.key.name}" resembles "{entry.text}", a name of {called}{_say_country(case)}.'
    score = best[0] if best[0] > other else min(best[0], EQUAL_BUT)
    return Weighed(entity=case.entity, score=score, method=_name_method(case), reason=reason)


def _score_similar(case: _Case, match: Match) -> float:
    entry = case.index.entries[match.entry]
    required = entry.country in case.index.naming.countries.required
    if (
        entry.weak
        or case.name.fund
        or case.other_security
        or len(entry.name.squeezed) <= SHORT
        or (required and case.country != "same")
    ):
        return 0.0
    if names_other_country(case.index.naming.countries, _left_over(case.name, entry.name), case.own):
        return 0.0
    foreign_form = bool(case.name.form_countries) and not case.name.form_countries & case.own and case.country != "same"
    extra = {
        f"country_{'other' if foreign_form else case.country}": 1.0,
        "forms_differ": float(bool(case.name.forms and entry.name.forms and not case.name.forms & entry.name.forms)),
    }
    score = weigh_likeness(match.likeness, extra=extra, calibration=case.index.naming.calibration)
    return min(score, UNEXPLAINED) if _has_unexplained(case, match) else score


def _has_unexplained(case: _Case, match: Match) -> bool:
    return any(case.index.weights.get(word, 1.0) > SAYS_LITTLE for word in match.likeness.unknown)


def _score_other(case: _Case, match: Match) -> float:
    entry = case.index.entries[match.entry]
    agreement = compare_countries(case.index.naming.countries, {entry.country}, case.key.country)
    return weigh_likeness(match.likeness, extra={f"country_{agreement}": 1.0}, calibration=case.index.naming.calibration)


def _left_over(name: IssuerName, other: IssuerName) -> list[str]:
    return [word for word in name.words if word not in other.words]


def _call(case: _Case) -> str:
    return case.index.registry.entities[case.entity].name


def _name_method(case: _Case) -> str:
    return "ticker" if case.ticker else "name+country" if case.country == "same" else "name"


def _say_country(case: _Case) -> str:
    if case.ticker:
        return ", and the ticker is its own"
    return {"same": ", and the country agrees", "other": ", but the country is another", "near": "", "unknown": ""}[case.country]
