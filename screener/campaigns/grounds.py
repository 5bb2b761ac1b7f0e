"""Grounds: the registry, a policy and a day go in; the findings of the entities asked about, without any portfolio, come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from screener.model import Coverage, Screening
from screener.screening.decisions import decide_findings, judge_registry
from screener.screening.findings import collect_findings
from screener.screening.receipt import make_receipt

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from screener.model import Policy, Registry

_NOTHING_HELD = {"row": 0, "sheet": "", "market_value": "", "value_currency": "", "weight": "", "through": ()}


def find_grounds(entities: Sequence[str], *, registry: Registry, policy: Policy, as_of: date) -> Screening:
    """Gives a screening of the entities themselves: what letters to or about them can rest on.

    No portfolio was screened, so the receipt has no result and the letters name none.
    """
    lines = pd.DataFrame([{"entity": key, **_NOTHING_HELD} for key in entities], columns=["entity", *_NOTHING_HELD])
    found = collect_findings(lines, registry=registry, as_of=as_of)
    return Screening(
        receipt=make_receipt(registry=registry, policy=policy, naming_sha256="", as_of=as_of, inputs={}),
        coverage=Coverage(by_value=None, by_count={}, issuers=0),
        outcomes={},
        rows=pd.DataFrame(),
        findings=decide_findings(found, judge_registry(registry, policy, as_of=as_of)),
        problems=(),
    )
