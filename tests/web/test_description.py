"""The description of the service against the service: calls made up from it, right ones and wrong ones."""

from __future__ import annotations

from contextlib import suppress

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

from tests.web.described import list_examples, list_faults
from tests.web.test_app import ROUTES

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture(scope="module")
def described(app):
    found = schemathesis.openapi.from_asgi("/openapi.json", app, headers={"Host": "localhost"})
    found.config.update(base_url="http://localhost")
    return found


@pytest.mark.parametrize(("method", "path"), ROUTES)
@pytest.mark.parametrize("mode", GenerationMode)
def test_the_service_keeps_to_what_it_says_of_itself(method, path, mode, described):
    strategy = described[path][method.upper()].as_strategy(generation_mode=mode)

    @settings(max_examples=5, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(case=strategy)
    def call(case):
        case.call_and_validate(checks=CHECKS)

    if mode is GenerationMode.POSITIVE:
        call()
        return
    with suppress(Unsatisfiable):  # of what takes nothing, nothing can be made wrong
        call()


def test_every_example_is_valid_under_its_schema(app):
    description = app.openapi()
    examples = list(list_examples(description))
    assert len(examples) >= 8
    assert {place: faults for place, schema, one in examples if (faults := list_faults(schema, one, description))} == {}


def test_every_parameter_and_every_field_says_what_it_is(app):
    description = app.openapi()
    operations = [(path, told) for path, methods in description["paths"].items() for told in methods.values()]
    parameters = {f"{path} {one['name']}" for path, told in operations for one in told.get("parameters", ())}
    silent = {
        f"{path} {one['name']}" for path, told in operations for one in told.get("parameters", ()) if not one["description"]
    }
    fields = [(name, field, told) for name, schema in description["components"]["schemas"].items()
              for field, told in schema.get("properties", {}).items()]  # fmt: skip
    sent = {
        "FundFile",
        "Position",
        "PositionsBody",
        "LettersBody",
        "ExplainBody",
        "LookupBody",
        "ConfirmationBody",
        "WebhookBody",
    }
    assert parameters
    assert silent == set()
    assert {
        (name, field) for name, field, told in fields if name in sent | {"ProblemShape"} and "description" not in told
    } == set()


def test_names_of_operations_are_short_and_each_is_one(app):
    names = [told["operationId"] for methods in app.openapi()["paths"].values() for told in methods.values()]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 30


def test_what_needs_a_key_says_so_and_names_its_refusals_and_every_answer_says_what_is_left(app):
    paths = app.openapi()["paths"]
    keyed = {
        ("get", "/v1/securities/{security}"),
        ("post", "/v1/securities/lookup"),
        ("post", "/v1/explain"),
        ("post", "/v1/letters"),
        ("post", "/v1/screenings"),
        ("post", "/v1/jobs"),
        ("post", "/match/{dataset}"),
        ("get", "/v1/stored"),
    }
    for method, path in keyed:
        told = paths[path][method]
        assert {"HTTPBearer": []} in told["security"], path
        assert {"401", "403", "429", "503"} <= set(told["responses"]), path
    assert "security" not in paths["/v1/jobs/{id}"]["get"]
    assert {"304", "429"} <= set(paths["/v1/entities"]["get"]["responses"])
    assert "ETag" in paths["/v1/entities"]["get"]["responses"]["200"]["headers"]
    assert "Retry-After" in paths["/v1/entities"]["get"]["responses"]["429"]["headers"]
    assert {"Location", "Idempotent-Replayed"} <= set(paths["/v1/jobs"]["post"]["responses"]["202"]["headers"])
    assert {"RateLimit-Remaining", "RateLimit-Reset"} <= set(paths["/v1/policies"]["get"]["responses"]["200"]["headers"])


def test_no_answer_is_left_open(app):
    for path, methods in app.openapi()["paths"].items():
        for told in methods.values():
            for status, answer in told["responses"].items():
                for form, content in answer.get("content", {}).items():
                    assert set(content.get("schema", {})) & {"$ref", "properties", "format", "type"}, (path, status, form)
