"""What a result's page gives away: its drafts are checked against the registry as it is now."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace

import pytest

from screener.errors import LetterRefused
from screener.screening.record import read_screening
from screener.web.papers import write_paper
from screener.web.seal import LabelledScreening
from tests.web.portfolios import HOLDINGS


@pytest.fixture(scope="module")
def labelled(client):
    record = client.post("/v1/screenings", files={"file": ("h.csv", HOLDINGS)}, data={"as_of": "2026-11-24"}).json()
    return LabelledScreening(read_screening(record), label="h.csv", policy_title="Standard", policy_summary="")


def _outdate(labelled, entities):
    """The screening said of these entities what the registry says no longer."""
    findings = tuple(
        replace(one, involvements=tuple(replace(tie, summary=f"Once, {tie.summary}") for tie in one.involvements))
        if one.entity in entities
        else one
        for one in labelled.screening.findings
    )
    return replace(labelled, screening=replace(labelled.screening, findings=findings))


def _list_drafts(archive):
    return [name for name in zipfile.ZipFile(io.BytesIO(archive)).namelist() if name.endswith(".pdf")]


def test_a_draft_of_what_the_registry_says_no_longer_is_left_out_and_named_with_its_reason(app, labelled):
    asked = [one.entity for one in labelled.screening.findings if one.decision != "none"]
    archive = write_paper("letters.zip", _outdate(labelled, asked[:1]), app.state.workbench).content
    assert [name.rpartition("-")[0] for name in _list_drafts(archive)] == asked[1:]
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        (line,) = csv.DictReader(io.StringIO(opened.read("refused.csv").decode("utf-8-sig")))
    assert (line["entity"], line["code"]) == (asked[0], "claim_changed")
    assert "Screen the portfolio again" in line["what_to_do"]


def test_where_every_claim_has_changed_there_is_no_archive_but_the_reason(app, labelled):
    asked = [one.entity for one in labelled.screening.findings]
    with pytest.raises(LetterRefused) as refused:
        write_paper("letters.zip", _outdate(labelled, asked), app.state.workbench)
    assert refused.value.kind == "claim_changed"


def test_where_nothing_was_refused_no_file_says_so(app, labelled):
    archive = write_paper("letters.zip", labelled, app.state.workbench).content
    assert len(_list_drafts(archive)) == 2
    assert "refused.csv" not in zipfile.ZipFile(io.BytesIO(archive)).namelist()
