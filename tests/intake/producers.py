"""Invented exports in the manner of producers all over the world: what each sends, and what a careful person reads in it.

A reading is (name, code, quantity, market value, value currency, weight, cash?); the code is the ISIN, else what identifies it.
"""

# ruff: noqa: E501 (a line of an export stands on one line here)

from __future__ import annotations

import io
from dataclasses import dataclass, field

import openpyxl


@dataclass(frozen=True)
class Export:
    """A file and its careful reading; `codes` are Problems it must lead to, and no other warning or error may appear."""

    content: bytes
    lines: list[tuple[str, str, str, str, str, str, bool]]
    as_of: str | None = None
    codes: list[str] = field(default_factory=list)


def sheet(*rows: list[object], title: str = "Holdings") -> bytes:
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.save(buffer)
    return buffer.getvalue()


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
    "degiro": Export(
        b'Product,Symbol/ISIN,Quantity,Closing,Local value,,Value in EUR\nAIRBUS SE,NL0000235190,10,"150,50",EUR,"1505,00","1505,00"\nKIRIN HOLDINGS,JP3258000003,100,"2100,0",JPY,"210000,00","1300,00"\nCASH & CASH FUND & FTX CASH (EUR),,,,EUR,"99,50","99,50"\n',
        [
            ("AIRBUS SE", "NL0000235190", "10", "1505", "EUR", "", False),
            ("KIRIN HOLDINGS", "JP3258000003", "100", "1300", "EUR", "", False),
            ("CASH & CASH FUND & FTX CASH (EUR)", "", "", "99.5", "EUR", "", True),
        ],
    ),
    "trading_212": Export(
        b"Action,Time,ISIN,Ticker,Name,No. of shares,Price / share,Currency (Price / share),Exchange rate,Total,Currency (Total)\n"
        b"Market buy,2025-01-02 10:00:01,FR0000120271,TTE,TotalEnergies,3.5,52.10,EUR,1,182.35,EUR\n"
        b"Dividend (Dividend),2025-02-02 10:00:01,FR0000120271,TTE,TotalEnergies,3.5,0.79,EUR,1,2.77,EUR\n"
        b"Deposit,2025-01-01 09:00:00,,,,,,,,500,EUR\n",
        [
            ("TotalEnergies", "FR0000120271", "3.5", "", "", "", False),
            ("TotalEnergies", "FR0000120271", "3.5", "", "", "", False),
        ],
        None,
        ["looks_like_trades"],
    ),
    "saxo": Export(
        sheet(
            [
                "Instrument",
                "Status",
                "Long/Short",
                "Quantity",
                "Open price",
                "Current price",
                "Market value (EUR)",
                "Currency",
                "Symbol",
                "ISIN",
                "Asset type",
            ],
            ["Novo Nordisk B A/S", "Open", "Long", 10, 600, 450.5, 603.5, "DKK", "NOVOb:xcse", "DK0062498333", "Stock"],
            ["Telenor ASA", "Open", "Long", 100, 120, 150, 1275, "NOK", "TEL:xosl", "NO0010063308", "Stock"],
        ),
        [
            ("Novo Nordisk B A/S", "DK0062498333", "10", "603.5", "EUR", "", False),
            ("Telenor ASA", "NO0010063308", "100", "1275", "EUR", "", False),
        ],
    ),
    "avanza": Export(
        "\ufeffKontonummer;Namn;Kortnamn;Volym;Marknadsvärde;GAV (SEK);GAV;Valuta;Land;ISIN;Marknad;Typ\n"
        "1234567;Telenor;TEL;100;15234,50;98,10;102,00;NOK;NO;NO0010063308;XOSL;STOCK\n"
        "1234567;Volvo B;VOLV B;10;2750,00;190,00;190,00;SEK;SE;SE0000115446;XSTO;STOCK\n"
        "1234567;Chevron;CVX;2;3010,20;1400,00;150,00;USD;US;US1667641005;XNYS;STOCK\n".encode(),
        [
            ("Telenor", "NO0010063308", "100", "15234.5", "NOK", "", False),
            ("Volvo B", "SE0000115446", "10", "2750", "SEK", "", False),
            ("Chevron", "US1667641005", "2", "3010.2", "USD", "", False),
        ],
        None,
        ["value_currency_assumed"],
    ),
    "nordnet": Export(
        "Namn\tValuta\tAntal\tGAV\tUtveckling idag %\tSenaste kurs\tVärde SEK\tAvkastning %\n"
        "Equinor\tNOK\t50\t250,00\t0,10\t270,50\t12850,00\t8,20\nSaab B\tSEK\t20\t200,00\t-1,20\t480,00\t9600,00\t140,00\n".encode(
            "utf-16"
        ),
        [("Equinor", "", "50", "12850", "SEK", "", False), ("Saab B", "", "20", "9600", "SEK", "", False)],
    ),
    "comdirect": Export(
        '"Depotübersicht Wertpapiere - Detailansicht per 30.06.2025 18:00"\n"Depot: 12345 00"\n\n'
        '"Stück/Nom.";"Bezeichnung";"WKN";"Notizen";"Währung";"Akt. Kurs";"Diff. abs";"Diff. %";"Datum";"Zeit";"Börse";"Kaufkurs in EUR";"Kaufwert in EUR";"Wert in EUR";"Diff. seit Kauf"\n'
        '"100";"TotalEnergies SE Actions au Porteur";"850727";"";"EUR";"52,30";"-0,10";"-0,19";"30.06.25";"17:35";"Xetra";"45,00";"4.500,00";"5.230,00";"730,00"\n'
        '"1.000";"PTT PCL Reg. Shares (Foreign)";"A2JHU0";"";"EUR";"0,85";"0,00";"0,00";"30.06.25";"17:35";"Frankfurt";"1,00";"1.000,00";"850,00";"-150,00"\n'.encode(
            "cp1252"
        ),
        [
            ("TotalEnergies SE Actions au Porteur", "850727", "100", "5230", "EUR", "", False),
            ("PTT PCL Reg. Shares (Foreign)", "A2JHU0", "1000", "850", "EUR", "", False),
        ],
        "2025-06-30",
    ),
    "ing_diba": Export(
        "Depotbewertung vom 30.06.2025;;;;;;;;\n;;;;;;;;\n"
        "ISIN;Wertpapiername;Stücke/Nominale;Einstandskurs;Währung;Kurs;Währung;Kurswert;Währung\n"
        "DE0007030009;Rheinmetall AG;5,00;210,00;EUR;1.700,00;EUR;8.500,00;EUR\n"
        "US1667641005;Chevron Corp.;10,00;130,00;EUR;140,00;USD;1.210,00;EUR\n"
        "Gesamt;;;;;;;9.710,00;EUR\n".encode("cp1252"),
        [
            ("Rheinmetall AG", "DE0007030009", "5", "8500", "EUR", "", False),
            ("Chevron Corp.", "US1667641005", "10", "1210", "EUR", "", False),
        ],
        "2025-06-30",
    ),
    "swissquote": Export(
        "Kategorie;Symbol;Bezeichnung;ISIN;Währung;Menge;Preis;Gesamtwert;Gesamtwert CHF;Positions %\n"
        "Aktien;NESN;Nestlé N;CH0038863350;CHF;100;85.50;8'550.00;8'550.00;85.5%\n"
        "Aktien;HO;Thales;FR0000121329;EUR;10;155.00;1'550.00;1'450.00;14.5%\n".encode("cp1252"),
        [
            ("Nestlé N", "CH0038863350", "100", "8550", "CHF", "0.855", False),
            ("Thales", "FR0000121329", "10", "1450", "CHF", "0.145", False),
        ],
    ),
    "zerodha": Export(
        b'"Instrument","Qty.","Avg. cost","LTP","Invested","Cur. val","P&L","Net chg.","Day chg."\n"BEL",100,150.5,400.0,15050,40000,24950,165.78,0.5\n"ADANIPORTS",10,700,1400,7000,14000,7000,100,1.2\n"INFY",5,1400,1500,7000,7500,500,7.14,-0.3\n',
        [
            ("BEL", "BEL", "100", "40000", "", "", False),
            ("ADANIPORTS", "ADANIPORTS", "10", "14000", "", "", False),
            ("INFY", "INFY", "5", "7500", "", "", False),
        ],
    ),
    "groww": Export(
        sheet(
            ["Name", "A Saver"],
            ["Unique Client Code", "0000000000"],
            [],
            ["Holdings statement for stocks as on 30-06-2025"],
            [],
            ["Summary"],
            ["Invested Value", 20000],
            ["Closing Value", 30000],
            [],
            [
                "Stock Name",
                "ISIN",
                "Quantity",
                "Average buy price",
                "Buy value",
                "Closing price",
                "Closing value",
                "Unrealised P&L",
            ],
            ["BHARAT ELECTRONICS LTD", "INE263A01024", 50, 200, 10000, 400, 20000, 10000],
            ["GAIL (INDIA) LTD", "INE129A01019", 50, 200, 10000, 200, 10000, 0],
        ),
        [
            ("BHARAT ELECTRONICS LTD", "INE263A01024", "50", "20000", "", "", False),
            ("GAIL (INDIA) LTD", "INE129A01019", "50", "10000", "", "", False),
        ],
        "2025-06-30",
    ),
    "moomoo": Export(
        b'Symbol,Name,Quantity,Current price,Average Cost,Market Value,% Unrealized P/L,Unrealized P/L,% of Portfolio,Currency\n00857,PETROCHINA,2000,6.10,5.00,"12,200.00",+22.00%,"+2,200.00",80.26%,HKD\n00941,CHINA MOBILE,40,75.00,60,"3,000.00",+25.00%,+600.00,19.74%,HKD\n',
        [
            ("PETROCHINA", "00857", "2000", "12200", "HKD", "0.8026", False),
            ("CHINA MOBILE", "00941", "40", "3000", "HKD", "0.1974", False),
        ],
    ),
    "rakuten": Export(
        '"■資産合計欄"\n"","時価評価額[円]","前日比[円]"\n"国内株式","310,000","1,200"\n\n"■ 保有商品詳細 (すべて)"\n'
        '"種別","銘柄コード・ティッカー","銘柄","口座","保有数量","［単位］","平均取得価額","［単位］","現在値","［単位］","時価評価額[円]","評価損益[円]","評価損益[％]"\n'
        '"国内株式","2503","キリンホールディングス","特定","100","株","2,000.00","円","2,100.0","円","210,000","+10,000","+5.00"\n'
        '"国内株式","9433","ＫＤＤＩ","NISA","20","株","4,500.00","円","5,000.0","円","100,000","+10,000","+11.11"\n'.encode(
            "cp932"
        ),
        [
            ("キリンホールディングス", "2503", "100", "210000", "JPY", "", False),
            ("ＫＤＤＩ", "9433", "20", "100000", "JPY", "", False),
        ],
    ),
    "korean_broker": Export(
        "종목코드,종목명,보유수량,매입단가,현재가,매입금액,평가금액,평가손익,수익률(%)\n"
        'A005490,POSCO홀딩스,10,"400,000","300,000","4,000,000","3,000,000","-1,000,000",-25.00\n'
        'A036460,한국가스공사,100,"35,000","40,000","3,500,000","4,000,000","500,000",14.29\n합계,,,,,"7,500,000","7,000,000","-500,000",-6.67\n'.encode(
            "cp949"
        ),
        [
            ("POSCO홀딩스", "005490", "10", "3000000", "", "", False),
            ("한국가스공사", "036460", "100", "4000000", "", "", False),
        ],
    ),
    "chinese_broker": Export(
        '证券代码\t证券名称\t股票余额\t可用余额\t成本价\t市价\t市值\t盈亏\t交易市场\n="601857"\t中国石油\t1000\t1000\t7.500\t8.500\t8500.00\t1000.00\t上海Ａ股\n="600028"\t中国石化\t500\t500\t5.000\t6.000\t3000.00\t500.00\t上海Ａ股\n'.encode(
            "gb18030"
        ),
        [
            ("中国石油", "601857", "1000", "8500", "", "", False),
            ("中国石化", "600028", "500", "3000", "", "", False),
        ],
    ),
    "calpers": Export(
        sheet(
            ["California pension fund: public equity holdings"],
            ["As of June 30, 2025"],
            [],
            ["Security Name", "Holdings/Shares", "Book Value", "Market Value"],
            ["CHEVRON CORP", "1,000", "$100,000", "$150,000"],
            ["POSCO HOLDINGS INC", "200", "$50,000", "$40,000"],
            ["INTERNATIONAL EQUITY TOTAL", None, "$150,000", "$190,000"],
        ),
        [
            ("CHEVRON CORP", "", "1000", "150000", "", "", False),
            ("POSCO HOLDINGS INC", "", "200", "40000", "", "", False),
        ],
        "2025-06-30",
    ),
    "australian_super": Export(
        b"Portfolio Holdings Disclosure\nAs at 31 December 2024\nTable 1 - Assets\n"
        b"Asset Class,Internally managed or externally managed,Name / Kind of Investment Item,Security identifier,Currency,Units Held,% Ownership,Address,Value (AUD),Weighting (%)\n"
        b'Cash,Internally managed,Big Bank deposits,,AUD,,,,"1,000",1.00%\nCash,,SUB TOTAL CASH,,,,,,"1,000",1.00%\n'
        b'Listed Equity,Externally managed,WOODSIDE ENERGY GROUP LTD,WDS,AUD,"2,000",,,"60,000",60.00%\n'
        b'Listed Equity,Externally managed,KIRIN HOLDINGS CO LTD,JP3258000003,JPY,"1,000",,,"39,000",39.00%\n'
        b'Listed Equity,,SUB TOTAL LISTED EQUITY,,,,,,"99,000",99.00%\n,,TOTAL INVESTMENT ITEMS,,,,,,"100,000",100.00%\n',
        [
            ("Big Bank deposits", "", "", "1000", "AUD", "0.01", True),
            ("WOODSIDE ENERGY GROUP LTD", "WDS", "2000", "60000", "AUD", "0.6", False),
            ("KIRIN HOLDINGS CO LTD", "JP3258000003", "1000", "39000", "AUD", "0.39", False),
        ],
        "2024-12-31",
    ),
    "abp": Export(
        b"Beursgenoteerde aandelen per 31 december 2024\n\nNaam onderneming;Land;Waarde in miljoenen euro\nTotalEnergies SE;Frankrijk;120,5\nKirin Holdings;Japan;12,1\nTotaal;;132,6\n",
        [
            ("TotalEnergies SE", "", "", "120.5", "", "", False),
            ("Kirin Holdings", "", "", "12.1", "", "", False),
        ],
        "2024-12-31",
    ),
    "gpif": Export(
        sheet(
            ["保有全銘柄について（2024年度末）"],
            ["2025年3月31日時点"],
            [],
            ["No.", "証券コード", "銘柄名", "数量（株）", "時価総額（円）"],
            [1, "2503", "キリンホールディングス", 1000, 2100000],
            [2, "8058", "三菱商事", 500, 1300000],
            ["合計", None, None, None, 3400000],
        ),
        [
            ("キリンホールディングス", "2503", "1000", "2100000", "JPY", "", False),
            ("三菱商事", "8058", "500", "1300000", "JPY", "", False),
        ],
        "2025-03-31",
    ),
    "fidelity_uk_pence": Export(
        b"Investment,SEDOL,Units,Price (p),Value (\xa3),Weight\nSHELL PLC ORD EUR0.07,BP6MXD8,100,2650.50,2650.50,0.5301\nHSBC HLDGS PLC,540528,250,939.80,2349.50,0.4699\n",
        [
            ("SHELL PLC ORD EUR0.07", "BP6MXD8", "100", "2650.5", "GBP", "0.5301", False),
            ("HSBC HLDGS PLC", "0540528", "250", "2349.5", "GBP", "0.4699", False),
        ],
    ),
    "jse_broker": Export(
        "Instrument;Alpha Code;Units;Last Price (ZAc);Market Value (R);% of Portfolio\nSASOL LIMITED;SOL;100;11 250,00;11 250,00;75,0\nMTN GROUP;MTN;25;15 000,00;3 750,00;25,0\n".encode(
            "cp1252"
        ),
        [
            ("SASOL LIMITED", "SOL", "100", "11250", "ZAR", "0.75", False),
            ("MTN GROUP", "MTN", "25", "3750", "ZAR", "0.25", False),
        ],
    ),
    "b3_brazil": Export(
        sheet(
            [
                "Produto",
                "Instituição",
                "Conta",
                "Código de Negociação",
                "CNPJ da Empresa",
                "Código ISIN / Distribuição",
                "Tipo",
                "Escriturador",
                "Quantidade",
                "Preço de Fechamento",
                "Valor Atualizado",
            ],
            [
                "PETR4 - PETROLEO BRASILEIRO S.A.",
                "XP",
                "1",
                "PETR4",
                "33000167000101",
                "BRPETRACNPR6 - 238",
                "PN",
                "B",
                100,
                30.5,
                3050,
            ],
            ["EMBR3 - EMBRAER S.A.", "XP", "1", "EMBR3", "07689002000189", "BREMBRACNOR4 - 150", "ON", "B", 10, 80, 800],
            ["Total", None, None, None, None, None, None, None, None, None, 3850],
        ),
        [
            ("PETR4 - PETROLEO BRASILEIRO S.A.", "BRPETRACNPR6", "100", "3050", "", "", False),
            ("EMBR3 - EMBRAER S.A.", "BREMBRACNOR4", "10", "800", "", "", False),
        ],
    ),
}
