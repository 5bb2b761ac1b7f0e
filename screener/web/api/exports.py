"""GET /v1/exports/{form}: the exclusion list of a policy on a day, as CSV, a workbook, JSON or a broker's upload."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from reports.exclusions import MEDIA_TYPES, write_exclusion_files
from screener.errors import RequestRefused
from screener.orders import DEFAULT_POLICY, parse_day_of_answer
from screener.screening.exclusions import list_exclusions
from screener.settings import read_today
from screener.web.api.access import BINARY, Bench, describe_problems
from screener.web.api.policy_answers import ExclusionsAnswer
from screener.web.papers import Paper, hand_over, zip_papers
from screener.writing.exclusions import write_exclusion_document

router = APIRouter(prefix="/v1/exports", tags=["exports"])
ZIP = "application/zip"
NOTE = "Screener-Note"
"""The header that says what a broker's upload does not hold, and what must be set by hand."""
_ANSWER = {
    "description": (
        "The list: one file, or a ZIP where a broker takes no file so long (512 KB, 10,000 lines). "
        f"Of the form ibkr the header {NOTE} says what is left out and what must be set by hand: read it before you upload."
    ),
    "headers": {NOTE: {"description": "What the upload does not hold (ibkr only).", "schema": {"type": "string"}}},
    "model": ExclusionsAnswer,
    "content": {media_type: BINARY for media_type in (*MEDIA_TYPES.values(), ZIP) if media_type != "application/json"},
}


@router.get("/{form}", responses={200: _ANSWER, **describe_problems(400, 404, 422)}, summary="The exclusion list")
def export_exclusions(
    form: Annotated[str, Path(description="csv, xlsx, json or ibkr.", examples=["csv"])],
    bench: Bench,
    policy: Annotated[str, Query(max_length=100, description="A policy's id.")] = DEFAULT_POLICY,
    as_of: Annotated[str | None, Query(max_length=40, description="The day the list is in force from; today.")] = None,
) -> Response:
    """Gives every known identifier of each issuer of which the policy asks something: with level, day, sources."""
    if form not in MEDIA_TYPES:
        known = ", ".join(MEDIA_TYPES)
        raise RequestRefused(f'"{form[:40]}" is not a form of the list.', help=f"Forms: {known}.", code="unknown_form")
    chosen, day = bench.policy(policy), parse_day_of_answer(as_of, today=read_today(), registry=bench.rulebook.registry)
    listed = list_exclusions(bench.rulebook.registry, chosen, bench.verdicts(chosen, day), as_of=day)
    document = write_exclusion_document(listed)
    files = write_exclusion_files(document, form)
    suffix = "csv" if form == "ibkr" else form
    stem = f"exclusions-{chosen.id}-{day.isoformat()}"
    papers = [Paper(name=f"{stem}-{n}.{suffix}", media_type="", content=content) for n, content in enumerate(files, 1)]
    if not papers:
        raise RequestRefused(
            "No issuer of this list has a confirmed ticker.",
            help="The forms csv, xlsx and json have all.",
            code="nothing_to_export",
        )
    if len(papers) > 1:
        answer = hand_over(Paper(name=f"{stem}.zip", media_type=ZIP, content=zip_papers(papers)))
    else:
        answer = hand_over(Paper(name=f"{stem}.{suffix}", media_type=MEDIA_TYPES[form], content=papers[0].content))
    if form == "ibkr":
        answer.headers[NOTE] = " ".join(document.left_out).encode("ascii", "replace").decode()
    return answer
