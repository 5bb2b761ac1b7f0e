"""JSON Schemas for editors, generated from the shapes: the vocabulary goes in; one schema per kind of page comes out.

`python -m screener.rulebook.schema rules` writes them to `rules/schema/`; a test fails where the files there are not these.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from screener.rulebook.policy_shapes import InlinePolicyShape, PolicyShape, RuleShape
from screener.rulebook.shapes import CorrectionsShape, DossierShape, SourceShape
from screener.rulebook.vocabulary import Vocabulary, read_vocabulary

if TYPE_CHECKING:
    from screener.rulebook.shapes import Shape

PAGES: dict[str, type[Shape]] = {
    "dossier": DossierShape,
    "source": SourceShape,
    "corrections": CorrectionsShape,
    "policy-pack": PolicyShape,
    "policy-rule": RuleShape,
    "policy": InlinePolicyShape,
}
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def generate_schemas(vocabulary: Vocabulary) -> dict[str, str]:
    """Gives, per kind of page, its JSON Schema as text, every word list filled in from the vocabulary."""
    return {name: _write_schema(shape, vocabulary) for name, shape in PAGES.items()}


def _write_schema(shape: type[Shape], vocabulary: Vocabulary) -> str:
    schema = _fill_words(shape.model_json_schema(mode="validation"), vocabulary)
    return json.dumps({"$schema": DIALECT, **schema}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _fill_words(node: Any, vocabulary: Vocabulary) -> Any:  # noqa: ANN401 (any part of a JSON document)
    if isinstance(node, list):
        return [_fill_words(item, vocabulary) for item in node]
    if not isinstance(node, dict):
        return node
    filled = {key: _fill_words(value, vocabulary) for key, value in node.items() if key not in {"x-words", "x-several"}}
    if "x-words" in node:
        filled["enum"] = list(vocabulary.allowed(node["x-words"]))
    if "x-several" not in node:
        return filled
    many = next(choice for choice in filled.pop("anyOf", [filled]) if choice.get("type") == "array")
    return {"anyOf": [many["items"], many]}


if __name__ == "__main__":
    rules = Path(sys.argv[1])
    for page, text in generate_schemas(read_vocabulary(rules)).items():
        rules.joinpath("schema", f"{page}.schema.json").write_text(text, encoding="utf-8")
