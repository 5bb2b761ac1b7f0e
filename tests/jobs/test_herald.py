"""A registry that nobody has seen is told once, with the number of facts that differ."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from screener.jobs.herald import Herald, read_mark
from screener.rulebook.compiled import load_rulebook
from screener.rulebook.fingerprint import count_changes, fingerprint_registry
from screener.store import webhooks, workspaces


@pytest.fixture
def rules(tmp_path):
    """A copy of the rules to change."""
    copy = tmp_path / "rules"
    shutil.copytree(Path(str(files("rules"))), copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def listen(office):
    with office.database.write() as connection:
        workspace = workspaces.make_workspace(connection, "Mine")
        made = webhooks.make_webhook(
            connection, workspace, url="https://8.8.8.8/", events=["registry.changed"], master_key=office.master_key
        )
    return workspace, made


def edit(rules, old, new):
    """Changes one company's page, as an editor does."""
    page = next(page for page in sorted((rules / "registry" / "entities").rglob("*.yaml")) if "bharat-electronics" in page.name)
    text = page.read_text(encoding="utf-8")
    assert old in text
    page.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_first_registry_is_no_news_and_the_next_is_told_once(office, settings, rules):
    workspace, made = listen(office)
    changing = replace(settings, rules=rules)
    herald = Herald(changing, office.database)
    assert herald.look() == 0
    edit(rules, "names:\n", "names:\n  - {text: Planted Electronics Limited}\n")
    assert herald.look() == 1
    assert herald.look() == 0
    assert Herald(changing, office.database).look() == 0, "another worker sees what was seen"
    assert Herald(settings, office.database).look() == 0, "and one with the older rules tells nothing"
    with office.database.read() as connection:
        (line,) = webhooks.list_deliveries(connection, workspace, made.id)
    told = json.loads(line.body)["data"]
    assert set(told) == {"version", "sha256", "before", "changes"}
    assert told["sha256"] != told["before"]["sha256"]
    assert told["changes"] == 1


def test_rules_that_cannot_be_read_are_no_news_until_they_can(office, settings, rules, caplog):
    listen(office)
    herald = Herald(replace(settings, rules=rules), office.database)
    herald.look()
    edit(rules, "country: IN", "country: Nowhere")
    assert herald.look() == 0
    edit(rules, "country: Nowhere", "country: IN")
    edit(rules, "names:\n", "names:\n  - {text: Planted Electronics Limited}\n")
    assert herald.look() == 1


def test_where_nobody_asks_nothing_is_read(office, settings, tmp_path):
    assert Herald(replace(settings, rules=tmp_path / "nowhere"), office.database).look() == 0


def test_facts_are_counted_as_they_differ(settings):
    registry = load_rulebook(files("rules"), cache=settings.cache_folder).registry
    whole = fingerprint_registry(registry)
    entity = registry.entities["posco-holdings"]
    fewer = replace(registry, entities=registry.entities | {entity.id: replace(entity, involvements=entity.involvements[1:])})
    assert count_changes(whole, whole) == 0
    assert count_changes(whole, fingerprint_registry(fewer)) == 1
    assert read_mark(settings).sha256 == registry.sha256
