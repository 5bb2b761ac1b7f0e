"""Columns of identifiers as files write them go in; one column per scheme, normalised, and Problems, come out.

What is no identifier at all (a heading that stands in the ISIN column, a null) comes out as empty. A wrong check digit is kept,
so that the next stage can say so, and is reported with its place.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from screener.errors import Problem
from screener.identifiers import explain_identifier, find_valid, has_valid_check_digit, normalise_identifier
from screener.intake.columns import list_distinct, list_texts, map_distinct

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import pandas as pd

SCHEMES = ("isin", "cusip", "sedol", "figi", "lei", "wkn")
SHAPES = {
    "isin": re.compile(r"[A-Z]{2}[0-9A-Z]{9}[0-9]"),
    "cusip": re.compile(r"[0-9A-Z*@#]{8}[0-9]"),
    "sedol": re.compile(r"[0-9B-DF-HJ-NP-TV-Z]{6}[0-9]"),
    "figi": re.compile(r"[B-DF-HJ-NP-TV-Z]{2}G[0-9B-DF-HJ-NP-TV-Z]{8}[0-9]"),
    "lei": re.compile(r"[0-9A-Z]{18}[0-9]{2}"),
    "wkn": re.compile(r"[0-9A-HJ-NP-Z]{6}"),
}
NULLS = frozenset(["", "N/A", "#N/A", "NONE", "NULL", "NAN", "UNASSIGNED", "0", "^"])
MAX_PLACED = 100
_LIKELY = {
    "isin": re.compile(r"[A-Z]{2}(?=[0-9A-Z]*[0-9])[0-9A-Z]{7,13}"),
    "cusip": re.compile(r"(?=[A-Z]*[0-9])[0-9A-Z*@#]{6,10}|CASH_[A-Z]{3}"),
    "sedol": re.compile(r"(?=[0-9A-Z]*[0-9])[0-9A-Z]{6,8}"),
    "figi": re.compile(r"BBG[0-9A-Z]{7,11}"),
    "lei": re.compile(r"(?=[0-9A-Z]*[0-9])[0-9A-Z]{18,22}"),
    "wkn": re.compile(r"(?=[0-9A-Z]*[0-9])[0-9A-Z]{5,7}"),
}
_PREFIX = re.compile(r"^\s*(?:isin|cusip|sedol|b?b?g?figi|lei|wkn)\s*[:=]\s*", re.IGNORECASE)
"""Risk systems write which scheme it is before the identifier."""
_INSIDE = re.compile(r"\b[A-Z]{2}[0-9A-Z]{9}[0-9]\b")
_AROUND = re.compile(r"[\s(\[/|,;:·–—-]*(?:\bISIN\b[\s:.=-]*)?\0[\s)\]/|,;:·–—-]*", re.IGNORECASE)
_SHAPED = frozenset({"isin", "cusip", "sedol", "lei"})
"""Schemes whose shape is enough to be meant as one: most texts have it as they stand."""
LOST_ZEROS = {"cusip": 9, "sedol": 7, "wkn": 6}


def measure_schemes(texts: Collection[str], schemes: Sequence[str]) -> dict[str, float]:
    """Gives, per scheme, the share of the distinct texts that are valid under it, check digit included; nulls do not count."""
    values = [normalise_identifier(_PREFIX.sub("", text)) for text in texts]
    filled = [value for value in values if value not in NULLS and value.strip("-")]
    return {
        scheme: sum(SHAPES[scheme].fullmatch(value) is not None and has_valid_check_digit(scheme, value) for value in filled)
        / max(1, len(filled))
        for scheme in schemes
    }


def normalise_identifiers(texts: pd.Series[str], scheme: str) -> pd.Series[str]:
    """Gives the column under one scheme: what cannot be meant as one is empty, leading zeros lost by a spreadsheet are back."""
    width = LOST_ZEROS.get(scheme, 0)
    padded = width if width and _may_lack_zeros(list_distinct(texts.head(3000)), scheme, width) else 0
    return map_distinct(texts, lambda text: _normalise(text, scheme, padded))


def _may_lack_zeros(texts: list[str], scheme: str, width: int) -> bool:
    """Says whether a column is of the scheme as it stands, or once its numbers are given zeros again."""
    values = [normalise_identifier(text) for text in texts]
    full = [value.zfill(width) if value.isdigit() and len(value) >= width - 3 else value for value in values]
    return measure_schemes(values, (scheme,))[scheme] >= 0.3 or measure_schemes(full, (scheme,))[scheme] >= 0.6


def _normalise(text: str, scheme: str, padded: int) -> str:
    if scheme in _SHAPED and SHAPES[scheme].fullmatch(text) and text.strip("0"):
        return text
    value = normalise_identifier(_PREFIX.sub("", text))
    if (
        scheme == "isin"
        and len(value) > 12
        and (found := _INSIDE.search(text.upper()))
        and has_valid_check_digit("isin", found[0])
    ):
        return found[0]
    if value in NULLS or not value.strip("-0") or not _LIKELY[scheme].fullmatch(value):
        return "" if not padded else _restore_zeros(value, scheme, padded)
    return _restore_zeros(value, scheme, padded) or value


def find_isin(text: str) -> str:
    """Gives the ISIN that stands within a text and whose check digit agrees; `""` for none, and for several."""
    found = {code for code in _INSIDE.findall(text) if any(map(str.isdigit, code[:-1])) and has_valid_check_digit("isin", code)}
    return found.pop() if len(found) == 1 else ""


def have_isins(names: pd.Series[str]) -> bool:
    """Says whether most names of a column have an ISIN in them; one that stands alone is on a line below its name."""
    filled = [text for text in list_distinct(names.head(3000)) if text]
    return bool(filled) and sum(bool(take_isin_off(text) and find_isin(text)) for text in filled) >= 0.5 * len(filled)


def take_isin_off(text: str) -> str:
    """Gives a name without the ISIN in it and what parts the two: brackets, a stroke, the word ISIN."""
    code = find_isin(text)
    return _AROUND.sub(" ", text.replace(code, "\0", 1)).strip() if code else text


def _restore_zeros(value: str, scheme: str, width: int) -> str:
    """A spreadsheet that took `0263494` for a number wrote 263494; the check digit says whether that is so."""
    if not width or len(value) >= width or not value.isdigit() or not value.strip("0"):
        return ""
    full = value.zfill(width)
    return full if has_valid_check_digit(scheme, full) else ""


def find_schemes(texts: pd.Series[str]) -> dict[str, pd.Series[str]]:
    """Takes a column that mixes identifiers apart: each cell goes to the scheme whose check digit agrees, else to `ticker`.

    Where three cells in five agree on one scheme the column is of that scheme, and cells of its shape go with it.
    """
    shares = measure_schemes(list_distinct(texts.head(3000)), ("isin", "figi", "lei", "cusip", "sedol"))
    best = max(shares, key=lambda scheme: shares[scheme])
    if shares[best] >= 0.6:
        return {best: normalise_identifiers(texts, best)}
    if _looks_like_short_cusips(texts):
        return {"cusip": normalise_identifiers(texts, "cusip")}
    kinds = {text: find_scheme(text) for text in list_distinct(texts)}
    schemes = sorted({kind for kind, _ in kinds.values() if kind})
    return {scheme: map_distinct(texts, partial(_take, kinds, scheme)) for scheme in schemes}


def _take(kinds: Mapping[str, tuple[str, str]], scheme: str, text: str) -> str:
    kind, value = kinds[text]
    return value if kind == scheme else ""


def _looks_like_short_cusips(texts: pd.Series[str]) -> bool:
    distinct = [text for text in list_distinct(texts.head(3000)) if text.strip("- ")]
    short = sum(bool(re.fullmatch(r"(?=.*\d.*\d)[0-9A-Z]{6}-?[0-9A-Z]{2}", text)) for text in distinct)
    return bool(distinct) and short >= 0.6 * len(distinct)


def find_scheme(text: str) -> tuple[str, str]:
    """Gives (scheme, normalised value) of one cell by its check digit; `ticker` and the text where none agrees."""
    bare = _PREFIX.sub("", text)
    value = normalise_identifier(bare)
    if value in NULLS or not value.strip("-"):
        return "", ""
    for scheme in ("isin", "figi", "lei", "cusip", "sedol"):
        if SHAPES[scheme].fullmatch(value) and any(map(str.isdigit, value)) and has_valid_check_digit(scheme, value):
            return scheme, value
    return "ticker", bare.strip()


def check_identifiers(
    columns: Mapping[str, pd.Series[str]], rows: pd.Series[int], *, headers: Mapping[str, str], sheet: str | None
) -> list[Problem]:
    """Gives a Problem per identifier whose check digit is wrong; a column that is wrong throughout gets one for all."""
    problems: list[Problem] = []
    for scheme, column in columns.items():
        distinct = [text for text in list_distinct(column) if text]
        valid = find_valid(scheme, distinct).tolist()
        wrong = {text for text, right in zip(distinct, valid, strict=True) if not right and not _is_short_cusip(scheme, text)}
        if len(wrong) > 5 and len(wrong) > 0.5 * len(distinct):
            problems.append(_explain_column(scheme, headers.get(scheme, scheme), min(wrong), len(wrong), sheet))
            continue
        places = (
            [(row, text) for row, text in zip(rows.tolist(), list_texts(column), strict=True) if text in wrong] if wrong else []
        )
        problems += [_explain_cell(scheme, headers.get(scheme, scheme), text, row, sheet) for row, text in places[:MAX_PLACED]]
    return problems


def list_repairs(
    columns: Mapping[str, pd.Series[str]], raw: Mapping[str, pd.Series[str]], *, headers: Mapping[str, str], sheet: str | None
) -> list[Problem]:
    """Gives a note for each column in which zeros were put back, or CUSIPs lack their check digit."""
    problems = []
    for scheme, column in columns.items():
        found = list_distinct(column)
        short = [text for text in found if _is_short_cusip(scheme, text)]
        if short:
            problems.append(_explain_repair("short_cusip", headers.get(scheme, scheme), len(short), min(short), sheet))
        width = LOST_ZEROS.get(scheme, 0)
        if not width:
            continue
        written = {normalise_identifier(text) for text in list_distinct(raw[scheme])} if scheme in raw else set[str]()
        restored = [text for text in found if len(text) == width and text not in written and text.lstrip("0") in written]
        if restored:
            problems.append(_explain_repair("zeros_restored", headers.get(scheme, scheme), len(restored), min(restored), sheet))
    return problems


_REPAIRS = {
    "short_cusip": (
        "{} CUSIPs lack their check digit",
        "It was worked out from the other eight to look them up.",
    ),
    "zeros_restored": ("{} entries had lost the zeros they begin with", "They were put back where the check digit agrees."),
}


def _explain_repair(code: str, header: str, count: int, example: str, sheet: str | None) -> Problem:
    what, done = _REPAIRS[code]
    return Problem(
        code=code,
        severity="note",
        message=f'Column "{header}": {what.format(count)}, such as "{example}".',
        help=done,
        sheet=sheet,
        column=header,
        found=example,
    )


def _is_short_cusip(scheme: str, text: str) -> bool:
    return scheme == "cusip" and len(text) == 8


def _explain_cell(scheme: str, header: str, text: str, row: int, sheet: str | None) -> Problem:
    where = f"Row {row}" + (f' of sheet "{sheet}"' if sheet else "")
    return Problem(
        code=f"invalid_{scheme}",
        severity="warning",
        message=f"{where}: {explain_identifier(scheme, text)}",
        help="Copy it again from your custodian's file; until then we go by the name.",
        row=int(row),
        sheet=sheet,
        column=header,
        found=text,
    )


def _explain_column(scheme: str, header: str, example: str, count: int, sheet: str | None) -> Problem:
    return Problem(
        code=f"invalid_{scheme}",
        severity="warning",
        message=f'Column "{header}": {count} of its entries, such as "{example}", are no valid {scheme.upper()}.',
        help="Check that the column holds what its header says; until then we go by the names.",
        sheet=sheet,
        column=header,
        found=example,
    )
