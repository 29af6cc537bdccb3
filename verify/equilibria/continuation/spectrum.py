"""Eigenvalues along a branch: the tangent Jacobian of all tokens, in float64, whatever the symmetry of the state.

At an equilibrium ``s_i = kappa_i x_i``, and a step's Jacobian is ``I + alpha D^-1 J`` with the flow's J and
``D = diag(1 + alpha kappa_i)``; where one of these normalisers is not positive the state is no fixed point of the step.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from verify.equilibria.continuation.family import Family
from verify.observe import tangent_jacobian

Verdict = Literal["stable", "unstable", "marginal"]
NEUTRAL = 1e-9
"""A margin below this, relative to the Jacobian, is not told from zero."""


@dataclass(frozen=True, eq=False)
class Spectrum:
    """What decides stability at one equilibrium.

    Attributes:
        eigenvalues: of the tangent Jacobian of the flow or the step, by descending margin; ``None`` where the state is
            no fixed point.
        margins: real part, or modulus minus one, beside them.
        normaliser: the smallest ``1 + alpha kappa_i``; infinite for a flow.
        scale: of the Jacobian, at least 1.
    """

    eigenvalues: np.ndarray | None
    margins: np.ndarray
    normaliser: float
    scale: float

    @property
    def growth(self) -> float | None:
        """Spectral abscissa of a flow, spectral radius of a step; ``None`` where there is no fixed point."""
        if self.eigenvalues is None or not len(self.margins):
            return None
        return float(self.margins[0]) + (0.0 if np.isinf(self.normaliser) else 1.0)

    @property
    def unstable(self) -> int | None:
        """How many eigenvalues have a positive margin."""
        return None if self.eigenvalues is None else int((self.margins > NEUTRAL * self.scale).sum())

    @property
    def neutral(self) -> int:
        """How many have none."""
        return int((np.abs(self.margins) <= NEUTRAL * self.scale).sum())

    @property
    def verdict(self) -> Verdict | None:
        """In float64: by the sign of the largest margin."""
        if self.eigenvalues is None:
            return None
        if self.unstable:
            return "unstable"
        return "marginal" if self.neutral else "stable"


def spectrum(family: Family, p: float, tokens: np.ndarray) -> Spectrum:
    """The spectrum at an equilibrium, tokens in working coordinates, shape ``(n, d)``."""
    flow = family.flow(p)
    matrix = tangent_jacobian(flow, tokens)
    alpha = family.step_size(p)
    normaliser = np.inf
    if alpha is not None:
        normalisers = 1 + alpha * (tokens * flow.influence(tokens)).sum(axis=1)
        normaliser = float(normalisers.min())
        if not normaliser > 0:
            return Spectrum(None, np.zeros(0), normaliser, 1.0)
        matrix = np.eye(len(matrix)) + alpha * matrix / np.repeat(normalisers, tokens.shape[1] - 1)[:, None]
    values: Any = np.linalg.eigvals(matrix)
    margins = values.real if alpha is None else np.abs(values) - 1
    order = np.lexsort((values.imag, -margins))
    scale = max(1.0, float(np.abs(matrix).max(initial=0.0)))
    return Spectrum(values[order], margins[order], normaliser, scale)
