"""The service on a port of its own with a worker in this process, and Debian's Chromium before it, with no way out.

All of it ends with the last test of this folder: as long as the browser is driven, this thread can run no other event loop.
"""

from __future__ import annotations

import os
import shutil
import threading
import time

import pytest
import uvicorn
from playwright.sync_api import sync_playwright

from screener.jobs.worker import Worker
from screener.settings import Settings
from screener.web.app import create_app
from tests.browser.inspection import Inspector

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="package")
def chromium():
    """The browser. CI must have it; elsewhere its absence is seen as a skip."""
    found = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI must have Chromium: script/setup --dev installs it on Debian")
        pytest.skip("there is no Chromium: script/setup --dev installs it on Debian")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def service(tmp_path_factory):
    """The running service: its address, and its office of jobs."""
    folder = tmp_path_factory.mktemp("service")
    app = create_app(Settings(cache=folder, max_upload_mb=3, max_job_mb=3, database_url=f"sqlite:///{folder / 'screener.db'}"))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 60
    while not server.started and time.monotonic() < until:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}", app.state.workbench.office()
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="package")
def site(service):
    """The address of the service."""
    return service[0]


@pytest.fixture(scope="package")
def worker(service):
    """A worker that does what waits, for as long as the tests last."""
    stop = threading.Event()
    thread = threading.Thread(target=lambda: Worker(service[1]).run(stop), daemon=True)
    thread.start()
    yield thread
    stop.set()
    thread.join()


@pytest.fixture
def open_page(chromium, site):
    """Gives new pages in contexts of their own; whatever they ask of another site fails the test."""
    contexts = []

    def make(**settings):
        context = chromium.new_context(base_url=site, **{"viewport": {"width": 1280, "height": 900}, **settings})
        contexts.append(context)
        page = context.new_page()
        page.asked = []
        page.said = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.said.append(message.text))
        return page

    yield make
    for context in contexts:
        foreign = [url for page in context.pages for url in getattr(page, "asked", []) if not url.startswith((site, "data:"))]
        context.close()
        assert not foreign


@pytest.fixture
def inspector(open_page):
    """Gives a window in a language and a colour scheme, with what looks at its pages."""
    return lambda language, scheme: Inspector(open_page(color_scheme=scheme), language)
