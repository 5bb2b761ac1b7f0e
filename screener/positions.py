"""Positions as a program sends them (JSON, or a line of JSON each) go in; a Reading comes out, as if they had stood in a file."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Annotated, Any, Literal

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, TypeAdapter, ValidationError

from screener.errors import Problem, UploadRefused
from screener.identifiers import explain_identifier, has_valid_check_digit, normalise_identifier
from screener.model import HOLDING_COLUMNS, Holdings, Reading, TableView, Upload
from screener.screening.money import format_decimal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_POSITIONS = 10_000
MAX_NAME = 1_000
FAULTS_SHOWN = 5
FILE = "positions"
_CODES = ("isin", "cusip", "sedol", "figi", "lei")

Code = Annotated[str, Field(max_length=40)]
Amount = Annotated[Decimal, Field(allow_inf_nan=False, max_digits=40), PlainSerializer(format_decimal, return_type=str)]


class Position(BaseModel):
    """One position. Send numbers as text where every digit counts; `weight` is a fraction of one, `country` ISO 3166 alpha-2."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    name: Annotated[str, Field(max_length=MAX_NAME, description="The security's or issuer's name, as you hold it.")] = ""
    isin: Annotated[Code, Field(description="ISO 6166.")] = ""
    cusip: Annotated[Code, Field(description="Nine characters.")] = ""
    sedol: Annotated[Code, Field(description="Seven characters; write it as text, for its leading noughts.")] = ""
    figi: Annotated[Code, Field(description="Twelve characters.")] = ""
    lei: Annotated[Code, Field(description="The issuer's, ISO 17442.")] = ""
    ticker: Annotated[Code, Field(description="It tells an issuer together with mic alone.")] = ""
    mic: Annotated[str, Field(pattern=r"^([A-Za-z0-9]{4})?$", description="Exchange, ISO 10383.")] = ""
    country: Annotated[str, Field(pattern=r"^([A-Za-z]{2})?$", description="The issuer's, ISO 3166 alpha-2.")] = ""
    currency: Annotated[str, Field(pattern=r"^([A-Za-z]{3})?$", description="The currency of market_value.")] = ""
    quantity: Annotated[Amount | None, Field(description="How many, or the nominal value.")] = None
    market_value: Annotated[Amount | None, Field(description="What it is worth, in `currency`.")] = None
    weight: Annotated[Amount | None, Field(description="Its share of the portfolio, a fraction of one.")] = None
    underlying: Annotated[str, Field(max_length=MAX_NAME, description="The name of what a derivative rests on.")] = ""
    underlying_isin: Annotated[Code, Field(description="The ISIN of what a derivative rests on.")] = ""
    asset_class: Annotated[
        Literal["equity", "bond", "fund", "cash", "derivative", "other"] | None, Field(description="What kind of position it is.")
    ] = None


_POSITIONS = TypeAdapter(list[Position])


def read_positions(positions: Sequence[Position]) -> Reading:
    """Gives the positions as holdings, numbered from 1, with a Problem for each identifier whose check digit is wrong."""
    rows = [_write_row(number, position) for number, position in enumerate(positions, start=1)]
    content = "\n".join(position.model_dump_json() for position in positions).encode()
    return Reading(
        upload=Upload(file=FILE, content=content, sha256=sha256(content).hexdigest(), format="json", encoding="utf-8"),
        tables=(TableView(sheet=None, header_row=None, layout="json", delimiter=None, columns={}),),
        holdings=Holdings(pd.DataFrame({column: _make_column(column, rows) for column in HOLDING_COLUMNS})),
        problems=tuple(problem for row in rows for problem in _find_problems(row)),
    )


def read_position_lines(content: bytes, *, file: str) -> Reading:
    """Gives a file of positions, each a JSON object on a line of its own; `row` is the line.

    Raises UploadRefused (`lines_unreadable`) with the first lines that are none.
    """
    positions, rows, faults = [], [], []
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            position = Position.model_validate_json(line)
            json.loads(line, object_pairs_hook=_refuse_twice)  # or the last of the two would count, unseen
        except (ValidationError, _FieldTwice) as error:
            faults.append(f"line {number}: {_write_fault(error) if isinstance(error, ValidationError) else error}")
            if len(faults) == FAULTS_SHOWN:
                break
        else:
            positions.append(position)
            rows.append(number)
    if faults:
        raise UploadRefused(
            f'"{file}" is not positions, a JSON object on each line: {"; ".join(faults)}.',
            help="See the schema Position in /openapi.json for the fields of a position.",
            code="lines_unreadable",
        )
    if not positions:
        raise UploadRefused(f'"{file}" holds no position.', help="Send a JSON object on each line.", code="empty_file")
    reading = read_positions(positions)
    reading.holdings.frame["row"] = rows
    upload = Upload(file=file, content=content, sha256=sha256(content).hexdigest(), format="ndjson", encoding="utf-8")
    numbers = dict(enumerate(rows, start=1))
    problems = tuple(replace(problem, row=numbers[problem.row or 0]) for problem in reading.problems)
    return replace(reading, upload=upload, problems=problems)


def read_position_file(content: bytes, *, file: str) -> tuple[Reading, ...]:
    """Gives what a file of positions may have been to the service: an object with `positions`, a list, or a job's lines.

    Lines may also be what a program sent as a list; so they give two readings. Raises UploadRefused (`positions_unreadable` or
    `lines_unreadable`) for anything else.
    """
    try:
        values = json.loads(content)
    except (ValueError, RecursionError):
        values = {}
    if isinstance(values, dict) and "positions" not in values:
        lines = [line for line in content.removeprefix(b"\xef\xbb\xbf").split(b"\n") if line.strip()]
        alone = read_position_lines(content, file=file)
        return alone, read_positions([Position.model_validate_json(line) for line in lines])
    positions = values["positions"] if isinstance(values, dict) else values
    try:
        return (read_positions(_POSITIONS.validate_python(positions)),)
    except ValidationError as error:
        raise UploadRefused(
            f'"{file}" is not positions: {_write_fault(error)}.',
            help="See the schema Position in /openapi.json for the fields of a position.",
            code="positions_unreadable",
        ) from error


class _FieldTwice(ValueError):
    """A line has a field twice."""


def _refuse_twice(pairs: list[tuple[str, Any]]) -> None:
    if len(pairs) > len({name for name, _ in pairs}):
        raise _FieldTwice("a field stands twice")


def _write_fault(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    return f"{field}: {first['msg']}" if field else str(first["msg"])


def _write_row(number: int, position: Position) -> dict[str, Any]:
    codes = {scheme: normalise_identifier(getattr(position, scheme)) for scheme in _CODES}
    return {
        "row": number,
        "sheet": "",
        "line": "cash" if position.asset_class == "cash" else "position",
        "name": position.name,
        **codes,
        "wkn": "",
        "ticker": position.ticker.upper(),
        "mic": position.mic.upper(),
        "asset_class": position.asset_class or "",
        "quantity": _write_amount(position.quantity),
        "market_value": _write_amount(position.market_value),
        "currency": position.currency.upper(),
        "value_currency": position.currency.upper(),
        "weight": _write_amount(position.weight),
        "country": position.country.upper(),
        "underlying": position.underlying,
        "underlying_isin": normalise_identifier(position.underlying_isin),
    }


def _make_column(column: str, rows: Sequence[dict[str, Any]]) -> pd.api.extensions.ExtensionArray:
    # a column at a time, and its kind said: that pandas guesses it is half of what a single security takes
    return pd.array([row[column] for row in rows], dtype="int64" if column == "row" else "str")


def _write_amount(amount: Decimal | None) -> str:
    return "" if amount is None else format_decimal(amount)


def _find_problems(row: dict[str, Any]) -> Iterator[Problem]:
    for scheme in _CODES:
        value = row[scheme]
        if value and not has_valid_check_digit(scheme, value):
            yield Problem(
                code="invalid_identifier",
                severity="warning",
                message=explain_identifier(scheme, value),
                help="Copy it again from your custodian's file.",
                row=row["row"],
                column=scheme,
                found=value,
            )
