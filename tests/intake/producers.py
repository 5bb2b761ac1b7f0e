"""All invented exports, by the producer in whose manner they are written.

A reading is (name, code, quantity, market value, value currency, weight, cash?); the code is the ISIN, else what identifies it.
"""

from __future__ import annotations

from tests.intake import (
    producers_asia,
    producers_elsewhere,
    producers_europe,
    producers_fresh,
    producers_fund_houses,
    producers_second,
    producers_third,
)

EXPORTS = (
    producers_fund_houses.EXPORTS
    | producers_europe.EXPORTS
    | producers_asia.EXPORTS
    | producers_elsewhere.EXPORTS
    | producers_fresh.EXPORTS
    | producers_second.EXPORTS
    | producers_third.EXPORTS
)
