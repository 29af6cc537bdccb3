"""The only executor: claims go to worker processes one by one, results come back in the theory's order.

Workers are spawned, never forked (engines have threads), and find the claims themselves, so that predicates need not be
pickled. At most one claim a worker is in flight: what is submitted is what is running.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import cache
from multiprocessing.connection import wait as wait_for_one
from pathlib import Path

from verify.claim import Budget
from verify.examine import Outcome, crashed, examine, stopped
from verify.graph import Theory, load


@dataclass(frozen=True)
class Progress:
    """How far a run is: what finished, what runs now."""

    done: int
    total: int
    running: tuple[str, ...]


Watch = Callable[[Progress], None]


@dataclass(frozen=True)
class Run:
    """The outcome of every claim asked for; ``stopped`` says ``budget`` or ``interrupt`` if some did not run."""

    tier: str
    outcomes: Mapping[str, Outcome]
    stopped: str | None = None


def default_jobs() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run(
    theory: Theory,
    ids: Sequence[str],
    *,
    tier: str = "quick",
    jobs: int | None = None,
    budget: float | None = None,
    watch: Watch | None = None,
) -> Run:
    """Examine the claims ``ids`` of ``theory``.

    Args:
        tier: ``quick`` or ``full``.
        jobs: worker processes; the result is the same whatever their number.
        budget: wall-clock seconds after which the rest is left INCONCLUSIVE.
        watch: called whenever something starts or ends.
    """
    crew = _Crew(theory, tier, max(1, min(jobs or default_jobs(), len(ids))), deque(ids))
    deadline = None if budget is None else time.monotonic() + budget
    why = None
    try:
        why = crew.work(deadline, watch or (lambda _: None))
    except KeyboardInterrupt:
        why = "interrupt"
    finally:
        with contextlib.suppress(KeyboardInterrupt):  # a second Ctrl-C must not lose what the first one kept
            crew.dismiss()
    wanted = set(ids)
    outcomes = {i: crew.finished.get(i) or stopped(theory.claims[i], tier) for i in theory.claims if i in wanted}
    return Run(tier, outcomes, why)


@dataclass
class _Crew:
    """Worker processes and what they have to do; rebuilt when an engine takes a worker down."""

    theory: Theory
    tier: str
    jobs: int
    waiting: deque[str]
    suspects: deque[str] = field(default_factory=deque)  # in flight when a worker died: each runs again, alone
    alone: bool = False
    finished: dict[str, Outcome] = field(default_factory=dict)
    running: dict[Future[Outcome], str] = field(default_factory=dict)
    pool: ProcessPoolExecutor | None = None

    def work(self, deadline: float | None, watch: Watch) -> str | None:
        total = len(self.waiting)
        while self.waiting or self.suspects or self.running:
            left = None if deadline is None else deadline - time.monotonic()
            if left is not None and left <= 0:
                return "budget"
            self._fill()
            watch(Progress(len(self.finished), total, tuple(self.running.values())))
            done, _ = wait(self.running, timeout=left, return_when=FIRST_COMPLETED)
            self._collect(done)
        watch(Progress(len(self.finished), total, ()))
        return None

    def _fill(self) -> None:
        if self.running and self.alone:
            return
        self.alone = bool(self.suspects)
        if self.alone:
            self._submit(self.suspects.popleft())
        while self.waiting and not self.alone and len(self.running) < self.jobs:
            self._submit(self.waiting.popleft())

    def _submit(self, claim_id: str) -> None:
        with _deaf():
            if self.pool is None:
                spawn = multiprocessing.get_context("spawn")
                self.pool = ProcessPoolExecutor(self.jobs, mp_context=spawn, initializer=_settle)
            try:
                future = self.pool.submit(_work, self.theory.folder, claim_id, self.tier)
            except BrokenProcessPool:  # a worker died with nothing in flight that the others did not report yet
                self._disband()
                self.suspects.append(claim_id)
                return
        self.running[future] = claim_id

    def _collect(self, done: Iterable[Future[Outcome]]) -> None:
        for future in list(done):
            claim_id = self.running.get(future)
            if claim_id is None:
                continue
            try:
                self.finished[claim_id] = future.result()
            except BrokenProcessPool:
                self._died()
            except Exception as error:  # noqa: BLE001 - what a worker could not even send back is a finding too
                self.finished[claim_id] = self._crash(claim_id, f"{type(error).__name__}: {error}")
            self.running.pop(future, None)

    def _died(self) -> None:
        """A worker process is gone, and with it the pool. If one claim was in flight it is known which one did it."""
        lost = list(self.running.values())
        self.running.clear()
        self._disband()
        if len(lost) == 1:
            self.finished[lost[0]] = self._crash(lost[0], "the engine ended its process (a crash in compiled code?)")
        else:
            self.suspects.extend(lost)

    def _crash(self, claim_id: str, detail: str) -> Outcome:
        return crashed(self.theory.claims[claim_id], self.tier, " ".join(detail.split())[:300])

    def dismiss(self) -> None:
        """Keep what has finished meanwhile and end the workers, whatever they do."""
        with _deaf():
            self._collect([future for future in self.running if future.done()])
            self._disband()

    def _disband(self) -> None:
        pool, self.pool = self.pool, None
        if pool is None:
            return
        # A solver inside compiled code listens to nothing but a kill; the public way to do that came with Python 3.14.
        if hasattr(pool, "kill_workers"):
            pool.kill_workers()
        for process in list((pool._processes or {}).values()):
            process.kill()
        pool.shutdown(wait=True, cancel_futures=True)


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    """No Ctrl-C inside. Processes started here inherit that, so that only the parent hears one and decides."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _settle() -> None:
    """Set up a worker: one thread an engine, so that rounding is the same everywhere; no life after the parent."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait_for_one([sentinel])
    os._exit(1)


@cache
def _theory(folder: Path) -> Theory:
    return load(folder)


def _work(folder: Path, claim_id: str, tier: str) -> Outcome:
    return examine(_theory(folder).claims[claim_id], Budget.of_tier(tier))
