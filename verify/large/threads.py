"""Tasks in threads; the compiled loops that they run let go of the interpreter's lock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor


def in_threads(tasks: Sequence[Callable[[], None]], threads: int) -> None:
    """Run all tasks, at most ``threads`` at a time, and raise what the first one that fails raises.

    Every task writes its own part of the result, so that the result does not depend on the number of threads. After an
    interruption no further task is begun.
    """
    if threads == 1 or len(tasks) == 1:
        for task in tasks:
            task()
        return
    pool = ThreadPoolExecutor(min(threads, len(tasks)))
    try:
        for future in [pool.submit(task) for task in tasks]:
            future.result()
    finally:
        pool.shutdown(cancel_futures=True)
