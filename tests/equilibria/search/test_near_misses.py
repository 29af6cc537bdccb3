"""What is nearly an attractor, a family or an equilibrium, and is none; scales at which floats are at their end."""

import numpy as np
import pytest

from verify import Attention, MultiHead, Oja
from verify.equilibria.search import starts as drawing
from verify.equilibria.search.batched import frames, step_jacobian
from verify.equilibria.search.checked import normalised
from verify.equilibria.search.creeping import creeps
from verify.equilibria.search.find import find_equilibria
from verify.equilibria.search.newton import nullity
from verify.equilibria.search.relax import relax
from verify.errors import InvalidInput

VALUE = np.array([[-0.25, -1.25, 0.5], [-1.25, 0.0, 1.0], [0.5, 1.0, 0.0]])
SCORES = np.array([[3.0, 0.75, 1.5], [0.75, 3.5, -2.75], [1.5, -2.75, 5.25]])


def found_pair():
    """A node and a saddle of a flow just before they meet (at 1.530087 times these scores), and the way from one to the other."""
    system = Attention(value=VALUE, query_key=1.53003 * SCORES)
    result = find_equilibria(system, 6, 300, 0)
    pairs = [
        (np.abs(node.tokens - saddle.tokens).max(), node.tokens, saddle.tokens)
        for node in result.stable
        for saddle in result
        if saddle.verdict == "unstable" and saddle.sizes == node.sizes
    ]
    gap, node, saddle = min(pairs, key=lambda pair: pair[0])
    return system, gap, node, saddle


def test_an_attractor_beyond_a_saddle_is_not_where_a_start_ends():
    # The node is nearer than 2e-2 and the field is small, but the start lies on the other side of the saddle.
    system, gap, node, saddle = found_pair()
    assert gap < 1e-2
    away = saddle + np.array([[0.5], [-0.5]])[:, None] * (saddle - node)
    away /= np.linalg.norm(away, axis=-1, keepdims=True)
    assert np.abs(system.field(away)).max() < 1e-4
    ended = relax(system, system, away, 100_000, 2.0)
    assert ended.arrived.all()
    assert np.abs(ended.states[0] - node).max() > 0.1
    assert np.abs(ended.states[1] - node).max() < 1e-9


@pytest.mark.parametrize("step_size", [None, 0.5])
def test_clusters_beyond_the_digits_of_any_fixed_precision_creep(step_size):
    # A = 60 I: e^{-60 (1 - cos)} is 1e-52 for antipodes, below what sixty digits show, and still no rest.
    system = Attention(value=np.eye(3), query_key=60 * np.eye(3), step_size=step_size)
    result = find_equilibria(system, 3, 40, 0, saddles=False, steps=300)
    assert {entry.kind for entry in result} <= {"consensus"}
    assert result.undecided > 30
    far = np.array([[1.0, 0.0, 0.0], [np.cos(3.0), np.sin(3.0), 0.0]])
    flow = Attention(value=np.eye(3), query_key=60 * np.eye(3))
    assert creeps(flow, far, 1.0)
    assert not creeps(flow, np.array([[1.0, 0.0, 0.0], [-1.0, 0.0, 0.0]]), 1.0)


def test_a_small_residual_is_no_zero_where_the_jacobian_is_nearly_singular():
    # Two clusters under V = I, A = 14 I: the field is 1e-12 or so, its slope too, and the zero is far away.
    system = Attention(value=np.eye(2), query_key=14 * np.eye(2))
    tokens = np.array([[1.0, 0.0], [np.cos(2.6), np.sin(2.6)]])
    assert np.abs(system.field(tokens)).max() < 1e-10
    null, near = nullity(system, tokens[None], 1.0)
    assert null[0] == 2  # along the family as far as floats can see
    assert near[0]
    assert creeps(system, tokens, 1.0)
    slow = Attention(value=np.eye(2), query_key=8 * np.eye(2))
    null, near = nullity(slow, tokens[None], 1.0)
    assert (null[0], near[0]) == (1, False)  # e^{-15} is seen: the pair turns as a whole, and creeps together


@pytest.mark.parametrize("scale", [1e-200, 1e-9, 1e150])
def test_the_unit_of_the_value_matrix_does_not_count(scale):
    value, key = np.diag([1.0, 0.5, -0.5]), np.eye(3)
    plain = find_equilibria(Attention(value=value, query_key=key), 4, 40, 0)
    scaled = find_equilibria(Attention(value=scale * value, query_key=key), 4, 40, 0)
    assert [(e.kind, e.sizes, e.verdict, e.hits) for e in plain.stable] == [
        (e.kind, e.sizes, e.verdict, e.hits) for e in scaled.stable
    ]
    np.testing.assert_allclose([e.growth / scale for e in scaled.stable], [e.growth for e in plain.stable], rtol=1e-6)
    assert scaled.converged == plain.converged == 40


def test_a_power_of_two_changes_no_digit_of_a_step():
    rng = np.random.default_rng(2)
    first, second, key = rng.normal(size=(3, 3, 3))
    tokens = drawing.uniform(0, 5, 4, 3)
    for system in (
        Oja(value=100 * first, step_size=0.3),
        Attention(value=1e-5 * first, query_key=key, step_size=0.3),
        MultiHead(values=[7 * first, second], query_keys=[key, None], step_size=0.3),
    ):
        other, unit = normalised(system)
        assert np.frexp(unit)[0] == 0.5
        np.testing.assert_array_equal(other.step(tokens), system.step(tokens))
    assert normalised(Oja(value=np.zeros((2, 2))))[1] == 1


def test_scores_whose_exponentials_floats_do_not_tell_are_refused():
    with pytest.raises(InvalidInput, match=r"query_key has norm 1e\+100; expected at most 1e\+06"):
        find_equilibria(Attention(value=np.eye(3), query_key=-1e100 * np.eye(3)), 4, 10)
    with pytest.raises(InvalidInput, match="step size times value matrix reaches"):
        find_equilibria(Attention(value=1e250 * np.eye(3)), 4, 10)


def test_where_nothing_moves_every_start_rests_in_one_family():
    result = find_equilibria(Attention(value=np.zeros((3, 3))), 4, 30, 0)
    assert [(e.kind, e.verdict, e.hits, e.isolated) for e in result if e.hits] == [("polygonal", "marginal", 30, False)]


def test_heads_that_cancel_are_still_followed():
    # The sum of the values is 0, the field is not.
    value = np.diag([1.0, 0.3, -0.5])
    system = MultiHead(values=[value, -value], query_keys=[np.diag([2.0, 1.0, 0.0]), None])
    result = find_equilibria(system, 3, 30, 0)
    for entry in result:
        assert np.abs(system.field(entry.tokens)).max() < 1e-10
    assert result.converged + result.undecided == 30


def test_short_steps_are_given_more_of_them():
    value = np.diag([1.0, 0.3, -0.5])
    flow = find_equilibria(Attention(value=value), 3, 20, 0, saddles=False)
    short = find_equilibria(Attention(value=value, step_size=0.01), 3, 20, 0, saddles=False)
    assert short.converged == flow.converged == 20
    assert [(e.kind, e.sizes, e.hits) for e in short] == [(e.kind, e.sizes, e.hits) for e in flow]


# ------------------------------------------------------------------ cycles


def test_the_jacobian_of_a_step_between_two_states_is_the_definitions():
    rng = np.random.default_rng(3)
    value, key = rng.normal(size=(2, 3, 3))
    system = Attention(value=value, query_key=key, step_size=0.7)
    states = drawing.uniform(1, 4, 5, 3)
    after = system.step(states)
    ours = step_jacobian(system, states, after)
    for state, end, matrix in zip(states, after, ours, strict=True):
        blocks = system.jacobian(state).reshape(5, 3, 5, 3)
        theirs = np.einsum("iak,iajb,jbl->ikjl", frames(end[None])[0], blocks, frames(state[None])[0])
        np.testing.assert_allclose(matrix, theirs.reshape(10, 10), atol=1e-13)


def test_a_cycle_that_repels_is_not_counted_and_one_of_signs_is():
    # At +-e_2 of V = diag(1/2, -3/2) a unit step turns every token around, and 3/2 > 1/2 drives it away: nobody ends there.
    turning = np.tile([[[0.0, 1.0]]], (1, 3, 1))
    repelling = Oja(value=np.diag([0.5, -1.5]), step_size=1.0)
    flow = Oja(value=np.diag([0.5, -1.5]))
    assert not relax(repelling, flow, turning, 40, 1.5).cycles.any()
    # Signs under V = -7: a majority of two, 1 - 7/3 < 0, turns to the third token's side, and then all turn in each step.
    signs = find_equilibria(Oja(value=np.array([[-7.0]]), step_size=1.0), 3, 30, 0)
    assert (signs.converged, signs.two_cycles, len(signs)) == (0, 30, 0)


# ------------------------------------------------------------------ families


def test_families_of_other_sizes_are_other_families():
    # V = diag(2, 2, 1): circles of consensus states and of each split, all different families.
    result = find_equilibria(Attention(value=np.diag([2.0, 2.0, 1.0])), 5, 60, 0)
    circles = {(e.kind, e.sizes) for e in result if not e.isolated and e.kind in ("consensus", "bipartite")}
    assert circles == {("consensus", (5,)), ("bipartite", (4, 1)), ("bipartite", (3, 2))}
    hit = [entry for entry in result if entry.hits]
    assert [(entry.kind, entry.hits, entry.isolated) for entry in hit] == [("consensus", 60, False)]


def test_a_centre_is_no_attractor():
    # Skew V: tokens turn about its kernel for ever; neutral directions that are none of the family of +-kernel.
    skew = np.array([[0.0, 1.0, 2.0], [-1.0, 0.0, 1.0], [-2.0, -1.0, 0.0]])
    result = find_equilibria(Attention(value=skew), 3, 20, 0, steps=400)
    assert result.converged == 0
    assert not any(entry.hits for entry in result)


def test_structured_starts_hold_polygons_and_orders_of_signs():
    system = Attention(value=np.diag([1.0, 0.5, -0.5]))
    for n in (2, 4, 5, 7):
        states = drawing.structured(system, 0, 90, n)
        np.testing.assert_allclose(np.linalg.norm(states, axis=-1), 1)
        closed = np.abs(states.sum(axis=1)).max(axis=1) < 1e-12
        assert closed.sum() >= 30
    masked = Attention(value=np.diag([1.0, 0.5, -0.5]), causal=True)
    assert len(drawing.structured(masked, 0, 0, 4)) == 4 * len(drawing.structured(system, 0, 0, 4))
    np.testing.assert_array_equal(drawing.structured(masked, 3, 9, 4), drawing.structured(masked, 3, 9, 4))
