"""Naming: the tables of `rules/naming/` go in; Naming, frozen and hashed, comes out.

The tables say how securities are written, not who issued them: legal forms, security words, abbreviations, countries, the names
of government bonds, well-known others, and how surely a likeness of names is an identity.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from screener.errors import RulebookFault
from screener.rulebook.pages import list_pages
from screener.rulebook.text import read_fields

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.resources.abc import Traversable

    from screener.rulebook.text import Fields

FILES = (
    "abbreviations",
    "calibration",
    "common_words",
    "countries",
    "fund_signs",
    "legal_forms",
    "security_words",
    "sovereigns",
    "well_known_others",
)


@dataclass(frozen=True, slots=True)
class LegalForm:
    """A way of writing a legal form; `at` is start or end, `countries` where it is used (empty: in many)."""

    text: str
    form: str
    at: str = "end"
    inside: bool = False
    countries: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SecurityWords:
    """What is written around an issuer's name to say which security it is."""

    words: frozenset[str]
    behind_form: frozenset[str]
    receipt_words: frozenset[str]
    at_start: frozenset[str]
    fund_words: frozenset[str]
    surely_fund: tuple[str, ...]
    vehicle_words: frozenset[str]
    vehicle_company: frozenset[str]
    guarantor_words: tuple[str, ...]
    no_names: frozenset[str]
    coins: frozenset[str]


@dataclass(frozen=True, slots=True)
class FundSigns:
    """By what a fund's name is known; see `fund_signs.yaml` for what each list means. Phrases are words in capitals."""

    alone: frozenset[str]
    closed_end: frozenset[str]
    companies: frozenset[str]
    ends: frozenset[str]
    doubtful: frozenset[str]
    behind: frozenset[str]
    letters: frozenset[str]
    themes: frozenset[str]
    leanings: frozenset[str]
    houses: frozenset[str]
    domiciles: frozenset[str]
    native: tuple[str, ...]
    native_whole: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CommonWords:
    """Words many names share: `empty` are dropped, `light` and `holding` weigh little, `business` less than a name of its own."""

    empty: frozenset[str]
    light: frozenset[str]
    holding: frozenset[str]
    business: frozenset[str]


@dataclass(frozen=True, slots=True)
class CountryTables:
    """What a country says about an issuer; countries are ISO 3166 alpha-2, `words` and `brackets` lead to them."""

    words: Mapping[str, str]
    brackets: Mapping[str, str]
    neutral: frozenset[str]
    related: frozenset[frozenset[str]]
    receipt_markets: frozenset[str]
    required: frozenset[str]
    forms_tell: frozenset[str]
    issuer_length: Mapping[str, int]
    markets: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class StateNames:
    """How the bonds of one state are named; see `sovereigns.yaml` for what each list means."""

    entity: str
    country: str
    names: tuple[str, ...]
    official: tuple[str, ...]
    instruments: tuple[str, ...]
    in_country: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OtherCompany:
    """A well-known company that is not in the registry but resembles one that is."""

    name: str
    country: str


@dataclass(frozen=True, slots=True)
class Reliability:
    """What scores from `least` on, to the next range, meant: so many names, their mean score, the share that was that issuer."""

    least: float
    names: int
    mean_score: float
    share_right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Probabilities from which a name is `matched` or goes to `needs_review`, and the weights of the evidence (log odds).

    `reliability` and `curve` (score, probability) are the record of what scores meant; nothing is computed from them.
    """

    matched: float
    needs_review: float
    weights: Mapping[str, float]
    reliability: tuple[Reliability, ...] = ()
    curve: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Naming:
    """All tables of `rules/naming/`, with one hash over the files they were read from."""

    legal_forms: tuple[LegalForm, ...]
    native_forms: tuple[LegalForm, ...]
    abbreviations: Mapping[str, str]
    native_abbreviations: Mapping[str, str]
    either: Mapping[str, frozenset[str]]
    security: SecurityWords
    common: CommonWords
    fund_signs: FundSigns
    countries: CountryTables
    debt_words: frozenset[str]
    states: tuple[StateNames, ...]
    others: tuple[OtherCompany, ...]
    calibration: Calibration
    sha256: str


def read_naming(root: Traversable) -> Naming:
    """Reads `naming/` under the rules' root; its hash is over the words of intake too.

    Raises RulebookFault with file and line on the first thing out of order.
    """
    folder = root.joinpath("naming")
    texts = {name: folder.joinpath(f"{name}.yaml").read_text(encoding="utf-8") for name in FILES}
    pages = {name: read_fields(text, file=f"naming/{name}.yaml") for name, text in texts.items()}
    naming = Naming(
        legal_forms=tuple(_read_forms(pages["legal_forms"], "forms")),
        native_forms=tuple(_read_forms(pages["legal_forms"], "native")),
        abbreviations=_read_inverse(pages["abbreviations"], "words"),
        native_abbreviations=_read_inverse(pages["abbreviations"], "native"),
        either=_read_sets(pages["abbreviations"], "either"),
        security=_read_security_words(pages["security_words"]),
        common=_read_common_words(pages["common_words"]),
        fund_signs=_read_fund_signs(pages["fund_signs"]),
        countries=_read_countries(pages["countries"]),
        debt_words=frozenset(pages["sovereigns"].texts("debt_words")),
        states=tuple(_read_state(item) for item in pages["sovereigns"].items("states")),
        others=tuple(_read_others(pages["well_known_others"])),
        calibration=_read_calibration(pages["calibration"]),
        sha256=_hash_texts(texts | _read_intake_words()),
    )
    for page in pages.values():
        page.close()
    return naming


def _read_intake_words() -> dict[str, str]:
    """The words by which holdings are read, which come with the program: a changed word can change an answer."""
    folder = files("rules").joinpath("intake")
    return {f"intake/{path}": item.read_text(encoding="utf-8") for path, item in list_pages(folder)}


def _hash_texts(texts: Mapping[str, str]) -> str:
    digest = sha256()
    for name in sorted(texts):
        digest.update(f"{name}\0{sha256(texts[name].encode()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _read_forms(page: Fields, key: str) -> Iterator[LegalForm]:
    for item in page.items(key):
        form, at = item.text("class"), item.word("at", ("start", "end", "both"), default="end")
        countries, inside, texts = frozenset(item.texts("countries")), item.flag("inside"), item.texts("texts")
        item.close()
        for side in ("start", "end") if at == "both" else (at,):
            yield from (LegalForm(text=text, form=form, at=side, inside=inside, countries=countries) for text in texts)


def _read_inverse(page: Fields, key: str) -> dict[str, str]:
    table = _mapping(page, key)
    inverse: dict[str, str] = {}
    for whole in table.keys():  # noqa: SIM118 (Fields is no mapping)
        for short in table.texts(whole):
            if short in inverse:
                raise table.fault(f'"{short}" is read as {inverse[short]} already', key=whole)
            inverse[short] = whole
    return inverse


def _read_sets(page: Fields, key: str) -> dict[str, frozenset[str]]:
    table = _mapping(page, key)
    return {name: frozenset(table.texts(name)) for name in table.keys()}  # noqa: SIM118 (Fields is no mapping)


def _read_security_words(page: Fields) -> SecurityWords:
    return SecurityWords(
        words=_read_lists(page, "words"),
        behind_form=frozenset(page.texts("behind_form")),
        receipt_words=frozenset(page.texts("receipt_words")),
        at_start=frozenset(page.texts("at_start")),
        fund_words=frozenset(page.texts("fund_words")),
        surely_fund=page.texts("surely_fund"),
        vehicle_words=frozenset(page.texts("vehicle_words")),
        vehicle_company=frozenset(page.texts("vehicle_company")),
        guarantor_words=page.texts("guarantor_words"),
        no_names=frozenset(page.texts("no_names")),
        coins=frozenset(page.texts("coins")),
    )


def _read_common_words(page: Fields) -> CommonWords:
    return CommonWords(
        empty=frozenset(page.texts("empty")),
        light=frozenset(page.texts("light")),
        holding=frozenset(page.texts("holding")),
        business=_read_lists(page, "business"),
    )


def _read_fund_signs(page: Fields) -> FundSigns:
    share_class = _mapping(page, "share_class")
    signs = FundSigns(
        alone=_read_lists(page, "alone"),
        closed_end=frozenset(page.texts("closed_end")),
        companies=frozenset(page.texts("companies")),
        ends=frozenset(share_class.texts("ends")),
        doubtful=frozenset(share_class.texts("doubtful")),
        behind=frozenset(share_class.texts("behind")),
        letters=frozenset(share_class.texts("letters")),
        themes=frozenset(page.texts("themes")),
        leanings=frozenset(page.texts("leanings")),
        houses=frozenset(page.texts("houses")),
        domiciles=frozenset(page.texts("domiciles")),
        native=page.texts("native"),
        native_whole=page.texts("native_whole"),
    )
    share_class.close()
    return signs


def _read_lists(page: Fields, key: str) -> frozenset[str]:
    table = _mapping(page, key)
    return frozenset(word for group in table.keys() for word in table.texts(group))  # noqa: SIM118 (Fields is no mapping)


def _read_countries(page: Fields) -> CountryTables:
    words, related = _mapping(page, "words"), _mapping(page, "related")
    return CountryTables(
        words={text.upper(): code for code in words.keys() for text in words.texts(code)},  # noqa: SIM118 (Fields is no mapping)
        brackets=_read_texts(page, "brackets"),
        neutral=frozenset(page.texts("neutral")),
        related=frozenset(frozenset((code, other)) for code in related.keys() for other in related.texts(code)),  # noqa: SIM118
        receipt_markets=frozenset(page.texts("receipt_markets")),
        required=frozenset(page.texts("country_required")),
        forms_tell=frozenset(page.texts("forms_tell")),
        issuer_length={code: int(length) for code, length in _read_texts(page, "isin_issuer_length").items()},
        markets=_read_texts(page, "markets"),
    )


def _read_texts(page: Fields, key: str) -> dict[str, str]:
    table = _mapping(page, key)
    return {name: table.text(name) for name in table.keys()}  # noqa: SIM118 (Fields is no mapping)


def _read_state(item: Fields) -> StateNames:
    state = StateNames(
        entity=item.text("entity"),
        country=item.text("country"),
        names=item.texts("names"),
        official=item.texts("official"),
        instruments=item.texts("instruments"),
        in_country=item.texts("in_country"),
    )
    item.close()
    return state


def _read_others(page: Fields) -> Iterator[OtherCompany]:
    table = _mapping(page, "others")
    for country in table.keys():  # noqa: SIM118 (Fields is no mapping)
        yield from (OtherCompany(name=name, country=country) for name in table.texts(country))


def _read_calibration(page: Fields) -> Calibration:
    weights = {name: float(value) for name, value in _read_texts(page, "weights").items()}
    calibration = Calibration(
        matched=float(page.text("matched")),
        needs_review=float(page.text("needs_review")),
        weights=weights,
        reliability=tuple(_read_range(item) for item in page.items("reliability")),
        curve=tuple(_read_point(item) for item in page.items("curve")),
    )
    if not 0 < calibration.needs_review <= calibration.matched <= 1:
        raise page.fault("0 < needs_review <= matched <= 1 does not hold", key="needs_review")
    return calibration


def _read_range(item: Fields) -> Reliability:
    found = Reliability(
        least=float(item.text("from")),
        names=int(item.text("names")),
        mean_score=float(item.text("mean_score")),
        share_right=float(item.text("share_right")),
    )
    item.close()
    return found


def _read_point(item: Fields) -> tuple[float, float]:
    point = float(item.text("score")), float(item.text("probability"))
    item.close()
    return point


def _mapping(page: Fields, key: str) -> Fields:
    table = page.mapping(key)
    if table is None:
        raise RulebookFault(f'"{key}" is missing', file=page.file, line=page.line)
    return table
