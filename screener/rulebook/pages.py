"""Pages: a folder of rules goes in; its YAML files in a fixed order, and one hash over all of them, come out."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from importlib.resources.abc import Traversable


def list_pages(root: Traversable, *, prefix: str = "") -> Iterator[tuple[str, Traversable]]:
    """Gives the YAML files under `root`, with their path below it, in a fixed order."""
    for item in sorted(root.iterdir(), key=lambda entry: entry.name):
        if item.is_dir():
            yield from list_pages(item, prefix=f"{prefix}{item.name}/")
        elif item.name.endswith(".yaml"):
            yield f"{prefix}{item.name}", item


def hash_pages(pages: Iterable[tuple[str, Traversable]]) -> str:
    """Gives one SHA-256 over the names and bytes of the pages."""
    digest = sha256()
    for path, item in pages:
        digest.update(f"{path}\0{sha256(item.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()
