"""A process of its own that does our real work and kills itself (SIGKILL) at the point it is told."""

from __future__ import annotations

import os
import signal
import sys
import threading

from screener.jobs import ledger
from screener.jobs.draft import SentPart
from screener.jobs.hand import Hand
from screener.jobs.office import open_office
from screener.jobs.pieces import RESULT, Shelf
from screener.jobs.queue import Queue
from screener.jobs.work import do_job, open_bench
from screener.jobs.worker import Worker
from screener.settings import read_settings

WORDS = {"as_of": "2026-11-24"}
LINE = "Name,ISIN,Market Value (USD)\n{},{},100\n"
PARTS = [
    SentPart(name="one.csv", content=LINE.format("POSCO HOLDINGS INC", "KR7005490008").encode()),
    SentPart(name="two.csv", content=LINE.format("NESTLE SA", "CH0038863350").encode()),
]


def die(*_args, **_more):
    os.kill(os.getpid(), signal.SIGKILL)


def die_at_second_result(write):
    def run(shelf, content, *, kind, part, **more):
        if (kind, part) == (RESULT, 1):
            die()
        write(shelf, content, kind=kind, part=part, **more)

    return run


def work_here(office):
    """Does what worker and hand do, in one process."""
    public = office.queue.take()
    with office.database.write() as connection:
        ticket = ledger.claim(connection, public, owner="dying")
    do_job(ticket, bench=open_bench(office.settings), database=office.database, master_key=office.master_key)


def main(point):
    office = open_office(read_settings())
    match point:
        case "sent, before the message":
            Queue.send = die
            draft = office.begin()
            for part in PARTS:
                draft.open_file(part.name, kind=part.kind)
                draft.write(part.content)
            print(draft.address.text, flush=True)
            office.send(draft, WORDS, many=True)
        case "message taken, before the claim":
            ledger.claim = die
            Worker(office).run(threading.Event(), once=True)
        case "claimed, before the work":
            Hand.give = die
            Worker(office).run(threading.Event(), once=True)
        case "halfway":
            Shelf.write_part = die_at_second_result(Shelf.write_part)
            work_here(office)
        case "result written, before done":
            ledger.finish = die
            work_here(office)
        case "done":
            work_here(office)
            die()


if __name__ == "__main__":
    main(sys.argv[1])
