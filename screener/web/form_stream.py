"""A multipart form goes in as it arrives; its fields, and its files piece by piece, come out: a large file is never whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from screener.errors import RequestRefused
from screener.web.body import ROOM, clean_field, refuse_text

if TYPE_CHECKING:
    from collections.abc import Collection

    from python_multipart.multipart import MultipartCallbacks

MAX_PARTS = 5_000


@dataclass(frozen=True, slots=True)
class Begun:
    """A file of the form begins: its field, the name its sender gave it, and its media type."""

    field: str
    name: str
    media_type: str


@dataclass(slots=True)
class _Part:
    header: str = ""
    headers: dict[str, bytes] = field(default_factory=dict)
    name: str = ""
    is_file: bool = False


class FormStream:
    """Reads a form whose `files` may come any number of times, and its `fields` once each."""

    def __init__(self, media_type: str, *, fields: Collection[str], files: Collection[str]) -> None:
        self._texts: dict[str, bytearray] = {}
        self._fields, self._files = fields, files
        self._events: list[Begun | bytes] = []
        self._part, self._parts, self._room = _Part(), 0, ROOM
        self._ended = False
        boundary = parse_options_header(media_type)[1].get(b"boundary", b"")
        self._parser = self._make_parser(boundary)

    def feed(self, content: bytes) -> list[Begun | bytes]:
        """Gives what began and what came of it, in order. Raises RequestRefused for a broken form or an unknown field."""
        try:
            self._parser.write(content)
        except FormParserError as error:
            raise _unreadable() from error
        events, self._events = self._events, []
        return events

    @property
    def texts(self) -> dict[str, str]:
        """The fields read so far; an empty one counts as not given."""
        texts = {name: clean_field(name, bytes(text).decode("utf-8", "replace")) for name, text in self._texts.items()}
        return {name: text for name, text in texts.items() if text}

    def close(self) -> None:
        """Raises RequestRefused where the form stopped before its end."""
        if not self._ended:
            raise _unreadable()

    def _make_parser(self, boundary: bytes) -> MultipartParser:
        callbacks: MultipartCallbacks = {
            "on_part_begin": self._begin_part,
            "on_header_field": lambda data, start, end: self._add_header(data[start:end]),
            "on_header_value": lambda data, start, end: self._add_value(data[start:end]),
            "on_header_end": lambda: setattr(self._part, "header", ""),
            "on_headers_finished": self._read_headers,
            "on_part_data": lambda data, start, end: self._take(data[start:end]),
            "on_end": lambda: setattr(self, "_ended", True),
        }
        try:
            return MultipartParser(boundary, callbacks)
        except FormParserError as error:
            raise _unreadable() from error

    def _begin_part(self) -> None:
        self._part, self._parts = _Part(), self._parts + 1
        if self._parts > MAX_PARTS:
            raise RequestRefused(f"The form has more than {MAX_PARTS} parts.", help="Send several jobs.", code="too_many_files")

    def _add_header(self, content: bytes) -> None:
        self._part.header += content.decode("latin-1").lower()

    def _add_value(self, content: bytes) -> None:
        headers = self._part.headers
        headers[self._part.header] = headers.get(self._part.header, b"") + content

    def _read_headers(self) -> None:
        _, options = parse_options_header(self._part.headers.get("content-disposition", b""))
        name, file = (options.get(key, b"").decode("utf-8", "replace") for key in (b"name", b"filename"))
        self._part.name, self._part.is_file = name, b"filename" in options
        known = self._files if self._part.is_file else self._fields
        if name in self._files and not self._part.is_file:
            raise refuse_text(name)
        if name not in known:
            takes = ", ".join([*self._files, *self._fields])
            raise RequestRefused(f'"{name[:60]}" is not a field of this form.', help=f"It knows: {takes}.", code="unknown_field")
        if self._part.is_file:
            media_type = self._part.headers.get("content-type", b"").decode("latin-1").partition(";")[0].strip().lower()
            self._events.append(Begun(field=name, name=file or "upload", media_type=media_type))
        elif name in self._texts:
            raise RequestRefused(f'The field "{name}" was sent twice.', help="Send it once.", code="field_twice")
        else:
            self._texts[name] = bytearray()

    def _take(self, content: bytes) -> None:
        if self._part.is_file:
            self._events.append(content)
            return
        self._room -= len(content)
        if self._room < 0:
            raise RequestRefused("The fields of the form are too long.", help="Shorten them.", code="fields_too_long")
        self._texts[self._part.name] += content


def _unreadable() -> RequestRefused:
    return RequestRefused("The form cannot be read: its parts are broken.", help="Send it again.", code="form_unreadable")
