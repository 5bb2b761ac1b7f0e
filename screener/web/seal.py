"""The seal: what a page is to carry goes in; text that the page hands back unaltered comes out, and back again.

The page holds the record and the portfolio, so the service need not. The key lives as long as the process: after a restart, a
page screens again.
"""

from __future__ import annotations

import hmac
import json
import secrets
import zlib
from base64 import b64decode, b64encode, urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from screener.errors import RequestRefused
from screener.screening.record import read_screening, write_screening

if TYPE_CHECKING:
    from collections.abc import Mapping

    from screener.model import Screening

MAX_CHARACTERS = 2 * 2**20
"""What needs more is not put into the page: the page asks for the file again instead."""
_SCREENING, _PORTFOLIO = "screening", "portfolio"


@dataclass(frozen=True, slots=True)
class LabelledScreening:
    """A screening with what its papers are headed with."""

    screening: Screening
    label: str
    policy_title: str
    policy_summary: str
    holdings_date: str | None = None


@dataclass(frozen=True, slots=True)
class CarriedPortfolio:
    """A file as it was sent, and the words of its order, for the next step to screen it anew."""

    name: str
    content: bytes = field(repr=False)
    words: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sealer:
    """Seals with a key of this process."""

    _key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def seal(self, labelled: LabelledScreening) -> str | None:
        """Gives the sealed record, or None where it is too long for a page."""
        values = {
            "label": labelled.label,
            "policy_title": labelled.policy_title,
            "policy_summary": labelled.policy_summary,
            "holdings_date": labelled.holdings_date,
            "record": write_screening(labelled.screening),
        }
        return self._close(values, _SCREENING)

    def open(self, text: str) -> LabelledScreening:
        """Gives the screening back. Raises RequestRefused (`seal_broken`) where this process did not seal it."""
        values = self._open(text, _SCREENING)
        return LabelledScreening(screening=read_screening(values.pop("record")), **values)

    def seal_portfolio(self, portfolio: CarriedPortfolio) -> str | None:
        """Gives the sealed portfolio, or None where it is too long for a page."""
        if len(portfolio.content) > MAX_CHARACTERS:
            return None
        content = b64encode(portfolio.content).decode()
        return self._close({"name": portfolio.name, "content": content, "words": dict(portfolio.words)}, _PORTFOLIO)

    def open_portfolio(self, text: str) -> CarriedPortfolio:
        """Gives the portfolio back. Raises RequestRefused (`seal_broken`) where this process did not seal it."""
        values = self._open(text, _PORTFOLIO)
        return CarriedPortfolio(name=values["name"], content=b64decode(values["content"]), words=values["words"])

    def _close(self, values: Mapping[str, Any], kind: str) -> str | None:
        packed = urlsafe_b64encode(zlib.compress(json.dumps(values, ensure_ascii=False).encode())).decode()
        return f"{packed}.{self._sign(packed, kind)}" if len(packed) < MAX_CHARACTERS else None

    def _open(self, text: str, kind: str) -> dict[str, Any]:
        packed, _, signature = text.rpartition(".")
        if not packed or not hmac.compare_digest(signature.encode(), self._sign(packed, kind).encode()):
            raise RequestRefused(
                "The result on that page is no longer at hand: it was altered, or the service has been started again since.",
                help="Screen the file again; it was not kept.",
                code="seal_broken",
            )
        values: dict[str, Any] = json.loads(zlib.decompress(urlsafe_b64decode(packed)))
        return values

    def _sign(self, packed: str, kind: str) -> str:
        return hmac.new(self._key, f"{kind}:{packed}".encode(), "sha256").hexdigest()
