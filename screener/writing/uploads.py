"""Upload files: an exclusion list goes in; the restrictions in the form of Interactive Brokers' pre-trade compliance come out.

One line adds one restriction: the action RESTR_ADD, a name, then the restriction's fields and its rules
(https://ibkrguides.com/pretradecompliance/upload-restrictions.htm). A file holds 512 KB and 10,000 lines; what does not fit goes
on in the next one. Rules name symbols, so that a security enters by its ticker; its ISINs stand in the description.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from screener.model import first_day, last_day
from screener.writing.excerpts import cut_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from screener.model import Exclusion, ExclusionList, Identifier

MOST_BYTES = 512 * 1024
MOST_LINES = 10_000
BARRING = ("no_new_buy", "sell")
"""The levels a restriction can hold: it bars orders; that something is to be told, or capped, it cannot say."""
SYMBOL_RULE = "Symbol"
_APART = re.compile(r'[",\r\n\t]+')
"""What sets the fields of a line apart may not stand in one."""


def write_uploads(listed: ExclusionList) -> tuple[str, ...]:
    """Gives the files, each within the limits; none where no issuer has a confirmed ticker. Lines end in CRLF."""
    return tuple(_fill_files([_write_line(item, listed) for item in listed.exclusions if _is_held(item, listed)]))


def list_left_out(listed: ExclusionList) -> tuple[str, ...]:
    """Gives, in sentences, what the files do not hold and what must be set by hand."""
    barred = [item for item in listed.exclusions if item.restriction in BARRING]
    told = len(listed.exclusions) - len(barred)
    without = sum(not _is_held(item, listed) for item in barred)
    return tuple(_say_left_out(told=told, without=without))


def _say_left_out(*, told: int, without: int) -> Iterator[str]:
    if told:
        yield f"{told} issuers are left out because their level bars no order (inform, cap): tell your desk yourself."
    if without:
        yield f"{without} issuers are left out because no confirmed ticker of theirs is known; csv, xlsx and json have them."
    yield (
        "Identifiers carried by one source alone are left out. A restriction bars selling as well until "
        '"Allow closing position orders" is switched on, and a symbol may belong to another company on another market. '
        "The spelling of the symbol rule could not be checked against the broker's own sample: upload one line first."
    )


def _is_held(item: Exclusion, listed: ExclusionList) -> bool:
    return item.restriction in BARRING and bool(_list_symbols(item, listed.as_of))


def _list_confirmed(item: Exclusion, scheme: str, as_of: str) -> list[Identifier]:
    day = date.fromisoformat(as_of)
    known = [one for one in item.issuer.identifiers if one.scheme == scheme and one.confirmed]
    begun = [one for one in known if not one.since or first_day(one.since) <= day]
    return sorted((one for one in begun if not one.until or day <= last_day(one.until)), key=lambda one: one.value)


def _list_symbols(item: Exclusion, as_of: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.value.partition("@")[0] for one in _list_confirmed(item, "ticker", as_of)))


def _write_line(item: Exclusion, listed: ExclusionList) -> str:
    issuer = item.issuer
    markets = " ".join(one.value for one in _list_confirmed(item, "ticker", listed.as_of))
    isins = " ".join(one.value for one in _list_confirmed(item, "isin", listed.as_of)) or "not known"
    policy = f"{listed.policy_id} {listed.policy_version}"
    fields = (
        "RESTR_ADD",
        _plain(f"Myanmar screen {listed.policy_id} - {issuer.name} ({issuer.id})"),
        _quote("Description", f"{item.restriction} from {listed.as_of} under policy {policy}; {markets}; ISIN {isins}"),
        _quote(
            "Message",
            f"{issuer.name}: {item.restriction} ({item.decision}) under policy {policy}. Another company? Ask compliance.",
        ),
        _quote("Allow_Restrict", "Restrict"),
        _quote("RuleMatch", "Any"),
        *(_write_rule(symbol) for symbol in _list_symbols(item, listed.as_of)),
    )
    return f"{','.join(fields)}\r\n"


def _write_rule(symbol: str) -> str:
    return f"RULE_BEGIN,{_quote('rule_type', SYMBOL_RULE)},{_quote('symbol', symbol)},{_quote('TIF', 'GTC')},RULE_END"


def _quote(field: str, text: str) -> str:
    return f'{field}="{_plain(text)}"'


def _plain(text: str) -> str:
    return cut_name(_APART.sub(" ", text), 400)


def _fill_files(lines: Sequence[str]) -> Iterator[str]:
    held: list[str] = []
    size = 0
    for line in lines:
        length = len(line.encode())
        if held and (len(held) == MOST_LINES or size + length > MOST_BYTES):
            yield "".join(held)
            held, size = [], 0
        held.append(line)
        size += length
    if held:
        yield "".join(held)
