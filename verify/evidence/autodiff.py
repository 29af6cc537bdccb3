"""Spectra by automatic differentiation of ``step`` (torch): knows neither the Jacobian nor any closed form."""

from __future__ import annotations

from typing import Any

import numpy as np

from verify.arithmetic.numeric import FLOAT64
from verify.claim import Point
from verify.conclusions import SpectrumIs
from verify.observe import tangent_basis
from verify.scenes import dense_scores


def step_jacobian(system: Any, tokens: np.ndarray) -> np.ndarray:
    """``torch.func.jacrev`` of ``step`` (``field`` for a flow) at float tokens, shape ``(n, d, n, d)``."""
    import torch

    function = system.field if system.is_flow else system.step
    return torch.func.jacrev(function)(torch.tensor(tokens, dtype=torch.float64)).numpy()


def directional_derivative(function: Any, at: Any, along: Any) -> Any:
    """The derivative of a function of an array along a direction: by torch for floats, in balls for jets."""
    if at.dtype == object:
        from verify.arithmetic.jets import directional_derivative as in_balls

        return in_balls(function, at, along)
    import torch

    # Not torch.func.jvp: its quotients import the compiler of torch, seconds that every worker would pay.
    return torch.autograd.functional.jvp(function, torch.tensor(at), torch.tensor(along))[1].numpy()


def full_derivative(function: Any, at: Any) -> Any:
    """The derivative of a map of states, shape ``(n, d, n, d)``: by torch for floats, in balls for jets."""
    if at.dtype != object:
        import torch

        return torch.func.jacrev(function)(torch.tensor(at)).numpy()
    units = np.eye(at.size, dtype=int).reshape(at.size, *at.shape)
    columns = [directional_derivative(function, at, unit) for unit in units]
    return np.moveaxis(np.array(columns), 0, -1).reshape(*at.shape, *at.shape)


def tangent_spectrum(system: Any, tokens: np.ndarray) -> np.ndarray:
    """Eigenvalues on the tangent space."""
    n, d = tokens.shape
    basis = tangent_basis(tokens)
    matrix = np.einsum("iak,iajb,jbl->ikjl", basis, step_jacobian(system, tokens), basis)
    return np.linalg.eigvals(matrix.reshape(n * (d - 1), n * (d - 1)))


def matched_gap(first: np.ndarray, second: np.ndarray) -> float:
    """Largest distance between two multisets of eigenvalues under the best matching, relative to their size."""
    from scipy.optimize import linear_sum_assignment

    if len(first) != len(second):
        return float("inf")
    distances = np.abs(first[:, None] - second[None, :])
    rows, columns = linear_sum_assignment(distances)
    return float((distances[rows, columns] / np.maximum(1.0, np.abs(first[rows]))).max(initial=0.0))


def largest_gap(conclusion: SpectrumIs, point: Point, seed: int) -> float:
    """Distance between asserted eigenvalues and those of the automatic derivative at one state."""
    from verify.evidence.spectra import asserted_spectrum

    scene = conclusion.scene
    system = scene.make_system(point, dense_scores(seed))
    tokens = FLOAT64.asarray(scene.tokens(point), None)
    said = np.array([complex(value) for value in asserted_spectrum(conclusion, point, 15)])
    if conclusion.direction == "radial":
        n, _ = tokens.shape
        seen = np.linalg.eigvals(step_jacobian(system, tokens)[:, 0, :, 0].reshape(n, n))
    else:
        seen = tangent_spectrum(system, tokens)
    if conclusion.complete:
        return matched_gap(said, seen)
    rest = list(seen)
    worst = 0.0
    for value in said:
        if not rest:
            return float("inf")
        nearest = min(range(len(rest)), key=lambda i: abs(rest[i] - value))
        worst = max(worst, abs(rest.pop(nearest) - value) / max(1.0, abs(value)))
    return worst
