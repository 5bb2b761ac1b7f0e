"""Premises: settings go in; what they name is tried now, so that a wrong one is told to the operator and to no visitor."""

from __future__ import annotations

from tempfile import TemporaryFile
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from screener.errors import RequestRefused, RulebookFault, RulebookFaults

if TYPE_CHECKING:
    from pathlib import Path

    from screener.settings import Settings
    from screener.web.earlier import EarlierRegistries

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
SHORTEST_TOKEN = 16
_LAYOUT = "Put a whole folder of rules in a folder for each version: EARLIER/2026.10.01/registry, EARLIER/2026.10.01/policies …"


def check_premises(settings: Settings, earlier: EarlierRegistries) -> None:
    """Raises RequestRefused (`setting_unusable`) for a folder that is none or cannot be written, an address, or a short token."""
    for name, folder in (("SCREENER_CACHE", settings.cache), ("SCREENER_CORRECTIONS", settings.corrections)):
        if folder is not None:
            _try_folder(name, folder)
    if settings.earlier is not None:
        _try_earlier(settings.earlier, earlier)
    if settings.public_address is not None and not is_safe(settings.public_address):
        raise _refuse(
            "SCREENER_PUBLIC_ADDRESS is not an https address.", "Write it as people open it: https://screener.example.org."
        )
    if settings.metrics_token is not None and len(settings.metrics_token) < SHORTEST_TOKEN:
        raise _refuse(
            f"SCREENER_METRICS_TOKEN has {len(settings.metrics_token)} characters, and could be guessed.",
            f"Give {SHORTEST_TOKEN} random ones or more, for example of: openssl rand -hex 24",
        )


def is_safe(address: str) -> bool:
    """Says whether what goes to an address is read by nobody on the way: https, or this machine itself."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK))


def _try_folder(name: str, folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise _refuse(
            f'{name} is "{folder}", where nothing can be written: {error.strerror}.',
            "Name a folder that the service's user may write in.",
        ) from error


def _try_earlier(folder: Path, earlier: EarlierRegistries) -> None:
    try:
        held = earlier.versions
    except (OSError, RulebookFault, RulebookFaults, RequestRefused) as error:
        said = error.strerror or "unreadable" if isinstance(error, OSError) else str(error)
        raise _refuse(f'SCREENER_EARLIER is "{folder}", which does not hold earlier rules: {said}', _LAYOUT) from error
    if not held:
        raise _refuse(f'SCREENER_EARLIER is "{folder}", which holds no folder of rules.', _LAYOUT)


def _refuse(message: str, help: str) -> RequestRefused:
    return RequestRefused(message, help=help, code="setting_unusable")
