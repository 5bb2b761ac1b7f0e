"""Text as every database takes it: words go in; the same come out, but for NUL, which PostgreSQL refuses in any question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import String
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy import Dialect

INSTEAD = "\N{REPLACEMENT CHARACTER}"


class Words(TypeDecorator[str]):
    """A column of text; where NUL was sent stands INSTEAD, so that an id with one is an id that nothing has."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Gives the text as it is written or asked for."""
        del dialect
        return None if value is None else value.replace("\0", INSTEAD)
