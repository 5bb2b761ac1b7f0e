"""Invented exports that set traps of layout: tables side by side, headers of several lines, two currencies, cut numbers."""

from __future__ import annotations

from tests.intake.export import Export, sheet

EXPORTS = {
    "tables_side_by_side": Export(
        sheet(
            ["Equities", None, None, None, "Bonds"],
            ["Name", "ISIN", "Value (USD)", None, "Name", "ISIN", "Value (USD)"],
            ["Cedar Motors Inc", "US0378331005", 100, None, "Alder 2% 2031", "DE0001102440", 60],
            ["Alder SE", "DE0008404005", 200, None, None, None, None],
        ),
        [
            ("Cedar Motors Inc", "US0378331005", "", "100", "USD", "", False),
            ("Alder SE", "DE0008404005", "", "200", "USD", "", False),
            ("Alder 2% 2031", "DE0001102440", "", "60", "USD", "", False),
        ],
    ),
    "merged_headers_and_a_line_of_units": Export(
        sheet(
            ["Vermögensaufstellung zum 31.10.2026"],
            [],
            ["Wertpapier", None, None, "Bestand", None, "Kurswert", None],
            ["Bezeichnung", "ISIN", "Land", "Nominal/Stück", "Whg.", "in EUR", "Anteil %"],
            [None, None, None, "(Stk.)", None, "(EUR)", "(%)"],
            ["Aktien"],
            ["Alder SE", "DE0008404005", "Deutschland", "10", "EUR", "3.012,00", 12.5],
            ["Cedar Inc", "US0378331005", "USA", "3", "USD", "21.084,56", 87.5],
            ["Summe Aktien", None, None, None, None, "24.096,56", 100],
            ["Dieses Dokument dient nur der Information und stellt keine Empfehlung dar."],
        ),
        [
            ("Alder SE", "DE0008404005", "10", "3012", "EUR", "0.125", False),
            ("Cedar Inc", "US0378331005", "3", "21084.56", "EUR", "0.875", False),
        ],
        as_of="2026-10-31",
    ),
    "the_currency_behind_the_value": Export(
        "Kontonummer;Depotbestand vom;\n12345;23.11.2026;\n"
        "Name;WKN;ISIN;Stück/Nominale;Einheit;Kurs;Währung;Marktwert;Währung;Gewinn/Verlust\n"
        "ALDER SE;840400;DE0008404005;10;Stk.;301,20;EUR;3.012,00;EUR;212,00-\n"
        "CEDAR CORP;865985;US0378331005;3;Stk.;212,10;USD;572,40;EUR;1.034,56-\n".encode("cp1252"),
        [
            ("ALDER SE", "DE0008404005", "10", "3012", "EUR", "", False),
            ("CEDAR CORP", "US0378331005", "3", "572.4", "EUR", "", False),
        ],
        as_of="2026-11-23",
    ),
    "cusips_with_a_hyphen_and_no_check_digit": Export(
        "Holdings Detail,,,,\n,,Ending,Ending,Port. Ending\nSymbol,Company Name,Price,Shares,Weight\n"
        "037833-10,Cedar Motors Inc,190.00,10,0.0123\nD1882G-11,Alder SE,300.00,20,0.9877\n",
        [
            ("Cedar Motors Inc", "03783310", "10", "", "", "0.0123", False),
            ("Alder SE", "D1882G11", "20", "", "", "0.9877", False),
        ],
    ),
    "exposure_as_the_value": Export(
        "Instrument,Symbol,Quantity,Open Price,Current Price,Exposure (EUR),Currency,ISIN\n"
        "Alder SE,ALV:xetr,10,290,301.2,3012,EUR,DE0008404005\nCedar Inc,CDR:xnas,3,180,190,520.1,USD,US0378331005\n",
        [
            ("Alder SE", "DE0008404005", "10", "3012", "EUR", "", False),
            ("Cedar Inc", "US0378331005", "3", "520.1", "EUR", "", False),
        ],
    ),
    "available_units_and_tickers_alone": Export(
        "Code,Avail Units,Purchase $,Last $,Mkt Value $,Profit / Loss $,Weight %\n"
        "ALD,100,10.5,12.5,1250.00,200,25.0\nCDR,300,10.5,12.5,3750.00,600,75.0\n",
        [("", "ALD", "100", "1250", "", "0.25", False), ("", "CDR", "300", "3750", "", "0.75", False)],
    ),
    "units_of_a_platform": Export(
        "Investment,Type,Units,Price (p),Value (£),% of account\n"
        '"Alder World Tracker - W Acc",Fund,"1,204.33",312.40,"3,762.33",62.1%\n'
        '"Cedar Mining plc",Share,100,1234.5,"1,234.50",20.4%\nCash,Cash,,,"1,060.00",17.5%\n"Total value",,,,"6,056.83",100%\n',
        [
            ("Alder World Tracker - W Acc", "", "1204.33", "3762.33", "GBP", "0.621", False),
            ("Cedar Mining plc", "", "100", "1234.5", "GBP", "0.204", False),
            ("Cash", "", "", "1060", "GBP", "0.175", True),
        ],
    ),
    "japanese_list_of_a_pension_fund": Export(
        '保有銘柄一覧（2026年3月末）\nNo.,銘柄名,ISIN,株数,時価総額（円）\n1,見本製鉄,JP3381000003,"12,345","1,234,567,890"\n'
        '2,見本酒造,JP3258000003,"5,000","98,765,432"\n'.encode("cp932"),
        [
            ("見本製鉄", "JP3381000003", "12345", "1234567890", "JPY", "", False),
            ("見本酒造", "JP3258000003", "5000", "98765432", "JPY", "", False),
        ],
        as_of="2026-03-31",
    ),
    "positions_under_groups_with_their_sums": Export(
        "Portfolio: MYFUND,,,,,\nAs of: 11/24/2026,,,,,\nName,Ticker,ISIN,% Wgt,Mkt Val,Position\nMYFUND,,,100.00,2500.00,\n"
        " Financials,,,60.00,1500.00,\n  ALDER SE,ALV GY Equity,DE0008404005,60.00,1500.00,5\n"
        " Technology,,,40.00,1000.00,\n  CEDAR MOTORS INC,CDR US Equity,US0378331005,40.00,1000.00,6\n",
        [
            ("ALDER SE", "DE0008404005", "5", "1500", "", "0.6", False),
            ("CEDAR MOTORS INC", "US0378331005", "6", "1000", "", "0.4", False),
        ],
        as_of="2026-11-24",
    ),
    "a_minus_behind_the_number": Export(
        'Name;ISIN;Stück;Kurswert EUR\nAlder SE;DE0008404005;10;"1.234,56-"\nCedar;US0378331005;5;"2.000,00"\n',
        [
            ("Alder SE", "DE0008404005", "10", "-1234.56", "EUR", "", False),
            ("Cedar", "US0378331005", "5", "2000", "EUR", "", False),
        ],
    ),
}
