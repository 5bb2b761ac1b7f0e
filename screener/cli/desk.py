"""The desk a command works at: settings, rulebook and index, loaded once; and how files are opened and results printed."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from screener import orders
from screener.cli.progress import show_progress
from screener.errors import RequestRefused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from screener.funds.library import FundLibrary
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
        """Gives a shipped policy by its id, or an investor's own from YAML or JSON. Raises PolicyUnknown or RulebookFault."""
        if name.endswith((".yaml", ".yml", ".json")):
            return orders.read_own_policy(read_text(Path(name)), file=name, book=self.rulebook)
        return orders.choose_policy(name, self.rulebook)


def open_desk() -> Desk:
    """Loads settings and rulebook. Raises RequestRefused, RulebookFault or RulebookFaults."""
    from screener.rulebook.compiled import load_rulebook
    from screener.settings import read_settings

    settings = read_settings()
    return Desk(settings=settings, rulebook=load_rulebook(settings.rules_root, cache=settings.cache_folder))


def read_portfolio(
    file: Path,
    *,
    settings: Settings,
    sheet: str | None = None,
    columns: Mapping[str, str] | None = None,
    own_columns: bool = False,
) -> Reading:
    """Reads one file into holdings, and keeps its own columns for a workbook. Raises UploadRefused where it cannot be used."""
    with show_progress() as progress:
        content, name = (sys.stdin.buffer.read(), "pasted") if str(file) == "-" else (read_bytes(file), file.name)
        return orders.read_portfolio(
            content, file=name, settings=settings, sheet=sheet, columns=columns, own_columns=own_columns, progress=progress
        )


def read_rates(file: Path | None) -> orders.GivenRates | None:
    """Reads exchange rates, where a file of them is given. Raises RequestRefused where it cannot be opened or gives none."""
    return None if file is None else orders.parse_rates(read_text(file), file=file.name)


def read_confirmations(file: Path | None) -> orders.GivenConfirmations | None:
    """Reads people's answers, where a file of them is given. Raises RequestRefused or RulebookFault where it cannot be used."""
    return None if file is None else orders.parse_confirmations(read_text(file), file=file.name)


def read_funds(folder: Path | None, *, settings: Settings) -> FundLibrary | None:
    """Reads a folder of fund files, where one is given: what lies in it directly. Raises RequestRefused where it is none."""
    return None if folder is None else orders.read_funds(read_folder(folder), settings=settings)


def read_folder(folder: Path) -> dict[str, bytes]:
    """Gives the files of a folder by name, hidden ones left out. Raises RequestRefused where it is no folder."""
    if not folder.is_dir():
        raise RequestRefused(f'"{folder}" is not a folder.', help="Give the folder that holds the fund files.")
    files = sorted(file for file in folder.iterdir() if file.is_file() and not file.name.startswith("."))
    return {file.name: read_bytes(file) for file in files}


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
