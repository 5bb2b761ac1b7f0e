"""The herald: the rules in force go in, again and again; when their registry is one nobody has seen, the webhooks are told.

Reading a registry takes what a worker that waits does without, so that a process of its own does it, and ends.
"""

from __future__ import annotations

import logging
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError

from screener.errors import RulebookFault, RulebookFaults
from screener.rulebook.fingerprint import count_changes
from screener.rulebook.rulebook import hash_rulebook
from screener.store import marks, webhooks

if TYPE_CHECKING:
    from screener.settings import Settings
    from screener.store.database import Database

log = logging.getLogger("screener.jobs")


class Herald:
    """Looks at the rules, and remembers which it has looked at."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self._settings, self._database = settings, database
        self._looked_at = ""

    def look(self) -> int:
        """Tells of a new registry, where somebody asks; gives how many are told. Raises DatabaseUnready."""
        with self._database.read() as connection:
            if not webhooks.count_asking(connection, webhooks.REGISTRY_CHANGED):
                return 0
        rules = hash_rulebook(self._settings.rules_root)
        if rules == self._looked_at:
            return 0
        mark = _read_apart(self._settings)
        self._looked_at = rules
        if mark is None:
            log.warning("the rules in force cannot be read; the registry is not looked at until they change")
        return 0 if mark is None else self._tell(mark)

    def _tell(self, mark: marks.Mark) -> int:
        try:
            with self._database.write() as connection:
                if marks.is_seen(connection, mark.sha256):
                    return 0
                before = marks.see(connection, mark)
                if before is None:
                    return 0
                return webhooks.announce(connection, webhooks.REGISTRY_CHANGED, write_news(before, mark))
        except IntegrityError:  # another worker saw it at the same moment, and tells of it
            return 0


def write_news(before: marks.Mark, after: marks.Mark) -> dict[str, object]:
    """Gives what is told of a new registry: its version and hash, those it follows, and the number of facts that differ."""
    return {
        "version": after.version,
        "sha256": after.sha256,
        "before": {"version": before.version, "sha256": before.sha256},
        "changes": count_changes(before.facts, after.facts),
    }


def read_mark(settings: Settings) -> marks.Mark:
    """Gives the mark of the registry in force. Raises RulebookFault or RulebookFaults."""
    from screener.rulebook.compiled import load_rulebook  # noqa: PLC0415 (for the process that reads alone)
    from screener.rulebook.fingerprint import fingerprint_registry  # noqa: PLC0415

    registry = load_rulebook(settings.rules_root, cache=settings.cache_folder).registry
    return marks.Mark(version=registry.version, sha256=registry.sha256, facts=fingerprint_registry(registry))


def _read_apart(settings: Settings) -> marks.Mark | None:
    with ProcessPoolExecutor(max_workers=1, mp_context=multiprocessing.get_context("spawn")) as pool:
        try:
            return pool.submit(_try_read, settings).result()
        except BrokenProcessPool:  # killed, for want of memory perhaps
            return None


def _try_read(settings: Settings) -> marks.Mark | None:
    try:
        return read_mark(settings)
    except (RulebookFault, RulebookFaults):  # their words are for `registry check`; they do not travel between processes
        return None
