"""Addresses: lines and a window go in; the size at which they all fit, and the lines as they are set, come out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.geometry import Zone

MOST_LINES = 7
LARGEST, SMALLEST = 10.0, 7.0
"""Points. Sorting machines and people read no smaller type through a window."""
POINT = 25.4 / 72
_LEADING = 1.04
_TALL_LEADING = 1.9
"""Burmese and Thai letters stack above and below the line."""
_TALL = ((0x0E00, 0x0E7F), (0x1000, 0x109F))
_FACES = (
    "source-serif-4-latin-400-normal",
    "source-serif-4-latin-ext-400-normal",
    "source-serif-4-vietnamese-400-normal",
    "source-serif-4-cyrillic-400-normal",
    "noto-serif-myanmar-myanmar-400-normal",
    "noto-sans-thai-thai-400-normal",
)
"""The faces of a letter, in the order in which its style tries them."""


class AddressTooLong(Exception):
    """An address does not fit into its window at a size that can be read. `line` is the line that is too long, or nothing."""

    def __init__(self, line: str = "") -> None:
        super().__init__(f'The address line "{line}" is too long for the window.' if line else "The address has too many lines.")
        self.line = line


@dataclass(frozen=True, slots=True)
class SetAddress:
    """An address as it is set: its lines, its size in points and the step from line to line in millimetres."""

    lines: tuple[str, ...]
    size: float
    step: float


def set_address(lines: tuple[str, ...], zone: Zone) -> SetAddress:
    """Gives the address at the largest size at which it fits the zone; long lines are broken at a space where there is room.

    Raises AddressTooLong where it cannot be read at any size.
    """
    while True:
        if len(lines) > MOST_LINES:
            raise AddressTooLong
        fitted = _fit(lines, zone)
        if fitted.size >= SMALLEST:
            return fitted
        lines = _break_longest(lines, zone)


def _fit(lines: tuple[str, ...], zone: Zone) -> SetAddress:
    leading = _TALL_LEADING if any(_is_tall(line) for line in lines) else _LEADING
    step = min(zone.height / max(len(lines), 1), LARGEST * POINT * max(leading, 1.16))
    width = max((measure_text(line) for line in lines), default=0.0) or 1.0
    size = min(LARGEST, step / POINT / leading, zone.width / POINT / width)
    return SetAddress(lines=lines, size=int(size * 10) / 10, step=int(step * 100) / 100)


def _break_longest(lines: tuple[str, ...], zone: Zone) -> tuple[str, ...]:
    longest = max(range(len(lines)), key=lambda number: measure_text(lines[number]))
    words = lines[longest].split(" ")
    room = zone.width / POINT / SMALLEST
    kept = max((end for end in range(1, len(words)) if measure_text(" ".join(words[:end])) <= room), default=0)
    if not kept or len(lines) >= MOST_LINES:
        raise AddressTooLong(lines[longest])
    return (*lines[:longest], " ".join(words[:kept]), " ".join(words[kept:]), *lines[longest + 1 :])


def measure_text(text: str) -> float:
    """Gives the width of a text in ems, letter by letter; a letter of no face of ours counts as a full em."""
    return sum(_read_widths().get(ord(character), 1.0) for character in text)


def _is_tall(text: str) -> bool:
    return any(first <= ord(character) <= last for character in text for first, last in _TALL)


@lru_cache(maxsize=1)
def _read_widths() -> dict[int, float]:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # noqa: PLC0415 (only final letters need it)

    widths: dict[int, float] = {}
    for name in _FACES:
        with files("reports").joinpath("fonts", f"{name}.woff2").open("rb") as face, TTFont(face, lazy=True) as font:
            em, advances = font["head"].unitsPerEm, font["hmtx"].metrics
            for code, glyph in font.getBestCmap().items():
                widths.setdefault(code, advances[glyph][0] / em)
    return widths
