"""A workspace in a browser: what it keeps and what changed, who may do what, and that nobody touches what is another's."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile

import pytest
from fastapi.testclient import TestClient

from screener.jobs.address import parse_address
from screener.jobs.pieces import INPUT, Shelf
from screener.settings import Settings
from screener.store import tables, workspaces
from screener.web.app import create_app
from screener.web.pages import results
from tests.web.campaigns import send
from tests.web.portfolios import HOLDINGS

OURS = {"Sec-Fetch-Site": "same-origin"}
MISSES = "Name,ISIN,Market Value (USD)\nPOSCO HOLDNGS GROUP,,10\nHeineken NV,,20\n"
HELD = "Name,ISIN,Market Value (USD)\nPOSCO HOLDNGS GRP,,10\nPTT,,20\n"
PAGES = {"": "reader", "/answers": "reader", "/lists": "reader"} | dict.fromkeys(
    ("/keys", "/webhooks", "/trail", "/everything"), "admin"
)


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A service on one's own machine, with nothing kept yet."""
    folder = tmp_path_factory.mktemp("own")
    app = create_app(Settings(cache=tmp_path_factory.getbasetemp() / "desk-cache", database_url=f"sqlite:///{folder / 's.db'}"))
    yield TestClient(app, base_url="http://localhost", follow_redirects=False)
    app.state.workbench.office().database.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A service with two workspaces, and a browser signed in with each role's key."""
    folder = tmp_path_factory.mktemp("shared")
    app = create_app(
        Settings(
            cache=tmp_path_factory.getbasetemp() / "desk-cache",
            database_url=f"sqlite:///{folder / 's.db'}",
            secret_key="c2VjcmV0" * 6,
            mode="workspaces",
            work_per_minute=1000,
        )
    )
    keys = {}
    with app.state.workbench.office().database.write() as connection:
        for name in ("mine", "yours"):
            made = workspaces.make_workspace(connection, name)
            for role in workspaces.ROLES:
                keys[name, role] = workspaces.make_key(connection, made, label=f"{name} {role}", role=role).text
    yield {who: _sign_in(app, key) for who, key in keys.items()} | {"nobody": TestClient(app, follow_redirects=False)}
    app.state.workbench.office().database.close()


def _sign_in(app, key):
    client = TestClient(app, base_url="http://127.0.0.1", follow_redirects=False, headers=OURS)
    assert send(client, "/sign-in", {"key": key}).status_code == 303
    return client


def _keep(client, content=HOLDINGS, **fields):
    answer = send(client, "/desk/screen", {"label": "Ours", **fields, "file": ("h.csv", content)})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


@pytest.fixture
def kept(own):
    place = _keep(own, MISSES)
    yield place
    send(own, f"{place}/delete", {"": ""})


def test_a_portfolio_is_screened_and_its_screening_kept_with_the_day_it_goes(own, kept):
    desk = own.get("/desk").text
    assert f'href="{kept}"' in desk
    assert "Kept until" in desk
    page = own.get(kept).text
    places = [page.index(words) for words in ("What could be screened", "The answer", "Heineken", "Which of these is it?")]
    assert places == sorted(places)
    assert "Not listed is not cleared" in page
    assert "Heineken" in own.get(f"{kept}/result").text


def test_the_foot_of_a_workspace_does_not_say_that_nothing_is_kept(own):
    page = own.get("/desk").text
    assert "lies sealed until its day" in page
    assert "Nothing of a portfolio is kept" not in page


@pytest.mark.parametrize(
    ("fields", "content", "says"),
    [
        ({}, b"", "is empty"),
        ({"policy": "nothing"}, HOLDINGS, "There is no policy"),
        ({"as_of": "soon"}, HOLDINGS, "is not a day"),
        ({"as_of": "2099-01-01"}, HOLDINGS, "has not come yet"),
        ({}, b"\x89PNG\r\n\x1a\n" + bytes(200), "picture"),
    ],
    ids=["empty", "another policy", "no day", "a day to come", "a picture"],
)
def test_what_cannot_be_screened_is_refused_beside_the_form_and_nothing_is_kept(fields, content, says, own):
    before = own.get("/v1/stored").json()
    answer = send(own, "/desk/screen", {**fields, "file": ("h.csv", content)})
    assert answer.status_code in {400, 404, 415}
    assert says in answer.text
    assert 'role="alert"' in answer.text
    assert own.get("/v1/stored").json() == before


def test_an_answer_is_kept_for_the_workspace_and_heeded_by_the_next_screening(own, kept):
    page = own.get(kept).text
    entity = re.search(r'name="answer-0" value="([\w-]+)"', page)[1]
    after = send(own, f"{kept}/answers", {"answer-0": entity})
    assert "1 answer is kept" in after.text
    answers = own.get("/desk/answers").text
    assert "POSCO HOLDNGS GROUP" in answers
    again = _keep(own, MISSES)
    assert own.get(f"/v1/stored/{again.rpartition('/')[2]}").json()["outcomes"]["needs_review"] == 0
    key = re.search(r'name="key" value="([^"]+)"', answers)[1]
    assert send(own, "/desk/answers/forget", {"key": key}).status_code == 303
    assert "No answer was given yet" in own.get("/desk/answers").text


def test_an_answer_that_was_not_among_those_shown_is_kept_nowhere(own, kept):
    after = send(own, f"{kept}/answers", {"answer-0": "apple"})
    assert after.status_code == 200
    assert own.get("/v1/confirmations").json() == {"confirmations": []}


def test_two_screenings_are_compared_the_older_first_whichever_is_named_first(own, kept):
    newer = _keep(own, HOLDINGS)
    old, new = (place.rpartition("/")[2] for place in (kept, newer))
    pages = [own.get("/desk/compare", params={"old": one, "new": other}).text for one, other in ((old, new), (new, old))]
    assert pages[0].partition("<main")[2] == pages[1].partition("<main")[2]
    assert "Newly listed" in pages[0]
    assert "No longer listed" in pages[0]
    assert own.get("/desk/compare", params={"old": old, "new": "nothing"}).status_code == 404
    assert own.get("/desk/compare", params={"old": old}).status_code == 422


@pytest.mark.parametrize(("form", "suffix"), [("csv", "csv"), ("xlsx", "xlsx"), ("json", "json"), ("ibkr", "csv")])
def test_the_exclusion_list_comes_in_each_form_just_as_programs_get_it(form, suffix, own):
    told = {"policy": "conduct", "as_of": "2026-11-24"}
    answer = send(own, f"/desk/lists/{form}", told)
    assert answer.headers["content-disposition"] == f'attachment; filename="exclusions-conduct-2026-11-24.{suffix}"'
    assert answer.content == own.get(f"/v1/exports/{form}", params=told).content


@pytest.mark.parametrize("told", [{"as_of": "soon"}, {"policy": "nothing", "as_of": "2026-11-24"}])
def test_a_list_that_cannot_be_made_is_refused_on_its_page(told, own):
    answer = send(own, "/desk/lists/csv", told)
    assert answer.status_code in {400, 404}
    assert "<h1>Exclusion lists</h1>" in answer.text


def test_a_webhook_to_this_machine_is_refused_and_what_was_written_stays(own):
    answer = send(own, "/desk/webhooks", {"url": "https://127.0.0.1/x"}, ("events", "job.done"))
    assert answer.status_code == 400
    assert 'value="https://127.0.0.1/x"' in answer.text
    assert own.get("/v1/webhooks").json() == {"webhooks": []}


def test_the_trail_names_ids_and_no_word_of_a_portfolio(own, kept):
    page = own.get("/desk/trail").text
    assert "screening kept" in page
    assert "Every line follows from the one before" in page
    assert "POSCO HOLDNGS" not in page
    assert "Ours" not in page


def test_everything_is_taken_away_and_deleted_only_under_its_name(own):
    place = _keep(own)
    archive = zipfile.ZipFile(io.BytesIO(own.post("/desk/everything/workspace.zip").content))
    assert {"confirmations.json", "audit.json"} <= set(archive.namelist())
    assert json.loads(archive.read(f"screenings/{place.rpartition('/')[2]}.json"))["label"] == "Ours"
    refused = send(own, "/desk/everything/delete", {"name": "other"})
    assert refused.status_code == 400
    assert "nothing was deleted" in refused.text
    assert own.get(place).status_code == 200
    assert send(own, "/desk/everything/delete", {"name": "own"}).headers["location"] == "/"
    assert own.get(place).status_code == 404
    assert "Nothing is kept yet" in own.get("/desk").text


@pytest.mark.parametrize(("days", "status"), [("30", 303), ("0", 400), ("many", 400), ("٣", 400)])
def test_the_days_that_things_stay_are_a_number_from_one_to_ten_years(days, status, own):
    assert send(own, "/desk/everything/retention", {"days": days}).status_code == status


def test_a_public_service_has_no_workspace_and_no_way_to_one(tmp_path):
    client = TestClient(create_app(Settings(cache=tmp_path / "c", database_url=f"sqlite:///{tmp_path / 's.db'}", mode="public")))
    assert 'href="/desk"' not in client.get("/").text
    refused = client.get("/desk")
    assert refused.status_code == 403
    assert "keeps nothing" in refused.text


# ── with people who sign in ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("page", PAGES)
def test_who_is_not_signed_in_is_led_to_where_that_is_done(page, shared):
    answer = shared["nobody"].get(f"/desk{page}")
    asked = f"?next=%2Fdesk%2F{page[1:]}" if page else ""
    assert (answer.status_code, answer.headers["location"]) == (303, f"/sign-in{asked}")


@pytest.mark.parametrize(("page", "needed"), PAGES.items())
@pytest.mark.parametrize("role", workspaces.ROLES)
def test_a_page_opens_for_its_role_and_those_above_it(page, needed, role, shared):
    may = workspaces.ROLES.index(role) >= workspaces.ROLES.index(needed)
    assert shared["mine", role].get(f"/desk{page}").status_code == (200 if may else 403)


def test_a_job_begun_from_a_page_is_the_workspaces_of_who_sent_it_and_heeds_its_answers(shared, monkeypatch):
    monkeypatch.setattr(results, "JOB_BYTES", 10)
    kept = _keep(shared["mine", "admin"], MISSES)
    send(shared["mine", "reviewer"], f"{kept}/answers", {"answer-0": "none"})
    office = shared["nobody"].app.state.workbench.office()
    sent = {}
    for name in ("mine", "yours"):
        led = send(shared[name, "screener"], "/screen", {"file": ("h.csv", MISSES)}).headers["location"]
        address = parse_address(led.rpartition("/")[2])
        sent[name] = Shelf(office.database, job=address.public, key=address.key).read_outline(kind=INPUT)["words"]
    assert "POSCO HOLDNGS GROUP" in sent["mine"]["confirmations"]
    assert "confirmations" not in sent["yours"]
    with office.database.read() as connection:
        told = [row.workspace_id for row in connection.execute(tables.jobs.select().order_by(tables.jobs.c.created_at))]
        names = {row.id: row.name for row in connection.execute(tables.workspaces.select())}
    assert [names[one] for one in told] == ["mine", "yours"]


def test_what_is_screened_on_the_first_page_heeds_the_workspaces_answers_and_gives_back_only_those_of_its_page(shared):
    kept = _keep(shared["mine", "admin"], HELD)
    send(shared["mine", "reviewer"], f"{kept}/answers", {"answer-0": "none"})
    mine, yours = (send(shared[name, "screener"], "/screen", {"file": ("h.csv", HELD)}).text for name in ("mine", "yours"))
    assert "“POSCO HOLDNGS GRP” is none of those shown" in mine
    assert "is none of those shown" not in yours
    sent = {name: html.unescape(re.search(rf'name="{name}" value="([^"]+)"', mine)[1]) for name in ("sealed", "portfolio")}
    given = send(shared["mine", "screener"], "/confirm", {**sent, "answer-0": "ptt"}).text
    assert "“PTT” is PTT" in given
    sent = {name: html.unescape(re.search(rf'name="{name}" value="([^"]+)"', given)[1]) for name in sent}
    back = send(shared["mine", "screener"], "/confirm", {**sent, "forget": "yes"}).text
    assert "“PTT” is PTT" not in back
    assert "“POSCO HOLDNGS GRP” is none of those shown" in back


ACTS = [
    ("screener", "/desk/screen", {"file": ("h.csv", HOLDINGS)}),
    ("screener", "{kept}/delete", {"": ""}),
    ("reviewer", "{kept}/answers", {"answer-0": "none"}),
    ("reviewer", "/desk/answers/forget", {"key": "k"}),
    ("admin", "/desk/keys", {"label": "x", "role": "reader", "days": "1"}),
    ("admin", "/desk/keys/rotate", {"key": "k"}),
    ("admin", "/desk/keys/revoke", {"key": "k"}),
    ("admin", "/desk/webhooks", {"url": "https://127.0.0.1/"}),
    ("admin", "/desk/webhooks/delete", {"id": "k"}),
    ("admin", "/desk/everything/workspace.zip", {"": ""}),
    ("admin", "/desk/everything/retention", {"days": "5"}),
    ("admin", "/desk/everything/delete", {"name": "mine"}),
]


@pytest.mark.parametrize(("role", "path", "fields"), ACTS, ids=[path for _, path, _ in ACTS])
def test_an_act_is_refused_to_smaller_roles_to_nobody_and_to_forms_of_other_sites(role, path, fields, shared):
    place = path.format(kept=_keep(shared["mine", "admin"]))
    below = workspaces.ROLES[workspaces.ROLES.index(role) - 1]
    assert send(shared["mine", below], place, fields).status_code == 403
    assert send(shared["nobody"], place, fields).status_code == 401
    other = shared["mine", "admin"]
    foreign = other.post(place, files={"": (None, "")}, headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403


def test_what_another_workspace_keeps_is_not_there(shared):
    place = _keep(shared["mine", "admin"])
    yours = shared["yours", "admin"]
    assert yours.get(place).status_code == 404
    assert yours.get(f"{place}/result").status_code == 404
    assert send(yours, f"{place}/delete", {"": ""}).status_code == 404
    assert place not in yours.get("/desk").text
    mine = shared["mine", "admin"]
    assert mine.get(place).status_code == 200
    key = re.search(r'name="key" value="(\w+)"', mine.get("/desk/keys").text)[1]
    assert send(yours, "/desk/keys/revoke", {"key": key}).status_code == 400
    assert key in mine.get("/desk/keys").text


def test_a_key_is_shown_once_works_and_is_ended(shared):
    admin = shared["mine", "admin"]
    page = send(admin, "/desk/keys", {"label": "<b>Order system</b>", "role": "reader", "days": "30"}).text
    text = re.search(r"scr_\w{12}_[\w-]{43}", page)[0]
    assert "&lt;b&gt;Order system" in page
    assert text not in admin.get("/desk/keys").text
    headers = {"authorization": f"Bearer {text}"}
    assert shared["nobody"].get("/v1/stored", headers=headers).status_code == 200
    renewed = send(admin, "/desk/keys/rotate", {"key": text[4:16]}).text
    assert re.search(r"scr_\w{12}_[\w-]{43}", renewed)[0] != text
    assert send(admin, "/desk/keys/revoke", {"key": text[4:16]}).status_code == 303
    assert shared["nobody"].get("/v1/stored", headers=headers).status_code == 401


@pytest.mark.parametrize(
    "told",
    [
        {"label": "", "role": "reader", "days": "1"},
        {"label": "x", "role": "king", "days": "1"},
        {"label": "x", "role": "reader", "days": "-1"},
    ],
    ids=["no label", "another role", "no days"],
)
def test_a_key_that_cannot_be_is_refused_on_its_page(told, shared):
    answer = send(shared["mine", "admin"], "/desk/keys", told)
    assert answer.status_code == 400
    assert "scr_" not in answer.text
