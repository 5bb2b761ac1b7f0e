"""How much is worked on at once, and what a body that comes too slowly comes to."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from screener.errors import ServiceBusy
from screener.web.gate import BodySlow, Gate, Turnstile


def run_apart(work):
    """Runs it in a thread of its own: the browser's tests leave a loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def post(pieces, *, gate, seconds=5.0):
    async def receive():
        await asyncio.sleep(0)
        piece = pieces.pop(0)
        if piece is None:
            await asyncio.sleep(60)
        return {"type": "http.request", "body": piece, "more_body": bool(pieces)}

    async def send(message):
        del message

    return Gate(gate.app, turnstile=gate.turnstile, body_seconds=seconds)({"type": "http", "method": "POST"}, receive, send)


class Work:
    """An application that reads its body, works, and notes how many worked at once."""

    def __init__(self, *, at_once, waiting_most):
        self.turnstile = Turnstile(at_once=at_once, waiting_most=waiting_most)
        self.most = self.done = 0

    async def app(self, scope, receive, send):
        while (await receive()).get("more_body"):
            pass
        self.most = max(self.most, self.turnstile.at_work)
        await asyncio.sleep(0.01)
        self.done += 1


def test_only_so_much_is_worked_on_at_once_and_the_rest_waits_its_turn():
    work = Work(at_once=2, waiting_most=100)

    async def run():
        await asyncio.gather(*(post([b"a", b"b"], gate=work) for _ in range(20)))

    run_apart(run())
    assert (work.most, work.done, work.turnstile.at_work, work.turnstile.waiting) == (2, 20, 0, 0)


def test_where_too_many_wait_the_next_is_told_so():
    work = Work(at_once=1, waiting_most=1)

    async def run():
        return await asyncio.gather(*(post([b"a"], gate=work) for _ in range(4)), return_exceptions=True)

    answers = run_apart(run())
    assert sum(isinstance(answer, ServiceBusy) for answer in answers) == 2
    assert (work.done, work.turnstile.at_work) == (2, 0)


def test_a_body_that_never_ends_is_cut_off_and_holds_no_place():
    work = Work(at_once=1, waiting_most=1)

    async def run():
        with pytest.raises(BodySlow):
            await post([b"a", None], gate=work, seconds=0.05)
        await post([b"a"], gate=work)

    run_apart(run())
    assert (work.done, work.turnstile.at_work) == (1, 0)
