"""The workbench: settings go in; rulebook, index, verdicts and the press that lays out PDFs come out, loaded once and shared."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from reports.pdf import PdfPress
from screener.issuers.index import build_index
from screener.jobs.office import JobOffice, open_office
from screener.orders import choose_policy, find_policy
from screener.rulebook.changelog import read_changelog
from screener.rulebook.compiled import load_rulebook
from screener.rulebook.corrections import read_corrections
from screener.screening.verdicts import Verdicts
from screener.web.seal import Sealer
from screener.web.senders import Senders

if TYPE_CHECKING:
    from datetime import date

    from reports.enclosures import Enclosure
    from screener.issuers.index import IssuerIndex
    from screener.model import Correction, Policy
    from screener.rulebook.changelog import VersionNotes
    from screener.rulebook.rulebook import Rulebook
    from screener.screening.decisions import Verdict
    from screener.settings import Settings
    from screener.web.earlier import EarlierRegistries


@dataclass(slots=True)
class Workbench:
    """What every request works with. It holds the registry's side only: nothing of any portfolio."""

    settings: Settings
    rulebook: Rulebook
    index: IssuerIndex
    press: PdfPress
    sealer: Sealer
    earlier: EarlierRegistries
    corrections: tuple[Correction, ...] = ()
    versions: tuple[VersionNotes, ...] = ()
    senders: Senders = field(default_factory=Senders)
    _verdicts: Verdicts = field(default_factory=Verdicts)
    _press_lock: Lock = field(default_factory=Lock)
    _office: JobOffice | None = None
    _office_lock: Lock = field(default_factory=Lock)

    def policy(self, name: str) -> Policy:
        """Gives a shipped policy by its id. Raises PolicyUnknown."""
        return choose_policy(name, self.rulebook)

    def read_policy(self, text: str) -> Policy:
        """Gives a shipped policy by its id, or an investor's own from YAML or JSON. Raises PolicyUnknown or RulebookFault."""
        return find_policy(text, book=self.rulebook)

    def verdicts(self, policy: Policy, as_of: date) -> dict[str, Verdict]:
        """Gives what the policy says of every entity on that day, judged once and kept."""
        return self._verdicts.judge(self.rulebook.registry, policy, as_of=as_of)

    def print_page(self, page: str, enclosure: Enclosure | None = None) -> bytes:
        """Gives the PDF of one page with its enclosure, one caller at a time. Raises reports.pdf.PressFailed."""
        with self._press_lock:
            return self.press.write(page, enclosure)

    def office(self) -> JobOffice:
        """Gives the office of jobs, its database opened with the first call. Raises DatabaseUnready, RequestRefused."""
        with self._office_lock:
            if self._office is None:
                self._office = open_office(self.settings)
            return self._office

    @property
    def has_office(self) -> bool:
        """Whether the database is open."""
        return self._office is not None


def open_workbench(settings: Settings, earlier: EarlierRegistries) -> Workbench:
    """Loads rulebook and index. Raises RulebookFault or RulebookFaults."""
    rulebook = load_rulebook(settings.rules_root, cache=settings.cache_folder)
    registry, vocabulary = rulebook.registry, rulebook.vocabulary
    return Workbench(
        settings=settings,
        rulebook=rulebook,
        index=build_index(registry, rulebook.naming),
        press=PdfPress(seconds=settings.render_timeout_s),
        sealer=Sealer(),
        earlier=earlier,
        corrections=read_corrections(settings.rules_root, registry, vocabulary=vocabulary),
        versions=read_changelog(settings.rules_root),
    )
