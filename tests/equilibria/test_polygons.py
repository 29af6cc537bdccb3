"""Polygons that attract: what the exact certificate accepts, what it must not, and the spectrum that it rests on."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from proofs.beyond.worlds import polygon_cubic
from proofs.beyond.worlds.polygons import random_common_pull
from proofs.multistability.worlds import polygons
from verify.counterexample import Counterexample, recheck
from verify.equilibria.polygons import family_dimension, left_half_plane, opening_rates, some_outside, stable_polygon
from verify.evidence.autodiff import matched_gap, tangent_spectrum
from verify.systems import Attention

CASES = [(n, d, symmetric) for n in (2, 4, 6) for d in (2, 3) for symmetric in (True, False)]
SQUARE = polygons.polygon(4, 3, True)
LINE = polygons.polygon(4, 2, True)
OPENING = polygons.opening_line()


def certified(data: dict[str, Any], **changed: Any) -> bool | None:
    return stable_polygon(Counterexample({**data, **changed})).holds


@pytest.mark.parametrize(("n", "d", "symmetric"), CASES)
@pytest.mark.parametrize("step_size", [None, "1/20"])
def test_every_case_is_certified_in_both_times(n: int, d: int, symmetric: bool, step_size: str | None) -> None:
    assert certified(polygons.polygon(n, d, symmetric, step_size)) is True


@pytest.mark.parametrize(("n", "d", "symmetric"), CASES)
def test_every_case_replays_only_as_what_it_is(n: int, d: int, symmetric: bool) -> None:
    name = f"multistability.polygonal_unstable.n{n}_d{d}_"
    kinds = {True: "symmetric", False: "general"}
    data = polygons.polygon(n, d, symmetric)
    assert recheck(Counterexample({**data, "claim": name + kinds[symmetric]}))[0]
    assert not recheck(Counterexample({**data, "claim": name + kinds[not symmetric]}))[0]
    assert not recheck(
        Counterexample(
            {
                **data,
                "claim": name + kinds[symmetric],
                "value": [["0"] * i + ["1"] + ["0"] * (d - 1 - i) for i in range(d)],
            }
        )
    )[0]


@pytest.mark.parametrize(
    ("data", "changed", "expected"),
    [
        (SQUARE, {"query_key": [["0"] * 3] * 3}, False),
        (SQUARE, {"query_key": [["0", "0", "4"], ["0", "0", "4"], ["4", "4", "0"]]}, False),
        (SQUARE, {"query_key": None}, False),
        (SQUARE, {"query_key": [["1", "0", "-4"], ["0", "0", "-4"], ["-4", "-4", "0"]]}, False),
        (SQUARE, {"tokens": [["1", "0", "0"], ["0", "1", "0"], ["-1", "0", "0"], ["1", "0", "0"]]}, False),
        (SQUARE, {"system": "oja"}, False),
        (SQUARE, {"mask": "causal"}, False),
        (LINE, {"query_key": [["0", "1"], ["1", "0"]]}, False),
        (LINE, {"value": [["1", "1"], ["1", "2"]]}, False),
        # the eigenvalues are 0, -1, -1, -1 and 0 is the rotation of the line: A is skew
        (LINE, {"query_key": [["0", "1"], ["-1", "0"]]}, True),
        # v + w b = 0, and no family explains it
        (LINE, {"value": [["1", "1"], ["1", "1"]]}, None),
        # the third order: p = a theta / 2, q = 1/4, with a = A_33, theta = V_33 (derived by hand)
        (OPENING, {}, True),
        (OPENING, {"value": [["1", "1", "0"], ["1", "0", "0"], ["0", "0", "-1/4"]]}, False),
        (OPENING, {"value": [["1", "1", "0"], ["1", "0", "0"], ["0", "0", "-1/2"]]}, None),
        (OPENING, {"query_key": [["0", "-1", "0"], ["-1", "0", "0"], ["0", "0", "-1"]]}, False),
        (OPENING, {"query_key": [["0", "-1", "0"], ["-1", "0", "0"], ["0", "0", "0"]]}, None),
        # not symmetric: not decided by the third order
        (OPENING, {"query_key": [["0", "-1", "0"], ["-2", "0", "0"], ["0", "0", "1"]]}, None),
    ],
)  # fmt: skip
def test_what_else_is_and_is_not_certified(
    data: dict[str, Any], changed: dict[str, Any], expected: bool | None
) -> None:
    assert certified(data, **changed) is expected


def test_dimensions_of_families() -> None:
    found = [family_dimension(Counterexample(data)) for data in (
        LINE, polygons.polygon(2, 3, True), SQUARE, polygons.polygon(6, 3, False), polygons.polygon(3, 3, True),
        polygons.skew_polygon(4, 2), polygons.skew_polygon(4, 3),
    )]  # fmt: skip
    assert found == [0, 1, 2, 4, 1, 1, 3]


@given(st.lists(st.integers(-9, 9), min_size=2, max_size=6))
def test_half_planes_against_the_roots(coefficients: list[int]) -> None:
    assume(coefficients[-1] != 0)
    roots = np.roots(coefficients[::-1])
    polynomial = [Fraction(c) for c in coefficients]
    for flow, reach in ((True, roots.real.max(initial=-1.0)), (False, np.abs(roots).max(initial=0.0) - 1)):
        assume(abs(reach) > 1e-4)
        assert some_outside(polynomial, flow=flow) == bool(reach > 0)
    assert left_half_plane(polynomial) == bool((roots.real < 0).all())


@settings(max_examples=25)
@given(st.integers(0, 10_000))
def test_the_spectrum_of_a_polygon_is_that_of_three_small_matrices(seed: int) -> None:
    w = random_common_pull(np.random.default_rng(seed))
    (n, d), k = w.X.shape, w.inside.shape[1]
    c, across = w.X.T @ w.X / n, np.linalg.svd(w.inside)[0][:, k:]
    small = across.T @ w.V @ c @ w.A.T @ across
    moments = np.zeros((k * (d - k),) * 2)
    for column, unit in enumerate(np.eye(k * (d - k)).reshape(-1, k, d - k)):
        moment = w.inside @ unit @ across.T
        moments[:, column] = (w.inside.T @ (moment @ w.A @ c + c @ w.A @ moment.T) @ w.V.T @ across).ravel()
    said = np.concatenate([
        np.zeros(n * (k - 1) - k),
        np.linalg.eigvals((np.eye(d) - c + c @ w.A.T) @ w.V),
        np.linalg.eigvals(moments),
        np.tile(np.linalg.eigvals(small), n - 1 - k),
    ])  # fmt: skip
    # Equal eigenvalues, of a matrix that need not be diagonalisable, are seen with the square root of the rounding error.
    assert matched_gap(said, tangent_spectrum(Attention(value=w.V, query_key=w.A), w.X)) < 1e-5


@given(st.integers(0, 10_000))
def test_the_rate_q_is_a_quotient_of_determinants(seed: int) -> None:
    """``1 / ((u - b)' V^-1 u) = det V / det(V_T + w b')``: the Schur complement of V at u."""
    w = polygon_cubic.random_symmetric(np.random.default_rng(seed))
    basis = np.linalg.svd(w.u)[0][:, 1:]
    block = basis.T @ (w.V + w.V @ w.u @ w.b.T) @ basis
    left = np.linalg.det(block) / np.linalg.det(w.V)
    assert np.isclose((w.u - w.b).T @ np.linalg.solve(w.V, w.u), left, rtol=1e-6, atol=1e-8)


def test_the_rates_decide_where_three_openings_go() -> None:
    """z_1 = z_2 and z_2 = 0 under the flow against p and p + q: V_33 = -1/4 closes alike and opens alone."""
    from verify.search.state import in_floats

    data = Counterexample({**OPENING, "value": [["1", "1", "0"], ["1", "0", "0"], ["0", "0", "-1/4"]]})
    assert [float(rate) for rate in opening_rates(data) or ()] == [-1 / 8, 1 / 8]
    system, state = in_floats(data.system()), np.array([[1.0, 0, 0], [1, 0, 0], [-1, 0, 0], [-1, 0, 0]])
    for opened, grows in (((1, -1, 1, -1), False), ((1, -1, 0, 0), True)):
        tokens = state + 0.05 * np.array(opened)[:, None] * np.array([0, 0, 1.0])
        tokens /= np.linalg.norm(tokens, axis=1, keepdims=True)
        for _ in range(1500):  # first onto the centre manifold, then along it
            tokens = tokens + 0.1 * system.field(tokens)
            tokens /= np.linalg.norm(tokens, axis=1, keepdims=True)
        assert (np.abs(tokens[0, 2]) > 0.05) == grows
