"""The letters of a campaign as a job: its files go in; the bundle, printed letter by letter, lies there sealed."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from reports.pdf import PdfPress
from screener.campaigns.campaign import CampaignDesk, CampaignFiles, read_campaign
from screener.errors import ScreenerError
from screener.jobs.bundle import BundleOrder, render_planned, write_bundle
from screener.orders import choose_policy, read_live_registry

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from screener.campaigns.campaign import CampaignReading
    from screener.rulebook.rulebook import Rulebook
    from screener.settings import Settings

WORK, LETTERS = "work", "letters"
"""The word of a job, and what it says, by which it is known to be one of letters; without it a job screens."""
BUNDLE = "campaign.zip"


def write_words(order: BundleOrder, *, day: date) -> dict[str, str]:
    """Gives the words of a job of letters."""
    return {WORK: LETTERS, "forms": " ".join(order.forms), "draft": "yes" if order.draft else "", "as_of": day.isoformat()}


def print_campaign(
    files: Mapping[str, bytes],
    words: Mapping[str, str],
    *,
    settings: Settings,
    book: Rulebook,
    tell: Callable[[float], None],
) -> tuple[bytes, dict[str, Any] | None]:
    """Gives the bundle of a campaign's files by name, or the problem that stands in its way."""
    names = {key: entity.name for key, entity in book.registry.entities.items()}
    kept = {name: content.decode() for name, content in files.items()}
    order = BundleOrder(forms=tuple(words["forms"].split()), draft=bool(words["draft"]), kept=kept)
    try:
        reading = _read(files, date.fromisoformat(words["as_of"]), settings=settings, book=book)
        with PdfPress(seconds=settings.render_timeout_s) as press:
            return write_bundle(reading, order, press.write, names=names, tell=tell), None
    except ScreenerError as error:
        if error.status >= 500:
            raise
        return b"", {"status": error.status, "code": error.kind, "detail": error.message, "help": error.help}


def _read(files: Mapping[str, bytes], today: date, *, settings: Settings, book: Rulebook) -> CampaignReading:
    texts = {name: content.decode() for name, content in files.items() if name != "recipients.csv"}
    given = CampaignFiles(
        plan=texts["campaign.yaml"],
        recipients=files["recipients.csv"],
        review=texts.get("review.yaml"),
        earlier=texts.get("earlier.csv"),
        tracker=texts.get("tracker.csv"),
    )
    live = read_live_registry(book, settings=settings)
    desk = CampaignDesk(live=live, find_policy=partial(choose_policy, book=book), render=render_planned, today=today)
    return read_campaign(given, desk)
