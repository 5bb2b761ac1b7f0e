"""How long five hundred letters take as PDFs: ours, and bare WeasyPrint on the same pages in one process.

    python benchmarks/letters.py [--letters N] [--bare N] [--json]

The letters are those the policy "standard" asks for over the whole registry, to as many invented addresses. Ours is what
`screener letters` does: pages rendered and laid out by one press for each processor, tagged PDF/A-3 with the letter's data
inside; starting the presses counts. Bare is `HTML(...).write_pdf` of the same pages with the same styles, parsed once, untagged,
in one process that is warm. It is measured on some of the pages, in processor time, so that other work on the machine does not
count. `ratio` sets our wall time against it, `processor_ratio` the time of all our processors. The limit is 60 seconds for 500
letters on two processors.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import time
from dataclasses import replace
from datetime import date
from importlib.resources import files
from itertools import cycle, islice
from typing import TYPE_CHECKING

from reports.enclosures import enclose_letter
from reports.layout import read_styles
from reports.letter_document import RecipientBlock, SenderBlock
from reports.letter_forms import render_letter
from reports.press_room import PressRoom
from screener.campaigns.grounds import find_grounds
from screener.orders import choose_policy
from screener.rulebook.rulebook import read_rulebook
from screener.writing.letters import write_letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.letter_document import LetterDocument

LIMIT_S = 60.0
AS_OF = date(2026, 11, 24)
SENDER = SenderBlock(
    name="Ada Example", organisation="Delta Savers", address_lines=("1 Garden Row", "Leeds"), email="ada@mail.example",
    capacity="organisation",
)  # fmt: skip


def make_letters(number: int) -> list[LetterDocument]:
    """Gives so many final letters, no two to the same address."""
    book = read_rulebook(files("rules"))
    entities = sorted(book.registry.entities)
    grounds = find_grounds(entities, registry=book.registry, policy=choose_policy("standard", book), as_of=AS_OF)
    drafts = write_letters(grounds, sender=None, recipients=None)
    return [
        replace(
            letter,
            draft=False,
            sender=SENDER,
            recipient=RecipientBlock(lines=("Board of Directors", letter.name[:50], f"{turn} Example Street", "EXAMPLIA")),
        )
        for turn, letter in enumerate(islice(cycle(drafts), number), start=1)
    ]


def measure_ours(letters: Sequence[LetterDocument]) -> tuple[float, float]:
    """Gives the seconds from documents to PDFs, the start of the presses among them, and those of all processors together."""
    start, busy = time.perf_counter(), _read_processors()
    with PressRoom() as room:
        room.expect(len(letters))
        for made in [room.order(render_letter(letter), enclose_letter(letter)) for letter in letters]:
            made.result()
    return time.perf_counter() - start, _read_processors() - busy


def _read_processors() -> float:
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def measure_bare(pages: Sequence[str]) -> float:
    """Gives the seconds of one processor that a page takes bare WeasyPrint."""
    from weasyprint import HTML

    def write(html: str) -> None:
        styles, fonts = read_styles(html)
        HTML(string=html).write_pdf(stylesheets=styles, font_config=fonts)

    write(pages[0])
    start = time.process_time()
    for html in pages:
        write(html)
    return (time.process_time() - start) / len(pages)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--letters", type=int, default=500)
    parser.add_argument("--bare", type=int, default=40, help="on how many of the pages bare WeasyPrint is measured")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    letters = make_letters(given.letters)
    before = measure_bare([render_letter(letter) for letter in letters[: max(1, given.bare // 2)]])
    ours, busy = measure_ours(letters)
    after = measure_bare([render_letter(letter) for letter in letters[: max(1, given.bare // 2)]])
    bare = (before + after) / 2
    report = {
        "letters": len(letters),
        "processors": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "ours_s": round(ours, 1),
        "ours_ms_a_letter": round(ours / len(letters) * 1000),
        "ours_processor_ms_a_letter": round(busy / len(letters) * 1000),
        "bare_processor_ms_a_letter": round(bare * 1000),
        "ratio": round(ours / len(letters) / bare, 2),
        "processor_ratio": round(busy / len(letters) / bare, 2),
        "limit_s": round(LIMIT_S * len(letters) / 500, 1),
    }
    print(json.dumps(report) if given.json else "\n".join(f"{name:18} {value}" for name, value in report.items()))


if __name__ == "__main__":
    main()
