"""Settings: the environment goes in, once; a frozen Settings comes out and is passed down."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from screener.errors import RequestRefused

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

PREFIX = "SCREENER_"


class Settings(BaseSettings):
    """What an operator may set, each as an environment variable `SCREENER_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True)

    rules: Path | None = Field(
        default=None, description="A folder of rules newer than those shipped, for example a checkout's rules/."
    )
    cache: Path | None = Field(
        default=None, description="Where the compiled rulebook is kept; the user's cache folder by default."
    )
    max_upload_mb: int = Field(default=20, ge=1, le=2000, description="The largest upload read, in megabytes.")
    read_timeout_s: int = Field(default=60, ge=1, le=3600, description="How long the reading of one upload may take, in seconds.")
    render_timeout_s: int = Field(default=120, ge=1, le=3600, description="How long the making of one PDF may take, in seconds.")

    @property
    def rules_root(self) -> Traversable:
        """The folder of rules in force."""
        return self.rules if self.rules is not None else files("rules")

    @property
    def cache_folder(self) -> Path:
        """The folder of the compiled rulebook."""
        return self.cache if self.cache is not None else user_cache_path("divestment-screener", appauthor=False)


def read_settings() -> Settings:
    """Reads the environment. Raises RequestRefused for a `SCREENER_` variable nobody knows: a typing error is not silent."""
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    unknown = sorted(name for name in os.environ if name.startswith(PREFIX) and name.upper() not in known)
    if unknown:
        raise RequestRefused(
            f'The environment variable "{unknown[0]}" is not a setting of the screener.',
            help=f"Known: {', '.join(sorted(known))}.",
        )
    return Settings()
