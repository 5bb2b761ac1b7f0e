"""A letter's page gives back its sentences, each with the notes that stand behind it."""

import pytest

from reports.letter_document import RecipientBlock
from reports.render import render_html
from screener.campaigns.sentences import list_sentences, split_sentences
from screener.writing.correspondents import Recipient, Sender
from screener.writing.letters import write_letters
from tests.builders import build_screening

PAGE = """
<header><p>Not of the letter.</p></header>
<main><p class="dateline">24 November 2026<br>By post</p><p class="salutation">Dear members of the board,</p>
<h1>Subject line of the letter</h1>
<p>One is reported by A Ltd. in May.<sup class="cite"><a href="#note-1">1</a>, <a href="#note-2">2</a></sup>
Two is not certain.<sup class="cite"><a href="#note-2">2</a></sup> Three follows it here.</p>
<ol class="asks"><li>What do you say to it?</li></ol><p class="valediction">Yours faithfully,</p></main>
<section><ol><li id="note-1">Alder, <cite>A &amp; B</cite>, 2025. <a href="https://a.example/1">https://a.example/1</a></li>
<li id="note-2">Birch, 2024.</li></ol><p>Colophon.</p></section>
"""


def test_every_sentence_of_the_body_stands_beside_its_notes_and_nothing_else_does():
    found = [(s.text, [note.text for note in s.notes], s.cited) for s in list_sentences(PAGE)]
    alder = "Alder, A & B, 2025. https://a.example/1"
    assert found == [
        ("Subject line of the letter", [], False),
        ("One is reported by A Ltd. in May.", [alder, "Birch, 2024."], True),
        ("Two is not certain.", ["Birch, 2024."], True),
        ("Three follows it here.", ["Birch, 2024."], False),
        ("What do you say to it?", [], False),
    ]
    assert list_sentences(PAGE)[1].notes[0].url == "https://a.example/1"


def test_what_is_added_to_a_claim_rests_on_the_notes_of_the_claim_and_not_on_those_of_the_next_sentence():
    added = '<span class="same-notes">The latest report dates from <span>3 May</span>.</span> 5 June: it answered.'
    page = PAGE.replace("Three follows it here.", f'{added}<sup class="cite"><a href="#note-1">1</a></sup>')
    found = {s.text: ([note.text[:5] for note in s.notes], s.cited) for s in list_sentences(page)}
    assert found["The latest report dates from 3 May."] == (["Birch"], False)
    assert found["5 June: it answered."] == (["Alder"], True)


def test_an_id_changes_with_a_word_and_with_a_source_and_with_nothing_else():
    ids = {s.text: s.id for s in list_sentences(PAGE)}
    other = {
        s.text: s.id for s in list_sentences(PAGE.replace("a.example/1", "a.example/2").replace("Three follows", "Four follows"))
    }
    assert ids["One is reported by A Ltd. in May."] != other["One is reported by A Ltd. in May."]
    assert ids["Two is not certain."] == other["Two is not certain."]
    assert ids["Three follows it here."] not in other.values()


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It is so today. It was so then.", ["It is so today.", "It was so then."]),
        ("It is of Hanbit Co. Ltd. and of no one else.", ["It is of Hanbit Co. Ltd. and of no one else."]),
        ("It was said by the U.S. Treasury on 3 May.", ["It was said by the U.S. Treasury on 3 May."]),
        ("Es sind am 3. Mai 15 % gewesen. Mehr ist es nicht.", ["Es sind am 3. Mai 15 % gewesen.", "Mehr ist es nicht."]),
        ("Is it so now? “It is so now.” Then it is.", ["Is it so now?", "“It is so now.”", "Then it is."]),
        ("Hanbit Steel. A report says so of it.", ["Hanbit Steel. A report says so of it."]),
        ("", []),
    ],
)
def test_a_paragraph_is_split_into_its_sentences_and_no_further(text, sentences):
    assert list(split_sentences(text)) == sentences


def test_no_word_of_a_letter_is_lost_and_every_claim_has_a_note():
    letter = write_letters(
        build_screening(),
        sender=Sender(capacity="saver", name="A. Saver", email="a@b.example", fund="Fund"),
        recipients={"hanbit-steel": Recipient("Hanbit Steel", ("1 Street",), "KR")},
    )[0]
    sentences = list_sentences(render_html(letter))
    said = " ".join(s.text for s in sentences)
    for claim in letter.claims:
        assert claim.summary in said
        assert all(s.notes for s in sentences if s.text in claim.summary)
    assert letter.recipient != RecipientBlock()
    assert "1 Street" not in said
