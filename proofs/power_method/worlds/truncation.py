"""The second-order truncation of the norm in Lemma 2, beside the exact derivative."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any


def symbolic_norm() -> Any:
    """``sigma = x^T s`` and ``q = |s|^2`` as symbols."""
    import sympy

    return SimpleNamespace(sigma=sympy.Symbol("sigma", real=True), q=sympy.Symbol("q", real=True), exact=True)


def random_norm(rng: Any) -> Any:
    """Random values with ``sigma^2 <= q``, as of a unit vector."""
    sigma = rng.uniform(-1, 1)
    return SimpleNamespace(sigma=sigma, q=sigma**2 + rng.uniform(0.1, 2.0), exact=False)


def norm_series(w: Any) -> tuple[Any, Any]:
    """Taylor coefficients 0, 1, 2 of ``(1 + 2 alpha sigma + alpha^2 q)^{-1/2}`` and those of the truncation."""
    asserted = [w.sigma * 0 + 1, -w.sigma, 3 * w.sigma**2 / 2 - w.q / 2]
    if w.exact:
        import sympy

        alpha = sympy.Symbol("alpha")
        norm = (1 + 2 * alpha * w.sigma + alpha**2 * w.q) ** sympy.Rational(-1, 2)
        return [sympy.diff(norm, alpha, k).subs(alpha, 0) / sympy.factorial(k) for k in range(3)], asserted
    if hasattr(w.q, "slope"):  # balls
        import flint

        inverse = flint.arb_series([1, 2 * w.sigma.value, w.q.value], prec=3).rsqrt()
        return [inverse[k] for k in range(3)], asserted
    import mpmath

    def norm_of(t: Any) -> Any:
        return (1 + 2 * t * w.sigma + t * t * w.q) ** mpmath.mpf("-0.5")

    return [float(value) for value in mpmath.taylor(norm_of, 0, 2)], asserted


def norm_series_without_square(w: Any) -> tuple[Any, Any]:
    """The same with ``|s|^2`` forgotten in the second-order coefficient: false."""
    taken, asserted = norm_series(w)
    return taken, [*asserted[:2], 3 * w.sigma**2 / 2]


def _truncated_jacobian(w: Any, direction: Any) -> Any:
    """Directional derivative at the consensus e_1 of ``y/N`` with ``1/N`` replaced by its truncation in d(1/N) only.

    ``d(1/N) = -alpha d(sigma) + alpha^2 (3 sigma d(sigma) - s . ds)``; n tokens, all moved alike (``together``) or two
    of them against each other (``apart``). Coordinates: e_1 = v_k, e_2 = v_j.
    """
    h = direction
    s = [w.lambda_k, 0]
    ds = [w.lambda_k * h[0] * w.share, w.lambda_j * h[1] * w.share]
    sigma = w.lambda_k
    dsigma = h[0] * s[0] + ds[0]
    scale = -w.alpha * dsigma + w.alpha**2 * (3 * sigma * dsigma - s[0] * ds[0])
    y = [1 + w.alpha * s[0], 0]
    return [(h[i] + w.alpha * ds[i]) / y[0] + y[i] * scale for i in range(2)]


def _exact_jacobian(w: Any, direction: Any) -> Any:
    """The same from ``step``: SymPy differentiates two tokens with multiplicities; torch would say the same."""
    import numpy as np
    import sympy

    from verify.systems import Oja

    epsilon = sympy.Symbol("epsilon")
    value = np.array([[w.lambda_k, 0], [0, w.lambda_j]], dtype=object)
    rows = np.array([[1 + epsilon * direction[0], epsilon * direction[1]]], dtype=object)
    if w.share == 0:
        opposite = np.array([[1 - epsilon * direction[0], -epsilon * direction[1]]], dtype=object)
        rows = np.concatenate([rows, opposite])
    rows = np.array([[sympy.sympify(entry) for entry in row] for row in rows], dtype=object)
    moved = Oja(value=value, step_size=w.alpha).step(rows)
    slope = [sympy.diff(entry, epsilon).subs(epsilon, 0) for entry in moved[0]]
    return [sympy.simplify(entry) for entry in slope]


def symbolic_truncated() -> Any:
    """A consensus with ``1 + alpha lambda_k > 0``, written as ``t > 0``."""
    import sympy

    t, alpha = sympy.symbols("t alpha", positive=True)
    lambda_j = sympy.Symbol("lambda_j", real=True)
    return SimpleNamespace(alpha=alpha, lambda_k=(t - 1) / alpha, lambda_j=lambda_j, share=1)


def random_truncated(rng: Any) -> Any:
    """Random rational values."""
    import sympy

    lambda_k, lambda_j = (sympy.Rational(int(v), 8) for v in rng.integers(1, 17, size=2))
    return SimpleNamespace(
        alpha=sympy.Rational(int(rng.integers(1, 9)), 8),
        lambda_k=lambda_k,
        lambda_j=lambda_j,
        share=int(rng.integers(2)),
    )


def _in_both_modes(w: Any, direction: tuple[int, int], part: int) -> tuple[Any, Any]:
    exact, truncated = [], []
    for share in (1, 0):
        mode = SimpleNamespace(**{**vars(w), "share": share})
        exact.append(_exact_jacobian(mode, direction)[part])
        truncated.append(_truncated_jacobian(mode, direction)[part])
    return exact, truncated


def truncated_tangent(w: Any) -> tuple[Any, Any]:
    """Tangent response to tangent perturbations, exact and truncated, tokens together and against each other."""
    return _in_both_modes(w, (0, 1), 1)


def truncated_radial(w: Any) -> tuple[Any, Any]:
    """Radial response to radial perturbations: they differ."""
    return _in_both_modes(w, (1, 0), 0)
