"""Refusals: a problem goes in; for a program the problem document, for a person a page that says how to mend it, comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Match

from reports.journey_pages import FrontPage
from reports.pages import RefusalPage
from screener.web.origin import SAFE_METHODS
from screener.web.pages.answers import answer_page, write_form, write_refusal
from screener.web.problems import answer_problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from screener.web.problems import ProblemShape

FOR_PROGRAMS = (
    *("/v1", "/healthz", "/readyz", "/openapi.json", "/static/", "/metrics"),
    *("/match/", "/search/", "/catalog", "/algorithms", "/statements"),
)
WITH_FORM = ("/screen", "/columns", "/confirm", "/result", "/papers/", "/letters")
"""Addresses of the form: their refusals stand beside it."""
FAULTS = {
    "policy_unknown": "policy",
    "not_a_day": "as_of",
    "unknown_sheet": "sheet",
    "no_table": "columns",
    "unknown_column": "columns",
    "columns_unreadable": "columns",
    "seal_broken": "file",
    "no_letters": "",
    "paper_unknown": "",
}
"""The field to mend, where it is another than the portfolio."""
PASTED_KEPT = 100_000
"""So many characters that were pasted come back with a refusal, to be mended where they stand."""


def answer_early(request: Request, problem: ProblemShape) -> Response:
    """Gives the response before it is known which route was meant: a page to who asks for one, else the problem document."""
    wants_page = "text/html" in request.headers.get("accept", "")
    return answer_refusal(request, problem) if wants_page else answer_problem(problem)


def find_without_slash(request: Request) -> str | None:
    """Gives the page that is meant by an address with a slash too many, as a path without a host; None where there is none."""
    path, asked = request.url.path, request.url.query
    if request.method not in SAFE_METHODS or not path.endswith("/") or path.startswith(FOR_PROGRAMS):
        return None
    place = f"/{path.strip('/')}"
    meant = {**request.scope, "path": place}
    if not any(route.matches(meant)[0] is Match.FULL for route in request.app.router.routes):
        return None
    return place + (f"?{asked}" if asked else "")


def answer_refusal(request: Request, problem: ProblemShape, *, headers: Mapping[str, str] | None = None) -> Response:
    """Gives the response, by whom the address is for."""
    path = request.url.path
    if path.startswith(FOR_PROGRAMS):
        return answer_problem(problem, headers=headers)
    bench = request.app.state.workbench
    refusal = write_refusal(problem)
    if path.startswith(WITH_FORM) and request.method == "POST" and problem.status < 500:
        given = getattr(request.state, "given", {})
        fault = FAULTS.get(problem.code, "pasted" if given.get("pasted") else "file")
        pasted = str(given.get("pasted") or "")
        kept = pasted if len(pasted) <= PASTED_KEPT else ""
        page = FrontPage(form=write_form(bench, given), refusal=refusal, fault=fault, pasted=kept)
        response: Response = answer_page(page, bench, status=problem.status)
    else:
        response = answer_page(RefusalPage(refusal), bench, status=problem.status)
    response.headers.update(headers or {})
    return response
