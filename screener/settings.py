"""Settings: the environment goes in, once; a frozen Settings comes out and is passed down. So does the day it is here."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from platformdirs import user_cache_path, user_data_path

from screener.errors import RequestRefused

if TYPE_CHECKING:
    from datetime import date
    from importlib.resources.abc import Traversable

PREFIX = "SCREENER_"


def _number(default: int, *, most: int, least: int = 1) -> Any:  # noqa: ANN401 (what dataclasses.field gives)
    return field(default=default, metadata={"most": most, "least": least})


def _choice(first: str, *others: str) -> Any:  # noqa: ANN401 (what dataclasses.field gives)
    return field(default=first, metadata={"words": (first, *others)})


def _text() -> Any:  # noqa: ANN401 (what dataclasses.field gives)
    return field(default=None, metadata={"text": True})


def _secret() -> Any:  # noqa: ANN401 (what dataclasses.field gives)
    return field(default=None, repr=False, metadata={"text": True})


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator may set, each as an environment variable `SCREENER_<NAME>`; docs/operations.md says what each does."""

    rules: Path | None = None
    cache: Path | None = None
    earlier: Path | None = None
    corrections: Path | None = None
    corrections_address: str | None = _text()
    max_upload_mb: int = _number(20, most=2000)
    read_timeout_s: int = _number(90, most=3600)
    render_timeout_s: int = _number(120, most=3600)
    database_url: str | None = _secret()
    secret_key: str | None = _secret()
    max_job_mb: int = _number(100, most=2000)
    max_jobs: int = _number(500, most=100_000)
    job_minutes: int = _number(60, most=60)
    mode: str = _choice("own", "public", "workspaces")
    log: str = _choice("errors", "requests")
    metrics_token: str | None = _secret()
    public_address: str | None = _text()
    oidc_issuer: str | None = _text()
    oidc_client: str | None = _text()
    oidc_secret: str | None = _secret()
    proxies: int = _number(0, most=9, least=0)
    work_per_minute: int = _number(30, most=100_000)
    reading_per_minute: int = _number(600, most=1_000_000)
    work_at_once: int = _number(4, most=1000)
    body_timeout_s: int = _number(60, most=3600)

    @property
    def rules_root(self) -> Traversable:
        """The folder of rules in force."""
        return self.rules if self.rules is not None else files("rules")

    @property
    def cache_folder(self) -> Path:
        """The folder of the compiled rulebook."""
        return self.cache if self.cache is not None else user_cache_path("divestment-screener", appauthor=False)

    @property
    def database_address(self) -> str:
        """The address of the database: as set, or a file in the user's data folder."""
        return self.database_url or f"sqlite:///{user_data_path('divestment-screener', appauthor=False) / 'screener.db'}"

    @property
    def funds_folder(self) -> Path:
        """The folder of the fund files that a person keeps."""
        return user_data_path("divestment-screener", appauthor=False) / "funds"


def read_settings() -> Settings:
    """Reads the environment. Raises RequestRefused for a `SCREENER_` variable nobody knows, or a value that is none."""
    known = {f"{PREFIX}{item.name.upper()}": item for item in fields(Settings)}
    given = {name: text for name, text in os.environ.items() if name.startswith(PREFIX) and text}
    for name in sorted(given):
        if name not in known:
            raise RequestRefused(
                f'The environment variable "{name}" is not a setting of the screener.', help=f"Known: {', '.join(sorted(known))}."
            )
    values: dict[str, Any] = {known[name].name: _read_value(name, text, known[name].metadata) for name, text in given.items()}
    return Settings(**values)


def read_today() -> date:
    """Gives the day it is where this machine stands."""
    return datetime.now(tz=UTC).astimezone().date()


def _read_value(name: str, text: str, metadata: Any) -> Path | int | str:  # noqa: ANN401 (a dataclass field's metadata)
    if "text" in metadata:
        return text
    if "words" in metadata:
        return _read_choice(name, text, metadata["words"])
    if "most" not in metadata:
        return Path(text)
    if not text.isdecimal() or not metadata["least"] <= int(text) <= metadata["most"]:
        raise RequestRefused(f'{name} is "{text}".', help=f"Give a whole number from {metadata['least']} to {metadata['most']}.")
    return int(text)


def _read_choice(name: str, text: str, words: tuple[str, ...]) -> str:
    if text not in words:
        raise RequestRefused(f'{name} is "{text}".', help=f"Give one of: {', '.join(words)}.")
    return text
