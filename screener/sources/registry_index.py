"""The registry as lists look into it: entities by the lists' numbers, and by names equal but for legal form and writing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from screener.sources.names import NameKeys

if TYPE_CHECKING:
    from screener.model import Entity, Registry, Sanction
    from screener.rulebook.naming import Naming
    from screener.sources.reading import ListEntry

NO_COUNTRY = "XX"
"""ISO 3166 leaves it to its users: no country has it."""


class RegistryIndex:
    """Finds the entity and the sanction an entry of a list is about, and says whose a name is."""

    def __init__(self, registry: Registry, naming: Naming) -> None:
        self._entities = registry.entities
        self._keys = NameKeys(naming.legal_forms)
        self._countries = {word.casefold(): code for word, code in naming.countries.words.items()}
        self._taken = set(registry.entities) | set(registry.merged)
        self._references: dict[tuple[str, str], tuple[Entity, Sanction]] = {}
        self._holders: dict[str, set[str]] = {}
        self._own: dict[str, set[str]] = {}
        for entity in registry.entities.values():
            self._add(entity)

    def _add(self, entity: Entity) -> None:
        self._own[entity.id] = {key for name in entity.names for key in self._keys.make_keys(name.text)}
        for key in {key for name in entity.names if not name.weak for key in self._keys.make_keys(name.text)}:
            self._holders.setdefault(key, set()).add(entity.id)
        for sanction in entity.sanctions:
            if sanction.reference:
                self._references[sanction.authority, sanction.reference] = (entity, sanction)

    def find(self, entry: ListEntry) -> tuple[Entity, Sanction | None] | None:
        """Gives the entity an entry is about and its sanction on this list, by number first, by name else."""
        by_reference = self._references.get((entry.authority, entry.reference))
        if by_reference:
            return by_reference
        entity = self._find_by_name(entry)
        return (entity, _find_sanction(entity, entry)) if entity else None

    def find_holders(self, name: str) -> set[str]:
        """Gives the ids of the entities that have a name and may be known by it alone."""
        return {entity for key in self._keys.make_keys(name) for entity in self._holders.get(key, ())}

    def has_name(self, entity: Entity, name: str) -> bool:
        """Says whether an entity has a name already, weak ones included; a name of no letters counts as had."""
        keys = self._keys.make_keys(name)
        return not keys or not keys.isdisjoint(self._own[entity.id])

    def make_key(self, name: str) -> str:
        """Gives the shortest key of a name, by which two ways of writing it are one."""
        return min(self._keys.make_keys(name), key=len)

    def make_id(self, name: str) -> str:
        """Gives an id for a new entity that no entity has or had."""
        base = "-".join(re.findall(r"[a-z0-9]+", name.casefold().replace("'", ""))) or "entry"
        return next(key for number in range(1, 1000) if (key := base if number == 1 else f"{base}-{number}") not in self._taken)

    def find_country(self, words: str) -> str:
        """Gives the country code of a list's words, "Myanmar (Burma)" or "mm"; NO_COUNTRY where they name none."""
        text = words.strip()
        if len(text) == 2 and text.isalpha():
            return text.upper()
        tries = (text, text.partition("(")[0].strip())
        return next((self._countries[key.casefold()] for key in tries if key.casefold() in self._countries), NO_COUNTRY)

    def _find_by_name(self, entry: ListEntry) -> Entity | None:
        """Outside the Myanmar programmes a single word is not name enough."""
        for names in ((entry.name,), entry.aliases):
            keys = {key for name in names for key in self._keys.make_keys(name) if entry.myanmar or " " in key}
            found = {entity for key in keys for entity in self._holders.get(key, ())}
            if len(found) == 1:
                return self._entities[found.pop()]
        return None


def _find_sanction(entity: Entity, entry: ListEntry) -> Sanction | None:
    """A sanction without a number may be this entry; one with another number is another entry, if the numbers are official."""
    same = [item for item in entity.sanctions if item.authority == entry.authority]
    if not entry.is_official:
        return next(iter(same), None)
    same = [item for item in same if not item.reference]
    family = entry.programme.partition(",")[0] or entry.reference.partition(" ")[0]
    return next((item for item in same if family in item.programme), None)
