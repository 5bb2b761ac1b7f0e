"""The courier: deliveries that are due go in; signed calls to their webhooks go out, and how they went is noted.

A call goes to the numeric address that was looked at, under TLS for the name that was given; it follows no redirect, uses no
proxy, reads nothing of the answer but its status, and is cut off when its time is over, however slowly the other side talks.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import ssl
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import httpx2

from screener.errors import DatabaseUnready, RequestRefused, ScreenerError
from screener.jobs.herald import Herald
from screener.jobs.targets import MayCall, check_target, is_public
from screener.store import webhooks

if TYPE_CHECKING:
    from threading import Event

    from screener.jobs.office import JobOffice
    from screener.jobs.targets import Target
    from screener.store.webhooks import DueDelivery

log = logging.getLogger("screener.jobs")
PAUSE_S = 5.0
LOOK_S = 60.0
"""How often the courier looks whether the registry is a new one."""
CALL_S = 20.0
"""So long a call may take in all; shorter than a delivery is one worker's."""
AGENT = "divestment-screener"


class Courier:
    """Makes deliveries, one after the other, beside any number of others.

    `may_call` and `tls` are for tests, which call themselves; no setting reaches them.
    """

    def __init__(self, office: JobOffice, *, may_call: MayCall = is_public, tls: ssl.SSLContext | None = None) -> None:
        self._database, self._master_key = office.database, office.master_key
        self._herald = Herald(office.settings, office.database)
        self._may_call, self._tls = may_call, tls
        self._looked = float("-inf")

    def run(self, stop: Event) -> None:
        """Delivers until `stop` is set; a database that is away is waited for."""
        while not stop.is_set():
            with suppress(DatabaseUnready):
                self.deliver_due(stop)
            stop.wait(PAUSE_S)

    def deliver_due(self, stop: Event | None = None) -> None:
        """Looks at the registry where it is time to, and makes every delivery that is due. Raises DatabaseUnready."""
        self.look()
        while not (stop and stop.is_set()) and self.deliver_one():
            pass

    def look(self) -> None:
        """Has the herald look, now and then; rules that cannot be read are an operator's to mend, and stop no delivery."""
        if time.monotonic() - self._looked < LOOK_S:
            return
        self._looked = time.monotonic()
        try:
            self._herald.look()
        except DatabaseUnready:
            raise
        except (ScreenerError, OSError) as error:
            log.warning("the registry cannot be looked at: %s", type(error).__name__)

    def deliver_one(self) -> bool:
        """Makes the delivery that has been due longest; False where none is. Raises DatabaseUnready."""
        with self._database.write() as connection:
            due = webhooks.claim_due(connection, master_key=self._master_key)
        if due is None:
            return False
        answer = self._call(due)
        with self._database.write() as connection:
            webhooks.settle(connection, due.delivery, delivered=answer.startswith("2"), answer=answer)
        return True

    def _call(self, due: DueDelivery) -> str:
        """Gives the status of the answer, or a word for why there is none."""
        try:
            target = check_target(due.url, may_call=self._may_call)
            tls = self._tls or ssl.create_default_context()
            return str(asyncio.run(_post(target, due, tls)))
        except RequestRefused as error:
            return error.kind
        except TimeoutError:
            return "too_slow"
        except (httpx2.HTTPError, OSError, ValueError) as error:
            return type(error).__name__


async def _post(target: Target, due: DueDelivery, tls: ssl.SSLContext) -> int:
    body = due.delivery.body.encode()
    told = write_headers(due.delivery.event, due.delivery.id, sign(body, secret=due.secret, at=int(time.time())))
    headers = {"Host": target.authority, **told}
    async with asyncio.timeout(CALL_S):
        async with (
            httpx2.AsyncClient(verify=tls, trust_env=False, follow_redirects=False, timeout=CALL_S) as client,
            client.stream("POST", target.url, content=body, headers=headers, extensions={"sni_hostname": target.host}) as answer,
        ):
            return answer.status_code


def write_headers(event: str, delivery: str, signature: str) -> dict[str, str]:
    """Gives what a delivery carries beside its body."""
    return {
        "User-Agent": AGENT,
        "Content-Type": "application/json",
        "Screener-Event": event,
        "Screener-Delivery": delivery,
        "Screener-Signature": signature,
    }


def write_sample(event: str, *, secret: str, at: int) -> tuple[dict[str, str], str]:
    """Gives headers and body of a delivery that is a test and says so, signed as a real one is."""
    data: dict[str, object] = {"test": True}
    body = json.dumps({"id": "dlv_test", "event": event, "at": at, "data": data}, separators=(",", ":"))
    return write_headers(event, "dlv_test", sign(body.encode(), secret=secret, at=at)), body


def sign(body: bytes, *, secret: str, at: int) -> str:
    """Gives the text of Screener-Signature: the second it was made in, and HMAC-SHA256 over that, a full stop and the body."""
    return f"t={at},v1={hmac.new(secret.encode(), f'{at}.'.encode() + body, 'sha256').hexdigest()}"
