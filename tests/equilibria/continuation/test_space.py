"""The states that share a symmetry: an invariant set, in which what is followed stays isolated."""

from __future__ import annotations

import numpy as np
import pytest

from verify import Attention, Oja
from verify.equilibria.continuation import follow, parse
from verify.equilibria.continuation.curve import Curve
from verify.equilibria.continuation.family import family
from verify.equilibria.continuation.space import FixedSpace, fixed_space
from verify.systems import System

DIAGONAL = np.diag([1.0, 0.5, -0.3])
COUPLED = np.array([[1.0, 0.4, 0.0], [0.2, 0.5, 0.0], [0.0, 0.0, -0.3]])
E1, E2, E3 = np.eye(3)
MIRRORED = np.array([[0.8, 0.6, 0.0], [0.8, -0.6, 0.0], [-1.0, 0.0, 0.0], [-1.0, 0.0, 0.0]])
POINT_SYMMETRIC = np.array([[0.8, 0.0, 0.6], [-0.8, 0.0, -0.6], [0.0, 0.6, 0.8], [0.0, -0.6, -0.8]])


def space_of(system: System, tokens: np.ndarray) -> tuple[Curve, FixedSpace]:
    systems = family(system, parse("value=0.5:2", system))
    space = fixed_space(systems, tokens)
    return Curve(systems, space, 0.5, 1.5), space


@pytest.mark.parametrize(
    ("system", "tokens", "unknowns"),
    [
        # e_2 is reflected onto the other token of a pair, e_3 vanishes: one angle; the two at -e_1 cannot move.
        (Attention(value=DIAGONAL), MIRRORED, 1),
        # V mixes e_1 and e_2: no reflection of one of them; two single tokens and a pair of equal ones in a plane.
        (Attention(value=COUPLED), MIRRORED, 3),
        # No reflection of an axis permutes these, only -I does: two tokens of R^3 stand for four.
        (Attention(value=DIAGONAL), POINT_SYMMETRIC, 4),
        # A rectangle in the plane of e_1 and e_3: one token stands for four, and its angle is free.
        (Attention(value=DIAGONAL), np.array([[0.8, 0, 0.6], [-0.8, 0, 0.6], [0.8, 0, -0.6], [-0.8, 0, -0.6]]), 1),
        # Consensus and bipartite states at an axis are held by symmetry alone.
        (Oja(value=DIAGONAL), np.array([E1, E1, E1]), 0),
        (Attention(value=DIAGONAL), np.array([E2, E2, -E2]), 0),
        # Causal attention: tokens cannot be exchanged, and only the vanishing axis is left out.
        (Attention(value=DIAGONAL, causal=True), MIRRORED, 4),
    ],
)
def test_the_field_stays_in_the_space(system: System, tokens: np.ndarray, unknowns: int) -> None:
    curve, space = space_of(system, tokens)
    assert space.unknowns == unknowns
    assert np.abs(space.tokens(space.restrict(tokens)) - tokens).max() < 1e-15
    # A random state of the space: the whole field is the lift of its part at the representatives.
    y = space.normalised(space.restrict(tokens) + 0.3 * np.random.default_rng(0).normal(size=sum(space.sizes)))
    field = curve.family.flow(0.7).field(space.tokens(y))
    assert np.abs((space.lift @ space.equations(curve.family, 0.7, y)).reshape(field.shape) - field).max() < 1e-15


@pytest.mark.parametrize("tokens", [MIRRORED, POINT_SYMMETRIC, np.outer([1, 1, -1], [0.6, 0.0, 0.8])])
def test_the_reduced_derivative_is_that_of_differences(tokens: np.ndarray) -> None:
    for value in (DIAGONAL, COUPLED):
        curve, space = space_of(Attention(value=value), tokens)
        y, q, h = space.restrict(tokens), 0.2, 1e-6
        _, matrix, frame = curve.residual(y, q)

        def value_at(
            u: np.ndarray, q: float, of: Curve = curve, at: np.ndarray = y, b: np.ndarray = frame
        ) -> np.ndarray:
            moved = of.space.normalised(at + b @ u)
            return b.T @ of.space.equations(of.family, of.parameter(q), moved)

        r = space.unknowns
        zero = np.zeros(r)
        for k in range(r):
            step = h * np.eye(r)[k]
            assert np.abs((value_at(step, q) - value_at(-step, q)) / (2 * h) - matrix[:, k]).max() < 1e-8
        assert np.abs((value_at(zero, q + h) - value_at(zero, q - h)) / (2 * h) - matrix[:, r]).max(initial=0) < 1e-8


def test_states_on_a_line_have_the_equation_of_one_token() -> None:
    value = np.array([[1.0, 0.4, 0.1], [0.2, 0.5, 0.3], [0.0, 0.1, -0.3]])
    leading = np.linalg.eig(value)[1][:, 0].real
    system = Attention(value=value, query_key=np.array([[2.0, 1, 0], [0, 1, 0], [0.5, 0, 1]]))
    _, space = space_of(system, np.outer([1, 1, -1], leading))
    assert space.line
    assert space.unknowns == 2


def test_a_pair_that_nothing_influences_is_no_state_on_a_line() -> None:
    """``(y, -y)`` with uniform attention is at rest for every y: its equation is its own."""
    value = np.array([[1.0, 0.4], [0.4, 0.5]])
    _, space = space_of(
        Attention(value=value, query_key=np.array([[0.0, 1.0], [-1.0, 0.0]])), np.array([[0.6, 0.8], [-0.6, -0.8]])
    )
    assert not space.line


def test_a_family_that_is_not_isolated_is_told() -> None:
    """An equilateral triangle of the Oja flow turns in its plane without a force: two of its tangent directions rest."""
    angles = 2 * np.pi * np.arange(3) / 3
    triangle = np.column_stack([np.cos(angles), np.sin(angles)])
    branch = follow(Oja(value=np.diag([1.0, 0.5])), triangle, parse("value=0.5:2", Oja(value=np.eye(2))))
    assert any("not isolated" in note for note in branch.notes)
    assert not branch.events
    assert {point.kind for point in branch.points} == {"polygonal"}


def test_the_counts_of_events_and_points_agree() -> None:
    system = Attention(value=np.diag([2.0, 0.7, 0.1, -1.0]))
    branch = follow(system, np.outer([1, 1, 1, -1], np.eye(4)[0]), parse("score=0.1:3", system), certify=False)
    assert branch.events
    for event in branch.events:
        before = [point for point in branch.points if point.arclength < event.arclength][-1]
        after = next(point for point in branch.points if point.arclength > event.arclength)
        between = [e for e in branch.events if before.arclength < e.arclength < after.arclength]
        if len(between) == 1:
            assert event.unstable == (before.unstable, after.unstable)
        assert abs(event.unstable[0] - event.unstable[1]) == event.multiplicity  # type: ignore[operator]
