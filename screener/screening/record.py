"""The record: a Screening as the document `screening/1`, and back again."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd
from pydantic import TypeAdapter

from screener.errors import Problem, ScreeningUnreadable
from screener.model import DECISIONS, SCREENED_COLUMNS, Candidate, Coverage, Finding, FundLayer, Receipt, Screening
from screener.screening.exposure import measure_exposure, read_exposure, write_exposure
from screener.screening.receipt import hash_result

if TYPE_CHECKING:
    from collections.abc import Mapping

    from screener.model import Exposure

SCHEMA = "screening/1"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def seal_screening(screening: Screening) -> Screening:
    """Gives the screening with the hash of its result in its receipt."""
    digest = hash_result(write_screening(screening))
    return replace(screening, receipt=replace(screening.receipt, result_sha256=digest))


def write_screening(screening: Screening) -> dict[str, Any]:
    """Gives the record as plain values; missing text becomes None."""
    return {
        "schema": SCHEMA,
        "receipt": write_receipt(screening.receipt),
        "coverage": asdict(screening.coverage),
        "outcomes": dict(screening.outcomes),
        "exposure": write_exposure(screening.exposure),
        "holdings": _write_rows(screening.rows),
        "findings": [write_finding(finding) for finding in screening.findings],
        "problems": [asdict(problem) for problem in screening.problems],
        **({"parts": dict(screening.parts)} if screening.parts else {}),
    }


def read_screening(record: Mapping[str, Any]) -> Screening:
    """Gives the Screening of a record, which may come from anywhere.

    Raises ScreeningUnreadable for anything that is not a `screening/1`, or whose day, ids or judgements make no sense.
    """
    if not isinstance(record, dict) or record.get("schema") != SCHEMA:
        raise ScreeningUnreadable(
            f'This is not a screening of schema "{SCHEMA}".', help="Give the screening.json that screen --out wrote."
        )
    try:
        receipt, rows = _read_receipt(record["receipt"]), _read_rows(record["holdings"])
        findings = tuple(_read_finding(item) for item in record["findings"])
        return Screening(
            receipt=receipt,
            coverage=Coverage(**record["coverage"]),
            outcomes=dict(record["outcomes"]),
            rows=rows,
            findings=findings,
            problems=tuple(Problem(**item) for item in record["problems"]),
            parts=dict(record.get("parts", {})),
            exposure=_read_exposure(record, rows, findings, as_of=date.fromisoformat(receipt.as_of)),
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ScreeningUnreadable(
            "The screening has parts missing or of the wrong kind.",
            help="Screen the portfolio again and give the new screening.json.",
        ) from error


def write_finding(finding: Finding) -> dict[str, Any]:
    """Gives one finding as plain values, its entity as id, name, country and kind."""
    values = asdict(finding)
    entity = {
        "id": values.pop("entity"),
        "name": values.pop("name"),
        "country": values.pop("country"),
        "kind": values.pop("kind"),
    }
    return {"id": values.pop("id"), "entity": entity, "states_and_bodies": finding.states_and_bodies, **values}


def write_receipt(receipt: Receipt) -> dict[str, Any]:
    """Gives the receipt as the contract nests it."""
    return {
        "as_of": receipt.as_of,
        "registry": {"version": receipt.registry_version, "sha256": receipt.registry_sha256},
        "policy": {"id": receipt.policy_id, "version": receipt.policy_version, "sha256": receipt.policy_sha256},
        "naming": {"sha256": receipt.naming_sha256},
        "inputs": dict(receipt.inputs),
        "program": receipt.program,
        "result_sha256": receipt.result_sha256,
    }


def _read_receipt(values: Mapping[str, Any]) -> Receipt:
    return Receipt(
        as_of=date.fromisoformat(values["as_of"]).isoformat(),
        registry_version=values["registry"]["version"],
        registry_sha256=values["registry"]["sha256"],
        policy_id=values["policy"]["id"],
        policy_version=values["policy"]["version"],
        policy_sha256=values["policy"]["sha256"],
        naming_sha256=values["naming"]["sha256"],
        inputs=values["inputs"],
        program=values["program"],
        result_sha256=values["result_sha256"],
    )


def _write_rows(rows: pd.DataFrame) -> list[dict[str, Any]]:
    columns = [rows[column].tolist() for column in SCREENED_COLUMNS]
    return [_write_row(dict(zip(SCREENED_COLUMNS, values, strict=True))) for values in zip(*columns, strict=True)]


def _write_row(line: dict[str, Any]) -> dict[str, Any]:
    match = {
        "method": line["method"] or None,
        "score": line["score"],
        "reason": line["reason"],
        "candidates": [asdict(item) for item in line["candidates"]],
    }
    return {
        "row": line["row"],
        "sheet": line["sheet"] or None,
        "name": line["name"],
        "outcome": line["outcome"],
        "entity": line["entity"] or None,
        "match": match,
        "market_value": line["market_value"] or None,
        "currency": line["currency"] or None,
        "weight": line["weight"] or None,
        "through": [asdict(layer) for layer in line["through"]],
        "isin": line["isin"] or None,
        "country": line["country"] or None,
    }


def _read_rows(items: list[dict[str, Any]]) -> pd.DataFrame:
    values = [
        (
            item["row"], item["sheet"] or "", item["name"], item["outcome"], item["entity"] or "", item["match"]["method"] or "",
            item["match"]["score"], item["match"]["reason"], tuple(Candidate(**c) for c in item["match"]["candidates"]),
            item["market_value"] or "", item["currency"] or "", item["weight"] or "",
            tuple(FundLayer(**layer) for layer in item["through"]), item.get("isin") or "", item.get("country") or "",
        )
        for item in items
    ]  # fmt: skip
    rows = pd.DataFrame(values, columns=list(SCREENED_COLUMNS))
    return rows.assign(score=pd.Series([item["match"]["score"] for item in items], dtype=object))


def _read_exposure(record: Mapping[str, Any], rows: pd.DataFrame, findings: tuple[Finding, ...], *, as_of: date) -> Exposure:
    """A record of before there was exposure gets what its lines and findings say; the rates of then are not known."""
    if "exposure" in record:
        return read_exposure(record["exposure"])
    return measure_exposure(rows, findings, as_of=as_of)


def _read_finding(values: dict[str, Any]) -> Finding:
    entity = values["entity"]
    rest = {key: value for key, value in values.items() if key not in {"entity", "states_and_bodies"}}
    flat = {**rest, "entity": entity["id"], "name": entity["name"], "country": entity["country"], "kind": entity["kind"]}
    finding: Finding = TypeAdapter(Finding).validate_python(flat)
    _check_finding(finding)
    return finding


def _check_finding(finding: Finding) -> None:
    """Letters are named for the entity and argue from the judgements."""
    if not _ID.fullmatch(finding.entity):
        raise ValueError("the entity of a finding is not an id")
    decisions = {judgement.decision for judgement in finding.judgements}
    if not decisions <= set(DECISIONS) or finding.decision != max(decisions, key=DECISIONS.index, default="none"):
        raise ValueError("the decision of a finding is not the firmest of its judgements")
    judged = {judgement.involvement for judgement in finding.judgements if judgement.fact == "involvement"}
    if not judged <= {tie.id for tie in finding.involvements}:
        raise ValueError("a judgement is of a tie that its finding does not have")
