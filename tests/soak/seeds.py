"""Healthy files of every format, small enough to be spoiled thousands of times; each holds positions."""

from __future__ import annotations

import json

from tests.grid.workbooks import BUILDERS, Rows
from tests.intake.producers import EXPORTS
from tests.intake.test_records import FLEX, POSITIONS, SUBMISSION, TABLE_13F

ROWS: Rows = [
    ["Holdings as of 2025-06-30"],
    ["Name", "ISIN", "Currency", "Quantity", "Market Value (USD)", "Weight"],
    *(["Alder Steel SA", "FR0000120271", "EUR", 10 * at, 1000.5 * at, 0.1] for at in range(1, 10)),
    ["US DOLLAR", None, "USD", 500, 500, 0.1],
    ["Total", None, None, None, 45522.5, 1],
]
TEXT = "\r\n".join(",".join("" if cell is None else str(cell) for cell in row) for row in ROWS)
NPORT = """<?xml version="1.0"?><edgarSubmission xmlns="http://www.sec.gov/edgar/nport"><formData><genInfo><repPdDate>2025-06-30</repPdDate>
<seriesName>Alder Fund</seriesName></genInfo><invstOrSecs>
<invstOrSec><name>Alder Steel SA</name><lei>N/A</lei><title>Alder Steel</title><cusip>N/A</cusip>
<identifiers><isin value="FR0000120271"/>
</identifiers><balance>10</balance><curCd>EUR</curCd><valUSD>1000.50</valUSD><pctVal>60.0</pctVal><assetCat>EC</assetCat>
<invCountry>FR</invCountry></invstOrSec>
<invstOrSec><name>Birch Foods Inc</name><cusip>037833100</cusip><balance>5</balance><curCd>USD</curCd><valUSD>667.00</valUSD>
<pctVal>40.0</pctVal><assetCat>EC</assetCat><invCountry>US</invCountry></invstOrSec>
</invstOrSecs></formData></edgarSubmission>"""
LIST = "POSCO Holdings\nTotalEnergies SE\nFR0000120271\nKirin Holdings\n"

SEEDS: dict[str, bytes] = {
    **{form: build(ROWS) for form, build in BUILDERS.items()},
    "csv_utf8": TEXT.encode(),
    "csv_utf16": TEXT.encode("utf-16"),
    "csv_semicolons": TEXT.replace(",", ";").replace("Steel", "Stähle").encode("cp1252"),
    "csv_japanese": TEXT.replace("Alder Steel SA", "キリンホールディングス").encode("cp932"),
    "csv_chinese": TEXT.replace("Alder Steel SA", "中国石油天然气").replace(",", "\t").encode("gb18030"),
    "csv_quoted": "\n".join(",".join(f'"{cell}"' for cell in line.split(",")) for line in TEXT.splitlines()).encode(),
    "nport": NPORT.encode(),
    "13f": TABLE_13F.encode(),
    "submission": SUBMISSION.encode(),
    "flex": FLEX.encode(),
    "json": json.dumps({"positions": POSITIONS}).encode(),
    "list": LIST.encode(),
    **{producer: EXPORTS[producer].content for producer in ("degiro", "comdirect", "australian_super", "rakuten", "avanza")},
}
