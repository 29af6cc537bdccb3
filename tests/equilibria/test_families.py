"""The circle of polygons that attracts: what the exact certificate accepts, and what it must not."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from proofs.beyond.worlds.polygons import random_common_pull
from proofs.power_method import examples
from verify.counterexample import Counterexample, recheck
from verify.equilibria.families import attracting_circle, inside_disc
from verify.observe import tangent_jacobian
from verify.systems import Attention

TRIANGLE = examples.stable_triangle()
ZERO = [["0"] * 3] * 3


def test_the_triangle_is_certified() -> None:
    assert attracting_circle(Counterexample(TRIANGLE)).holds is True


@pytest.mark.parametrize(
    "changed",
    [
        {"query_key": ZERO},
        {"query_key": [["0"] * 3, ["0"] * 3, ["5", "1", "0"]]},
        {"query_key": [["0", "0", "-5"], ["0", "0", "-1"], ["0", "0", "0"]]},
        {"query_key": [["1", "0", "0"], ["0", "0", "0"], ["-5", "-1", "0"]]},
        {"step_size": "1/3"},
        {"value": [["1", "0", "1"], ["0", "-3", "-1"], ["1", "-2", "1"]]},
        {"value": [["1", "0", "0"], ["0", "1", "0"], ["0", "0", "-2"]]},
        {"tokens": [["1", "0", "0"], ["-1", "0", "0"]]},
        {"tokens": [["1", "0", "0"], ["0", "1", "0"], ["-1", "0", "0"]]},
        {"system": "oja"},
        {"mask": "causal"},
    ],
    ids=[
        "A = 0",
        "other sign of A",
        "A transposed",
        "A on the plane",
        "alpha rho(V) > 1",
        "V not symmetric",
        "double eigenvalue",
        "a line",
        "open",
        "Oja",
        "causal",
    ],
)
def test_what_is_no_such_circle_is_not_certified(changed: dict[str, Any]) -> None:
    assert attracting_circle(Counterexample({**TRIANGLE, **changed})).holds is not True


@given(st.lists(st.integers(-9, 9), min_size=2, max_size=6))
def test_schur_cohn_against_the_roots(coefficients: list[int]) -> None:
    assume(coefficients[-1] != 0)
    radius = np.abs(np.roots(coefficients[::-1])).max(initial=0.0)
    assume(abs(radius - 1) > 1e-6)
    assert inside_disc([Fraction(c) for c in coefficients]) == bool(radius < 1)


@pytest.mark.parametrize("claim", ["power_method.lemma_15", "power_method.theorem_3.polygonal_unstable"])
@pytest.mark.parametrize("example", [examples.stable_triangle, examples.skew_pair])
def test_both_counterexamples_replay(claim: str, example: Any) -> None:
    assert recheck(Counterexample({**example(), "claim": claim}))[0]
    assert not recheck(Counterexample({**example(), "claim": claim, "step_size": "50"}))[0]


@given(st.integers(0, 10_000))
def test_a_stable_polygon_has_no_growing_common_pull(seed: int) -> None:
    """Eigenvalues of (I - C + C A^T) V, where they do not vanish, are among those of the Jacobian."""
    w = random_common_pull(np.random.default_rng(seed))
    c = w.X.T @ w.X / len(w.X)
    pull = (np.eye(len(c)) - c + c @ w.A.T) @ w.V
    system = Attention(value=w.V, query_key=w.A, step_size=w.alpha)
    spectrum = np.linalg.eigvals(tangent_jacobian(system, w.X))
    for mu in np.linalg.eigvals(pull):
        assert np.abs(spectrum - (1 + w.alpha * mu)).min() < 1e-5 * max(1.0, abs(mu))
