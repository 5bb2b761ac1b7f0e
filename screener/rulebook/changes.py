"""Changes: two versions of the registry go in; what is new, gone, merged or otherwise in the later one, and why, comes out."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from screener.model import last_day
from screener.rulebook.causes import CAUSES, tell_addition, tell_difference, tell_removal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from screener.model import Entity, Registry

SCHEMA = "changes/1"
KEYS: dict[str, Callable[[Any], str]] = {
    "names": lambda item: item.text,
    "identifiers": lambda item: f"{item.scheme}:{item.value}",
    "owners": lambda item: item.owner,
    "involvements": lambda item: item.id,
    "responses": lambda item: f"{item.date or 'undated'} {' '.join(item.involvements)}".strip(),
    "sanctions": lambda item: f"{item.authority} {item.programme}",
    "investor_actions": lambda item: f"{item.investor} {item.action} {item.date or ''}".strip(),
    "brands": lambda item: item.name,
}
"""The parts of a dossier, and by what a fact of each is the same fact in both versions."""
_OF_ENTITY = ("kind", "country", "sector", "note", "sources")
_IDENTITY = frozenset(
    {"id", "entity", "owner", "owned", "text", "scheme", "value", "authority", "programme", "investor", "action"}
)
Facts = dict[tuple[str, str], dict[str, Any]]
Sides = tuple[dict[str, Any], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: of which entity (`""` for a publication), in which part, of what kind (added, removed, changed, merged).

    `before` and `after` hold the fields that differ, or the whole fact where it is new or gone. `cause` is one of CAUSES,
    `reason` says how we tell.
    """

    entity: str
    name: str
    part: str
    key: str
    kind: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    cause: str
    reason: str


def compare_registries(old: Registry, new: Registry) -> tuple[Change, ...]:
    """Gives every difference of the later version from the older one, by entity, part and key; none where they say the same."""
    day = read_version_day(old)
    changes: list[Change] = []
    folded = _fold_merged(old, new)
    changes += _list_merged(old, new)
    for key in sorted({*folded, *new.entities}):
        before, after = folded.get(key, ()), new.entities.get(key)
        changes += _compare_entity(before, after, day=day)
    changes += _compare_facts(_collect_sources(old), _collect_sources(new), entity="", name="", day=day)
    return tuple(changes)


def compare_parts(
    old: Mapping[str, Iterable[Any]], new: Mapping[str, Iterable[Any]], *, entity: str, name: str, since: date
) -> tuple[Change, ...]:
    """Gives the differences between facts of one entity outside a registry, by part (KEYS); `since` is the older day."""
    before, after = _put_parts(old), _put_parts(new)
    return tuple(_compare_facts(before, after, entity=entity, name=name, day=since))


def write_changes(old: Registry, new: Registry) -> dict[str, Any]:
    """Gives the differences as the document `changes/1`, with their numbers by cause."""
    changes = compare_registries(old, new)
    return {
        "schema": SCHEMA,
        "from": {"version": old.version, "sha256": old.sha256},
        "to": {"version": new.version, "sha256": new.sha256},
        "counts": {cause: sum(change.cause == cause for change in changes) for cause in CAUSES},
        "changes": [asdict(change) for change in changes],
    }


def read_version_day(registry: Registry) -> date:
    """Gives the day of a version: the date it is named for, or else the newest date of its publications."""
    named = re.match(r"(\d{4})\.(\d{2})\.(\d{2})(?!\d)", registry.version)
    if named:
        return date(*map(int, named.groups()))
    return max((last_day(source.date) for source in registry.sources.values()), default=date.min)


def _fold_merged(old: Registry, new: Registry) -> dict[str, tuple[Entity, ...]]:
    """Gives the older entities by the id they have in the later version, those that became one together."""
    folded: defaultdict[str, tuple[Entity, ...]] = defaultdict(tuple)
    for entity in old.entities.values():
        folded[_follow(entity.id, new)] += (entity,)
    return {key: tuple(sorted(group, key=lambda item: item.id != key)) for key, group in folded.items()}


def _follow(key: str, new: Registry) -> str:
    return key if key in new.entities else new.merged.get(key, key)


def _list_merged(old: Registry, new: Registry) -> Iterator[Change]:
    for key in sorted(set(old.entities) & set(new.merged) - set(new.entities)):
        target, name = new.merged[key], old.entities[key].name
        yield Change(key, name, "entity", key, "merged", {}, {"id": target}, "processing", f"the same as {target}: one page now")


def _compare_entity(before: tuple[Entity, ...], after: Entity | None, *, day: date) -> Iterator[Change]:
    shown = after or before[0]
    old, new = _collect_facts(before, key=shown.id), _collect_facts((after,) if after else (), key=shown.id)
    changes = list(_compare_facts(old, new, entity=shown.id, name=shown.name, day=day))
    if not before or not after:
        yield _tell_whole(shown, changes, added=not before)
    elif _describe(before[0]) != _describe(after):
        sides = _describe(before[0]), _describe(after)
        yield _tell_changed((shown.id, shown.name), ("entity", shown.id), sides, day=day)
    yield from changes


def _tell_whole(entity: Entity, changes: list[Change], *, added: bool) -> Change:
    causes = [change.cause for change in changes if change.part in {"involvements", "sanctions", "owners"}]
    cause = min(causes, key=CAUSES.index, default="evidence") if added else "evidence"
    reason = "it was not in the registry before" if added else "it is no longer in the registry"
    values = {"kind": entity.kind, "country": entity.country}
    kind, before, after = ("added", {}, values) if added else ("removed", values, {})
    return Change(entity.id, entity.name, "entity", entity.id, kind, before, after, cause, reason)


def _compare_facts(old: Facts, new: Facts, *, entity: str, name: str, day: date) -> Iterator[Change]:
    for part, key in sorted({*old, *new}):
        before, after = old.get((part, key)), new.get((part, key))
        if before is None and after is not None:
            yield Change(entity, name, part, key, "added", {}, after, *tell_addition(part, after, since=day))
        elif after is None and before is not None:
            yield Change(entity, name, part, key, "removed", before, {}, *tell_removal(part, before))
        elif before is not None and after is not None and before != after:
            yield _tell_changed((entity, name), (part, key), (before, after), day=day)


def _tell_changed(whose: tuple[str, str], place: tuple[str, str], sides: Sides, *, day: date) -> Change:
    before, after = sides
    differs = _differ(before, after)
    cause, reason = tell_difference(differs, before, after, since=day)
    old, new = ({field: side[field] for field in differs} for side in sides)
    return Change(*whose, *place, "changed", old, new, cause, reason)


def _differ(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    return [field for field in before if before[field] != after[field]]


def _describe(entity: Entity) -> dict[str, Any]:
    return {"name": entity.name, **{field: _plain(getattr(entity, field), field) for field in _OF_ENTITY}}


def _collect_facts(entities: Iterable[Entity], *, key: str) -> Facts:
    facts: Facts = {}
    for entity in entities:
        for part in KEYS:
            items = entity.names[1:] if part == "names" else getattr(entity, part)
            for item in items:
                _put(facts, part, _rename(item, entity.id, key) if part == "involvements" else item)
    return facts


def _put_parts(parts: Mapping[str, Iterable[Any]]) -> Facts:
    facts: Facts = {}
    for part, items in parts.items():
        for item in items:
            _put(facts, part, item)
    return facts


def _put(facts: Facts, part: str, item: Any) -> None:  # noqa: ANN401 (any fact of a dossier)
    name, number = KEYS[part](item), 2
    place = (part, name)
    while place in facts:
        place, number = (part, f"{name} #{number}"), number + 1
    facts[place] = {field.name: _plain(getattr(item, field.name), field.name) for field in fields(item)}
    for field in _IDENTITY & facts[place].keys():
        del facts[place][field]


def _rename(item: Any, old: str, new: str) -> Any:  # noqa: ANN401
    return replace(item, id=f"{new}/{item.id.removeprefix(f'{old}/')}", entity=new)


def _plain(value: Any, field: str) -> Any:  # noqa: ANN401
    return sorted(source.id for source in value) if field == "sources" else list(value) if isinstance(value, tuple) else value


def _collect_sources(registry: Registry) -> Facts:
    return {
        ("sources", source.id): {key: value for key, value in asdict(source).items() if key != "id"}
        for source in registry.sources.values()
    }
