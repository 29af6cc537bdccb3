"""A sweep on a real Dask cluster: a worker is killed in the middle, nothing is lost, the bytes are those of one local process."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from verify.cli import _main
from verify.executors import workers
from verify.outputs import json_text
from verify.sweeps.conduct import conduct
from verify.sweeps.plan import Plan, numbers
from verify.sweeps.store import Store
from verify.sweeps.summary import summary

distributed = pytest.importorskip("distributed")
PLAN, WANTED = Plan(tokens=6), numbers(20)
QUIET = {"dashboard_address": ":0", "silence_logs": "CRITICAL"}


@pytest.mark.skipif(os.name != "posix", reason="sends signals")
def test_a_worker_killed_in_the_middle_loses_nothing(tmp_path: Path) -> None:
    killed: list[int] = []
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, **QUIET) as cluster,
        distributed.Client(cluster, set_as_default=False) as client,
        Store(tmp_path / "a.sqlite", PLAN) as store,
        workers(1, cluster.scheduler_address) as hands,
    ):
        pids = client.run(os.getpid)

        def watch(done: int, _total: int) -> None:
            busy = [worker for worker, tasks in client.processing().items() if tasks and worker in pids]
            if done >= 2 and busy and not killed:
                os.kill(pids[busy[0]], signal.SIGKILL)
                killed.append(pids[busy[0]])

        assert conduct(store, WANTED, hands, None, watch) is None
        assert len(killed) == 1
        there = json_text(summary(store, WANTED))
        rows = list(store.records())
    with Store(None, PLAN) as store, workers(1) as hands:
        assert conduct(store, WANTED, hands, None) is None
        assert json_text(summary(store, WANTED)) == there
        assert list(store.records()) == rows


@pytest.mark.usefixtures("here")
def test_a_cluster_that_goes_away_keeps_the_rows(capsys, monkeypatch) -> None:
    """The command ends with exit 3, and goes on where it was."""
    options = ["--tokens", "3", "--dimension", "2", "--starts", "4", "--out", "a.sqlite"]
    cluster = distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, host="127.0.0.1", protocol="tcp", **QUIET
    )
    from verify.sweeps import conduct as module

    close = Closing(cluster)
    work = module.Conductor.work
    monkeypatch.setattr(module.Conductor, "work", lambda self, deadline, _watch: work(self, deadline, close))
    options += ["--instances", "100000", "--scheduler", cluster.scheduler_address]
    assert _main(["sweep", *options]) == 3
    err = capsys.readouterr().err
    assert "went away; what had finished is kept; the rows that are done are kept in a.sqlite" in err
    with Store(Path("a.sqlite"), None) as store:
        assert store.done()


class Closing:
    """Told of the progress of a sweep, it closes the cluster once something is done."""

    def __init__(self, cluster) -> None:
        self.cluster, self.closed = cluster, False

    def __call__(self, done: int, _total: int) -> None:
        if done and not self.closed:
            self.closed = True
            self.cluster.close()
