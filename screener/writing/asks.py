"""Asks: a finding's ties go in; the keys of what a letter asks, at most five, come out. The locale holds the sentences."""

from __future__ import annotations

from itertools import chain, zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.documents import Fact

MOST_ASKS = 5
_PAYMENTS = frozenset({"publish_payments", "disclose_payments", "disclose_rent_and_dividends", "disclose_donations"})
"""Asks for the same thing in other words: a letter carries the first that comes."""
_SUPPLY = ("cease_supply", "trace_end_use", "publish_exports", "use_leverage", "remedy")
_VENTURE = ("end_relationship", "disclose_rent_and_dividends", "plan_for_staff", "check_the_buyer", "disclose_diligence")
_BUSINESS = ("pause_business", "disclose_payments", "use_leverage", "plan_for_staff", "disclose_diligence")
_TRADE = ("stop_buying", "publish_origin", "check_sanctions", "disclose_payments", "disclose_diligence")
_OWNER = ("use_leverage_as_owner", "publish_voting", "sell_the_stake", "disclose_diligence")
_STATE = ("stop_transfers", "publish_programmes", "no_funds_or_recognition", "route_aid_otherwise", "vote_accordingly")

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
_LEAVABLE = frozenset(
    {"military_ownership", "joint_venture", "land_lease", "tourism_property", "oil_gas_revenue", "telecom_surveillance",
     "infrastructure_construction", "tobacco_alcohol_consumer", "logistics_ports", "mining_gems_timber"}
)  # fmt: skip


def choose_asks(claims: Sequence[Fact], party: str) -> tuple[str, ...]:
    """Gives the asks of a letter, at most five: the first of every claim, then the second, so that no claim goes unasked."""
    if party != "company":
        return _STATE
    turns = [_OWNER if claim.tie == "part_owner" else ASKS_BY_CHANNEL[claim.channel] for claim in claims]
    in_turn = dict.fromkeys(key for key in chain.from_iterable(zip_longest(*turns)) if key)
    repeated = [key for key in in_turn if key in _PAYMENTS][1:]
    return tuple(key for key in in_turn if key not in repeated)[:MOST_ASKS]


def choose_exit_questions(claims: Sequence[Fact], kind: str, party: str) -> tuple[str, ...]:
    """Gives the questions of a responsible exit, where there is something to leave and an exit is asked for or announced."""
    leaving = [claim for claim in claims if claim.channel in _LEAVABLE and claim.tie != "part_owner"]
    announced = any(claim.status == "exit_announced" for claim in leaving)
    if party != "company" or not leaving or (kind != "engagement" and not announced):
        return ()
    return EXIT_QUESTIONS.get(leaving[0].channel, _EXIT_QUESTIONS)
