"""The claims on limits, ascent and almost-global convergence, looked at from ``step`` and NumPy alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from proofs.beyond import _ascent_seen, _pair_worlds
from proofs.beyond.ascent_sharp import FEW_TOKENS, _two_tokens
from verify.counterexample import Counterexample
from verify.graph import load
from verify.observe import tangent_basis
from verify.systems import Oja

REPAIRED = (
    "lemma_5",
    "lemma_5.principal",
    "lemma_6",
    "lemma_6.on_a_line",
    "lemma_7",
    "lemma_7.limits",
    "theorem_2",
    "theorem_2.almost_global",
    "theorem_2.bipartite_unstable",
    "theorem_2.bipartite_unstable.principal",
    "theorem_2.polygonal_unstable",
)


def _unit(rows: Any) -> Any:
    return rows / np.linalg.norm(rows, axis=-1, keepdims=True)


def _f(tokens: Any, value: Any) -> float:
    total = tokens.sum(axis=0)
    return float(total @ value @ total) / 2


@pytest.mark.parametrize("name", REPAIRED)
def test_each_refuted_statement_about_the_whole_system_is_repaired(name: str) -> None:
    assert load().repaired_by(f"power_method.{name}") is not None


def test_almost_global_convergence_rests_on_the_cited_theorems_and_on_no_refuted_claim() -> None:
    theory = load()
    ancestors = theory.ancestors("beyond.almost_global")
    cited = {key for other in ancestors for key in theory.claims[other].cites}
    assert cited == {"absil_mahony_andrews", "centre_stable_manifold"}
    used = {claim for other in ancestors for claim in theory.claims[other].uses}
    assert not used & {f"power_method.{name}" for name in REPAIRED}


# ------------------------------------------------------------------ ascent


@pytest.mark.parametrize(
    ("n", "factor", "falls"), [(3, 3.01, True), (3, 2.99, False), (7, 1.41, True), (7, 1.39, False)]
)
def test_the_overshooting_state_decreases_f_exactly_beyond_n_over_n_minus_2(n: int, factor: float, falls: bool) -> None:
    tokens = np.zeros((n, 2))
    tokens[:, 1] = [1.0] * (n - 1) + [-1.0]
    system = Oja(value=np.diag([0.3, -1.0]), step_size=factor)
    after = system.step(tokens)
    assert (_f(after, system.value) < _f(tokens, system.value) - 1e-9) is falls
    if falls:
        assert _f(after, system.value) - _f(tokens, system.value) == pytest.approx(-(n**2 - (n - 2) ** 2) / 2)


def test_the_two_token_example_is_certified_and_its_failures_are_not() -> None:
    [method] = FEW_TOKENS.evidence
    assert _ascent_seen.decreases(Counterexample(_two_tokens())).holds is True
    assert method.kind == "enclose"
    shorter = {**_two_tokens(), "step_size": "1"}  # at the bound of Lemma 7 f cannot decrease
    assert _ascent_seen.decreases(Counterexample(shorter)).holds is False
    longer = {**_two_tokens(), "tokens": [["2", "0"], ["0", "1"]]}
    assert _ascent_seen.decreases(Counterexample(longer)).holds is False


# ------------------------------------------------------------------ where the step is singular


def _differential(system: Oja, tokens: Any) -> Any:
    """From the tangent spaces at the tokens to those at their images."""
    n, d = tokens.shape
    blocks = system.jacobian(tokens).reshape(n, d, n, d)
    after, before = tangent_basis(system.step(tokens)), tangent_basis(tokens)
    return np.einsum("iak,iajb,jbl->ikjl", after, blocks, before).reshape(n * (d - 1), n * (d - 1))


def test_the_small_matrix_is_singular_exactly_where_the_tangent_jacobian_is() -> None:
    """``|det B| |det(I + alpha V)| = |det D step| prod N_i^d`` along random paths of states, some of which cross zero."""
    changes = 0
    for seed in range(40):
        rng = np.random.default_rng(seed)
        n, d = int(rng.integers(2, 5)), int(rng.integers(2, 4))
        root = rng.normal(size=(d, d))
        value, alpha = root + root.T, 1.0
        weight = np.eye(d) - np.linalg.inv(np.eye(d) + alpha * value)
        system = Oja(value=value, step_size=alpha)
        ends = rng.normal(size=(2, n, d))
        small, large = [], []
        for t in np.linspace(0, 1, 41):
            tokens = _unit((1 - t) * ends[0] + t * ends[1])
            y = tokens + alpha * system.influence(tokens)
            b = np.diag((tokens * y).sum(axis=1)) - tokens @ weight @ y.T / n
            small.append(np.linalg.det(b))
            # |det| of the tangent Jacobian, cleared of the lengths: the frames' orientation is arbitrary.
            large.append(abs(np.linalg.det(_differential(system, tokens))) * np.prod(np.linalg.norm(y, axis=1)) ** d)
        ratio = np.array(large) / np.abs(small)
        assert np.ptp(ratio) < 1e-6 * ratio.max()  # the two determinants differ by a constant, |det(I + alpha V)|
        assert ratio[0] == pytest.approx(abs(np.linalg.det(np.eye(d) + alpha * value)), rel=1e-6)
        changes += int((np.diff(np.sign(small)) != 0).sum())
    assert changes > 5  # singular states were crossed


# ------------------------------------------------------------------ groups on a line

_AT_V1 = np.repeat([[1.0, 0, 0], [-1.0, 0, 0]], 2, axis=0)


def test_distances_inside_groups_are_kept_while_f_rises_to_zero_from_below() -> None:
    system = Oja(value=np.diag([1.0, -0.5, -1.0]), step_size=0.5)
    steps = 0
    for seed in range(40):
        rng = np.random.default_rng(seed)
        tokens = _unit(_AT_V1 + 0.05 * rng.normal(size=(4, 3)))
        first = _product(tokens)
        while _f(tokens, system.value) <= 0 and steps < 4000:
            tokens = system.step(tokens)
            steps += 1
            assert _product(tokens) > 0.99 * first
    assert steps > 200


def _product(tokens: Any) -> float:
    return float(np.linalg.norm(tokens[0] - tokens[1]) * np.linalg.norm(tokens[2] - tokens[3]))


def test_a_polygonal_state_of_four_tokens_on_a_line_is_left_and_a_pair_is_not() -> None:
    system = Oja(value=np.diag([1.0, -0.5]), step_size=1.0)
    for angle in (0.05, 0.2):
        tokens = np.array([[1.0, 0], [1.0, 0], [-np.cos(angle), np.sin(angle)], [-np.cos(angle), -np.sin(angle)]])
        for _ in range(20_000):
            tokens = system.step(tokens)
        assert abs(tokens[:, 0].sum()) == pytest.approx(4)
    pair = _unit(np.array([[1.0, 0.1], [-1.0, 0.05]]))
    for _ in range(20_000):
        pair = system.step(pair)
    assert np.abs(pair.sum(axis=0)).max() < 1e-12


def test_the_state_above_a_line_of_four_tokens_exists_near_every_line() -> None:
    rng = np.random.default_rng(5)
    first = np.array([1.0, 0, 0])
    for epsilon in (0.2, 1e-3):
        for _ in range(20):
            x = _unit(rng.normal(size=3))
            across = _unit(np.cross(x, rng.normal(size=3)))
            cosine = np.sqrt(1 - 2 * epsilon)
            total = epsilon * first - 2 * cosine * x
            normal = _unit(np.cross(total, rng.normal(size=3)))
            rest = np.sqrt(1 - total @ total / 4)
            tokens = np.array(
                [
                    cosine * x + np.sqrt(2 * epsilon) * across,
                    cosine * x - np.sqrt(2 * epsilon) * across,
                    total / 2 + rest * normal,
                    total / 2 - rest * normal,
                ]
            )
            assert np.allclose(np.linalg.norm(tokens, axis=1), 1)
            assert np.allclose(tokens.sum(axis=0), epsilon * first)
            assert np.abs(tokens - np.array([x, x, -x, -x])).max() < 4 * np.sqrt(epsilon)


@pytest.mark.parametrize("name", ["distance_kept", "norms_without_chord", "mean_of_two_wrongly"])
def test_wrong_identities_of_pairs_are_wrong_in_numbers(name: str) -> None:
    left, right = getattr(_pair_worlds, name)(_pair_worlds.random_pair(np.random.default_rng(1)))
    assert not np.allclose(left, right)


# ------------------------------------------------------------------ two tokens


@pytest.mark.parametrize(("angle", "stays"), [(0.0, True), (0.4, True), (0.9, False), (1.4, False)])
def test_a_pair_stays_exactly_where_the_form_across_it_is_negative(angle: float, stays: bool) -> None:
    """V = diag(1, -1/2): the form at (-sin, cos) is sin^2 - cos^2/2, zero at tan(angle) = 0.7071, angle = 0.6155."""
    system = Oja(value=np.diag([1.0, -0.5]), step_size=0.7)
    x = np.array([np.cos(angle), np.sin(angle)])
    tokens = _unit(np.array([[1e-3, 5e-4], [-2e-4, 1e-3]]) + np.outer([1, -1], x))
    for _ in range(3000):
        tokens = system.step(tokens)
    assert bool(np.abs(tokens.sum(axis=0)).max() < 1e-9) is stays
