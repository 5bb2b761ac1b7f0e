"""POST /campaigns/check: a campaign's files go in; how many letters they make, and every fault with its line, come out."""

from collections import Counter

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from reports.campaign_pages import BeginFields, CampaignPage, CampaignStartPage, FaultLine, KindLine
from screener.campaigns import review
from screener.campaigns.campaign import CampaignReading
from screener.campaigns.faults import Fault
from screener.campaigns.points import measure_mean_likeness
from screener.errors import ScreenerError
from screener.web.api.access import Bench
from screener.web.pages.answers import answer_page, write_refusal
from screener.web.pages.campaign.packet import NAMES, Packet, SentPacket, read_packet
from screener.web.papers import Paper, hand_over, zip_papers
from screener.web.problems import write_problem
from screener.web.workbench import Workbench
from screener.writing.excerpts import cut_name

router = APIRouter(prefix="/campaigns")
JOB_LETTERS = 8
"""So many letters are printed while the reader waits; more become a job."""
FAULTS_SHOWN = 200
START_FAULTS = {f"{name}_{what}": name for name in NAMES for what in ("missing", "encoding")}


@router.post("/check")
def check(packet: SentPacket, bench: Bench) -> HTMLResponse:
    """Gives the campaign as it stands. A file that is missing or no text is asked for again beside its field."""
    try:
        return answer_check(packet, bench)
    except ScreenerError as error:
        return answer_start(error, bench)


@router.post("/files.zip")
def hand_over_files(packet: SentPacket) -> Response:
    """Gives the files of the campaign as they stand on the page."""
    texts = {name: getattr(packet.texts, field) for field, name in NAMES.items()}
    papers = [Paper(name, "text/plain", text.encode()) for name, text in texts.items() if text]
    return hand_over(Paper("campaign-files.zip", "application/zip", zip_papers(papers)))


def answer_start(error: ScreenerError, bench: Workbench) -> HTMLResponse:
    """Gives the first page with what was wrong beside the field; what is of no field raises again."""
    if error.kind not in START_FAULTS:
        raise error
    page = CampaignStartPage(fields=BeginFields(), refusal=write_refusal(write_problem(error)), fault=START_FAULTS[error.kind])
    return answer_page(page, bench, status=error.status)


def answer_check(packet: Packet, bench: Workbench, *, error: ScreenerError | None = None) -> HTMLResponse:
    """Gives the page of a campaign, with what was refused. Raises RequestRefused where a file is missing."""
    return answer_page(write_check(packet, read_packet(packet, bench), error=error), bench, status=error.status if error else 200)


def write_check(packet: Packet, reading: CampaignReading, *, error: ScreenerError | None = None) -> CampaignPage:
    """Gives what the page says of a campaign."""
    plan = reading.plan
    return CampaignPage(
        title=plan.title if plan else "",
        texts=packet.texts,
        letters=len(reading.letters),
        kinds=tuple(KindLine(*kind) for kind in reading.list_kinds()),
        faults=tuple(_write_fault(fault) for fault in reading.faults[:FAULTS_SHOWN]),
        likeness=_measure_likeness(reading),
        sentences=len(reading.lines),
        unsigned=len(review.list_unsigned(reading.lines, reading.review)),
        reviewers=review.list_reviewers(reading.lines, reading.review),
        as_job=len(reading.letters) > JOB_LETTERS,
        joint=bool(plan and (plan.signatories or plan.signatories_withheld)),
        refusal=write_refusal(write_problem(error)) if error else None,
    )


def _write_fault(fault: Fault) -> FaultLine:
    problem = fault.problem
    return FaultLine(
        file=fault.file,
        row=problem.row,
        column=problem.column or "",
        message=cut_name(problem.message, 400),
        help=cut_name(problem.help, 400),
        stops=fault.is_error,
    )


def _measure_likeness(reading: CampaignReading) -> str | None:
    """How alike the letters of the commonest language are, the recipient's name left out; a share as text."""
    languages = Counter(letter.document.language for letter in reading.letters)
    if not languages:
        return None
    language = languages.most_common(1)[0][0]
    ids = [letter.addressee.id for letter in reading.letters if letter.document.language == language]
    mean = measure_mean_likeness(review.list_texts(reading.lines, ids))
    return None if mean is None else f"{mean:.2f}"
