"""GET /listing and /publications."""

from __future__ import annotations

import re

from screener.settings import read_today


def test_every_word_of_the_registry_stands_with_its_meaning_and_how_many_ties_bear_it(client, app):
    page = client.get("/listing").text
    words = app.state.workbench.rulebook.vocabulary.words
    for section in ("channels", "bases", "statuses", "confidences"):
        assert all(meaning.replace("'", "&#39;") in page for meaning in words[section].values()), section


def test_the_page_says_how_a_company_is_heard_and_what_is_not_done(client):
    page = client.get("/listing").text
    for sentence in ("28 days to answer a notice", "An announced exit is not an exit", "no natural persons"):
        assert sentence in page


def test_no_policy_of_ours_asks_to_exclude_for_a_tie_that_has_ended(app):
    """The page says so."""
    bench = app.state.workbench
    book = bench.rulebook
    ended = {tie.id for entity in book.registry.entities.values() for tie in entity.involvements if tie.status == "exited"}
    for policy in book.policies.values():
        judged = [one for verdict in bench.verdicts(policy, read_today()).values() for one in verdict.judgements]
        assert not [one for one in judged if one.involvement in ended and one.decision == "exclude"], policy.id


def test_every_publication_stands_once_with_its_address_and_its_licence_where_known(client, app):
    first = client.get("/publications").text
    others = [client.get(place).text for place in re.findall(r'href="(/publications\?part=\d)"', first)]
    page = "".join((first, *others))
    assert (
        client.get(f"/publications?part={len(others) + 2}").status_code == client.get("/publications?part=0").status_code == 404
    )
    for source in app.state.workbench.rulebook.registry.sources.values():
        assert page.count(f'<li id="{source.id}">') == 1
    assert "Licence: CC BY 4.0." in page
    assert "Citations: 0." not in page
