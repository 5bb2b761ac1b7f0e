"""Final letters need a second person's signature under every sentence, as it would be printed."""

import pytest

from screener.campaigns.review import (
    RECIPIENT,
    LetterText,
    Review,
    check_second_person,
    hash_texts,
    list_lines,
    list_reviewers,
    list_unsigned,
    read_review,
    write_review,
)
from screener.campaigns.sentences import Note, Sentence
from screener.campaigns.signers import Senders

ALDER = Note("Alder, 2025.", "https://alder.example/1")
CONTEXT = Note("United Nations, 2022.", "https://un.example/1")


def build_letter(name="Fund One", *, claim="Hanbit does this.", note=ALDER, own="We ask because we save."):
    sentences = (
        Sentence(f"Dear board of {name},", (), False),
        Sentence("There was a coup.", (CONTEXT,)),
        Sentence(claim, (note,)),
        Sentence(own, (), False),
    )
    return LetterText(name.casefold(), name, sentences, own, frozenset({note.url}), ("Hanbit Steel",))


LINES = list_lines([build_letter("Fund One"), build_letter("Fund Two", own="We ask because we care.")])


def sign(text, *, reviewer="QR", day="2026-11-24"):
    return text.replace("reviewer: ''", f"reviewer: {reviewer}").replace("date: ''", f"date: {day}")


def test_a_sentence_of_many_letters_is_read_once_without_the_recipients_name():
    assert [(line.group, line.text, len(line.letters)) for line in LINES] == [
        ("company", "Hanbit does this.", 2),
        ("context", "There was a coup.", 2),
        ("own", "We ask because we save.", 1),
        ("own", "We ask because we care.", 1),
        ("standing", f"Dear board of {RECIPIENT},", 2),
    ]


def test_nothing_is_signed_until_somebody_signs():
    review, faults = read_review(write_review(LINES))
    assert not faults
    assert list_unsigned(LINES, review) == LINES


def test_one_signature_under_all_is_enough():
    review, faults = read_review(sign(write_review(LINES)))
    assert not faults
    assert list_unsigned(LINES, review) == ()
    assert list_reviewers(LINES, review) == ("QR 2026-11-24",)


def test_a_signature_under_each_is_enough_and_one_missing_is_not():
    text = write_review(LINES).replace("signed: ''", "signed: AB 2026-11-24")
    review, _ = read_review(text)
    assert list_unsigned(LINES, review) == ()
    review, _ = read_review(text.replace("signed: AB 2026-11-24", "signed: ''", 1))
    assert list_unsigned(LINES, review) == LINES[:1]


CHANGES = {
    "a word of a claim": {"claim": "Hanbit did this."},
    "a source of a claim": {"note": Note("Alder, 2025.", "https://alder.example/2")},
    "the campaign's own words": {"own": "We ask because we must."},
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_changes_after_it_was_signed_must_be_signed_again(name):
    lines = list_lines([build_letter(**CHANGES[name])])
    at_once, _ = read_review(sign(write_review(LINES)))
    assert list_unsigned(lines, at_once)
    one_by_one, _ = read_review(write_review(LINES).replace("signed: ''", "signed: AB 2026-11-24"))
    assert len(list_unsigned(lines, one_by_one)) == 1


def test_a_new_recipient_with_known_sentences_needs_no_new_signature():
    review, _ = read_review(sign(write_review(LINES)))
    lines = list_lines(
        [build_letter("Fund One"), build_letter("Fund Two", own="We ask because we care."), build_letter("Fund Three")]
    )
    assert hash_texts(lines) == hash_texts(LINES)
    assert list_unsigned(lines, review) == ()


def test_a_new_sheet_keeps_signatures_of_unchanged_sentences_and_drops_the_one_under_all():
    signed = write_review(LINES).replace("signed: ''", "signed: AB 2026-11-24")
    old, _ = read_review(sign(signed))
    lines = list_lines([build_letter(claim="Hanbit did this.")])
    new, _ = read_review(write_review(lines, old=old))
    assert (new.reviewer, new.day) == ("", "")
    assert [line.text for line in list_unsigned(lines, new)] == ["Hanbit did this."]


def test_a_hash_without_a_name_or_a_day_is_no_signature():
    review, _ = read_review(sign(write_review(LINES), reviewer="''"))
    assert list_unsigned(LINES, review) == LINES


FAULTS = {
    "a signature without a day": (sign(write_review(LINES), day="soon"), "not_a_day"),
    "initials without a day": (write_review(LINES).replace("signed: ''", "signed: AB", 1), "signature_shape"),
    "broken YAML": ("texts: [", "not_yaml"),
    "a part repeated by reference": ("a: &x 1\nb: *x\n", "not_yaml"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_wrong_with_a_review_is_told(name):
    text, code = FAULTS[name]
    assert [fault.problem.code for fault in read_review(text)[1]] == [code]


SENDERS = Senders(
    ("Ada M. Example", "Jürgen Øst, Example Union", ""), organisation="Delta Savers", emails=("ada@mail.example", "")
)
ALIKE = (
    "ada m. example ", "Ada Example", "Example, Ada", "A. Example", "Ada E.", "AME", "ae", "A.E.", "Dr Ada  EXAMPLE",
    "Àda Example", "Ada", "Jurgen Ost", "Juergen Øst", "JØ", "ADA@Mail.Example", "Ada Example <ada@mail.example>",
    "mailto:a.da+x@mail.example",
    "ada.example@private.example", "delta savers", "QR & Ada Example", "QR/AE",
)  # fmt: skip
OTHERS = ("QR", "Quentin Reader", "Bo Example", "Ada Other", "Anna Example", "qr@mail.example", "Delta Reader", "Öster, Jan", "")


@pytest.mark.parametrize("way", ["of all", "sentence by sentence"])
@pytest.mark.parametrize(("signer", "refused"), [*((one, True) for one in ALIKE), *((one, False) for one in OTHERS)])
def test_who_sends_the_letters_is_not_the_second_person_however_they_write_themselves(signer, refused, way):
    signed = {"1": "QR 2026-11-24", "2": f"{signer} 2026-11-24"} if signer else {}
    review = Review(reviewer=signer) if way == "of all" else Review(signed=signed)
    faults = list(check_second_person(review, senders=SENDERS))
    assert [fault.problem.code for fault in faults] == ["same_person"] * refused
    assert all(fault.is_error for fault in faults)


ONE_WORD = {"Anna": True, "A": True, "AA": False, "Aung": False, "anna": True}


@pytest.mark.parametrize("signer", ONE_WORD)
def test_who_has_one_name_has_one_initial(signer):
    faults = list(check_second_person(Review(reviewer=signer), senders=Senders(("Anna",))))
    assert bool(faults) == ONE_WORD[signer]


FAMILIES = {
    ("Anna Meyer-Schulz", "Anna Schmidt"): False,
    ("Anna S. Meyer", "Anna Schmidt"): False,
    ("S. Anna Meyer", "Anna Schmidt"): False,
    ("Anna Maria Schulz", "A. M. Schmidt"): False,
    ("Anna Meyer-Schulz", "Anna Meyer"): True,
    ("Anna Schmidt-Meyer", "Anna Schmidt"): True,
    ("A. Meyer-Schmidt", "Anna Schmidt"): True,
    ("A. Maria Schmidt", "Anna Schmidt"): True,
    ("Schmidt, Anna Maria", "Anna M. Schmidt"): True,
    ("Anna M. S.", "Anna Schmidt"): True,
    ("Anna Meyer-Schulz", "Anna S."): True,
    ("Anna Meyer-Schulz", "Anna"): True,
}


@pytest.mark.parametrize(("signer", "sender"), FAMILIES)
def test_a_longer_name_is_the_senders_where_it_may_hold_all_of_it_and_not_where_the_family_name_is_another(signer, sender):
    faults = list(check_second_person(Review(reviewer=signer), senders=Senders((sender,))))
    assert bool(faults) == FAMILIES[signer, sender]


def test_the_advice_is_what_lets_another_person_sign():
    def advise(signer, sender):
        (fault,) = check_second_person(Review(reviewer=signer), senders=Senders((sender,)))
        return fault.problem.help

    assert "campaign.yaml must give the sender's full name" in advise("Anna Meyer-Schulz", "Anna")
    assert "campaign.yaml must give the sender's full name" in advise("Anna Meyer-Schulz", "Anna, Alder Union")
    assert not list(check_second_person(Review(reviewer="Anna Meyer-Schulz"), senders=Senders(("Anna Schmidt",))))
    assert "campaign.yaml" not in advise("AS", "Anna Schmidt")
    assert not list(check_second_person(Review(reviewer="Astrid Stern"), senders=Senders(("Anna Schmidt",))))
