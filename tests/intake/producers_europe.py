"""Invented exports in the manner of brokers and banks in Europe."""

# ruff: noqa: E501 (a line of an export stands on one line here)

from __future__ import annotations

from tests.intake.export import Export, sheet

EXPORTS = {
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
    "fidelity_uk_pence": Export(
        b"Investment,SEDOL,Units,Price (p),Value (\xa3),Weight\nSHELL PLC ORD EUR0.07,BP6MXD8,100,2650.50,2650.50,0.5301\nHSBC HLDGS PLC,540528,250,939.80,2349.50,0.4699\n",
        [
            ("SHELL PLC ORD EUR0.07", "BP6MXD8", "100", "2650.5", "GBP", "0.5301", False),
            ("HSBC HLDGS PLC", "0540528", "250", "2349.5", "GBP", "0.4699", False),
        ],
    ),
}
