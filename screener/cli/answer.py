"""A screening goes in; its answer as the terminal shows it comes out: coverage, the answer, the reasons, what was noticed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from screener.cli.desk import say

if TYPE_CHECKING:
    from reports.documents import IssuerPage, SummaryDocument
    from reports.facts import Fact
    from reports.wording import Wording
    from screener.errors import Problem
    from screener.model import Policy, Reading, Screening

MOST_PROBLEMS = 10


def print_answer(reading: Reading, policy: Policy, screening: Screening) -> None:
    """Prints an answer in the words of the summary; what was noticed in the file goes to stderr."""
    from reports.render import render_headline
    from reports.wording import read_wording
    from screener.writing.summary import write_summary

    words = read_wording()
    summary = write_summary(
        screening, portfolio_label=reading.upload.file, policy_title=policy.title, policy_summary=policy.summary
    )
    typer.echo(f"{reading.upload.file}, as of {screening.receipt.as_of}, policy {policy.title} {policy.version}")
    typer.echo(_write_coverage(summary, words))
    typer.echo(render_headline(summary))
    _print_issuers(summary.issuers, words)
    if summary.states_and_bodies:
        typer.echo("States and international bodies, judged apart and not counted above:")
        _print_issuers(summary.states_and_bodies, words)
    _print_issuers(summary.no_demand, words)
    _print_problems([problem for problem in screening.problems if problem.severity != "note"])
    typer.echo("Not listed is not cleared.")


def mark_decision(decision: str) -> str:
    """Gives a decision with its shape: ■ exclude."""
    from reports.wording import read_wording

    return f"{read_wording().word(decision, 'marks')} {decision}"


def place_problem(problem: Problem) -> str:
    """Gives a problem as one line; its row stands in front where the sentence does not begin with it."""
    place = f"Row {problem.row}: " if problem.row and not problem.message.startswith("Row ") else ""
    return f"{problem.severity}: {place}{problem.message} {problem.help}".rstrip()


def _write_coverage(summary: SummaryDocument, words: Wording) -> str:
    from reports.filters import write_percent

    known = any(line.by_value is not None for line in summary.coverage)
    shares = [(line.part, line.by_value if known else line.by_count) for line in summary.coverage]
    parts = ", ".join(f"{words.word(part, 'parts')} {write_percent(share)}" for part, share in shares)
    note = f" ({summary.coverage_note})" if summary.coverage_note else ""
    return f"Coverage {'by value' if known else 'by number of holdings'}: {parts}{note}"


def _print_issuers(issuers: tuple[IssuerPage, ...], words: Wording) -> None:
    for issuer in issuers:
        asked = [fact for fact in issuer.facts if fact.decision != "none"] or issuer.facts
        ties = "; ".join(dict.fromkeys(_write_tie(fact, words) for fact in asked))
        typer.echo(f"  {mark_decision(issuer.decision):<10} {issuer.name}: {ties}{_write_ways(issuer)}")


def _write_ways(issuer: IssuerPage) -> str:
    from reports.filters import write_date

    outermost = {way.funds[0].name: way.funds[0].as_of for way in issuer.ways if way.funds}
    said = [f"{name}, holdings of {write_date(as_of, 'a day not stated')}" for name, as_of in outermost.items()]
    directly = "directly, and " if any(not way.funds for way in issuer.ways) else ""
    return f" [{directly}through {'; '.join(said)}]" if said else ""


def _write_tie(fact: Fact, words: Wording) -> str:
    status = f"last reported {fact.status_as_of}" if fact.stale else words.word(fact.status, "statuses")
    whose = words.word(fact.tie, "ties")
    return f"{words.word(fact.channel, 'channels')} ({status}{f', {whose}' if whose else ''})"


def _print_problems(problems: list[Problem]) -> None:
    for problem in problems[:MOST_PROBLEMS]:
        say(place_problem(problem))
    if len(problems) > MOST_PROBLEMS:
        say(f"and {len(problems) - MOST_PROBLEMS} more; --json gives all")
