"""Shapes of what is answered in yente's manner."""

from typing import Any, Literal

from pydantic import Field

from screener.web.api.answers import Answer

PARAMETERS = {
    "dataset": "myanmar_enablers, default or all: the one dataset there is.",
    "entity_id": "An id as the export has it: screener-posco-holdings. One that was merged, or lacks its prefix, leads on.",
    "canonical_id": "The same as entity_id, after mergers.",
    "nested": "Whether the neighbours one step away stand in the place of their ids.",
    "prop": "A property of the model: name, isin, securities, unknownLinkTo …",
    "value": "The whole value of the property.",
    "schema": "A schema of the model: Company, PublicBody, Security, Thing …",
    "q": "Words that a name or an identifier holds.",
    "limit": "How many at most.",
    "offset": "From which on, counted from 0.",
    "sort": "Fields to sort by, each with :asc or :desc.",
    "facets": "Which facets to count.",
    "threshold": "From which score on an answer is a match.",
    "cutoff": "From which score on an answer is shown.",
    "algorithm": "best or holdings, which is the same.",
    "exclude_dataset": "Datasets that may not answer.",
    "exclude_schema": "Schemata that may not answer.",
    "exclude_entity_ids": "Entities that may not answer.",
    "topics": "Topics of which an answer must have one.",
    "countries": "Countries, ISO 3166 alpha-2, of which an answer must have one.",
    "datasets": "Datasets that may answer.",
    "filter": "property:value, which an answer must have.",
    "changed_since": "A day; the dataset changes as a whole, on the day of its version.",
}
"""What the parameters of the routes in yente's manner mean, by name; it is the same on every route."""


class YenteTotal(Answer):
    """How many there are."""

    value: int
    """The number."""
    relation: Literal["eq"]
    """It is exact."""


class YenteEntity(Answer):
    """An entity in the model of FollowTheMoney."""

    id: str
    """Its id in the export, screener-…"""
    caption: str
    """The name it is shown under."""
    schema_: str = Field(alias="schema", description="Its schema: Company, PublicBody, Security …")
    properties: dict[str, list[str | dict[str, Any]]]
    """Values by property; entities in the place of ids where they are nested."""
    datasets: list[str]
    """myanmar_enablers."""
    referents: list[str]
    """Ids that were merged into it."""
    target: bool
    """Whether the registry lists a tie of it."""
    first_seen: str | None
    last_seen: str | None
    last_change: str | None


class YenteEntities(Answer):
    """A page of entities."""

    results: list[YenteEntity]
    """This page."""
    total: YenteTotal
    """How many there are on all pages."""
    limit: int
    """How many were asked for."""
    offset: int
    """From which on."""


class YenteFacetValue(Answer):
    """A value and how often it occurs."""

    name: str
    """The value."""
    label: str
    """What to show for it."""
    count: int
    """How often."""


class YenteFacet(Answer):
    """Values of one kind."""

    label: str
    """What to call it."""
    values: list[YenteFacetValue]
    """The most frequent first."""


class YenteSearch(YenteEntities):
    """What was found."""

    facets: dict[str, YenteFacet]
    """What it is spread over."""


class YenteAdjacent(Answer):
    """An entity and what stands beside it."""

    entity: YenteEntity
    """Itself."""
    adjacent: dict[str, YenteEntities]
    """Its neighbours by the property that leads to them."""


class YenteFeature(Answer):
    """Why a score is what it is."""

    score: float
    """The probability."""
    detail: str
    """The same in a sentence."""
    query: str | None
    """What was asked for."""
    candidate: str | None
    """What it was compared with."""


class YenteMatched(YenteEntity):
    """An entity that may be the one."""

    score: float
    """A probability that both are the same."""
    explanations: dict[str, YenteFeature]
    """Why."""
    match: bool
    """Whether the score reaches the threshold."""


class YenteQuery(Answer):
    """What was asked."""

    id: str | None
    """The caller's id for it."""
    schema_: str = Field(alias="schema", description="Its schema.")
    properties: dict[str, list[str]]
    """What was given of it."""


class YenteAnswerOfOne(Answer):
    """Whom one description may be."""

    status: Literal[200]
    results: list[YenteMatched]
    """The likeliest first."""
    total: YenteTotal
    """How many reach the threshold."""
    query: YenteQuery
    """What was asked."""


class YenteMatches(Answer):
    """Whom each description may be."""

    responses: dict[str, YenteAnswerOfOne]
    """By the caller's key."""
    limit: int
    """How many of each at most."""


class YenteStatement(Answer):
    """One value of one entity, with where it comes from."""

    id: str
    """A hash of it."""
    entity_id: str
    """Whose it is."""
    canonical_id: str
    """The same, after mergers."""
    prop: str
    """The property."""
    prop_type: str
    """What kind of value it is."""
    schema_: str = Field(alias="schema", description="The entity's schema.")
    value: str
    """The value."""
    original_value: str | None
    dataset: str
    """myanmar_enablers."""
    lang: str | None
    origin: str | None
    """Addresses of its sources."""
    first_seen: str
    """The day of the registry's version."""
    last_seen: str
    """The same."""


class YenteStatements(Answer):
    """A page of statements."""

    results: list[YenteStatement]
    """This page."""
    total: YenteTotal
    """How many there are on all pages."""
    limit: int
    """How many were asked for."""
    offset: int
    """From which on."""


class YenteDataset(Answer):
    """A dataset."""

    name: str
    """What calls name it by."""
    title: str
    """What people call it."""
    summary: str
    """What it holds."""
    version: str
    """The registry's version."""
    updated_at: str
    last_export: str
    entity_count: int
    """With addresses, securities and edges."""
    thing_count: int
    """Without edges."""
    tags: list[str]
    children: list[str]
    resources: list[Any]
    deprecated: bool
    load: bool
    index_version: str
    index_current: bool


class YenteCatalog(Answer):
    """Which datasets there are."""

    datasets: list[YenteDataset]
    """One."""
    current: list[str]
    outdated: list[str]
    index_stale: bool


class YenteAlgorithms(Answer):
    """Which ways of matching there are."""

    algorithms: list[dict[str, Any]]
    """One, with its features."""
    default: str
    best: str
