"""Which faces a page needs."""

from importlib.resources import files

import pytest
from fontTools.ttLib.woff2 import WOFF2Reader

from reports.faces import choose_faces, write_faces

LETTER, SUMMARY = '<body class="letter">', '<body class="summary">'


@pytest.mark.parametrize(
    ("page", "families"),
    [
        (LETTER + "Dear members of the board – £5", ("Source Serif 4",)),
        (SUMMARY + "POSCO", ("Source Sans 3",)),
        (SUMMARY + "Türkiye İş Bankası", ("Source Sans 3", "Source Sans 3 Ext")),
        (LETTER + "Газпром", ("Source Serif 4", "Source Serif 4 Cyr")),
        (LETTER + "မြန်မာ", ("Source Serif 4", "Serif Myanmar")),
        (SUMMARY + "ปตท.", ("Source Sans 3", "Sans Thai")),
        (SUMMARY + "Điện lực", ("Source Sans 3", "Source Sans 3 Ext", "Source Sans 3 Viet")),
    ],
)
def test_a_page_gets_its_own_face_and_those_of_the_alphabets_it_uses(page, families):
    assert choose_faces(page) == families


def test_the_rules_of_a_family_name_each_of_its_files():
    assert write_faces(("Source Sans 3",)).count("@font-face") == 3


def test_every_alphabet_at_once_brings_every_face_of_the_style():
    page = SUMMARY + "Đ ğ Ж မ ก ạ"
    assert set(choose_faces(page)) == {
        "Source Sans 3", "Source Sans 3 Ext", "Source Sans 3 Viet", "Source Sans 3 Cyr", "Sans Myanmar", "Sans Thai"
    }  # fmt: skip


@pytest.mark.parametrize("file", [file for file in files("reports").joinpath("fonts").iterdir() if file.name.endswith(".woff2")])
def test_every_face_is_packed_so_that_unpacking_it_rearranges_nothing(file):
    with file.open("rb") as packed:
        assert not WOFF2Reader(packed).tables["glyf"].transformed
