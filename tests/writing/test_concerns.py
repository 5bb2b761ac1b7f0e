"""Letters to the fund or manager that holds a company, and to the owner of a stake in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reports.render import render_html
from screener.errors import LetterRefused
from screener.model import Entity, FundLayer, HeldThrough, InvestorAction, Name, OwnershipEdge, Registry
from screener.writing.correspondents import Recipient, Sender
from screener.writing.letters import LetterOrder, write_correspondence, write_letters
from screener.writing.live_claims import LiveRegistry
from tests.builders import ALDER, FUND, build_finding, build_findings, build_screening

SENDER = Sender(capacity="saver", fund="Nordlys Index Fund", name="Ada Example", email="ada@mail.example")
NORDLYS = Recipient("Nordlys Fund Management", ("1 Example Street",), "NO", family="holder")
STAKE = OwnershipEdge("hanbit-holdings", "hanbit-steel", "0.6587", "", "2025-03-31", (ALDER,))


def make_registry(edge=STAKE):
    owner = Entity(id="hanbit-holdings", kind="company", country="KR", sector="", names=(Name("Hanbit Holdings"),))
    steel = replace(
        owner,
        id="hanbit-steel",
        names=(Name("Hanbit Steel"),),
        involvements=build_finding().involvements,
        owners=(edge,) if edge else (),
    )
    return Registry(entities={owner.id: owner, steel.id: steel}, sources={}, version="1", sha256="1a" * 32)


def write(about, *, screening=None, key="nordlys", recipient=NORDLYS, registry=None, **order):
    live = LiveRegistry(registry) if registry else None
    to = {key: replace(recipient, about=tuple(about))}
    return write_correspondence(screening or build_screening(), LetterOrder(sender=SENDER, live=live, **order), to)


def test_a_holder_is_told_of_each_company_with_its_claim_and_its_answer():
    (letter,) = write(["hanbit-steel", "meridian-petroleum"]).letters
    assert (letter.family, letter.kind, letter.name) == ("holder", "engagement", "Nordlys Fund Management")
    assert [concern.entity for concern in letter.concerns] == ["hanbit-steel", "meridian-petroleum"]
    assert letter.concerns[0].statements[0].summary.startswith("Hanbit Steel said that it has paid")
    assert letter.claim_ids == ("hanbit-steel/mehl-venture", "meridian-petroleum/offshore-block")
    assert letter.asks[0] == "holder_positions"


@pytest.mark.parametrize(
    ("funds", "held"),
    [
        (("Nordlys", "Nordlys"), True),
        (("Nordlys", "Another"), False),
        (("Nordlys", ""), False),
        (("", ""), False),
    ],
)
def test_only_where_one_fund_was_found_to_hold_them_all_does_a_letter_say_that_it_does(funds, held):
    made = build_findings()[:2]
    found = [replace(one, through=_hold_through(fund)) for one, fund in zip(made, funds, strict=True)]
    (letter,) = write([one.entity for one in found], screening=replace(build_screening(), findings=tuple(found))).letters
    text = render_html(letter)
    assert ("in which you are invested" in text, "may be invested" in text) == (held, not held)


def _hold_through(fund):
    return (HeldThrough(1, "", (FundLayer(fund, "1", None),), {}, None),) if fund else ()


def test_the_kind_is_the_mildest_that_any_of_the_companies_bears_and_a_firmer_one_names_the_one_in_the_way():
    about = ["hanbit-steel", "sirocco-shipping"]
    assert write(about).letters[0].kind == "enquiry"
    (refusal,) = write(about, kind="engagement").refused
    assert "sirocco-shipping/fuel-cargoes: its status is disputed" in refusal.message
    assert "Open: enquiry." in refusal.help


def test_a_company_that_is_not_held_is_no_concern():
    (refusal,) = write(["hanbit-steel", "acme"]).refused
    assert (refusal.code, '"acme"' in refusal.message) == ("no_ground", True)


def test_what_two_pages_do_not_hold_is_told_in_a_line_and_the_rest_to_the_sender_alone():
    steel = next(finding for finding in build_findings() if finding.entity == "hanbit-steel")
    many = tuple(replace(steel, entity=f"steel-{n}", name=f"Steel {n}") for n in range(12))
    (letter,) = write([finding.entity for finding in many], screening=build_screening(findings=many)).letters
    assert any(concern.brief for concern in letter.concerns)
    assert all(len(concern.claim.sources) == 1 for concern in letter.concerns if concern.brief)
    assert len(letter.concerns) + len(letter.concerns_left_out) == 12
    assert letter.concerns_left_out[-1] == "Steel 11"


def test_a_holder_is_thanked_for_a_sale_that_is_on_record_with_a_day_and_a_source_and_for_nothing_else():
    sold = InvestorAction("Nordlys Fund Management", "divested", "2025-02", None, None, (FUND,))
    screening = build_screening(findings=(build_finding(investor_actions=(sold,)),))
    (letter,) = write(["hanbit-steel"], screening=screening, kind="thank_you").letters
    assert letter.concerns[0].sale.date == "2025-02"
    for action in (replace(sold, sources=()), replace(sold, date=None), replace(sold, action="holding")):
        other = build_screening(findings=(build_finding(investor_actions=(action,)),))
        (refusal,) = write(["hanbit-steel"], screening=other, kind="thank_you").refused
        assert "no sale or exclusion by Nordlys Fund Management of hanbit-steel is on record" in refusal.message


def test_an_owner_is_written_to_by_an_edge_of_ownership_with_its_share_day_and_source():
    recipient = Recipient("Hanbit Holdings", ("1 Example-daero",), "KR", family="owner")
    (letter,) = write(["hanbit-steel"], key="hanbit-holdings", recipient=recipient, registry=make_registry()).letters
    assert (letter.family, letter.name, letter.asks[0]) == ("owner", "Hanbit Holdings", "use_leverage_as_owner")
    (concern,) = letter.concerns
    assert (concern.share, concern.share_as_of, concern.share_sources[0].id) == ("0.6587", "2025-03-31", ALDER.id)


def test_an_owner_is_thanked_for_a_stake_that_it_sold_and_holds_no_more():
    sold = InvestorAction("Hanbit Holdings", "divested", "2025-02", None, None, (FUND,))
    screening = build_screening(findings=(build_finding(investor_actions=(sold,)),))
    recipient = Recipient("Hanbit Holdings Co., Ltd.", ("1 Example-daero",), "KR", family="owner")
    order = {"key": "hanbit-holdings", "recipient": recipient, "registry": make_registry(None), "kind": "thank_you"}
    (letter,) = write(["hanbit-steel"], screening=screening, **order).letters
    assert (letter.family, letter.concerns[0].sale.date, letter.asks[0]) == ("owner", "2025-02", "stake_buyer")
    (unasked,) = write(["hanbit-steel"], screening=screening, **{**order, "kind": None}).letters
    assert unasked.kind == "thank_you"


def test_a_holder_of_several_is_told_which_of_them_bears_no_letter():
    ended = build_finding(entity="birch-ports", decision="none", judgements=())
    screening = build_screening(findings=(*build_findings()[:2], ended))
    (refusal,) = write(["hanbit-steel", "birch-ports"], screening=screening).refused
    assert "birch-ports: the policy asks nothing about any of its ties" in refusal.message
    assert refusal.help == "No kind of letter is open. Take what is named here out of the column “about”."


@pytest.mark.parametrize(
    "edge",
    [
        None,
        replace(STAKE, sources=()),
        replace(STAKE, as_of=None),
        replace(STAKE, until="2026-01"),
        replace(STAKE, owner="other"),
    ],
)
def test_a_stake_without_a_day_or_a_source_or_that_has_ended_makes_nobody_an_owner(edge):
    recipient = Recipient("Hanbit Holdings", ("1 Example-daero",), "KR", family="owner")
    (refusal,) = write(["hanbit-steel"], key="hanbit-holdings", recipient=recipient, registry=make_registry(edge)).refused
    assert refusal.code == "no_stake"


def test_one_all_of_whose_ties_are_of_what_it_owns_in_part_is_written_to_as_an_owner():
    finding = build_finding(involvements=(replace(build_finding().involvements[0], tie="part_owner"),))
    (letter,) = write_letters(build_screening(findings=(finding,)), sender=None, recipients=None)
    assert (letter.family, letter.subject_tie) == ("owner", "part_owner")


def test_a_recipient_of_another_family_than_its_ties_is_refused():
    recipient = Recipient("Republic of Arcadia", ("1 Square",), "KR", family="company")
    with pytest.raises(LetterRefused, match='of the family "company", and what is on record is for "state"'):
        write_letters(build_screening(), sender=SENDER, recipients={"government-of-arcadia": recipient})


def test_only_one_family_can_be_asked_for():
    to = {"hanbit-steel": replace(NORDLYS, family=""), "nordlys": replace(NORDLYS, about=("hanbit-steel",))}
    for family, entities in (("holder", ["nordlys"]), ("company", ["hanbit-steel"])):
        written = write_correspondence(build_screening(), LetterOrder(sender=SENDER, family=family), to)
        assert [letter.entity for letter in written.letters] == entities


def test_one_refusal_does_not_cost_the_other_letters():
    to = {"hanbit-steel": replace(NORDLYS, family=""), "nobody": replace(NORDLYS, family="")}
    written = write_correspondence(build_screening(), LetterOrder(sender=SENDER), to)
    assert [letter.entity for letter in written.letters] == ["hanbit-steel"]
    assert [refusal.entity for refusal in written.refused] == ["nobody"]
