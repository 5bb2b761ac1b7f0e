"""Webhooks: whom a workspace wants told of what goes in; deliveries that a worker is to make come out, and how they went.

Told is a version of the registry, or a job's public id and state; never a portfolio, and never the secret half of an address.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update

from screener.errors import EntityUnknown, RequestRefused
from screener.store.database import read_clock
from screener.store.sealing import derive_key, seal, unseal
from screener.store.tables import deliveries, webhooks
from screener.store.workspaces import DAY_S

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection, Row

    from screener.store.workspaces import Workspace

REGISTRY_CHANGED, JOB_DONE = "registry.changed", "job.done"
EVENTS = (REGISTRY_CHANGED, JOB_DONE)
MOST = 20
"""So many webhooks a workspace may have."""
LONGEST = 2_000
WAITS_S = (60.0, 300.0, 1_800.0, 7_200.0, 21_600.0, 43_200.0, 86_400.0)
"""How long a delivery that failed waits before it is tried again; after the last it is given up, two days after the first."""
LEASE_S = 60.0
"""So long a delivery is one worker's; a worker that dies over it makes it come twice, under the same id."""
KEPT_S = 30 * DAY_S


class WebhookUnknown(EntityUnknown):
    """The workspace has no such webhook; another's looks the same."""

    code = "webhook_unknown"


@dataclass(frozen=True, slots=True)
class Webhook:
    """Whom to tell of what. `secret` signs what is told."""

    id: str
    url: str
    events: tuple[str, ...]
    created_at: float
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One thing told to one webhook: `state` is waiting, delivered or failed; `answer` is a status or why there is none."""

    id: str
    webhook: str
    event: str
    body: str
    state: str
    attempts: int
    answer: str
    created_at: float
    ended_at: float | None


@dataclass(frozen=True, slots=True)
class DueDelivery:
    """A delivery that is one worker's to make now, and where it goes."""

    delivery: Delivery
    url: str
    secret: str = field(repr=False)


def make_webhook(connection: Connection, workspace: Workspace, *, url: str, events: Sequence[str], master_key: bytes) -> Webhook:
    """Makes a webhook; its secret is shown now and never again. Raises RequestRefused for unknown events, or one too many.

    Whether the address is one that may be called is the caller's to check, and is checked again before each delivery.
    """
    if not events or not set(events) <= set(EVENTS) or len(url) > LONGEST:
        raise RequestRefused(
            "A webhook needs events that there are.", help=f"Events: {', '.join(EVENTS)}.", code="webhook_unusable"
        )
    if len(list_webhooks(connection, workspace, master_key=master_key)) >= MOST:
        raise RequestRefused(f"The workspace has {MOST} webhooks already.", help="Delete one first.", code="webhooks_many")
    chosen = tuple(event for event in EVENTS if event in events)
    secret = f"whsec_{secrets.token_urlsafe(32)}"
    made = Webhook(secrets.token_hex(8), url, chosen, read_clock(connection), secret)
    content = json.dumps({"url": url, "secret": secret}).encode()
    sealed = seal(_key(workspace.id, master_key), content, place=("webhook", made.id))
    row = {"id": made.id, "workspace_id": workspace.id, "sealed": sealed, "events": " ".join(chosen)}
    connection.execute(insert(webhooks), row | {"created_at": made.created_at})
    return made


def list_webhooks(connection: Connection, workspace: Workspace, *, master_key: bytes) -> list[Webhook]:
    """Gives the webhooks of a workspace, the oldest first."""
    mine = select(webhooks).where(webhooks.c.workspace_id == workspace.id).order_by(webhooks.c.created_at, webhooks.c.id)
    return [_open(row, master_key) for row in connection.execute(mine)]


def find_webhook(connection: Connection, workspace: Workspace, webhook: str, *, master_key: bytes) -> Webhook:
    """Gives a webhook with its secret. Raises WebhookUnknown."""
    mine = (webhooks.c.workspace_id == workspace.id) & (webhooks.c.id == webhook)
    row = connection.execute(select(webhooks).where(mine)).first()
    if row is None:
        raise _unknown()
    return _open(row, master_key)


def delete_webhook(connection: Connection, workspace: Workspace, webhook: str) -> None:
    """Deletes a webhook with its deliveries. Raises WebhookUnknown."""
    mine = (webhooks.c.workspace_id == workspace.id) & (webhooks.c.id == webhook)
    if not connection.execute(delete(webhooks).where(mine)).rowcount:
        raise _unknown()


def list_deliveries(connection: Connection, workspace: Workspace, webhook: str, *, most: int = 100) -> list[Delivery]:
    """Gives what was told to a webhook, the newest first. Raises WebhookUnknown."""
    mine = (webhooks.c.workspace_id == workspace.id) & (webhooks.c.id == webhook)
    if connection.execute(select(webhooks.c.id).where(mine)).first() is None:
        raise _unknown()
    found = select(deliveries).where(deliveries.c.webhook_id == webhook)
    newest = found.order_by(deliveries.c.created_at.desc(), deliveries.c.id).limit(most)
    return [_read_delivery(row) for row in connection.execute(newest)]


def announce(connection: Connection, event: str, values: Mapping[str, Any], *, workspace: str | None = None) -> int:
    """Lets every webhook that asked for the event be told, of one workspace or of all; gives how many."""
    now = read_clock(connection)
    asked = select(webhooks.c.id, webhooks.c.events)
    found = connection.execute(asked if workspace is None else asked.where(webhooks.c.workspace_id == workspace))
    rows = [_make_delivery(hook.id, event, values, now) for hook in found if event in hook.events.split()]
    if rows:
        connection.execute(insert(deliveries), rows)
    return len(rows)


def count_asking(connection: Connection, event: str) -> int:
    """Gives how many webhooks ask for an event."""
    return sum(event in events.split() for events in connection.execute(select(webhooks.c.events)).scalars())


def claim_due(connection: Connection, *, master_key: bytes) -> DueDelivery | None:
    """Gives the delivery that has been due longest to one worker, and None where none is due."""
    now = read_clock(connection)
    due = (deliveries.c.state == "waiting", deliveries.c.next_at <= now)
    oldest = select(deliveries.c.id).where(*due).order_by(deliveries.c.next_at).limit(1)
    if connection.dialect.name == "postgresql":
        oldest = oldest.with_for_update(skip_locked=True)
    found = connection.execute(oldest).scalar()
    if found is None:
        return None
    claimed = update(deliveries).where(deliveries.c.id == found, *due)
    row = connection.execute(
        claimed.values(next_at=now + LEASE_S, attempts=deliveries.c.attempts + 1).returning(deliveries)
    ).first()
    if row is None:
        return None
    hook = _open(connection.execute(select(webhooks).where(webhooks.c.id == row.webhook_id)).one(), master_key)
    return DueDelivery(delivery=_read_delivery(row), url=hook.url, secret=hook.secret)


def settle(connection: Connection, delivery: Delivery, *, delivered: bool, answer: str) -> None:
    """Notes how an attempt went: done, to be tried again later, or given up."""
    now = read_clock(connection)
    mine = (deliveries.c.id == delivery.id, deliveries.c.attempts == delivery.attempts, deliveries.c.state == "waiting")
    if delivered or delivery.attempts > len(WAITS_S):
        values = {"state": "delivered" if delivered else "failed", "ended_at": now}
    else:
        values = {"next_at": now + WAITS_S[delivery.attempts - 1]}
    connection.execute(update(deliveries).where(*mine).values(answer=answer[:40], **values))


def count_waiting(connection: Connection) -> int:
    """Gives how many deliveries are still to be made."""
    query = select(func.count()).select_from(deliveries).where(deliveries.c.state == "waiting")
    return int(connection.execute(query).scalar_one())


def sweep(connection: Connection) -> None:
    """Deletes deliveries that ended a month ago."""
    connection.execute(delete(deliveries).where(deliveries.c.ended_at <= read_clock(connection) - KEPT_S))


def _make_delivery(webhook: str, event: str, values: Mapping[str, Any], now: float) -> dict[str, Any]:
    key = f"dlv_{secrets.token_hex(10)}"
    body = json.dumps({"id": key, "event": event, "at": int(now), "data": dict(values)}, separators=(",", ":"))
    row = {"id": key, "webhook_id": webhook, "event": event, "body": body, "state": "waiting", "attempts": 0, "answer": ""}
    return row | {"next_at": now, "created_at": now}


def _open(row: Row[tuple[object, ...]], master_key: bytes) -> Webhook:
    values = json.loads(unseal(_key(row.workspace_id, master_key), bytes(row.sealed), place=("webhook", row.id)))
    return Webhook(row.id, values["url"], tuple(row.events.split()), row.created_at, values["secret"])


def _read_delivery(row: Row[tuple[object, ...]]) -> Delivery:
    started = (row.id, row.webhook_id, row.event, row.body, row.state, row.attempts)
    return Delivery(*started, row.answer, row.created_at, row.ended_at)


def _key(workspace: str, master_key: bytes) -> bytes:
    return derive_key(master_key, purpose=f"workspace {workspace}")


def _unknown() -> WebhookUnknown:
    return WebhookUnknown("The workspace has no webhook under this id.", help="List what it has: GET /v1/webhooks.")
