"""What an operator set wrongly is told at the start, with the name of the setting, and to no visitor."""

from __future__ import annotations

import pytest

from screener.errors import RequestRefused
from screener.settings import Settings
from screener.store.database import open_database
from screener.web.app import create_app


def make_wrong(name, folder):
    (folder / "file").write_text("x", encoding="utf-8")
    (folder / "flat" / "registry").mkdir(parents=True)
    (folder / "empty").mkdir()
    return {
        "a file for the cache": {"cache": folder / "file"},
        "a cache nobody can make": {"cache": folder / "none" / "deep"},
        "a file for corrections": {"corrections": folder / "file"},
        "corrections nobody can make": {"corrections": folder / "file" / "below"},
        "no folder of earlier rules": {"earlier": folder / "none"},
        "an empty folder of earlier rules": {"earlier": folder / "empty"},
        "earlier rules a folder too high": {"earlier": folder / "flat"},
        "an address without https": {"public_address": "http://screener.example.org"},
        "an address without a scheme": {"public_address": "screener.example.org"},
        "a token that can be guessed": {"metrics_token": "x"},
        "a secret of a provider alone": {"oidc_secret": "s" * 20},
    }[name]


@pytest.mark.parametrize(
    ("name", "setting"),
    [
        ("a file for the cache", "SCREENER_CACHE"),
        ("a cache nobody can make", "SCREENER_CACHE"),
        ("a file for corrections", "SCREENER_CORRECTIONS"),
        ("corrections nobody can make", "SCREENER_CORRECTIONS"),
        ("no folder of earlier rules", "SCREENER_EARLIER"),
        ("an empty folder of earlier rules", "SCREENER_EARLIER"),
        ("earlier rules a folder too high", "SCREENER_EARLIER"),
        ("an address without https", "SCREENER_PUBLIC_ADDRESS"),
        ("an address without a scheme", "SCREENER_PUBLIC_ADDRESS"),
        ("a token that can be guessed", "SCREENER_METRICS_TOKEN"),
        ("a secret of a provider alone", "SCREENER_OIDC_ISSUER"),
    ],
)
def test_a_wrong_setting_is_refused_before_the_first_visitor(name, setting, tmp_path):
    wrong = make_wrong(name, tmp_path)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(RequestRefused) as refused:
        create_app(Settings(**{"cache": tmp_path / "empty"} | wrong))
    assert setting in refused.value.message
    assert refused.value.help
    assert sorted(tmp_path.rglob("*")) == before, "what was named wrongly is not made"


def test_folders_that_can_be_written_and_an_address_with_https_are_taken(tmp_path):
    right = {"cache": tmp_path / "cache", "corrections": tmp_path / "said", "metrics_token": "x" * 16}
    create_app(Settings(**right, public_address="https://screener.example.org"))
    assert list((tmp_path / "said").iterdir()) == [], "trying leaves nothing behind"
    assert {file.suffix for file in (tmp_path / "cache").iterdir()} == {".pickle"}


def test_a_database_is_not_made_in_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(RequestRefused, match="cannot be made"):
        open_database(f"sqlite:///{tmp_path / 'none' / 'x.db'}", make_folder=False)
    assert not (tmp_path / "none").exists()
