"""What is seen of a state from the definition alone: ``step`` or ``field``, and its Jacobian on the tangent space."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from verify.scenes import Facts
from verify.systems import Attention, Ellipsoid, System


def tangent_basis(tokens: Any) -> np.ndarray:
    """Orthonormal bases of the tangent spaces of the sphere at the rows of a float array, shape ``(n, d, d-1)``."""
    n, d = tokens.shape
    basis = np.empty((n, d, d - 1))
    for i, token in enumerate(tokens):
        basis[i] = np.linalg.svd(token[None, :])[2][1:].T
    return basis


def tangent_jacobian(system: System, tokens: np.ndarray) -> np.ndarray:
    """The Jacobian on the tangent space at float tokens, shape ``(n(d-1), n(d-1))``."""
    n, d = tokens.shape
    basis = tangent_basis(tokens)
    blocks = system.jacobian(tokens).reshape(n, d, n, d)
    return np.einsum("iak,iajb,jbl->ikjl", basis, blocks, basis).reshape(n * (d - 1), n * (d - 1))


def observe(system: System, tokens: Any) -> Facts:
    """Facts about a state, in float64 (an exact state is rounded)."""
    from verify.arithmetic.numeric import FLOAT64

    state = FLOAT64.asarray(tokens, None)
    if isinstance(system, Ellipsoid):  # the same dynamics on the sphere
        metric = FLOAT64.asarray(system.metric, None)
        system = replace(system, metric=metric)
        state, system = state @ system.root().T, system.to_sphere()
    moved = system.field(state) if system.is_flow else system.step(state) - state
    with np.errstate(all="ignore"):
        fixed = bool(np.isfinite(moved).all() and np.abs(moved).max() < 1e-9)
        matrix = tangent_jacobian(system, state)
    flow = system.is_flow
    if not np.isfinite(matrix).all():
        return Facts(False, float("nan"), 0.0, flow=flow)
    spectrum = np.linalg.eigvals(matrix) if matrix.size else np.zeros(0)
    # Where nothing can move (d = 1) a radius is 0 and an abscissa -infinity.
    radius = float(spectrum.real.max(initial=-np.inf) if flow else np.abs(spectrum).max(initial=0.0))
    # A defective eigenvalue of multiplicity r is only seen to eps^(1/r); two is what these blocks allow.
    tolerance = 1e-7 * max(1.0, float(np.abs(matrix).max(initial=0.0)))
    weights = system.attention(state) if isinstance(system, Attention) else None
    rank = None if weights is None else int(np.linalg.matrix_rank(weights, tol=1e-9))
    return Facts(fixed, radius, tolerance, rank, flow)
