"""Policies: packs of rules, or one file of an investor's own, go in; a Policy with its rules in order comes out."""

from __future__ import annotations

import json
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from screener.errors import PolicyUnknown, RulebookFault
from screener.model import Case, Policy, Rule
from screener.rulebook.pages import hash_pages, list_pages
from screener.rulebook.plainness import check_plainness
from screener.rulebook.policy_shapes import InlinePolicyShape, PolicyShape, RuleShape
from screener.rulebook.shapes import read_shape
from screener.rulebook.text import read_values

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

    from screener.model import Source
    from screener.rulebook.vocabulary import Vocabulary


def list_policies(root: Traversable) -> tuple[str, ...]:
    """Gives the ids of the packs shipped under `policies/`."""
    folder = root.joinpath("policies")
    return tuple(sorted(item.name for item in folder.iterdir() if item.joinpath("policy.yaml").is_file()))


def read_policy(root: Traversable, policy_id: str, *, vocabulary: Vocabulary, sources: Mapping[str, Source]) -> Policy:
    """Reads one pack. Raises PolicyUnknown for a name that is not shipped, RulebookFault for a page that breaks the format."""
    shipped = list_policies(root)
    if policy_id not in shipped:
        raise PolicyUnknown(f'There is no policy "{policy_id}".', help=f"Shipped are: {', '.join(shipped)}.")
    folder = root.joinpath("policies", policy_id)
    name = f"policies/{policy_id}/policy.yaml"
    page = read_values(folder.joinpath("policy.yaml").read_text(encoding="utf-8"), file=name)
    shape = read_shape(page, PolicyShape, vocabulary=vocabulary)
    rules = []
    for i, rule_id in enumerate(shape.rules):
        item = folder.joinpath(f"{rule_id}.yaml")
        if not item.is_file():
            raise page.fault(f'rule "{rule_id}" has no file {rule_id}.yaml', place=("rules", i))
        rule_page = read_values(item.read_text(encoding="utf-8"), file=f"policies/{policy_id}/{rule_id}.yaml")
        rules.append(_make_rule(read_shape(rule_page, RuleShape, vocabulary=vocabulary), file=rule_page.file, sources=sources))
    _check_last(rules, file=name)
    digest = hash_pages(list_pages(folder))
    return _make_policy(shape, tuple(rules), digest)


def read_policy_text(text: str, *, file: str, vocabulary: Vocabulary, sources: Mapping[str, Source]) -> Policy:
    """Reads a policy that comes from outside in one file, its rules inside it. Raises RulebookFault with file and line."""
    check_plainness(text, file=file)
    shape = read_shape(read_values(text, file=file), InlinePolicyShape, vocabulary=vocabulary)
    rules = tuple(_make_rule(rule, file=file, sources=sources) for rule in shape.rules)
    _check_last(rules, file=file)
    return _make_policy(shape, rules, _hash_text(text))


def _hash_text(text: str) -> str:
    """Of JSON the hash is that of its canonical form: a program that sends an object sends no spaces of its own."""
    with suppress(ValueError, RecursionError):  # which say that it is YAML
        text = json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def _make_policy(shape: PolicyShape | InlinePolicyShape, rules: tuple[Rule, ...], digest: str) -> Policy:
    return Policy(
        id=shape.id,
        title=shape.title,
        version=shape.version,
        publisher=shape.publisher,
        summary=shape.summary,
        rules=rules,
        sha256=digest,
        judges=shape.judges,
        restrictions=shape.restrictions.model_dump(),
    )


def _make_rule(shape: RuleShape, *, file: str, sources: Mapping[str, Source]) -> Rule:
    unknown = [key for key in shape.references if key not in sources]
    if unknown:
        raise RulebookFault(f'reference "{unknown[0]}" of rule "{shape.id}" is not in registry/sources.yaml', file=file, line=1)
    return Rule(
        id=shape.id,
        title=shape.title,
        conditions={key: value for key, value in shape.when if value},
        decision=shape.decision,
        severity=shape.severity,
        reason=shape.reason,
        ask=shape.ask,
        references=tuple(sources[key] for key in shape.references),
        cases=tuple(
            Case(name=c.name, as_of=c.as_of, facts={key: value for key, value in c.facts if value is not None}, judged=c.judged)
            for c in shape.cases
        ),
    )


def _check_last(rules: list[Rule] | tuple[Rule, ...], *, file: str) -> None:
    last = rules[-1]
    if last.conditions or last.decision != "none":
        raise RulebookFault(f'the last rule ("{last.id}") must catch the rest: no conditions, decision none', file=file, line=1)
