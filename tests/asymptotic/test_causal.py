"""Auto-regressive attention: exact counterexamples and the states beside them, closed forms against numbers, what the checks refuse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from proofs.asymptotic.worlds import causal, causal_large, causal_seen, causal_signs
from proofs.asymptotic.worlds import causal_checks as checks
from proofs.asymptotic.worlds import causal_examples as examples
from verify.arithmetic.jets import JetRandom
from verify.counterexample import Counterexample, recheck
from verify.search.identity import flat
from verify.systems import Attention, Ellipsoid, MultiHead

PAIRS = [
    (checks.consensus_repels, examples.largest_is_negative, True),
    (checks.never_meets, examples.largest_is_negative_start, True),
    (checks.never_meets, examples.largest_is_positive_start, False),
    (checks.never_meets, examples.largest_is_negative, False),  # equal tokens: c = 1 is no start that decreases
    (checks.opposite_limits, examples.tilted_metric, True),
    (checks.opposite_limits, examples.round_metric, False),
    (checks.rests_apart, examples.three_heads, True),
    (checks.rests_apart, examples.equal_heads, False),
    (checks.rests_apart_of_the_sum, examples.commuting_heads, True),
    (checks.rests_apart_of_the_sum, examples.principal_heads, False),
    (checks.rests_apart, examples.commuting_heads, False),
    (checks.attracts_from_inside, examples.unmasked, True),
    (checks.attracts_from_inside, examples.unmasked_dominant, False),
]
CHECKS = [check for check, _, holds in PAIRS if holds]


@pytest.mark.parametrize(("check", "example", "holds"), PAIRS)
def test_exact_checks(check: Callable[[Any], Any], example: Callable[[], Any], holds: bool) -> None:
    assert check(Counterexample(example())).holds is holds


@pytest.mark.parametrize("check", CHECKS)
def test_checks_refuse_what_they_are_not_about(check: Callable[[Any], Any]) -> None:
    """A step, three tokens, full attention where a mask is meant (and the other way round), V not symmetric."""
    good = {c: e for c, e, holds in PAIRS if holds}[check]()
    head = {"value": [["1", "2"], ["0", "1"]], "query_key": None}
    spoiled = [
        {"step_size": "1/10", "time": "discrete"},
        {"tokens": [["1", "0"]] * 3},
        {"mask": None if good["mask"] else "causal"},
        {"heads": [head, head]} if good["heads"] else {"value": [["1", "2"], ["0", "1"]]},
    ]
    assert check(Counterexample(good)).holds is True
    for change in spoiled:
        assert check(Counterexample(good | change)).holds is not True, change


def test_tokens_outside_the_hemisphere_are_refused() -> None:
    start = examples.largest_is_negative_start() | {"tokens": [["1", "0"], ["-3/5", "4/5"]]}
    assert checks.never_meets(Counterexample(start)).holds is False
    apart = examples.tilted_metric() | {"tokens": [["-8/7", "3/7"], ["1", "0"]]}  # v_1^T W x_1 = -13/14
    assert checks.opposite_limits(Counterexample(apart)).holds is False
    heads = examples.three_heads() | {"tokens": [["1", "0"], ["-5/13", "-12/13"]]}
    assert checks.rests_apart(Counterexample(heads)).holds is False


def test_a_head_that_is_not_semidefinite_is_refused() -> None:
    """Two heads that sum to diag(6, 3) with an equilibrium at (3/5, 4/5): V_1 = [[0, 4], [4, 0]] has the eigenvalue -4."""
    heads = [
        {"value": [["0", "4"], ["4", "0"]], "query_key": [["25*log(4)/6", "0"], ["0", "0"]]},
        {"value": [["6", "-4"], ["-4", "3"]], "query_key": [["0", "25*log(4)/4"], ["25*log(4)/4", "0"]]},
    ]
    given = examples.three_heads() | {"heads": heads, "tokens": [["1", "0"], ["3/5", "4/5"]]}
    found = checks.rests_apart(Counterexample(given))
    assert found.holds is False
    assert "semidefinite" in found.detail


@pytest.mark.parametrize(
    ("claim", "example"),
    [
        ("asymptotic.theorem_causal_symmetric.stable", examples.largest_is_negative),
        ("asymptotic.theorem_causal_symmetric.hemisphere", examples.largest_is_negative_start),
        ("asymptotic.theorem_causal_symmetric.ellipsoid", examples.tilted_metric),
        ("asymptotic.conjecture_multihead.sum", examples.three_heads),
    ],
)
def test_counterexamples_replay(claim: str, example: Callable[[], Any]) -> None:
    assert recheck(Counterexample({**example(), "claim": claim}))[0]


def test_the_counterexample_with_heads_in_numpy_alone() -> None:
    """The push on the second token, by hand: weights 64/65, 1/65, 1/65 on the first."""
    u, v, w = np.array([2.0, 3.0]), np.array([5.0, -2.0]), np.array([1.0, 3.0])
    first, second = np.array([1.0, 0.0]), np.array([5.0, 12.0]) / 13
    push = np.zeros(2)
    for size, vector, share in ((5, u, 64 / 65), (9, v, 1 / 65), (20, w, 1 / 65)):
        seen = share * first + (1 - share) * second
        push += size * vector * (vector @ seen)
        assert min(vector @ first, vector @ second) > 0
    assert abs(push[0] * second[1] - push[1] * second[0]) < 1e-9
    assert push @ second > 0
    total = 5 * np.outer(u, u) + 9 * np.outer(v, v) + 20 * np.outer(w, w)
    assert total.tolist() == [[265, 0], [0, 261]]


def test_the_counterexample_on_the_ellipsoid_in_numpy_alone() -> None:
    """Explicit solution of the first token: x_1(t) is parallel to (-3 e^t, 8), which tends to -e_1."""
    metric = np.array([[1.0, 0.5], [0.5, 1.0]])
    start = np.array([[-3 / 7, 8 / 7], [1.0, 0.0]])
    assert start @ metric @ [1.0, 0.0] == pytest.approx([1 / 7, 1.0])
    system = Ellipsoid(metric=metric, values=[np.diag([1.0, 0.0])], query_keys=[np.eye(2)], causal=True)
    states = causal_seen.flow(causal_seen.constant(system), start, [0.0, 1.0, 30.0])
    direction = np.array([-3 * np.e, 8.0])
    assert states[1, 0] == pytest.approx(direction / np.sqrt(direction @ metric @ direction), abs=1e-8)
    assert states[2] == pytest.approx(np.array([[-1.0, 0.0], [1.0, 0.0]]), abs=1e-8)


@pytest.mark.parametrize("seed", range(8))
def test_eigenvalues_at_the_consensus(seed: int) -> None:
    """``lambda_j / i - lambda_1`` from a numerical Jacobian, whose blocks above the diagonal vanish."""
    rng = np.random.default_rng(seed)
    n, d = 4, 3
    value = rng.normal(size=(d, d))
    value = value + value.T
    spectrum, vectors = np.linalg.eigh(value)
    system = Attention(value=value, query_key=rng.normal(size=(d, d)), causal=True)
    blocks = system.jacobian(np.tile(vectors[:, -1], (n, 1))).reshape(n, d, n, d)
    basis = vectors[:, :-1]
    for i in range(n):
        own = basis.T @ blocks[i, :, i] @ basis
        assert own == pytest.approx(np.diag(spectrum[:-1] / (i + 1) - spectrum[-1]), abs=1e-9)
        assert np.abs(blocks[i, :, i + 1 :]).max(initial=0.0) < 1e-12


@pytest.mark.parametrize("lowest", [-1.9, -2.1])
def test_a_negative_eigenvalue_repels_the_nth_token_first(lowest: float) -> None:
    """V = diag(-1, lowest): the consensus of two tokens is stable exactly if lowest < 2 lambda_1 = -2."""
    system = Attention(value=np.diag([-1.0, lowest]), causal=True)
    start = np.array([[1.0, 0.0], [np.cos(0.1), np.sin(0.1)]])
    end = causal_seen.flow(causal_seen.constant(system), start, [0.0, 400.0])[-1]
    assert (end[1, 0] > 0) == (lowest < -2)


WORLDS = [
    (causal_signs.linearised, causal_signs.linearised_wrongly, causal_signs.random_signs),
    (causal_signs.heads_linearised, causal_signs.heads_linearised_wrongly, causal_signs.random_consensus),
    (causal.projected, causal.projected_unscaled, causal.random_left),
    (causal.stepped, causal.stepped_unscaled, causal.random_left),
    (causal.heights, causal.heights_wrongly, causal.random_left),
    (causal_signs.weights_moved, causal_signs.weights_moved_wrongly, causal_signs.random_weights),
    (causal.alone, causal.alone_wrongly, causal.random_alone),
    (causal.left_eigenvector, causal.left_eigenvector_unweighted, causal.random_selfadjoint),
]


@pytest.mark.parametrize(("true", "false", "random"), WORLDS)
def test_identities_and_their_mutants(true: Any, false: Any, random: Any) -> None:
    """In floats and in balls the true one holds and the false one differs; the claims run the symbols."""
    for seed in range(3):
        left, right = (np.array(flat(side), dtype=float) for side in true(random(np.random.default_rng(seed))))
        assert left == pytest.approx(right, rel=1e-8, abs=1e-8)
    left, right = true(random(JetRandom(np.random.default_rng(0))))
    assert all(
        (a - b).value.contains(0) if hasattr(a - b, "value") else a == b
        for a, b in zip(flat(left), flat(right), strict=True)
    )
    gaps = []
    for seed in range(5):
        left, right = (np.array(flat(side), dtype=float) for side in false(random(np.random.default_rng(seed))))
        gaps.append(np.abs(left - right).max())
    assert max(gaps) > 1e-3


def test_the_mask_of_the_symbolic_world_is_the_causal_one() -> None:
    """Masked symbolic softmax with k_ij = 1 for j <= i, written out for three tokens, is the causal softmax of numbers."""
    import sympy

    from verify.arithmetic.indexed import IndexedArray

    scores = np.array([[0.3, 1.0, -2.0], [0.5, -0.1, 0.7], [1.1, 0.2, 0.4]])
    mask = IndexedArray((3, 3), lambda i, j: sympy.Integer(int(j <= i)))
    array = causal_signs.masked(IndexedArray((3, 3), lambda i, j: sympy.Float(scores[i - 1, j - 1])), mask)
    weights = np.zeros((3, 3))
    for i in range(3):
        seen = [mask.entry(i + 1, j + 1) * sympy.exp(array.entry(i + 1, j + 1)) for j in range(3)]
        weights[i] = [float(entry / sum(seen)) for entry in seen]
    from verify.arithmetic.numeric import FLOAT64

    assert weights == pytest.approx(FLOAT64.softmax(scores, None, True))
    assert (array + array).arithmetic is array.arithmetic


def test_growing_scores_stop_and_bounded_ones_do_not() -> None:
    agrees, told, stats = causal_seen.growing(0, 0)
    assert agrees, told
    assert 0.25 < stats["cosine"] < 0.5


def test_escape_from_opposite_tokens_is_slow_and_happens() -> None:
    agrees, told, stats = causal_seen.metastable(0, 0)
    assert agrees, told
    assert stats["rate"] == pytest.approx(1 / (1 + np.exp(5.0)))


def test_a_run_that_has_not_arrived_says_nothing() -> None:
    assert causal_large.both_theorems(0, 16, 8, 3)[0] is None
    assert causal_large.both_theorems(0, 16, 8, 200)[0] is True


def test_the_second_token_of_steps_jumps_over_where_kappa_is_below() -> None:
    """tau (b_ii - w) < -1: one step takes -x_1 to x_1, with two heads and tau = 4."""
    keys = [np.zeros((2, 2)), -np.eye(2)]
    system = MultiHead(values=[np.eye(2)] * 2, query_keys=keys, causal=True, step_size=4.0)
    after = system.step(np.array([[1.0, 0.0], [-1.0, 0.0]]))
    own = 0.5 + 1 / (1 + np.exp(2.0))
    assert 1 + 4 * (own - (2 - own)) < 0
    assert after == pytest.approx(np.array([[1.0, 0.0], [1.0, 0.0]]))


def test_a_largest_eigenvalue_of_zero_is_enough() -> None:
    """V = diag(0, -1) on an ellipsoid with a tilted metric: starts with x_1 > 0 reach e_1, though e_1^T W x < 0 for one of them."""
    metric = np.array([[1.0, 0.9], [0.9, 1.0]])
    start = np.array([[0.2, -1.0], [0.05, 1.0], [1.0, 0.3]])
    start /= np.sqrt(((start @ metric) * start).sum(axis=1, keepdims=True))
    assert (start @ metric)[0, 0] < 0 < start[:, 0].min()
    system = Ellipsoid(metric=metric, values=[np.diag([0.0, -1.0])], query_keys=[np.eye(2)], causal=True)
    end = causal_seen.flow(causal_seen.constant(system), start, [0.0, 200.0])[-1]
    assert end == pytest.approx(np.tile([1.0, 0.0], (3, 1)), abs=1e-6)


def test_values_that_are_not_symmetric() -> None:
    """A V with complex eigenvalues below lambda_1 = 1/2: the left eigenvector decides, and the signs of l^T x alone."""
    value = np.array([[0.5, 1.0, -2.0], [0.0, 0.2, 1.0], [0.0, -1.0, 0.2]])
    spectrum, vectors = np.linalg.eig(value.T)
    left = np.real(vectors[:, np.argmax(spectrum.real)])
    left *= np.sign(left[0])
    rng = np.random.default_rng(3)
    start = rng.normal(size=(4, 3))
    start *= np.sign(start @ left)[:, None]
    start /= np.linalg.norm(start, axis=1, keepdims=True)
    assert start[:, 0].min() < 0  # the hemisphere is not that of the right eigenvector e_1
    system = Attention(value=value, query_key=rng.normal(size=(3, 3)), causal=True)
    end = causal_seen.flow(causal_seen.constant(system), start, [0.0, 200.0])[-1]
    assert end == pytest.approx(np.tile([1.0, 0.0, 0.0], (4, 1)), abs=1e-6)


def farthest(system: Any, tokens: np.ndarray, vector: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """``|eta_i|`` of symmetric V with ``eta_i = x_i / v_1.x_i - v_1``, and its derivative along the field by differences."""

    def sizes(rows: np.ndarray) -> np.ndarray:
        return np.asarray(np.linalg.norm(rows / (rows @ vector)[:, None] - vector, axis=1))

    step, field = 1e-6, system.field(tokens)
    return sizes(tokens), (sizes(tokens + step * field) - sizes(tokens - step * field)) / (2 * step)


@pytest.mark.parametrize("seed", range(20))
def test_what_decays_in_the_proofs_decays(seed: int) -> None:
    """Random ellipsoids and scores: the first token at least at the gap, and, without a mask, the farthest token at its bound."""
    rng = np.random.default_rng(seed)
    n, d = int(rng.integers(2, 6)), int(rng.integers(2, 5))
    metric, basis = causal_seen.random_metric(rng, d), np.linalg.qr(rng.normal(size=(d, d)))[0]
    others = rng.uniform(-0.9, 0.9, size=d - 1)
    value, vector = (basis * np.append(1.0, others)) @ basis.T, basis[:, 0]
    tokens = causal_seen.random_points(rng, metric, n)
    tokens *= np.sign(tokens @ vector)[:, None]
    key = 3 * causal_seen.random_scores(rng, metric)
    systems = [Ellipsoid(metric=metric, values=[value], query_keys=[key], causal=causal) for causal in (True, False)]
    sizes, rates = farthest(systems[0], tokens, vector)
    assert rates[0] <= -(1 - others.max()) * sizes[0] * (1 - 1e-4) + 1e-8
    sizes, rates = farthest(systems[1], tokens, vector)
    worst = int(sizes.argmax())
    own = Attention(value=value, query_key=key).attention(tokens)[worst, worst]
    assert rates[worst] <= -(1 - np.abs(others).max()) * own * sizes[worst] * (1 - 1e-4) + 1e-8
