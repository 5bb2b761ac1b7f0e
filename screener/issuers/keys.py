"""Keys: holdings go in; each distinct way in which a security is described comes out once, with the lines that use it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from stdnum import cusip

from screener.identifiers import normalise_identifier

if TYPE_CHECKING:
    from collections.abc import Callable

    from screener.model import Holdings

    _Texts = np.ndarray[Any, np.dtype[np.object_]]

_SHORT_CUSIP = re.compile(r"(?=.*[0-9].*[0-9])[0-9A-Z]{8}")
KEY_COLUMNS = ("line", "asset_class", "name", "isin", "cusip", "sedol", "figi", "lei", "wkn", "ticker", "mic", "country")


@dataclass(frozen=True, slots=True)
class Key:
    """How a security is described: everything the issuer can be told from. Missing is `""`."""

    line: str = "position"
    asset_class: str = ""
    name: str = ""
    isin: str = ""
    cusip: str = ""
    sedol: str = ""
    figi: str = ""
    lei: str = ""
    wkn: str = ""
    ticker: str = ""
    mic: str = ""
    country: str = ""


def list_keys(holdings: Holdings) -> tuple[pd.DataFrame, np.ndarray[Any, np.dtype[np.int64]]]:
    """Gives a table of the distinct keys (KEY_COLUMNS, all text) and, for each line of the holdings, the number of its key."""
    frame = holdings.frame
    codes = np.zeros(len(frame), dtype=np.int64)
    for column in KEY_COLUMNS:
        texts = frame[column].to_numpy(dtype=object)
        if len(texts) and not (texts == texts[0]).all():
            values, distinct = pd.factorize(texts)
            codes = _pack(codes * max(len(distinct), 1) + values) if codes.any() else values.astype(np.int64)
    first = np.flatnonzero(np.diff(np.maximum.accumulate(codes), prepend=-1))  # codes are given as they are met
    keys = {column: frame[column].to_numpy(dtype=object)[first] for column in KEY_COLUMNS}
    for scheme in ("isin", "cusip", "sedol", "figi", "lei", "wkn"):
        keys[scheme] = _map_distinct(keys[scheme], _write_cusip if scheme == "cusip" else normalise_identifier)
    return pd.DataFrame(keys, dtype=object), codes


def _pack(codes: np.ndarray[Any, np.dtype[np.int64]]) -> np.ndarray[Any, np.dtype[np.int64]]:
    return pd.factorize(codes)[0].astype(np.int64)


def _write_cusip(text: str) -> str:
    """A CUSIP of eight characters lacks its check digit, which the others give."""
    value = normalise_identifier(text)
    return value + cusip.calc_check_digit(value) if _SHORT_CUSIP.fullmatch(value) else value


def _map_distinct(column: _Texts, write: Callable[[str], str]) -> _Texts:
    texts = column.tolist()
    changed = {text: normal for text in set(texts) if text and (normal := write(text)) != text}
    return np.array([changed.get(text, text) for text in texts], dtype=object) if changed else column
