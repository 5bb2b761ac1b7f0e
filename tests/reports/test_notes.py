from __future__ import annotations

from dataclasses import replace

from reports.facts import SourceNote
from reports.notes import Notes

ONE = SourceNote("one", "Alder", "A", "2025", "https://news.example/one")
TWO = SourceNote("two", "Birch", "B", "2025", "https://news.example/two")


def test_sources_are_numbered_in_the_order_they_are_first_cited():
    notes = Notes()
    notes.cite([TWO])
    assert ">2<" in notes.cite([ONE, TWO])
    assert [note.id for _, note in notes] == ["two", "one"]


def test_one_publication_under_two_ids_is_one_note():
    notes = Notes()
    notes.cite([ONE, replace(ONE, id="again")])
    assert len(notes) == 1


def test_nothing_cited_is_no_mark():
    assert Notes().cite([]) == ""
