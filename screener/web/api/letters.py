"""POST /v1/letters: a screening, a sender and recipients go in; letters (drafts where one is missing) come out as PDF or ZIP."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request
from fastapi.responses import Response

from reports.letter_document import LetterDocument
from reports.letter_forms import FORMS
from screener.errors import LetterRefused, Problem, RequestRefused, UploadUnsupported
from screener.screening.record import read_screening
from screener.web.api.access import Bench, describe_problems
from screener.web.api.shapes import LettersBody, read_body
from screener.web.body import content_type, read_bytes
from screener.web.claims import check_claims
from screener.web.papers import hand_over_letter, hand_over_letters, print_letters
from screener.writing.correspondents import RECIPIENT_COLUMNS, Recipient, Sender, read_recipients, read_sender
from screener.writing.letters import write_letters

router = APIRouter(prefix="/v1/letters", tags=["letters"])
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_TYPES = {media_type: form for form, media_type in FORMS.items()} | {"application/zip": "zip"}
_ANSWER = {"description": "One letter, or a ZIP of letters", "content": dict.fromkeys(_TYPES, _BINARY)}
_BODY = {"required": True, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/LettersBody"}}}}


async def receive_letters(request: Request, bench: Bench) -> bytes:
    """Takes the body in, within its limits. Raises UploadTooLarge or UploadUnsupported."""
    if content_type(request) != "application/json":
        raise UploadUnsupported("The body is not JSON.", help="Send it as application/json.", code="wrong_content_type")
    return await read_bytes(request, limit=bench.settings.max_upload_mb * 2**20)


@router.post(
    "",
    summary="Write letters",
    responses={200: _ANSWER, **describe_problems(400, 403, 409, 413, 415, 422)},
    openapi_extra={"requestBody": _BODY},
)
def create_letters(
    content: Annotated[bytes, Depends(receive_letters)], bench: Bench, accept: Annotated[str, Header()] = "*/*"
) -> Response:
    """Writes letters from a screening's findings. Whatever is not in this service's registry is refused."""
    body = read_body(content, LettersBody)
    screening = read_screening(body.screening)
    check_claims(screening, bench.rulebook.registry)
    recipients = _read_recipients(body)
    letters = write_letters(screening, sender=_read_sender(body), recipients=recipients, kind=body.kind, profile=body.profile)
    asked = body.format or _TYPES.get(accept.partition(";")[0].strip().lower())
    chosen = _choose_letters(letters, body, asked)
    if asked == "zip" or (asked is None and len(chosen) > 1):
        return hand_over_letters(print_letters(chosen, bench, forms=body.forms, recipients=recipients))
    return hand_over_letter(print_letters(chosen, bench, forms=[asked or "pdf"], recipients=recipients)[0])


def _choose_letters(letters: Sequence[LetterDocument], body: LettersBody, asked: str | None) -> Sequence[LetterDocument]:
    chosen = [letter for letter in letters if body.entity in {None, letter.entity}]
    if not chosen:
        raise LetterRefused(
            "There is no letter to write: nothing is asked of the entities named.",
            help="See the decisions of the screening's findings.",
            code="no_letters",
        )
    if asked in FORMS and len(chosen) > 1:
        raise RequestRefused(
            f"A {asked.upper()} holds one letter, and there are {len(chosen)}.",
            help='Name one with "entity", or ask for "format": "zip".',
            code="several_letters",
        )
    return chosen


def _read_sender(body: LettersBody) -> Sender | None:
    if body.sender is None:
        return None
    reading = read_sender(json.dumps(body.sender))
    _refuse_problems("sender", reading.problems)
    return reading.sender


def _read_recipients(body: LettersBody) -> Mapping[str, Recipient] | None:
    if body.recipients is None:
        return None
    unknown = [name for line in body.recipients for name in line if name not in RECIPIENT_COLUMNS]
    if unknown:
        raise LetterRefused(
            f'"{unknown[0][:60]}" is not a field of a recipient.',
            help=f"Fields: {', '.join(RECIPIENT_COLUMNS)}.",
            code="unknown_field",
        )
    text = io.StringIO(newline="")
    table = csv.DictWriter(text, RECIPIENT_COLUMNS)
    table.writeheader()
    table.writerows(body.recipients)
    reading = read_recipients(text.getvalue())
    _refuse_problems("recipients", reading.problems)
    return reading.recipients


def _refuse_problems(part: str, problems: Iterable[Problem]) -> None:
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        first, more = errors[0], len(errors) - 1
        help_ = f"{first.help}{f' ({more} more)' if more else ''}"
        raise LetterRefused(f"In {part}: {first.message}", help=help_, code=f"{part}_unusable")
