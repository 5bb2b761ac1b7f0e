"""JSON Schemas for editors."""

import jsonschema
import pytest

from screener.rulebook.pages import list_pages
from screener.rulebook.schema import PAGES, generate_schemas
from screener.rulebook.text import read_values
from screener.rulebook.vocabulary import read_vocabulary


@pytest.fixture(scope="module")
def schemas(checkout):
    return generate_schemas(read_vocabulary(checkout / "rules"))


@pytest.mark.parametrize("page", PAGES)
def test_the_schema_files_are_those_the_shapes_generate(schemas, checkout, page):
    assert (checkout / "rules" / "schema" / f"{page}.schema.json").read_text(encoding="utf-8") == schemas[page]


def test_every_shipped_rule_satisfies_the_editors_schema(schemas, checkout):
    import json

    validator = jsonschema.Draft202012Validator(json.loads(schemas["policy-rule"]))
    for path, item in list_pages(checkout / "rules" / "policies"):
        if not path.endswith("policy.yaml"):
            page = read_values(item.read_text(encoding="utf-8"), file=path)
            assert [error.message for error in validator.iter_errors(page.values)] == [], path
