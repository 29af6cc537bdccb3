"""A consensus or bipartite consensus, disturbed and released: it returns, or leaves, at the rate of its leading eigenvalue."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from verify.large.simulate.checks import Check, Skipped
from verify.large.simulate.engine import Engine, Sizes, unit_roundoff, work
from verify.large.simulate.places import Mode, Place
from verify.large.simulate.task import State, Task
from verify.large.simulate.tokens import means_and_spreads, near
from verify.systems import Attention, Oja

SIZES = {"float64": (1e-4, 1e-5, 1e-6, 1e-7), "float32": (4e-3, 1e-3)}
"""Disturbances, in radians: of these the one where what the linear part leaves out and rounding are least together."""
FACTORS = (100.0, 30.0, 10.0, 5.0, 3.0)
"""The deviation is followed until it is this much smaller, or larger; less where that would leave the linear part, or meet rounding."""
WINDOW = 4
"""Steps that the rate is measured over, at most."""
BASIS = {"consensus": "power_method.lemma_3", "bipartite": "power_method.lemma_14"}
LOOSE = 0.05
"""A relative error of the linear part above this one would let everything pass."""


@dataclass
class Release(Task):
    """See the module.

    Attributes:
        system: with steps.
        place: a fixed point of it.
        verdict: of ``verify.stability``: stable or unstable.
        dtype: float32 or float64.
        seed: of the disturbance.
        allowed: steps that may be made.
    """

    system: Oja | Attention
    place: Place
    verdict: str
    dtype: str
    seed: list[int]
    allowed: int
    mode: Mode = field(init=False)
    window: int = field(init=False)
    tolerance: float = field(init=False)
    size: float = field(init=False)
    factor: float | None = field(init=False)
    predicted: float = field(init=False)

    def __post_init__(self) -> None:
        """Predict."""
        self.mode = self.place.leading()
        self.name = f"{self.place.label}, {self.verdict}"
        self.size = min(SIZES[self.dtype], key=lambda size: self._error(size, 1))
        self.factor = next((factor for factor in FACTORS if self._followed(factor)), None)
        rate = abs(math.log(abs(self.mode.value))) if self.mode.value else 0.0
        self.predicted = math.log(self.factor) / rate if rate and self.factor is not None else math.inf
        wanted = max(WINDOW, math.ceil(self.predicted) + 1) if self.predicted < 1e6 else WINDOW
        self.steps = min(self.allowed, wanted)
        self.complete = self.steps == wanted
        self.work = work(self.system, self.place.plus + self.place.minus, dtype=self.dtype)
        # Where the deviation shrinks or grows much in a step, fewer steps are looked at.
        errors = [self._error(self.size, window) for window in range(1, min(self.steps, WINDOW) + 1)]
        self.window = max(w for w, error in enumerate(errors, 1) if error <= 2 * errors[0])
        self.tolerance = errors[self.window - 1]

    def _error(self, size: float, window: int) -> float:
        """Of one step, relative to the deviation: what the linear part leaves out, and rounding."""
        largest = size * max(1.0, abs(self.mode.value)) ** window
        smallest = size / 8 * min(1.0, abs(self.mode.value)) ** (window - 1)
        return (self._nonlinear(largest) + self._noise(smallest)) / self.mode.overlap

    def _nonlinear(self, size: float) -> float:
        """The second and third order of the step, relative to the first, times 4: what is followed is a part of what moves.

        To first order weights change by how scores tilt, to second order by ``|A|``; both act on what is moved already, and on the
        length that is divided by.
        """
        sizes, tilt, shrink = Sizes.of(self.system), self.place.frame.tilt(self.place.k), self._shrink
        second = 4 * sizes.value * tilt
        third = (1 + sizes.value) * (1 + 2 * sizes.scores + 4 * tilt**2)
        return 4 * (second * size + third * size**2) * max(1.0, sizes.value / shrink) / shrink

    def _noise(self, size: float) -> float:
        """Rounding, relative to the deviation."""
        return Sizes.of(self.system).rounding * unit_roundoff(self.dtype) / self._shrink / size if size else math.inf

    @property
    def _shrink(self) -> float:
        return min(1.0, self.place.shrink)

    def _followed(self, factor: float) -> bool:
        """Whether the time for this factor is told by the linear part, to a quarter of a step.

        The errors of the steps are a geometric series, whose sum is the error of the logarithm of the deviation.
        """
        rate = math.log(abs(self.mode.value)) if self.mode.value else math.inf
        grows = rate > 0
        error = self._nonlinear(self.size * factor) if grows else self._noise(self.size / 8 / factor)
        return error / self.mode.overlap < 0.25 * min(rate**2, 1.0)

    def begin(self) -> State:
        """The disturbed state."""
        tokens = near(self.place, self.size, self.seed, self.dtype)
        means, spreads = means_and_spreads(self.place, tokens)
        state = State({"tokens": tokens, "means": means, "spreads": spreads})
        state.records = {"amplitudes": [self.mode.amplitude(means, spreads)], "worst": 0.0}
        return state

    def advance(self, state: State, engine: Engine) -> None:
        """One step, and how far it is from the linear part."""
        means, spreads = state.arrays["means"], state.arrays["spreads"]
        state.arrays["tokens"] = engine.step(self.system, state.arrays["tokens"])
        after, inside = means_and_spreads(self.place, state.arrays["tokens"])
        if state.made < self.window:
            linear = np.einsum("jgh,hj->gj", self.place.blocks, means)
            error = max(np.abs(after - linear).max(), np.abs(inside - np.abs(self.place.apart) * spreads).max())
            scale = max(np.abs(means).max(), spreads.max())
            worst = max(state.records["worst"], float(error / scale)) if np.isfinite(error) else math.inf
            state.records["worst"] = min(worst, 1e300)
        state.arrays["means"], state.arrays["spreads"] = after, inside
        amplitude = self.mode.amplitude(after, inside)
        state.records["amplitudes"].append(amplitude if math.isfinite(amplitude) else 0.0)

    def finished(self, state: State) -> bool:
        """All steps, or the deviation has changed by the factor."""
        seen = state.records["amplitudes"]
        return state.made >= self.steps or (state.made >= WINDOW and self._crossed(seen) is not None)

    def results(self, state: State) -> tuple[list[Check], list[Skipped]]:
        """The rate of the leading mode, all modes, and the time for the factor."""
        seen, label, basis = state.records["amplitudes"], self.place.label, BASIS[self.place.kind]
        window, rate = self.window, abs(self.mode.value)
        measured = (seen[window] / seen[0]) ** (1 / window)
        goes = "returns" if self.verdict == "stable" else "leaves"
        checks = [
            Check(f"{label}: {goes} at this rate a step", rate, measured, max(rate, 1e-3) * self.tolerance, basis=basis),
            Check(
                f"{label}: every mode, largest error relative to the deviation",
                0.0, state.records["worst"], self.tolerance, "at most", basis,
            ),
        ]  # fmt: skip
        side = "below 1" if self.verdict == "stable" else "above 1"
        sense = "at most" if self.verdict == "stable" else "at least"
        checks.append(
            Check(f"{label}: {self.verdict}, rate {side}", 1.0, measured, 0.0, sense, "verify stability, certified")
        )
        if self.factor is None or self.predicted >= 1e6:
            told = "the linear part rules too small a neighbourhood" if self.factor is None else "the rate is next to 1"
            return checks, [Skipped(f"{label}: steps until the deviation has changed by a factor", told)]
        how = "smaller" if rate < 1 else "larger"
        time = f"{label}: steps until the deviation is {self.factor:g} times {how}"
        if not self.complete:
            told = f"takes {self.predicted:.3g} steps, {self.steps} are affordable"
            return checks, [Skipped(time, told)]
        crossed = self._crossed(seen)
        checks.append(Check(time, self.predicted, math.nan if crossed is None else crossed, 0.5, basis=basis))
        return checks, []

    def _crossed(self, seen: list[float]) -> float | None:
        """When the deviation has changed by the factor, interpolated between steps."""
        if self.factor is None:
            return None
        sign = -1.0 if abs(self.mode.value) < 1 else 1.0
        goal = math.log(self.factor)
        before = 0.0
        for step, amplitude in enumerate(seen[1:], 1):
            now = sign * math.log(max(amplitude, 1e-300) / seen[0])
            if now >= goal:
                return step - 1 + (goal - before) / (now - before)
            before = now
        return None

    @property
    def measurable(self) -> bool:
        """Whether a wrong rate would be seen."""
        return self.tolerance < LOOSE and self.mode.value != 0
