"""GET /healthz: the process answers; GET /readyz: it has its rulebook and can screen."""

from typing import Any

from fastapi import APIRouter

from screener.web.api.access import Bench, describe_answer
from screener.web.api.workspace_answers import HealthAnswer, ReadyAnswer

router = APIRouter(tags=["operations"])


@router.get("/healthz", responses=describe_answer(HealthAnswer), response_model=None, summary="Does it answer?")
def show_health() -> dict[str, str]:
    """Gives `{"status": "ok"}`."""
    return {"status": "ok"}


@router.get("/readyz", responses=describe_answer(ReadyAnswer, 503), response_model=None, summary="Can it screen?")
def show_readiness(bench: Bench) -> dict[str, Any]:
    """Gives the versions it screens with, and how many jobs wait; a problem where database or queue do not answer."""
    registry = bench.rulebook.registry
    waiting = bench.office().check()
    return {
        "status": "ready",
        "registry": {"version": registry.version, "sha256": registry.sha256, "entities": len(registry.entities)},
        "policies": list(bench.rulebook.policies),
        "jobs": {"waiting": waiting},
    }
