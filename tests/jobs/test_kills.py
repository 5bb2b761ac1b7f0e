"""kill −9 at every step, of real processes: nothing is lost, and nothing is seen twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

import pytest
from sqlalchemy import select, update

from screener.errors import JobUnfinished, JobUnknown
from screener.jobs.address import parse_address
from screener.jobs.draft import SentPart
from screener.store.tables import job_pieces, jobs
from tests.jobs.dying import PARTS, WORDS

POINTS = [
    "sent, before the message",
    "message taken, before the claim",
    "claimed, before the work",
    "halfway",
    "result written, before done",
    "done",
]
WAIT_S = 240


@pytest.fixture
def environment(settings):
    """What a process of ours is started with."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("SCREENER_")}
    return kept | {
        "SCREENER_DATABASE_URL": settings.database_url,
        "SCREENER_SECRET_KEY": settings.secret_key,
        "SCREENER_CACHE": str(settings.cache),
    }


@pytest.fixture
def start(environment, checkout):
    """Gives a function that starts a process of ours; what still runs in the end is ended."""
    started = []

    def run(*words):
        process = subprocess.Popen(
            [sys.executable, *words], env=environment, cwd=checkout, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()


def let_time_pass(office):
    """Puts the times of every job back, as if its lease had run out and its sender had had its time."""
    with office.database.write() as connection:
        connection.execute(update(jobs).values(queued_at=1.0))
        connection.execute(update(jobs).where(jobs.c.lease_until.is_not(None)).values(lease_until=1.0))


def fetch(office, job):
    """Reads the whole result and withdraws the job, as the service does."""
    result = office.open_result(job)
    records = [json.loads(b"".join(result.read(part))) for part in range(len(result.files))]
    office.withdraw(job)
    return [record["outcomes"]["listed"] for record in records], [record["receipt"]["result_sha256"] for record in records]


def wait_for(office, job, condition):
    for _ in range(WAIT_S * 20):
        row = office.look(job).row
        if condition(row):
            return row
        time.sleep(0.05)
    raise AssertionError(dict(row))


@pytest.mark.parametrize("point", POINTS)
def test_a_process_killed_there_loses_no_job_and_its_result_is_fetched_once(point, office, start, work):
    if point == POINTS[0]:
        dying = start("-m", "tests.jobs.dying", point)
        job = parse_address(dying.communicate(timeout=WAIT_S)[0].decode().strip())
        assert office.queue.count() == 0
    else:
        job = office.submit(WORDS, PARTS, many=True)
        dying = start("-m", "tests.jobs.dying", point)
        dying.communicate(timeout=WAIT_S)
    assert dying.returncode == -signal.SIGKILL
    if point != "done":
        with pytest.raises(JobUnfinished):
            office.open_result(job)
        let_time_pass(office)
    work()
    with office.database.read() as connection:
        attempts = connection.execute(select(job_pieces.c.attempt)).scalars().all()
    row = office.look(job).row
    assert set(attempts) == {row["attempt"]}, "nothing of an attempt that was overtaken is left"
    assert fetch(office, job)[0] == [1, 0]
    with pytest.raises(JobUnknown):
        office.open_result(job)


def test_a_worker_killed_at_its_work_is_replaced_by_another_that_gives_the_same_result(office, start):
    many = [SentPart(name=f"{number}.csv", content=PARTS[number % 2].content) for number in range(30)]
    expected, job = office.submit(WORDS, many, many=True), office.submit(WORDS, many, many=True)
    first = start("-m", "screener", "worker")
    wait_for(office, expected, lambda row: row["state"] == "done")
    wait_for(office, job, lambda row: row["share"] > 0.2)
    first.kill()
    first.wait()
    let_time_pass(office)
    second = start("-m", "screener", "worker", "--once")
    assert second.wait(timeout=WAIT_S) == 0
    row = office.look(job).row
    assert (row["state"], row["losses"], row["attempt"]) == ("done", 1, 2)
    assert fetch(office, job) == fetch(office, expected)


def test_a_hand_killed_at_its_work_is_replaced_by_its_own_worker_at_once(office, start, proc):
    job = office.submit(WORDS, [SentPart(name=f"{number}.csv", content=PARTS[0].content) for number in range(30)], many=True)
    worker = start("-m", "screener", "worker", "--once")
    wait_for(office, job, lambda row: row["share"] > 0.2)
    kill_hand(proc, worker.pid)
    assert worker.wait(timeout=WAIT_S) == 0
    row = office.look(job).row
    assert (row["state"], row["losses"]) == ("done", 1)


def test_a_worker_told_to_stop_finishes_the_job_it_is_at_and_takes_no_other(office, start):
    first, second = (office.submit(WORDS, PARTS, many=True) for _ in range(2))
    worker = start("-m", "screener", "worker")
    wait_for(office, first, lambda row: row["state"] == "running")
    worker.terminate()
    assert worker.wait(timeout=WAIT_S) == 0
    assert (office.look(first).row["state"], office.look(second).row["state"]) == ("done", "queued")


def test_a_cancelled_job_is_let_go_within_seconds_and_the_next_is_done(office, start):
    large = "".join(f"INVENTED HOLDING {number},,1\n" for number in range(25_000))
    job = office.submit(WORDS, [SentPart(name="large.csv", content=f"Name,ISIN,Quantity\n{large}".encode())] * 3, many=True)
    after = office.submit(WORDS, PARTS, many=True)
    start("-m", "screener", "worker")
    wait_for(office, job, lambda row: row["stage"] == "screening")
    office.withdraw(job)
    wait_for(office, after, lambda row: row["state"] == "done")
    with office.database.read() as connection:
        assert connection.execute(select(job_pieces.c.job_id).where(job_pieces.c.job_id == job.public)).first() is None


def test_two_workers_at_once_do_each_of_many_jobs_once(office, start):
    sent = [office.submit(WORDS, PARTS, many=True) for _ in range(6)]
    workers = start("-m", "screener", "worker", "--once", "--workers", "2")
    assert workers.wait(timeout=WAIT_S) == 0
    rows = [office.look(job).row for job in sent]
    assert {(row["state"], row["attempt"], row["losses"]) for row in rows} == {("done", 1, 0)}


def kill_hand(proc, parent):
    """Kills the process that works for a worker; found by its parent in /proc."""
    for entry in proc.iterdir():
        with suppress(OSError):
            parents = (entry / "stat").read_text().rpartition(")")[2].split()
            if parents[1] == str(parent) and "spawn_main" in (entry / "cmdline").read_text():
                os.kill(int(entry.name), signal.SIGKILL)
                return
    raise AssertionError("the worker has no hand")
