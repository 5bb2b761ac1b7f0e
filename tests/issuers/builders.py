"""Builders: a small registry of invented issuers, with a few real ones where a look-alike is the point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from screener.model import HOLDING_COLUMNS, Entity, Holdings, Identifier, Name, Registry

if TYPE_CHECKING:
    from collections.abc import Iterable


def build_entity(id: str, country: str, names: Iterable[Name | str], *identifiers: Identifier, kind: str = "company") -> Entity:
    own = tuple(name if isinstance(name, Name) else Name(text=name) for name in names)
    return Entity(id=id, kind=kind, country=country, sector="", names=own, identifiers=identifiers)


def build_registry(*entities: Entity) -> Registry:
    return Registry(entities={entity.id: entity for entity in entities}, sources={}, version="test", sha256="test")


INVENTED = (
    build_entity(
        "hanbit-steel",
        "KR",
        ["Hanbit Steel Co., Ltd.", Name("한빛제강", form="native"), Name("Seojin Iron Works", form="former")],
        Identifier("isin", "KR7099990004"),
        Identifier("ticker", "099990@XKRX"),
        Identifier("lei", "5493001KJTIIGC8Y1R12"),
    ),
    build_entity(
        "siam-meridian",
        "TH",
        ["Siam Meridian Petroleum Exploration Public Company Limited"],
        Identifier("isin", "TH9999010R12"),
        Identifier("ticker", "SMPE@XBKK"),
    ),
    build_entity(
        "vindhya-oil",
        "IN",
        ["Vindhya Oil Corporation Limited", Name("VOC", form="short", weak=True)],
        Identifier("isin", "INE999A01015"),
        Identifier("ticker", "VINDOIL@XNSE"),
    ),
    build_entity(
        "kestrel-energy",
        "FR",
        ["Kestrel Énergies SE", Name("Kestrel", form="short", weak=True)],
        Identifier("ticker", "KES@XPAR"),
    ),
    build_entity("orvo", "IT", ["Orvo S.p.A."]),
    build_entity(
        "hoshimaru",
        "JP",
        ["Hoshimaru Corporation", Name("星丸商事貿易", form="native"), Name("星丸フィナンシャルグループ", form="native")],
    ),
    build_entity(
        "maritime-bank", "CN", ["Northern and Maritime Trade Bank of China Limited"], Identifier("isin", "CNE1000009Z8")
    ),
    build_entity("golden-heron", "MM", ["Golden Heron Company Limited", Name("GHC", form="short", weak=True)]),
    build_entity("larch-bank", "AU", ["Larch and Fern Banking Group Limited"], Identifier("isin", "AU000000LFB7")),
    build_entity(
        "larch-holdings", "AU", ["Larch Group Holdings Limited", Name("Larch and Fern Banking Group Limited", form="former")]
    ),
    build_entity("government-of-india", "IN", ["Government of India"], Identifier("isin_prefix", "IN00"), kind="government"),
    build_entity("government-of-germany", "DE", ["Government of Germany"], kind="government"),
    build_entity("government-of-japan", "JP", ["Government of Japan"], kind="government"),
    build_entity("thistle", "US", ["Thistle Software Inc."], Identifier("cusip", "037833100"), Identifier("ticker", "THST@XNAS")),
    build_entity("lotte-corporation", "KR", ["LOTTE Corporation", Name("Lotte", form="short")]),
    build_entity("chevron", "US", ["Chevron Corporation"]),
    build_entity("indian-oil", "IN", ["Indian Oil Corporation Limited"]),
    build_entity("heineken", "NL", ["Heineken N.V."]),
)


def build_holdings(*rows: dict[str, Any]) -> Holdings:
    """Gives holdings with the values named; the rest is empty, the line a position."""
    full = [dict.fromkeys(HOLDING_COLUMNS, "") | {"row": number, "line": "position"} | row for number, row in enumerate(rows, 1)]
    return Holdings(frame=pd.DataFrame(full, columns=list(HOLDING_COLUMNS)))
