"""What all requests share is worked out once, and does not grow without end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from screener.screening.decisions import judge_registry
from screener.screening.verdicts import KEPT, Verdicts

DAY = date(2026, 11, 24)


def test_each_registry_policy_and_day_is_judged_once_and_for_itself(app):
    registry, (first, second, *_) = app.state.workbench.rulebook.registry, app.state.workbench.rulebook.policies.values()
    verdicts, other = Verdicts(), replace(registry, sha256="0" * 64, entities=dict(list(registry.entities.items())[:3]))
    asked = [(registry, first, DAY), (registry, second, DAY), (registry, first, date(2020, 1, 1)), (other, first, DAY)]
    judged = [verdicts.judge(held, policy, as_of=day) for held, policy, day in asked]
    for (held, policy, day), verdict in zip(asked, judged, strict=True):
        assert verdict == judge_registry(held, policy, as_of=day)
        assert verdicts.judge(held, policy, as_of=day) is verdict


def test_of_the_answers_the_newest_are_kept_and_the_oldest_goes(app):
    registry = replace(app.state.workbench.rulebook.registry, entities={})
    policy, verdicts = app.state.workbench.policy("standard"), Verdicts()
    judged = [verdicts.judge(registry, policy, as_of=DAY + timedelta(days=day)) for day in range(KEPT + 1)]
    assert verdicts.judge(registry, policy, as_of=DAY + timedelta(days=1)) is judged[1]
    assert verdicts.judge(registry, policy, as_of=DAY) is not judged[0]
