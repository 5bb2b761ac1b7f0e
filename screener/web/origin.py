"""Origin: a POST that another site made a browser send goes in; a refusal comes out before anything is read of it.

It keeps other sites from using a visitor's browser, whoever asks. Where a cookie says who asks, `sessions` wants more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request

from screener.web.problems import make_problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.responses import Response
    from starlette.types import ASGIApp, Receive, Scope, Send

    from screener.web.problems import ProblemShape

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_SITES = frozenset({"same-origin", "none"})


class OriginCheck:
    """Refuses with 403 what a browser says another site sent; programs, which say nothing of the kind, pass."""

    def __init__(self, app: ASGIApp, *, answer: Callable[[Request, ProblemShape], Response]) -> None:
        self._app = app
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, or answers it with the refusal."""
        if scope["type"] != "http" or scope["method"] in SAFE_METHODS or _is_own(Headers(scope=scope)):
            await self._app(scope, receive, send)
            return
        problem = make_problem(
            status=403,
            code="foreign_origin",
            title="Sent from another site",
            detail="A browser sent this from a page that is not ours.",
            help="Open the page of this service and send the form from there.",
        )
        await self._answer(Request(scope), problem)(scope, receive, send)


def _is_own(headers: Headers) -> bool:
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in OWN_SITES
    origin = headers.get("origin")
    # Over plain http browsers leave Sec-Fetch-Site out. "null" is anybody's frame or file: our own pages tell their origin.
    return origin is None or urlsplit(origin or "").netloc == headers.get("host")
