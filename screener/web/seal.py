"""The seal: a screening and its labels go in; text that a page can carry and hand back unaltered comes out, and back again.

The page holds the record, so the service need not. The key lives as long as the process: after a restart, a page screens again.
"""

from __future__ import annotations

import hmac
import json
import secrets
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from screener.errors import RequestRefused
from screener.screening.record import read_screening, write_screening

if TYPE_CHECKING:
    from screener.model import Screening

MAX_CHARACTERS = 2 * 2**20
"""A record that needs more is not put into the page: the page asks for the file again instead."""


@dataclass(frozen=True, slots=True)
class LabelledScreening:
    """A screening with what its papers are headed with."""

    screening: Screening
    label: str
    policy_title: str
    policy_summary: str
    holdings_date: str | None = None


@dataclass(frozen=True, slots=True)
class Sealer:
    """Seals records with a key of this process."""

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
        packed = urlsafe_b64encode(zlib.compress(json.dumps(values, ensure_ascii=False).encode())).decode()
        return f"{packed}.{self._sign(packed)}" if len(packed) < MAX_CHARACTERS else None

    def open(self, text: str) -> LabelledScreening:
        """Gives the screening back. Raises RequestRefused (`seal_broken`) where this process did not seal it."""
        packed, _, signature = text.rpartition(".")
        if not packed or not hmac.compare_digest(signature.encode(), self._sign(packed).encode()):
            raise RequestRefused(
                "The result on that page is no longer at hand: it was altered, or the service has been started again since.",
                help="Screen the file again; it was not kept.",
                code="seal_broken",
            )
        values = json.loads(zlib.decompress(urlsafe_b64decode(packed)))
        return LabelledScreening(screening=read_screening(values.pop("record")), **values)

    def _sign(self, packed: str) -> str:
        return hmac.new(self._key, packed.encode(), "sha256").hexdigest()
