"""Spectral radii and abscissae in float64, vectorised over the splits; the verdicts do not rest on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from verify.equilibria.closed_form import consensus_apart, consensus_together, logistic_gammas

SAMPLE = 2049
"""Splits looked at in a range where the eigenvalues of V are complex."""


def consensus_radius(own: float, others: Sequence[complex], apart: bool, flow: bool) -> float | None:
    """Largest modulus (flow: real part) at a consensus.

    Args:
        own: ``alpha lambda_k`` (flow: ``lambda_k``).
        others: the deciding ``alpha lambda_j``.
        apart: whether tokens can move against each other (n > 1).
        flow: continuous time.
    """
    if not others:
        return None if flow else 0.0
    if flow:
        return max([(other - own).real for other in others] + ([-own] if apart else []))
    return float(max([abs(consensus_together(a, own)) for a in others] + ([consensus_apart(own)] if apart else [])))


def bipartite_radii(own: float, others: Sequence[complex], c: float, minus: Any, *, n: int, flow: bool) -> np.ndarray:
    """Largest modulus (flow: real part) at each split, shape of ``minus``; meaningless where it is not a fixed point.

    Args:
        own: ``alpha lambda_k`` (flow: ``lambda_k``).
        others: the deciding ``alpha lambda_j``, at least one.
        c: the score ``v_k^T A v_k``.
        minus: sizes of the smaller group, integers from 1 to n // 2.
        n: tokens.
        flow: continuous time.
    """
    minus = np.asarray(minus)
    plus = n - minus
    gammas, one_p, one_q = logistic_gammas(c, plus, minus)
    up, down = (-own * gammas.gamma_plus, -own * gammas.gamma_minus)
    if not flow:
        with np.errstate(divide="ignore"):
            up, down = 1 / (1 - up), 1 / (1 - down)
    # A group of one token has nobody to move against.
    largest = np.maximum(np.where(plus > 1, up, -np.inf), np.where(minus > 1, down, -np.inf))
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        for a in others:
            first, second = (1.0, 1.0) if flow else (up, down)
            x = a * gammas.p + up if flow else (1 + a * gammas.p) * up
            w = a * gammas.q + down if flow else (1 + a * gammas.q) * down
            product = (a * one_p * first) * (a * one_q * second)
            root = np.sqrt(np.asarray((x - w) ** 2 + 4 * product, dtype=complex if isinstance(a, complex) else float))
            if flow:
                size = np.maximum(((x + w + root) / 2).real, ((x + w - root) / 2).real)
            else:
                size = np.maximum(np.abs(x + w + root), np.abs(x + w - root)) / 2
            largest = np.fmax(largest, size)
    return largest


def largest_in_range(
    own: float, others: Sequence[complex], c: float, ends: tuple[int, int], *, n: int, flow: bool
) -> float:
    """The largest radius over all splits of a range of fixed points.

    Every real eigenvalue is a monotone function of the split, as its characteristic equation is linear in
    ``m/rest + rest/m``: the ends decide. With complex eigenvalues of V the range is sampled.
    """
    low, high = ends
    if any(isinstance(a, complex) for a in others):
        minus = np.unique(np.linspace(low, high, min(SAMPLE, high - low + 1)).round().astype(np.int64))
    else:
        # At a single token a class of eigenvalues is missing: the next split belongs to the ends.
        minus = np.array([low, min(low + 1, high), high])
    return float(bipartite_radii(own, others, c, minus, n=n, flow=flow).max())
