r"""Equilibria that are not isolated: members of a manifold of equilibria that is known exactly, and whether it attracts.

Two kinds are recognised, both in the exact binary entries of the system:

* sign states ``x_i = sigma_i x`` with x in an eigenspace of V of dimension m >= 2: a manifold of dimension m - 1. Where the signs are
  balanced and every ``x_i^T A x_j`` is 0 (A zero or skew), ``s_i = 0`` for every x, and the eigenspace is the whole space;
* polygons of uniform attention (the Oja system, A = 0): the tokens with ``sum_j x_j = 0``, a manifold of dimension ``n(d-1) - d``
  where the tangent spaces of the spheres span ``R^d``.

On the tangent space T of the manifold the Jacobian of the flow is 0 and that of the step the identity. With Pi the orthogonal
projector on T, ``J - s Pi`` (``J - Pi`` for a step) has the eigenvalues of J across the manifold and ``-s`` (0) along it, because T
is invariant under both. If all of them are inside the boundary of stability, every eigenvalue of J but the ``dim T`` that belong to
the manifold is: it is normally attracting, its members are Lyapunov stable, and every start close enough converges to a member
(the centre manifold is the manifold itself, where nothing moves). If one is outside, the member is unstable.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from verify.equilibria.certification.definite import midpoint, row_norm
from verify.equilibria.contraction import Chart
from verify.systems import Attention, MultiHead, Oja, System

NEAR = 1e-6
"""How far floats may be from a member of the family."""
LARGEST = 64
"""The dimension up to which eigenspaces are computed exactly."""


@dataclass(frozen=True, eq=False)
class Family:
    """A member of a manifold of equilibria near float tokens.

    Attributes:
        chart: tangent coordinates around the float tokens or the member.
        bounds: the member's coordinates are at most this.
        error: the same, seen from the float tokens.
        tangent: the tangent space of the manifold at the member: its projector in coordinates, an ``arb_mat``.
        dimension: of the manifold.
    """

    chart: Chart
    bounds: float
    error: float
    tangent: Any
    dimension: int


def recognised(system: System, tokens: np.ndarray) -> Family | None:
    """The family that float tokens belong to; ``None`` where none of the two kinds is shown.

    Args:
        system: as given, float64 (not centred).
        tokens: float64, shape ``(n, d)``, unit rows.
    """
    if system.dimension > LARGEST or system.dimension < 2:
        return None
    return _signed(system, tokens) or _polygon(system, tokens)


def across(jacobian: Any, family: Family, flow: bool) -> Any:
    """``J - s Pi`` (``J - Pi``): the Jacobian with what belongs to the family moved inside the boundary of stability."""
    import flint

    scale = max(1.0, float(np.abs(midpoint(jacobian)).max())) if flow else 1.0
    return jacobian - family.tangent * flint.arb(scale)


# ------------------------------------------------------------------ sign states


def _signed(system: System, tokens: np.ndarray) -> Family | None:
    """Tokens at x and -x in an eigenspace."""
    import flint

    from verify.arithmetic.numeric import object_arithmetic

    signs = np.where(tokens @ tokens[0] >= 0, 1, -1)
    mean = signs @ tokens / len(tokens)
    mean /= np.linalg.norm(mean)
    if np.abs(tokens - np.outer(signs, mean)).max() > NEAR:
        return None
    rows = _eigenspace(system, signs, mean)
    if rows is None or len(rows) < 2:
        return None
    # Float combinations of exact vectors are exact vectors of the space; the first is next to the tokens' line.
    floats = np.array([[float(Fraction(int(entry.p), int(entry.q))) for entry in row] for row in rows])
    turn = np.linalg.lstsq(floats.T, mean, rcond=None)[0]
    if np.abs(turn @ floats - mean).max() > NEAR:
        return None
    orthonormal, triangle = np.linalg.qr(floats.T)  # rows = triangle^T orthonormal^T
    within = np.linalg.qr(np.column_stack([orthonormal.T @ mean, np.eye(len(rows))]))[0]
    combinations = np.linalg.solve(triangle, within)
    exact = flint.arb_mat(flint.fmpq_mat([list(row) for row in rows])).transpose() * flint.arb_mat(
        combinations.tolist()
    )
    arb = object_arithmetic("arb")
    columns = np.array(exact.tolist(), dtype=object)
    place = arb.normalize(columns[:, :1].T)[0]
    if float(place @ mean) < 0:
        place = -place
    chart = Chart(np.array([int(sign) * place for sign in signs], dtype=object))
    turns = [column - (column @ place) * place for column in columns[:, 1:].T]
    directions = [
        np.concatenate([int(s) * turn @ B for s, B in zip(signs, chart.frames, strict=True)]) for turn in turns
    ]
    tangent = _projector(flint.arb_mat([list(row) for row in np.array(directions, dtype=object).T]))
    error = max(float(abs(entry).upper()) for entry in (chart.places - arb.asarray(tokens, None)).ravel())
    return None if tangent is None else Family(chart, 0.0, error, tangent, len(rows) - 1)


def _eigenspace(system: System, signs: np.ndarray, direction: np.ndarray) -> Any:
    """Exact rows that span the x for which the sign state is an equilibrium, from V, or the whole space."""
    import flint

    d = len(direction)
    if signs.sum() == 0 and _scores_nothing_on_a_line(system):
        return flint.fmpq_mat(np.eye(d, dtype=int).tolist()).table()
    if isinstance(system, MultiHead) and (signs != signs[0]).any():
        return None  # each head would need the same eigenspace
    value = _layer_matrix(system)
    exact = flint.fmpq_mat([[_rational(Fraction(entry)) for entry in row] for row in value])
    kappa = float(direction @ np.array(value, dtype=float) @ direction)
    scale = max(1.0, float(np.abs(np.array(value, dtype=float)).max()))
    for eigenvalue in _candidates(value, kappa):
        if abs(float(eigenvalue) - kappa) > NEAR * scale:
            continue
        rows = _kernel(exact - _diagonal(_rational(eigenvalue), d))
        if len(rows) >= 2:
            return rows
    return None


def _candidates(value: Any, kappa: float) -> set[Fraction]:
    """Numbers next to kappa that may be eigenvalues: entries on the diagonal, and the nearest with the entries' denominator."""
    denominator = max(Fraction(entry).denominator for row in value for entry in row)
    # A rational eigenvalue of an integer matrix is an integer.
    return {Fraction(row[i]) for i, row in enumerate(value)} | {
        Fraction(round(Fraction(kappa) * denominator), denominator)
    }


def _kernel(matrix: Any) -> list[list[Any]]:
    """Rows that span the kernel of an ``fmpq_mat``, exactly."""
    import flint

    reduced, rank = matrix.rref()
    d = matrix.ncols()
    pivots = [next(j for j in range(d) if reduced[i, j] != 0) for i in range(rank)]
    rows = []
    for free in (j for j in range(d) if j not in pivots):
        row = [flint.fmpq(0)] * d
        row[free] = flint.fmpq(1)
        for i, pivot in enumerate(pivots):
            row[pivot] = -reduced[i, free]
        rows.append(row)
    return rows


# ------------------------------------------------------------------ polygons of uniform attention


def _polygon(system: System, tokens: np.ndarray) -> Family | None:
    """Tokens that add up to zero, by Krawczyk's test in d of the coordinates."""
    import flint

    n, d = tokens.shape
    if not _uniform(system) or np.abs(tokens.sum(axis=0)).max() > NEAR * n:
        return None
    chart = Chart.near(tokens)
    flat = np.array(np.concatenate(chart.frames, axis=1), dtype=object)  # the derivative of the sum, d x n(d-1)
    linear = np.array([[float(entry.mid()) for entry in row] for row in flat])
    if np.linalg.matrix_rank(linear, tol=1e-6) < d:
        return None
    lift = np.linalg.pinv(linear)  # coordinates u = lift v
    offset = row_norm(flint.arb_mat([[entry] for entry in chart.places.sum(axis=0)]))
    for radius in (4 * float(offset.upper()) + 1e-60, 1e-9, 1e-6):
        bounds = np.full(n * (d - 1), radius * float(np.abs(lift).sum(axis=1).max()) * (1 + 1e-9))
        slopes = flint.arb_mat([list(row) for row in np.concatenate(chart.slopes(bounds), axis=1)])
        defect = slopes * flint.arb_mat(lift.tolist()) - _diagonal(1, d, flint.arb_mat)
        if row_norm(defect) < 1 and offset + row_norm(defect) * radius < flint.arb(radius):
            kernel = _projector(slopes.transpose())
            if kernel is None:
                return None
            size = n * (d - 1)
            return Family(
                chart, float(bounds[0]), float(bounds[0]), _diagonal(1, size, flint.arb_mat) - kernel, size - d
            )
    return None


# ------------------------------------------------------------------ small things


def _projector(columns: Any) -> Any:
    """The orthogonal projector on the span of the columns of an ``arb_mat``; ``None`` unless they are certainly independent."""
    gram = columns.transpose() * columns
    try:
        return columns * gram.solve(columns.transpose())
    except ZeroDivisionError:
        return None


def _uniform(system: System) -> bool:
    """All scores are 0, whatever the tokens, and nothing is masked."""
    if isinstance(system, Attention):
        return not system.causal and system.query_key is not None and not np.asarray(system.query_key).any()
    return isinstance(system, Oja)


def _scores_nothing_on_a_line(system: System) -> bool:
    """``x^T A x = 0`` for all x, and nothing is masked."""
    if isinstance(system, Attention):
        if system.causal or system.query_key is None:
            return False
        key = np.asarray(system.query_key)
        return bool((key == -key.T).all())
    return isinstance(system, Oja)


def _layer_matrix(system: System) -> list[list[Any]]:
    """V, or the exact sum of the heads' values."""
    values = [np.asarray(v) for v in (system.values if isinstance(system, MultiHead) else [system.value])]  # type: ignore[attr-defined]
    d = len(values[0])
    return [[sum(Fraction(float(value[i, j])) for value in values) for j in range(d)] for i in range(d)]


def _rational(value: Fraction) -> Any:
    import flint

    return flint.fmpq(value.numerator, value.denominator)


def _diagonal(value: Any, size: int, kind: Any = None) -> Any:
    import flint

    matrix = (kind or flint.fmpq_mat)(size, size)
    for i in range(size):
        matrix[i, i] = value
    return matrix
