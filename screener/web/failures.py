"""Failures: an exception nobody named goes in; a reference number for the caller, and where it broke for the log, come out.

An exception's message may quote a portfolio, so the log gets its kind and its places in our code, and nothing else.
"""

from __future__ import annotations

import logging
import secrets
import traceback
from pathlib import PurePath
from typing import TYPE_CHECKING

from starlette.requests import Request

from screener.web.problems import write_internal

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from screener.web.problems import ProblemShape

log = logging.getLogger("screener.web")
FRAMES = 12


class FailureShield:
    """Stands around all that answers: what broke becomes a 500 with a reference, and no traceback gets through."""

    def __init__(self, app: ASGIApp, *, answer: Callable[[Request, ProblemShape], Response]) -> None:
        self._app = app
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and catches whatever comes back."""
        started = False

        async def send_watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, send_watched)
        except Exception as error:  # noqa: BLE001 (the last place: what passes here is logged by the server with its message)
            problem = write_internal(note_failure(error))
            if scope["type"] == "http" and not started:
                await self._answer(Request(scope), problem)(scope, receive, send)


def note_failure(error: BaseException) -> str:
    """Logs where it broke under a new reference number, and gives that number."""
    reference = secrets.token_hex(4).upper()
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    places = " < ".join(f"{PurePath(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames))
    log.error("reference %s: %s at %s", reference, type(error).__name__, places)
    return reference
