"""The registry, indexed for look-up: a Registry and a Naming go in; an IssuerIndex comes out."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from screener.issuers.countries import drop_own_country
from screener.issuers.fund_signs import FundReader
from screener.issuers.grams import GramIndex, build_grams
from screener.issuers.names import IssuerName, NameReader, guess_country
from screener.issuers.states import StateTable, build_states

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from screener.model import Entity, Identifier, Name, Registry
    from screener.rulebook.naming import Naming

_ACRONYM = re.compile(r"\(([A-Z&]{3,})\)$")
Label = TypeVar("Label", str, tuple[str, ...])
_TICKER_END = re.compile(r"[ ./]|-[FR]$")
"""In Bangkok a share has -F on the board of foreigners, and -R where its votes are left to the exchange."""
SHORT = 4
"""A name of so few letters never matches alone, marked weak or not."""
SECOND_MARKETS = frozenset({"", "US", "DE", "GB"})
"""Markets where companies of all countries have receipts; being traded there says nothing about a company's country."""
OPENING = 4
"""Characters a name in Chinese characters, kana or hangul must share with a longer one to be its short form."""
RECEIPTS = frozenset({"adr", "gdr", "ads", "depositary_receipt", "receipt"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A name in the index: of an entity of the registry, or (`entity` empty) of a well-known other company in `country`."""

    entity: str
    name: IssuerName
    text: str
    form: str
    weak: bool
    country: str


@dataclass(frozen=True, slots=True)
class KnownIdentifier:
    """Whose identifier it is; not `confirmed` where a single source carries it."""

    entity: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A ticker of an entity, with its market (ISO 10383) and the market's country."""

    entity: str
    mic: str
    country: str


@dataclass(frozen=True, slots=True)
class IssuerIndex:
    """The registry by names, by identifiers and by tickers; `weights` gives what each word of a name says."""

    registry: Registry
    naming: Naming
    reader: NameReader = field(repr=False)
    funds: FundReader = field(repr=False)
    entries: tuple[Entry, ...] = field(repr=False)
    keys: Mapping[str, tuple[int, ...]] = field(repr=False)
    letters: Mapping[str, tuple[int, ...]] = field(repr=False)
    in_order: tuple[str, ...] = field(repr=False)
    turned: Mapping[tuple[str, ...], tuple[int, ...]] = field(repr=False)
    openings: Mapping[str, tuple[int, ...]] = field(repr=False)
    by_entity: Mapping[str, tuple[int, ...]] = field(repr=False)
    grams: GramIndex = field(repr=False)
    weights: Mapping[str, float] = field(repr=False)
    identifiers: Mapping[str, Mapping[str, KnownIdentifier]] = field(repr=False)
    prefixes: Mapping[str, str] = field(repr=False)
    own_prefixes: Mapping[str, tuple[str, ...]] = field(repr=False)
    own_leis: Mapping[str, frozenset[str]] = field(repr=False)
    tickers: Mapping[str, tuple[Line, ...]] = field(repr=False)
    countries: Mapping[str, frozenset[str]] = field(repr=False)
    states: StateTable = field(repr=False)


def build_index(registry: Registry, naming: Naming) -> IssuerIndex:
    """Gives the index of a registry. The same registry and naming give the same index."""
    reader = NameReader(naming)
    own = tuple(_collect_entries(registry, reader, naming))
    entries = (*own, *_list_others(naming, reader, own))
    identifiers, prefixes = _collect_identifiers(registry), _collect_prefixes(registry, naming)
    return IssuerIndex(
        registry=registry,
        naming=naming,
        reader=reader,
        funds=FundReader(naming.fund_signs),
        entries=entries,
        keys=_group(entry.name.key for entry in entries),
        letters=_group(entry.name.squeezed for entry in entries),
        in_order=tuple(" ".join(sorted(entry.name.words)) for entry in entries),
        turned=_group(reader.sort_words(entry.name) for entry in entries),
        openings=_group(entry.name.key[:OPENING] if entry.name.native else "" for entry in entries),
        by_entity=_group(entry.entity for entry in entries),
        grams=build_grams([entry.name.squeezed for entry in entries]),
        weights=_weigh_words(entries, naming),
        identifiers=identifiers,
        prefixes=prefixes,
        own_prefixes=_invert(prefixes),
        own_leis={
            entity: frozenset(leis)
            for entity, leis in _invert({lei: known.entity for lei, known in identifiers["lei"].items()}).items()
        },
        tickers=_collect_tickers(registry, naming),
        countries={entity.id: _collect_countries(entity, naming) for entity in registry.entities.values()},
        states=build_states(naming, reader, known=registry.entities.keys()),
    )


def _group(labels: Iterable[Label]) -> dict[Label, tuple[int, ...]]:
    groups: dict[Label, list[int]] = defaultdict(list)
    for number, label in enumerate(labels):
        groups[label].append(number)
    return {label: tuple(numbers) for label, numbers in groups.items()}


def _invert(owners: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    owned: dict[str, list[str]] = defaultdict(list)
    for value, entity in owners.items():
        owned[entity].append(value)
    return {entity: tuple(values) for entity, values in owned.items()}


def normalise_ticker(ticker: str) -> str:
    """Gives a ticker in capitals; numbers lose leading zeros, as spreadsheets take them away."""
    text = ticker.strip().upper()
    return text.lstrip("0") if text.isdigit() else text


def list_tickers(ticker: str) -> tuple[str, ...]:
    """Gives the ticker as it is looked up: whole, and without what may be a market or a share class (ALD AT, ALD.R, ALD B)."""
    whole = normalise_ticker(ticker)
    bare = normalise_ticker(_TICKER_END.split(whole, maxsplit=1)[0])
    return (whole,) if bare == whole or not bare else (whole, bare)


def _collect_entries(registry: Registry, reader: NameReader, naming: Naming) -> Iterator[Entry]:
    for entity in registry.entities.values():
        seen: set[tuple[str, frozenset[str], bool, str]] = set()
        for name in entity.names:
            for text, weak in _list_texts(name, entity, reader, naming):
                read = reader.read_name(text)
                mark = (read.key, read.forms, weak, name.form)
                if read.key and mark not in seen:
                    seen.add(mark)
                    yield Entry(entity=entity.id, name=read, text=text, form=name.form, weak=weak, country=entity.country)


def _list_texts(name: Name, entity: Entity, reader: NameReader, naming: Naming) -> Iterator[tuple[str, bool]]:
    yield from _split_acronym(name)
    read = reader.read_name(name.text)
    bare = drop_own_country(naming.countries, read.words, _collect_countries(entity, naming))
    if bare and not read.native and any(_rank_word(word, naming) == 1 for word in bare):
        yield " ".join(bare), True  # GAIL (India): the file's own country says the rest


def _split_acronym(name: Name) -> Iterator[tuple[str, bool]]:
    yield name.text, name.weak
    found = _ACRONYM.search(name.text)
    if found:  # Oil and Natural Gas Corporation (ONGC) is two names
        yield name.text[: found.start()].strip(), name.weak
        yield found[1], True


def _list_others(naming: Naming, reader: NameReader, own: Iterable[Entry]) -> Iterator[Entry]:
    registered: dict[tuple[str, str], list[frozenset[str]]] = defaultdict(list)
    for entry in own:
        if not entry.weak:
            registered[entry.name.key, entry.country].append(entry.name.forms)
    for other in naming.others:
        read = reader.read_name(other.name)
        # Chiyoda Corporation is in the registry, Chiyoda Co Ltd is another company: only the forms tell
        known = registered[read.key, other.country] + registered[read.key, ""]
        if not any(not forms or forms & read.forms for forms in known):
            yield Entry(entity="", name=read, text=other.name, form="legal", weak=False, country=other.country)


def _weigh_words(entries: Iterable[Entry], naming: Naming) -> dict[str, float]:
    counts = Counter(word for entry in entries for word in set(entry.name.words))
    total = max(sum(1 for _ in entries), 2)
    common = naming.common
    words = {*counts, *common.light, *common.holding, *common.business, *naming.countries.words}
    weights = {}
    for word in words:
        rarity = math.log((total + 1) / (counts.get(word, 0) + 0.5)) / math.log(total + 1)
        weights[word] = _rank_word(word, naming) * max(0.3, min(1.0, rarity))
    return weights


def _rank_word(word: str, naming: Naming) -> float:
    if word in naming.common.light:
        return 0.05
    if word in naming.common.holding:
        return 0.3
    if word in naming.countries.words:
        return 0.4
    return 0.5 if word in naming.common.business or word in {"HONG", "KONG"} else 1.0


def _collect_identifiers(registry: Registry) -> dict[str, dict[str, KnownIdentifier]]:
    found: dict[str, dict[str, KnownIdentifier]] = {scheme: {} for scheme in ("isin", "cusip", "sedol", "figi", "lei")}
    for entity, identifier in _list_identifiers(registry):
        if identifier.scheme in found:
            known = KnownIdentifier(entity=entity.id, confirmed=identifier.confirmed)
            found[identifier.scheme].setdefault(identifier.value.upper(), known)
    return found


def _list_identifiers(registry: Registry) -> Iterator[tuple[Entity, Identifier]]:
    for entity in registry.entities.values():
        for identifier in entity.identifiers:
            yield entity, identifier


def _collect_prefixes(registry: Registry, naming: Naming) -> dict[str, str]:
    owners: dict[str, set[str]] = defaultdict(set)
    for entity, identifier in _list_identifiers(registry):
        for prefix in _find_prefixes(identifier, naming):
            owners[prefix].add(entity.id)
    # a prefix of two entities (a company before and after it was split) says nothing
    return {prefix: next(iter(entities)) for prefix, entities in owners.items() if len(entities) == 1}


def _find_prefixes(identifier: Identifier, naming: Naming) -> Iterator[str]:
    value = identifier.value.upper()
    if identifier.scheme == "isin_prefix":
        yield value
    elif identifier.scheme == "cusip6":
        yield from (f"US{value}", f"CA{value}")
    elif identifier.scheme == "cusip":
        yield from (f"US{value[:6]}", f"CA{value[:6]}")
    elif identifier.scheme == "isin" and identifier.confirmed:
        length = naming.countries.issuer_length.get(value[:2])
        if length:
            yield value[:length]


def _collect_tickers(registry: Registry, naming: Naming) -> dict[str, tuple[Line, ...]]:
    lines: dict[str, list[Line]] = defaultdict(list)
    for entity, identifier in _list_identifiers(registry):
        if identifier.scheme == "ticker":
            symbol, _, mic = identifier.value.partition("@")
            country = naming.countries.markets.get(mic, entity.country)
            lines[normalise_ticker(symbol)].append(Line(entity=entity.id, mic=mic, country=country))
    return {symbol: tuple(found) for symbol, found in lines.items()}


def _collect_countries(entity: Entity, naming: Naming) -> frozenset[str]:
    listed = {
        identifier.value[:2].upper()
        for identifier in entity.identifiers
        if identifier.scheme == "isin" and identifier.security.casefold() not in RECEIPTS and identifier.value[:2] != "XS"
    }
    markets = {
        naming.countries.markets.get(identifier.value.partition("@")[2], "")
        for identifier in entity.identifiers
        if identifier.scheme == "ticker"
    }
    scripts = frozenset[str]().union(*(guess_country(name.text) for name in entity.names))
    return frozenset({entity.country, *listed, *scripts, *(markets - SECOND_MARKETS)})
