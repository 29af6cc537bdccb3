"""Leading eigenvalues: groups, closed forms and ARPACK against all eigenvalues of the Jacobian of the definition."""

import numpy as np
import pytest

from verify import Attention, Clusters, Ellipsoid, MultiHead, Oja
from verify.errors import InvalidInput
from verify.evidence.autodiff import matched_gap
from verify.large.grouped import MOST_ROWS, direction, grouped_spectrum, groups_of
from verify.large.leading import DENSE, leading_eigenvalues
from verify.observe import tangent_jacobian


def unit(rows):
    return rows / np.linalg.norm(rows, axis=-1, keepdims=True)


def state(seed, n, d):
    return unit(np.random.default_rng(seed).normal(size=(n, d)))


def full_attention(step_size, d):
    v, a, w, b = np.random.default_rng(1).normal(size=(4, d, d))
    return [
        Oja(value=v, step_size=step_size),
        Attention(value=v, query_key=a, step_size=step_size),
        Attention(value=v, step_size=step_size),
        Attention(value=v, query_key=20 * a, step_size=step_size),
        MultiHead(values=[v, w, v], query_keys=[a, None, 0 * b], step_size=step_size),
    ]


def written_out(spectrum):
    return np.array([value for value, times in spectrum for _ in range(times)], dtype=complex)


def reference(system, tokens):
    """All tangent eigenvalues by the definition's Jacobian, the leading ones first."""
    values = np.linalg.eigvals(tangent_jacobian(system, tokens))
    return values[np.argsort(-values.real if system.is_flow else -np.abs(values), kind="stable")]


# ------------------------------------------------------------------ groups


@pytest.mark.parametrize("step_size", [None, 0.3])
@pytest.mark.parametrize(("counts", "d"), [((1, 3, 2, 5), 4), ((6,), 3), ((2, 2), 2), ((1, 1, 1), 3), ((4, 1, 3), 5)])
def test_grouped_spectrum_is_the_whole_spectrum(counts, d, step_size):
    points = state(2, len(counts), d)
    n = sum(counts)
    tokens = np.repeat(points, counts, axis=0)[np.random.default_rng(3).permutation(n)]
    for system in full_attention(step_size, d):
        spectrum = grouped_spectrum(system, points, counts)
        assert sum(times for _, times in spectrum) == n * (d - 1)
        assert matched_gap(written_out(spectrum), reference(system, tokens)) < 1e-11


@pytest.mark.parametrize("step_size", [None, 0.25])
@pytest.mark.parametrize("minus", [0, 1, 30_000])
def test_grouped_spectrum_at_100_000_tokens_is_the_closed_form(minus, step_size):
    n, d = 100_000, 6
    rng = np.random.default_rng(4)
    basis = np.linalg.qr(rng.normal(size=(d, d)))[0]
    value = basis @ np.diag([1.5, 1.1, 0.4, -0.2, -0.6, -1.3]) @ basis.T
    system = Attention(value=(value + value.T) / 2, query_key=rng.normal(size=(d, d)), step_size=step_size)
    tokens = np.where(np.arange(n)[:, None] < minus, -1.0, 1.0) * basis[:, 0]
    said = leading_eigenvalues(system, tokens, k=1000, how="closed form")
    seen = leading_eigenvalues(system, tokens, k=1000, how="grouped")
    assert sum(said.multiplicities) == sum(seen.multiplicities) == n * (d - 1)
    groups = 2 if minus else 1
    assert said.groups == seen.groups == groups

    def expanded(found):  # every multiplicity as it is up to 10, so that lists stay short, and none is lost
        pairs = {}
        for value_, times, _ in found:
            near = next((z for z in pairs if abs(z - value_) < 1e-9), value_)
            pairs[near] = pairs.get(near, 0) + times
        return pairs

    left, right = expanded(said.found), expanded(seen.found)
    assert len(left) == len(right)
    for value_, times in left.items():
        nearest = min(right, key=lambda z: abs(z - value_))
        assert abs(nearest - value_) < 1e-12
        assert right[nearest] == times
    assert max(said.residuals) < 1e-12


def test_polygon_on_a_line_at_100_000_tokens():
    # V = [[1, 1], [1, 0]], A = [[0, -1], [-1, 0]], half of the tokens at e_1, half at -e_1: s_i = V m = 0, since all scores
    # e_1^T A e_1 vanish and m = 0. In the coordinate u_i along e_2: C = e_1 e_1^T, so B_ii gets V C A^T e_2 = V e_1 (A e_1)_2 = -V e_1,
    # and the tangent part is (V e_1)_2 = 1: inside a group every eigenvalue is -1 (the other terms sum to zero). For u equal in each
    # group, a_ij V (u_j e_2 + (x_j - 0) x_i^T A u_j e_2) has the tangent part u_j (V e_2)_2 - u_j (V x_j)_2 x_i,1 = -u_j sign_i sign_j:
    # the quotient is -1 - [[1, -1], [-1, 1]] / 2, with the eigenvalues -1 (u equal) and -2 (u opposite).
    n = 100_000
    system = Attention(value=np.array([[1.0, 1.0], [1.0, 0.0]]), query_key=np.array([[0.0, -1.0], [-1.0, 0.0]]))
    tokens = np.zeros((n, 2))
    tokens[:, 0] = np.where(np.arange(n) % 2, 1.0, -1.0)
    told = leading_eigenvalues(system, tokens, k=10)
    assert (told.how, told.groups, told.displacement) == ("grouped", 2, 0.0)
    np.testing.assert_allclose(told.values, [-1, -1, -1, -2], atol=1e-14)
    assert sorted(told.multiplicities) == [1, 1, n // 2 - 1, n // 2 - 1]
    assert told.multiplicities[-1] == 1


def test_groups_are_told_apart_by_the_tolerance_only():
    points = np.array([[1.0, 0.0], [0.0, 1.0], [np.cos(1e-6), np.sin(1e-6)]])
    labels = np.array([1, 0, 2, 0, 1, 2, 2])
    noise = 1e-9 * np.random.default_rng(5).uniform(-0.5, 0.5, size=(7, 2))
    assert len(groups_of(points[labels], 0).counts) == 3
    assert len(groups_of(points[labels] + noise, 0).counts) == 7
    found = groups_of(points[labels] + noise, 1e-8)
    np.testing.assert_array_equal(found.labels, [0, 1, 2, 1, 0, 2, 2])
    np.testing.assert_array_equal(found.counts, [2, 2, 3])
    assert 1e-11 < found.spread < 1e-8
    merged = groups_of(points[labels], 1e-5)
    assert len(merged.counts) == 2
    assert merged.spread == pytest.approx(1e-6, rel=1e-3)
    # Equal projections do not make equal tokens: both are orthogonal to the difference.
    x, y = direction(2)
    turned = np.array([[y, -x], [-y, x]])
    assert len(groups_of(turned, 1e-3).counts) == 2


# ------------------------------------------------------------------ the choice, and every way


@pytest.mark.parametrize("step_size", [None, 0.3])
def test_small_states_are_assembled(step_size):
    tokens = state(6, 7, 4)
    for system in full_attention(step_size, 4):
        told = leading_eigenvalues(system, tokens, k=5)
        assert told.how == "assembled"
        assert len(told.values) in (5, 6)
        assert matched_gap(np.array(told.values), reference(system, tokens)[: len(told.values)]) < 1e-11
        assert max(told.residuals) < 1e-12


@pytest.mark.parametrize("step_size", [None, 0.3])
def test_causal_spectra_are_those_of_the_diagonal_blocks(step_size):
    tokens = np.repeat(state(7, 5, 4), [1, 3, 1, 2, 1], axis=0)  # equal tokens attend to different sets
    v, a, w = np.random.default_rng(8).normal(size=(3, 4, 4))
    for system in (
        Attention(value=v, query_key=a, causal=True, step_size=step_size),
        Attention(value=v, query_key=0 * a, causal=True, step_size=step_size),
        MultiHead(values=[v, w], query_keys=[a, None], causal=True, step_size=step_size),
    ):
        told = leading_eigenvalues(system, tokens, k=24)
        assert told.how == "triangular"
        # The first token attends to itself only: eigenvalues may be defective, and are then seen to half the digits.
        assert matched_gap(np.array(told.values), reference(system, tokens)) < 1e-7
        assert max(told.residuals) < 1e-12


def gapped(d, seed=9):
    """A symmetric V with leading eigenvalues that stand out, and scores of order one."""
    rng = np.random.default_rng(seed)
    basis = np.linalg.qr(rng.normal(size=(d, d)))[0]
    value = basis @ np.diag(np.r_[3.0, 2.5, 2.0, -1.8, np.linspace(0.4, -0.4, d - 4)]) @ basis.T
    return (value + value.T) / 2, rng.normal(size=(d, d)) / np.sqrt(d), basis


@pytest.mark.parametrize("step_size", [None, 0.7])
def test_matrix_free_agrees_with_all_eigenvalues(step_size):
    value, key, _ = gapped(8)
    tokens = state(10, 100, 8)
    assert DENSE < 100 * 7
    turn = value + np.diag([2.0], 7)[:8, :8] - np.diag([2.0], -7)[:8, :8]  # not symmetric
    for system in (
        Attention(value=value, query_key=key, step_size=step_size),
        MultiHead(values=[turn, value], query_keys=[None, key], step_size=step_size),
        Oja(value=value, step_size=step_size),
    ):
        expected = reference(system, tokens)
        for memory in (0, 2**30):
            told = leading_eigenvalues(system, tokens, k=3, memory=memory)
            assert (told.how, told.converged) == ("matrix-free", True)
            assert told.products > 0
            assert matched_gap(np.array(told.values), expected[: len(told.values)]) < 1e-10
            assert max(told.residuals) < 1e-10


def test_matrix_free_in_the_plane_takes_the_series():
    tokens = state(18, 620, 2)
    system = Attention(value=np.array([[3.0, 1.0], [1.0, 2.0]]), query_key=np.array([[1.0, 0.5], [-1.0, 1.0]]))
    told = leading_eigenvalues(system, tokens, k=2)
    assert (told.how, told.converged, len(told.values)) == ("matrix-free", True, 3)  # the second is one of a pair
    assert matched_gap(np.array(told.values), reference(system, tokens)[:3]) < 1e-10


def test_conjugate_pairs_are_not_split():
    value = np.zeros((3, 3))
    value[1, 2], value[2, 1] = 2.0, -2.0
    system = Attention(value=value + np.diag([1.0, 0.5, 0.5]))
    told = leading_eigenvalues(
        system, np.tile([1.0, 0.0, 0.0], (4, 1)), k=1
    )  # consensus: lambda_j - 1 = -0.5 +- 2i lead
    assert told.how == "closed form"
    np.testing.assert_allclose(told.values, [-0.5 + 2j, -0.5 - 2j], atol=1e-14)


@pytest.mark.slow
@pytest.mark.parametrize(("minus", "step_size"), [(0, 0.7), (150, None)])
def test_closed_form_at_more_than_100_000_coordinates_agrees_with_matrix_free(minus, step_size):
    n, d = 400, 256
    value, key, basis = gapped(d)
    tokens = np.where(np.arange(n)[:, None] < minus, -1.0, 1.0) * basis[:, 0]
    system = Attention(value=value, query_key=key, step_size=step_size)
    assert n * (d - 1) > 100_000
    said = leading_eigenvalues(system, tokens, k=1)
    seen = leading_eigenvalues(system, tokens, k=1, how="matrix-free", equal=None)
    assert (said.how, seen.how, seen.groups) == ("closed form", "matrix-free", None)
    assert seen.values[0] == pytest.approx(said.values[0], rel=1e-10)
    assert seen.residuals[0] < 1e-11


@pytest.mark.slow
def test_many_groups_are_reduced_before_arpack():
    value, key, _ = gapped(5)
    points = state(11, 152, 5)
    counts = np.r_[np.ones(151, dtype=int), 300]
    tokens = np.repeat(points, counts, axis=0)
    assert DENSE < 152 * 4
    for step_size in (None, 0.7):
        system = Attention(value=value, query_key=key, step_size=step_size)
        told = leading_eigenvalues(system, tokens, k=6)
        assert (told.how, told.groups) == ("matrix-free", 152)
        exact = leading_eigenvalues(system, tokens, k=6, how="grouped")
        np.testing.assert_allclose(told.values, exact.values, atol=1e-10)
        assert told.multiplicities == exact.multiplicities


def test_what_did_not_converge_is_not_told():
    value, key, _ = gapped(8)
    told = leading_eigenvalues(Attention(value=0.01 * value, query_key=key), state(12, 100, 8), k=6, most_products=45)
    assert not told.converged
    assert len(told.values) < 6
    assert any("converged in" in note for note in told.notes)
    assert told.to_dict()["converged"] is False
    assert all(residual < 1e-10 for residual in told.residuals)


def test_the_same_question_has_the_same_answer():
    value, key, _ = gapped(8)
    system = Attention(value=value, query_key=key, step_size=0.7)
    first, second = (leading_eigenvalues(system, state(13, 100, 8)).to_dict() for _ in range(2))
    assert first == second


def test_heads_at_consensus_and_ellipsoids():
    v, w, a, b = np.random.default_rng(14).normal(size=(4, 3, 3))
    v, w = v + v.T, w + w.T
    top = np.linalg.eigh(v + w)[1][:, -1]
    tokens = np.tile(top, (30, 1))
    system = MultiHead(values=[v, w], query_keys=[a, b], step_size=0.1)
    told = leading_eigenvalues(system, tokens, how="grouped")
    leading = reference(system, tokens)[0]
    assert told.values[0] == pytest.approx(leading, rel=1e-12)

    metric = np.array([[2.0, 0.5, 0.0], [0.5, 1.0, -0.3], [0.0, -0.3, 0.75]])
    system = Ellipsoid(metric=metric, values=[v, w], query_keys=[a, b], step_size=0.1)
    tokens = system.normalize(tokens)
    assert np.abs(system.step(tokens) - tokens).max() < 1e-14
    extrinsic = np.linalg.eigvals(system.jacobian(tokens))  # those of the normals are 0
    told = leading_eigenvalues(system, tokens)
    assert told.displacement < 1e-14
    assert max(abs(z) for z in told.values) == pytest.approx(np.abs(extrinsic).max(), rel=1e-12)


def test_states_that_are_no_equilibrium_say_so_and_have_no_closed_form():
    value, key, basis = gapped(5)
    tilted = unit(basis[:, :1].T + 1e-3 * basis[:, 1:2].T)
    system = Attention(value=value, query_key=key, step_size=0.7)
    told = leading_eigenvalues(system, np.tile(tilted, (300, 1)))
    assert told.how == "grouped"
    assert told.displacement > 1e-5
    # 1 + alpha lambda < 0: a two-cycle, no equilibrium, at the eigenvector -1.8.
    flipped = Attention(value=value, query_key=key, step_size=0.9)
    told = leading_eigenvalues(flipped, np.tile(basis[:, 3], (300, 1)))
    assert told.how == "grouped"
    assert told.displacement > 0.1
    with pytest.raises(InvalidInput, match="no closed form"):
        leading_eigenvalues(flipped, np.tile(basis[:, 3], (300, 1)), how="closed form")


def test_nothing_can_move_in_one_dimension():
    told = leading_eigenvalues(Attention(value=np.eye(1)), np.ones((5, 1)))
    assert (told.values, told.growth, told.to_dict()["spectral_abscissa"]) == ((), None, None)
    causal = leading_eigenvalues(Attention(value=np.eye(1), causal=True), np.ones((5, 1)))
    assert (causal.how, causal.values) == ("triangular", ())


def test_one_token():
    # One token is the flow of V alone: lambda_j - lambda_1.
    told = leading_eigenvalues(Attention(value=np.diag([2.0, 1.0, -1.0])), np.array([[1.0, 0.0, 0.0]]))
    np.testing.assert_allclose(told.values, [-1, -3], atol=1e-15)
    assert told.multiplicities == (1, 1)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"k": 0}, "k is 0; expected a whole number"),
        ({"k": 1.5}, "expected a whole number"),
        ({"how": "magic"}, "expected one of"),
        ({"how": "closed form"}, "no closed form"),
        ({"how": "triangular"}, "not causal"),
        ({"how": "matrix-free", "k": 7}, "expected at least 10"),
        ({"equal": -1.0}, "tolerance is -1.0"),
        ({"equal": float("nan")}, "tolerance is nan"),
        ({"tokens": 2 * np.eye(3)}, "token 0 has norm 2; expected tokens on the unit sphere"),
        ({"tokens": np.zeros((2, 3))}, "norm 0"),
        ({"tokens": np.eye(2)}, "expected one state"),
        ({"system": Attention(value=np.full((3, 3), 1e308))}, "overflow"),
        ({"system": Oja(value=np.full((3, 3), 1e308), step_size=1.0), "tokens": np.eye(3)[[0, 0, 0]]}, "overflow"),
        ({"system": Attention(value=np.eye(3), query_key=np.full((3, 3), 1e308), causal=True)}, "overflow"),
        ({"system": Clusters(value=np.eye(3))}, "expected Oja, Attention or MultiHead"),
    ],
)
def test_bad_input_is_said_in_one_line(change, message):
    arguments = {"system": Attention(value=np.diag([3.0, 2.0, 1.0])), "tokens": state(15, 4, 3)} | change
    with pytest.raises(InvalidInput, match=message) as caught:
        leading_eigenvalues(arguments.pop("system"), arguments.pop("tokens"), **arguments)
    assert "\n" not in str(caught.value)


def test_groups_refuse_what_is_too_large_or_causal():
    system = Attention(value=np.eye(3))
    with pytest.raises(InvalidInput, match=f"expected at most {MOST_ROWS}"):
        grouped_spectrum(system, state(16, MOST_ROWS // 2 + 1, 3), np.ones(MOST_ROWS // 2 + 1, dtype=int))
    with pytest.raises(InvalidInput, match="causal"):
        grouped_spectrum(Attention(value=np.eye(3), causal=True), np.eye(3), [1, 1, 1])
    with pytest.raises(InvalidInput, match="unit sphere"):
        grouped_spectrum(system, 2 * np.eye(3), [1, 1, 1])
    with pytest.raises(InvalidInput, match="rows; expected at most"):
        leading_eigenvalues(system, state(17, 4000, 3), how="assembled")
