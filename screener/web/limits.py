"""Limits: who asks too often from one address is told when to come back; nothing of an address is written anywhere."""

from __future__ import annotations

import hmac
import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network
from time import time
from typing import TYPE_CHECKING

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request

from screener.errors import KeyRefused
from screener.web.origin import SAFE_METHODS
from screener.web.problems import make_problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from screener.settings import Settings
    from screener.web.problems import ProblemShape

MOST_GUESSES = 20
MOST_KNOWN = 10_000
"""So many keys that have held are remembered, the latest used."""
_PERSON_HELP = "Come back in {seconds} seconds, or run the screener yourself: it is free, and has no limit."
_PROGRAM_HELP = (
    "Come back in {seconds} seconds. Send many portfolios as one job: POST /v1/jobs. Who runs the service sets how much a "
    "minute holds: SCREENER_WORK_PER_MINUTE, SCREENER_READING_PER_MINUTE."
)
UNLIMITED = ("/healthz", "/readyz", "/static/")


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many requests a minute one address has, for work and for reading; counted in memory under a key of this process."""

    work: RateLimitItemPerMinute
    reading: RateLimitItemPerMinute
    _limiter: MovingWindowRateLimiter = field(default_factory=lambda: MovingWindowRateLimiter(MemoryStorage()))
    _key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def take(self, address: str, *, reading: bool) -> tuple[bool, int, int]:
        """Takes one from the allowance: whether there was one, how many are left, and in how many seconds there are more."""
        item = self.reading if reading else self.work
        name = hmac.digest(self._key, address.encode(), "sha256").hex()
        allowed = self._limiter.hit(item, "reading" if reading else "work", name)
        stats = self._limiter.get_window_stats(item, "reading" if reading else "work", name)
        return allowed, stats.remaining, max(1, int(stats.reset_time - time()) + 1)


class KeysGuessed(KeyRefused):
    """Too many keys that do not hold came from an address; in so many `seconds` another is looked at."""

    code = "key_guessed"
    status = 429

    def __init__(self, seconds: int) -> None:
        super().__init__("Too many keys that do not hold came from your address.", help="Come back in a minute.")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Guesses:
    """How many keys that do not hold have come from an address in the last minute, and which have held since the start.

    One who knows no key cannot lock out those behind the same address who do: theirs are looked at all the same.
    """

    _held: OrderedDict[str, None] = field(default_factory=OrderedDict, repr=False)
    _limiter: MovingWindowRateLimiter = field(default_factory=lambda: MovingWindowRateLimiter(MemoryStorage()))
    _item: RateLimitItemPerMinute = field(default_factory=lambda: RateLimitItemPerMinute(MOST_GUESSES))
    _key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def count(self, address: str) -> None:
        """Counts one."""
        self._limiter.hit(self._item, self._name(address))

    def know(self, key: str) -> None:
        """Remembers, under a hash, a key that holds."""
        name = self._name(key)
        self._held[name] = None
        self._held.move_to_end(name)
        if len(self._held) > MOST_KNOWN:
            self._held.popitem(last=False)

    def forget(self, key: str) -> None:
        """Lets one that holds no more count as any other."""
        self._held.pop(self._name(key), None)

    def knows(self, key: str) -> bool:
        """Says whether that key has held since the start."""
        return self._name(key) in self._held

    def refuse_spent(self, address: str, *, key: str) -> None:
        """Raises KeysGuessed where so many have come that no key is looked at any more but those that have held."""
        name = self._name(address)
        if not self._limiter.test(self._item, name) and not self.knows(key):
            reset = self._limiter.get_window_stats(self._item, name).reset_time
            raise KeysGuessed(max(1, int(reset - time()) + 1))

    def _name(self, address: str) -> str:
        return hmac.digest(self._key, address.encode(), "sha256").hex()


def make_allowance(settings: Settings) -> Allowance | None:
    """Gives the allowance of the settings; on one's own machine there is none."""
    if settings.mode == "own":
        return None
    return Allowance(
        work=RateLimitItemPerMinute(settings.work_per_minute), reading=RateLimitItemPerMinute(settings.reading_per_minute)
    )


class RateLimit:
    """Refuses with 429 what comes too often from one address or under one key, and tells everybody what is left."""

    def __init__(
        self, app: ASGIApp, *, allowance: Allowance | None, proxies: int, answer: Callable[[Request, ProblemShape], Response]
    ) -> None:
        self._app = app
        self._answer = answer
        self._allowance = allowance
        self._proxies = proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, or answers it with the refusal."""
        if self._allowance is None or scope["type"] != "http" or scope["path"].startswith(UNLIMITED):
            await self._app(scope, receive, send)
            return
        key = _find_held_key(scope)
        allowed, left, seconds = self._allowance.take(
            key or find_address(scope, proxies=self._proxies), reading=scope["method"] in SAFE_METHODS
        )
        told = {"RateLimit-Remaining": str(left), "RateLimit-Reset": str(seconds)}
        if not allowed:
            headers = {**told, "Retry-After": str(seconds)}
            whence = "under your key" if key else "from your address"
            problem = _write_refusal(seconds, program=scope["path"].startswith("/v1/"), whence=whence)
            refusal = self._answer(Request(scope), problem)
            refusal.headers.update(headers)
            await refusal(scope, receive, send)
            return

        async def send_told(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(told)
            await send(message)

        await self._app(scope, receive, send_told)


def _write_refusal(seconds: int, *, program: bool, whence: str) -> ProblemShape:
    return make_problem(
        status=429,
        code="too_often",
        title="Asked too often",
        detail=f"More has come {whence} in the last minute than this service allows.",
        help=_PROGRAM_HELP.format(seconds=seconds) if program else _PERSON_HELP.format(seconds=seconds),
    )


def _find_held_key(scope: Scope) -> str | None:
    """Gives a key that has held here, which is counted by itself: two programs behind one address do not wait."""
    scheme, _, key = Headers(scope=scope).get("authorization", "").partition(" ")
    guesses = getattr(scope["app"].state, "guesses", None)
    return key if scheme.lower() == "bearer" and isinstance(guesses, Guesses) and guesses.knows(key) else None


def find_address(scope: Scope, *, proxies: int) -> str:
    """Gives the address that asks, as the nearest `proxies` proxies tell it; of IPv6 the network that one customer has."""
    peer = (scope.get("client") or ("",))[0]
    told = [part.strip() for part in ",".join(Headers(scope=scope).getlist("x-forwarded-for")).split(",") if part.strip()]
    found = told[-proxies] if 0 < proxies <= len(told) else peer
    try:
        address = ip_address(found)
    except ValueError:
        return found
    return str(ip_network(f"{address}/64", strict=False)) if address.version == 6 else str(address)
