"""Errors go in; RFC 9457 problem documents come out: what was seen, where, and what to do, under a code that stays."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from screener.errors import (
    AccessRefused,
    DatabaseUnready,
    EntityUnknown,
    JobUnfinished,
    JobUnknown,
    KeyRefused,
    LetterRefused,
    PolicyUnknown,
    ReplayRefused,
    RequestRefused,
    RulebookFault,
    RulebookFaults,
    ScreeningUnreadable,
    ServiceBusy,
    UploadRefused,
    UploadTooLarge,
    UploadUnsupported,
    VersionUnknown,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from screener.errors import ScreenerError

MEDIA_TYPE = "application/problem+json"
SHOWN = 10
"""How many faults of one malformed body are spelt out."""
TITLES: dict[type[ScreenerError], str] = {
    UploadTooLarge: "The file is too large",
    UploadUnsupported: "This is not a kind of file we read",
    UploadRefused: "The file cannot be used",
    RulebookFault: "The policy breaks the format",
    RulebookFaults: "The policy breaks the format",
    PolicyUnknown: "There is no such policy",
    EntityUnknown: "There is no such entity",
    VersionUnknown: "That version is not at hand",
    RequestRefused: "The request cannot be carried out",
    ScreeningUnreadable: "This is not a screening",
    LetterRefused: "The letter may not be written",
    JobUnknown: "There is no such job",
    JobUnfinished: "The job has not ended",
    ReplayRefused: "The key of this request was used before",
    DatabaseUnready: "The database is not ready",
    KeyRefused: "A key is needed",
    AccessRefused: "This is not allowed",
    ServiceBusy: "Too much at once",
}
TITLES_BY_CODE = {
    "kept_unknown": "There is no such screening",
    "answers_not_kept": "There is no such answer",
    "answer_unknown": "There is no such answer",
    "webhook_unknown": "There is no such webhook",
}
"""Where the code says more exactly than the class what is not there."""
POLICY_HELP = "Correct that line of the policy, and send it again."
INTERNAL_TITLE = "Something broke on our side"


class FaultShape(BaseModel):
    """One thing that is malformed, and where in the request it stands."""

    place: str = Field(description="Field and place within it: positions.3.isin.")
    message: str = Field(description="What is wrong with it.")


class ProblemShape(BaseModel):
    """A problem document (RFC 9457). `code` is stable; the sentences may change."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "urn:divestment-screener:problem:empty_file",
                    "title": "The file cannot be used",
                    "status": 400,
                    "code": "empty_file",
                    "detail": '"holdings.csv" is empty.',
                    "help": "Export the holdings again, and send the new file.",
                }
            ]
        }
    )

    type: str = Field(description="A URN made of `code`.")
    title: str = Field(description="What kind of problem it is.")
    status: int = Field(description="The status of the answer.")
    code: str = Field(description="Stable: programs decide by it.")
    detail: str = Field(description="What was seen, and where.")
    help: str = Field(default="", description="What to do next.")
    errors: list[FaultShape] = Field(default_factory=list, description="Of a malformed request, each fault with its place.")
    reference: str | None = Field(
        default=None, description="Only where something broke on our side: quote it when you report it."
    )


def write_problem(error: ScreenerError) -> ProblemShape:
    """Gives the problem document of one of our errors."""
    found = next((TITLES[kind] for kind in type(error).__mro__ if kind in TITLES), "The request cannot be carried out")
    title = TITLES_BY_CODE.get(error.kind, found)
    help_ = error.help or (POLICY_HELP if isinstance(error, RulebookFault | RulebookFaults) else "")
    return make_problem(status=error.status, code=error.kind, title=title, detail=error.message, help=help_)


def write_malformed(faults: Sequence[Mapping[str, Any]]) -> ProblemShape:
    """Gives the problem document of a malformed body, from pydantic's faults; what was sent is not repeated."""
    errors = [FaultShape(place=_write_place(fault["loc"]), message=_write_fault(fault)) for fault in faults[:SHOWN]]
    more = f" and {len(faults) - SHOWN} more" if len(faults) > SHOWN else ""
    return make_problem(
        status=422,
        code="malformed",
        title="The request is malformed",
        detail=f"{errors[0].place}: {errors[0].message}." if len(faults) == 1 else f"{len(errors)} faults{more}, see errors.",
        help="See /openapi.json for what this address takes.",
        errors=errors,
    )


def write_status(status: int) -> ProblemShape:
    """Gives the problem document of a plain HTTP status: no such address, wrong method …"""
    sentences = {
        404: ("not_found", "There is nothing at this address.", "See /openapi.json for the addresses there are."),
        405: ("method_not_allowed", "This address does not take this method.", "See /openapi.json for the methods it takes."),
    }
    code, detail, help_ = sentences.get(
        status, (f"http_{status}", HTTPStatus(status).description or HTTPStatus(status).phrase, "")
    )
    return make_problem(status=status, code=code, title=HTTPStatus(status).phrase, detail=detail, help=help_)


def write_internal(reference: str) -> ProblemShape:
    """Gives the problem document of an error of ours: a reference number and nothing else."""
    problem = make_problem(status=500, code="internal_error", title=INTERNAL_TITLE, detail=f"Reference {reference}.")
    return problem.model_copy(update={"reference": reference})


def make_problem(
    *, status: int, code: str, title: str, detail: str, help: str = "", errors: list[FaultShape] | None = None
) -> ProblemShape:
    """Gives a problem document with its type made from its code."""
    name = f"urn:divestment-screener:problem:{code}"
    return ProblemShape(type=name, title=title, status=status, code=code, detail=detail, help=help, errors=errors or [])


def list_members(problem: ProblemShape) -> dict[str, Any]:
    """Gives the members of a problem document that say something."""
    return {name: value for name, value in problem.model_dump().items() if value not in (None, "", [])}


def answer_problem(problem: ProblemShape, *, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Gives the response for a program."""
    return JSONResponse(list_members(problem), status_code=problem.status, media_type=MEDIA_TYPE, headers=dict(headers or {}))


def _write_place(place: Sequence[str | int]) -> str:
    return ".".join(str(part) for part in place if part != "body") or "body"


def _write_fault(fault: Mapping[str, Any]) -> str:
    sentences = {"extra_forbidden": "this is not a field we know", "missing": "this field is missing"}
    if fault["type"] in {"too_short", "too_long"}:
        return _write_length(fault["ctx"])
    return sentences.get(fault["type"], str(fault["msg"]).removeprefix("Value error, "))


def _write_length(told: Mapping[str, Any]) -> str:
    bound = f"at least {told['min_length']}" if "min_length" in told else f"at most {told['max_length']}"
    return f"this is a list of {bound}, and has {told['actual_length']}"
