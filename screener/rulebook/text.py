"""YAML as text: a file's text goes in; Fields or Values come out, every scalar still text, no key twice, line numbers kept.

Nothing is guessed: `NO` stays Norway's code, `0123456` stays a SEDOL. `read_fields` is for tables whose keys are words of
their own; `read_values` is for pages with a declared shape (dossiers, policies, rules).
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from screener.errors import RulebookFault

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Fields:
    """One YAML mapping: take each field, then `close()`; what is left over raises RulebookFault."""

    file: str
    line: int
    _nodes: dict[str, yaml.Node] = field(default_factory=dict)
    _lines: dict[str, int] = field(default_factory=dict)
    _taken: list[str] = field(default_factory=list)

    def __contains__(self, key: str) -> bool:
        return key in self._nodes

    def fault(self, message: str, *, key: str | None = None, help: str = "") -> RulebookFault:
        """Gives the error to raise, placed at `key` or at the mapping."""
        return RulebookFault(message, file=self.file, line=self._lines.get(key or "", self.line), help=help)

    def text(self, key: str) -> str:
        """Takes a required text. Raises RulebookFault if it is missing, empty or not a scalar."""
        value = self.optional(key)
        if not value:
            raise self.fault(f'"{key}" is missing', key=key)
        return value

    def optional(self, key: str) -> str | None:
        """Takes a text, or None where the key is absent."""
        node = self._take(key)
        return None if node is None else self._scalar(node, key)

    def texts(self, key: str) -> tuple[str, ...]:
        """Takes a list of texts; one text alone counts as a list of one; absent is empty."""
        node = self._take(key)
        if node is None:
            return ()
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
        return tuple(self._scalar(item, key) for item in nodes)

    def word(self, key: str, allowed: Collection[str], *, default: str | None = None) -> str:
        """Takes a text that must be one of `allowed`; the error names the word found and the nearest allowed ones."""
        value = self.optional(key) or default
        if value is None:
            raise self.fault(f'"{key}" is missing', key=key, help=f"It is one of: {', '.join(sorted(allowed))}.")
        if value not in allowed:
            raise self._unknown(value, key, allowed)
        return value

    def words(self, key: str, allowed: Collection[str]) -> tuple[str, ...]:
        """Takes a list of texts that must all be among `allowed`."""
        values = self.texts(key)
        for value in values:
            if value not in allowed:
                raise self._unknown(value, key, allowed)
        return values

    def flag(self, key: str) -> bool:
        """Takes `yes` or `no`; absent is no."""
        return self.word(key, ("yes", "no"), default="no") == "yes"

    def items(self, key: str) -> list[Fields]:
        """Takes a list of mappings; absent is empty."""
        node = self._take(key)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            raise self.fault(f'"{key}" must be a list', key=key)
        return [_read_mapping(item, file=self.file) for item in node.value]

    def mapping(self, key: str) -> Fields | None:
        """Takes a mapping, or None where the key is absent."""
        node = self._take(key)
        return None if node is None else _read_mapping(node, file=self.file)

    def keys(self) -> Iterator[str]:
        """Gives the keys in the file's order, for mappings whose keys are names (sources, words)."""
        return iter(tuple(self._nodes))

    def close(self) -> None:
        """Raises RulebookFault for the first field that nobody took."""
        for key in self._nodes:
            if key not in self._taken:
                near = difflib.get_close_matches(key, self._taken, n=1)
                raise self.fault(f'unknown field "{key}"', key=key, help=f'Did you mean "{near[0]}"?' if near else "")

    def _take(self, key: str) -> yaml.Node | None:
        self._taken.append(key)
        return self._nodes.get(key)

    def _scalar(self, node: yaml.Node, key: str) -> str:
        if not isinstance(node, yaml.ScalarNode):
            raise RulebookFault(f'"{key}" must be text', file=self.file, line=node.start_mark.line + 1)
        return str(node.value).strip()

    def _unknown(self, value: str, key: str, allowed: Collection[str]) -> RulebookFault:
        near = difflib.get_close_matches(value, allowed, n=1)
        hint = f'Did you mean "{near[0]}"? ' if near else ""
        return self.fault(f'"{value}" is not a known {key}', key=key, help=f"{hint}Allowed: {', '.join(sorted(allowed))}.")


def read_fields(text: str, *, file: str) -> Fields:
    """Reads one YAML document that is a mapping. Raises RulebookFault with file and line on anything else."""
    node = _compose(text, file=file)
    if node is None:
        raise RulebookFault("the file is empty", file=file, line=1)
    return _read_mapping(node, file=file)


@dataclass(frozen=True, slots=True)
class Values:
    """A page as plain values (text, lists, mappings), with the line of every place in it."""

    file: str
    values: dict[str, Any]
    lines: dict[tuple[str | int, ...], int]

    def line_of(self, place: tuple[str | int, ...]) -> int:
        """Gives the line of the nearest known place at or above `place`."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def fault(self, message: str, *, place: tuple[str | int, ...] = (), help: str = "") -> RulebookFault:
        """Gives the error to raise, placed at `place`."""
        return RulebookFault(message, file=self.file, line=self.line_of(place), help=help)


def read_values(text: str, *, file: str) -> Values:
    """Reads one YAML document that is a mapping. Raises RulebookFault with file and line on anything else."""
    node = _compose(text, file=file)
    if not isinstance(node, yaml.MappingNode):
        raise RulebookFault("a mapping (key: value) is expected here", file=file, line=1)
    lines: dict[tuple[str | int, ...], int] = {}
    return Values(file=file, values=_read_node(node, file=file, lines=lines, place=()), lines=lines)


def _read_node(node: yaml.Node, *, file: str, lines: dict[tuple[str | int, ...], int], place: tuple[str | int, ...]) -> Any:  # noqa: ANN401
    lines[place] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return [_read_node(item, file=file, lines=lines, place=(*place, i)) for i, item in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        return str(node.value).strip()
    values: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in values:
            raise RulebookFault(f'"{key}" stands here twice', file=file, line=key_node.start_mark.line + 1)
        values[key] = _read_node(value_node, file=file, lines=lines, place=(*place, key))
        lines[(*place, key)] = key_node.start_mark.line + 1
    return values


def _compose(text: str, *, file: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise RulebookFault(f"not readable as YAML: {error.problem}", file=file, line=line) from error
    except yaml.YAMLError as error:
        raise RulebookFault(f"not readable as YAML: {error}", file=file, line=1) from error


def _read_mapping(node: yaml.Node, *, file: str) -> Fields:
    line = node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        raise RulebookFault("a mapping (key: value) is expected here", file=file, line=line)
    fields = Fields(file=file, line=line)
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in fields._nodes:
            raise RulebookFault(f'"{key}" stands here twice', file=file, line=key_node.start_mark.line + 1)
        fields._nodes[key] = value_node
        fields._lines[key] = key_node.start_mark.line + 1
    return fields
