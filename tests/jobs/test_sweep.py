"""What the sweep deletes, and that it goes on."""

from __future__ import annotations

import threading
from random import Random

import pytest
from sqlalchemy import select, update

from screener.jobs import sweep as sweeping
from screener.jobs.draft import SentPart
from screener.store.tables import jobs

WORDS = {"as_of": "2026-11-24"}
PART = SentPart(name="holdings.csv", content=b"Name,ISIN\nPOSCO HOLDINGS INC,KR7005490008\n" * 10_000)


def test_a_service_without_a_worker_deletes_what_expired_and_stops_when_told(office, monkeypatch):
    monkeypatch.setattr(sweeping, "EVERY_S", 0.05)
    office.submit(WORDS, [PART])
    with office.database.write() as connection:
        connection.execute(update(jobs).values(expires_at=1.0))
    stop = threading.Event()
    thread = threading.Thread(target=sweeping.sweep_until, args=(stop, office.database, office.queue))
    thread.start()
    left = [1]
    for _ in range(200):
        with office.database.read() as connection:
            left = connection.execute(select(jobs.c.id)).all()
        if not left:
            break
        stop.wait(0.05)
    stop.set()
    thread.join(timeout=30)
    assert (left, thread.is_alive()) == ([], False)


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_a_sqlite_file_shrinks_again_and_its_log_is_empty_even_where_another_writes(office):
    file = office.database.file
    sweeping.sweep(office.database, office.queue)
    empty = file.stat().st_size
    job = office.submit(WORDS, [SentPart(name="noise.bin", content=Random(1).randbytes(2_000_000))])
    log = file.with_name(f"{file.name}-wal")
    assert file.stat().st_size + log.stat().st_size > empty + 1_900_000
    office.withdraw(job)
    with office.database.write():
        office.database.tidy()
    sweeping.sweep(office.database, office.queue)
    assert file.stat().st_size < empty + 50_000
    assert log.stat().st_size == 0
