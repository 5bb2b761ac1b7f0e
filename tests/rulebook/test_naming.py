from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from screener.errors import RulebookFault
from screener.rulebook.naming import read_naming


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(Path(str(files("rules") / "naming")), tmp_path / "naming")
    return tmp_path


def test_the_shipped_tables_are_read(folder):
    naming = read_naming(folder)
    assert naming.abbreviations["HLDGS"] == "HOLDINGS"
    assert naming.countries.words["NORWAY"] == "NO"
    assert len(naming.sha256) == 64


def test_a_changed_table_has_another_hash(folder):
    before = read_naming(folder).sha256
    file = folder / "naming/calibration.yaml"
    file.write_text(file.read_text().replace("needs_review: 0.4", "needs_review: 0.41"))
    assert read_naming(folder).sha256 != before


def test_a_cut_word_may_be_read_as_one_word_only(folder):
    file = folder / "naming/abbreviations.yaml"
    file.write_text(file.read_text().replace("words:\n", "words:\n  HOLIDAYS: [HLDGS]\n", 1))
    with pytest.raises(RulebookFault, match=r"abbreviations\.yaml:\d+: \"HLDGS\" is read as"):
        read_naming(folder)


def test_a_field_nobody_knows_is_a_fault_with_its_line(folder):
    file = folder / "naming/countries.yaml"
    file.write_text(file.read_text() + "\nneutrals: [KY]\n")
    with pytest.raises(RulebookFault, match=r'countries\.yaml:\d+: unknown field "neutrals"'):
        read_naming(folder)


def test_thresholds_that_cross_are_a_fault(folder):
    file = folder / "naming/calibration.yaml"
    file.write_text(file.read_text().replace("needs_review: 0.4", "needs_review: 0.9"))
    with pytest.raises(RulebookFault, match="does not hold"):
        read_naming(folder)


def test_every_state_is_in_the_registry_and_every_well_known_other_is_named_once(folder):
    naming = read_naming(folder)
    registered = {path.stem for path in Path(str(files("rules") / "registry/entities/states_and_bodies")).glob("*.yaml")}
    assert {state.entity for state in naming.states} <= registered
    names = [(other.name.casefold(), other.country) for other in naming.others]
    assert len(names) == len(set(names))


def test_a_score_means_a_probability_within_what_the_names_counted_can_tell(folder):
    calibration = read_naming(folder).calibration
    assert sum(found.names for found in calibration.reliability) > 1000
    for found in calibration.reliability:
        slack = 1.96 * (found.mean_score * (1 - found.mean_score) / found.names) ** 0.5 + 1 / found.names
        assert abs(found.share_right - found.mean_score) <= max(slack, 0.05), found


def test_the_curve_only_rises(folder):
    curve = read_naming(folder).calibration.curve
    assert list(curve) == sorted(curve)
    assert [probability for _, probability in curve] == sorted(probability for _, probability in curve)
