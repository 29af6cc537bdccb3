r"""How much the Jacobian in tangent coordinates can change within given distances of the tokens, by norms.

Balls bound each entry by itself; for dense V and A that loses a factor of ten or more. Here everything is a 2-norm. At the
chart's tokens let ``a_ij`` be the weights, ``o_ij = x_j - m_i``, ``q_i = A^T x_i``, and let every ``|u_i| <= rho_i < 1``:
``h_i = sqrt(1 - rho_i^2)`` and a token moves by at most ``delta_i = sqrt(2 - 2 h_i)``. Then, with ``|V|``, ``|A|`` the 2-norms
and primes for the moved state,

    |x_i'^T A (x_j' - x_l') - x_i^T A (x_j - x_l)| <= |A| (delta_i |x_j - x_l| + delta_j + delta_l) =: sigma_ijl   (0 for j = l),
    a_ij / sum_l a_il e^sigma_ijl  <=  a_ij'  <=  a_ij / sum_l a_il e^-sigma_ijl,
    |m_i' - m_i| <= sum_j a_ij' delta_j + sum_j |a_ij' - a_ij| |o_ij|,

and from these the change of ``d s_i/d x_j = delta_ij V C_i A^T + a_ij V (I + o_ij q_i^T)``, of ``s_i = V m_i`` and of the maps
between tokens and coordinates, ``B_i^T (I - x_i x_i^T) = B_i^T - u_i x_i^T`` and ``S_j = B_j - x_j u_j^T/h_j``, with the chart's
``x_j``, ``|S_j| <= 1/h_j``. For the ``m_i``, ``o_ij`` may stand for ``x_j``, because the changes of a row of weights add up to 0.

All numbers are nonnegative; they are added and multiplied in float64 and enlarged by ``SLACK``, far more than what was rounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from verify.arithmetic.numeric import to_arb
from verify.equilibria.certification.centred import Centred
from verify.equilibria.certification.definite import two_norm
from verify.equilibria.contraction import Chart
from verify.systems import Oja, System

SLACK = 1 + 1e-9
TINY, HUGE = 1e-200, 1e30
"""Numbers below ``TINY`` are taken as ``TINY``, norms above ``HUGE`` as infinite: nothing underflows unseen."""


@dataclass(frozen=True, eq=False)
class _Head:
    value: float
    scores: float
    weights: np.ndarray  # from above
    least: np.ndarray  # from below
    offsets: np.ndarray  # |x_j - m_i|
    queries: np.ndarray  # |A^T x_i|


@dataclass(frozen=True, eq=False)
class Centre:
    """Upper bounds of everything at the chart's tokens.

    Attributes:
        heads: one or several.
        gaps: ``|x_i - x_j|``, shape ``(n, n)``.
        pulls: ``|s_i|``.
        across: ``|B_i^T s_i|``, next to zero near an equilibrium.
        step: alpha, or ``None`` for a flow.
        factors: lower bounds of ``|x_i + alpha s_i|`` (steps).
    """

    heads: tuple[_Head, ...]
    gaps: np.ndarray
    pulls: np.ndarray
    across: np.ndarray
    step: float | None
    factors: np.ndarray


def centre(system: System, chart: Chart) -> Centre:
    """The bounds at the tokens of a chart, at the current precision of the balls."""
    places = chart.places
    n, d = places.shape
    heads = []
    if isinstance(system, Centred):
        for (value, key), (_, queries, weights, offsets) in zip(system.heads, system._each(places), strict=True):
            scores = np.eye(d) if key is None else np.asarray(key, float)
            above, below = _ends(weights)
            heads.append(_Head(_size(value), _size(scores), above, below, _lengths(offsets), _lengths(queries)))
    elif isinstance(system, Oja):
        even = np.full((n, n), 1 / n)
        heads.append(_Head(_size(system.value), 0.0, even * SLACK, even / SLACK, np.full((n, n), 2.0), np.zeros(n)))
    else:
        raise TypeError(f"no bounds for a {type(system).__name__}")
    s = system.influence(places)
    across = np.array([_length(s[i] @ frame) for i, frame in enumerate(chart.frames)])
    step = None if system.is_flow else float(system.step_size)
    factors = np.ones(n)
    if step is not None:
        moved = places + to_arb(system.step_size) * s
        factors = np.array([float((row @ row).sqrt().lower()) / SLACK for row in moved])
    gaps = _lengths(places[:, None, :] - places[None, :, :])
    return Centre(tuple(heads), gaps, _lengths(s), across, step, factors)


def change(at: Centre, rho: np.ndarray) -> np.ndarray:
    """Upper bounds of ``|DG_ij(u) - DG_ij(0)|_2`` for all u with ``|u_i| <= rho_i``, shape ``(n, n)``; infinite where there is none.

    Args:
        at: bounds at the chart's tokens.
        rho: shape ``(n,)``.
    """
    n = len(rho)
    if not (rho < 0.999).all():
        return np.full((n, n), np.inf)
    with np.errstate(all="ignore"):
        h = np.sqrt(1 - rho**2)
        delta = rho * np.sqrt(2 / (1 + h)) * SLACK  # without the cancellation of 2 - 2 h
        turned = np.zeros((n, n))  # |dS' - dS|
        largest = np.zeros((n, n))  # |dS'|
        pulled = np.zeros(n)  # |s' - s|
        own = np.arange(n)
        for head in at.heads:
            grown = _grown(head, at.gaps, delta)
            most = head.weights + grown
            means = np.minimum(most @ delta, delta.max()) + (grown * head.offsets).sum(axis=1)
            moved = delta[None, :] + means[:, None]  # |o' - o|
            offsets = head.offsets + moved
            queries = head.queries + head.scores * delta
            turned += head.value * grown
            turned += head.value * (
                grown * head.offsets * head.queries[:, None]
                + most * (moved * queries[:, None] + head.offsets * (head.scores * delta)[:, None])
            )
            largest += head.value * most * (1 + offsets * queries[:, None])
            square = (grown * head.offsets**2 + most * (2 * head.offsets * moved + moved**2)).sum(axis=1)
            turned[own, own] += head.value * head.scores * square
            largest[own, own] += head.value * head.scores * (most * offsets**2).sum(axis=1)
            pulled += head.value * means
        if at.step is None:
            out = turned + largest * (rho[:, None] + rho[None, :]) / h[None, :]
            out[own, own] += pulled + at.pulls * delta  # of kappa_i
            out[own, own] += rho * (at.across + pulled + (at.pulls + pulled) * rho / h)  # of x_i s_i^T
            return out * SLACK + TINY
        return _stepped(at, turned, largest, pulled, delta, rho, h) * SLACK + TINY


def _grown(head: _Head, gaps: np.ndarray, delta: np.ndarray) -> np.ndarray:
    """``|a_ij' - a_ij|``; infinite where the bounds overflow."""
    sigma = delta[:, None, None] * gaps[None, :, :] + delta[None, :, None] + delta[None, None, :]
    own = np.arange(len(delta))
    sigma[:, own, own] = 0  # a score does not move against itself
    sigma *= head.scores * SLACK
    up = 1 / np.einsum("il,ijl->ij", head.least, np.exp(-sigma)) * SLACK - 1
    down = 1 - 1 / (np.einsum("il,ijl->ij", head.weights, np.exp(sigma)) * SLACK)
    grown = head.weights * np.maximum(np.maximum(up, down), 0) * SLACK
    return np.where(np.isfinite(grown), grown, np.inf)


def _stepped(
    at: Centre,
    turned: np.ndarray,
    largest: np.ndarray,
    pulled: np.ndarray,
    delta: np.ndarray,
    rho: np.ndarray,
    h: np.ndarray,
) -> np.ndarray:
    """For ``B_i^T |y|^{-1} (I - z z^T) (delta_ij + alpha dS_ij) S_j``, ``y_i = x_i + alpha s_i``, ``z = y/|y|``."""
    alpha = float(at.step or 0.0)
    away = delta + alpha * pulled  # |y' - y|
    least = at.factors - away
    if not (least > 1e-3 * at.factors).all():  # the difference keeps its digits
        return np.full_like(turned, np.inf)
    # |y'|^{-1}(I - z'z'^T) - |y|^{-1}(I - z z^T), with |z z^T - z'z'^T| <= |z - z'| <= |y - y'|/min(|y|, |y'|)
    projector = away / (at.factors * least) + (away / least) / least
    own = np.arange(len(rho))
    inner, inner_change = alpha * largest, alpha * turned
    inner[own, own] += 1
    out = projector[:, None] * inner / h[None, :]
    out += (1 / at.factors)[:, None] * (inner_change + inner * rho[None, :] / h[None, :])
    return out


def _size(matrix: Any) -> float:
    """``|M|_2``, from above; infinite where products could leave the range of float64."""
    import flint

    size = float(two_norm(flint.arb_mat(np.asarray(matrix, float).tolist())).upper())
    return size * SLACK if size < HUGE else float("inf")


def _ends(balls: Any) -> tuple[np.ndarray, np.ndarray]:
    # A weight that float64 would round to 0 is still positive: masked ones alone are 0.
    above = (
        np.array([[max(float(entry.upper()), TINY) if entry != 0 else 0.0 for entry in row] for row in balls]) * SLACK
    )
    below = np.array([[float(entry.lower()) for entry in row] for row in balls]) / SLACK
    return above, np.maximum(below, 0)


def _length(vector: Any) -> float:
    import flint

    return float(sum((entry * entry for entry in vector), flint.arb(0)).nonnegative_part().sqrt().upper()) * SLACK


def _lengths(array: Any) -> np.ndarray:
    """Upper bounds of the lengths of the vectors along the last axis."""
    flat = np.asarray(array, dtype=object).reshape(-1, array.shape[-1])
    return np.array([_length(row) for row in flat]).reshape(array.shape[:-1])
