"""What the fast routes need of a system: its heads as matrices of floats, and the shape of the scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from verify.arithmetic.numeric import FLOAT64
from verify.errors import InvalidInput
from verify.systems import Attention, MultiHead, Oja


@dataclass(frozen=True, eq=False)
class Head:
    """One head ``s_i = V sum_j softmax_j(x_i^T A x_j) x_j``.

    Attributes:
        value: V in float64, shape ``(d, d)``.
        query_key: A in float64, shape ``(d, d)``; ``None`` is the identity.
    """

    value: np.ndarray
    query_key: np.ndarray | None

    @property
    def uniform(self) -> bool:
        """Whether A = 0, so that all weights are equal."""
        return self.query_key is not None and not self.query_key.any()

    @property
    def symmetric(self) -> bool:
        """Whether A = A^T exactly, so that the scores are a symmetric matrix."""
        return self.query_key is None or bool((self.query_key == self.query_key.T).all())


def heads_of(system: Any) -> tuple[Head, ...]:
    """The heads of a system, the matrices rounded to float64; an Oja system is a head with A = 0.

    Raises:
        InvalidInput: for a system of another kind.
    """
    if isinstance(system, Oja):
        value = _floats(system.value)
        return (Head(value, np.zeros_like(value)),)
    if isinstance(system, Attention):
        return (Head(_floats(system.value), _key(system.query_key)),)
    if isinstance(system, MultiHead):
        pairs = zip(system.values, system.query_keys, strict=True)
        return tuple(Head(_floats(value), _key(key)) for value, key in pairs)
    raise InvalidInput(f"the system is {_named(system)}; expected Oja, Attention or MultiHead")


MOST_SCORE32 = 2.0**20
"""Above, rounding in float32 alone moves scores by a sixteenth: they are taken in float64 where that can be."""


def largest_score(heads: Sequence[Head], longest: float) -> float:
    """A bound on the scores: ``|A|`` (Frobenius) times the square of the largest norm of a token."""
    norms = [1.0 if head.query_key is None else float(np.linalg.norm(head.query_key)) for head in heads]
    return max(norms) * longest * longest


def is_causal(system: Any) -> bool:
    """Whether token i attends to tokens j <= i only."""
    return bool(getattr(system, "causal", False))


def _key(matrix: Any) -> np.ndarray | None:
    return None if matrix is None else _floats(matrix)


def _floats(matrix: Any) -> np.ndarray:
    if hasattr(matrix, "detach"):
        matrix = matrix.detach().cpu().double().numpy()
    return np.ascontiguousarray(FLOAT64.asarray(matrix, None))


def _named(system: Any) -> str:
    name = type(system).__name__
    return f"{'an' if name[0] in 'AEIOU' else 'a'} {name}"
