"""What `screen --out` and `letters` write into a folder, and what they leave there."""

import pytest

from reports.press_room import PressRoom
from screener.cli.documents import order_letters, take_letters
from screener.errors import PaperFailed
from screener.writing.letters import write_letters
from tests.builders import build_screening
from tests.cli.test_commands import RECIPIENTS, SENDER


@pytest.fixture
def correspondents(tmp_path):
    """The options for final letters to one company."""
    sender, recipients = tmp_path / "sender.yaml", tmp_path / "recipients.csv"
    sender.write_text(SENDER, encoding="utf-8")
    recipients.write_text(RECIPIENTS, encoding="utf-8")
    return ("--sender", sender, "--recipients", recipients)


def test_final_letters_of_an_earlier_call_stay_in_their_folder(run, holdings, correspondents, tmp_path):
    screening, folder = tmp_path / "screening.json", tmp_path / "letters"
    screening.write_text(run("screen", holdings, "--as-of", "2026-11-24", "--json").out, encoding="utf-8")
    folder.mkdir()
    earlier = folder / "another-company-enquiry.pdf"
    earlier.write_bytes(b"%PDF sent last week")
    ending = run("letters", screening, *correspondents, "--out", folder)
    assert ending.status == 0, ending.err
    assert earlier.read_bytes() == b"%PDF sent last week"


def test_drafts_of_an_earlier_screening_do_not_stay_beside_new_ones(run, holdings, tmp_path):
    stale = tmp_path / "result" / "letters" / "sold-since-enquiry.pdf"
    stale.parent.mkdir(parents=True)
    stale.write_bytes(b"%PDF")
    assert run("screen", holdings, "--as-of", "2026-11-24", "--out", tmp_path / "result").status == 0
    assert not stale.exists()


def test_two_files_of_one_name_are_written_into_two_folders(run, holdings, tmp_path):
    other = tmp_path / "elsewhere" / holdings.name
    other.parent.mkdir()
    other.write_text("Name,Market Value (USD)\nNESTLE SA,5.00\n", encoding="utf-8")
    ending = run("screen", holdings, other, "--as-of", "2026-11-24", "--out", tmp_path / "result")
    assert ending.status == 0, ending.err
    assert {item.name for item in (tmp_path / "result").iterdir() if item.is_dir()} == {"holdings-standard", "holdings-standard-2"}


def test_a_paper_that_takes_too_long_is_an_error_with_a_sentence(tmp_path):
    letters = write_letters(build_screening(), sender=None, recipients=None)
    with PressRoom(seconds=0.001) as room, pytest.raises(PaperFailed, match="took more than"):
        take_letters(order_letters(letters, room=room), folder=tmp_path)
