"""The service: settings go in; an application that answers programs under /v1 and people at / comes out."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from fastapi import Depends, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import RedirectResponse
from starlette.staticfiles import StaticFiles

from screener import __version__
from screener.errors import ScreenerError
from screener.settings import read_settings
from screener.web.api import (
    changes,
    confirmations,
    entities,
    explanations,
    exports,
    health,
    jobs,
    letters,
    metrics,
    policies,
    screenings,
    securities,
    stored,
    webhooks,
)
from screener.web.api.access import refuse_unknown_parameters
from screener.web.api.shapes import MalformedBody
from screener.web.description import describe_service, name_operation
from screener.web.earlier import EarlierRegistries
from screener.web.failures import FailureShield, note_failure
from screener.web.gate import Gate, Turnstile
from screener.web.head import HeadAnswers
from screener.web.headers import SecureHeaders
from screener.web.hosts import HostCheck
from screener.web.limits import Guesses, RateLimit, make_allowance
from screener.web.membership import OWN, require
from screener.web.origin import OriginCheck
from screener.web.pages import changes as change_pages
from screener.web.pages import corrections, correspondence, dossiers, front, listing, results, rules, sign_in, site, waiting
from screener.web.pages.campaign import pages as campaign_pages
from screener.web.pages.desk import pages as desk_pages
from screener.web.pages.refusals import answer_early, answer_refusal, find_without_slash
from screener.web.premises import check_premises
from screener.web.problems import ProblemShape, write_internal, write_malformed, write_problem, write_status
from screener.web.provider import find_provider
from screener.web.sessions import require_session
from screener.web.squeeze import Squeeze
from screener.web.tongue import Tongue
from screener.web.watch import Counters, Watch
from screener.web.workbench import open_workbench
from screener.web.yente import catalog, match, search, statements
from screener.web.yente import entities as yente_entities
from screener.web.yente.graph import GraphRoom

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from screener.settings import Settings

OPEN = (entities, policies, exports, changes, health, metrics, stored, confirmations, webhooks)
"""What reads the registry is open to all; what touches a workspace asks for its key itself."""
WORKING = (screenings, letters, explanations, securities)
"""What works for whoever asks: in mode `workspaces` for keys of the role `screener` alone."""
YENTE = (catalog, search, statements, yente_entities)
PAGES = (front, waiting, dossiers, rules, listing, change_pages, corrections, site, sign_in, desk_pages)
WORKING_PAGES = (results, correspondence, campaign_pages)
"""Pages that work for whoever asks: in mode `workspaces` what is sent to them needs somebody signed in."""
WAITING_TIMES = 16
"""So many times as many may wait as are worked on."""
STATIC = {"fonts": "fonts", "styles": "styles", "pages": "static"}
DESCRIPTION = """Screens a portfolio for ties to the Myanmar military's businesses and to those who enable it.
Nothing of a portfolio is logged, and nothing is kept but what you ask for: with `store` in your workspace, and as a job, sealed
under its address, for an hour at most. Errors are problem documents (RFC 9457) with a stable `code`.
Not listed is not cleared."""


def create_app(settings: Settings | None = None) -> FastAPI:
    """Gives the application, its rulebook loaded. Raises RulebookFault or RulebookFaults, RequestRefused for a wrong setting."""
    settings = settings or read_settings()
    earlier = EarlierRegistries(settings.earlier, cache=settings.cache_folder)
    check_premises(settings, earlier)  # before the rulebook is compiled: that would make a cache of whatever was named
    find_provider(settings)  # a sign-in that cannot be is told now, and not to the first visitor
    counters = Counters()
    app = FastAPI(
        title="Divestment screener",
        version=__version__,
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,  # the framework leads on to http:// where a proxy has the https, and a portfolio would go bare
        generate_unique_id_function=name_operation,
        middleware=[
            Middleware(Watch, counters=counters),
            Middleware(SecureHeaders),
            Middleware(Tongue),
            Middleware(Squeeze),
            Middleware(FailureShield, answer=answer_refusal),
            Middleware(HeadAnswers),
            Middleware(HostCheck, own=settings.mode == OWN, answer=answer_early),
            Middleware(OriginCheck, answer=answer_early),
            Middleware(RateLimit, allowance=make_allowance(settings), proxies=settings.proxies, answer=answer_early),
            Middleware(Gate, turnstile=_make_turnstile(settings), body_seconds=settings.body_timeout_s),
        ],
    )
    app.state.workbench = open_workbench(settings, earlier)
    app.state.counters = counters
    counters.describe(app.state.workbench.rulebook.registry)
    app.state.graph_room = GraphRoom(app.state.workbench)
    logging.getLogger("python_multipart").setLevel(logging.ERROR)  # it quotes what it cannot parse
    app.state.guesses = Guesses()
    for module in OPEN:
        app.include_router(module.router, dependencies=[Depends(refuse_unknown_parameters)])
    for module in WORKING:
        app.include_router(module.router, dependencies=[Depends(refuse_unknown_parameters), Depends(require("screener"))])
    sending = require("screener", methods=("POST",))  # who holds the secret address of a job needs no key for it
    app.include_router(jobs.router, dependencies=[Depends(refuse_unknown_parameters), Depends(sending)])
    app.include_router(match.router, dependencies=[Depends(require("screener"))])  # it ignores what it does not know
    for module in YENTE:
        app.include_router(module.router)
    for page in PAGES:
        app.include_router(page.router, include_in_schema=False)
    for page in WORKING_PAGES:
        app.include_router(page.router, include_in_schema=False, dependencies=[Depends(require_session("screener"))])
    for path, folder in STATIC.items():
        app.mount(f"/static/{path}", StaticFiles(packages=[("reports", folder)]))
    _answer_errors(app)
    app.openapi = lambda: describe_service(app)  # type: ignore[method-assign]  # FastAPI's own way of extending the description
    return app


def _make_turnstile(settings: Settings) -> Turnstile:
    return Turnstile(at_once=settings.work_at_once, waiting_most=WAITING_TIMES * settings.work_at_once)


def _answer_errors(app: FastAPI) -> None:
    @app.exception_handler(ScreenerError)
    async def refuse(request: Request, error: ScreenerError) -> Response:
        return answer_refusal(request, _write_error(error), headers=_tell_beside(error))

    @app.exception_handler(RequestValidationError)
    async def refuse_malformed(request: Request, error: RequestValidationError) -> Response:
        return answer_refusal(request, write_malformed(error.errors()))

    @app.exception_handler(HTTPException)
    async def refuse_status(request: Request, error: HTTPException) -> Response:
        if error.status_code == 404 and (place := find_without_slash(request)):
            return RedirectResponse(place, status_code=307)
        return answer_refusal(request, write_status(error.status_code), headers=error.headers)


def _tell_beside(error: ScreenerError) -> dict[str, str]:
    """Gives the headers of a refusal: how to prove who asks, or in how many seconds to come back."""
    if error.seconds is not None:
        return {"Retry-After": str(error.seconds)}
    return {"WWW-Authenticate": "Bearer"} if error.status == 401 else {}


def _write_error(error: ScreenerError) -> ProblemShape:
    if isinstance(error, MalformedBody):
        return write_malformed(error.faults)
    return write_internal(note_failure(error)) if error.status == 500 else write_problem(error)
