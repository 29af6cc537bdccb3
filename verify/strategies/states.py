"""Exact states of unit tokens, on the sets of measure zero where equilibria live: sign states, polygons, subspaces."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import sympy
from hypothesis import strategies as st

from verify.strategies.matrices import Symmetric, householder, orthogonal_matrices
from verify.strategies.numbers import exact_array, fraction, rational

STATES = (
    "anything",
    "consensus",
    "bipartite",
    "sign state",
    "equal tokens",
    "antipodal tokens",
    "on a subspace",
    "half space",
    "polygon",
)


def splits(
    most: int = 4, kinds: tuple[str, ...] = ("any", "balanced", "singleton")
) -> st.SearchStrategy[tuple[int, int]]:
    """How many tokens stand at ``+v`` and at ``-v``, each at least one and at most ``most``.

    Args:
        most: the size of the largest group.
        kinds: ``balanced`` for equal groups, ``singleton`` where one of the two is a single token, ``any``.

    Raises:
        ValueError: for an unknown kind.
    """
    size = st.integers(1, most)
    made = {
        "any": st.tuples(size, size),
        "balanced": size.map(lambda m: (m, m)),
        "singleton": st.one_of(size.map(lambda m: (1, m)), size.map(lambda m: (m, 1))),
    }
    if not kinds or not set(kinds) <= set(made):
        raise ValueError(f"kinds is {kinds!r}; expected some of {', '.join(made)}")
    return st.one_of([made[kind] for kind in kinds])


def unit_vectors(d: int, size: int = 3) -> st.SearchStrategy[np.ndarray]:
    """Rational points of the unit sphere in R^d, shape ``(d,)``, shrinking to the first axis.

    The image of an axis under the reflection in a small integer vector: inverse stereographic projection, which reaches
    every rational point of the sphere.
    """
    normals = st.lists(st.integers(-size, size), min_size=d, max_size=d)

    def reflected(normal: list[int]) -> np.ndarray:
        axis = exact_array([int(i == 0) for i in range(d)])
        return exact_array(householder(normal)[0]) if any(normal) else axis

    return normals.map(reflected)


def sign_state(vector: Any, m: int, rest: int = 0) -> np.ndarray:
    """m tokens at the unit vector and ``rest`` at its negative, shape ``(m + rest, d)``: consensus or bipartite."""
    row = exact_array(vector)
    return np.array([row] * m + [-row] * rest, dtype=object)


@st.composite
def sign_states(
    draw: st.DrawFn, matrix: Symmetric, n: int | tuple[int, int] = (1, 6), k: int | None = None
) -> np.ndarray:
    """Consensus and bipartite states at an eigenvector of the matrix, balanced and singleton splits among them.

    Args:
        draw: from Hypothesis.
        matrix: its ``vectors`` are used.
        n: the number of tokens, or its range.
        k: at ``v_k``, counted from 0; default any.
    """
    count = draw(st.integers(*n)) if isinstance(n, tuple) else n
    at = draw(st.integers(0, matrix.dimension - 1)) if k is None else k
    m = draw(st.one_of(st.just(count), st.integers(0, count), st.just(1), st.just(count // 2)))
    return sign_state(matrix.vectors[at], m, count - m)


def states(d: int, n: int | tuple[int, int] = (1, 5), kinds: tuple[str, ...] = STATES) -> st.SearchStrategy[np.ndarray]:
    """States of n unit tokens with exact entries, rational but for polygons of an odd number of tokens.

    Args:
        d: the dimension.
        n: the number of tokens, or its range. Kinds that need more start at two (bipartite, equal, antipodal) or three.
        kinds: some of :data:`STATES`. ``on a subspace``: the tokens span a proper subspace (so ``d >= 2``).
            ``half space``: one vector has a positive inner product with every token. ``polygon``: see :func:`polygons`.

    Raises:
        ValueError: for an unknown kind, or where the dimension or n leaves nothing.
    """
    least, most = n if isinstance(n, tuple) else (n, n)
    if not kinds or not set(kinds) <= set(STATES):
        raise ValueError(f"kinds is {kinds!r}; expected some of {', '.join(STATES)}")
    if not 1 <= least <= most or d < 1:
        raise ValueError(f"d = {d}, n = {n!r}; expected positive numbers")
    fewest = {"bipartite": 2, "equal tokens": 2, "antipodal tokens": 2, "polygon": 3}
    plane = ("on a subspace", "polygon")
    possible = [kind for kind in kinds if most >= fewest.get(kind, 1) and (d > 1 or kind not in plane)]
    if not possible:
        raise ValueError(f"there is no {' or '.join(kinds)} of {most} tokens in R^{d}")
    return st.one_of(
        [
            polygons(d, (max(3, least), most))
            if kind == "polygon"
            else _of_kind(kind, d, max(least, fewest.get(kind, 1)), most)
            for kind in possible
        ]
    )


@st.composite
def _of_kind(draw: st.DrawFn, kind: str, d: int, least: int, most: int) -> np.ndarray:
    n = draw(st.integers(least, most))
    tokens = draw(st.lists(unit_vectors(d), min_size=n, max_size=n))
    if kind == "consensus":
        tokens = [tokens[0]] * n
    elif kind in ("sign state", "bipartite"):
        signs = draw(st.lists(st.sampled_from([1, -1]), min_size=n, max_size=n))
        if kind == "bipartite":
            signs[:2] = [1, -1]
        tokens = [sign * tokens[0] for sign in signs]
    elif kind == "equal tokens":
        tokens[-1] = tokens[0]
    elif kind == "antipodal tokens":
        tokens[-1] = -tokens[0]
    elif kind == "on a subspace":
        spanned = draw(st.integers(1, d - 1))
        small = draw(st.lists(unit_vectors(spanned), min_size=n, max_size=n))
        padded = [np.concatenate([token, exact_array([0] * (d - spanned))]) for token in small]
        turned = draw(orthogonal_matrices(d, factors=1))
        tokens = [token @ turned for token in padded]
    elif kind == "half space":
        towards = draw(unit_vectors(d))
        tokens = [_turned(token, towards) for token in tokens]
    return np.array([list(token) for token in tokens], dtype=object)


def _turned(token: np.ndarray, towards: np.ndarray) -> np.ndarray:
    """The token or its negative, whichever has a positive inner product with ``towards``, which stands for orthogonal ones."""
    inner = token @ towards
    if inner == 0:
        return towards
    return token if inner > 0 else -token


@st.composite
def polygons(draw: st.DrawFn, d: int, n: int | tuple[int, int] = (3, 6)) -> np.ndarray:
    """Unit tokens that sum to zero exactly and are not on one line: the polygonal equilibria, shape ``(n, d)``, ``d >= 2``.

    Even n: antipodal pairs, and quadruples ``x, y, -Rx, -Ry`` with R a rational reflection that fixes ``x + y``. Odd n:
    one equilateral triangle beside them. In R^2 and R^3 no odd number of rational unit vectors sums to zero (reduce
    modulo 2), so that triangle has ``sqrt(3)`` in its entries; from R^4 on ``(-1/2, +-1/2, +-1/2, +-1/2)`` will do.

    Raises:
        ValueError: for d < 2 or n < 3.
    """
    least, most = n if isinstance(n, tuple) else (n, n)
    if d < 2 or not 3 <= least <= most:
        raise ValueError(f"d = {d}, n = {n!r}; expected d >= 2 and n >= 3")
    left = draw(st.integers(least, most))
    rows: list[np.ndarray] = []
    if left % 2:
        rows += _triangle(draw, d)
    while len(rows) + 4 <= left and draw(st.booleans()):
        rows += _quadruple(draw, d)
    while len(rows) < left:
        token = draw(unit_vectors(d))
        rows += [token, -token]
    if all(_parallel(rows[0], row) for row in rows):  # turn the last pair by a right angle in a plane
        other = next(axis for axis in exact_array(np.eye(d, dtype=int)) if not _parallel(rows[0], axis))
        rows[-2:] = [other, -other]
    return np.array([list(row) for row in rows], dtype=object)


def _parallel(x: np.ndarray, y: np.ndarray) -> bool:
    return abs(x @ y) == 1


def _triangle(draw: st.DrawFn, d: int) -> list[np.ndarray]:
    half = sympy.Rational(1, 2)
    if d > 3:
        flat = [[1, 0, 0, 0], [-half, half, half, half], [-half, -half, -half, -half]]
    else:
        flat = [[1, 0], [-half, half * sympy.sqrt(3)], [-half, -half * sympy.sqrt(3)]]
    turned = draw(orthogonal_matrices(d, factors=1))
    corners = np.array([row + [0] * (d - len(row)) for row in flat], dtype=object) * sympy.Integer(1)
    return list(np.asarray(np.frompyfunc(sympy.expand, 1, 1)(corners @ turned), dtype=object))


def _quadruple(draw: st.DrawFn, d: int) -> list[np.ndarray]:
    x, y = draw(unit_vectors(d)), draw(unit_vectors(d))
    total = np.array([fraction(entry) for entry in x + y], dtype=object)
    if d == 2 or not any(total):
        return [x, -x, y, -y]
    # A normal orthogonal to x + y: any small vector less its component along it.
    start = np.array([Fraction(draw(st.integers(-2, 2))) for _ in range(d)], dtype=object)
    normal = start - total * ((start @ total) / (total @ total))
    if not any(normal):
        return [x, -x, y, -y]
    mirror = exact_array(householder(list(normal)))
    return [x, -(x @ mirror), y, -(y @ mirror)]


def as_text(array: Any) -> list[list[str]]:
    """Rows of exact text, as counterexample files hold them."""
    return [[str(rational(entry) if isinstance(entry, (int, Fraction)) else entry) for entry in row] for row in array]
