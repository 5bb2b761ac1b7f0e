"""What a reader says is wrong, as a file for editors."""

from __future__ import annotations

import resource
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import yaml

from screener.errors import RequestRefused, ServiceBusy
from screener.store import correction_requests
from screener.store.correction_requests import keep_request, make_request, read_requests

SAID = {
    "registry": "2026.11.24",
    "entity": "example",
    "claim": "example/lease",
    "wrong": "The lease ended in 2024: see page 12.\nကုမ္ပဏီ # not a comment\n- not: a list",
    "source": "https://example.org/report?a=1&b=2",
    "contact": "",
}


def make(**changes):
    return make_request(received=date(2026, 11, 24), **SAID | changes)


@contextmanager
def full_disk():
    """No file of this process can take a byte more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_what_is_kept_is_read_back_as_it_was_said(tmp_path):
    request = make()
    keep_request(request, tmp_path / "new" / "folder")
    assert read_requests(tmp_path / "new" / "folder").requests == (request,)
    assert request.answer_by == "2026-12-08"


def test_a_file_has_nothing_of_its_sender_but_what_was_written(tmp_path):
    keep_request(make(), tmp_path)
    (file,) = tmp_path.iterdir()
    assert set(yaml.safe_load(file.read_text(encoding="utf-8"))) == {"reference", "received", "answer_by", *SAID}
    assert file.stat().st_mode & 0o777 == 0o600
    assert datetime.fromtimestamp(file.stat().st_mtime, tz=UTC) == datetime(2026, 11, 24, tzinfo=UTC)


def test_no_two_requests_have_one_reference_and_none_tells_the_order(tmp_path):
    references = [make().reference for _ in range(50)]
    assert len(set(references)) == 50
    assert references != sorted(references)


def test_a_disk_that_is_full_is_said_and_leaves_no_half_a_file(tmp_path):
    with full_disk(), pytest.raises(ServiceBusy, match="was not kept"):
        keep_request(make(), tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["file", "file/below"])
def test_a_folder_that_cannot_be_written_is_said(place, tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(ServiceBusy, match="was not kept"):
        keep_request(make(), tmp_path / place)


def test_more_than_may_wait_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(correction_requests, "MOST_WAITING", 2)
    keep_request(make(), tmp_path)
    keep_request(make(), tmp_path)
    with pytest.raises(ServiceBusy, match="2 others wait"):
        keep_request(make(), tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_requests_come_oldest_first_and_what_is_none_is_named(tmp_path):
    late, early = make(), replace(make(), received="2026-11-01")
    for request in (late, early):
        keep_request(request, tmp_path)
    for name, text in {"list.yaml": "- a\n", "half.yaml": "reference: x\n", "broken.yaml": "a: [", "number.yaml": "1"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "latin.yaml").write_bytes(b"wrong: \xff")
    waiting = read_requests(tmp_path)
    assert waiting.requests == (early, late)
    assert waiting.unreadable == ("broken.yaml", "half.yaml", "latin.yaml", "list.yaml", "number.yaml")


def test_a_folder_that_is_none_is_refused(tmp_path):
    with pytest.raises(RequestRefused):
        read_requests(tmp_path / "absent")
