"""What the program says of files, forms and requests is known to the pages, and said in their language."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from reports.remarks import list_remarks, say_remark
from screener.grid.upload import HELP, SIGNATURES
from screener.intake.identification import _REPAIRS

SOURCE = Path(__file__).parents[2] / "screener"
SAID_IN = (
    *(
        "grid/*.py",
        "intake/*.py",
        "web/gate.py",
        "web/limits.py",
        "web/origin.py",
        "web/seal.py",
        "web/sessions.py",
        "web/body.py",
    ),
    *("web/pages/columns.py", "web/pages/carrying.py", "web/pages/letter_drafts.py", "web/pages/sign_in.py"),
    *("web/pages/desk/*.py", "jobs/address.py", "jobs/office.py", "web/problems.py"),
)
"""Where what a saver and a member of a workspace meet is said."""
FOR_PROGRAMS = (
    "The body is ",
    "Send it as multipart/form-data.",
    "is not a field of this form",
    "It knows: ",
)
"""What only a program brings about: no form of ours sends it."""

COMPOSED = frozenset({'"7" 7.', '"7" is 7, not a spreadsheet.', "7: 7", 'Column "7": 7, such as "7".', "The 7 has no lines."})
"""Put together of parts, so that the pages know each whole; `test_a_composed_remark…` says them."""


def _write(node: ast.expr) -> str:
    """Gives a text of the source as it is said, with something in its placeholders."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "7" for part in node.values)
    return ""


def _list_said(file: Path) -> list[str]:
    said = []
    for call in (node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)):
        given = {word.arg: word.value for word in call.keywords}
        if given.keys() & {"help", "message"}:
            said += [_write(node) for node in (*call.args[:1], given.get("message"), given.get("help")) if node is not None]
    return [text for text in said if " " in text and not any(word in text for word in FOR_PROGRAMS)]


def test_every_sentence_that_a_saver_or_a_member_meets_is_known_to_the_pages():
    files = [file for pattern in SAID_IN for file in SOURCE.glob(pattern)]
    said = {text: file.name for file in files for text in _list_said(file)}
    assert len(said) > 90
    assert said.keys() >= COMPOSED
    assert {text: name for text, name in said.items() if text not in COMPOSED and say_remark(text, language="my") is None} == {}


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ('"h.csv" is empty.', ["h.csv"]),
        ('Row 14 of sheet "Equities": "abc" in column "Value" is not a number.', ["၁၄", "Equities", "abc", "Value"]),
        ('Row 3: "US037833100" is not an ISIN. It has 11 characters; an ISIN has 12.', ["၃", "US037833100", "ISIN", "၁၁", "၁၂"]),
        ('Two columns can be the market value: "A" was read, "market value" was not.', ["“A”", "“market value”"]),
        ("Come back in 7 seconds, or run the screener yourself: it is free, and has no limit.", ["၇"]),
    ],
)
def test_a_remark_is_said_in_burmese_with_what_is_the_users_own_as_it_stands(said, kept):
    told = say_remark(said, language="my")
    assert all(word in told for word in kept)
    assert not any(word in told for word in (" is ", " was ", " not "))
    assert say_remark(said, language="en") == said


def test_what_we_counted_has_burmese_figures_and_what_is_quoted_or_looked_up_keeps_its_own():
    assert "၁၄" in say_remark('Row 14: "2026" in column "7" is not a number.', language="my")
    assert "“2026”" in say_remark('Row 14: "2026" in column "7" is not a number.', language="my")
    assert "7" in say_remark('Row 14: "2026" in column "7" is not a number.', language="my")
    assert "123456" in say_remark("Reference 123456.", language="my")
    assert "၂၀၂၆" in say_remark("the letter of 2026-11-24 was answered.", language="my")
    assert "၂၀၂၁" in say_remark("US: BURMA-EO14014, listed 2021-05-17.", language="my")


@pytest.mark.parametrize(("signature", "kind", "words"), SIGNATURES, ids=[words for _, _, words in SIGNATURES])
def test_a_composed_remark_on_what_a_file_is_is_known(signature, kind, words):
    assert say_remark(f'"h.csv" is {words}, not a spreadsheet.', language="my")
    assert say_remark(HELP.get(kind, "Save the holdings as CSV or XLSX, and send that."), language="my")


@pytest.mark.parametrize("what", ["workbook", "file"])
def test_a_composed_remark_on_a_file_without_lines_is_known(what):
    assert say_remark(f"The {what} has no lines.", language="my")


@pytest.mark.parametrize(("what", "done"), _REPAIRS.values(), ids=_REPAIRS)
def test_a_composed_remark_on_what_was_repaired_is_known(what, done):
    assert say_remark(f'Column "Code": {what.format(3)}, such as "123".', language="my")
    assert say_remark(done, language="my")


def test_a_word_of_ours_in_a_remark_is_said_in_burmese_too():
    assert "market value" not in say_remark('Two columns can be the market value: "A" was read, "B" was not.', language="my")


@pytest.mark.parametrize("said", ["Nobody says this.", '"h.csv" is', 'is empty."', ""])
def test_what_is_not_known_is_not_guessed(said):
    assert not say_remark(said, language="my")


def test_a_remark_full_of_what_stands_between_placeholders_is_read_in_one_pass():
    said = 'Row 1 of sheet "' + '": "' * 100_000 + '" is not a number.'
    assert say_remark(said, language="my") is None


def test_no_two_remarks_are_the_same():
    sentences = [remark.sentence for remark in list_remarks()]
    assert len(sentences) == len(set(sentences)) > 150
