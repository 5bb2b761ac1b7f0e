"""What can go wrong: Problems are values about the investor's file; ScreenerErrors are ours, or refuse a whole call.

ScreenerError                    exit 2; an HTTP status and a stable code each
├── UploadRefused          400   the file as a whole cannot be used: empty, a picture, encrypted, no table, no such sheet
│   ├── UploadTooLarge     413   over a limit of size, rows or cells
│   └── UploadUnsupported  415   not a format we read
├── RulebookFault          400   a dossier or policy breaks the format: file, line, what was found, what is allowed
├── RulebookFaults         400   several of them, all shown at once
├── PolicyUnknown          404   no policy of that name
├── EntityUnknown          404   no entity of that id
├── VersionUnknown         404   no registry of that version at hand
├── RequestRefused         400   an argument or field of the call cannot be used
├── ScreeningUnreadable    400   a screening.json that is not one, or of another schema
├── LetterRefused          409   a required field is missing, or a claim may not be printed
├── JobUnknown             404   no job at that address: never there, fetched, cancelled, expired, or the secret is not its own
├── JobUnfinished          409   the result of a job that has not ended
├── ReplayRefused          409   an Idempotency-Key that came with another body before
├── KeyRefused             401   no key, or one that does not hold
├── AccessRefused          403   the key may not do this, or this service does it for nobody
├── ServiceBusy            503   as much waits as may wait
├── DatabaseUnready        503   the database does not answer, is sealed under another key, or its tables are not this program's
├── SealBroken             500   sealed bytes do not open: another key, or altered
└── PaperFailed            500   a PDF could not be laid out, or took longer than it may
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing about the investor's file, with its place.

    `row` is the 1-based row or line as the user sees it. Codes stay stable, sentences may change.
    """

    code: str
    severity: Literal["error", "warning", "note"]
    message: str
    help: str = ""
    row: int | None = None
    sheet: str | None = None
    column: str | None = None
    found: str | None = None


class ScreenerError(Exception):
    """The root: `code` is stable, the sentence says what was seen and where, `help` what to do next."""

    code: ClassVar[str] = "screener_error"
    status: ClassVar[int] = 500
    seconds: int | None = None
    """In how many seconds to ask again, where that helps."""

    def __init__(self, message: str, *, help: str = "", code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.help = help
        self.kind = code or self.code

    def __str__(self) -> str:
        return f"{self.message} {self.help}".strip()


class UploadRefused(ScreenerError):
    """The upload as a whole cannot be used; `kind` says why: `empty_file`, `encrypted`, `no_table`, `unknown_sheet`, …"""

    code = "upload_refused"
    status = 400


class UploadTooLarge(UploadRefused):
    """The upload is over a limit of size, unzipped size, sheets, rows or cells; the sentence names the limit."""

    code = "upload_too_large"
    status = 413


class UploadUnsupported(UploadRefused):
    """The upload's bytes are of no format we read, whatever its name says."""

    code = "upload_unsupported"
    status = 415


class RulebookFault(ScreenerError):
    """A file of the rulebook breaks its format; the sentence begins with `file:line`."""

    code = "rulebook_fault"
    status = 400

    def __init__(self, message: str, *, file: str, line: int, help: str = "") -> None:
        super().__init__(f"{file}:{line}: {message}", help=help)
        self.file = file
        self.line = line


class RulebookFaults(ScreenerError):
    """Several faults of the rulebook, all shown at once."""

    code = "rulebook_faults"
    status = 400

    def __init__(self, faults: Sequence[RulebookFault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)


class PolicyUnknown(ScreenerError):
    """No policy of that name is shipped or given."""

    code = "policy_unknown"
    status = 404


class EntityUnknown(ScreenerError):
    """No entity of that id is in the registry."""

    code = "entity_unknown"
    status = 404


class VersionUnknown(ScreenerError):
    """The registry of that version is not at hand."""

    code = "version_unknown"
    status = 404


class RequestRefused(ScreenerError):
    """An argument or a field of the call cannot be used."""

    code = "request_refused"
    status = 400


class ScreeningUnreadable(ScreenerError):
    """A file given as a screening is not one, or is of a schema we do not read."""

    code = "screening_unreadable"
    status = 400


class LetterRefused(ScreenerError):
    """A letter may not be written: a required field is missing, or a claim may not be printed."""

    code = "letter_refused"
    status = 409


class PaperFailed(ScreenerError):
    """A PDF could not be laid out, or took longer or more memory than it may."""

    code = "paper_failed"
    status = 500


class JobUnknown(ScreenerError):
    """No job is at that address; why is never told apart."""

    code = "job_unknown"
    status = 404


class JobUnfinished(ScreenerError):
    """The result of a job was asked for before there is one."""

    code = "job_unfinished"
    status = 409


class ReplayRefused(ScreenerError):
    """An Idempotency-Key came with another body before."""

    code = "idempotency_key_reused"
    status = 409


class KeyRefused(ScreenerError):
    """No key came, or one that does not hold."""

    code = "key_refused"
    status = 401


class AccessRefused(ScreenerError):
    """The key holds, and may not do this; or this service does it for nobody."""

    code = "access_refused"
    status = 403


class ServiceBusy(ScreenerError):
    """As much waits already as the operator lets wait."""

    code = "service_busy"
    status = 503

    def __init__(self, message: str, *, help: str = "", seconds: int | None = None) -> None:
        super().__init__(message, help=help)
        self.seconds = seconds


class DatabaseUnready(ScreenerError):
    """The database does not answer, is sealed under another key, or its tables are older or newer than this program's."""

    code = "database_unready"
    status = 503
    seconds = 60


class SealBroken(ScreenerError):
    """Sealed bytes do not open: another key, or altered."""

    code = "seal_unopened"
    status = 500
