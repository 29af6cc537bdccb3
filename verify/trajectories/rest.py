"""What a state that has almost come to rest is near: the Jacobian decides, not the speed.

Attention has passages that are exponentially slow in the size of the scores (metastable clusters): a speed below any
tolerance says nothing. A limit is reported only where Newton's method goes to an equilibrium close by at which every tangent
eigenvalue is certainly on the stable side in float64.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from verify.observe import tangent_basis, tangent_jacobian
from verify.systems import System

Status = Literal["equilibrium", "neutral", "passing", "moving"]
NEAR = 1e-3
"""The limit must be closer than this to where the trajectory is."""
MARGIN = 1e-7
"""Relative to the Jacobian: eigenvalues closer to the boundary of stability decide nothing."""


@dataclass(frozen=True, eq=False)
class Rest:
    """The end of a trajectory.

    Attributes:
        status: ``equilibrium`` (an attracting one is the limit), ``neutral`` (slow, and the Jacobian is too close to the
            boundary of stability to decide: a family of equilibria, or a metastable passage), ``passing`` (an unstable
            equilibrium is near) or ``moving``.
        limit: the equilibrium, shape ``(n, d)``, for ``equilibrium`` and ``passing``.
        growth: spectral abscissa or radius at the limit, or at the state itself where there is none.
    """

    status: Status
    limit: np.ndarray | None
    growth: float | None


def at_rest(system: System, tokens: np.ndarray) -> Rest:
    """Look at a slow state, shape ``(n, d)``, unit rows."""
    n, d = tokens.shape
    state = tokens
    for _ in range(20):
        moved = _moved(system, state)
        matrix = _linear(system, state)
        if not (np.isfinite(moved).all() and np.isfinite(matrix).all()):
            return Rest("moving", None, None)
        basis = tangent_basis(state)
        try:
            change = np.linalg.solve(matrix, -np.einsum("iak,ia->ik", basis, moved).ravel())
        except np.linalg.LinAlgError:
            return Rest("neutral", None, _growth(system, tokens)[0])
        if not np.abs(change).max(initial=0.0) < NEAR:
            return Rest("neutral", None, _growth(system, tokens)[0])
        state = state + np.einsum("iak,ik->ia", basis, change.reshape(n, d - 1))
        state = state / np.linalg.norm(state, axis=1, keepdims=True)
        if np.abs(change).max(initial=0.0) < 1e-13:
            break
    if np.abs(state - tokens).max() > NEAR or np.abs(_moved(system, state)).max() > 1e-11:
        return Rest("neutral", None, _growth(system, tokens)[0])
    growth, margin = _growth(system, state)
    if abs(margin) <= MARGIN:
        return Rest("neutral", None, growth)
    return Rest("passing" if margin > 0 else "equilibrium", state, growth)


def _moved(system: System, state: np.ndarray) -> np.ndarray:
    with np.errstate(all="ignore"):
        return np.asarray(system.field(state) if system.is_flow else system.step(state) - state)


def _linear(system: System, state: np.ndarray) -> np.ndarray:
    """What Newton's method solves with."""
    matrix = tangent_jacobian(system, state)
    return matrix if system.is_flow else matrix - np.eye(len(matrix))


def _growth(system: System, state: np.ndarray) -> tuple[float, float]:
    """Growth, and how far it is beyond the boundary, relative to the Jacobian."""
    matrix = tangent_jacobian(system, state)
    values = np.linalg.eigvals(matrix)
    scale = max(1.0, float(np.abs(matrix).max(initial=0.0)))
    if system.is_flow:
        growth = float(values.real.max(initial=-np.inf))
        return growth, growth / scale
    growth = float(np.abs(values).max(initial=0.0))
    return growth, (growth - 1) / scale
