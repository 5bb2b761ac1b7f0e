"""The watch: every request goes past; counters, times and, where asked for, a line of the log come out.

What is kept of a request is the template of its route, its method, its status and how long it took: no address, no query, no
body, no name of a file, and nothing of who asked.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from screener.model import Registry

log = logging.getLogger("screener.requests")
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
SECONDS = (0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


@dataclass(frozen=True, slots=True)
class Counters:
    """What is counted, in a registry of this application's own."""

    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    requests: Counter = field(init=False)
    seconds: Histogram = field(init=False)
    under_way: Gauge = field(init=False)

    def __post_init__(self) -> None:
        named = ("method", "route")
        made = {
            "requests": Counter("screener_requests", "Requests answered", (*named, "status"), registry=self.registry),
            "seconds": Histogram(
                "screener_request_seconds", "How long a request took", named, buckets=SECONDS, registry=self.registry
            ),
            "under_way": Gauge("screener_requests_under_way", "Requests being answered", registry=self.registry),
        }
        for name, counter in made.items():
            object.__setattr__(self, name, counter)

    def describe(self, registry: Registry) -> None:
        """Says which registry is in force."""
        entities = Gauge("screener_registry_entities", "Entities of the registry in force", ("version",), registry=self.registry)
        entities.labels(version=registry.version).set(len(registry.entities))

    def write(self) -> bytes:
        """Gives the text that Prometheus reads."""
        return generate_latest(self.registry)


class Watch:
    """Counts and times every request, and logs it where the log of requests is on."""

    def __init__(self, app: ASGIApp, *, counters: Counters) -> None:
        self._app = app
        self._counters = counters

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and notes how it ended."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, status = perf_counter(), 0

        async def send_noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            with self._counters.under_way.track_inprogress():
                await self._app(scope, receive, send_noted)
        finally:
            self._note(scope, status, perf_counter() - begun)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        method = scope["method"] if scope["method"] in METHODS else "other"
        route = name_route(scope)
        self._counters.requests.labels(method=method, route=route, status=str(status)).inc()
        self._counters.seconds.labels(method=method, route=route).observe(seconds)
        log.info("request", extra={"method": method, "route": route, "status": status, "seconds": round(seconds, 4)})


def name_route(scope: Scope) -> str:
    """Gives the template of the route that answered, never the address asked for."""
    path = getattr(scope.get("route"), "path", None)
    if isinstance(path, str) and path:
        return path
    return "/static" if scope["path"].startswith("/static/") else "none"
