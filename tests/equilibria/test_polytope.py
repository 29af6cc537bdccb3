"""The set S of a polytope against closed forms and a search, and points outside of it, which must not pass."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from verify.equilibria.polytope import excess, extreme_points
from verify.errors import InvalidInput


def test_the_octahedron_has_the_centres_of_its_faces_in_two_metrics() -> None:
    """6 vertices, 12 edges, 8 faces and 0; a metric that is diagonal moves the centres as Lagrange says."""
    vertices = [[s * int(i == k) for i in range(3)] for k in range(3) for s in (1, -1)]
    found = extreme_points(vertices)
    assert len(found) == 27
    assert {tuple(abs(x) for x in point) for point in found} >= {(1, 0, 0), (Fraction(1, 3),) * 3}
    scaled = extreme_points(vertices, [[1, 0, 0], [0, 2, 0], [0, 0, 4]])
    assert len(scaled) == 27
    assert (Fraction(4, 7), Fraction(2, 7), Fraction(1, 7)) in scaled


@pytest.mark.parametrize("seed", range(3))
def test_a_search_over_the_polygon_finds_no_other_point(seed: int) -> None:
    """The excess of a fine net on C is small near points of S alone: of size the distance times the steepest slope at most."""
    rng = np.random.default_rng(seed)
    vertices = rng.integers(-4, 5, size=(5, 2))
    exact = np.array([[float(entry) for entry in point] for point in extreme_points(vertices.tolist())])
    weights = np.array([w for w in product(range(13), repeat=5) if sum(w) == 12]) / 12
    net = weights @ vertices
    over = excess(net, vertices)
    assert over.min() > -1e-12

    def far_points_have_an_excess(known: np.ndarray) -> bool:
        apart = np.linalg.norm(net[:, None] - known[None, :], axis=-1).min(axis=1)
        return bool((over[apart > 0.5] > 1e-3).all())

    assert far_points_have_an_excess(exact)
    # What must fail: the longest vertex, which is in S and alone there, is left out.
    longest = np.linalg.norm(exact, axis=1).argmax()
    assert not far_points_have_an_excess(np.delete(exact, longest, axis=0))


def test_points_that_are_not_in_s_have_an_excess() -> None:
    square = [[1, 0], [-1, 0], [0, 1], [0, -1]]
    outside = np.array([[0.5, 0.25], [0.75, 0.25], [0.1, 0.0]])
    np.testing.assert_allclose(excess(outside, square), [0.5 - 0.3125, 0.75 - 0.625, 0.1 - 0.01])
    np.testing.assert_allclose(excess(outside, square, np.diag([1.0, 4.0])), [0.5, 0.1875, 0.09])


def test_points_of_c_that_are_no_vertices_do_no_harm() -> None:
    square = [["1", "0"], ["-1", "0"], ["0", "1"], ["0", "-1"]]
    more = [*square, ["1/4", "1/4"], ["1/3", "2/3"], ["0", "1"]]
    assert extreme_points(more) == extreme_points(square)
    assert extreme_points([*square, ["2", "0"]]) != extreme_points(square)  # a new vertex does


def test_a_metric_that_is_not_definite_is_named() -> None:
    with pytest.raises(InvalidInput, match="not positive definite"):
        extreme_points([[1, 0], [0, 1]], [[1, 0], [0, 0]])
