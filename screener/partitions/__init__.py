"""Many portfolios: an assignment and a portfolio's bytes go in; its lines of the summary and its documents' bytes come out."""
