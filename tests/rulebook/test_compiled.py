"""What is kept between two runs, and whom it is taken from."""

import os

import pytest

from screener.errors import RequestRefused
from screener.rulebook.checked import check_rulebook
from screener.rulebook.compiled import KEPT, load_rulebook, read_pickle, write_pickle


def test_what_was_kept_is_given_back(tmp_path):
    write_pickle({"a": 1}, tmp_path / "cache" / "rulebook-1.pickle")
    assert read_pickle(tmp_path / "cache" / "rulebook-1.pickle") == {"a": 1}


@pytest.mark.parametrize("content", [b"", b"\x80broken", b"\x80\x04\x8c\x01a\x94.", b"h\x01.", b"not a pickle"])
def test_what_cannot_be_read_counts_as_not_kept(tmp_path, content):
    file = tmp_path / "rulebook-1.pickle"
    file.write_bytes(content)
    assert read_pickle(file) in {None, "a"}


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="files have no such owners on Windows")
def test_a_file_that_others_may_write_is_not_trusted(tmp_path):
    file = tmp_path / "rulebook-1.pickle"
    write_pickle({"a": 1}, file)
    file.chmod(0o666)
    assert read_pickle(file) is None


def test_only_the_newest_states_are_kept_each_kind_for_itself(tmp_path):
    write_pickle("other", tmp_path / "dossiers-1.pickle")
    for number in range(KEPT + 3):
        file = tmp_path / f"rulebook-{number}.pickle"
        write_pickle(number, file)
        os.utime(file, (number, number))
    write_pickle("last", tmp_path / "rulebook-last.pickle")
    names = {file.name for file in tmp_path.iterdir()}
    assert names == {
        "dossiers-1.pickle",
        "rulebook-last.pickle",
        *(f"rulebook-{number}.pickle" for number in range(4, KEPT + 3)),
    }


@pytest.mark.parametrize("read", [load_rulebook, check_rulebook])
def test_a_folder_that_is_none_of_rules_is_refused(tmp_path, read):
    with pytest.raises(RequestRefused, match="is not a folder of rules"):
        read(tmp_path / "nowhere", cache=tmp_path / "cache")
