"""Letters as drafts for a mail program, read back by the standard library."""

from __future__ import annotations

import email
import email.policy

import pytest

from reports.letter_eml import EmailAddressUnusable, write_letter_eml
from reports.letter_page import read_letter_page
from tests.reports.letters import HOSTILE, build_page

PDF = b"%PDF-1.7 not really"


def write(**changes):
    given = {"to": "board@hanbit.example", "to_name": "Hanbit", "sender": "ada@mail.example", "page": {}} | changes
    html = build_page(**given.pop("page"))
    return write_letter_eml(html, PDF, name="hanbit-steel-engagement.pdf", **given)


def read(content):
    return email.message_from_bytes(content, policy=email.policy.default)


def test_the_message_opens_as_a_draft_with_text_and_pdf():
    message = read(write())
    assert message["X-Unsent"] == "1"
    assert message["To"].addresses[0].addr_spec == "board@hanbit.example"
    assert message["From"].addresses[0].addr_spec == "ada@mail.example"
    assert message["Subject"] == read_letter_page(build_page()).subject
    (attached,) = message.iter_attachments()
    assert (attached.get_content(), attached.get_filename()) == (PDF, "hanbit-steel-engagement.pdf")


def test_no_day_no_identifier_and_no_host_is_in_it():
    assert set(read(write()).keys()) == {"X-Unsent", "Subject", "From", "To", "MIME-Version", "Content-Type"}


def test_the_text_has_every_paragraph_ask_and_note_of_the_page():
    page, text = read_letter_page(build_page()), read(write()).get_body().get_content()
    plain = " ".join(text.split())
    for block in page.body:
        for run in block.runs:
            if run.manner != "note":
                assert " ".join(run.text.split()) in plain
    assert "\n1. " in text
    assert "\n2. " in text
    assert f"[{len(page.notes)}] " in text
    assert ".[1]" in text


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_typed_adds_a_header(name):
    message = read(write(to_name=name, page={"name": name}))
    assert set(message.keys()) == {"X-Unsent", "Subject", "From", "To", "MIME-Version", "Content-Type"}
    assert [one.addr_spec for one in message["To"].addresses] == ["board@hanbit.example"]
    assert message["Bcc"] is None


@pytest.mark.parametrize(
    "address",
    [
        "x",
        "a@b@c",
        "a@b.example\r\nBcc: c@d.example",
        "a@b.example, c@d.example",
        "<a@b.example>",
        "ä@b.example",
        "a b@c.example",
        "a@b..c",
    ],
)
def test_an_address_that_is_none_is_refused(address):
    with pytest.raises(EmailAddressUnusable):
        write(to=address)


def test_without_an_address_the_field_is_left_to_the_sender():
    message = read(write(to="", sender=""))
    assert message["To"] is None
    assert message["From"] is None


def test_a_draft_says_so_in_its_subject_and_text():
    message = read(write(page={"draft": True}))
    assert message["Subject"].startswith("[DRAFT]")
    assert message.get_body().get_content().startswith("[DRAFT]")


def test_the_same_letter_gives_the_same_bytes():
    assert write() == write()
