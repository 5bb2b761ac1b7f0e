"""Reasons: one issuer's older and later finding go in; why they differ, each reason with its cause, comes out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from screener.model import review_day
from screener.rulebook.causes import CAUSES as REGISTRY_CAUSES
from screener.rulebook.changes import compare_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from screener.model import Finding, Involvement, Judgement, Screening
    from screener.rulebook.changes import Change

CAUSES = ("portfolio", *REGISTRY_CAUSES)
PARTS = ("involvements", "sanctions", "responses", "investor_actions", "brands")
"""What a finding holds of an entity's dossier."""
RECOGNITION = ("entity", "names", "identifiers")
"""What an issuer is told by."""
_TOOLS = {
    "policy_sha256": "the policy is another version",
    "naming_sha256": "names are compared otherwise",
    "program": "the program is another version",
}
_LONG = frozenset({"summary", "note", "limits", "sources", "review_on", "counterparties", "involvements", "research"})
"""Fields left out where what was and is stands in one line."""
_UNTOLD = "nothing in the two records tells why; both registries at hand would (--old-rules, --new-rules)"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: its cause (CAUSES), the part it is about, a sentence, and what was and is, as plain text where it is short."""

    cause: str
    part: str
    reason: str
    was: str | None = None
    now: str | None = None


def tell_reasons(
    was: Finding | None, now: Finding | None, *, old: Screening, new: Screening, changes: Sequence[Change] | None
) -> tuple[Reason, ...]:
    """Gives the reasons, by cause; none where only the numbers of lines or of days differ. `changes` are the entity's own."""
    told = dict.fromkeys(_tell(was, now, old=old, new=new, changes=changes))
    if not told and (was and was.decision) != (now and now.decision):
        told = {Reason("processing", "decision", _UNTOLD): None}
    return tuple(sorted(told, key=lambda reason: CAUSES.index(reason.cause)))


def _tell(
    was: Finding | None, now: Finding | None, *, old: Screening, new: Screening, changes: Sequence[Change] | None
) -> Iterator[Reason]:
    if was is None or now is None:
        yield from _tell_presence(was, now, old=old, new=new, changes=changes)
        return
    yield from _tell_holding(was, now, old=old, new=new)
    facts = tuple(_tell_facts(was, now, since=date.fromisoformat(old.receipt.as_of), changes=changes))
    yield from facts
    yield from _tell_judgements(was, now, old=old, new=new, moved={fact.part for fact in facts})


# ── held or not ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _tell_presence(
    was: Finding | None, now: Finding | None, *, old: Screening, new: Screening, changes: Sequence[Change] | None
) -> Iterator[Reason]:
    """An issuer that one of the two screenings has not: its lines came or went, or were recognised in one alone."""
    side, other = (new, old) if now is not None else (old, new)
    finding = now or was
    own = side.rows[side.rows["entity"] == (finding.entity if finding else "")]
    others = Counter(_fold_names(other))
    known = [name for name in _fold_names_of(own["name"]) if others[name]]
    if not known:
        yield _say_presence(own, is_held=now is not None)
        return
    yield from _tell_recognition(known[0], old=old, new=new, changes=changes)


def _say_presence(own: pd.DataFrame, *, is_held: bool) -> Reason:
    lines = ", ".join(dict.fromkeys(own["name"]))
    funds = ", ".join(dict.fromkeys(through[-1].fund for through in own["through"] if through))
    if funds and own["through"].map(len).all():
        came = "holds it, and did not or was not looked through" if is_held else "held it, and does not or was not looked through"
        return Reason("portfolio", "funds", f'the fund "{funds}" {came}')
    return Reason("portfolio", "lines", f'"{lines}" is {"new" if is_held else "no longer"} in the portfolio')


def _tell_recognition(name: str, *, old: Screening, new: Screening, changes: Sequence[Change] | None) -> Iterator[Reason]:
    """The same line, recognised in one screening alone."""
    said = f'"{name}" was and is held, and its issuer is told otherwise'
    reasons = [_read_change(change) for change in changes or () if change.part in RECOGNITION]
    if old.receipt.inputs.get("confirmations") != new.receipt.inputs.get("confirmations"):
        reasons.append(Reason("evidence", "confirmations", f"{said}: a person's answer is another"))
    if changes is None and old.receipt.registry_sha256 != new.receipt.registry_sha256:
        reasons.append(Reason("evidence", "registry", f"{said}: the registry is another version"))
    reasons += [] if reasons else _tell_tools(old, new, said=said)
    if not reasons and _inputs_differ(old, new):
        reasons.append(Reason("portfolio", "lines", f"{said}: the file says other things of it"))
    yield from reasons


def _tell_holding(was: Finding, now: Finding, *, old: Screening, new: Screening) -> Iterator[Reason]:
    if _list_lines(was, old) != _list_lines(now, new):
        before, after = (_say_amounts(finding) for finding in (was, now))
        cause = "portfolio" if _inputs_differ(old, new) else "processing"
        yield Reason(cause, "holding", "its lines or their values are others", before, after)
    elif was.through != now.through:
        yield Reason("portfolio", "funds", "what funds hold of it is another")


# ── facts and rules ──────────────────────────────────────────────────────────────────────────────────────────────────


def _tell_facts(was: Finding, now: Finding, *, since: date, changes: Sequence[Change] | None) -> Iterator[Reason]:
    if changes is None:
        before, after = ({part: getattr(finding, part) for part in PARTS} for finding in (was, now))
        changes = compare_parts(before, after, entity=now.entity, name=now.name, since=since)
        if [step.entity for step in was.path] != [step.entity for step in now.path]:
            yield Reason("evidence", "owners", "its owners are known otherwise")
    yield from (_read_change(change) for change in changes if change.part in {*PARTS, "owners"})


def _tell_judgements(was: Finding, now: Finding, *, old: Screening, new: Screening, moved: set[str]) -> Iterator[Reason]:
    before, after = ({one.involvement: one for one in finding.judgements} for finding in (was, now))
    for key in (one for one in before if one in after):
        same = (before[key].rule, before[key].decision) == (after[key].rule, after[key].decision)
        is_tie = before[key].fact == "involvement"
        if same or (f"tie {key}" in moved if is_tie else moved):
            continue
        if old.receipt.policy_sha256 != new.receipt.policy_sha256:
            yield _say_rules("processing", _say_policies(old, new), before[key], after[key])
        elif not is_tie and old.receipt.registry_sha256 != new.receipt.registry_sha256:
            yield _say_rules("evidence", "what is known of owners and lists is another", before[key], after[key])
        else:
            yield _tell_time(_find_tie(now, key), before[key], after[key], old=old, new=new)


def _tell_time(tie: Involvement | None, before: Judgement, after: Judgement, *, old: Screening, new: Screening) -> Reason:
    days = [date.fromisoformat(one.receipt.as_of) for one in (old, new)]
    if tie is not None and days[0] <= review_day(tie.status_as_of) < days[1]:
        said = f"its last report, of {tie.status_as_of}, is now more than 24 months old"
        return _say_rules("evidence", said, before, after)
    if days[0] != days[1]:
        return _say_rules("world", "another day is asked for", before, after)
    said = next(iter(one.reason for one in _tell_tools(old, new, said="")), "the rules judge it otherwise")
    return _say_rules("processing", said, before, after)


def _say_policies(old: Screening, new: Screening) -> str:
    was, now = (f"{one.receipt.policy_id} {one.receipt.policy_version}" for one in (old, new))
    return f"the policy is another: {was}, then {now}" if was != now else "the policy's rules are others"


def _say_rules(cause: str, reason: str, before: Judgement, after: Judgement) -> Reason:
    words = (f"{one.decision} by {one.rule}" for one in (before, after))
    return Reason(cause, f"rule on {after.involvement}", reason, *words)


def _tell_tools(old: Screening, new: Screening, *, said: str) -> Iterator[Reason]:
    for field, sentence in _TOOLS.items():
        if getattr(old.receipt, field) != getattr(new.receipt, field):
            yield Reason("processing", field.removesuffix("_sha256"), f"{said}: {sentence}".lstrip(": "))


def _read_change(change: Change) -> Reason:
    was, now = _shorten(change.before), _shorten(change.after)
    what = f"{change.part} {change.key}".replace("_", " ", 1) if change.part != "involvements" else f"tie {change.key}"
    return Reason(change.cause, what, f"{change.kind}: {change.reason}", was, now)


def _shorten(values: Any) -> str | None:  # noqa: ANN401 (the fields of any fact)
    shown = {key: value for key, value in values.items() if key not in _LONG and value}
    return "; ".join(f"{key.replace('_', ' ')} {value}" for key, value in shown.items())[:300] or None


# ── what is held ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _list_lines(finding: Finding, screening: Screening) -> Counter[tuple[str, ...]]:
    """Its lines without their numbers: a line that moved in the file is the same line."""
    own = screening.rows[screening.rows["entity"] == finding.entity]
    return Counter(own[["name", "market_value", "currency", "weight"]].itertuples(index=False, name=None))


def _inputs_differ(old: Screening, new: Screening) -> bool:
    parts = ("portfolio", "columns", "funds")
    return any(old.receipt.inputs.get(part) != new.receipt.inputs.get(part) for part in parts)


def _say_amounts(finding: Finding) -> str:
    amounts = ", ".join(f"{currency} {value}" for currency, value in finding.market_value.items())
    return f"{amounts or 'no value'}{f' ({float(finding.weight):.4%})' if finding.weight else ''}"


def _find_tie(finding: Finding, key: str) -> Involvement | None:
    return next((tie for tie in finding.involvements if tie.id == key), None)


def _fold_names(screening: Screening) -> list[str]:
    return _fold_names_of(screening.rows.loc[screening.rows["outcome"] != "not_a_holding", "name"])


def _fold_names_of(names: Any) -> list[str]:  # noqa: ANN401 (a column of names)
    return [name for name in names.str.casefold().str.strip() if name]
