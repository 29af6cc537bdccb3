"""Eigenpairs: the order, the choices, planes of pairs, gaps; compared with numpy's general solver."""

from __future__ import annotations

import numpy as np
import pytest
from made import with_spectrum
from scipy.linalg import subspace_angles

from verify.errors import InvalidInput
from verify.weights.principal import CHOICES, Choice, all_correlations, correlations, spectrum

PAIR = np.array([[2.0, -1.0, 0.0, 5.0], [1.0, 2.0, 0.0, 0.0], [0.0, 0.0, 1.0, 7.0], [0.0, 0.0, 0.0, -4.0]])
"""Eigenvalues 2 +- i, 1, -4; not normal."""


@pytest.mark.parametrize("d", [1, 2, 3, 20, 41])
@pytest.mark.parametrize("seed", [0, 1])
def test_every_group_is_invariant_and_numpy_agrees(d: int, seed: int) -> None:
    """Residuals, the order, orthonormal planes, the condition number, and every eigenvalue once."""
    matrix = np.random.default_rng([d, seed]).standard_normal((d, d))
    found = spectrum(matrix)
    values, vectors = np.linalg.eig(matrix)
    np.testing.assert_allclose(np.sort_complex(found.eigenvalues), np.sort_complex(values), atol=1e-11)
    assert (np.diff(found.eigenvalues[found.starts].real) <= 0).all()
    assert found.widths.sum() == d
    for group in range(found.groups):
        Q = found.columns(group)
        np.testing.assert_allclose(Q.T @ Q, np.eye(Q.shape[1]), atol=1e-13)
        np.testing.assert_allclose(matrix @ Q, Q @ (Q.T @ matrix @ Q), atol=1e-11)
        near = vectors[:, np.argmin(abs(values - found.value(group)))]
        plane = np.stack([near.real, near.imag], 1)[:, : Q.shape[1]]
        assert subspace_angles(Q, plane).max() < 1e-8
        assert found.value(group).imag >= 0
    assert found.condition == pytest.approx(np.linalg.cond(vectors), rel=1e-8)


def test_three_choices_that_all_differ() -> None:
    """diag(3, 2.5 +- 2 i, -4): |1 + 3| = 4, |3.5 + 2 i| = 4.03, |1 - 4| = 3."""
    matrix = np.zeros((4, 4))
    matrix[0, 0], matrix[3, 3] = 3, -4
    matrix[1:3, 1:3] = [[2.5, -2], [2, 2.5]]
    found = spectrum(matrix)
    wanted: dict[Choice, complex] = {"real_part": 3, "modulus": -4, "one_plus": 2.5 + 2j}
    for choice in CHOICES:
        assert found.value(found.principal(choice)) == pytest.approx(wanted[choice])
    assert found.gap() == pytest.approx(0.5)
    assert found.gap("modulus") == pytest.approx(4 - abs(2.5 + 2j))
    assert found.gap("one_plus") == pytest.approx(abs(3.5 + 2j) - 4)
    # With a small step 1 + alpha Re(lambda) decides, and the real part is chosen.
    assert spectrum(matrix, alpha=0.01).value(spectrum(matrix, alpha=0.01).principal("one_plus")) == pytest.approx(3)


def test_a_pair_counts_once() -> None:
    """Gap Re l_1 - Re l_3 = 2 - 1, three groups, both members among the first eigenvalues."""
    found = spectrum(PAIR)
    assert found.groups == 3
    assert found.gap() == pytest.approx(1.0)
    assert found.second() == 1
    np.testing.assert_allclose(found.top(), [2 + 1j, 2 - 1j, 1, -4], atol=1e-12)
    assert spectrum(np.eye(1)).gap() is None
    assert spectrum(np.eye(1)).second() is None


def test_the_plane_turns_by_the_eigenvalue() -> None:
    """x in the plane: its coordinate is multiplied by lambda, in a basis where the plane is not a rotation."""
    stretch = np.diag([1.0, 0.2, 1.0, 1.0])
    matrix = stretch @ PAIR @ np.linalg.inv(stretch)
    found = spectrum(matrix)
    x = found.columns(0) @ np.array([0.3, -0.8])
    ratio = found.plane_coordinate(0, matrix @ x) / found.plane_coordinate(0, x)
    assert ratio == pytest.approx(2 + 1j)


def test_the_cases_of_section_2_1() -> None:
    """Dominant in real part, and in modulus."""

    def cases(*values: float) -> tuple[int, int]:
        found = spectrum(np.diag(values))
        return found.case("real_part"), found.case("modulus")

    assert cases(2, 1, -1) == (1, 1)
    assert cases(2, 1, -3) == (1, 3)
    assert cases(2, 2, 1) == (3, 3)
    assert cases(-1, -2) == (1, 3)
    assert spectrum(PAIR).case("real_part") == 2
    assert spectrum(PAIR).case("modulus") == 3
    assert spectrum(PAIR[:3, :3]).case("modulus") == 2
    assert spectrum(PAIR[:3, :3]).dominance() == pytest.approx(np.sqrt(5))
    assert spectrum(np.diag([1.0, 0.0])).dominance() is None


def test_nearly_collinear_eigenvectors() -> None:
    """v_1 = e_1 and v_2 at angle 0.01; their span is the plane all the same, and the matrix of eigenvectors is bad."""
    vectors = np.array([[1.0, np.cos(0.01), 0.0], [0.0, np.sin(0.01), 0.0], [0.0, 0.0, 1.0]])
    found = spectrum(vectors @ np.diag([2.0, 1.9, -5.0]) @ np.linalg.inv(vectors))
    assert found.collinearity(0, 1) == pytest.approx(np.cos(0.01), rel=1e-9)
    assert found.collinearity(0, 2) == pytest.approx(0, abs=1e-9)
    assert found.span(0, 1).shape == (3, 2)
    assert subspace_angles(found.span(0, 1), np.eye(3)[:, :2]).max() < 1e-9
    assert found.condition == pytest.approx(1 / np.tan(0.005), rel=1e-6)


def test_a_pair_that_is_almost_real() -> None:
    """1 +- 1e-6 i: b is a millionth of a, and the plane is orthonormal and right nevertheless."""
    found = spectrum(np.array([[1.0, 1.0, 0.0], [-1e-12, 1.0, 0.0], [0.0, 0.0, 3.0]])[::-1, ::-1].copy())
    assert list(found.widths) == [1, 2]
    Q = found.columns(1)
    np.testing.assert_allclose(Q.T @ Q, np.eye(2), atol=1e-14)
    assert subspace_angles(Q, np.eye(3)[:, 1:]).max() < 1e-9


def test_zero_and_repeated_eigenvalues() -> None:
    """H = 0 has the unit vectors; nothing is not a number."""
    found = spectrum(np.zeros((4, 4)))
    assert found.gap() == 0.0
    assert found.condition == pytest.approx(1.0)
    assert found.groups == 4


@pytest.mark.parametrize("matrix", [np.zeros((2, 3)), np.zeros((0, 0)), np.array([[np.nan, 1.0], [0.0, 1.0]])])
def test_what_is_not_a_layer_matrix(matrix: np.ndarray) -> None:
    """One clear line."""
    with pytest.raises(InvalidInput, match="layer matrix"):
        spectrum(matrix)


def test_correlations_are_projections() -> None:
    """With a real eigenvector the cosine; with a pair the length of the projection; all at once the same."""
    found = spectrum(PAIR)
    x = np.random.default_rng(0).standard_normal((3, 5, 4))
    x /= np.linalg.norm(x, axis=-1, keepdims=True)
    every = all_correlations(x, found)
    for group in range(found.groups):
        np.testing.assert_allclose(every[..., group], correlations(x, found.columns(group)), atol=1e-14)
    value = np.linalg.eig(PAIR)
    vector = value.eigenvectors[:, np.argmin(abs(value.eigenvalues - 1))].real
    np.testing.assert_allclose(every[..., 1], abs(x @ vector), atol=1e-12)
    projector = found.columns(0) @ found.columns(0).T
    np.testing.assert_allclose(every[..., 0], np.linalg.norm(x @ projector, axis=-1), atol=1e-12)


def test_a_symmetric_matrix_has_its_eigenvectors() -> None:
    """Known eigenvectors come back in their order, up to sign."""
    matrix, vectors = with_spectrum([3.0, 1.0, 0.5, -2.0])
    found = spectrum(matrix)
    np.testing.assert_allclose(abs(found.basis.T @ vectors), np.eye(4), atol=1e-12)
    assert found.condition == pytest.approx(1.0, rel=1e-9)
