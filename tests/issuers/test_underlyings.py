"""Underlyings: derivatives are resolved as what they rest on."""

import pytest

from screener.issuers.resolution import resolve_holdings
from tests.issuers.builders import build_holdings

OPTION = {"line": "cash", "asset_class": "derivative", "name": "Hazel Bank", "ticker": "HB"}


def resolve(index, *lines):
    resolved = resolve_holdings(build_holdings(*lines), index)
    return [resolved.answers[code] for code in resolved.codes]


@pytest.mark.parametrize("underlying", [{"underlying": "Hanbit Steel Co Ltd"}, {"underlying_isin": "KR7099990004"}])
def test_a_derivative_is_the_issuer_it_rests_on_and_says_so(index, underlying):
    share = {"name": underlying.get("underlying", ""), "isin": underlying.get("underlying_isin", "")}
    derivative, direct = resolve(index, {**OPTION, **underlying}, share)
    assert (derivative.status, derivative.entity) == (direct.status, direct.entity)
    assert derivative.reason.startswith("This is a derivative; it rests on")
    assert not direct.reason.startswith("This is a derivative")


def test_of_an_option_whose_symbol_alone_is_given_the_ticker_is_asked_and_no_name(index):
    line = {"line": "position", "asset_class": "derivative", "name": "HSTL 01/16/26 C50", "underlying": "HSTL"}
    option, share = resolve(index, line, {"ticker": "HSTL"})
    assert (option.status, option.entity) == (share.status, share.entity)
    assert option.reason == f"This is a derivative; of what it rests on the file gives the ticker alone. {share.reason}"


def test_a_derivative_whose_underlying_is_not_given_is_out_of_scope(index):
    (answer,) = resolve(index, OPTION)
    assert answer.status == "out_of_scope"


def test_a_share_with_an_underlying_beside_it_stays_what_it_is(index):
    (answer,) = resolve(index, {"name": "Alder Nobody", "asset_class": "equity", "underlying": "Hanbit Steel Co Ltd"})
    assert answer.entity is None
