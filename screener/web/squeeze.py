"""Squeeze: a response to a GET goes in; where the browser can unpack it, it comes out packed.

Nothing secret stands in what is packed, for a length would tell of it: a page that carries a portfolio answers a POST, and pages
that hold what is somebody's own stand apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.middleware.gzip import GZipMiddleware

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

LEAST = 1_000
PACKED_ALREADY = (".woff2",)
APART = ("/v1/", "/jobs/", "/desk", "/campaign", "/sign-in", "/healthz", "/readyz", "/metrics")
"""Addresses whose answers are for programs, or hold what is somebody's own."""


class Squeeze:
    """Packs public pages, styles and scripts, which are asked for with GET."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._packing = GZipMiddleware(app, minimum_size=LEAST, compresslevel=6)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, through the packer where the answer may be packed."""
        public = scope["type"] == "http" and scope["method"] == "GET" and not scope["path"].startswith(APART)
        packs = public and not scope["path"].endswith(PACKED_ALREADY)
        await (self._packing if packs else self._app)(scope, receive, send)
