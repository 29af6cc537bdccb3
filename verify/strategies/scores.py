"""Score matrices A: zero, skew, symmetric of every sign, nonsymmetric, and those that make two tokens attend alike."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import sympy
from hypothesis import strategies as st

from verify.strategies.matrices import symmetric_matrices
from verify.strategies.numbers import exact_array, fraction, fractions

SCORES = (
    "zero",
    "identity",
    "skew",
    "nonsymmetric",
    "indefinite",
    "positive definite",
    "negative definite",
    "rank one",
)
SYMMETRIC_SCORES = ("indefinite", "positive definite", "negative definite")


def score_matrices(d: int, kinds: tuple[str, ...] = SCORES, size: Any = 3) -> st.SearchStrategy[np.ndarray]:
    """Exact score matrices A, shape ``(d, d)``.

    Args:
        d: the dimension; in one dimension ``skew`` is zero, and there is nothing nonsymmetric or indefinite.
        kinds: some of :data:`SCORES`. ``skew`` is not zero, ``nonsymmetric`` is neither symmetric nor skew, the definite
            kinds are symmetric.
        size: of the entries, or of the eigenvalues of symmetric kinds.

    Raises:
        ValueError: for an unknown kind, or one that does not exist in this dimension.
    """
    if not kinds or not set(kinds) <= set(SCORES):
        raise ValueError(f"kinds is {kinds!r}; expected some of {', '.join(SCORES)}")
    possible = [kind for kind in kinds if d > 1 or kind not in ("skew", "nonsymmetric", "indefinite")]
    if not possible:
        raise ValueError(f"{' and '.join(kinds)} need d >= 2")
    return st.one_of([_of_kind(kind, d, Fraction(size)) for kind in possible])


def _of_kind(kind: str, d: int, size: Fraction) -> st.SearchStrategy[np.ndarray]:
    entries = fractions(-size, size)
    squares = st.lists(st.lists(entries, min_size=d, max_size=d), min_size=d, max_size=d).map(_array)
    eye = _array([[Fraction(int(i == j)) for j in range(d)] for i in range(d)])
    if kind == "zero":
        return st.just(exact_array(eye * 0))
    if kind == "identity":
        return st.just(exact_array(eye))
    if kind == "skew":
        return squares.map(lambda a: a - a.T).filter(lambda a: any(a.flat)).map(exact_array)
    if kind == "nonsymmetric":
        return squares.filter(lambda a: (a != a.T).any() and (a != -a.T).any()).map(exact_array)
    if kind == "rank one":
        vector = st.lists(entries, min_size=d, max_size=d).filter(any).map(_array)
        return st.builds(lambda u, w: exact_array(u[:, None] * w[None, :]), vector, vector)
    return symmetric_matrices(d, (kind,), size=size).map(lambda matrix: matrix.value)


def _array(rows: Any) -> np.ndarray:
    return np.array(rows, dtype=object)


@st.composite
def rank_lowering_scores(draw: st.DrawFn, tokens: Any) -> np.ndarray:
    """A nonsingular A with which two different tokens attend exactly alike, so that the attention matrix is singular.

    With ``w`` the difference of two tokens and ``u`` orthogonal to all differences of tokens, A has ``A^T w`` a multiple of
    u: the scores of the two then differ by the same number for every attended token, and softmax does not see it.

    Args:
        draw: from Hypothesis.
        tokens: exact rational, shape ``(n, d)``, at least two of them different, and not spanning R^d affinely
            (as for ``n <= d``).

    Raises:
        ValueError: where there is no such A.
    """
    rows = np.asarray(np.frompyfunc(fraction, 1, 1)(np.asarray(tokens, dtype=object)), dtype=object)
    n, d = rows.shape
    pairs = [(i, j) for i in range(n) for j in range(i) if (rows[i] != rows[j]).any()]
    free = sympy.Matrix((exact_array(rows) - exact_array(rows)[0]).tolist()).nullspace() if pairs else []
    if not pairs or not free:
        raise ValueError("the tokens are all equal or span the space affinely; expected neither")
    i, j = draw(st.sampled_from(pairs))
    w, u = rows[i] - rows[j], np.array([fraction(entry) for entry in draw(st.sampled_from(free))], dtype=object)
    along_w, along_u = (v[:, None] * v[None, :] / (v @ v) for v in (w, u))
    eye = _array([[Fraction(int(a == b)) for b in range(d)] for a in range(d)])
    factor = st.sampled_from([Fraction(1), Fraction(-1), Fraction(2), Fraction(-1, 2)])
    # A^T exchanges the lines of w and u. What it does to vectors orthogonal to w is free, short of making it singular.
    swap = eye - along_w - along_u + draw(factor) * u[:, None] * w[None, :] + draw(factor) * w[:, None] * u[None, :]
    drawn = draw(st.lists(st.lists(st.integers(-2, 2), min_size=d, max_size=d), min_size=d, max_size=d))
    more = _array([[Fraction(entry) for entry in row] for row in drawn]) @ (eye - along_w)
    for matrix in (swap + more, swap):
        if sympy.Matrix(exact_array(matrix).tolist()).det() != 0:
            break
    return exact_array(matrix.T)
