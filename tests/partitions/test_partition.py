"""One portfolio at a worker: the same answer as alone, each security judged once, and no file that ends the call."""

from dataclasses import replace

import pytest

from screener.errors import RequestRefused
from screener.orders import Order, fill_order, read_portfolio
from screener.partitions.partition import close_benches, open_bench, screen_afar, screen_portfolio
from tests.funds.builders import build_fund, build_shelf
from tests.partitions.builders import NESTLE, build_assignment, build_portfolio


@pytest.fixture(scope="module")
def assignment():
    return build_assignment()


@pytest.fixture(autouse=True)
def closed():
    yield
    close_benches()


def test_a_portfolio_comes_to_what_it_comes_to_alone(assignment):
    bench, portfolio = open_bench(assignment), build_portfolio("first")
    screen_portfolio(assignment, build_portfolio("before", NESTLE))
    (screened,) = screen_portfolio(assignment, portfolio)
    reading = read_portfolio(portfolio.content, file=portfolio.file, settings=assignment.settings)
    order = assignment.orders[0]
    alone = fill_order(order, reading, book=assignment.rulebook, index=bench.index, verdicts=bench.verdicts[0])
    assert screened.line.result_sha256 == alone.receipt.result_sha256
    assert (screened.line.status, screened.line.holdings, screened.line.listed) == ("screened", 2, 1)


def test_a_security_in_two_portfolios_is_judged_once(assignment):
    bench = open_bench(assignment)
    for name, text in (("first", None), ("second", NESTLE), ("third", NESTLE)):
        screen_portfolio(assignment, build_portfolio(name, text) if text else build_portfolio(name))
    assert (bench.memory.judged, bench.memory.recalled) == (3, 3)


def test_the_parts_of_a_fund_are_judged_once_for_all_who_hold_it(assignment):
    fund = build_fund("Elm Fund", {"name": "POSCO HOLDINGS INC", "isin": "KR7005490008", "weight": "1"}, isin="IE00BKM4GZ66")
    order = replace(assignment.orders[0], funds=build_shelf(fund))
    with_funds = replace(assignment, orders=(order,))
    text = "Name,ISIN,Market Value (USD)\nElm Fund,IE00BKM4GZ66,100.00\n"
    bench = open_bench(with_funds)
    (first,) = screen_portfolio(with_funds, build_portfolio("first", text))
    judged = bench.memory.judged
    (second,) = screen_portfolio(with_funds, build_portfolio("second", text))
    assert first.line.listed_through_funds == second.line.listed_through_funds == 1
    assert first.line.issuers == 1
    assert bench.memory.judged == judged


def test_another_order_gets_another_bench(assignment):
    order = replace(assignment.orders[0], sheet="Funds")
    assert open_bench(assignment) is open_bench(build_assignment())
    assert open_bench(replace(assignment, orders=(order,))).memory.judged == 0


CHANGES = {
    "the sheet": {"sheet": "Funds"},
    "the naming of columns": {"columns": {"name": "Stock"}},
    "the funds": {"funds": build_shelf(build_fund("Elm Fund", {"name": "Hazel Foods Inc"}))},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_the_key_changes_with_everything_an_answer_depends_on(assignment, change):
    order = replace(assignment.orders[0], **change)
    assert replace(assignment, orders=(order,)).key != assignment.key


def test_the_key_changes_with_the_program_and_with_what_is_written(assignment):
    others = [replace(assignment, **change) for change in ({"program": "older"}, {"papers": True}, {"tables": True})]
    assert len({assignment.key, *(other.key for other in others)}) == 4


def test_a_file_that_cannot_be_used_gives_its_lines_with_the_reason(assignment):
    (screened,) = screen_portfolio(assignment, build_portfolio("empty", ""))
    assert (screened.line.status, screened.line.code) == ("failed", "empty_file")
    assert '"empty.csv" is empty' in screened.line.message
    assert screened.line.holdings is None


def test_a_file_without_a_holding_is_never_a_clean_result(assignment):
    (screened,) = screen_portfolio(assignment, build_portfolio("none", "Name,ISIN,Market Value (USD)\n"))
    assert screened.line.status == "no_holdings"


def test_what_breaks_the_program_is_told_on_its_line_without_a_word_of_the_file(assignment):
    broken = replace(build_portfolio("odd"), content=None)
    (screened,) = screen_portfolio(assignment, broken)
    assert (screened.line.status, screened.line.code) == ("failed", "internal_error")
    assert "TypeError" in screened.line.message or "AttributeError" in screened.line.message


def test_a_far_worker_of_another_state_of_the_program_takes_no_part(assignment):
    with pytest.raises(RequestRefused, match="another version"):
        screen_afar(replace(assignment, program="older"), build_portfolio("first"))


def test_the_record_is_the_last_of_the_documents(assignment):
    (screened,) = screen_portfolio(replace(assignment, tables=True), build_portfolio("first"))
    assert list(screened.documents) == ["holdings.xlsx", "findings.csv", "screening.json"]


def test_papers_are_made_where_they_are_asked_for(assignment):
    (screened,) = screen_portfolio(replace(assignment, tables=True, papers=True), build_portfolio("first"))
    papers = [path for path, content in screened.documents.items() if content.startswith(b"%PDF")]
    assert papers[:2] == ["summary.pdf", "trustees.pdf"]
    assert papers[2].startswith("letters/posco-holdings-")


def test_orders_are_answered_in_their_order(assignment):
    book = assignment.rulebook
    orders = tuple(Order(policy=book.policies[name], as_of=assignment.orders[0].as_of) for name in ("standard", "sanctions"))
    portfolio = replace(build_portfolio("first"), names=("first-standard", "first-sanctions"))
    lines = [one.line for one in screen_portfolio(replace(assignment, orders=orders), portfolio)]
    assert [(line.name, line.policy) for line in lines] == [("first-standard", "standard"), ("first-sanctions", "sanctions")]
