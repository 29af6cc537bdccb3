"""Branches whose events were derived by hand."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from scipy.optimize import brentq

from verify import Attention, MultiHead, Oja
from verify.equilibria.closed_form import attention_gammas, bipartite_spectrum
from verify.equilibria.continuation import Branch, Event, follow, parse
from verify.errors import InvalidInput

LAMBDA = np.array([2.0, 0.7, 0.1, -1.0])


def orthogonal(d: int, seed: int = 0) -> np.ndarray:
    return np.linalg.qr(np.random.default_rng(seed).normal(size=(d, d)))[0]


def dense(eigenvalues: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A symmetric matrix with about these eigenvalues, exactly symmetric, and its leading eigenvector."""
    q = orthogonal(len(eigenvalues))
    matrix = q @ np.diag(eigenvalues) @ q.T
    matrix = (matrix + matrix.T) / 2
    return matrix, np.linalg.eigh(matrix)[1][:, -1]


def certified(event: Event, width: float = 1e-9) -> bool:
    """The certificate holds the float, and is narrow."""
    proof = event.certificate
    return proof is not None and proof.low <= event.parameter <= proof.high and proof.high - proof.low < width


def kinds(branch: Branch) -> list[str]:
    return [event.kind for event in branch.events]


def h(c: float, m: int, n: int) -> float:
    """The sharp criterion's H (`beyond.bipartite_criterion`)."""
    eta = math.log(m / (n - m)) / 2
    return (math.cosh(2 * c) - math.cosh(2 * eta)) / math.sinh(2 * c)


@pytest.mark.parametrize("rotated", [False, True])
@pytest.mark.parametrize("step", [None, 0.1])
def test_a_bipartite_state_gains_stability_where_the_criterion_says(rotated: bool, step: float | None) -> None:
    """A = p I, so that c = p; lambda_j = H(p) lambda_1 for j = 1, 2, and gamma_- = tanh(p - eta) = 0 at p = ln(2)/2.

    The minority of two has one difference, which turns in d - 1 = 3 directions: multiplicity 3. For 4 + 2 tokens H = -1/2
    is at p = 0.18.
    """
    value, leading = dense(LAMBDA) if rotated else (np.diag(LAMBDA), np.eye(4)[0])
    system = Attention(value=value, step_size=step)
    branch = follow(system, np.outer([1, 1, 1, 1, -1, -1], leading), parse("score=0.1:2", system))
    expected = sorted(
        [(brentq(lambda c, j=j: h(c, 4, 6) - LAMBDA[j] / 2, 0.01, 2, xtol=1e-15), 1) for j in (1, 2, 3)]
        + [(math.log(2) / 2, 3)]
    )
    # lambda_3 = -1 crosses too, and the lambda = 0.1 ones are at H = 0.05: all of them are events.
    assert [event.multiplicity for event in branch.events] == [count for _, count in expected]
    for event, (place, _) in zip(branch.events, expected, strict=True):
        assert event.parameter == pytest.approx(place, abs=1e-10)
        assert event.kind == "symmetry_breaking"
        assert certified(event)
    last = branch.events[-1].certificate
    assert last is not None
    assert (last.unstable_low, last.unstable_high) == (1, 0)
    assert [event.stability_changes for event in branch.events] == [False, False, False, True]
    assert branch.ends == ("range", "range")
    assert {point.kind for point in branch.points} == {"bipartite"}


@pytest.mark.parametrize("step", [None, 0.1])
def test_growth_along_a_branch_is_that_of_the_closed_form(step: float | None) -> None:
    system = Attention(value=np.diag(LAMBDA), step_size=step)
    branch = follow(system, np.outer([1, 1, 1, 1, -1, -1], np.eye(4)[0]), parse("score=0.1:2", system), certify=False)
    for point in branch.points:
        gammas = attention_gammas(math.exp(2 * point.parameter), 4, 2)
        values = [z for z, _ in bipartite_spectrum(list(LAMBDA), 0, gammas, 4, 2, step_size=step)]
        assert point.growth == pytest.approx(max(values) if step is None else max(map(abs, values)), abs=1e-12)
        assert point.verdict == ("stable" if point.parameter > 0.5810095241926 else "unstable")


def test_a_dense_state_on_a_line_is_certified_without_any_symmetry() -> None:
    """V and A have no common symmetry, and v_1 is an eigenvector known to rounding only; c = p v_1^T A v_1."""
    value, leading = dense(LAMBDA)
    key = np.eye(4) + 0.1 * np.random.default_rng(1).normal(size=(4, 4))
    system = Attention(value=value, query_key=key)
    branch = follow(system, np.outer([1, 1, 1, 1, -1, -1], leading), parse("score=0.4:2", system))
    c = float(leading @ key @ leading)
    assert kinds(branch) == ["branch_point"]
    assert branch.events[0].parameter == pytest.approx(0.5810095241926188 / c, abs=1e-10)
    assert certified(branch.events[0])
    assert branch.events[0].stability_changes


def test_a_dense_consensus_is_certified_where_another_eigenvalue_passes_its_own() -> None:
    """Attention's consensus is that of Oja's (Lemma 11): p = lambda_1. V(p) has a double eigenvalue there."""
    value, leading = dense(np.array([1.0, 0.5, -0.2]))
    system = Attention(value=value, query_key=np.random.default_rng(2).normal(size=(3, 3)))
    branch = follow(system, np.tile(leading, (4, 1)), parse("eigenvalue:1=0:2", system))
    (event,) = branch.events
    assert event.parameter == pytest.approx(1.0, abs=1e-12)
    assert event.kind == "branch_point"
    assert certified(event)
    assert event.certificate is not None
    assert (event.certificate.unstable_low, event.certificate.unstable_high) == (0, 1)


@pytest.mark.parametrize("rotated", [False, True])
def test_the_leading_consensus_of_oja_loses_to_an_eigenvalue_that_passes_it(rotated: bool) -> None:
    """Abscissa p - lambda_1 along v_2: the crossing is at p = lambda_1."""
    eigenvalues = np.array([1.0, 0.5, -0.2])
    value, leading = dense(eigenvalues) if rotated else (np.diag(eigenvalues), np.eye(3)[0])
    system = Oja(value=value)
    branch = follow(system, np.tile(leading, (4, 1)), parse("eigenvalue:1=0:2", system))
    (event,) = branch.events
    assert event.parameter == pytest.approx(1.0, abs=1e-12)
    assert event.kind == "symmetry_breaking"
    assert certified(event)
    assert event.certificate is not None
    assert (event.certificate.unstable_low, event.certificate.unstable_high) == (0, 1)
    assert (branch.points[0].verdict, branch.points[-1].verdict) == ("stable", "unstable")


def test_the_leading_consensus_doubles_its_period_at_the_step_size_bound() -> None:
    """alpha (|lambda_d| - lambda_1) = 2 (Theorem 2's condition is sharp): alpha = 2 for lambda = (1, 1/2, -2)."""
    for system in (
        Oja(value=np.diag([1.0, 0.5, -2.0]), step_size=0.5),
        Attention(value=np.diag([1.0, 0.5, -2.0]), step_size=0.5),
    ):
        (event,) = follow(system, np.tile([1.0, 0, 0], (4, 1)), parse("step-size=0.1:3", system)).events
        assert event.kind == "period_doubling"
        assert event.parameter == pytest.approx(2.0, abs=1e-12)
        assert event.eigenvalues == pytest.approx([-1.0])
        assert certified(event)


ROTATING = np.array([[1.0, 0.0, 0.0], [0.0, 0.5, -2.0], [0.0, 2.0, 0.5]])


def test_a_balanced_bipartite_state_has_a_hopf_point_for_a_complex_pair() -> None:
    """mu = 1/2 +- 2i: the block of mu has the eigenvalues mu - tanh(c) and tanh(c)(mu - 1): Re = 0 at c = artanh(1/2)."""
    system = Attention(value=ROTATING)
    (event,) = follow(system, np.outer([1, 1, -1, -1], [1.0, 0, 0]), parse("score=0.2:1.5", system)).events
    assert event.kind == "hopf"
    assert event.multiplicity == 2
    assert event.parameter == pytest.approx(math.log(3) / 2, abs=1e-12)
    assert sorted(z.imag for z in event.eigenvalues) == pytest.approx([-2.0, 2.0])
    assert certified(event)
    assert event.certificate is not None
    assert (event.certificate.unstable_low, event.certificate.unstable_high) == (2, 0)


def test_a_consensus_has_a_neimark_sacker_point_for_a_complex_pair() -> None:
    """|1 + alpha mu| = 1 + alpha lambda at alpha = 2 (lambda - Re mu)/(|mu|^2 - lambda^2) = 1/(17/4 - 1) = 4/13."""
    system = Attention(value=ROTATING, step_size=0.1)
    (event,) = follow(system, np.tile([1.0, 0, 0], (4, 1)), parse("step-size=0.05:1", system)).events
    assert event.kind == "neimark_sacker"
    assert event.parameter == pytest.approx(4 / 13, abs=1e-12)
    assert certified(event)


def test_a_consensus_at_a_negative_eigenvalue_is_no_fixed_point_of_long_steps() -> None:
    """c = 1 - alpha at lambda = -1: not fixed from alpha = 1 on, where the two-cycle is."""
    system = Oja(value=np.diag([0.5, -1.0]), step_size=0.5)
    branch = follow(system, np.tile([0.0, 1.0], (4, 1)), parse("step-size=0.05:2", system))
    (event,) = branch.events
    assert event.kind == "not_fixed"
    assert event.parameter == pytest.approx(1.0, abs=1e-12)
    assert certified(event)
    assert event.certificate is not None
    assert event.certificate.unstable_high is None
    assert branch.points[-1].growth is branch.points[-1].verdict is None
    assert branch.to_dict()["points"][-1]["spectral_radius"] is None


def test_several_heads() -> None:
    """Two commuting heads, 3 + 2 tokens at v_1 of both: growth at every point is that of the Jacobian of ``field``."""
    system = MultiHead(values=[np.diag([1.0, 0.5, -0.3]), np.diag([0.2, 0.3, 0.1])], query_keys=[None, np.eye(3) / 2])
    branch = follow(system, np.outer([1, 1, 1, -1, -1], [1.0, 0, 0]), parse("score=0.1:3", system))
    assert branch.events[-1].stability_changes
    assert all(certified(event) for event in branch.events)


def test_a_start_outside_of_the_range_is_followed_into_it() -> None:
    system = Attention(value=np.diag(LAMBDA))
    state = np.outer([1, 1, 1, 1, -1, -1], np.eye(4)[0])
    branch = follow(system, state, parse("score=0.3:0.9", system), certify=False)
    assert branch.points[0].parameter == pytest.approx(0.3)
    assert branch.points[-1].parameter == pytest.approx(0.9)
    assert len(branch.events) == 3
    assert len(follow(system, state, parse("score=0.3:0.9", system), start=0.5, certify=False).events) == 3


def test_the_branch_as_data_is_the_same_every_time_and_json() -> None:
    import json

    system = Attention(value=np.diag(LAMBDA), step_size=0.1)
    state = np.outer([1, 1, 1, 1, -1, -1], np.eye(4)[0])

    def made() -> dict[str, Any]:
        return follow(system, state, parse("score=0.4:2", system)).to_dict()

    first = made()
    assert json.dumps(first, allow_nan=False) == json.dumps(made(), allow_nan=False)
    assert first["parameter"] == "score"
    assert first["events"][0]["certified"] is True
    assert set(first["points"][0]) == {
        "parameter",
        "spectral_radius",
        "verdict",
        "unstable",
        "kind",
        "arclength",
        "tokens",
    }
    bare = follow(system, state, parse("score=0.4:2", system), certify=False).to_dict()["events"][0]
    assert (bare["certified"], bare["interval"], bare["note"]) == (False, None, "no proof was asked for")


@pytest.mark.parametrize(
    ("tokens", "told"),
    [
        (np.eye(3)[:2, :2], "tokens have shape 2 x 2"),
        (np.zeros((2, 3)), "zero rows"),
        (np.array([[1.0, 1, 0], [0, 1, 1], [1, 0, -1]]), "equilibrium"),
    ],
)
def test_bad_starts_are_told(tokens: np.ndarray, told: str) -> None:
    system = Attention(value=np.diag([1.0, 0.5, -2.0]))
    with pytest.raises(InvalidInput, match=told) as error:
        follow(system, tokens, parse("score=0.5:2", system))
    assert "\n" not in str(error.value)
