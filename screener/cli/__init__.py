"""The command line: arguments in; files, one JSON document or a few plain lines out; exit status 0, 1 or 2."""

from screener.cli.app import main

__all__ = ["main"]
