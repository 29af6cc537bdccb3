"""The Boolean limit on the line: where a middle token turns, and what the certifiers refuse."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from proofs.clusters.worlds import boolean
from proofs.clusters.worlds.separatrix import bisect
from verify import Clusters
from verify.counterexample import Counterexample
from verify.trajectories import rescaled


def test_bisection_by_taylor_steps_meets_the_certified_interval() -> None:
    system = Clusters(value=np.array([[1]]), query_key=np.array([[1]]))
    with np.errstate(invalid="ignore"):
        down, up = bisect(system, -1, 2, (Fraction(-17, 100), Fraction(-15, 100)), 3)
    low, high = (Fraction(text) for text in boolean.QUICK)
    assert up - down <= Fraction(1, 1000)
    assert down < high
    assert up > low  # the two intervals meet


@pytest.mark.parametrize(("middle", "leader"), [(-0.17, 0), (-0.15, 2)])
def test_the_integrator_sees_the_same_leaders(middle: float, leader: int) -> None:
    found = rescaled(Clusters(value=np.eye(1)), np.array([[-1.0], [middle], [2.0]]), 30.0)
    assert found.known is not None
    assert found.known.clusters[1] == found.known.clusters[leader]
    assert found.attention(found.times[-1])[1, leader] > 1 - 1e-12


def test_rank_three_needs_the_symmetric_state() -> None:
    assert boolean.rank_three(Counterexample(boolean.symmetric_three())).holds is True
    assert boolean.rank_three(Counterexample(boolean.shifted_three())).holds is False
    unsorted = boolean.symmetric_three() | {"tokens": [["2"], ["-2"], ["0"]]}
    assert boolean.rank_three(Counterexample(unsorted)).holds is True


def test_what_is_never_boolean() -> None:
    for example in (boolean.equal_pair(), boolean.negative_scores(), boolean.negative_value()):
        assert boolean.never_boolean(Counterexample(example)).holds is True
    assert boolean.never_boolean(Counterexample(boolean.opposite_pair())).holds is False
    apart = boolean.negative_scores() | {"tokens": [["-1"], ["2"]]}
    assert boolean.never_boolean(Counterexample(apart)).holds is False  # neither equal nor opposite: not shown
