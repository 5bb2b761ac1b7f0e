"""Changes: a comparison of two screenings, as the document `comparison/1`, goes in; what a page says of it comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reports.change_document import ChangeLine, ChangeReason, Changes
from screener.writing.excerpts import cut_name

if TYPE_CHECKING:
    from collections.abc import Mapping


def write_changes(comparison: Mapping[str, Any]) -> Changes:
    """Gives the changes since the older of the two screenings, in the comparison's order."""
    old = comparison["old"]
    return Changes(
        since=old["as_of"],
        policy=f"{old['policy']['id']} {old['policy']['version']}",
        registry_version=old["registry"]["version"],
        result_sha256=old["result_sha256"],
        causes={cause: number for cause, number in comparison["causes"].items() if number},
        lines=dict(comparison["lines"]),
        entries=tuple(_write_line(entry) for entry in comparison["entries"]),
    )


def _write_line(entry: Mapping[str, Any]) -> ChangeLine:
    return ChangeLine(
        kind=entry["kind"],
        name=cut_name(entry["name"]),
        states_and_bodies=entry["states_and_bodies"],
        was=entry["was"],
        now=entry["now"],
        reasons=tuple(_write_reason(reason) for reason in entry["reasons"]),
    )


def _write_reason(reason: Mapping[str, Any]) -> ChangeReason:
    # of the portfolio the sentence names its lines itself
    part = "" if reason["cause"] == "portfolio" else f"{reason['part'].replace('_', ' ')}: "
    return ChangeReason(
        cause=reason["cause"],
        text=cut_name(f"{part}{reason['reason']}", 400),
        was=cut_name(reason["was"] or "", 120),
        now=cut_name(reason["now"] or "", 120),
    )
