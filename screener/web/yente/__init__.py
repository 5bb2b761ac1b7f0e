"""The registry in the manner of yente, for programs that speak to yente already; docs/decisions/0014 says what differs."""
