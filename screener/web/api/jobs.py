"""POST /v1/jobs: files too large or too many for one request go in; what came of them is fetched once, at a secret address."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Query, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from starlette.concurrency import run_in_threadpool

from screener.errors import JobUnknown, RequestRefused, UploadRefused, UploadUnsupported
from screener.jobs.address import Address, parse_address
from screener.jobs.draft import Draft
from screener.jobs.ledger import WORKER_LOST
from screener.jobs.view import JobView, Result
from screener.orders import parse_order
from screener.settings import read_today
from screener.store.replays import parse_replay_key
from screener.store.workspaces import Member
from screener.web.api.access import Bench, describe_problems
from screener.web.api.job_description import (
    BODY,
    FILE_FIELDS,
    IDEMPOTENCY,
    LINES,
    RESULT_ANSWER,
    SENT_ANSWER,
    STATE_ANSWER,
    WORDS,
)
from screener.web.body import content_type
from screener.web.form_stream import Begun, FormStream
from screener.web.handover import HandOver
from screener.web.head import ASKED_HEAD
from screener.web.job_result import list_lines, write_archive
from screener.web.membership import find_keeper, join_answers, list_held
from screener.web.problems import ProblemShape, answer_problem, list_members, make_problem, write_internal
from screener.web.workbench import Workbench

router = APIRouter(prefix="/v1/jobs", tags=["jobs"])
JobId = Annotated[str, Path(description="The secret address of the job, as the answer to POST has it.")]
_BATCH = 2**20
"""So many bytes are taken in before a thread seals them."""
LINES_FILE = "positions.ndjson"
POSITIONS_ENDINGS = (".ndjson", ".jsonl")


@router.post(
    "",
    status_code=202,
    summary="Send files to be screened",
    responses={202: SENT_ANSWER, **describe_problems(400, 404, 409, 413, 415, 422)},
    openapi_extra={"requestBody": BODY},
)
async def send_job(
    request: Request,
    bench: Bench,
    policy: Annotated[
        str | None, Query(description="A policy's id, where no form says it: with lines of JSON.", max_length=100)
    ] = None,
    as_of: Annotated[str | None, Query(description="The day to answer for, where no form says it.", max_length=40)] = None,
    idempotency_key: Annotated[str | None, Header(description=IDEMPOTENCY)] = None,
) -> Response:
    """Takes files in, sealed as they arrive, and answers with the secret address of the job.

    Whoever holds the address may read and end the job; the service itself cannot name it again. Input and result are deleted
    once the result was fetched, when the job is cancelled, and an hour after it was sent. Answers that people of the workspace
    gave to needs_review by then are heeded, as in one request.
    """
    key = parse_replay_key(idempotency_key) if idempotency_key is not None else None
    office = await run_in_threadpool(bench.office)
    member = await run_in_threadpool(find_keeper, request)
    draft = await run_in_threadpool(lambda: office.begin(workspace=member.workspace.id if member else None))
    try:
        words = await _receive(request, draft)
        words = _join_words(words, {"policy": policy, "as_of": as_of})
        settled = await run_in_threadpool(_settle, words, draft, bench, member)
        many = draft.portfolios > 1
        sender = member.key if member else ""
        address, replayed = await run_in_threadpool(
            lambda: office.send(draft, words, settled=settled, many=many, replay_key=key, member=sender)
        )
    except BaseException:
        office.discard(draft)
        raise
    view = await run_in_threadpool(lambda: office.look(address))
    headers = {"Location": f"/v1/jobs/{address.text}"} | ({"Idempotent-Replayed": "true"} if replayed else {})
    return JSONResponse(_write_view(address, view), status_code=202, headers=headers)


@router.get("/{id}", summary="How a job stands", responses={200: STATE_ANSWER, **describe_problems(404, 503)})
def show_job(id: JobId, bench: Bench) -> Response:
    """Gives the state of a job, how far it is, and until when it stays."""
    address = parse_address(id)
    return JSONResponse(_write_view(address, bench.office().look(address)))


@router.get(
    "/{id}/result",
    summary="Fetch the result of a job, once",
    responses={200: RESULT_ANSWER, **describe_problems(400, 404, 409, 413, 415, 422, 503)},
)
def fetch_result(
    id: JobId,
    request: Request,
    bench: Bench,
    keep: Annotated[bool, Query(description="Delete nothing yet: that it came whole you say with DELETE.")] = False,  # noqa: FBT002
) -> Response:
    """Gives the screening; of many files a line of JSON each, or a ZIP. With its last byte sent, everything is deleted.

    What is broken off before stays, and can be fetched again. Where a proxy may lose the last bytes, fetch with `keep=true`
    and send DELETE once you have it whole.
    """
    address = parse_address(id)
    office = bench.office()
    result = office.open_result(address)
    if result.is_lost:
        return answer_problem(write_internal(address.public))
    if result.is_letters:
        raise JobUnknown("That job printed letters, and has no screening.", help="Take them at /campaigns/jobs/ and its address.")
    if not result.is_many and (problem := result.files[0]["problem"]):
        return answer_problem(_write_problem(address, problem))
    media_type, parts = _choose_form(result, request.headers.get("accept", ""), address)
    if request.scope.get(ASKED_HEAD):
        return Response(media_type=media_type)
    if keep:
        return StreamingResponse(parts, media_type=media_type)
    return HandOver(parts, end=lambda: office.withdraw(address), media_type=media_type)


@router.delete("/{id}", status_code=204, summary="Cancel a job", responses=describe_problems(404))
def cancel_job(id: JobId, bench: Bench) -> Response:
    """Deletes a job with everything of it, whatever its state; a worker that is at it stops within seconds."""
    bench.office().withdraw(parse_address(id))
    return Response(status_code=204)


async def _receive(request: Request, draft: Draft) -> dict[str, str]:
    """Takes the body into the draft; gives the words beside the files. Raises UploadUnsupported, RequestRefused."""
    kind = content_type(request)
    if kind == LINES:
        draft.open_file(LINES_FILE, kind="positions")
        async for content in _batch(request):
            await run_in_threadpool(draft.write, content)
        return {}
    if kind != "multipart/form-data":
        raise UploadUnsupported(
            f'The body is "{kind[:80] or "of no stated type"}".',
            help=f"Send files as multipart/form-data, or positions as {LINES}.",
            code="wrong_content_type",
        )
    form = FormStream(request.headers["content-type"], fields=WORDS, files=FILE_FIELDS)
    async for content in _batch(request):
        await run_in_threadpool(_take, form, draft, content)
    form.close()
    return form.texts


async def _batch(request: Request) -> AsyncIterator[bytes]:
    kept = bytearray()
    async for content in request.stream():
        kept += content
        if len(kept) >= _BATCH:
            yield bytes(kept)
            kept.clear()
    if kept:
        yield bytes(kept)


def _take(form: FormStream, draft: Draft, content: bytes) -> None:
    for event in form.feed(content):
        if isinstance(event, Begun):
            draft.open_file(event.name, kind=_tell_kind(event))
        else:
            draft.write(event)


def _tell_kind(event: Begun) -> Any:  # noqa: ANN401 (one of draft.Kind)
    if event.field == "funds":
        return "fund"
    return "positions" if event.media_type == LINES or event.name.lower().endswith(POSITIONS_ENDINGS) else "portfolio"


def _join_words(words: dict[str, str], beside: dict[str, str | None]) -> dict[str, str]:
    """Gives what was said in the form and in the address together. Raises RequestRefused where both say the same thing."""
    said = {name: text for name, text in beside.items() if text}
    for name in said.keys() & words.keys():
        raise RequestRefused(f'"{name}" stands in the address and in the form.', help="Send it once.", code="field_twice")
    return said | words


def _settle(words: dict[str, str], draft: Draft, bench: Workbench, member: Member | None) -> dict[str, str]:
    """Gives the day and the answers that count, whenever the job is worked at; raises what is wrong with the order now."""
    if not draft.portfolios:
        raise UploadRefused(
            "No file was sent.", help="Send the files with the holdings, each as a field named file.", code="no_file"
        )
    answers = join_answers(words.get("confirmations"), list_held(bench, member))
    settled = {} if answers is None else {"confirmations": answers}
    order = parse_order({**words, **settled}, book=bench.rulebook, settings=bench.settings, today=read_today())
    return settled | {"as_of": order.as_of.isoformat()}


def _choose_form(result: Result, accept: str, address: Address) -> tuple[str, Iterator[bytes]]:
    def write(problem: dict[str, Any]) -> ProblemShape:
        return _write_problem(address, problem)

    if "application/zip" in accept:
        return "application/zip", write_archive(result, write)
    if result.is_many or LINES in accept:
        return LINES, list_lines(result, write)
    return "application/json", result.read(0)


def _write_problem(address: Address, problem: dict[str, Any]) -> ProblemShape:
    if problem["status"] >= 500:
        return write_internal(address.public)
    title = "The file cannot be used"
    return make_problem(
        status=problem["status"], code=problem["code"], title=title, detail=problem["detail"], help=problem["help"]
    )


def _write_view(address: Address, view: JobView) -> dict[str, Any]:
    row, path = view.row, f"/v1/jobs/{address.text}"
    problem = _write_problem(address, dict(view.problem)) if view.problem else None
    if row["failure"] == WORKER_LOST:
        problem = write_internal(address.public)
    return {
        "id": address.text,
        "state": row["state"],
        "stage": row["stage"] or None,
        "share": row["share"],
        "position": None if view.ahead is None else view.ahead + 1,
        "created": _write_time(row["created_at"]),
        "ended": _write_time(row["ended_at"]),
        "expires": _write_time(row["expires_at"]),
        "problem": problem and list_members(problem),
        "links": {"self": path, "result": f"{path}/result"},
    }


def _write_time(seconds: float | None) -> str | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, tz=UTC).isoformat(timespec="seconds")
