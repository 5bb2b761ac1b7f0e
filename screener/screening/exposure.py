"""Exposure: the settled lines and the decided findings go in; what is held of issuers with each kind of tie comes out.

An issuer counts with its whole holding, once in each line of a table that it belongs to. With rates, each line of the portfolio
is brought to the one currency and rounded to its cent first, so that every figure is the sum of its lines.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from screener.model import NOT_STATED, ExposedRow, Exposure, ExposureLine, Held
from screener.screening.money import format_decimal, sum_by_currency

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    import pandas as pd

    from screener.model import Finding, Involvement
    from screener.screening.money import Rates

CENT = Decimal("0.01")
STALE = "stale"
"""The status of a tie reported as active whose last report is more than 24 months old."""
Key = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the portfolio, or one part of a fund in its place, that an issuer is held by."""

    place: ExposedRow
    amount: str
    currency: str
    value: Decimal | None
    weight: str


def measure_exposure(
    rows: pd.DataFrame,
    findings: Sequence[Finding],
    *,
    as_of: date,
    rates: Rates | None = None,
    names: Mapping[str, str] | None = None,
) -> Exposure:
    """Gives the exposure; `rows` has SCREENED_COLUMNS, `names` gives the display names of counterparties by id."""
    listed = [finding for finding in findings if finding.decision != "none"]
    currency = _choose_currency(rows, listed, rates)
    lines = _collect_lines(rows, findings, currency=currency, rates=rates)
    asked = [(finding, tie) for finding in listed for tie in _list_asked(finding)]
    known = names or {}
    return Exposure(
        currency=currency,
        rates_day=rates.day if rates else None,
        rates_missing=_list_missing(lines, rates),
        totals=_sum_groups(((_party(finding), finding) for finding in listed), lines),
        by_channel=_sum_groups((((*_party(finding), ("channel", tie.channel)), finding) for finding, tie in asked), lines),
        by_channel_and_status=_sum_groups(
            (((*_party(finding), ("channel", tie.channel), ("status", _status(tie, as_of))), finding) for finding, tie in asked),
            lines,
        ),
        by_country=_sum_groups((((*_party(finding), ("country", finding.country)), finding) for finding in listed), lines),
        by_counterparty=_sum_groups(
            (
                ((*_party(finding), ("counterparty", whom)), finding)
                for finding, tie in asked
                for whom in tie.counterparties or (tie.counterparty,)
            ),
            lines,
        ),
        cells=_sum_groups(((key, finding) for finding in findings for key in _list_cells(finding, as_of)), lines),
        counterparties={
            key: known[key] for finding in findings for tie in finding.involvements for key in tie.counterparties if key in known
        },
    )


def write_exposure(exposure: Exposure) -> dict[str, Any]:
    """Gives the exposure as plain values for the record."""
    return asdict(exposure)


def read_exposure(values: Mapping[str, Any]) -> Exposure:
    """Gives the exposure of a record. Raises ValueError where it is none."""
    return TypeAdapter(Exposure).validate_python(values)


# ── what is counted ──────────────────────────────────────────────────────────────────────────────────────────────────


def _party(finding: Finding) -> Key:
    return (("party", "states_and_bodies" if finding.states_and_bodies else "companies"),)


def _list_asked(finding: Finding) -> Iterator[Involvement]:
    asked = {judgement.involvement for judgement in finding.judgements if judgement.decision != "none"}
    yield from (tie for tie in finding.involvements if tie.id in asked)


def _list_cells(finding: Finding, as_of: date) -> Iterator[Key]:
    decisions = {judgement.involvement: judgement.decision for judgement in finding.judgements}
    for tie in finding.involvements:
        for whom in tie.counterparties or (tie.counterparty,):
            yield (
                *_party(finding),
                ("decision", decisions.get(tie.id, "none")),
                ("channel", tie.channel),
                ("status", _status(tie, as_of)),
                ("country", finding.country),
                ("counterparty", whom),
            )


def _status(tie: Involvement, as_of: date) -> str:
    return STALE if tie.is_stale(as_of) else tie.status


# ── lines ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _choose_currency(rows: pd.DataFrame, listed: Sequence[Finding], rates: Rates | None) -> str | None:
    if rates is not None:
        return rates.base
    own = rows[rows["entity"].isin([finding.entity for finding in listed]) & rows["market_value"].ne("")]
    currencies = set(own["currency"])
    return currencies.pop() if len(currencies) == 1 and currencies.isdisjoint({"", NOT_STATED}) else None


def _collect_lines(
    rows: pd.DataFrame, findings: Sequence[Finding], *, currency: str | None, rates: Rates | None
) -> dict[str, list[_Line]]:
    wanted = rows[rows["entity"].isin([finding.entity for finding in findings]) & rows["outcome"].ne("looked_through")]
    columns = ("entity", "row", "sheet", "through", "market_value", "currency", "weight")
    lines: dict[str, list[_Line]] = defaultdict(list)
    for entity, row, sheet, through, amount, unit, weight in wanted[list(columns)].itertuples(index=False, name=None):
        place = ExposedRow(row=int(row), sheet=sheet or None, through=tuple(layer.fund for layer in through))
        value = _convert(amount, unit, currency=currency, rates=rates)
        lines[entity].append(_Line(place=place, amount=amount, currency=unit or NOT_STATED, value=value, weight=weight))
    return lines


def _convert(amount: str, unit: str, *, currency: str | None, rates: Rates | None) -> Decimal | None:
    if not amount:
        return Decimal(0) if currency else None
    if rates is None:
        return Decimal(amount) if unit == currency else None
    converted = rates.convert(Decimal(amount), unit)
    return None if converted is None else converted.quantize(CENT, rounding=ROUND_HALF_EVEN)


def _list_missing(lines: Mapping[str, Sequence[_Line]], rates: Rates | None) -> tuple[str, ...]:
    if rates is None:
        return ()
    return tuple(sorted({line.currency for held in lines.values() for line in held if line.value is None}))


# ── sums ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _sum_groups(pairs: Iterable[tuple[Key, Finding]], lines: Mapping[str, Sequence[_Line]]) -> tuple[ExposureLine, ...]:
    groups: dict[Key, dict[str, None]] = defaultdict(dict)
    for key, finding in pairs:
        groups[key][finding.entity] = None
    summed = [_sum_line(key, tuple(entities), lines) for key, entities in groups.items()]
    return tuple(sorted(summed, key=_order))


def _sum_line(key: Key, entities: tuple[str, ...], lines: Mapping[str, Sequence[_Line]]) -> ExposureLine:
    held = [line for entity in entities for line in lines.get(entity, ())]
    return ExposureLine(
        of=dict(key),
        issuers=entities,
        total=_sum_held(held),
        direct=_sum_held([line for line in held if not line.place.through]),
        through_funds=_sum_held([line for line in held if line.place.through]),
    )


def _sum_held(held: Sequence[_Line]) -> Held:
    values = [line.value for line in held if line.value is not None]
    weights = [line.weight for line in held if line.weight]
    return Held(
        rows=tuple(line.place for line in held),
        market_value=sum_by_currency((line.amount, line.currency) for line in held),
        value=format_decimal(sum(values, Decimal(0))) if len(values) == len(held) else None,
        weight=format_decimal(sum(map(Decimal, weights), Decimal(0))) if len(weights) == len(held) else None,
    )


def _order(line: ExposureLine) -> tuple[str, Decimal, Decimal, int, tuple[str, ...]]:
    """Companies first, then the largest."""
    total = line.total
    return (
        line.of["party"], -Decimal(total.weight or 0), -Decimal(total.value or 0), -len(line.issuers), tuple(line.of.values())
    )  # fmt: skip
