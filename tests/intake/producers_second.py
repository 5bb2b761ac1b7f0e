"""Invented exports whose columns a reader knows by the parts of their headers, by what their numbers add up to, or by script."""

from __future__ import annotations

from tests.intake.export import Export, sheet

EXPORTS = {
    "headers_of_a_discount_broker_in_danish": Export(
        (
            "Navn\tValuta\tAntal\tGAK\tI dag %\tSeneste kurs\tBelåningsværdi\tVærdi\tVærdi DKK\tAfkast\tAfkast DKK\n"
            "Alder A/S\tDKK\t100\t500\t0,1\t612,5\t70%\t61250\t61250\t22,5\t11250\n"
            "Cedar Inc\tUSD\t3\t150\t0\t190\t70%\t570\t3925,5\t26,7\t827\n"
        ).encode("utf-16"),
        [("Alder A/S", "", "100", "61250", "DKK", "", False), ("Cedar Inc", "", "3", "3925.5", "DKK", "", False)],
    ),
    "pieces_and_nominals_with_their_unit": Export(
        "Stück/Nominale;Bezeichnung;WKN;Akt. Kurs;Whg.;Wert in EUR;Anteil in %\n"
        "100 Stk.;ALDER SE NA O.N.;840400;301,20;EUR;30.120,00;70,00\n"
        "5.000 EUR;BUND 2,5% 2031;110244;100,40;%;10.040,00;25,00\nCash;;;;EUR;2.008,00;5,00\n",
        [
            ("ALDER SE NA O.N.", "840400", "100", "30120", "EUR", "0.7", False),
            ("BUND 2,5% 2031", "110244", "5000", "10040", "EUR", "0.25", False),
            ("Cash", "", "", "2008", "EUR", "0.05", True),
        ],
    ),
    "the_day_below_the_table_and_the_total_among_tickers": Export(
        "Symbol,% of Portfolio,Last Price $,Quantity,Price Paid $,Value $\nALD,47.5,190.00,10,150,1900.00\n"
        "CDR,52.5,21.00,100,15,2100.00\nTOTAL,100.00,,,,4000.00\n\nAs of 2026-11-23 16:00 GMT-05:00\n",
        [("", "ALD", "10", "1900", "", "0.475", False), ("", "CDR", "100", "2100", "", "0.525", False)],
        as_of="2026-11-23",
    ),
    "bonds_and_cash_in_one_asset_class": Export(
        "Asset Class,Description,CUSIP,Quantity,Base CCY,Value,As of\n"
        "Fixed Income & Cash,US DOLLAR,,250.5,USD,250.5,11/23/2026\n"
        "Fixed Income & Cash,CEDAR CORP NOTES 4.5% MAY 15 2031,594918104,1000,USD,995,11/23/2026\n",
        [
            ("US DOLLAR", "", "250.5", "250.5", "USD", "", True),
            ("CEDAR CORP NOTES 4.5% MAY 15 2031", "594918104", "1000", "995", "USD", "", False),
        ],
        as_of="2026-11-23",
    ),
    "headers_set_without_blanks_by_a_program": Export(
        "AccountTicker,StockTicker,SecurityDescription,Shares,Price,MarketValue,Cusip,HoldingsPercent\n"
        "TICK,ALD,ALDER INC,10,190,1900,037833100,19\nTICK,CDR,CEDAR INC,27,300,8100,594918104,81\n",
        [
            ("ALDER INC", "037833100", "10", "1900", "", "0.19", False),
            ("CEDAR INC", "594918104", "27", "8100", "", "0.81", False),
        ],
    ),
    "nothing_held_under_a_heading": Export(
        sheet(
            ["Name of the Instrument", "ISIN", "Quantity", "Market/Fair Value (Rs. in Lakhs)", "% to Net Assets"],
            ["Alder Limited", "INE002A01018", 1250000, 17656.25, "95.00%"],
            ["(b) Unlisted", None, None, "NIL", "NIL"],
            ["Alder Limited November 2026 Future", None, -10000, -141.25, "-0.48%"],
            ["Net Receivables / (Payables)", None, None, 1019, "5.48%"],
        ),
        [
            ("Alder Limited", "INE002A01018", "1250000", "17656.25", "", "0.95", False),
            ("Alder Limited November 2026 Future", "", "-10000", "-141.25", "", "-0.0048", False),
            ("Net Receivables / (Payables)", "", "", "1019", "", "0.0548", True),
        ],
    ),
    "digits_of_arabic_burmese_and_thai": Export(
        "Name,ISIN,Quantity,Market Value (SAR)\nAlder Co,DE0008404005,١٬٠٠٠,٣٠١٬٢٠٠٫٥٠\n"
        "Cedar Co,US0378331005,၁၂၀,၂၂၈၀\nBirch Co,US5949181045,๑๒,１，３４０.５０\n",
        [
            ("Alder Co", "DE0008404005", "1000", "301200.5", "SAR", "", False),
            ("Cedar Co", "US0378331005", "120", "2280", "SAR", "", False),
            ("Birch Co", "US5949181045", "12", "1340.5", "SAR", "", False),
        ],
    ),
    "a_language_we_have_no_word_of": Export(
        "Nimetus;ISIN;Kogus;Price;Turuväärtus;Osakaal\nAlder AS;DE0008404005;10;301,20;3 012,00;75,3\n"
        "Kask AS;US0378331005;3;190,00;570,00;14,25\nTamm AS;US5949181045;5;83,60;418,00;10,45\n",
        [
            ("Alder AS", "DE0008404005", "10", "3012", "", "0.753", False),
            ("Kask AS", "US0378331005", "3", "570", "", "0.1425", False),
            ("Tamm AS", "US5949181045", "5", "418", "", "0.1045", False),
        ],
    ),
    "a_czech_broker_in_the_code_page_of_its_country": Export(
        (
            "Název CP;ISIN;Počet ks;Cena;Měna;Objem v CZK\n"
            "Český Alder;DE0008404005;10;301,20;EUR;75 300,00\nJilm;US0378331005;5;190;USD;21 850,00\n"
        ).encode("cp1250"),
        [
            ("Český Alder", "DE0008404005", "10", "75300", "CZK", "", False),
            ("Jilm", "US0378331005", "5", "21850", "CZK", "", False),
        ],
    ),
    "a_pasted_list_with_numbers_of_shares": Export(
        "Alder Holdings, 1200\nCedar Holdings, 300\nBirch, 25\n",
        [
            ("Alder Holdings", "", "1200", "", "", "", False),
            ("Cedar Holdings", "", "300", "", "", "", False),
            ("Birch", "", "25", "", "", "", False),
        ],
        codes=["no_header"],
    ),
    "a_korean_broker": Export(
        (
            "계좌번호,1234-56\n조회일,2026년 11월 23일\n종목명,종목코드,잔고수량,매입단가,현재가,평가금액,평가손익\n"
            '견본전자,A005930,"1,000","60,000","75,000","75,000,000","15,000,000"\n'
            '견본화학,A051910,10,"400,000","350,000","3,500,000","-500,000"\n합계,,,,,"78,500,000","14,500,000"\n'
        ).encode("cp949"),
        [
            ("견본전자", "005930", "1000", "75000000", "", "", False),
            ("견본화학", "051910", "10", "3500000", "", "", False),
        ],
        as_of="2026-11-23",
    ),
    "forwards_and_weights_of_a_risk_system": Export(
        "CUSIP(Own ID),Sec Desc,Sec Type,ISIN,Currency,Orig. Face,Market Value,Market Value %\n"
        '037833100,ALDER INC,COMMON,US0378331005,USD,"1,000","190,000",65.52\n'
        '594918104,CEDAR 4.5% 05/31,CORP,US5949181045,USD,"100,000","99,500",34.31\n,USD/EUR FWD,FXFWD,,EUR,"50,000",500,0.17\n',
        [
            ("ALDER INC", "US0378331005", "1000", "190000", "", "0.6552", False),
            ("CEDAR 4.5% 05/31", "US5949181045", "100000", "99500", "", "0.3431", False),
            ("USD/EUR FWD", "", "50000", "500", "", "0.0017", True),
        ],
    ),
}
