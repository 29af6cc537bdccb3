"""Bipartite consensus of several heads: the exact certificates, and the criterion for commuting heads, against numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from proofs.beyond.worlds import head_examples
from verify.counterexample import Counterexample
from verify.equilibria.heads import stable_aligned, stable_commuting, stable_unaligned
from verify.evidence.enclose import Certificate
from verify.observe import observe
from verify.systems import MultiHead

Check = Callable[[Counterexample], Certificate]
EXAMPLES = (
    head_examples.commuting,
    head_examples.commuting_alike,
    head_examples.aligned,
    head_examples.unaligned,
    head_examples.unaligned_uniform,
)


@pytest.mark.parametrize("make", EXAMPLES)
@pytest.mark.parametrize(
    ("check", "right"),
    [
        (stable_commuting, head_examples.commuting),
        (stable_aligned, head_examples.aligned),
        (stable_unaligned, head_examples.unaligned),
    ],
)
def test_each_check_accepts_its_example_alone(check: Check, right: Any, make: Any) -> None:
    assert (check(Counterexample(make())).holds is True) == (make is right)


@pytest.mark.parametrize("make", [head_examples.commuting, head_examples.aligned, head_examples.unaligned])
def test_the_examples_are_stable_in_numbers(make: Any) -> None:
    example = Counterexample(make())
    assert observe(example.system(), example.tokens()).stable


@pytest.mark.parametrize("step", ["2", "40"])
def test_a_longer_step_than_the_statement_allows_is_not_accepted(step: str) -> None:
    assert stable_unaligned(Counterexample({**head_examples.unaligned(), "step_size": step})).holds is False


def test_tokens_elsewhere_are_not_accepted() -> None:
    rows = [["0", "1", "0"], ["0", "1", "0"], ["0", "-1", "0"], ["0", "-1", "0"]]
    assert stable_unaligned(Counterexample({**head_examples.unaligned(), "tokens": rows})).holds is False
    assert stable_unaligned(Counterexample({**head_examples.unaligned(), "tokens": rows[:2]})).holds is False


@given(st.integers(0, 100_000))
def test_the_criterion_for_balanced_splits_of_commuting_heads(seed: int) -> None:
    rng = np.random.default_rng(seed)
    d = int(rng.integers(2, 5))
    eigenvalues = rng.normal(size=(2, d))
    keys = rng.normal(size=(2, d, d))
    keys[:, 0, 0] *= 3
    gammas = np.tanh(keys[:, 0, 0])
    of_h, of_g = eigenvalues.sum(axis=0), gammas @ eigenvalues
    alpha = 0.9 / float(np.abs(eigenvalues).sum(axis=0).max())
    margin = min(of_g[0], float((of_g[0] - of_g[1:]).min()), float((of_g[0] - of_h[1:]).min()))
    assume(abs(margin) > 1e-3)
    system = MultiHead(values=[np.diag(row) for row in eigenvalues], query_keys=list(keys), step_size=alpha)
    state = np.zeros((4, d))
    state[:, 0] = [1, 1, -1, -1]
    seen = observe(system, state)
    assert seen.fixed
    assert seen.stable == (margin > 0)
