"""Rigorous enclosures of what decides stability: the eigenvalues of V and the scores ``c_k = v_k^T A v_k``.

Floating-point eigenpairs are only a guess. They are polished at higher precision and then proved: each residual bounds
an eigenvalue, disjoint intervals number them, and residual over gap bounds the eigenvector (Davis-Kahan). Everything
that is proved is proved in ball arithmetic about the exact binary entries of V and A.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

PRECISION = 192
"""Bits of the ball arithmetic."""
SHARP = 2.0**-60
"""Eigenvectors are polished until their angles to the true ones are below this."""


@dataclass(frozen=True, eq=False)
class Enclosure:
    """Balls around the spectral data.

    Attributes:
        values: arb, the real eigenvalues in descending order.
        scores: arb, ``c_k`` beside each; 0 for the Oja system.
        uniform: whether ``c_k`` is exactly 0.
        complex_values: acb, the eigenvalues with positive imaginary part (their conjugates are left out).
        certified: whether the balls are proved; otherwise their radii are only estimates of the rounding errors.
        note: why not, or ``None``.
    """

    values: list[Any]
    scores: list[Any]
    uniform: list[bool]
    complex_values: list[Any]
    certified: bool
    note: str | None = None


def enclose_symmetric(value: np.ndarray, query_key: np.ndarray | None, oja: bool) -> Enclosure:
    """Enclosures for ``(V + V^T)/2``, whose eigenvalues must be distinct.

    Args:
        value: V, shape ``(d, d)``, float64.
        query_key: A, shape ``(d, d)``, or ``None`` for the identity.
        oja: attention is uniform; ``query_key`` is not looked at.
    """
    from flint import arb_mat, ctx

    with ctx.workprec(PRECISION):
        exact = arb_mat(value.tolist())
        exact = (exact + exact.transpose()) / 2
        _, guess = np.linalg.eigh((value + value.T) / 2)
        vectors = arb_mat(guess[:, ::-1].tolist())
        pairs = _prove(exact, vectors)
        for _ in range(4):
            if pairs is not None and max((float(s.upper()) for s in pairs.sines), default=0.0) < SHARP:
                break
            better = _polish(exact, vectors)
            proved = _prove(exact, better)
            if proved is None and pairs is not None:
                break
            pairs, vectors = proved, better
        uniform = uniform_scores(value, query_key, oja)
        if pairs is None:
            return _estimate_symmetric(value, query_key, uniform)
        if query_key is None or oja:
            scores = [_number(0 if oja else 1)] * len(pairs.values)
        else:
            scores = _scores(pairs, arb_mat(query_key.tolist()), vectors)
        scores = [_number(0) if flat else score for score, flat in zip(scores, uniform, strict=True)]
        return Enclosure(pairs.values, scores, uniform, [], certified=True)


@dataclass(frozen=True, eq=False)
class _Pairs:
    values: list[Any]
    squares: list[Any]  # |x_i|^2
    sines: list[Any]  # upper bounds of sin(angle(x_i, v_i))


def _number(value: Any) -> Any:
    from flint import arb

    return arb(value)


def _upper(ball: Any) -> Any:
    return abs(ball).upper()


def _columns_dot(left: Any, right: Any) -> list[Any]:
    """Inner products of equally numbered columns."""
    from operator import mul

    d, lefts, rights, zero = left.ncols(), left.entries(), right.entries(), _number(0)
    return [sum(map(mul, lefts[j::d], rights[j::d]), zero) for j in range(d)]


def _prove(matrix: Any, vectors: Any) -> _Pairs | None:
    """Eigenpair bounds for exact approximate eigenvectors, or ``None`` where the intervals overlap.

    For the Rayleigh quotient t of x and ``r = |V x - t x|/|x|`` an eigenvalue lies within r of t. If the d intervals
    are disjoint each holds exactly one, all others are at least g away from t, the angle to its eigenvector has
    ``sin <= r/g`` and the eigenvalue is within ``r^2/g`` of t (Kato-Temple). No orthogonality of the x is used.
    """
    from flint import arb, arb_mat

    d = matrix.nrows()
    image = matrix * vectors
    squares = _columns_dot(vectors, vectors)
    if not all(square > 0 for square in squares):
        return None
    quotients = [top / square for top, square in zip(_columns_dot(vectors, image), squares, strict=True)]
    scaled = [entry * quotients[index % d] for index, entry in enumerate(vectors.entries())]
    residual = image - arb_mat(d, d, scaled)
    radii = [
        (top / square).nonnegative_part().sqrt()
        for top, square in zip(_columns_dot(residual, residual), squares, strict=True)
    ]
    radii = [radius.upper() for radius in radii]
    values, sines = [], []
    for i, (quotient, radius) in enumerate(zip(quotients, radii, strict=True)):
        gaps = []
        if i > 0:
            gaps.append(quotients[i - 1] - radii[i - 1] - quotient)
        if i < d - 1:
            gaps.append(quotient - quotients[i + 1] - radii[i + 1])
        if not all(gap - radius > 0 for gap in gaps):
            return None
        gap = min((gap.lower() for gap in gaps), default=None)
        if gap is None:
            values.append(quotient)
            sines.append(arb(0))
        else:
            error = (radius * radius / gap).upper()
            values.append(quotient + arb(0, error))
            sines.append((radius / gap).upper())
    return _Pairs(values, squares, sines)


def _polish(matrix: Any, vectors: Any) -> Any:
    """One step of the quadratically convergent refinement of all eigenvectors at once (Ogita and Aishima, 2018)."""
    from flint import arb_mat

    d = matrix.nrows()
    defect = vectors.transpose() * vectors
    form = vectors.transpose() * (matrix * vectors)
    values = [(form[i, i] / defect[i, i]).mid() for i in range(d)]
    scale = max((abs(float(value)) for value in values), default=0.0)
    floats = [float(value) for value in values]
    correction = []
    for i, (grams, forms) in enumerate(zip(defect.tolist(), form.tolist(), strict=True)):
        for j, (gram, entry) in enumerate(zip(grams, forms, strict=True)):
            if i == j:
                correction.append((1 - gram) / 2)
            elif abs(floats[j] - floats[i]) <= 1e-14 * scale:
                correction.append(-gram / 2)
            else:
                correction.append((entry - values[j] * gram) / (values[j] - values[i]))
    return (vectors + vectors * arb_mat(d, d, correction).mid()).mid()


def _scores(pairs: _Pairs, query_key: Any, vectors: Any) -> list[Any]:
    """``v^T A v``: the value at the approximate x, widened by ``2 s |P A x|/|x| + 2 s^2 |A|``, s the sine bound."""
    from flint import arb

    symmetric = (query_key + query_key.transpose()) / 2
    norm = sum((entry * entry for entry in symmetric.entries()), arb(0)).nonnegative_part().sqrt()
    image = symmetric * vectors
    scores = []
    for top, square, length, sine in zip(
        _columns_dot(vectors, image), pairs.squares, _columns_dot(image, image), pairs.sines, strict=True
    ):
        score = top / square
        across = (length / square - score * score).nonnegative_part().sqrt()
        scores.append(score + arb(0, _upper(2 * sine * across + 2 * sine * sine * norm)))
    return scores


def uniform_scores(value: np.ndarray, query_key: np.ndarray | None, oja: bool) -> list[bool]:
    """For each eigenvector of V (descending, simple eigenvalues) whether ``v_k^T A v_k`` is 0 exactly.

    Seen where the symmetric part of A vanishes on the coordinates that the eigenvector can occupy: the connected
    component of V (its graph of nonzero entries) that the eigenvector lives on.
    """
    from scipy.sparse.csgraph import connected_components

    d = value.shape[0]
    if oja or query_key is None:
        return [oja] * d
    vanishing = query_key + query_key.T == 0
    if not vanishing.diagonal().any():
        return [False] * d
    if vanishing.all():
        return [True] * d
    _, labels = connected_components((value != 0) | (value.T != 0), directed=False)
    found: list[tuple[float, bool]] = []
    for label in range(int(labels.max()) + 1):
        where = np.flatnonzero(labels == label)
        part = value[np.ix_(where, where)]
        flat = bool(vanishing[np.ix_(where, where)].all())
        found += [(float(x), flat) for x in np.linalg.eigvalsh((part + part.T) / 2)]
    return [flat for _, flat in sorted(found, key=lambda pair: -pair[0])]


def _estimate_symmetric(value: np.ndarray, query_key: np.ndarray | None, uniform: list[bool]) -> Enclosure:
    """Unproved balls, where the gaps are too small for a proof."""
    from flint import arb

    values, vectors = np.linalg.eigh((value + value.T) / 2)
    values, vectors = values[::-1], vectors[:, ::-1]
    error = 1e-15 * value.shape[0] * float(np.abs(values).max())
    key = np.eye(value.shape[0]) if query_key is None else query_key
    scores = np.einsum("ik,ij,jk->k", vectors, key, vectors)
    blur = 1e-12 * float(np.abs(key).max())
    return Enclosure(
        [arb(float(x), error) for x in values],
        [arb(0) if flat else arb(float(c), blur) for c, flat in zip(scores, uniform, strict=True)],
        uniform,
        [],
        certified=False,
        note="eigenvalues too close together to be certified",
    )
