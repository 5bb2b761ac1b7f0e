"""An assignment and portfolios go in; what was screened comes out as it is done, worked at by a Dask cluster.

The workers run the same partition function as the processes of this machine. The portfolios' bytes travel to them, and the
documents back: no disk is shared, and nothing is left on a worker.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from screener.errors import RequestRefused
from screener.partitions.assignment import fail
from screener.partitions.partition import screen_afar
from screener.partitions.processes import ENDED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from screener.partitions.assignment import Assignment, Portfolio, Screened

PATIENCE_S = 30
"""So long a scheduler may take to answer: its machine may be busy."""
_ADDRESS = re.compile(r"(tcp|tls|ws|wss)://[^/\s]+:\d{1,5}")
_HELP = "Give its address, as tcp://10.0.0.5:8786 or tls://10.0.0.5:8786."
UNDER_WAY = 4
"""So many portfolios for each thread of the cluster are under way at once: the way there and back hides behind the work."""


def screen_on_cluster(assignment: Assignment, portfolios: Iterable[Portfolio], *, address: str) -> Iterator[tuple[Screened, ...]]:
    """Gives what each portfolio comes to, in the order in which they are done.

    Raises RequestRefused where the extra is not installed, no scheduler answers, it has no worker, or a worker is of another
    state of the program.
    """
    distributed = _import_distributed()
    with _connect(distributed, address) as client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise RequestRefused(f'The cluster at "{address}" has no worker.', help="Start one: dask worker ADDRESS --nthreads 1")
        shared = client.scatter(assignment, broadcast=True, hash=False)
        source, finished = iter(portfolios), distributed.as_completed(loop=client.loop)
        waiting: dict[str, Portfolio] = {}
        while True:
            batch = list(islice(source, UNDER_WAY * threads - len(waiting)))
            waiting |= _send(client, finished, shared, batch)
            if not waiting:
                return
            done = next(finished)
            yield _take(distributed, done, waiting.pop(done.key))


def _send(client: Any, finished: Any, shared: Any, batch: list[Portfolio]) -> dict[str, Portfolio]:  # noqa: ANN401 (of Dask)
    if not batch:
        return {}
    sent = client.scatter(batch, hash=False)
    futures = client.map(screen_afar, [shared] * len(batch), sent, pure=False)
    finished.update(futures)
    return {future.key: portfolio for future, portfolio in zip(futures, batch, strict=True)}


def _take(distributed: Any, done: Any, portfolio: Portfolio) -> tuple[Screened, ...]:  # noqa: ANN401 (of Dask)
    error = done.exception()
    if error is None:
        result: tuple[Screened, ...] = done.result()
        return result
    if isinstance(error, RequestRefused):
        raise error
    lost = isinstance(error, distributed.scheduler.KilledWorker)
    reason = "The workers that screened this file ended." if lost else f"The cluster gave no answer ({type(error).__name__})."
    return fail(portfolio, code=ENDED, message=f"{reason} Screen it alone.")


def _import_distributed() -> Any:  # noqa: ANN401 (a module)
    try:
        import distributed  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise RequestRefused(
            "--cluster needs Dask, which is not installed.", help="Install it: pip install 'divestment-screener[cluster]'"
        ) from error
    return distributed


def _connect(distributed: Any, address: str) -> Any:  # noqa: ANN401 (of Dask)
    if not _ADDRESS.fullmatch(address):
        raise RequestRefused(f'"{address[:100]}" is not the address of a Dask scheduler.', help=_HELP)
    try:
        return distributed.Client(address, timeout=PATIENCE_S, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise RequestRefused(f'No Dask scheduler answers at "{address}".', help=_HELP) from error
