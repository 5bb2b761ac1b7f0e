"""Programmes: `registry/programmes.yaml` goes in; what entries do that block no property comes out, by their programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screener.rulebook.text import read_values

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

EFFECTS = ("export_control", "financing")


def read_programmes(root: Traversable) -> Mapping[str, str]:
    """Gives the effect of each programme that blocks no property; one that is not here blocks. Raises RulebookFault."""
    item = root.joinpath("registry", "programmes.yaml")
    if not item.is_file():
        return {}
    page = read_values(item.read_text(encoding="utf-8"), file="registry/programmes.yaml")
    for programme, effect in page.values.items():
        if effect not in EFFECTS:
            raise page.fault(f'"{effect}" is not an effect', place=(programme,), help=f"Allowed: {', '.join(EFFECTS)}.")
    return page.values
