"""What a system may ask of an arithmetic."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any


class Arithmetic(ABC):
    """Operations on token arrays in one kind of number.

    Arrays have shape ``(..., n, d)``: tokens are rows. Implement the abstract methods and return the instance from
    :func:`verify.arithmetic.arithmetic_of` for the array type it serves.
    """

    name: str

    @abstractmethod
    def asarray(self, values: Any, like: Any) -> Any:
        """``values`` (nested numbers of any arithmetic) as an array beside ``like`` (its dtype, device, precision)."""

    def scalar(self, value: Any, like: Any) -> Any:
        """``value`` as one number of this arithmetic."""
        return self.asarray(value, like).item()

    @abstractmethod
    def softmax(self, scores: Any, counts: Any = None, causal: bool = False) -> Any:
        """Row-wise softmax that cannot overflow; column g weighs ``counts[g]`` times, ``causal`` hides j > i."""

    @abstractmethod
    def mean(self, tokens: Any, counts: Any = None) -> Any:
        """The mean token, shape ``(..., 1, d)``; token g counts ``counts[g]`` times."""

    @abstractmethod
    def normalize(self, rows: Any, metric: Any = None) -> Any:
        """Each row x divided by its norm: ``|x|``, or ``sqrt(x^T W x)`` for a metric W, shape ``(d, d)``."""

    @abstractmethod
    def norms(self, rows: Any, metric: Any = None) -> Any:
        """Norms of the rows, shape ``(..., n, 1)``: Euclidean, or of a metric as in :meth:`normalize`."""

    @abstractmethod
    def dot(self, left: Any, right: Any) -> Any:
        """Row-wise inner products, shape ``(..., n, 1)``."""

    @abstractmethod
    def sqrt(self, values: Any) -> Any:
        """Square roots, entry by entry."""

    def transpose(self, matrix: Any) -> Any:
        """The last two axes exchanged."""
        return matrix.swapaxes(-1, -2)
