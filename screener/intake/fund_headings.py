"""The asset classes of lines go in; the same, with fund where the table's own headings say so and no column does, come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from screener.intake.columns import find_filled, list_texts, put_where
from screener.intake.labels import classify_label
from screener.intake.vocabulary import fold_text, read_fund_headings, read_line_words

if TYPE_CHECKING:
    import pandas as pd

    from screener.intake.header_columns import Header


def say_funds_by_heading(classes: pd.Series[str], header: Header) -> pd.Series[str]:
    """What stands below "Fund name" is a fund, on every line whose class is not said."""
    name = header.columns.get("name")
    if name is None or fold_text(name.header) not in read_fund_headings()[0]:
        return classes
    return put_where(classes, ~find_filled(classes), "fund")


def say_funds_by_section(frame: pd.DataFrame, labels: pd.Series[str]) -> pd.Series[str]:
    """What stands between the heading "Mutual funds" and the next heading is a fund; a sum ends no section."""
    headings = np.flatnonzero((frame["line"] == "not_a_holding").to_numpy(dtype=bool))
    texts = list_texts(labels.iloc[headings])
    if not any(_says_fund(text) for text in texts):
        return frame["asset_class"]
    within = np.zeros(len(frame), dtype=np.bool_)
    for place, text in zip(headings.tolist(), texts, strict=True):
        if classify_label(text) not in {"total", "bare_total"}:
            within[place:] = _says_fund(text)
    within &= ~find_filled(frame["asset_class"]) & (frame["line"] == "position").to_numpy(dtype=bool)
    return put_where(frame["asset_class"], within, "fund")


def _says_fund(text: str) -> bool:
    return read_line_words().asset_classes.get(fold_text(text)) == "fund"
