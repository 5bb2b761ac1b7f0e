"""What a page for people may say: one frozen dataclass per page, everything in it already decided; and the page as HTML.

Like the papers, a page loops and asks and does not think. Words are keys of the locale. The saver's way from a file to a letter
stands in `journey_pages`, the registry for the public in `registry_pages`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from reports.catalogues import DOMAINS, SOURCE, read_catalogue
from reports.customs import read_customs
from reports.render import render_template
from reports.staying import keep_language

# ── parts that pages share ───────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose, and whether it is the one chosen."""

    value: str
    title: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Refusal:
    """What went wrong: what was seen, and how to mend it. `reference` stands alone where the fault is ours."""

    status: int
    title: str
    detail: str
    help: str
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class ScreenForm:
    """The form that takes a portfolio, with what was chosen before; never with the portfolio itself."""

    policies: tuple[Choice, ...]
    as_of: str
    sheet: str
    columns: str
    label: str
    limit_mb: int


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a page is shown: its language, whether the address names it, and what the other languages' addresses are.

    `elsewhere` has, for each other language of the pages, its code, its own name, and the address of this page in it.
    """

    language: str = SOURCE
    chosen: bool = False
    elsewhere: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Footing:
    """What every page's head and foot say: which registry it speaks from, whether the service keeps anything for anybody, and
    whether people sign in to it.
    """

    registry_version: str
    entities: int
    keeps: bool = False
    signs_in: bool = False


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """One thing about the user's file, with its place."""

    severity: str
    row: int | None
    sheet: str
    column: str
    message: str
    help: str


# ── the pages ────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class RouteLine:
    """An address of the API: its method, path, and what it does."""

    method: str
    path: str
    title: str
    description: str
    parameters: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class GuidePage:
    """The API's addresses, for people."""

    routes: tuple[RouteLine, ...]
    template: str = field(default="pages/guide.html", init=False)


@dataclass(frozen=True, slots=True)
class RefusalPage:
    """A page that says what went wrong where there is no form to say it beside."""

    refusal: Refusal
    template: str = field(default="pages/refusal.html", init=False)


class Page(Protocol):
    """Any page: it names its template."""

    @property
    def template(self) -> str: ...  # noqa: D102


def list_languages() -> tuple[tuple[str, str], ...]:
    """Gives the languages of the pages, each with its own name for itself."""
    return tuple((language, read_customs(language).name) for language in DOMAINS["pages"])


def render_page(page: Page, *, footing: Footing, scene: Scene | None = None) -> str:
    """Gives a page as HTML. In its template `document` is the summary of a result, so that the papers' parts serve it too.

    Where the address names the language, every address of ours on the page names it too.
    """
    at = scene or Scene()
    html = render_template(
        page.template,
        language=at.language,
        page=page,
        document=getattr(page, "summary", page),
        footing=footing,
        scene=at,
        reviewed=at.language == SOURCE or bool(read_catalogue(at.language, "pages").reviewer),
    )
    return keep_language(html, at.language) if at.chosen else html
