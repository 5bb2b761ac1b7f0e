"""`screener compare`: an older screening and a later one, or the portfolio as it is now, in; what changed, and why, out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screener.cli.desk import print_json, say
from screener.cli.pairs import Later, compare_pair, list_pairs
from screener.errors import RequestRefused, ScreenerError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screener.cli.pairs import Pair
    from screener.screening.comparison import Comparison, Entry
    from screener.screening.reasons import Reason

HEADINGS = {
    "added": "Newly listed",
    "removed": "No longer listed",
    "changed": "Listed, but otherwise",
    "on_record": "On record without a demand",
}


def compare(
    old: Annotated[Path, typer.Argument(metavar="OLD.json", help="The older screening.json, or a folder of them.")],
    new: Annotated[
        Path,
        typer.Argument(
            metavar="NEW.json|PORTFOLIO",
            help="The later screening.json, or holdings to screen now under the older one's policy; or a folder of either.",
        ),
    ],
    policy: Annotated[str | None, typer.Option(help="The policy's own file, where OLD's was not a shipped one.")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="The day to screen a portfolio for; today.")] = None,
    sheet: Annotated[str | None, typer.Option(help="The sheet to read of a portfolio.")] = None,
    columns: Annotated[str | None, typer.Option(help="The naming of a portfolio's columns: name=Stock,isin=Code")] = None,
    rates: Annotated[Path | None, typer.Option(help="A CSV of exchange rates for a portfolio.")] = None,
    funds: Annotated[Path | None, typer.Option(help="A folder of fund files for a portfolio.")] = None,
    confirmations: Annotated[Path | None, typer.Option(help="Your answers to what needed your check, for a portfolio.")] = None,
    old_rules: Annotated[Path | None, typer.Option(help="The folder of rules OLD was made with, to tell causes exactly.")] = None,
    new_rules: Annotated[Path | None, typer.Option(help="The folder of rules NEW was made with.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Say what changed among what is listed, and why: the portfolio, the world, the evidence or our processing."""
    later = Later(
        policy=policy,
        as_of=as_of,
        sheet=sheet,
        columns=columns,
        rates=rates,
        funds=funds,
        confirmations=confirmations,
        old_rules=old_rules,
        new_rules=new_rules,
    )
    if old.is_dir() != new.is_dir():
        raise RequestRefused("One of the two is a folder and the other is not.", help="Give two files or two folders.")
    if old.is_dir():
        _compare_folders(old, new, later=later, json=json)
        return
    from screener.screening.comparison import write_comparison

    comparison = compare_pair(old, new, later)
    if json:
        print_json(write_comparison(comparison))
    else:
        typer.echo("\n".join(_write_lines(comparison)))


def _compare_folders(old: Path, new: Path, *, later: Later, json: bool) -> None:
    """One line for each pair; a pair that cannot be used is named and the rest goes on, to exit status 2 in the end."""
    from screener.screening.comparison import write_comparison

    pairs, unpaired = list_pairs(old, new)
    done: dict[str, Comparison] = {}
    failed: dict[str, str] = {}
    for pair in pairs:
        try:
            done[pair.name] = compare_pair(pair.old, pair.new, later)
        except ScreenerError as error:
            failed[pair.name] = str(error)
    if json:
        records = [{"pair": name, **write_comparison(comparison)} for name, comparison in done.items()]
        print_json({"schema": "comparisons/1", "pairs": records, "failed": failed, "unpaired": unpaired})
    else:
        _print_summary(pairs, done)
    for name, sentence in failed.items():
        say(f"{name}: {sentence}")
    for name in unpaired:
        say(f"{name}: has no counterpart in the other folder.")
    raise typer.Exit(2 if failed or not pairs else 0)


def _print_summary(pairs: list[Pair], done: dict[str, Comparison]) -> None:
    for pair in pairs:
        if pair.name in done:
            typer.echo(f"{pair.name}: {_summarise(done[pair.name])}")
    total = sum(len(comparison.entries) for comparison in done.values())
    typer.echo(f"{len(done)} of {len(pairs)} pairs compared, {total} issuers differ. Not listed is not cleared.")


def _summarise(comparison: Comparison) -> str:
    kinds, causes = comparison.count_kinds(), comparison.count_causes()
    because = ", ".join(f"{cause} {number}" for cause, number in causes.items() if number)
    counted = ", ".join(f"{HEADINGS[kind].lower()} {number}" for kind, number in kinds.items())
    return f"{counted}{f' ({because})' if because else ''}"


def _write_lines(comparison: Comparison) -> Iterator[str]:
    for word, made in (("Old", comparison.old), ("New", comparison.new)):
        policy = f"{made.policy_id} {made.policy_version}"
        yield f"{word}: as of {made.as_of}, policy {policy}, registry {made.registry_version} ({made.registry_sha256[:12]})"
    lines = comparison.lines
    yield f"Lines: {lines['new']} new, {lines['gone']} gone, {lines['other_values']} with other values"
    if not comparison.entries:
        yield "Nothing changed among what is listed or on record."
    for kind, heading in HEADINGS.items():
        chosen = [entry for entry in comparison.entries if entry.kind == kind]
        if chosen:
            yield f"\n{heading} ({len(chosen)})"
        for entry in chosen:
            yield from _write_entry(entry)
    yield "\nNot listed is not cleared."


def _write_entry(entry: Entry) -> Iterator[str]:
    was, now = (word or "not held" for word in (entry.was, entry.now))
    apart = ", states and bodies" if entry.states_and_bodies else ""
    yield f"  {entry.name}{apart}: {was if was == now else f'{was} → {now}'}"
    for reason in entry.reasons:
        yield f"    {_say_reason(reason)}"


def _say_reason(reason: Reason) -> str:
    values = f" ({reason.was or 'nothing'} → {reason.now or 'nothing'})" if reason.was or reason.now else ""
    return f"{reason.cause}: {reason.part}, {reason.reason}{values}"
