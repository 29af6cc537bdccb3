"""What lacks a hypothesis or the phenomenon is no counterexample to a claim about trajectories or states."""

from __future__ import annotations

from typing import Any

import pytest

from verify.counterexample import Counterexample
from verify.properties import UNSTABLE
from verify.quantified import (
    ASSUMPTION_1,
    PRINCIPAL_BIPARTITE,
    STABLE_BIPARTITE,
    STEP_SIZE,
    Ensemble,
    Limits,
    States,
)
from verify.search.certify_end import expanding, trapped

OJA = Ensemble("oja", (*ASSUMPTION_1, STEP_SIZE))
ATTENTION = Ensemble("attention", (*ASSUMPTION_1, STEP_SIZE))


def _pair(value: list[list[str]], tokens: list[list[str]], alpha: str = "1") -> Counterexample:
    data = {"system": "oja", "time": "discrete", "step_size": alpha, "value": value, "query_key": None, "heads": None}
    return Counterexample(data | {"mask": None, "tokens": tokens, "parameters": {}, "explanation": ""})


PAIR = [["1", "0"], ["-1", "0"]]


@pytest.mark.parametrize(
    ("value", "tokens", "alpha"),
    [
        ([["1", "0"], ["0", "1/2"]], PAIR, "1"),  # lambda_2 > 0: the pair is unstable
        ([["1", "0"], ["0", "0"]], PAIR, "1"),  # V is singular, and the pair marginal in its own right
        ([["1", "0"], ["0", "1"]], PAIR, "1"),  # lambda_1 is not simple
        ([["1", "1"], ["0", "-1"]], PAIR, "1"),  # V is not symmetric
        ([["1", "0"], ["0", "-3"]], PAIR, "1"),  # on the boundary of the step-size condition
        ([["1", "0"], ["0", "-1"]], [["1", "0"], ["0", "1"]], "1"),  # no equilibrium
        ([["1"]], [["1"], ["-1"]], "1"),  # d = 1: no sphere to move on
        ([["-1"]], [["1"]], "1"),  # d = 1, n = 1
    ],
)
def test_what_lacks_a_hypothesis_or_the_phenomenon_is_no_counterexample(value: Any, tokens: Any, alpha: str) -> None:
    example = _pair(value, tokens, alpha)
    assert not States(OJA, PRINCIPAL_BIPARTITE, UNSTABLE).recheck(example)[0]
    assert not Limits(OJA, ("consensus at v_1",)).recheck(example)[0]


@pytest.mark.parametrize("tokens", [[["1"], ["-1"]], [["1"], ["1"]], [["1"]]])
@pytest.mark.parametrize("system", ["oja", "attention"])
def test_numbers_have_no_neighbourhood_to_certify(system: str, tokens: list[list[str]]) -> None:
    example = Counterexample({**_pair([["1"]], tokens).data, "system": system})
    for certificate in (expanding(example), trapped(example, ["consensus"])):
        assert certificate.holds is not True
        assert "d = 1" in certificate.detail


def test_a_state_of_a_family_with_a_vowel_has_an_article() -> None:
    told = States(OJA, STABLE_BIPARTITE, UNSTABLE).recheck(_pair([["1", "0"], ["0", "-1"]], PAIR))[1]
    assert any(line.startswith("the state is an asymptotically stable bipartite") for line in told)


def test_a_system_of_another_kind_is_no_counterexample() -> None:
    example = _pair([["1", "0"], ["0", "-1"]], PAIR)
    assert States(OJA, PRINCIPAL_BIPARTITE, UNSTABLE).recheck(example)[0]
    assert not States(ATTENTION, PRINCIPAL_BIPARTITE, UNSTABLE).recheck(example)[0]


def test_causal_attention_and_flows_are_of_no_ensemble() -> None:
    pair = {**_pair([["1", "0"], ["0", "-1"]], PAIR).data, "system": "attention", "query_key": [["0", "0"], ["0", "0"]]}
    claim = States(ATTENTION, PRINCIPAL_BIPARTITE, UNSTABLE)
    assert claim.recheck(Counterexample(pair))[0]
    assert not claim.recheck(Counterexample({**pair, "mask": "causal"}))[0]
    assert not claim.recheck(Counterexample({**pair, "step_size": None, "time": "continuous"}))[0]


def test_a_marginal_state_is_not_certified_as_an_end() -> None:
    """V = diag(1, 0): along v_2 nothing moves at first order, and a ball around the pair is not shown to be trapped."""
    from verify.search.certify_end import stays, trapped

    example = _pair([["1", "0"], ["0", "0"]], PAIR)
    assert stays(example).holds is not True
    assert trapped(example, ("consensus",)).holds is not True


def test_an_allowed_end_is_not_excluded() -> None:
    """The trap is found, but the state in it is what the statement allows."""
    from verify.search.certify_end import trapped

    example = _pair([["2", "0"], ["0", "1"]], [["1", "0"], ["1", "0"]])
    assert trapped(example, ("consensus at v_1",)).holds is None
    assert trapped(example, ("bipartite", "polygonal")).holds is True
    assert trapped(example, ("equilibrium",)).holds is None
    assert trapped(_pair([["2", "0"], ["0", "1"]], [["2", "0"], ["1", "0"]]), ("polygonal",)).holds is False
