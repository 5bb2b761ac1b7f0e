"""Builders of findings about invented companies: seven kinds of tie, each with its sources.

Nobody here exists; figures and dates are made up.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from screener.model import (
    Brand,
    Finding,
    InvestorAction,
    Involvement,
    Judgement,
    PathStep,
    Response,
    Sanction,
    Source,
)

AS_OF = "2026-11-24"


def build_source(id: str = "alder-2025", **changes: Any) -> Source:
    source = Source(
        id=id, publisher="Alder Wire", title=f"A report numbered {id}", date="2025-09-03", url=f"https://news.example/{id}"
    )
    return replace(source, **changes)


ALDER = build_source("alder-2025", title="Steel venture with army company keeps running")
BIRCH = build_source(
    "birch-2025", publisher="Birch Institute", title="Who pays whom: a register of joint ventures", date="2025-06"
)
CEDAR = build_source("cedar-2026", publisher="Cedar Daily (Reuters)", title="Fuel cargoes traced to air bases", date="2026-02-11")
DOGWOOD = build_source("dogwood-2022", publisher="Dogwood Research", title="Old contracts, new questions", date="2022-03")
COMPANY = build_source("company-2025", publisher="Hanbit Steel", title="Statement on our business in Myanmar", date="2025-10-02")
FUND = build_source("fund-2024", publisher="Fjord Pension Fund", title="Decisions on exclusion", date="2024-05-15")
LIST = build_source("us-list", publisher="US Department of the Treasury", title="Sanctions list", date="2023-06-21")


def build_involvement(id: str = "hanbit-steel/mehl-venture", **changes: Any) -> Involvement:
    tie = Involvement(
        id=id,
        entity=id.partition("/")[0],
        channel="joint_venture",
        counterparty="Myanma Economic Holdings (MEHL)",
        counterparties=("myanma-economic-holdings",),
        basis="pre_coup_direct",
        tie="own",
        since="2014",
        until=None,
        reported_on="2025-09-03",
        status="active",
        status_as_of="2025-09-03",
        review_on="2027-09-03",
        confidence="high",
        summary=(
            "Alder Wire reported on 3 September 2025 that Hanbit Steel holds 70 % of a coated-steel venture whose other owner is "
            "Myanma Economic Holdings (MEHL). The register of the Birch Institute, of June 2025, names the same owners."
        ),
        sources=(ALDER, BIRCH),
    )
    return replace(tie, **changes)


def build_finding(entity: str = "hanbit-steel", name: str = "Hanbit Steel", **changes: Any) -> Finding:
    ties = changes.pop("involvements", (build_involvement(f"{entity}/mehl-venture"),))
    decision, severity = changes.pop("decision", "exclude"), changes.pop("severity", "high")
    finding = Finding(
        id=f"f-{entity}",
        entity=entity,
        name=name,
        country="KR",
        kind="company",
        decision=decision,
        severity=severity,
        confidence="high",
        judgements=tuple(build_judgement(tie.id, decision=decision, severity=severity) for tie in ties),
        involvements=ties,
        path=(),
        sanctions=(),
        responses=(),
        brands=(),
        investor_actions=(),
        rows=(12,),
        market_value={"USD": "1250000.50"},
        weight="0.0125",
    )
    return replace(finding, **changes)


def build_judgement(involvement: str, *, decision: str = "exclude", severity: str = "high", **changes: Any) -> Judgement:
    reasons = {
        "exclude": "A direct business tie to the military or its conglomerates that is current.",
        "engage": "A tie to a state entity that the military seized; the company is asked to end or suspend it.",
        "observe": "A report that is not settled; it is watched, and the company is asked.",
        "none": "The tie is reported as ended, with evidence.",
    }
    rules = {"exclude": "direct-tie", "engage": "state-revenue", "observe": "unsettled", "none": "exited"}
    judgement = Judgement(
        involvement=involvement, rule=rules[decision], decision=decision, severity=severity, reason=reasons[decision]
    )
    return replace(judgement, **changes)


def build_findings() -> tuple[Finding, ...]:
    return (_steel(), _fuel(), _gas(), _telecom(), _bank(), _state(), _brewery())


def _steel() -> Finding:
    return build_finding(
        path=(
            PathStep("hanbit-holdings", "Hanbit Holdings", "0.6587", "2025-03-31"),
            PathStep("daehan", "Daehan Pension Trust", None, None),
        ),
        sanctions=(Sanction("US", "Burma", "2023-06-21", None, "BURMA-12345", (LIST,)),),
        responses=(
            Response(
                "2025-10-02",
                "Hanbit Steel said that it has paid its partner no dividend since 2021 and seeks a buyer of its share.",
                "partly",
                (COMPANY,),
            ),
        ),
        brands=(Brand("Hanbit Color", "steel"), Brand("EverRoof", "steel")),
        investor_actions=(
            InvestorAction("Fjord Pension Fund", "excluded", "2024-05-15", "63400000", "USD", (FUND,)),
            InvestorAction("Delta Savings", "holding", None, "1200000", "EUR", (FUND,)),
        ),
        rows=(12, 88),
    )


def _fuel() -> Finding:
    tie = build_involvement(
        "sirocco-shipping/fuel-cargoes",
        channel="jet_fuel",
        counterparty="Myanmar Air Force",
        basis="new_direct",
        since="2022-06",
        reported_on="2026-02-11",
        status="disputed",
        status_as_of="2026-02-11",
        confidence="medium",
        summary=(
            "Cedar Daily reported on 11 February 2026, citing ship-tracking records, that tankers of Sirocco Shipping delivered "
            "nine cargoes of aviation fuel to Thilawa between June 2022 and December 2025. The company denies that the fuel was "
            "for the air force."
        ),
        sources=(CEDAR,),
    )
    return build_finding(
        "sirocco-shipping",
        "Sirocco Shipping",
        country="GR",
        decision="engage",
        severity="severe",
        confidence="medium",
        involvements=(tie,),
        responses=(
            Response("2026-02-12", "Sirocco Shipping denied that any cargo was sold to the air force.", "answers", (CEDAR,)),
        ),
        rows=(31,),
        market_value={"USD": "842310.00"},
        weight="0.0084",
    )


def _gas() -> Finding:
    gas = build_involvement(
        "meridian-petroleum/offshore-block",
        channel="oil_gas_revenue",
        counterparty="Myanma Oil and Gas Enterprise (MOGE)",
        basis="post_coup_state_entity",
        since="1998",
        summary=(
            "The Birch Institute reported in June 2025 that Meridian Petroleum’s subsidiary Meridian E&P holds 25 % of a "
            "gas block at sea in which Myanma Oil and Gas Enterprise (MOGE) receives the state’s share."
        ),
        tie="subsidiary",
        sources=(BIRCH, CEDAR),
        note="The block’s operator changed in April 2024.",
    )
    left = build_involvement(
        "meridian-petroleum/pipeline-stake",
        channel="infrastructure_construction",
        counterparty="Myanma Oil and Gas Enterprise (MOGE)",
        basis="post_coup_state_entity",
        status="exit_announced",
        status_as_of="2023-01-20",
        reported_on="2023-01-20",
        confidence="medium",
        summary=(
            "Dogwood Research reported in March 2022 that Meridian Petroleum held 12 % of the company that runs a gas pipeline. "
            "Meridian Petroleum announced the sale of that share on 20 January 2023; completion was not verified."
        ),
        sources=(DOGWOOD,),
    )
    return build_finding(
        "meridian-petroleum",
        "Meridian Petroleum",
        country="TH",
        decision="engage",
        confidence="high",
        involvements=(gas, left),
        judgements=(
            build_judgement(gas.id, decision="engage"),
            build_judgement(left.id, decision="observe", severity="elevated"),
        ),
        investor_actions=(InvestorAction("Fjord Pension Fund", "observation", "2024-05-15", None, None, (FUND,)),),
        rows=(5, 6, 7),
        market_value={"USD": "2310000.00"},
        weight="0.0231",
    )


def _telecom() -> Finding:
    tie = build_involvement(
        "nordlys-systems/interception-software",
        channel="telecom_surveillance",
        counterparty="Ministry of Transport and Communications",
        basis="unclear",
        since=None,
        reported_on="2022-03",
        status="unknown",
        status_as_of="2022-03",
        confidence="medium",
        summary="Dogwood Research reported in March 2022 that Nordlys Systems sold software for lawful interception in 2019.",
        sources=(DOGWOOD,),
    )
    return build_finding(
        "nordlys-systems",
        "Nordlys Systems",
        country="SE",
        decision="observe",
        severity="elevated",
        confidence="medium",
        involvements=(tie,),
        rows=(44,),
        market_value={"USD": "99000.00"},
        weight="0.0010",
    )


def _bank() -> Finding:
    tie = build_involvement(
        "banco-levante/correspondent-account",
        channel="banking_finance",
        counterparty="Myanma Foreign Trade Bank (MFTB)",
        basis="post_coup_state_entity",
        since="2016-05",
        reported_on="2023-08-30",
        status="active",
        status_as_of="2023-08-30",
        summary="Alder Wire reported on 30 August 2023 that Banco Levante kept an account for Myanma Foreign Trade Bank (MFTB).",
        sources=(ALDER, BIRCH),
    )
    return build_finding(
        "banco-levante",
        "Banco Levante",
        country="ES",
        kind="bank",
        decision="observe",
        severity="elevated",
        involvements=(tie,),
        responses=(Response(None, "Banco Levante was asked in September 2023 and did not reply.", "none_found", (ALDER,)),),
        rows=(60,),
        market_value={"USD": "455120.25"},
        weight="0.0046",
    )


def _state() -> Finding:
    tie = build_involvement(
        "government-of-arcadia/arms-transfers",
        channel="arms_supply",
        counterparty="Myanmar military",
        basis="pre_coup_direct",
        status="unknown",
        reported_on="2025-06",
        status_as_of="2025-06",
        summary=(
            "The Birch Institute reported in June 2025 that state-owned suppliers in Arcadia shipped arms to the Myanmar "
            "military in 2022."
        ),
        sources=(BIRCH, CEDAR),
    )
    return build_finding(
        "government-of-arcadia",
        "Republic of Arcadia",
        country="",
        kind="government",
        decision="observe",
        severity="severe",
        involvements=(tie,),
        rows=(90,),
        market_value={"USD": "310000.00"},
        weight="0.0031",
    )


def _brewery() -> Finding:
    tie = build_involvement(
        "morning-brewery/beer-venture",
        channel="tobacco_alcohol_consumer",
        until="2023-01-18",
        status="exited",
        status_as_of="2023-01-18",
        reported_on="2023-01-18",
        summary="Alder Wire reported on 18 January 2023 that Morning Brewery had sold its share of a brewery held with MEHL.",
        sources=(ALDER, BIRCH),
    )
    return build_finding(
        "morning-brewery",
        "Morning Brewery",
        country="JP",
        decision="none",
        severity="none",
        involvements=(tie,),
        rows=(101,),
        market_value={"USD": "780000.00"},
        weight="0.0078",
    )
