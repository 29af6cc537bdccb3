"""Threads outside BLAS: each takes the next task, and BLAS itself runs on one thread in each."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

Task = TypeVar("Task")


@contextmanager
def one_thread_in_blas() -> Iterator[None]:
    """Every BLAS of this process on one thread, as before afterwards."""
    with _controller().limit(limits=1, user_api="blas"):
        yield


@cache
def _controller() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()  # looks through the loaded libraries: milliseconds, once


def in_threads(threads: int, tasks: Iterable[Task], worker: Callable[[], Callable[[Task], None]]) -> None:
    """Do all tasks, each once, begun in their order.

    Args:
        threads: how many work at a time; one works in the calling thread.
        tasks: what each call gets.
        worker: called once in every thread; what it returns does one task, in memory of that thread's own.
    """
    remaining, lock = iter(tasks), threading.Lock()
    stopped = threading.Event()
    nothing = object()

    def work() -> None:
        do = worker()
        while not stopped.is_set():
            with lock:
                task: Any = next(remaining, nothing)
            if task is nothing:
                return
            try:
                do(task)
            except BaseException:
                stopped.set()
                raise

    with one_thread_in_blas():
        if threads == 1:
            work()
            return
        with ThreadPoolExecutor(threads) as pool:
            futures = [pool.submit(work) for _ in range(threads)]
            try:
                for future in futures:
                    future.result()
            finally:
                stopped.set()  # Ctrl-C ends in the caller; the others stop after their task


class Turns:
    """Waiting until everything earlier that touches the same blocks is done, so that sums have one order.

    Tasks have to be begun in the order in which :meth:`waits` was asked about them, as :func:`in_threads` does: then the
    earliest task that is not done waits for nothing.
    """

    def __init__(self) -> None:
        self._asked: dict[Any, int] = {}
        self._done: dict[Any, int] = {}
        self._changed = threading.Condition()
        self._failed = False

    def waits(self, *blocks: Any) -> tuple[tuple[Any, int], ...]:
        """For one task: its blocks, and how many tasks on each come before it."""
        before = tuple((block, self._asked.get(block, 0)) for block in blocks)
        for block, count in before:
            self._asked[block] = count + 1
        return before

    @contextmanager
    def turn(self, waits: tuple[tuple[Any, int], ...]) -> Iterator[None]:
        """The turn of that task."""
        with self._changed:
            self._changed.wait_for(
                lambda: self._failed or all(self._done.get(block, 0) == count for block, count in waits)
            )
        failed = True
        try:
            yield
            failed = False
        finally:
            with self._changed:
                self._failed = self._failed or failed
                for block, count in waits:
                    self._done[block] = count + 1
                self._changed.notify_all()
