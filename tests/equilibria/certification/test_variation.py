"""How much the chart's Jacobian changes: bounds that no sampled state violates, and that are not useless."""

import flint
import numpy as np
import pytest
import torch

from verify import Attention, MultiHead, Oja
from verify.equilibria.certification.centred import centred
from verify.equilibria.certification.variation import centre, change
from verify.equilibria.contraction import Chart

N, D = 4, 3
SAMPLES = 150


def drawn(name, seed, step_size):
    rng = np.random.default_rng(seed)
    value, other = rng.normal(size=(2, D, D))
    key, second = rng.normal(size=(2, D, D)) * rng.choice([0.3, 1.0, 3.0])
    state = rng.normal(size=(N, D))
    if seed % 2:  # two clusters
        state[2:] = state[:1] + 1e-9
    state /= np.linalg.norm(state, axis=1, keepdims=True)
    if name == "oja":
        return Oja(value=value, step_size=step_size), state
    if name == "heads":
        return MultiHead(values=[value, other], query_keys=[key, second], step_size=step_size), state
    return Attention(value=value, query_key=key, step_size=step_size, causal=name == "causal"), state


def in_coordinates(system, chart):
    """The field, or the step, in the chart's coordinates, for torch: ``u -> B_i^T x_i'`` or ``B_i^T F_i``."""
    places = torch.tensor([[float(entry.mid()) for entry in row] for row in chart.places], dtype=torch.float64)
    frames = torch.tensor(
        [[[float(entry.mid()) for entry in row] for row in frame] for frame in chart.frames], dtype=torch.float64
    )

    def mapped(u):
        heights = torch.sqrt(1 - (u * u).sum(-1, keepdim=True))
        state = heights * places + torch.einsum("iak,ik->ia", frames, u)
        after = system.field(state) if system.is_flow else system.step(state)
        return torch.einsum("iak,ia->ik", frames, after)

    return mapped


def jacobians(system, chart, points):
    """Blocks by automatic differentiation, shape ``(samples, n, n, d - 1, d - 1)``."""
    derived = torch.func.vmap(torch.func.jacrev(in_coordinates(system, chart)))(torch.tensor(points))
    return derived.numpy().transpose(0, 1, 3, 2, 4)


def block_norms(blocks):
    return np.linalg.norm(blocks, 2, axis=(-2, -1))


def worst_and_bound(name, seed, step_size, rho):
    system, state = drawn(name, seed, step_size)
    with flint.ctx.workprec(80):
        chart = Chart.near(state)
        bound = change(centre(centred(system), chart), rho)
    rng = np.random.default_rng([seed, 5])
    points = rng.normal(size=(SAMPLES, N, D - 1))
    points *= rho[:, None] / np.linalg.norm(points, axis=-1, keepdims=True)
    points[SAMPLES // 2 :] *= rng.uniform(size=(SAMPLES - SAMPLES // 2, N, 1)) ** 0.5
    at_rest = jacobians(system, chart, np.zeros((1, N, D - 1)))
    return block_norms(jacobians(system, chart, points) - at_rest).max(axis=0), bound


@pytest.mark.parametrize("step_size", [None, 0.3, 2.0])
@pytest.mark.parametrize("name", ["attention", "causal", "heads", "oja"])
def test_no_state_violates_the_bound(name, step_size):
    for seed in range(4):
        rng = np.random.default_rng([seed, 7])
        for size in (1e-6, 1e-3, 0.03, 0.3):
            rho = size * rng.uniform(0.2, 1, size=N)
            worst, bound = worst_and_bound(name, seed, step_size, rho)
            assert (worst <= bound + 1e-13).all()


TURN = np.array([[0.0, -1.0], [1.0, 0.0]])
PLAIN = {
    # V, A (None: the identity) and tokens in the plane, so that one term of the bound is nearly all of it.
    "one token": (np.eye(2), None, [[1, 0]]),
    "one token, pushed": (TURN, None, [[1, 0]]),
    "one token, held": (np.diag([1.0, 0.0]), None, [[1, 0]]),
    "one token, sheared": (np.array([[0.0, 1.0], [0.0, 0.0]]), None, [[1, 0]]),
    "antipodes": (np.eye(2), np.eye(2), [[1, 0], [-1, 0]]),
    "antipodes, turned scores": (np.eye(2), 5 * TURN, [[1, 0], [-1, 0]]),
    "antipodes, both turned": (TURN, 5 * TURN, [[1, 0], [-1, 0]]),
    "antipodes, pushed": (TURN, 5 * np.eye(2), [[1, 0], [-1, 0]]),
    "right angle": (np.eye(2), 5 * np.eye(2), [[1, 0], [0, 1]]),
    "right angle, turned scores": (np.eye(2), 5 * TURN, [[1, 0], [0, 1]]),
    "right angle, both turned": (TURN, 5 * TURN, [[1, 0], [0, 1]]),
}


@pytest.mark.parametrize("step_size", [None, 0.3, 3.0])
def test_where_a_term_is_all_of_it_the_bound_is_sharp_and_holds(step_size):
    # Without most of its terms the bound is violated here: by random dense systems it would not be, norms leave room for it.
    nearest = 0.0
    for value, key, places in PLAIN.values():
        state = np.array(places, dtype=float)
        system, n = Attention(value=value, query_key=key, step_size=step_size), len(state)
        with flint.ctx.workprec(80):
            chart = Chart.near(state)
            at = centre(centred(system), chart)
        at_rest = jacobians(system, chart, np.zeros((1, n, 1)))
        signs = np.random.default_rng(0).uniform(-1, 1, size=(20, n, 1))
        corners = np.concatenate([np.sign(signs), signs])
        for size in (1e-3, 0.1, 0.5):
            for alone in range(-1, n):  # all tokens move, or one
                rho = np.full(n, size) if alone < 0 else np.where(np.arange(n) == alone, size, 1e-9)
                seen = block_norms(jacobians(system, chart, corners * rho[:, None]) - at_rest).max(axis=0)
                bound = change(at, rho)
                assert (seen <= bound + 1e-13).all()
                nearest = max(nearest, float((seen / bound)[seen > 1e-7].max(initial=0)))
    assert nearest > (0.5 if step_size is None else 0.3)


def test_a_token_alone_moves_only_as_it_may():
    # Tokens that do not move leave their weights: with rho_i > 0 for one token of the Oja system the blocks of others change by its share.
    system, state = drawn("oja", 0, None)
    with flint.ctx.workprec(80):
        bound = change(centre(system, Chart.near(state)), np.array([0.1, 0, 0, 0]))
    assert bound[1, 2] < 1e-8
    assert bound[0, 2] > 1e-3


@pytest.mark.parametrize("step_size", [None, 0.3])
@pytest.mark.parametrize("name", ["attention", "causal", "heads", "oja"])
def test_the_bound_is_of_the_order_of_what_is_seen(name, step_size):
    factors = []
    for seed in range(6):
        worst, bound = worst_and_bound(name, seed, step_size, np.full(N, 1e-3))
        factors.append(bound.sum(axis=1).max() / worst.sum(axis=1).max())
    # Norms forget directions: random points see a tenth to a thirtieth of the bound.
    assert min(factors) >= 1
    assert np.median(factors) < 40


def test_small_radii_are_not_lost_to_rounding():
    # sqrt(2 - 2 sqrt(1 - rho^2)) is 0 in float64 for rho = 1e-9: the bound must still grow in proportion to rho.
    system, state = drawn("attention", 0, None)
    with flint.ctx.workprec(80):
        at = centre(centred(system), Chart.near(state))
    # The first order in rho, from two radii at which SLACK does not matter.
    slope = change(at, np.full(N, 1e-4)) / 1e-4
    assert (change(at, np.full(N, 1e-9)) >= 0.9 * slope * 1e-9).all()


def test_radii_for_which_there_is_no_bound():
    system, state = drawn("attention", 0, 0.3)
    with flint.ctx.workprec(80):
        at = centre(centred(system), Chart.near(state))
        far = centre(centred(Attention(value=1e40 * np.eye(D))), Chart.near(state))
    assert np.isinf(change(at, np.full(N, 1.0))).all()
    assert np.isinf(change(at, np.full(N, 0.99))).any()  # a token may be sent to 0
    assert not np.isfinite(change(far, np.full(N, 0.1))).any()
    with pytest.raises(TypeError, match="no bounds for"):
        centre(system, Chart.near(state))
