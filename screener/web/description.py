"""The description of the service: its routes go in; OpenAPI 3.1 comes out, with what every answer may be and carry.

What one route alone does stands at the route; what the limits, the keys and the database do to all of them is said here, once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi.openapi.utils import get_openapi

from screener.web.api.job_description import JobState
from screener.web.api.shapes import REF, describe_schemas
from screener.web.limits import UNLIMITED
from screener.web.problems import MEDIA_TYPE, ProblemShape
from screener.web.yente.answers import PARAMETERS

if TYPE_CHECKING:
    from fastapi import FastAPI
    from fastapi.routing import APIRoute

    Told = dict[str, Any]

METHODS_UNKEYED = {("/v1/jobs/{id}", "get"), ("/v1/jobs/{id}", "delete"), ("/v1/jobs/{id}/result", "get")}
"""Who holds the secret address of a job needs no key for it."""
SECURITY_SAYS = "In mode `workspaces` this needs a key; in the modes `own` and `public` none is asked for."
RETRY = {"Retry-After": {"description": "In how many seconds to come back.", "schema": {"type": "integer"}}}
ALLOWANCE = {
    "RateLimit-Remaining": {
        "description": "How many more such requests there are in this minute; not in mode `own`.",
        "schema": {"type": "integer"},
    },
    "RateLimit-Reset": {
        "description": "In how many seconds the minute is over; not in mode `own`.",
        "schema": {"type": "integer"},
    },
}
PROVE = {"WWW-Authenticate": {"description": "Bearer", "schema": {"type": "string"}}}
REFUSALS: dict[str, tuple[str, dict[str, Any]]] = {
    "401": ("A key is needed, and none that holds was sent", PROVE),
    "403": ("The key's role is too small, or this service keeps nothing", {}),
    "408": ("What was sent did not come whole in the time there is", {}),
    "429": ("Asked too often", {**RETRY, **ALLOWANCE}),
    "503": ("Too much at once, or the database does not answer", RETRY),
}


def name_operation(route: APIRoute) -> str:
    """Gives a route's short name for generated clients; what is in yente's manner is told apart."""
    return f"yente_{route.name}" if "yente" in route.tags else route.name


def describe_service(app: FastAPI) -> dict[str, Any]:
    """Gives the description, made once."""
    if app.openapi_schema is None:
        schema = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        for path, methods in schema["paths"].items():
            for method, told in methods.items():
                _complete(told, path=path, method=method)
        schema["components"] = {**schema["components"], "schemas": _list_schemas(schema["components"]["schemas"])}
        for scheme in schema["components"]["securitySchemes"].values():
            scheme["description"] += f" {SECURITY_SAYS}"
        app.openapi_schema = schema
    return app.openapi_schema


def _complete(told: Told, *, path: str, method: str) -> None:
    answers = told["responses"]
    if "HTTPValidationError" in str(answers.get("422")):
        del answers["422"]  # the framework's own; ours are problem documents
    for parameter in told.get("parameters", ()):
        parameter.setdefault("description", PARAMETERS.get(parameter["name"], ""))
    if (path, method) in METHODS_UNKEYED:
        told.pop("security", None)
    if "security" in told:
        told["security"] = [*told["security"], {}]  # in the modes `own` and `public` nobody is asked for a key
    for status in _list_refusals(told, path=path, method=method):
        _refuse(told, status)
    if not path.startswith(UNLIMITED):
        for status, answer in answers.items():
            if status.startswith("2"):
                answer["headers"] = {**ALLOWANCE, **answer.get("headers", {})}


def _list_refusals(told: Told, *, path: str, method: str) -> list[str]:
    keyed = ["401", "403"] if "security" in told else []
    limited = [] if path.startswith(UNLIMITED) else ["429"]
    waiting = ["503"] if method != "get" or "security" in told or "503" in told["responses"] else []
    slow = ["408"] if "requestBody" in told else []
    return [*keyed, *slow, *limited, *waiting]


def _refuse(told: Told, status: str) -> None:
    words, headers = REFUSALS[status]
    content = {MEDIA_TYPE: {"schema": {"$ref": REF.format(model="ProblemShape")}}}
    told["responses"][status] = {"description": words, "content": content} | ({"headers": headers} if headers else {})


def _list_schemas(found: dict[str, Any]) -> dict[str, Any]:
    ours = {name: schema for name, schema in found.items() if name not in {"HTTPValidationError", "ValidationError"}}
    problem = ProblemShape.model_json_schema(ref_template=REF)
    state = JobState.model_json_schema(ref_template=REF)  # made here, since the framework drops every null of an example
    state.pop("$defs")
    return {**ours, "JobState": state, **describe_schemas(), **problem.pop("$defs", {}), "ProblemShape": problem}
