"""The nouns of an exclusion list: what a policy asks of every issuer of the registry on a day, for those who trade."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from screener.model.judging import Judgement
    from screener.model.registry import Entity, Source


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One issuer of which the policy asks something, and what a trading desk does about it.

    `restriction` is inform, no_new_buy, cap or sell; `judgements` are those that decided; `sources` bear out what they judge.
    """

    issuer: Entity
    decision: str
    restriction: str
    severity: str
    confidence: str
    judgements: tuple[Judgement, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class ExclusionList:
    """Every exclusion under one policy, the firmest first; in force from `as_of`, the day the policy was applied on."""

    as_of: str
    policy_id: str
    policy_title: str
    policy_version: str
    policy_sha256: str
    registry_version: str
    registry_sha256: str
    exclusions: tuple[Exclusion, ...]
