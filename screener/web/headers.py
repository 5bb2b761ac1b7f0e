"""Headers: every response goes in; out it goes with what keeps a browser from fetching, framing, sniffing, telling or keeping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "font-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # nothing to others; with no-referrer our own forms would have the origin "null"
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
STATIC = "/static/"
STATIC_HEADERS = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""A style sheet or a font frames, opens and asks for nothing; the rest would be a fifth of a small file."""


class SecureHeaders:
    """Adds HEADERS to every response, STATIC_HEADERS to static files; only those may be kept by the browser."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and dresses the response."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(STATIC_HEADERS if scope["path"].startswith(STATIC) else HEADERS)
                if "cache-control" not in headers:
                    headers["Cache-Control"] = "public, max-age=86400" if scope["path"].startswith(STATIC) else "no-store"
            await send(message)

        await self._app(scope, receive, send_dressed)
