"""GET /policies, /policies/compare and /policies/{id}: what each policy asks, in plain words; GET /docs: the API for people."""

from collections import Counter
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from reports.pages import GuidePage, RouteLine
from reports.registry_pages import (
    ComparedLine,
    ComparisonPage,
    ConditionLine,
    PoliciesPage,
    PolicyLine,
    PolicyPage,
    RuleLine,
)
from screener.model import DECISIONS, Policy, Registry, Rule
from screener.screening.decisions import Verdict
from screener.screening.history import involvements_on
from screener.settings import read_today
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
    return answer_page(PoliciesPage(tuple(_write_line(one) for one in bench.rulebook.policies.values())), bench)


@router.get("/policies/compare")
def show_comparison(bench: Bench) -> HTMLResponse:
    """Gives the policies side by side: what each asks today of the same registry."""
    today, registry, policies = read_today(), bench.rulebook.registry, tuple(bench.rulebook.policies.values())
    verdicts = [bench.verdicts(policy, today) for policy in policies]
    channels = {tie.id: tie.channel for entity in registry.entities.values() for tie in involvements_on(entity, today)}
    page = ComparisonPage(
        as_of=today.isoformat(),
        policies=tuple(_write_line(one) for one in policies),
        entities=_compare_entities(registry, verdicts),
        channels=tuple(_compare_channel(name, channels, verdicts) for name in bench.rulebook.vocabulary.allowed("channels")),
    )
    return answer_page(page, bench)


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


def _write_line(policy: Policy) -> PolicyLine:
    return PolicyLine(
        id=policy.id, title=policy.title, version=policy.version, publisher=policy.publisher, summary=policy.summary
    )


def _compare_entities(registry: Registry, verdicts: list[dict[str, Verdict]]) -> ComparedLine:
    counted = (Counter(verdict.decision for verdict in one.values()) for one in verdicts)
    return ComparedLine(channel="", total=len(registry.entities), counts=tuple(_order(counts) for counts in counted))


def _compare_channel(channel: str, channels: dict[str, str], verdicts: list[dict[str, Verdict]]) -> ComparedLine:
    """Counts ties by what each policy says of them; a tie that a policy does not judge has no demand there."""
    ties = {tie for tie, of in channels.items() if of == channel}
    counts = tuple(_count_decisions(ties, one) for one in verdicts)
    return ComparedLine(channel=channel, total=len(ties), counts=counts)


def _count_decisions(ties: set[str], verdicts: dict[str, Verdict]) -> dict[str, int]:
    judged = (judgement for verdict in verdicts.values() for judgement in verdict.judgements)
    decided = {judgement.involvement: judgement.decision for judgement in judged if judgement.involvement in ties}
    return _order(Counter(decided.get(tie, "none") for tie in ties))


def _order(counts: Counter[str]) -> dict[str, int]:
    return {decision: counts[decision] for decision in reversed(DECISIONS)}


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
