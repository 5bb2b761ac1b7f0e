"""Files and folders, as the user named them, go in; every portfolio among them, with the folders of its results, comes out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from screener.cli.own_results import Folder, LeftOut
from screener.errors import RequestRefused

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """One portfolio's file: where it lies, what the summary calls it, and its folders in the result, one for each policy."""

    path: Path
    file: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """The portfolios of a call, and what of its folders was left out."""

    places: tuple[Place, ...]
    left_out: LeftOut


def list_places(given: Sequence[Path], *, policies: Sequence[str], out: Path | None) -> Places:
    """Gives the portfolios in the order named, those of a folder by their path within it.

    Hidden files, `out` and results of earlier calls are left out. A folder of results is named for the file; for the policy too
    where there are several, or where files were named one by one. Raises RequestRefused where there is no file.
    """
    left_out = LeftOut()
    found = list(dict.fromkeys(pair for path in given for pair in _list_files(path, out, left_out)))
    if not found:
        named = ", ".join(f'"{path}"' for path in given)
        raise RequestRefused(
            f"There is no portfolio in {named}. {left_out.say()}".strip(), help="Give a folder that holds portfolios."
        )
    bases = _name_bases([file for _, file in found])
    with_policy = len(policies) > 1 or not any(path.is_dir() for path in given)
    endings = _number_twins([f"-{policy}" if with_policy else "" for policy in policies])
    taken: set[str] = set()
    places = tuple(
        Place(path=path, file=file, names=tuple(take_name(f"{base}{ending}", taken) for ending in endings))
        for (path, file), base in zip(found, bases, strict=True)
    )
    return Places(places=places, left_out=left_out)


def _list_files(path: Path, out: Path | None, left_out: LeftOut) -> Iterator[tuple[Path, str]]:
    if not path.is_dir():
        yield path, "pasted" if str(path) == "-" else path.name
        return
    for file in Folder(root=path, out=out, left_out=left_out).list_portfolios():
        yield file, file.relative_to(path).as_posix()


def _name_bases(files: Sequence[str]) -> list[str]:
    """A name without its ending, where no other file would share the folder or lie within it; else with it."""
    shared = Counter(_stem(file).casefold() for file in set(files))
    within = {parent.casefold() for file in files for parent in _list_parents(file)}
    return [file if shared[_stem(file).casefold()] > 1 or _stem(file).casefold() in within else _stem(file) for file in files]


def _stem(file: str) -> str:
    return file[: len(file) - len(_ending(file))]


def _ending(file: str) -> str:
    name = file.rpartition("/")[2]
    dot = name.rfind(".")
    return name[dot:] if dot > 0 else ""


def _list_parents(file: str) -> Iterator[str]:
    parts = file.split("/")
    yield from ("/".join(parts[:depth]) for depth in range(1, len(parts)))


def _number_twins(endings: Sequence[str]) -> list[str]:
    """Two policies of one id, of which one is the user's own, are told apart."""
    seen: Counter[str] = Counter()
    numbered = []
    for ending in endings:
        seen[ending] += 1
        numbered.append(ending if seen[ending] == 1 else f"{ending}-{seen[ending]}")
    return numbered


def take_name(name: str, taken: set[str]) -> str:
    """Gives a name for a folder of results and takes it; the second of a name is numbered, so that it overwrites nothing."""
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free.casefold())
    return free
