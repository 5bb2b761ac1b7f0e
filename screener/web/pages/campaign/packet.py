"""The packet: the form that a campaign's page sends goes in; the campaign's files, sent anew or carried by the page, come out.

Nothing stays here between two pages: each page carries the files as text, for the person to see and to correct.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Annotated, Self

from fastapi import Depends, Request

from reports.campaign_pages import CampaignTexts
from screener.campaigns.campaign import CampaignDesk, CampaignFiles, CampaignReading, read_campaign
from screener.errors import RequestRefused
from screener.jobs.bundle import render_planned
from screener.orders import choose_policy
from screener.settings import read_today
from screener.web.api.access import Bench
from screener.web.body import Form, read_form
from screener.web.letter_orders import read_bench_registry
from screener.web.workbench import Workbench

NAMES = {
    "plan": "campaign.yaml",
    "recipients": "recipients.csv",
    "review": "review.yaml",
    "earlier": "earlier.csv",
    "tracker": "tracker.csv",
}
"""The files of a campaign by the field that takes them; a page carries each as text in the field of that name and `_text`."""
TEXT_FIELDS = tuple(f"{name}_text" for name in NAMES)
WRITTEN = ("initials", "day", "letter", "event", "on", "by", "note")
"""What is written into the forms of a campaign's pages beside its files."""
TICKED = ("sign", "form")
MOST_TICKS = 5_000


@dataclass(frozen=True, slots=True)
class Packet:
    """The texts of a campaign, the bytes of files that are no text, and the rest of the form they came with."""

    texts: CampaignTexts
    form: Form = field(repr=False)
    unread: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    def with_review(self, review: str) -> Self:
        """Gives the packet with another review."""
        return replace(self, texts=replace(self.texts, review=review))

    def with_tracker(self, tracker: str) -> Self:
        """Gives the packet with another tracker."""
        return replace(self, texts=replace(self.texts, tracker=tracker))

    def require(self, *names: str) -> None:
        """Raises RequestRefused where one of these files is missing, or is no text."""
        for name in names:
            if name in self.unread:
                raise RequestRefused(
                    f"{NAMES[name]} is not text in UTF-8.", help="Save it as UTF-8, and send it again.", code=f"{name}_encoding"
                )
            if not getattr(self.texts, name).strip():
                raise RequestRefused(f"There is no {NAMES[name]}.", help="Choose the file.", code=f"{name}_missing")

    @property
    def files(self) -> CampaignFiles:
        """The files as a campaign is read from them."""
        texts = self.texts
        given = self.unread.get("recipients") or texts.recipients.encode()
        beside = {name: getattr(texts, name) or None for name in ("review", "earlier", "tracker")}
        return CampaignFiles(plan=texts.plan, recipients=given, **beside)


async def receive_packet(request: Request, bench: Bench) -> Packet:
    """Reads the form of a campaign's page within its limits. Raises RequestRefused, UploadTooLarge or UploadUnsupported."""
    form = await read_form(
        request,
        limit=bench.settings.max_upload_mb * 2**20,
        fields=(*TEXT_FIELDS, *WRITTEN),
        files=tuple(NAMES),
        lists=TICKED,
        most=MOST_TICKS,
    )
    texts: dict[str, str] = {}
    unread: dict[str, bytes] = {}
    for name in NAMES:
        sent = form.files.get(name)
        try:
            texts[name] = _unify(sent.content.decode("utf-8-sig") if sent else form.texts.get(f"{name}_text", ""))
        except UnicodeDecodeError:
            unread[name] = sent.content if sent else b""
    return Packet(texts=CampaignTexts(**texts), form=form, unread=unread)


SentPacket = Annotated[Packet, Depends(receive_packet)]


def read_packet(packet: Packet, bench: Workbench) -> CampaignReading:
    """Reads and checks the campaign. Raises RequestRefused where a file is missing; unreadable recipients are a fault."""
    packet.require("plan", *(() if "recipients" in packet.unread else ("recipients",)))
    packet.require(*(name for name in packet.unread if name != "recipients"))
    desk = CampaignDesk(
        live=read_bench_registry(bench),
        find_policy=partial(choose_policy, book=bench.rulebook),
        render=render_planned,
        today=read_today(),
    )
    return read_campaign(packet.files, desk)


def list_names(bench: Workbench) -> dict[str, str]:
    """Gives the display names of the registry's entities."""
    return {key: entity.name for key, entity in bench.rulebook.registry.entities.items()}


def _unify(text: str) -> str:
    """A browser sends every line end of a text field as two characters."""
    return text.replace("\r\n", "\n")
