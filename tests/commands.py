"""How tests call the command line: in this process, as a user's words, with what it printed and how it ended."""

from __future__ import annotations

import sys
from dataclasses import dataclass

import pytest

from screener.cli import main

HOLDINGS = """Name,ISIN,Quantity,Market Value (USD)
POSCO HOLDINGS INC,KR7005490008,10,2500.00
BHARAT ELECTRONICS LTD,INE263A01024,100,400.50
NESTLE SA,CH0038863350,5,600.25
US DOLLAR CASH,,,99.25
Total,,,3600.00
"""


@dataclass(frozen=True)
class Ending:
    """What a command printed and its exit status."""

    status: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch, capsys):
    """Gives a function that runs the command line with the words given."""

    def _run(*words):
        monkeypatch.setattr(sys, "argv", ["screener", *map(str, words)])
        capsys.readouterr()
        try:
            main()
            status = 0
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else int(bool(end.code))
        printed = capsys.readouterr()
        return Ending(status=status, out=printed.out, err=printed.err)

    return _run


@pytest.fixture
def holdings(tmp_path):
    """Gives a small holdings file."""
    file = tmp_path / "holdings.csv"
    file.write_text(HOLDINGS, encoding="utf-8")
    return file
