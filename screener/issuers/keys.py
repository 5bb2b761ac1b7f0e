"""Keys: holdings go in; each distinct way in which a security is described comes out once, with the lines that use it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from screener.identifiers import normalise_identifier

if TYPE_CHECKING:
    from screener.model import Holdings

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
        values, distinct = pd.factorize(frame[column])
        codes = _pack(codes * max(len(distinct), 1) + values)
    first = np.unique(codes, return_index=True)[1]
    keys = frame.iloc[first].loc[:, list(KEY_COLUMNS)].astype(object).reset_index(drop=True)
    for scheme in ("isin", "cusip", "sedol", "figi", "lei", "wkn"):
        keys[scheme] = _map_distinct(keys[scheme])
    return keys, codes


def _pack(codes: np.ndarray[Any, np.dtype[np.int64]]) -> np.ndarray[Any, np.dtype[np.int64]]:
    return pd.factorize(codes)[0].astype(np.int64)


def _map_distinct(column: pd.Series) -> pd.Series:
    normal = {text: normalise_identifier(text) if text else "" for text in column.unique()}
    return column.map(normal).astype(object)  # an empty column would become numbers
