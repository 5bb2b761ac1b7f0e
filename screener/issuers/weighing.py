"""Weighing of names: matches and what else the file says go in; entities with probability and reason come out, best first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import DamerauLevenshtein

from screener.issuers.countries import compare_countries, names_other_country
from screener.issuers.index import SHORT
from screener.issuers.likeness import weigh_likeness
from screener.issuers.standing import measure_standing
from screener.model import IN_ANOTHER_ORDER, RESEMBLES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from screener.issuers.countries import Agreement
    from screener.issuers.index import Entry, IssuerIndex
    from screener.issuers.keys import Key
    from screener.issuers.matches import Match
    from screener.issuers.names import IssuerName
    from screener.issuers.standing import Standing

# Probabilities of an equal name, by what else is known. Set by hand: how often such a name was somebody else's among 26,000 lines
# of published portfolios, rounded to the safe side.
EQUAL_AND_COUNTRY = 0.99
EQUAL = 0.97
EQUAL_AND_NEAR = 0.95
EQUAL_IN_ANOTHER_FORM = 0.95
TURNED_AND_COUNTRY = 0.96
OPENING = 0.72
EQUAL_BUT = 0.7
BORROWER = 0.6
UNLIKELY = 0.1
UNEXPLAINED = 0.72
"""At most this, where the file's name has a word of its own that the registry's name has not: a sister company has one too."""
SAYS_LITTLE = 0.1
MISSPELT = ("INC", "LTD", "PLC", "CORP", "LIMITED")
"""Forms whose slips of the pen stand at the end of many names."""
VOWELS = frozenset("AEIOUY")
NEARLY = 0.05
"""A well-known other this much more like the name still leaves the question to a person."""
TELLING = 6
"""A name of more letters than this is seldom borne by two companies of two countries."""
RIVAL_FORMS = frozenset({"corp", "inc", "ltd"})
"""Chiyoda Corp and Chiyoda Co Ltd are two companies: behind one word these forms tell. An SA that became an SE is one."""
_COUNTRY_NOTES = {"same": ", and the country agrees", "other": ", but the country is another", "near": "", "unknown": ""}


@dataclass(frozen=True, slots=True)
class Weighed:
    """An entity a name may mean, with its probability, the method and the reason, a sentence."""

    entity: str
    score: float
    method: str
    reason: str


@dataclass(frozen=True, slots=True)
class Case:
    """A name, what the file says beside it, and the entity it is held against."""

    index: IssuerIndex
    key: Key
    name: IssuerName
    standing: Standing

    @property
    def is_short(self) -> bool:
        """Whether the name is too short to be believed alone."""
        return len(self.name.squeezed) <= SHORT and not self.name.native

    def weigh(self, score: float, reason: str) -> Weighed:
        """Gives the entity with its probability; `reason` is a sentence without its full stop."""
        standing = self.standing
        note = ", and the ticker is its own" if standing.ticker else _COUNTRY_NOTES[standing.country]
        method = "ticker" if standing.ticker else "name+country" if standing.country == "same" else "name"
        return Weighed(entity=standing.entity, score=score, method=method, reason=f"{reason}{note}".rstrip(".") + ".")


def weigh_matches(index: IssuerIndex, key: Key, name: IssuerName, matches: Sequence[Match]) -> list[Weighed]:
    """Gives the entities that the matches stand for, the most probable first; well-known others take what is more like them."""
    rivals = [match for match in matches if not index.entries[match.entry].entity]
    by_entity: dict[str, list[Match]] = {}
    for match in matches:
        if index.entries[match.entry].entity:
            by_entity.setdefault(index.entries[match.entry].entity, []).append(match)
    found = []
    for entity, own in by_entity.items():
        case = Case(index=index, key=key, name=name, standing=measure_standing(index, key, name, entity))
        weighed = _weigh_entity(case, own, rivals)
        if weighed:
            found.append(weighed)
    return sorted(found, key=lambda item: (-item.score, item.entity))


def _weigh_entity(case: Case, own: Sequence[Match], rivals: Sequence[Match]) -> Weighed | None:
    for kind, weigh in _KINDS.items():
        entries = [case.index.entries[match.entry] for match in own if match.kind == kind]
        if entries:
            return weigh(case, entries, [case.index.entries[match.entry] for match in rivals if match.kind == kind])
    return _weigh_similar(case, own, rivals)


# ── equal names ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _weigh_equal(case: Case, entries: Sequence[Entry], others: Sequence[Entry]) -> Weighed:
    score = _score_equal(case, entries)
    if _was_its_name(case, entries):
        score = min(score, EQUAL_BUT)
    if others:
        score = min(score, _limit_by_others(case, entries, others))
    return case.weigh(score, f'The name "{case.key.name}" is a name of {case.standing.called}')


def _score_equal(case: Case, entries: Sequence[Entry]) -> float:
    forms, standing = _join_forms(entries), case.standing
    own_form = bool(case.name.forms & forms)
    weak = all(entry.weak for entry in entries)
    if _is_elsewhere(case, own_form=own_form):
        return UNLIKELY if weak or standing.required or len(case.name.squeezed) <= TELLING else EQUAL_BUT
    if standing.required and standing.country != "same":
        return _score_without_country(case, weak=weak)
    if standing.other_number:
        return EQUAL_BUT
    borne_out = standing.ticker or standing.country == "same" or standing.home_form
    if not borne_out and (weak or (case.is_short and not own_form)):
        return UNLIKELY if standing.country == "near" else EQUAL_BUT
    return _score_form(case, forms, own_form=own_form)


def _score_form(case: Case, forms: frozenset[str], *, own_form: bool) -> float:
    """Another legal form than the issuer's own may be another company's, or a slip where the country agrees."""
    standing = case.standing
    if not standing.ticker and not own_form and (_has_rival_form(case, forms) or standing.foreign_form):
        told = _has_rival_form(case, forms) and standing.own & case.index.naming.countries.forms_tell
        return UNEXPLAINED if told or standing.country != "same" else EQUAL_IN_ANOTHER_FORM
    return {"same": EQUAL_AND_COUNTRY, "near": EQUAL_AND_NEAR}.get(standing.country, EQUAL)


def _score_without_country(case: Case, *, weak: bool) -> float:
    """Gives what an equal name is worth where the issuer is believed only with its country, and the file does not say that."""
    if case.standing.country == "unknown" and not weak and _says_own_country(case):
        return EQUAL
    return UNLIKELY if weak or case.is_short else EQUAL_BUT


def _is_elsewhere(case: Case, *, own_form: bool) -> bool:
    standing = case.standing
    if standing.country == "other" or (standing.required and standing.country == "near"):
        return True
    return standing.foreign_form and not own_form and not standing.ticker and standing.country != "same"


def _says_own_country(case: Case) -> bool:
    """Says whether a name names its country beside two words more: Myanma Oil and Gas Enterprise has no namesake abroad."""
    words = case.index.naming.countries.words
    return len(case.name.words) > 2 and any(words.get(word) in case.standing.own for word in case.name.words)


def _has_rival_form(case: Case, forms: frozenset[str]) -> bool:
    return len(case.name.words) == 1 and bool(case.name.forms & RIVAL_FORMS) and bool(forms & RIVAL_FORMS)


def _was_its_name(case: Case, entries: Sequence[Entry]) -> bool:
    if any(entry.form != "former" for entry in entries):
        return False
    alike = [case.index.entries[number] for number in case.index.keys.get(entries[0].name.key, ())]
    bearers = {entry.entity for entry in alike if entry.form != "former"} - {"", case.standing.entity}
    return any(not _are_parent_and_child(case.index, case.standing.entity, bearer) for bearer in bearers)


def _are_parent_and_child(index: IssuerIndex, one: str, other: str) -> bool:
    """A listing that moved to a new parent leaves one name with both: a person must say which is held."""
    return any(
        edge.owner == above for above, below in ((one, other), (other, one)) for edge in index.registry.entities[below].owners
    )


def _limit_by_others(case: Case, entries: Sequence[Entry], others: Sequence[Entry]) -> float:
    own, theirs = _join_forms(entries), _join_forms(others)
    if case.name.forms & own and not case.name.forms & theirs:
        return 1.0
    if case.name.forms & theirs and not case.name.forms & own:
        return UNLIKELY
    return EQUAL_BUT if case.standing.country == "same" else UNLIKELY


def _join_forms(entries: Sequence[Entry]) -> frozenset[str]:
    return frozenset[str]().union(*(entry.name.forms for entry in entries))


def _weigh_turned(case: Case, entries: Sequence[Entry], _: Sequence[Entry]) -> Weighed:
    limit = TURNED_AND_COUNTRY if case.standing.country == "same" else EQUAL_BUT
    whose = f'"{entries[0].text}", a name of {case.standing.called}'
    return case.weigh(
        min(_score_equal(case, entries), limit), f'The name "{case.key.name}" has the words of {whose}, {IN_ANOTHER_ORDER}'
    )


def _weigh_opening(case: Case, entries: Sequence[Entry], _: Sequence[Entry]) -> Weighed:
    score = UNLIKELY if case.standing.country == "other" else OPENING
    return case.weigh(score, f'The name "{case.key.name}" is how "{entries[0].text}" begins, a name of {case.standing.called}')


def _weigh_borrower(case: Case, entries: Sequence[Entry], _: Sequence[Entry]) -> Weighed | None:
    is_bond = case.key.asset_class == "bond"  # of a bond, a short name before a borrower's words is enough to ask
    told = is_bond and len(case.name.words) > len(entries[0].name.words) + 1  # "PTT Finance" may be anybody's
    strong = [e for e in entries if (is_bond or not e.weak) and len(e.name.squeezed) >= (SHORT - 1 if told else SHORT)]
    if not strong or case.key.asset_class == "equity":
        return None
    called = case.standing.called
    reason = f'"{case.key.name}" looks like a company that borrows for {called}, not {called} itself.'
    return Weighed(entity=case.standing.entity, score=BORROWER, method="name", reason=reason)


def _weigh_guarantor(case: Case, entries: Sequence[Entry], _: Sequence[Entry]) -> Weighed | None:
    reason = f'"{case.key.name}" names {case.standing.called} as the guarantor, not as the issuer.'
    strong = any(not entry.weak for entry in entries)
    return Weighed(entity=case.standing.entity, score=BORROWER, method="name", reason=reason) if strong else None


_KINDS: dict[str, Callable[[Case, Sequence[Entry], Sequence[Entry]], Weighed | None]] = {
    "same": _weigh_equal,
    "turned": _weigh_turned,
    "opening": _weigh_opening,
    "vehicle": _weigh_borrower,
    "guarantor": _weigh_guarantor,
}


# ── similar names ────────────────────────────────────────────────────────────────────────────────────────────────────


def _weigh_similar(case: Case, own: Sequence[Match], rivals: Sequence[Match]) -> Weighed | None:
    score, number = max((_score_similar(case, match), match.entry) for match in own)
    other = max((_score_other(case, match) for match in rivals), default=0.0)
    if score <= other - NEARLY:
        return None
    if any(match.likeness.begins and _agrees_with_file(case, match) for match in rivals):
        score = min(score, EQUAL_BUT)  # Charoen Pokphand: the group, or one of the well-known companies whose names begin so
    reason = f'The name "{case.key.name}" {RESEMBLES} "{case.index.entries[number].text}", a name of {case.standing.called}'
    return case.weigh(score if score > other else min(score, EQUAL_BUT), reason)


def _score_similar(case: Case, match: Match) -> float:
    entry, standing = case.index.entries[match.entry], case.standing
    left_over = [word for word in case.name.words if word not in entry.name.words]
    barred = entry.weak or case.name.fund or standing.other_number or len(entry.name.squeezed) <= SHORT
    if barred or (standing.required and standing.country != "same"):
        return 0.0
    if names_other_country(case.index.naming.countries, left_over, standing.own):
        return 0.0
    elsewhere = standing.foreign_form and standing.country != "same"
    extra = {f"country_{'other' if elsewhere else standing.country}": 1.0, "forms_differ": float(_forms_differ(case, entry))}
    score = weigh_likeness(match.likeness, extra=extra, calibration=case.index.naming.calibration)
    if elsewhere or standing.country == "other" or _was_its_name(case, (entry,)):
        score = min(score, EQUAL_BUT)
    return min(score, UNEXPLAINED) if _has_unexplained(case, match) else score


def _forms_differ(case: Case, entry: Entry) -> bool:
    alike = [case.index.entries[number] for number in case.index.keys[entry.name.key]]
    forms = _join_forms([other for other in alike if other.entity == entry.entity])
    return bool(case.name.forms and forms) and not case.name.forms & forms


def _has_unexplained(case: Case, match: Match) -> bool:
    """Two letters, or three without a vowel, are what a cut or a slip leaves over: no word where the country agrees."""
    same = case.standing.country == "same"
    return any(
        case.index.weights.get(word, 1.0) > SAYS_LITTLE and not (same and _is_scrap(word)) for word in match.likeness.unknown
    )


def _is_scrap(word: str) -> bool:
    if len(word) < 3 or (len(word) == 3 and not VOWELS.intersection(word)):
        return True
    return len(word) < 7 and any(DamerauLevenshtein.distance(word, form, score_cutoff=1) < 2 for form in MISSPELT)


def _agrees_with_file(case: Case, match: Match) -> bool:
    return _compare_other(case, match) in {"same", "unknown"}


def _compare_other(case: Case, match: Match) -> Agreement:
    return compare_countries(case.index.naming.countries, {case.index.entries[match.entry].country}, case.key.country)


def _score_other(case: Case, match: Match) -> float:
    agreement = _compare_other(case, match)
    return weigh_likeness(match.likeness, extra={f"country_{agreement}": 1.0}, calibration=case.index.naming.calibration)
