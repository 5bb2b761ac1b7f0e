"""A service that screens keeps nothing: real processes, folders of their own, before and after success, failure and kill −9."""

from __future__ import annotations

import io
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import zipfile
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

import httpx2
import openpyxl
import pytest

PLANTED = ("Zanzibar Widgets", "ZZ0PLANTED07", "987654.32", "Planted-Portfolio")
CSV = f"Name,ISIN,Market Value\nPOSCO Holdings Inc,KR7005490008,1\n{PLANTED[0]},{PLANTED[1]},{PLANTED[2]}\n".encode()
STORE = ("screener.db", "screener.db-wal", "screener.db-shm", "screener.queue", "screener.queue-wal", "screener.queue-shm")
"""The database's own files come, go and change as it is swept; what they hold is looked through all the same."""
FOLDERS = {
    "HOME": "home",
    "XDG_DATA_HOME": "data",
    "XDG_CACHE_HOME": "cache",
    "XDG_CONFIG_HOME": "config",
    "XDG_STATE_HOME": "state",
    "TMPDIR": "tmp",
}
FACES = (b"\0\1\0\0", b"OTTO", b"wOFF", b"wOF2")
SHARED = Path("/dev/shm")


def make_workbook(rows):
    """A workbook whose parts lie in it uncompressed, so that a copy of it anywhere shows what it holds."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Holdings")
    sheet.append(["Name", "ISIN", "Market Value"])
    for number in range(rows):
        sheet.append([f"{PLANTED[0]} {number}", PLANTED[1], PLANTED[2]])
    packed, plain = io.BytesIO(), io.BytesIO()
    book.save(packed)
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(plain, "w", zipfile.ZIP_STORED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    return plain.getvalue()


def is_face(file):
    """Says whether it is a typeface of ours, which the press unpacks into temporary space for as long as it lives."""
    return file.parent.name.startswith("weasyprint-") and file.read_bytes()[:4] in FACES


class Service:
    """`screener serve` as an operator runs it, with every folder it might write to in one of its own."""

    def __init__(self, root):
        self.root = root
        for name in FOLDERS.values():
            (root / name).mkdir(exist_ok=True)
        (root / "work").mkdir(exist_ok=True)
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"

    @contextmanager
    def run(self):
        """Runs it until the block ends; it is killed with everything it started."""
        settings = {name: value for name, value in os.environ.items() if not name.startswith("SCREENER_")}
        settings |= {name: str(self.root / folder) for name, folder in FOLDERS.items()} | {"SCREENER_LOG": "requests"}
        settings["PYTHONPATH"] = str(Path(__file__).parents[2])
        with (self.root / "log").open("ab") as log:
            words = [sys.executable, "-m", "screener", "serve", "--port", str(self.port)]
            process = subprocess.Popen(
                words, cwd=self.root / "work", env=settings, stdout=log, stderr=log, start_new_session=True
            )
        try:
            self._wait()
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def look(self):
        """Gives every file there is with its hash, but for the database's own and the typefaces of a press."""
        files = [file for folder in (*FOLDERS.values(), "work") for file in (self.root / folder).rglob("*") if file.is_file()]
        return {
            str(file.relative_to(self.root)): sha256(file.read_bytes()).hexdigest()
            for file in files
            if file.name not in STORE and not is_face(file)
        }

    def find_planted(self):
        """Gives every file, the log and shared memory among them, in which something of the portfolio stands."""
        needles = [word.encode(code) for word in PLANTED for code in ("utf-8", "utf-16-le", "utf-32-le")]
        files = [file for folder in (self.root, SHARED) if folder.is_dir() for file in folder.rglob("*") if file.is_file()]
        found = []
        for file in files:
            with suppress(OSError):
                content = file.read_bytes()
                found += [str(file)] if any(needle in content for needle in needles) else []
        return found

    def _wait(self):
        for _ in range(600):
            with suppress(httpx2.HTTPError):
                if httpx2.get(f"{self.address}/readyz").status_code == 200:
                    return
            time.sleep(0.1)
        pytest.fail((self.root / "log").read_text())


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    """A service that has run before, so that what it makes for itself once is there."""
    made = Service(tmp_path_factory.mktemp("service"))
    with made.run():
        harmless = {"file": ("h.csv", b"Name,ISIN\nPOSCO Holdings Inc,KR7005490008\n")}
        screened = httpx2.post(f"{made.address}/v1/screenings", files=harmless, timeout=120)
        letter = {"screening": screened.json(), "format": "pdf"}
        httpx2.post(f"{made.address}/v1/letters", json=letter, timeout=120)
        httpx2.post(f"{made.address}/papers/summary.pdf", files=harmless, timeout=120)
    return made


def test_what_is_planted_is_found_where_it_is_kept(service):
    """Else a search that finds nothing says nothing."""
    kept = service.root / "work" / "kept.bin"
    kept.write_bytes(b"\0" + PLANTED[0].encode("utf-16-le"))
    assert service.find_planted() == [str(kept)]
    kept.unlink()


def post(service, path, **sent):
    return httpx2.post(f"{service.address}{path}", timeout=120, **sent)


def test_success_and_failure_leave_no_file_no_word_and_no_line(service):
    before = service.look()
    name = f"{PLANTED[3]}.csv"
    with service.run():
        screened = post(service, "/v1/screenings", files={"file": (name, CSV)}, data={"label": PLANTED[3]})
        assert screened.json()["outcomes"]["listed"] == 1
        assert post(service, "/v1/screenings", files={"file": ("h.xlsx", make_workbook(50))}).status_code == 200
        position = {"name": PLANTED[0], "isin": PLANTED[1]}
        assert post(service, "/v1/screenings", json={"positions": [position]}).status_code == 200
        assert post(service, "/v1/explain", json={"name": PLANTED[0]}).status_code == 200
        assert post(service, "/v1/letters", json={"screening": screened.json(), "format": "pdf"}).status_code == 200
        assert post(service, "/screen", files={"file": (name, CSV)}).status_code == 200
        assert post(service, "/papers/summary.pdf", files={"file": (name, CSV)}).status_code == 200
        assert post(service, "/papers/holdings.xlsx", files={"file": (name, CSV)}).status_code == 200
        broken = make_workbook(50)[:-200]
        failures = [
            post(service, "/v1/screenings", files={"file": ("h.xlsx", broken)}),
            post(service, "/v1/screenings", files={"file": (name, CSV)}, data={"policy": PLANTED[0]}),
            post(service, "/v1/screenings", files={"file": (name, CSV)}, data={"columns": f"isin={PLANTED[0]}"}),
            post(service, "/v1/screenings", json={"positions": [{"name": PLANTED[0], PLANTED[1]: 1}]}),
            post(service, f"/{PLANTED[1]}", files={"file": (name, CSV)}),
            httpx2.get(f"{service.address}/v1/securities/isin:{PLANTED[1]}"),
            httpx2.get(f"{service.address}/entities", params={"q": PLANTED[0]}),
        ]
        assert [answer.status_code for answer in failures[:5]] == [400, 404, 400, 422, 404]
        metrics = httpx2.get(f"{service.address}/metrics").text
        assert "screener" in metrics
        assert not [word for word in PLANTED if word in metrics]
        assert service.look() == before, "while it runs"
        assert service.find_planted() == []
    assert service.look() == before
    assert service.find_planted() == []
    log = [json.loads(line) for line in (service.root / "log").read_text().splitlines() if line.startswith("{")]
    assert {"/v1/screenings", "/v1/securities/{security:path}"} <= {line.get("route") for line in log}


def half_sent(service, content):
    """A body of which the half has come."""
    with socket.create_connection(("127.0.0.1", service.port)) as line:
        head = f"POST /v1/screenings HTTP/1.1\r\nHost: localhost\r\nContent-Length: {2 * len(content)}\r\n"
        line.sendall(f"{head}Content-Type: multipart/form-data; boundary=b\r\n\r\n".encode())
        part = b'--b\r\nContent-Disposition: form-data; name="file"; filename="Planted-Portfolio.xlsx"\r\n\r\n'
        line.sendall(part + content)
        line.recv(1)


def being_read(service, content):
    """A workbook that takes a while to read, in a process of its own, and to screen."""
    post(service, "/v1/screenings", files={"file": ("Planted-Portfolio.xlsx", content)})


def being_written(service, content):
    """A paper made of the same."""
    post(service, "/papers/summary.pdf", files={"file": ("Planted-Portfolio.xlsx", content)})


@pytest.mark.parametrize(
    ("ask", "whole"), [(half_sent, True), (being_read, True), (being_read, False), (being_written, True), (being_written, False)]
)
def test_a_kill_in_the_middle_of_a_request_leaves_nothing(ask, whole, service):
    before, content = service.look(), make_workbook(20_000)
    with service.run() as process:

        def call():
            with suppress(httpx2.HTTPError, OSError):
                ask(service, content)

        thread = threading.Thread(target=call)
        thread.start()
        time.sleep(1)
        assert thread.is_alive(), "the request ended before the kill"
        if whole:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
            process.wait()
            time.sleep(3)  # what it had started ends by itself
        thread.join(timeout=20)
    assert service.look() == before
    assert service.find_planted() == []
