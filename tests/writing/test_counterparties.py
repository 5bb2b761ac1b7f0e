from __future__ import annotations

import pytest

from screener.writing.counterparties import name_matter


@pytest.mark.parametrize(
    ("counterparty", "matter"),
    [
        ("Myanma Oil and Gas Enterprise (MOGE)", "Myanma Oil and Gas Enterprise (MOGE)"),
        ("party not named (supply chain to Myanmar)", "supply chain to Myanmar"),
        ("not stated", ""),
    ],
)
def test_a_subject_line_names_the_matter_where_no_party_is_named(counterparty, matter):
    assert name_matter(counterparty) == matter
