"""Functions that are theorems to decrease along trajectories, and the check that they do.

* One token of the Oja flow, V symmetric: ``W = (lambda_1 - x^T V x)/2`` (multistability paper, Lemma 1).
* The multiagent Oja flow, V symmetric: ``-(s^T V s)/2`` with ``s = sum_j x_j``, for
  ``d/dt (s^T V s)/2 = (1/n) sum_i |P_i V s|^2`` (`multistability.multiagent_gradient`). Its steps too where
  ``alpha max(0, -lambda_d) <= 1`` (power-method paper, Lemma 7; the bound is sharp).
* The flow of attention with ``V = c A``, A symmetric, c > 0, every token seeing all: ``-log sum_ij exp(x_i^T A x_j)``.
  With ``Phi = (1/2) sum_ij exp(x_i^T A x_j)`` and ``Z_i`` the normaliser of row i, ``d Phi / d x_i = Z_i s_i / c``, so that
  ``c dPhi/dt = sum_i Z_i |P_i s_i|^2 >= 0``; for c < 0 the sign is the other.

For other systems nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from verify.systems import Attention, Oja, System

ROUNDING = 64 * np.finfo(float).eps


@dataclass(frozen=True, eq=False)
class Lyapunov:
    """A function of states that should not increase.

    Attributes:
        name: what it is, in a formula.
        value: of states of shape ``(..., n, d)``, returns shape ``(...)``.
        slope: a bound of the norm of its gradient over all states (n unit vectors as one vector of R^(nd)).
        scale: a bound of the terms that are summed in it, for their rounding errors.
    """

    name: str
    value: Callable[[Any], Any]
    slope: float
    scale: float


@dataclass(frozen=True, eq=False)
class Decrease:
    """What was seen of a Lyapunov function along one trajectory.

    Attributes:
        name: of the function.
        values: at the recorded times.
        worst: the largest increase from one time to the next, negative if there is none.
        tolerance: an increase up to this may come from the integration: the error of one accepted step (as estimated by
            the method, at most the tolerance asked for) times the largest gradient, and rounding.
    """

    name: str
    values: np.ndarray
    worst: float
    tolerance: float

    @property
    def holds(self) -> bool:
        """Whether no increase exceeds the tolerance."""
        return self.worst <= self.tolerance


def decrease(function: Lyapunov, states: np.ndarray, error: float) -> Decrease:
    """The check along states of shape ``(T, n, d)``, ``error`` the norm of the error of one step in R^(nd)."""
    values = np.asarray(function.value(states), dtype=float)
    worst = float(np.diff(values).max()) if len(values) > 1 else -np.inf
    return Decrease(function.name, values, worst, function.slope * error + ROUNDING * function.scale)


def lyapunov_function(system: System, count: int) -> Lyapunov | None:
    """The function that a theorem says decreases along the trajectories of ``count`` tokens, or ``None``.

    Args:
        system: in float64.
        count: n.
    """
    if isinstance(system, Oja):
        return _oja(system, count)
    if isinstance(system, Attention) and system.is_flow and not system.causal:
        return _scores(system, count)
    return None


def _oja(system: Oja, n: int) -> Lyapunov | None:
    value = system.value
    if not np.array_equal(value, value.T):
        return None
    spectrum = np.linalg.eigvalsh(value)
    if system.step_size is not None and float(system.step_size) * max(0.0, -spectrum[0]) > 1:
        return None
    size = float(np.abs(spectrum).max())

    def energy(states: Any) -> Any:
        total = states.sum(axis=-2)
        return -np.einsum("...a,ab,...b->...", total, value, total) / 2

    if n == 1:
        top = float(spectrum[-1])
        return Lyapunov("(lambda_1 - x^T V x)/2", lambda states: top / 2 + energy(states), size, size)
    return Lyapunov("-(s^T V s)/2, s = sum_j x_j", energy, n**1.5 * size, n * n * size)


def _scores(system: Attention, n: int) -> Lyapunov | None:
    value, d = system.value, system.dimension
    key = np.eye(d) if system.query_key is None else system.query_key
    if not key.any() or not np.array_equal(key, key.T):
        return None
    at = np.unravel_index(np.argmax(np.abs(key)), key.shape)
    factor = value[at] / key[at]
    if factor == 0 or not np.array_equal(value, factor * key):
        return None
    sign = -np.sign(factor)

    def potential(states: Any) -> Any:
        from scipy.special import logsumexp

        return sign * logsumexp(states @ key @ np.swapaxes(states, -1, -2), axis=(-1, -2))

    size = float(np.linalg.norm(key, 2))
    name = "sum_ij exp(x_i^T A x_j)"
    # The gradient in x_i is twice a weighted sum of the A x_j, with weights that sum to at most 1 over all i.
    return Lyapunov(f"{'-' if sign < 0 else ''}log {name}", potential, 2 * size, size + 2 * np.log(n) + 1)
