"""The gate: work whose request has come whole goes in; only so much of it is done at once, and what is too much is told so.

A request passes when its body is here, so that one who sends slowly takes nobody's place; and a body that never ends is cut off.
Its place is free again with the first byte of the answer, so that one who takes it slowly holds none either.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from screener.errors import RequestRefused, ServiceBusy
from screener.web.origin import SAFE_METHODS

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send


BUSY_S = 5


class BodySlow(RequestRefused):
    """What was sent did not come whole in the time there is."""

    code = "body_slow"
    status = 408


class Turnstile:
    """So many at work, so many waiting, of one event loop."""

    def __init__(self, *, at_once: int, waiting_most: int) -> None:
        self._waiting_most = waiting_most
        self._places = asyncio.Semaphore(at_once)
        self.at_work = self.waiting = 0

    async def enter(self) -> None:
        """Waits for a place. Raises ServiceBusy where as many wait as may."""
        if self._places.locked() and self.waiting >= self._waiting_most:
            raise ServiceBusy(
                "More is being worked on than this service does at once.",
                help="Try again in a few seconds; nothing was kept.",
                seconds=BUSY_S,
            )
        self.waiting += 1
        try:
            await self._places.acquire()
        finally:
            self.waiting -= 1
        self.at_work += 1

    def leave(self) -> None:
        """Gives the place to the next."""
        self.at_work -= 1
        self._places.release()


class Gate:
    """Lets in as much work at once as the turnstile has places; reading passes by."""

    def __init__(self, app: ASGIApp, *, turnstile: Turnstile, body_seconds: float) -> None:
        self._app = app
        self._turnstile = turnstile
        self._body_seconds = body_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on; its last piece waits for a place."""
        if scope["type"] != "http" or scope["method"] in SAFE_METHODS:
            await self._app(scope, receive, send)
            return
        entered = left = False
        until = asyncio.get_running_loop().time() + self._body_seconds

        async def receive_whole() -> Message:
            nonlocal entered
            if entered:
                return await receive()
            message = await _receive_until(receive, until)
            if message["type"] == "http.request" and not message.get("more_body"):
                await self._turnstile.enter()
                entered = True
            return message

        async def send_outside(message: Message) -> None:
            leave()
            await send(message)

        def leave() -> None:
            nonlocal left
            if entered and not left:
                left = True
                self._turnstile.leave()

        try:
            await self._app(scope, receive_whole, send_outside)
        finally:
            leave()


async def _receive_until(receive: Receive, until: float) -> Message:
    try:
        async with asyncio.timeout_at(until):
            return await receive()
    except TimeoutError as error:
        raise BodySlow(
            "What you send did not come whole in the time there is.", help="Send it again over a faster line."
        ) from error
