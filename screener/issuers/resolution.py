"""Resolution: holdings go in; for each line, which issuer of the registry it is, if any, and why, comes out.

Each distinct key is judged once and joined back to its lines. Names are compared in bulk, identifiers by column.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from screener.errors import EntityUnknown
from screener.identifiers import normalise_identifier
from screener.issuers.fund_signs import is_fund_ticker
from screener.issuers.identification import mark_identified
from screener.issuers.judgement import Query, is_nobodys, judge_holding
from screener.issuers.keys import KEY_COLUMNS, Key, list_keys
from screener.issuers.matches import find_matches
from screener.issuers.nameless import judge_all_nameless
from screener.issuers.underlyings import UNDERLYING, describe_underlyings, say_underlying
from screener.model import Resolution, Resolutions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from screener.issuers.confirmations import Answer
    from screener.issuers.index import IssuerIndex
    from screener.issuers.memory import Memory
    from screener.model import Holdings

NOT_A_HOLDING = Resolution(status="not_a_holding", reason="This line is a heading, a total or a note, not a holding.")
CASH = Resolution(status="out_of_scope", reason="Cash and currency have no issuer to look for.")
DERIVATIVE = Resolution(status="out_of_scope", reason="This is a derivative; what it rests on is not known.")
REJECTED = Resolution(
    status="not_listed", method="confirmed", score=1.0, reason="A person has said that this is none of the registry's."
)
NO_NAME_IS_CLOSE = Resolution(
    status="not_listed", reason="The name was compared with every name in the registry, and none is close."
)


def resolve_holdings(
    holdings: Holdings,
    index: IssuerIndex,
    *,
    confirmations: Mapping[str, Answer | None] | None = None,
    memory: Memory | None = None,
) -> Resolutions:
    """Gives one answer per distinct key, and for each line the number of its answer.

    `confirmations` are people's answers: from `confirmation_key` to an entity's id, to the ids of entities that it is not, or to
    None for "none of the registry's, whoever enters it". `memory` has the answers of earlier calls with the same index and
    confirmations, and learns those of this one.
    Raises EntityUnknown where one names an entity that the registry has not.
    """
    keys, codes = list_keys(describe_underlyings(holdings))
    lines = keys["line"].tolist()
    answers: list[Resolution | None] = [_settle(key) for key in zip(lines, keys["asset_class"].tolist(), strict=True)]
    open_keys = [number for number, answer in enumerate(answers) if answer is None]
    asked = keys.iloc[open_keys] if len(open_keys) < len(keys) else keys
    for number, answer in zip(open_keys, _answer(index, asked, confirmations or {}, memory), strict=True):
        answers[number] = answer
    for number in (number for number, line in enumerate(lines) if line == UNDERLYING):
        answers[number] = say_underlying(answers[number], keys["name"].iloc[number] or keys["isin"].iloc[number])
    distinct = {id(answer): answer for answer in answers if answer is not None}
    numbers = {mark: number for number, mark in enumerate(distinct)}
    renumber = np.array([numbers[id(answer)] for answer in answers], dtype=np.int64)
    return Resolutions(answers=tuple(distinct.values()), codes=renumber[codes] if len(codes) else codes)


def resolve_holding(
    index: IssuerIndex,
    *,
    name: str = "",
    isin: str = "",
    cusip: str = "",
    sedol: str = "",
    figi: str = "",
    lei: str = "",
    wkn: str = "",
    ticker: str = "",
    mic: str = "",
    country: str = "",
    asset_class: str = "",
) -> Resolution:
    """Gives the answer for one holding, as `resolve_holdings` gives it for the same values in a file."""
    import pandas as pd  # noqa: PLC0415

    from screener.model import HOLDING_COLUMNS, Holdings  # noqa: PLC0415

    values = {
        "line": "position", "name": name, "isin": isin, "cusip": cusip, "sedol": sedol, "figi": figi, "lei": lei, "wkn": wkn,
        "ticker": ticker, "mic": mic, "country": country.upper(), "asset_class": asset_class,
    }  # fmt: skip
    frame = pd.DataFrame([{column: values.get(column, "") for column in HOLDING_COLUMNS}])
    resolved = resolve_holdings(Holdings(frame=frame), index)
    return resolved.answers[int(resolved.codes[0])]


def confirmation_key(*, name: str, isin: str = "", country: str = "") -> str:
    """Gives the key under which a person's answer is kept: the ISIN where there is one, else the name and country."""
    number = normalise_identifier(isin)
    return f"isin:{number}" if number else f"name:{name.casefold().strip()}|{country}"


def _settle(key: tuple[str, str]) -> Resolution | None:
    line, asset_class = key
    if line == "not_a_holding":
        return NOT_A_HOLDING
    if asset_class == "derivative":
        return DERIVATIVE
    return CASH if line == "cash" or asset_class == "cash" else None


def _answer(
    index: IssuerIndex, keys: pd.DataFrame, confirmations: Mapping[str, Answer | None], memory: Memory | None
) -> Sequence[Resolution]:
    if memory is None:
        return _resolve_keys(index, keys, confirmations)
    return memory.answer(keys, lambda unknown: _resolve_keys(index, unknown, confirmations))


def _resolve_keys(index: IssuerIndex, keys: pd.DataFrame, confirmations: Mapping[str, Answer | None]) -> list[Resolution]:
    texts = keys["name"].tolist()
    names = {text: index.reader.read_name(text) for text in dict.fromkeys(texts)}
    usable = {text: index.reader.is_usable(name) for text, name in names.items()}
    compared = [name for text, name in names.items() if usable[text]]
    matches = dict(zip((name.text for name in compared), find_matches(index, compared), strict=True))
    plain = {text for text, name in names.items() if usable[text] and is_nobodys(index, name, matches[text])}
    identified = mark_identified(index, keys) | _mark_funds(keys) | bool(confirmations)
    answers = [NO_NAME_IS_CLOSE] * len(keys)
    closer = identified | np.array([text not in plain for text in texts], dtype=np.bool_)
    bare = ~identified & np.array([not text for text in texts], dtype=np.bool_)
    nameless = judge_all_nameless(keys[bare]) if bare.any() else ()
    for place, answer in zip(np.flatnonzero(bare).tolist(), nameless, strict=True):
        answers[place] = answer
    places = np.flatnonzero(closer & ~bare)
    columns = (keys[column].to_numpy(dtype=object)[places].tolist() for column in KEY_COLUMNS)
    for place, *values in zip(places.tolist(), *columns, strict=True):
        key = Key(*values)
        query = Query(key=key, name=names[key.name], usable=usable[key.name], matches=matches.get(key.name, ()))
        answers[place] = _look_up(index, confirmations, query) or judge_holding(index, query)
    return answers


def _mark_funds(keys: pd.DataFrame) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Marks the keys whose asset class or ticker says fund, whatever their names say."""
    classes, tickers, mics = (keys[column].tolist() for column in ("asset_class", "ticker", "mic"))
    said = (kind == "fund" or is_fund_ticker(ticker, mic) for kind, ticker, mic in zip(classes, tickers, mics, strict=True))
    return np.fromiter(said, dtype=np.bool_, count=len(keys))


def _look_up(index: IssuerIndex, confirmations: Mapping[str, Answer | None], query: Query) -> Resolution | None:
    key = query.key
    mark = confirmation_key(name=key.name, isin=key.isin, country=key.country)
    if mark not in confirmations:
        return None
    entity = confirmations[mark]
    if entity is None:
        return REJECTED
    if isinstance(entity, frozenset):
        return _reject(index, query, entity)
    entity = index.registry.merged.get(entity, entity)
    if entity not in index.registry.entities:
        raise EntityUnknown(f'The confirmation of "{key.name or key.isin}" names "{entity}", which is not in the registry.')
    called = index.registry.entities[entity].name
    return Resolution(
        status="matched", entity=entity, method="confirmed", score=1.0, reason=f"A person has said that this is {called}."
    )


def _reject(index: IssuerIndex, query: Query, rejected: frozenset[str]) -> Resolution:
    """A person has said which entities this is not; only another one is still asked about."""
    merged = index.registry.merged
    gone = {merged.get(entity, entity) for entity in rejected}
    answer = judge_holding(index, query)
    left = tuple(one for one in answer.candidates if one.entity not in gone)
    if answer.entity and answer.entity not in gone:
        return answer
    if answer.status == "needs_review" and left:
        return replace(answer, candidates=left, score=left[0].score, reason=left[0].reason)
    return REJECTED if answer.status in {"matched", "needs_review"} else answer
