"""Findings: holdings, their resolutions and the registry go in; what is so about each issuer held comes out, undecided yet."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from screener.model import Entity, Finding, HeldThrough, PathStep, first_day
from screener.rulebook.ownership_graph import draw_ownership, write_share
from screener.screening.history import involvements_on, responses_on
from screener.screening.money import format_decimal, sum_by_currency
from screener.screening.money_paths import MoneyPaths

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    import pandas as pd

    from screener.model import FundLayer, Registry
    from screener.rulebook.ownership_graph import Link, OwnershipGraph

MAX_SHOWN = 8
"""So many owners of an issuer, and so many of its stakes, are shown; the registry has all."""


def collect_findings(lines: pd.DataFrame, *, registry: Registry, as_of: date) -> tuple[Finding, ...]:
    """Gives one undecided finding per matched issuer, in the order of the file.

    `lines` has the columns entity, row, sheet, market_value, value_currency, weight and through; `entity` is `""` where nothing
    matched.
    """
    matched = lines[lines["entity"] != ""]
    graph = draw_ownership(registry, as_of)
    paths = MoneyPaths(registry, graph, as_of=as_of)
    return tuple(
        _make_finding(registry.entities[str(key)], group, registry=registry, paths=paths, as_of=as_of)
        for key, group in matched.groupby("entity", sort=False)
    )


def _make_finding(entity: Entity, group: pd.DataFrame, *, registry: Registry, paths: MoneyPaths, as_of: date) -> Finding:
    graph, ties = paths.graph, involvements_on(entity, as_of)
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
        involvements=ties,
        path=tuple(list_owners(entity.id, graph, registry))[:MAX_SHOWN],
        sanctions=tuple(item for item in entity.sanctions if not item.listed_on or first_day(item.listed_on) <= as_of),
        responses=responses_on(entity, as_of),
        brands=entity.brands,
        investor_actions=tuple(item for item in entity.investor_actions if not item.date or first_day(item.date) <= as_of),
        rows=_list_rows(group),
        market_value=sum_by_currency(zip(group["market_value"], group["value_currency"], strict=True)),
        weight=_sum_weights(group["weight"]),
        stakes=tuple(_make_step(link, link.owned, registry) for link in graph.below.get(entity.id, ()))[:MAX_SHOWN],
        through=_list_ways(group),
        money_paths=paths.trace(entity, ties),
    )


def _list_rows(group: pd.DataFrame) -> tuple[int, ...]:
    """A line of the upload stands once, however many of its fund's parts are of this issuer."""
    parts = group["through"].map(bool).astype(bool)
    again = parts & group.assign(parts=parts).duplicated(["sheet", "row", "parts"])
    return tuple(int(row) for row in group.loc[~again, "row"])


def _list_ways(group: pd.DataFrame) -> tuple[HeldThrough, ...]:
    """One for each way through the same funds; the issuer's securities in the last of them are added up."""
    parts = group[group["through"].map(bool).astype(bool)]
    ways: dict[tuple[int, str, tuple[FundLayer, ...], str], list[int]] = defaultdict(list)
    for place, (row, sheet, through) in enumerate(zip(parts["row"], parts["sheet"], parts["through"], strict=True)):
        ways[int(row), str(sheet), through[:-1], through[-1].file].append(place)
    return tuple(_add_way(parts.iloc[places]) for places in ways.values())


def _add_way(parts: pd.DataFrame) -> HeldThrough:
    first, last = parts.iloc[0], [through[-1] for through in parts["through"]]
    weight = format_decimal(sum((Decimal(layer.weight) for layer in last), Decimal(0)))
    return HeldThrough(
        row=int(first["row"]),
        sheet=str(first["sheet"]),
        through=(*first["through"][:-1], replace(last[0], weight=weight)),
        market_value=sum_by_currency(zip(parts["market_value"], parts["value_currency"], strict=True)),
        weight=_sum_weights(parts["weight"]),
    )


def _sum_weights(weights: pd.Series[str]) -> str | None:
    given = [Decimal(weight) for weight in weights if weight]
    return format_decimal(sum(given, Decimal(0))) if given else None


def list_owners(entity: str, graph: OwnershipGraph, registry: Registry) -> Iterator[PathStep]:
    """Gives every owner above an entity once, the nearest first."""
    seen, level = {entity}, [entity]
    while level:
        above: list[str] = []
        for link in (link for owned in level for link in graph.above.get(owned, ()) if link.owner not in seen):
            seen.add(link.owner)
            above.append(link.owner)
            yield _make_step(link, link.owner, registry)
        level = above


def _make_step(link: Link, entity: str, registry: Registry) -> PathStep:
    share = None if link.share is None else write_share(link.share)
    return PathStep(entity=entity, name=registry.entities[entity].name, share=share, as_of=link.as_of)
