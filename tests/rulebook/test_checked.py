"""A folder of rules into its faults, and how much of it was new."""

import shutil

import pytest

from screener.rulebook import compiled
from screener.rulebook.checked import check_rulebook
from tests.rulebook.builders import build_rules, page


@pytest.fixture
def rules(tmp_path, checkout):
    root = build_rules(tmp_path / "rules", checkout=checkout, pages={"acme": page(), "bolt": page(id="bolt")})
    (root / "registry" / "assertions.yaml").write_text("entities: {at_least: 1, at_most: 9}\n", encoding="utf-8")
    for folder in ("policies", "naming"):
        shutil.copytree(checkout / "rules" / folder, root / folder)
    policy = root / "policies"
    for item in policy.rglob("*.yaml"):
        lines = [
            line for line in item.read_text(encoding="utf-8").splitlines(keepends=True) if not line.startswith("references:")
        ]
        item.write_text("".join(lines), encoding="utf-8")
    return root


@pytest.fixture
def check(rules, tmp_path):
    return lambda: check_rulebook(rules, cache=tmp_path / "cache")


def write(rules, name, text):
    (rules / "registry" / "entities" / "companies" / f"{name}.yaml").write_text(text, encoding="utf-8")


def test_the_first_check_reads_every_dossier_and_the_second_none(check):
    first, second = check(), check()
    assert (first.faults, first.dossiers, first.skipped) == ((), 2, 0)
    assert (second.faults, second.dossiers, second.skipped) == ((), 2, 2)


def test_only_the_dossier_that_changed_is_read_again(check, rules):
    check()
    write(rules, "bolt", page(id="bolt", involvement="confidence: low"))
    found = check()
    assert (found.faults, found.skipped) == ((), 1)


def test_a_fault_is_found_beside_dossiers_that_were_skipped(check, rules):
    check()
    write(rules, "bolt", page(id="bolt", involvement="channel: jetfuel"))
    assert [fault for fault in check().faults if "bolt.yaml:7" in fault]
    assert check().faults, "a fault is not forgotten by checking twice"


def test_a_fault_between_a_changed_and_an_unchanged_dossier_is_found(check, rules):
    check()
    write(rules, "bolt", page(id="bolt", involvement="counterparties: [nobody]"))
    assert 'entity "nobody" is not in the registry' in check().faults[0]


def test_a_dossier_that_is_gone_is_no_longer_counted(check, rules):
    check()
    (rules / "registry" / "entities" / "companies" / "bolt.yaml").unlink()
    assert check().dossiers == 1


def test_a_changed_vocabulary_makes_every_dossier_new(check, rules):
    check()
    words = rules / "vocabulary.yaml"
    words.write_text(words.read_text(encoding="utf-8") + "# said otherwise\n", encoding="utf-8")
    assert check().skipped == 0


def test_a_changed_program_makes_every_dossier_new(check, monkeypatch):
    check()
    monkeypatch.setattr("screener.rulebook.checked.hash_program", lambda: "0" * 64)
    assert check().skipped == 0


def test_a_cache_that_cannot_be_read_is_no_reason_to_stop(check, tmp_path):
    check()
    for item in (tmp_path / "cache").iterdir():
        item.write_bytes(b"\x80broken")
    assert (check().faults, check().dossiers) == ((), 2)


def test_without_a_cache_everything_is_read(rules):
    assert check_rulebook(rules, cache=None).skipped == 0


def test_a_broken_bound_and_a_faulty_correction_are_faults(check, rules):
    (rules / "registry" / "assertions.yaml").write_text("entities: {at_least: 7, at_most: 9}\n", encoding="utf-8")
    assert "entities: 2 is outside 7 to 9" in check().faults[0]


def test_owners_of_more_than_the_whole_are_noted_for_a_person(check, rules):
    edges = "".join(f"  - {{entity: {key}, relation: owns, share: '0.8', sources: [s1]}}\n" for key in ("acme", "bolt"))
    write(rules, "bolt", page(id="bolt", extra=f"owners:\n{edges}"))
    assert ["bolt.yaml" in note for note in check().notes] == [True]
    assert check().notes, "a note is shown again where nothing changed"


def test_a_page_that_is_not_utf8_is_a_fault_with_its_line(check, rules):
    (rules / "registry" / "entities" / "companies" / "bolt.yaml").write_bytes(b"id: bolt\nname: caf\xe9\n")
    assert "bolt.yaml:2: the file is not UTF-8 text" in check().faults[0]


def test_a_changed_program_does_not_trust_an_older_compiled_rulebook(rules, tmp_path, monkeypatch):
    compiled.load_rulebook(rules, cache=tmp_path / "compiled")
    monkeypatch.setattr(compiled, "hash_program", lambda: "0" * 64)
    compiled.load_rulebook(rules, cache=tmp_path / "compiled")
    assert len(list((tmp_path / "compiled").glob("rulebook-*.pickle"))) == 2
