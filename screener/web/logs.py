"""Logs: records go in; one JSON object a line comes out on stderr. What may stand in one is a closed list."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any

FIELDS = ("method", "route", "status", "seconds", "worker", "stage")
"""What a record may say beside its event; anything else that is hung on one is not written."""


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON. An exception's own words may quote a portfolio, so only its kind is written."""

    def format(self, record: logging.LogRecord) -> str:
        """Gives the line."""
        values: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="seconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        values |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            values["exception"] = record.exc_info[0].__name__
        return json.dumps(values, ensure_ascii=False)


def set_up_logs(*, requests: bool) -> None:
    """Sends our own records to stderr: failures always, requests where asked for."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    ours = logging.getLogger("screener")
    ours.handlers = [handler]
    ours.propagate = False
    ours.setLevel(logging.INFO)
    logging.getLogger("screener.requests").setLevel(logging.INFO if requests else logging.CRITICAL)
