"""What a producer's file says that its cells do not: a Layout."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from screener.model import Table


@dataclass(frozen=True, slots=True)
class Layout:
    """One producer's files: how they are recognised, columns that mean other than they say, values that hold throughout.

    `columns` maps a field to a header; `constants` a field (`currency`, `value_currency`) to its value; `arrange` cuts the table
    down to its holdings. `recognises` reads the table's first lines joined (`lines`: one text per line, cells between tabs).
    """

    name: str
    recognises: Callable[[tuple[str, ...]], bool]
    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    arrange: Callable[[Table], Table] | None = None


LIST = Layout(name="list", recognises=lambda _: False)
"""A list of names and identifiers, as people paste one."""
GENERIC = Layout(name="generic", recognises=lambda _: True)
"""Every other producer: headers and values alone."""
