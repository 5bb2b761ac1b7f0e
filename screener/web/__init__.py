"""The service: HTTP in, HTTP out."""
