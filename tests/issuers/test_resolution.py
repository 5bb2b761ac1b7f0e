from __future__ import annotations

import pytest

from screener.errors import EntityUnknown
from screener.issuers.index import build_index
from screener.issuers.resolution import confirmation_key, resolve_holding, resolve_holdings
from screener.model import Name
from tests.issuers.builders import build_entity, build_holdings, build_registry

# ── scope ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("row", "status"),
    [
        ({"line": "not_a_holding", "name": "Hanbit Steel"}, "not_a_holding"),
        ({"line": "cash", "name": "USD"}, "out_of_scope"),
        ({"asset_class": "derivative", "name": "HANBIT STEEL FUTURE"}, "out_of_scope"),
        ({"name": ""}, "unresolved"),
        ({"name": "N/A"}, "unresolved"),
        ({"isin": "KR7099990005"}, "invalid_identifier"),
        ({"isin": "GB00B9999996"}, "unresolved"),
        ({"name": "Rowan Total Market UCITS ETF", "asset_class": "equity"}, "unresolved"),
        ({"name": "Hanbit Steel Opportunities", "asset_class": "fund"}, "unresolved"),
        ({"name": "Rowan Paper Mills"}, "not_listed"),
        ({"name": "Rowan Paper Mills", "isin": "GB00B9999996"}, "not_listed"),
        ({"name": "Rowan Paper Mills", "isin": "GB00B9999995"}, "not_listed"),
    ],
)
def test_every_line_ends_in_its_own_status(index, row, status):
    resolved = resolve_holdings(build_holdings(row), index)
    assert resolved.answers[resolved.codes[0]].status == status


def test_equal_lines_share_one_answer_and_every_line_has_one(index):
    rows = [{"name": "Hanbit Steel"}, {"name": "Rowan"}, {"name": "Hanbit Steel"}, {"name": "Birch"}]
    resolved = resolve_holdings(build_holdings(*rows), index)
    assert len(resolved.codes) == 4
    assert resolved.codes[0] == resolved.codes[2]
    assert [resolved.answers[code].entity for code in resolved.codes] == ["hanbit-steel", None, "hanbit-steel", None]


def test_no_lines_are_a_normal_answer(index):
    assert len(resolve_holdings(build_holdings(), index).codes) == 0


# ── identifiers ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("given", "entity", "method"),
    [
        ({"isin": "KR7099990004"}, "hanbit-steel", "isin"),
        ({"isin": "kr7 0999 9000 4"}, "hanbit-steel", "isin"),
        ({"lei": "5493001KJTIIGC8Y1R12"}, "hanbit-steel", "lei"),
        ({"cusip": "037833100", "name": "THISTLE SOFTWARE INC"}, "thistle", "cusip"),
        ({"isin": "INE999A07020", "name": "VINDHYA OIL NCD"}, "vindhya-oil", "issuer_prefix"),
        ({"isin": "KR7099991002", "name": "HANBIT STEEL PREF"}, "hanbit-steel", "issuer_prefix"),
        ({"ticker": "SMPE", "country": "TH", "name": "SIAM MERIDIAN PETROLEUM EXPLORATION NON"}, "siam-meridian", "ticker"),
        ({"ticker": "SMPE.R", "country": "TH", "name": "SIAM MERIDIAN PETROLEUM EXPLORATION NON"}, "siam-meridian", "ticker"),
        ({"ticker": "99990", "mic": "XKRX"}, "hanbit-steel", "ticker"),
    ],
)
def test_an_identifier_names_the_issuer(index, given, entity, method):
    answer = resolve_holding(index, **given)
    assert (answer.status, answer.entity, answer.method) == ("matched", entity, method)
    assert answer.reason.endswith(".")


def test_an_identifier_whose_name_is_another_companys_goes_to_a_person_with_both_shown(index):
    answer = resolve_holding(index, isin="KR7099990004", name="Chevron Corporation")
    assert answer.status == "needs_review"
    assert [candidate.entity for candidate in answer.candidates] == ["hanbit-steel", "chevron"]


def test_an_identifier_whose_name_is_unlike_any_known_goes_to_a_person(index):
    assert resolve_holding(index, isin="KR7099990004", name="Rowan Paper Mills").status == "needs_review"


def test_two_identifiers_of_two_companies_go_to_a_person(index):
    answer = resolve_holding(index, isin="KR7099990004", cusip="037833100")
    assert answer.status == "needs_review"
    assert {candidate.entity for candidate in answer.candidates} == {"hanbit-steel", "thistle"}


def test_an_unknown_identifier_does_not_hide_a_name(index):
    assert resolve_holding(index, isin="KR7999990003", name="Hanbit Steel", country="KR").entity in {"hanbit-steel", None}
    assert resolve_holding(index, sedol="B0YQ5W0", name="Hanbit Steel", country="KR").entity == "hanbit-steel"


def test_an_identifier_with_a_wrong_check_digit_says_nothing_and_the_name_is_read(index):
    answer = resolve_holding(index, isin="KR7099990005", name="Hanbit Steel", country="KR")
    assert (answer.entity, answer.method) == ("hanbit-steel", "name+country")


def test_the_issuer_number_of_another_company_speaks_against_an_equal_name(index):
    assert resolve_holding(index, isin="INE888A01010", name="Vindhya Oil Corporation Ltd").status == "needs_review"


def test_an_isin_of_another_country_speaks_against_an_equal_name(index):
    assert resolve_holding(index, isin="GB00B9999996", name="Hanbit Steel").status == "needs_review"


@pytest.mark.parametrize("ticker", ["SMPE", "SMPE-F", "SMPE-R"])
def test_a_ticker_of_bangkoks_boards_is_the_shares(index, ticker):
    assert resolve_holding(index, ticker=ticker, mic="XBKK", name="SMPE").entity == "siam-meridian"


def test_a_ticker_without_its_market_and_without_a_name_names_nobody(index):
    assert resolve_holding(index, ticker="THST", name="THST").status == "needs_review"
    assert resolve_holding(index, ticker="KES", name="Rowan Retail Inc").status == "not_listed"


# ── names ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "country", "entity"),
    [
        ("HANBIT STEEL LTD", "KR", "hanbit-steel"),
        ("HANBIT STEEL LTD", "", "hanbit-steel"),
        ("SEOJIN IRON WORKS", "KR", "hanbit-steel"),
        ("한빛제강", "", "hanbit-steel"),
        ("NORTHERN AND MARITIME TRADE BANK OF", "CN", "maritime-bank"),
        ("SIAM MERIDIAN PETROLEUM EXPL PCL-NVDR", "TH", "siam-meridian"),
        ("KESTREL ENERGIES SE 1.25% 2031", "FR", "kestrel-energy"),
        ("KESTREL", "FR", "kestrel-energy"),
        ("ORVO SPA", "", "orvo"),
        ("VOC", "IN", "vindhya-oil"),
        ("星丸商事貿易", "", "hoshimaru"),
        ("LARCH & FERN BANKING GRP LTD", "AU", "larch-bank"),
        ("CP VINDHYA OIL CORPORATION LTD.", "", "vindhya-oil"),
        ("GOLDEN HERON CO LTD", "MM", "golden-heron"),
    ],
)
def test_a_name_is_read_as_files_write_it(index, name, country, entity):
    answer = resolve_holding(index, name=name, country=country)
    assert (answer.status, answer.entity) == ("matched", entity)


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("VOC", ""),
        ("KESTREL", ""),
        ("Golden Heron Company Limited", ""),
        ("星丸商事", ""),
        ("Hanbit Steel International Finance B.V.", ""),
        ("Rowan Funding guaranteed by Hanbit Steel", ""),
        ("Hanbit Steel", "DE"),
        ("Hoshimaru Co Ltd", "JP"),
        ("Hanbit Steel Chemical", "KR"),
    ],
)
def test_doubt_goes_to_a_person(index, name, country):
    answer = resolve_holding(index, name=name, country=country)
    assert answer.status == "needs_review"
    assert answer.candidates


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("VOC plc", "GB"),
        ("KESTREL", "GB"),
        ("ORVO SA", "BR"),
        ("Golden Heron Company Limited", "IN"),
        ("GHC", ""),
        ("Hanbit Telecom", "KR"),
        ("Siam Meridian Hotels", "TH"),
        ("Hanbit Steel Malaysia Bhd", "MY"),
        ("Lottery Corporation Limited", "AU"),
        ("Lotte Chemical Corporation", "KR"),
        ("Lotte Shopping", "KR"),
        ("Chervon Holdings Limited", ""),
        ("Oil India Limited", "IN"),
        ("Heineken Holding N.V.", "NL"),
        ("小星丸商事貿易", ""),
    ],
)
def test_a_look_alike_is_somebody_else(index, name, country):
    answer = resolve_holding(index, name=name, country=country)
    assert answer.entity is None
    assert answer.status == "not_listed"


def test_a_name_that_two_companies_bore_is_todays_bearers(index):
    answer = resolve_holding(index, name="Larch and Fern Banking Group Ltd", country="AU")
    assert answer.entity == "larch-bank"


def test_a_bond_name_with_the_borrowers_word_is_the_company_itself_when_it_is_a_share(index):
    assert resolve_holding(index, name="Hanbit Steel Finance", asset_class="equity").status == "not_listed"


# ── people's answers ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_persons_answer_stands(index):
    holdings = build_holdings({"name": "KESTREL", "country": "GB"}, {"name": "Hanbit Steel"})
    said = {
        confirmation_key(name="KESTREL", country="GB"): "kestrel-energy",
        confirmation_key(name="Hanbit Steel"): None,
    }
    resolved = resolve_holdings(holdings, index, confirmations=said)
    answers = [resolved.answers[code] for code in resolved.codes]
    assert [(answer.status, answer.entity, answer.method) for answer in answers] == [
        ("matched", "kestrel-energy", "confirmed"),
        ("not_listed", None, "confirmed"),
    ]


def test_a_confirmation_of_an_entity_nobody_knows_stops_the_screening(index):
    with pytest.raises(EntityUnknown, match="rowan-paper"):
        resolve_holdings(
            build_holdings({"name": "Kestrel"}), index, confirmations={confirmation_key(name="Kestrel"): "rowan-paper"}
        )


def test_a_long_name_that_says_its_own_country_is_believed_where_the_file_says_none(naming):
    heron = build_entity(
        "heron-myanmar", "MM", ["Golden Heron Myanmar Industries Limited", Name("GHMI", form="short", weak=True)]
    )
    index = build_index(build_registry(heron), naming)
    assert resolve_holding(index, name="Golden Heron Myanmar Industries Ltd").entity == "heron-myanmar"
    assert resolve_holding(index, name="Golden Heron Myanmar Industries Ltd", country="SG").entity is None
    assert resolve_holding(index, name="Golden Heron Industries Ltd").entity is None
    assert resolve_holding(index, name="GHMI").entity is None


@pytest.mark.parametrize("name", ["Co., Ltd. Hanbit Steel", "HANBIT STEEL AG", "Hanbit Steel Ltd"])
def test_a_legal_form_that_slipped_costs_no_match_where_the_country_agrees(index, name):
    assert resolve_holding(index, name=name, country="KR").entity == "hanbit-steel"


def test_one_word_with_the_form_of_another_company_is_not_believed_where_forms_tell(index):
    assert resolve_holding(index, name="Hoshimaru Co Ltd", country="JP").status == "needs_review"


def test_a_cusip_without_its_check_digit_is_looked_up_with_it(index):
    assert resolve_holding(index, name="THISTLE SOFTWARE", cusip="03783310").method == "cusip"
