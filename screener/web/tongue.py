"""Tongue: a request for a page goes in; the language of its answer, by its address or by what the browser prefers, is set.

The pages have an address in each language (`?lang=my`), and no cookie.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders

from reports.catalogues import SOURCE
from reports.pages import Scene, list_languages

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

FIELD = "lang"
_scene: ContextVar[Scene] = ContextVar("scene", default=Scene())  # noqa: B039 (frozen)


def read_scene() -> Scene:
    """Gives where the page that is being answered is shown."""
    return _scene.get()


class Tongue:
    """Sets the scene of each request, and tells caches that pages differ by the language preferred."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on with its scene set."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scene = make_scene(scope)

        async def send_marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if 300 <= message["status"] < 400 and headers.get("location", "").startswith("/"):
                    headers["Location"] = name_language(headers["location"], scene)
                if headers.get("content-type", "").startswith("text/html"):
                    headers["Content-Language"] = scene.language
                    headers.add_vary_header("Accept-Language")
            await send(message)

        token = _scene.set(scene)
        try:
            await self._app(scope, receive, send_marked)
        finally:
            _scene.reset(token)


def name_language(address: str, scene: Scene) -> str:
    """Gives an address of ours with the language that this request's address names, so that a redirect loses nobody's."""
    if not scene.chosen or FIELD in dict(parse_qsl(urlsplit(address).query)):
        return address
    return f"{address}{'&' if '?' in address else '?'}{FIELD}={scene.language}"


def make_scene(scope: Scope) -> Scene:
    """Gives the scene: the language that the address names, else the first of ours that the browser prefers."""
    spoken = dict(list_languages())
    words = parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
    named = next((value for name, value in words if name == FIELD and value in spoken), "")
    language = named or choose_preferred(Headers(scope=scope).get("accept-language", ""), tuple(spoken))
    kept = [(name, value) for name, value in words if name != FIELD]
    path = _write_path(scope["path"]) if scope["method"] in {"GET", "HEAD"} else "/"
    return Scene(
        language=language,
        chosen=bool(named),
        elsewhere=tuple(
            (other, name, f"{path}?{urlencode([*kept, (FIELD, other)])}") for other, name in spoken.items() if other != language
        ),
    )


def _write_path(path: str) -> str:
    # An address that begins with two strokes, or a stroke and its mirror image, leads a browser to another site.
    return f"/{quote(path.lstrip('/'))}"


def choose_preferred(header: str, spoken: tuple[str, ...]) -> str:
    """Gives the language of ours that an Accept-Language header puts first; English where it names none."""
    ranked: list[tuple[float, int, str]] = []
    for place, part in enumerate(header[:1000].split(",")):
        tag, _, quality = part.strip().partition(";q=")
        language = tag.strip().lower().partition("-")[0]
        try:
            weight = float(quality) if quality else 1.0
        except ValueError:
            continue
        if language in spoken and weight > 0:
            ranked.append((-weight, place, language))
    return min(ranked)[2] if ranked else SOURCE
