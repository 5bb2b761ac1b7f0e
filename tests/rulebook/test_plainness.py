"""A policy from outside cannot take the service down."""

from __future__ import annotations

import pytest

from screener.errors import RulebookFault
from screener.rulebook.plainness import check_plainness

LAUGHS = "a: &a [x, x]\n" + "".join(f"{new}: &{new} [*{old}, *{old}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True))


@pytest.mark.parametrize(
    "text", ["a: &a [*a]\n", LAUGHS, "[" * 50_000, "a: " * 100, "x" * 300_000, "a: [", "\x00: 1"], ids=lambda text: text[:12]
)
def test_a_text_that_grows_nests_or_is_no_yaml_is_refused(text):
    with pytest.raises(RulebookFault):
        check_plainness(text, file="policy")


def test_plain_text_passes():
    check_plainness("id: mine\nrules:\n  - {id: rest, when: {status: [active, disputed]}}\n", file="policy")
