"""The compiled rulebook: a folder of rules goes in; its Rulebook comes out, from a cache where these files were read before."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

from screener import __version__
from screener.rulebook.rulebook import Rulebook, hash_rulebook, read_rulebook

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path


def load_rulebook(root: Traversable, *, cache: Path | None) -> Rulebook:
    """Gives the rulebook of `root`; `cache` is a folder of the user's own, or None for no cache.

    The cache is keyed by the hash of every file and by the program's version, so that it can be deleted at any time.
    """
    if cache is None:
        return read_rulebook(root)
    file = cache / f"rulebook-{__version__}-{hash_rulebook(root)[:32]}.pickle"
    if file.is_file():
        found = _read_compiled(file)
        if found is not None:
            return found
    rulebook = read_rulebook(root)
    _write_compiled(rulebook, file)
    return rulebook


def _read_compiled(file: Path) -> Rulebook | None:
    try:
        found = pickle.loads(file.read_bytes())  # noqa: S301 (our own file, in the user's own cache folder)
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, TypeError, ValueError):
        return None
    return found if isinstance(found, Rulebook) else None


def _write_compiled(rulebook: Rulebook, file: Path) -> None:
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = file.with_suffix(".draft")
        draft.write_bytes(pickle.dumps(rulebook, protocol=pickle.HIGHEST_PROTOCOL))
        draft.replace(file)
    except OSError:  # a cache that cannot be written is no reason to stop
        return
