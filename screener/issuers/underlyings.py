"""Underlyings: holdings go in; the same, each derivative described by what it rests on where the file says that, come out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from screener.model import Holdings

if TYPE_CHECKING:
    from screener.model import Resolution

UNDERLYING = "underlying"
"""What `line` says of a line that is described by its underlying."""
_ROOT = re.compile(r"[A-Z][A-Z.]{0,5}")
_OWN = ("cusip", "sedol", "figi", "lei", "wkn", "ticker", "mic", "country", "asset_class")
"""What a derivative's own line says is true of the derivative, or of whoever wrote it, and not of the underlying."""


def describe_underlyings(holdings: Holdings) -> Holdings:
    """Gives the holdings as they are to be resolved; their order and number stay."""
    frame = holdings.frame
    known = frame["asset_class"] == "derivative"
    if not known.any():
        return holdings
    known &= (frame["underlying"] != "") | (frame["underlying_isin"] != "")
    known &= frame["line"] != "not_a_holding"
    if not known.any():
        return holdings
    described = frame.copy()
    described.loc[known, list(_OWN)] = ""
    described.loc[known, "line"] = UNDERLYING
    roots = known & pd.Series(list(map(_is_root, frame["underlying"], frame["name"], frame["ticker"])), index=frame.index)
    described["name"] = frame["name"].mask(known, frame["underlying"].mask(roots, ""))
    described["ticker"] = described["ticker"].mask(roots, frame["underlying"])
    described["isin"] = frame["isin"].mask(known, frame["underlying_isin"])
    return Holdings(frame=described)


def _is_root(underlying: str, name: str, ticker: str) -> bool:
    """Says whether all that is known of an option's share is the root of the option's symbol: a ticker, and no name."""
    if not _ROOT.fullmatch(underlying):
        return False
    shape = re.compile(rf"(?:CALL |PUT )?-?{re.escape(underlying)}(?: US)? ?(?:\d|[A-Z]{{3}} ?\d)")
    return any(shape.match(" ".join(text.upper().split())) for text in (name, ticker))


def say_underlying(answer: Resolution | None, underlying: str) -> Resolution | None:
    """Gives the answer with the sentence that it is about what a derivative rests on."""
    rests = f'it rests on "{underlying}"' if underlying else "of what it rests on the file gives the ticker alone"
    return answer and replace(answer, reason=f"This is a derivative; {rests}. {answer.reason}")
