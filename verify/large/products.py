"""Products of the Jacobian of a step or a field with vectors, and of its transpose, without the Jacobian.

O(n^2 d) time for attention and O(n d) memory besides the weights, which are kept where they fit: a product is then about
twice as fast. Uniform attention takes O(n d) time, and tokens on the circle (d = 2) O(n K) with K terms of a series.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from verify.errors import InvalidInput
from verify.large.circle_products import circle_head
from verify.large.head_products import SoftmaxHead, UniformHead
from verify.large.heads import heads_of, is_causal
from verify.systems import System

MEMORY = 2**30
"""Bytes that kept weights may take by default: 11 585 tokens of one head in float64."""


class Products:
    """The Jacobian of :meth:`verify.systems.System.step` (or ``field``) at a state, as an operator.

    It is the extrinsic Jacobian of :meth:`verify.systems.System.jacobian`, derivatives of the weights included. With
    ``counts`` it is that of the groups, for perturbations that are equal inside each group.

    Args:
        system: :class:`verify.Oja`, :class:`verify.Attention` or :class:`verify.MultiHead`, causal or not.
        tokens: the state, shape ``(n, d)``; real numbers, rounded to ``dtype``.
        counts: how many equal tokens stand behind each row, positive, shape ``(n,)``; default one each.
        memory: bytes that the attention weights may take to be kept; 0 computes them again in every product.
        dtype: float64 or float32, of everything.

    Attributes:
        kept: whether the weights are kept (``True`` for uniform attention, which has none to keep).
        moved: the state after a step, or the field, shape ``(n, d)``.

    Raises:
        InvalidInput: for another system, shape or dtype, or where the step is not defined.

    Source: power-method paper, Lemma 10 (claim ``power_method.lemma_10``).
    """

    def __init__(
        self, system: System, tokens: Any, counts: Any = None, *, memory: int = MEMORY, dtype: Any = np.float64
    ) -> None:
        if np.dtype(dtype) not in (np.dtype(np.float64), np.dtype(np.float32)):
            raise InvalidInput(f"dtype is {np.dtype(dtype)}; expected float64 or float32")
        heads = heads_of(system)
        self.system = system
        self.tokens = checked_state(tokens, system.dimension).astype(dtype)
        n = len(self.tokens)
        self.counts = None if counts is None else checked_counts(counts, n).astype(dtype)
        causal = is_causal(system)
        scored = sum(not head.uniform for head in heads)
        keep = scored * n * n * self.tokens.itemsize // (2 if causal else 1) <= memory
        self.heads: list[Any] = []
        with np.errstate(over="ignore", invalid="ignore"):  # what overflows is refused below
            for head in heads:
                made: Any = None
                if head.uniform:
                    made = UniformHead(head, self.tokens, self.counts, causal)
                elif not causal:
                    made = circle_head(head, self.tokens, self.counts, memory // scored)
                self.heads.append(made or SoftmaxHead(head, self.tokens, self.counts, causal, keep))
        self.kept = all(head.keeps for head in self.heads)
        self._alpha = None if system.is_flow else self.tokens.dtype.type(system.step_size)
        self._settle()

    @property
    def shape(self) -> tuple[int, int]:
        """``(n, d)``."""
        return self.tokens.shape[0], self.tokens.shape[1]

    def apply(self, vectors: Any) -> np.ndarray:
        """``J u`` for a vector u of shape ``(n, d)``, or for k of them, ``(n, d, k)``; the result has the same shape.

        Raises:
            InvalidInput: for another shape, or complex vectors.
        """
        u = self._rows(vectors)
        moved = sum(head.apply(u) for head in self.heads)
        if self._alpha is None:
            x, s = self.tokens, self.influence
            along = (u * s).sum(axis=2, keepdims=True) + (x * moved).sum(axis=2, keepdims=True)
            return _as(moved - u * self._rates - x * along, vectors)
        moved = u + self._alpha * moved
        return _as((moved - self.moved * (self.moved * moved).sum(axis=2, keepdims=True)) / self._lengths, vectors)

    def transposed(self, vectors: Any) -> np.ndarray:
        """``J^T u``, shapes as in :meth:`apply`."""
        u = self._rows(vectors)
        if self._alpha is None:
            x, s = self.tokens, self.influence
            along = (x * u).sum(axis=2, keepdims=True)
            pulled = sum(head.transposed(u - x * along) for head in self.heads)
            return _as(pulled - u * self._rates - s * along, vectors)
        u = (u - self.moved * (self.moved * u).sum(axis=2, keepdims=True)) / self._lengths
        return _as(u + self._alpha * sum(head.transposed(u) for head in self.heads), vectors)

    def own(self, vectors: np.ndarray, rows: slice = slice(None)) -> np.ndarray:
        """What the skip connection and the normalisation do to perturbations of some tokens while the influence stays.

        Args:
            vectors: shape ``(rows, d, k)``.
            rows: the tokens; default all.
        """
        x, s = self.tokens[rows, :, None], self.influence[rows, :, None]
        if self._alpha is None:
            return -vectors * self._rates[rows, :, None] - x * (vectors * s).sum(axis=1, keepdims=True)
        z = self.moved[rows, :, None]
        return (vectors - z * (z * vectors).sum(axis=1, keepdims=True)) / self._lengths[rows, :, None]

    def influenced(self, changes: np.ndarray, rows: slice = slice(None)) -> np.ndarray:
        """What changes of the influence do to the step or the field of some tokens; arguments as for :meth:`own`."""
        if self._alpha is None:
            x = self.tokens[rows, :, None]
            return changes - x * (x * changes).sum(axis=1, keepdims=True)
        return self._alpha * self.own(changes, rows)

    def _settle(self) -> None:
        """The influence, and the step or the field."""
        x = self.tokens
        with np.errstate(all="ignore"):
            self.influence = sum(head.influence() for head in self.heads)
            if self._alpha is None:
                self._rates = sizes = (x * self.influence).sum(axis=1, keepdims=True)
                self.moved = self.influence - x * self._rates
            else:
                y = x + self._alpha * self.influence
                self._lengths = sizes = np.linalg.norm(y, axis=1, keepdims=True)
                self.moved = y / self._lengths
        if not (np.isfinite(self.influence).all() and np.isfinite(sizes).all()):
            raise InvalidInput("the scores or the values overflow; expected numbers whose products stay finite")
        lost = np.flatnonzero(sizes[:, 0] == 0)
        if self._alpha is not None and len(lost):
            raise InvalidInput(f"x + alpha s is zero at token {lost[0]}; expected a state where the step is defined")

    def _rows(self, vectors: Any) -> np.ndarray:
        """``(n, d)`` or ``(n, d, k)`` as ``(k, n, d)``."""
        array = np.asarray(vectors)
        if array.ndim not in (2, 3) or array.shape[:2] != self.shape:
            found, (n, d) = " x ".join(map(str, array.shape)), self.shape
            raise InvalidInput(f"vectors have shape {found}; expected ({n}, {d}) or ({n}, {d}, k)")
        if array.dtype.kind not in "fiub":
            raise InvalidInput(f"vectors have dtype {array.dtype}; expected real numbers")
        rows = array[None] if array.ndim == 2 else np.moveaxis(array, 2, 0)
        return np.ascontiguousarray(rows, dtype=self.tokens.dtype)


def _as(rows: np.ndarray, like: Any) -> np.ndarray:
    """``(k, n, d)`` in the layout of the argument."""
    return rows[0] if np.ndim(like) == 2 else np.moveaxis(rows, 0, 2)


def checked_state(tokens: Any, dimension: int) -> np.ndarray:
    """One state as a float64 array of shape ``(n, d)``.

    Raises:
        InvalidInput: with what was found and what was expected.
    """
    from verify.arithmetic.numeric import FLOAT64

    if hasattr(tokens, "detach"):
        tokens = tokens.detach().cpu().double().numpy()
    try:
        state = FLOAT64.asarray(tokens, None)
    except (TypeError, ValueError) as error:
        raise InvalidInput(f"tokens are no array of real numbers ({error}); expected shape (n, {dimension})") from error
    if state.ndim != 2 or state.shape[0] < 1 or state.shape[1] != dimension:
        found = " x ".join(map(str, state.shape)) or "a single number"
        raise InvalidInput(f"tokens have shape {found}; expected one state, (n, {dimension}) with n >= 1")
    if not np.isfinite(state).all():
        raise InvalidInput("tokens hold nan or infinite entries; expected finite numbers")
    return state


def checked_counts(counts: Any, groups: int) -> np.ndarray:
    """Numbers of equal tokens as an integer array of shape ``(groups,)``.

    Raises:
        InvalidInput: with what was found and what was expected.
    """
    array = np.asarray(counts)
    if array.shape != (groups,) or array.dtype.kind not in "iu" or (array < 1).any():
        found = f"{array.dtype} of shape {' x '.join(map(str, array.shape)) or '()'}"
        raise InvalidInput(f"counts are {found}; expected {groups} whole numbers of at least 1")
    return array
