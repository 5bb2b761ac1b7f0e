"""`screener campaign letters`: a checked and signed campaign in; the letters in one ZIP, their lists and the tracker out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screener.campaigns import review
from screener.campaigns.tracker import find_sent
from screener.cli.campaign_check import refuse_faults, say_review
from screener.cli.campaign_folder import open_campaign, read_events
from screener.cli.desk import print_json, say
from screener.errors import LetterRefused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screener.campaigns.letters import PlannedLetter
    from screener.cli.campaign_folder import Campaign

Formats = Annotated[list[str] | None, typer.Option("--format", help="pdf, docx or eml; repeat it for more. pdf where left out.")]


def letters(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The campaign's folder.")],
    format: Formats = None,
    draft: Annotated[bool, typer.Option("--draft", help="Write drafts, before they are signed; nothing is recorded.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document naming what was written.")] = False,
) -> None:
    """Write all letters that were not sent yet into one ZIP. Final ones need the signature of a second person."""
    from screener.cli.campaign_files import write_drafts, write_letters
    from screener.jobs.bundle import choose_forms

    _refuse_zip(format or [])
    campaign = open_campaign(folder)
    refuse_faults(campaign)
    forms = choose_forms(format or [])
    if draft:
        files = write_drafts(campaign, forms)
    else:
        refuse_unsigned(campaign)
        files = write_letters(campaign, list_unsent(campaign), forms)
    if json:
        print_json({"draft": draft, "letters": len(files.letters), "files": [str(file) for file in files.paths]})
        return
    for file in files.paths:
        typer.echo(str(file))
    say(files.said)


def _refuse_zip(formats: Sequence[str]) -> None:
    """Who asks for a ZIP gets one in any case; what is to lie in it they have not said."""
    if "zip" in formats:
        raise LetterRefused(
            "A campaign's letters lie in one ZIP with an index and a manifest, whatever their format.",
            help="Name the format of what lies in it: --format pdf, docx or eml.",
            code="format_unknown",
        )


def refuse_unsigned(campaign: Campaign) -> None:
    """Raises LetterRefused where a second person has not signed every sentence as it would be printed."""
    if review.list_unsigned(campaign.lines, campaign.review):
        advice = f"Sign review/{review.FILE}, or write drafts with --draft."
        raise LetterRefused(say_review(campaign), help=advice, code="not_reviewed")


def list_unsent(campaign: Campaign) -> tuple[PlannedLetter, ...]:
    """Gives the letters that were not sent: what somebody has in hand is not written again."""
    sent = find_sent(read_events(campaign.folder))
    return tuple(letter for letter in campaign.letters if letter.addressee.id not in sent)
