"""What a folder of rules says of its versions."""

from __future__ import annotations

from importlib.resources import files

from screener.rulebook.changelog import read_changelog

PAGE = """# What is flagged now

An introduction that is of no version.

## 2026.12.01

One paragraph
over two lines, with `a word`.

- One thing
- Another
  that goes on

## before

The first.
"""


def test_versions_stand_in_the_order_of_the_file_with_the_day_they_are_named_for(tmp_path):
    (tmp_path / "CHANGELOG.md").write_text(PAGE, encoding="utf-8")
    newest, oldest = read_changelog(tmp_path)
    assert (newest.version, newest.day) == ("2026.12.01", "2026-12-01")
    assert newest.paragraphs == ("One paragraph over two lines, with a word.", "One thing", "Another that goes on")
    assert (oldest.version, oldest.day, oldest.paragraphs) == ("before", "", ("The first.",))


def test_a_folder_without_a_changelog_has_no_versions(tmp_path):
    assert read_changelog(tmp_path) == ()


def test_the_shipped_changelog_begins_with_a_dated_version():
    assert all(notes.paragraphs for notes in read_changelog(files("rules")))
    assert read_changelog(files("rules"))[0].day
