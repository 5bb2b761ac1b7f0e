"""People's answers to "which entity is this?": the text of their file goes in, answers come out; and back to text.

    confirmations:
      - {key: "isin:KR7005490008", name: POSCO HOLDINGS INC, entity: posco-holdings, date: 2026-11-24}
      - {key: "name:kestrel plc|GB", name: Kestrel PLC, entity: none, rejected: [kestrel-energy], date: 2026-11-24}

An answer holds for a security by its ISIN, else by its name and country. `none` rejects those candidates it was given about: they
stay rejected, under whatever id they later merge into, while an entity that is new to the registry is asked about again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from screener.rulebook.text import read_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from screener.rulebook.text import Fields

NONE = "none"
HEADER = """\
# Answers to "which entity is this?", written by `screener confirm`. Take one back by deleting its block.
confirmations:
"""

Answer = str | frozenset[str]
"""An entity's id, or the entities that it is not."""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One answer: the key of the holding, its name as it was seen, the entity (`""` for none), what was rejected, and the day."""

    key: str
    name: str
    entity: str
    rejected: tuple[str, ...]
    date: str


def read_confirmations(text: str, *, file: str) -> tuple[Confirmation, ...]:
    """Gives the answers of a file, in its order. Raises RulebookFault with file and line for what is none."""
    if not text.strip():
        return ()
    page = read_fields(text, file=file)
    found = tuple(_read(item) for item in page.items("confirmations"))
    page.close()
    return found


def _read(item: Fields) -> Confirmation:
    entity, rejected = item.text("entity"), item.texts("rejected")
    found = Confirmation(
        key=item.text("key"),
        name=item.optional("name") or "",
        entity="" if entity == NONE else entity,
        rejected=rejected,
        date=item.text("date"),
    )
    item.close()
    return found


def add_confirmation(confirmations: Iterable[Confirmation], new: Confirmation) -> tuple[Confirmation, ...]:
    """Gives the answers with the new one, which takes the place of an older one of the same key."""
    return (*(one for one in confirmations if one.key != new.key), new)


def write_confirmations(confirmations: Iterable[Confirmation]) -> str:
    """Gives the file's text: a block of lines for each answer, for people to read."""
    return HEADER + "".join(map(_write, confirmations))


def _write(one: Confirmation) -> str:
    rejected = f"    rejected: {json.dumps(one.rejected, ensure_ascii=False)}\n" if one.rejected else ""
    lines = (
        f"  - key: {_quote(one.key)}\n"
        f"    name: {_quote(one.name)}\n"
        f"    entity: {one.entity or NONE}\n"
        f"{rejected}"
        f"    date: {one.date}\n"
    )
    return lines if one.name else lines.replace(f"    name: {_quote('')}\n", "")


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def list_answers(confirmations: Iterable[Confirmation]) -> Mapping[str, Answer]:
    """Gives the answers by key, as resolving takes them."""
    return {one.key: one.entity or frozenset(one.rejected) for one in confirmations}
