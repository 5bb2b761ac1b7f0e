"""Builders: an assignment under the shipped rules, and small portfolios."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from importlib.resources import files

from screener.orders import Order
from screener.partitions.assignment import Assignment, Portfolio
from screener.partitions.program import hash_whole_program
from screener.rulebook.compiled import load_rulebook
from screener.settings import Settings

POSCO = "Name,ISIN,Market Value (USD)\nPOSCO HOLDINGS INC,KR7005490008,2500.00\nHazel Foods Inc,,600.25\n"
NESTLE = "Name,ISIN,Market Value (USD)\nNESTLE SA,CH0038863350,600.25\nHazel Foods Inc,,80.00\n"


def build_assignment(**changes):
    book = load_rulebook(files("rules"), cache=None)
    order = Order(policy=book.policies["standard"], as_of=date(2026, 11, 24))
    made = Assignment(settings=Settings(), rulebook=book, orders=(order,), program=hash_whole_program(), tables=False)
    return replace(made, **changes)


def build_portfolio(name, text=POSCO):
    content = text.encode()
    return Portfolio(file=f"{name}.csv", names=(name,), sha256=sha256(content).hexdigest(), content=content)


def list_lines(results):
    return {screened.line.name: screened.line for result in results for screened in result}
