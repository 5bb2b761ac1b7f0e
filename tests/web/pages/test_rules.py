"""GET /policies, /policies/{id}, /docs."""

from __future__ import annotations

import re


def test_every_policy_is_shown_with_every_rule_in_words(client, app):
    for policy in app.state.workbench.rulebook.policies.values():
        page = client.get(f"/policies/{policy.id}").text
        places = [page.index(f'<li id="{rule.id}">') for rule in policy.rules]
        assert places == sorted(places)
        assert "post_coup" not in page
        assert "within_24" not in page


def test_the_list_leads_to_each_policy(client, app):
    page = client.get("/policies").text
    assert all(f'href="/policies/{policy}"' in page for policy in app.state.workbench.rulebook.policies)


def test_the_guide_names_every_address_of_the_description(client):
    page = client.get("/docs").text
    assert all(path in page for path in client.get("/openapi.json").json()["paths"])


def test_side_by_side_every_policy_counts_every_entity_and_every_tie_once(client, app):
    page = client.get("/policies/compare").text
    registry = app.state.workbench.rulebook.registry
    for row in page.split("<tr>")[2:]:
        total = int(re.findall(r"</b>([\d,]+)</t[hd]>", row.partition("<span")[0])[0].replace(",", "")) if "<td>" in row else 0
        for cell in row.split("<td>")[1:]:
            assert sum(int(number.replace(",", "")) for number in re.findall(r"([\d,]+)</span>", cell)) == total
    assert f"</b>{len(registry.entities)}</th>" in page
