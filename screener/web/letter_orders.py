"""Letter orders: the body of POST /v1/letters goes in; the order, the recipients and the registry of the day come out."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from reports.catalogues import WordUnknown, choose_language
from screener.errors import LetterRefused
from screener.orders import parse_day
from screener.settings import read_today
from screener.writing.correspondents import RECIPIENT_COLUMNS, read_recipients, read_sender
from screener.writing.earlier_letters import EARLIER_COLUMNS, read_earlier_letters
from screener.writing.letters import LetterOrder
from screener.writing.live_claims import LiveRegistry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reports.letter_document import EarlierLetter
    from screener.errors import Problem
    from screener.model import Screening
    from screener.web.api.shapes import LettersBody
    from screener.web.workbench import Workbench
    from screener.writing.correspondents import Recipient, Sender


def read_bench_registry(bench: Workbench) -> LiveRegistry:
    """Gives the registry as it is now with its corrections, against which the claims of letters are checked."""
    return LiveRegistry(bench.rulebook.registry, bench.corrections)


def make_letter_order(body: LettersBody, screening: Screening, live: LiveRegistry) -> LetterOrder:
    """Gives what is the same for all letters of the call. Raises LetterRefused or RequestRefused for what cannot be used."""
    today = max(read_today().isoformat(), screening.receipt.as_of)
    return LetterOrder(
        sender=_read_sender(body),
        kind=body.kind,
        profile=body.profile,
        language=_choose_language(body.language),
        family=body.family,
        day=parse_day(body.as_of, today=read_today()).isoformat() if body.as_of else today,
        earlier=_read_earlier(body),
        live=live,
    )


def _choose_language(tag: str) -> str:
    try:
        return choose_language(tag)
    except WordUnknown as error:
        raise LetterRefused(f'There are no letters in "{tag[:40]}".', help=f"{error}.", code="language_unknown") from error


def _read_earlier(body: LettersBody) -> Mapping[str, Sequence[EarlierLetter]]:
    if not body.earlier:
        return {}
    _refuse_unknown(body.earlier, EARLIER_COLUMNS, what="an earlier letter")
    reading = read_earlier_letters(_write_table(body.earlier, EARLIER_COLUMNS))
    _refuse_problems("earlier", reading.problems)
    return reading.letters


def _write_table(lines: Sequence[Mapping[str, str]], columns: Sequence[str]) -> str:
    text = io.StringIO(newline="")
    table = csv.DictWriter(text, columns)
    table.writeheader()
    table.writerows(lines)
    return text.getvalue()


def _refuse_unknown(lines: Sequence[Mapping[str, str]], columns: Sequence[str], *, what: str) -> None:
    unknown = [name for line in lines for name in line if name not in columns]
    if unknown:
        raise LetterRefused(
            f'"{unknown[0][:60]}" is not a field of {what}.', help=f"Fields: {', '.join(columns)}.", code="unknown_field"
        )


def _read_sender(body: LettersBody) -> Sender | None:
    if body.sender is None:
        return None
    reading = read_sender(json.dumps(body.sender))
    _refuse_problems("sender", reading.problems)
    return reading.sender


def read_recipients_of(body: LettersBody) -> Mapping[str, Recipient] | None:
    """Gives the recipients of the body by entity, only that of `entity` where it names one. Raises LetterRefused."""
    if body.recipients is None:
        return None
    _refuse_unknown(body.recipients, RECIPIENT_COLUMNS, what="a recipient")
    reading = read_recipients(_write_table(body.recipients, RECIPIENT_COLUMNS))
    _refuse_problems("recipients", reading.problems)
    return {key: one for key, one in reading.recipients.items() if body.entity in {None, key}}


def _refuse_problems(part: str, problems: Iterable[Problem]) -> None:
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        first, more = errors[0], len(errors) - 1
        help_ = f"{first.help}{f' ({more} more)' if more else ''}"
        raise LetterRefused(f"In {part}: {first.message}", help=help_, code=f"{part}_unusable")
