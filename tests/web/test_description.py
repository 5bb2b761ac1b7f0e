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

from tests.web.test_app import ROUTES

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture(scope="module")
def described(app):
    return schemathesis.openapi.from_asgi("/openapi.json", app)


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
