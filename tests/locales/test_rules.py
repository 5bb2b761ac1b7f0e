"""What pages show of the rulebook is said in Burmese where that very text was translated, and else stands as it is written."""

from __future__ import annotations

from dataclasses import replace

import polib

from reports.speech import say_rule
from tests.locales.catalogues import bring_into_line, locate, write_catalogue
from tests.locales.sentences import extract_sentences

SAID = [sentence for sentence in extract_sentences() if sentence.domain == "rules"]


def test_every_shipped_text_is_said_in_burmese_or_stands_in_the_catalogue_as_missing():
    entries = {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(locate("my", "rules")))}
    assert len(SAID) > 200
    assert entries.keys() == {sentence.key for sentence in SAID}
    unsaid = {sentence.text for sentence in SAID if say_rule(sentence.text, language="my") is None}
    assert unsaid <= {entry.msgid for entry in entries.values() if not entry.msgstr or entry.fuzzy}


def test_the_catalogue_is_as_the_script_writes_it():
    assert locate("my", "rules").read_text(encoding="utf-8") == write_catalogue("my", "rules")


def test_a_text_that_was_changed_loses_its_burmese_which_is_kept_for_a_translator_and_shown_to_nobody():
    old = polib.pofile(str(locate("my", "rules")))
    sentence = next(one for one in SAID if one.context == "standard.exited.reason")
    changed = replace(sentence, text=f"{sentence.text} Since then it is asked nothing.")
    entry = bring_into_line(old, [changed], "my")[0]
    assert entry.fuzzy
    assert entry.msgstr == say_rule(sentence.text, language="my")
    assert say_rule(changed.text, language="my") is None


def test_a_policy_of_the_users_own_stands_as_it_is_written():
    assert say_rule("Exclude suppliers of arms and jet fuel.", language="my") is None
    assert say_rule("Exclude suppliers of arms and jet fuel.", language="en") == "Exclude suppliers of arms and jet fuel."
