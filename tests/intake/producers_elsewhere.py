"""Invented exports in the manner of pension funds, and of brokers in Africa and the Americas."""

# ruff: noqa: E501 (a line of an export stands on one line here)

from __future__ import annotations

from tests.intake.export import Export, sheet

EXPORTS = {
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
