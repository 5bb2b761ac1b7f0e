"""GET /v1/changes: what changed in the registry since a version, with causes, as far as this service knows that version."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse, Response

from screener.errors import VersionUnknown
from screener.rulebook.changes import write_changes
from screener.web.api.access import Bench, describe_answer
from screener.web.api.registry_answers import ChangesAnswer

router = APIRouter(prefix="/v1/changes", tags=["registry"])


@router.get("", responses=describe_answer(ChangesAnswer, 400, 404, 422), summary="What changed in the registry")
def list_changes(
    bench: Bench,
    since: Annotated[str, Query(max_length=80, description="A version of the registry, or its hash, as a receipt names it.")],
) -> Response:
    """Gives changes/1. Of a version that the service does not hold it says so, never that nothing changed."""
    registry = bench.rulebook.registry
    found = registry if since in {registry.version, registry.sha256} else bench.earlier.find(since)
    if found is None:
        held = ", ".join([registry.version, *bench.earlier.versions])
        raise VersionUnknown(
            f'The service does not hold version "{since[:80]}" of the registry; it holds {held}.',
            help="Compare two folders of rules: screener registry diff OLD NEW. rules/CHANGELOG.md tells it in plain words.",
        )
    return JSONResponse(write_changes(found, registry))
