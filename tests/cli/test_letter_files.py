"""`screener letters --format`: each letter in each form, or one archive."""

from __future__ import annotations

import zipfile
from dataclasses import replace

import pytest

from reports.press_room import PressRoom
from screener.cli.letter_files import ZIP, write_letter_files
from screener.errors import LetterRefused
from screener.jobs.bundle import choose_forms
from tests.reports.letters import RECIPIENT, build_letter

RECIPIENTS = {"hanbit-steel": RECIPIENT}


@pytest.fixture(scope="module")
def room():
    with PressRoom(seconds=120) as room:
        yield room


def write(folder, room, *formats, letters=None, recipients=None):
    given = {"formats": formats, "recipients": RECIPIENTS if recipients is None else recipients, "folder": folder, "room": room}
    return [path.name for path, _ in write_letter_files(letters or [build_letter()], **given)]


def test_pdf_is_written_where_no_format_is_named(tmp_path, room):
    (name,) = write(tmp_path, room)
    assert name == f"{build_letter().id}.pdf"
    assert (tmp_path / name).read_bytes().startswith(b"%PDF-")


def test_each_form_named_is_written_beside_the_others(tmp_path, room):
    assert [name.rpartition(".")[2] for name in write(tmp_path, room, "eml", "docx", "pdf")] == ["pdf", "docx", "eml"]
    message = (tmp_path / f"{build_letter().id}.eml").read_bytes()
    assert b"To: " in message
    assert b"board@hanbit.example" in message


def test_zip_puts_the_letters_in_the_forms_named_into_one_file(tmp_path, room):
    write(tmp_path, room, "zip", "docx")
    assert [file.name for file in tmp_path.iterdir()] == ["letters.zip"]
    with zipfile.ZipFile(tmp_path / "letters.zip") as archive:
        assert archive.namelist() == [f"{build_letter().id}.docx", "index.html", "manifest.csv"]


def test_a_letter_that_lies_in_the_archive_in_three_forms_is_told_once(tmp_path, room):
    assert write(tmp_path, room, "zip", "pdf", "docx", "eml") == ["letters.zip"]


def test_a_format_there_is_not_is_refused_with_those_there_are():
    with pytest.raises(LetterRefused, match="odt") as refused:
        choose_forms(["pdf", "odt"], beside=(ZIP,))
    assert refused.value.help == "Formats: pdf, docx, eml, zip."
    assert choose_forms(["zip", "eml", "pdf"], beside=(ZIP,)) == ("pdf", "eml")


def test_an_address_too_long_for_its_window_stops_all_before_anything_is_written(tmp_path, room):
    document = build_letter()

    lines = ("m" * 54, "SOUTH KOREA")
    bad = replace(document, recipient=replace(document.recipient, lines=lines), profile="ch-right")
    with pytest.raises(LetterRefused, match="too long for the window"):
        write(tmp_path, room, "pdf", letters=[document, bad])
    assert not list(tmp_path.iterdir())


def test_an_unusable_mail_address_is_refused_by_name(tmp_path, room):

    with pytest.raises(LetterRefused, match=r"hanbit-steel.*not an e-mail address"):
        write(tmp_path, room, "eml", recipients={"hanbit-steel": replace(RECIPIENT, email="x, y@z.example")})
    assert not list(tmp_path.iterdir())
