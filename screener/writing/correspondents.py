"""Correspondents: the texts of sender.yaml and recipients.csv go in; who writes, who is written to, and Problems come out."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

import yaml
from babel import Locale

from reports.mail_address import is_mail_address
from screener.errors import Problem
from screener.grid.delimiter import choose_delimiter
from screener.writing.excerpts import cut_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

CAPACITIES = ("shareholder", "bondholder", "saver", "manager", "organisation")
PUBLISH_POLICIES = ("with_consent", "full", "fact_only")
ADDRESS_LINES = 7
"""Lines an address window holds, the company's and the country's among them."""
LINE_CHARACTERS = 54
"""Characters that a line of the address window holds at the letter's size."""
TEXT_CHARACTERS = 200
FAMILIES = ("company", "owner", "state", "holder")
"""Who is written to: the company itself, the owner of a stake in it, a state or body, the fund or manager that holds it."""
MOST_CONCERNS = 40
MOST_RECIPIENTS = 10_000
ADDRESS_COLUMNS = ("address_1", "address_2", "address_3", "address_4", "address_5")
RECIPIENT_COLUMNS = ("entity", "company", "person", "role", *ADDRESS_COLUMNS, "country", "email", "family", "about")
REQUIRED_COLUMNS = ("entity", "company", "address_1", "country")
SENDER_WORDS = {"org": "organisation", "organization": "organisation", "address": "address_lines"}
"""Other words people use for a sender's fields."""
RECIPIENT_WORDS = {
    "entity_id": "entity",
    "issuer": "entity",
    "address_lines": "address",
    **{f"address_line_{number}": f"address_{number}" for number in range(1, 6)},
}
"""Other words people use for the columns of recipients."""
_LINE_MARKS = re.compile(r"\s*[|\n;]\s*")
_NOT_ID = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes. Shares are shown only where given; `signatories_withheld` is a number because names can cost freedom."""

    capacity: str = ""
    name: str = ""
    organisation: str = ""
    address_lines: tuple[str, ...] = ()
    email: str = ""
    shares: str = ""
    fund: str = ""
    place: str = ""
    reference: str = ""
    publish_policy: str = "with_consent"
    signatories: tuple[str, ...] = ()
    signatories_withheld: int = 0


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is written to about one entity. `country` is a name or a two-letter code.

    `family` is empty where the finding tells it; `about` are the ids of those that a letter to their holder or owner is about.
    """

    company: str
    address_lines: tuple[str, ...]
    country: str
    person: str = ""
    role: str = ""
    email: str = ""
    family: str = ""
    about: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The address as the window shows it: person, role, company, street and town, country in capitals."""
        country = Locale.parse("en").territories.get(self.country.upper(), self.country).upper()
        return tuple(line for line in (self.person, self.role, self.company, *self.address_lines, country) if line)


@dataclass(frozen=True, slots=True)
class SenderReading:
    """What sender.yaml gave: the sender, or None where an error stands in the way, and all Problems with their lines."""

    sender: Sender | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class RecipientsReading:
    """What recipients.csv gave: recipients by entity id, the faulty lines left out, and all Problems with their lines."""

    recipients: Mapping[str, Recipient]
    problems: tuple[Problem, ...]


# ── sender.yaml ──────────────────────────────────────────────────────────────────────────────────────────────────────


def read_sender(text: str) -> SenderReading:
    """Gives the sender of a sender.yaml, or why there is none; nothing is raised for what stands in the file."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        values = yaml.load(text, Loader=yaml.BaseLoader) if node else None  # noqa: S506 (BaseLoader makes text only: "no" stays a word)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        return SenderReading(
            None, (_complain_of_sender("not_yaml", "The file is not YAML.", row=mark.line + 1 if mark else None),)
        )
    if not isinstance(values, dict) or not isinstance(node, yaml.MappingNode):
        return SenderReading(None, (_complain_of_sender("not_fields", "The file has no fields.", row=1),))
    lines = {SENDER_WORDS.get(key.value, key.value): key.start_mark.line + 1 for key, _ in node.value}
    values = {SENDER_WORDS.get(key, key): value for key, value in values.items()}
    if isinstance(values.get("address_lines"), str):
        values["address_lines"] = _split_lines(values["address_lines"])
    problems = tuple(_check_sender(values, lines))
    broken = any(problem.severity == "error" for problem in problems)
    return SenderReading(None if broken else _make_sender(values), problems)


def _split_lines(text: str) -> list[str]:
    return [line for line in _LINE_MARKS.split(text.strip()) if line]


def _check_sender(values: Mapping[str, Any], lines: Mapping[str, int]) -> Iterator[Problem]:
    known = {field.name for field in fields(Sender)}
    for key, value in values.items():
        row = lines.get(key)
        if key not in known:
            allowed = {"address" if field == "address_lines" else field for field in known}
            message = f'"{key}" is not a field of a sender.'
            yield _complain_of_sender("unknown_field", message, row=row, column=key, listing=allowed)
        elif key in {"address_lines", "signatories"}:
            yield from _check_lines(key, value, row)
        elif not isinstance(value, str):
            yield _complain_of_sender("not_text", f'"{key}" must be text.', row=row, column=key)
        elif len(value) > TEXT_CHARACTERS:
            message = f'"{key}" has {len(value)} characters; a letter takes at most {TEXT_CHARACTERS}.'
            yield _complain_of_sender("too_long", message, row=row, column=key)
    email = values.get("email")
    if isinstance(email, str) and email and not is_mail_address(email):
        message = f'"{cut_name(email)}" is not an e-mail address.'
        advice = "Write it as name@example.org."
        yield _complain_of_sender("not_an_email", message, row=lines["email"], column="email", advice=advice)
    yield from _check_choice("capacity", values, lines, CAPACITIES)
    yield from _check_choice("publish_policy", values, lines, PUBLISH_POLICIES)
    withheld = values.get("signatories_withheld", "0")
    if isinstance(withheld, str) and not withheld.isdecimal():
        message = f'"signatories_withheld" must be a number, not "{cut_name(withheld)}".'
        yield _complain_of_sender("not_a_number", message, row=lines["signatories_withheld"], column="signatories_withheld")


def _check_lines(key: str, value: object, row: int | None) -> Iterator[Problem]:
    if not isinstance(value, list) or not all(isinstance(line, str) for line in value):
        yield _complain_of_sender("not_a_list", f'"{key}" must be a list, one line each.', row=row, column=key)
        return
    for line in value:
        if len(line) > LINE_CHARACTERS:
            message = f'A line of "{key}" has {len(line)} characters; there is room for {LINE_CHARACTERS}.'
            yield _complain_of_sender("too_long", message, row=row, column=key)
    if key == "address_lines" and len(value) > ADDRESS_LINES:
        yield _complain_of_sender(
            "too_long", f'"{key}" has {len(value)} lines; there is room for {ADDRESS_LINES}.', row=row, column=key
        )


def _check_choice(key: str, values: Mapping[str, Any], lines: Mapping[str, int], allowed: Sequence[str]) -> Iterator[Problem]:
    value = values.get(key)
    if isinstance(value, str) and value and value not in allowed:
        yield _complain_of_sender(
            "unknown_word", f'"{cut_name(value)}" is not a word for "{key}".', row=lines[key], column=key, listing=allowed
        )


def _make_sender(values: Mapping[str, Any]) -> Sender:
    texts = {key: cut_name(value, TEXT_CHARACTERS) for key, value in values.items() if isinstance(value, str)}
    made: dict[str, Any] = {**texts, "signatories_withheld": int(texts.get("signatories_withheld", "0"))}
    for key, value in values.items():
        if isinstance(value, list):
            made[key] = tuple(cut_name(line) for line in value if line.strip())
    return Sender(**made)


def _complain_of_sender(
    code: str,
    message: str,
    *,
    row: int | None,
    column: str | None = None,
    listing: Sequence[str] | set[str] = (),
    advice: str = "",
) -> Problem:
    allowed = f"Use one of: {', '.join(sorted(listing))}." if listing else advice or "Correct that line of the sender file."
    return Problem(code=code, severity="error", message=message, help=allowed, row=row, column=column)


# ── recipients.csv ───────────────────────────────────────────────────────────────────────────────────────────────────


def read_recipients(text: str) -> RecipientsReading:
    """Gives the recipients of a recipients.csv by entity id; each missing or too long field is named with its line."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=choose_delimiter(text))
    try:
        lines = [(reader.line_num, line) for line in reader if any(cell.strip() for cell in line)]
    except csv.Error:
        return RecipientsReading({}, (_complain("not_csv", "The file is not CSV.", row=reader.line_num),))
    if not lines:
        return RecipientsReading({}, (_complain("no_recipients", "The file has no recipients.", row=1),))
    headings = [RECIPIENT_WORDS.get(cell.strip().casefold(), cell.strip().casefold()) for cell in lines[0][1]]
    problems = list(_check_headings(_spread(headings), row=lines[0][0], count=len(lines) - 1))
    recipients: dict[str, Recipient] = {}
    if all(problem.severity != "error" for problem in problems):
        for row, line in lines[1:]:
            cells = _name_holder(_spread_address({key: cell.strip() for key, cell in zip(headings, line, strict=False)}))
            found = list(_check_recipient(cells, row=row, taken=recipients))
            problems += found
            if not found:
                recipients[cells["entity"]] = _make_recipient(cells)
    return RecipientsReading(recipients, tuple(problems))


def _spread(headings: Sequence[str]) -> list[str]:
    """The columns as if a column that holds the whole address were several."""
    return [column for heading in headings for column in (ADDRESS_COLUMNS if heading == "address" else (heading,))]


def _spread_address(cells: dict[str, str]) -> dict[str, str]:
    if "address" not in cells:
        return cells
    lines = _split_lines(cells["address"])
    kept = [*lines[: len(ADDRESS_COLUMNS) - 1], ", ".join(lines[len(ADDRESS_COLUMNS) - 1 :])]
    return {**{key: cell for key, cell in cells.items() if key != "address"}, **dict(zip(ADDRESS_COLUMNS, kept, strict=False))}


def _name_holder(cells: dict[str, str]) -> dict[str, str]:
    """A holder is in no registry: where its line names no entity, its letter is named for it."""
    family = cells.get("family", "").casefold() or ("holder" if cells.get("about") else "")
    own = _NOT_ID.sub("-", cells.get("company", "").casefold()).strip("-") if family == "holder" else ""
    return {**cells, "family": family, "entity": cells.get("entity") or own}


def _check_headings(headings: Sequence[str], *, row: int, count: int) -> Iterator[Problem]:
    missing = [column for column in REQUIRED_COLUMNS if column not in headings]
    for column in missing:
        message = f'The file has no column "{column}".'
        yield _complain(
            "missing_column", message, row=row, column=column, advice=f"Its columns are: {', '.join(RECIPIENT_COLUMNS)}."
        )
    for column in headings:
        if column not in RECIPIENT_COLUMNS:
            message = f'"{cut_name(column)}" is not a column of recipients.'
            advice = f"It is left out; the columns are: {', '.join(RECIPIENT_COLUMNS)}."
            yield replace(_complain("unknown_column", message, row=row, column=column, advice=advice), severity="warning")
    if count > MOST_RECIPIENTS:
        yield _complain(
            "too_many", f"The file has {count:,} recipients; at most {MOST_RECIPIENTS:,} are written to at once.", row=row
        )


def _check_recipient(cells: Mapping[str, str], *, row: int, taken: Mapping[str, Recipient]) -> Iterator[Problem]:
    for column in REQUIRED_COLUMNS:
        if not cells.get(column):
            yield _complain(
                "missing_field", f'Line {row} has no "{column}".', row=row, column=column, advice="Fill it in; a letter needs it."
            )
    for column, cell in ((key, cell) for key, cell in cells.items() if key in RECIPIENT_COLUMNS):
        if column == "about":
            continue
        limit = TEXT_CHARACTERS if column in {"email", "entity"} else LINE_CHARACTERS
        if len(cell) > limit:
            message = f'"{column}" of line {row} has {len(cell)} characters; there is room for {limit}.'
            yield _complain("too_long", message, row=row, column=column, advice="Shorten it so that it fits the address window.")
    yield from _check_relation(cells, row=row)
    if cells.get("entity") in taken:
        yield _complain("repeated", f'Line {row} names "{cells["entity"]}" a second time.', row=row, column="entity")
    if len(_make_recipient(cells).lines) > ADDRESS_LINES:
        message = f"The address of line {row} has more than {ADDRESS_LINES} lines."
        yield _complain(
            "too_long", message, row=row, column="address_5", advice="Leave out the role or the person, or join two lines."
        )


def _check_relation(cells: Mapping[str, str], *, row: int) -> Iterator[Problem]:
    if cells.get("email") and not is_mail_address(cells["email"]):
        message = f'"{cut_name(cells["email"])}" in line {row} is not an e-mail address.'
        yield _complain("not_an_email", message, row=row, column="email", advice="Write it as name@example.org.")
    family, about = cells.get("family", ""), _split_lines(cells.get("about", ""))
    if family and family not in FAMILIES:
        message = f'"{cut_name(family)}" in line {row} is not a word for "family".'
        yield _complain("unknown_word", message, row=row, column="family", advice=f"Use one of: {', '.join(FAMILIES)}.")
    if family == "holder" and not about:
        message = f"Line {row} is a letter to a holder, and does not say about whom."
        yield _complain("missing_field", message, row=row, column="about", advice="Name entities of the registry, parted by “;”.")
    if about and family in {"company", "state"}:
        message = f'Line {row} has "about", which is for letters to a holder or an owner, and the family "{family}".'
        yield _complain("unknown_word", message, row=row, column="about", advice="Leave one of the two out.")
    if len(about) > MOST_CONCERNS:
        message = f"Line {row} is about {len(about)} entities; a letter is about at most {MOST_CONCERNS}."
        yield _complain("too_many", message, row=row, column="about", advice="Write several letters.")


def _make_recipient(cells: Mapping[str, str]) -> Recipient:
    clean = {column: cut_name(cell, TEXT_CHARACTERS) for column, cell in cells.items()}
    return Recipient(
        company=clean.get("company", ""),
        address_lines=tuple(clean[column] for column in ADDRESS_COLUMNS if clean.get(column)),
        country=clean.get("country", ""),
        person=clean.get("person", ""),
        role=clean.get("role", ""),
        email=clean.get("email", ""),
        family=clean.get("family", ""),
        about=tuple(dict.fromkeys(_split_lines(cells.get("about", "")))),
    )


def _complain(code: str, message: str, *, row: int, column: str | None = None, advice: str = "Correct that line.") -> Problem:
    return Problem(code=code, severity="error", message=message, help=advice, row=row, column=column)
