"""Hyperplanes and mixed limits by another route than the package's, and heads of an ALBERT against eigenvalues in floats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from scipy.linalg import expm

from proofs.clusters import boolean_examples, examples, hyperplanes, mixed, negative_scores
from proofs.clusters.worlds import albert, limits, scores
from proofs.clusters.worlds.albert import Head
from verify.claim import Budget
from verify.examine import examine
from verify.verdict import Reason, Verdict
from verify.weights import wheels


def _tokens(value: np.ndarray, key: np.ndarray, start: np.ndarray, time: float) -> np.ndarray:
    """``e^{-tV} x(t)`` for the equation of x itself, with plain softmax and LSODA: none of the package's code."""

    def slope(_t: float, flat: np.ndarray) -> np.ndarray:
        x = flat.reshape(start.shape)
        scores = x @ key @ x.T
        weights = np.exp(scores - scores.max(axis=1, keepdims=True))
        return ((weights / weights.sum(axis=1, keepdims=True)) @ x @ value.T).ravel()

    found = solve_ivp(slope, (0, time), start.ravel(), method="LSODA", rtol=1e-11, atol=1e-12)
    return np.asarray(found.y[:, -1].reshape(start.shape) @ expm(-time * value).T)


def _groups(numbers: np.ndarray) -> int:
    """How many numbers there are up to 1 % of their size."""
    ordered = np.sort(numbers)
    return 1 + int((np.diff(ordered) > 0.01 * np.abs(numbers).max()).sum())


# ------------------------------------------------------------------ hyperplanes


@pytest.mark.parametrize("seed", range(3))
def test_at_most_three_limits_of_the_leading_coordinate(seed: int) -> None:
    system, tokens, forms = limits.random_mixed(np.random.default_rng(seed), 1, 3, 10)
    leading = (_tokens(system.value, system.query_key, tokens, 6.0) @ forms.T).ravel()
    assert _groups(leading) <= 2
    assert _groups((tokens @ forms.T).ravel()) > 3  # the starts are no planes


def test_the_third_plane() -> None:
    """``x -> -x`` only exchanges these tokens, so the one at 0 stays; without it there are two planes."""
    value, key = np.diag([1.0, 0.4]), np.eye(2)
    half = np.array([[2.0, 0.3], [1.5, -0.5]])
    apart = np.vstack([half, -half])
    three = _tokens(value, key, np.vstack([apart, [[0.0, 0.0]]]), 1.2)
    assert abs(three[-1, 0]) < 1e-6
    assert _groups(_tokens(value, key, apart, 6.0)[:, 0]) == 2


def test_without_the_hypothesis_on_scores_there_are_more() -> None:
    """The control: ``<Q phi_1, K phi_1> = 0`` leaves four places."""
    value, key = np.diag([2.0, 1.0, 1.0]), np.diag([0.0, 1.0, 1.0])
    start = np.array([[1, 4, 0], [2, 0, 4], [3, -4, 0], [4, 0, -4]], dtype=float)
    assert _groups(_tokens(value, key, start, 3.0)[:, 0]) == 4


def test_the_scalar_equation_by_hand() -> None:
    """``x^2 = max(x c_1, x c_2)`` on a grid that has the solutions: only 0 and the ends."""
    for low, high in ((-2, 3), (1, 4), (-5, -1)):
        grid = np.linspace(low, high, 1001) if low * high > 0 else np.append(np.linspace(low, high, 1001), 0.0)
        solutions = {round(float(x), 9) for x in grid if abs(x * x - max(x * low, x * high)) < 1e-12}
        inside = {0.0} if low * high < 0 else set()
        ends = {float(high)} if low > 0 else {float(low)} if high < 0 else {float(low), float(high)}
        assert solutions == ends | inside


# ------------------------------------------------------------------ mixed


def test_parts_in_the_eigenspace_satisfy_the_equation_of_s() -> None:
    system, tokens, forms = limits.random_mixed(np.random.default_rng(7), 2, 3, 8)
    values = np.linalg.eigvals(system.value)
    assert np.sort(np.abs(values))[-2:] == pytest.approx([1, 1], abs=1e-9)
    z = _tokens(system.value, system.query_key, tokens, 7.0)
    # The spectral projection onto F along G: lift the coordinates in F back by right eigenvectors.
    basis = np.linalg.svd(system.value - np.eye(3))[2][1:].T
    f = z @ forms.T @ np.linalg.inv(forms @ basis).T @ basis.T
    scores = f @ system.query_key @ f.T
    gap = scores.max(axis=1) - np.diag(scores)
    assert gap.max() < 0.02 * np.diag(scores).max()
    start = tokens @ forms.T @ np.linalg.inv(forms @ basis).T @ basis.T
    before = start @ system.query_key @ start.T
    assert (before.max(axis=1) - np.diag(before)).max() > 0.2 * np.diag(before).max()  # the starts do not


def test_random_systems_satisfy_the_hypotheses() -> None:
    for lead in (1, 2):
        system, _, forms = limits.random_mixed(np.random.default_rng(lead), lead, 4, 5)
        assert np.abs(forms @ system.value - forms).max() < 1e-9
        assert np.sort(np.abs(np.linalg.eigvals(system.value)))[-lead - 1] < 0.9
        assert np.linalg.eigvalsh(system.query_key).min() >= 0.5 - 1e-9


def test_the_simulation_counts_what_it_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """It agrees with the theorem, and says so no more when limits miss S."""
    from verify.equilibria import polytope

    agrees, told, stats = limits.mixed_seen(0, 0)
    assert agrees
    assert told.startswith(f"{stats['known']} of 8 limits known")
    true = polytope.excess
    monkeypatch.setattr(polytope, "excess", lambda *given: true(*given) + 1)
    assert limits.mixed_seen(0, 0)[0] is False


@pytest.mark.parametrize(
    "claim", [hyperplanes.LIMITS, hyperplanes.THREE, mixed.FACES, mixed.BOUNDARY, negative_scores.POINT]
)
def test_lemmas_are_proved_and_their_mutants_fall(claim: Any) -> None:
    claim = replace(claim, evidence=tuple(e for e in claim.evidence if e.kind == "decide"))
    outcome = examine(claim, Budget())
    assert Verdict.of_evidence([finding.verdict for finding in outcome.findings]) is Verdict.PROVED
    assert outcome.mutants
    assert all(mutant.verdict is Verdict.REFUTED for mutant in outcome.mutants)


# ------------------------------------------------------------------ a trained ALBERT


def _head(seed: int, leading: float, sign: float) -> Head:
    """``R L`` has the given eigenvalue and others below 1 in modulus; the score at its eigenvector has the given sign."""
    rng = np.random.default_rng(seed)
    d, k = 10, 4
    basis, right = rng.normal(size=(k, k)) + 2 * np.eye(k), rng.normal(size=(k, d))
    small = basis @ np.diag([leading, 0.5, -0.25, 0.125]) @ np.linalg.inv(basis)
    # R is onto, so that L = R^+ small has R L = small.
    out = np.linalg.pinv(right) @ small
    query = rng.normal(size=(k, d))
    return Head(right, out, query, sign * query)


def _floats(head: Head) -> tuple[bool, bool, bool]:
    """The same facts from the large matrix, in floats."""
    values, vectors = np.linalg.eig(head.out @ head.into)
    order = np.argsort(-np.abs(values))
    real = bool(np.abs(values[order[0]]) > np.abs(values[order[1]]) * (1 + 1e-9))
    phi = vectors[:, order[0]].real
    positive = real and bool(values[order[0]].real > 0)
    return real, positive, positive and bool((head.query @ phi) @ (head.key @ phi) > 0)


TURNED = Head(np.eye(2), np.array([[1.0, -1.0], [1.0, 1.0]]), np.eye(2), np.eye(2))


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (_head(0, 2.0, 1.0), (True, True, True)),
        (_head(1, 2.0, -1.0), (True, True, False)),
        (_head(2, -2.0, 1.0), (True, False, False)),
        (TURNED, (False, False, False)),
        (Head(np.eye(2), np.eye(2), np.eye(2), np.eye(2)), (False, False, False)),
        (Head(np.eye(2), np.zeros((2, 2)), np.eye(2), np.eye(2)), (False, False, False)),
    ],
)
def test_facts_about_a_head(head: Head, expected: tuple[bool, bool, bool]) -> None:
    found = albert.facts(head)
    assert (found.real, found.positive, found.score) == expected
    assert _floats(head) == expected


@pytest.mark.parametrize("seed", range(6))
def test_random_heads_against_floats(seed: int) -> None:
    rng = np.random.default_rng([seed, 9])
    head = Head(*(rng.normal(size=shape) for shape in ((5, 12), (12, 5), (5, 12), (5, 12))))
    found = albert.facts(head)
    assert (found.real, found.positive, found.score) == _floats(head)
    assert abs(found.leading or 0) == pytest.approx(np.abs(np.linalg.eigvals(head.out @ head.into)).max())


@pytest.fixture
def stored(monkeypatch: pytest.MonkeyPatch) -> Callable[[tuple[Head, ...]], None]:
    """Puts heads in the place of the trained ones."""
    return lambda heads: monkeypatch.setattr(albert, "heads", lambda: heads)


def test_a_head_that_satisfies_them_is_a_disagreement(stored: Callable[[tuple[Head, ...]], None]) -> None:
    stored((_head(0, 2.0, 1.0), _head(1, 2.0, -1.0), _head(2, -2.0, 1.0)))
    finding = examine(examples.ALBERT, Budget()).findings[0]
    assert finding.verdict is Verdict.INCONCLUSIVE
    assert finding.reason is Reason.CANDIDATE
    assert "of 3 heads 3 have" in finding.detail
    assert "2 a positive one, 1 of them with <Q phi_1, K phi_1> > 0; 2 certainly fail" in finding.detail


def test_heads_that_all_fail_corroborate(stored: Callable[[tuple[Head, ...]], None]) -> None:
    stored((_head(1, 2.0, -1.0), _head(2, -2.0, 1.0)))
    assert examine(examples.ALBERT, Budget()).findings[0].verdict is Verdict.CORROBORATED


def test_a_head_that_balls_leave_open_decides_nothing(stored: Callable[[tuple[Head, ...]], None]) -> None:
    stored((_head(1, 2.0, -1.0), Head(np.eye(4, 10), np.eye(10, 4), np.eye(4, 10), np.eye(4, 10))))
    finding = examine(examples.ALBERT, Budget()).findings[0]
    assert finding.verdict is Verdict.INCONCLUSIVE
    assert finding.reason is not Reason.CANDIDATE


def test_absent_weights_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERIFY_CACHE", str(tmp_path))
    monkeypatch.setitem(wheels.WHEELS, "rxnmapper", replace(wheels.WHEELS["rxnmapper"], package="no_such_package_here"))
    finding = examine(examples.ALBERT, Budget()).findings[0]
    assert finding.verdict is Verdict.SKIPPED
    assert "verify fetch rxnmapper" in finding.detail


# ------------------------------------------------------------------ other scores


@pytest.mark.parametrize("lead", [1, 2])
def test_negative_scores_leave_one_place(lead: int) -> None:
    """By the plain equation of x; positive scores are the control."""
    rng = np.random.default_rng([lead, 3])
    system, tokens, forms = limits.random_mixed(rng, lead, 3, 7)
    key = np.asarray(system.query_key)
    met = _tokens(system.value, -key, tokens, 7.0) @ forms.T
    apart = _tokens(system.value, key, tokens, 7.0) @ forms.T
    assert np.ptp(met, axis=0).max() < 0.01
    assert np.ptp(apart, axis=0).max() > 0.5


def test_the_simulations_of_other_scores_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    assert scores.one_place(3, 0)[0]
    assert scores.at_rest(3, 0)[0]
    # Scores that see nothing: all tokens meet, whatever the sign.
    true = limits.random_mixed

    def blind(*given: Any) -> Any:
        system, tokens, forms = true(*given)
        return replace(system, query_key=np.zeros((3, 3))), tokens, forms

    monkeypatch.setattr(scores, "random_mixed", blind)
    assert scores.one_place(3, 0)[0] is False


def test_without_value_nothing_moves() -> None:
    """The matrix of attention stays what it was, and no entry is 0 or 1."""
    start = np.array([[-1.0], [0.5], [2.0]])
    assert (_tokens(np.zeros((1, 1)), np.eye(1), start, 5.0) == start).all()
    outcome = examine(replace(boolean_examples.ZERO, evidence=boolean_examples.ZERO.evidence[:1]), Budget())
    assert outcome.findings[0].verdict is Verdict.PROVED
    assert all(mutant.verdict is Verdict.REFUTED for mutant in outcome.mutants)
