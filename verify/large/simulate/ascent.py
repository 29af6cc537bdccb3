r"""Attention with ``A = V`` positive semidefinite climbs ``E = sum_ij exp(x_i^T A x_j)`` at every step, for every step size.

As ``exp(x^T A y)`` is a positive definite kernel, E is convex in the distribution of the tokens, and ``phi(x) = sum_j exp(x^T A x_j)``
is convex in x with the gradient ``Z_i s_i`` at ``x_i``, ``Z_i = phi(x_i)``. Hence ``E^+ - E >= 2 sum_i Z_i s_i^T (x_i^+ - x_i)``, and
``s^T (x^+ - x) = (1 + N) |x^+ - x|^2 / (2 alpha)`` with ``N = |x + alpha s|`` (power_method.lemma_7.token_gain).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from verify.large.simulate.checks import Check, Skipped
from verify.large.simulate.engine import Engine, Sizes, unit_roundoff, work
from verify.large.simulate.task import State, Task
from verify.large.simulate.tokens import uniform
from verify.systems import Attention


def square(value: np.ndarray) -> np.ndarray:
    """``V^2 / |V|``: positive semidefinite, with the norm of V."""
    made = value @ value.T / np.linalg.norm(value, 2)
    return np.asarray((made + made.T) / 2)


@dataclass
class Climb(Task):
    """Random tokens under attention whose value and score matrices are one positive semidefinite matrix.

    Attributes:
        system: ``value = query_key``.
        tokens: how many.
        dtype: of the steps; the energy is computed in float64.
        seed: of the start.
        steps: to be made.
    """

    system: Attention
    tokens: int
    dtype: str
    seed: list[int]
    steps: int

    def __post_init__(self) -> None:
        """Plan."""
        self.name = "ascent of the energy"
        self.work = 3 * work(self.system, self.tokens, dtype="float64")

    def begin(self) -> State:
        """Random tokens."""
        tokens = uniform(self.seed, (1, self.tokens, self.system.dimension), self.dtype)[0]
        return State({"tokens": tokens}, {"least": 1e300, "gain": 0.0})

    def advance(self, state: State, engine: Engine) -> None:
        """A step, and by how much the gain exceeds its bound, as a share of E."""
        before = state.arrays["tokens"]
        after, lengths = engine.moved(self.system, before)
        sums, shift = self._sums(before)
        energy, reached = sums.sum(), self._sums(after, shift)[0].sum()
        moved = ((after.astype(np.float64) - before) ** 2).sum(axis=1)
        bound = float((sums * (1 + lengths[:, 0]) * moved).sum()) / float(self.system.step_size)
        margin = float((reached - energy - bound) / energy)
        state.records["least"] = min(state.records["least"], margin if np.isfinite(margin) else -1e300)
        state.records["gain"] += float(reached / energy - 1) if np.isfinite(reached) else 0.0
        state.arrays["tokens"] = after

    def _sums(self, tokens: np.ndarray, shift: float | None = None) -> tuple[np.ndarray, float]:
        """``Z_i`` divided by ``exp(shift)``, by default by the largest exponential."""
        exact = tokens.astype(np.float64)
        queries = exact @ self.system.query_key
        rows = range(0, len(exact), 512)
        if shift is None:
            shift = float(max((queries[low : low + 512] @ exact.T).max() for low in rows))
        return np.concatenate([np.exp(queries[low : low + 512] @ exact.T - shift).sum(axis=1) for low in rows]), shift

    def results(self, state: State) -> tuple[list[Check], list[Skipped]]:
        """The least margin; it may be negative by rounding alone."""
        sizes = Sizes.of(self.system)
        slack = sizes.rounding * unit_roundoff(self.dtype) * (1 + 2 * sizes.scores)
        name = f"attention with A = V = H of {self.tokens} tokens: gain of sum exp(x_i^T H x_j) a step, less its lower bound"
        return [Check(name, 0.0, state.records["least"], slack, "at least", "beyond.large_n.ascent")], []
