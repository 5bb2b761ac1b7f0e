"""A page of YAML goes in as text; it comes out with items and keys added, everything else on it as it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BARE = re.compile(r"[^\W\d_](?:[\w .,()/&+'-]*[\w.)])?")
_WORDS_OF_YAML = frozenset({"yes", "no", "true", "false", "on", "off", "null", "y", "n"})


def write_scalar(text: str, *, in_braces: bool = False) -> str:
    """Gives a text as YAML: bare where nothing in it has a meaning (a comma has one in braces), in double quotes otherwise."""
    if _BARE.fullmatch(text) and text.casefold() not in _WORDS_OF_YAML and not (in_braces and "," in text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Page:
    """A dossier as text, with what is to be inserted where; `write` gives the new text."""

    def __init__(self, text: str, *, order: Sequence[str] = ()) -> None:
        self._text, self._order = text, tuple(order)
        self._root = _compose(text)
        self._inserts: list[tuple[int, str]] = []
        self._new: dict[str, list[str]] = {}

    def items(self, key: str) -> list[dict[str, str]]:
        """Gives the mappings of a list as they stand, scalars only."""
        return [
            {name.value: value.value for name, value in item.value if isinstance(value, yaml.ScalarNode)}
            for item in self._nodes(key)
            if isinstance(item, yaml.MappingNode)
        ]

    def texts(self, key: str) -> list[str]:
        """Gives the scalars of a list of words."""
        return [str(item.value) for item in self._nodes(key) if isinstance(item, yaml.ScalarNode)]

    def add_item(self, key: str, lines: Sequence[str]) -> None:
        """Adds an item of several lines (`key: value` each, or one line in braces) at the end of a list."""
        self._new.setdefault(key, []).append(_indent(lines))

    def add_to_item(self, key: str, number: int, field: str, value: str) -> None:
        """Adds `field: value` to one item of a list."""
        item = self._nodes(key)[number]
        if isinstance(item, yaml.CollectionNode) and item.flow_style:
            self._inserts.append((item.end_mark.index - 1, f", {field}: {write_scalar(value, in_braces=True)}"))
        else:
            indent = " " * item.start_mark.column
            self._inserts.append((self._line_end(item), f"\n{indent}{field}: {write_scalar(value)}"))

    def add_word_to_item(self, key: str, number: int, field: str, word: str) -> None:
        """Adds a word to a list in brackets inside one item."""
        item = self._nodes(key)[number]
        self._add_to(next((value for name, value in item.value if name.value == field), None), field, word)

    def write(self) -> str:
        """Gives the text with everything inserted."""
        text = self._text if self._text.endswith("\n") else self._text + "\n"
        inserts = [*self._inserts, *self._place_new(text)]
        for place, addition in sorted(inserts, key=lambda pair: pair[0], reverse=True):
            text = text[:place] + addition + text[place:]
        return text

    def _place_new(self, text: str) -> Iterator[tuple[int, str]]:
        for key, items in self._new.items():
            node = self._value(key)
            if isinstance(node, yaml.SequenceNode) and node.value and not node.flow_style:
                yield self._line_end(node.value[-1]), "\n" + "\n".join(items)
            else:
                yield self._section_start(key, len(text)), f"{key}:\n" + "\n".join(items) + "\n"

    def _section_start(self, key: str, end: int) -> int:
        later = self._order[self._order.index(key) + 1 :] if key in self._order else ()
        starts = [name.start_mark.index for name, _ in self._root.value if name.value in later]
        return int(min(starts, default=end))

    def _add_to(self, node: yaml.Node | None, key: str, word: str) -> None:
        if not isinstance(node, yaml.SequenceNode) or not node.flow_style:
            raise ValueError(f'"{key}" is not a list in brackets')
        if word not in [item.value for item in node.value]:
            self._inserts.append((node.end_mark.index - 1, f"{', ' if node.value else ''}{word}"))

    def _value(self, key: str) -> yaml.Node | None:
        return next((value for name, value in self._root.value if name.value == key), None)

    def _nodes(self, key: str) -> list[yaml.Node]:
        node = self._value(key)
        return list(node.value) if isinstance(node, yaml.SequenceNode) else []

    def _line_end(self, node: yaml.Node) -> int:
        """A block's own end mark stands at the next token: the end of its last scalar's line is meant."""
        while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            node = last[1] if isinstance(last, tuple) else last
        content = self._text[: node.end_mark.index].rstrip()
        found = self._text.find("\n", len(content))
        return len(self._text) if found < 0 else found


def _compose(text: str) -> yaml.MappingNode:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        raise TypeError("a page is a mapping")
    return root


def _indent(lines: Sequence[str]) -> str:
    first, *others = lines
    return "\n".join([f"  - {first}", *(f"    {line}" for line in others)])
