"""Where work is done: one interface, :class:`concurrent.futures.Executor`, for processes of this machine and for a cluster.

=============  ==============================================================================
``local``      spawned processes of this machine, one thread an engine, gone with the parent
``cluster``    a Dask cluster, by the address of its scheduler (extra ``[cluster]``)
``identity``   what a worker must have in common with this process, so that results are the same
=============  ==============================================================================

A worker that dies loses nothing: what it had is done again. Only work that ends its process again and again is given up, with
:class:`WorkerDied`.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path

from verify.errors import EngineMissing


class WorkerDied(Exception):
    """The work ended its process each time that it was tried."""

    def __init__(self) -> None:
        super().__init__("the engine ended its process (a crash in compiled code?)")


class SchedulerLost(EngineMissing):
    """The scheduler of a cluster went away while work was with it."""


class Workers(Executor):
    """An executor that says how much it takes at once, and that can be ended at once."""

    @property
    @abstractmethod
    def slots(self) -> int:
        """Tasks that run at the same time; more than these only wait."""

    @abstractmethod
    def kill(self) -> None:
        """End now, whatever runs; what has not finished is cancelled."""


@contextmanager
def workers(jobs: int, scheduler: str | None = None, folder: Path | None = None) -> Iterator[Workers]:
    """Processes of this machine, or the cluster of a scheduler; ended at the end, whatever they do then.

    Args:
        jobs: processes of this machine; a cluster has as many as it has.
        scheduler: the address that ``dask scheduler`` printed; ``None`` for this machine.
        folder: the proofs folder that all must have in common; ``None`` for the one that ships.

    Raises:
        EngineMissing: if the cluster cannot be reached or used.
        InvalidInput: for an address that is none.
    """
    crew: Workers
    if scheduler is None:
        from verify.executors.local import LocalWorkers

        crew = LocalWorkers(jobs)
    else:
        from verify.executors.cluster import ClusterWorkers

        crew = ClusterWorkers(scheduler, folder)
    try:
        yield crew
    finally:
        crew.kill()
