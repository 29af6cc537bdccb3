"""Certificates of tokens that stay, or exchange places: what they say, what they refuse, and integrated tokens beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from proofs.beyond import clusters_codimension, clusters_hyperplanes
from proofs.clusters import codimension
from proofs.clusters.worlds import frozen, swapped
from verify.claim import Budget
from verify.counterexample import Counterexample, recheck
from verify.systems import Clusters
from verify.verdict import Verdict

PAIRS = [
    (frozen.points(4), frozen.square, True),
    (frozen.points(5), frozen.square, False),
    (frozen.points(4), frozen.turning_square, True),
    (frozen.points(4), frozen.convex_chain, True),
    (frozen.points(4), frozen.two_points, False),
    (frozen.points(20), frozen.circle, True),
    (frozen.points(20), frozen.thinned_circle, False),
    (frozen.points(4), frozen.blind_leader, True),
    (frozen.values(4), frozen.repeated, True),
    (frozen.values(4), frozen.square, False),  # first coordinates 4, 0, -4 only
    (frozen.values(4), frozen.blind_leader, True),
    (frozen.middle, frozen.three_on_a_line, True),
    (frozen.middle, frozen.three_shifted, False),
    (swapped.planes(4), swapped.octagon, True),
    (swapped.planes(4), swapped.short_octagon, False),
    (swapped.planes(4), frozen.square, None),
]


@pytest.mark.parametrize(("check", "example", "holds"), PAIRS)
def test_certificates(check: Callable[[Any], Any], example: Callable[[], Any], holds: bool | None) -> None:
    assert check(Counterexample(example())).holds is holds


def near() -> dict[str, Any]:
    return frozen.square() | {"tokens": [["1", "0"], ["0", "1"], ["-1", "0"], ["0", "-1"]], "radius": None}


def shifted() -> dict[str, Any]:
    return frozen.square() | {"tokens": [["4", "0"], ["8", "0"], ["12", "0"], ["16", "0"]]}


def sheared() -> dict[str, Any]:
    return frozen.square() | {"value": [["1", "1"], ["0", "1"]]}


def fallen() -> dict[str, Any]:
    return frozen.square() | {"value": [["1", "0"], ["0", "-1"]]}


@pytest.mark.parametrize(("example", "holds"), [(near, None), (shifted, None), (sheared, None), (fallen, False)])
def test_nothing_is_shown_of_others(example: Callable[[], Any], holds: bool | None) -> None:
    assert frozen.points(4)(Counterexample(example())).holds is holds


def _system(data: dict[str, Any]) -> tuple[Clusters, np.ndarray]:
    key = data["query_key"]
    value, tokens = np.array(data["value"], dtype=float), np.array(data["tokens"], dtype=float)
    return Clusters(value=value, query_key=None if key is None else np.array(key, dtype=float)), tokens


@pytest.mark.parametrize("example", [frozen.square, frozen.turning_square, frozen.convex_chain, frozen.circle])
def test_integrated_tokens_stay(example: Callable[[], Any]) -> None:
    system, tokens = _system(example())
    start = tokens + np.random.default_rng(0).uniform(-0.01, 0.01, size=tokens.shape)

    def right(time: float, flat: np.ndarray) -> np.ndarray:
        return system.rescaled_field(flat.reshape(tokens.shape), time).ravel()

    end = solve_ivp(right, (0, 2), start.ravel(), rtol=1e-8, atol=1e-10).y[:, -1].reshape(tokens.shape)
    assert np.linalg.norm(end - tokens, axis=1).max() < 0.1 + 0.02


def test_pairs_exchange_places_on_four_planes() -> None:
    """Not rescaled, so that nothing is shared with the certificate but the system."""
    system, tokens = _system(swapped.octagon())

    def right(_time: float, flat: np.ndarray) -> np.ndarray:
        return system.field(flat.reshape(tokens.shape)).ravel()

    end = (
        solve_ivp(right, (0, 2), tokens.ravel(), method="DOP853", rtol=1e-10, atol=1e-10).y[:, -1].reshape(tokens.shape)
    )
    leading = end[:, 0] / np.exp(2)
    assert np.allclose(leading, [0, 0, 1, 1, 2, 2, 3, 3], atol=1e-3)
    assert np.allclose(end[::2, 1:], -end[1::2, 1:], rtol=1e-3)


def test_the_conjecture_is_refuted_and_replayed() -> None:
    claim = codimension.CONJECTURE
    finding = claim.evidence[0].run(claim, Budget())
    assert finding.verdict is Verdict.REFUTED
    assert finding.counterexample is not None
    assert recheck(Counterexample(finding.counterexample))[0]
    assert not recheck(Counterexample(finding.counterexample | {"tokens": [["4", "0"], ["-4", "0"]]}))[0]


@pytest.mark.parametrize(
    "claim",
    [
        codimension.SIMPLE,
        codimension.REAL,
        codimension.ONE,
        clusters_codimension.MANY,
        clusters_hyperplanes.SIMPLE,
        clusters_hyperplanes.SIGN,
    ],
    ids=lambda claim: claim.id,
)
def test_examples_are_certified_and_spoiled_ones_are_not(claim: Any) -> None:
    (evidence,) = claim.evidence
    assert evidence.run(claim, Budget()).verdict is Verdict.CERTIFIED
    for mutant in claim.mutants:
        assert evidence.spoiled(mutant.example).run(claim, Budget()).verdict is Verdict.REFUTED
