"""Processes of this machine as an executor: what a death costs, and whose fault it is."""

from __future__ import annotations

import multiprocessing
import operator
import os
import signal
import time
from concurrent.futures import CancelledError, wait

import pytest

from verify.executors import WorkerDied, workers
from verify.executors.local import LocalWorkers

POSIX = pytest.mark.skipif(os.name != "posix", reason="sends signals")


def test_results_and_errors_come_back() -> None:
    with workers(2) as hands:
        assert hands.slots == 2
        sums = [hands.submit(operator.add, k, 1) for k in range(5)]
        wrong = hands.submit(operator.truediv, 1, 0)
        assert [future.result(60) for future in sums] == [1, 2, 3, 4, 5]
        assert list(hands.map(operator.neg, range(3))) == [0, -1, -2]
        with pytest.raises(ZeroDivisionError):
            wrong.result(60)


@POSIX
def test_work_that_ends_its_process_is_told_so_and_the_work_beside_it_is_not_lost() -> None:
    with workers(2) as hands:
        deadly = hands.submit(os._exit, 3)
        beside = [hands.submit(pow, 3, k, 7) for k in range(6)]
        assert [future.result(60) for future in beside] == [3**k % 7 for k in range(6)]
        with pytest.raises(WorkerDied, match="the engine ended its process"):
            deadly.result(60)
        assert hands.submit(operator.add, 1, 1).result(60) == 2  # a new pool


@POSIX
def test_a_worker_killed_from_outside_loses_nothing() -> None:
    with workers(2) as hands:
        sleeping = [hands.submit(time.sleep, 0.7) for _ in range(3)]
        pid = hands.submit(os.getpid)
        until(lambda: len(multiprocessing.active_children()) == 2)
        os.kill(multiprocessing.active_children()[0].pid or 0, signal.SIGKILL)
        assert [future.result(60) for future in sleeping] == [None] * 3
        assert pid.result(60) != os.getpid()


def test_kill_ends_what_runs_and_cancels_what_waits() -> None:
    hands = LocalWorkers(1)
    first = hands.submit(time.sleep, 600)
    second = hands.submit(operator.add, 1, 1)
    until(first.running)
    began = time.monotonic()
    hands.kill()
    assert time.monotonic() - began < 30
    assert second.cancelled()
    with pytest.raises((RuntimeError, CancelledError)):
        first.result(1)
    wait([first, second], timeout=1)
    with pytest.raises(RuntimeError, match="ended"):
        hands.submit(operator.add, 1, 1)
    hands.kill()  # once more does no harm


def test_shutdown_waits_for_all() -> None:
    hands = LocalWorkers(2)
    futures = [hands.submit(operator.mul, k, k) for k in range(4)]
    hands.shutdown()
    assert [future.result(0) for future in futures] == [0, 1, 4, 9]
    assert multiprocessing.active_children() == []


def test_what_cannot_be_sent_is_an_error_of_that_task_alone() -> None:
    with workers(1) as hands:
        bad = hands.submit(lambda: 1)
        good = hands.submit(operator.add, 1, 1)
        assert good.result(60) == 2
        with pytest.raises(Exception, match="lambda"):
            bad.result(60)


def until(condition, seconds: float = 30.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)
