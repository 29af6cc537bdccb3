"""The spectrum at a state of groups of equal tokens, exactly as many eigenvalues as there are, in O((m d)^3) for m groups.

Tokens of a group may be exchanged, so the Jacobian commutes with permutations inside the groups. On perturbations that are
equal inside every group it is the Jacobian of the groups with their counts (``reduction.grouping``), an ``m d x m d`` matrix.
On perturbations of one group g that sum to zero the attended mean moves by ``C_g A^T u`` alone (``reduction.group_spectrum``),
so every token of g feels the same ``d x d`` block ``own_g + project_g sum_h V_h C_g^h A_h^T``: its eigenvalues have
multiplicity ``counts[g] - 1``. Both kinds span everything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from verify.errors import InvalidInput
from verify.large.heads import is_causal
from verify.large.products import Products, checked_counts, checked_state
from verify.large.tangent import Frame
from verify.systems import System

EQUAL = 1e-12
"""Distance up to which tokens count as equal by default; they are on a sphere of radius one."""
MOST_ROWS = 4000
"""Rows of the largest quotient whose eigenvalues are computed densely: half a minute or so."""
UNIT = 1e-6
"""How far the norm of a token may be from one."""


@dataclass(frozen=True, eq=False)
class Groups:
    """Tokens told apart up to a tolerance.

    Attributes:
        points: the first token of each group, shape ``(m, d)``, in order of appearance.
        counts: sizes of the groups, shape ``(m,)``, summing to n.
        labels: the group of each token, shape ``(n,)``.
        spread: largest distance of a token from the point of its group.
    """

    points: np.ndarray
    counts: np.ndarray
    labels: np.ndarray
    spread: float


def groups_of(tokens: Any, tolerance: float = EQUAL) -> Groups:
    """Groups of tokens that are at most ``tolerance`` from the first token of their group.

    Args:
        tokens: shape ``(n, d)``.
        tolerance: at least 0; 0 is equality.

    Raises:
        InvalidInput: for a negative tolerance.
    """
    if not tolerance >= 0:
        raise InvalidInput(f"tolerance is {tolerance}; expected a number of at least 0")
    from scipy.spatial import KDTree

    tokens = np.asarray(tokens, dtype=np.float64)
    n, d = tokens.shape
    # Near tokens have near projections. Most tokens of a state without equal ones are told apart by that alone.
    shadow = tokens @ direction(d)
    order = np.argsort(shadow, kind="stable")
    close = np.diff(shadow[order]) <= tolerance + 1e-14
    doubtful = np.sort(order[np.r_[False, close] | np.r_[close, False]])
    leaders = np.arange(n)
    spread = 0.0
    if len(doubtful):
        tree = KDTree(tokens[doubtful])
        open_ = np.ones(len(doubtful), dtype=bool)
        for i in range(len(doubtful)):
            if open_[i]:
                near = np.array(tree.query_ball_point(tokens[doubtful[i]], tolerance), dtype=np.intp)
                near = near[open_[near]]
                open_[near] = False
                leaders[doubtful[near]] = doubtful[i]
                spread = max(spread, float(np.linalg.norm(tokens[doubtful[near]] - tokens[doubtful[i]], axis=1).max()))
    firsts, labels, counts = np.unique(leaders, return_inverse=True, return_counts=True)
    return Groups(tokens[firsts], counts, labels, spread)


def direction(d: int) -> np.ndarray:
    """A fixed unit vector without a relation to the axes, onto which tokens are projected before they are compared."""
    drawn = np.random.default_rng(0).normal(size=d)
    return drawn / np.linalg.norm(drawn)


def ungrouped(tokens: np.ndarray) -> Groups:
    """Every token as a group of its own."""
    n = len(tokens)
    return Groups(tokens, np.ones(n, dtype=np.intp), np.arange(n), 0.0)


def grouped_spectrum(system: System, points: Any, counts: Any) -> list[tuple[complex, int]]:
    """All tangent eigenvalues with multiplicities at the state of ``counts[g]`` tokens at ``points[g]``.

    Args:
        system: :class:`verify.Oja`, :class:`verify.Attention` or :class:`verify.MultiHead` with full attention.
        points: unit rows, shape ``(m, d)``.
        counts: whole numbers of at least 1, shape ``(m,)``.

    Returns:
        Pairs (eigenvalue, multiplicity) whose multiplicities sum to ``n (d - 1)``; first the ``m (d - 1)`` of the groups as wholes,
        then those inside each group of two or more. Equal eigenvalues of different origin stand apart.

    Raises:
        InvalidInput: for a causal system, tokens off the sphere, or too many groups.
    """
    quotient, inside, sizes = grouped_blocks(system, points, counts)
    found = [(complex(value), 1) for value in _eigenvalues(quotient)]
    for block, size in zip(inside, sizes, strict=True):
        if size > 1:
            found += [(complex(value), int(size) - 1) for value in _eigenvalues(block)]
    return found


def grouped_blocks(system: System, points: Any, counts: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The quotient, shape ``(m (d-1), m (d-1))``, the blocks inside the groups, ``(m, d-1, d-1)``, and the counts.

    Both are in orthonormal coordinates of the tangent space of the n tokens. Raises as :func:`grouped_spectrum`.
    """
    if is_causal(system):
        raise InvalidInput("the system is causal: equal tokens do not attend equally; expected full attention")
    points = checked_sphere(checked_state(points, system.dimension))
    m, d = points.shape
    sizes = checked_counts(counts, m)
    if m * (d - 1) > MOST_ROWS:
        raise InvalidInput(
            f"{m} groups in dimension {d} make a matrix of {m * (d - 1)} rows; expected at most {MOST_ROWS}"
        )
    if d == 1:
        return np.zeros((0, 0)), np.zeros((m, 0, 0)), sizes
    products, frame = Products(system, points, sizes), Frame(points)
    quotient = np.empty((m, d - 1, m * (d - 1)))
    # One unit vector of each coordinate in each group at a time, many at once.
    together = max(1, 10**6 // (m * d))
    for start in range(0, m * (d - 1), together):
        stop = min(start + together, m * (d - 1))
        units = np.zeros((m * (d - 1), stop - start))
        units[np.arange(start, stop), np.arange(stop - start)] = 1.0
        quotient[:, :, start:stop] = frame.drop(products.apply(frame.lift(units.reshape(m, d - 1, -1))))
    # Perturbations equal inside the groups have the orthonormal basis 1_g / sqrt(counts[g]).
    root = np.repeat(np.sqrt(sizes.astype(float)), d - 1)
    scaled = root[:, None] * quotient.reshape(m * (d - 1), m * (d - 1)) / root
    return scaled, np.concatenate([blocks for _, blocks in inside_blocks(products, frame)]), sizes


def inside_blocks(products: Products, frame: Frame, *, own_weight: bool = False) -> Iterator[tuple[slice, np.ndarray]]:
    """Rows and their tangent blocks ``own_i + project_i sum_h V_h C_i^h A_h^T``, shape ``(rows, d-1, d-1)``.

    Args:
        products: at the state.
        frame: of its tangent spaces.
        own_weight: add ``project_i sum_h a_ii V_h (I + (x_i - m_i) x_i^T A_h)``, which makes them the diagonal blocks of the Jacobian.
    """
    for parts in zip(*(head.covariances() for head in products.heads), strict=True):
        rows = parts[0][0]
        basis = frame[rows].bases()
        changes = np.zeros_like(basis)
        for head, (_, covariance, weight) in zip(products.heads, parts, strict=True):
            moved = covariance @ (head.key.T @ basis)
            if own_weight:
                scores = np.einsum("ia,iak->ik", head.queries[rows], basis)
                offsets = products.tokens[rows] - head.means[rows]
                moved += weight[:, None, None] * (basis + offsets[:, :, None] * scores[:, None, :])
            changes += head.value @ moved
        yield rows, frame[rows].drop(products.own(basis, rows) + products.influenced(changes, rows))


def checked_sphere(tokens: np.ndarray) -> np.ndarray:
    """Tokens on the unit sphere, as they are.

    Raises:
        InvalidInput: naming the token whose norm is farthest from one.
    """
    norms = np.linalg.norm(tokens, axis=1)
    worst = int(np.abs(norms - 1).argmax())
    if not abs(norms[worst] - 1) <= UNIT:
        raise InvalidInput(f"token {worst} has norm {norms[worst]:.9g}; expected tokens on the unit sphere")
    return tokens


def _eigenvalues(matrix: np.ndarray) -> np.ndarray:
    return np.linalg.eigvals(matrix) if matrix.size else np.zeros(0)
