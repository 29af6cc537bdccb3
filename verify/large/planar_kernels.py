"""The Fourier-Bessel series of attention on the circle, compiled.

With tokens ``u_j = e^{i t_j}`` and a query ``q = r e^{i phi}``, ``exp(q . x_j) = sum_k I_k(r) e^{-i k phi} u_j^k`` over all
integers k (Jacobi and Anger). The sums over j are the moments ``M_k = sum_j u_j^k``, the same for all rows, and

    sum_j exp(q . x_j)     = 2 Re(P) - I_0 M_0,   P = sum_{k >= 0} I_k e^{-i k phi} M_k
    sum_j exp(q . x_j) u_j = Q + conj(R),         Q = sum_{k >= 0} I_k e^{-i k phi} M_{k+1},
                                                  R = sum_{k >= 1} I_k e^{-i k phi} M_{k-1}.

All three are evaluated by Horner's rule with the ratios ``I_k / I_{k-1} = r / (2 k + r I_{k+1} / I_k)``, a continued fraction
of positive terms taken from its far end. Nothing overflows: the factor I_0 is left out, and it cancels in the attended mean.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from verify.large.compiled import compiled
from verify.large.exponential import power_of_two

BLOCK = 128
LANES = 16
LOG2E = float(np.log2(np.e))


@compiled(fastmath={"contract"})
def _add_block(real: Any, imaginary: Any, work: Any, totals: Any) -> None:
    """Add the powers of up to :data:`BLOCK` tokens to the moments.

    A block is summed in 16 lanes of 8 numbers and these in a tree, and is added to the moments with compensation: the
    rounding error is below 14 units of the number of tokens, however many there are.

    Args:
        real: first coordinates.
        imaginary: second coordinates.
        work: scratch, shape ``(4, BLOCK)``.
        totals: real and imaginary parts of the moments, and what was lost of both, shape ``(4, K + 2)``.
    """
    a, b, x, y = work[0], work[1], work[2], work[3]
    size = real.size
    for j in range(BLOCK):
        x[j] = y[j] = a[j] = b[j] = 0.0
    for j in range(size):
        x[j], y[j], a[j] = real[j], imaginary[j], 1.0
    totals[0, 0] += size
    lanes = np.empty(2 * LANES)
    for k in range(1, totals.shape[1]):
        for j in range(BLOCK):
            old = a[j]
            a[j] = old * x[j] - b[j] * y[j]
            b[j] = old * y[j] + b[j] * x[j]
        for m in range(2 * LANES):
            lanes[m] = 0.0
        for first in range(0, BLOCK, LANES):
            for m in range(LANES):
                lanes[m] += a[first + m]
                lanes[LANES + m] += b[first + m]
        width = LANES // 2
        while width > 0:
            for m in range(width):
                lanes[m] += lanes[width + m]
                lanes[LANES + m] += lanes[LANES + width + m]
            width //= 2
        _add(totals[0], totals[2], k, lanes[0])
        _add(totals[1], totals[3], k, lanes[LANES])


@compiled(fastmath={"contract"})
def moments(real: Any, imaginary: Any, totals: Any) -> None:
    """``M_k = sum_j u_j^k`` for k from 0 on, as many as there is room for.

    Args:
        real: first coordinates of the tokens.
        imaginary: their second coordinates.
        totals: the result, shape ``(2, K + 2)``: real and imaginary parts.
    """
    work = np.empty((4, BLOCK))
    held = np.zeros((4, totals.shape[1]))
    for begin in range(0, real.size, BLOCK):
        _add_block(real[begin : begin + BLOCK], imaginary[begin : begin + BLOCK], work, held)
    totals[:] = held[:2] + held[2:]


@compiled(fastmath={"contract"})
def _add(total: Any, lost: Any, k: int, more: float) -> None:
    """``total[k] += more``, what is lost by rounding kept in ``lost[k]``."""
    old = total[k]
    new = old + more
    if abs(old) >= abs(more):
        lost[k] += (old - new) + more
    else:
        lost[k] += (more - new) + old
    total[k] = new


@compiled()
def _series_block(r: Any, c: Any, s: Any, moment_real: Any, moment_imaginary: Any, work: Any, out: Any) -> None:
    """The sums of a block of rows, over ``exp(r)``.

    Args:
        r: radius of each query, shape ``(block,)``.
        c: cosine of its angle.
        s: sine of its angle.
        moment_real: ``Re M_k``, shape ``(K + 2,)``.
        moment_imaginary: ``Im M_k``.
        work: scratch, shape ``(8, block)``.
        out: the result, shape ``(3, block)``: the sum of the weights, and of the weighted tokens.
    """
    terms = moment_real.size - 2
    block = r.size
    ratio, growth, pr, pi, qr, qi, rr, ri = work[0], work[1], work[2], work[3], work[4], work[5], work[6], work[7]
    for i in range(block):
        # Near the ratio I_{K+1} / I_K; an error here is contracted at each step.
        ratio[i] = r[i] / (terms + 1 + np.sqrt((terms + 1.0) * (terms + 1.0) + r[i] * r[i]))
        growth[i] = 1.0
        pr[i], pi[i] = moment_real[terms], moment_imaginary[terms]
        qr[i], qi[i] = moment_real[terms + 1], moment_imaginary[terms + 1]
        rr[i], ri[i] = moment_real[terms - 1], moment_imaginary[terms - 1]
    for k in range(terms, 0, -1):
        below_real, below_imaginary = moment_real[k - 1], moment_imaginary[k - 1]
        here_real, here_imaginary = moment_real[k], moment_imaginary[k]
        last_real, last_imaginary = 0.0, 0.0
        if k > 1:
            last_real, last_imaginary = moment_real[k - 2], moment_imaginary[k - 2]
        twice = 2.0 * k
        for i in range(block):
            ratio[i] = r[i] / (twice + r[i] * ratio[i])
            growth[i] = 1.0 + ratio[i] * growth[i]
            er, ei = ratio[i] * c[i], -ratio[i] * s[i]
            new = below_real + er * pr[i] - ei * pi[i]
            pi[i] = below_imaginary + er * pi[i] + ei * pr[i]
            pr[i] = new
            new = here_real + er * qr[i] - ei * qi[i]
            qi[i] = here_imaginary + er * qi[i] + ei * qr[i]
            qr[i] = new
            new = last_real + er * rr[i] - ei * ri[i]
            ri[i] = last_imaginary + er * ri[i] + ei * rr[i]
            rr[i] = new
    for i in range(block):
        share = 1.0 / (2.0 * growth[i] - 1.0)  # I_0 / exp(r)
        out[0, i] = (2.0 * pr[i] - moment_real[0]) * share
        out[1, i] = (qr[i] + rr[i]) * share
        out[2, i] = (qi[i] - ri[i]) * share


@compiled()
def series(queries: Any, totals: Any, sums: Any, first: int, last: int) -> None:
    """The sums over all tokens for the rows from ``first`` to ``last``.

    Args:
        queries: radius, and cosine and sine of the angle, shape ``(3, rows)``.
        totals: the moments, shape ``(2, K + 2)``.
        sums: the result, shape ``(3, rows)``: the sum of the weights ``exp(q . x_j - r)``, and of the weighted tokens.
        first: row.
        last: row that is not done.
    """
    work, out, held = np.empty((8, BLOCK)), np.empty((3, BLOCK)), np.zeros((3, BLOCK))
    for begin in range(first, last, BLOCK):
        size = min(BLOCK, last - begin)
        held[:, :size] = queries[:, begin : begin + size]
        _series_block(held[0], held[1], held[2], totals[0], totals[1], work, out)
        sums[:, begin : begin + size] = out[:, :size]


@compiled()
def causal_series(real: Any, imaginary: Any, queries: Any, before: Any, sums: Any) -> None:
    """As :func:`series` for consecutive tokens, each row over the tokens up to its own.

    Of the tokens of its own block a row takes the weights one by one.

    Args:
        real: first coordinates of the tokens, shape ``(rows,)``.
        imaginary: their second coordinates.
        queries: as in :func:`series`.
        before: the moments of all tokens before these, shape ``(2, K + 2)``.
        sums: the result, shape ``(3, rows)``.
    """
    work, out, held = np.empty((8, BLOCK)), np.empty((3, BLOCK)), np.zeros((3, BLOCK))
    powers, totals = np.empty((4, BLOCK)), np.zeros((4, before.shape[1]))
    totals[:2] = before
    for begin in range(0, real.size, BLOCK):
        size = min(BLOCK, real.size - begin)
        held[:, :size] = queries[:, begin : begin + size]
        _series_block(held[0], held[1], held[2], totals[0] + totals[2], totals[1] + totals[3], work, out)
        x, y = real[begin : begin + size], imaginary[begin : begin + size]
        total, one, two, r, c, s = out[0], out[1], out[2], held[0], held[1], held[2]
        for j in range(size):
            xj, yj = x[j], y[j]
            for i in range(j, size):
                weight = power_of_two(LOG2E * (r[i] * (c[i] * xj + s[i] * yj - 1.0)))
                total[i] += weight
                one[i] += weight * xj
                two[i] += weight * yj
        sums[:, begin : begin + size] = out[:, :size]
        _add_block(x, y, powers, totals)
