"""A fund goes in; what `screener funds` prints of it comes out, as plain values ready for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screener.funds.expansion import write_share

if TYPE_CHECKING:
    from screener.funds.library import Fund, FundLibrary

SCHEMA = "funds/1"


def write_library(library: FundLibrary) -> dict[str, Any]:
    """Gives `funds/1`: every fund without its holdings, and what is wrong with the files."""
    return {
        "schema": SCHEMA,
        "sha256": library.sha256,
        "funds": [write_fund(fund) for fund in library.funds],
        "problems": [
            {"code": one.code, "severity": one.severity, "file": one.found, "message": one.message, "help": one.help}
            for one in library.problems
        ],
    }


def write_fund(fund: Fund, *, with_holdings: bool = False) -> dict[str, Any]:
    """Gives one fund: `given` is the share of it that its file gives, `basis` what the shares are worked out from."""
    composition = fund.composition
    values: dict[str, Any] = {
        "fund": fund.name,
        "file": fund.file,
        "section": fund.section or None,
        "names": list(fund.names),
        "identifiers": {scheme: list(numbers) for scheme, numbers in fund.identifiers.items()},
        "as_of": fund.as_of,
        "holdings": len(fund.holdings),
        "basis": composition.basis or None,
        "given": write_share(1 - composition.left_over),
        "trouble": composition.trouble or None,
        "sha256": fund.sha256,
    }
    return {**values, "positions": _write_positions(fund)} if with_holdings else values


def _write_positions(fund: Fund) -> list[dict[str, Any]]:
    """The largest first."""
    frame, shares = fund.holdings.frame, fund.composition.shares
    lines = zip(frame["row"], frame["name"], frame["isin"], frame["asset_class"], shares, strict=bool(shares))
    largest = sorted(lines, key=lambda line: -line[-1])
    return [
        {"row": int(row), "name": name, "isin": isin or None, "asset_class": kind or None, "share": write_share(share)}
        for row, name, isin, kind, share in largest
    ]
