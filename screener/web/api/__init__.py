"""The API under /v1: JSON and spreadsheets go in; JSON, PDF and ZIP come out; errors are RFC 9457 problems."""
