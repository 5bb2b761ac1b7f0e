"""Interactive Brokers activity statements: many tables in one file; the holdings are the lines of "Open Positions".

Column 1 names the section, column 2 the kind of line (Header, Data, SubTotal, Total); only Summary lines are positions, lots
repeat them. Names stand in the section "Financial Instrument Information".
"""

from __future__ import annotations

import pandas as pd

from screener.intake.layouts.layout import Layout
from screener.model import Table

_SECTION = "Open Positions"
_NAMES = "Financial Instrument Information"


def _recognises(lines: tuple[str, ...]) -> bool:
    return any(line.startswith("Statement\tHeader\t") for line in lines)


def _arrange(table: Table) -> Table:
    """Gives the section's lines without their first two columns, kinds other than Header and Data left out, names added."""
    cells = table.cells
    kept = (cells[0] == _SECTION) & (cells[1].isin(["Header", "Data"]))
    kept &= (cells[1] == "Header") | ~cells[2].isin(["Lot", "ClosedLot"])
    section = cells[kept].drop(columns=[0, 1])
    header = section.iloc[0].tolist() if len(section) else []
    names = _read_names(cells)
    if "Symbol" in header:
        symbols = section.iloc[:, header.index("Symbol")]
        section["name"] = symbols.map(lambda symbol: names.get(symbol, symbol)).where(symbols != "Symbol", "Description")
    section.columns = pd.RangeIndex(section.shape[1])
    rows = table.rows[kept.to_numpy()]
    return Table(
        sheet=table.sheet, cells=section.reset_index(drop=True), rows=rows, delimiter=table.delimiter, reader=table.reader
    )


def _read_names(cells: pd.DataFrame) -> dict[str, str]:
    section = cells[cells[0] == _NAMES]
    headers = section[section[1] == "Header"]
    if headers.empty:
        return {}
    titles = headers.iloc[0].tolist()
    if "Symbol" not in titles or "Description" not in titles:
        return {}
    data = section[section[1] == "Data"]
    return dict(zip(data.iloc[:, titles.index("Symbol")], data.iloc[:, titles.index("Description")], strict=True))


LAYOUT = Layout(name="ibkr", recognises=_recognises, arrange=_arrange)
