"""Real Dask clusters on this machine, for the tests that need one: two worker processes of one thread each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def started() -> Iterator[str]:
    """The address of the scheduler; work is given up at its second death."""
    dask = pytest.importorskip("dask")
    distributed = pytest.importorskip("distributed")
    silent = {"dashboard_address": ":0", "silence_logs": "CRITICAL"}
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, **silent) as running,
    ):
        yield running.scheduler_address


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """A cluster whose workers stay alive."""
    with started() as address:
        yield address


@pytest.fixture
def mortal() -> Iterator[str]:
    """One whose workers may die."""
    with started() as address:
        yield address
