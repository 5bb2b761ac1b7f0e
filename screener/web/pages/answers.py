"""What the pages share: a page goes in; its HTML response comes out, with the foot every page has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi.responses import HTMLResponse

from reports.pages import Choice, Footing, ProblemLine, Refusal, ScreenForm, render_page
from screener.orders import DEFAULT_POLICY
from screener.store.correction_requests import ANSWER_DAYS
from screener.web.tongue import read_scene
from screener.writing.excerpts import cut_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.pages import Page
    from screener.errors import Problem
    from screener.web.problems import ProblemShape
    from screener.web.workbench import Workbench

FORM_FIELDS = ("policy", "as_of", "sheet", "columns", "label", "pasted")
"""What the form of a portfolio may send beside the file."""
LONGEST = 2_000


def answer_page(page: Page, bench: Workbench, *, status: int = 200) -> HTMLResponse:
    """Gives the page as a response, in the language of the request."""
    registry = bench.rulebook.registry
    mode = bench.settings.mode
    footing = Footing(
        registry_version=registry.version,
        entities=len(registry.entities),
        keeps=mode != "public",
        signs_in=mode == "workspaces",
    )
    return HTMLResponse(render_page(page, footing=footing, scene=read_scene()), status_code=status)


def promise_answer(bench: Workbench) -> int:
    """Gives within how many days who says that something is wrong is answered; 0 where the operator set no way to say it."""
    settings = bench.settings
    return ANSWER_DAYS if settings.corrections is not None or settings.corrections_address else 0


def write_refusal(problem: ProblemShape) -> Refusal:
    """Gives what a page says of a problem."""
    return Refusal(
        status=problem.status,
        title=problem.title,
        detail=cut_name(problem.detail, LONGEST),
        help=cut_name(problem.help, LONGEST),
        reference=problem.reference,
    )


def write_problem_line(problem: Problem) -> ProblemLine:
    """Gives a problem of the file as a page shows it."""
    return ProblemLine(
        severity=problem.severity,
        row=problem.row,
        sheet=cut_name(problem.sheet or ""),
        column=cut_name(problem.column or ""),
        message=cut_name(problem.message, 400),
        help=cut_name(problem.help, 400),
    )


def write_form(bench: Workbench, given: Mapping[str, str | None] | None = None) -> ScreenForm:
    """Gives the form with what was chosen before, but for the portfolio."""
    chosen = {name: value for name, value in (given or {}).items() if value}
    policies = bench.rulebook.policies.values()
    return ScreenForm(
        policies=tuple(
            Choice(value=policy.id, title=policy.title, chosen=policy.id == chosen.get("policy", DEFAULT_POLICY))
            for policy in policies
        ),
        as_of=chosen.get("as_of", "")[:10],
        sheet=chosen.get("sheet", "")[:100],
        columns=chosen.get("columns", "")[:2000],
        label=chosen.get("label", "")[:120],
        limit_mb=bench.settings.max_upload_mb,
    )
