"""A real Dask cluster on this machine: the same results as here, deaths, and clusters that are refused in one line."""

from __future__ import annotations

import json
import operator
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from verify import results
from verify.cli import _main
from verify.errors import EngineMissing, InvalidInput
from verify.executors import SchedulerLost, WorkerDied, workers
from verify.executors import cluster as module
from verify.executors.cluster import ClusterWorkers
from verify.executors.identity import differing, identity, seal
from verify.graph import load
from verify.runner import run

distributed = pytest.importorskip("distributed")
IDS = ["demo.*", "faults.crash", "faults.die", "faults.unsendable"]


def told(demo: Path, scheduler: str | None) -> str:
    theory = load(demo)
    doc = results.document(theory, run(theory, theory.select(IDS), jobs=2, scheduler=scheduler))
    for claim in doc["claims"]:
        for evidence in claim["evidence"]:
            evidence["seconds"] = 0
    return json.dumps(doc)


def test_results_and_errors_come_back(cluster: str) -> None:
    with workers(1, cluster) as hands:
        assert hands.slots >= 1
        sums = [hands.submit(operator.add, k, 1) for k in range(8)]
        wrong, missing = hands.submit(operator.truediv, 1, 0), hands.submit(open, "/no/such/file")
        assert [future.result(60) for future in sums] == list(range(1, 9))
        with pytest.raises(ZeroDivisionError):
            wrong.result(60)
        with pytest.raises(FileNotFoundError):
            missing.result(60)
    with pytest.raises(RuntimeError, match="ended"):
        hands.submit(operator.add, 1, 1)


def test_leaving_cancels_what_waits_and_the_cluster_stays(cluster: str) -> None:
    hands = ClusterWorkers(cluster)
    futures = [hands.submit(time.sleep, 0.3) for _ in range(20)]
    began = time.monotonic()
    hands.kill()
    assert time.monotonic() - began < 20
    until(lambda: all(future.done() for future in futures))
    with workers(1, cluster) as others:
        assert others.submit(operator.add, 1, 1).result(60) == 2


def test_a_cluster_with_other_code_is_refused(cluster: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("verify", "claims", "numpy"):
        monkeypatch.setattr(module, "differing", lambda a, b, name=name: differing(dict(a) | {name: "0.0.7"}, b))
        with pytest.raises(EngineMissing, match=rf"worker tcp://\S+ has {name} \S+; expected 0\.0\.7, as here"):
            ClusterWorkers(cluster)


def test_a_folder_that_the_workers_lack_is_refused(cluster: str, tmp_path: Path) -> None:
    identity(tmp_path / "mine")  # kept for this process; the workers look for themselves
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "claims.py").write_text("x = 1\n")
    with pytest.raises(EngineMissing, match=r"has claims [0-9a-f]{12}; expected absent \(no folder"):
        ClusterWorkers(cluster, tmp_path / "mine")


def test_a_worker_that_joins_later_with_other_code_is_refused(cluster: str) -> None:
    with workers(1, cluster) as hands:
        assert isinstance(hands, ClusterWorkers)
        hands._seal = "that of another version"
        with pytest.raises(EngineMissing, match="joined the cluster later has other versions or claims"):
            hands.submit(operator.add, 1, 1).result(60)


def test_workers_with_several_threads_and_no_workers_are_refused() -> None:
    quiet = {"processes": False, "dashboard_address": ":0", "silence_logs": "CRITICAL"}
    with (
        distributed.LocalCluster(n_workers=1, threads_per_worker=2, host="127.0.0.1", protocol="tcp", **quiet) as many,
        pytest.raises(EngineMissing, match="has several threads; expected one each"),
    ):
        ClusterWorkers(many.scheduler_address)
    with (
        distributed.LocalCluster(n_workers=0, host="127.0.0.1", protocol="tcp", **quiet) as none,
        pytest.raises(EngineMissing, match=r"has no workers after 0\.5 s; start some: dask worker"),
    ):
        ClusterWorkers(none.scheduler_address, timeout=0.5)


def test_a_scheduler_that_goes_away_is_told() -> None:
    quiet = {"dashboard_address": ":0", "silence_logs": "CRITICAL"}
    running = distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, host="127.0.0.1", protocol="tcp", **quiet
    )
    with workers(1, running.scheduler_address) as hands:
        left = hands.submit(time.sleep, 3)
        running.close()
        with pytest.raises(SchedulerLost, match="went away; what had finished is kept"):
            left.result(60)


def test_nothing_listens_there(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(EngineMissing, match=r"no Dask scheduler answers at tcp://127.0.0.1:9 within 0.3 s; expected"):
        ClusterWorkers("tcp://127.0.0.1:9", timeout=0.3)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("address", ["", "nonsense", "smtp://a:1", "127.0.0.1:x", "none.json", "here.json"])
def test_an_address_that_is_none_is_one_line(here: Path, capsys, address: str, demo: Path) -> None:
    (here / "here.json").write_text('{"id": 1}')
    assert _main(["run", "demo.lemma_1", "--proofs", str(demo), "--scheduler", address]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"error: --scheduler is {address!r}: ")
    assert "expected an address such as tcp://HOST:8786" in err
    assert len(err.splitlines()) == 1


@pytest.mark.usefixtures("here")
def test_a_scheduler_file_is_read(cluster: str) -> None:
    Path("scheduler.json").write_text(json.dumps({"address": cluster}))
    with workers(1, "scheduler.json") as hands:
        assert hands.submit(operator.add, 1, 1).result(60) == 2


@pytest.mark.usefixtures("here")
def test_without_the_package_the_cure_is_named(capsys, monkeypatch: pytest.MonkeyPatch, demo: Path) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert _main(["check", "demo.lemma_1", "--proofs", str(demo), "--scheduler", "tcp://127.0.0.1:9"]) == 3
    assert capsys.readouterr().err == (
        "error: distributed is not installed; run: pip install 'attention-verify[cluster]'\n"
    )


@pytest.mark.usefixtures("here")
def test_jobs_and_a_cluster_exclude_each_other(capsys, demo: Path) -> None:
    arguments = ["--proofs", str(demo), "--scheduler", "tcp://127.0.0.1:9", "--jobs", "2"]
    assert _main(["run", "demo.lemma_1", *arguments]) == 2
    assert "--scheduler and --jobs were both given" in capsys.readouterr().err


def test_the_identity_tells_what_differs(tmp_path: Path) -> None:
    ours = identity()
    assert differing(ours, identity()) is None
    assert differing(ours, dict(ours) | {"scipy": "0.1"}) == f"has scipy 0.1; expected {ours['scipy']}, as here"
    assert differing(ours, {}) == f"has python absent; expected {ours['python']}, as here"
    (tmp_path / "a.py").write_text("x = 1\n")
    assert identity(tmp_path)["claims"] != ours["claims"]
    assert seal(tmp_path) != seal()
    with pytest.raises(InvalidInput):
        load(tmp_path / "none")


def test_claims_on_a_cluster_are_decided_as_they_are_here(demo: Path, mortal: str) -> None:
    """Among them one whose engine ends its process: a crash of that claim, whoever has the processes."""
    there = told(demo, mortal)
    assert there == told(demo, None)
    assert "the engine ended its process (a crash in compiled code?)" in there


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="sends signals")
def test_deaths_by_the_work_and_from_outside(mortal: str) -> None:
    with workers(1, mortal) as hands, distributed.Client(mortal, set_as_default=False) as client:
        deadly = hands.submit(os._exit, 1)
        with pytest.raises(WorkerDied):
            deadly.result(120)
        client.wait_for_workers(2, timeout=120)
        sleeping = [hands.submit(time.sleep, 1) for _ in range(4)]
        until(lambda: any(client.processing().values()))
        busy = next(worker for worker, tasks in client.processing().items() if tasks)
        os.kill(client.run(os.getpid)[busy], signal.SIGKILL)
        assert [future.result(120) for future in sleeping] == [None] * 4


def until(condition, seconds: float = 30.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)
