"""What a trajectory ended at: constructed trajectories of every kind of end, and slow ones that are no end."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from verify import Attention, Oja
from verify.search import simulate
from verify.search.classify import classify, creeps, labels, refine
from verify.search.state import State


def _end(system: Any, start: Any, steps: int = 400) -> Any:
    run = simulate.run([system], np.asarray(start, dtype=float)[None, None], steps)
    return classify(system, run.tokens[0, 0], run.moved[0, 0], run.moved_twice[0, 0])


NEAR = np.array([[0.9, 0.1], [0.8, -0.2], [0.95, 0.3]])
NEAR /= np.linalg.norm(NEAR, axis=1, keepdims=True)


def test_ends_of_constructed_trajectories() -> None:
    consensus = _end(Oja(value=np.diag([1.0, 0.5]), step_size=1.0), NEAR)
    assert (consensus.kind, consensus.attraction) == ("consensus at v_1", "attracting")
    pair = _end(Oja(value=np.diag([1.0, -0.5]), step_size=1.0), [[0.96, 0.28], [-0.96, -0.28]])
    assert (pair.kind, pair.attraction) == ("polygonal", "neutral")
    cycle = _end(Oja(value=np.diag([1.0, -4.0]), step_size=1.0), NEAR[:, ::-1])
    assert (cycle.kind, cycle.attraction) == ("two-cycle", "attracting")
    held = Attention(value=np.diag([1.0, 0.25]), query_key=np.diag([3.0, 0.0]), step_size=0.25)
    bipartite = _end(held, [[0.99, 0.14], [1, 0], [-1, 0], [-0.99, 0.14]], 800)
    assert (bipartite.kind, bipartite.attraction) == ("bipartite", "attracting")


def test_a_rotating_consensus_is_no_equilibrium() -> None:
    turning = Oja(value=np.array([[1.0, -0.5], [0.5, 1.0]]), step_size=0.5)
    end = _end(turning, NEAR)
    assert end.kind == "turning"
    assert not end.is_end


@pytest.mark.parametrize("c", [10.0, 16.0, 24.0])
def test_a_slow_passage_is_not_an_end(c: float) -> None:
    """Two clusters a radian apart, A = c I: they approach at a rate e^{-c(1 - cos 1)}, or far below what float64 can see."""
    slow = Attention(value=np.eye(2), query_key=4 * c * np.eye(2), step_size=0.5)
    start = [[1, 0], [1, 0], [np.cos(1), np.sin(1)], [np.cos(1), np.sin(1)]]
    run = simulate.run([slow], np.asarray(start, dtype=float)[None, None], 200)
    end = classify(slow, run.tokens[0, 0], run.moved[0, 0], run.moved_twice[0, 0])
    assert end.attraction != "attracting"
    assert not end.is_end or creeps(slow, end.tokens)


def test_a_line_of_equilibria_does_not_creep() -> None:
    pair = np.array([[0.96, 0.28], [-0.96, -0.28]])
    assert not creeps(Oja(value=np.diag([1.0, -0.5]), step_size=1.0), pair)


def test_a_state_at_rest_on_a_saddle_is_passing() -> None:
    end = _end(Oja(value=np.diag([2.0, 1.0]), step_size=1.0), [[0, 1], [0, 1]])
    assert (end.kind, end.is_end) == ("passing", False)


def test_an_undefined_step_is_undecided() -> None:
    end = _end(Oja(value=np.diag([-1.0, -2.0]), step_size=1.0), [[1, 0], [1, 0]])
    assert (end.kind, end.is_end) == ("undecided", False)


def test_refine_finds_the_equilibrium_nearby_and_nothing_else() -> None:
    system = Oja(value=np.diag([2.0, 1.0]), step_size=1.0)
    found = refine(system, NEAR)
    assert found is not None
    np.testing.assert_allclose(np.abs(found[:, 0]), 1.0, atol=1e-12)
    assert labels(State(system, found)) == {"equilibrium", "consensus", "consensus at v_1"}
