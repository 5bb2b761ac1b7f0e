"""Funds: what a portfolio's funds hold goes in beside the portfolio; their holdings, in their place, come out."""
