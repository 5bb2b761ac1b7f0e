"""The receipt: what was screened with what, as hashes that let anyone repeat it."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from screener import __version__
from screener.model import Receipt

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from screener.model import Policy, Registry

INPUTS = ("portfolio", "columns", "funds", "rates", "confirmations")


def make_receipt(
    *, registry: Registry, policy: Policy, naming_sha256: str, as_of: date, inputs: Mapping[str, str | None]
) -> Receipt:
    """Gives the receipt of a screening whose result is not hashed yet; an input that was not given is None."""
    return Receipt(
        as_of=as_of.isoformat(),
        registry_version=registry.version,
        registry_sha256=registry.sha256,
        policy_id=policy.id,
        policy_version=policy.version,
        policy_sha256=policy.sha256,
        naming_sha256=naming_sha256,
        inputs={key: inputs.get(key) for key in INPUTS},
        program=f"screener {__version__}",
    )


def hash_result(record: Mapping[str, Any]) -> str:
    """Gives the SHA-256 of a record as canonical JSON, its own `result_sha256` left out."""
    receipt = {key: value for key, value in record["receipt"].items() if key != "result_sha256"}
    canonical = json.dumps({**record, "receipt": receipt}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()
