"""Lemmas 1 to 15 of the power-method paper at random systems, from ``step`` and ``jacobian`` alone.

V is symmetric under Assumption 1 (indefinite, negative but for lambda_1, nearly repeated), in a random basis; A is any
matrix. Where a lemma is false as published its surviving form is tested, and the counterexample stands beside it.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import assume, example, given
from hypothesis import strategies as st
from strategies import (
    SEEDS,
    Symmetric,
    orthogonal,
    polygons,
    scores,
    short_steps,
    sign_state,
    states,
    step_sizes,
    symmetric,
    symmetric_matrices,
)

from verify import Attention, Oja
from verify.evidence.autodiff import matched_gap
from verify.observe import tangent_jacobian
from verify.strategies import splits
from verify.systems import System

# The stable antipodal pair: n = 2, lambda_2 < 0.
PAIR = symmetric([1.0, -0.5])


def moved(system: System, state: np.ndarray) -> float:
    """How far one step moves a state."""
    return float(np.abs(system.step(state) - state).max())


def radius(system: System, state: np.ndarray) -> float:
    """Spectral radius on the tangent space."""
    return float(np.abs(np.linalg.eigvals(tangent_jacobian(system, state))).max(initial=0.0))


def derivative(system: System, state: np.ndarray) -> np.ndarray:
    """The automatic derivative of ``step``, shape ``(n, d, n, d)``."""
    return torch.func.jacrev(system.step)(torch.tensor(state)).numpy()


def settle(system: System, state: np.ndarray, steps: int) -> np.ndarray:
    """The state after many steps."""
    for _ in range(steps):
        state = system.step(state)
    return state


def eq_14(c: float, m: int, rest: int) -> tuple[np.ndarray, float, float]:
    """The reduced attention matrix ``P`` and ``gamma_+-`` of eq. (14), without overflow."""
    p, q = (1 / (1 + math.exp(-2 * c) * b / a) for a, b in ((m, rest), (rest, m)))
    return np.array([[p, 1 - p], [1 - q, q]]), 2 * p - 1, 2 * q - 1


# ------------------------------------------------------------------------------------------- D.2: the Oja system (9)


@given(data=st.data(), v=symmetric_matrices())
def test_lemma_1_equilibria_are_sign_states_or_polygons(data: st.DataObject, v: Symmetric) -> None:
    """A state is fixed exactly if s = V xbar is a positive enough multiple of every token: of one v_k, or zero."""
    alpha = data.draw(step_sizes(v))
    system = Oja(value=v.value, step_size=alpha)
    kind = data.draw(st.sampled_from(["one eigenvector", "several eigenvectors", "polygon", "anything", "a line"]))
    signs = np.array(data.draw(st.lists(st.sampled_from([1.0, -1.0]), min_size=1, max_size=6)))
    if kind == "one eigenvector":
        k = data.draw(st.integers(0, v.dimension - 1))
        normalisers = 1 + alpha * v.eigenvalues[k] * signs.mean() * signs
        assume(np.abs(normalisers).min() > 1e-3)
        state, expected = signs[:, None] * v.vectors[k], bool((normalisers > 0).all())
    elif kind == "several eigenvectors":
        chosen = np.array([data.draw(st.integers(0, v.dimension - 1)) for _ in signs])
        state = signs[:, None] * v.vectors[chosen]
        total = state.sum(axis=0)
        assume(len(set(chosen)) > 1)
        assume(np.ptp(v.eigenvalues[chosen]) > 1e-3)
        expected = bool(np.abs(total).max() < 1e-12)
    elif kind == "polygon":
        state, expected = data.draw(polygons(v.dimension)), True
    elif kind == "a line":
        u = orthogonal(data.draw(SEEDS), v.dimension)[0]
        assume(np.abs(v.value @ u - (u @ v.value @ u) * u).max() > 1e-3)
        state, expected = signs[:, None] * u, signs.sum() == 0
    else:
        state = data.draw(states(v.dimension))
        s = v.value @ state.mean(axis=0)
        assume(np.abs(s - state * (state @ s)[:, None]).max() > 1e-3)
        expected = False
    assert (moved(system, state) < 1e-11) == expected


@given(data=st.data(), v=symmetric_matrices())
def test_lemma_2_the_exact_block(data: st.DataObject, v: Symmetric) -> None:
    alpha, x = data.draw(step_sizes(v)), data.draw(states(v.dimension))
    n, d = x.shape
    y = x + alpha * v.value @ x.mean(axis=0)
    length = np.linalg.norm(y, axis=1)
    assume(length.min() > 1e-2)
    z = y / length[:, None]
    block = np.eye(n)[:, :, None, None] * np.eye(d) + alpha / n * v.value
    expected = ((np.eye(d) - z[:, :, None] * z[:, None, :]) / length[:, None, None])[:, None] @ block
    system = Oja(value=v.value, step_size=alpha)
    scale = max(1.0, float(np.abs(expected).max()))
    assert np.abs(derivative(system, x).swapaxes(1, 2) - expected).max() < 1e-10 * scale
    assert np.abs(system.jacobian(x).reshape(n, d, n, d).swapaxes(1, 2) - expected).max() < 1e-10 * scale


@given(data=st.data(), v=symmetric_matrices(), n=st.integers(1, 5))
def test_lemma_3_spectrum_at_a_consensus(data: st.DataObject, v: Symmetric, n: int) -> None:
    """Class 1 of the exact Jacobian is 0, n times; classes 2 and 3 as published, for both signs of c."""
    alpha = data.draw(st.floats(0.02, 3.0))
    k = data.draw(st.integers(0, v.dimension - 1))
    c = 1 + alpha * v.eigenvalues[k]
    assume(abs(c) > 1e-2)
    together = [(1 + alpha * other) / abs(c) for j, other in enumerate(v.eigenvalues) if j != k]
    apart = [1 / abs(c)] * ((n - 1) * (v.dimension - 1))
    state = sign_state(v.vectors[k], n)
    jacobian = Oja(value=v.value, step_size=alpha).jacobian(state)
    seen = np.linalg.eigvals(jacobian)
    assert matched_gap(np.array([0.0] * n + together + apart), seen) < 1e-8
    scale = max(1.0, float(np.abs(seen).max()))
    assert np.abs(jacobian @ np.kron(np.eye(n), v.vectors[k][:, None])).max() < 1e-12 * scale  # class 1, exactly


@given(data=st.data(), v=symmetric_matrices(), n=st.integers(1, 5))
def test_lemma_4_the_principal_consensus_is_stable(data: st.DataObject, v: Symmetric, n: int) -> None:
    system = Oja(value=v.value, step_size=data.draw(step_sizes(v)))
    state = sign_state(v.vectors[0], n)
    assert moved(system, state) < 1e-12
    assert radius(system, state) < 1


@given(data=st.data(), v=symmetric_matrices(), n=st.integers(1, 5))
@example(data=None, v=symmetric([1.0, -1.5, -2.0]), n=3)  # alpha = 1: 1 + alpha lambda_k < 0, a two-cycle
def test_lemma_4_the_other_consensus_states(data: st.DataObject | None, v: Symmetric, n: int) -> None:
    """Unstable where 1 + alpha lambda_k > 0; false as published where it is < 0: no equilibrium but a two-cycle."""
    alpha = 1.0 if data is None else data.draw(step_sizes(v))
    k = 1 if data is None else data.draw(st.integers(1, v.dimension - 1))
    c = 1 + alpha * v.eigenvalues[k]
    assume(abs(c) > 1e-3)
    system = Oja(value=v.value, step_size=alpha)
    state = sign_state(v.vectors[k], n)
    if c > 0:
        assert moved(system, state) < 1e-12
        assert radius(system, state) > 1 + 1e-4 * alpha
    else:
        assert np.abs(system.step(state) + state).max() < 1e-11
        assert moved(system, state) > 0.5


@given(data=st.data(), v=symmetric_matrices(), split=splits())
def test_lemma_5_bipartite_states_of_oja_are_unstable(
    data: st.DataObject, v: Symmetric, split: tuple[int, int]
) -> None:
    """For k > 1, and at v_1 where the split is unbalanced or lambda_2 > 0: the surviving form."""
    alpha, (m, rest) = data.draw(step_sizes(v)), split
    k = data.draw(st.integers(0, v.dimension - 1))
    b = alpha * v.eigenvalues[k] * (m - rest) / (m + rest)
    assume(min(1 + b, 1 - b) > 1e-3)  # else it is no equilibrium
    assume(k > 0 or m != rest or v.eigenvalues[1] > 0)
    system = Oja(value=v.value, step_size=alpha)
    state = sign_state(v.vectors[k], m, rest)
    assert moved(system, state) < 1e-11
    assert radius(system, state) > 1 + 1e-5 * alpha


@given(data=st.data(), v=symmetric_matrices())
def test_lemma_6_polygons_of_oja_that_are_not_on_a_line_are_unstable(data: st.DataObject, v: Symmetric) -> None:
    alpha, state = data.draw(step_sizes(v)), data.draw(polygons(v.dimension))
    system = Oja(value=v.value, step_size=alpha)
    assert moved(system, state) < 1e-13 * (1 + alpha) * 10
    covariance = np.eye(v.dimension) - state.T @ state / len(state)
    growth = v.eigenvalues[0] / (v.vectors[0] @ np.linalg.solve(covariance, v.vectors[0]))
    assert radius(system, state) > 1 + 0.999 * alpha * growth


@pytest.mark.parametrize("step_size", [0.1, 1.0, 3.0])
@pytest.mark.parametrize(
    "make",
    [
        lambda a: Oja(value=PAIR.value, step_size=a),
        lambda a: Attention(value=PAIR.value, query_key=np.zeros((2, 2)), step_size=a),
        lambda a: Attention(value=PAIR.value, query_key=np.array([[0.0, 1.0], [-1.0, 0.0]]), step_size=a),
    ],
    ids=["oja", "attention, A = 0", "attention, A skew"],
)
def test_lemmas_5_6_and_15_are_false_for_two_tokens(make: Any, step_size: float) -> None:
    """V = diag(1, -1/2), tokens v_1 and -v_1, balanced and polygonal: a line of equilibria {x, -x} attracts."""
    system = make(step_size)
    state = sign_state(PAIR.vectors[0], 1, 1)
    assert moved(system, state) < 1e-15
    assert np.allclose(
        np.sort(np.abs(np.linalg.eigvals(tangent_jacobian(system, state)))),
        [1 - step_size / 2 if step_size < 2 else 0.5, 1],
    )
    rng = np.random.default_rng(0)
    for _ in range(20):
        near = state + 0.01 * rng.normal(size=state.shape)
        near /= np.linalg.norm(near, axis=1, keepdims=True)
        end = settle(system, near, 600)
        assert np.abs(end[0] + end[1]).max() < 1e-9  # an antipodal pair, no consensus
        assert np.abs(end - state).max() < 0.1


def test_lemma_15_is_false_for_tokens_that_are_not_on_a_line() -> None:
    """A triangle that attracts: A = e_3 b^T gives uniform attention in its plane, and turns tokens that leave it.

    V = [[1, 0, 1], [0, -3, -1], [1, -1, 1]] has eigenvalues 2.10, 0.15, -3.25; b = (-5, -1, 0), alpha = 1/10. The only
    tangent eigenvalue on the unit circle is 1, of the triangle's rotations in its plane, which are equilibria.
    """
    value = np.array([[1.0, 0.0, 1.0], [0.0, -3.0, -1.0], [1.0, -1.0, 1.0]])
    key = np.zeros((3, 3))
    key[2] = [-5.0, -1.0, 0.0]
    eigenvalues = np.linalg.eigvalsh(value)
    assert eigenvalues[2] > eigenvalues[1] + 1 > 1  # Assumption 1
    assert 0.1 * (-eigenvalues[0] - eigenvalues[2]) < 2  # the step-size condition
    system = Attention(value=value, query_key=key, step_size=0.1)
    angles = 2 * np.pi * np.arange(3) / 3
    state = np.stack([np.cos(angles), np.sin(angles), 0 * angles], axis=1)
    assert moved(system, state) < 1e-15
    sizes = np.sort(np.abs(np.linalg.eigvals(tangent_jacobian(system, state))))
    assert abs(sizes[-1] - 1) < 1e-12
    assert sizes[-2] < 0.96
    rng = np.random.default_rng(0)
    for _ in range(10):
        near = state + 0.01 * rng.normal(size=state.shape)
        near /= np.linalg.norm(near, axis=1, keepdims=True)
        end = settle(system, near, 1500)
        assert np.abs(end.sum(axis=0)).max() < 1e-9
        assert np.abs(end[:, 2]).max() < 1e-9
        assert np.abs(end - state).max() < 0.1


@given(data=st.data(), v=symmetric_matrices())
@example(data=None, v=PAIR)  # limits are polygonal, not consensus or bipartite consensus
def test_lemma_7_ascent_and_limits(data: st.DataObject | None, v: Symmetric) -> None:
    """f never decreases if alpha max(0, -lambda_d) <= 1; limits are equilibria, and some are polygonal."""
    bound = 1 / max(1e-9, -v.eigenvalues[-1])
    if data is None:
        alpha, state = 1.0, np.array([[math.cos(t), math.sin(t)] for t in (0.2, math.pi + 0.3)])
    else:
        alpha, state = data.draw(st.floats(0.02, 1.0)) * min(bound, 10.0), data.draw(states(v.dimension))
    system = Oja(value=v.value, step_size=alpha)

    def f(x: np.ndarray) -> float:
        mean = x.mean(axis=0)
        return float(mean @ v.value @ mean)

    for _ in range(40):
        after = system.step(state)
        assert f(after) >= f(state) - 1e-13
        state = after
    if data is None:
        end = settle(system, state, 500)
        assert moved(system, end) < 1e-14
        assert np.abs(end.sum(axis=0)).max() < 1e-12
        assert np.abs(end[0]).min() > 0.1  # no eigenvector


def test_lemma_7_without_the_bound_f_may_decrease() -> None:
    """alpha max(0, -lambda_d) = 3: tokens at +-v_2 jump, and f falls."""
    v = symmetric([0.1, -1.0])
    system = Oja(value=v.value, step_size=3.0)
    state = np.array([[math.cos(t), math.sin(t)] for t in (0.1, -0.2)])
    means = [x.mean(axis=0) for x in (state, system.step(state))]
    before, after = (float(mean @ v.value @ mean) for mean in means)
    assert after < before


# ------------------------------------------------------------------------------------- D.3: single-head attention (8)


def mirror_pair(angle: float, ratio: float, a: float, copies: int = 1) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """V, A and the tokens ``(cos t, +- sin t)``: a 2-clustering where ``lambda_1 = lambda_2 tanh(b sin^2 t)``."""
    value = np.diag([ratio, 1.0])
    key = np.diag([a, math.atanh(ratio) / math.sin(angle) ** 2])
    pair = np.array([[math.cos(angle), math.sin(angle)], [math.cos(angle), -math.sin(angle)]])
    return value, key, np.repeat(pair, copies, axis=0)


MIRROR_PAIRS = st.tuples(st.floats(0.2, 1.4), st.floats(0.05, 0.95), st.floats(-3, 3), st.integers(1, 3))


@given(data=st.data(), v=symmetric_matrices())
def test_lemma_8_equilibria_of_attention(data: st.DataObject, v: Symmetric) -> None:
    """A state is fixed exactly if every s_i is kappa_i x_i with 1 + alpha kappa_i > 0."""
    alpha, key = data.draw(step_sizes(v)), data.draw(scores(v.dimension))
    kind = data.draw(st.sampled_from(["sign state", "polygon", "mirror pair", "anything"]))
    value = v.value
    if kind == "sign state":
        state = sign_state(v.vectors[data.draw(st.integers(0, v.dimension - 1))], *data.draw(splits()))
    elif kind == "polygon":
        state, key = data.draw(polygons(v.dimension)), 0 * key
    elif kind == "mirror pair":
        value, key, state = mirror_pair(*data.draw(MIRROR_PAIRS))
        alpha = min(alpha, 0.9)
    else:
        state = data.draw(states(v.dimension))
    system = Attention(value=value, query_key=key, step_size=alpha)
    s = system.influence(state)
    kappa = (state * s).sum(axis=1)
    sideways = float(np.abs(s - kappa[:, None] * state).max())
    assume(np.abs(1 + alpha * kappa).min() > 1e-3)
    assume(sideways < 1e-13 * (1 + np.abs(s).max()) or sideways > 1e-4)
    fixed = moved(system, state) < 1e-9
    assert fixed == (sideways < 1e-4 and (1 + alpha * kappa).min() > 0)
    if fixed:
        length = np.linalg.norm(state + alpha * s, axis=1)
        assert np.allclose(kappa, (length - 1) / alpha, atol=1e-10)
        if kind == "mirror pair":  # truly a clustering: no token is an eigenvector
            assert np.abs(value @ state[0] - (state[0] @ value @ state[0]) * state[0]).max() > 1e-3


@given(data=st.data(), v=symmetric_matrices(), split=splits())
def test_lemma_9_rank_of_the_attention_matrix(data: st.DataObject, v: Symmetric, split: tuple[int, int]) -> None:
    """1 at a consensus; 2 at a bipartite consensus with c != 0 and 1 with c = 0 (false as published there)."""
    key = data.draw(scores(v.dimension))
    u = v.vectors[data.draw(st.integers(0, v.dimension - 1))]
    c = float(u @ key @ u)
    system = Attention(value=v.value, query_key=key, step_size=0.1)
    together = system.attention(sign_state(u, sum(split)))
    assert np.abs(together - 1 / sum(split)).max() < 1e-14
    if abs(c) < 1e-12:  # A zero or skew
        expected = 1
    else:
        assume(abs(c) > 1e-3)
        assume(abs(c) < 5)
        expected = 2
    weights = system.attention(sign_state(u, *split))
    assert np.linalg.matrix_rank(weights, tol=1e-9) == expected


@given(MIRROR_PAIRS)
def test_lemma_9_rank_two_at_a_mirror_pair(drawn: tuple[float, float, float, int]) -> None:
    value, key, state = mirror_pair(*drawn)
    system = Attention(value=value, query_key=key, step_size=0.5)
    assert moved(system, state) < 1e-12
    assert np.linalg.matrix_rank(system.attention(state), tol=1e-9) == 2


def test_lemma_9_is_false_for_clusterings_rank_two_with_three_clusters() -> None:
    value = np.diag([15.0, 41.0]) / 41
    key = np.diag([-4 * math.log(5 / 4), 4 / 3 * math.log(2)])
    state = np.array([[1.0, 0.0], [0.5, math.sqrt(3) / 2], [0.5, -math.sqrt(3) / 2]])
    system = Attention(value=value, query_key=key, step_size=0.25)
    assert moved(system, state) < 1e-15
    sizes = np.linalg.svd(system.attention(state), compute_uv=False)
    assert sizes[1] > 0.1
    assert sizes[2] < 1e-15


def lemma_10_block(x: np.ndarray, v: np.ndarray, a: np.ndarray, alpha: float) -> np.ndarray:
    """``|y_i|^-1 (I - z_i z_i^T) {delta_ij (I + alpha V C_i A^T) + alpha a_ij V (I + (x_j - m_i) x_i^T A)}``."""
    n, d = x.shape
    raw = x @ a @ x.T
    weights = np.exp(raw - raw.max(axis=1, keepdims=True))
    weights /= weights.sum(axis=1, keepdims=True)
    out = np.zeros((n, d, n, d))
    for i in range(n):
        mean = weights[i] @ x
        y = x[i] + alpha * v @ mean
        z = y / np.linalg.norm(y)
        covariance = (x - mean).T @ np.diag(weights[i]) @ (x - mean)
        for j in range(n):
            inner = alpha * weights[i, j] * v @ (np.eye(d) + np.outer(x[j] - mean, x[i] @ a))
            if i == j:
                inner = inner + np.eye(d) + alpha * v @ covariance @ a.T
            out[i, :, j, :] = (np.eye(d) - np.outer(z, z)) / np.linalg.norm(y) @ inner
    return out


@given(data=st.data(), v=symmetric_matrices())
def test_lemma_10_the_jacobian_of_attention(data: st.DataObject, v: Symmetric) -> None:
    alpha, key, state = data.draw(step_sizes(v)), data.draw(scores(v.dimension)), data.draw(states(v.dimension, 5))
    system = Attention(value=v.value, query_key=key, step_size=alpha)
    assume(np.linalg.norm(state + alpha * system.influence(state), axis=1).min() > 1e-2)
    expected = lemma_10_block(state, v.value, key, alpha)
    scale = max(1.0, float(np.abs(expected).max()))
    assert np.abs(derivative(system, state) - expected).max() < 1e-10 * scale
    assert np.abs(system.jacobian(state).reshape(expected.shape) - expected).max() < 1e-10 * scale


@given(data=st.data(), v=symmetric_matrices(), n=st.integers(1, 5))
def test_lemma_11_at_a_consensus_attention_is_oja(data: st.DataObject, v: Symmetric, n: int) -> None:
    """At any common token, an eigenvector or not, and for every A."""
    alpha, key = data.draw(step_sizes(v)), data.draw(scores(v.dimension))
    token = data.draw(st.one_of(st.sampled_from(list(v.vectors)), states(v.dimension, 1).map(lambda x: x[0])))
    assume(np.linalg.norm(token + alpha * v.value @ token) > 1e-2)
    state = sign_state(token, n)
    seen = derivative(Attention(value=v.value, query_key=key, step_size=alpha), state)
    expected = derivative(Oja(value=v.value, step_size=alpha), state)
    assert np.abs(seen - expected).max() < 1e-10 * max(1.0, float(np.abs(expected).max()))


@given(data=st.data(), v=symmetric_matrices(), split=splits())
def test_lemma_12_the_jacobian_at_a_bipartite_consensus(
    data: st.DataObject, v: Symmetric, split: tuple[int, int]
) -> None:
    """``|c_i|^-1 (I - v_k v_k^T)(delta_ij I + alpha a_ij V)``: the derivatives of the weights drop out, for every A."""
    alpha, key = data.draw(step_sizes(v)), data.draw(scores(v.dimension))
    u = v.vectors[k := data.draw(st.integers(0, v.dimension - 1))]
    state = sign_state(u, *split)
    n, d = state.shape
    system = Attention(value=v.value, query_key=key, step_size=alpha)
    weights = system.attention(state)
    normalisers = 1 + alpha * v.eigenvalues[k] * (weights @ state @ u) * (state @ u)
    assume(np.abs(normalisers).min() > 1e-2)
    inner = np.eye(n)[:, :, None, None] * np.eye(d) + alpha * weights[:, :, None, None] * v.value
    expected = (np.eye(d) - np.outer(u, u)) @ inner / np.abs(normalisers)[:, None, None, None]
    scale = max(1.0, float(np.abs(expected).max()), float(np.abs(key).max()))
    assert np.abs(derivative(system, state).swapaxes(1, 2) - expected).max() < 1e-10 * scale


@given(data=st.data(), v=symmetric_matrices(), split=splits())
def test_lemma_13_short_steps_keep_the_signs(data: st.DataObject, v: Symmetric, split: tuple[int, int]) -> None:
    """alpha < 1/rho(V): every bipartite consensus is an equilibrium, for every A."""
    alpha, key = data.draw(short_steps(v)), data.draw(scores(v.dimension))
    for u in v.vectors:
        state = sign_state(u, *split)
        system = Attention(value=v.value, query_key=key, step_size=alpha)
        assert ((state + alpha * system.influence(state)) * state).sum(axis=1).min() > 0
        assert moved(system, state) < 1e-11


def test_lemma_13_twice_the_step_does_not() -> None:
    v = symmetric([1.0, 0.5])
    system = Attention(value=v.value, query_key=np.eye(2) * -5.0, step_size=1.9)
    state = sign_state(v.vectors[0], 1, 1)
    assert np.abs(system.step(state) + state).max() < 1e-12


@given(data=st.data(), v=symmetric_matrices(), split=splits())
def test_lemma_14_spectrum_at_a_bipartite_consensus(data: st.DataObject, v: Symmetric, split: tuple[int, int]) -> None:
    """All n d eigenvalues; none of class 3 for a singleton group."""
    alpha, key, (m, rest) = data.draw(short_steps(v)), data.draw(scores(v.dimension)), split
    u = v.vectors[k := data.draw(st.integers(0, v.dimension - 1))]
    weights, gamma_plus, gamma_minus = eq_14(float(u @ key @ u), m, rest)
    c_plus, c_minus = (1 + alpha * v.eigenvalues[k] * gamma for gamma in (gamma_plus, gamma_minus))
    assume(min(c_plus, c_minus) > 1e-2)
    others = [alpha * other for j, other in enumerate(v.eigenvalues) if j != k]
    said = [0.0] * (m + rest)
    for a in others:
        block = (np.eye(2) + a * weights) / np.array([[c_plus], [c_minus]])
        said += list(np.linalg.eigvals(block))
        said += [1 / c_plus] * (m - 1) + [1 / c_minus] * (rest - 1)
    system = Attention(value=v.value, query_key=key, step_size=alpha)
    seen = np.linalg.eigvals(derivative(system, sign_state(u, m, rest)).reshape((m + rest) * v.dimension, -1))
    assert matched_gap(np.array(said), seen) < 1e-6  # equal eigenvalues of a block that is nearly defective


@given(data=st.data(), v=symmetric_matrices())
def test_lemma_15_polygons_under_uniform_attention_are_unstable(data: st.DataObject, v: Symmetric) -> None:
    """What is left of the lemma: A = 0 and tokens not on a line. With another A a triangle can attract (above)."""
    alpha, state = data.draw(step_sizes(v)), data.draw(polygons(v.dimension))
    system = Attention(value=v.value, query_key=np.zeros_like(v.value), step_size=alpha)
    assert moved(system, state) < 1e-11
    assert radius(system, state) > 1 + 1e-6 * alpha


@given(data=st.data(), v=symmetric_matrices(), half=st.integers(1, 3))
def test_lemma_15_balanced_sign_states_without_scores(data: st.DataObject, v: Symmetric, half: int) -> None:
    """On the line of v_k with c = 0: unstable where some other eigenvalue is positive, else exactly marginal."""
    alpha, seed = data.draw(step_sizes(v)), data.draw(SEEDS)
    a = np.random.default_rng(seed).normal(size=(v.dimension,) * 2)
    k = data.draw(st.integers(0, v.dimension - 1))
    others = np.delete(v.eigenvalues, k)
    assume(np.abs(others).min() > 1e-3)
    system = Attention(value=v.value, query_key=a - a.T, step_size=alpha)
    state = sign_state(v.vectors[k], half, half)
    assert moved(system, state) < 1e-12
    expected = max(1.0, float(np.abs(1 + alpha * others).max()))
    assert abs(radius(system, state) - expected) < 1e-7
    if k > 0:
        assert radius(system, state) > 1 + 1e-3 * alpha
