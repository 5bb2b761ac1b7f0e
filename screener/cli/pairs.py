"""Pairs: an older screening and what to hold it against in; their comparison out. A portfolio is screened first, as OLD was."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from screener.cli.desk import Desk, open_desk, read_bytes, read_confirmations, read_funds, read_portfolio, read_rates
from screener.cli.letters import load_screening
from screener.cli.registry_changes import open_registry
from screener.errors import RequestRefused
from screener.orders import Order, fill_order, parse_columns, parse_day_of_answer
from screener.settings import read_today

if TYPE_CHECKING:
    from pathlib import Path

    from screener.funds.library import FundLibrary
    from screener.issuers.index import IssuerIndex
    from screener.model import Policy, Registry, Screening
    from screener.rulebook.changes import Change
    from screener.screening.comparison import Comparison
    from screener.screening.verdicts import Verdicts


@dataclass(frozen=True, slots=True)
class Pair:
    """Two files of one name in two folders."""

    name: str
    old: Path
    new: Path


@dataclass
class Later:
    """How the later side is come by: the words of the call, and what is loaded once for any number of pairs."""

    policy: str | None = None
    as_of: str | None = None
    sheet: str | None = None
    columns: str | None = None
    rates: Path | None = None
    funds: Path | None = None
    confirmations: Path | None = None
    old_rules: Path | None = None
    new_rules: Path | None = None

    @cached_property
    def desk(self) -> Desk:
        """The rulebook in force."""
        return open_desk()

    @cached_property
    def index(self) -> IssuerIndex:
        """The registry indexed for look-up."""
        return self.desk.index()

    @cached_property
    def library(self) -> FundLibrary | None:
        """The funds that are looked through."""
        return read_funds(self.funds, settings=self.desk.settings)

    @cached_property
    def registries(self) -> tuple[Registry, Registry] | None:
        """Both registries, where both folders of rules are given."""
        if self.old_rules is None and self.new_rules is None:
            return None
        if self.old_rules is None or self.new_rules is None:
            raise RequestRefused("Causes are told from both folders of rules.", help="Give --old-rules and --new-rules.")
        return open_registry(self.old_rules), open_registry(self.new_rules)

    @cached_property
    def verdicts(self) -> Verdicts:
        """What was judged for the pairs before."""
        from screener.screening.verdicts import Verdicts

        return Verdicts()

    def screen(self, portfolio: Path, policy: Policy) -> Screening:
        """Screens a portfolio under `policy`, for the day asked for."""
        named = parse_columns(self.columns)
        order = Order(
            policy=policy,
            as_of=parse_day_of_answer(self.as_of, today=read_today(), registry=self.desk.rulebook.registry),
            columns=named,
            sheet=self.sheet,
            rates=read_rates(self.rates),
            funds=self.library,
            confirmations=read_confirmations(self.confirmations),
        )
        reading = read_portfolio(portfolio, settings=self.desk.settings, sheet=self.sheet, columns=named)
        verdicts = self.verdicts.judge(self.desk.rulebook.registry, policy, as_of=order.as_of)
        return fill_order(order, reading, book=self.desk.rulebook, index=self.index, verdicts=verdicts)


def compare_pair(old: Path, new: Path, later: Later) -> Comparison:
    """Compares a screening with a later one, or with a portfolio screened now under the same policy.

    Raises ScreeningUnreadable, UploadRefused, PolicyUnknown or RequestRefused.
    """
    from screener.screening.comparison import compare_screenings

    before = load_screening(old)
    if _is_screening(new):
        after = load_screening(new)
    else:
        after = later.screen(new, later.desk.policy(later.policy or before.receipt.policy_id))
    return compare_screenings(before, after, changes=_list_changes(before, after, later))


def list_pairs(old: Path, new: Path) -> tuple[list[Pair], list[str]]:
    """Gives the pairs of two folders, by the files' places and names without their endings, and what has no counterpart.

    Where the later folder holds records, its other files are their papers and need none.
    """
    before, after = _list_files(old), _list_files(new)
    screenings = {name: file for name, file in before.items() if file.suffix == ".json"}
    pairs = [Pair(name=name, old=file, new=after[name]) for name, file in screenings.items() if name in after]
    records = {name for name, file in after.items() if file.suffix == ".json"}
    return pairs, sorted({*(screenings.keys() - after.keys()), *((records or after.keys()) - screenings.keys())})


def _list_files(folder: Path) -> dict[str, Path]:
    """Files by place and name without the ending; of two with one name, the record."""
    files = sorted((file for file in folder.rglob("*") if file.is_file()), key=lambda file: (file.suffix == ".json", file))
    return {file.relative_to(folder).with_suffix("").as_posix(): file for file in files}


def _is_screening(file: Path) -> bool:
    content = read_bytes(file)
    if not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return False
    try:
        values = json.loads(content)
    except ValueError:
        return False
    return isinstance(values, dict) and str(values.get("schema", "")).startswith("screening/")


def _list_changes(before: Screening, after: Screening, later: Later) -> tuple[Change, ...] | None:
    from screener.rulebook.changes import compare_registries

    if later.registries is None:
        return None
    for registry, made in zip(later.registries, (before, after), strict=True):
        if registry.sha256 != made.receipt.registry_sha256:
            raise RequestRefused(
                f"The rules given hold registry {registry.version} ({registry.sha256[:12]}), and the screening was made with "
                f"{made.receipt.registry_version} ({made.receipt.registry_sha256[:12]}).",
                help="Give the folders of rules the two were made with, or leave both out.",
            )
    return compare_registries(*later.registries)
