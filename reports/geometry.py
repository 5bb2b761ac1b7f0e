"""Geometry: the name of an address profile goes in; where paper, window, address, sender and folds lie comes out, in millimetres.

All places are measured from the top left corner of the sheet. The sources, and what of them is general knowledge, stand in
docs/decisions/0010-letters-in-files.md.
"""

from __future__ import annotations

from dataclasses import dataclass

COMMON = "universal"
"""The profile that is used where nothing else is asked for."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A rectangle on a sheet: its four edges in millimetres from the sheet's left and top."""

    left: float
    right: float
    top: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Sheet:
    """A kind of paper, its name in CSS, and the zone inside its margins."""

    name: str
    width: float
    height: float
    text: Zone


@dataclass(frozen=True, slots=True)
class Profile:
    """How a first page is laid out: the address lies in `address`, and in `clear` nothing else may show.

    `clear` is what an envelope's window can uncover when the sheet slips inside it. `body` is where the text begins, `sender`
    where the sender's lines lie, `folds` the heights of the marks at the left edge.
    """

    sheet: Sheet
    address: Zone
    clear: Zone
    sender: Zone
    body: float
    folds: tuple[float, ...] = ()


A4 = Sheet("A4", 210, 297, Zone(25, 185, 20, 276))
US_LETTER = Sheet("letter", 215.9, 279.4, Zone(22.3, 193.6, 16, 262.4))
PROFILES: dict[str, Profile] = {
    # What British printers, the German form A and Nordic windows have in common; British printers refuse marks in the margin.
    "universal": Profile(A4, Zone(25, 120, 45, 66), Zone(15, 124, 39, 94.5), Zone(125, 185, 20, 62), 95),
    # DIN 5008 form B: a field of 85 by 45 at 20/45, its upper 17.7 for remarks; print shops want 5 clear at its edges.
    "de-b": Profile(A4, Zone(25, 102, 62.7, 85.5), Zone(20, 107.5, 45, 90), Zone(125, 185, 20, 62), 98, (105, 210)),
    # The older Swiss window, 90 by 40 at 15 to 17 from the right of an envelope in which the sheet may slip by 19.
    "ch-right": Profile(A4, Zone(122, 194, 55, 82), Zone(105, 200, 45, 88), Zone(25, 95, 20, 62), 92, (105, 210)),
    # A No. 10 envelope (241.3 by 104.8) with a window of 114.3 by 28.6 at 22.2 from its left and 12.7 from its foot. Folded at
    # 101.6 the panel cannot slip by more than 3.2, so that the window always shows this zone.
    "us": Profile(US_LETTER, Zone(24, 111, 63.7, 88.7), Zone(0, 124, 57, 94.5), Zone(125, 193.6, 16, 56), 96, (101.6, 203.2)),
}


def write_geometry_css() -> str:
    """Gives the rules of every profile as CSS: pages with their margins, and the places of the letterhead."""
    pages = "\n".join(_write_page(sheet, draft=draft) for sheet in (A4, US_LETTER) for draft in (False, True))
    return "\n".join([pages, *(_write_profile(name, profile) for name, profile in PROFILES.items())])


def name_page(sheet: Sheet, *, draft: bool) -> str:
    """Gives the name that CSS knows a sheet's pages by."""
    return f"{'draft-' if draft else ''}letter-{sheet.name.lower()}"


def _write_page(sheet: Sheet, *, draft: bool) -> str:
    text = sheet.text
    margins = (text.top, sheet.width - text.right, sheet.height - text.bottom, text.left)
    size = f"{sheet.width}mm {sheet.height}mm"
    mark = '@top-right { content: "DRAFT"; font: 600 11pt "Source Serif 4"; vertical-align: middle; }' if draft else ""
    return f"@page {name_page(sheet, draft=draft)} {{ size: {size}; margin: {' '.join(_mm(edge) for edge in margins)}; {mark} }}"


def _write_profile(name: str, profile: Profile) -> str:
    text, head = profile.sheet.text, f".profile-{name} .letterhead"
    return "\n".join(
        [
            f"body.letter.profile-{name} {{ page: {name_page(profile.sheet, draft=False)}; }}",
            f"body.letter.draft.profile-{name} {{ page: {name_page(profile.sheet, draft=True)}; }}",
            f"{head} {{ height: {_mm(profile.body - text.top)}; }}",
            _place(f"{head} .sender", profile.sender, text),
            _place(f"{head} .recipient", profile.address, text),
            *_mark_folds(head, profile),
        ]
    )


def _place(selector: str, zone: Zone, text: Zone) -> str:
    left, top = _mm(zone.left - text.left), _mm(zone.top - text.top)
    return f"{selector} {{ left: {left}; top: {top}; width: {_mm(zone.width)}; height: {_mm(zone.height)}; }}"


def _mark_folds(head: str, profile: Profile) -> list[str]:
    """Marks drawn by the style, because a mark is nothing that a page says."""
    text = profile.sheet.text
    return [
        f'{head}::{side} {{ content: ""; position: absolute; left: {_mm(5 - text.left)}; top: {_mm(fold - text.top)}; '
        "width: 4mm; border-top: 0.3pt solid #777; }"
        for side, fold in zip(("before", "after"), profile.folds, strict=False)
    ]


def _mm(number: float) -> str:
    return f"{round(number, 2):g}mm"
