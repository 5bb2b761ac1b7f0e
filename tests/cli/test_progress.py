"""What is shown while a file is read."""

from __future__ import annotations

import io
import sys
import time

from screener.cli import progress as shown
from screener.cli.progress import show_progress
from screener.orders import read_portfolio
from screener.settings import Settings


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_nothing_is_shown_where_stderr_is_no_terminal(monkeypatch):
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with show_progress() as tell:
        assert tell is None


def test_short_work_shows_nothing_on_a_terminal_either(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    with show_progress() as tell:
        tell("Opening a.csv", 0.0)
    assert sys.stderr.getvalue() == ""


def test_long_work_says_what_is_being_done_on_a_terminal(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setattr(shown, "PATIENCE_S", 0.0)
    with show_progress() as tell:
        tell("Opening a.csv", 0.0)
        while "Opening a.csv" not in sys.stderr.getvalue():
            time.sleep(0.01)


def test_reading_tells_its_progress_from_opening_to_holdings():
    told = []
    read_portfolio(b"Name,Value\nA Corp,5\n", file="a.csv", settings=Settings(), progress=lambda *words: told.append(words))
    assert [words for words, _ in told] == ["Opening a.csv", "Reading the holdings of a.csv"]
    assert [share for _, share in told] == sorted(share for _, share in told)
