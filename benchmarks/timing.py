"""Medians of interleaved runs, and the table that they make."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """One comparison.

    Attributes:
        work: what was done, with its size.
        peer: the name of the other way.
        ours: the name of our way.
        peer_seconds: median.
        our_seconds: median.
        agreement: how far the results are apart, or what was certified.
        peer_percent: of what the machine can do (a product of matrices, a copy) in the same run; ``None`` if not told.
        our_percent: the same of ours.
    """

    work: str
    peer: str
    ours: str
    peer_seconds: float
    our_seconds: float
    agreement: str
    peer_percent: float | None = None
    our_percent: float | None = None

    @property
    def ratio(self) -> float:
        """How many times longer the peer takes."""
        return self.peer_seconds / self.our_seconds


def side_by_side(
    peer: Callable[[], Any],
    ours: Callable[[], Any],
    *,
    repeat: int = 5,
    inner: int = 1,
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[float, float, Any, Any]:
    """Median seconds of both, run in turn so that a busy machine slows both, and what they returned last.

    Args:
        peer: run once in each round.
        ours: run ``inner`` times in each round; the time is for one.
        repeat: rounds, after one that does not count where there is more than one.
        inner: how often ours runs in a round, for work of microseconds.
        clock: ``time.process_time`` where both sides work on one thread and the machine does other work.
    """
    times: tuple[list[float], list[float]] = ([], [])
    results: list[Any] = [None, None]
    for round_ in range(repeat + (repeat > 1)):
        for which, (function, count) in enumerate(((peer, 1), (ours, inner))):
            began = clock()
            for _ in range(count):
                results[which] = function()
            taken = (clock() - began) / count
            if round_ or repeat == 1:
                times[which].append(taken)
    return statistics.median(times[0]), statistics.median(times[1]), *results


def in_turn(
    ways: dict[str, Callable[[], Any]], *, repeat: int, clock: Callable[[], float]
) -> dict[str, tuple[float, Any]]:
    """Median seconds of each, all of them in every round, and what each returned last.

    Args:
        ways: by name.
        repeat: rounds, after one that does not count where there is more than one.
        clock: what gives the seconds.
    """
    times: dict[str, list[float]] = {name: [] for name in ways}
    results: dict[str, Any] = {}
    for round_ in range(repeat + (repeat > 1)):
        for name, way in ways.items():
            results.pop(name, None)  # its memory, before the same is made again
            began = clock()
            results[name] = way()
            taken = clock() - began
            if round_ or repeat == 1:
                times[name].append(taken)
    return {name: (statistics.median(times[name]), results[name]) for name in ways}


def shown(seconds: float) -> str:
    """Seconds with a unit and two or three digits."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("us", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-9:.3g} ns"


def ratio(times: float) -> str:
    """A ratio with two or three digits, written out."""
    return f"{times:.2g}" if times < 10 else f"{float(f'{times:.3g}'):,.0f}".replace(",", " ")


def table(rows: list[Row]) -> str:
    """The rows as a Markdown table."""
    lines = ["| work | peer | ours | ratio | agreement |", "|---|---|---|---|---|"]
    for row in rows:
        peer = f"{row.peer}: {shown(row.peer_seconds)}{_percent(row.peer_percent)}"
        ours = f"{row.ours}: {shown(row.our_seconds)}{_percent(row.our_percent)}"
        lines.append(f"| {row.work} | {peer} | {ours} | {ratio(row.ratio)} | {row.agreement} |")
    return "\n".join(lines)


def _percent(share: float | None) -> str:
    return "" if share is None else f" ({share:.0f} %)"
