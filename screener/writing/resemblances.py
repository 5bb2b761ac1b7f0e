"""Resemblances: a screening's rows go in; the holdings taken for an entity by the likeness of their names come out, by entity."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reports.documents import Resemblance
from screener.model import IN_ANOTHER_ORDER, RESEMBLES
from screener.writing.excerpts import cut_name

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 5
"""So many different names are shown of one entity."""
_LIKE = f'" {RESEMBLES} "|, {IN_ANOTHER_ORDER}'


def write_resemblances(rows: pd.DataFrame) -> dict[str, tuple[Resemblance, ...]]:
    """Gives for each entity the names it was known by that are none of its own, each once, with its first row."""
    alike = rows[(rows["entity"] != "") & rows["method"].str.startswith("name") & rows["reason"].str.contains(_LIKE)]
    alike = alike.drop_duplicates(["entity", "name"])
    found: dict[str, list[Resemblance]] = defaultdict(list)
    for entity, row, sheet, name in alike[["entity", "row", "sheet", "name"]].itertuples(index=False, name=None):
        found[entity].append(Resemblance(row=int(row), sheet=cut_name(str(sheet or ""), 40), name=cut_name(str(name))))
    return {entity: tuple(lines[:SHOWN]) for entity, lines in found.items()}
