"""`screener serve`: the web service on this machine."""

from __future__ import annotations

from typing import Annotated

import typer


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
) -> None:
    """Start the web service: pages for people at /, the API under /v1. Nothing of a portfolio is kept or logged."""
    import uvicorn

    from screener.cli.desk import say
    from screener.web.app import create_app

    say(f"Open http://{host}:{port} in a browser; Ctrl+C stops the service.")
    uvicorn.run(create_app(), host=host, port=port, access_log=False, server_header=False, log_level="warning")
