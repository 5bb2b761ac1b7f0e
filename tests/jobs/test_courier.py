"""What webhooks are told: signed, at the address that was looked at, again when it failed, and nothing of a portfolio."""

from __future__ import annotations

import hmac
import json
import ssl
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from sqlalchemy import select, update

from screener.errors import RequestRefused
from screener.jobs import courier as courier_module
from screener.jobs import targets
from screener.jobs.courier import Courier
from screener.jobs.draft import SentPart
from screener.store import webhooks, workspaces
from screener.store.tables import deliveries
from screener.store.webhooks import WAITS_S, announce, list_deliveries, make_webhook
from tests.tls import make_certificate, trust

PLANTED = "Zanzibar Widgets"
HOLDINGS = f"Name,ISIN\nPOSCO HOLDINGS INC,KR7005490008\n{PLANTED},\n".encode()
NEWS = {"version": "2026.11.24", "sha256": "0" * 64, "changes": 3}


class Ear(ThreadingHTTPServer):
    """What a webhook leads to: it notes what it is told and answers as it is set to."""

    def __init__(self, certificate):
        super().__init__(("127.0.0.1", 0), _Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self.socket = context.wrap_socket(self.socket, server_side=True)
        self.heard, self.status, self.drip = [], 204, False


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.heard.append((self.path, dict(self.headers), body))
        if self.server.drip:
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for _ in range(50):
                self.wfile.write(b"X-Slow: 1\r\n")
                self.wfile.flush()
                time.sleep(0.1)
        self.send_response(self.server.status)
        self.send_header("Location", f"https://127.0.0.1:{self.server.server_port}/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *words):
        """Says nothing."""


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    return make_certificate(tmp_path_factory.mktemp("tls"), "localhost")


@pytest.fixture
def ear(certificate):
    server = Ear(certificate)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def workspace(office):
    with office.database.write() as connection:
        return workspaces.make_workspace(connection, "Mine")


@pytest.fixture
def courier(office, certificate):
    return Courier(office, may_call=lambda address: address.is_loopback, tls=trust(certificate))


@contextmanager
def writing(office):
    with office.database.write() as connection:
        yield connection


def hook(office, workspace, url, events=webhooks.EVENTS):
    with writing(office) as connection:
        return make_webhook(connection, workspace, url=url, events=events, master_key=office.master_key)


def tell(office, event=webhooks.REGISTRY_CHANGED, **whose):
    with writing(office) as connection:
        return announce(connection, event, NEWS, **whose)


def told(office, workspace, made):
    with office.database.read() as connection:
        return list_deliveries(connection, workspace, made.id)


def let_time_pass(office):
    with writing(office) as connection:
        connection.execute(update(deliveries).values(next_at=1.0))


def test_a_call_is_signed_and_names_its_delivery(office, workspace, courier, ear):
    made = hook(office, workspace, f"https://localhost:{ear.server_port}/in?x=1")
    assert tell(office) == 1
    assert courier.deliver_one() is True
    assert courier.deliver_one() is False
    ((path, headers, body),) = ear.heard
    assert path == "/in?x=1"
    assert headers["Host"] == f"localhost:{ear.server_port}"
    seconds, signature = (part.partition("=")[2] for part in headers["Screener-Signature"].split(","))
    assert abs(int(seconds) - time.time()) < 60
    assert signature == hmac.new(made.secret.encode(), f"{seconds}.".encode() + body, "sha256").hexdigest()
    said = json.loads(body)
    assert (said["id"], said["event"], said["data"]) == (headers["Screener-Delivery"], "registry.changed", NEWS)
    (line,) = told(office, workspace, made)
    assert (line.state, line.answer, line.attempts) == ("delivered", "204", 1)


def test_what_failed_comes_again_later_under_the_same_id_until_it_is_given_up(office, workspace, courier, ear):
    made = hook(office, workspace, f"https://localhost:{ear.server_port}/")
    ear.status = 500
    tell(office)
    for attempt in range(len(WAITS_S) + 1):
        assert courier.deliver_one() is True, attempt
        assert courier.deliver_one() is False, "not before its time"
        let_time_pass(office)
    assert courier.deliver_one() is False
    assert len({headers["Screener-Delivery"] for _, headers, _ in ear.heard}) == 1
    (line,) = told(office, workspace, made)
    assert (line.state, line.answer, line.attempts) == ("failed", "500", len(WAITS_S) + 1)


def test_a_redirect_is_not_followed(office, workspace, courier, ear):
    ear.status = 307
    made = hook(office, workspace, f"https://localhost:{ear.server_port}/")
    tell(office)
    courier.deliver_one()
    assert [path for path, _, _ in ear.heard] == ["/"]
    assert told(office, workspace, made)[0].answer == "307"


def test_who_talks_too_slowly_is_cut_off(office, workspace, courier, ear, monkeypatch):
    monkeypatch.setattr(courier_module, "CALL_S", 1.0)
    ear.drip = True
    made = hook(office, workspace, f"https://localhost:{ear.server_port}/")
    tell(office)
    courier.deliver_one()
    assert told(office, workspace, made)[0].answer == "too_slow"


def test_a_certificate_for_another_name_or_of_nobody_known_is_not_spoken_to(office, workspace, certificate, ear):
    made = hook(office, workspace, f"https://127.0.0.1:{ear.server_port}/")
    tell(office)
    Courier(office, may_call=lambda address: True, tls=trust(certificate)).deliver_one()
    let_time_pass(office)
    Courier(office, may_call=lambda address: True).deliver_one()
    assert ear.heard == []
    assert told(office, workspace, made)[0].answer == "ConnectError"


def test_a_service_as_operators_run_it_calls_no_address_of_its_own_network(office, workspace, ear):
    made = hook(office, workspace, f"https://localhost:{ear.server_port}/")
    tell(office)
    Courier(office).deliver_one()
    assert ear.heard == []
    (line,) = told(office, workspace, made)
    assert (line.state, line.answer) == ("waiting", "webhook_address")


def test_a_name_that_leads_elsewhere_a_moment_later_is_called_where_it_was_looked_at(
    office, workspace, courier, ear, monkeypatch
):
    asked = []

    def resolve(host, port, **_):
        asked.append(host)
        address = "127.0.0.1" if len(asked) == 1 else "192.0.2.1"
        return [(2, 1, 6, "", (address, port))]

    hook(office, workspace, f"https://localhost:{ear.server_port}/")
    tell(office)
    monkeypatch.setattr(targets.socket, "getaddrinfo", resolve)
    courier.deliver_one()
    assert asked[0] == "localhost"
    assert len(ear.heard) == 1


REFUSED = [
    "http://8.8.8.8/",
    "https://8.8.8.8/#part",
    "https://user@8.8.8.8/",
    "https://user:word@8.8.8.8/",
    "https:///x",
    "https://8.8.8.8:99999/",
    "https://8.8.8.8/\nHost: x",
    "https://8.8.8.8\\@127.0.0.1/",
    "ftp://8.8.8.8/",
    "file:///etc/passwd",
    "https://localhost/",
    "https://127.0.0.1/",
    "https://127.1/",
    "https://0x7f000001/",
    "https://2130706433/",
    "https://0.0.0.0/",
    "https://10.0.0.1/",
    "https://172.16.0.1/",
    "https://192.168.1.1/",
    "https://169.254.169.254/latest/meta-data",
    "https://100.64.0.1/",
    "https://198.18.0.1/",
    "https://192.88.99.1/",
    "https://224.0.0.1/",
    "https://240.0.0.1/",
    "https://255.255.255.255/",
    "https://[::1]/",
    "https://[::]/",
    "https://[fe80::1]/",
    "https://[fc00::1]/",
    "https://[fd12::1]/",
    "https://[fec0::1]/",
    "https://[ff02::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:8.8.8.8]/",
    "https://[::7f00:1]/",
    "https://[64:ff9b::7f00:1]/",
    "https://[2002:7f00:1::]/",
    "https://[2001:0:7f00:1::]/",
]


@pytest.mark.parametrize("url", REFUSED)
def test_an_address_that_is_not_https_on_the_public_internet_is_refused(url):
    with pytest.raises(RequestRefused) as refused:
        targets.check_target(url)
    assert refused.value.kind == "webhook_address"


@pytest.mark.parametrize("url", ["https://8.8.8.8/", "https://8.8.8.8:8443/x?y=1", "https://[2606:4700::1111]/"])
def test_a_public_address_is_called_by_its_number(url):
    target = targets.check_target(url)
    assert target.url.startswith(("https://8.8.8.8:", "https://[2606:4700::1111]:443/"))


def test_one_private_address_among_public_ones_is_one_too_many(monkeypatch):
    both = [(2, 1, 6, "", (address, 443)) for address in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(targets.socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(RequestRefused):
        targets.check_target("https://two.example/")


def test_the_end_of_a_job_is_told_to_its_workspace_alone_and_nothing_of_what_was_in_it(office, workspace, work):
    with writing(office) as connection:
        yours = workspaces.make_workspace(connection, "Yours")
    mine, theirs = hook(office, workspace, "https://8.8.8.8/"), hook(office, yours, "https://8.8.8.8/")
    draft = office.begin(workspace=workspace.id)
    part = SentPart(name=f"{PLANTED}.csv", content=HOLDINGS)
    draft.open_file(part.name, kind=part.kind)
    draft.write(part.content)
    address, _ = office.send(draft, {"as_of": "2026-11-24"})
    work()
    (line,) = told(office, workspace, mine)
    assert json.loads(line.body)["data"] == {"job": address.public, "state": "done"}
    assert told(office, yours, theirs) == []
    with office.database.read() as connection:
        everything = str(connection.execute(select(deliveries)).all())
    assert address.secret not in everything
    assert PLANTED not in everything
    assert "POSCO" not in everything


def test_two_workers_make_each_delivery_once(office, workspace, courier, ear):
    hook(office, workspace, f"https://localhost:{ear.server_port}/")
    for _ in range(6):
        tell(office)
    threads = [threading.Thread(target=courier.deliver_due) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    names = [headers["Screener-Delivery"] for _, headers, _ in ear.heard]
    assert len(names) == len(set(names)) == 6


def test_the_database_shows_neither_where_a_webhook_leads_nor_its_secret(office, workspace):
    made = hook(office, workspace, "https://8.8.8.8/a-token-in-the-path")
    with office.database.read() as connection:
        row = str(connection.execute(webhooks.webhooks.select()).one())
    assert "token" not in row
    assert made.secret not in row
