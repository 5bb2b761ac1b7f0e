"""Hosts: on one's own machine, the name that a request was sent to goes in; a refusal comes out where it is not this machine's.

A site can have its own name lead to 127.0.0.1, and then a browser takes this service for that site, whose script may read
everything here. A number, or a name that only this machine can have, cannot be had by anybody else's site.
"""

from __future__ import annotations

from ipaddress import ip_address
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

LOCAL = "localhost"


class HostCheck:
    """Refuses with 421, in mode `own`, what was sent to a name that is not this machine's."""

    def __init__(self, app: ASGIApp, *, own: bool, answer: Callable[[Request, ProblemShape], Response]) -> None:
        self._app = app
        self._own = own
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, or answers it with the refusal."""
        if scope["type"] != "http" or not self._own or is_this_machine(Headers(scope=scope).get("host", "")):
            await self._app(scope, receive, send)
            return
        problem = make_problem(
            status=421,
            code="host_unknown",
            title="Sent to another name",
            detail="This service is set up for one's own machine, and was asked under a name that anybody may have.",
            help="Open it at http://localhost or http://127.0.0.1, with its port.",
        )
        await self._answer(Request(scope), problem)(scope, receive, send)


def is_this_machine(host: str) -> bool:
    """Says whether a header Host names this machine: `localhost`, a name under it, or a number."""
    try:
        name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return False
    return name == LOCAL or name.endswith(f".{LOCAL}") or _is_number(name)


def _is_number(name: str) -> bool:
    try:
        ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return True
