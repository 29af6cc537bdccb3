"""``verify sweep`` at the command line: bytes for any number of workers, files, exit codes, kill and resume."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from verify.cli import _main
from verify.executors import workers
from verify.outputs import json_text
from verify.sweeps.conduct import conduct
from verify.sweeps.plan import Plan, numbers
from verify.sweeps.store import Store
from verify.sweeps.summary import summary

FEW = ["--tokens", "3", "--dimension", "2", "--starts", "4"]
POSIX = pytest.mark.skipif(os.name != "posix", reason="sends signals")


@pytest.mark.usefixtures("here")
def test_the_same_bytes_for_any_number_of_workers(capsys) -> None:
    told = []
    for jobs in ("1", "2"):
        arguments = ["sweep", *FEW, "--instances", "6", "--jobs", jobs, "--json", "-"]
        assert _main([*arguments, "--csv", f"{jobs}.csv"]) == 0
        out, err = capsys.readouterr()
        told.append((out, Path(f"{jobs}.csv").read_text()))
        assert "no contradiction of the closed forms" in err
    assert told[0] == told[1]
    assert json.loads(told[0][0])["schema"] == "verify.sweep/1"
    assert json.loads(told[0][0])["instances"]["done"] == 6


def test_slices_files_and_merge(here: Path, capsys) -> None:
    for part in ("1/2", "2/2"):
        assert (
            _main(["sweep", *FEW, "--instances", "5", "--slice", part, "-j", "1", "-q", "--out", f"{part[0]}.sqlite"])
            == 0
        )
    assert _main(["sweep", "1.sqlite", "2.sqlite", "--merge", "--out", "whole.sqlite", "--json", "whole.json"]) == 0
    assert "5 of 5 instances done" in capsys.readouterr().out
    assert sorted(path.name for path in here.iterdir()) == ["1.sqlite", "2.sqlite", "whole.json", "whole.sqlite"]
    assert (
        _main(["sweep", *FEW, "--instances", "5", "-j", "1", "-q", "--out", "whole.sqlite", "--json", "again.json"])
        == 0
    )
    assert Path("again.json").read_bytes() == Path("whole.json").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--instances", "0"], 2, "instances is 0; expected an integer from 1"),
        (["--step-size", "0.5", "--continuous"], 2, "--continuous and --step-size were both given"),
        (["--step-size", "a"], 2, "step size is 'a'"),
        (["--slice", "3/2"], 2, "slice is '3/2'; expected I/N"),
        (["--shape", "round"], 2, "shape is 'round'; expected one of"),
        (["--system", "multihead"], 2, "multihead"),
        (["--json", "-", "--csv", "-"], 2, "both want standard output"),
        (["--jobs", "2", "--scheduler", "tcp://127.0.0.1:1"], 2, "--scheduler and --jobs were both given"),
        (["a.sqlite"], 2, "a.sqlite was given without --merge"),
        (["--merge"], 2, "without files"),
        (["a.sqlite", "--merge"], 2, "a.sqlite: there is no such file"),
        (["--out", "."], 2, "it is a folder"),
        (["--budget", "nan"], 2, "number of seconds"),
        (["--scheduler", "nonsense"], 2, "--scheduler is 'nonsense': missing port number"),
    ],
)
def test_bad_input_is_one_line(here: Path, capsys, arguments, code, said) -> None:
    assert _main(["sweep", *FEW, *arguments]) == code
    out, err = capsys.readouterr()
    assert said in err
    assert out == ""
    assert len(err.strip().splitlines()) == 1
    assert list(here.iterdir()) == []


@pytest.mark.usefixtures("here")
def test_a_foreign_file_is_refused(capsys) -> None:
    assert _main(["sweep", *FEW, "--instances", "1", "-j", "1", "-q", "--out", "a.sqlite"]) == 0
    assert _main(["sweep", *FEW, "--instances", "1", "-j", "1", "--seed", "4", "--out", "a.sqlite"]) == 2
    assert "a.sqlite is of another sweep: its seed is 0, expected 4" in capsys.readouterr().err


@pytest.mark.usefixtures("here")
def test_a_spent_budget_is_exit_4(capsys) -> None:
    arguments = ["sweep", *FEW, "--instances", "1000000", "-j", "1", "--budget", "0.5", "--out", "a.sqlite"]
    assert _main(arguments) == 4
    assert "stopped: the budget was spent; the rows that are done are kept in a.sqlite" in capsys.readouterr().err
    assert Path("a.sqlite").exists()


@pytest.mark.usefixtures("here")
def test_contradictions_are_files_and_exit_1(capsys) -> None:
    """A contradiction put into a file by hand is told, written and counted; one that does not hold is not."""
    assert _main(["sweep", *FEW, "--instances", "2", "-j", "1", "-q", "--out", "a.sqlite"]) == 0
    document = {
        "claim": None,
        "system": "oja",
        "time": "continuous",
        "step_size": None,
        "value": [["1"]],
        "tokens": [["1"]],
    }
    with sqlite3.connect("a.sqlite") as file:
        for number, holds in enumerate((1, 0)):
            row = (1, number, "end", "unstable", "stable", holds, "by hand", json.dumps(document))
            file.execute("INSERT INTO contradictions VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    assert _main(["sweep", *FEW, "--instances", "2", "-j", "1", "--out", "a.sqlite"]) == 1
    out, err = capsys.readouterr()
    assert "CONTRADICTION: instance 1: predicted unstable, found stable (end): by hand" in out
    assert "contradictions of the closed forms that hold: 1 (instances: 1)" in out
    assert "counterexamples: a.counterexamples" in err
    assert [path.name for path in Path("a.counterexamples").iterdir()] == ["1-0.json"]
    assert _main(["replay", "a.counterexamples/1-0.json"]) == 0
    assert (
        _main(["sweep", *FEW, "--instances", "1", "-j", "1", "-q", "--out", "a.sqlite"]) == 0
    )  # it is in the other instance


PLAN = Plan(tokens=6, starts=20)
COUNT = 24


@pytest.fixture(scope="module")
def alone() -> str:
    """The summary of one local process."""
    with Store(None, PLAN) as store, workers(1) as hands:
        assert conduct(store, numbers(COUNT), hands, None) is None
        return json_text(summary(store, numbers(COUNT)))


@POSIX
def test_a_killed_worker_loses_nothing(alone: str) -> None:
    killed: list[int] = []

    def watch(done: int, _total: int) -> None:
        if done >= 2 and not killed:
            process = multiprocessing.active_children()[0]
            os.kill(process.pid or 0, signal.SIGKILL)
            killed.append(process.pid or 0)

    with Store(None, PLAN) as store, workers(2) as hands:
        assert conduct(store, numbers(COUNT), hands, None, watch) is None
        assert json_text(summary(store, numbers(COUNT))) == alone
    assert killed


@POSIX
@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGINT])
def test_a_sweep_that_is_killed_goes_on_where_it_was(alone: str, tmp_path: Path, sent: signal.Signals) -> None:
    out = tmp_path / "a.sqlite"
    options = ["--tokens", "6", "--starts", "20", "--instances", str(COUNT), "--jobs", "2", "--out", str(out)]
    process = subprocess.Popen(
        [sys.executable, "-m", "verify", "sweep", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    log = tmp_path / "a.sqlite-wal"
    deadline = time.monotonic() + 60
    while not (log.exists() and log.stat().st_size > 30_000):  # the tables, and a few rows
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.01)
    os.killpg(process.pid, sent) if sent is signal.SIGINT else process.kill()
    _, err = process.communicate(timeout=30)  # the pipes close when the last worker is gone
    if sent is signal.SIGINT:
        assert process.returncode == 130
        assert f"stopped: interrupted; the rows that are done are kept in {out}" in err
        assert "Traceback" not in err
    with Store(out, PLAN) as store, workers(1) as hands:
        assert 0 < len(store.done()) < COUNT
        assert conduct(store, numbers(COUNT), hands, None) is None
        assert json_text(summary(store, numbers(COUNT))) == alone
