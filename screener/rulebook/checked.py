"""The checked rulebook: a folder of rules goes in; its faults, what a person should look at, and how much was new come out.

What was found without fault stays in the user's cache folder: a folder of rules that has not changed is not read again, and of
one that has, only the dossiers whose bytes changed. Both are kept for one state of the program and the vocabulary only.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from screener.errors import RulebookFault, RulebookFaults
from screener.rulebook.assertions import find_broken_bounds
from screener.rulebook.compiled import hash_program, read_pickle, write_cache, write_pickle
from screener.rulebook.corrections import read_corrections
from screener.rulebook.ownership_graph import draw_ownership
from screener.rulebook.pages import hash_pages
from screener.rulebook.programmes import read_programmes
from screener.rulebook.rulebook import Rulebook, hash_rulebook, read_rulebook, require_rules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from screener.rulebook.registry import Shelf


@dataclass(frozen=True, slots=True)
class Check:
    """What a check gives: `faults` with file and line, `notes` for a person; of the `dossiers`, `skipped` were unchanged."""

    faults: tuple[str, ...]
    notes: tuple[str, ...]
    dossiers: int
    skipped: int


def check_rulebook(root: Traversable, *, cache: Path | None) -> Check:
    """Checks all of `root`; `cache` is a folder of the user's own, or None to read everything anew."""
    require_rules(root)
    mark = f"{hash_program()} {hash_rulebook(root)}"
    done = _read_check(cache, mark)
    if done is not None:
        return done
    shelf = _read_shelf(root, cache)
    before = {file: dossier.sha256 for file, dossier in shelf.items()}
    try:
        book = read_rulebook(root, shelf=shelf)
        faults = tuple(str(fault) for fault in _find_faults(root, book))
        notes = tuple(_find_notes(book))
    except RulebookFault as fault:
        faults, notes = (str(fault),), ()
    except RulebookFaults as several:
        faults, notes = tuple(str(fault) for fault in several.faults), ()
    skipped = sum(before.get(file) == dossier.sha256 for file, dossier in shelf.items())
    check = Check(faults=faults, notes=notes, dossiers=len(shelf), skipped=skipped)
    _keep(check, shelf, root=root, cache=cache, mark=mark)
    return check


def _find_faults(root: Traversable, book: Rulebook) -> Iterator[RulebookFault]:
    yield from find_broken_bounds(root, book.registry)
    read_programmes(root)
    read_corrections(root, book.registry, vocabulary=book.vocabulary)


def _find_notes(book: Rulebook) -> Iterator[str]:
    for key in draw_ownership(book.registry, date.max).contested:
        file = book.registry.entities[key].file
        yield f"{file}: the owners reported together hold more than the whole; their shares are taken as not known"


def _name_shelf(root: Traversable) -> str:
    vocabulary = hash_pages([("vocabulary.yaml", root.joinpath("vocabulary.yaml"))])
    return f"dossiers-{hash_program()[:16]}-{vocabulary[:16]}.pickle"


def _read_shelf(root: Traversable, cache: Path | None) -> Shelf:
    found = None if cache is None else read_pickle(cache / _name_shelf(root))
    return found if isinstance(found, dict) else {}


def _read_check(cache: Path | None, mark: str) -> Check | None:
    try:
        values: dict[str, Any] = {} if cache is None else json.loads(cache.joinpath("checked.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if values.pop("mark", None) != mark:
        return None
    return Check(faults=(), notes=tuple(values["notes"]), dossiers=values["dossiers"], skipped=values["dossiers"])


def _keep(check: Check, shelf: Shelf, *, root: Traversable, cache: Path | None, mark: str) -> None:
    if cache is None:
        return
    if check.skipped < check.dossiers:
        write_pickle(shelf, cache / _name_shelf(root))
    if not check.faults:
        write_cache(json.dumps({"mark": mark, **asdict(check)}, ensure_ascii=False).encode(), cache / "checked.json")
