"""A header line and what its columns hold go in; which column is what comes out: the user, spellings, then values."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from screener.intake.currency_words import find_stated_currency
from screener.intake.evidence import fits_field
from screener.intake.header_words import PHRASES, PLAIN_CURRENCY, read_field
from screener.intake.vocabulary import fold_text, read_fund_headings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from screener.intake.evidence import Evidence

NAMING = ("name", "isin", "cusip", "sedol", "figi", "lei", "wkn", "ticker", "identifier")
UNDERLYING = ("underlying", "underlying_isin")
HELD = (*NAMING, "quantity", "market_value", "weight", "currency", "value_currency", "country", "asset_class", *UNDERLYING)
"""Fields that become columns of Holdings; `price`, `date` and `exchange` are kept as evidence."""
AMOUNTS = ("quantity", "market_value", "weight")
KEPT = (*HELD, "price", "date", "exchange")


SHORT = 5
"""Letters; a column of names that are mostly no longer holds tickers, and is read only where no other names what is held."""


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
    unfit: tuple[tuple[str, str], ...] = field(default=())
    """Columns whose header means an amount and whose cells are no numbers, where no other column is that amount."""
    unnamed: tuple[str, ...] = field(default=())
    """Columns of words that are not read, where no column is that of the names."""


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
    if "market_value" not in taken:
        _take_balance(taken, aside, header)
    _split_currencies(taken, header, evidence)
    _take_currency_beside(taken, header, evidence)
    _add_by_values(taken, header, evidence)
    if set(taken).isdisjoint(NAMING):
        _name_by_account(taken, header, evidence)
    unnamed = () if wanted or "name" in taken else tuple(_list_wordy(header, evidence, taken))
    columns = {name: taken[name] for name in KEPT if name in taken}
    unfit = _list_unfit(header, evidence, taken)
    return replace(header, columns=columns, set_aside=tuple(aside), unfit=unfit, unnamed=unnamed)


def _take_balance(taken: dict[str, Column], aside: list[tuple[str, str, str]], header: Header) -> None:
    """A balance may count pieces or money; beside a column that counts pieces it is money."""
    for entry in aside:
        if entry[0] == "quantity" and fold_text(entry[2]) == "balance":
            at = next(at for at, text in enumerate(header.texts) if text.strip() == entry[2])
            taken["market_value"] = Column(position=at, header=entry[2], field="market_value", rank=900)
            aside.remove(entry)
            return


def _name_by_account(taken: dict[str, Column], header: Header, evidence: Sequence[Evidence]) -> None:
    """A list of balances has nothing else for names than its accounts, and what an account holds is money."""
    accounts = [at for at, text in enumerate(header.texts) if text and (read_field(text) or ("",))[0] == "fund"]
    named = [at for at in accounts if evidence[at].filled and evidence[at].numeric < 0.2]
    if named and not {"market_value", "quantity"}.isdisjoint(taken):
        taken["name"] = Column(position=named[0], header=_title(header, named[0]), field="name", rank=900)
        if "market_value" not in taken:
            taken["market_value"] = replace(taken.pop("quantity"), field="market_value")


def _list_wordy(header: Header, evidence: Sequence[Evidence], taken: Mapping[str, Column]) -> Iterator[str]:
    """Gives the headers of columns that may be names after all: words, mostly filled, that say more than a few things."""
    used = {column.position for column in taken.values()}
    for at, text in enumerate(header.texts):
        seen, meaning = evidence[at], read_field(text) if text else None
        if at in used or not text or (meaning and fold_text(text) not in read_fund_headings()[1]):
            continue
        wordy = seen.numeric < 0.2 and seen.dates < 0.3 and seen.currency < 0.4 and seen.length > 6
        if wordy and seen.distinct > 0.4 and not seen.constant and seen.filled > seen.rows / 2:
            yield text.strip()


def _list_unfit(header: Header, evidence: Sequence[Evidence], taken: Mapping[str, Column]) -> tuple[tuple[str, str], ...]:
    used = {column.position for column in taken.values()}
    found = []
    for position, text in enumerate(header.texts):
        meaning = read_field(text) if text and position not in used else None
        if meaning and meaning[0] in AMOUNTS and meaning[1] < PHRASES and meaning[0] not in taken and evidence[position].filled:
            found.append((meaning[0], text.strip()))
    return tuple(found)


def _split_currencies(taken: dict[str, Column], header: Header, evidence: Sequence[Evidence]) -> None:
    """Beside a column of the securities' own currencies, a plain "Currency" is the currency of the values."""
    own = taken.get("currency")
    if own is None or own.rank < 0 or own.rank >= PLAIN_CURRENCY or "value_currency" in taken:
        return
    for column in _list_candidates(header, evidence):
        if column.field == "currency" and column.rank >= PLAIN_CURRENCY and evidence[column.position].filled:
            taken["value_currency"] = replace(column, field="value_currency")
            return


def _take_currency_beside(taken: dict[str, Column], header: Header, evidence: Sequence[Evidence]) -> None:
    """Of several columns "Currency", the one right behind the values is theirs: Kurs, Währung, Marktwert, Währung."""
    value, own = taken.get("market_value"), taken.get("currency")
    if value is None or own is None or own.rank < 0 or "value_currency" in taken:
        return
    behind = [
        column
        for column in _list_candidates(header, evidence)
        if column.field == "currency"
        and column.position in {value.position + 1, own.position}
        and evidence[column.position].filled
    ]
    if len(behind) == 2 and len({fold_text(column.header) for column in behind}) == 1:
        beside = next(column for column in behind if column.position == value.position + 1)
        taken["value_currency"] = replace(beside, field="value_currency")


def _list_candidates(header: Header, evidence: Sequence[Evidence]) -> list[Column]:
    found = []
    for position, text in enumerate(header.texts):
        meaning = read_field(text) if text else None
        if meaning and meaning[0] == "name" and evidence[position].numeric >= 0.8:
            meaning = ("quantity", meaning[1] + 100)  # "Position" and "Holding" head names in some files, numbers in others
        if meaning and meaning[0] in KEPT and fits_field(meaning[0], evidence[position]):
            found.append(Column(position=position, header=text.strip(), field=meaning[0], rank=meaning[1]))
    return found


def _preference(column: Column, evidence: Sequence[Evidence]) -> tuple[object, ...]:
    """Filled columns before empty ones; a value in a currency most readers know before others; then the surer spelling."""
    seen = evidence[column.position]
    folded = fold_text(column.header)
    currency = next((at for at, code in enumerate(("usd", "eur", "gbp")) if f" {code} " in f" {folded} "), 3)
    local = "local" in folded
    empty = seen.filled == 0
    same = column.field == "name" and ((seen.constant and seen.rows > 3) or 0 < seen.length <= SHORT)
    return (
        empty,
        same,
        (local, not find_stated_currency(column.header)) if column.field == "market_value" else (0, 0),
        column.rank // 2 if column.rank < PHRASES else column.rank,
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
    if set(taken).isdisjoint(NAMING[1:]):
        _add_mixed_identifiers(taken, header, evidence, free)
    if "name" not in taken:
        wordy = [at for at in free if _is_name_like(header, at, evidence[at])]
        if wordy:
            best = max(wordy, key=lambda at: evidence[at].length * evidence[at].distinct)
            taken["name"] = Column(position=best, header=_title(header, best), field="name", rank=900)


def _add_mixed_identifiers(taken: dict[str, Column], header: Header, evidence: Sequence[Evidence], free: Sequence[int]) -> None:
    """An ISIN where there is one, else a CUSIP: no scheme has the column alone."""
    best = max(free, key=lambda at: sum(evidence[at].schemes.values()), default=None)
    if best is not None and sum(evidence[best].schemes.values()) >= 0.8:
        taken["identifier"] = Column(position=best, header=_title(header, best), field="identifier", rank=900)


def _is_name_like(header: Header, at: int, seen: Evidence) -> bool:
    text = header.texts[at] if at < len(header.texts) else ""
    meaning = read_field(text) if text else None
    return (
        (meaning is None or not fits_field(meaning[0], seen) or fold_text(text) in read_fund_headings()[1])
        and seen.numeric < 0.2
        and seen.distinct > 0.5
        and seen.length > 6
        and seen.dates < 0.3
    )


def _title(header: Header, at: int) -> str:
    return header.texts[at].strip() if at < len(header.texts) and header.texts[at].strip() else f"column {at + 1}"
