"""What a job takes and gives, for OpenAPI."""

from typing import Any

from screener.orders import ORDER_WORDS

LINES = "application/x-ndjson"
WORDS = (*ORDER_WORDS, "label")
FILE_FIELDS = ("file", "funds")
IDEMPOTENCY = "16 to 200 random characters, a UUID for example: the same key and body within a day give the same job."
_TEXT = {"type": "string"}
_FORM_SCHEMA = {
    "type": "object",
    "required": ["file"],
    "additionalProperties": False,
    "properties": {
        "file": {
            "type": "array",
            "minItems": 1,
            "items": {"type": "string", "format": "binary"},
            "description": "A portfolio each: a spreadsheet as for POST /v1/screenings, or .ndjson, a Position on each line.",
        },
        "funds": {
            "type": "array",
            "items": {"type": "string", "format": "binary"},
            "description": "The holdings of funds that the portfolios hold, to look through them.",
        },
        "policy": {**_TEXT, "description": "A policy's id, or a policy of your own as YAML or JSON.", "default": "standard"},
        "as_of": {**_TEXT, "format": "date", "description": "The day to answer for; the day it is sent where left out."},
        "columns": {
            **_TEXT,
            "description": "Your own naming of columns: name=Stock,isin=Code,unused=Note, or a JSON object.",
        },
        "sheet": {**_TEXT, "description": "The sheet to read, where a workbook has several."},
        "label": {**_TEXT, "description": "What to call this portfolio on its papers."},
        "rates": {**_TEXT, "description": "Exchange rates as CSV text: currency,rate,to,day"},
        "confirmations": {**_TEXT, "description": "The text of a file of confirmations, as YAML."},
    },
}
BODY: dict[str, Any] = {
    "required": True,
    "content": {
        "multipart/form-data": {"schema": _FORM_SCHEMA},
        LINES: {
            "schema": {"type": "string", "description": "A Position as JSON on each line."},
            "example": '{"name":"POSCO Holdings Inc","isin":"KR7005490008"}\n{"name":"Nestle SA","isin":"CH0038863350"}\n',
        },
    },
}
_ID = "Zk3p9yQ1mTn4aXw8.kB2v6Y0rJ5hN1cL7sQ9dM3xT8gW4zE6uA0pF2iR5oVk"
_STATE_EXAMPLE = {
    "id": _ID,
    "state": "queued",
    "stage": None,
    "share": 0.0,
    "position": 1,
    "created": "2026-11-24T10:00:00+00:00",
    "ended": None,
    "expires": "2026-11-24T11:00:00+00:00",
    "problem": None,
    "links": {"self": f"/v1/jobs/{_ID}", "result": f"/v1/jobs/{_ID}/result"},
}
_MAYBE = {"type": ["string", "null"]}
_STATE_SCHEMA = {
    "type": "object",
    "required": list(_STATE_EXAMPLE),
    "properties": {
        "id": {**_TEXT, "description": "The secret address of the job: keep it, and show it to nobody."},
        "state": {"enum": ["receiving", "queued", "running", "done", "failed"]},
        "stage": {"enum": ["reading", "screening", None]},
        "share": {"type": "number", "minimum": 0, "maximum": 1, "description": "Of the files, how much is done."},
        "position": {"type": ["integer", "null"], "minimum": 1, "description": "In the queue, while it waits."},
        "created": _TEXT,
        "ended": _MAYBE,
        "expires": {**_TEXT, "description": "Everything of the job is deleted then."},
        "problem": {"anyOf": [{"$ref": "#/components/schemas/ProblemShape"}, {"type": "null"}]},
        "links": {"type": "object", "additionalProperties": _TEXT},
    },
}
STATE_ANSWER: dict[str, Any] = {
    "description": "How the job stands",
    "content": {"application/json": {"schema": _STATE_SCHEMA, "example": _STATE_EXAMPLE}},
}
RESULT_ANSWER: dict[str, Any] = {
    "description": "A screening/1 for one file; for many, lines of JSON (`file` with `screening` or `problem`), or a ZIP",
    "content": {
        "application/json": {"schema": {"type": "object", "required": ["schema", "receipt", "outcomes", "findings"]}},
        LINES: {"schema": _TEXT},
        "application/zip": {"schema": {"type": "string", "format": "binary"}},
    },
}
