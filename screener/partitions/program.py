"""The program goes in; a hash of all of it comes out, so that results of two states of it are never taken for one."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable


@cache
def hash_whole_program() -> str:
    """Gives a SHA-256 over every file of the screener and of its page, the compiled ones left out."""
    digest = sha256()
    for package in ("screener", "reports"):
        for path, content in _list_files(files(package), package):
            digest.update(f"{path} {sha256(content).hexdigest()}\n".encode())
    return digest.hexdigest()


def _list_files(folder: Traversable, place: str) -> Iterator[tuple[str, bytes]]:
    for item in sorted(folder.iterdir(), key=lambda one: one.name):
        if item.name == "__pycache__" or item.name.startswith("."):
            continue
        if item.is_dir():
            yield from _list_files(item, f"{place}/{item.name}")
        else:
            yield f"{place}/{item.name}", item.read_bytes()
