"""Senders: how often somebody asked for a correction goes in; whether they may once more comes out, and nobody is remembered.

An address is counted in memory for an hour under a key of this process, and is written nowhere.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field

from limits import RateLimitItemPerHour
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

AN_HOUR = 10


@dataclass(frozen=True, slots=True)
class Senders:
    """Who sent how many requests in the last hour."""

    _limiter: MovingWindowRateLimiter = field(default_factory=lambda: MovingWindowRateLimiter(MemoryStorage()))
    _item: RateLimitItemPerHour = field(default_factory=lambda: RateLimitItemPerHour(AN_HOUR))
    _key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def take(self, address: str) -> bool:
        """Counts one, and says whether it is within the hour's allowance."""
        return self._limiter.hit(self._item, hmac.digest(self._key, address.encode(), "sha256").hex())
