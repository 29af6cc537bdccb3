"""Ball arithmetic against mpmath at 50 digits: scalar closed forms, and a certified eigenvalue problem."""

from __future__ import annotations

from typing import Any

import flint
import mpmath
import numpy as np

from benchmarks.timing import Row, side_by_side
from verify.equilibria import closed_form

DIGITS = 50
BITS = 170  # 51 digits


def run(full: bool) -> list[Row]:
    """1000 scalar forms and a 20 x 20 matrix; 10 000 and 50 x 50 where ``full``."""
    return [_scalars(10_000 if full else 1000), _eigenvalues(50 if full else 20, 1 if full else 3)]


def _margins(lambda_j: Any, lambda_k: Any, exp_2c: Any) -> Any:
    """The three stability margins of one direction at a split of 7 and 3 tokens."""
    return closed_form.schur_cohn_margins(lambda_j, lambda_k, exp_2c, 7, 3)


def _scalars(count: int) -> Row:
    rng = np.random.default_rng(2)
    drawn = [tuple(float(x) for x in row) for row in rng.uniform(0.1, 0.9, size=(count, 3))]
    precise = [tuple(mpmath.mpf(x) for x in row) for row in drawn]
    balls = [tuple(flint.arb(x) for x in row) for row in drawn]

    def peer() -> list[Any]:
        with mpmath.workdps(DIGITS):
            return [_margins(a, b, mpmath.exp(2 * c)) for a, b, c in precise]

    def ours() -> list[Any]:
        with flint.ctx.workprec(BITS):
            return [_margins(a, b, (2 * c).exp()) for a, b, c in balls]

    peer_seconds, our_seconds, seen, enclosed = side_by_side(peer, ours, repeat=5)
    radius = max(float(ball.rad()) for row in enclosed for ball in row)
    with mpmath.workdps(DIGITS):
        gap = max(
            float(abs(mpmath.mpf(ball.mid().str(60, radius=False)) - value))
            for row, values in zip(enclosed, seen, strict=True)
            for ball, value in zip(row, values, strict=True)
        )
    work = f"{count} Schur-Cohn margins (3 numbers each), {DIGITS} digits"
    return Row(
        work, "mpmath" + _backend(), "arb, enclosed", peer_seconds, our_seconds, f"{gap:.0e}, radius {radius:.0e}"
    )


def _eigenvalues(size: int, repeat: int) -> Row:
    matrix = np.random.default_rng(3).normal(size=(size, size)).tolist()

    def peer() -> list[Any]:
        with mpmath.workdps(DIGITS):
            return list(mpmath.eig(mpmath.matrix(matrix), left=False, right=False))

    def ours() -> list[Any]:
        with flint.ctx.workprec(BITS):
            return list(flint.acb_mat(matrix).eig())

    peer_seconds, our_seconds, seen, enclosed = side_by_side(peer, ours, repeat=repeat)
    radius = max(float(ball.rad()) for ball in enclosed)
    points = [complex(ball.real.mid(), ball.imag.mid()) for ball in enclosed]
    gap = max(min(abs(complex(value) - point) for point in points) for value in seen)
    return Row(
        f"eigenvalues of a nonsymmetric {size} x {size} matrix, {DIGITS} digits",
        "mpmath.eig" + _backend(),
        "acb_mat.eig, certified",
        peer_seconds,
        our_seconds,
        f"{gap:.0e} as floats, radius {radius:.0e}",
    )


def _backend() -> str:
    return f" ({mpmath.libmp.BACKEND})"
