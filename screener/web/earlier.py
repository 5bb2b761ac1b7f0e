"""Earlier registries: a folder of earlier rules goes in; each registry by its version or hash comes out, read when asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from screener.rulebook.compiled import load_rulebook

if TYPE_CHECKING:
    from pathlib import Path

    from screener.model import Registry


@dataclass(slots=True)
class EarlierRegistries:
    """What SCREENER_EARLIER holds: a folder for each earlier version, each a whole `rules/`. None where it is not set."""

    folder: Path | None
    cache: Path | None
    _read: tuple[Registry, ...] | None = None
    _lock: Lock = field(default_factory=Lock)

    @property
    def versions(self) -> tuple[str, ...]:
        """The versions held, the newest first."""
        return tuple(sorted((registry.version for registry in self._registries()), reverse=True))

    def find(self, version: str) -> Registry | None:
        """Gives the registry of a version or with a hash, as a receipt names it."""
        return next((one for one in self._registries() if version in {one.version, one.sha256}), None)

    def _registries(self) -> tuple[Registry, ...]:
        with self._lock:
            if self._read is None:
                folders = sorted(item for item in self.folder.iterdir() if item.is_dir()) if self.folder else []
                self._read = tuple(load_rulebook(item, cache=self.cache).registry for item in folders)
            return self._read
