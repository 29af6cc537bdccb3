"""Spectra in high precision, from the Jacobian of ``step`` at concrete states, compared with asserted ones."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np

from verify.arithmetic.numeric import object_arithmetic, to_mpf
from verify.claim import Point
from verify.conclusions import SpectrumIs
from verify.scenes import Scene, dense_scores


def jacobian_spectrum(scene: Scene, point: Point, direction: str, digits: int, seed: int) -> list[Any]:
    """Eigenvalues of the Jacobian restricted to one kind of perturbation, from central differences of ``step`` or ``field``.

    Differences, not the closed Jacobian: nothing here knows a formula. The step is ``10^-digits/3``; working precision
    is twice ``digits``, so that about ``2 digits / 3`` digits come out right.

    Args:
        scene: the state, with A dense and nonsymmetric.
        point: exact values.
        direction: ``tangent`` (along all other eigenvectors) or ``radial``.
        digits: decimal digits.
        seed: of the free entries of A.
    """
    with mpmath.workdps(2 * digits + 20):
        arithmetic = object_arithmetic("mpmath")
        system = scene.make_system(point, dense_scores(seed))
        tokens = arithmetic.asarray(scene.tokens(point), None)
        n, d = tokens.shape
        axes = [0] if direction == "radial" else list(range(1, d))
        function = system.field if system.is_flow else system.step
        h = mpmath.mpf(10) ** (-digits)
        columns = []
        for token in range(n):
            for axis in axes:
                forward, backward = tokens.copy(), tokens.copy()
                forward[token, axis] += h
                backward[token, axis] -= h
                change = (function(forward) - function(backward)) / (2 * h)
                columns.append(change[:, axes].reshape(-1))
        matrix = mpmath.matrix(np.array(columns, dtype=object).T.tolist())
        if matrix.rows <= 1:
            return [matrix[0, 0]] if matrix.rows else []
        # The differences are good to about digits + 20 places. What is smaller is noise, on which the QR iteration need
        # not converge where eigenvalues are equal: it is rounded away.
        unit = mpmath.mpf(10) ** -(digits + 10) * max(1, mpmath.mnorm(matrix, mpmath.inf))
        return _eigenvalues(matrix.apply(lambda entry: mpmath.nint(entry / unit) * unit))


def _eigenvalues(matrix: Any) -> list[Any]:
    """By the QR iteration, which may cycle on a highly symmetric matrix: then on a similar one without its symmetry."""
    try:
        return list(mpmath.eig(matrix, left=False, right=False))
    except RuntimeError:  # mpmath: qr: failed to converge
        rng = np.random.default_rng(0)
        shear = mpmath.matrix((np.tril(rng.integers(-2, 3, size=(matrix.rows,) * 2), -1) / 8.0).tolist())
        for i in range(matrix.rows):
            shear[i, i] = 1
        return list(mpmath.eig(mpmath.inverse(shear) * matrix * shear, left=False, right=False))


def asserted_spectrum(conclusion: SpectrumIs, point: Point, digits: int) -> list[Any]:
    """The claim's list written out, over all directions v_j of the point."""
    scene = conclusion.scene
    with mpmath.workdps(2 * digits + 20):
        names = [name for name in point if name.startswith("lambda_") and name != scene.at]
        out: list[Any] = []
        for name in names if conclusion.direction == "tangent" else [None]:
            values = {key: to_mpf(point[key]) for key in point}
            if name is not None:
                values["lambda_j"] = values[name]
            for value, times in conclusion.eigenvalues(Point(values)):
                if isinstance(value, tuple):
                    (x, y), (z, w) = value
                    root = mpmath.sqrt(mpmath.mpc((x - w) ** 2 + 4 * y * z))
                    found = [(x + w + root) / 2, (x + w - root) / 2]
                else:
                    found = [value]
                out += found * int(times)
        return out


def compare(conclusion: SpectrumIs, point: Point, digits: int, seed: int) -> Any:
    """Largest distance between asserted and seen eigenvalues, matched; infinite where the counts differ."""
    seen = jacobian_spectrum(conclusion.scene, point, conclusion.direction, digits, seed)
    said = asserted_spectrum(conclusion, point, digits)
    if len(said) > len(seen) or (conclusion.complete and len(said) != len(seen)):
        return mpmath.inf
    with mpmath.workdps(2 * digits + 20):
        worst = mpmath.mpf(0)
        for value in said:
            nearest = min(range(len(seen)), key=lambda i: abs(seen[i] - value))
            worst = max(worst, abs(seen.pop(nearest) - value))
        return worst
