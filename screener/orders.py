"""Orders: the words of a call go in; a checked order comes out, and with it a file's reading and its screening.

The command line and the service both come through here, so that the same words mean the same at every door. Opening files and
looking at the clock stay with them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from screener.errors import LetterRefused, PolicyUnknown, RequestRefused, UploadRefused
from screener.model import UNUSED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reports.letter_forms import LetterUnprintable
    from screener.errors import Problem
    from screener.funds.declarations import Declaration
    from screener.funds.library import Fund, FundLibrary
    from screener.issuers.confirmations import Answer
    from screener.issuers.index import IssuerIndex
    from screener.issuers.memory import Memory
    from screener.model import Policy, Reading, Registry, Screening
    from screener.rulebook.rulebook import Rulebook
    from screener.screening.decisions import Verdict
    from screener.screening.explanation import Explanation
    from screener.screening.money import Rates
    from screener.settings import Settings
    from screener.writing.live_claims import LiveRegistry

LETTER_UNPRINTABLE = "letter_unprintable"
DEFAULT_POLICY = "standard"
ORDER_WORDS = ("policy", "as_of", "columns", "sheet", "rates", "confirmations")
"""The words of a call that `parse_order` knows."""
DOCUMENTS = ("policy", "rates", "confirmations")
"""Those that may be whole texts: no space of theirs is taken off, so that the hash of one is that of its file."""
MARK = "\ufeff"
"""What some editors put before a text in UTF-8; a form keeps it, and a file is read without it."""
POLICY_FILE = "policy"
"""What a policy that came as text is called in its faults."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a portfolio is screened by, as of which day, and what the investor gave beside the file."""

    policy: Policy
    as_of: date
    columns: Mapping[str, str] | None = None
    sheet: str | None = None
    rates: GivenRates | None = None
    funds: FundLibrary | None = None
    confirmations: GivenConfirmations | None = None

    @property
    def answers(self) -> str:
        """The text of the answers that are heeded, as the receipt hashes it; empty where there are none."""
        return self.confirmations.text if self.confirmations and self.confirmations.answers else ""


@dataclass(frozen=True, slots=True)
class GivenConfirmations:
    """People's answers by key, and the text that `screener confirm` would write of them, with its hash for the receipt."""

    answers: Mapping[str, Answer]
    text: str = field(repr=False)
    sha256: str


@dataclass(frozen=True, slots=True)
class GivenRates:
    """Exchange rates as the investor gave them, with the hash of their text for the receipt."""

    rates: Rates
    sha256: str


def parse_order(
    texts: Mapping[str, str | None],
    *,
    book: Rulebook,
    settings: Settings,
    today: date,
    funds: Mapping[str, bytes] | None = None,
) -> Order:
    """Checks the words of a call, by name as in ORDER_WORDS; `funds` are files of funds by their names.

    Raises RequestRefused, PolicyUnknown or RulebookFault.
    """
    rates, confirmations = texts.get("rates"), texts.get("confirmations")
    return Order(
        policy=find_policy(texts.get("policy") or DEFAULT_POLICY, book=book),
        as_of=parse_day_of_answer(texts.get("as_of"), today=today, registry=book.registry),
        columns=parse_columns(texts.get("columns")),
        sheet=texts.get("sheet"),
        rates=parse_rates(rates, file="rates") if rates else None,
        confirmations=parse_confirmations(confirmations, file="confirmations") if confirmations else None,
        funds=read_funds(funds, settings=settings) if funds else None,
    )


def find_policy(text: str, *, book: Rulebook) -> Policy:
    """Gives a shipped policy by its id, or an investor's own from YAML or JSON. Raises PolicyUnknown or RulebookFault."""
    if "\n" not in text.strip() and "{" not in text:
        return choose_policy(text.strip(), book)
    return read_own_policy(text, file=POLICY_FILE, book=book)


def parse_day(text: str | None, *, today: date) -> date:
    """Gives the day asked for, `today` where none is. Raises RequestRefused (`not_a_day`) for text that is not a day."""
    if text is None:
        return today
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise RequestRefused(f'"{text[:40]}" is not a day.', help="Write it as 2026-11-24.", code="not_a_day") from error


def parse_day_of_answer(text: str | None, *, today: date, registry: Registry) -> date:
    """Gives the day to answer for, as `parse_day`. Raises RequestRefused (`not_a_day`) for one that has not come yet.

    What is said of a tie grows old, and after two years asks nothing: an answer for a day far ahead would name nobody. A day that
    has begun anywhere on Earth, or that the registry itself is of, has come.
    """
    day = parse_day(text, today=today)
    if day > max(today + timedelta(days=1), _read_version(registry) or today):
        raise RequestRefused(f"{day.isoformat()} has not come yet.", help="Ask for today or a past day.", code="not_a_day")
    return day


def _read_version(registry: Registry) -> date | None:
    try:
        return date.fromisoformat(registry.version[:10].replace(".", "-"))
    except ValueError:
        return None  # a registry of one's own may be numbered otherwise


def parse_columns(text: str | None) -> dict[str, str] | None:
    """Reads `name=Stock,isin=Code,unused=Note`, or a JSON object of the same; `unused` may stand for several columns.

    Raises RequestRefused (`columns_unreadable`) on other text.
    """
    if text is None:
        return None
    pairs = _parse_object(text) if text.startswith("{") else _parse_pairs(text)
    if not pairs or not all(field and header for field, header in pairs.items()):
        raise RequestRefused(
            f'"{text[:80]}" does not name columns.',
            help="Write name=Stock,isin=Code,market_value=Value",
            code="columns_unreadable",
        )
    return pairs


def parse_rates(text: str, *, file: str) -> GivenRates:
    """Reads the text of a CSV of exchange rates. Raises RequestRefused (`rates_unreadable`) where it gives none."""
    from screener.screening.rates import read_rates  # noqa: PLC0415 (few calls give rates)

    whole = text.removeprefix(MARK)
    return GivenRates(rates=read_rates(whole, file=file), sha256=sha256(whole.encode()).hexdigest())


def parse_confirmations(text: str, *, file: str) -> GivenConfirmations:
    """Reads the text of a file of confirmations. Raises RulebookFault with the line where it is none.

    The hash is that of the answers as `screener confirm` writes them, so that it is the same for the same answers in JSON.
    """
    from screener.issuers import confirmations as given  # noqa: PLC0415 (few calls give confirmations)

    read = given.read_confirmations(text.removeprefix(MARK), file=file)
    plain = given.write_confirmations(read)
    return GivenConfirmations(answers=given.list_answers(read), text=plain, sha256=sha256(plain.encode()).hexdigest())


def choose_policy(name: str, book: Rulebook) -> Policy:
    """Gives a shipped policy by its id. Raises PolicyUnknown."""
    if name not in book.policies:
        shipped = ", ".join(book.policies)
        raise PolicyUnknown(
            f'There is no policy "{name[:100]}".',
            help=f"Shipped are: {shipped}. Your own is YAML: a file ending in .yaml, or its text.",
        )
    return book.policies[name]


def read_own_policy(text: str, *, file: str, book: Rulebook) -> Policy:
    """Gives an investor's own policy from its text. Raises RulebookFault with the line in `file`."""
    from screener.rulebook.policies import read_policy_text  # noqa: PLC0415 (checking takes libraries that shipped policies do without)

    return read_policy_text(text.removeprefix(MARK), file=file, vocabulary=book.vocabulary, sources=book.registry.sources)


def read_portfolio(
    content: bytes,
    *,
    file: str,
    settings: Settings,
    sheet: str | None = None,
    columns: Mapping[str, str] | None = None,
    own_columns: bool = False,
    progress: Callable[[str, float], None] | None = None,
) -> Reading:
    """Reads the bytes of a file into holdings, within the limits of the settings. Raises UploadRefused where it cannot.

    `own_columns` keeps the user's own columns too, for a workbook.
    `progress` is told what is being done, and which share of reading lies behind.
    """
    from screener.grid.table import read_tables  # noqa: PLC0415 (pandas takes half a second)
    from screener.grid.upload import receive_upload  # noqa: PLC0415
    from screener.intake.holdings import read_holdings  # noqa: PLC0415

    upload = receive_upload(content, file=file, max_bytes=settings.max_upload_mb * 2**20)
    tables = read_tables(upload, sheet=sheet, seconds=settings.read_timeout_s, progress=progress)
    return read_holdings(upload, tables, columns=columns, own_columns=own_columns, progress=progress)


def read_funds(files: Mapping[str, bytes], *, settings: Settings) -> FundLibrary:
    """Reads the files of a folder, by name, into a library of funds; what cannot be used is told in its problems.

    A funds.yaml among them names identifiers. Raises RequestRefused (`funds_unreadable`) where it is at fault.
    """
    from screener.funds.declarations import FILE, read_declarations  # noqa: PLC0415
    from screener.funds.faults import explain_unread, list_faults  # noqa: PLC0415
    from screener.funds.library import build_library  # noqa: PLC0415

    declared = read_declarations(files[FILE].decode("utf-8-sig", "replace")) if FILE in files else {}
    funds: list[Fund] = []
    problems: list[Problem] = []
    for name in sorted(files.keys() - {FILE}):
        try:
            funds += read_fund(files[name], file=name, settings=settings, declared=declared.get(name))
        except UploadRefused as error:
            problems.append(explain_unread(name, error))
    problems += list_faults(funds, declared=declared, files=files)
    hashes = {name: sha256(content).hexdigest() for name, content in files.items()}
    return build_library(funds, files=hashes, problems=problems)


def read_fund(content: bytes, *, file: str, settings: Settings, declared: Declaration | None = None) -> tuple[Fund, ...]:
    """Reads a file as a fund, or as several where it holds several. Raises UploadRefused where it cannot be read."""
    from screener.funds.identity import identify_fund  # noqa: PLC0415
    from screener.funds.library import make_funds  # noqa: PLC0415
    from screener.funds.sections import list_sections  # noqa: PLC0415
    from screener.grid.table import read_tables  # noqa: PLC0415
    from screener.grid.upload import receive_upload  # noqa: PLC0415
    from screener.intake.holdings import read_holdings  # noqa: PLC0415

    upload = receive_upload(content, file=file, max_bytes=settings.max_upload_mb * 2**20)
    tables = read_tables(upload, seconds=settings.read_timeout_s)
    reading = read_holdings(upload, tables)
    by_sheet = {table.sheet or "": table for table in tables}
    sections = list_sections(reading)
    alone = declared if len(sections) == 1 else None
    return make_funds(reading, [(one, identify_fund(one, by_sheet[one.sheet], file=file, declared=alone)) for one in sections])


def fill_order(
    order: Order,
    reading: Reading,
    *,
    book: Rulebook,
    index: IssuerIndex,
    verdicts: Mapping[str, Verdict],
    memory: Memory | None = None,
) -> Screening:
    """Screens one reading as ordered; `verdicts` are the policy's on that day, from `judge_registry`.

    `memory` serves many readings under one index and one set of confirmations.
    """
    from screener.pipeline import screen  # noqa: PLC0415 (pandas takes half a second)

    return screen(
        reading,
        registry=book.registry,
        index=index,
        policy=order.policy,
        verdicts=verdicts,
        naming_sha256=book.naming.sha256,
        as_of=order.as_of,
        inputs={
            "portfolio": reading.upload.sha256,
            "columns": _hash_columns(order.columns),
            "funds": order.funds.sha256 if order.funds else None,
            "rates": order.rates.sha256 if order.rates else None,
            "confirmations": order.confirmations.sha256 if order.confirmations and order.answers else None,
        },
        confirmations=order.confirmations.answers if order.confirmations else None,
        funds=order.funds,
        rates=order.rates.rates if order.rates else None,
        memory=memory,
    )


def _parse_object(text: str) -> dict[str, str]:
    try:
        values = json.loads(text)
        json.dumps(values, ensure_ascii=False).encode()  # half a character can be escaped, and written nowhere
    except (ValueError, RecursionError):
        return {}
    if not isinstance(values, dict):
        return {}
    spread = [
        (field, one)
        for field, value in values.items()
        for one in (value if field == UNUSED and isinstance(value, list) else [value])
    ]
    return _number_unused(spread) if all(isinstance(one, str) for _, one in spread) else {}


def _parse_pairs(text: str) -> dict[str, str]:
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    return _number_unused([(field.strip(), header.strip()) for field, _, header in pairs])


def _number_unused(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """A field is one column's, and what is not used may be many: unused, unused-2, …"""
    named: dict[str, str] = {}
    for name, header in pairs:
        more = sum(taken.partition("-")[0] == UNUSED for taken in named) if name == UNUSED else 0
        named[f"{UNUSED}-{more + 1}" if more else name] = header
    return named


def _hash_columns(columns: Mapping[str, str] | None) -> str | None:
    return None if columns is None else sha256(json.dumps(dict(columns), sort_keys=True).encode()).hexdigest()


def explain_question(
    text: str, *, book: Rulebook, index: IssuerIndex, policy: Policy, as_of: date, beside: Mapping[str, str]
) -> Explanation:
    """Says why what `text` names is listed, or why not: a name, an identifier (`isin:…`, `PTT@XBKK`, …) or an entity's id.

    `beside` bears it out: identifiers by scheme, `ticker`, `mic`, `country` (ISO 3166 alpha-2). Raises EntityUnknown for an
    `entity:` that is none of the registry's.
    """
    from screener.issuers.nearest import find_nearest, list_candidates  # noqa: PLC0415 (pandas takes half a second)
    from screener.issuers.question import list_missing, read_question, resolve_question  # noqa: PLC0415
    from screener.screening.explanation import explain_resolution  # noqa: PLC0415

    question = read_question(text, book.registry)
    resolution = resolve_question(index, question, beside=beside)
    found = resolution.status == "matched"
    nearest = (
        find_nearest(index, name=question.value, country=beside.get("country", ""), isin=beside.get("isin", ""))
        if question.scheme == "name"
        else list_candidates(resolution)
    )
    return explain_resolution(
        resolution,
        nearest=() if found else nearest,
        missing=() if found else list_missing(question, beside=beside),
        registry=book.registry,
        policy=policy,
        as_of=as_of,
    )


def read_live_registry(book: Rulebook, *, settings: Settings) -> LiveRegistry:
    """Gives the registry of a rulebook with its corrections, against which the claims of letters are checked."""
    from screener.rulebook.corrections import read_corrections  # noqa: PLC0415 (only letters ask)
    from screener.writing.live_claims import LiveRegistry  # noqa: PLC0415

    return LiveRegistry(book.registry, read_corrections(settings.rules_root, book.registry, vocabulary=book.vocabulary))


def refuse_unprintable(error: LetterUnprintable) -> LetterRefused:
    """Gives the refusal of a letter that cannot be set on paper as it is."""
    return LetterRefused(str(error), help=error.help, code=LETTER_UNPRINTABLE)
