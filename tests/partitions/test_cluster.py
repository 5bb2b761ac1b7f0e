"""Portfolios over a Dask cluster of two worker processes on this machine: the same lines and documents as without."""

import sys

import dask
import distributed
import pytest

from screener.errors import RequestRefused
from screener.partitions.cluster import screen_on_cluster
from screener.partitions.processes import screen_here
from tests.partitions.builders import NESTLE, build_assignment, build_portfolio, list_lines


@pytest.fixture(scope="module", autouse=True)
def patience():
    """A machine under load takes minutes for what takes seconds; only what hangs takes longer."""
    waits = ("comm.timeouts.connect", "comm.timeouts.tcp", "deploy.lost-worker-timeout", "scheduler.worker-ttl")
    with dask.config.set({f"distributed.{wait}": "600s" for wait in waits}):
        yield


@pytest.fixture(scope="module")
def assignment():
    return build_assignment(tables=True)


@pytest.fixture(scope="module")
def address(patience):
    options = {"processes": True, "dashboard_address": ":0", "host": "127.0.0.1"}
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, **options) as cluster:
        yield cluster.scheduler_address


def test_two_workers_give_the_lines_and_documents_of_one_process(assignment, address):
    portfolios = [build_portfolio(f"p{number}", NESTLE if number % 2 else "") for number in range(12)]
    portfolios.append(build_portfolio("posco"))
    near = list(screen_here(assignment, iter(portfolios), workers=1))
    far = list(screen_on_cluster(assignment, iter(portfolios), address=address))
    assert list_lines(far) == list_lines(near)
    documents = [{one.line.name: one.documents for result in results for one in result} for results in (near, far)]
    assert documents[0] == documents[1]
    assert documents[0]["posco"]["screening.json"]


def test_workers_of_another_state_of_the_program_end_the_call(address):
    older = build_assignment(program="older")
    with pytest.raises(RequestRefused, match="another version"):
        list(screen_on_cluster(older, iter([build_portfolio("p")]), address=address))


def test_a_cluster_without_workers_is_told(assignment):
    idle = distributed.LocalCluster(n_workers=0, dashboard_address=":0", host="127.0.0.1")
    with idle, pytest.raises(RequestRefused, match="no worker"):
        list(screen_on_cluster(assignment, iter(()), address=idle.scheduler_address))


@pytest.mark.parametrize("address", ["nowhere", "http://127.0.0.1:8786", "tcp://127.0.0.1"])
def test_what_is_no_address_of_a_scheduler_is_told(assignment, address):
    with pytest.raises(RequestRefused, match="is not the address"):
        list(screen_on_cluster(assignment, iter(()), address=address))


def test_without_the_extra_the_call_says_how_to_install_it(assignment, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(RequestRefused, match=r"divestment-screener\[cluster\]"):
        list(screen_on_cluster(assignment, iter(()), address="tcp://127.0.0.1:8786"))
