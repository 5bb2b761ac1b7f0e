"""The compiled rulebook: a folder of rules goes in; its Rulebook comes out, from a cache where these files were read before."""

from __future__ import annotations

import gc
import os
import pickle
from functools import cache as remember
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from screener import __version__
from screener.rulebook.rulebook import Rulebook, hash_rulebook, read_rulebook, require_rules

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path

KEPT = 4
"""So many states of the rules are kept: each is another megabyte, and an editor makes dozens a day."""


def load_rulebook(root: Traversable, *, cache: Path | None) -> Rulebook:
    """Gives the rulebook of `root`; `cache` is a folder of the user's own, or None for no cache.

    The cache is keyed by the hash of every file and of the program that read them, so that it can be deleted at any time.
    """
    require_rules(root)
    if cache is None:
        return read_rulebook(root)
    file = cache / f"rulebook-{hash_program()[:16]}-{hash_rulebook(root)[:32]}.pickle"
    found = read_pickle(file)
    if isinstance(found, Rulebook):
        return found
    rulebook = read_rulebook(root)
    write_pickle(rulebook, file)
    return rulebook


@remember
def hash_program() -> str:
    """Gives the SHA-256 over the version and the source of what reads rules: a changed program does not trust older caches."""
    package = files("screener")
    digest = sha256(__version__.encode())
    for folder in (package, package.joinpath("model"), package.joinpath("rulebook")):
        for item in sorted(folder.iterdir(), key=lambda source: source.name):
            if item.name.endswith(".py"):
                digest.update(item.read_bytes())
    return digest.hexdigest()


def read_pickle(file: Path) -> Any:  # noqa: ANN401 (whatever was kept there; the caller looks at what it is)
    """Gives what was kept in `file`, None where there is nothing, it is another user's, or it cannot be read."""
    try:
        with file.open("rb") as stream:
            if not _is_own(os.fstat(stream.fileno())):
                return None
            gc.disable()  # nothing made here is garbage, and looking for some takes half the time of a large registry
            return pickle.load(stream)  # noqa: S301 (our own file: whoever can write it can do anything we can)
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, LookupError, TypeError, ValueError):
        return None
    finally:
        gc.enable()


def write_pickle(value: object, file: Path) -> None:
    """Keeps a value in `file` for `read_pickle`, and the newest KEPT of its kind, by the word before the first hyphen."""
    write_cache(pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL), file)
    _drop_older(file)


def write_cache(content: bytes, file: Path) -> None:
    """Keeps bytes in `file`, whole or not at all; a cache that cannot be written is no reason to stop."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = file.with_name(f"{file.name}.{os.getpid()}.draft")  # two processes may write at once
        draft.write_bytes(content)
        draft.replace(file)
    except OSError:
        return


def _is_own(about: os.stat_result) -> bool:
    """A cache folder can lie where others write, and unpickling runs what is in the file. Windows has no such owners."""
    return not hasattr(os, "getuid") or (about.st_uid == os.getuid() and not about.st_mode & 0o002)


def _drop_older(file: Path) -> None:
    kind = file.name.partition("-")[0]
    try:
        kept = sorted(file.parent.glob(f"{kind}-*.pickle"), key=lambda item: item.stat().st_mtime, reverse=True)
        for old in kept[KEPT:]:
            old.unlink()
    except OSError:  # another process was faster
        return
