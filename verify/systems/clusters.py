"""Self-attention without normalisation: tokens in R^d, eqs (1) and (4) of the clusters paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from verify.arithmetic import Arithmetic, arithmetic_of
from verify.errors import InvalidInput
from verify.systems.attention import attention_weights
from verify.systems.base import checked_matrix


@dataclass(frozen=True, eq=False, kw_only=True)
class Clusters:
    """The flow ``x_i' = sum_j P_ij V x_j`` with ``P_ij = softmax_j(<Q x_i, K x_j>)``.

    There is no sphere: tokens may grow like ``e^{tV}``. The rescaled tokens ``z_i = e^{-tV} x_i`` obey
    ``z_i' = sum_j P_ij V (z_j - z_i)`` with the same weights; :func:`verify.trajectories.rescaled` integrates those.
    Scores are ``x_i^T A x_j`` with ``A = Q^T K``; only A matters.

    Attributes:
        value: V, shape ``(d, d)``.
        query_key: A = Q^T K, shape ``(d, d)``; ``None`` is the identity.
    """

    value: Any
    query_key: Any = None

    def __post_init__(self) -> None:
        """Check the matrices."""
        object.__setattr__(self, "value", checked_matrix("value", self.value))
        size = self.value.shape[0] if hasattr(self.value, "shape") else None
        object.__setattr__(self, "query_key", checked_matrix("query_key", self.query_key, size, optional=True))

    @property
    def dimension(self) -> int:
        """d."""
        return self.value.shape[0]

    @property
    def is_flow(self) -> bool:
        """Time is continuous."""
        return True

    @property
    def step_size(self) -> None:
        """There is none."""
        return

    def attention(self, tokens: Any, counts: Any = None) -> Any:
        """P, shape ``(..., n, n)``, row-stochastic; ``counts[g]`` equal tokens stand behind column g (default: one)."""
        return attention_weights(self._arithmetic(tokens), tokens, self.query_key, counts, causal=False)

    def field(self, tokens: Any, counts: Any = None) -> Any:
        """Rows ``sum_j P_ij V x_j``.

        Args:
            tokens: shape ``(..., n, d)``; the result is in the same arithmetic.
            counts: multiplicities of the rows where equal tokens are given once, shape ``(n,)``.

        Raises:
            InvalidInput: for tokens of the wrong shape.
        """
        xp = self._arithmetic(tokens)
        return self.attention(tokens, counts) @ tokens @ xp.transpose(xp.asarray(self.value, tokens))

    def exponential(self, time: Any, like: Any) -> Any:
        """``e^{tV}`` in the arithmetic of ``like``, shape ``(d, d)``."""
        return exponential(self._arithmetic(like), self.value, time, like)

    def rescaled_field(self, tokens: Any, time: Any, counts: Any = None) -> Any:
        """Rows ``sum_j P_ij V (z_j - z_i)`` with the weights of ``x = e^{tV} z``; shapes as in :meth:`field`.

        This is the definition. In float64 it is exact to rounding for small scores only; at late times use
        :func:`verify.trajectories.rescaled`, whose weights come from differences of tokens.
        """
        xp = self._arithmetic(tokens)
        weights = self.attention(tokens @ xp.transpose(self.exponential(time, tokens)), counts)
        return (weights @ tokens - tokens) @ xp.transpose(xp.asarray(self.value, tokens))

    def _arithmetic(self, tokens: Any) -> Arithmetic:
        xp = arithmetic_of(tokens)
        shape = getattr(tokens, "shape", None)
        if shape is not None and (len(shape) < 2 or shape[-2] < 1 or shape[-1] != self.dimension):
            found = " x ".join(map(str, shape)) or "a single number"
            raise InvalidInput(f"tokens have shape {found}; expected (..., n, {self.dimension}) with n >= 1")
        return xp


def exponential(xp: Arithmetic, matrix: Any, time: Any, like: Any) -> Any:
    """``e^{t M}`` beside ``like``; in balls it encloses the exact matrix, in symbols it is exact.

    Raises:
        InvalidInput: for an arithmetic without concrete shape.
    """
    import numpy as np

    scaled = xp.asarray(matrix, like) * xp.scalar(time, like)
    if xp.name == "float64":
        import scipy.linalg

        return scipy.linalg.expm(scaled)
    if xp.name == "torch":
        import torch

        return torch.linalg.matrix_exp(scaled)
    rows = scaled.tolist()
    if xp.name == "mpmath":
        import mpmath

        # mpmath.expm rounds at the working precision after scaling and squaring: ten digits more are lost nowhere else.
        with mpmath.workdps(mpmath.mp.dps + 10):
            made = mpmath.expm(mpmath.matrix(rows)).tolist()
    elif xp.name == "arb":
        import flint

        made = flint.arb_mat(rows).exp().tolist()
    elif xp.name == "exact":
        import sympy

        made = sympy.Matrix(rows).exp().applyfunc(sympy.simplify).tolist()
    else:
        raise InvalidInput(f"there is no exponential of a matrix in the arithmetic {xp.name}")
    array = np.empty((len(made), len(made)), dtype=object)
    for i, row in enumerate(made):
        for j, entry in enumerate(row):
            array[i, j] = entry
    return array
