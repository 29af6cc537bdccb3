"""Certified basins of states known in floats: starts inside converge, and escapes are seen outside only."""

import json
from pathlib import Path

import flint
import numpy as np
import pytest

from verify import Attention, Oja
from verify.equilibria.certification import basins, certify
from verify.search.classify import refine

EXAMPLES = Path(__file__).parents[3] / "examples" / "equilibria"


def read(name):
    return np.array(json.loads((EXAMPLES / name).read_text()))


THREE_KINDS = {"value": read("three_kinds_V.json"), "query_key": read("three_kinds_A.json")}


def turned(tokens, angle, count, rng):
    """Starts in which every token is exactly that far from its place."""
    out = rng.normal(size=(count, *tokens.shape))
    out -= (out * tokens).sum(-1, keepdims=True) * tokens
    out /= np.linalg.norm(out, axis=-1, keepdims=True)
    return np.cos(angle) * tokens + np.sin(angle) * out


def ended(system, states, steps=2500, h=0.05):
    """By the definition: steps, or Runge and Kutta's method of order 4 for the flow."""
    for _ in range(steps):
        if not system.is_flow:
            states = system.step(states)
            continue
        one = system.field(states)
        two = system.field(states + h / 2 * one)
        three = system.field(states + h / 2 * two)
        four = system.field(states + h * three)
        states = states + h / 6 * (one + 2 * two + 2 * three + four)
        states /= np.linalg.norm(states, axis=-1, keepdims=True)
    return states


def clusterings(system):
    """Stable states of four tokens in more than one cluster, by simulation alone."""
    rng = np.random.default_rng(1)
    starts = rng.normal(size=(60, 4, 3))
    starts /= np.linalg.norm(starts, axis=-1, keepdims=True)
    found = []
    for state in ended(system, starts, 800):
        refined = refine(system if not system.is_flow else Attention(**THREE_KINDS, step_size=0.01), state)
        if refined is None or not (np.abs(refined - refined[0]) > 0.5).any():
            continue
        if not any(np.abs(refined - one).max() < 1e-6 for one in found):
            found.append(refined)
    return found[:3]


@pytest.mark.parametrize("step_size", [None, 0.1])
def test_starts_in_a_certified_basin_of_a_clustering_converge(step_size):
    system = Attention(**THREE_KINDS, step_size=step_size)
    states = clusterings(system)
    assert len(states) == 3
    for number, tokens in enumerate(states):
        found = certify(system, tokens)
        assert (found.verdict, found.certified) == ("stable", True)
        assert found.basin_radius > 1e-5
        starts = turned(tokens, found.basin_radius, 25, np.random.default_rng(number))
        assert np.abs(ended(system, starts) - tokens).max() < found.basin_radius / 100


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("step_size", [None, 0.5])
def test_starts_in_a_certified_basin_of_a_consensus_converge(seed, step_size):
    rng = np.random.default_rng(seed)
    value = np.diag([1.0, *rng.uniform(-0.7, 0.8, size=2)])
    basis = np.linalg.qr(rng.normal(size=(3, 3)))[0]
    system = Attention(value=basis @ value @ basis.T, query_key=rng.normal(size=(3, 3)), step_size=step_size)
    tokens = np.tile(basis[:, 0], (4, 1))
    found = certify(system, tokens)
    assert found.basin_radius > 1e-2
    starts = turned(tokens, found.basin_radius, 30, rng)
    assert np.abs(ended(system, starts) - tokens).max() < 1e-6


def test_one_token_the_basin_of_which_is_known():
    # One token of V = diag(1, 0): t' = -sin t cos t, and tan t is halved by the step: the basin is the open half circle.
    for step_size in (None, 1.0):
        found = certify(Oja(value=np.diag([1.0, 0.0]), step_size=step_size), [[1.0, 0.0]])
        assert 0.3 < found.basin_radius < np.pi / 2


@pytest.mark.parametrize("step_size", [None, 0.5])
def test_a_balanced_pair_with_a_wide_basin(step_size):
    # V = diag(1, 1/4, 1/8), A = diag(2, 0, 0): balls over a tenth of a radian are needed, not the norms alone.
    tokens = np.repeat([[1.0, 0, 0], [-1.0, 0, 0]], 5, axis=0)
    system = Attention(value=np.diag([1, 0.25, 0.125]), query_key=np.diag([2.0, 0, 0]), step_size=step_size)
    found = certify(system, tokens)
    assert found.basin_radius > 0.15
    starts = turned(tokens, found.basin_radius, 20, np.random.default_rng(0))
    assert np.abs(ended(system, starts) - tokens).max() < 1e-9


def test_a_neighbouring_saddle_is_never_inside():
    # Eigenvectors of V at the angle given: the consensus at the second is a saddle, reached when all tokens turn by that angle.
    for angle in (0.5, 0.2, 0.05):
        frame = np.array([[1.0, np.cos(angle)], [0.0, np.sin(angle)]])
        value = frame @ np.diag([1.0, 0.5]) @ np.linalg.inv(frame)
        for step_size in (None, 0.5):
            found = certify(Attention(value=value, step_size=step_size), np.tile([[1.0, 0.0]], (3, 1)))
            assert found.certified
            assert found.basin_radius is None or found.basin_radius < angle
        assert certify(Attention(value=value), np.tile(frame[:, 1], (3, 1))).verdict == "unstable"


def test_the_angle_leaves_room_for_the_enclosure():
    # sin(t + asin(away)) = sine, rounded down.
    sine, away = flint.arb(0.5), flint.arb(0.125)
    angle = basins._angle(sine, away)
    assert np.sin(angle + np.arcsin(0.125)) <= 0.5
    assert angle == pytest.approx(np.arcsin(0.5) - np.arcsin(0.125), rel=1e-14)
    assert basins._angle(flint.arb(0.1), flint.arb(0.125)) is None
    assert basins._angle(flint.arb(1.5), flint.arb(0.0)) is None
    assert basins._angle(flint.arb("nan"), flint.arb(0.0)) is None


def test_norms_of_blocks_bound_what_they_should():
    rng = np.random.default_rng(0)
    for size in (1, 2, 3, 5):
        for _ in range(20):
            block = rng.normal(size=(size, size))
            balls = [[flint.arb(entry) for entry in row] for row in block.tolist()]
            assert float(basins._norm(balls)) >= np.linalg.norm(block, 2) * (1 - 1e-14)
            top = np.linalg.eigvalsh((block + block.T) / 2)[-1]
            assert float(basins._logarithmic(balls)) >= top - 1e-14
            if size <= 2:
                assert float(basins._logarithmic(balls)) == pytest.approx(top, abs=1e-12)
    # Balls around 0 and wide ones are bounded too: their squares reach below 0.
    wide = [[flint.arb(0.1, 1.0), flint.arb(0, 0.5)], [flint.arb(0.3, 0.4), flint.arb(0, 2.0)]]
    worst = np.linalg.norm([[1.1, 0.5], [0.7, 2.0]], 2)
    assert worst <= float(basins._norm(wide)) < 1.1 * worst
    bad = [[flint.arb("nan"), flint.arb(1)], [flint.arb(1), flint.arb(1)]]
    assert not basins._norm(bad).is_finite()
    assert not basins._logarithmic(bad).is_finite()
