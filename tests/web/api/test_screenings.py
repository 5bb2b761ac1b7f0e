"""POST /v1/screenings."""

from __future__ import annotations

import json
from base64 import b64encode
from pathlib import Path

import pytest

from reports.remarks import say_remark
from screener.screening.record import read_screening
from tests.web.bad_uploads import CASES, NAMES, get_content
from tests.web.portfolios import HOLDINGS

POSITIONS = {
    "positions": [
        {"name": "POSCO Holdings", "isin": "KR7005490008", "currency": "USD", "market_value": "8100.50"},
        {"name": "Nestle SA", "isin": "CH0038863350", "currency": "USD", "market_value": 9300},
        {"name": "Cash", "asset_class": "cash", "currency": "USD", "market_value": "10"},
    ],
    "as_of": "2026-11-24",
}
BARE = """Name,ISIN,Country,Market value,Currency
Nestle SA,CH0038863350,CH,125000,USD
Apple Inc,US0378331005,US,500,USD
PTT Public Company Limited,,TH,,
Korea Gas Corporation,,,,
Equities,,,,
Total,,,,
"""
POLICY = {
    "id": "all-quiet",
    "title": "All quiet",
    "version": "1",
    "publisher": "A saver",
    "summary": "Asks nothing.",
    "rules": [
        {
            "id": "rest",
            "title": "The rest",
            "when": {},
            "decision": "none",
            "severity": "elevated",
            "reason": "Nothing is asked.",
            "cases": [
                {
                    "name": name,
                    "as_of": "2026-11-24",
                    "facts": {
                        "channel": "jet_fuel",
                        "basis": "unclear",
                        "status": "active",
                        "status_as_of": "2026-01-01",
                        "confidence": "low",
                    },
                    "judged": "yes",
                }
                for name in ("One", "Another")
            ],
        }
    ],
}


def test_a_listed_company_whose_numbers_are_missing_is_found_or_asked_about_and_a_total_is_not(client):
    record = client.post("/v1/screenings", files={"file": ("h.csv", BARE)}).json()
    found = {line["name"]: (line["outcome"], line["entity"]) for line in record["holdings"][2:]}
    assert found == {
        "PTT Public Company Limited": ("listed", "ptt"),
        "Korea Gas Corporation": ("needs_review", None),
        "Equities": ("not_a_holding", None),
        "Total": ("not_a_holding", None),
    }
    assert record["holdings"][3]["match"]["candidates"][0]["entity"] == "kogas"


def test_every_sample_portfolio_is_screened_and_something_in_it_is_listed(client, samples):
    assert samples
    for sample in samples:
        answer = client.post("/v1/screenings", files={"file": (sample.name, sample.read_bytes())}, data={"as_of": "2026-11-24"})
        record = answer.json()
        assert answer.status_code == 200, answer.text
        assert record["schema"] == "screening/1"
        assert record["outcomes"]["listed"] > 0
        assert sum(record["outcomes"].values()) == len(record["holdings"])


def test_the_answer_is_a_record_that_can_be_read_back(client):
    record = client.post("/v1/screenings", files={"file": ("h.csv", HOLDINGS)}, data={"as_of": "2026-11-24"}).json()
    assert read_screening(record).outcomes["listed"] == 2
    assert record["receipt"]["as_of"] == "2026-11-24"


def test_the_same_file_on_the_same_day_gives_the_same_bytes(client):
    answers = {
        client.post("/v1/screenings", files={"file": ("h.csv", HOLDINGS)}, data={"as_of": "2026-11-24"}).content for _ in range(2)
    }
    assert len(answers) == 1


def test_positions_as_json_give_the_same_decisions_as_a_file(client):
    record = client.post("/v1/screenings", json=POSITIONS).json()
    assert [line["outcome"] for line in record["holdings"]] == ["listed", "not_listed", "out_of_scope"]
    assert record["findings"][0]["market_value"] == {"USD": "8100.50"}


def test_a_policy_of_ones_own_is_applied_as_object_as_json_and_as_a_field(client):
    as_object = client.post("/v1/screenings", json={**POSITIONS, "policy": POLICY})
    as_text = client.post("/v1/screenings", json={**POSITIONS, "policy": json.dumps(POLICY)})
    as_field = client.post("/v1/screenings", files={"file": ("h.csv", HOLDINGS)}, data={"policy": json.dumps(POLICY)})
    for answer in (as_object, as_text, as_field):
        assert answer.json()["receipt"]["policy"]["id"] == "all-quiet", answer.text
        assert answer.json()["outcomes"]["listed"] == 0


def test_columns_named_by_the_caller_are_used_and_stand_in_the_receipt(client):
    content = "Papier,Wert\nPOSCO HOLDINGS INC,10\n"
    for columns in ("name=Papier,market_value=Wert", '{"name": "Papier", "market_value": "Wert"}'):
        record = client.post("/v1/screenings", files={"file": ("h.csv", content)}, data={"columns": columns}).json()
        assert record["outcomes"]["listed"] == 1
        assert record["receipt"]["inputs"]["columns"]


def test_rates_let_values_in_several_currencies_be_added(client):
    positions = [{**POSITIONS["positions"][0], "currency": "EUR"}, POSITIONS["positions"][1]]
    without = client.post("/v1/screenings", json={"positions": positions}).json()
    rates = "currency,rate,to,day\nEUR,1.1,USD,2026-11-23\n"
    with_rates = client.post("/v1/screenings", json={"positions": positions, "rates": rates}).json()
    assert without["coverage"]["by_value"] is None
    assert with_rates["coverage"]["by_value"]["screened"] == "1.0000"
    assert with_rates["receipt"]["inputs"]["rates"]


def test_a_portfolio_of_cash_alone_is_a_normal_answer_that_screened_nothing(client):
    answer = client.post("/v1/screenings", files={"file": ("cash.csv", "Name,ISIN,Market Value\nCash,,100\nCash EUR,,50\n")})
    assert answer.status_code == 200
    assert answer.json()["outcomes"]["listed"] == 0
    assert answer.json()["coverage"]["by_count"]["screened"] == "0.0000"


@pytest.mark.parametrize(("what", "name", "content", "fields", "status", "code"), CASES, ids=NAMES)
def test_an_upload_that_cannot_be_used_is_refused_with_what_where_and_what_to_do(
    what, name, content, fields, status, code, client, request
):
    answer = client.post("/v1/screenings", files={"file": (name, get_content(content, request))}, data=fields)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (status, code), problem
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["detail"], problem
    assert problem["help"], problem
    assert problem["type"].endswith(code)
    assert problem["title"]
    assert problem["status"] == status
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    ("body", "status", "code", "said"),
    [
        ({"positions": [{"nmae": "POSCO"}]}, 422, "malformed", "positions.0.nmae"),
        ({"positions": [{"name": "POSCO", "weight": "much"}]}, 422, "malformed", "positions.0.weight"),
        ({"positions": [{"name": "POSCO", "weight": "Infinity"}]}, 422, "malformed", "positions.0.weight"),
        ({"positions": [{"name": "POSCO", "country": "Korea"}]}, 422, "malformed", "positions.0.country"),
        ({"positions": [{}] * 10_001}, 422, "malformed", "positions"),
        ({"position": []}, 422, "malformed", "position"),
        ({}, 422, "malformed", "positions"),
        ({"positions": [], "policy": "strict"}, 404, "policy_unknown", "strict"),
        ({"positions": []}, 400, "no_holdings", "No position"),
        ({"positions": [], "as_of": "soon"}, 400, "not_a_day", "soon"),
        ({"positions": [], "as_of": "2099-01-01"}, 400, "not_a_day", "has not come yet"),
        ({"positions": [], "keep": True}, 422, "malformed", "keep"),
        ({"positions": [], "rates": "1.1"}, 400, "rates_unreadable", "rates"),
    ],
)
def test_a_json_body_that_cannot_be_used_names_the_place(body, status, code, said, client):
    answer = client.post("/v1/screenings", json=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert said in answer.text


def test_text_that_is_not_json_is_malformed(client):
    answer = client.post("/v1/screenings", content=b"{not json", headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")


def test_an_identifier_with_a_wrong_check_digit_is_a_problem_with_its_row(client):
    record = client.post("/v1/screenings", json={"positions": [{"name": "POSCO Holdings", "isin": "KR7005490009"}]}).json()
    assert [(problem["row"], problem["column"]) for problem in record["problems"]] == [(1, "isin")]


@pytest.mark.parametrize(
    ("files", "data", "code"),
    [
        ({"file": ("h.csv", HOLDINGS)}, {"polcy": "standard"}, "unknown_field"),
        ({"portfolio": ("h.csv", HOLDINGS)}, {}, "unknown_field"),
        ([("file", ("h.csv", HOLDINGS)), ("file", ("i.csv", HOLDINGS))], {}, "field_twice"),
        ({"policy": (None, "standard")}, {}, "no_file"),
        ({"policy": (None, "standard")}, {"file": "h.csv"}, "not_a_file"),
        ({"file": ("h.csv", HOLDINGS)}, {"funds": "world.csv"}, "not_a_file"),
    ],
)
def test_a_field_nobody_knows_or_sent_twice_or_missing_is_refused(files, data, code, client):
    answer = client.post("/v1/screenings", files=files, data=data)
    assert (answer.status_code, answer.json()["code"]) == (400, code)


def test_a_body_of_another_kind_is_refused(client):
    answer = client.post("/v1/screenings", content=HOLDINGS, headers={"Content-Type": "text/csv"})
    assert (answer.status_code, answer.json()["code"]) == (415, "wrong_content_type")


def test_a_form_without_its_boundary_is_refused(client):
    answer = client.post("/v1/screenings", content=b"abc", headers={"Content-Type": "multipart/form-data"})
    assert (answer.status_code, answer.json()["code"]) == (400, "form_unreadable")


def test_a_query_parameter_is_refused_because_none_is_taken(client):
    answer = client.post("/v1/screenings?policy=standard", files={"file": ("h.csv", HOLDINGS)})
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown_parameter")


@pytest.mark.parametrize("name", ["ishares_us_EEM_2025.csv", "lgps_east_riding.xlsx"])
def test_a_real_fund_is_screened_in_one_call(name, client, reference):
    file = next(Path(reference, "portfolios", "files").rglob(name))
    record = client.post("/v1/screenings", files={"file": (name, file.read_bytes())}, data={"as_of": "2026-11-24"}).json()
    assert record["outcomes"]["listed"] > 5


FUND = b"Name,ISIN,Weight\nPOSCO HOLDINGS INC,KR7005490008,60%\nNestle SA,CH0038863350,40%\n"
NAMED = b"fund.csv:\n  isin: IE00B4L5Y983\n"


def test_a_fund_is_looked_through_when_its_file_comes_with_the_call(client):
    form = [
        ("file", ("h.csv", b"Name,ISIN,Value\nA world fund,IE00B4L5Y983,100\n")),
        ("funds", ("fund.csv", FUND)),
        ("funds", ("funds.yaml", NAMED)),
    ]
    body = {
        "positions": [{"name": "A world fund", "isin": "IE00B4L5Y983", "market_value": "100", "currency": "EUR"}],
        "funds": [
            {"file": "fund.csv", "content": b64encode(FUND).decode()},
            {"file": "funds.yaml", "content": b64encode(NAMED).decode()},
        ],
    }
    for answer in (client.post("/v1/screenings", files=form), client.post("/v1/screenings", json=body)):
        record = answer.json()
        assert record["outcomes"]["looked_through"] == 1
        assert [finding["entity"]["id"] for finding in record["findings"]] == ["posco-holdings"]
        assert record["receipt"]["inputs"]["funds"]
        assert "fund_unused" not in {problem["code"] for problem in record["problems"]}


def test_a_fund_file_that_no_holding_is_of_is_named(client):
    form = [("file", ("h.csv", HOLDINGS)), ("funds", ("fund.csv", FUND)), ("funds", ("funds.yaml", NAMED))]
    (told,) = [one for one in client.post("/v1/screenings", files=form).json()["problems"] if one["code"] == "fund_unused"]
    assert (told["severity"], told["found"]) == ("note", "fund.csv")
    assert "fund.csv" in say_remark(told["message"], language="my")
    assert say_remark(told["help"], language="my")


def test_two_fund_files_of_one_name_are_refused(client):
    form = [("file", ("h.csv", HOLDINGS)), ("funds", ("fund.csv", FUND)), ("funds", ("fund.csv", FUND))]
    assert client.post("/v1/screenings", files=form).json()["code"] == "funds_unreadable"


def test_a_persons_answer_comes_with_the_call_and_stands_in_the_receipt(client):
    rejected = {
        "key": "isin:KR7005490008",
        "name": "POSCO",
        "entity": "none",
        "rejected": ["posco-holdings"],
        "date": "2026-11-24",
    }
    body = {"positions": [{"name": "POSCO Holdings Inc", "isin": "KR7005490008"}]}
    plain = client.post("/v1/screenings", json=body).json()
    told = client.post("/v1/screenings", json={**body, "confirmations": {"confirmations": [rejected]}}).json()
    assert (plain["outcomes"]["listed"], told["outcomes"]["listed"]) == (1, 0)
    assert told["receipt"]["inputs"]["confirmations"]
