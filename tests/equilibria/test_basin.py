"""Certified basins: true ones are certified, too large ones, unstable states and other states never are."""

import math
from fractions import Fraction
from xml.etree import ElementTree

import flint
import numpy as np
import pytest
import sympy

from proofs.power_method import _example_seen as seen
from proofs.power_method import example_worlds as worlds
from verify import Attention, MultiHead, Oja
from verify.counterexample import Counterexample, exact_matrix
from verify.equilibria import basin, closed_form
from verify.equilibria.basin import Basin, certified_basin, reaches
from verify.equilibria.contraction import two_norm
from verify.errors import InvalidInput
from verify.report.figures import figures

HALF = sympy.Rational(1, 2)


def exact(rows):
    return exact_matrix("rows", [[str(entry) for entry in row] for row in rows])


def diagonal(*entries):
    return exact([[entry if i == j else 0 for j in range(len(entries))] for i, entry in enumerate(entries)])


def turned(tokens, angles, rng):
    """Tokens turned by the given angles in random directions."""
    out = rng.normal(size=(len(angles), *tokens.shape))
    out -= (out * tokens).sum(-1, keepdims=True) * tokens
    out /= np.linalg.norm(out, axis=-1, keepdims=True)
    return np.cos(angles)[:, None, None] * tokens + np.sin(angles)[:, None, None] * out


# ------------------------------------------------------------------ the certificate


@pytest.mark.parametrize("seed", range(6))
def test_starts_in_a_certified_basin_converge(seed):
    rng = np.random.default_rng(seed)
    value = diagonal(1, *(Fraction(int(k), 10) for k in rng.integers(-7, 8, size=2)))
    key = exact([[Fraction(int(k), 5) for k in row] for row in rng.integers(-6, 7, size=(3, 3))])
    tokens = exact([[1, 0, 0]] * 3)
    found = certified_basin(Attention(value=value, query_key=key, step_size=HALF), tokens)
    assert isinstance(found, Basin)
    assert found.factor < 1
    assert found.angle > 1e-3
    system = Attention(value=value.astype(float), query_key=key.astype(float), step_size=0.5)
    states = turned(tokens.astype(float), np.full(50, found.angle), rng)
    for _ in range(2_000):
        states = system.step(states)
    assert np.abs(states - tokens.astype(float)).max() < 1e-6


def test_a_radius_beyond_the_basin_is_not_certified():
    # One token, x -> (x + V x)/|x + V x| with V = diag(1, 0) is x -> (2 cos t, sin t): tan t is halved, so that the
    # basin is the open half circle: no certified angle may reach pi/2.
    found = certified_basin(Oja(value=diagonal(1, 0), step_size=1), exact([[1, 0]]))
    assert isinstance(found, Basin)
    assert 0.3 < found.angle < math.pi / 2
    # With a pair at +-v_1 of the example the coordinated loss is at 0.14: nothing certified may reach it.
    bipartite = certified_basin(
        Counterexample(worlds.example(worlds.bipartite(), "")).system(), exact(worlds.bipartite())
    )
    assert isinstance(bipartite, Basin)
    assert 0.01 < bipartite.angle < 0.14


def test_the_factor_is_at_least_the_spectral_radius():
    # At the consensus: (1 + a_j)/(1 + a_1) and 1/(1 + a_1) with a = V/2, so 1.25/1.5 here.
    found = certified_basin(Oja(value=diagonal(1, HALF), step_size=HALF), exact([[1, 0]] * 4))
    assert isinstance(found, Basin)
    assert 1.25 / 1.5 <= found.factor < 1


@pytest.mark.parametrize(
    ("eigenvalues", "tokens", "why"),
    [
        ((HALF, 1, -1), [[1, 0, 0], [1, 0, 0]], "unstable: 1.5/1.25 outside the unit disc"),
        ((1, HALF, -1), [[1, 0, 0], [-1, 0, 0]], "unstable bipartite state of (9): 1.25 with s = 0"),
        ((1, 1, -1), [[1, 0, 0], [1, 0, 0]], "a line of equilibria: the eigenvalue 1"),
    ],
)
def test_an_equilibrium_that_is_not_attracting_never_is(eigenvalues, tokens, why):
    found = certified_basin(Oja(value=diagonal(*eigenvalues), step_size=HALF), exact(tokens))
    assert not isinstance(found, Basin), why
    assert found.holds is not True
    assert "not below 1" in found.detail or "not shown to contract" in found.detail


@pytest.mark.parametrize(
    ("alpha", "tokens", "why"),
    [
        (1, [["3/5", "4/5"], ["3/5", "4/5"]], "not an eigenvector"),
        (1, [[1, 0], ["4/5", "3/5"]], "two different tokens"),
        (1, [["99/100", 0], ["99/100", 0]], "not on the sphere"),
        (1, [[1, "1/1000000000000"], [1, 0]], "nearly an equilibrium"),
        (3, [[0, 1], [0, 1]], "a two-cycle: 1 + alpha lambda < 0"),
    ],
)
def test_a_state_that_is_no_equilibrium_never_is(alpha, tokens, why):
    found = certified_basin(Oja(value=diagonal(1, -HALF), step_size=sympy.Integer(alpha)), exact(tokens))
    assert not isinstance(found, Basin), why
    assert found.holds is False


def test_places_off_the_axes_and_norms_of_both_kinds():
    # V = [[2, 1], [1, 2]]: v_1 = (1, 1)/sqrt(2). The rows of |DF| add up to more than 1 for the second system.
    root = sympy.sqrt(2) / 2
    state = np.array([[root, root]] * 3, dtype=object)
    assert isinstance(certified_basin(Oja(value=exact([[2, 1], [1, 2]]), step_size=HALF), state), Basin)
    steep = certified_basin(Oja(value=diagonal(1, -2), step_size=1), exact([[1, 0]] * 5))
    assert isinstance(steep, Basin)
    assert steep.weight is not None


def test_several_heads_whose_sum_alone_has_the_eigenvector():
    skew = exact([["1/2", "1/3"], ["1/4", 0]])
    rest = exact([["1/2", "-1/3"], ["-1/4", "1/4"]])
    keys = [exact([["1/2", 1], [0, "1/5"]]), exact([[0, "-1/2"], [1, 0]])]
    found = certified_basin(MultiHead(values=[skew, rest], query_keys=keys, step_size=1), exact([[-1, 0]] * 3))
    assert isinstance(found, Basin)


def test_flows_and_missing_tokens_are_refused():
    for system, tokens in (
        (Oja(value=diagonal(1, 0)), exact([[1, 0]])),
        (Oja(value=diagonal(1, 0), step_size=1), None),
    ):
        with pytest.raises(InvalidInput, match="discrete time"):
            certified_basin(system, tokens)


def test_the_two_norm_is_bounded_from_above_and_tightly():
    rng = np.random.default_rng(0)
    for matrix in (rng.normal(size=(9, 9)), np.diag([3.0, -5.0]), np.ones((20, 20)), np.zeros((3, 3))):
        with flint.ctx.workprec(128):
            bound = float(two_norm(flint.arb_mat(matrix.tolist())))
        assert np.linalg.norm(matrix, 2) * (1 - 1e-14) <= bound <= np.linalg.norm(matrix, 2) * 1.001


# ------------------------------------------------------------------ arrivals


def test_arrivals_are_where_the_trajectory_ends():
    plus, minus = (exact(worlds.consensus(sign)) for sign in (1, -1))
    system = Counterexample(worlds.example(worlds.consensus(1), "")).system()
    start = exact(worlds.on_sphere(worlds.START))
    wrong, right = certified_basin(system, plus), certified_basin(system, minus)
    assert isinstance(right, Basin)
    assert isinstance(wrong, Basin)
    arrival = reaches(system, start, right)
    assert arrival is not None
    assert arrival.steps > 10
    assert reaches(system, start, right, max_steps=10) is None
    assert reaches(system, start, wrong, max_steps=60) is None
    assert reaches(system, start * HALF, right) is None  # not on the sphere
    assert reaches(system, minus, right) == basin.Arrival(0, 200)


def test_more_precision_is_taken_where_the_balls_grow():
    example = Counterexample(worlds.example(worlds.on_sphere(worlds.START), "", heads=5))
    certificate = seen.to_consensus(-1, example)
    assert certificate.holds
    assert certificate.stats["bits"] > 200


# ------------------------------------------------------------------ the examples, drawn again


def balanced_is_stable(values, key):
    alpha = 0.25
    if not (values[0] > 0 and values[0] > values[1] and alpha * np.abs(values).max() < 1 and np.abs(values).min() > 0):
        return False
    scale = math.exp(2 * key[0, 0])
    above = closed_form.normalisers(alpha * values[0], closed_form.attention_gammas(scale, 5, 5))
    margins = [m for v in values[1:] for m in closed_form.schur_cohn_margins(alpha * v, alpha * values[0], scale, 5, 5)]
    return min(above) > 1 and min(margins) > 0


def drawn(seed):
    rng = np.random.default_rng(seed)
    draw = rng.normal(size=(3, 3))
    values = np.round(np.sort(np.linalg.eigvalsh((draw + draw.T) / 2))[::-1], 2)
    return rng, values, np.round(rng.normal(size=(3, 3)), 2)


def test_the_systems_are_the_first_of_their_ensemble():
    seed = next(seed for seed in range(10) if balanced_is_stable(*drawn(seed)[1:]))
    rng, values, key = drawn(seed)
    rng.integers(-12, 13, size=(10, 2))
    keys = [key, *np.round(rng.normal(size=(4, 3, 3)), 2)]
    heads = list(np.round(rng.normal(size=(4, 3, 3)), 2))
    heads.append(np.diag(values) - sum(heads))
    system, several = worlds.numeric_system(), worlds.numeric_system(5)
    assert np.array_equal(system.value, np.diag(values))
    assert np.array_equal(several.query_keys, keys)
    np.testing.assert_allclose(several.values, heads, atol=1e-12)
    exact_sum = Counterexample(worlds.example(worlds.consensus(1), "", heads=5)).system().layer_matrix
    assert (exact_sum == diagonal(*worlds.EIGENVALUES)).all()


def test_the_starts_are_the_first_that_fit():
    rng, ends = np.random.default_rng(1000), []
    for _ in range(3):
        pairs = tuple(map(tuple, rng.integers(-12, 13, size=(10, 2)).tolist()))
        last = [worlds.trajectory(worlds.on_sphere(pairs), 600, heads=heads)[-1, :, 0] for heads in (1, 5)]
        signs = {float(np.round(x, 6)) for run in last for x in run}
        ends.append((pairs, signs.pop() if len(signs) == 1 else 0.0))
    assert ends[0] == (worlds.START, -1.0)
    assert ends[1][1] == 0.0
    assert ends[2] == (worlds.OTHER, 1.0)
    assert tuple(np.random.default_rng(2000).integers(-40, 41, size=10).tolist()) == worlds.DIRECTIONS


# ------------------------------------------------------------------ figures


def test_figures_are_the_same_bytes_every_time_and_well_formed():
    names = ["power_method.example_13a", "power_method.example_13b"]
    first, second = figures(names), figures(names)
    assert first == second
    assert sorted(first) == ["example_13a.svg", "example_13b.svg"]
    for text in first.values():
        assert ElementTree.fromstring(text).tag.endswith("svg")
        assert "<dc:date>" not in text
        assert "five heads" in text or "absorbed" in text
    assert figures(["demo.lemma_1"]) == {}
