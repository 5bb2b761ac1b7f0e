"""POST /campaigns/sheet: a campaign goes in; each sentence beside its sources, to be ticked and signed, comes out as a page.

The second person may be at another desk: they bring the campaign's files, and take review.yaml away with them.
"""

from datetime import date

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from reports.campaign_pages import SheetPage
from reports.render import render_html
from screener.campaigns import review
from screener.campaigns.campaign import CampaignReading
from screener.campaigns.review import Review
from screener.campaigns.sheet import write_review_document
from screener.campaigns.signers import Senders
from screener.errors import LetterRefused, RequestRefused, ScreenerError
from screener.settings import read_today
from screener.web.api.access import Bench
from screener.web.pages.answers import answer_page, write_refusal
from screener.web.pages.campaign.check import answer_check
from screener.web.pages.campaign.packet import NAMES, Packet, SentPacket, read_packet
from screener.web.papers import Paper, hand_over
from screener.web.problems import write_problem
from screener.web.workbench import Workbench

router = APIRouter(prefix="/campaigns")
MOST_INITIALS = 40
_FAULTS = {"initials_missing": "initials", "same_person": "initials", "not_a_day": "day", "nothing_ticked": ""}


@router.post("/sheet")
def show_sheet(packet: SentPacket, bench: Bench) -> HTMLResponse:
    """Gives the sentences beside their sources."""
    return _answer(packet, _read(packet, bench), bench)


@router.post("/sheet.pdf")
def print_sheet(packet: SentPacket, bench: Bench) -> Response:
    """Gives the same on paper."""
    reading = _read(packet, bench)
    sheet = write_review_document(reading.lines, reading.plan, reading.letters, reading.review)
    return hand_over(Paper("sheet.pdf", "application/pdf", bench.print_page(render_html(sheet))))


@router.post("/review.yaml")
def keep_review(packet: SentPacket, bench: Bench) -> Response:
    """Gives review.yaml with what was ticked signed, to be given to whoever sends the letters."""
    reading = _read(packet, bench)
    try:
        return hand_over(Paper(NAMES["review"], "application/yaml", sign(packet, reading).encode()))
    except ScreenerError as error:
        return _answer(packet, reading, bench, error=error)


@router.post("/sign")
def go_on(packet: SentPacket, bench: Bench) -> HTMLResponse:
    """Gives the campaign's page with what was ticked signed."""
    reading = _read(packet, bench)
    try:
        signed = sign(packet, reading)
    except ScreenerError as error:
        return _answer(packet, reading, bench, error=error)
    return answer_check(packet.with_review(signed), bench)


def sign(packet: Packet, reading: CampaignReading) -> str:
    """Gives the text of review.yaml. A sentence signed before keeps its signature while it stays ticked.

    Raises RequestRefused without initials, or a day that is none or lies ahead; LetterRefused where who signs sends the letters.
    """
    ticked = frozenset(packet.form.lists["sign"])
    before = {line.id: _find_signature(line.id, reading) for line in reading.lines}
    fresh = [line for line in reading.lines if line.id in ticked and not before[line.id]]
    signature = _write_signature(packet, reading) if fresh or not ticked else ""
    signed = {line.id: before[line.id] or signature for line in reading.lines if line.id in ticked}
    if not signed:
        raise RequestRefused("No sentence is ticked.", help="Tick those that you read and found right.", code="nothing_ticked")
    return review.write_review(reading.lines, old=Review(texts=review.hash_texts(reading.lines), signed=signed))


def _find_signature(sentence: str, reading: CampaignReading) -> str:
    of_all = review.list_unsigned(reading.lines, reading.review) == () and reading.review.reviewer
    return reading.review.signed.get(sentence, "") or (f"{of_all} {reading.review.day}" if of_all else "")


def _write_signature(packet: Packet, reading: CampaignReading) -> str:
    initials, day = " ".join((packet.form.text("initials") or "").split()), packet.form.text("day") or ""
    if not 1 <= len(initials) <= MOST_INITIALS:
        raise RequestRefused("A signature has initials.", help="Give yours.", code="initials_missing")
    senders = reading.plan.senders if reading.plan else Senders(())
    for fault in review.check_second_person(Review(reviewer=initials), senders=senders):
        raise LetterRefused(fault.problem.message, help=fault.problem.help, code=fault.problem.code)
    return f"{initials} {_read_day(day).isoformat()}"


def _read_day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise RequestRefused(f'"{text[:40]}" is not a day.', help="Write it as 2026-11-24.", code="not_a_day") from error
    if day > read_today():
        raise RequestRefused(f"{day} has not come yet.", help="Sign with the day on which you read it.", code="not_a_day")
    return day


def _read(packet: Packet, bench: Workbench) -> CampaignReading:
    reading = read_packet(packet, bench)
    if not reading.lines:
        raise LetterRefused(
            "There is no letter to read over yet.", help="Go back, and mend what the check says.", code="no_letters"
        )
    return reading


def _answer(packet: Packet, reading: CampaignReading, bench: Workbench, *, error: ScreenerError | None = None) -> HTMLResponse:
    shown = _show_ticks(packet, reading)
    page = SheetPage(
        texts=packet.texts,
        sheet=write_review_document(reading.lines, reading.plan, reading.letters, Review(signed=shown)),
        initials=packet.form.text("initials") or "",
        day=packet.form.text("day") or read_today().isoformat(),
        refusal=write_refusal(write_problem(error)) if error else None,
        fault=_FAULTS.get(error.kind, "") if error else "",
    )
    return answer_page(page, bench, status=error.status if error else 200)


def _show_ticks(packet: Packet, reading: CampaignReading) -> dict[str, str]:
    """What was ticked stays ticked on a page that was refused."""
    ticked = packet.form.lists["sign"]
    signed = {line.id: _find_signature(line.id, reading) for line in reading.lines}
    return {key: text or ("ticked" if key in ticked else "") for key, text in signed.items()}
