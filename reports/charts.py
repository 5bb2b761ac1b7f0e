"""Charts: exposures and decisions go in; small drawings (SVG) that read in black and white come out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROW, _LABEL, _BAR, _VALUE = 20, 322, 158, 140  # the longest label there is takes 310
INK, TEXT, FACE = (
    "#16324f",
    "#1a1a1a",
    "Source Sans 3",
)  # for paper, whose drawings take no styles; a page's styles go before them
_SHAPES = {
    "exclude": Markup('<rect x="1" y="1" width="10" height="10"/>'),
    "engage": Markup('<path d="M6 0.8 11.4 11H0.6z"/>'),
    "observe": Markup('<circle cx="6" cy="6" r="5"/>'),
    "none": Markup('<circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" stroke-width="1.4"/>'),
}
_SOLID, _HOLLOW = Markup(""), Markup(' fill-opacity="0" stroke="#16324f" stroke-width="1"')


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its measure as decimal text, the measure in words, and whether the tie is current (drawn solid)."""

    label: str
    measure: str
    text: str
    solid: bool


def draw_mark(decision: str) -> Markup:
    """Gives the shape of a decision (square, triangle, disc, ring); the word stands beside it, so readers skip the shape."""
    return Markup(
        '<svg class="mark" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" fill="currentColor">{}</svg>'
    ).format(_SHAPES[decision])


def draw_bars(bars: Sequence[Bar], *, title: str, description: str) -> Markup:
    """Gives horizontal bars with direct labels; a hollow bar is a tie that is not current. `title` states the finding."""
    longest = max((Decimal(bar.measure) for bar in bars), default=Decimal(0))
    drawn = Markup("").join(_draw_bar(bar, place=place, longest=longest) for place, bar in enumerate(bars))
    width, height = _LABEL + _BAR + _VALUE, _ROW * len(bars) + 4
    return Markup(
        '<svg class="bars" role="img" viewBox="0 0 {w} {h}" width="{w}" height="{h}">'
        "<title>{title}</title><desc>{desc}</desc>{drawn}</svg>"
    ).format(w=width, h=height, title=title, desc=description, drawn=drawn)


def _draw_bar(bar: Bar, *, place: int, longest: Decimal) -> Markup:
    length = int(_BAR * Decimal(bar.measure) / longest) if longest > 0 else 0
    length, top = max(length, 2), place * _ROW + 4
    return Markup(
        '<text x="{lx}" y="{ty}" text-anchor="end" font-family="{face}" font-size="12.5" fill="{text}">{label}</text>'
        '<rect class="bar" x="{bx}" y="{y}" width="{length}" height="12" fill="{ink}"{look}/>'
        '<text class="value" x="{vx}" y="{ty}" font-family="{face}" font-size="12.5" fill="{text}">{value}</text>'
    ).format(
        lx=_LABEL - 8, bx=_LABEL, y=top, ty=top + 11, length=length, vx=_LABEL + length + 6, label=bar.label,
        value=bar.text, ink=INK, text=TEXT, face=FACE, look=_SOLID if bar.solid else _HOLLOW,
    )  # fmt: skip
