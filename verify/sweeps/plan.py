"""What a sweep draws: the distribution of the systems, the starts, and the seed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from verify.errors import InvalidInput

SYSTEMS = ("attention", "oja")
SHAPES = ("symmetric", "general", "orthogonal", "positive", "skew")
"""Of V. All but ``orthogonal`` come from a matrix G of independent normal entries of variance 1/d: ``(G + G^T)/2``, G, ``G G^T``,
``(G - G^T)/2``; an orthogonal one is uniform (Haar)."""
SCORES = ("identity", *SHAPES)
"""Of A, before it is multiplied by the scale."""
MOST_INSTANCES = 10**9
MOST_COORDINATES = 400
"""``n d`` at most: the search factors Jacobians of that size."""
MOST_STARTS, MOST_STEPS = 100_000, 100_000
LARGEST_SCALE, LARGEST_STEP = 100.0, 1e6


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The ensemble. How many instances are drawn is no part of it: instance i is the same in any number.

    Attributes:
        tokens: n.
        dimension: d.
        step_size: alpha, drawn log-uniformly from this range (a single number where both are equal); ``None`` for the flow.
        system: ``attention`` or ``oja``.
        shape: of V, see :data:`SHAPES`.
        scores: of A, see :data:`SCORES`; not used by the Oja system.
        scale: A is multiplied by it.
        starts: uniform starts of each instance.
        steps: after so many a start is undecided.
        seed: of everything.
    """

    tokens: int = 10
    dimension: int = 3
    step_size: tuple[float, float] | None = (1.0, 1.0)
    system: str = "attention"
    shape: str = "symmetric"
    scores: str = "general"
    scale: float = 1.0
    starts: int = 10
    steps: int = 1500
    seed: int = 0

    def __post_init__(self) -> None:
        """Check every entry.

        Raises:
            InvalidInput: with what was found and what was expected.
        """
        for name, number, low, high in (
            ("tokens", self.tokens, 1, MOST_COORDINATES),
            ("dimension", self.dimension, 1, MOST_COORDINATES),
            ("starts", self.starts, 1, MOST_STARTS),
            ("steps", self.steps, 1, MOST_STEPS),
            ("seed", self.seed, 0, 2**63 - 1),
        ):
            if isinstance(number, bool) or not isinstance(number, int) or not low <= number <= high:
                raise InvalidInput(f"{name} is {number!r}; expected an integer from {low} to {high}")
        if self.tokens * self.dimension > MOST_COORDINATES:
            found = f"{self.tokens} tokens in dimension {self.dimension} are {self.tokens * self.dimension} coordinates"
            raise InvalidInput(f"{found}; expected at most {MOST_COORDINATES}")
        for name, word, words in (
            ("system", self.system, SYSTEMS),
            ("shape", self.shape, SHAPES),
            ("scores", self.scores, SCORES),
        ):
            if word not in words:
                raise InvalidInput(f"{name} is {word!r}; expected one of {', '.join(words)}")
        if not (math.isfinite(self.scale) and 0 <= self.scale <= LARGEST_SCALE):
            raise InvalidInput(f"scale is {self.scale}; expected a number from 0 to {LARGEST_SCALE:g}")
        if self.step_size is not None:
            least, most = self.step_size
            if not (math.isfinite(most) and 0 < least <= most <= LARGEST_STEP):
                found = f"{least}" if least == most else f"{least}:{most}"
                raise InvalidInput(
                    f"step size is {found}; expected a positive number up to {LARGEST_STEP:g}, or LOW:HIGH"
                )

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        made = asdict(self)
        return made | {"step_size": None if self.step_size is None else list(self.step_size)}

    @staticmethod
    def from_dict(data: Mapping[str, Any]) -> Plan:
        """The plan of :meth:`to_dict`."""
        step = data["step_size"]
        return Plan(**{**data, "step_size": None if step is None else (step[0], step[1])})


def parse_step(text: str) -> tuple[float, float]:
    """``0.1``, or ``0.01:2`` for a range.

    Raises:
        InvalidInput: for text that is neither.
    """
    ends = text.split(":")
    try:
        numbers = [float(end) for end in ends]
    except ValueError:
        numbers = []
    if len(numbers) not in (1, 2):
        raise InvalidInput(f"step size is {text!r:.60}; expected a positive number such as 0.1, or a range LOW:HIGH")
    return numbers[0], numbers[-1]


def parse_slice(text: str) -> tuple[int, int]:
    """``I/N``: every N-th instance, beginning with the I-th; ``(I, N)``.

    Raises:
        InvalidInput: unless 1 <= I <= N.
    """
    part, slash, parts = text.partition("/")
    good = bool(slash) and part.isdecimal() and parts.isdecimal() and len(text) <= 20
    if not good or not 1 <= int(part) <= int(parts):
        raise InvalidInput(f"slice is {text!r:.60}; expected I/N with 1 <= I <= N, such as 3/8")
    return int(part), int(parts)


def numbers(instances: int, portion: tuple[int, int] = (1, 1)) -> range:
    """The numbers of the instances of one slice.

    Raises:
        InvalidInput: for a number of instances out of range.
    """
    if isinstance(instances, bool) or not 1 <= instances <= MOST_INSTANCES:
        raise InvalidInput(f"instances is {instances!r}; expected an integer from 1 to {MOST_INSTANCES}")
    return range(portion[0] - 1, instances, portion[1])
