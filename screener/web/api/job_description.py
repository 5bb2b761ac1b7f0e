"""What a job takes and gives, for OpenAPI."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from screener.orders import ORDER_WORDS
from screener.web.api.access import BINARY, REPLAYED_HEADER
from screener.web.api.answers import Answer
from screener.web.api.screening_answer import ScreeningAnswer
from screener.web.api.workspace_answers import Time
from screener.web.problems import ProblemShape

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
_STATE_EXAMPLE: JsonDict = {
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


class JobState(Answer):
    """How a job stands."""

    model_config = ConfigDict(json_schema_extra={"examples": [_STATE_EXAMPLE]})

    id: str
    """The secret address of the job: keep it, and show it to nobody."""
    state: Literal["receiving", "queued", "running", "done", "failed"]
    """Where it is."""
    stage: Literal["reading", "screening", "printing"] | None
    """What is done just now."""
    share: Annotated[float, Field(ge=0, le=1)]
    """Of the files, how much is done."""
    position: Annotated[int, Field(ge=1)] | None
    """In the queue, while it waits."""
    created: Time
    ended: Time | None
    expires: Annotated[str, Field(description="Everything of the job is deleted then.")]
    problem: ProblemShape | None
    """Why it failed."""
    links: dict[str, str]
    """Where to ask again, and where the result will be."""


_PLACE = {"Location": {"description": "Where to ask how it stands.", "schema": {"type": "string"}}}
SENT_ANSWER: dict[str, Any] = {
    "model": JobState,
    "description": "How the job stands",
    "headers": {**_PLACE, **REPLAYED_HEADER},
}
STATE_ANSWER: dict[str, Any] = {"model": JobState, "description": "How the job stands"}
RESULT_ANSWER: dict[str, Any] = {
    "model": ScreeningAnswer,
    "description": "A screening/1 for one file; for many, lines of JSON (`file` with `screening` or `problem`), or a ZIP",
    "content": {
        LINES: {"schema": {**_TEXT, "description": "On each line `file`, and `screening` (a ScreeningAnswer) or `problem`."}},
        "application/zip": BINARY,
    },
}
