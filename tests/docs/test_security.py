"""The list of an outsider's attempts names no test that is not there."""

from __future__ import annotations

import re


def list_named(text):
    return re.findall(r"\| `(tests/[\w/]+\.py)(?:::(\w+))?` \|$", text, re.MULTILINE)


def test_every_attempt_names_a_test_that_exists(checkout):
    text = (checkout / "docs" / "security.md").read_text(encoding="utf-8")
    attempts = [line for line in text.partition("## What was tried")[2].splitlines() if line.startswith("| ")][1:]
    named = list_named(text)
    assert len(named) == len(attempts)
    for file, name in named:
        written = (checkout / file).read_text(encoding="utf-8")
        assert f"def {name}(" in written if name else "def test_" in written, (file, name)


def test_every_test_of_the_outsider_stands_in_the_list(checkout):
    named = {name for _, name in list_named((checkout / "docs" / "security.md").read_text(encoding="utf-8"))}
    tried = [
        name
        for file in sorted((checkout / "tests" / "web").glob("test_outsider*.py"))
        for name in re.findall(r"^def (test_\w+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert set(tried) - named == {"test_who_asks_and_takes_the_answer_is_served_again_and_again"}
