"""`screener letters`: a screening, a sender and recipients in; final letters out, or what is missing and why."""

from __future__ import annotations

import json as json_text
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from screener.cli.desk import print_json, read_text, say
from screener.errors import LetterRefused, ScreeningUnreadable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.letter_document import LetterDocument
    from screener.model import Screening
    from screener.writing.letters import Correspondence, Refusal

KIND_HELP = (
    "enquiry, engagement, escalation, divestment_notice or thank_you; where left out, the one that the evidence and the "
    "earlier letters bear. A firmer one is refused, with its reason."
)
FAMILY_HELP = "Write only to one family of recipients: company, owner, state or holder."
EARLIER_HELP = "A CSV of what was written before: entity,date,channel,reply,reply_date. An escalation needs two letters in it."


def letters(
    screening: Annotated[Path, typer.Argument(metavar="SCREENING.json", help="The screening.json that screen --out wrote.")],
    sender: Annotated[Path, typer.Option(help="A YAML file about you: name or organisation, address, email, capacity.")],
    recipients: Annotated[
        Path,
        typer.Option(
            help="A CSV of addresses, a line for each letter. For a fund or its manager, name in the column “about” the entities "
            "it holds, parted by “;”; for the owner of a stake, write “owner” in the column “family” as well."
        ),
    ],
    kind: Annotated[str | None, typer.Option(help=KIND_HELP)] = None,
    profile: Annotated[str, typer.Option(help="Where the address stands: universal, de-b, ch-right or us.")] = "universal",
    language: Annotated[str, typer.Option(help="The language of the letters: en, my, de, fr, ja, ko, nb, th or zh.")] = "en",
    earlier: Annotated[Path | None, typer.Option(help=EARLIER_HELP)] = None,
    family: Annotated[str | None, typer.Option(help=FAMILY_HELP)] = None,
    as_of: Annotated[str | None, typer.Option(help="The day the letters bear, as 2026-11-24; today where left out.")] = None,
    format: Annotated[
        list[str] | None,
        typer.Option(help="pdf, docx, eml, or zip for one archive of them; may be given again. pdf where left out."),
    ] = None,
    out: Annotated[Path, typer.Option(help="The folder for the letters.")] = Path("letters"),
    json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document: the letters, and those refused with the reason.")
    ] = False,
) -> None:
    """Write final letters. A missing required field means no letter, and is named.

    Each claim is checked once more against the registry of the day: one that was corrected, disputed or changed since the
    screening, or whose review is due, stops its letter. So does a screening more than 30 days old. Where some letters are
    written and others refused, the exit status is 1.

    A line of the recipients to a company, to a fund about what it holds, and to the owner of a stake:

    \b
    entity,company,address_1,country,family,about
    posco-holdings,POSCO Holdings Inc.,440 Teheran-ro,KR,,
    ,Example Fund Management,1 Example Street,NO,,posco-holdings;ptt
    avic,Aviation Industry Corporation of China,1 Example Road,CN,owner,avichina

    And of the earlier letters:

    \b
    entity,date,channel,reply,reply_date
    ptt,2026-03-02,post,none,
    ptt,2026-06-15,email,acknowledged,2026-06-20
    """
    from reports.press_room import PressRoom
    from screener.cli.correspondence import load_earlier, load_recipients, load_sender
    from screener.cli.desk import open_desk
    from screener.cli.letter_files import ZIP, write_letter_files
    from screener.jobs.bundle import choose_forms
    from screener.orders import parse_day, read_live_registry
    from screener.settings import read_today
    from screener.writing.letters import LetterOrder, write_correspondence

    choose_forms(format or [], beside=(ZIP,))
    desk, record, addressed = open_desk(), load_screening(screening), load_recipients(recipients)
    today = max(read_today().isoformat(), record.receipt.as_of)
    order = LetterOrder(
        sender=load_sender(sender),
        kind=kind,
        profile=profile,
        language=_choose_language(language),
        family=_choose_family(family),
        day=parse_day(as_of, today=read_today()).isoformat() if as_of else today,
        earlier=load_earlier(earlier),
        live=read_live_registry(desk.rulebook, settings=desk.settings),
    )
    written = write_correspondence(record, order, addressed)
    if not written.letters and not json:
        raise _refuse_all(written.refused)
    with PressRoom(seconds=desk.settings.render_timeout_s) as room:
        files = write_letter_files(written.letters, formats=format or [], recipients=addressed, folder=out, room=room)
    _report(files, written, json=json)
    if written.refused:
        raise typer.Exit(1 if written.letters else 2)


def _choose_language(tag: str) -> str:
    from reports.catalogues import WordUnknown, choose_language, read_catalogue

    try:
        language = choose_language(tag)
    except WordUnknown as error:
        raise LetterRefused(f'There are no letters in "{tag[:40]}".', help=f"{error}.", code="language_unknown") from error
    if not read_catalogue(language, "letters").reviewer:
        say(f'The letters are marked DRAFT: nobody has read over the catalogue "{language}" yet.')
    return language


def _choose_family(family: str | None) -> str | None:
    from screener.writing.correspondents import FAMILIES

    if family is not None and family not in FAMILIES:
        raise LetterRefused(
            f'There is no family of recipients "{family[:40]}".', help=f"There are: {', '.join(FAMILIES)}.", code="family_unknown"
        )
    return family


def _refuse_all(refused: Sequence[Refusal]) -> LetterRefused:
    first = refused[0]
    if len(refused) == 1:
        return LetterRefused(first.message, help=first.help, code=first.code)
    return LetterRefused("\n".join(f"{one.message} {one.help}" for one in refused), code=first.code)


def _report(files: Sequence[tuple[Path, LetterDocument]], written: Correspondence, *, json: bool) -> None:
    if json:
        print_json(
            {
                "letters": [_describe(file, letter) for file, letter in files],
                "refused": [_explain(one) for one in written.refused],
            }
        )
        return
    for file, letter in files:
        typer.echo(
            f"{file}  ({letter.kind.replace('_', ' ')}, {f'reply by {letter.reply_by}' if letter.reply_by else 'no reply asked'})"
        )
        if letter.concerns_left_out:
            say(f"{file.name} had no room for {', '.join(letter.concerns_left_out)}: write another letter about them.")
    for one in written.refused:
        say(f"Not written, {one.entity}: {one.message} {one.help}")


def _describe(file: Path, letter: LetterDocument) -> dict[str, Any]:
    return {
        "file": str(file),
        "entity": letter.entity,
        "kind": letter.kind,
        "family": letter.family,
        "language": letter.language,
        "reply_by": letter.reply_by or None,
        "claims": list(letter.claim_ids),
        "left_out": list(letter.concerns_left_out),
    }


def _explain(refusal: Refusal) -> dict[str, str]:
    return {"entity": refusal.entity, "code": refusal.code, "message": refusal.message, "help": refusal.help}


def load_screening(file: Path) -> Screening:
    """Reads a screening.json. Raises ScreeningUnreadable where it is not one, or was changed after it was made."""
    from screener.screening.receipt import hash_result
    from screener.screening.record import read_screening

    try:
        values = json_text.loads(read_text(file))
    except json_text.JSONDecodeError as error:
        raise ScreeningUnreadable(
            f'"{file.name}" is not JSON (line {error.lineno}).', help="Give the screening.json that screen --out wrote."
        ) from error
    screening = read_screening(values)
    if hash_result(values) != screening.receipt.result_sha256:
        raise ScreeningUnreadable(
            f'"{file.name}" was changed after it was made: its contents are not those its receipt names.',
            help="Screen the portfolio again and use the new screening.json.",
        )
    return screening
