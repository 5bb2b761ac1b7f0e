"""Invented exports in the manner of brokers in Asia."""

# ruff: noqa: E501 (a line of an export stands on one line here)

from __future__ import annotations

from tests.intake.export import Export, sheet

EXPORTS = {
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
}
