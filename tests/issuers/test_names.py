from __future__ import annotations

import pytest

SAME = [
    ("Alder Works Ltd", "ALDER WORKS"),
    ("ALDER WORKS LIMITED ORD GBP0.25", "ALDER WORKS"),
    ("Alder Works Co., Ltd. Sponsored ADR", "ALDER WORKS"),
    ("ALDER WORKS CO LTD FSPONSORED ADR 1 ADR REPS 0.25 ORD SHS", "ALDER WORKS"),
    ("ALDER WORKS LTD FUNSPONSORED ADR 1 ADR REPS 1 ORD SHS", "ALDER WORKS"),
    ("ALDER WORKS CORP COM NPV", "ALDER WORKS"),
    ("ALDER WORKS AG NA O.N.", "ALDER WORKS"),
    ("ALDER WORKS INC.DL-,01", "ALDER WORKS"),
    ("ALDER WORKS PCL-NVDR", "ALDER WORKS"),
    ("ALDER WORKS PUBLIC COMPANY LIMITED NON-V", "ALDER WORKS"),
    ("Alder Works Bhd", "ALDER WORKS"),
    ("PT Alder Works Tbk", "ALDER WORKS"),
    ("Alder Works S.p.A.", "ALDER WORKS"),
    ("ALDER WORKS 4.75% 04/07/2034", "ALDER WORKS"),
    ("ALDER WORKS 3.875% MTN 2031", "ALDER WORKS"),
    ("ALDER WORKS LTD CLASS A", "ALDER WORKS"),
    ("ALDER WORKS LTD H", "ALDER WORKS"),
    ("Alder Works Ltd/The", "ALDER WORKS"),
    ("Alder Works Ltd. **", "ALDER WORKS"),
    ("Limited Alder Works", "ALDER WORKS"),
    ("ALDER WORKS CORPORAION", "ALDER WORKS"),
    ("A.L.D. Works", "ALD WORKS"),
    ("ALDER INTL HLDGS", "ALDER INTERNATIONAL HOLDINGS"),
    ("Alder & Works", "ALDER WORKS"),
    ("Älder Wörks", "ALDER WORKS"),
    ("ПАО Альдер", "ALDER"),
    ("株式会社星丸", "星丸"),
    ("㈱星丸", "星丸"),
    ("주식회사 한빛제강", "한빛제강"),
    ("ＫＤＤ星", "KDD星"),
    ("星丸フィナンシャル・グループ", "星丸FG"),
]


@pytest.mark.parametrize(("text", "key"), SAME)
def test_what_says_which_security_it_is_comes_off_the_issuers_name(reader, text, key):
    assert reader.read_name(text).key == key


@pytest.mark.parametrize(
    "text", ["HD Star", "Green Line", "Star Market", "New Alder", "Alder Holdings", "Alder Group", "Alder REIT"]
)
def test_words_that_are_also_parts_of_names_stay(reader, text):
    assert len(reader.read_name(text).words) == 2


def test_a_name_of_legal_forms_alone_is_left_whole(reader):
    assert reader.read_name("PUBLIC JOINT STOCK COMPANY").words == ("PUBLIC", "JOINT", "STOCK", "COMPANY")


def test_a_legal_form_of_one_country_is_remembered_with_its_country(reader):
    assert "MY" in reader.read_name("Alder Works Bhd").form_countries
    assert not reader.read_name("Alder Works Ltd").form_countries


def test_a_long_name_without_a_legal_form_may_have_been_cut(reader):
    assert reader.read_name("NORTHERN AND MARITIME TRADE BANK OF").cut
    assert not reader.read_name("Northern and Maritime Trade Bank Ltd").cut


@pytest.mark.parametrize("text", ["", "-", "--", "N/A", "n.a.", "7", "12345", "Unassigned", "X"])
def test_a_text_that_names_nobody_is_not_usable(reader, text):
    assert not reader.is_usable(reader.read_name(text))


def test_letters_of_a_script_betray_a_country(reader):
    assert reader.read_name("한빛제강").form_countries == {"KR"}
    assert reader.read_name("ほし丸").form_countries == {"JP"}
    assert not reader.read_name("星丸").form_countries
