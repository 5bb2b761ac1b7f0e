"""`screener campaign check`: a campaign's folder in; how many letters it makes, every fault, and the reviewer's sheet out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from screener.campaigns import review
from screener.campaigns.faults import has_errors
from screener.campaigns.points import measure_mean_likeness
from screener.cli.campaign_folder import REVIEW, list_summary, open_campaign
from screener.cli.desk import print_json, say, write_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screener.cli.campaign_folder import Campaign

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The campaign's folder.")]


def check(
    folder: Folder,
    sheet: Annotated[
        bool, typer.Option("--sheet", help="Write the reviewer's sheet and review.yaml for a second person.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Check campaign.yaml and recipients.csv line by line, all at once; exit status 1 where something is wrong."""
    campaign = open_campaign(folder)
    files = write_sheet(campaign) if sheet and campaign.lines else []
    if json:
        print_json(_make_record(campaign, files))
    else:
        typer.echo("\n".join(_print(campaign, files)))
    if has_errors(campaign.faults):
        raise typer.Exit(1)


def write_sheet(campaign: Campaign) -> list[Path]:
    """Writes sheet.pdf, sheet.html, sheet.csv and review.yaml; signatures of unchanged sentences stay, the old file is kept."""
    from reports.pdf import write_pdf
    from reports.render import render_html
    from reports.table import write_lines_csv
    from screener.campaigns.sheet import SHEET_HEADINGS, list_sheet, write_review_document

    folder = campaign.folder / REVIEW
    page = render_html(write_review_document(campaign.lines, campaign.plan, campaign.letters, campaign.review))
    contents = {
        "sheet.html": page.encode(),
        "sheet.csv": write_lines_csv(SHEET_HEADINGS, list_sheet(campaign.lines, campaign.review)),
        "sheet.pdf": write_pdf(page, seconds=campaign.desk.settings.render_timeout_s),
        review.FILE: review.write_review(campaign.lines, old=campaign.review).encode(),
    }
    _keep_signed(campaign)
    return [write_file(folder / name, content) for name, content in contents.items()]


def _keep_signed(campaign: Campaign) -> None:
    """A signed review of other texts is proof of what was read then."""
    file, old = campaign.folder / REVIEW / review.FILE, campaign.review
    if (old.reviewer or old.signed) and old.texts and old.texts != review.hash_texts(campaign.lines):
        write_file(file.with_name(f"review-of-{old.texts[:12]}.yaml"), file.read_bytes())


def say_review(campaign: Campaign) -> str:
    """Gives in one sentence whether a second person has signed."""
    unsigned = review.list_unsigned(campaign.lines, campaign.review)
    if not unsigned:
        return f"Signed by a second person: {', '.join(review.list_reviewers(campaign.lines, campaign.review))}."
    if not campaign.review.texts:
        return f"Not reviewed yet: screener campaign check {campaign.folder} --sheet writes the sheet for a second person."
    shown = ", ".join(str(line.number) for line in unsigned[:8])
    more = f" and {len(unsigned) - 8} more" if len(unsigned) > 8 else ""
    return f"Not signed by a second person: {len(unsigned)} of {len(campaign.lines)} sentences (numbers {shown}{more})."


def _print(campaign: Campaign, files: list[Path]) -> Iterator[str]:
    yield from map(str, campaign.faults)
    number = len(campaign.letters)
    made = ", ".join(f"{count} {what}" for what, count in list_summary(campaign))
    yield f"{number} {'letter' if number == 1 else 'letters'}{f': {made}' if made else ''}."
    if campaign.letters:
        yield _say_likeness(campaign)
        yield say_review(campaign)
    if campaign.plan and (campaign.plan.signatories or campaign.plan.signatories_withheld):
        yield JOINT
    yield from (f"{file}" for file in files)


JOINT = (
    "A joint letter: everyone decides alone about buying, selling and voting; nobody speaks for another without consent; "
    "and nothing that is not public is shared."
)


def _say_likeness(campaign: Campaign) -> str:
    """How alike the letters of the commonest language are, the recipient's name left out; the facts are the same in all."""
    languages = Counter(letter.document.language for letter in campaign.letters)
    language = languages.most_common(1)[0][0]
    ids = [letter.addressee.id for letter in campaign.letters if letter.document.language == language]
    mean = measure_mean_likeness(review.list_texts(campaign.lines, ids))
    if mean is None:
        return "One letter alone."
    return f"Two letters in {language} have {mean:.0%} of their runs of five words in common; talking points make it less."


def _make_record(campaign: Campaign, files: list[Path]) -> dict[str, Any]:
    unsigned = review.list_unsigned(campaign.lines, campaign.review)
    return {
        "letters": len(campaign.letters),
        "kinds": dict(list_summary(campaign)),
        "faults": [fault.record for fault in campaign.faults],
        "texts": review.hash_texts(campaign.lines),
        "sentences": len(campaign.lines),
        "unsigned": len(unsigned),
        "reviewers": list(review.list_reviewers(campaign.lines, campaign.review)),
        "files": [str(file) for file in files],
    }


def refuse_faults(campaign: Campaign) -> None:
    """Prints every fault and ends with exit status 1 where one stands in the way."""
    for fault in campaign.faults:
        say(str(fault))
    if has_errors(campaign.faults):
        raise typer.Exit(1)
