"""Asks: the claims of a letter go in; the keys of what it asks, at most five, come out. The locale holds the sentences."""

from __future__ import annotations

from itertools import chain, zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.facts import Fact

MOST_ASKS = 5
_PAYMENTS = frozenset({"publish_payments", "disclose_payments", "disclose_rent_and_dividends", "disclose_donations"})
"""Asks for the same thing in other words: a letter carries the first that comes."""
_SUPPLY = ("cease_supply", "trace_end_use", "publish_exports", "use_leverage", "remedy")
_VENTURE = ("end_relationship", "disclose_rent_and_dividends", "plan_for_staff", "check_the_buyer", "disclose_diligence")
_BUSINESS = ("pause_business", "disclose_payments", "use_leverage", "plan_for_staff", "disclose_diligence")
_TRADE = ("stop_buying", "publish_origin", "check_sanctions", "disclose_payments", "disclose_diligence")
_OWNER = ("use_leverage_as_owner", "publish_voting", "sell_the_stake", "disclose_diligence")
_STATE = ("publish_programmes", "no_funds_or_recognition", "route_aid_otherwise", "vote_accordingly")
_BODY = ("publish_programmes", "no_funds_or_recognition", "route_aid_otherwise", "disclose_diligence")
_HOLDER = ("holder_positions", "holder_engagement", "holder_votes", "holder_date", "holder_tells_savers")
_ARMING = frozenset({"arms_supply", "dual_use_technology", "jet_fuel", "military_training_cooperation"})

ASKS_BY_CHANNEL: dict[str, tuple[str, ...]] = {
    "military_ownership": _VENTURE,
    "joint_venture": _VENTURE,
    "land_lease": _VENTURE,
    "tourism_property": _VENTURE,
    "arms_supply": _SUPPLY,
    "dual_use_technology": _SUPPLY,
    "jet_fuel": _SUPPLY,
    "military_training_cooperation": _SUPPLY,
    "oil_gas_revenue": ("suspend_payments", "publish_payments", "no_transfer_on_exit", "disclose_diligence", "no_new_investment"),
    "mining_gems_timber": _TRADE,
    "telecom_surveillance": (
        "no_interception",
        "publish_requests",
        "protect_users_on_exit",
        "disclose_payments",
        "disclose_diligence",
    ),
    "banking_finance": ("list_exposures", "stop_correspondent_services", "freeze_where_sanctioned", "disclose_diligence"),
    "development_finance": ("list_exposures", "stop_correspondent_services", "disclose_payments", "disclose_diligence"),
    "donations": ("stop_donations", "disclose_donations", "disclose_diligence"),
    "infrastructure_construction": _BUSINESS,
    "tobacco_alcohol_consumer": _BUSINESS,
    "logistics_ports": _BUSINESS,
    "political_diplomatic_support": ("pause_business", "disclose_payments", "disclose_diligence"),
    "other_commercial": _BUSINESS,
}
"""What is asked for each kind of tie, the most important first."""

EXIT_QUESTIONS: dict[str, tuple[str, ...]] = {
    "oil_gas_revenue": ("share", "payments", "staff", "assessment"),
    "telecom_surveillance": ("buyer", "data", "staff", "assessment"),
}
_EXIT_QUESTIONS = ("buyer", "payments", "staff", "consultation", "assessment")
_SUPPLY_QUESTIONS = ("left_behind", "remedy", "assessment")
_ENDING_QUESTIONS = ("programmes_ended", "remedy", "assessment")
"""Of what was neither supplied nor owned: an account, a payment, a service, a gift."""
_SAME_MATTER = {
    "buyer": "check_the_buyer",
    "share": "no_transfer_on_exit",
    "staff": "plan_for_staff",
    "data": "protect_users_on_exit",
}
"""The ask that puts a question of a responsible exit already: a letter does not put it twice."""
_LEAVABLE = frozenset(
    {"military_ownership", "joint_venture", "land_lease", "tourism_property", "oil_gas_revenue", "telecom_surveillance",
     "infrastructure_construction", "tobacco_alcohol_consumer", "logistics_ports", "mining_gems_timber"}
)  # fmt: skip


def choose_asks(claims: Sequence[Fact], party: str, *, kind: str = "engagement", family: str = "") -> tuple[str, ...]:
    """Gives the asks of a letter, at most five: the first of every claim, then the second, so that no claim goes unasked.

    A divestment notice asks nothing; a letter of thanks asks how the tie ended and which others remain.
    """
    if kind == "divestment_notice":
        return ()
    if kind == "thank_you":
        return _choose_remaining_questions(claims, party, family=family)
    if family == "holder":
        return _HOLDER
    if party != "company":
        return _choose_state_asks(claims) if party == "government" else _BODY
    turns = [_OWNER if family == "owner" or claim.tie == "part_owner" else ASKS_BY_CHANNEL[claim.channel] for claim in claims]
    in_turn = dict.fromkeys(key for key in chain.from_iterable(zip_longest(*turns)) if key)
    repeated = [key for key in in_turn if key in _PAYMENTS][1:]
    return tuple(key for key in in_turn if key not in repeated)[:MOST_ASKS]


def _choose_state_asks(claims: Sequence[Fact]) -> tuple[str, ...]:
    arming = any(claim.channel in _ARMING for claim in claims)
    return ("stop_transfers", *_STATE) if arming else _STATE


def _choose_remaining_questions(claims: Sequence[Fact], party: str, *, family: str) -> tuple[str, ...]:
    """What is left to ask after an end: of a holder how it sold, of a company how it left."""
    if family == "holder":
        return ("holder_criteria", "holder_remaining", "holder_engagement")
    if family == "owner" or any(claim.tie == "part_owner" for claim in claims):
        return ("stake_buyer", "assessment", "other_ties")
    if party != "company":
        return ("programmes_ended", "other_ties")
    return (*_list_exit_questions(claims[0].channel)[: MOST_ASKS - 1], "other_ties")


def _list_exit_questions(channel: str) -> tuple[str, ...]:
    """What is asked of an end, by the kind of tie that ended."""
    if channel in _LEAVABLE or channel == "jet_fuel":  # fuel ties end with the sale of a terminal
        return EXIT_QUESTIONS.get(channel, _EXIT_QUESTIONS)
    return _SUPPLY_QUESTIONS if channel in _ARMING else _ENDING_QUESTIONS


def choose_exit_questions(claims: Sequence[Fact], kind: str, party: str) -> tuple[str, ...]:
    """Gives the questions of a responsible exit, where there is something to leave and an exit is asked for or announced.

    What the numbered asks of the same letter put already is left out.
    """
    leaving = [claim for claim in claims if claim.channel in _LEAVABLE and claim.tie != "part_owner"]
    announced = any(claim.status == "exit_announced" for claim in leaving)
    asked = kind == "engagement" or (kind == "enquiry" and announced)  # an escalation's earlier letters put them
    if party != "company" or not leaving or not asked:
        return ()
    numbered = choose_asks(claims, party, kind=kind)
    questions = EXIT_QUESTIONS.get(leaving[0].channel, _EXIT_QUESTIONS)
    return tuple(key for key in questions if _SAME_MATTER.get(key) not in numbered)


def choose_conditions(claims: Sequence[Fact], party: str, *, family: str) -> tuple[str, ...]:
    """Gives the conditions under which a holder that divests would come back."""
    if family == "holder":
        return ("fund_without", "fund_policy")
    if party != "company":
        return ("state_conduct", "state_published")
    if family == "owner" or any(claim.tie == "part_owner" for claim in claims):
        return ("stake_ended", "ties_published")
    if any(claim.channel in _LEAVABLE for claim in claims):
        return ("tie_ended", "nothing_handed_over", "ties_published")
    supplied = all(claim.channel in _ARMING for claim in claims)
    return ("supply_ended" if supplied else "tie_ended", "ties_published")


NEXT_STEPS: dict[str, tuple[str, ...]] = {
    "shareholder": ("joint_letter", "meeting_question", "vote_against", "resolution"),
    "manager": ("joint_letter", "meeting_question", "vote_against", "resolution"),
    "bondholder": ("joint_letter", "no_new_bonds", "sale"),
    "saver": ("joint_letter", "ask_the_fund", "leave_the_fund"),
    "organisation": ("joint_letter", "ask_shareholders", "tell_the_public"),
}
"""What may follow an escalation, the next first, by the sender's capacity."""
_STATE_STEPS = ("joint_letter", "ask_representatives", "tell_the_public")
_HOLDER_STEPS = ("joint_letter", "complaint", "leave_the_fund")


def choose_next_steps(kind: str, capacity: str, *, family: str) -> tuple[str, ...]:
    """Gives what an escalation names as coming next; nothing in any other kind."""
    if kind != "escalation":
        return ()
    if family == "state":
        return _STATE_STEPS
    if family == "holder" and capacity in {"saver", "", "organisation"}:
        return _HOLDER_STEPS[:2] if capacity == "organisation" else _HOLDER_STEPS
    return NEXT_STEPS.get(capacity, NEXT_STEPS["shareholder"])
