"""The diagram of paths: chains of hops go in; boxes and arrows with their dates (SVG) that read in black and white come out.

Each chain is a row; where rows that follow each other have the same entity in the same place, they share its box. A chain longer
than a row goes on in the next, from the box it ended with.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from reports import filters
from reports.breaks import ZERO_WIDTH_SPACE, part_syllables, part_words
from reports.charts import FACE, INK, TEXT
from reports.customs import read_customs
from reports.speech import translate
from reports.wording import read_wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reports.path_document import PathHop, Paths

_BOX, _HIGH, _EDGE = 122, 44, 1
_PER_ROW = 3
"""Hops in a row: four boxes and their arrows are as wide as the page's text."""
_NAME, _SMALL = 11.5, 9.6
_NAME_CHARACTERS, _NAME_LINES = 20, 3
_PIECE = re.compile(rf"[^ {ZERO_WIDTH_SPACE}]+[ {ZERO_WIDTH_SPACE}]*")


@dataclass(frozen=True, slots=True)
class _Grid:
    """How far apart boxes and rows stand, and of a label how far its lines, how many they are and how many letters each has."""

    gap: int = 100
    row: int = 62
    step: int = 11
    letters: int = 19
    lines: int = 2


_GRIDS = {"my": _Grid(gap=140, row=74, step=15, letters=18)}
"""Burmese is wider, and stands taller."""


@dataclass(frozen=True, slots=True)
class _Node:
    key: str
    name: str
    column: int
    top: int
    bottom: int


def draw_paths(paths: Paths, *, language: str) -> Markup:
    """Gives the diagram; a solid arrow is an ownership or a tie reported as active, a broken one is not, or not any more."""
    rows = list(_list_rows(paths))
    grid = _choose_grid(rows, language)
    arrows = [
        _draw_hop(hop, grid, row=number, column=place, language=language)
        for number, part in enumerate(rows)
        for place, hop in enumerate(part)
    ]
    ends = {chain[-1].end for chain in paths.chains}
    boxes = [_draw_node(node, grid, ends=node.key in ends) for node in _merge_nodes(rows)]
    columns = max(len(part) for part in rows) + 1
    title = say_title(paths, language)
    return Markup(
        '<svg class="paths" role="img" viewBox="0 0 {w} {h}" width="{w}" height="{h}">'
        "<title>{title}</title><desc>{desc}</desc>{drawn}</svg>"
    ).format(
        w=columns * _BOX + (columns - 1) * grid.gap + 2 * _EDGE,
        h=len(rows) * grid.row,
        title=filters.write_plain(title),
        desc=_describe(paths, language),
        drawn=Markup("").join((*boxes, *arrows)),
    )


def _choose_grid(rows: Sequence[Sequence[PathHop]], language: str) -> _Grid:
    """Rows stand further apart where a label in a wider script needs a third line, so that none is cut short."""
    grid = _GRIDS.get(language, _Grid())
    labels = (say(hop, language) for part in rows for hop in part for say in (say_hop, say_hop_day))
    if language not in _GRIDS or all(len(_fill(filters.write_plain(label), grid.letters)) <= grid.lines for label in labels):
        return grid
    return replace(grid, row=grid.row + 2 * grid.step, lines=grid.lines + 1)


def say_title(paths: Paths, language: str = "en") -> str:
    """Gives the sentence above the diagram: what its sources say, and where they end."""
    start = paths.chains[0][0].start_name
    ends, via = (filters.join_words(names, language=language) for names in (paths.ends, paths.via))
    through = " through {via}" if via else ""
    verb = "tied" if paths.past else "tie"
    end = "" if paths.reaches else "; the registry records no further step"
    sentence = f"Sources {verb} {{start}} to {{ends}}{through}{end}."
    return translate(sentence, language=language, strict=False).format(start=start, ends=ends, via=via)


def say_hop(hop: PathHop, language: str) -> str:
    """Gives what a step is, in words: "oil or gas business", "co-owner, 30 %"."""
    word = read_wording(language).word
    if hop.by == "involvement":
        return word(hop.channel, "channels")
    share = [filters.write_share(hop.share, language=language)] if hop.share is not None else []
    return read_customs(language).list[0].join([word(f"{hop.by}_{hop.tie}", "hops"), *share])


def say_hop_day(hop: PathHop, language: str) -> str:
    """Gives the day of a step: since when, until when, and where it is not current its status; else when it was reported."""
    period = filters.write_period(hop.since, hop.until, language=language)
    if hop.status in {"", "active"}:
        said = translate("reported {day}" if hop.reported_on else "day not known", language=language, strict=False)
        return period or said.format(day=filters.write_date(hop.reported_on, language=language))
    between = translate(";", language=language, strict=False) + " "
    return between.join(part for part in (period, read_wording(language).word(hop.status, "hop_statuses")) if part)


def _describe(paths: Paths, language: str) -> str:
    steps = [f"{hop.start_name} → {hop.end_name}: {say_hop(hop, language)}, {say_hop_day(hop, language)}" for hop in paths.hops]
    return filters.write_plain("; ".join(steps))


def _list_rows(paths: Paths) -> Iterator[tuple[PathHop, ...]]:
    """The rows; what goes on from an earlier row stands only where its steps are not drawn yet."""
    drawn: set[PathHop] = set()
    for chain in paths.chains:
        for start in range(0, len(chain), _PER_ROW):
            part = chain[start : start + _PER_ROW]
            if start == 0 or not drawn.issuperset(part):
                yield part
            drawn.update(part)


def _merge_nodes(rows: Sequence[Sequence[PathHop]]) -> Iterator[_Node]:
    """The boxes of each column, one for rows that follow each other with the same entity there."""
    for column in range(_PER_ROW + 1):
        told = [(number, _name_node(part, column)) for number, part in enumerate(rows)]
        for (key, name), same in groupby(told, key=lambda item: item[1]):
            numbers = [number for number, _ in same]
            if key:
                yield _Node(key=key, name=name, column=column, top=numbers[0], bottom=numbers[-1])


def _name_node(part: Sequence[PathHop], column: int) -> tuple[str, str]:
    if column == 0:
        return part[0].start, part[0].start_name
    return (part[column - 1].end, part[column - 1].end_name) if column <= len(part) else ("", "")


def _draw_node(node: _Node, grid: _Grid, *, ends: bool) -> Markup:
    left, top = _EDGE + node.column * (_BOX + grid.gap), node.top * grid.row + (grid.row - _HIGH) // 2
    height = (node.bottom - node.top) * grid.row + _HIGH
    lines = _wrap(node.name, _NAME_CHARACTERS, _NAME_LINES)
    first = top + height / 2 - (len(lines) - 1) * 6.5 + 4
    weight = 600 if node.column == 0 or ends else 400
    return Markup(
        '<rect class="box" x="{x}" y="{y}" width="{w}" height="{h}" fill="none" stroke="{ink}" stroke-width="{line}"/>{names}'
    ).format(
        x=left, y=top, w=_BOX, h=height, ink=INK, line=1.6 if ends else 0.9,
        names=_draw_lines(lines, x=left + _BOX / 2, y=first, step=13, size=_NAME, weight=weight),
    )  # fmt: skip


def _draw_hop(hop: PathHop, grid: _Grid, *, row: int, column: int, language: str) -> Markup:
    left, y = _EDGE + column * (_BOX + grid.gap) + _BOX, row * grid.row + grid.row / 2
    above, below = (_wrap(say(hop, language), grid.letters, grid.lines) for say in (say_hop, say_hop_day))
    middle, step = left + grid.gap / 2 - 2, grid.step
    return Markup(
        '<path class="arrow" d="M{x1} {y}H{x2}" stroke="{ink}" stroke-width="1.2" fill="none"{dash}/>'
        '<path class="head" d="M{x2} {t}l7 4l-7 4z" fill="{ink}"/>{above}{below}'
    ).format(
        x1=left + 2, x2=left + grid.gap - 9, y=y, t=y - 4, ink=INK,
        dash=Markup("") if hop.current else Markup(' stroke-dasharray="4 3"'),
        above=_draw_lines(above, x=middle, y=y - 5 - step * (len(above) - 1), step=step, size=_SMALL),
        below=_draw_lines(below, x=middle, y=y + step + 1, step=step, size=_SMALL),
    )  # fmt: skip


def _draw_lines(lines: Sequence[str], *, x: float, y: float, step: float, size: float, weight: int = 400) -> Markup:
    text = Markup(
        '<text x="{x}" y="{y}" text-anchor="middle" font-family="{face}" font-size="{size}" font-weight="{weight}" '
        'fill="{ink}">{line}</text>'
    )
    return Markup("").join(
        text.format(x=x, y=y + step * number, face=FACE, size=size, weight=weight, ink=TEXT, line=line)
        for number, line in enumerate(lines)
    )


def _wrap(text: str, width: int, lines: int) -> list[str]:
    parts = _fill(filters.write_plain(text), width)
    return parts if len(parts) <= lines else [*parts[: lines - 1], f"{parts[lines - 1][: width - 1].rstrip()}…"]


def _fill(text: str, width: int) -> list[str]:
    """Lines of so many letters; a mark over or under a letter has no width of its own. Only a word longer than a line is cut."""
    if text.isascii():
        return textwrap.wrap(text, width, break_long_words=True)
    lines = [""]
    for piece in _list_pieces(text, width):
        if lines[-1] and _measure(lines[-1] + piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece.replace(ZERO_WIDTH_SPACE, "")
    return [line.strip() for line in lines]


def _list_pieces(text: str, width: int) -> Iterator[str]:
    for piece in _PIECE.findall(part_words(text)):
        yield from _PIECE.findall(part_syllables(piece)) if _measure(piece) > width else [piece]


def _measure(text: str) -> int:
    return sum(unicodedata.category(letter) not in {"Mn", "Cf"} for letter in text)
