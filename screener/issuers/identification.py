"""Identification: the identifiers of holdings go in; the entities of the registry they belong to come out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from stdnum.de import wkn
from stdnum.exceptions import ValidationError

from screener.identifiers import has_valid_check_digit
from screener.issuers.countries import compare_countries
from screener.issuers.index import list_tickers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    import pandas as pd

    from screener.issuers.index import IssuerIndex
    from screener.issuers.keys import Key

SCHEMES = ("isin", "cusip", "sedol", "figi", "lei")


@dataclass(frozen=True, slots=True)
class Identification:
    """One identifier of a holding and the entity it belongs to; `sure` is false where its market or its source is in doubt."""

    entity: str
    method: str
    value: str
    sure: bool


def mark_identified(index: IssuerIndex, keys: pd.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Says of each key whether any of its identifiers, issuer numbers or its ticker is in the registry; works by column."""
    texts = {scheme: keys[scheme].tolist() for scheme in (*SCHEMES, "wkn", "ticker")}
    marked = _begin_with_any(texts["isin"], index.prefixes)
    for scheme in SCHEMES:
        known = index.identifiers[scheme]
        marked |= np.array([text in known for text in texts[scheme]], dtype=np.bool_)
    marked |= np.array([f"US{text[:6]}" in index.prefixes for text in texts["cusip"]], dtype=np.bool_)
    marked |= np.array(
        [bool(german) and not isin for german, isin in zip(texts["wkn"], texts["isin"], strict=True)], dtype=np.bool_
    )
    tickers = {text: any(ticker in index.tickers for ticker in list_tickers(text)) for text in set(texts["ticker"])}
    return marked | np.array([tickers[text] for text in texts["ticker"]], dtype=np.bool_)


def _begin_with_any(texts: list[str], prefixes: Collection[str]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Says of each text whether it begins with one of the prefixes."""
    found = np.zeros(len(texts), dtype=np.bool_)
    for length in sorted({len(prefix) for prefix in prefixes}):
        found |= np.array([text[:length] in prefixes for text in texts], dtype=np.bool_)
    return found


def identify(index: IssuerIndex, key: Key) -> tuple[Identification, ...]:
    """Gives what the key's own identifiers say, the surest scheme first; an identifier with a wrong check digit says nothing."""
    return tuple(_identify(index, key))


def _identify(index: IssuerIndex, key: Key) -> Iterator[Identification]:
    for scheme in SCHEMES:
        value = getattr(key, scheme)
        if scheme == "isin" and not value and key.wkn:
            value = make_german_isin(key.wkn)
        known = index.identifiers[scheme].get(value) if value else None
        if known and has_valid_check_digit(scheme, value):
            yield Identification(entity=known.entity, method=scheme, value=value, sure=known.confirmed)


def identify_prefix(index: IssuerIndex, key: Key) -> Identification | None:
    """Gives what the issuer's part of an ISIN or CUSIP says; valid check digits only."""
    if key.isin and has_valid_check_digit("isin", key.isin):
        for length in range(len(key.isin), 3, -1):
            entity = index.prefixes.get(key.isin[:length])
            if entity:
                return Identification(entity=entity, method="issuer_prefix", value=key.isin[:length], sure=True)
    # some files drop the check digit of a CUSIP; the issuer's six characters stay
    if len(key.cusip) == 8 or (key.cusip and has_valid_check_digit("cusip", key.cusip)):
        entity = index.prefixes.get(f"US{key.cusip[:6]}")
        if entity:
            return Identification(entity=entity, method="issuer_prefix", value=key.cusip[:6], sure=True)
    return None


def identify_ticker(index: IssuerIndex, key: Key) -> tuple[Identification, ...]:
    """Gives the entities with the key's ticker: `sure` where market or country agrees, not where the file says neither."""
    found: dict[str, Identification] = {}
    lines = [line for ticker in list_tickers(key.ticker) for line in index.tickers.get(ticker, ())] if key.ticker else []
    for line in lines:
        same_market = bool(key.mic) and key.mic == line.mic
        where = index.naming.countries.markets.get(key.mic, "") or key.country
        agreement = compare_countries(index.naming.countries, {line.country, *index.countries[line.entity]}, where)
        if same_market or agreement in {"same", "unknown"}:
            sure = same_market or agreement == "same"
            if sure or line.entity not in found:
                found[line.entity] = Identification(entity=line.entity, method="ticker", value=key.ticker, sure=sure)
    return tuple(found.values())


def make_german_isin(text: str) -> str:
    """Gives the ISIN of a German security from its WKN; empty where the WKN is none."""
    try:
        return str(wkn.to_isin(text))
    except ValidationError:
        return ""
