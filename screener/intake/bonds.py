"""The lines of a table go in; those that pay a coupon until a day are marked as bonds where no column says what they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from screener.intake.columns import find_filled, mark_distinct, put_where
from screener.intake.dates import find_date
from screener.intake.vocabulary import fold_text, read_line_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

_YEAR = re.compile(r"(?:19|20)\d\d|\d{1,2}[-/.][^\W\d_]{3}[-/.]\d{2}|\d{1,2}/\d{1,2}/\d{2}")
"""A day whose year has two digits, or the year alone, is a day of maturity too."""


def write_bonds(frame: pd.DataFrame, cells: pd.DataFrame, headers: Sequence[str]) -> None:
    """Marks the positions of no known class on which a day of maturity stands, in a table that has coupons too.

    A table of futures has days of expiry and no coupons.
    """
    words = read_line_words()
    folded = [fold_text(text) for text in headers]
    ends = [at for at, text in enumerate(folded) if text in words.maturities]
    if not ends or words.coupons.isdisjoint(folded):
        return
    due = np.logical_or.reduce([mark_distinct(cells[cells.columns[at]], _is_day) for at in ends])
    bonds = frame["line"].eq("position").to_numpy(dtype=bool) & ~find_filled(frame["asset_class"]) & due
    frame["asset_class"] = put_where(frame["asset_class"], bonds, "bond")


def _is_day(text: str) -> bool:
    return bool(text) and (_YEAR.fullmatch(text) is not None or find_date(text, month_first=True) is not None)
