"""Differences: two screenings of the same thing go in; what is not the same, part by part, comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from screener.screening.record import write_finding, write_receipt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screener.model import Finding, Screening

ROW_COLUMNS = ("name", "outcome", "entity", "market_value", "currency", "weight", "through")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not the same: where (`receipt`, `outcomes`, `row 12`, an entity), which part, what it was and is."""

    place: str
    part: str
    was: Any
    now: Any


def list_differences(old: Screening, new: Screening) -> tuple[Difference, ...]:
    """Gives all differences: what went in first, then what came out. None means that the screening was repeated."""
    return (
        *_compare("receipt", _flatten(write_receipt(old.receipt)), _flatten(write_receipt(new.receipt))),
        *_compare("outcomes", dict(old.outcomes), dict(new.outcomes)),
        *_compare("parts of funds", dict(old.parts), dict(new.parts)),
        *_compare("coverage", _flatten({"by_count": old.coverage.by_count}), _flatten({"by_count": new.coverage.by_count})),
        *_compare_findings(old, new),
        *_compare_rows(old, new),
    )


def _compare(place: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Difference]:
    for part in dict.fromkeys((*old, *new)):
        if old.get(part) != new.get(part):
            yield Difference(place=place, part=part, was=old.get(part), now=new.get(part))


def _compare_findings(old: Screening, new: Screening) -> Iterator[Difference]:
    was, now = _by_entity(old), _by_entity(new)
    for entity in dict.fromkeys((*was, *now)):
        if entity not in now:
            yield Difference(place=entity, part="finding", was=was[entity].decision, now=None)
        elif entity not in was:
            yield Difference(place=entity, part="finding", was=None, now=now[entity].decision)
        else:
            yield from _compare(entity, write_finding(was[entity]), write_finding(now[entity]))


def _by_entity(screening: Screening) -> dict[str, Finding]:
    return {finding.entity: finding for finding in screening.findings}


def _compare_rows(old: Screening, new: Screening) -> Iterator[Difference]:
    was, now = (_index_rows(screening) for screening in (old, new))
    for place in dict.fromkeys((*was, *now)):
        if was.get(place) != now.get(place):
            yield from _compare(f"row {place[1]}", was.get(place, {}), now.get(place, {}))


def _index_rows(screening: Screening) -> dict[tuple[str, int, int], dict[str, Any]]:
    """A line of the upload is the first of its row, and the parts of a fund follow it in the order of its file."""
    rows = screening.rows
    numbers = rows.groupby(["sheet", "row"], sort=False).cumcount()
    places = zip(rows["sheet"], rows["row"], numbers, strict=True)
    lines = rows[list(ROW_COLUMNS)].to_dict("records")
    return {
        (str(sheet), int(row), int(number)): {str(key): value for key, value in line.items()}
        for (sheet, row, number), line in zip(places, lines, strict=True)
    }


def _flatten(values: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in values.items():
        flat |= _flatten(value, f"{prefix}{key}.") if isinstance(value, dict) else {f"{prefix}{key}": value}
    return flat
