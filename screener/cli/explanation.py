"""`screener explain`: a name or an identifier in; why it is listed, or why not, out."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Annotated

import typer

from screener.cli.desk import open_desk, print_json
from screener.orders import DEFAULT_POLICY, explain_question, parse_day_of_answer
from screener.settings import read_today

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screener.model import Source
    from screener.screening.explanation import Explanation, JudgedFact, NearRule, Neighbour

WIDTH = 100
MOST_OWNERS = 8


def explain(
    text: Annotated[
        str,
        typer.Argument(
            metavar="NAME|IDENTIFIER", help="A name, an ISIN, CUSIP, SEDOL, FIGI or LEI, PTT@XBKK, or an entity's id."
        ),
    ],
    policy: Annotated[str, typer.Option(help="A policy's name, or a YAML file of your own.")] = DEFAULT_POLICY,
    as_of: Annotated[str | None, typer.Option("--as-of", help="The day to answer for, as 2026-11-24; today.")] = None,
    country: Annotated[str, typer.Option(help="The country of what is named, two letters.")] = "",
    isin: Annotated[str, typer.Option(help="An ISIN beside the name.")] = "",
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document (explanation/1).")] = False,
) -> None:
    """Say why something is listed, from holding to source, or why it is not: the nearest entities and what was missing."""
    from screener.screening.explanation_record import write_explanation

    desk = open_desk()
    day = parse_day_of_answer(as_of, today=read_today(), registry=desk.rulebook.registry)
    explained = explain_question(
        text,
        book=desk.rulebook,
        index=desk.index(),
        policy=desk.policy(policy),
        as_of=day,
        beside={"country": country.upper(), "isin": isin},
    )
    if json:
        print_json({"question": text, **write_explanation(explained)})
    else:
        typer.echo("\n".join(_write_lines(text, explained)))


def _write_lines(text: str, explained: Explanation) -> Iterator[str]:
    entity, verdict = explained.entity, explained.verdict
    who = f"{entity.name} ({entity.country}) [{entity.id}]" if entity else "no entity of the registry"
    asked = f", {verdict.decision}" if verdict else ""
    yield f'"{text}": {explained.outcome.replace("_", " ")}{asked}: {who}'
    policy = f"{explained.policy.title} {explained.policy.version}"
    yield f"as of {explained.as_of}, policy {policy}, registry {explained.registry_version}"
    yield from ("", "How it was recognised" if entity else "What was compared", *_wrap(explained.resolution.reason))
    for fact in explained.facts:
        yield from _write_fact(fact)
    if entity and not explained.facts:
        yield from ("", "Nothing on record that this policy judges on that day.")
    if explained.responses:
        yield from ("", "The company's words")
    for said in explained.responses:
        yield from _wrap(f"{said.date or 'undated'}: {said.summary}")
    if explained.owners:
        yield from ("", "Its owners, for the eye: a tie of theirs is not its own")
    for owner in explained.owners[:MOST_OWNERS]:
        share = "share not known" if owner.share is None else f"{float(owner.share):.1%}"
        yield from _wrap(f"{owner.name}: {share}, as of {owner.as_of or 'not stated'}")
    yield from _write_absent(explained)
    if explained.outcome != "listed":
        yield from ("", "Not listed is not cleared.")


def _write_fact(fact: JudgedFact) -> Iterator[str]:
    tie = fact.tie
    if tie is None:
        yield from ("", f"On record: {fact.id}", *_wrap(fact.detail))
    else:
        dates = f"since {tie.since or 'not known'}{', until ' + tie.until if tie.until else ''}"
        yield from ("", f"{tie.channel.replace('_', ' ').capitalize()}: {tie.counterparty}  [{tie.id}]")
        yield from _wrap(f"{tie.status.replace('_', ' ')} as of {tie.status_as_of}; {dates}; confidence {tie.confidence}")
        yield from _wrap(tie.summary)
        yield from _cite(tie.sources)
    yield from _wrap(f'→ {fact.decision}: rule "{fact.rule}", {fact.title}. {fact.reason}')
    for rule in fact.nearly:
        yield from _wrap(_say_near_rule(rule))


def _say_near_rule(rule: NearRule) -> str:
    begin = f'not {rule.decision} by rule "{rule.rule}"'
    if not rule.unmet:
        return f"{begin}: the rule above was tried first."
    unmet = "; ".join(
        f"{one.condition.replace('_', ' ')} is {one.found or 'not given'}, not {' or '.join(one.wanted)}" for one in rule.unmet
    )
    return f"{begin}: {unmet}."


def _write_absent(explained: Explanation) -> Iterator[str]:
    if explained.missing:
        yield from ("", "What was missing")
    for sentence in explained.missing:
        yield from _wrap(sentence)
    if explained.neighbours:
        yield from ("", "The nearest entities of the registry")
    elif explained.entity is None:
        yield from ("", "No entity of the registry comes near.")
    for one in explained.neighbours:
        yield from _write_neighbour(one)


def _write_neighbour(one: Neighbour) -> Iterator[str]:
    asked = "no demand" if one.decision == "none" else one.decision
    yield from _wrap(f"{one.name} ({one.country}) [{one.nearest.entity}]: {asked}. {one.nearest.reason}")
    for sentence in one.nearest.missing:
        yield from _wrap(f"– {sentence}")


def _cite(sources: tuple[Source, ...]) -> Iterator[str]:
    for number, source in enumerate(sources, 1):
        yield f"    [{number}] {source.publisher}, {source.title}, {source.date}. {source.url}"


def _wrap(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="  ", subsequent_indent="    ")
