"""A connection: bytes of a stranger go in; who sends no whole request, or takes no answer, in the time there is, is put out.

A connection costs a stranger nothing and this service a place at the door, so nobody holds one by saying nothing, or a byte now
and then. The body of a request has its own time (gate).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    from asyncio import Transport
    from asyncio.events import TimerHandle


class PromptConnection(H11Protocol):
    """A connection of the server that waits `head_s` seconds for a request, and `stall_s` for its answer to be taken."""

    head_s = 20.0
    stall_s = 60.0
    _waits: TimerHandle | None = None
    _stalls: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Waits for the first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Waits on where what came is no whole request, or belongs to one that is answered already."""
        super().data_received(data)
        if self.cycle is None or self.cycle.response_complete:
            self._wait()
        else:
            self._stop_waiting()

    def pause_writing(self) -> None:
        """Waits for the other side to take what was written."""
        super().pause_writing()
        self._stalls = self._stalls or self.loop.call_later(self.stall_s, self.transport.abort)

    def resume_writing(self) -> None:
        """Stops waiting: it was taken."""
        super().resume_writing()
        self._stop_stalling()

    def connection_lost(self, exc: Exception | None) -> None:
        """Waits for nothing more."""
        super().connection_lost(exc)
        self._stop_waiting()
        self._stop_stalling()

    def _wait(self) -> None:
        self._waits = self._waits or self.loop.call_later(self.head_s, self.transport.abort)

    def _stop_waiting(self) -> None:
        if self._waits is not None:
            self._waits.cancel()
        self._waits = None

    def _stop_stalling(self) -> None:
        if self._stalls is not None:
            self._stalls.cancel()
        self._stalls = None
