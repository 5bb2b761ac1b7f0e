"""Portfolios over processes: the same lines as in one, and a process that dies takes nothing else with it."""

import os
from dataclasses import replace

import pytest

from screener.partitions.processes import screen_here
from tests.partitions.builders import NESTLE, build_assignment, build_portfolio, list_lines


class Fatal(bytes):
    """Content that ends whatever process unpacks it."""

    def __reduce__(self):
        return os._exit, (3,)


@pytest.fixture(scope="module")
def assignment():
    return build_assignment()


def test_two_processes_give_the_lines_of_one(assignment):
    portfolios = [build_portfolio(f"p{number}", NESTLE if number % 2 else "") for number in range(5)]
    portfolios.append(build_portfolio("posco"))
    one, two = (list_lines(screen_here(assignment, iter(portfolios), workers=workers)) for workers in (1, 2))
    assert one == two
    assert len(one) == 6


def test_a_portfolio_that_ends_its_process_is_told_and_the_rest_is_screened(assignment):
    good = [build_portfolio(f"good-{number}") for number in range(4)]
    fatal = replace(build_portfolio("fatal"), content=Fatal())
    lines = list_lines(screen_here(assignment, iter([*good[:1], fatal, *good[1:]]), workers=2))
    assert {name: line.status for name, line in lines.items()} == {
        "fatal": "failed", "good-0": "screened", "good-1": "screened", "good-2": "screened", "good-3": "screened",
    }  # fmt: skip
    assert lines["fatal"].code == "worker_ended"


def test_no_more_files_are_read_than_are_under_way(assignment):
    read = []

    def read_slowly():
        for number in range(20):
            read.append(number)
            yield build_portfolio(f"p{number}", NESTLE)

    results = screen_here(assignment, read_slowly(), workers=2)
    next(results)
    assert len(read) <= 4
    results.close()
