"""A desk for tests of letters: a screening that holds every entity of the registry, correspondents, and the words of a letter."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pandas as pd

from reports.letter_document import EarlierLetter
from reports.render import render_html
from screener.rulebook.compiled import load_rulebook
from screener.screening.decisions import decide_findings, judge_registry
from screener.screening.findings import collect_findings
from screener.writing.correspondents import Recipient, Sender
from screener.writing.letters import Correspondence, LetterOrder, write_correspondence
from screener.writing.live_claims import LiveRegistry
from tests.builders import AS_OF, build_rows, build_screening

if TYPE_CHECKING:
    from reports.letter_document import LetterDocument
    from screener.model import Screening
    from screener.rulebook.rulebook import Rulebook

SENDER = Sender(
    capacity="shareholder",
    name="Ada Example",
    email="ada@mail.example",
    address_lines=("1 High Street", "London"),
    place="London",
)
EARLIER = (EarlierLetter("2026-03-02", "post"), EarlierLetter("2026-06-15", "email", "acknowledged", "2026-06-20"))


@lru_cache(maxsize=1)
def read_book() -> Rulebook:
    """Gives the rulebook as it is shipped."""
    return load_rulebook(files("rules"), cache=None)


@lru_cache(maxsize=1)
def hold_everything() -> Screening:
    """Gives a screening under the policy "standard" of a portfolio with one line for every entity of the registry."""
    book, day = read_book(), date.fromisoformat(AS_OF)
    ids = list(book.registry.entities)
    lines = pd.DataFrame({"entity": ids, "row": range(1, len(ids) + 1), "sheet": "", "through": [()] * len(ids)})
    lines = lines.assign(market_value="1000", value_currency="USD", weight="0.001")
    found = collect_findings(lines, registry=book.registry, as_of=day)
    verdicts = judge_registry(book.registry, book.policies["standard"], as_of=day)
    return build_screening(findings=decide_findings(found, verdicts), rows=build_rows(()))


def write_to(recipients: dict[str, Recipient], *, earlier: bool = False, sender: Sender = SENDER, **order: Any) -> Correspondence:
    """Gives the letters of the day to these, after two earlier letters each if `earlier`."""
    sent = dict.fromkeys(recipients, EARLIER) if earlier else {}
    asked = LetterOrder(sender=sender, earlier=sent, live=LiveRegistry(read_book().registry), **order)
    return write_correspondence(hold_everything(), asked, recipients)


def make_recipient(company: str = "Example Company", **changes: Any) -> Recipient:
    """Gives an invented address."""
    return Recipient(company, ("100 Example Street",), "KR", **changes)


def write_to_all(kind: str | None, **changes: Any) -> Correspondence:
    """Gives a letter of this kind to every entity that bears one."""
    return write_to({f.entity: make_recipient() for f in hold_everything().findings}, kind=kind, **changes)


def read_body(letter: LetterDocument) -> str:
    """Gives a letter's body as text, without the numbers of its notes."""
    body = render_html(letter).split("<main>")[1].split("</main>")[0]
    return " ".join(re.sub(r"<sup.*?</sup>|<[^>]+>", " ", body).split())
