"""What the closed forms say of an instance: which states on the line of an eigenvector are equilibria, and which are stable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from verify.equilibria.search.distinct import SAME
from verify.equilibria.search.found import layer_matrix
from verify.equilibria.search.starts import real_eigenvectors, sign_state
from verify.equilibria.stability import Entry, Stability, stability
from verify.errors import InvalidInput
from verify.systems import System

ON_LINE = 10 * SAME
"""A token is at plus or minus another where no coordinate differs by more."""
ALIGNED = 1e-5
"""``|V x - (x . V x) x|`` of an eigenvector, relative to V, and how near two eigenvalues may be to be taken for each other."""


@dataclass(frozen=True, eq=False)
class Place:
    """Where a state is among those that the closed forms know.

    Attributes:
        eigenvector: its number; ``None`` where the direction of the tokens is no eigenvector.
        minus: size of the smaller group.
        entry: what is said of it; ``None`` without an eigenvector.
    """

    eigenvector: int | None
    minus: int
    entry: Entry | None

    @property
    def word(self) -> str:
        """stable, unstable, marginal, or that it is no equilibrium."""
        if self.entry is None:
            return "no eigenvector"
        outcome = self.entry.outcome
        return outcome.verdict or f"no fixed point ({outcome.note})"


class Prediction:
    """The table of ``verify stability`` for one system, to be looked up by states."""

    def __init__(self, system: System, tokens: int) -> None:
        """Certified in ball arithmetic. ``table`` is ``None`` and ``note`` says why where there are no closed forms."""
        self.system, self.tokens = system, tokens
        self.table: Stability | None = None
        self.note: str | None = None
        try:
            self.table = stability(system, tokens, all_splits=True, nonsymmetric=True)
        except InvalidInput as error:
            self.note = str(error)
        self._entries = {} if self.table is None else {(e.eigenvector, e.low): e for e in self.table}
        self._scale = float(np.linalg.norm(layer_matrix(system), 2)) or 1.0

    def place(self, state: np.ndarray) -> list[Place]:
        """Of a state all of whose tokens are on one line: at its eigenvector (at each, where two eigenvalues are hardly told apart).

        Args:
            state: unit rows, shape ``(n, d)``.

        Returns:
            Nothing for another state, or where there are no closed forms.
        """
        first = state[0]
        signs = np.sign(state @ first)
        if self.table is None or np.abs(state - signs[:, None] * first).max() > ON_LINE:
            return []
        minus = int(min((signs > 0).sum(), (signs < 0).sum()))
        image = layer_matrix(self.system) @ first
        value = float(first @ image)
        near = [k for k, known in enumerate(self.table.eigenvalues) if abs(known - value) < ALIGNED * self._scale]
        if np.abs(image - value * first).max() > ALIGNED * self._scale or not near:
            return [Place(None, minus, None)]
        return [Place(k, minus, self._entries[k, minus]) for k in near]

    def states(self) -> Iterator[tuple[Place, np.ndarray]]:
        """Every state that the closed forms know, up to signs and permutations, in floats."""
        for vector in real_eigenvectors(self.system) if self.table is not None else []:
            for minus in range(self.tokens // 2 + 1):
                state = sign_state(vector, self.tokens, minus)
                places = self.place(state)
                if len(places) == 1 and places[0].entry is not None:
                    yield places[0], state

    def counts(self) -> dict[str, int]:
        """How many entries of the table are of each kind and verdict, such as ``consensus stable``."""
        found: dict[str, int] = {}
        for entry in self.table or ():
            word = entry.outcome.verdict or "no fixed point"
            name = f"{entry.outcome.kind} {word}"
            found[name] = found.get(name, 0) + 1
        return dict(sorted(found.items()))

    def stable(self) -> list[list[Any]]:
        """``[kind, eigenvector, minus]`` of the stable ones."""
        return [[e.outcome.kind, e.eigenvector, e.low] for e in self.table or () if e.outcome.verdict == "stable"]
