"""A campaign's folder: its files go in, read and checked together; the letters they make and every fault come out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from screener.campaigns import plan as plans
from screener.campaigns import recipients, review, tracker
from screener.cli.desk import open_desk, read_bytes, read_text
from screener.errors import RequestRefused
from screener.orders import read_live_registry
from screener.settings import read_today

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from screener.campaigns.campaign import CampaignReading
    from screener.campaigns.faults import Fault
    from screener.campaigns.letters import PlannedLetter
    from screener.campaigns.plan import Plan
    from screener.campaigns.review import Line, Review
    from screener.campaigns.tracker import Event
    from screener.cli.desk import Desk
    from screener.model import Policy

REVIEW, LETTERS, REPLIES = "review", "letters", "replies"


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign as it stands in its folder."""

    folder: Path
    desk: Desk
    reading: CampaignReading

    @property
    def plan(self) -> Plan | None:
        """The plan, or None where campaign.yaml gives none."""
        return self.reading.plan

    @property
    def letters(self) -> tuple[PlannedLetter, ...]:
        """The letters that may be written."""
        return self.reading.letters

    @property
    def lines(self) -> tuple[Line, ...]:
        """The sentences of the letters."""
        return self.reading.lines

    @property
    def review(self) -> Review:
        """What a second person signed."""
        return self.reading.review

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong in the files."""
        return self.reading.faults

    @property
    def names(self) -> dict[str, str]:
        """The display names of the registry's entities."""
        return {key: entity.name for key, entity in self.desk.rulebook.registry.entities.items()}


def open_campaign(folder: Path) -> Campaign:
    """Reads and checks campaign.yaml, recipients.csv and review.yaml. Raises RequestRefused where a file is missing."""
    from screener.campaigns.campaign import EARLIER, CampaignDesk, CampaignFiles, read_campaign
    from screener.jobs.bundle import render_planned

    check_folder(folder)
    desk = open_desk()
    files = CampaignFiles(
        plan=read_text(folder / plans.FILE),
        recipients=read_bytes(folder / recipients.FILE),
        review=_read_if_there(folder / REVIEW / review.FILE),
        earlier=_read_if_there(folder / EARLIER),
        tracker=_read_if_there(folder / tracker.FILE),
    )
    reading = read_campaign(
        files,
        CampaignDesk(
            live=read_live_registry(desk.rulebook, settings=desk.settings),
            find_policy=partial(_find_policy, desk=desk, folder=folder),
            render=render_planned,
            today=read_today(),
        ),
    )
    return Campaign(folder, desk, reading)


def check_folder(folder: Path) -> None:
    """Raises RequestRefused where the folder is no campaign."""
    for name in (plans.FILE, recipients.FILE):
        if not (folder / name).is_file():
            raise RequestRefused(f'"{folder}" has no {name}.', help="Begin one with: screener campaign new DIR --about ENTITY")


def read_events(folder: Path) -> tuple[Event, ...]:
    """Reads the tracker, empty where nothing was written yet. Raises RequestRefused with all that is wrong in it."""
    file = folder / tracker.FILE
    if not file.is_file():
        return ()
    events, faults = tracker.read_tracker(read_text(file))
    if faults:
        raise RequestRefused("\n".join(map(str, faults)), code="tracker_unreadable")
    return events


def add_events(folder: Path, events: Iterable[Event]) -> None:
    """Adds lines to the tracker. Raises RequestRefused where it cannot be written."""
    file = folder / tracker.FILE
    content = tracker.write_events(events, headings=not file.is_file())
    try:
        with file.open("ab") as open_file:
            open_file.write(content)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise RequestRefused(
            f'"{file}" could not be written: {reason}.', help="Close it where it is open, and try again."
        ) from error


def _find_policy(name: str, *, desk: Desk, folder: Path) -> Policy:
    """A policy of one's own lies in the folder, under its bare name."""
    own = name.endswith((".yaml", ".yml"))
    if own and ("/" in name or "\\" in name):
        raise RequestRefused(f'"{name}" is a path.', help="Lay the policy into the folder.", code="policy_elsewhere")
    return desk.policy(str(folder / name) if own else name)


def _read_if_there(file: Path) -> str | None:
    return read_text(file) if file.is_file() else None


def list_summary(campaign: Campaign) -> Iterator[tuple[str, int]]:
    """Gives how many letters there are of each kind and language."""
    yield from ((f"{kind} ({language})", number) for kind, language, number in campaign.reading.list_kinds())
