"""The publishers whose lists can be read: a source's name and files go in; its ListReading comes out."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from screener.errors import RequestRefused, UploadRefused, UploadUnsupported
from screener.grid.upload import receive_upload
from screener.model import Upload
from screener.sources import au, ca, eu, ftm, gleif, ofac, uk, un

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from screener.sources.reading import ListReading, Publisher

PUBLISHERS: Mapping[str, Publisher] = {"ofac": ofac, "uk": uk, "eu": eu, "ca": ca, "au": au, "un": un, "ftm": ftm, "gleif": gleif}
MAX_BYTES = 600 * 2**20
"""Official lists are larger than portfolios: GLEIF's mapping is near 300 MB."""


def receive_list(content: bytes, *, file: str) -> Upload:
    """Gives a list's file as an Upload; unlike a portfolio it may be XML. Raises UploadRefused where it is nothing we read."""
    if not content.strip():
        raise UploadRefused(f'"{file}" is empty.', help="Download the list again.", code="empty_file")
    try:
        upload = receive_upload(content, file=file, max_bytes=MAX_BYTES)
    except UploadUnsupported as error:
        if error.kind != "xml":
            raise
    else:
        if upload.format != "csv" or not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            return upload
    return Upload(file=file, content=content, sha256=sha256(content).hexdigest(), format="xml")


def read_list(source: str, uploads: Sequence[Upload]) -> ListReading:
    """Gives what one publisher's files hold. Raises RequestRefused for an unknown source, UploadRefused for files not its own."""
    if source not in PUBLISHERS:
        raise RequestRefused(f'"{source}" is not a source of lists.', help=f"Known are: {', '.join(PUBLISHERS)}.")
    publisher = PUBLISHERS[source]
    for upload in uploads:
        if not publisher.recognises(upload):
            raise UploadRefused(
                f'"{upload.file}" is not a list of "{source}" as its publisher writes it.',
                help=f"Expected is: {publisher.PUBLICATION.title} ({publisher.PUBLICATION.publisher}).",
                code="list_refused",
            )
    return publisher.read(uploads)
