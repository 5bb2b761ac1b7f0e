"""Records go in, as JSON or as XML whose elements repeat (a broker's Flex query); a grid per kind of record comes out.

A field is named by its own key or attribute, written in words: `positionValue` is "position Value". Rows are numbered as the
records stand, from 1; the header has the number 0.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from defusedxml.ElementTree import fromstring

from screener.grid.encoding import decode_text
from screener.grid.spreadsheetml_table import mend_markup

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree.ElementTree import Element

Grid = list[list[str]]
Record = dict[str, str]
MAX_KINDS = 20
DEEPEST = 6
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|_")


def read_grids(content: bytes, form: str) -> list[tuple[str | None, Grid, str, list[int]]]:
    """Gives (kind, grid, reader, row numbers) per kind of record, the most frequent first. Raises ValueError and ParseError."""
    kinds = _read_json(content) if form == "json" else _read_xml(content)
    most = sorted(kinds.items(), key=lambda item: -len(item[1]))[:MAX_KINDS]
    return [(kind or None, _lay_out(records), form, [0, *range(1, len(records) + 1)]) for kind, records in most]


def _lay_out(records: Sequence[Record]) -> Grid:
    keys = list(dict.fromkeys(key for record in records for key in record))
    return [[_HUMP.sub(" ", key) for key in keys], *([record.get(key, "") for key in keys] for record in records)]


# ── JSON ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _read_json(content: bytes) -> dict[str, list[Record]]:
    """Numbers stay as they are written: none becomes a float."""
    text, _ = decode_text(content, file="the file")
    try:
        value = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except RecursionError as error:
        raise ValueError("it nests too deep") from error
    kinds: dict[str, list[Record]] = {}
    _collect(value, "", kinds, depth=0)
    return kinds


def _collect(value: Any, name: str, kinds: dict[str, list[Record]], *, depth: int) -> None:  # noqa: ANN401 (what JSON may hold)
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        records = [dict(_flatten(item)) for item in value if isinstance(item, dict)]
        plain = [{"name": item} for item in value if isinstance(item, str)]
        if records or plain:
            kinds.setdefault(name, []).extend(records or plain)
            return
    for key, inner in value.items() if isinstance(value, dict) else ():
        _collect(inner, str(key), kinds, depth=depth + 1)


def _flatten(record: dict[str, Any], depth: int = 0) -> Iterator[tuple[str, str]]:
    """Gives a record's fields; of an inner record (identifiers, security) the fields' own names, of a list the first."""
    for key, value in record.items():
        inner = value[0] if isinstance(value, list) and value else value
        if isinstance(inner, dict) and depth < DEEPEST:
            yield from (pair for pair in _flatten(inner, depth + 1) if pair[0] not in record)
        elif not isinstance(inner, dict | list):
            yield str(key), "" if inner is None else str(inner)


# ── XML ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _read_xml(content: bytes) -> dict[str, list[Record]]:
    root = fromstring(mend_markup(content), forbid_dtd=True)
    kinds: dict[str, list[Record]] = {}
    for element in root.iter():
        record = _read_record(element)
        if len(record) > 1:
            kinds.setdefault(_local(element), []).append(record)
    return {kind: _drop_lots(records) for kind, records in kinds.items()}


def _read_record(element: Element) -> Record:
    leaves = {_local(child): " ".join((child.text or "").split()) for child in element if not len(child)}
    counts = Counter(_local(child) for child in element)
    own = {key: text for key, text in leaves.items() if counts[key] == 1 and text}
    return own | {key.rpartition("}")[2]: value for key, value in element.attrib.items()}


def _drop_lots(records: list[Record]) -> list[Record]:
    """A position given as a summary and again as its lots counts once."""
    levels = {record.get("levelOfDetail", "") for record in records}
    return [one for one in records if one.get("levelOfDetail") == "SUMMARY"] if {"SUMMARY", "LOT"} <= levels else records


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
