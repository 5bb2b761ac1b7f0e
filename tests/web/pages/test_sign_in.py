"""Who is signed in on the pages: by a key or by the provider, for eight hours, and by nobody else's doing."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from fastapi.testclient import TestClient
from joserfc.jwk import OctKey, RSAKey
from sqlalchemy import select, update

from screener.errors import RequestRefused
from screener.settings import Settings
from screener.store import audit, members, tables, workspaces
from screener.store.workspaces import DAY_S
from screener.web.app import create_app
from screener.web.limits import Guesses
from screener.web.provider import find_provider
from tests.web import provider_of_ours
from tests.web.portfolios import HOLDINGS
from tests.web.provider_of_ours import CLIENT, SECRET

OURS = {"Sec-Fetch-Site": "same-origin"}
BROWSER = {"accept": "text/html"}
HOME = "https://screener.example"
KEY = "c2VjcmV0" * 6


@pytest.fixture(scope="module")
def provider():
    provider = provider_of_ours.start()
    yield provider
    provider.shutdown()
    provider.server_close()


@pytest.fixture(scope="module")
def service(provider, tmp_path_factory):
    folder = tmp_path_factory.mktemp("sign-in")
    return create_app(
        Settings(
            cache=tmp_path_factory.getbasetemp() / "sign-in-cache",
            database_url=f"sqlite:///{folder / 's.db'}",
            secret_key=KEY,
            mode="workspaces",
            work_per_minute=1000,
            public_address=HOME,
            oidc_issuer=provider.issuer,
            oidc_client=CLIENT,
            oidc_secret=SECRET,
        )
    )


@pytest.fixture
def app(service, provider):
    """The service as if it were new: nobody is known, nobody has guessed, and the provider answers as it should."""
    provider.state = provider_of_ours.State(key=provider.state.key)
    service.state.guesses = Guesses()
    with service.state.workbench.office().database.write() as connection:
        for table in (tables.sessions, tables.workspaces):
            connection.execute(table.delete())
    return service


@pytest.fixture
def fund(app):
    with app.state.workbench.office().database.write() as connection:
        return workspaces.make_workspace(connection, "North Fund")


@pytest.fixture
def key(app, fund):
    return make_key(app, fund, "screener")


def make_key(app, fund, role):
    with app.state.workbench.office().database.write() as connection:
        return workspaces.make_key(connection, fund, label="x", role=role)


@pytest.fixture
def browser(app):
    return TestClient(app, base_url=HOME, follow_redirects=False)


def sign_in(browser, text, headers=OURS):
    return browser.post("/sign-in", files={"key": (None, text)}, headers=headers)


def screen(browser, headers=OURS, address="/screen"):
    return browser.post(address, files={"file": ("h.csv", HOLDINGS)}, headers={**BROWSER, **headers})


def is_signed_in(browser):
    return "You are signed in" in browser.get("/sign-in").text


def let_in(app, fund, subject, role="reviewer"):
    with app.state.workbench.office().database.write() as connection:
        return members.add_member(connection, fund, subject=subject, role=role)


def go_through(browser, provider):
    """Goes to the provider and back, as a browser does; gives the last answer."""
    led = browser.get("/sign-in/provider")
    assert led.status_code == 303, led.text
    return browser.get(provider.authorize(led.headers["location"]).removeprefix(HOME))


def test_a_key_signs_in_and_what_works_needs_somebody_signed_in(browser, key):
    assert screen(browser).status_code == 401
    assert "/sign-in" in screen(browser).text
    signed = sign_in(browser, key.text)
    assert (signed.status_code, signed.headers["location"]) == (303, "/desk")
    assert is_signed_in(browser)
    answer = screen(browser)
    assert answer.status_code == 200
    assert "POSCO" in answer.text


LANDINGS = {
    "": "/desk",
    "/desk/keys": "/desk/keys",
    "/desk/compare?old=a1&new=b2": "/desk/compare?old=a1&new=b2",
    "https://elsewhere.example/desk": "/desk",
    "//elsewhere.example/desk": "/desk",
    "/desk/../\\elsewhere.example": "/desk",
    "/desk@elsewhere.example": "/desk",
    "/desk/keys\r\nX: y": "/desk",
    "/sign-out": "/desk",
}


@pytest.mark.parametrize(("asked", "lands"), LANDINGS.items())
def test_a_sign_in_lands_on_the_page_of_the_workspace_that_was_asked_for_and_never_elsewhere(asked, lands, browser, key):
    page = browser.get("/sign-in", params={"next": asked, "lang": "my"} if asked else {"lang": "my"})
    action = unescape(re.search(r'action="(/sign-in[^"]*)"', page.text)[1])
    signed = browser.post(action, files={"key": (None, key.text)}, headers=OURS)
    assert signed.headers["location"] == f"{lands}{'&' if '?' in lands else '?'}lang=my"


def test_the_provider_brings_back_to_the_page_that_was_asked_for(browser, provider, app, fund):
    let_in(app, fund, provider.state.subject)
    led = browser.get("/sign-in/provider?next=/desk/answers&lang=my")
    back = browser.get(provider.authorize(led.headers["location"]).removeprefix(HOME))
    assert back.headers["location"] == "/desk/answers?lang=my"


def test_where_people_sign_in_no_page_says_that_there_is_no_cookie(browser):
    for address in ("/", "/sign-in", "/policies"):
        assert "no cookie" not in browser.get(address).text, address


def test_the_cookie_is_out_of_scripts_reach_of_this_host_alone_and_holds_no_key(browser, key):
    told = sign_in(browser, key.text).headers["set-cookie"]
    assert told.startswith("__Host-screener-session=")
    for word in ("HttpOnly", "Secure", "SameSite=lax", "Path=/", "Max-Age=28800"):
        assert word in told
    assert key.text not in told


def test_on_loopback_the_cookie_needs_no_tls(app, key):
    own = TestClient(app, base_url="http://127.0.0.1:8000", follow_redirects=False)
    told = sign_in(own, key.text).headers["set-cookie"]
    assert told.startswith("screener-session=")
    assert "Secure" not in told
    assert is_signed_in(own)


@pytest.mark.parametrize("text", ["", "scr_", f"scr_{'0' * 12}_{'A' * 43}"])
def test_another_text_than_a_key_signs_nobody_in_and_is_not_shown_again(text, browser, key):
    answer = sign_in(browser, text)
    assert answer.status_code == 401
    assert "No workspace has that key" in answer.text
    assert "set-cookie" not in answer.headers
    assert len(text) < 10 or text not in answer.text


def test_who_guesses_keys_in_the_form_is_soon_not_listened_to(browser, key):
    for _ in range(25):
        sign_in(browser, f"scr_{'0' * 12}_{'A' * 43}")
    assert sign_in(browser, key.text).status_code == 429


def test_a_page_that_holds_the_token_of_a_session_is_not_packed(browser, key):
    packing = {"accept-encoding": "gzip"}
    assert browser.get("/", headers=packing).headers["content-encoding"] == "gzip"
    sign_in(browser, key.text)
    page = browser.get("/sign-in", headers=packing)
    assert "form_token=" in page.text
    assert "content-encoding" not in page.headers


def test_signing_out_ends_the_session_in_the_database_too(browser, app, key):
    sign_in(browser, key.text)
    kept = dict(browser.cookies)
    assert browser.post("/sign-out", headers=OURS).headers["location"] == "/sign-in"
    browser.cookies.update(kept)
    assert not is_signed_in(browser)


def test_a_session_ends_with_its_key_and_after_eight_hours(browser, app, fund, key):
    database = app.state.workbench.office().database
    sign_in(browser, key.text)
    with database.write() as connection:
        connection.execute(update(tables.api_keys).values(expires_at=1.0))
    assert not is_signed_in(browser)
    with database.write() as connection:
        connection.execute(update(tables.api_keys).values(expires_at=DAY_S * 99_999))
        connection.execute(update(tables.sessions).values(expires_at=1.0))
    assert not is_signed_in(browser)
    sign_in(browser, key.text)
    assert is_signed_in(browser)
    with database.write() as connection:
        workspaces.revoke_key(connection, fund, key.id)
        assert len(connection.execute(select(tables.sessions)).all()) == 0
    assert not is_signed_in(browser)


def test_a_reader_signs_in_and_may_not_screen(browser, app, fund):
    sign_in(browser, make_key(app, fund, "reader").text)
    assert screen(browser).status_code == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (OURS, 200),
        ({"Origin": HOME}, 200),
        ({}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": HOME}, 403),
        ({"Origin": "https://elsewhere.example"}, 403),
    ],
)
def test_a_form_of_another_site_does_nothing_in_the_name_of_who_is_signed_in(headers, status, browser, key):
    sign_in(browser, key.text)
    assert screen(browser, headers).status_code == status


def test_a_browser_that_does_not_say_where_a_form_is_from_needs_the_token_of_the_page(browser, key):
    sign_in(browser, key.text)
    assert browser.post("/sign-out").status_code == 403
    assert browser.post("/sign-out?form_token=0000").status_code == 403
    assert is_signed_in(browser)
    action = browser.get("/sign-in").text.partition('action="')[2].partition('"')[0]
    assert browser.post(action).status_code == 303
    assert not is_signed_in(browser)


@pytest.mark.parametrize("headers", [{}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}])
def test_nobody_is_signed_in_from_another_site(headers, browser, key):
    assert sign_in(browser, key.text, headers).status_code == 403
    assert not is_signed_in(browser)


def test_the_provider_signs_in_whom_the_operator_let_in(browser, provider, app, fund):
    person = let_in(app, fund, provider.state.subject)
    answer = go_through(browser, provider)
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk")
    page = browser.get("/sign-in").text
    assert "North Fund" in page
    assert "reviewer" in page
    assert screen(browser).status_code == 200
    with app.state.workbench.office().database.write() as connection:
        (line,) = audit.list_lines(connection, fund.id)
        assert (line.actor, line.action) == (person.id, "signed in")
        members.remove_member(connection, fund, person.id)
    assert not is_signed_in(browser)


def test_whom_nobody_let_in_stays_out(browser, provider, fund):
    answer = go_through(browser, provider)
    assert answer.status_code == 403
    assert provider.state.subject in answer.text
    assert not is_signed_in(browser)


WRONG = {
    "another nonce": {"nonce": "of another sign-in"},
    "no nonce": {"nonce": None},
    "expired": {"exp": 1_000_000_000},
    "without an end": {"exp": None},
    "another audience": {"aud": "somebody-else"},
    "no audience": {"aud": None},
    "ours among audiences, made out to another": {"aud": [CLIENT, "other"], "azp": "other"},
    "another issuer": {"iss": "https://elsewhere.example"},
    "not yet": {"nbf": 4_000_000_000},
    "nobody": {"sub": None},
}


@pytest.mark.parametrize("claims", WRONG.values(), ids=WRONG.keys())
def test_an_identity_token_that_is_not_as_it_must_be_signs_nobody_in(claims, browser, provider, app, fund):
    let_in(app, fund, provider.state.subject)
    let_in(app, fund, "None")
    provider.state.claims = claims
    answer = go_through(browser, provider)
    assert answer.status_code == 403
    assert not is_signed_in(browser)


def test_a_token_that_another_signed_or_nobody_signs_nobody_in(browser, provider, app, fund):
    let_in(app, fund, provider.state.subject)
    provider.state.signed_by = RSAKey.generate_key(2048, {"kid": "one"})
    assert go_through(browser, provider).status_code == 403
    public = json.dumps(provider.state.key.as_dict(private=False))
    provider.state.signed_by, provider.state.header = OctKey.import_key(public), {"alg": "HS256"}
    assert go_through(browser, provider).status_code == 403
    assert not is_signed_in(browser)


def test_who_brings_another_state_or_none_or_no_beginning_is_not_signed_in(browser, provider, app, fund):
    let_in(app, fund, provider.state.subject)
    back = provider.authorize(browser.get("/sign-in/provider").headers["location"]).removeprefix(HOME)
    code = back.partition("code=")[2].partition("&")[0]
    for address in (f"/sign-in/done?code={code}&state=other", f"/sign-in/done?code={code}", "/sign-in/done"):
        assert browser.get(address).status_code == 403, address
    other = TestClient(app, base_url=HOME, follow_redirects=False)
    assert other.get(back).status_code == 403, "a browser that did not begin it"
    assert browser.get(back).status_code == 303
    assert browser.get(back).status_code == 403, "the same again"


def test_a_refusal_of_the_provider_is_told_as_one(browser, provider, app, fund):
    state = browser.get("/sign-in/provider").headers["location"].partition("state=")[2].partition("&")[0]
    assert browser.get(f"/sign-in/done?error=access_denied&state={state}").status_code == 403
    assert browser.get(f"/sign-in/done?code=made-up&state={state}").status_code == 403
    assert not is_signed_in(browser)


@pytest.mark.parametrize("mode", ["own", "public"])
def test_where_the_service_knows_nobody_there_is_nothing_to_sign_in_to(mode, tmp_path, tmp_path_factory):
    cache = tmp_path_factory.getbasetemp() / "sign-in-cache"
    app = create_app(Settings(cache=cache, mode=mode, database_url=f"sqlite:///{tmp_path / 's.db'}"))
    client = TestClient(app, base_url="http://127.0.0.1")
    for method, address in (("GET", "/sign-in"), ("POST", "/sign-out"), ("GET", "/sign-in/done"), ("GET", "/sign-in/provider")):
        assert client.request(method, address, headers=OURS).status_code == 404, address
    assert screen(client).status_code == 200


@pytest.mark.parametrize(
    "given",
    [
        {"oidc_issuer": "https://id.example"},
        {"oidc_client": "x", "oidc_issuer": "https://id.example"},
        {"oidc_client": "x", "oidc_issuer": "http://id.example", "public_address": HOME},
    ],
)
def test_settings_of_sign_in_that_cannot_be_refuse_to_start(given):
    with pytest.raises(RequestRefused) as refused:
        find_provider(Settings(**given))
    assert refused.value.kind == "oidc_settings"
