"""Closed-form spectra at consensus and bipartite states, generic over the arithmetic.

Every function uses only ``+ - * /`` (and a square root or ``exp`` that is passed in), so that the same lines serve
float64 arrays, mpmath, arb balls and SymPy symbols. Sources: power-method paper, eq. (14), Lemmas 3 and 14;
multistability paper, consensus and bipartite spectra of the flow.

Notation: ``lambda_j`` the eigenvalues of V, ``v_k`` the eigenvector of the state, ``c = v_k^T A v_k``, ``E = e^{2c}``
(the Oja system is ``E = 1``), ``m`` tokens at ``+v_k`` and ``rest = n - m`` at ``-v_k``, ``a = alpha lambda_j``,
``b = alpha lambda_k``. The attention matrix reduced to the two groups is ``P = [[p, 1 - p], [1 - q, q]]``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

Block = tuple[tuple[Any, Any], tuple[Any, Any]]
Spectrum = list[tuple[Any, int]]


class Gammas(NamedTuple):
    """A token's share of attention to its own group (``p``, ``q``) and the signed means ``2 p - 1``, ``2 q - 1``."""

    p: Any
    q: Any
    gamma_plus: Any
    gamma_minus: Any


class Margins(NamedTuple):
    """Three numbers that are all positive exactly if both eigenvalues of a 2 x 2 block lie in the unit disc.

    ``at_one`` is ``1 - tr + det``, ``at_minus_one`` is ``1 + tr + det``, ``determinant`` is ``1 - det`` (real blocks;
    Schur-Cohn). Any negative one means an eigenvalue outside the closed disc.
    """

    at_one: Any
    at_minus_one: Any
    determinant: Any


def attention_gammas(exp_2c: Any, m: Any, rest: Any) -> Gammas:
    """``p = mE/(mE + rest)``, ``q = rest E/(rest E + m)``, ``gamma_plus = 2p - 1``, ``gamma_minus = 2q - 1`` (eq. 14).

    Args:
        exp_2c: ``E = e^{2c} > 0``; 1 for the Oja system.
        m: size of the group at ``+v_k``, at least 1.
        rest: size of the other group, at least 1.
    """
    plus, minus = m * exp_2c, rest * exp_2c
    return Gammas(plus / (plus + rest), minus / (minus + m), (plus - rest) / (plus + rest), (minus - m) / (minus + m))


def exponents(c: Any, m: Any, rest: Any, log: Callable[[Any], Any]) -> tuple[Any, Any]:
    """``(2(c + eta), 2(c - eta))`` with ``eta = ln(m/rest)/2``: ``gamma_plus = tanh(c + eta)``, and so on."""
    twice_eta = log(m) - log(rest)
    return 2 * c + twice_eta, 2 * c - twice_eta


def logistic_gammas(c: Any, m: Any, rest: Any) -> tuple[Gammas, Any, Any]:
    """The same in float64 without overflow for any finite ``c``, vectorised.

    Returns:
        The gammas, and ``1 - p`` and ``1 - q`` computed without cancellation.
    """
    import numpy as np

    up, down = exponents(np.asarray(c, dtype=float), np.asarray(m, float), np.asarray(rest, float), np.log)
    small_up, small_down = np.exp(-np.abs(up)), np.exp(-np.abs(down))

    def share(z: Any, small: Any) -> Any:
        return np.where(z >= 0, 1.0, small) / (1.0 + small)

    p, q = share(up, small_up), share(down, small_down)
    return Gammas(p, q, np.tanh(up / 2), np.tanh(down / 2)), share(-up, small_up), share(-down, small_down)


# ---------------------------------------------------------------- discrete time


def consensus_together(a: Any, b: Any) -> Any:
    """``(1 + a)/|1 + b|``: all tokens move together along ``v_j`` (Lemma 3, class 2); a fixed point has ``b > -1``."""
    return (1 + a) / abs(1 + b)


def consensus_apart(b: Any) -> Any:
    """``1/|1 + b|``, multiplicity ``(n-1)(d-1)``: tokens move against each other (Lemma 3, class 3)."""
    return 1 / abs(1 + b)


def normalisers(b: Any, gammas: Gammas) -> tuple[Any, Any]:
    """``c_+- = 1 + b gamma_+-``: the state is a fixed point exactly if both are positive (eq. 14)."""
    return 1 + b * gammas.gamma_plus, 1 + b * gammas.gamma_minus


def bipartite_block(a: Any, b: Any, gammas: Gammas) -> Block:
    """The block ``M_j = diag(c_+, c_-)^{-1} (I + a P)`` of eq. (14), of one eigenvector ``v_j``, ``j != k``."""
    c_plus, c_minus = normalisers(b, gammas)
    p, q = gammas.p, gammas.q
    return ((1 + a * p) / c_plus, a * (1 - p) / c_plus), (a * (1 - q) / c_minus, (1 + a * q) / c_minus)


def bipartite_determinant(a: Any, b: Any, gammas: Gammas) -> Any:
    """``det M_j = (1 + a)(1 + a (p + q - 1))/(c_+ c_-)``: the eigenvalues of P are 1 and p + q - 1."""
    c_plus, c_minus = normalisers(b, gammas)
    return (1 + a) * (1 + a * (gammas.p + gammas.q - 1)) / (c_plus * c_minus)


def bipartite_trace(a: Any, b: Any, gammas: Gammas) -> Any:
    """``tr M_j = (1 + a p)/c_+ + (1 + a q)/c_-``."""
    c_plus, c_minus = normalisers(b, gammas)
    return (1 + a * gammas.p) / c_plus + (1 + a * gammas.q) / c_minus


# The three numbers E, 1/E and m/rest + rest/m, times any positive factor. All margins are linear in them, hence linear
# in m/rest + rest/m: along the splits of one eigenvector each margin changes sign at most once.
Scale = tuple[Any, Any, Any]


def split_scale(exp_2c: Any, m: Any, rest: Any) -> Scale:
    """``(E, 1/E, m/rest + rest/m)`` times ``m rest E``: polynomials, summing to ``(mE + rest)(rest E + m)``."""
    return m * rest * exp_2c * exp_2c, m * rest, (m * m + rest * rest) * exp_2c


def normaliser_numerator(b: Any, scale: Scale) -> Any:
    """``c_+ c_-`` times ``s = E + 1/E + m/rest + rest/m`` (in the units of ``scale``)."""
    grow, decay, cross = scale
    return (1 + b) * (1 + b) * grow + (1 - b) * (1 - b) * decay + (1 - b) * (1 + b) * cross


def trace_numerator(a: Any, b: Any, scale: Scale) -> Any:
    """``c_+ c_- tr M_j`` times ``s``."""
    grow, decay, cross = scale
    return 2 * (1 + a) * (1 + b) * grow + 2 * (1 - b) * decay + (2 + a * (1 - b)) * cross


def determinant_numerator(a: Any, scale: Scale) -> Any:
    """``c_+ c_- det M_j`` times ``s``."""
    grow, decay, cross = scale
    return (1 + a) * ((1 + a) * grow + (1 - a) * decay + cross)


def margin_numerators(a: Any, b: Any, scale: Scale) -> Margins:
    """The Schur-Cohn margins of ``M_j`` times the positive ``c_+ c_- s``, without cancellation near ``a = b``.

    With E, 1/E and ``x = m/rest + rest/m``: ``(b-a) (E(b-a) + (b+a)/E - b x)``,
    ``E(2+a+b)^2 + (2-b-a)(2-b+a)/E + x(2-b)(2+a+b)`` and ``E(b-a)(2+a+b) + (a^2+b^2-2b)/E - x(a+b^2)``.
    """
    grow, decay, cross = scale
    gap, total = b - a, 2 + a + b
    return Margins(
        gap * (gap * grow + (a + b) * decay - b * cross),
        total * total * grow + (2 - b - a) * (2 - b + a) * decay + (2 - b) * total * cross,
        gap * total * grow + (a * a + b * (b - 2)) * decay - (a + b * b) * cross,
    )


def schur_cohn_margins(a: Any, b: Any, exp_2c: Any, m: Any, rest: Any) -> Margins:
    """``1 - tr + det``, ``1 + tr + det``, ``1 - det`` of ``M_j``."""
    scale = split_scale(exp_2c, m, rest)
    below = normaliser_numerator(b, scale)
    return Margins(*(numerator / below for numerator in margin_numerators(a, b, scale)))


# ---------------------------------------------------------------- continuous time


def flow_block(lambda_j: Any, lambda_k: Any, gammas: Gammas) -> Block:
    """The block ``lambda_j P - lambda_k diag(gamma_+, gamma_-)`` of the flow."""
    p, q = gammas.p, gammas.q
    return (
        (lambda_j * p - lambda_k * gammas.gamma_plus, lambda_j * (1 - p)),
        (lambda_j * (1 - q), lambda_j * q - lambda_k * gammas.gamma_minus),
    )


def flow_trace_numerator(lambda_j: Any, lambda_k: Any, scale: Scale) -> Any:
    """The trace of the flow's block times ``s = E + 1/E + m/rest + rest/m``."""
    grow, decay, cross = scale
    return 2 * (lambda_j - lambda_k) * grow + 2 * lambda_k * decay + lambda_j * cross


def flow_determinant_numerator(lambda_j: Any, lambda_k: Any, scale: Scale) -> Any:
    """The determinant of the flow's block times ``s``; the two roots of ``lambda_j`` are written as factors."""
    grow, decay, cross = scale
    gap = lambda_k - lambda_j
    return gap * (gap * grow + (lambda_k + lambda_j) * decay - lambda_k * cross)


# ---------------------------------------------------------------- whole spectra


def pair_eigenvalues(block: Block, sqrt: Callable[[Any], Any] = math.sqrt) -> tuple[Any, Any]:
    """Both eigenvalues of a 2 x 2 block from ``(x - w)^2 + 4 y z``, a sum of nonnegative terms at real fixed points."""
    (x, y), (z, w) = block
    root = sqrt((x - w) * (x - w) + 4 * y * z)
    return (x + w + root) / 2, (x + w - root) / 2


def consensus_spectrum(eigenvalues: Sequence[Any], k: int, n: int, step_size: Any = None) -> Spectrum:
    """Tangent spectrum at the consensus ``v_k`` as (eigenvalue, multiplicity), summing to ``n (d - 1)``.

    Args:
        eigenvalues: of V, length d, in any order; entries may be complex except the k-th.
        k: which one the state sits at.
        n: tokens, at least 1.
        step_size: alpha, or ``None`` for the flow (Lemma 3, and the multistability paper's consensus spectrum).
    """
    d, own = len(eigenvalues), eigenvalues[k]
    others = [eigenvalues[j] for j in range(d) if j != k]
    if step_size is None:
        spectrum = [(other - own, 1) for other in others]
        apart = -own
    else:
        spectrum = [(consensus_together(step_size * other, step_size * own), 1) for other in others]
        apart = consensus_apart(step_size * own)
    return [*spectrum, (apart, (n - 1) * (d - 1))] if n > 1 and d > 1 else spectrum


def bipartite_spectrum(
    eigenvalues: Sequence[Any],
    k: int,
    gammas: Gammas,
    m: int,
    rest: int,
    *,
    step_size: Any = None,
    sqrt: Callable[[Any], Any] = math.sqrt,
) -> Spectrum:
    """Tangent spectrum at the bipartite state of ``v_k`` as (eigenvalue, multiplicity), summing to ``n (d - 1)``.

    Args:
        eigenvalues: of V, length d, in any order; complex entries need a complex ``sqrt``.
        k: which one the state sits at.
        gammas: from :func:`attention_gammas` or :func:`logistic_gammas`.
        m: tokens at ``+v_k``, at least 1.
        rest: tokens at ``-v_k``, at least 1.
        step_size: alpha, or ``None`` for the flow (Lemma 14, and the multistability paper's bipartite spectrum).
        sqrt: of the arithmetic of the other arguments.
    """
    d, own = len(eigenvalues), eigenvalues[k]
    spectrum: Spectrum = []
    for j in range(d):
        if j != k:
            if step_size is None:
                block = flow_block(eigenvalues[j], own, gammas)
            else:
                block = bipartite_block(step_size * eigenvalues[j], step_size * own, gammas)
            spectrum += [(value, 1) for value in pair_eigenvalues(block, sqrt)]
    if step_size is None:
        apart = (-own * gammas.gamma_plus, -own * gammas.gamma_minus)
    else:
        c_plus, c_minus = normalisers(step_size * own, gammas)
        apart = (1 / c_plus, 1 / c_minus)
    groups = zip(apart, (m, rest), strict=True)
    return spectrum + [(value, (size - 1) * (d - 1)) for value, size in groups if (size - 1) * (d - 1)]
