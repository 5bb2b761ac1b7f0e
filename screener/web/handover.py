"""A body that is given away once goes in; it is sent, and what lay behind it is deleted when its last byte was handed over.

A client that breaks off, a database that goes away halfway and a process that is killed leave it where it is.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import TYPE_CHECKING

import anyio
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from screener.errors import DatabaseUnready, JobUnknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from starlette.types import Receive, Scope, Send

log = logging.getLogger("screener.web")
PAUSES_S = (0.5, 2.0, 8.0, 0.0)
"""So long a database that is restarted is waited for between one try to delete and the next."""


class HandOver(StreamingResponse):
    """Sends `parts`, and calls `end` after the last of them; never where it was not sent whole."""

    def __init__(
        self, parts: Iterator[bytes], *, end: Callable[[], None], media_type: str, pauses: Sequence[float] = PAUSES_S
    ) -> None:
        super().__init__(parts, media_type=media_type)
        self._end, self._pauses, self._whole = end, pauses, False

    async def stream_response(self, send: Send) -> None:
        """Sends it, and notes that nothing cut it off."""
        await super().stream_response(send)
        self._whole = True

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends it, then ends what it came from; that the framework cancels the sending is how it tells that a client left."""
        await super().__call__(scope, receive, send)
        if self._whole:
            await self._delete()

    async def _delete(self) -> None:
        for pause in self._pauses:
            with suppress(DatabaseUnready):
                with suppress(JobUnknown):  # fetched by two at once, and the other was quicker
                    await run_in_threadpool(self._end)
                return
            await anyio.sleep(pause)
        log.warning("a result was fetched while the database was away, and is deleted when its time is over")
