"""The public strategies hold what they promise exactly, and reach the boundary cases that they promise."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import sympy
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

from verify import strategies as vs
from verify.arithmetic.numeric import FLOAT64
from verify.claim import Claim, Parameter, Source
from verify.strategies.matrices import BASES
from verify.strategies.spectra import NEED_TWO
from verify.systems import Attention, MultiHead, Oja

FEW = settings(max_examples=25, suppress_health_check=list(HealthCheck))
SEARCH = settings(
    max_examples=2000, database=None, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)


def reached(strategy: st.SearchStrategy[Any], wanted: Callable[[Any], bool] = lambda _: True) -> Any:
    """A drawn value that is wanted; fails if none is found."""
    return find(strategy, lambda value: bool(wanted(value)), settings=SEARCH)


def exact(array: Any) -> sympy.Matrix:
    return sympy.Matrix(np.asarray(array).tolist())


def all_rational(array: Any) -> bool:
    return all(getattr(entry, "is_Rational", False) for entry in np.asarray(array).flat)


def unit(tokens: Any) -> bool:
    return all(sympy.expand(sum(entry**2 for entry in row)) == 1 for row in tokens)


# ---------------------------------------------------------------------------------------------------------- numbers


@given(vs.rationals("-1/3", "5/2"))
def test_rationals_stay_in_their_range(value: Any) -> None:
    assert value.is_Rational
    assert sympy.Rational(-1, 3) <= value <= sympy.Rational(5, 2)


@pytest.mark.parametrize("value", ["-1/3", "5/2", "0", "1", "1/2"])
def test_rationals_reach_the_ends_and_simple_numbers(value: str) -> None:
    reached(vs.rationals("-1/3", "5/2"), lambda x: x == sympy.Rational(value))


@pytest.mark.parametrize(("low", "high"), [("1/7", "1/7"), ("1/1000", "1/999")])
def test_rationals_in_a_range_without_short_ones(low: str, high: str) -> None:
    assert reached(vs.rationals(low, high)) in (sympy.Rational(low), sympy.Rational(high))


@pytest.mark.parametrize("threshold", ["2/3", "-2", "0"])
@pytest.mark.parametrize("where", vs.WHERE)
def test_around_a_threshold(threshold: str, where: str) -> None:
    at = sympy.Rational(threshold)
    near = (abs(at) or 1) / 4

    @FEW
    @given(vs.around(at, (where,)))
    def check(value: Any) -> None:
        assert sympy.sign(value - at) == {"inside": -1, "at": 0, "beyond": 1}[where.rpartition(" ")[2]]
        assert (abs(value - at) <= near) == (where.startswith(("just", "at")))

    check()


@pytest.mark.parametrize("where", vs.WHERE)
def test_step_sizes_around_a_threshold(where: str) -> None:
    at = sympy.Rational(2, 3)

    @FEW
    @given(vs.step_sizes(at, (where,)))
    def check(value: Any) -> None:
        assert value > 0
        assert sympy.sign(value - at) == {"inside": -1, "at": 0, "beyond": 1}[where.rpartition(" ")[2]]

    check()
    reached(vs.step_sizes(at), lambda value: sympy.sign(value - at) == {"at": 0}.get(where, 1))


def test_step_sizes_reach_a_millionth_of_the_threshold() -> None:
    reached(vs.step_sizes(1), lambda value: 0 < abs(value - 1) < 2e-6)


# ---------------------------------------------------------------------------------------------------------- spectra


@pytest.mark.parametrize("kind", vs.KINDS)
def test_spectra_hold_what_their_kind_promises(kind: str) -> None:
    @settings(FEW, max_examples=60)
    @given(vs.spectra((1, 4), (kind,)))
    def check(spectrum: Any) -> None:
        assert all(value.is_Rational for value in spectrum)
        assert list(spectrum) == sorted(spectrum, reverse=True)
        assert (2 if kind in NEED_TWO else 1) <= len(spectrum) <= 4
        assert vs.KINDS[kind](spectrum)
        assert max(map(abs, spectrum)) <= 6

    check()


@pytest.mark.parametrize("kind", vs.KINDS)
@pytest.mark.parametrize("d", [2, 3])
def test_all_spectra_together_reach_every_kind(kind: str, d: int) -> None:
    reached(vs.spectra(d), vs.KINDS[kind])


@pytest.mark.parametrize(
    "wanted",
    [
        lambda s: s[0] > s[1] >= s[0] * sympy.Rational(9, 10) > 0,  # nearly repeated principal eigenvalue
        lambda s: s[0] > 0 > s[1],
        lambda s: s[-1] > 0,
        lambda s: len(s) > 2 and s[1] == s[2],
        lambda s: -s[-1] > s[0] and -s[-1] - s[0] < 2e-6,  # dominated by next to nothing
    ],
)
def test_spectra_under_assumption_1_reach_their_boundary(wanted: Any) -> None:
    spectrum = reached(vs.spectra((2, 4), vs.ASSUMPTION_1), wanted)
    assert spectrum[0] > 0
    assert spectrum[0] > spectrum[1]
    assert 0 not in spectrum


# --------------------------------------------------------------------------------------------------------- matrices


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


# ----------------------------------------------------------------------------------------------------------- scores

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


# ----------------------------------------------------------------------------------------------------------- states


@pytest.mark.parametrize("kind", [kind for kind in vs.STATES if kind != "polygon"])
@pytest.mark.parametrize("d", [2, 3])
def test_states_hold_what_their_kind_promises(kind: str, d: int) -> None:
    lines = {
        "anything": lambda x: len(x) > 0,
        "consensus": lambda x: all((row == x[0]).all() for row in x),
        "bipartite": lambda x: {abs(row @ x[0]) for row in x} == {1} and -1 in {row @ x[0] for row in x},
        "sign state": lambda x: {abs(row @ x[0]) for row in x} == {1},
        "equal tokens": lambda x: (x[-1] == x[0]).all(),
        "antipodal tokens": lambda x: (x[-1] == -x[0]).all(),
        "on a subspace": lambda x: exact(x).rank() < d,
        "half space": lambda x: len(x) < 2 or all(row @ x[0] > -1 for row in x),
    }

    @FEW
    @given(vs.states(d, (1, 4), (kind,)))
    def check(tokens: np.ndarray) -> None:
        assert len(tokens) <= 4
        assert all_rational(tokens)
        assert unit(tokens)
        assert lines[kind](tokens)

    check()


@pytest.mark.parametrize("d", [2, 3, 4])
@pytest.mark.parametrize("n", [3, 4, 5, 6])
def test_polygons_sum_to_zero_and_are_not_on_a_line(d: int, n: int) -> None:
    @settings(FEW, max_examples=8)
    @given(vs.polygons(d, n))
    def check(tokens: np.ndarray) -> None:
        assert tokens.shape == (n, d)
        assert unit(tokens)
        assert all(sympy.expand(total) == 0 for total in tokens.sum(axis=0))
        assert exact(tokens).rank() > 1
        assert (n % 2 and d < 4) or all_rational(tokens)

    check()


def test_polygons_reach_a_square_and_four_tokens_that_are_no_pairs() -> None:
    reached(vs.polygons(2, 4), lambda x: len({tuple(row) for row in x}) == 4)
    reached(vs.polygons(3, 4), lambda x: exact(x).rank() == 3 and all((x[0] != -row).any() for row in x))


@pytest.mark.parametrize("n", [2, 3])
def test_sign_states_at_eigenvectors_reach_every_split(n: int) -> None:
    matrix = vs.symmetric([1, "1/2", -1])
    for at in range(3):
        for m in range(n + 1):
            reached(vs.sign_states(matrix, n), lambda x, at=at, m=m: list(x @ matrix.vectors[at]).count(1) == m)


@pytest.mark.parametrize(
    ("kinds", "holds"), [(("balanced",), lambda m, r: m == r), (("singleton",), lambda m, r: 1 in (m, r))]
)
def test_splits(kinds: tuple[str, ...], holds: Callable[[int, int], bool]) -> None:
    @FEW
    @given(vs.splits(4, kinds))
    def check(split: tuple[int, int]) -> None:
        assert holds(*split)
        assert all(1 <= size <= 4 for size in split)

    check()
    for wanted in ((1, 1), (1, 4), (4, 1), (3, 3), (2, 3)):
        reached(vs.splits(4), lambda split, wanted=wanted: split == wanted)


# ---------------------------------------------------------------------------------------------------- whole systems


@FEW
@given(vs.scenes())
def test_scenes_are_exact_systems_with_a_state(drawn: Any) -> None:
    system, tokens = drawn
    assert unit(tokens)
    assert system.dimension == tokens.shape[1]
    assert system.step_size > 0
    total = system.layer_matrix if isinstance(system, MultiHead) else system.value
    assert (total == total.T).all()
    assert all_rational(total)
    assert FLOAT64.asarray(tokens, None).shape == tokens.shape
    assert system.influence(FLOAT64.asarray(tokens, None)).shape == tokens.shape


@pytest.mark.parametrize(("kind", "made"), [("oja", Oja), ("attention", Attention), ("multihead", MultiHead)])
def test_systems_reach_every_kind_a_flow_and_every_value_matrix(kind: str, made: type) -> None:
    assert type(reached(vs.systems((kind,)))) is made
    assert reached(vs.systems((kind,), times=("discrete", "continuous")), lambda s: s.is_flow).is_flow
    reached(vs.systems((kind,), vs.value_matrices((2, 3), ("complex pair",))), lambda s: s.step_size == 1)


def test_systems_reach_the_thresholds_of_the_step_size() -> None:
    dominated = vs.symmetric([1, -3])
    for wanted in (1, sympy.Rational(1, 3)):
        reached(vs.systems(("oja",), st.just(dominated)), lambda s, wanted=wanted: s.step_size == wanted)
        reached(vs.systems(("oja",), st.just(dominated)), lambda s, wanted=wanted: 0 < s.step_size - wanted < 1e-4)
        reached(vs.systems(("oja",), st.just(dominated)), lambda s, wanted=wanted: 0 < wanted - s.step_size < 1e-4)


def test_multi_head_systems_reach_commuting_and_other_heads() -> None:
    def two(system: Any) -> bool:
        return len(system.values) == 2

    reached(
        vs.systems(("multihead",)), lambda s: two(s) and (s.values[0] @ s.values[1] != s.values[1] @ s.values[0]).any()
    )


# ----------------------------------------------------------------------------------------------------------- points

DOMAINS = Claim(
    id="a.claim",
    title="",
    statement="",
    source=Source(""),
    parameters=(Parameter("alpha", "positive"), Parameter("x"), Parameter("y"), Parameter("n", "integer", 2)),
)


@given(vs.points(DOMAINS))
def test_points_stay_in_their_domains(point: Any) -> None:
    assert list(point) == ["alpha", "x", "y", "n"]
    assert all(value.is_Rational for value in point.values())
    assert point.alpha > 0
    assert point.n.is_integer
    assert point.n >= 2


@pytest.mark.parametrize(
    "wanted",
    [
        lambda p: p.x == p.y != 0,
        lambda p: p.x == -p.y != 0,
        lambda p: 0 < p.x - p.y < 1e-5,
        lambda p: p.n == 2,
        lambda p: p.n == 3,
        lambda p: p.x == 0,
        lambda p: p.alpha > 100,
        lambda p: p.alpha < 0.01,
    ],
)
def test_points_reach_ties_near_ties_and_scales(wanted: Any) -> None:
    reached(vs.points(DOMAINS), wanted)


@pytest.mark.parametrize(
    "make",
    [
        lambda: vs.spectra(2, ("unheard",)),
        lambda: vs.spectra(0),
        lambda: vs.spectra(1, ("repeated",)),
        lambda: vs.score_matrices(2, ("unheard",)),
        lambda: vs.score_matrices(1, ("skew",)),
        lambda: vs.states(2, 2, ("unheard",)),
        lambda: vs.states(1, 3, ("polygon",)),
        lambda: vs.states(2, 0),
        lambda: vs.around(1, ("somewhere",)),
        lambda: vs.step_sizes(-1),
        lambda: vs.splits(3, ("unheard",)),
        lambda: vs.value_matrices(2, ("unheard",)),
        lambda: reached(vs.symmetric_matrices(2, basis="none")),
        lambda: reached(vs.systems(("unheard",))),
        lambda: reached(vs.polygons(1, 3)),
        lambda: reached(vs.complex_pair_matrices(1)),
    ],
)
def test_what_does_not_exist_is_refused(make: Callable[[], Any]) -> None:
    with pytest.raises(ValueError, match=r"expected|need|there is no"):
        make()


def test_the_core_does_not_import_hypothesis() -> None:
    code = "import sys, verify, verify.cli, verify.evidence, verify.runner; sys.exit('hypothesis' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
