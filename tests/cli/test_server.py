from __future__ import annotations

import socket

from screener.cli.server import _listen


def test_a_port_that_is_taken_is_refused_in_one_sentence_and_not_offered_to_a_browser(run):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ending = run("serve", "--port", port)
    assert ending.status == 2
    assert f"port {port}" in ending.err
    assert "--port" in ending.err
    assert "Open http" not in ending.err


def test_a_port_that_cannot_be_is_refused(run):
    ending = run("serve", "--port", "700000")
    assert ending.status == 2
    assert "700000" in ending.err


def test_the_end_of_an_answer_does_not_wait_until_its_beginning_is_confirmed():
    with _listen("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()):
        connection, _ = listening.accept()
        with connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
