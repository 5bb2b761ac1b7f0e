"""Each step of a job's life takes hold once."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import event, select, update

from screener.errors import JobUnfinished, JobUnknown, SealBroken, ServiceBusy, UploadTooLarge
from screener.jobs import ledger
from screener.jobs.address import Address, parse_address
from screener.jobs.draft import SentPart
from screener.jobs.pieces import REPEATABLE
from screener.jobs.sweep import sweep
from screener.store.tables import job_pieces, jobs

WORDS = {"as_of": "2026-11-24"}
PART = SentPart(name="holdings.csv", content=b"Name,ISIN\nPOSCO HOLDINGS INC,KR7005490008\n")


@pytest.fixture
def job(office):
    return office.submit(WORDS, [PART])


def claim(office, job, owner="one"):
    with office.database.write() as connection:
        return ledger.claim(connection, job.public, owner=owner)


def change(office, **values):
    with office.database.write() as connection:
        connection.execute(update(jobs).values(**values))


def read_all(office, table):
    with office.database.read() as connection:
        return connection.execute(select(table)).mappings().all()


def test_only_a_draft_is_discarded_never_what_waits_by_now(office):
    draft, given_up = office.begin(), office.begin()
    with office.database.write() as connection:
        assert ledger.queue(connection, draft.address.public)
    office.discard(draft)
    office.discard(given_up)
    assert [row["id"] for row in read_all(office, jobs)] == [draft.address.public]


def test_a_waiting_job_is_claimed_by_one_of_many_workers(office, job):
    tickets = []
    threads = [threading.Thread(target=lambda n=n: tickets.append(claim(office, job, owner=f"w{n}"))) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([ticket for ticket in tickets if ticket]) == 1


def test_a_worker_whose_lease_ran_out_can_neither_renew_nor_finish(office, job):
    first = claim(office, job)
    change(office, lease_until=1.0)
    sweep(office.database, office.queue)
    second = claim(office, job, owner="two")
    assert second.attempt == first.attempt + 1
    with office.database.write() as connection:
        assert not ledger.renew(connection, first)
        assert not ledger.tell_progress(connection, first, stage="screening", share=0.5)
        assert not ledger.finish(connection, first, failure=None)
        assert ledger.finish(connection, second, failure=None)
        assert not ledger.finish(connection, second, failure=None)


def test_a_finished_job_keeps_no_key_and_nothing_of_its_input(office, job):
    ticket = claim(office, job)
    assert read_all(office, jobs)[0]["wrapped_key"] is not None
    with office.database.write() as connection:
        ledger.finish(connection, ticket, failure=None)
    assert read_all(office, jobs)[0]["wrapped_key"] is None
    assert read_all(office, job_pieces) == []


def test_a_job_over_which_three_workers_ended_is_given_up_and_nothing_of_it_kept(office, job):
    for _ in range(ledger.MAX_LOSSES):
        assert office.look(job).row["state"] == "queued"
        assert claim(office, job)
        change(office, lease_until=1.0)
        sweep(office.database, office.queue)
    row = office.look(job).row
    assert (row["state"], row["failure"], row["wrapped_key"]) == ("failed", ledger.WORKER_LOST, None)
    assert read_all(office, job_pieces) == []
    assert office.open_result(job).is_lost


def test_a_job_given_back_by_a_worker_that_stops_counts_as_no_loss(office, job):
    for _ in range(ledger.MAX_LOSSES + 1):
        ticket = claim(office, job)
        with office.database.write() as connection:
            assert ledger.release(connection, ticket)
    assert office.look(job).row["losses"] == 0


def test_a_message_that_was_never_sent_is_sent_by_the_sweep_once(office, job):
    assert office.queue.take() == job.public
    sweep(office.database, office.queue)
    assert office.queue.count() == 0, "its sender may still be between the row and the queue"
    change(office, queued_at=1.0)
    sweep(office.database, office.queue)
    sweep(office.database, office.queue)
    assert (office.queue.take(), office.queue.take()) == (job.public, None)


def test_an_expired_job_is_nobodys_before_the_sweep_and_gone_after_it(office, job):
    change(office, expires_at=1.0)
    with pytest.raises(JobUnknown):
        office.look(job)
    assert claim(office, job) is None
    sweep(office.database, office.queue)
    assert (read_all(office, jobs), read_all(office, job_pieces)) == ([], [])


def test_a_running_job_that_expires_is_taken_from_its_worker(office, job):
    ticket = claim(office, job)
    change(office, expires_at=1.0)
    with office.database.write() as connection:
        assert not ledger.renew(connection, ticket)


def test_half_a_draft_is_never_worked_at_and_expires(office):
    draft = office.begin()
    draft.open_file("a.csv", kind="portfolio")
    draft.write(b"x" * 2**20)
    assert claim(office, draft.address) is None
    change(office, expires_at=1.0)
    sweep(office.database, office.queue)
    assert read_all(office, job_pieces) == []


def test_the_place_in_the_queue_is_told(office):
    first, second = office.submit(WORDS, [PART]), office.submit(WORDS, [PART])
    assert (office.look(first).ahead, office.look(second).ahead) == (0, 1)
    claim(office, first)
    assert (office.look(first).ahead, office.look(second).ahead) == (None, 0)


def test_a_job_too_large_leaves_nothing_behind(office):
    with pytest.raises(UploadTooLarge):
        office.submit(WORDS, [SentPart(name="a.csv", content=bytes(3 * 2**20 + 1))])
    assert (read_all(office, jobs), read_all(office, job_pieces), office.queue.count()) == ([], [], 0)


def test_one_job_more_than_may_wait_is_refused(office):
    for _ in range(20):
        office.submit(WORDS, [PART])
    with pytest.raises(ServiceBusy):
        office.submit(WORDS, [PART])


@pytest.mark.parametrize(
    "text", ["", "x", "a" * 16, f"{'a' * 16}.{'b' * 42}", f"{'a' * 16}.{'b' * 43}\n", "../x.y", "ä" * 16 + "." + "b" * 43]
)
def test_what_is_no_address_is_an_unknown_job(text):
    with pytest.raises(JobUnknown):
        parse_address(text)


def test_the_right_job_with_another_secret_is_as_unknown_as_no_job(office, job):
    refusals = []
    for address in (Address(public=job.public, secret="b" * 43), Address(public="a" * 16, secret=job.secret)):
        with pytest.raises(JobUnknown) as refused:
            office.look(address)
        refusals.append(str(refused.value))
        with pytest.raises(JobUnknown):
            office.withdraw(address)
    assert refusals[0] == refusals[1]
    assert office.look(job)


def test_the_right_job_with_another_secret_takes_the_same_steps_as_no_job(office, job):
    told = []
    event.listen(office.database.engine, "before_cursor_execute", lambda _c, _cursor, statement, *_: told.append(statement))
    steps = []
    for address in (Address(public=job.public, secret="b" * 43), Address(public="a" * 16, secret="b" * 43)):
        told.clear()
        with pytest.raises(JobUnknown):
            office.look(address)
        steps.append(list(told))
    assert steps[0] == steps[1]
    assert [statement for statement in steps[0] if statement.startswith("SELECT jobs")]


def test_a_job_that_is_done_waits_once_more_under_other_words_only_where_its_input_was_kept(office):
    job = office.submit({**WORDS, REPEATABLE: "yes"}, [PART])
    before = read_all(office, jobs)[0]
    with pytest.raises(JobUnfinished):
        office.repeat(job, dict)
    end(office, job, keep_input=True)
    assert read_all(office, jobs)[0]["wrapped_key"] is None
    with office.database.write() as connection:
        connection.execute(jobs.update().values(losses=ledger.MAX_LOSSES - 1))
    office.repeat(job, lambda words: {**words, "confirmations": "[]"})
    after = read_all(office, jobs)[0]
    assert after["losses"] == 0, "it may lose as many workers as a new one"
    assert (after["state"], after["expires_at"], after["ended_at"]) == ("queued", before["expires_at"], None)
    assert after["wrapped_key"] is not None
    assert office.read_words(job)["confirmations"] == "[]"
    end(office, job, keep_input=False)
    assert not read_all(office, job_pieces)
    assert office.read_words(job) is None
    with pytest.raises(JobUnfinished):
        office.repeat(job, dict)


def test_what_was_altered_of_a_job_is_not_told_as_gone(office):
    job = office.submit({**WORDS, REPEATABLE: "yes"}, [PART])
    end(office, job, keep_input=True)
    with office.database.write() as connection:
        connection.execute(job_pieces.update().where(job_pieces.c.kind == "input-outline").values(sealed=b"x" * 60))
    with pytest.raises(SealBroken):
        office.read_words(job)
    with pytest.raises(SealBroken):
        office.repeat(job, dict)


def end(office, job, **kept):
    ticket = claim(office, job)
    with office.database.write() as connection:
        assert ledger.finish(connection, ticket, failure=None, **kept)
