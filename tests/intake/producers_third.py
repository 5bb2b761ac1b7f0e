"""Invented exports: headers over rows, industry templates, schedules, and brokers of more lands."""

# ruff: noqa: E501 (a line of an export stands on one line here)

from __future__ import annotations

from tests.intake.export import Export, sheet

EXPORTS = {
    "two_header_lines_of_a_page_with_cells_over_rows_and_footnotes": Export(
        b"<html><body><table><tr><th rowspan=2>Security</th><th colspan=2>Position</th><th rowspan=2>Weight (%)</th></tr><tr><th>Shares</th><th>Market value (USD)</th></tr><tr><td>Adani Ports &amp; SEZ<sup>1</sup></td><td>1,000</td><td>15,000</td><td>75.0</td></tr><tr><td>Tata Motors</td><td>500</td><td>5,000</td><td>25.0</td></tr><tr><td>Total</td><td></td><td>20,000</td><td>100.0</td></tr></table></body></html>",
        [
            ("Adani Ports & SEZ", "", "1000", "15000", "USD", "0.75", False),
            ("Tata Motors", "", "500", "5000", "USD", "0.25", False),
        ],
        None,
        [],
    ),
    "one_name_over_two_rows_of_a_page": Export(
        b"<table><tr><th>Name</th><th>Account</th><th>Shares</th><th>Value (EUR)</th></tr><tr><td rowspan='2'>POSCO Holdings</td><td>A</td><td>10</td><td>2,000</td></tr><tr><td>B</td><td>5</td><td>1,000</td></tr><tr><td>Shell</td><td>A</td><td>10</td><td>300</td></tr></table>",
        [
            ("POSCO Holdings", "", "10", "2000", "EUR", "", False),
            ("POSCO Holdings", "", "5", "1000", "EUR", "", False),
            ("Shell", "", "10", "300", "EUR", "", False),
        ],
        None,
        [],
    ),
    "headers_of_a_regulator_in_brazil": Export(
        "TP_FUNDO;CNPJ_FUNDO;DENOM_SOCIAL;DT_COMPTC;TP_APLIC;TP_ATIVO;QT_POS_FINAL;VL_MERC_POS_FINAL;VL_CUSTO_POS_FINAL;CD_ATIVO;DS_ATIVO;CD_ISIN\nFI;00.017.024/0001-53;FUNDO EXEMPLO;2026-09-30;Ações;Ação ordinária;1000;45000.50;40000;VALE3;VALE ON N1;BRVALEACNOR0\nFI;00.017.024/0001-53;FUNDO EXEMPLO;2026-09-30;Ações;Ação preferencial;200;7400.00;7000;PETR4;PETROBRAS PN N2;BRPETRACNPR6\n".encode(
            "latin-1"
        ),
        [
            ("VALE ON N1", "BRVALEACNOR0", "1000", "45000.5", "", "", False),
            ("PETROBRAS PN N2", "BRPETRACNPR6", "200", "7400", "", "", False),
        ],
        "2026-09-30",
        [],
    ),
    "isins_behind_the_names": Export(
        "Wertpapier;Stück;Kurswert in EUR;Anteil\nPOSCO HOLDINGS INC. KR7005490008;10;2.500,00;25,00 %\nTotalEnergies SE (FR0000120271);100;5.480,00;54,80 %\nShell plc / GB00BP6MXD84;60;2.020,00;20,20 %\n".encode(),
        [
            ("POSCO HOLDINGS INC.", "KR7005490008", "10", "2500", "EUR", "0.25", False),
            ("TotalEnergies SE", "FR0000120271", "100", "5480", "EUR", "0.548", False),
            ("Shell plc", "GB00BP6MXD84", "60", "2020", "EUR", "0.202", False),
        ],
        None,
        [],
    ),
    "numbered_columns_of_the_industrys_template": Export(
        b"1_Portfolio_Identifying_data;5_Net_asset_value;6_Valuation_date;12_CIC_code_of_the_instrument;14_Identification_code_of_the_instrument;15_Type_of_identification_code_for_the_instrument;17_Instrument_name;18_Quantity;19_Nominal_amount;21_Quotation_currency_(A);22_Market_valuation_in_quotation_currency_(A);24_Market_valuation_in_portfolio_currency_(B);26_Valuation_weight\nLU0000000001;100000;2026-09-30;KR31;KR7005490008;1;POSCO HOLDINGS INC;100;;KRW;30000000;20000;0.2\nLU0000000001;100000;2026-09-30;FR21;FR0000120271;1;TOTALENERGIES SE;;;EUR;75000;75000;0.75\nLU0000000001;100000;2026-09-30;XT71;CASH_EUR;99;CASH EUR;;;EUR;5000;5000;0.05\n",
        [
            ("POSCO HOLDINGS INC", "KR7005490008", "100", "20000", "", "0.2", False),
            ("TOTALENERGIES SE", "FR0000120271", "", "75000", "", "0.75", False),
            ("CASH EUR", "", "", "5000", "", "0.05", True),
        ],
        "2026-09-30",
        [],
    ),
    "markdown": Export(
        b"# My portfolio\n\n| Company | ISIN | Shares | Value (EUR) |\n|---|:---:|---:|---:|\n| **POSCO Holdings** | KR7005490008 | 10 | 2,500.00 |\n| TotalEnergies SE | FR0000120271 | 100 | 5,480.00 |\n",
        [
            ("POSCO Holdings", "KR7005490008", "10", "2500", "EUR", "", False),
            ("TotalEnergies SE", "FR0000120271", "100", "5480", "EUR", "", False),
        ],
        None,
        [],
    ),
    "sums_and_cash_of_a_german_fund_report": Export(
        "Vermögensaufstellung zum 30.09.2026;;;;;\nGattungsbezeichnung;ISIN;Markt;Stück bzw. Anteile bzw. Whg. in 1.000;Bestand 30.09.2026;Käufe/ Zugänge im Berichtszeitraum;Kurs;Kurswert in EUR;% des Fondsvermögens\nBörsengehandelte Wertpapiere;;;;;;;95.000,00;95,00\nAktien;;;;;;;;\nPOSCO Holdings Inc. Reg. Shares;KR7005490008;;STK;100;10;KRW 300.000,000;20.000,00;20,00\nTotalEnergies SE Actions;FR0000120271;;STK;1.500;0;EUR 50,000;75.000,00;75,00\nBankguthaben;;;;;;;5.000,00;5,00\nEUR-Guthaben bei Verwahrstelle;;;EUR;5.000,00;;% 100,000;5.000,00;5,00\nFondsvermögen;;;;;;EUR;100.000,00;100,00\n".encode(),
        [
            ("POSCO Holdings Inc. Reg. Shares", "KR7005490008", "100", "20000", "EUR", "0.2", False),
            ("TotalEnergies SE Actions", "FR0000120271", "1500", "75000", "EUR", "0.75", False),
            ("EUR-Guthaben bei Verwahrstelle", "", "5000", "5000", "EUR", "0.05", True),
        ],
        "2026-09-30",
        [],
    ),
    "a_broker_in_israel_with_a_total_in_hebrew": Export(
        'שם נייר,מספר נייר,כמות,שער,שווי בש"ח,אחוז מהתיק\nבנק לאומי,604611,1000,"4,500.00","45,000.00",75.00%\nאלביט מערכות,1081124,15,"100,000.00","15,000.00",25.00%\nסה"כ,,,,"60,000.00",100.00%\n'.encode(
            "cp1255"
        ),
        [
            ("בנק לאומי", "604611", "1000", "45000", "ILS", "0.75", False),
            ("אלביט מערכות", "1081124", "15", "15000", "ILS", "0.25", False),
        ],
        None,
        [],
    ),
    "a_day_in_thai_letters": Export(
        'รายละเอียดการลงทุน\nณ วันที่ 31 ตุลาคม 2569\nชื่อหลักทรัพย์,จำนวนหุ้น,มูลค่าตลาด (บาท),% NAV\nบริษัท ปตท. จำกัด (มหาชน),"100,000","3,250,000.00",61.32\nบริษัท ท่าอากาศยานไทย จำกัด (มหาชน),"50,000","2,050,000.00",38.68\nรวม,,"5,300,000.00",100.00\n'.encode(),
        [
            ("บริษัท ปตท. จำกัด (มหาชน)", "", "100000", "3250000", "THB", "0.6132", False),
            ("บริษัท ท่าอากาศยานไทย จำกัด (มหาชน)", "", "50000", "2050000", "THB", "0.3868", False),
        ],
        "2026-10-31",
        [],
    ),
    "a_polish_broker_in_its_code_page": Export(
        "Stan rachunku na dzień 2026-11-20\nPapier wartościowy;Giełda;Liczba dostępnych;Kurs;Waluta;Wartość;Średni kurs nabycia;Wynik\nPKNORLEN;WWA-GPW;150;65,20;PLN;9 780,00;60,00;780,00\nKGHM;WWA-GPW;20;140,00;PLN;2 800,00;150,00;-200,00\nRazem;;;;;12 580,00;;580,00\n".encode(
            "cp1250"
        ),
        [("PKNORLEN", "", "150", "9780", "PLN", "", False), ("KGHM", "", "20", "2800", "PLN", "", False)],
        "2026-11-20",
        [],
    ),
    "largest_investments_of_a_disclosure": Export(
        sheet(
            ["Largest investments", "Sector", "% Assets", "Country"],
            ["POSCO Holdings", "Materials", "4.12%", "South Korea"],
            ["Shell PLC", "Energy", "3.50%", "United Kingdom"],
        ),
        [("POSCO Holdings", "", "", "", "", "0.0412", False), ("Shell PLC", "", "", "", "", "0.035", False)],
        None,
        ["weights_do_not_add_up"],
    ),
    "futures_and_cash_of_a_fund_in_taiwan": Export(
        '基金名稱：範例ETF\n資料日期：2026/11/23\n股票代碼,股票名稱,股數,持股權重(%)\n2330,台積電,"12,345,678",45.67\n2412,中華電,"2,000,000",12.33\n期貨,臺股期貨 2026/12,150,1.50\n現金,現金及約當現金,,40.50\n'.encode(),
        [
            ("台積電", "2330", "12345678", "", "", "0.4567", False),
            ("中華電", "2412", "2000000", "", "", "0.1233", False),
            ("臺股期貨 2026/12", "期貨", "150", "", "", "0.015", True),
            ("現金及約當現金", "現金", "", "", "", "0.405", True),
        ],
        "2026-11-23",
        [],
    ),
    "a_danish_pension_fund_in_millions": Export(
        "Aktieinvesteringer pr. 31. december 2025\n\nSelskab;Land;Markedsværdi (mio. DKK);Ejerandel i %\nNovo Nordisk A/S;Danmark;1.234,5;0,05\nTotalEnergies SE;Frankrig;98,7;0,01\nI alt;;1.333,2;\n".encode(),
        [("Novo Nordisk A/S", "", "", "1234.5", "", "", False), ("TotalEnergies SE", "", "", "98.7", "", "", False)],
        "2025-12-31",
        [],
    ),
    "a_list_of_figis": Export(
        b"figi,name,ticker,exchCode,compositeFIGI,securityType,marketSector,shareClassFIGI,securityType2,securityDescription\nBBG000B9XRY4,APPLE INC,AAPL,US,BBG000B9XRY4,Common Stock,Equity,BBG001S5N8V8,Common Stock,AAPL\nBBG000BVPV84,AMAZON.COM INC,AMZN,US,BBG000BVPV84,Common Stock,Equity,BBG001S5PQL7,Common Stock,AMZN\n",
        [("APPLE INC", "AAPL", "", "", "", "", False), ("AMAZON.COM INC", "AMZN", "", "", "", "", False)],
        None,
        [],
    ),
    "a_schedule_of_investments_with_footnotes": Export(
        'Schedule of Investments (unaudited)\nSeptember 30, 2026\n($ in thousands)\n,Shares,Value\nCommon Stocks - 98.0%,,\nIndia - 50.0%,,\nAdani Ports & Special Economic Zone Ltd. (a)(b),"10,000",$150\nBharat Electronics Ltd. *,"100,000",400\nThailand - 48.0%,,\nPTT PCL NVDR †,"500,000",450\nTotal Common Stocks (Cost $900),,"1,000"\nOther Assets in Excess of Liabilities - 2.0%,,20\nNet Assets - 100.0%,,"$1,020"\n(a) Non-income producing security.\n'.encode(),
        [
            ("Adani Ports & Special Economic Zone Ltd. (a)(b)", "", "10000", "150", "", "", False),
            ("Bharat Electronics Ltd. *", "", "100000", "400", "", "", False),
            ("PTT PCL NVDR †", "", "500000", "450", "", "", False),
            ("Other Assets in Excess of Liabilities - 2.0%", "", "", "20", "", "", True),
        ],
        "2026-09-30",
        [],
    ),
    "bonds_with_coupon_and_maturity": Export(
        b'Issuer,Coupon,Maturity,ISIN,Face (USD),Price,Mkt Value,Rating\nPTT Treasury Center Co Ltd,4.5,25-Oct-2042,US69370PAE16,"200,000",88.5,"177,000",BBB+\nRepublic of Korea,1.75,15-Oct-2031,US50064FAU76,"100,000",87.0,"87,000",AA\n',
        [
            ("PTT Treasury Center Co Ltd", "US69370PAE16", "200000", "177000", "", "", False),
            ("Republic of Korea", "US50064FAU76", "100000", "87000", "", "", False),
        ],
        None,
        [],
    ),
    "a_terminals_keys_for_names": Export(
        b"Security,Position,Px,Mkt Val (USD),Wgt%\n005490 KS Equity,100,200,20000,40\nPTT TB Equity,20000,1,20000,40\nUSD Curncy,10000,1,10000,20\n",
        [
            ("005490 KS Equity", "005490", "100", "20000", "USD", "0.4", False),
            ("PTT TB Equity", "PTT", "20000", "20000", "USD", "0.4", False),
            ("USD Curncy", "", "10000", "10000", "USD", "0.2", True),
        ],
        None,
        [],
    ),
    "a_heading_over_two_currencies": Export(
        sheet(
            ["Asset", "", "Holding", "", "Valuation", ""],
            ["Name", "ISIN", "Units", "Price", "Local", "GBP"],
            ["POSCO HOLDINGS", "KR7005490008", 100, 300000, 30000000, 17000.5],
            ["SHELL PLC", "GB00BP6MXD84", 1000, 27.5, 27500, 27500],
        ),
        [
            ("POSCO HOLDINGS", "KR7005490008", "100", "17000.5", "GBP", "", False),
            ("SHELL PLC", "GB00BP6MXD84", "1000", "27500", "GBP", "", False),
        ],
        None,
        [],
    ),
    "balances_beside_units": Export(
        b'Investment Elections as of 09/30/2026\nFund,Units,NAV,Balance,% of Balance\nVanguard Target Retirement 2045,"1,234.567",$45.67,"$56,382.68",80.00%\nStable Value Fund,"14,095.670",$1.00,"$14,095.67",20.00%\nTotal,,,"$70,478.35",100.00%\n',
        [
            ("Vanguard Target Retirement 2045", "", "1234.567", "56382.68", "", "0.8", False),
            ("Stable Value Fund", "", "14095.67", "14095.67", "", "0.2", False),
        ],
        "2026-09-30",
        [],
    ),
    "a_broker_in_hong_kong_in_big5": Export(
        '股份編號,股份名稱,結餘,按盤價,貨幣,市值(港元)\n00857,中國石油股份,"2,000",8.00,HKD,"16,000.00"\n00941,中國移動,500,80.00,HKD,"40,000.00"\n總值,,,,,"56,000.00"\n'.encode(
            "big5hkscs"
        ),
        [("中國石油股份", "00857", "2000", "16000", "HKD", "", False), ("中國移動", "00941", "500", "40000", "HKD", "", False)],
        None,
        [],
    ),
    "this_terms_pieces_beside_the_last_terms": Export(
        '組入資産の明細（2026年10月20日現在）\n銘柄,前期末 株数,当期末 株数,当期末 評価額\n,千株,千株,千円\n日本製鉄,10.5,12.3,"39,360"\n三菱商事,20.0,20.0,"60,000"\n合計,30.5,32.3,"99,360"\n'.encode(),
        [("日本製鉄", "", "12.3", "39360", "", "", False), ("三菱商事", "", "20", "60000", "", "", False)],
        "2026-10-20",
        [],
    ),
    "a_broker_in_portugal": Export(
        "Carteira de Títulos em 30-09-2026\n\nTítulo;ISIN;Quantidade;Cotação;Moeda;Valor (EUR);Peso (%)\nGALP ENERGIA SGPS;PTGAL0AM0009;500;15,20;EUR;7.600,00;60,32\nEDP;PTEDP0AM0009;1.250;4,00;EUR;5.000,00;39,68\nTOTAL;;;;;12.600,00;100,00\n".encode(),
        [
            ("GALP ENERGIA SGPS", "PTGAL0AM0009", "500", "7600", "EUR", "0.6032", False),
            ("EDP", "PTEDP0AM0009", "1250", "5000", "EUR", "0.3968", False),
        ],
        "2026-09-30",
        [],
    ),
    "a_french_inventory": Export(
        "Inventaire au 30/09/2026;;;;;\nDésignation des valeurs;Devise;Quantité;Valeur actuelle;% Actif net\nActions;;;;\nTOTALENERGIES SE;EUR;1 000;54 800,00;54,80\nPOSCO HOLDINGS INC;KRW;100;20 000,00;20,00\nTotal Actions;;;74 800,00;74,80\nComptes financiers;;;25 200,00;25,20\nActif net;;;100 000,00;100,00\n".encode(),
        [
            ("TOTALENERGIES SE", "", "1000", "54800", "", "0.548", False),
            ("POSCO HOLDINGS INC", "", "100", "20000", "", "0.2", False),
            ("Comptes financiers", "", "", "25200", "", "0.252", True),
        ],
        "2026-09-30",
        [],
    ),
    "a_pension_fund_in_canada": Export(
        b'Foreign Publicly-Traded Equity Holdings\nAs at March 31, 2026\n(CAD millions)\nCompany,Country,Shares (\'000),Market Value ($M)\nPOSCO Holdings,Korea,12,4\nPTT,Thailand,"9,000",11\nTotal Foreign Publicly-Traded Equities,,,15\n"Note: Market values under $0.5 million are rounded to zero."\n',
        [("POSCO Holdings", "", "12", "4", "", "", False), ("PTT", "", "9000", "11", "", "", False)],
        "2026-03-31",
        [],
    ),
    "a_name_with_a_comma_that_nothing_quotes": Export(
        b"Name,ISIN,Value\nPOSCO Holdings, Inc.,KR7005490008,100\nShell,GB00BP6MXD84,200\nApple,US0378331005,300\n",
        [
            ("POSCO Holdings, Inc.", "KR7005490008", "", "100", "", "", False),
            ("Shell", "GB00BP6MXD84", "", "200", "", "", False),
            ("Apple", "US0378331005", "", "300", "", "", False),
        ],
        None,
        [],
    ),
    "thousands_of_yen": Export(
        "銘柄コード,銘柄名,保有株数,評価額（千円）,取得日\n5401,日本製鉄,100,320,R6.5.1\n2503,キリンHD,200,420,H30.4.1\n".encode(),
        [("日本製鉄", "5401", "100", "320", "", "", False), ("キリンHD", "2503", "200", "420", "", "", False)],
        None,
        [],
    ),
    "a_broker_in_malaysia_whose_sign_is_no_scale": Export(
        b"Stock Code,Stock Name,Qty On Hand,Last Done (RM),Market Value (RM)\n5183,PCHEM,1000,4.50,4500.00\n1155,MAYBANK,500,10.00,5000.00\n",
        [("PCHEM", "5183", "1000", "4500", "MYR", "", False), ("MAYBANK", "1155", "500", "5000", "MYR", "", False)],
    ),
    "millions_of_rand": Export(
        b"Share;Code;Holding;Value (R'm)\nSasol;SOL;1000;12,5\nMTN;MTN;500;7,5\n",
        [("Sasol", "SOL", "1000", "12.5", "", "", False), ("MTN", "MTN", "500", "7.5", "", "", False)],
    ),
}
