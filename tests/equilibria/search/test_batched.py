"""Many states at once: the same Jacobians and spectra as by the definition, and by automatic differentiation."""

import numpy as np
import pytest
import torch

from verify import Attention, MultiHead, Oja
from verify.equilibria.search.batched import field_jacobian, frames, influence_jacobian, moved, velocity
from verify.equilibria.search.newton import polish, solve
from verify.equilibria.search.relax import growth_of, spectra
from verify.evidence.autodiff import matched_gap
from verify.observe import tangent_basis, tangent_jacobian

N, D, COUNT = 5, 3, 4


def drawn(name, step_size=None, seed=0):
    rng = np.random.default_rng(seed)
    value, other, key, second = rng.normal(size=(4, D, D))
    states = rng.normal(size=(COUNT, N, D))
    states /= np.linalg.norm(states, axis=-1, keepdims=True)
    systems = {
        "oja": lambda: Oja(value=value, step_size=step_size),
        "attention": lambda: Attention(value=value, query_key=key, step_size=step_size),
        "identity": lambda: Attention(value=value, step_size=step_size),
        "causal": lambda: Attention(value=value, query_key=key, causal=True, step_size=step_size),
        "heads": lambda: MultiHead(values=[value, other], query_keys=[key, second], step_size=step_size),
        "causal heads": lambda: MultiHead(
            values=[value, other], query_keys=[None, second], causal=True, step_size=step_size
        ),
    }
    return systems[name](), states


NAMES = ("oja", "attention", "identity", "causal", "heads", "causal heads")


def equilibria(system, states):
    """Zeros of the field near random states, some of them."""
    found, done = solve(system, states, rounds=200)
    return polish(system, found[done])


def test_frames_are_orthonormal_and_tangent():
    _, states = drawn("oja")
    states[0, 0], states[0, 1] = [1.0, 0.0, 0.0], [-1.0, 0.0, 0.0]
    bases = frames(states)
    np.testing.assert_allclose(
        np.einsum("snak,snal->snkl", bases, bases), np.broadcast_to(np.eye(2), (COUNT, N, 2, 2)), atol=1e-14
    )
    np.testing.assert_allclose(np.einsum("snak,sna->snk", bases, states), 0, atol=1e-14)


@pytest.mark.parametrize("name", NAMES)
def test_the_influence_is_differentiated_as_by_the_definition(name):
    system, states = drawn(name)
    ours = influence_jacobian(system, states)
    for state, blocks in zip(states, ours, strict=True):
        np.testing.assert_allclose(blocks, system.influence_jacobian(state), atol=1e-13)


@pytest.mark.parametrize("name", NAMES)
def test_the_tangent_jacobian_is_that_of_automatic_differentiation(name):
    system, states = drawn(name)
    bases = frames(states)
    ours = field_jacobian(system, states, bases)
    for state, basis, matrix in zip(states, bases, ours, strict=True):
        # The field in the coordinates u_i = B_i^T x_i, as the module says, at states that are no equilibria.
        place, frame = torch.tensor(state), torch.tensor(basis)

        def in_coordinates(u, place=place, frame=frame):
            height = torch.sqrt(1 - (u * u).sum(-1, keepdim=True))
            field = system.field(height * place + torch.einsum("nak,nk->na", frame, u))
            return torch.einsum("nak,na->nk", frame, field)

        derived = torch.func.jacrev(in_coordinates)(torch.zeros(N, D - 1, dtype=torch.float64))
        np.testing.assert_allclose(matrix, derived.numpy().reshape(matrix.shape), atol=1e-12)
    np.testing.assert_allclose(
        velocity(system, states, bases),
        np.einsum("snak,sna->snk", bases, system.field(states)).reshape(COUNT, -1),
        atol=1e-14,
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_tangent_jacobian_is_the_definitions_up_to_the_frames(name):
    system, states = drawn(name)
    bases = frames(states)
    for state, basis, matrix in zip(states, bases, field_jacobian(system, states, bases), strict=True):
        turn = np.einsum("iak,ial->ikl", tangent_basis(state), basis)
        change = np.zeros((N, D - 1, N, D - 1))
        change[np.arange(N), :, np.arange(N)] = turn
        change = change.reshape(N * (D - 1), -1)
        np.testing.assert_allclose(change @ matrix @ change.T, tangent_jacobian(system, state), atol=1e-12)


@pytest.mark.parametrize("name", NAMES)
def test_spectra_of_steps_are_those_of_the_definition(name):
    alpha = 0.3
    flow, states = drawn(name)
    system, _ = drawn(name, alpha)
    places = equilibria(flow, states)
    assert len(places)
    compared = 0
    for tokens, values, slow in zip(places, spectra(system, flow, places), spectra(flow, flow, places), strict=True):
        assert matched_gap(slow, np.linalg.eigvals(tangent_jacobian(flow, tokens))) < 1e-6
        fixed = np.abs(system.step(tokens) - tokens).max() < 1e-9
        assert fixed == np.isfinite(values).all()
        if fixed:
            assert matched_gap(values, np.linalg.eigvals(tangent_jacobian(system, tokens))) < 1e-6
            compared += 1
    assert compared or name == "oja"


def test_growth_of_what_cannot_move_and_of_what_is_no_fixed_point():
    flow, step = Oja(value=np.eye(1)), Oja(value=np.eye(1), step_size=0.5)
    alone = np.ones((2, 3, 1))
    assert (growth_of(flow, spectra(flow, flow, alone)) == -np.inf).all()
    assert (growth_of(step, spectra(step, flow, alone)) == 0).all()
    turned = Oja(value=np.diag([1.0, -4.0]), step_size=0.5)
    place = np.tile([[[0.0, 1.0]]], (1, 3, 1))
    assert growth_of(turned, spectra(turned, Oja(value=np.diag([1.0, -4.0])), place)) == np.inf


def test_newtons_method_ends_at_zeros_and_says_so():
    for name in NAMES:
        flow, _ = drawn(name)
        rng = np.random.default_rng(5)
        starts = rng.normal(size=(60, N, D))
        starts /= np.linalg.norm(starts, axis=-1, keepdims=True)
        found, done = solve(flow, starts)
        residual = np.abs(flow.field(found)).max(axis=(1, 2))
        # Coordinates in a frame are not those of the space: a factor of sqrt(d - 1) lies between.
        assert (residual[done] <= 2e-12).all()
        assert done.sum() >= 10
        assert (
            np.abs(flow.field(polish(flow, found[done]))).max(axis=(1, 2)) <= np.maximum(2 * residual[done], 1e-15)
        ).all()
        np.testing.assert_allclose(np.linalg.norm(found, axis=-1), 1, atol=1e-14)


def test_moving_along_a_frame_is_first_order_exact_and_stays_on_the_spheres():
    _, states = drawn("oja")
    bases = frames(states)
    change = 1e-5 * np.random.default_rng(1).normal(size=(COUNT, N * (D - 1)))
    after = moved(states, bases, change)
    np.testing.assert_allclose(np.linalg.norm(after, axis=-1), 1, atol=1e-15)
    back = np.einsum("snak,sna->snk", bases, after).reshape(COUNT, -1)
    np.testing.assert_allclose(back, change, atol=1e-13)
