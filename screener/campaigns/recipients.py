"""Recipients: the bytes of recipients.csv go in; who gets a letter about whom, and every fault with its line, come out."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anyascii import anyascii

from screener.campaigns.faults import Fault, complain, has_errors
from screener.campaigns.people import list_objections
from screener.campaigns.plan import follow
from screener.grid.delimiter import choose_delimiter
from screener.intake.countries import find_country
from screener.writing.correspondents import (
    ADDRESS_COLUMNS,
    ADDRESS_LINES,
    LINE_CHARACTERS,
    MOST_RECIPIENTS,
    TEXT_CHARACTERS,
    Recipient,
)
from screener.writing.excerpts import cut_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from screener.campaigns.plan import Plan
    from screener.model import Registry

FILE = "recipients.csv"
COLUMNS = (
    "id", "about", "company", "title", "first_name", "last_name", "role", *ADDRESS_COLUMNS, "country", "email", "language",
)  # fmt: skip
REQUIRED = ("company", "address_1", "country")
WORDS = {"entity": "about", "entity_id": "about", "issuer": "about", "organisation": "company", "organization": "company"}
"""Other words people use for these columns."""
ID_CHARACTERS = 60
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONG = frozenset({"email", "about", "id"})


@dataclass(frozen=True, slots=True)
class Addressee:
    """One letter to be: its id, whom it is about, who gets it, and in which language. `row` is its line in the file."""

    row: int
    id: str
    about: tuple[str, ...]
    recipient: Recipient
    country: str
    language: str
    title: str = ""
    first_name: str = ""
    last_name: str = ""


@dataclass(frozen=True, slots=True)
class AddresseesReading:
    """What recipients.csv gave: the addressees whose lines are right, and all faults."""

    addressees: tuple[Addressee, ...]
    faults: tuple[Fault, ...]


def read_addressees(content: bytes, plan: Plan, *, registry: Registry, languages: Collection[str]) -> AddresseesReading:
    """Gives the addressees of a recipients.csv; nothing is raised for what stands in the file."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return AddresseesReading((), (_refuse_encoding(content, error),))
    try:
        lines = list(_read_lines(text))
    except csv.Error as error:
        return AddresseesReading((), (complain(FILE, "not_csv", f"The file is not CSV: {error}.", help="Save it as CSV."),))
    first = lines[0][1] if lines else ()
    headings = [WORDS.get(cell, cell) for cell in ("_".join(cell.casefold().split()) for cell in first)]
    faults = list(_check_headings(headings, count=max(0, len(lines) - 1)))
    if has_errors(faults):
        return AddresseesReading((), tuple(faults))
    found: list[Addressee] = []
    for row, line in lines[1:]:
        cells = {heading: cut_name(cell, TEXT_CHARACTERS * 5) for heading, cell in zip(headings, line, strict=False)}
        wrong = [
            *_check_width(line, headings, row=row),
            *_check_cells(cells, plan, row=row, registry=registry, languages=languages),
        ]
        faults += wrong
        if not has_errors(wrong):
            found.append(_make_addressee(cells, plan, row=row, registry=registry))
    faults += [*_check_repeats(found, plan), *_check_unnamed(found, plan)]
    return AddresseesReading(tuple(found), tuple(sorted(faults, key=lambda fault: fault.problem.row or 0)))


def make_id(company: str) -> str:
    """Gives an id for a letter from the name of its recipient: small letters, digits and hyphens."""
    words = re.findall(r"[a-z0-9]+", anyascii(company).casefold())
    return "-".join(words)[:ID_CHARACTERS].strip("-")


def _read_lines(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=choose_delimiter(text))
    ended = 0
    for line in reader:
        if any(cell.strip() for cell in line):
            yield ended + 1, line
        ended = reader.line_num


def _refuse_encoding(content: bytes, error: UnicodeDecodeError) -> Fault:
    row = content.count(b"\n", 0, error.start) + 1
    line = content.split(b"\n")[row - 1].decode("cp1252", "replace")
    message = f'The file is not UTF-8: a name there may be meant as "{cut_name(line, 40)}", and would be printed wrongly.'
    advice = 'Save it as "CSV UTF-8" in your spreadsheet program.'
    return complain(FILE, "not_utf8", message, help=advice, row=row, found=line)


def _check_headings(headings: list[str], *, count: int) -> Iterator[Fault]:
    allowed = f"Its columns are: {', '.join(COLUMNS)}."
    for column in REQUIRED:
        if column not in headings:
            yield complain(FILE, "missing_column", f'The file has no column "{column}".', help=allowed, row=1, column=column)
    for column, times in Counter(headings).items():
        if column and times > 1:
            yield complain(
                FILE, "repeated_column", f'The column "{column}" stands there twice.', help=allowed, row=1, column=column
            )
        elif column and column not in COLUMNS:
            message = f'"{cut_name(column)}" is not a column of recipients, and is left out.'
            yield complain(FILE, "unknown_column", message, help=allowed, row=1, column=cut_name(column), warning=True)
    if not count:
        yield complain(FILE, "no_recipients", "The file has no recipients.", help="Write one on each line.", row=1)
    if count > MOST_RECIPIENTS:
        message = f"The file has {count:,} recipients; at most {MOST_RECIPIENTS:,} are written to at once."
        yield complain(FILE, "too_many", message, help="Make a second campaign of the rest.", row=1)


def _check_width(line: list[str], headings: list[str], *, row: int) -> Iterator[Fault]:
    if any(cell.strip() for cell in line[len(headings) :]):
        message = f"The line has {len(line)} cells, and the headings are {len(headings)}."
        yield complain(FILE, "too_wide", message, help="Put quotation marks around a cell that has a comma.", row=row)


def _check_cells(
    cells: Mapping[str, str], plan: Plan, *, row: int, registry: Registry, languages: Collection[str]
) -> Iterator[Fault]:
    for column in REQUIRED:
        if not cells.get(column):
            message = f'There is no "{column}".'
            yield complain(FILE, "missing_field", message, help="Fill it in; a letter needs it.", row=row, column=column)
    for column, cell in cells.items():
        limit = TEXT_CHARACTERS if column in _LONG else LINE_CHARACTERS
        if column in COLUMNS and len(cell) > limit:
            message = f'"{column}" has {len(cell)} characters; there is room for {limit}.'
            yield complain(FILE, "too_long", message, help="Shorten it to fit.", row=row, column=column, found=cell)
    yield from _check_place(cells, row=row)
    yield from _check_about(cells, plan, row=row, registry=registry)
    language = cells.get("language", "")
    if language and language not in languages:
        message, advice = f'There are no letters in "{language}".', f"Use one of: {', '.join(languages)}."
        yield complain(FILE, "language_unknown", message, help=advice, row=row, column="language", found=language)
    if cells.get("id") and not (_ID.fullmatch(cells["id"]) and len(cells["id"]) <= ID_CHARACTERS):
        message = f'"{cells["id"]}" cannot be the id of a letter, which is part of a file\'s name.'
        yield complain(FILE, "id_shape", message, help="Use small letters, digits and single hyphens.", row=row, column="id")
    elif not cells.get("id") and cells.get("company") and not make_id(cells["company"]):
        message = f'No id can be made from "{cells["company"]}".'
        yield complain(FILE, "id_missing", message, help="Give one in the column id.", row=row, column="id")
    person = _write_person(cells)
    for code, message, advice, mild in list_objections(person=person, role=cells.get("role", ""), email=cells.get("email", "")):
        yield complain(FILE, code, message, help=advice, row=row, column="email" if "email" in code else "role", warning=mild)


def _check_place(cells: Mapping[str, str], *, row: int) -> Iterator[Fault]:
    country = cells.get("country", "")
    if country and not find_country(country):
        message, advice = f'"{country}" is not a country.', "Use its two-letter code, as DE, or its name."
        yield complain(FILE, "country_unknown", message, help=advice, row=row, column="country", found=country)
    lines = _make_recipient(cells).lines
    if len(lines) > ADDRESS_LINES:
        message = (
            f"The address has {len(lines)} lines with the person, the role and the country; there is room for {ADDRESS_LINES}."
        )
        advice = "Leave out the person or the role, or join two lines."
        yield complain(FILE, "too_many_lines", message, help=advice, row=row, column="address_1")


def _check_about(cells: Mapping[str, str], plan: Plan, *, row: int, registry: Registry) -> Iterator[Fault]:
    given = _split_about(cells)
    for entity in given:
        if follow(entity, registry) not in plan.about:
            message = f'"{entity}" is not among what this campaign is about.'
            advice = f"Add it to campaign.yaml, or use one of: {', '.join(plan.about[:12])}."
            yield complain(FILE, "not_about", message, help=advice, row=row, column="about", found=entity)
    if plan.writes_to == "issuers" and len(given or plan.about) != 1:
        message = (
            "It must say which one company the letter goes to." if not given else "A company is written to about itself alone."
        )
        yield complain(FILE, "about_missing", message, help="Give one entity in the column about.", row=row, column="about")


def _check_repeats(found: list[Addressee], plan: Plan) -> Iterator[Fault]:
    keys: dict[str, list[str]] = {
        "company": [make_id(one.recipient.company) or one.recipient.company for one in found],
        "email": [one.recipient.email.casefold() for one in found],
        "id": [one.id for one in found],
        "about": [one.about[0] if plan.writes_to == "issuers" else "" for one in found],
    }
    told: set[int] = set()
    for column, values in keys.items():
        first: dict[str, int] = {}
        for one, value in zip(found, values, strict=True):
            if value and value in first and not (column == "id" and one.row in told):
                message = f'The {column} "{cut_name(value)}" stands on line {first[value]} already.'
                yield complain(FILE, f"repeated_{column}", message, help=_ONCE[column], row=one.row, column=column)
                if column == "company":
                    told.add(one.row)  # the same company has the same id, which nobody chose
            first.setdefault(value, one.row)


_ONCE = {
    "company": "One letter goes to one company.",
    "email": "One letter goes to one mailbox.",
    "id": "Give it another in the column id.",
    "about": "One letter goes to one company.",
}


def _check_unnamed(found: list[Addressee], plan: Plan) -> Iterator[Fault]:
    written = {entity for one in found for entity in one.about}
    missing = [entity for entity in plan.about if entity not in written]
    if missing and found:
        message = f"No letter is about {', '.join(missing[:12])}{' and others' if len(missing) > 12 else ''}."
        yield complain(FILE, "nobody_about", message, help="Add a line, or take it out of campaign.yaml.", warning=True)


def _make_addressee(cells: Mapping[str, str], plan: Plan, *, row: int, registry: Registry) -> Addressee:
    about = tuple(dict.fromkeys(str(follow(entity, registry)) for entity in _split_about(cells))) or plan.about
    country = find_country(cells["country"])
    return Addressee(
        row=row,
        id=cells.get("id") or (about[0] if plan.writes_to == "issuers" else make_id(cells["company"])),
        about=about,
        recipient=_make_recipient({**cells, "country": country}),
        country=country,
        language=cells.get("language") or plan.language_for(country),
        title=cells.get("title", ""),
        first_name=cells.get("first_name", ""),
        last_name=cells.get("last_name", ""),
    )


def _make_recipient(cells: Mapping[str, str]) -> Recipient:
    return Recipient(
        company=cells.get("company", ""),
        address_lines=tuple(cells[column] for column in ADDRESS_COLUMNS if cells.get(column)),
        country=cells.get("country", ""),
        person=_write_person(cells),
        role=cells.get("role", ""),
        email=cells.get("email", ""),
    )


def _write_person(cells: Mapping[str, str]) -> str:
    if not (cells.get("first_name") or cells.get("last_name")):
        return ""
    return " ".join(cells[key] for key in ("title", "first_name", "last_name") if cells.get(key))


def _split_about(cells: Mapping[str, str]) -> list[str]:
    return [part for part in re.split(r"[;,|\s]+", cells.get("about", "")) if part]
