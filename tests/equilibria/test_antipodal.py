"""The line of antipodal pairs: certified where every pair is an equilibrium, and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest

from proofs.power_method import examples
from verify.counterexample import Counterexample
from verify.equilibria.antipodal import attracting_pair

SKEW = examples.skew_pair()
# At (1, 0) the scores vanish in each of these, but not at the pairs beside it: the line is not one of equilibria.
NOT_SKEW: list[list[list[str]]] = [[["0", "1"], ["1", "0"]], [["0", "0"], ["0", "-1"]], [["0", "1"], ["0", "0"]]]


def _pair(**changed: Any) -> Counterexample:
    state = {"value": [["1", "0"], ["0", "-1/2"]], "step_size": "1/2", "tokens": [["1", "0"], ["-1", "0"]]}
    return Counterexample({**SKEW, **state, **changed})


def test_skew_scores_are_certified() -> None:
    assert attracting_pair(Counterexample(SKEW)).holds is True
    assert attracting_pair(_pair(query_key=[["0", "3"], ["-3", "0"]])).holds is True


@pytest.mark.parametrize("key", NOT_SKEW)
def test_scores_that_vanish_at_one_pair_only_are_not(key: list[list[str]]) -> None:
    example = _pair(query_key=key)
    assert attracting_pair(example).holds is not True
    head = {"value": [["1/2", "0"], ["0", "-1/4"]]}
    heads = [{**head, "query_key": [["0", "1"], ["-1", "0"]]}, {**head, "query_key": key}]
    assert attracting_pair(_pair(system="multihead", query_key=None, heads=heads)).holds is not True


def test_the_certificate_would_be_wrong_there() -> None:
    """Beside the pair of the first of these systems a pair does not stay one: it ends at consensus."""
    import numpy as np

    from verify.systems import Attention

    system = Attention(value=np.diag([1.0, -0.5]), query_key=np.array([[0.0, 1.0], [1.0, 0.0]]), step_size=0.5)
    angle = -0.01
    tokens = np.array([[np.cos(angle), np.sin(angle)], [-np.cos(angle), -np.sin(angle)]])
    for _ in range(5000):
        tokens = system.step(tokens)
    assert np.linalg.norm(tokens[0] + tokens[1]) > 1.9  # a consensus, not a pair
