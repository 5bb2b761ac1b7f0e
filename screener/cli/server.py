"""`screener serve`: the web service on this machine."""

from __future__ import annotations

from contextlib import nullcontext
from socket import AF_INET, AF_INET6, IPPROTO_TCP, TCP_NODELAY, create_server, socket
from threading import Event, Thread
from typing import Annotated

import typer

from screener.errors import RequestRefused
from screener.settings import read_settings

GRACE_S = 30
"""How long requests under way may take to end when the service is stopped."""
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
    no_worker: Annotated[bool, typer.Option("--no-worker", help="Leave jobs to screener worker.")] = False,
) -> None:
    """Start the web service: pages for people at /, the API under /v1.

    Nothing of a portfolio is logged, and nothing is kept but what is asked for: with store, or as a job for an hour at most.
    """
    import uvicorn

    from screener.cli.desk import say
    from screener.cli.worker import keep_beside
    from screener.jobs.sweep import sweep_until
    from screener.web.app import create_app
    from screener.web.connection import PromptConnection
    from screener.web.logs import set_up_logs

    settings = read_settings()
    _check_host(host, settings.mode)
    set_up_logs(requests=settings.log == "requests")
    listening = _listen(host, port)
    app = create_app(settings)
    office = app.state.workbench.office()  # a database that cannot be used is told now, and not to the first visitor
    say(f"Open http://{host}:{port} in a browser; Ctrl+C stops the service.")
    config = uvicorn.Config(
        app,
        http=PromptConnection,
        proxy_headers=settings.proxies > 0,  # else anybody who comes through a tunnel to loopback would say who asks
        access_log=False,
        server_header=False,
        log_level="warning",
        timeout_graceful_shutdown=GRACE_S,
    )
    Thread(target=sweep_until, args=(Event(), office.database, office.queue), daemon=True).start()
    with keep_beside() if office.database.is_sqlite and not no_worker else nullcontext():
        uvicorn.Server(config).run(sockets=[listening])


def _check_host(host: str, mode: str) -> None:
    """Raises RequestRefused where a service meant for one's own machine would be open to others."""
    if mode == "own" and host not in LOOPBACK:
        raise RequestRefused(
            f'The service would listen on "{host}", where others reach it, but is set up for your own machine.',
            help="Set SCREENER_MODE=public or SCREENER_MODE=workspaces; docs/operations.md says what each does.",
        )


def _listen(host: str, port: int) -> socket:
    """Gives the socket to listen on, opened before anything is loaded. Raises RequestRefused where it cannot be had."""
    family = AF_INET6 if ":" in host else AF_INET
    try:
        listening = create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise RequestRefused(
            f'The service cannot listen on "{host}", port {port}: {reason}.',
            help="Stop what uses that port, or give another with --port.",
        ) from error
    # asyncio sets it for sockets it opened itself; without it an answer's end waits 40 ms for the caller to confirm its beginning
    listening.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
    return listening
