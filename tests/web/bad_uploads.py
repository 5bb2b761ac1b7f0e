"""Every upload that cannot be used, with the status and the code it must be refused with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest

from tests.web.portfolios import HOLDINGS

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(200)
CASES: list[tuple[str, str, bytes | str, dict[str, str], int, str]] = [
    ("an empty file", "empty.csv", b"", {}, 400, "empty_file"),
    ("a picture renamed", "picture.xlsx", PICTURE, {}, 415, "picture"),
    ("a text without a table", "letter.csv", b"Dear Sir,\nhow are you?\nYours\n", {}, 400, "no_table"),
    ("a file over the limit", "big.csv", b"Name,ISIN\n" + b"A,B\n" * 300_000, {}, 413, "too_large"),
    ("a file far over the limit", "huge.csv", b"Name,ISIN\n" + b"A,B\n" * 3_000_000, {}, 413, "too_large"),
    ("a workbook under a password", "locked.xlsx", "locked_workbook", {}, 400, "encrypted"),
    ("a wrong policy name", "good.csv", HOLDINGS.encode(), {"policy": "strict"}, 404, "policy_unknown"),
    ("a policy with a wrong word", "good.csv", HOLDINGS.encode(), {"policy": "id: mine\ntitel: Mine\n"}, 400, "rulebook_fault"),
    ("an unknown sheet", "book.xlsx", "workbook", {"sheet": "Bonds"}, 400, "unknown_sheet"),
    ("a word for a day", "good.csv", HOLDINGS.encode(), {"as_of": "yesterday"}, 400, "not_a_day"),
    ("columns that name nothing", "good.csv", HOLDINGS.encode(), {"columns": "name"}, 400, "columns_unreadable"),
    ("a column that is not there", "good.csv", HOLDINGS.encode(), {"columns": "name=Paper"}, 400, "unknown_column"),
]
NAMES = [case[0] for case in CASES]


def get_content(content: bytes | str, request: pytest.FixtureRequest) -> Any:
    """Gives the bytes, or those of the fixture of that name."""
    return request.getfixturevalue(content) if isinstance(content, str) else content
