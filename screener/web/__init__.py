"""The service: requests go in; problems, records, papers and pages come out. It keeps nothing of a portfolio."""
