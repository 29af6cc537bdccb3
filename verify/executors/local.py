"""Spawned processes of this machine: a pool that survives the death of its workers.

A broken :class:`concurrent.futures.ProcessPoolExecutor` fails everything in flight and takes nothing more. Here a new pool takes its
place, and what was in flight is done again, one at a time: so it is known which task it is that ends its process.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import wait as wait_for_one
from queue import SimpleQueue
from typing import Any

from verify.executors import WorkerDied, Workers

DEATHS = 2
"""A task during which workers died so often, the last time alone, is given up."""


@dataclass(eq=False)
class _Task:
    future: Future[Any]
    call: Callable[..., Any]
    arguments: tuple[Any, ...]
    options: dict[str, Any]
    deaths: int = 0


class LocalWorkers(Workers):
    """Processes that are spawned, never forked (engines have threads); a thread of this process is the only one to handle them."""

    def __init__(self, jobs: int) -> None:
        """No process is started before the first task.

        Args:
            jobs: processes, at least 1.
        """
        self._jobs = jobs
        self._waiting: deque[_Task] = deque()
        self._suspects: deque[_Task] = deque()  # in flight when a worker died: each runs again, alone
        self._running: dict[Future[Any], _Task] = {}
        self._pool: ProcessPoolExecutor | None = None
        self._closed = False
        self._events: SimpleQueue[_Task | Future[Any] | bool] = SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name="verify-workers", daemon=True)
        with deaf():
            self._thread.start()

    @property
    def slots(self) -> int:
        """The number of processes."""
        return self._jobs

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run ``fn`` (a function of a module) in a process; tasks start in the order in which they come."""
        if self._closed:
            raise RuntimeError("these workers were ended")
        task = _Task(Future(), fn, args, kwargs)
        self._events.put(task)
        return task.future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take nothing more; end once all is done, or at once with ``cancel_futures``."""
        if not self._closed:
            self._closed = True
            self._events.put(cancel_futures)
        if wait:
            self._thread.join()

    def kill(self) -> None:
        """End the processes now: a solver inside compiled code listens to nothing but a kill."""
        self._closed = True
        self._events.put(True)
        self._thread.join()

    # ------------------------------------------------------------ all below runs in the one thread

    def _serve(self) -> None:
        last = False
        try:
            while not last or self._waiting or self._suspects or self._running:
                event = self._events.get()
                if event is True:
                    break
                if event is False:
                    last = True
                elif isinstance(event, _Task):
                    self._waiting.append(event)
                else:
                    self._ended(event)
                self._fill()
        except BaseException as error:  # noqa: BLE001 - no process could be started: whoever waits must hear of it
            self._closed = True
            for task in (*self._running.values(), *self._suspects, *self._waiting):
                if not task.future.done():
                    task.future.set_exception(error)
        finally:
            self._disband()
            self._cancel()

    def _cancel(self) -> None:
        """What is left is cancelled; what ran is told so by an exception, since it cannot be cancelled any more."""
        while not self._events.empty():
            event = self._events.get()
            if isinstance(event, _Task):
                self._waiting.append(event)
        for task in (*self._running.values(), *self._suspects, *self._waiting):
            if not task.future.cancel() and not task.future.done():
                task.future.set_exception(RuntimeError("the workers were ended"))
            elif task.future.cancelled():
                task.future.set_running_or_notify_cancel()

    def _fill(self) -> None:
        while (task := self._next()) is not None:
            if self._pool is None:
                spawn = multiprocessing.get_context("spawn")
                self._pool = ProcessPoolExecutor(self._jobs, mp_context=spawn, initializer=settle)
            try:
                inner = self._pool.submit(task.call, *task.arguments, **task.options)
            except (
                BrokenProcessPool
            ):  # a worker died idle, or what was in flight is about to be told so: no fault of this task
                (self._suspects if task.deaths else self._waiting).appendleft(task)
                if self._running:
                    return
                self._disband()
                continue
            self._running[inner] = task
            inner.add_done_callback(self._events.put)

    def _next(self) -> _Task | None:
        """What starts now: as many tasks as there are processes; a suspect only when nothing else runs, and nothing beside it."""
        if self._suspects:
            return None if self._running else self._suspects.popleft()
        if any(task.deaths for task in self._running.values()):
            return None
        while self._waiting and len(self._running) < self._jobs:
            task = self._waiting.popleft()
            if task.future.running() or task.future.set_running_or_notify_cancel():
                return task
        return None

    def _ended(self, inner: Future[Any]) -> None:
        task = self._running.pop(inner, None)
        if task is None:  # of a pool that was disbanded
            return
        error = inner.exception()
        if isinstance(error, BrokenProcessPool):
            lost = [task, *self._running.values()]
            self._running.clear()
            self._disband()
            for other in lost:
                other.deaths += 1
                if len(lost) == 1 and other.deaths >= DEATHS:
                    other.future.set_exception(WorkerDied())
                else:
                    self._suspects.append(other)
        elif error is not None:
            task.future.set_exception(error)
        else:
            task.future.set_result(inner.result())

    def _disband(self) -> None:
        pool, self._pool = self._pool, None
        if pool is None:
            return
        processes = list((pool._processes or {}).values())  # the public way to kill them came with Python 3.14
        if hasattr(pool, "kill_workers"):
            pool.kill_workers()
        for process in processes:
            process.kill()
        pool.shutdown(wait=True, cancel_futures=True)


@contextlib.contextmanager
def deaf() -> Iterator[None]:
    """No Ctrl-C inside. Threads and processes started here inherit that, so that only the parent hears one and decides."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def settle() -> None:
    """Set up a worker: one thread an engine, so that rounding is the same everywhere; no life after the parent."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait_for_one([sentinel])
    os._exit(1)
