"""The regions of systems in which splits are stable: in (alpha, c), and in the ratio of another eigenvalue and c.

A region is a stack of rows, one for each score c, and in a row the stable intervals are exact
(:mod:`verify.report.stability.criterion`). Rows stand also directly beside every score at which the region begins or ends for
all step sizes at once, and wherever the number of intervals changes they are halved until a change is narrower than a line.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from verify.equilibria.stability import Stability
from verify.report.stability.criterion import SATURATED, Interval, Split, over_eigenvalue, over_score, over_step

ROWS = 72
FINEST = 5e-4
"""Of the frame's height: a line is thicker."""
JUMP = 0.05
"""Part of the solved width by which an end may move from a row to the next."""
BESIDE = 1e-9
"""Relative distance of the two rows at a horizontal boundary."""
WIDEST_SCORE = SATURATED
"""Scores that a frame reaches at most."""

Row = tuple[float, tuple[Interval, ...]]


@dataclass(frozen=True)
class Region:
    """Where one split is stable.

    Attributes:
        split: with the eigenvalues of the user's own system.
        rows: ``(c, stable intervals of the other coordinate)``, ascending.
    """

    split: Split
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        """``6+4``."""
        return f"{self.split.plus}+{self.split.minus}"


@dataclass(frozen=True)
class Diagram:
    """One picture.

    Attributes:
        kind: step | ratio.
        eigenvector: k, from 0 in descending order of eigenvalue.
        regions: of the chosen splits, the most even one first.
        frame: of the step size or ratio.
        scores: frame of c.
        own: the user's own system in these coordinates; the first is 0 for a flow in a diagram of step sizes.
        step: the step size of the user's own system, or ``None`` for the flow.
        other: number of the eigenvalue whose ratio to ``|lambda_k|`` varies.
        limit: the step sizes for which the consensus at the eigenvector is stable.
    """

    kind: str
    eigenvector: int
    regions: tuple[Region, ...]
    frame: Interval
    scores: Interval
    own: tuple[float, float]
    step: float | None
    other: int | None = None
    limit: tuple[Interval, ...] = ()

    @property
    def reach(self) -> Interval:
        """What the rows are solved over: wider than the frame, so that curves leave it as they are."""
        return _reach(self.frame)

    def at_own_score(self, region: Region, widest: float) -> list[Interval]:
        """The stable intervals of the first coordinate at the user's own score, up to ``widest``."""
        if self.kind == "step":
            return over_step(region.split, self.own[1], (0.0, widest))
        which = _free(region.split, self.own[0])
        return over_eigenvalue(region.split, which, self.own[1], self.step, (self.frame[0], widest))


def _reach(frame: Interval) -> Interval:
    return frame[0], frame[1] + 0.5 * (frame[1] - frame[0])


def _free(split: Split, ratio: float) -> int:
    """Which of the other eigenvalues has this ratio."""
    distances = [math.inf if isinstance(a, complex) else abs(a / abs(split.own) - ratio) for a in split.others]
    return distances.index(min(distances))


def split_at(result: Stability, k: int, minus: int) -> Split:
    """The split of a result's own system: of the other real eigenvalues the extreme two decide."""
    values = result.eigenvalues
    last = len(values) - 1
    extreme = sorted({1 if k == 0 else 0, last - 1 if k == last else last} - {k, -1, last + 1})
    others: list[complex] = [values[j] for j in extreme]
    others += [z for z in result.complex_eigenvalues if z.imag > 0]
    return Split(values[k], tuple(others), result.problem.tokens - minus, minus)


def chosen_splits(tokens: int) -> list[int]:
    """Sizes of the smaller group that are drawn: half, a third, a tenth, one token."""
    return sorted({s for s in (tokens // 2, tokens // 3, tokens // 10, 1) if 1 <= s <= tokens // 2}, reverse=True)


def carriers(result: Stability) -> list[int]:
    """The eigenvectors whose bipartite states can be stable.

    They are the first if positive, the last if negative and of largest modulus (`beyond.bipartite_criterion`: |H| < 1), and any
    that has a stable one.
    """
    found = {e.eigenvector for e in result if e.low and e.outcome.verdict == "stable"}
    values = result.eigenvalues
    if values and values[0] > 0:
        found.add(0)
    if values and values[-1] < -max(values[0], 0.0):
        found.add(len(values) - 1)
    return sorted(found)


def diagrams(result: Stability) -> list[Diagram]:
    """All diagrams of a result; none without a bipartite state or without a tangent direction."""
    if result.problem.tokens < 2 or not (len(result.eigenvalues) > 1 or result.complex_eigenvalues):
        return []
    made = []
    for k in carriers(result):
        splits = [split_at(result, k, minus) for minus in chosen_splits(result.problem.tokens)]
        made.append(_by_step(result, k, splits))
        if any(not isinstance(a, complex) for a in splits[0].others):
            made.append(_by_ratio(result, k, splits))
    return made


def _by_step(result: Stability, k: int, splits: list[Split]) -> Diagram:
    own, step = result.eigenvalues[k], result.problem.step_size or 0.0
    rho = max(abs(z) for z in (*result.eigenvalues, *result.complex_eigenvalues))
    wide = (0.0, 1e6 / rho)
    consensus = replace(splits[0], plus=result.problem.tokens, minus=0)
    limit = over_step(consensus, 0.0, wide) if own > 0 else []
    ends = [end for piece in limit for end in piece if 0 < end < wide[1]]
    frame = (0.0, max([1.6 / rho, 1.25 * step, *(1.25 * end for end in ends if end < 20 / rho)]))
    scores = _scores(result, k, splits)
    regions = [
        Region(split, _rows(partial(over_step, split), _reach(frame), scores, _critical(split))) for split in splits
    ]
    return Diagram(
        "step", k, tuple(regions), frame, scores, (step, result.scores[k]), result.problem.step_size, None, tuple(limit)
    )


def _by_ratio(result: Stability, k: int, splits: list[Split]) -> Diagram:
    """The free eigenvalue is the largest other one: it is the one that decides at both ends of the spectrum."""
    values, own = result.eigenvalues, result.eigenvalues[k]
    other = 1 if k == 0 else 0
    unit = abs(own)
    below = [v / unit for j, v in enumerate(values) if j not in (k, other)]
    ratio = values[other] / unit
    # The smallest of the others stays; those between it and the free one, the largest, do not decide.
    low = min(below) if below else min(-1.25, 1.25 * ratio)
    frame = (max(low, min(ratio, 0.0) - 2.0), max(1.15, 1.15 * ratio))
    which, scores, step = _free(splits[0], ratio), _scores(result, k, splits), result.problem.step_size
    regions = [
        Region(
            split,
            _rows(partial(over_eigenvalue, split, which, step=step), _reach(frame), scores, _critical(split)),
        )
        for split in splits
    ]
    return Diagram("ratio", k, tuple(regions), frame, scores, (ratio, result.scores[k]), step, other)


def _critical(split: Split) -> list[float]:
    """Scores at which the region can begin for all step sizes or ratios at once: 0, those where a group lets go, those of the flow."""
    eta = math.log(split.plus / split.minus) / 2
    flow = over_score(split, None, (-WIDEST_SCORE, WIDEST_SCORE))
    return sorted({0.0, eta, -eta, *(end for piece in flow for end in piece if abs(end) < WIDEST_SCORE)})


def _scores(result: Stability, k: int, splits: list[Split]) -> Interval:
    """A frame of c with 0, the user's own score and the boundaries of the chosen splits in it."""
    sign = 1.0 if result.eigenvalues[k] > 0 else -1.0
    places = [abs(c) for split in splits for c in _critical(split)]
    far = min(max([1.0, *(1.3 * place for place in places if place < 6)]), 8.0)
    own = max(-WIDEST_SCORE, min(WIDEST_SCORE, result.scores[k]))
    ends = (-0.25 * far, far) if sign > 0 else (-far, 0.25 * far)
    return min(ends[0], 1.15 * own), max(ends[1], 1.15 * own)


def _rows(
    stable: Callable[..., list[Interval]], reach: Interval, scores: Interval, critical: Iterable[float]
) -> tuple[Row, ...]:
    (low, high), width = scores, reach[1] - reach[0]
    places = {low + (high - low) * i / ROWS for i in range(ROWS + 1)}
    for c in critical:
        places |= {
            place for place in (c - BESIDE * max(1.0, abs(c)), c + BESIDE * max(1.0, abs(c))) if low < place < high
        }
    rows = {c: tuple(stable(c, frame=reach)) for c in places}
    pending = sorted(rows)
    pairs = list(pairwise(pending))
    while pairs:
        left, right = pairs.pop()
        if right - left > FINEST * (high - low) and _apart(rows[left], rows[right], width):
            middle = (left + right) / 2
            rows[middle] = tuple(stable(middle, frame=reach))
            pairs += [(left, middle), (middle, right)]
    return tuple(sorted(rows.items()))


def _apart(first: tuple[Interval, ...], second: tuple[Interval, ...], width: float) -> bool:
    """Whether a row must come between."""
    if len(first) != len(second):
        return True
    return any(
        abs(a - b) > JUMP * width
        for one, other in zip(first, second, strict=True)
        for a, b in zip(one, other, strict=True)
    )
