"""float32 against float64 on the same steps, with an error bound that does not grow with the number of tokens."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from verify.large.simulate.checks import Check, Skipped
from verify.large.simulate.engine import Engine, Sizes, unit_roundoff, work
from verify.large.simulate.task import State, Task
from verify.large.simulate.tokens import uniform
from verify.systems import Attention, Oja


@dataclass
class Agreement(Task):
    """The same start in both precisions.

    The bound of the next step is ``(L e + r u) / N``: e the error so far, L how much ``x + alpha s`` moves at most if every token
    moves by 1, r the rounding of a step (:class:`verify.large.simulate.engine.Sizes`), u that of float32 and N the smallest
    ``|x_i + alpha s_i|``.

    Attributes:
        system: with steps.
        tokens: how many.
        seed: of the start.
        steps: to be made.
    """

    system: Oja | Attention
    tokens: int
    seed: list[int]
    steps: int

    def __post_init__(self) -> None:
        """Plan."""
        self.name = "float32 and float64"
        self.work = work(self.system, self.tokens) + work(self.system, self.tokens, dtype="float64")

    def begin(self) -> State:
        """One start, and its rounding to float32."""
        double = uniform(self.seed, (1, self.tokens, self.system.dimension), "float64")[0]
        single = double.astype(np.float32)
        return State({"single": single, "double": double}, {"bound": unit_roundoff("float32"), "seen": 0.0})

    def advance(self, state: State, engine: Engine) -> None:
        """A step in both, and the bound."""
        sizes = Sizes.of(self.system)
        state.arrays["single"] = engine.step(self.system, state.arrays["single"])
        state.arrays["double"], lengths = engine.moved(self.system, state.arrays["double"])
        local = sizes.rounding * unit_roundoff("float32")
        bound = (sizes.spread * state.records["bound"] + local) / float(lengths.min())
        apart = np.abs(state.arrays["single"] - state.arrays["double"]).max()
        state.records = {"bound": bound, "seen": float(apart) if np.isfinite(apart) else 1e300}

    def results(self, state: State) -> tuple[list[Check], list[Skipped]]:
        """One comparison."""
        name = f"float32 and float64 after {state.made} steps of {self.tokens} tokens: largest difference"
        told = "rounding of a step, times what a step spreads it"
        return [Check(name, state.records["bound"], state.records["seen"], 0.0, "at most", told)], []
