"""GET /robots.txt and /sitemap.xml; and the address of the service, as a feed and a sitemap must name it in full."""

import re
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response

from reports.sitemap import write_sitemap
from screener.web.api.access import Bench
from screener.web.workbench import Workbench

router = APIRouter()
PAGES = (
    *("/", "/campaigns", "/entities", "/policies", "/policies/compare"),
    *("/listing", "/publications", "/changes", "/corrections", "/docs"),
)
MOST = 50_000
"""So many addresses one sitemap may hold (sitemaps.org)."""
ROBOTS = """User-agent: *
Disallow: /v1/
Sitemap: {site}/sitemap.xml
"""
_HOST = re.compile(r"[\w.-]+(:\d+)?|\[[0-9a-fA-F:]+\](:\d+)?", re.ASCII)


@router.get("/robots.txt")
def show_robots(request: Request, bench: Bench) -> PlainTextResponse:
    """Says that every page may be read, and where they are listed."""
    return PlainTextResponse(ROBOTS.format(site=read_site(request, bench)))


@router.get("/sitemap.xml")
def show_sitemap(request: Request, bench: Bench) -> Response:
    """Gives the addresses of all pages that say something of their own."""
    book = bench.rulebook
    paths = [
        *PAGES,
        *(f"/policies/{quote(key)}" for key in book.policies),
        *(f"/entities/{quote(key)}" for key in book.registry.entities),
    ]
    return Response(write_sitemap(paths[:MOST], site=read_site(request, bench)), media_type="application/xml")


def read_site(request: Request, bench: Workbench) -> str:
    """Gives the address of the service, without a slash at its end: as it is set, else as it was asked.

    As it was asked is https where a trusted proxy says so.
    """
    if bench.settings.public_address:
        return bench.settings.public_address.rstrip("/")
    host = request.headers.get("host", "")
    told = request.headers.get("x-forwarded-proto", "") if bench.settings.proxies else ""
    scheme = told if told in {"http", "https"} else request.url.scheme
    return f"{scheme}://{host if _HOST.fullmatch(host) else 'localhost'}"
