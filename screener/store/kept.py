"""What a workspace keeps: a screening goes in sealed, and comes out until its day, or until somebody deletes it.

Everything is sealed under a key of the workspace, made from the master key; the database shows that something is kept, and since
when. What is deleted is overwritten in SQLite (secure_delete), and gone from the next backup.
"""

from __future__ import annotations

import hmac
import json
import secrets
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from screener.errors import EntityUnknown
from screener.store.database import read_clock
from screener.store.sealing import derive_key, seal, unseal
from screener.store.tables import answers, kept_items
from screener.store.workspaces import DAY_S

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Row

    from screener.store.workspaces import Workspace


class KeptUnknown(EntityUnknown):
    """The workspace keeps nothing under that id; what another workspace keeps looks the same."""

    code = "kept_unknown"


class AnswersNotKept(EntityUnknown):
    """The screening heeds answers, and was kept before a workspace kept them with it."""

    code = "answers_not_kept"


@dataclass(frozen=True, slots=True)
class Kept:
    """One screening that is kept. Times are seconds since 1970."""

    id: str
    label: str
    created_at: float
    expires_at: float
    record: dict[str, Any] = field(repr=False)
    answers: str = field(default="", repr=False)
    """The text of the answers that it heeds, which the workspace may have changed since; empty where there were none."""

    @property
    def lacks_answers(self) -> bool:
        """Whether its receipt tells of answers that were not kept with it."""
        inputs = self.record.get("receipt", {}).get("inputs", {})
        return not self.answers and bool(inputs.get("confirmations"))


@dataclass(frozen=True, slots=True)
class Locker:
    """The sealed things of one workspace, within a transaction."""

    connection: Connection
    workspace: Workspace
    master_key: bytes = field(repr=False)

    def keep(self, record: dict[str, Any], *, label: str, answers: str = "", days: int | None = None) -> Kept:
        """Keeps a screening and the answers it heeds for `days`, at most as long as the workspace keeps anything."""
        now = read_clock(self.connection)
        stays = min(days or self.workspace.retention_days, self.workspace.retention_days)
        kept = Kept(secrets.token_urlsafe(12), label, now, now + stays * DAY_S, record, answers)
        values = {"label": label, "record": record, "answers": answers}
        content = zlib.compress(json.dumps(values, ensure_ascii=False).encode())
        row = {"id": kept.id, "workspace_id": self.workspace.id, "sealed": seal(self._key, content, place=("kept", kept.id))}
        self.connection.execute(insert(kept_items), row | {"created_at": now, "expires_at": kept.expires_at})
        return kept

    def list_kept(self, *, after: tuple[float, str] | None = None, limit: int | None = None) -> Iterator[Kept]:
        """Gives what is kept and not past its day, the newest first: behind the one of that time and id, at most so many."""
        now = read_clock(self.connection)
        mine = select(kept_items).where(kept_items.c.workspace_id == self.workspace.id, kept_items.c.expires_at > now)
        if after is not None:
            at, key = after
            mine = mine.where((kept_items.c.created_at < at) | ((kept_items.c.created_at == at) & (kept_items.c.id > key)))
        for row in self.connection.execute(mine.order_by(kept_items.c.created_at.desc(), kept_items.c.id).limit(limit)):
            yield self._open(row)

    def find(self, key: str) -> Kept:
        """Gives one. Raises KeptUnknown."""
        now = read_clock(self.connection)
        one = select(kept_items).where(
            kept_items.c.workspace_id == self.workspace.id, kept_items.c.id == key, kept_items.c.expires_at > now
        )
        row = self.connection.execute(one).first()
        if row is None:
            raise KeptUnknown("The workspace keeps no screening under this id.", help="List what it keeps: GET /v1/stored.")
        return self._open(row)

    def delete(self, key: str) -> None:
        """Deletes one. Raises KeptUnknown."""
        found = self.find(key)
        self.connection.execute(
            delete(kept_items).where(kept_items.c.id == found.id, kept_items.c.workspace_id == self.workspace.id)
        )

    def answer(self, key: str, values: dict[str, Any]) -> None:
        """Keeps a person's answer about the holding of that key, in the place of an older one."""
        key_hash = self._hash(key)
        mine = (answers.c.workspace_id == self.workspace.id) & (answers.c.key_hash == key_hash)
        self.connection.execute(delete(answers).where(mine))
        content = seal(self._key, json.dumps(values, ensure_ascii=False).encode(), place=("answer", key_hash.hex()))
        row = {"workspace_id": self.workspace.id, "key_hash": key_hash, "sealed": content}
        self.connection.execute(insert(answers), row | {"given_at": read_clock(self.connection)})

    def take_back(self, key: str) -> bool:
        """Deletes an answer; says whether there was one."""
        mine = (answers.c.workspace_id == self.workspace.id) & (answers.c.key_hash == self._hash(key))
        return self.connection.execute(delete(answers).where(mine)).rowcount > 0

    def list_answers(self) -> list[dict[str, Any]]:
        """Gives the answers, the oldest first."""
        mine = select(answers).where(answers.c.workspace_id == self.workspace.id).order_by(answers.c.given_at, answers.c.key_hash)
        return [
            json.loads(unseal(self._key, bytes(row.sealed), place=("answer", bytes(row.key_hash).hex())))
            for row in self.connection.execute(mine)
        ]

    @property
    def _key(self) -> bytes:
        return derive_key(self.master_key, purpose=f"workspace {self.workspace.id}")

    def _open(self, row: Row[tuple[object, ...]]) -> Kept:
        values = json.loads(zlib.decompress(unseal(self._key, bytes(row.sealed), place=("kept", row.id))))
        return Kept(row.id, values["label"], row.created_at, row.expires_at, values["record"], values.get("answers", ""))

    def _hash(self, key: str) -> bytes:
        return hmac.digest(derive_key(self._key, purpose="answer"), key.encode(), "sha256")


def sweep(connection: Connection) -> int:
    """Deletes what is past its day, of every workspace; gives how many."""
    return connection.execute(delete(kept_items).where(kept_items.c.expires_at <= read_clock(connection))).rowcount
