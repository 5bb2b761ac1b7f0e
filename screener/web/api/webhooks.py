"""/v1/webhooks: addresses of a workspace that are told when the registry changes or a job ends; never of a portfolio."""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import JSONResponse, Response

from screener.jobs.targets import check_target
from screener.store import webhooks
from screener.store.webhooks import Delivery, Webhook
from screener.store.workspaces import Member
from screener.web.api.access import Bench, describe_answer, describe_problems
from screener.web.api.shapes import WebhookBody, read_body
from screener.web.api.workspace_answers import DeliveriesAnswer, MadeWebhook, WebhooksAnswer
from screener.web.body import read_bytes
from screener.web.membership import open_desk, require_member

router = APIRouter(prefix="/v1/webhooks", tags=["workspace"])
LIMIT = 16 * 2**10
Admin = Annotated[Member, Depends(require_member("admin"))]
HookId = Annotated[str, Path(description="The webhook's id, as the list has it.")]
_BODY = {"required": True, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/WebhookBody"}}}}


async def receive_webhook(request: Request) -> WebhookBody:
    """Reads the body within its limit. Raises UploadTooLarge or MalformedBody."""
    return read_body(await read_bytes(request, limit=LIMIT), WebhookBody)


@router.post(
    "",
    status_code=201,
    summary="Have an address told",
    responses=describe_answer(MadeWebhook, 400, 413, 422, status=201),
    openapi_extra={"requestBody": _BODY},
)
def make_webhook(member: Admin, body: Annotated[WebhookBody, Depends(receive_webhook)], bench: Bench) -> Response:
    """Takes an https address on the public internet. Its secret is in this answer alone.

    What is told is signed: `Screener-Signature: t=SECONDS,v1=HEX`, HMAC-SHA256 under the secret over the seconds, a full stop and
    the body as it was sent. `Screener-Delivery` is the same when a delivery comes again.
    """
    check_target(body.url)
    with open_desk(bench, member) as desk:
        made = webhooks.make_webhook(
            desk.connection, member.workspace, url=body.url, events=body.events, master_key=desk.master_key
        )
        desk.note("webhook made", made.id)
    return JSONResponse({**write_webhook(made), "secret": made.secret}, status_code=201)


@router.get("", responses=describe_answer(WebhooksAnswer), response_model=None, summary="The webhooks of your workspace")
def list_webhooks(member: Admin, bench: Bench) -> dict[str, Any]:
    """Gives who is told of what, the oldest first, without the secrets."""
    with open_desk(bench, member) as desk:
        found = webhooks.list_webhooks(desk.connection, member.workspace, master_key=desk.master_key)
    return {"webhooks": [write_webhook(one) for one in found]}


@router.get(
    "/{id}/deliveries",
    responses=describe_answer(DeliveriesAnswer, 404),
    response_model=None,
    summary="What a webhook was told",
)
def list_deliveries(id: HookId, member: Admin, bench: Bench) -> dict[str, Any]:
    """Gives the newest hundred deliveries of the last month, with how the address answered."""
    with open_desk(bench, member) as desk:
        found = webhooks.list_deliveries(desk.connection, member.workspace, id)
    return {"deliveries": [write_delivery(one) for one in found]}


@router.delete("/{id}", status_code=204, responses=describe_problems(404), summary="Delete a webhook")
def delete_webhook(id: HookId, member: Admin, bench: Bench) -> Response:
    """Deletes it with its deliveries; what is under way just now may still arrive."""
    with open_desk(bench, member) as desk:
        webhooks.delete_webhook(desk.connection, member.workspace, id)
        desk.note("webhook deleted", id)
    return Response(status_code=204)


def write_webhook(hook: Webhook) -> dict[str, Any]:
    """Gives a webhook as lists show it."""
    return {"id": hook.id, "url": hook.url, "events": list(hook.events), "created": _write_time(hook.created_at)}


def write_delivery(delivery: Delivery) -> dict[str, Any]:
    """Gives a delivery and how it went."""
    return {
        "id": delivery.id,
        "event": delivery.event,
        "state": delivery.state,
        "attempts": delivery.attempts,
        "answer": delivery.answer or None,
        "created": _write_time(delivery.created_at),
        "ended": None if delivery.ended_at is None else _write_time(delivery.ended_at),
    }


def _write_time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, tz=UTC).isoformat(timespec="seconds")
