"""FollowTheMoney's schemata, as far as the registry has them: which may be matched, which is kin of which, what a value is."""

from __future__ import annotations

ABOVE: dict[str, frozenset[str]] = {
    "Company": frozenset({"Organization", "LegalEntity", "Asset", "Thing"}),
    "Organization": frozenset({"LegalEntity", "Thing"}),
    "PublicBody": frozenset({"Organization", "LegalEntity", "Thing"}),
    "RealEstate": frozenset({"Asset", "Thing"}),
    "Security": frozenset({"Asset", "Thing"}),
}
"""By schema of a thing in the registry, the more general ones."""
MATCHABLE = frozenset(
    {"Thing", "LegalEntity", "Organization", "Company", "PublicBody", "Asset", "Security", "Person", "Vessel", "Airplane",
     "Vehicle", "Address", "CryptoWallet"}
)  # fmt: skip
"""What a query may ask for; the registry has no people and no craft, so that it answers those with nothing."""
REVERSE: dict[tuple[str, str], str] = {
    ("Ownership", "owner"): "ownershipOwner",
    ("Ownership", "asset"): "ownershipAsset",
    ("UnknownLink", "subject"): "unknownLinkTo",
    ("UnknownLink", "object"): "unknownLinkFrom",
    ("Sanction", "entity"): "sanctions",
    ("Security", "issuer"): "securities",
}
"""By schema and property that leads to another entity, the property under which that entity shows it."""
_TYPES = {
    **dict.fromkeys(("name", "alias", "previousName", "weakAlias"), "name"),
    **dict.fromkeys(("date", "startDate", "endDate", "listingDate"), "date"),
    **dict.fromkeys(("isin", "leiCode", "figiCode", "registrationNumber", "ticker"), "identifier"),
    **dict.fromkeys(("notes", "description", "summary"), "text"),
    "country": "country",
    "topics": "topic",
    "sourceUrl": "url",
}


def is_kin(schema: str, asked: str) -> bool:
    """Says whether a thing of `schema` may answer a query for `asked`: the same, or one above the other."""
    return schema == asked or asked in ABOVE.get(schema, ()) or schema in ABOVE.get(asked, ())


def is_of(schema: str, asked: str) -> bool:
    """Says whether a thing of `schema` is one of `asked`."""
    return schema == asked or asked in ABOVE.get(schema, ())


def type_of(schema: str, name: str) -> str:
    """Gives the type of a property's values: name, date, country, topic, identifier, url, text, entity or string."""
    return "entity" if (schema, name) in REVERSE else _TYPES.get(name, "string")
