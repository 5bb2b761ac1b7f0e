"""Replays of screenings: a request under an Idempotency-Key goes in; what was answered to the same before comes out, for a day.

The answer lies sealed under that key and the master key together, so that nobody reads it who has not both. Of a screening that
the workspace keeps only the id is remembered: deleted there, it is deleted.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from screener.errors import AccessRefused
from screener.store.replays import Replay, parse_replay_key, recall, remember
from screener.web.membership import find_keeper, open_desk

if TYPE_CHECKING:
    from fastapi import Request
    from sqlalchemy import Connection

    from screener.store.workspaces import Member
    from screener.web.body import Form
    from screener.web.workbench import Workbench

SCOPE = "POST /v1/screenings"
REPLAYED = {"Idempotent-Replayed": "true"}


@dataclass(frozen=True, slots=True)
class Answered:
    """A screening's record, and the id it is kept under, where it is."""

    record: dict[str, Any]
    kept: str | None


def make_replay(request: Request, *, key: str | None, body_sha256: bytes, bench: Workbench) -> Replay | None:
    """Gives what the request is known again by, None without a key.

    Raises RequestRefused for a key that is too short, AccessRefused where the service keeps nothing.
    """
    if key is None:
        return None
    if bench.settings.mode == "public":
        raise AccessRefused(
            "This service keeps nothing, and so cannot know a request again.", help="Send it without an Idempotency-Key."
        )
    office = bench.office()
    member = find_keeper(request)
    scope = f"{SCOPE} {member.key if member else ''}"
    return Replay(master_key=office.master_key, key=parse_replay_key(key), scope=scope, body_sha256=body_sha256)


def recall_answer(replay: Replay | None, *, member: Member | None, bench: Workbench) -> Answered | None:
    """Gives what was answered before. Raises ReplayRefused for another body, KeptUnknown where it was kept and is deleted."""
    if replay is None:
        return None
    with bench.office().database.write() as connection:
        found = recall(connection, replay)
    if found is None:
        return None
    values = json.loads(zlib.decompress(found))
    if values["kept"] is None or member is None:
        return Answered(record=values["record"], kept=None)
    with open_desk(bench, member) as desk:
        return Answered(record=desk.locker.find(values["kept"]).record, kept=values["kept"])


def remember_answer(connection: Connection, replay: Replay | None, answered: Answered) -> None:
    """Keeps an answer for a day. Raises IntegrityError where the same request was quicker elsewhere."""
    if replay is not None:
        values = {"record": None if answered.kept else answered.record, "kept": answered.kept}
        remember(connection, replay, zlib.compress(json.dumps(values, ensure_ascii=False).encode()))


def hash_form(form: Form) -> bytes:
    """Gives the hash of a form: the same for the same fields and files, however they were wrapped."""
    files = [(name, file.name, sha256(file.content).hexdigest()) for name, file in sorted(form.files.items())]
    many = [(name, file.name, sha256(file.content).hexdigest()) for name, some in sorted(form.many.items()) for file in some]
    return sha256(json.dumps([sorted(form.texts.items()), files, many]).encode()).digest()
