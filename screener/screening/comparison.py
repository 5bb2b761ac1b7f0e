"""Comparison: an older and a later screening go in; what was added, removed or changed among what is listed, and why, comes out.

Four causes, in this order: the `portfolio` changed (lines, values, funds), the `world` changed (something happened, or time
passed), the `evidence` changed (we know it otherwise or better), our `processing` changed (policy, naming, program, wording).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from screener.screening.differences import list_differences
from screener.screening.reasons import CAUSES, Reason, tell_reasons

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from screener.model import Finding, Receipt, Screening
    from screener.rulebook.changes import Change
    from screener.screening.differences import Difference

KINDS = ("added", "removed", "changed", "on_record")
"""What became of an issuer: newly listed, no longer, still listed but otherwise; or on record without a demand in both."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One issuer that differs: `was` and `now` are its decisions, None where it was or is not held."""

    kind: str
    entity: str
    name: str
    states_and_bodies: bool
    was: str | None
    now: str | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two screenings. `inputs` are the receipts' differences, `outcomes` those of the numbers of lines.

    `lines` counts the upload's positions by name, without the parts of funds: new, gone, and with other values.
    """

    old: Receipt
    new: Receipt
    entries: tuple[Entry, ...]
    inputs: tuple[Difference, ...]
    outcomes: tuple[Difference, ...]
    lines: dict[str, int]

    def count_kinds(self) -> dict[str, int]:
        """Gives the number of entries of each of KINDS."""
        return {kind: sum(entry.kind == kind for entry in self.entries) for kind in KINDS}

    def count_causes(self) -> dict[str, int]:
        """Gives the number of entries that each of CAUSES had a part in; one may have several."""
        return {cause: sum(any(r.cause == cause for r in entry.reasons) for entry in self.entries) for cause in CAUSES}


def compare_screenings(old: Screening, new: Screening, *, changes: Sequence[Change] | None = None) -> Comparison:
    """Gives the comparison; `changes` are those between the two registries, where both are at hand.

    Without them, what changed in the world and in the evidence is told from the findings' own facts.
    """
    differences = list_differences(old, new)
    was, now = ({finding.entity: finding for finding in one.findings} for one in (old, new))
    touched = dict.fromkeys(one.place for one in differences if one.place in was or one.place in now)
    entries = [_make_entry(key, was.get(key), now.get(key), old=old, new=new, changes=changes) for key in touched]
    return Comparison(
        old=old.receipt,
        new=new.receipt,
        entries=tuple(sorted((entry for entry in entries if entry is not None), key=_order)),
        inputs=tuple(one for one in differences if one.place == "receipt" and one.part != "result_sha256"),
        outcomes=tuple(one for one in differences if one.place == "outcomes"),
        lines=_count_lines(old.rows, new.rows),
    )


def write_comparison(comparison: Comparison) -> dict[str, Any]:
    """Gives the comparison as the document `comparison/1`."""
    return {
        "schema": "comparison/1",
        "old": _write_receipt(comparison.old),
        "new": _write_receipt(comparison.new),
        "counts": comparison.count_kinds(),
        "causes": comparison.count_causes(),
        "lines": comparison.lines,
        "inputs": [{"part": one.part, "was": one.was, "now": one.now} for one in comparison.inputs],
        "outcomes": [{"outcome": one.part, "was": one.was, "now": one.now} for one in comparison.outcomes],
        "entries": [_write_entry(entry) for entry in comparison.entries],
    }


def _make_entry(
    key: str,
    was: Finding | None,
    now: Finding | None,
    *,
    old: Screening,
    new: Screening,
    changes: Sequence[Change] | None,
) -> Entry | None:
    own = None if changes is None else [change for change in changes if change.entity == key]
    reasons = tell_reasons(was, now, old=old, new=new, changes=own)
    shown = now or was
    if shown is None or not reasons:
        return None
    return Entry(
        kind=_name_kind(was, now),
        entity=key,
        name=shown.name,
        states_and_bodies=shown.states_and_bodies,
        was=None if was is None else was.decision,
        now=None if now is None else now.decision,
        reasons=reasons,
    )


def _name_kind(was: Finding | None, now: Finding | None) -> str:
    before, after = (finding is not None and finding.decision != "none" for finding in (was, now))
    return {(False, True): "added", (True, False): "removed", (True, True): "changed"}.get((before, after), "on_record")


def _order(entry: Entry) -> tuple[int, bool, str]:
    return KINDS.index(entry.kind), entry.states_and_bodies, entry.name.casefold()


def _count_lines(old: pd.DataFrame, new: pd.DataFrame) -> dict[str, int]:
    before, after = (_name_lines(rows) for rows in (old, new))
    names = Counter(name for name, _ in before.elements()), Counter(name for name, _ in after.elements())
    same = (before & after).total()
    kept = (names[0] & names[1]).total()
    return {"new": (names[1] - names[0]).total(), "gone": (names[0] - names[1]).total(), "other_values": kept - same}


def _name_lines(rows: pd.DataFrame) -> Counter[tuple[str, tuple[str, str, str]]]:
    held = rows[rows["outcome"].ne("not_a_holding") & ~rows["through"].map(bool)]
    names = held["name"].str.casefold().str.strip()
    values = zip(held["market_value"], held["currency"], held["weight"], strict=True)
    return Counter(zip(names, values, strict=True))


def _write_receipt(receipt: Receipt) -> dict[str, Any]:
    return {
        "as_of": receipt.as_of,
        "registry": {"version": receipt.registry_version, "sha256": receipt.registry_sha256},
        "policy": {"id": receipt.policy_id, "version": receipt.policy_version, "sha256": receipt.policy_sha256},
        "program": receipt.program,
        "result_sha256": receipt.result_sha256,
    }


def _write_entry(entry: Entry) -> dict[str, Any]:
    return {
        "kind": entry.kind,
        "entity": entry.entity,
        "name": entry.name,
        "states_and_bodies": entry.states_and_bodies,
        "was": entry.was,
        "now": entry.now,
        "reasons": [
            {"cause": one.cause, "part": one.part, "reason": one.reason, "was": one.was, "now": one.now} for one in entry.reasons
        ],
    }
