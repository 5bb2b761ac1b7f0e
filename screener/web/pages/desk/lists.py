"""GET /desk/lists: the exclusion list of a policy on a day, to be taken away as CSV, a workbook, JSON or a broker's upload."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from reports.desk_pages import DeskListsPage
from reports.pages import Choice
from screener.errors import ScreenerError
from screener.orders import DEFAULT_POLICY
from screener.settings import read_today
from screener.web.api.access import Bench
from screener.web.api.exports import export_exclusions
from screener.web.body import Form, read_form
from screener.web.pages.answers import answer_page
from screener.web.pages.desk.room import Visit, refuse, require_visit

router = APIRouter(prefix="/desk/lists")
LIMIT = 4 * 2**10
Reader = Annotated[Visit, Depends(require_visit("reader"))]


async def receive_choice(request: Request) -> Form:
    """Reads the policy and the day. Raises RequestRefused or UploadTooLarge."""
    return await read_form(request, limit=LIMIT, fields=("policy", "as_of"))


@router.get("")
def show_lists(visit: Reader, bench: Bench) -> HTMLResponse:
    """Gives the form that takes a list away."""
    return _answer(visit, bench, policy=DEFAULT_POLICY, day=read_today().isoformat())


@router.post("/{form}")
def take_list(form: str, visit: Reader, chosen: Annotated[Form, Depends(receive_choice)], bench: Bench) -> Response:
    """Gives the list in one form, as the address for programs gives it."""
    policy, day = chosen.text("policy") or DEFAULT_POLICY, chosen.text("as_of")
    try:
        return export_exclusions(form, bench, policy=policy, as_of=day)
    except ScreenerError as error:
        return _answer(visit, bench, policy=policy, day=day or "", error=error)


def _answer(visit: Visit, bench: Bench, *, policy: str, day: str, error: ScreenerError | None = None) -> HTMLResponse:
    page = DeskListsPage(
        room=visit.room,
        policies=tuple(
            Choice(value=one.id, title=one.title, chosen=one.id == policy) for one in bench.rulebook.policies.values()
        ),
        day=day[:10],
        refusal=refuse(error) if error else None,
    )
    return answer_page(page, bench, status=error.status if error else 200)
