"""GET /: the page that takes a portfolio."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from reports.journey_pages import FrontPage
from screener.web.api.access import Bench
from screener.web.pages.answers import answer_page, write_form

router = APIRouter()


@router.get("/")
def show_front(bench: Bench) -> HTMLResponse:
    """Gives the form."""
    return answer_page(FrontPage(form=write_form(bench)), bench)
