from __future__ import annotations

from screener.issuers.grams import build_grams, find_similar

NAMES = ["HANBITSTEEL", "HANBITTELECOM", "SIAMMERIDIAN", "KESTREL", "星丸"]


def find(query, **options):
    _, names = find_similar(build_grams(NAMES), [query], **options)
    return [NAMES[name] for name in names]


def test_the_name_that_shares_most_pieces_comes_first():
    assert find("HANBITSTEL")[0] == "HANBITSTEEL"


def test_a_name_that_shares_nothing_finds_nothing():
    assert find("ROWANPAPER") == []


def test_no_queries_and_other_letters_find_nothing():
    assert [len(part) for part in find_similar(build_grams(NAMES), [])] == [0, 0]
    assert find("星丸") == []


def test_no_more_names_come_than_asked_for():
    assert len(find("HANBIT", limit=1)) == 1


def test_each_pair_says_which_query_it_answers():
    queries, names = find_similar(build_grams(NAMES), ["KESTRELS", "ROWAN", "SIAMMERIDAN"])
    assert list(queries) == [0, 2]
    assert [NAMES[name] for name in names] == ["KESTREL", "SIAMMERIDIAN"]
