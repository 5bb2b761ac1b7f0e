"""An answer and the description of the service go in; where the answer is otherwise than described comes out."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from httpx2 import Response


def list_departures(description: dict[str, Any], method: str, path: str, answer: Response) -> list[str]:
    """Gives what is wrong with an answer: a status or form not described, and in JSON a field missing, wrong or not described."""
    told = description["paths"][path][method]["responses"].get(str(answer.status_code))
    if told is None:
        return [f"status {answer.status_code} is not described"]
    if answer.status_code == 204:
        return []
    forms = {form.partition(";")[0]: content for form, content in told["content"].items()}
    form = answer.headers["content-type"].partition(";")[0]
    if form not in forms:
        return [f"{form} is not described"]
    return list_faults(forms[form]["schema"], answer.json(), description) if form == "application/json" else []


def list_faults(schema: dict[str, Any], value: object, description: dict[str, Any]) -> list[str]:
    """Gives what is wrong with a value under a schema of the description; a field that is not described is a fault."""
    closed = close({**schema, "components": deepcopy(description["components"])})
    return [f"{fault.json_path}: {fault.message[:200]}" for fault in Draft202012Validator(closed).iter_errors(value)]


def close(schema: Any) -> Any:
    """Gives the schema with every object that has properties closed."""
    if isinstance(schema, list):
        return [close(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {name: close(part) for name, part in schema.items()}
    if isinstance(schema.get("properties"), dict) and schema.get("type") == "object":
        closed.setdefault("additionalProperties", False)
    return closed


def list_examples(description: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], object]]:
    """Gives every example of the description: where it stands, its schema, and itself."""
    for name, schema in description["components"]["schemas"].items():
        for example in schema.get("examples", ()):
            yield name, schema, example
    for path, methods in description["paths"].items():
        for method, told in methods.items():
            for content in _list_contents(told):
                if "example" in content:
                    yield f"{method} {path}", content["schema"], content["example"]


def _list_contents(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for answer in (told.get("requestBody", {}), *told["responses"].values()):
        yield from answer.get("content", {}).values()
