"""Basins estimated by simulation: where uniform random starts of the user's own system end, with exact binomial intervals.

How many starts and steps is a function of the sizes alone, so that a report has the same bytes on every machine. A start ends
at a sign state only where the closed forms prove (or find) that state stable: a slow passage of a saddle is told apart.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from verify.equilibria.search.starts import uniform
from verify.equilibria.stability import Stability
from verify.systems import Attention, Oja, System

WORK = 1e11
"""Operations that are spent, of the speed of a matrix product."""
FEWEST, MOST = 100, 1000
"""Starts."""
SHORTEST, LONGEST = 150, 4000
"""Steps; where not even the shortest simulation of the fewest starts fits, there is none."""
USUAL = 1000
CHUNK = 4_000_000
"""Entries of the largest array that is held."""
LOOK = 20
NEAR = 1e-6
"""Distance of every token to a stable sign state at which a start has ended there."""
REST = 1e-11
"""Movement in a step (flow: field), relative to the size of the system, that counts as none."""
LEVEL = 0.95

Kind = tuple[str, int, int]
"""Where a start ended: a word, the eigenvector or -1, and the size of the smaller group."""
_ORDER = ("sign state", "two-cycle at a sign state", "other equilibrium", "other two-cycle", "not decided")


@dataclass(frozen=True)
class Basin:
    """One kind of end.

    Attributes:
        word: sign state | two-cycle at a sign state | other equilibrium | other two-cycle | not decided.
        eigenvector: k, or -1.
        minus: size of the smaller group.
        hits: starts.
        low, high: the Clopper-Pearson interval of the share.
    """

    word: str
    eigenvector: int
    minus: int
    hits: int
    low: float
    high: float


@dataclass(frozen=True)
class Basins:
    """What a simulation found.

    Attributes:
        starts: uniform starts.
        steps: that were made at most.
        step: of the integration of a flow, else ``None``.
        seed: of the starts.
        found: by kind, the most hits first.
    """

    starts: int
    steps: int
    step: float | None
    seed: int
    found: tuple[Basin, ...]


def basins(result: Stability, seed: int = 0) -> Basins | None:
    """Simulate; ``None`` where the system is too large for it."""
    problem = result.problem
    system: System = (
        Oja(value=problem.value, step_size=problem.step_size)
        if problem.system == "oja"
        else Attention(value=problem.value, query_key=problem.query_key, step_size=problem.step_size)
    )
    n, d = problem.tokens, problem.dimension
    planned = _plan(n, d, problem.system, scored=problem.query_key is not None, flow=problem.step_size is None)
    if planned is None:
        return None
    starts, steps = planned
    walker = _Walker(result, system)
    ends: Counter[Kind] = Counter()
    chunk = max(1, CHUNK // (n * max(n, d)))
    tokens = uniform(seed, starts, n, d)
    for first in range(0, starts, chunk):
        ends.update(walker.follow(tokens[first : first + chunk], steps))
    return Basins(starts, steps, walker.time, seed, tuple(_basin(kind, hits, starts) for kind, hits in _sorted(ends)))


def _plan(n: int, d: int, system: str, *, scored: bool, flow: bool) -> tuple[int, int] | None:
    """Starts and steps. In units of an operation of a matrix product an exponential costs 600, what is done to a coordinate 300."""
    cost = 2.0 * n * d * d + 300.0 * n * d
    if system == "attention":
        cost += 2.0 * n * d * (d * scored + 2 * n) + 600.0 * n * n
    cost *= 4 if flow else 1
    starts = int(min(MOST, max(FEWEST, WORK / (cost * USUAL))))
    steps = int(min(LONGEST, WORK / (cost * starts)))
    return None if steps < SHORTEST else (starts, steps)


def _sorted(ends: Counter[Kind]) -> list[tuple[Kind, int]]:
    return sorted(ends.items(), key=lambda item: (_ORDER.index(item[0][0]), -item[1], item[0]))


def _basin(kind: Kind, hits: int, starts: int) -> Basin:
    return Basin(*kind, hits, *interval(hits, starts))


def interval(hits: int, starts: int) -> tuple[float, float]:
    """The Clopper-Pearson interval of a share."""
    from scipy.stats import binomtest

    found = binomtest(hits, starts).proportion_ci(LEVEL, method="exact")
    return float(found.low), float(found.high)


class _Walker:
    """One system, and what is known of its sign states."""

    def __init__(self, result: Stability, system: System) -> None:
        value = result.problem.value
        self.system, self.n, self.flow = system, result.problem.tokens, system.is_flow
        self.vectors = _eigenvectors(value, len(result.eigenvalues), symmetric=result.problem.symmetric)
        self.scale = float(np.linalg.norm(value, 2)) or 1.0
        self.ranges: dict[int, list[tuple[int, int]]] = {}
        for entry in result:
            if entry.outcome.verdict == "stable":
                self.ranges.setdefault(entry.eigenvector, []).append((entry.low, entry.high))
        key = result.problem.query_key
        scores = 0.0 if isinstance(system, Oja) else 1.0 if key is None else float(np.linalg.norm(key, 2))
        self.time = 0.5 / (self.scale * (1.0 + min(scores, 1e3))) if self.flow else None

    def follow(self, states: np.ndarray, steps: int) -> list[Kind]:
        """The ends of some starts."""
        ends: list[Kind | None] = [None] * len(states)
        live, here, made = np.arange(len(states)), states, 0
        with np.errstate(all="ignore"):
            while len(live) and made < steps:
                for _ in range(min(LOOK, steps - made)):
                    here = self._advance(here)
                made += LOOK
                after = self._advance(here)
                still = np.ones(len(live), dtype=bool)
                for i, kind in self._look(here, after):
                    ends[live[i]], still[i] = kind, False
                live, here = live[still], here[still]
        return [("not decided", -1, 0) if kind is None else kind for kind in ends]

    def _advance(self, here: np.ndarray) -> np.ndarray:
        """A step, or of a flow one of the classical Runge-Kutta method, the tokens put back on their spheres."""
        if self.time is None:
            return self.system.step(here)
        field, h = self.system.field, self.time
        first = field(here)
        second = field(here + h / 2 * first)
        third = field(here + h / 2 * second)
        moved = here + h / 6 * (first + 2 * second + 2 * third + field(here + h * third))
        return np.asarray(moved / np.linalg.norm(moved, axis=-1, keepdims=True))

    def _look(self, here: np.ndarray, after: np.ndarray) -> list[tuple[int, Kind]]:
        found: list[tuple[int, Kind]] = []
        moved = np.abs(after - here).max(axis=(1, 2))
        quiet = REST if self.time is None else REST * self.time * self.scale
        # Distances to the signed eigenvectors that the first token is nearest to: all tokens must be at plus or minus the same one.
        cosines = here @ self.vectors
        which = np.abs(cosines[:, 0]).argmax(axis=-1) if self.vectors.shape[1] else None
        turned = None
        for i in range(len(here)):
            kind = None if which is None else self._sign_state(here[i], cosines[i], int(which[i]))
            if kind is not None and self._stable(kind):
                found.append((i, kind))
            elif moved[i] < quiet:
                found.append((i, ("other equilibrium", -1, 0) if kind is None else ("not decided", -1, 0)))
            elif self.time is None and moved[i] > 1e-4:
                turned = self._advance(after) if turned is None else turned
                if np.abs(turned[i] - here[i]).max() < REST:
                    at = ("other two-cycle", -1, 0) if kind is None else ("two-cycle at a sign state", *kind[1:])
                    found.append((i, at))
        return found

    def _sign_state(self, tokens: np.ndarray, cosines: np.ndarray, k: int) -> Kind | None:
        signs = np.where(cosines[:, k] >= 0, 1.0, -1.0)
        if np.abs(tokens - signs[:, None] * self.vectors[:, k]).max() > NEAR:
            return None
        minus = int((signs < 0).sum())
        return "sign state", k, min(minus, self.n - minus)

    def _stable(self, kind: Kind) -> bool:
        return any(low <= kind[2] <= high for low, high in self.ranges.get(kind[1], ()))


def _eigenvectors(value: np.ndarray, real: int, *, symmetric: bool) -> np.ndarray:
    """The unit eigenvectors of the real eigenvalues as columns, in descending order."""
    if symmetric:
        return np.asarray(np.linalg.eigh((value + value.T) / 2)[1][:, ::-1])
    values, vectors = np.linalg.eig(value)
    order = np.argsort(np.abs(values.imag), kind="stable")[:real]
    order = order[np.argsort(-values.real[order], kind="stable")]
    return np.asarray(vectors[:, order].real / np.linalg.norm(vectors[:, order].real, axis=0))
