"""Notes: sources go in as a page cites them; their numbers, and the list for the page's end, come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reports.facts import SourceNote


class Notes:
    """The notes of one page, numbered in the order of their first citation.

    Only the page knows that order, so numbers are given here and not in the document.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._sources: list[SourceNote] = []

    def cite(self, sources: Iterable[SourceNote]) -> Markup:
        """Gives the raised numbers of these sources, each a link to its note; nothing where there are none."""
        numbers = sorted({self._number(source) for source in sources})
        links = Markup(", ").join(Markup('<a href="#note-{n}" role="doc-noteref">{n}</a>').format(n=number) for number in numbers)
        return Markup('<sup class="cite">{}</sup>').format(links) if numbers else Markup("")

    def __iter__(self) -> Iterator[tuple[int, SourceNote]]:
        return iter(list(enumerate(self._sources, start=1)))

    def __len__(self) -> int:
        return len(self._sources)

    def _number(self, source: SourceNote) -> int:
        key = source.url or source.id
        if key not in self._numbers:
            self._sources.append(source)
            self._numbers[key] = len(self._sources)
        return self._numbers[key]
