"""What the program says of files, forms and requests is known to the pages, and said in their language."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from reports.filters import raise_first
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
    *("campaigns/*.py", "web/pages/campaign/*.py", "web/pages/written_before.py", "web/claims.py", "jobs/bundle.py"),
    *("writing/correspondents.py", "writing/correspondence_checks.py", "writing/earlier_letters.py", "writing/live_claims.py"),
)
"""Where what a saver, a campaigner and a member of a workspace meet is said."""
COMPLAINTS = frozenset({"complain", "_complain", "_complain_of_sender", "_fault", "_refuse"})
"""What makes a Problem of a sentence and its advice, in this order or by name."""
SENTENCES = frozenset({"message", "advice", "help_"})
"""What a sentence is called until it is said."""
FOR_PROGRAMS = (
    "The body is ",
    "Send it as multipart/form-data.",
    "is not a field of this form",
    "It knows: ",
    "with curl",
    "came as text, and not as a file",
)
"""What only a program brings about: no form of ours sends it."""

COMPOSED = frozenset(
    {'"7" 7.', '"7" is 7, not a spreadsheet.', "7: 7", 'Column "7": 7, such as "7".', "The 7 has no lines."}
    | {'Sheet "7" was left out, with 7: its columns differ from those of "7", which was read.'}
)
"""Put together of parts, so that the pages know each whole; `test_a_composed_remark…` says them."""
OF_A_CAMPAIGN = frozenset(
    {
        '"7" is 7, who sends the letters7: that is no second person.',
        '"7" cannot be recorded of all: 7.',
        'The letter to "7" cannot be recorded as 7: 7.',
        'The letter "7" 7, and cannot become 7.',
        'The letter "7" carries a claim that no longer stands so: 7.',
    }
)
"""The same of a campaign's files; `test_a_composed_remark_on_a_campaign…` says them."""


def _write(node: ast.expr) -> list[str]:
    """Gives the texts of the source as they are said, with something in their placeholders."""
    if isinstance(node, ast.IfExp):
        return [*_write(node.body), *_write(node.orelse)]
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.JoinedStr):
        said = [""]
        for part in node.values:
            ends = [part.value] if isinstance(part, ast.Constant) else _write_place(part)
            said = [f"{text}{end}" for text in said for end in ends]
        return said
    return []


def _write_place(part: ast.FormattedValue) -> list[str]:
    """A placeholder with a choice of words in it says one of them."""
    choice = isinstance(part.value, ast.IfExp) and all(
        isinstance(one, ast.Constant) for one in (part.value.body, part.value.orelse)
    )
    return _write(part.value) if choice else ["7"]


def _list_said(file: Path) -> list[str]:
    nodes: list[ast.expr] = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id in SENTENCES:
            nodes.append(node.value)
        if isinstance(node, ast.Call):
            given = {word.arg: word.value for word in node.keywords if word.arg in {"help", "message", "advice"}}
            named = isinstance(node.func, ast.Name) and node.func.id in COMPLAINTS
            nodes += [*given.values(), *(node.args if named else node.args[:1] if given else ())]
    said = [text for node in nodes for text in _write(node)]
    return [text for text in said if " " in text and not any(word in text for word in FOR_PROGRAMS)]


def test_every_sentence_that_a_saver_or_a_member_meets_is_known_to_the_pages():
    files = [file for pattern in SAID_IN for file in SOURCE.glob(pattern)]
    said = {text: file.name for file in files for text in _list_said(file)}
    assert len(said) > 250
    assert said.keys() >= COMPOSED | OF_A_CAMPAIGN
    assert {
        text: name
        for text, name in said.items()
        if text not in COMPOSED | OF_A_CAMPAIGN and say_remark(text, language="my") is None
    } == {}


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


CAMPAIGN_SAID = [
    (
        'The letter to "Example Ltd" cannot be recorded as answered: it is silent since 4 May 2026.',
        ["ပြန်ကြားပြီး", "ပြန်ကြားချက် မရှိ"],
    ),
    ('The letter to "Example Ltd" cannot be recorded as sent: 4 May 2026 has not come yet.', ["ပို့ပြီး"]),
    ('The letter "example-ltd" is sent, and cannot become answered in part.', ["example-ltd", "တစ်စိတ်တစ်ပိုင်း ပြန်ကြားပြီး"]),
    ('The letter "example-ltd" was not prepared, and cannot become sent.', ["ပို့ပြီး"]),
    ("From sent it can become: reminded, answered, silent.", ["သတိပေးပြီး၊ ပြန်ကြားပြီး၊ ပြန်ကြားချက် မရှိ"]),
    ('The letter "example-ltd" carries a claim that no longer stands so: example/gas was withdrawn on 2026-05-04.', ["ရုပ်သိမ်းပြီး"]),
    ('"sent" cannot be recorded of all: there is no letter to which it can happen now.', ["ပို့ပြီး"]),
    ('"AE" is A. Example, who sends the letters, and signed 2 sentences: that is no second person.', ["A. Example", "၂"]),
    ('In recipients: Line 2 has no "company".', ["recipients", "စာကြောင်း ၂"]),
]


@pytest.mark.parametrize(("said", "kept"), CAMPAIGN_SAID)
def test_a_composed_remark_on_a_campaign_is_known_and_its_words_of_ours_are_said(said, kept):
    told = say_remark(said, language="my")
    assert all(word in told for word in kept)
    assert not any(word in told for word in (" is ", " was ", "cannot", "sent", "silent"))


def test_what_the_registry_calls_the_business_of_its_entities_is_said_in_burmese_but_for_a_few():
    dossiers = (SOURCE.parent / "rules" / "registry" / "entities").rglob("*.yaml")
    lines = (line for file in dossiers for line in file.read_text(encoding="utf-8").splitlines())
    sectors = {line.removeprefix("sector: ").strip('"') for line in lines if line.startswith("sector: ")}
    unsaid = {one for one in sectors if say_remark(raise_first(one), language="my") is None}
    assert len(sectors) > 150
    assert len(unsaid) < len(sectors) / 20


def test_a_word_of_ours_in_a_remark_is_said_in_burmese_too():
    assert "market value" not in say_remark('Two columns can be the market value: "A" was read, "B" was not.', language="my")


@pytest.mark.parametrize(
    "said", ["Nobody says this.", "a.csv, line 1: Nobody says this.", "a, line 1: " * 5000, '"h.csv" is', 'is empty."', ""]
)
def test_what_is_not_known_is_not_guessed(said):
    assert not say_remark(said, language="my")


def test_a_remark_full_of_what_stands_between_placeholders_is_read_in_one_pass():
    said = 'Row 1 of sheet "' + '": "' * 100_000 + '" is not a number.'
    assert say_remark(said, language="my") is None


def test_no_two_remarks_are_the_same():
    sentences = [remark.sentence for remark in list_remarks()]
    assert len(sentences) == len(set(sentences)) > 150
