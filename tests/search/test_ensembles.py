"""Ensembles as data: conditions in floats, exactly and in balls; systems drawn from them, and smaller ones."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sympy

from verify import Attention, MultiHead, Oja
from verify.claim import Claim, Point, Source
from verify.counterexample import Counterexample, describe
from verify.quantified import (
    ASSUMPTION_1,
    CLUSTERING,
    DOMINANT,
    HEADS_DIFFER,
    NOT_SYMMETRIC,
    STEP_SIZE,
    Condition,
    Ensemble,
    Limits,
)
from verify.search import simulate
from verify.search.clusterings import constructed
from verify.search.draw import from_strategies, systems
from verify.search.shrink_system import on_sphere, shrink
from verify.search.state import State, quantities

OJA = Ensemble("oja", (*ASSUMPTION_1, STEP_SIZE))
ATTENTION = Ensemble("attention", (*ASSUMPTION_1, STEP_SIZE))
HEADS = Ensemble("multihead", (*ASSUMPTION_1, STEP_SIZE, HEADS_DIFFER))


def test_families_agree_in_floats_and_exactly() -> None:
    exact = np.array([[sympy.Rational(3, 5), sympy.Rational(4, 5)], [-sympy.Rational(3, 5), -sympy.Rational(4, 5)]])
    system = Oja(
        value=np.array([[sympy.Integer(1), sympy.Integer(0)], [sympy.Integer(0), sympy.Integer(-1)]]), step_size=1
    )
    for state in (State(system, exact), State(system, exact).floats):
        assert state.equilibrium
        assert state.polygonal
        assert state.on_a_line
        assert not state.bipartite
        assert state.clusters == 2


def test_conditions_in_balls_are_certain_or_false() -> None:
    """At equality nothing is certain: 1/3 is no float, and neither ``<`` nor ``>`` holds of a ball around it."""
    third = sympy.Rational(1, 3)
    system = Oja(value=np.array([[third, 0 * third], [0 * third, -third * 3]]), step_size=3)  # alpha (1 - 1/3) = 2
    assert not Ensemble("oja", (STEP_SIZE,)).holds(quantities(system))
    assert Ensemble("oja", ASSUMPTION_1).holds(quantities(system))


@pytest.mark.parametrize("ensemble", [OJA, ATTENTION, HEADS, Ensemble("attention", (DOMINANT, NOT_SYMMETRIC))])
def test_drawn_systems_satisfy_the_conditions_exactly(ensemble: Ensemble) -> None:
    from verify.search.shrink_system import exactly
    from verify.search.trajectories import belongs

    drawn = list(systems(ensemble, 3, 5, np.random.default_rng(0)))
    assert len(drawn) == 5
    for system in drawn:
        told = describe(None, exactly(system), None, "", "")
        assert belongs(ensemble, Counterexample(told))


@pytest.mark.parametrize("ensemble", [OJA, ATTENTION, HEADS])
def test_systems_from_the_public_strategies_satisfy_the_conditions(ensemble: Ensemble) -> None:
    drawn = from_strategies(ensemble, 2, 40, seed=1)
    assert drawn
    assert all(system.dimension == 2 and ensemble.holds(quantities(system)) for system in drawn)
    again = from_strategies(ensemble, 2, 40, seed=1)
    assert [system.step_size for system in drawn] == [system.step_size for system in again]


def test_stacked_systems_step_as_each_one_does() -> None:
    rng = np.random.default_rng(3)
    for ensemble in (OJA, ATTENTION, HEADS):
        drawn = list(systems(ensemble, 3, 4, rng))
        tokens = simulate.on_spheres(rng, (len(drawn), 5, 4, 3))
        together = simulate.stacked(drawn).step(tokens)
        alone = np.stack([system.step(tokens[i]) for i, system in enumerate(drawn)])
        np.testing.assert_allclose(together, alone, atol=1e-14)


def test_constructed_clusterings_are_exact_equilibria() -> None:
    found = list(constructed(Ensemble("attention", ASSUMPTION_1), 12, np.random.default_rng(1)))
    assert len(found) >= 2
    for system, tokens in found:
        assert CLUSTERING.contains(State(system, tokens))


def test_shrinking_keeps_the_phenomenon_and_makes_it_small() -> None:
    value = np.diag([1.375, -0.625, -0.875])
    tokens = np.array([[0.6, 0.8, 0.0], [-0.6, -0.8, 0.0], [0.0, 0.6, 0.8], [0.0, -0.6, -0.8]])

    def sums_to_zero(system: Any, state: Any) -> Any:
        return state if np.abs(state.sum(axis=0)).max() < 1e-12 and system.value[0, 0] > 0 else None

    system, small = shrink(Oja(value=value, step_size=0.375), tokens, sums_to_zero)
    assert small.shape == (2, 2)
    assert system.step_size == 1.0
    assert set(np.unique(system.value)) <= {0.0, 1.0}


def test_rounded_tokens_are_unit_exactly_and_near() -> None:
    tokens = simulate.on_spheres(np.random.default_rng(0), (6, 4))
    exact = on_sphere(tokens, 16)
    assert all(sum(x * x for x in row) == 1 for row in exact)
    assert np.abs(exact.astype(float) - tokens).max() < 1e-4


def test_fingerprints_name_the_conditions_as_formulas() -> None:
    point = Point({})
    first, second = Limits(OJA, ("consensus",)), Limits(OJA.without("step size"), ("consensus",))
    assert first.fingerprint(point) != second.fingerprint(point)
    flipped = Condition("step size", STEP_SIZE.latex, lambda q: q.alpha * (-q.eigenvalues[-1] - q.eigenvalues[0]) > 2)
    changed = Limits(Ensemble("oja", (*ASSUMPTION_1, flipped)), ("consensus",))
    assert changed.fingerprint(point) != first.fingerprint(point)
    alike = (
        Claim(id="a.claim", title="", statement="", source=Source("ours", "ours"), conclusion=conclusion)
        for conclusion in (first, Limits(OJA, ("consensus",)))
    )
    assert len({claim.digest for claim in alike}) == 1


def test_unknown_words_are_refused() -> None:
    with pytest.raises(ValueError, match="expected some of"):
        Limits(OJA, ("somewhere",))
    with pytest.raises(ValueError, match="no condition"):
        OJA.without("nothing")
    with pytest.raises(ValueError, match="different kinds"):
        simulate.stacked([Oja(value=np.eye(2), step_size=1.0), Attention(value=np.eye(2), step_size=1.0)])


def test_heads_that_are_equal_do_not_differ() -> None:
    eye = np.diag([1.0, 0.5])
    same = MultiHead(values=[eye, eye], query_keys=[eye, eye], step_size=1.0)
    other = MultiHead(values=[eye, eye], query_keys=[eye, 2 * eye], step_size=1.0)
    assert not quantities(same).heads_differ
    assert quantities(other).heads_differ
