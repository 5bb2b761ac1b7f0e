"""The sample portfolios come to what stands beside them."""

import json

import pytest
import yaml

from tests.conftest import CHECKOUT

SAMPLES = sorted(file for file in (CHECKOUT / "sample_portfolios").iterdir() if not file.name.endswith(".expected.yaml"))


def test_there_are_at_least_four_samples():
    assert len(SAMPLES) >= 4


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda file: file.name)
def test_a_sample_comes_to_its_expected_findings(run, sample):
    expected = yaml.safe_load(sample.with_suffix(".expected.yaml").read_text(encoding="utf-8"))
    ending = run("screen", sample, "--as-of", expected["as_of"], "--policy", expected["policy"], "--json")
    record = json.loads(ending.out)
    found = {item["entity"]["id"]: {"decision": item["decision"], "rows": item["rows"]} for item in record["findings"]}
    assert found == expected["findings"]
    assert {key: number for key, number in record["outcomes"].items() if number} == expected["outcomes"]
