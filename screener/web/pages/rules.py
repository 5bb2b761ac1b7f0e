"""GET /policies and /policies/{id}: what each policy asks, in plain words; GET /docs: the API's addresses for people."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from reports.pages import ConditionLine, GuidePage, PoliciesPage, PolicyLine, PolicyPage, RouteLine, RuleLine
from screener.model import Policy, Rule
from screener.web.api.access import Bench
from screener.web.pages.answers import answer_page
from screener.writing.issuer_pages import write_sources

router = APIRouter()
KINDS = {
    "entity_group": "entity_groups",
    "channel": "channels",
    "basis": "basis_conditions",
    "status": "statuses",
    "confidence": "confidences",
    "tie": "whose_acts",
    "last_reported": "review_dates",
    "authority": "authorities",
    "listing": "listings",
    "effect": "effects",
    "stake": "stakes",
}
"""The locale's words for each thing a condition can look at."""


@router.get("/policies")
def show_policies(bench: Bench) -> HTMLResponse:
    """Gives the policies there are."""
    lines = tuple(
        PolicyLine(id=one.id, title=one.title, version=one.version, publisher=one.publisher, summary=one.summary)
        for one in bench.rulebook.policies.values()
    )
    return answer_page(PoliciesPage(lines), bench)


@router.get("/policies/{policy_id}")
def show_policy(policy_id: str, bench: Bench) -> HTMLResponse:
    """Gives a policy's rules in the order they are tried."""
    return answer_page(_write_policy(bench.policy(policy_id)), bench)


@router.get("/docs")
def show_guide(request: Request, bench: Bench) -> HTMLResponse:
    """Gives the addresses of the API."""
    paths = request.app.openapi()["paths"]
    routes = [_write_route(path, method, told) for path, methods in paths.items() for method, told in methods.items()]
    return answer_page(GuidePage(tuple(routes)), bench)


def _write_policy(policy: Policy) -> PolicyPage:
    return PolicyPage(
        id=policy.id,
        title=policy.title,
        version=policy.version,
        publisher=policy.publisher,
        summary=policy.summary,
        sha256=policy.sha256,
        rules=tuple(_write_rule(rule) for rule in policy.rules),
    )


def _write_rule(rule: Rule) -> RuleLine:
    return RuleLine(
        id=rule.id,
        title=rule.title,
        decision=rule.decision,
        severity=rule.severity,
        reason=rule.reason,
        ask=rule.ask,
        conditions=tuple(ConditionLine(about=about, kind=KINDS[about], words=words) for about, words in rule.conditions.items()),
        judged=tuple(case.name for case in rule.cases if case.judged),
        left_alone=tuple(case.name for case in rule.cases if not case.judged),
        references=write_sources(rule.references),
    )


def _write_route(path: str, method: str, told: dict[str, Any]) -> RouteLine:
    parameters = [(item["name"], _plain(item["description"])) for item in told.get("parameters", []) if "description" in item]
    form = told.get("requestBody", {}).get("content", {}).get("multipart/form-data", {}).get("schema", {}).get("properties", {})
    parameters += [(name, field["description"]) for name, field in form.items()]
    description = _plain(told["description"])
    return RouteLine(
        method=method.upper(), path=path, title=told["summary"], description=description, parameters=tuple(parameters)
    )


def _plain(text: str) -> str:
    return text.replace("`", "")
