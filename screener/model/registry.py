"""The nouns of the registry: entities, their names and identifiers, their ties, and the publications that bear them out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from screener.model.days import review_day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


@dataclass(frozen=True, slots=True)
class Source:
    """A publication, once: `url` is an address a stranger can open."""

    id: str
    publisher: str
    title: str
    date: str
    url: str
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A name an entity is or was known by. A `weak` name (BEL, Total, MAN) never matches alone.

    `form` is one of: legal, short, former, native, broker, brand_of_issuer.
    """

    text: str
    form: str = "legal"
    weak: bool = False
    script: str = ""
    since: str | None = None
    until: str | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier of an entity or of a security it issued.

    `scheme` is one of: isin, isin_prefix, cusip, cusip6, sedol, figi, lei, ticker (`value` is then `PTT@XBKK`).
    `confirmed` is false where one source alone carries it; no exclusion rests on it alone.
    """

    scheme: str
    value: str
    security: str = ""
    confirmed: bool = True
    since: str | None = None
    until: str | None = None
    note: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Involvement:
    """A dated tie of one entity: who, through which channel, with whom, since when, says who.

    `tie` says whose act it is: own, subsidiary, part_owner, distributor. A missing `since` stays None; `reported_on` is the
    date of the newest source that speaks to the tie, `status_as_of` that of the newest that speaks to its status.
    `counterparty` is the text as reported, `counterparties` the ids of the registry's entities among it. `note` is what else is
    to be known beside it, `limits` the sentences of it that speak for the one named: letters print them too.
    """

    id: str
    entity: str
    channel: str
    counterparty: str
    counterparties: tuple[str, ...]
    basis: str
    tie: str
    since: str | None
    until: str | None
    reported_on: str
    status: str
    status_as_of: str
    review_on: str
    confidence: str
    summary: str
    sources: tuple[Source, ...]
    note: str = ""
    research: str = "published"
    notice_on: str | None = None
    notice_override: str = ""
    limits: str = ""

    def is_stale(self, day: date) -> bool:
        """Says whether it is reported as active, and was last reported so too long ago on `day` to be shown as current."""
        return self.status == "active" and (not self.status_as_of or review_day(self.status_as_of) < day)


@dataclass(frozen=True, slots=True)
class Response:
    """What the company said. `grade`: answers, partly, does_not, not_graded; `none_found` records asked-and-silent."""

    date: str | None
    summary: str
    grade: str
    sources: tuple[Source, ...]
    involvements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnershipEdge:
    """`owner` holds `share` (a fraction as decimal text; None where not known) of `owned`, seen `as_of`, ended `until`."""

    owner: str
    owned: str
    share: str | None
    relation: str
    as_of: str | None
    sources: tuple[Source, ...] = ()
    note: str = ""
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Sanction:
    """An entry on an official list."""

    authority: str
    programme: str
    listed_on: str | None
    removed_on: str | None
    reference: str
    sources: tuple[Source, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class InvestorAction:
    """What another investor did about this issuer, and when, with its own stated reason where it gave one."""

    investor: str
    action: str
    date: str | None
    amount: str | None
    currency: str | None
    sources: tuple[Source, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Brand:
    """A brand people know, of an entity."""

    name: str
    category: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """Anyone in the registry: one dossier, one page. `names[0]` is the display name.

    `kind`: company, bank, state_owned_enterprise, government, intergovernmental_org, un_entity, other_org, conglomerate,
    armed_force, government_body, armed_group, person_network, site.
    """

    id: str
    kind: str
    country: str
    sector: str
    names: tuple[Name, ...]
    identifiers: tuple[Identifier, ...] = ()
    owners: tuple[OwnershipEdge, ...] = ()
    involvements: tuple[Involvement, ...] = ()
    responses: tuple[Response, ...] = ()
    sanctions: tuple[Sanction, ...] = ()
    brands: tuple[Brand, ...] = ()
    investor_actions: tuple[InvestorAction, ...] = ()
    sources: tuple[Source, ...] = ()
    note: str = ""
    file: str = ""

    @property
    def name(self) -> str:
        """The display name."""
        return self.names[0].text


@dataclass(frozen=True, slots=True)
class Correction:
    """A published claim that was wrong: when we said so, what was wrong, how it reads now, why, says who.

    `cause`: world, evidence, processing. A `withdrawn` claim is no longer in the registry.
    """

    date: str
    claim: str
    wrong: str
    now: str
    cause: str
    sources: tuple[Source, ...]
    withdrawn: bool = False


STATES_AND_BODIES = frozenset({"government", "intergovernmental_org", "un_entity", "other_org"})
"""Kinds of entity shown in a chapter of their own and never added to the company total."""


@dataclass(frozen=True, slots=True)
class Registry:
    """All entities and sources, with the version and hash of the files they were read from."""

    entities: Mapping[str, Entity]
    sources: Mapping[str, Source]
    version: str
    sha256: str
    merged: Mapping[str, str] = field(default_factory=dict)
    programmes: Mapping[str, str] = field(default_factory=dict)
    """The effect of each programme that blocks no property: financing or export_control."""
