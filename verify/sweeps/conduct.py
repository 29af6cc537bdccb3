"""A sweep under way: chunks of instances go to workers, rows come back into the file, whatever happens to either."""

from __future__ import annotations

import contextlib
import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from itertools import islice

from verify.errors import EngineMissing
from verify.executors import WorkerDied, Workers
from verify.executors.local import deaf
from verify.sweeps.examine import Row, failed, task
from verify.sweeps.plan import Plan
from verify.sweeps.store import Store

LONG, MOST = 1.0, 256
"""Chunks grow until one takes so many seconds, up to so many instances: what a kill loses stays small, and so does what sending costs."""
AHEAD = 2
"""Chunks in flight for each worker: one that runs, one that waits."""

Watch = Callable[[int, int], None]
Task = Callable[[Plan, list[int]], list[Row]]


@dataclass
class Conductor:
    """The instances that are still to be done, and the chunks in flight.

    Attributes:
        store: the open file.
        hands: the workers.
        waiting: numbers of instances.
        task: what a worker does with a chunk.
    """

    store: Store
    hands: Workers
    waiting: Iterable[int]
    total: int
    done: int = 0
    task: Task = task
    _again: deque[list[int]] = field(default_factory=deque)
    _running: dict[Future[list[Row]], tuple[list[int], float]] = field(default_factory=dict)
    _size: int = 1

    def work(self, deadline: float | None, watch: Watch) -> str | None:
        """Until all is done; ``budget`` if the deadline came first.

        Raises:
            EngineMissing: if the scheduler went away; every chunk that came back before is in the file.
        """
        numbers = iter(self.waiting)
        more = True
        while True:
            left = None if deadline is None else deadline - time.monotonic()
            if left is not None and left <= 0:
                return "budget"
            while more and len(self._running) < AHEAD * self.hands.slots:
                chunk = self._again.popleft() if self._again else list(islice(numbers, self._size))
                more = bool(chunk)
                if chunk:
                    self._submit(chunk)
            watch(self.done, self.total)
            if not self._running:
                return None
            ended, _ = wait(self._running, timeout=left, return_when=FIRST_COMPLETED)
            self._collect(ended)
            more = more or bool(self._again)

    def _submit(self, chunk: list[int]) -> None:
        with deaf():
            future = self.hands.submit(self.task, self.store.plan, chunk)
        self._running[future] = (chunk, time.monotonic())

    def _collect(self, ended: Iterable[Future[list[Row]]]) -> None:
        for future in ended:
            chunk, began = self._running[future]
            try:
                rows = future.result()
            except EngineMissing:
                raise
            except WorkerDied as error:  # which of them it is, is found out one by one
                if len(chunk) > 1:
                    self._again.extend([number] for number in chunk)
                    del self._running[future]
                    continue
                rows = [failed(chunk[0], str(error))]
            self.store.add(rows)
            self.done += len(rows)
            del self._running[future]
            if len(chunk) == self._size and time.monotonic() - began < LONG * AHEAD:
                self._size = min(2 * self._size, MOST)

    def dismiss(self) -> None:
        """Keep what has come back meanwhile, and end the workers."""
        with deaf():
            with contextlib.suppress(EngineMissing):
                self._collect(
                    [f for f in list(self._running) if f.done() and not f.cancelled() and f.exception() is None]
                )
            self.hands.kill()


def conduct(
    store: Store, wanted: range, hands: Workers, budget: float | None, watch: Watch | None = None
) -> str | None:
    """Do the instances of ``wanted`` that the file lacks.

    Args:
        store: the file.
        wanted: numbers of instances.
        hands: the workers; they are ended if it does not come to its end.
        budget: seconds, or ``None``.
        watch: told how many of the wanted instances are done, and how many there are.

    Returns:
        ``None``, ``budget`` or ``interrupt``.

    Raises:
        EngineMissing: if a cluster went away; what came back is kept.
        InvalidInput: if the file cannot be written.
    """
    there = store.done()
    known = sum(number in there for number in wanted)
    if known == len(wanted):
        return None
    deadline = None if budget is None else time.monotonic() + budget
    waiting = (number for number in wanted if number not in there)
    conductor = Conductor(store, hands, waiting, len(wanted), known)
    try:
        return conductor.work(deadline, watch or (lambda _done, _total: None))
    except KeyboardInterrupt:
        return "interrupt"
    finally:
        with contextlib.suppress(KeyboardInterrupt):  # a second Ctrl-C must not lose what the first one kept
            conductor.dismiss()
