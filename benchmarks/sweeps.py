"""Sweeps: instances per second with processes of this machine and with a Dask cluster on it, against a plain loop.

``python -m benchmarks.sweeps`` prints the cost model that docs/scaling.md extrapolates: processor seconds of one instance by tokens,
dimension and steps, of one task, of a row in the file. These are processor times, so that a busy machine changes them little; what runs in
parallel is timed by the clock, and tells something on an idle machine only.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks.timing import Row
from verify.executors import Workers, workers
from verify.sweeps.conduct import conduct
from verify.sweeps.draw import draw
from verify.sweeps.examine import examine, task
from verify.sweeps.plan import Plan, numbers
from verify.sweeps.store import Store
from verify.sweeps.summary import summary

PLAN = Plan(tokens=6, step_size=(0.05, 2.0))
SIZES = ((4, 2), (4, 8), (10, 3), (10, 8), (32, 3), (20, 8))


def run(full: bool) -> list[Row]:
    """The same instances by a loop, by one and two processes, and by one and two Dask workers; ten times as many where ``full``."""
    wanted = numbers(400 if full else 60)
    rows = []
    with contextlib.ExitStack() as stack:
        ways: list[tuple[str, int, Workers]] = [
            ("1 process" if jobs == 1 else f"{jobs} processes", jobs, stack.enter_context(workers(jobs)))
            for jobs in (1, 2)
        ]
        with contextlib.suppress(ImportError):
            ways += [
                (f"Dask, {jobs} worker{'s' * (jobs > 1)}", jobs, stack.enter_context(_dask(jobs))) for jobs in (1, 2)
            ]
        _conducted(numbers(2), ways[0][2])
        for _, jobs, hands in ways:
            _warm(hands, jobs)
        busy = time.process_time()
        looped, expected = _timed(lambda: _loop(wanted))
        busy = time.process_time() - busy
        for name, jobs, hands in ways:
            before = _spent(hands)
            seconds, found = _timed(lambda hands=hands: _conducted(wanted, hands))  # type: ignore[misc]
            spent = _spent(hands) - before
            agreement = f"{len(wanted) / seconds:.3g} instances/s, parallel efficiency {looped / (jobs * seconds):.0%}"
            if jobs == 1:  # with more it is not known which of them answers
                agreement += f", {spent / busy:.2f} times the processor time"
            agreement += "; the same rows and summary" if found == expected else "; DIFFERENT rows"
            work = (
                f"sweep, {len(wanted)} instances, (n, d) = ({PLAN.tokens}, {PLAN.dimension}), {PLAN.starts} starts each"
            )
            rows.append(
                Row(work, f"plain loop ({len(wanted) / looped:.3g} instances/s)", name, looped, seconds, agreement)
            )
    return rows


@contextlib.contextmanager
def _dask(jobs: int) -> Iterator[Workers]:
    import distributed

    with (
        distributed.LocalCluster(
            n_workers=jobs, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs="CRITICAL"
        ) as cluster,
        workers(jobs, cluster.scheduler_address) as hands,
    ):
        yield hands


def _warm(hands: Workers, jobs: int) -> None:
    """Each worker imports what it needs."""
    for future in [hands.submit(_slowly, PLAN, 10**6 + k) for k in range(jobs)]:
        future.result()


def _slowly(plan: Plan, number: int) -> None:
    task(plan, [number])
    time.sleep(0.5)  # so that no worker gets two


def _spent(hands: Workers) -> float:
    """Processor seconds of this process and of the worker, where there is one."""
    return time.process_time() + float(hands.submit(time.process_time).result())


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def _loop(wanted: range) -> str:
    """What anyone would write: one instance after the other, the rows put into the same file at the end."""
    with Store(None, PLAN) as store:
        store.add([examine(PLAN, number) for number in wanted])
        return _told(store, wanted)


def _conducted(wanted: range, hands: Workers) -> str:
    with Store(None, PLAN) as store:
        work, hands.kill = hands.kill, lambda: None  # type: ignore[method-assign]
        try:
            conduct(store, wanted, hands, None)
        finally:
            hands.kill = work  # type: ignore[method-assign]
        return _told(store, wanted)


def _told(store: Store, wanted: range) -> str:
    return json.dumps([summary(store, wanted), list(store.records())])


# ------------------------------------------------------------------ the cost model


def cost(plan: Plan, count: int = 12) -> float:
    """Mean processor seconds of an instance."""
    task(plan, [10**6])
    began = time.process_time()
    for number in range(count):
        examine(plan, number)
    return (time.process_time() - began) / count


def drawing(plan: Plan, count: int = 200) -> float:
    """Processor seconds to draw one."""
    began = time.process_time()
    for number in range(count):
        draw(plan, number)
    return (time.process_time() - began) / count


def storing(count: int = 400) -> tuple[float, float]:
    """Processor seconds to put a row into a file on disk, and its bytes there."""
    import tempfile
    from pathlib import Path

    rows = task(PLAN, range(20))
    many = [row | {"instance": number} for number, row in zip(range(count), rows * (count // len(rows)), strict=True)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.sqlite"
        with Store(path, PLAN) as store:
            began = time.process_time()
            for first in range(0, count, 20):
                store.add(many[first : first + 20])
            taken = time.process_time() - began
        return taken / count, path.stat().st_size / count


def sending(hands: Workers, count: int = 300) -> float:
    """Seconds by the clock for a task that does nothing, with one in flight: what a chunk costs beside its work."""
    for _ in range(5):
        hands.submit(_nothing, PLAN, [1]).result()
    began = time.perf_counter()
    for _ in range(count):
        hands.submit(_nothing, PLAN, [1]).result()
    return (time.perf_counter() - began) / count


def _nothing(_plan: Plan, _chunk: list[int]) -> list[dict[str, Any]]:
    return []


def main() -> None:
    """Print the cost model as Markdown."""
    print("| n | d | starts | time | ms an instance |\n|---|---|---|---|---|")
    for n, d in SIZES:
        for step in ((0.05, 2.0), None):
            seconds = cost(Plan(tokens=n, dimension=d, step_size=step))
            print(f"| {n} | {d} | 10 | {'flow' if step is None else 'steps'} | {1e3 * seconds:.0f} |", flush=True)
    for starts in (1, 100):
        seconds = cost(Plan(step_size=(0.05, 2.0), starts=starts))
        print(f"| 10 | 3 | {starts} | steps | {1e3 * seconds:.0f} |", flush=True)
    for steps in (500, 5000):
        seconds = cost(Plan(step_size=(0.05, 2.0), steps=steps, shape="general"))
        print(f"| 10 | 3 | 10 | steps, V general, at most {steps} | {1e3 * seconds:.0f} |", flush=True)
    row, size = storing()
    print(f"\nDrawing {1e3 * drawing(PLAN):.2f} ms, a row in the file {1e3 * row:.2f} ms and {size:.0f} bytes.")
    with workers(1) as hands:
        print(f"A task for a process: {1e3 * sending(hands):.2f} ms by the clock.")
    with _dask(1) as hands:
        print(f"A task for a Dask worker: {1e3 * sending(hands):.2f} ms by the clock.")


if __name__ == "__main__":
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")
    main()
