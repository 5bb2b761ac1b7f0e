"""People's answers, kept in a file, and what they change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from screener.errors import RulebookFault
from screener.issuers.confirmations import (
    Confirmation,
    add_confirmation,
    list_answers,
    read_confirmations,
    write_confirmations,
)
from screener.issuers.index import build_index
from screener.issuers.resolution import confirmation_key, resolve_holdings
from screener.model import Name
from tests.issuers.builders import INVENTED, build_entity, build_holdings, build_registry

YES = Confirmation(key="isin:KR7099990004", name='Hanbit "Steel" – 한빛', entity="hanbit-steel", rejected=(), date="2026-11-24")
NO = Confirmation(key="name:kestrel|", name="Kestrel", entity="", rejected=("kestrel-energy",), date="2026-11-25")


def test_answers_survive_their_file_unchanged():
    text = write_confirmations([YES, NO])
    assert read_confirmations(text, file="mine.yaml") == (YES, NO)
    assert "    entity: none\n" in text


def test_a_newer_answer_takes_the_place_of_the_older_one_of_that_holding():
    later = replace(YES, entity="orvo", date="2026-12-01")
    assert add_confirmation([YES, NO], later) == (NO, later)


def test_an_empty_file_has_no_answers():
    assert read_confirmations("\n", file="mine.yaml") == ()


@pytest.mark.parametrize(
    "text",
    [
        "confirmations:\n  - {key: a, entity: b}\n",
        "confirmations:\n  - {key: a, entity: b, date: c, why: d}\n",
        "answers: []\n",
        "[]\n",
    ],
)
def test_a_file_of_another_shape_is_refused_with_its_line(text):
    with pytest.raises(RulebookFault, match=r"mine\.yaml:\d+: "):
        read_confirmations(text, file="mine.yaml")


def resolve(index, name, answers):
    resolved = resolve_holdings(build_holdings({"name": name}), index, confirmations=answers)
    return resolved.answers[int(resolved.codes[0])]


def reject(name, *entities):
    answer = Confirmation(key=confirmation_key(name=name), name=name, entity="", rejected=entities, date="2026-11-24")
    return list_answers([answer])


def test_a_rejected_match_stays_rejected(index):
    assert resolve(index, "Kestrel", {}).status != "matched"
    assert resolve(index, "Hanbit Steel", {}).entity == "hanbit-steel"
    answer = resolve(index, "Hanbit Steel", reject("Hanbit Steel", "hanbit-steel"))
    assert (answer.status, answer.method, answer.entity) == ("not_listed", "confirmed", None)


def test_a_rejection_holds_under_the_id_that_the_rejected_entity_was_merged_into(naming):
    registry = replace(build_registry(*INVENTED), merged={"hanbit-old": "hanbit-steel"})
    answer = resolve(build_index(registry, naming), "Hanbit Steel", reject("Hanbit Steel", "hanbit-old"))
    assert answer.status == "not_listed"


def test_an_entity_that_is_new_since_the_rejection_is_still_asked_about(naming):
    twins = [
        build_entity("heron-one", "SG", ["Grey Heron Holdings Pte Ltd"]),
        build_entity("heron-two", "SG", ["Grey Heron Holdings Limited", Name("Grey Heron", form="short")]),
    ]
    index = build_index(build_registry(*twins), naming)
    answer = resolve(index, "Grey Heron Holdings", reject("Grey Heron Holdings", "heron-one"))
    assert answer.status in {"matched", "needs_review"}
    assert "heron-one" not in {answer.entity, *(one.entity for one in answer.candidates)}


def test_a_confirmed_match_survives_the_merging_of_its_entity(naming):
    registry = replace(build_registry(*INVENTED), merged={"hanbit-old": "hanbit-steel"})
    answers = list_answers([replace(YES, key=confirmation_key(name="Some Other Steel"), entity="hanbit-old")])
    answer = resolve(build_index(registry, naming), "Some Other Steel", answers)
    assert (answer.entity, answer.method, answer.score) == ("hanbit-steel", "confirmed", 1.0)
