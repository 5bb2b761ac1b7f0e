"""The lines of a table go in; which of them are options on a share, and what each rests on, is written into them; and which are
products that rest on what only their terms say.
"""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import pandas as pd

from screener.intake.columns import find_filled, list_texts, mark_distinct, put_where
from screener.intake.vocabulary import fold_text, read_line_words

SHORTEST = 9
"""Letters of A260116C5, the shortest symbol of an option."""
_MONTH = r"(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*"
_DAY = rf"(?:{_MONTH} ?\d{{1,2}},? '?\d{{2,4}}|\d{{1,2}} ?{_MONTH} ?'?\d{{2,4}}|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}|20\d\d-\d\d-\d\d)"
_ROOT = r"(?P<root>[A-Z][A-Z.]{0,5})"
_STRIKE = r"\$?\d[\d,]*(?:\.\d+)?"
_BARE_ROOT = re.compile(r"[A-Z][A-Z.]{0,4}")
"""CALL ALD $150 EXP 01/16/26: one short word is a ticker, or may be one."""
SHAPES = (
    re.compile(rf"-?{_ROOT}\d?\s*\d{{6}}[CP]\d{{1,8}}(?:\.\d+)?"),
    re.compile(rf"{_ROOT}(?: US)? {_DAY} (?:{_STRIKE} ?(?:CALLS?|PUTS?|C|P)|[CP]{_STRIKE})(?: EQUITY)?"),
    re.compile(rf"(?:CALL|PUT) \({_ROOT}\) (?P<name>.+?) {_MONTH} \d\d \d\d {_STRIKE}\b.*"),
    re.compile(rf"(?:CALL|PUT) (?P<name>.+?) {_STRIKE} EXP\w* \d.*"),
)
"""ALD260116C00150000, as the Options Clearing Corporation writes it · ALD Jan 16 2026 150 Call ·
CALL (ALD) ALDER INC JAN 16 26 $150 · CALL ALDER INC $150 EXP 01/16/26.
"""


def read_option(text: str) -> tuple[str, str] | None:
    """Gives (root, name) of an option's symbol or description, either `""` where it is not said; None for any other text."""
    bare = " ".join(text.upper().split())
    match = next((found for shape in SHAPES if (found := shape.fullmatch(bare))), None)
    if match is None:
        return None
    groups = match.groupdict()
    root, name = groups.get("root") or "", (groups.get("name") or "").strip()
    return (name, "") if not root and _BARE_ROOT.fullmatch(name) else (root, name)


def write_options(frame: pd.DataFrame) -> None:
    """Marks options as derivatives, and writes what each rests on: the name its text gives, else its share's in the same table,
    else its root. An option on an index rests on no company.
    """
    own = frame["line"].eq("position") & frame["asset_class"].isin(["", "derivative"]) & ~find_filled(frame["underlying"])
    likely = own & (mark_distinct(frame["name"], _may_be_option) | mark_distinct(frame["ticker"], _may_be_option))
    if not likely.any():
        return
    named = _list_names(frame)
    classes, rests = list_texts(frame["asset_class"]), list_texts(frame["underlying"])
    for place in np.flatnonzero(likely):
        name, ticker = str(frame["name"].iloc[place]), str(frame["ticker"].iloc[place])
        root, stated = read_option(name) or read_option(ticker) or ("", "")
        classes[place] = "derivative"
        if root not in read_line_words().index_roots:
            rests[place] = stated or named.get(root, root)
    frame["asset_class"] = pd.Series(classes, index=frame.index, dtype=str)
    frame["underlying"] = pd.Series(rests, index=frame.index, dtype=str)


def write_structured(frame: pd.DataFrame) -> None:
    """Marks as derivatives what is called an autocallable, a knock-out and the like, where no column says what it is."""
    marked = ~find_filled(frame["asset_class"]) & mark_distinct(frame["name"], _is_structured)
    frame["asset_class"] = put_where(frame["asset_class"], marked, "derivative")


@cache
def _compile_structured() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, read_line_words().structured))})\b")


def _is_structured(name: str) -> bool:
    return bool(name) and _compile_structured().search(fold_text(name)) is not None


def _may_be_option(text: str) -> bool:
    return len(text) >= SHORTEST and any(map(str.isdigit, text)) and read_option(text) is not None


def _list_names(frame: pd.DataFrame) -> dict[str, str]:
    shares = frame[frame["line"].eq("position") & find_filled(frame["ticker"]) & find_filled(frame["name"])]
    return dict(zip(list_texts(shares["ticker"]), list_texts(shares["name"]), strict=True))
