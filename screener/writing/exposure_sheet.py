"""The exposure's sheet: what was measured goes in; one line per figure and currency, with the lines it counts, comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.workbook_document import EXPOSURE_HEADINGS
from screener.writing.exposure import write_held

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from screener.model import ExposedRow, Exposure, ExposureLine, Held, Screening

TABLES = ("totals", "by_channel", "by_channel_and_status", "by_country", "by_counterparty", "cells")


def write_exposure_lines(screening: Screening) -> tuple[tuple[str, ...], ...]:
    """Gives lines with EXPOSURE_HEADINGS, all text; `direct` and `through_funds` add up, and no figure stands for both."""
    exposure, names = screening.exposure, {finding.entity: finding.name for finding in screening.findings}
    return tuple(
        line
        for table in TABLES
        for one in getattr(exposure, table)
        for way in ("direct", "through_funds")
        for line in _write_lines(one, table=table, way=way, exposure=exposure, names=names)
    )


def _write_lines(
    one: ExposureLine, *, table: str, way: str, exposure: Exposure, names: Mapping[str, str]
) -> Iterator[tuple[str, ...]]:
    held: Held = getattr(one, way)
    if not held.rows:
        return
    whom = one.of.get("counterparty", "")
    of = {**one.of, "chapter": one.of["party"], "counterparty": exposure.counterparties.get(whom, whom)}
    shown = {"table": table, "way": way, "issuers": "; ".join(names[key] for key in one.issuers), "rows": _write_rows(held)}
    amounts = [(amount.value, amount.currency) for amount in write_held(held, exposure.currency)] or [("", "")]
    for number, (value, currency) in enumerate(amounts):
        # a weight belongs to all currencies together, and stands once
        weight = held.weight or "" if number == 0 else ""
        cells = {**of, **shown, "weight": weight, "market_value": value, "currency": currency}
        yield tuple(cells.get(heading, "") for heading in EXPOSURE_HEADINGS)


def _write_rows(held: Held) -> str:
    return "; ".join(dict.fromkeys(_name_row(place) for place in held.rows))


def _name_row(place: ExposedRow) -> str:
    row = f"{place.sheet}!{place.row}" if place.sheet else str(place.row)
    return f"{row} through {', '.join(place.through)}" if place.through else row
