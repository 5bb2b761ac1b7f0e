"""A request's stream goes in; its bytes, or its form, come out: in memory only, with limits held while it arrives."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from python_multipart.multipart import parse_options_header
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from screener.errors import RequestRefused, UploadTooLarge, UploadUnsupported
from screener.orders import DOCUMENTS

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Collection

    from starlette.requests import Request

DRAINED_TIMES = 4
"""How many times the limit is read and thrown away, so that a browser still sending gets to see the refusal."""
ROOM = 256 * 2**10
"""Room for the other fields of a form, and for its boundaries."""
MAX_FIELDS = 20
MAX_FILES = 200
"""So many files at most where a field takes more than one."""


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file of a form: the name the sender gave it, and its bytes."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Form:
    """A form as sent; an empty field counts as not given."""

    texts: dict[str, str] = field(repr=False)
    files: dict[str, SentFile] = field(repr=False)
    many: dict[str, tuple[SentFile, ...]] = field(default_factory=dict, repr=False)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    def text(self, name: str) -> str | None:
        """Gives a field, or None where it was left empty."""
        return clean_field(name, self.texts.get(name, ""))


def clean_field(name: str, text: str) -> str | None:
    """Gives a field without the blanks around it, a whole text as it came; None where it is empty."""
    return (text if name in DOCUMENTS else text.strip()) if text.strip() else None


async def read_bytes(request: Request, *, limit: int) -> bytes:
    """Gives the body. Raises UploadTooLarge as soon as more than `limit` bytes have come."""
    kept, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= limit:
            kept.append(chunk)
        elif size > limit * DRAINED_TIMES:
            break
    if size > limit:
        raise UploadTooLarge(
            f"What was sent is larger than {limit // 2**20} MB.",
            help="Send only the sheet with the holdings, or send it in parts.",
            code="too_large",
        )
    return b"".join(kept)


async def read_form(
    request: Request,
    *,
    limit: int,
    fields: Collection[str],
    files: Collection[str] = (),
    many: Collection[str] = (),
    lists: Collection[str] = (),
    most: int = MAX_FIELDS,
) -> Form:
    """Gives a multipart form; of `many`, any number of files may come under the one name, and of `lists` any number of texts.

    Raises RequestRefused (a field nobody knows, or twice), UploadTooLarge or UploadUnsupported.
    """
    if content_type(request) != "multipart/form-data":
        raise UploadUnsupported(
            f'The body is "{content_type(request)[:80] or "of no stated type"}".',
            help="Send it as multipart/form-data.",
            code="wrong_content_type",
        )
    _require_utf8(request)
    content = await read_bytes(request, limit=limit + ROOM)
    _require_end(request, content)
    parser = MultiPartParser(
        request.headers,
        _stream(content),
        max_files=MAX_FILES if many else 4,
        max_fields=most,
        max_part_size=limit + ROOM,
    )
    parser.spool_max_size = len(content) + 1  # never to the disk
    try:
        items = (await parser.parse()).multi_items()
    except MultiPartException as error:
        raise _unreadable() from error
    for name, value in items:
        if name in many and isinstance(value, str) and value:
            raise refuse_text(name)
    sent: dict[str, tuple[SentFile, ...]] = {}
    for name in many:
        sent[name] = tuple([await _receive(value) for key, value in items if key == name and isinstance(value, UploadFile)])
    listed = {name: tuple(value for key, value in items if key == name and isinstance(value, str)) for name in lists}
    rest = [(name, value) for name, value in items if name not in {*many, *lists}]
    return replace(await _sort_items(rest, fields=fields, files=files, also=(*many, *lists)), many=sent, lists=listed)


def refuse_text(name: str) -> RequestRefused:
    """Gives the refusal of a file that came without a name, as a program sends words."""
    return RequestRefused(
        f'The field "{name[:60]}" came as text, and not as a file.',
        help=f"Send it with a file name: with curl, -F {name[:60]}=@holdings.csv, with the @.",
        code="not_a_file",
    )


def content_type(request: Request) -> str:
    """Gives the body's media type without its parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _require_utf8(request: Request) -> None:
    # The parser decodes with any codec that Python has, some of which make text that cannot be written again.
    told = parse_options_header(request.headers["content-type"])[1].get(b"charset", b"utf-8")
    if told.strip().lower() not in {b"utf-8", b"utf8"}:
        raise RequestRefused("The form is not in UTF-8.", help="Send its text as UTF-8.", code="form_unreadable")


def _require_end(request: Request, content: bytes) -> None:
    # The parser lets go of a part that was cut off, and a policy, rates or answers would be missing without a word.
    boundary = parse_options_header(request.headers["content-type"])[1].get(b"boundary", b"")
    end = b"--" + boundary + b"--"
    if not content.startswith(end) and b"\r\n" + end not in content:
        raise _unreadable()


def _unreadable() -> RequestRefused:
    return RequestRefused(
        "The form cannot be read: its parts are broken or too many.", help="Send it again.", code="form_unreadable"
    )


async def _stream(content: bytes) -> AsyncGenerator[bytes, None]:
    for start in range(0, len(content), 2**20):
        yield content[start : start + 2**20]


async def _receive(value: UploadFile) -> SentFile:
    return SentFile(name=value.filename or "upload", content=await value.read())


async def _sort_items(
    items: list[tuple[str, str | UploadFile]], *, fields: Collection[str], files: Collection[str], also: Collection[str]
) -> Form:
    texts: dict[str, str] = {}
    sent: dict[str, SentFile] = {}
    for name, value in items:
        if name in texts or name in sent:
            raise RequestRefused(f'The field "{name[:60]}" was sent twice.', help="Send it once.", code="field_twice")
        if name in files and value == "":
            continue
        if isinstance(value, UploadFile) and name in files:
            received = await _receive(value)
            if received.content or value.filename:
                sent[name] = received
        elif isinstance(value, str) and name in fields:
            texts[name] = value
        elif name in files:
            raise refuse_text(name)
        else:
            raise RequestRefused(
                f'"{name[:60]}" is not a field of this form{" for a file" if isinstance(value, UploadFile) else ""}.',
                help=f"It knows: {', '.join([*files, *also, *fields])}.",
                code="unknown_field",
            )
    return Form(texts=texts, files=sent)
