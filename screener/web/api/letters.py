"""POST /v1/letters: a screening, a sender and recipients go in; letters (drafts where one is missing) come out as PDF or ZIP."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request
from fastapi.responses import Response

from reports.letter_document import LetterDocument
from reports.letter_forms import FORMS
from screener.errors import LetterRefused, RequestRefused, UploadUnsupported
from screener.screening.record import read_screening
from screener.web.api.access import BINARY, Bench, describe_problems
from screener.web.api.shapes import LettersBody, read_body
from screener.web.body import content_type, read_bytes
from screener.web.claims import check_claims
from screener.web.letter_orders import make_letter_order, read_bench_registry, read_recipients_of
from screener.web.papers import hand_over_letter, hand_over_letters, print_letters
from screener.writing.letters import Correspondence, write_correspondence
from screener.writing.live_claims import check_corrections

router = APIRouter(prefix="/v1/letters", tags=["letters"])
_TYPES = {media_type: form for form, media_type in FORMS.items()} | {"application/zip": "zip"}
_ANSWER = {"description": "One letter, or a ZIP of letters", "content": dict.fromkeys(_TYPES, BINARY)}
_ACCEPT = "The form of one letter, where the body names none: application/pdf, message/rfc822 …"
_BODY = {"required": True, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/LettersBody"}}}}


async def receive_letters(request: Request, bench: Bench) -> bytes:
    """Takes the body in, within its limits. Raises UploadTooLarge or UploadUnsupported."""
    if content_type(request) != "application/json":
        raise UploadUnsupported("The body is not JSON.", help="Send it as application/json.", code="wrong_content_type")
    return await read_bytes(request, limit=bench.settings.max_upload_mb * 2**20)


@router.post(
    "",
    summary="Write letters",
    response_class=Response,
    responses={200: _ANSWER, **describe_problems(400, 403, 409, 413, 415, 422)},
    openapi_extra={"requestBody": _BODY},
)
def create_letters(
    content: Annotated[bytes, Depends(receive_letters)], bench: Bench, accept: Annotated[str, Header(description=_ACCEPT)] = "*/*"
) -> Response:
    """Writes letters from a screening's findings. Whatever is not in this service's registry is refused.

    So is a claim corrected, disputed or changed since the screening, or due for review, and a screening of more than 30 days. One
    refusal stops the call; `entity` asks for one letter alone.
    """
    body = read_body(content, LettersBody)
    screening = read_screening(body.screening)
    live = read_bench_registry(bench)
    check_corrections((tie for finding in screening.findings for tie in finding.involvements), screening.receipt, live)
    check_claims(screening, bench.rulebook.registry)
    recipients = read_recipients_of(body)
    written = write_correspondence(screening, make_letter_order(body, screening, live), recipients)
    asked = body.format or _TYPES.get(accept.partition(";")[0].strip().lower())
    chosen = _choose_letters(_take_all(written), body, asked)
    if asked == "zip" or (asked is None and len(chosen) > 1):
        return hand_over_letters(print_letters(chosen, bench, forms=body.forms, recipients=recipients))
    return hand_over_letter(print_letters(chosen, bench, forms=[asked or "pdf"], recipients=recipients)[0])


def _take_all(written: Correspondence) -> Sequence[LetterDocument]:
    for number, refusal in enumerate(written.refused):
        others = ", ".join(other.entity for other in written.refused[number + 1 :])
        more = f" Refused as well: {others[:200]}." if others else ""
        raise LetterRefused(refusal.message, help=f"{refusal.help}{more}", code=refusal.code)
    return written.letters


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
