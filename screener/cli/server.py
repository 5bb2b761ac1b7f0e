"""`screener serve`: the web service on this machine."""

from __future__ import annotations

from socket import AF_INET, AF_INET6, create_server, socket
from typing import Annotated

import typer

from screener.errors import RequestRefused


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
) -> None:
    """Start the web service: pages for people at /, the API under /v1. Nothing of a portfolio is kept or logged."""
    import uvicorn

    from screener.cli.desk import say
    from screener.web.app import create_app

    listening = _listen(host, port)
    say(f"Open http://{host}:{port} in a browser; Ctrl+C stops the service.")
    config = uvicorn.Config(create_app(), access_log=False, server_header=False, log_level="warning")
    uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket:
    """Gives the socket to listen on, opened before anything is loaded. Raises RequestRefused where it cannot be had."""
    family = AF_INET6 if ":" in host else AF_INET
    try:
        return create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise RequestRefused(
            f'The service cannot listen on "{host}", port {port}: {reason}.',
            help="Stop what uses that port, or give another with --port.",
        ) from error
