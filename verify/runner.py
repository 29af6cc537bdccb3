"""A run: claims go to workers one by one, results come back in the theory's order.

Workers (:mod:`verify.executors`) find the claims themselves, so that predicates need not be pickled. At most one claim a worker is in
flight: what is submitted is what is running.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from verify.claim import Budget
from verify.discovery import SHIPPED
from verify.errors import EngineMissing
from verify.examine import Outcome, crashed, examine, stopped
from verify.executors import WorkerDied, Workers, workers
from verify.executors.local import deaf
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
    """The outcome of every claim asked for.

    ``stopped`` says ``budget``, ``interrupt`` or ``scheduler`` (``note`` tells more) if some did not run.
    """

    tier: str
    outcomes: Mapping[str, Outcome]
    stopped: str | None = None
    note: str | None = None


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
    scheduler: str | None = None,
) -> Run:
    """Examine the claims ``ids`` of ``theory``.

    Args:
        tier: ``quick`` or ``full``.
        jobs: worker processes; the result is the same whatever their number.
        budget: wall-clock seconds after which the rest is left INCONCLUSIVE.
        watch: called whenever something starts or ends.
        scheduler: the address of a Dask scheduler, whose workers are used in place of processes of this machine.

    Raises:
        EngineMissing: if the cluster cannot be used.
        InvalidInput: for an address that is none.
    """
    deadline = None if budget is None else time.monotonic() + budget
    why = note = None
    with workers(max(1, min(jobs or default_jobs(), len(ids))), scheduler, _elsewhere(theory.folder)) as hands:
        crew = _Crew(theory, tier, hands, deque(ids))
        try:
            why = crew.work(deadline, watch or (lambda _: None))
        except KeyboardInterrupt:
            why = "interrupt"
        except EngineMissing as error:
            why, note = "scheduler", str(error)
        finally:
            with contextlib.suppress(KeyboardInterrupt):  # a second Ctrl-C must not lose what the first one kept
                crew.dismiss()
    wanted = set(ids)
    outcomes = {i: crew.finished.get(i) or stopped(theory.claims[i], tier) for i in theory.claims if i in wanted}
    return Run(tier, outcomes, why, note)


@dataclass
class _Crew:
    """The workers and what they have to do."""

    theory: Theory
    tier: str
    hands: Workers
    waiting: deque[str]
    finished: dict[str, Outcome] = field(default_factory=dict)
    running: dict[Future[Outcome], str] = field(default_factory=dict)

    def work(self, deadline: float | None, watch: Watch) -> str | None:
        total = len(self.waiting)
        while self.waiting or self.running:
            left = None if deadline is None else deadline - time.monotonic()
            if left is not None and left <= 0:
                return "budget"
            while self.waiting and len(self.running) < self.hands.slots:
                self._submit(self.waiting.popleft())
            watch(Progress(len(self.finished), total, tuple(self.running.values())))
            done, _ = wait(self.running, timeout=left, return_when=FIRST_COMPLETED)
            self._collect(done)
        watch(Progress(len(self.finished), total, ()))
        return None

    def _submit(self, claim_id: str) -> None:
        with deaf():
            future = self.hands.submit(_work, _elsewhere(self.theory.folder), claim_id, self.tier)
        self.running[future] = claim_id

    def _collect(self, done: Iterable[Future[Outcome]]) -> None:
        for future in done:
            claim_id = self.running[future]
            try:
                self.finished[claim_id] = future.result()
            except EngineMissing:  # the cluster's fault, not the claim's
                raise
            except WorkerDied as error:
                self.finished[claim_id] = self._crash(claim_id, str(error))
            except Exception as error:  # noqa: BLE001 - what a worker could not even send back is a finding too
                self.finished[claim_id] = self._crash(claim_id, f"{type(error).__name__}: {error}")
            del self.running[future]

    def _crash(self, claim_id: str, detail: str) -> Outcome:
        return crashed(self.theory.claims[claim_id], self.tier, " ".join(detail.split())[:300])

    def dismiss(self) -> None:
        """Keep what has finished meanwhile and end the workers, whatever they do."""
        with deaf():
            finished = [future for future in self.running if future.done() and future.exception() is None]
            self._collect(finished)
            self.hands.kill()


def _elsewhere(folder: Path) -> Path | None:
    """The folder as a worker finds it: ``None`` for the claims that ship, which may stand elsewhere on its machine."""
    return None if folder == SHIPPED else folder


@cache
def _theory(folder: Path | None) -> Theory:
    return load(folder)


def _work(folder: Path | None, claim_id: str, tier: str) -> Outcome:
    return examine(_theory(folder).claims[claim_id], Budget.of_tier(tier))
