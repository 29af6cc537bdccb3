"""The public strategies hold what they promise exactly, and reach the boundary cases that they promise: matrices and scores."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import sympy
from drawn import FEW, all_rational, exact, reached
from hypothesis import given, settings
from hypothesis import strategies as st

from verify import strategies as vs
from verify.strategies.matrices import BASES
from verify.systems import Attention


@FEW
@given(st.integers(1, 4).flatmap(vs.orthogonal_matrices))
def test_orthogonal_matrices_are_orthogonal(matrix: np.ndarray) -> None:
    assert all_rational(matrix)
    assert exact(matrix) * exact(matrix).T == sympy.eye(len(matrix))


@pytest.mark.parametrize("sign", [1, -1])
def test_orthogonal_matrices_reach_rotations_and_reflections_of_the_plane(sign: int) -> None:
    reached(vs.orthogonal_matrices(2), lambda q: exact(q).det() == sign and abs(q[0, 0]) == sympy.Rational(3, 5))


@pytest.mark.parametrize("basis", BASES)
@pytest.mark.parametrize("kind", vs.KINDS)
def test_symmetric_matrices_have_the_prescribed_spectrum(kind: str, basis: str) -> None:
    @settings(FEW, max_examples=10)
    @given(vs.symmetric_matrices((2, 3), (kind,), basis))
    def check(matrix: vs.Symmetric) -> None:
        value, vectors = exact(matrix.value), exact(matrix.vectors)
        assert all_rational(matrix.value)
        assert value == value.T
        assert vectors * vectors.T == sympy.eye(matrix.dimension)
        assert value * vectors.T == vectors.T * sympy.diag(*matrix.eigenvalues)
        assert vs.KINDS[kind](matrix.eigenvalues)
        assert basis == "any" or value.is_diagonal()

    check()
    if basis == "any" and kind != "zero":
        reached(vs.symmetric_matrices((2, 3), (kind,)), lambda m: not exact(m.value).is_diagonal())


def test_the_bounds_of_a_symmetric_matrix() -> None:
    matrix = vs.symmetric([1, -2, "1/2"])
    assert [str(value) for value in matrix.eigenvalues] == ["1", "1/2", "-2"]
    assert (matrix.radius, matrix.longest_step, matrix.short_step) == (2, 2, sympy.Rational(1, 2))
    assert vs.symmetric([2, -2]).longest_step is None
    assert vs.symmetric([0, 0]).short_step is None


@FEW
@given(vs.real_spectrum_matrices())
def test_nonsymmetric_matrices_with_a_real_spectrum(matrix: vs.General) -> None:
    value, x = exact(matrix.value), sympy.Symbol("x")
    assert value != value.T
    wanted = sympy.prod([x - eigenvalue for eigenvalue in matrix.eigenvalues])
    assert sympy.expand(value.charpoly(x).as_expr() - wanted) == 0


def test_nonsymmetric_matrices_reach_defective_ones_and_small_angles_between_eigenvectors() -> None:
    def defective(matrix: vs.General) -> bool:
        return not exact(matrix.value).is_diagonalizable()

    reached(vs.real_spectrum_matrices(2, ("repeated",)), defective)
    reached(vs.real_spectrum_matrices(2, ("distinct",)), lambda m: all(entry != 0 for entry in m.value.flat))


@FEW
@given(vs.complex_pair_matrices())
def test_matrices_with_a_complex_pair(matrix: vs.General) -> None:
    value, x = exact(matrix.value), sympy.Symbol("x")
    wanted = sympy.prod([x - eigenvalue for eigenvalue in matrix.eigenvalues])
    assert sympy.expand(value.charpoly(x).as_expr() - sympy.expand(wanted)) == 0
    assert sum(not eigenvalue.is_real for eigenvalue in matrix.eigenvalues) == 2


@pytest.mark.parametrize(
    "wanted",
    [
        lambda pair, real: sympy.re(pair) == 0 != real,
        lambda pair, real: sympy.re(pair) > real > 0,
        lambda pair, real: sympy.re(pair) == real != 0,
        lambda pair, real: real > sympy.re(pair) and real < abs(pair),  # which eigenvalue leads depends on the question
        lambda pair, real: real > abs(pair),
    ],
)
def test_complex_pairs_reach_every_place_beside_a_real_eigenvalue(wanted: Any) -> None:
    reached(vs.complex_pair_matrices(3), lambda m: wanted(m.eigenvalues[0], m.eigenvalues[2]))


PROMISED: dict[str, Callable[[Any], bool]] = {
    "zero": lambda a: a.is_zero_matrix,
    "identity": lambda a: a == sympy.eye(a.rows),
    "skew": lambda a: a == -a.T and not a.is_zero_matrix,
    "nonsymmetric": lambda a: a not in (a.T, -a.T),
    "indefinite": lambda a: a == a.T and a.is_indefinite,
    "positive definite": lambda a: a == a.T and a.is_positive_definite,
    "negative definite": lambda a: a == a.T and a.is_negative_definite,
    "rank one": lambda a: a.rank() == 1,
}


def test_every_kind_of_scores_is_promised_something() -> None:
    assert set(PROMISED) == set(vs.SCORES)


@pytest.mark.parametrize("kind", vs.SCORES)
@pytest.mark.parametrize("d", [2, 3])
def test_scores_hold_what_their_kind_promises(kind: str, d: int) -> None:
    @settings(FEW, max_examples=8)
    @given(vs.score_matrices(d, (kind,)))
    def check(matrix: np.ndarray) -> None:
        assert matrix.shape == (d, d)
        assert all_rational(matrix)
        assert PROMISED[kind](exact(matrix))

    check()
    reached(vs.score_matrices(d), lambda a: PROMISED[kind](exact(a)))


@FEW
@given(st.data(), st.integers(2, 3))
def test_rank_lowering_scores_are_nonsingular_and_make_the_weights_singular(data: st.DataObject, d: int) -> None:
    tokens = data.draw(vs.states(d, (2, d), ("anything",)).filter(lambda x: any((row != x[0]).any() for row in x)))
    key = data.draw(vs.rank_lowering_scores(tokens))
    assert exact(key).det() != 0
    weights = Attention(value=np.eye(d), query_key=key, step_size=1).attention(tokens)
    rows = {tuple(sympy.simplify(sympy.log(entry / row[0]).expand(force=True)) for entry in row) for row in weights}
    assert len(rows) < len(tokens)  # two rows are equal: their score differences are


def test_rank_lowering_scores_say_where_there_are_none() -> None:
    spanning = vs.exact_array([[1, 0], [0, 1], [-1, 0]])
    for tokens in (spanning, spanning[:1], vs.exact_array([[1, 0], [1, 0]])):
        with pytest.raises(ValueError, match="affinely"):
            reached(vs.rank_lowering_scores(tokens))
