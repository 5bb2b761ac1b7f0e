"""What `screen --out` and `letters` write into a folder, and what they leave there."""

import pytest

from reports.press_room import PressRoom
from screener.cli.documents import write_documents
from screener.errors import PaperFailed
from screener.issuers.index import build_index
from screener.orders import fill_order, read_portfolio
from screener.partitions.documents import make_documents
from screener.screening.decisions import judge_registry
from tests.cli.test_commands import RECIPIENTS, SENDER
from tests.partitions.builders import build_assignment, build_portfolio


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
    ending = run("letters", screening, *correspondents, "--as-of", "2026-11-24", "--out", folder)
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
    ending = run("screen", holdings, other, "--as-of", "2026-11-24", "--out", tmp_path / "result", "--no-papers")
    assert ending.status == 0, ending.err
    assert {item.name for item in (tmp_path / "result").iterdir() if item.is_dir()} == {
        "holdings-standard",
        "holdings-standard-2",
    }


def test_what_an_earlier_screening_left_does_not_stay_beside_a_later_one(run, holdings, tmp_path):
    out = tmp_path / "result"
    out.mkdir()
    for name in ("summary.pdf", "trustees.pdf", "notes.txt"):
        (out / name).write_bytes(b"earlier")
    assert run("screen", holdings, "--as-of", "2026-11-24", "--out", out, "--no-papers").status == 0
    assert {file.name for file in out.iterdir()} == {"screening.json", "holdings.xlsx", "findings.csv", "notes.txt"}


def test_a_paper_that_takes_too_long_is_an_error_with_a_sentence_and_costs_no_table(tmp_path):
    assignment, portfolio = build_assignment(), build_portfolio("first")
    order, book = assignment.orders[0], assignment.rulebook
    reading = read_portfolio(portfolio.content, file=portfolio.file, settings=assignment.settings)
    verdicts = judge_registry(book.registry, order.policy, as_of=order.as_of)
    made = fill_order(order, reading, book=book, index=build_index(book.registry, book.naming), verdicts=verdicts)
    with PressRoom(seconds=0.001) as room, pytest.raises(PaperFailed, match="took more than"):
        write_documents(make_documents(made, reading=reading, policy=order.policy, room=room), folder=tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == {"holdings.xlsx", "findings.csv", "screening.json"}
