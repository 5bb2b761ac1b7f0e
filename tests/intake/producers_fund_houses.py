"""Invented exports in the manner of fund houses."""

# ruff: noqa: E501 (a line of an export stands on one line here)

from __future__ import annotations

from tests.intake.export import Export, sheet

EXPORTS = {
    "vanguard_uk": Export(
        "FTSE Developed World UCITS ETF\nData as at 30 Jun 2025\n\n"
        "Ticker,Holdings,% of market value,Sector,Region,Market value,Shares\n"
        'TTE,TotalEnergies SE,60.00%,Energy,France,"£6,000.00",120\n'
        'AIR,Airbus SE,38.50%,Industrials,France,"£3,850.00",30\n'
        'SLBBH1142,Slash Cash Collateral USD,1.50%,Cash,-,"£150.00",150\n'
        '"This document is for information only and is no advice. Values may fall."\n'.encode(),
        [
            ("TotalEnergies SE", "TTE", "120", "6000", "GBP", "0.6", False),
            ("Airbus SE", "AIR", "30", "3850", "GBP", "0.385", False),
            ("Slash Cash Collateral USD", "SLBBH1142", "150", "150", "GBP", "0.015", True),
        ],
        "2025-06-30",
    ),
    "amundi": Export(
        sheet(
            ["Amundi MSCI Emerging Markets"],
            ["Composition of the fund as of", "30/06/2025"],
            [],
            ["ISIN code", "Name", "Asset class", "Currency", "Weight", "Sector", "Country"],
            ["KR7005490008", "POSCO HOLDINGS", "EQUITY", "KRW", 0.6, "Materials", "Korea"],
            ["TH0646010Z00", "PTT PCL", "EQUITY", "THB", 0.39, "Energy", "Thailand"],
            [None, "CASH USD", "CASH", "USD", 0.01, "-", "-"],
        ),
        [
            ("POSCO HOLDINGS", "KR7005490008", "", "", "", "0.6", False),
            ("PTT PCL", "TH0646010Z00", "", "", "", "0.39", False),
            ("CASH USD", "", "", "", "", "0.01", True),
        ],
        "2025-06-30",
    ),
    "xtrackers": Export(
        sheet(
            ["Xtrackers MSCI World UCITS ETF 1C", None, None, "as of 2025-06-30"],
            ["Constituents are subject to change."],
            [],
            [
                None,
                "Name",
                "ISIN",
                "Country",
                "Currency",
                "Exchange",
                "Type of Security",
                "Rating",
                "Primary Listing",
                "Industry Classification",
                "Weighting",
            ],
            [1, "NVIDIA CORP ORD", "US67066G1040", "United States", "USD", "NASDAQ", "Equity", "-", "NVDA.OQ", "Technology", 0.7],
            [
                2,
                "THALES SA ORD",
                "FR0000121329",
                "France",
                "EUR",
                "EURONEXT PARIS",
                "Equity",
                "-",
                "TCFP.PA",
                "Industrials",
                0.295,
            ],
            [3, "US DOLLAR", "_CURRENCYUSD", "United States", "USD", None, "Currency", "-", None, "Unknown", 0.005],
        ),
        [
            ("NVIDIA CORP ORD", "US67066G1040", "", "", "", "0.7", False),
            ("THALES SA ORD", "FR0000121329", "", "", "", "0.295", False),
            ("US DOLLAR", "", "", "", "", "0.005", True),
        ],
        "2025-06-30",
    ),
    "invesco_eu": Export(
        b"\xef\xbb\xbfName,CUSIP,ISIN,Weight\nAPPLE INC USD0.00001,037833100,US0378331005,80.10%\nLEONARDO SPA EUR4.4,N/A,IT0003856405,19.80%\nCASH,,,0.10%\n",
        [
            ("APPLE INC USD0.00001", "US0378331005", "", "", "", "0.801", False),
            ("LEONARDO SPA EUR4.4", "IT0003856405", "", "", "", "0.198", False),
            ("CASH", "", "", "", "", "0.001", True),
        ],
    ),
    "spdr_eu": Export(
        sheet(
            ["Fund Name:", "SPDR MSCI Europe UCITS ETF"],
            ["ISIN:", "IE00BKWQ0Q14"],
            ["Ticker Symbol:", "SPYW GY"],
            ["Holdings As Of:", "30-Jun-2025"],
            [],
            [
                "ISIN",
                "SEDOL",
                "Security Name",
                "Currency",
                "Number of Shares",
                "Percent of Fund",
                "Trade Country Name",
                "Local Price",
                "Sector Classification",
                "Base Market Value",
            ],
            ["NL0000235190", "4012250", "Airbus SE", "EUR", 1000, "60.0", "France", "150.0", "Industrials", "150000.00"],
            [
                "GB0002634946",
                "0263494",
                "BAE Systems plc",
                "GBP",
                2000,
                "39.0",
                "United Kingdom",
                "14.5",
                "Industrials",
                "97500.00",
            ],
            ["Unassigned", "Unassigned", "Euro", "EUR", 2500, "1.0", "Unassigned", "1.0", "Unassigned", "2500.00"],
        ),
        [
            ("Airbus SE", "NL0000235190", "1000", "150000", "", "0.6", False),
            ("BAE Systems plc", "GB0002634946", "2000", "97500", "", "0.39", False),
            ("Euro", "", "2500", "2500", "", "0.01", True),
        ],
        "2025-06-30",
    ),
    "hsbc": Export(
        b"HSBC EMERGING MARKET UCITS ETF\nAs at,30/06/2025\n\nIssuer,Security Identifier (ISIN),Country,Sector,Currency,Shares,Market Value (USD),Weighting (%)\n"
        b'Adani Ports & SEZ Ltd,INE742F01042,India,Industrials,INR,500,"8,000.00",80\nKB Financial Group,KR7105560007,Korea,Financials,KRW,50,"2,000.00",20\nTotal,,,,,,"10,000.00",100\n',
        [
            ("Adani Ports & SEZ Ltd", "INE742F01042", "500", "8000", "USD", "0.8", False),
            ("KB Financial Group", "KR7105560007", "50", "2000", "USD", "0.2", False),
        ],
        "2025-06-30",
    ),
    "legal_and_general": Export(
        b'Fund name:,L&G Cyber ETF\nHoldings date:,2025-06-30\n\nSecurity Description,ISIN,Ticker,Country,Currency,Weight (%)\n"Thales SA",FR0000121329,HO FP,France,EUR,55.123\n"Elbit Systems Ltd",IL0010811243,ESLT IT,Israel,ILS,44.877\n',
        [
            ("Thales SA", "FR0000121329", "", "", "", "0.55123", False),
            ("Elbit Systems Ltd", "IL0010811243", "", "", "", "0.44877", False),
        ],
        "2025-06-30",
    ),
}
