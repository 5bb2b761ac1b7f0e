"""Builders of invented funds and of resolved lines, for tests of looking through."""

import pandas as pd

from screener.funds.composition import compose_fund
from screener.funds.library import Fund, build_library
from screener.model import HOLDING_COLUMNS, Holdings

BLANK = dict.fromkeys(HOLDING_COLUMNS, "") | {"line": "position"}
ANSWER = {"status": "not_listed", "entity": "", "method": "", "score": None, "reason": "", "candidates": (), "through": ()}


def build_holdings(*lines, first=2):
    """Gives holdings of these lines, in rows counted from `first`."""
    rows = [{**BLANK, "row": first + number, **line} for number, line in enumerate(lines)]
    return Holdings(frame=pd.DataFrame(rows, columns=list(HOLDING_COLUMNS)))


def build_lines(*lines):
    """Gives lines as they stand after resolution."""
    return pd.DataFrame([{**BLANK, "row": 2 + number, **ANSWER, **line} for number, line in enumerate(lines)])


def build_fund(name, *lines, file=None, as_of="2026-06-30", **identifiers):
    """Gives a fund of these lines."""
    holdings = build_holdings(*lines)
    return Fund(
        file=file or f"{name.casefold()}.csv",
        section="",
        sha256="0" * 64,
        names=(name,),
        identifiers={scheme: (value,) for scheme, value in identifiers.items()},
        as_of=as_of,
        holdings=holdings,
        composition=compose_fund(holdings.frame),
    )


def build_shelf(*funds):
    """Gives a library of these funds."""
    return build_library(funds, files={fund.file: fund.sha256 for fund in funds})


def resolve_simply(holdings):
    """Stands in for the registry: cash is out of scope, a name with "fund" unresolved, the rest not listed."""
    frame = holdings.frame
    status = [
        "out_of_scope" if line == "cash" else "unresolved" if not name or "fund" in name.casefold() else "not_listed"
        for line, name in zip(frame["line"], frame["name"], strict=True)
    ]
    answers = {column: pd.Series([value] * len(frame), dtype=object) for column, value in ANSWER.items()}
    return pd.concat([frame, pd.DataFrame(answers).assign(status=pd.Series(status, dtype=str))], axis="columns")
