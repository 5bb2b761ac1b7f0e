"""The fund library: fund files, read, go in; Funds with their identifiers, day and composition, found by them, come out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from screener.funds.composition import compose_fund
from screener.funds.names import fold_fund_name
from screener.identifiers import normalise_identifier
from screener.model import Holdings, last_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from screener.errors import Problem
    from screener.funds.composition import Composition
    from screener.funds.identity import FundIdentity
    from screener.funds.sections import Section
    from screener.model import Reading

NUMBERS = ("isin", "cusip", "sedol", "figi", "lei", "wkn")
"""Schemes that say which fund a holding is, whatever its name."""
_CUSIP, _SEDOL = ("cusip", 2, 11), ("sedol", 4, 11)
_WITHIN_ISIN = {"US": _CUSIP, "CA": _CUSIP, "GB": _SEDOL, "IE": _SEDOL, "DE": ("wkn", 5, 11)}
"""National numbers that stand inside the ISINs of a country."""


@dataclass(frozen=True, slots=True)
class Fund:
    """What one file says that one fund holds, on a day; `holdings` are its positions and cash, in the file's order.

    `identifiers` are by scheme (isin, cusip, sedol, figi, lei, wkn, ticker, series); `names[0]` is the one shown.
    """

    file: str
    section: str
    sha256: str
    names: tuple[str, ...]
    identifiers: Mapping[str, tuple[str, ...]]
    as_of: str | None
    holdings: Holdings = field(repr=False)
    composition: Composition = field(repr=False)

    @property
    def name(self) -> str:
        """The name shown."""
        return self.names[0]

    @property
    def key(self) -> str:
        """What tells it from every other fund of the library: its file, and its section where a file holds several."""
        return f"{self.file}#{self.section}" if self.section else self.file


@dataclass(frozen=True, slots=True)
class FundLibrary:
    """All funds known, in the order of their files, with the hash of everything they were read from.

    `problems` say which files could not be used and why.
    """

    funds: tuple[Fund, ...]
    sha256: str
    problems: tuple[Problem, ...] = ()
    by_key: Mapping[tuple[str, str], tuple[Fund, ...]] = field(default_factory=dict, repr=False)

    def find(self, scheme: str, value: str) -> tuple[Fund, ...]:
        """Gives the funds with that identifier, or, under the scheme `name`, of that name, in the order of the files."""
        return self.by_key.get((scheme, value), ())


def make_funds(reading: Reading, sections: Iterable[tuple[Section, FundIdentity]]) -> tuple[Fund, ...]:
    """Gives the funds of a file that was read, one for each of its sections."""
    return tuple(
        Fund(
            file=reading.upload.file,
            section=section.label,
            sha256=reading.upload.sha256,
            names=identity.names,
            identifiers=identity.identifiers,
            as_of=identity.as_of,
            holdings=Holdings(frame=section.lines),
            composition=compose_fund(section.lines),
        )
        for section, identity in sections
    )


def build_library(funds: Iterable[Fund], *, files: Mapping[str, str], problems: Iterable[Problem] = ()) -> FundLibrary:
    """Gives the library of these funds; `files` are the hashes of everything in the folder, by name."""
    ordered = tuple(sorted(funds, key=lambda fund: fund.file))
    keys: dict[tuple[str, str], list[Fund]] = defaultdict(list)
    for fund in ordered:
        for key in dict.fromkeys(_list_keys(fund)):
            keys[key].append(fund)
    return FundLibrary(
        funds=ordered,
        sha256=hash_files(files),
        problems=tuple(problems),
        by_key={key: tuple(same) for key, same in keys.items()},
    )


def hash_files(files: Mapping[str, str]) -> str:
    """Gives one SHA-256 for a folder: of its files' names and hashes, in the order of the names."""
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(files.items()))
    return sha256(lines.encode()).hexdigest()


def choose_vintage(funds: Iterable[Fund], *, as_of: date) -> Fund | None:
    """Gives the newest that is not of a later day than `as_of`, else the earliest of those that are; the undated come last."""
    dated = sorted((fund for fund in funds if fund.as_of), key=lambda fund: fund.as_of or "")
    known = [fund for fund in dated if last_day(fund.as_of or "") <= as_of]
    newest = next((fund for fund in known if fund.as_of == known[-1].as_of), None)
    return newest or next(iter(dated), None) or next(iter(funds), None)


def list_numbers(scheme: str, value: str) -> Iterator[tuple[str, str]]:
    """Gives an identifier, and the national number that stands inside it where it is an ISIN of such a country."""
    yield scheme, value
    inside = _WITHIN_ISIN.get(value[:2]) if scheme == "isin" and len(value) == 12 else None
    if inside:
        number, start, end = inside
        yield number, value[start:end]


def _list_keys(fund: Fund) -> Iterator[tuple[str, str]]:
    for scheme, values in fund.identifiers.items():
        for value in values:
            yield from list_numbers(scheme, normalise_identifier(value))
    for name in fund.names:
        if folded := fold_fund_name(name):
            yield "name", folded
