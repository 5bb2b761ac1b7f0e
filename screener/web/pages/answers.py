"""What the pages share: a page goes in; its HTML response comes out, with the foot every page has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi.responses import HTMLResponse

from reports.pages import Choice, Footing, ScreenForm, render_page
from screener.orders import DEFAULT_POLICY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.pages import Page
    from screener.web.workbench import Workbench

FORM_FIELDS = ("policy", "as_of", "sheet", "columns", "label", "pasted")
"""What the form of a portfolio may send beside the file."""


def answer_page(page: Page, bench: Workbench, *, status: int = 200) -> HTMLResponse:
    """Gives the page as a response."""
    registry = bench.rulebook.registry
    footing = Footing(registry_version=registry.version, entities=len(registry.entities))
    return HTMLResponse(render_page(page, footing=footing), status_code=status)


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
