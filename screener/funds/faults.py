"""Faults of a fund library: its funds go in; Problems that a person should mend, each naming its file, come out."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Literal

from screener.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from screener.errors import UploadRefused
    from screener.funds.library import Fund


NAMED = 10
"""So many unused files are named one by one."""


def list_faults(funds: Iterable[Fund], *, declared: Iterable[str], files: Iterable[str]) -> Iterator[Problem]:
    """Gives what is wrong with the funds, and the declarations of files that are not there."""
    present = tuple(funds)
    for fund in present:
        if fund.composition.trouble:
            yield _tell("fund_unusable", "warning", fund.key, f"cannot be looked through: {fund.composition.trouble}.")
        if fund.as_of is None:
            yield _tell(
                "fund_undated", "note", fund.key, "does not say which day its holdings are of.", "Say as_of in funds.yaml."
            )
    yield from _list_doubles(present)
    for name in sorted(set(declared) - set(files)):
        yield _tell("fund_missing", "warning", name, "is named in funds.yaml and is not in the folder.")


def explain_unread(file: str, error: UploadRefused) -> Problem:
    """Gives the Problem of a file that could not be read, so that no fund of it is known."""
    return Problem(
        code="fund_unreadable",
        severity="warning",
        message=f'The fund file "{file}" was not read: {error.message}',
        help=error.help,
        found=file,
    )


def name_unused(funds: Iterable[Fund], *, used: Collection[str]) -> tuple[Problem, ...]:
    """Gives one Problem that names the files of which no fund was looked through; `used` are the keys of those that were.

    A fund that cannot be looked through is told by itself.
    """
    present = tuple(funds)
    kept = {fund.file for fund in present if fund.key in used or fund.composition.trouble}
    files = sorted({fund.file for fund in present} - kept)
    if not files:
        return ()
    named = ", ".join(f'"{file}"' for file in files[:NAMED])
    more = ", …" if len(files) > NAMED else ""
    message = f"No holding was looked through by these fund files: {named}{more}."
    help_ = "Where one of them is a fund you hold, say in funds.yaml by which ISIN or name your file calls it."
    return (Problem(code="fund_unused", severity="note", message=message, help=help_, found=", ".join(files[:NAMED])),)


def _list_doubles(funds: Iterable[Fund]) -> Iterator[Problem]:
    """The same number of the same day in two files: which of them is meant cannot be told."""
    same: dict[tuple[str, str, str | None], list[Fund]] = defaultdict(list)
    for fund in funds:
        for scheme, values in fund.identifiers.items():
            for value in values:
                same[scheme, value, fund.as_of].append(fund)
    for (scheme, value, _), doubles in same.items():
        if len(doubles) > 1:
            others = ", ".join(f'"{fund.key}"' for fund in doubles[1:])
            sentence = f"and {others} have the same {scheme}, {value}, and the same day; the first is used."
            yield _tell("fund_twice", "warning", doubles[0].key, sentence, "Take one of them out.")


def _tell(code: str, severity: Literal["warning", "note"], file: str, sentence: str, help: str = "") -> Problem:
    return Problem(code=code, severity=severity, message=f'The fund file "{file}" {sentence}', help=help, found=file)
