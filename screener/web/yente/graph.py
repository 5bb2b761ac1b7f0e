"""The graph: the registry's export as FollowTheMoney goes in; its entities in yente's shape, and their neighbours, come out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any

from screener.rulebook.exports.ftm import PREFIX, write_ftm
from screener.rulebook.programmes import read_programmes
from screener.web.yente.schemata import ABOVE, REVERSE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from screener.model import Registry
    from screener.web.workbench import Workbench

DATASET = "myanmar_enablers"
"""The one dataset there is."""
ALIASES = frozenset({DATASET, "default", "all"})
"""What clients may call it: the stock client asks for `default`."""
_RISKS = frozenset({"sanction", "sanction.linked", "export.control"})
_CAPTIONS = ("name", "program", "role", "summary", "recordId")
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Graph:
    """Everything of the registry on a day. `records` by id; `neighbours` by id and property, the ids of what leads there."""

    registry: Registry
    records: Mapping[str, Record] = field(repr=False)
    neighbours: Mapping[str, Mapping[str, Sequence[str]]] = field(repr=False)

    def entity(self, record_id: str) -> Record:
        """Gives an entity in yente's shape, what it leads to as ids. Raises KeyError."""
        record = self.records[record_id]
        properties = record["properties"]
        return {
            "id": record_id,
            "caption": next((properties[name][0] for name in _CAPTIONS if name in properties), record["schema"]),
            "schema": record["schema"],
            "properties": properties,
            "datasets": [DATASET],
            "referents": self.referents(record_id),
            "target": not _RISKS.isdisjoint(properties.get("topics", ())),
            "first_seen": None,
            "last_seen": f"{self.day}T00:00:00",
            "last_change": None,
        }

    def nested(self, record_id: str) -> Record:
        """Gives an entity with its neighbours in full, and with what leads to it, one step away. Raises KeyError."""
        entity = self.entity(record_id)
        led = {name: [self._expand(value) for value in values] for name, values in entity["properties"].items()}
        leading = {name: [self._nest_edge(key) for key in ids] for name, ids in self.neighbours.get(record_id, {}).items()}
        return {**entity, "properties": {**led, **leading}}

    @property
    def day(self) -> str:
        """The day of the registry's version, as 2026-11-24."""
        return self.registry.version.replace(".", "-")[:10]

    @property
    def things(self) -> tuple[str, ...]:
        """The ids of what is something, not a tie between two."""
        return tuple(key for key, record in self.records.items() if record["schema"] in ABOVE)

    def referents(self, record_id: str) -> list[str]:
        """Gives the ids that were merged into this one."""
        bare = record_id.removeprefix(PREFIX)
        return [PREFIX + old for old, stays in self.registry.merged.items() if stays == bare]

    def canonical(self, record_id: str) -> str:
        """Gives the id under which an entity stands: an id without its prefix and one that was merged lead on."""
        bare = record_id.removeprefix(PREFIX)
        return record_id if record_id in self.records else PREFIX + self.registry.merged.get(bare, bare)

    def _expand(self, value: str) -> str | Record:
        return self.entity(value) if value in self.records else value

    def _nest_edge(self, key: str) -> Record:
        entity = self.entity(key)
        return {
            **entity,
            "properties": {name: [self._expand(v) for v in values] for name, values in entity["properties"].items()},
        }


@dataclass(slots=True)
class GraphRoom:
    """Keeps the graph of the newest day that was asked for: it takes a tenth of a second to make."""

    bench: Workbench
    _kept: tuple[date, Graph] | None = None
    _lock: Lock = field(default_factory=Lock)

    def graph(self, day: date) -> Graph:
        """Gives the registry as a graph on a day: entries on lists that ended by then are no topics."""
        with self._lock:
            if self._kept is None or self._kept[0] != day:
                self._kept = (day, draw_graph(self.bench, day))
            return self._kept[1]


def draw_graph(bench: Workbench, day: date) -> Graph:
    """Draws the graph of the rulebook in force."""
    registry = bench.rulebook.registry
    programmes = read_programmes(bench.settings.rules_root)
    records = {record["id"]: record for record in write_ftm(registry, day, programmes=programmes)}
    neighbours: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for key, record in records.items():
        for name, values in record["properties"].items():
            for value in values if (record["schema"], name) in REVERSE else ():
                neighbours[value][REVERSE[record["schema"], name]].append(key)
    return Graph(registry=registry, records=records, neighbours={key: dict(names) for key, names in neighbours.items()})
