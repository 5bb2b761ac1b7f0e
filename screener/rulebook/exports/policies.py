"""A policy out: a Policy goes in; plain values for JSON come out, as a line of a list or with all its rules."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from screener.model import Policy


def describe_policy(policy: Policy) -> dict[str, Any]:
    """Gives what a list says of a policy."""
    return {
        "id": policy.id,
        "title": policy.title,
        "version": policy.version,
        "publisher": policy.publisher,
        "summary": policy.summary,
        "sha256": policy.sha256,
        "restrictions": dict(policy.restrictions),
    }


def write_policy(policy: Policy) -> dict[str, Any]:
    """Gives the policy with its rules in the order they are tried: conditions, reasons, references and worked cases."""
    return {**describe_policy(policy), "rules": [asdict(rule) for rule in policy.rules]}
