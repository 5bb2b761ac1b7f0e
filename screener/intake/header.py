"""A Table goes in; its Headers come out: where each stacked table begins and ends, and which of its columns is what."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from screener.intake.evidence import fits_field, measure_column
from screener.intake.vocabulary import fold_text, read_header_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from screener.intake.evidence import Evidence

SEARCHED_ROWS = 300
EARLIER = 0.55
"""An earlier line that says this much of what the best one says is the header of a table stacked above."""
NAMING = ("name", "isin", "cusip", "sedol", "figi", "lei", "wkn", "ticker", "identifier")
HELD = (*NAMING, "quantity", "market_value", "weight", "currency", "value_currency", "country", "asset_class")
"""Fields that become columns of Holdings; `price`, `date` and `exchange` are kept as evidence."""
KEPT = (*HELD, "price", "date", "exchange")
PLAIN_CURRENCY = read_header_words().spellings["currency"][1]
"""Spellings from this rank on say only "currency"; those before it say whose."""
_NUMBER = re.compile(r"[-+($€£¥]*\d[\d.,\s%)]*")
_SENTENCE = re.compile(r"(?:[,;:!?]|\b[a-z]{3,}\.)$|^.{90,}$")
_BRACKET = re.compile(r"[(\[（][^)\]）]*[)\]）]")
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}")
_CODE = re.compile(
    r"\b(?:in )?(?:usd|eur|gbp|chf|aud|cad|jpy|nok|sek|dkk|hkd|sgd|nzd|inr|zar|base|local"
    r"|000s?|m|mn|mio|tsd|k|millions?|thousands?)\b"
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: where it stands, its header as written, and what it may mean, the surest first."""

    position: int
    header: str
    field: str
    rank: int


@dataclass(frozen=True, slots=True)
class Header:
    """One table within a grid: the line of its header, its first and last line of content (positions), its columns."""

    line: int | None
    first: int
    last: int
    columns: Mapping[str, Column]
    texts: tuple[str, ...]
    set_aside: tuple[tuple[str, str, str], ...] = field(default=())
    """Columns that mean a field already taken: (field, taken header, header set aside)."""


def find_headers(
    cells: pd.DataFrame, *, columns: Mapping[str, str] | None = None, hints: Mapping[str, str] | None = None
) -> list[Header]:
    """Gives the headers of a grid in order; none where no line looks like one.

    `columns` is the user's own mapping from fields to headers, `hints` a layout's: it holds only where such a header stands.
    """
    start = _find_first(cells, columns or {})
    if start is None:
        return []
    depth, line = start
    texts = _join_lines(cells, line, depth)
    lines = [line, *_find_repeats(cells, line, columns or {})]
    ends = [*(after - 1 for after in lines[1:]), len(cells) - 1]
    headers: list[Header] = []
    for at, end in zip(lines, ends, strict=True):
        own = texts if at == line else _join_lines(cells, at, 1)
        if headers and own == headers[0].texts:
            headers.append(replace(headers[0], line=at, first=at + 1, last=end))
        else:
            headers.append(_read_header(cells, at, end, own, {**(hints or {}), **(columns or {})}))
    return headers


def _find_first(cells: pd.DataFrame, wanted: Mapping[str, str]) -> tuple[int, int] | None:
    """Gives (depth, line) of the best header line; a header may be spread over up to three lines."""
    scores: dict[tuple[int, int], float] = {}
    for line in range(min(len(cells), SEARCHED_ROWS)):
        for depth in range(1, min(3, line + 1) + 1):
            scores[line, depth] = _score_header(_join_lines(cells, line, depth), wanted) - 0.75 * (depth - 1)
    best = max(scores, key=lambda place: scores[place], default=None)
    if best is None or scores[best] <= 0:
        return None
    line, depth = best
    earlier = [at for at in range(line - depth + 1) if scores[at, 1] >= max(2.5, EARLIER * scores[best])]
    return (1, earlier[0]) if earlier and not wanted else (depth, line)


def _join_lines(cells: pd.DataFrame, line: int, depth: int) -> tuple[str, ...]:
    rows = [cells.iloc[at].tolist() for at in range(line - depth + 1, line + 1)]
    return tuple(" ".join(part for part in (text.strip() for text in parts) if part) for parts in zip(*rows, strict=True))


def _score_header(texts: Sequence[str], wanted: Mapping[str, str]) -> float:
    """Counts the fields a line names; a line with numbers in it, or that names no security, is none."""
    filled = [text for text in texts if text]
    if not filled or sum(bool(_NUMBER.fullmatch(text)) for text in filled) > 0.25 * len(filled):
        return 0.0
    if any(len(text) > 250 for text in filled):
        return 0.0
    if wanted:
        asked = {fold_text(text) for text in wanted.values()}
        return float(len(asked & {fold_text(text) for text in filled}))
    known = {found[0]: found[1] for text in filled if (found := read_field(text))}
    naming = [name for name in NAMING if name in known]
    if not naming or (len(filled) > 1 and len(known) < 2):
        return 0.0
    return sum(1.0 if rank < 500 else 0.6 for rank in known.values()) * (0.5 + 0.5 * len(known) / len(filled))


@lru_cache(maxsize=4096)
def read_field(text: str) -> tuple[str, int] | None:
    """Gives (field, rank) of a header, or None: whole spellings first (rank is their place), then phrases (500 and more)."""
    words = read_header_words()
    whole = fold_text(text)
    outside = fold_text(_DATE.sub(" ", _BRACKET.sub(" ", text)))
    bare = " ".join(_CODE.sub(" ", outside).split())
    inside = fold_text(" ".join(_BRACKET.findall(text)))
    for spelling, more in (
        (whole, 0),
        (outside, 0),
        (outside.removesuffix(" %").removesuffix(" #").removesuffix(" in"), 0),
        (bare, 1),
        (inside if len(inside) > 3 else "", 2),
    ):
        if spelling in words.spellings:
            name, rank = words.spellings[spelling]
            return name, rank + more
    if any(f" {veto} " in f" {whole} " for veto in words.never) or len(whole) > 80:
        return None
    for rank, (phrase, name) in enumerate(words.phrases):
        if phrase in whole if not phrase.isascii() else f" {phrase} " in f" {whole} ":
            return name, 500 + rank
    return None


def _find_repeats(cells: pd.DataFrame, line: int, wanted: Mapping[str, str]) -> list[int]:
    """Gives the later lines that are headers too: lines where a cell says again what a header says in that column."""
    below = cells.iloc[line + 1 :]
    spellings = {text for text in cells.iloc[line] if text.strip() and read_field(text)}
    likely = pd.Series(data=False, index=range(len(below)))
    for column in below.columns:
        distinct = pd.unique(below[column])
        if len(distinct) < 50_000:
            heads = {text for text in distinct if text in spellings or (len(text) < 60 and _is_field_text(text))}
            likely |= below[column].isin(heads).to_numpy()
    positions = [line + 1 + int(at) for at in likely[likely].index]
    return [at for at in positions if _score_header(tuple(cells.iloc[at]), wanted) >= 1.8]


def _is_field_text(text: str) -> bool:
    found = read_header_words().spellings.get(fold_text(text))
    return found is not None and found[0] in {*NAMING, "market_value", "quantity", "weight"}


def _read_header(cells: pd.DataFrame, line: int, last: int, texts: tuple[str, ...], wanted: Mapping[str, str]) -> Header:
    below = cells.iloc[line + 1 : last + 1]
    if len(below.columns) > 2:
        below = below[(below != "").sum(axis=1) > 1]  # a note below a table has one cell, and says nothing about the column
    evidence = [measure_column(below[column]) for column in below.columns]
    header = Header(line=line, first=line + 1, last=last, columns={}, texts=texts)
    return assign_columns(header, evidence, wanted)


def assign_columns(header: Header, evidence: Sequence[Evidence], wanted: Mapping[str, str]) -> Header:
    """Gives the header with its columns: the user's mapping first, then spellings that the values bear out, then values alone."""
    taken: dict[str, Column] = {}
    aside: list[tuple[str, str, str]] = []
    for name, text in wanted.items():
        position = next((at for at, written in enumerate(header.texts) if fold_text(written) == fold_text(text)), None)
        if position is not None:
            taken[name] = Column(position=position, header=header.texts[position].strip(), field=name, rank=-1)
    asked = {column.position for column in taken.values()}
    for column in sorted(_list_candidates(header, evidence), key=lambda one: _preference(one, evidence)):
        if column.position in asked:
            continue
        if column.field not in taken:
            taken[column.field] = column
        elif column.field in {"market_value", "weight", "quantity"} and column.rank >= 0:
            aside.append((column.field, taken[column.field].header, column.header))
    _split_currencies(taken, header, evidence)
    _add_by_values(taken, header, evidence)
    return replace(header, columns={name: taken[name] for name in KEPT if name in taken}, set_aside=tuple(aside))


def _split_currencies(taken: dict[str, Column], header: Header, evidence: Sequence[Evidence]) -> None:
    """Beside a column of the securities' own currencies, a plain "Currency" is the currency of the values."""
    own = taken.get("currency")
    if own is None or own.rank < 0 or own.rank >= PLAIN_CURRENCY or "value_currency" in taken:
        return
    for column in _list_candidates(header, evidence):
        if column.field == "currency" and column.rank >= PLAIN_CURRENCY and evidence[column.position].filled:
            taken["value_currency"] = replace(column, field="value_currency")
            return


def _list_candidates(header: Header, evidence: Sequence[Evidence]) -> list[Column]:
    found = []
    for position, text in enumerate(header.texts):
        meaning = read_field(text) if text else None
        if meaning and meaning[0] in KEPT and fits_field(meaning[0], evidence[position]):
            found.append(Column(position=position, header=text.strip(), field=meaning[0], rank=meaning[1]))
    return found


def _preference(column: Column, evidence: Sequence[Evidence]) -> tuple[float, ...]:
    """Filled columns before empty ones; a value in a currency most readers know before others; then the surer spelling."""
    seen = evidence[column.position]
    folded = fold_text(column.header)
    currency = next((at for at, code in enumerate(("usd", "eur", "gbp")) if f" {code} " in f" {folded} "), 3)
    local = "local" in folded
    empty = seen.filled == 0
    same = column.field == "name" and seen.constant and seen.rows > 3
    return (
        empty,
        same,
        local if column.field == "market_value" else 0,
        column.rank // 2 if column.rank < 500 else column.rank,
        currency,
    )


def _add_by_values(taken: dict[str, Column], header: Header, evidence: Sequence[Evidence]) -> None:
    """What no header says, the values may: a column of valid ISINs is the ISINs, the wordiest column is the names."""
    used = {column.position for column in taken.values()}
    free = [at for at in range(len(evidence)) if at not in used and evidence[at].filled]
    for scheme in ("isin", "figi", "lei", "cusip", "sedol"):
        best = max(free, key=lambda at: evidence[at].schemes.get(scheme, 0.0), default=None)
        if scheme not in taken and best is not None and evidence[best].schemes.get(scheme, 0.0) >= 0.8:
            taken[scheme] = Column(position=best, header=_title(header, best), field=scheme, rank=900)
            free.remove(best)
    if "name" not in taken:
        wordy = [at for at in free if _is_name_like(header, at, evidence[at])]
        if wordy:
            best = max(wordy, key=lambda at: evidence[at].length * evidence[at].distinct)
            taken["name"] = Column(position=best, header=_title(header, best), field="name", rank=900)


def _is_name_like(header: Header, at: int, seen: Evidence) -> bool:
    meaning = read_field(header.texts[at]) if at < len(header.texts) and header.texts[at] else None
    return (
        (meaning is None or not fits_field(meaning[0], seen))
        and seen.numeric < 0.2
        and seen.distinct > 0.5
        and seen.length > 6
        and seen.dates < 0.3
    )


def _title(header: Header, at: int) -> str:
    return header.texts[at].strip() if at < len(header.texts) and header.texts[at].strip() else f"column {at + 1}"


def infer_header(cells: pd.DataFrame) -> Header | None:
    """Gives columns by their values alone, for a grid without a header: identifiers and names only, no number is guessed.

    Names alone are believed in a narrow list of short lines that do not end as sentences do.
    """
    evidence = [measure_column(cells[column]) for column in cells.columns]
    header = Header(line=None, first=0, last=len(cells) - 1, columns={}, texts=tuple("" for _ in cells.columns))
    header = assign_columns(header, evidence, {})
    known = {"isin", "cusip", "sedol", "figi", "lei"} & set(header.columns)
    return header if known or _is_list_of_names(cells, header, evidence) else None


def _is_list_of_names(cells: pd.DataFrame, header: Header, evidence: Sequence[Evidence]) -> bool:
    name = header.columns.get("name")
    filled = sum(bool(seen.filled) for seen in evidence)
    if name is None or filled > 3 or evidence[name.position].filled < 3 or evidence[name.position].length > 60:
        return False
    texts = [text.strip() for text in cells[name.position] if text.strip()]
    return sum(bool(_SENTENCE.search(text)) for text in texts) <= 0.1 * len(texts)
