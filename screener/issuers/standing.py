"""Standing of a holding to an entity: what the file says beside the name goes in; what bears the entity out comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from screener.identifiers import has_valid_check_digit
from screener.issuers.countries import compare_countries, country_of_isin
from screener.issuers.identification import identify_ticker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screener.issuers.countries import Agreement
    from screener.issuers.index import IssuerIndex
    from screener.issuers.keys import Key
    from screener.issuers.names import IssuerName


@dataclass(frozen=True, slots=True)
class Standing:
    """What speaks for and against one entity, the names apart.

    `country` is how the file's country and the ISIN's agree with the entity's own; `home_form`, that the legal form is one of the
    entity's country, `foreign_form`, that it is one of other countries only; `other_number`, that the holding carries the issuer
    number or LEI of somebody else; `required`, that the entity is believed only where the file says the same country.
    """

    entity: str
    called: str
    own: frozenset[str]
    country: Agreement
    ticker: bool
    home_form: bool
    foreign_form: bool
    other_number: bool
    required: bool


def measure_standing(index: IssuerIndex, key: Key, name: IssuerName, entity: str) -> Standing:
    """Gives the standing of a holding to an entity of the registry."""
    own = index.countries[entity]
    said = {compare_countries(index.naming.countries, own, country) for country in _list_countries(index, key, name, own)}
    country: Agreement = "other" if "other" in said else "same" if "same" in said else "near" if "near" in said else "unknown"
    return Standing(
        entity=entity,
        called=index.registry.entities[entity].name,
        own=own,
        country=country,
        ticker=any(line.entity == entity for line in identify_ticker(index, key)),
        home_form=bool(name.form_countries & own) and not name.native,
        foreign_form=bool(name.form_countries) and not name.form_countries & own and not name.native,
        other_number=_has_other_number(index, key, entity),
        required=index.registry.entities[entity].country in index.naming.countries.required,
    )


def _list_countries(index: IssuerIndex, key: Key, name: IssuerName, own: frozenset[str]) -> Iterator[str]:
    countries = index.naming.countries
    is_receipt = not index.naming.security.receipt_words.isdisjoint(name.raw)
    silent = countries.receipt_markets - own if is_receipt else frozenset[str]()
    if key.country and key.country not in silent:
        yield key.country
    elif name.native and len(name.form_countries) == 1:
        yield next(iter(name.form_countries))
    said = country_of_isin(key.isin)
    if said and said not in countries.neutral and said not in silent and has_valid_check_digit("isin", key.isin):
        yield said


def _has_other_number(index: IssuerIndex, key: Key, entity: str) -> bool:
    leis = index.own_leis.get(entity, frozenset())
    if leis and key.lei and key.lei not in leis and has_valid_check_digit("lei", key.lei):
        return True
    length = index.naming.countries.issuer_length.get(key.isin[:2], 0)
    if not length or not has_valid_check_digit("isin", key.isin):
        return False
    own = {prefix for prefix in index.own_prefixes.get(entity, ()) if prefix[:2] == key.isin[:2] and len(prefix) == length}
    return bool(own) and key.isin[:length] not in own
