"""Random starts followed for a number of steps: where they end, and what must hold on the way."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from verify.large.simulate.checks import Check, Skipped
from verify.large.simulate.ends import End, described, ends_checks
from verify.large.simulate.engine import Engine, Sizes, reference_rows, unit_roundoff, work
from verify.large.simulate.places import Frame
from verify.large.simulate.task import State, Task
from verify.large.simulate.tokens import norm_defect, uniform
from verify.systems import Attention, Oja

ARRIVED = {"float64": 1e-7, "float32": 1e-3}
"""A start has arrived when no token is further than this from its end, and none moves by more."""
SAMPLED = 64
"""Rows that are compared with the definition."""
MANY = 100
"""Tokens from which on the mean of a random start is small, so that its growth is the linear one."""


@dataclass
class Travel(Task):
    """See the module.

    Attributes:
        system: with steps.
        frame: its eigenpairs.
        tokens: n.
        starts: random starts.
        dtype: float32 or float64.
        seed: of the starts.
        steps: at most; a start stops where it has arrived.
    """

    system: Oja | Attention
    frame: Frame
    tokens: int
    starts: int
    dtype: str
    seed: list[int]
    steps: int
    sizes: Sizes = field(init=False)

    def __post_init__(self) -> None:
        """Plan."""
        self.name = f"{self.starts} random start{'s' if self.starts > 1 else ''}"
        self.work = work(self.system, self.tokens, self.starts, self.dtype)
        self.sizes = Sizes.of(self.system)

    def begin(self) -> State:
        """Uniform on the sphere."""
        states = uniform(self.seed, (self.starts, self.tokens, self.system.dimension), self.dtype)
        records: dict[str, Any] = {"norms": norm_defect(states), "rows": 0.0, "least": 1e300, "ends": {}, "half": {}}
        if isinstance(self.system, Oja):
            along = states.mean(axis=1, dtype=np.float64) @ self.frame.vectors[:, 0]
            records["first"] = np.abs(along).tolist()
        return State({"tokens": states, "going": np.arange(self.starts)}, records)

    def advance(self, state: State, engine: Engine) -> None:
        """A step of the starts that have not arrived."""
        going, records = state.arrays["going"], state.records
        whole = len(going) == self.starts
        before = state.arrays["tokens"] if whole else state.arrays["tokens"][going]
        after = engine.step(self.system, before)
        if (state.made + 1) & state.made == 0:  # steps 1, 2, 4, 8, ...
            self._compare(records, before[0], after[0], state.made)
        records["norms"] = _largest(records["norms"], norm_defect(after))
        if isinstance(self.system, Oja):
            self._climbed(records, before, after, going, state.made)
        moved = np.array([float(np.abs(y - x).max()) for x, y in zip(before, after, strict=True)])
        arrived = ARRIVED[self.dtype]
        if whole:
            state.arrays["tokens"] = after
        else:
            state.arrays["tokens"][going] = after
        resting = np.flatnonzero(~(moved > arrived))
        left = np.ones(len(going), dtype=bool)
        for index in resting:
            end = described(self.frame, after[index])
            if end.deviation <= arrived or moved[index] <= 16 * unit_roundoff(self.dtype) or np.isnan(moved[index]):
                records["ends"][str(int(going[index]))] = end.to_list(arrived)
                left[index] = False
        state.arrays["going"] = going[left]

    def finished(self, state: State) -> bool:
        """All steps are made, or all starts have arrived."""
        return state.made >= self.steps or not len(state.arrays["going"])

    def _compare(self, records: dict[str, Any], before: np.ndarray, after: np.ndarray, made: int) -> None:
        """Rows of the first start against the definition."""
        rng = np.random.default_rng([*self.seed, made])
        rows = np.sort(rng.choice(self.tokens, size=min(SAMPLED, self.tokens), replace=False))
        apart = np.abs(after[rows] - reference_rows(self.system, before, rows)).max()
        records["rows"] = _largest(records["rows"], float(apart))

    def _climbed(self, records: dict[str, Any], before: Any, after: Any, going: Any, made: int) -> None:
        """What ``xbar^T V xbar`` gained beyond its bound, and the first step with ``|xbar| >= 1/2``."""
        value = np.asarray(self.system.value)
        old, new = (rows.mean(axis=1, dtype=np.float64) for rows in (before, after))
        gained = np.einsum("si,ij,sj->s", new, value, new) - np.einsum("si,ij,sj->s", old, value, old)
        squares = [
            float(((y - x) ** 2).sum(dtype=np.float64)) / self.tokens for x, y in zip(before, after, strict=True)
        ]
        margin = float((gained - self._kappa() * np.array(squares)).min())
        records["least"] = min(records["least"], margin if np.isfinite(margin) else -1e300)
        for start, length in zip(going, np.linalg.norm(new, axis=1), strict=True):
            if length >= 0.5 and str(int(start)) not in records["half"]:
                records["half"][str(int(start))] = made + 1

    def _kappa(self) -> float:
        """``2 kappa`` of beyond.ascent.rate: a step gains at least this times the mean square of the moves."""
        alpha = float(self.system.step_size)
        return 1 / alpha - max(0.0, -float(self.frame.values[-1]))

    # ------------------------------------------------------------ results

    def ends(self, state: State) -> list[End]:
        """Of the starts that have arrived, in their order."""
        return [End.of(state.records["ends"][key]) for key in sorted(state.records["ends"], key=int)]

    def results(self, state: State) -> tuple[list[Check], list[Skipped]]:
        """Norms, rows, ends, and for uniform attention the ascent and the time of agreement."""
        u, records = unit_roundoff(self.dtype), state.records
        root = math.sqrt(self.system.dimension)
        checks = [
            Check("every token keeps norm 1: largest defect", 0.0, records["norms"], (root + 4) * u, "at most"),
            Check(
                f"fast route and definition, {min(SAMPLED, self.tokens)} sampled rows: largest difference",
                0.0, records["rows"], self.sizes.rounding * u / self._shortest(), "at most", "system.step in float64",
            ),
        ]  # fmt: skip
        found, skipped = ends_checks(self.system, self.tokens, self.ends(state), self.starts, state.made)
        checks += found
        if isinstance(self.system, Oja):
            name = "xbar^T V xbar: gain of a step, less its lower bound"
            if self._kappa() >= 0:
                slack = self.sizes.rounding * u * (self.sizes.value + 1) / float(self.system.step_size)
                checks.append(Check(name, 0.0, records["least"], slack, "at least", "beyond.ascent.rate"))
            else:
                skipped.append(Skipped(name, "step size times max(0, -lambda_d) is above 1: it may fall"))
            check, left = self._agreed(records)
            checks += [check] if check else []
            skipped += [left] if left else []
        return checks, skipped

    def _shortest(self) -> float:
        """A lower bound of ``|x + alpha s|`` where there is one; the rows are those of typical tokens."""
        return max(1 - self.sizes.value, 0.25)

    def _agreed(self, records: dict[str, Any]) -> tuple[Check | None, Skipped | None]:
        """The time until ``|xbar| >= 1/2``: from ``xbar = O(n^{-1/2})`` it grows by ``1 + alpha lambda_1 (1 - 1/d)`` a step."""
        name = "median number of steps until |xbar| is 1/2"
        growth = 1 + float(self.system.step_size) * float(self.frame.values[0]) * (1 - 1 / self.system.dimension)
        if self.tokens < MANY or growth <= 1.05:
            return None, Skipped(name, f"the estimate needs {MANY} tokens or more, and lambda_1 > 0 that is not tiny")
        if len(records["half"]) < self.starts:
            return None, Skipped(name, f"{self.starts - len(records['half'])} starts did not get there")
        predicted = float(np.median([math.log(0.5 / min(first, 0.5)) / math.log(growth) for first in records["first"]]))
        measured = float(np.median(list(records["half"].values())))
        # An order of magnitude: one start whose mean is next to orthogonal to v_1 takes much longer.
        slack = 0.25 * predicted + 3 if self.starts >= 10 else 0.5 * predicted + 5
        return Check(name, predicted, measured, slack, basis="linear growth of a small mean"), None


def _largest(one: float, other: float) -> float:
    """The larger; what is not finite counts as huge."""
    return max(one, other) if math.isfinite(other) else 1e300
