"""Judgement of one holding: what its identifiers and its name say go in; one Resolution, with its reason, comes out.

The order of evidence: identifiers, the issuer's part of an identifier, a ticker with its market and an agreeing name, a state's
name, an equal name, a similar name. A name never overrides an identifier that belongs elsewhere; ties stay ties.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from screener.identifiers import has_valid_check_digit
from screener.issuers.agreement import compare_with_entity
from screener.issuers.countries import country_of_isin
from screener.issuers.identification import SCHEMES, Identification, identify, identify_prefix, identify_ticker
from screener.issuers.nameless import judge_nameless
from screener.issuers.states import name_state
from screener.issuers.weighing import Weighed, weigh_matches
from screener.model import Candidate, Resolution

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from screener.issuers.index import IssuerIndex
    from screener.issuers.keys import Key
    from screener.issuers.matches import Match
    from screener.issuers.names import IssuerName

COIN = Resolution(status="out_of_scope", reason="A coin or token has no issuer to look for.")
SURE = 0.99
NEAR = 0.97
TIE = 0.03
"""Two entities this close in probability fit equally well."""
SHOWN = 5
UNKNOWN_FUND = " is a fund, and what it holds is not known."
"""How the reason of a fund that is not looked through ends, behind its name; a record has no other mark of one."""


@dataclass(frozen=True, slots=True)
class Query:
    """One key with its name read and the matches found for it."""

    key: Key
    name: IssuerName
    usable: bool
    matches: tuple[Match, ...] = ()


def judge_holding(index: IssuerIndex, query: Query) -> Resolution:
    """Gives the answer to "which issuer is this holding?" for a position."""
    owned = identify(index, query.key) or _as_tuple(identify_prefix(index, query.key))
    if owned:
        return _judge_identified(index, query, owned)
    lines = _agreeing_lines(index, query)
    if len(lines) == 1:
        return _judge_ticker(index, lines[0], query)
    state = _find_state(index, query)
    if state:
        method = "name+country" if query.key.country else "name"
        reason = f'The name "{query.key.name}" is that of a bond of the {_call(index, state)}.'
        return Resolution(status="matched", entity=state, method=method, score=NEAR, reason=reason)
    return _judge_by_name(index, query) if query.usable else judge_nameless(list(_list_given(query.key)))


def _judge_by_name(index: IssuerIndex, query: Query) -> Resolution:
    if _is_coin(index, query.name):
        return COIN
    named = _judge_fund(index, query) if is_fund(index, query) else _judge_name(index, query)
    if named is None or (named.status == "not_listed" and index.funds.is_fund(query.name, query.key)):
        return Resolution(status="unresolved", reason=f'"{query.key.name}"{UNKNOWN_FUND}')
    return named


def is_fund(index: IssuerIndex, query: Query) -> bool:
    """Says whether a holding is a fund, whatever company its name may contain."""
    if query.key.asset_class == "fund":
        return True
    if query.key.asset_class == "bond" or not query.name.fund:
        return False
    padded = f" {' '.join(query.name.raw)} "
    return any(f" {word} " in padded for word in index.naming.security.surely_fund)


def _judge_fund(index: IssuerIndex, query: Query) -> Resolution | None:
    """Asks where only the file's words for its columns or sections say fund, and the name is, or may be, a listed company's."""
    if query.key.asset_class != "fund" or query.name.fund or index.funds.is_fund(query.name, query.key):
        return None
    named = _judge_name(index, query)
    if named.status == "needs_review":
        return named
    if named.status != "matched" or not named.entity:
        return None
    return _ask({named.entity: (named.score or SURE, named.reason)}, f"The file says that this is a fund. {named.reason}")


def is_nobodys(index: IssuerIndex, name: IssuerName, matches: Sequence[Match]) -> bool:
    """Says whether a usable name with no identifier of the registry beside it can be passed by without a closer look."""
    passed = not matches and not name.fund and index.states.first_words.isdisjoint(name.raw)
    return passed and not index.funds.may_be_fund(name) and not _is_coin(index, name)


def _is_coin(index: IssuerIndex, name: IssuerName) -> bool:
    return " ".join(name.raw) in index.naming.security.coins


def _list_given(key: Key) -> Iterator[tuple[str, str, bool]]:
    for scheme in SCHEMES:
        value = getattr(key, scheme)
        if value:
            yield scheme, value, has_valid_check_digit(scheme, value)


def _as_tuple(found: Identification | None) -> tuple[Identification, ...]:
    return (found,) if found else ()


# ── identifiers ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _judge_identified(index: IssuerIndex, query: Query, owned: Sequence[Identification]) -> Resolution:
    first = owned[0]
    if any(found.entity != first.entity for found in owned):
        reason = " ".join(_say_whose(index, found) for found in owned) + " They cannot both be right."
        return _ask({found.entity: (0.5, _say_whose(index, found)) for found in owned}, reason)
    agreement = compare_with_entity(index, first.entity, name=query.name, usable=query.usable, ticker=query.key.ticker)
    if agreement.disagrees:
        reason = f'{_say_whose(index, first)} The file\'s name "{query.key.name}" is {agreement.instead}.'
        named = {entity: (0.4, f'The name "{query.key.name}" is a name of {_call(index, entity)}.') for entity in agreement.whose}
        return _ask({first.entity: (0.6, _say_whose(index, first))} | named, reason)
    if not any(found.sure for found in owned) and not agreement.agrees:
        reason = f"{_say_whose(index, first)} One source alone says so, and the name does not bear it out."
        return _ask({first.entity: (0.7, _say_whose(index, first))}, reason)
    score = SURE if first.method != "issuer_prefix" else NEAR
    return Resolution(status="matched", entity=first.entity, method=first.method, score=score, reason=_say_whose(index, first))


def _agreeing_lines(index: IssuerIndex, query: Query) -> list[Identification]:
    agreeing = []
    for line in identify_ticker(index, query.key):
        agreement = compare_with_entity(index, line.entity, name=query.name, usable=query.usable, ticker=query.key.ticker)
        if agreement.agrees or (not agreement.disagrees and not query.usable) or agreement.is_ticker:
            agreeing.append(line)
    return agreeing


def _judge_ticker(index: IssuerIndex, line: Identification, query: Query) -> Resolution:
    whose = f"The ticker {line.value} is {_call(index, line.entity)}'s"
    where = (
        " on that market." if query.key.mic else " in that country." if query.key.country else ", but the file says no market."
    )
    if line.sure:
        return Resolution(status="matched", entity=line.entity, method="ticker", score=NEAR, reason=f"{whose}{where}")
    agreement = compare_with_entity(index, line.entity, name=query.name, usable=query.usable, ticker=query.key.ticker)
    if agreement.agrees and agreement.equal:
        reason = f'The name "{query.key.name}" and the ticker {line.value} are both {_call(index, line.entity)}\'s.'
        return Resolution(status="matched", entity=line.entity, method="ticker", score=NEAR, reason=reason)
    if agreement.agrees and query.matches:
        named = _judge_name(index, query)
        if named.status in {"matched", "needs_review"}:
            return named
    return _ask({line.entity: (0.6, f"{whose}{where}")}, f"{whose}{where}")


# ── names ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _find_state(index: IssuerIndex, query: Query) -> str | None:
    if query.key.asset_class in {"equity", "fund"} or query.name.native:
        return None
    country = query.key.country or country_of_isin(query.key.isin)
    has_figures = any(letter.isdigit() for letter in query.key.name)
    return name_state(
        index.states, list(query.name.raw), has_figures=has_figures, country=country, is_bond=query.key.asset_class == "bond"
    )


def _judge_name(index: IssuerIndex, query: Query) -> Resolution:
    weighed = weigh_matches(index, query.key, query.name, query.matches)
    calibration = index.naming.calibration
    best = weighed[0] if weighed else None
    if best is None or best.score < calibration.needs_review:
        return _pass_by(index, best)
    rival = next((other for other in weighed[1:] if best.score - other.score < TIE), None)
    if best.score >= calibration.matched and rival is None:
        return Resolution(
            status="matched",
            entity=best.entity,
            method=best.method,
            score=best.score,
            reason=best.reason,
            candidates=_show(weighed[1:]),
        )
    reason = best.reason if rival is None else f"{best.reason} {rival.reason} Both fit equally well."
    return Resolution(status="needs_review", score=best.score, reason=reason, candidates=_show(weighed))


def _pass_by(index: IssuerIndex, best: Weighed | None) -> Resolution:
    reason = "The name was compared with every name in the registry, and none is close."
    if best:
        reason = (
            f"The name was compared with every name in the registry; the nearest, {_call(index, best.entity)}, is too far off."
        )
    return Resolution(status="not_listed", reason=reason, candidates=_show((best,) if best else ()))


def _show(weighed: Sequence[Weighed]) -> tuple[Candidate, ...]:
    return tuple(Candidate(entity=item.entity, score=item.score, reason=item.reason) for item in weighed[:SHOWN])


def _ask(found: dict[str, tuple[float, str]], reason: str) -> Resolution:
    candidates = tuple(Candidate(entity=entity, score=score, reason=why) for entity, (score, why) in found.items())
    return Resolution(status="needs_review", score=candidates[0].score, reason=reason, candidates=candidates)


def _say_whose(index: IssuerIndex, found: Identification) -> str:
    what = {"issuer_prefix": "issuer number"}.get(found.method, found.method.upper())
    return f"The {what} {found.value} belongs to {_call(index, found.entity)}".rstrip(".") + "."


def _call(index: IssuerIndex, entity: str) -> str:
    return index.registry.entities[entity].name
