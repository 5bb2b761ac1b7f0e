"""An outsider who is slow: who says nothing, a byte now and then, or takes no answer, holds neither a connection nor a place."""

from __future__ import annotations

import asyncio
import socket
import threading
from contextlib import contextmanager, suppress

import pytest
import uvicorn

from screener.web.connection import PromptConnection
from screener.web.gate import Gate, Turnstile

ANSWER = b"x" * 8 * 2**20
"""More than the buffers between here and a reader hold."""


class Hasty(PromptConnection):
    """The same connection with little patience."""

    head_s = 0.2
    stall_s = 0.2


@pytest.fixture(scope="module")
def turnstile():
    return Turnstile(at_once=1, waiting_most=4)


@pytest.fixture(scope="module")
def port(turnstile):
    """A server that answers a POST with more than anybody takes at once, and lets one work at a time."""

    async def answer(scope, receive, send):
        while scope["method"] == "POST" and (await receive()).get("more_body"):
            pass
        body = ANSWER if scope["method"] == "POST" else b"fine"
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", str(len(body)).encode())]})
        await send({"type": "http.response.body", "body": body})

    gate = Gate(answer, turnstile=turnstile, body_seconds=0.5)
    with serve(gate) as found:
        yield found


@contextmanager
def serve(app):
    listening = socket.create_server(("127.0.0.1", 0))
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 64 * 2**10)
    server = uvicorn.Server(uvicorn.Config(app, http=Hasty, lifespan="off", log_level="critical", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listening])), daemon=True)
    thread.start()
    yield listening.getsockname()[1]
    server.should_exit = True
    thread.join(10)
    listening.close()


def speak(port, *said):
    """Says it, a piece at a time, with None waits for an answer, and gives whether the other side ended the connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=4) as connection:
        for piece in said:
            if piece is None:
                hear(connection)
            else:
                connection.sendall(piece)
        return is_ended(connection)


def hear(connection):
    heard = b""
    while not heard.endswith(b"fine"):
        heard += connection.recv(2**16)


def is_ended(connection):
    try:
        while connection.recv(2**16):
            pass
    except ConnectionError:
        return True
    except TimeoutError:
        return False
    return True


def is_put_out(connection):
    """Whether the rest never comes whole to one who takes nothing for a while."""
    threading.Event().wait(0.6)
    taken = 0
    with suppress(ConnectionError):
        while piece := connection.recv(2**16):
            taken += len(piece)
    return taken < len(ANSWER)


@pytest.mark.parametrize(
    "said",
    [
        (),
        (b"GET / HTTP/1.1\r\nHost: x\r\n",),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX-A: ", b"a" * 100),
        (b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999\r\n\r\n", None, b"a"),
        (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", None, b"GET / HT"),
        (b"\x16\x03\x01",),
    ],
    ids=["nothing", "half a head", "a head without end", "a body nobody reads", "half a second request", "no request"],
)
def test_who_sends_no_whole_request_is_put_out(said, port):
    assert speak(port, *said)


def test_who_takes_no_answer_is_put_out_and_holds_no_place(port, turnstile):
    whole = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\na"
    with socket.create_connection(("127.0.0.1", port), timeout=5) as slow:
        slow.sendall(whole)
        assert slow.recv(12) == b"HTTP/1.1 200"
        assert turnstile.at_work == 0, "the place is free with the first byte of the answer"
        assert is_put_out(slow)


def test_who_asks_and_takes_the_answer_is_served_again_and_again(port):
    for _ in range(2):
        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            for _ in range(2):
                connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
                hear(connection)
