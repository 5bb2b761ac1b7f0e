"""Acceptance: proposals a person accepts and the pages they concern go in as text; the pages come out with the new facts on them.

Nothing on a page is replaced: what is absent is added, with the list as its source; a contradiction stays for a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from screener.errors import RequestRefused
from screener.sources.page import Page, write_scalar
from screener.sources.registry_index import NO_COUNTRY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from screener.model import Source
    from screener.sources.reading import Proposal

SOURCES = "registry/sources.yaml"
NEW_PAGES = "registry/entities/military"
ORDER = (
    "names",
    "identifiers",
    "owners",
    "involvements",
    "responses",
    "sanctions",
    "brands",
    "investor_actions",
    "sources",
    "note",
)
"""The order in which a dossier's parts stand."""
SHORT = 4
"""Letters up to which a name never matches alone."""


def revise_pages(proposals: Iterable[Proposal], pages: Mapping[str, str]) -> dict[str, str]:
    """Gives the pages that change, by path under the rules' folder; `pages` are the registry's as they stand.

    Raises RequestRefused where a proposal's entity has no page, or has one although it is new: the registry changed since.
    """
    places = {path.rpartition("/")[2].removesuffix(".yaml"): path for path in pages if path.startswith("registry/entities/")}
    revised: dict[str, str] = {}
    used: dict[str, Source] = {}
    for proposal in proposals:
        path = places.get(proposal.entity, f"{NEW_PAGES}/{proposal.entity}.yaml")
        if proposal.known != (proposal.entity in places):
            raise RequestRefused(
                f'"{proposal.entity}" changed in the registry since the list was compared.', help="Import it again."
            )
        text = revised.get(path, pages.get(path, ""))
        after = revise_page(text, proposal) if proposal.known else write_page(proposal)
        if after != text:
            revised[path] = after
            used[proposal.source.id] = proposal.source
    if used:
        revised[SOURCES] = add_sources(pages[SOURCES], used.values())
    return revised


def revise_page(text: str, proposal: Proposal) -> str:
    """Gives a dossier's text with the proposal's facts on it."""
    page = Page(text, order=ORDER)
    for name in proposal.names:
        page.add_item("names", [_write_name(name, proposal.source.id)])
    if proposal.fact == "sanctions" and proposal.kind == "new":
        page.add_item("sanctions", _write_sanction(proposal))
    elif proposal.fact == "sanctions":
        _fill_sanction(page, proposal)
    elif proposal.fills:
        page.add_item(proposal.fact, [_write_registration(proposal)])
    return page.write()


def write_page(proposal: Proposal) -> str:
    """Gives a new dossier that says what the list says, and that a person has the rest to find out."""
    unknown = (
        "kind and sector" if proposal.country != NO_COUNTRY else f"kind, sector and country ({NO_COUNTRY}: the list names none)"
    )
    lines = [f"id: {proposal.entity}", f"name: {write_scalar(proposal.name)}", "kind: company", f"country: {proposal.country}"]
    others = [name for name in proposal.names if name != proposal.name]
    lines += ["names:", *(f"  - {_write_name(name, proposal.source.id)}" for name in others)] if others else []
    first, *rest = _write_sanction(proposal)
    lines += ["sanctions:", f"  - {first}", *(f"    {line}" for line in rest)]
    lines += [
        f"sources: [{proposal.source.id}]",
        "note: >-",
        f"  Taken over from the list alone; {unknown} are to be established.",
    ]
    return "\n".join(lines) + "\n"


def add_sources(text: str, sources: Iterable[Source]) -> str:
    """Gives `sources.yaml` with the lists among its publications, in the order of the ids."""
    for source in sources:
        starts = {line.partition(":")[0]: line for line in text.splitlines() if line[:1].strip() and not line.startswith("#")}
        if source.id in starts:
            continue
        later = min((key for key in starts if key > source.id), default=None)
        place = len(text) if later is None else text.index(f"\n{starts[later]}\n") + 1
        text = text[:place] + _write_source(source) + text[place:]
    return text


def _write_source(source: Source) -> str:
    facts = {
        "publisher": source.publisher,
        "title": source.title,
        "date": source.date,
        "url": source.url,
        "licence": source.licence,
    }
    body = [f"  {key}: {value if key == 'url' else write_scalar(value)}" for key, value in facts.items() if value]
    return "\n".join([f"{source.id}:", *body]) + "\n"


def _write_name(name: str, source: str) -> str:
    form = "form: short, weak: yes, " if len(name) <= SHORT and name.isascii() else "" if name.isascii() else "form: native, "
    return f"{{text: {write_scalar(name, in_braces=True)}, {form}sources: [{source}]}}"


def _write_sanction(proposal: Proposal) -> list[str]:
    facts = {
        "authority": proposal.authority,
        "programme": proposal.programme,
        "listed_on": proposal.listed_on or "",
        "reference": proposal.reference,
    }
    return [*(f"{key}: {write_scalar(value)}" for key, value in facts.items() if value), f"sources: [{proposal.source.id}]"]


def _write_registration(proposal: Proposal) -> str:
    if proposal.fact == "identifiers":
        return f"{{scheme: isin, value: {proposal.fills['isin']}, sources: [{proposal.source.id}]}}"
    facts = ", ".join(f"{key}: {write_scalar(value, in_braces=True)}" for key, value in proposal.fills.items())
    return f"{{{facts}, sources: [{proposal.source.id}]}}"


def _fill_sanction(page: Page, proposal: Proposal) -> None:
    if not proposal.fills:
        return
    for number, item in enumerate(page.items("sanctions")):
        if item["authority"] == proposal.authority and item.get("reference", "") in {"", proposal.reference}:
            if not item.get("reference") and item["programme"] != proposal.programme:
                continue
            absent = {key: value for key, value in proposal.fills.items() if key not in item}
            for key, value in absent.items():
                page.add_to_item("sanctions", number, key, value)
            if proposal.kind == "gone" and "note" not in item:
                page.add_to_item(
                    "sanctions", number, "note", f"Not on the list read for {absent['removed_on']}; removed then or before."
                )
            if absent:
                page.add_word_to_item("sanctions", number, "sources", proposal.source.id)
            return
