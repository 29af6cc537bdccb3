"""A part of a simulation: tokens, the steps that they make, and what is compared in the end."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from verify.large.simulate.checks import Check, Skipped
from verify.large.simulate.engine import Engine


@dataclass
class State:
    """Where a part stands; all of it is written to the checkpoint.

    Attributes:
        arrays: tokens.
        records: numbers and lists of them, as JSON has them.
        made: steps so far.
    """

    arrays: dict[str, np.ndarray]
    records: dict[str, Any] = field(default_factory=dict)
    made: int = 0


class Task(ABC):
    """One part. Everything that it needs is known before the first step.

    Attributes:
        name: of the part, for progress.
        steps: how many it makes at most.
        work: operations of a step (:func:`verify.large.simulate.engine.work`).
    """

    name: str
    steps: int
    work: float

    @abstractmethod
    def begin(self) -> State:
        """The start, from the seed alone."""

    @abstractmethod
    def advance(self, state: State, engine: Engine) -> None:
        """One step, in place; does not count it."""

    def finished(self, state: State) -> bool:
        """Whether nothing is left to do."""
        return state.made >= self.steps

    @abstractmethod
    def results(self, state: State) -> tuple[list[Check], list[Skipped]]:
        """What is compared, once finished."""
