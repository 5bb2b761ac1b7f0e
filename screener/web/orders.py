"""Orders of the service: the fields of a request go in; a checked order comes out, and from it the labelled screening."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from screener import orders
from screener.errors import RequestRefused, UploadRefused
from screener.settings import read_today
from screener.web.seal import LabelledScreening

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from screener.model import Reading
    from screener.web.body import SentFile
    from screener.web.workbench import Workbench

ORDER_FIELDS = ("policy", "as_of", "columns", "sheet", "label", "rates", "confirmations")
"""What a form may say beside the file."""
MAX_LABEL = 120


@dataclass(frozen=True, slots=True)
class LabelledOrder:
    """An order, and what the sender calls the portfolio."""

    order: orders.Order
    label: str | None


def read_order(texts: Mapping[str, str | None], bench: Workbench, *, funds: Sequence[SentFile] = ()) -> LabelledOrder:
    """Checks the fields of ORDER_FIELDS, and reads the fund files. Raises RequestRefused, PolicyUnknown or RulebookFault."""
    label = texts.get("label")
    order = orders.parse_order(
        texts, book=bench.rulebook, settings=bench.settings, today=read_today(), funds=_name_files(funds) or None
    )
    return LabelledOrder(order=order, label=label[:MAX_LABEL] if label else None)


def _name_files(sent: Sequence[SentFile]) -> dict[str, bytes]:
    files = {one.name: one.content for one in sent}
    if len(files) < len(sent):
        raise RequestRefused(
            "Two of the fund files have the same name.", help="Give each a name of its own.", code="funds_unreadable"
        )
    return files


def read_portfolio(sent: SentFile, labelled: LabelledOrder, bench: Workbench) -> Reading:
    """Reads the file that was sent. Raises UploadRefused where it cannot be used."""
    order = labelled.order
    return orders.read_portfolio(sent.content, file=sent.name, settings=bench.settings, sheet=order.sheet, columns=order.columns)


def fill_order(labelled: LabelledOrder, reading: Reading, bench: Workbench) -> LabelledScreening:
    """Screens a reading as ordered."""
    order = labelled.order
    return LabelledScreening(
        screening=orders.fill_order(
            order, reading, book=bench.rulebook, index=bench.index, verdicts=bench.verdicts(order.policy, order.as_of)
        ),
        label=labelled.label or reading.upload.file,
        policy_title=order.policy.title,
        policy_summary=order.policy.summary,
        holdings_date=reading.day,
    )


def require_file(sent: SentFile | None) -> SentFile:
    """Gives the file, or raises UploadRefused where none was sent."""
    if sent is None:
        raise UploadRefused("No file was sent.", help="Choose the file with your holdings.", code="no_file")
    return sent


def parse_choice(text: str, *, field: str) -> bool:
    """Reads `true` or `false`. Raises RequestRefused for anything else."""
    if text not in {"true", "false"}:
        raise RequestRefused(f'"{field}" is "{text[:40]}".', help="Write true or false.", code="not_a_choice")
    return text == "true"
