from __future__ import annotations

import pytest

from screener.writing.excerpts import cut_name


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hanbit Steel", "Hanbit Steel"),
        ("  two\n\tlines  here ", "two lines here"),
        ("\u202egnp.exe\u200f\x00", "gnp.exe"),
        ("က္\u200dဆ", "က္\u200dဆ"),
        ("x" * 120, "x" * 120),
        ("x" * 100_000, "x" * 120 + "…"),
        (" " * 5000 + "x", "…"),
        ("", ""),
    ],
)
def test_a_name_is_shown_without_hidden_characters_and_visibly_cut(text, shown):
    assert cut_name(text) == shown
