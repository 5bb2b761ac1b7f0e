"""Faults of a campaign's files: a Problem and the file it is in; what a person reads comes out."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from screener.errors import Problem
from screener.writing.excerpts import cut_name

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Fault:
    """One Problem of one of the campaign's files."""

    file: str
    problem: Problem

    @property
    def is_error(self) -> bool:
        """Whether it stands in the way of the letters; a warning does not."""
        return self.problem.severity == "error"

    def __str__(self) -> str:
        problem = self.problem
        place = f"{self.file}, line {problem.row}" if problem.row else self.file
        word = "" if self.is_error else f"{problem.severity}: "
        return f"{place}: {word}{problem.message} {problem.help}".rstrip()

    @property
    def seen(self) -> str:
        """Where it is and what was seen, without what to do."""
        row = self.problem.row
        return f"{self.file}, line {row}: {self.problem.message}" if row else self.problem.message

    @property
    def record(self) -> dict[str, Any]:
        """The fault as plain values."""
        values = {key: value for key, value in asdict(self.problem).items() if key != "sheet"}
        return {"file": self.file, **values}


def complain(
    file: str, code: str, message: str, *, help: str, row: int | None = None, column: str | None = None, found: str | None = None,
    warning: bool = False,
) -> Fault:  # fmt: skip
    """Gives a fault, an error where it is not called a warning."""
    shown = None if found is None else cut_name(found)
    severity = "warning" if warning else "error"
    return Fault(file, Problem(code=code, severity=severity, message=message, help=help, row=row, column=column, found=shown))  # type: ignore[arg-type]  # one of the two words


def has_errors(faults: Iterable[Fault]) -> bool:
    """Says whether one of them stands in the way."""
    return any(fault.is_error for fault in faults)
