"""The desk a command works at: settings, rulebook and index, loaded once; and how files are opened and results printed."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from screener.errors import PolicyUnknown, RequestRefused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from screener.issuers.index import IssuerIndex
    from screener.model import Policy, Reading
    from screener.rulebook.rulebook import Rulebook
    from screener.settings import Settings


@dataclass(frozen=True, slots=True)
class Desk:
    """What every command that knows the rulebook works with."""

    settings: Settings
    rulebook: Rulebook

    def index(self) -> IssuerIndex:
        """Gives the registry indexed for look-up."""
        from screener.issuers.index import build_index

        return build_index(self.rulebook.registry, self.rulebook.naming)

    def policy(self, name: str) -> Policy:
        """Gives a shipped policy by its id, or an investor's own from a YAML file. Raises PolicyUnknown or RulebookFault."""
        if name in self.rulebook.policies:
            return self.rulebook.policies[name]
        if name.endswith((".yaml", ".yml")):
            from screener.rulebook.policies import read_policy_text

            text = read_text(Path(name))
            book = self.rulebook
            return read_policy_text(text, file=name, vocabulary=book.vocabulary, sources=book.registry.sources)
        shipped = ", ".join(self.rulebook.policies)
        raise PolicyUnknown(f'There is no policy "{name}".', help=f"Shipped are: {shipped}. Your own is a file ending in .yaml.")


def open_desk() -> Desk:
    """Loads settings and rulebook. Raises RequestRefused, RulebookFault or RulebookFaults."""
    from screener.rulebook.compiled import load_rulebook
    from screener.settings import read_settings

    settings = read_settings()
    return Desk(settings=settings, rulebook=load_rulebook(settings.rules_root, cache=settings.cache_folder))


def read_portfolio(
    file: Path, *, settings: Settings, sheet: str | None = None, columns: Mapping[str, str] | None = None
) -> Reading:
    """Reads one file into holdings. Raises UploadRefused where it cannot be used."""
    from screener.grid.table import read_tables
    from screener.grid.upload import receive_upload
    from screener.intake.holdings import read_holdings

    upload = receive_upload(read_bytes(file), file=file.name, max_bytes=settings.max_upload_mb * 2**20)
    return read_holdings(upload, read_tables(upload, sheet=sheet, seconds=settings.read_timeout_s), columns=columns)


def read_bytes(file: Path) -> bytes:
    """Gives a file's bytes. Raises RequestRefused with the reason where it cannot be opened."""
    try:
        return file.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise RequestRefused(f'"{file}" could not be opened: {reason}.', help="Check the name and try again.") from error


def read_text(file: Path) -> str:
    """Gives a file's text, UTF-8. Raises RequestRefused where it is not."""
    try:
        return read_bytes(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RequestRefused(f'"{file}" is not UTF-8 text.', help="Save it as UTF-8 and try again.") from error


def parse_columns(text: str | None) -> dict[str, str] | None:
    """Reads `name=Stock,isin=ISIN code` into a mapping of field to header. Raises RequestRefused on anything else."""
    if text is None:
        return None
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    if not pairs or not all(field.strip() and header.strip() for field, _, header in pairs):
        raise RequestRefused(f'"{text}" does not name columns.', help="Write --columns name=Stock,isin=Code,market_value=Value")
    return {field.strip(): header.strip() for field, _, header in pairs}


def parse_day(text: str | None) -> date:
    """Gives the day asked for, today where none is. Raises RequestRefused for text that is not a day."""
    if text is None:
        return datetime.now(tz=UTC).astimezone().date()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise RequestRefused(f'"{text}" is not a day.', help="Write it as 2026-11-24.") from error


def hash_columns(columns: Mapping[str, str] | None) -> str | None:
    """Gives the hash of an investor's own naming of columns, for the receipt."""
    return None if columns is None else sha256(json.dumps(dict(columns), sort_keys=True).encode()).hexdigest()


def print_json(document: Mapping[str, Any]) -> None:
    """Prints one JSON document on stdout."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")


def say(text: str) -> None:
    """Prints a message for people on stderr, so that stdout stays a document."""
    sys.stderr.write(text + "\n")


def write_file(file: Path, content: bytes) -> Path:
    """Writes a result. Raises RequestRefused where the folder cannot be written."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise RequestRefused(f'"{file}" could not be written: {reason}.', help="Give another folder with --out.") from error
    return file
