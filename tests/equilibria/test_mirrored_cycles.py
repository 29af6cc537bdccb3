"""The line of mirrored two-cycles: certified where it attracts, and nowhere else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from verify import Oja
from verify.counterexample import Counterexample
from verify.equilibria.mirrored_cycles import attracting_mirrored_cycles


def _state(
    height: tuple[str, str], signs: tuple[int, ...] = (1, 1, -1, -1), alpha: str = "4", second: str = "-1/2"
) -> Counterexample:
    x, y = height
    rows = [[x if sign > 0 else f"-{x}", f"-{y}"] for sign in signs]
    data: dict[str, Any] = {"system": "oja", "time": "discrete", "step_size": alpha, "tokens": rows, "parameters": {}}
    return Counterexample(data | {"value": [["1", "0"], ["0", second]], "query_key": None, "heads": None, "mask": None})


LOW = ("12/13", "5/13")


@pytest.mark.parametrize("signs", [(1, -1), (1, 1, -1, -1), (1, 1, 1, -1, -1, -1)])
def test_a_low_line_attracts_for_any_even_number_of_tokens(signs: tuple[int, ...]) -> None:
    found = attracting_mirrored_cycles(_state(LOW, signs))
    assert found.holds is True
    assert "1 is simple" in found.detail


@pytest.mark.parametrize(
    "example",
    [
        _state(("3/5", "4/5")),  # it repels
        _state(LOW, (1, 1, -1)),  # the rest does not sum to zero
        _state(LOW, alpha="3"),  # alpha lambda is not -2
        _state(LOW, (1, 1)),
        _state(("1", "0")),  # nothing moves
        _state(("1", "1")),  # no unit vectors
    ],
)
def test_what_is_no_such_cycle_is_rejected(example: Counterexample) -> None:
    assert attracting_mirrored_cycles(example).holds is False


def test_other_numbers_and_systems_are_not_decided() -> None:
    assert attracting_mirrored_cycles(_state(("sqrt(3)/2", "1/2"))).holds is None
    other = {**_state(LOW).data, "system": "attention", "query_key": [["0", "0"], ["0", "0"]]}
    assert attracting_mirrored_cycles(Counterexample(other)).holds is False


def test_starts_near_the_line_stay_in_two_cycles() -> None:
    """By iteration, which knows nothing of the certificate."""
    system = Oja(value=np.diag([1.0, -0.5]), step_size=4.0)
    state = np.array([[12, -5], [12, -5], [-12, -5], [-12, -5]]) / 13
    tokens = state + 0.03 * np.random.default_rng(0).uniform(-1, 1, size=(100, 4, 2))
    tokens /= np.linalg.norm(tokens, axis=-1, keepdims=True)
    for _ in range(500):
        tokens = system.step(tokens)
    once = system.step(tokens)
    assert np.abs(system.step(once) - tokens).max() < 1e-10
    assert np.abs(once - tokens).max(axis=(1, 2)).min() > 0.5
