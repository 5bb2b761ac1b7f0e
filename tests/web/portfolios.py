"""A portfolio for all tests of the service: two issuers with ties, one without, and cash."""

from __future__ import annotations

HOLDINGS = """Name,ISIN,Quantity,Market Value (USD)
POSCO HOLDINGS INC,KR7005490008,120,8100.50
BHARAT ELECTRONICS LTD,INE263A01024,1500,5200.25
NESTLE SA-REG,CH0038863350,90,9300.00
Cash,,,250.10
"""
