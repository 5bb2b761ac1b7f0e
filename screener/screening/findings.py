"""Findings: holdings, their resolutions and the registry go in; what is so about each issuer held comes out, undecided yet."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from screener.model import Entity, Finding, PathStep, first_day
from screener.screening.history import involvements_on, responses_on
from screener.screening.money import format_decimal, sum_by_currency

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    import pandas as pd

    from screener.model import Registry

MAX_OWNERS_SHOWN = 8


def collect_findings(lines: pd.DataFrame, *, registry: Registry, as_of: date) -> tuple[Finding, ...]:
    """Gives one undecided finding per matched issuer, in the order of the file.

    `lines` has the columns entity, row, market_value, value_currency and weight; `entity` is `""` where nothing matched.
    """
    matched = lines[lines["entity"] != ""]
    return tuple(
        _make_finding(registry.entities[str(key)], group, registry=registry, as_of=as_of)
        for key, group in matched.groupby("entity", sort=False)
    )


def _make_finding(entity: Entity, group: pd.DataFrame, *, registry: Registry, as_of: date) -> Finding:
    return Finding(
        id=f"{entity.id}@{as_of.isoformat()}",
        entity=entity.id,
        name=entity.name,
        country=entity.country,
        kind=entity.kind,
        decision="none",
        severity="",
        confidence="",
        judgements=(),
        involvements=involvements_on(entity, as_of),
        path=tuple(_list_owners(entity, registry))[:MAX_OWNERS_SHOWN],
        sanctions=tuple(item for item in entity.sanctions if not item.listed_on or first_day(item.listed_on) <= as_of),
        responses=responses_on(entity, as_of),
        brands=entity.brands,
        investor_actions=tuple(item for item in entity.investor_actions if not item.date or first_day(item.date) <= as_of),
        rows=tuple(int(row) for row in group["row"]),
        market_value=sum_by_currency(zip(group["market_value"], group["value_currency"], strict=True)),
        weight=_sum_weights(group["weight"]),
    )


def _sum_weights(weights: pd.Series[str]) -> str | None:
    given = [Decimal(weight) for weight in weights if weight]
    return format_decimal(sum(given, Decimal(0))) if given else None


def _list_owners(entity: Entity, registry: Registry) -> Iterator[PathStep]:
    seen, level = {entity.id}, [entity]
    while level:
        above: list[Entity] = []
        for edge in (edge for item in level for edge in item.owners if edge.owner not in seen):
            owner = registry.entities[edge.owner]
            seen.add(owner.id)
            above.append(owner)
            yield PathStep(entity=owner.id, name=owner.name, share=edge.share, as_of=edge.as_of)
        level = above
