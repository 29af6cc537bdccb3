"""The counterexamples of the gradient theorem once more, by a few lines of numpy that know nothing of this package."""

from __future__ import annotations

import copy
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sympy

sys.path.insert(0, str(Path(__file__).parents[2] / "verify" / "referee"))

import replay

from proofs.asymptotic.worlds import gradient_examples as examples
from verify import Ellipsoid
from verify.counterexample import describe

TABLE: dict[str, tuple[dict[str, Any], list[str]]] = {
    "asymptotic.theorem_gradient.gradient": (
        examples.spiral(),
        ["identity_value", "definite_scores", "complex_eigenvalues"],
    ),
    "asymptotic.theorem_gradient.consensus": (
        examples.antipodal(),
        ["identity_value", "identity_scores", "rests_apart"],
    ),
}


def check(name: str, data: dict[str, Any]) -> bool:
    return bool(replay.CHECKS[name](replay.read(data)))


@pytest.mark.parametrize("claim_id", TABLE)
def test_numpy_alone_shows_what_fails(claim_id: str) -> None:
    data, checks = TABLE[claim_id]
    assert {name: check(name, data) for name in checks} == dict.fromkeys(checks, True)


def headed(data: dict[str, Any], **changes: Any) -> dict[str, Any]:
    changed = copy.deepcopy(data)
    changed["heads"][0] |= changes
    return changed


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("identity_value", headed(examples.antipodal(), value=[["1", "0"], ["0", "2"]])),
        ("identity_value", examples.antipodal() | {"mask": "causal"}),
        ("definite_scores", headed(examples.spiral(), query_key=[["1", "0", "0"], ["0", "-1", "0"], ["0", "0", "1"]])),
        ("definite_scores", headed(examples.spiral(), query_key=[["1", "1", "0"], ["0", "1", "0"], ["0", "0", "1"]])),
        ("identity_scores", examples.spiral()),
        ("complex_eigenvalues", examples.antipodal()),
        ("complex_eigenvalues", headed(examples.spiral(), query_key=None)),
        ("rests_apart", examples.antipodal() | {"tokens": [["1", "0"], ["1", "0"]]}),
        ("rests_apart", examples.antipodal() | {"tokens": [["1", "0"], ["0", "1"]]}),
    ],
)
def test_every_check_can_fail(name: str, data: dict[str, Any]) -> None:
    assert not check(name, data)


@pytest.mark.parametrize("causal", [False, True])
@pytest.mark.parametrize("step", [None, "1/3"])
def test_its_ellipsoid_is_that_of_the_package(step: Any, causal: bool) -> None:
    def exact(rows: list[list[int]]) -> Any:
        return np.array([[sympy.Rational(entry, 7) for entry in row] for row in rows], dtype=object)

    system = Ellipsoid(
        metric=exact([[9, 2], [2, 5]]),
        values=[exact([[1, 2], [3, 4]]), exact([[0, 5], [-1, 2]])],
        query_keys=[exact([[3, -9], [1, 0]]), None],
        causal=causal,
        step_size=None if step is None else sympy.Rational(step),
    )
    state = system.normalize(np.random.default_rng(0).normal(size=(4, 2)))
    data = describe(None, system, np.array([[sympy.Rational(x) for x in row] for row in state], dtype=object), "", "")
    mine = replay.read(data)
    moved, wanted = (
        (mine.field(mine.X), system.field(state)) if step is None else (mine.step(mine.X), system.step(state))
    )
    np.testing.assert_allclose(moved, wanted, rtol=0, atol=1e-13)


def test_scores_that_depend_on_time_are_not_read() -> None:
    with pytest.raises(ValueError, match="depend on time"):
        replay.read(examples.antipodal() | {"schedule": "periodic: P(t) = (cos(t)) P"})
