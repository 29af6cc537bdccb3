"""Attention on the ellipsoid ``E_W = {x : x^T W x = 1}`` of a layer normalisation, in discrete and continuous time.

The system of Abella, Silvestre and Tabuada (arXiv 2412.02682): several heads, a causal mask, and scores that may depend on
time. W = I is the unit sphere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from verify.arithmetic import Arithmetic
from verify.arithmetic.dispatch import arithmetic_of
from verify.arithmetic.linear import cholesky, inverse
from verify.errors import InvalidInput
from verify.systems.metric import checked_metric
from verify.systems.multihead import Heads, MultiHead

Schedule = Callable[[Any], Sequence[Any]]


@dataclass(frozen=True, eq=False, kw_only=True)
class Ellipsoid(Heads):
    """``s_i = sum_h sum_j a^h_ij V_h x_j`` with ``a^h_i = softmax_j(x_i^T P_h(t) x_j)`` for tokens on ``E_W``.

    The step is ``N_W(x_i + tau s_i)`` with ``N_W(x) = x / sqrt(x^T W x)``, the field ``s_i - (x_i^T W s_i) x_i``.

    Attributes:
        metric: W, symmetric and positive definite, shape ``(d, d)``.
        values: the matrices ``V_h``, each ``(d, d)``.
        query_keys: the score matrices ``P_h``; ``None`` entries, or ``None`` for all of them, are the identity.
        schedule: the score matrices at time t, which replace ``query_keys``; ``None`` if they are constant. A system with
            a schedule has no step and no field before :meth:`at` has said at which time.
        causal: token i attends to tokens j <= i only, in every head.
        step_size: tau > 0, or ``None`` for the flow.
    """

    metric: Any
    query_keys: Any = None
    schedule: Schedule | None = None

    def __post_init__(self) -> None:
        """Check the matrices and the step size.

        Raises:
            InvalidInput: with what was found and what was expected.
        """
        if self.query_keys is None and hasattr(self.values, "__len__"):
            object.__setattr__(self, "query_keys", (None,) * len(self.values))
        super().__post_init__()
        size = self.values[0].shape[0] if hasattr(self.values[0], "shape") else None
        object.__setattr__(self, "metric", checked_metric(self.metric, size))
        schedule: object = self.schedule
        if schedule is not None and not callable(schedule):
            found = type(schedule).__name__
            raise InvalidInput(f"schedule is a {found}; expected a function of time that gives the score matrices")

    def at(self, time: Any) -> Ellipsoid:
        """The system whose score matrices are those of a time, without schedule.

        Raises:
            InvalidInput: if the schedule gives something else than one ``(d, d)`` matrix for each head.
        """
        if self.schedule is None:
            return self
        return replace(self, query_keys=tuple(self.schedule(time)), schedule=None)

    def influence(self, tokens: Any, counts: Any = None) -> Any:
        """``sum_h sum_j a^h_ij V_h x_j`` in row i."""
        self._autonomous()
        return super().influence(tokens, counts)

    def influence_jacobian(self, tokens: Any) -> Any:
        """Sum of the heads' derivatives."""
        self._autonomous()
        return super().influence_jacobian(tokens)

    def normalize(self, rows: Any) -> Any:
        """``N_W`` of each row: where a point of the ellipsoid is wanted in its direction."""
        xp = self._arithmetic(rows)
        return xp.normalize(rows, self._metric(xp, rows))

    def root(self) -> Any:
        """An upper triangular S with ``S^T S = W``, in the arithmetic of W."""
        return arithmetic_of(self.metric).transpose(cholesky(self.metric))

    def to_sphere(self, root: Any = None, inverse_root: Any = None) -> MultiHead:
        """The system of ``y = S x`` on the unit sphere: values ``S V S^-1``, scores ``S^-T P S^-1``.

        ``reduction.ellipsoid`` proves that it is the same dynamics. States go over by ``X @ S.T``.

        Args:
            root: S with ``S^T S = W``, shape ``(d, d)``; by default :meth:`root`.
            inverse_root: its inverse, where that is known (letters have no other).
        """
        self._autonomous()
        xp = arithmetic_of(self.metric)
        forward = self.root() if root is None else xp.asarray(root, self.metric)
        back = inverse(forward) if inverse_root is None else xp.asarray(inverse_root, self.metric)
        values = [forward @ xp.asarray(value, self.metric) @ back for value in self.values]
        keys = [
            xp.transpose(back) @ (back if key is None else xp.asarray(key, self.metric) @ back)
            for key in self.query_keys
        ]
        return MultiHead(values=values, query_keys=keys, causal=self.causal, step_size=self.step_size)

    def _autonomous(self) -> None:
        if self.schedule is not None:
            raise InvalidInput("the scores depend on time; expected system.at(t), which has those of one time")

    def _metric(self, xp: Arithmetic, tokens: Any) -> Any:
        return xp.asarray(self.metric, tokens)
