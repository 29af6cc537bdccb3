"""Rigorous bounds of symmetric matrices against NumPy, nearly singular ones and balls included."""

import flint
import numpy as np
import pytest

from verify.equilibria.certification.definite import largest, largest_eigenvalue, positive_definite, row_norm, two_norm


def balls(matrix, radius=0.0):
    return flint.arb_mat([[flint.arb(entry, radius) for entry in row] for row in np.asarray(matrix, float).tolist()])


def symmetric(rng, eigenvalues):
    size = len(eigenvalues)
    basis = np.linalg.qr(rng.normal(size=(size, size)))[0]
    matrix = basis @ np.diag(eigenvalues) @ basis.T
    return (matrix + matrix.T) / 2


@pytest.mark.parametrize("size", [1, 2, 5, 12])
def test_definiteness_is_numpys_where_that_is_clear(size):
    rng = np.random.default_rng(size)
    for _ in range(20):
        eigenvalues = rng.normal(size=size) + rng.choice([0.0, 2.0])
        matrix = symmetric(rng, eigenvalues)
        lowest = float(np.linalg.eigvalsh(matrix)[0])
        assert positive_definite(balls(matrix)) == (lowest > 0)
        # Some matrix in the balls has the eigenvalue lowest - radius.
        assert not positive_definite(balls(matrix, max(lowest, 0.0) + 1e-9))


def test_a_matrix_that_floats_cannot_judge():
    # [[1, 1], [1, 1 + 2^-52]] has determinant 2^-52: positive definite, exactly. One ulp less it is singular.
    assert positive_definite(balls([[1, 1], [1, 1 + 2.0**-52]]))
    assert not positive_definite(balls([[1, 1], [1, 1]]))
    assert not positive_definite(balls([[1, 1], [1, 1 - 2.0**-53]]))
    # Hilbert's matrix of order 14 has the least eigenvalue 4e-20; rounded to floats it is indefinite.
    hilbert = np.array([[1 / (i + j + 1) for j in range(14)] for i in range(14)])
    exact = flint.arb_mat(14, 14, [flint.arb(1) / (i + j + 1) for i in range(14) for j in range(14)])
    with flint.ctx.workprec(200):
        precise = flint.arb_mat(14, 14, [flint.arb(1) / (i + j + 1) for i in range(14) for j in range(14)])
        assert positive_definite(precise)
        assert not positive_definite(balls(hilbert))
    assert not positive_definite(exact)  # balls of 53 bits are too wide to say


@pytest.mark.parametrize("radius", [0.0, 1e-3])
def test_the_largest_eigenvalue_and_the_two_norm_are_bounded_from_above_and_tightly(radius):
    rng = np.random.default_rng(0)
    for size in (1, 3, 10):
        for _ in range(10):
            matrix = symmetric(rng, rng.normal(size=size) * 10.0 ** rng.integers(-3, 4))
            top = float(np.linalg.eigvalsh(matrix)[-1])
            bound = float(largest_eigenvalue(balls(matrix, radius)))
            # In exact arithmetic the bound is at least the float eigenvalue but for NumPy's own rounding.
            assert top - 1e-13 * np.abs(matrix).max() * size <= bound
            assert bound <= top + 2e-9 * np.abs(matrix).max() * size + size * radius * 1.001
            spread = rng.uniform(-radius, radius, size=(size, size))
            assert np.linalg.eigvalsh(matrix + (spread + spread.T) / 2)[-1] <= bound + 1e-12
            general = rng.normal(size=(size, size))
            norm = float(two_norm(balls(general, radius)))
            assert np.linalg.norm(general + spread, 2) <= norm + 1e-12
            assert norm <= np.linalg.norm(general, 2) * (1 + 1e-7) + size * radius * 1.001 + 1e-12


def test_extremes_of_the_two_norm():
    assert float(two_norm(balls(np.zeros((3, 3))))) < 1e-100
    assert float(two_norm(balls(np.ones((4, 4))))) == pytest.approx(4, abs=1e-6)
    assert not two_norm(balls([[float("nan"), 0], [0, 1]])).is_finite()
    assert not largest_eigenvalue(balls([[float("inf"), 0], [0, 1]])).is_finite()


def test_a_maximum_never_loses_nan():
    nan, one, two = flint.arb("nan"), flint.arb(1), flint.arb(2)
    for order in ([nan, one, two], [one, nan, two], [two, one, nan], [nan]):
        assert largest(order).is_nan()
    assert largest([one, two, one]) == 2
    assert largest([-two, -one]) == -1
    assert row_norm(balls([[float("nan"), 1], [1, 1]])).is_nan()
    assert row_norm(balls([[1, -3], [2, 1]])) == 4
