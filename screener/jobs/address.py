"""The address of a job: a public half that the database knows, and a secret half that only its holder has."""

from __future__ import annotations

import hmac
import re
import secrets
from dataclasses import dataclass, field
from hashlib import sha256

from screener.errors import JobUnknown
from screener.store.sealing import derive_key

_FORM = re.compile(r"([A-Za-z0-9_-]{16})\.([A-Za-z0-9_-]{43})")
_NOBODY = bytes(32)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a job is: whoever holds it may read the job and end it, and nobody else can."""

    public: str
    secret: str = field(repr=False)

    @property
    def text(self) -> str:
        """The address as it stands in a link."""
        return f"{self.public}.{self.secret}"

    @property
    def key(self) -> bytes:
        """The key that the job's input and result are sealed with."""
        return derive_key(self.secret.encode(), purpose="job")

    @property
    def secret_hash(self) -> bytes:
        """What the database keeps to know the secret again: 256 random bits cannot be guessed back from it."""
        return sha256(self.secret.encode()).digest()

    def is_of(self, secret_hash: bytes | None) -> bool:
        """Whether the secret is the one of that hash; as much work where there is no such job."""
        found = hmac.compare_digest(self.secret_hash, _NOBODY if secret_hash is None else secret_hash)
        return found and secret_hash is not None


def make_address() -> Address:
    """Gives a new address."""
    return Address(public=secrets.token_urlsafe(12), secret=secrets.token_urlsafe(32))


def parse_address(text: str) -> Address:
    """Reads an address. Raises JobUnknown for text that is none."""
    match = _FORM.fullmatch(text)
    if match is None:
        raise unknown_job()
    return Address(public=match[1], secret=match[2])


def unknown_job() -> JobUnknown:
    """Gives the one refusal for every address that leads nowhere."""
    return JobUnknown(
        "There is no job at this address.",
        help="A job is deleted once its result was fetched, when it is cancelled, and an hour after it was sent.",
    )
