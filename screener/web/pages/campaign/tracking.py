"""POST /campaigns/tracker: a campaign's tracker goes in; who was asked, who answered and what is due come out as a page.

What happened is recorded on that page, and the tracker taken away again: the service keeps none.
"""

from collections.abc import Callable, Sequence

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from reports.campaign_pages import CampaignTexts, RecallLine, RecordFields, StandingLine, TrackerPage
from reports.catalogues import LANGUAGES
from reports.render import render_html
from reports.table import write_lines_csv
from screener.campaigns import plan as plans
from screener.campaigns import tables, tracker
from screener.campaigns.deadlines import write_calendar
from screener.campaigns.plan import Plan
from screener.campaigns.recording import Told, record
from screener.campaigns.standing import Standing, list_deadlines, list_standings
from screener.campaigns.tracker import Event
from screener.errors import RequestRefused, ScreenerError
from screener.orders import parse_day
from screener.settings import read_today
from screener.web.api.access import Bench
from screener.web.letter_orders import read_bench_registry
from screener.web.pages.answers import answer_page, write_refusal
from screener.web.pages.campaign.check import START_FAULTS
from screener.web.pages.campaign.packet import Packet, SentPacket, list_names
from screener.web.papers import Paper, hand_over
from screener.web.problems import write_problem
from screener.web.workbench import Workbench
from screener.writing.earlier_letters import SENT_BY

router = APIRouter(prefix="/campaigns")


@router.get("/tracker")
def show_form(bench: Bench) -> HTMLResponse:
    """Gives the form that takes a campaign and its tracker."""
    return answer_page(_write_form(), bench)


@router.post("/tracker")
def show_tracker(packet: SentPacket, bench: Bench) -> HTMLResponse:
    """Gives where each letter stands today."""
    return _answer(packet, bench)


@router.post("/record")
def record_event(packet: SentPacket, bench: Bench) -> HTMLResponse:
    """Gives the same with one more thing that happened; what cannot have happened is refused with its reason."""
    fields = _read_fields(packet)
    try:
        events = _read_events(packet)
        today = read_today()
        told = Told(fields.letter, fields.event, parse_day(fields.on or None, today=today), by=fields.by, note=fields.note)
        added = record(told, tracker.group_events(events), today=today, live=read_bench_registry(bench))
    except ScreenerError as error:
        return _answer(packet, bench, error=error, fault="on" if error.kind == "not_a_day" else "letter")
    text = tracker.write_events([*events, *added], headings=True).decode("utf-8-sig")
    return _answer(packet.with_tracker(text.replace("\r\n", "\n")), bench, recorded=[event.company for event in added])


@router.post("/tracker/{name}")
def take_file(name: str, packet: SentPacket, bench: Bench) -> Response:
    """Gives one of what a tracker is taken away as."""
    if name not in FILES:
        raise RequestRefused(f'There is no file "{name[:60]}".', help=f"There are: {', '.join(FILES)}.", code="paper_unknown")
    plan, events = _read_plan(packet, bench), _read_events(packet)
    media_type, write = FILES[name]
    return hand_over(Paper(name, media_type, write(_Desk(plan, events, _list_standings(plan, events, bench), bench))))


class _Desk:
    """What the files of a tracker are written from."""

    def __init__(self, plan: Plan, events: Sequence[Event], standings: Sequence[Standing], bench: Workbench) -> None:
        self.plan, self.events, self.standings, self.bench = plan, events, standings, bench

    def write_tracker(self) -> bytes:
        return tracker.write_events(self.events, headings=True)

    def write_answers(self) -> bytes:
        return write_lines_csv(*tables.list_outcomes(self.standings, list_names(self.bench)))

    def write_public_page(self) -> bytes:
        day = read_today().isoformat()
        return render_html(tables.write_asked(self.standings, list_names(self.bench), title=self.plan.title, day=day)).encode()

    def write_days(self) -> bytes:
        deadlines = list_deadlines(self.standings, reminder_days=self.plan.reminder_days)
        return write_calendar(self.plan.title, deadlines, day=read_today())

    def write_earlier(self) -> bytes:
        return write_lines_csv(*tables.list_earlier(self.standings, to_issuers=self.plan.writes_to == "issuers"))


FILES: dict[str, tuple[str, Callable[[_Desk], bytes]]] = {
    "tracker.csv": ("text/csv; charset=utf-8", _Desk.write_tracker),
    "answers.csv": ("text/csv; charset=utf-8", _Desk.write_answers),
    "answers.html": ("text/html; charset=utf-8", _Desk.write_public_page),
    "days.ics": ("text/calendar; charset=utf-8", _Desk.write_days),
    "earlier.csv": ("text/csv; charset=utf-8", _Desk.write_earlier),
}


def _answer(
    packet: Packet, bench: Workbench, *, error: ScreenerError | None = None, fault: str = "", recorded: Sequence[str] = ()
) -> HTMLResponse:
    try:
        plan, events = _read_plan(packet, bench), _read_events(packet)
    except RequestRefused as refusal:
        page = _write_form(refusal, START_FAULTS.get(refusal.kind, "tracker" if "tracker" in refusal.kind else "plan"))
        return answer_page(page, bench, status=refusal.status)
    standings = _list_standings(plan, events, bench)
    page = TrackerPage(
        title=plan.title,
        day=read_today().isoformat(),
        texts=packet.texts,
        lines=tuple(_write_line(one) for one in standings),
        counts=tuple(tables.count_outcomes(standings).items()),
        words=tracker.RECORDED,
        ways=SENT_BY,
        fields=_read_fields(packet) if error else RecordFields(on=read_today().isoformat()),
        recorded=tuple(recorded),
        refusal=write_refusal(write_problem(error)) if error else None,
        fault=fault,
    )
    return answer_page(page, bench, status=error.status if error else 200)


def _write_form(error: ScreenerError | None = None, fault: str = "") -> TrackerPage:
    return TrackerPage(
        title="",
        day="",
        texts=CampaignTexts(),
        lines=(),
        counts=(),
        words=tracker.RECORDED,
        ways=SENT_BY,
        fields=RecordFields(),
        refusal=write_refusal(write_problem(error)) if error else None,
        fault=fault,
    )


def _write_line(one: Standing) -> StandingLine:
    recall = tuple(RecallLine(recall.claim, recall.reason, recall.day) for recall in one.recall)
    return StandingLine(one.letter, one.company, one.state, one.since, one.asked_on, one.reply_by, one.due, recall)


def _read_fields(packet: Packet) -> RecordFields:
    texts = {name: packet.form.text(name) for name in RecordFields.__slots__}
    return RecordFields(**{name: text for name, text in texts.items() if text})


def _read_plan(packet: Packet, bench: Workbench) -> Plan:
    packet.require("plan")
    reading = plans.read_plan(packet.texts.plan, registry=bench.rulebook.registry, languages=LANGUAGES)
    if reading.plan is None:
        first = next(fault for fault in reading.faults if fault.is_error)
        raise RequestRefused(first.seen, help="Check the campaign first, and mend it.", code="plan_unreadable")
    return reading.plan


def _read_events(packet: Packet) -> tuple[Event, ...]:
    packet.require("tracker")
    events, faults = tracker.read_tracker(packet.texts.tracker)
    if faults:
        raise RequestRefused(faults[0].seen, help=faults[0].problem.help, code="tracker_unreadable")
    return events


def _list_standings(plan: Plan, events: Sequence[Event], bench: Workbench) -> tuple[Standing, ...]:
    return list_standings(events, today=read_today(), reminder_days=plan.reminder_days, live=read_bench_registry(bench))
