"""GET /healthz: the process answers; GET /readyz: it has its rulebook and can screen."""

from typing import Any

from fastapi import APIRouter

from screener.web.api.access import Bench, describe_problems

router = APIRouter(tags=["operations"])


@router.get("/healthz", responses=describe_problems(), summary="Does it answer?")
def show_health() -> dict[str, str]:
    """Gives `{"status": "ok"}`."""
    return {"status": "ok"}


@router.get("/readyz", responses=describe_problems(), summary="Can it screen?")
def show_readiness(bench: Bench) -> dict[str, Any]:
    """Gives the versions it screens with."""
    registry = bench.rulebook.registry
    return {
        "status": "ready",
        "registry": {"version": registry.version, "sha256": registry.sha256, "entities": len(registry.entities)},
        "policies": list(bench.rulebook.policies),
    }
