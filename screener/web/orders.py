"""Orders: the fields of a call go in; a checked order to screen comes out, and from it the labelled screening."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from screener.errors import RequestRefused, UploadRefused
from screener.grid.table import read_tables
from screener.grid.upload import receive_upload
from screener.intake.holdings import read_holdings
from screener.pipeline import screen
from screener.screening.rates import read_rates
from screener.web.seal import LabelledScreening

if TYPE_CHECKING:
    from collections.abc import Mapping

    from screener.model import Policy, Reading
    from screener.web.body import SentFile
    from screener.web.workbench import Workbench

ORDER_FIELDS = ("policy", "as_of", "columns", "sheet", "label", "rates")
"""What a form may say beside the file."""
DEFAULT_POLICY = "standard"
MAX_LABEL = 120


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be screened, by which policy, as of which day."""

    policy: Policy
    as_of: date
    label: str | None = None
    columns: Mapping[str, str] | None = None
    sheet: str | None = None
    rates: str | None = None


def read_order(texts: Mapping[str, str | None], bench: Workbench) -> Order:
    """Checks the fields of ORDER_FIELDS. Raises RequestRefused, PolicyUnknown or RulebookFault."""
    label = texts.get("label")
    return Order(
        policy=bench.read_policy(texts.get("policy") or DEFAULT_POLICY),
        as_of=parse_day(texts.get("as_of")),
        label=label[:MAX_LABEL] if label else None,
        columns=parse_columns(texts.get("columns")),
        sheet=texts.get("sheet"),
        rates=texts.get("rates"),
    )


def read_portfolio(sent: SentFile, order: Order, bench: Workbench) -> Reading:
    """Reads the file that was sent. Raises UploadRefused where it cannot be used."""
    upload = receive_upload(sent.content, file=sent.name, max_bytes=bench.settings.max_upload_mb * 2**20)
    tables = read_tables(upload, sheet=order.sheet, seconds=bench.settings.read_timeout_s)
    return read_holdings(upload, tables, columns=order.columns)


def fill_order(order: Order, reading: Reading, bench: Workbench) -> LabelledScreening:
    """Screens a reading as ordered. Raises RequestRefused for rates that cannot be used."""
    registry = bench.rulebook.registry
    screening = screen(
        reading,
        registry=registry,
        index=bench.index,
        policy=order.policy,
        verdicts=bench.verdicts(order.policy, order.as_of),
        naming_sha256=bench.rulebook.naming.sha256,
        as_of=order.as_of,
        inputs={
            "portfolio": reading.upload.sha256,
            "columns": _hash_columns(order.columns),
            "rates": sha256(order.rates.encode()).hexdigest() if order.rates else None,
        },
        rates=read_rates(order.rates, file="rates") if order.rates else None,
    )
    return LabelledScreening(
        screening=screening,
        label=order.label or reading.upload.file,
        policy_title=order.policy.title,
        policy_summary=order.policy.summary,
        holdings_date=next((table.as_of for table in reading.tables if table.as_of), None),
    )


def require_file(sent: SentFile | None) -> SentFile:
    """Gives the file, or raises UploadRefused where none was sent."""
    if sent is None:
        raise UploadRefused("No file was sent.", help="Choose the file with your holdings.", code="no_file")
    return sent


def parse_day(text: str | None) -> date:
    """Gives the day asked for, today where none is. Raises RequestRefused for text that is not a day."""
    if text is None:
        return datetime.now(tz=UTC).astimezone().date()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise RequestRefused(f'"{text[:40]}" is not a day.', help="Write it as 2026-11-24.", code="not_a_day") from error


def parse_columns(text: str | None) -> dict[str, str] | None:
    """Reads `name=Stock,isin=Code` or a JSON object of the same. Raises RequestRefused on anything else."""
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


def _parse_object(text: str) -> dict[str, str]:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) and all(isinstance(value, str) for value in values.values()) else {}


def _parse_pairs(text: str) -> dict[str, str]:
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    return {field.strip(): header.strip() for field, _, header in pairs}


def _hash_columns(columns: Mapping[str, str] | None) -> str | None:
    return None if columns is None else sha256(json.dumps(dict(columns), sort_keys=True).encode()).hexdigest()
