"""Rigorous enclosures for a value matrix that is not symmetric: its real eigenpairs, and its complex eigenvalues."""

from __future__ import annotations

from typing import Any

import numpy as np

from verify.equilibria.certify import PRECISION, Enclosure, uniform_scores

LARGEST = 128
"""Dimension up to which a nonsymmetric V is certified (7 seconds there, growing with the cube)."""


def enclose_general(value: np.ndarray, query_key: np.ndarray | None, oja: bool) -> Enclosure:
    """Balls around the real eigenvalues (descending) with their scores, and around the complex eigenvalues.

    An isolated ball that meets the real axis holds a real eigenvalue: eigenvalues of a real matrix come in conjugate
    pairs. Above :data:`LARGEST`, or where the eigenvalues cannot be isolated, the balls are estimates.

    Args:
        value: V, shape ``(d, d)``, float64; its eigenvalues must be distinct.
        query_key: A, shape ``(d, d)``, or ``None`` for the identity.
        oja: attention is uniform; ``query_key`` is not looked at.
    """
    if value.shape[0] > LARGEST:
        return _estimate(value, query_key, oja, f"a nonsymmetric matrix is certified up to dimension {LARGEST}")
    from flint import acb_mat, arb, arb_mat, ctx

    with ctx.workprec(PRECISION):
        try:
            values, vectors = acb_mat(value.tolist()).eig(right=True)
        except ValueError:
            return _estimate(value, query_key, oja, "eigenvalues could not be isolated")
        exact = None if query_key is None else arb_mat(query_key.tolist())
        # Symmetrised in balls: rounding A here would certify another matrix.
        key = None if exact is None else acb_mat((exact + exact.transpose()) / 2)
        real, pairs = [], []
        for k, ball in enumerate(values):
            if not ball.imag.contains(0):
                if ball.imag > 0:
                    pairs.append(ball)
                continue
            if oja or query_key is None:
                score = arb(0 if oja else 1)
            else:
                score = _score(acb_mat([[vectors[i, k]] for i in range(vectors.nrows())]), key)
            real.append((ball.real, score))
        real.sort(key=lambda pair: -float(pair[0].mid()))
        flat = _flat(value, query_key, oja)
        return Enclosure(
            [ball for ball, _ in real],
            [arb(0) if flat else score for _, score in real],
            [flat] * len(real),
            sorted(pairs, key=lambda z: (-float(z.real.mid()), float(z.imag.mid()))),
            certified=True,
        )


def _flat(value: np.ndarray, query_key: np.ndarray | None, oja: bool) -> bool:
    """Whether all scores are exactly 0 (only looked for on the whole space here)."""
    return oja or (query_key is not None and all(uniform_scores(np.ones_like(value), query_key, oja)))


def _score(vector: Any, key: Any) -> Any:
    """``z^* A z / z^* z`` for an enclosed eigenvector of any complex scale."""
    adjoint = vector.transpose().conjugate()
    return (adjoint * key * vector)[0, 0].real / (adjoint * vector)[0, 0].real


def _estimate(value: np.ndarray, query_key: np.ndarray | None, oja: bool, note: str) -> Enclosure:
    """Unproved balls around LAPACK's eigenvalues."""
    from flint import acb, arb

    values, vectors = np.linalg.eig(value)
    error = 1e-13 * value.shape[0] * max(float(np.abs(values).max()), float(np.abs(value).max()))
    key = np.eye(value.shape[0]) if query_key is None else query_key
    blur = 1e-11 * float(np.abs(key).max())
    flat = _flat(value, query_key, oja)
    real, pairs = [], []
    for ball, vector in zip(values, vectors.T, strict=True):
        if ball.imag > 0:
            pairs.append(acb(arb(float(ball.real), error), arb(float(ball.imag), error)))
        elif ball.imag == 0:
            score = 1.0 if query_key is None else float((vector.conj() @ key @ vector).real)
            real.append(
                (arb(float(ball.real), error), arb(0) if flat else arb(score, blur if query_key is not None else 0))
            )
    real.sort(key=lambda pair: -float(pair[0].mid()))
    pairs.sort(key=lambda z: (-float(z.real.mid()), float(z.imag.mid())))
    return Enclosure([x for x, _ in real], [c for _, c in real], [flat] * len(real), pairs, certified=False, note=note)
