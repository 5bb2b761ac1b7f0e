"""What lies in the database is unreadable without the address or the master key."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import delete, select, update

from screener.errors import RequestRefused, SealBroken
from screener.jobs.draft import SentPart
from screener.jobs.pieces import INPUT, PIECE_BYTES, Shelf
from screener.jobs.worker import Worker
from screener.store.master_key import read_master_key
from screener.store.sealing import derive_key, seal, unseal
from screener.store.tables import job_pieces, jobs

PLANTED = b"PLANTED HOLDING OF A REAL INVESTOR"
WORDS = {"as_of": "2026-11-24"}
PART = SentPart(name="planted-name.csv", content=b"Name,ISIN\n" + PLANTED + b",KR7005490008\n")


@pytest.fixture
def shelf(office):
    draft = office.begin()
    return Shelf(database=office.database, job=draft.address.public, key=draft.address.key)


def read_files(folder):
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)  # a server's files are not ours to read
def test_no_file_of_the_database_or_queue_shows_a_name_a_holding_or_the_secret(office, tmp_path):
    job = office.submit(WORDS, [PART])
    Worker(office).run(threading.Event(), once=True)
    found = read_files(tmp_path / "store")
    assert job.public.encode() in found, "this is where the job lies"
    for text in (PLANTED, b"planted-name", job.secret.encode(), job.key, b"posco"):
        assert text not in found
    office.withdraw(job)
    office.database.tidy()
    assert job.public.encode() not in read_files(tmp_path / "store")


def test_no_column_of_any_row_shows_them_either(office):
    job = office.submit(WORDS, [PART])
    with office.database.read() as connection:
        rows = [*connection.execute(select(jobs)), *connection.execute(select(job_pieces))]
    for row in rows:
        for value in row:
            told = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
            assert not any(text in told for text in (PLANTED, b"planted-name", job.secret.encode(), job.key))


@pytest.mark.parametrize("size", [0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 2 * PIECE_BYTES])
def test_a_part_comes_out_as_it_went_in(shelf, size):
    content = bytes(range(256)) * (size // 256 + 1)
    shelf.write_part(content[:size], kind=INPUT, part=0)
    assert b"".join(shelf.read_part(kind=INPUT, part=0, size=size)) == content[:size]


@pytest.mark.parametrize("size", [0, PIECE_BYTES - 2, PIECE_BYTES - 3, PIECE_BYTES])
def test_an_outline_comes_out_as_it_went_in(shelf, size):
    shelf.write_outline("x" * size, kind=INPUT)
    assert shelf.read_outline(kind=INPUT) == "x" * size


def test_a_piece_that_is_missing_or_moved_is_noticed(shelf, office):
    shelf.write_part(b"a" * (PIECE_BYTES + 5), kind=INPUT, part=0)
    with office.database.write() as connection:
        connection.execute(delete(job_pieces).where(job_pieces.c.number == 1))
    with pytest.raises(SealBroken):
        list(shelf.read_part(kind=INPUT, part=0, size=PIECE_BYTES + 5))
    with office.database.write() as connection:
        connection.execute(update(job_pieces).values(part=7))
    with pytest.raises(SealBroken):
        list(shelf.read_part(kind=INPUT, part=7, size=PIECE_BYTES))


@pytest.mark.parametrize(
    ("key", "place", "cut"),
    [(b"2" * 32, ("a", 1), 0), (b"1" * 32, ("a", 2), 0), (b"1" * 32, ("a", 1), 1), (b"1" * 32, ("a", 1), 40)],
)
def test_a_seal_opens_with_its_key_in_its_place_and_whole(key, place, cut):
    sealed = seal(b"1" * 32, b"content", place=("a", 1))
    assert unseal(b"1" * 32, sealed, place=("a", 1)) == b"content"
    with pytest.raises(SealBroken):
        unseal(key, sealed[: len(sealed) - cut], place=place)


def test_keys_of_two_purposes_differ():
    assert derive_key(b"secret", purpose="a") != derive_key(b"secret", purpose="b")


def test_the_master_key_is_made_once_and_readable_by_its_owner_alone(tmp_path):
    file = tmp_path / "screener.key"
    keys = []
    threads = [threading.Thread(target=lambda: keys.append(read_master_key(None, file=file))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(keys)) == 1
    assert file.stat().st_mode & 0o777 == 0o600
    assert [item.name for item in tmp_path.iterdir()] == ["screener.key"]


@pytest.mark.parametrize("given", ["", "short", "not base64!", "c2hvcnQ="])
def test_a_secret_that_is_no_key_is_refused(given):
    with pytest.raises(RequestRefused, match="openssl rand"):
        read_master_key(given, file=None)


def test_several_machines_need_a_secret_that_is_set():
    with pytest.raises(RequestRefused, match="SCREENER_SECRET_KEY"):
        read_master_key(None, file=None)
