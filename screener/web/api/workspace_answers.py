"""Shapes of what is answered about a workspace and about the service itself."""

from typing import Annotated, Literal

from pydantic import Field

from screener.web.api.answers import Answer, Day, Sha256, VersionAnswer

Time = Annotated[str, Field(description="A time, ISO 8601, in UTC.")]
Role = Literal["reader", "screener", "reviewer", "admin"]


class KeptEntry(Answer):
    """A screening that is kept."""

    id: str
    """Its id."""
    label: str
    """What the portfolio is called."""
    as_of: Day
    policy: str
    """The policy's id."""
    listed: int
    """How many lines are listed."""
    kept_on: Day
    gone_on: Day


class StoredAnswer(Answer):
    """A page of what the workspace keeps, the newest first."""

    stored: list[KeptEntry]
    """This page."""
    next: str | None
    """Send it as `cursor` for the next page; null on the last."""


class WorkspaceAnswer(Answer):
    """Your workspace."""

    name: str
    """What it is called."""
    retention_days: int
    """For how many days it keeps things."""
    key: str
    """The id of the key you sent."""
    role: Role
    """What that key may do."""


class TrailLine(Answer):
    """A line of the audit trail."""

    number: int
    """Its place in the chain, from 1."""
    at: Time
    actor: str
    """The id of the key or person."""
    action: str
    """What was done."""
    subject: str
    """To which id."""
    sha256: Sha256


class TrailAnswer(Answer):
    """A page of the audit trail, the oldest first, and whether the whole of it holds."""

    lines: list[TrailLine]
    """This page."""
    next: str | None
    """Send it as `cursor` for the next page; null on the last."""
    head: str
    """The newest line's number and hash: written down elsewhere, it shows a trail that was cut off."""
    faults: list[str]
    """What is wrong with the whole trail."""


class ConfirmationAnswer(Answer):
    """A person's answer to which entity a holding is, as a file of confirmations has it."""

    key: str
    """What tells the holding; it takes the answer back."""
    name: str = ""
    """The name as the holding gives it."""
    entity: str
    """The entity's id, or none."""
    rejected: tuple[str, ...] = ()
    """With none: whom it is not."""
    date: Day


class ConfirmationsAnswer(Answer):
    """The answers that were given, the oldest first."""

    confirmations: list[ConfirmationAnswer]
    """As `screener verify --confirmations` takes them."""


class WebhookAnswer(Answer):
    """An address that is told."""

    id: str
    """Its id."""
    url: str
    """The address."""
    events: list[Literal["registry.changed", "job.done"]]
    """Of what it is told."""
    created: Time


class MadeWebhook(WebhookAnswer):
    """An address that is told from now on, with its secret, once."""

    secret: str
    """What deliveries are signed with; it is in no other answer."""


class WebhooksAnswer(Answer):
    """The webhooks of your workspace, the oldest first."""

    webhooks: list[WebhookAnswer]
    """Without their secrets."""


class DeliveryAnswer(Answer):
    """What an address was told, and how it went."""

    id: str
    """The same when it comes again."""
    event: str
    """Of what."""
    state: str
    """waiting, delivered or failed."""
    attempts: int
    """How often it was tried."""
    answer: str | int | None
    """How the address answered last."""
    created: Time
    ended: Time | None


class DeliveriesAnswer(Answer):
    """The newest hundred deliveries of the last month."""

    deliveries: list[DeliveryAnswer]
    """The newest first."""


class HealthAnswer(Answer):
    """The process answers."""

    status: Literal["ok"]


class ReadyRegistry(VersionAnswer):
    """The registry in force."""

    entities: int
    """How many entities it has."""


class WaitingJobs(Answer):
    """How many jobs wait."""

    waiting: int
    """In the queue."""


class ReadyAnswer(Answer):
    """The service can screen, with these versions."""

    status: Literal["ready"]
    registry: ReadyRegistry
    """The registry in force."""
    policies: list[str]
    """The ids of the policies."""
    jobs: WaitingJobs
    """How many wait."""
