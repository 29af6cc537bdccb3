"""Sections 2.1 and 4, D.4.2: the examples and ensembles of the claims, looked at from ``step`` and NumPy alone."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from proofs.power_method.worlds import complex_pair, increments, principal_examples, principal_seen, rare
from verify.counterexample import Counterexample
from verify.graph import load
from verify.observe import observe, tangent_jacobian
from verify.search.state import in_floats
from verify.systems import Attention

WHOLES = ("cases", "convergence_beyond", "complex_principal", "bipartite_rare")


def system_of(data: dict[str, Any]) -> tuple[Any, Any]:
    """System and tokens of an example in float64."""
    example = Counterexample(data)
    return in_floats(example.system()), np.array(example.tokens(), dtype=float)


def near(tokens: Any, radius: float, count: int = 20) -> Any:
    rng = np.random.default_rng(5)
    states = tokens + radius * rng.normal(size=(count, *tokens.shape))
    return states / np.linalg.norm(states, axis=-1, keepdims=True)


def run(system: Any, states: Any, steps: int) -> Any:
    for _ in range(steps):
        states = system.step(states)
    return states


@pytest.mark.parametrize("name", WHOLES)
def test_each_refuted_sentence_is_repaired(name: str) -> None:
    assert load().repaired_by(f"power_method.{name}") is not None


# ------------------------------------------------------------------ a complex principal pair


def test_two_opposite_groups_rotate_and_attract() -> None:
    system, tokens = system_of(complex_pair.rotating_groups())
    # y = (1 + 3/5, -6/5, 0) = 2 (4/5, -3/5, 0) by hand: gamma = (4 - 1)/(4 + 1) = 3/5.
    assert np.allclose(system.step(tokens)[0], [0.8, -0.6, 0])
    states = run(system, near(tokens, 0.01), 400)
    signs = states @ states[:, :1].swapaxes(1, 2)
    assert np.allclose(signs[:, :, 0], [1, 1, -1, -1], atol=1e-9)
    assert np.abs(states[:, :, 2]).max() < 1e-9
    turned = (states * system.step(states)).sum(axis=-1)
    assert np.allclose(turned, 0.8, atol=1e-9)


def test_without_the_skew_scores_the_two_groups_meet() -> None:
    data = complex_pair.rotating_groups()
    data["query_key"] = [["log(2)", "0", "0"], ["0", "log(2)", "0"], ["0", "0", "0"]]
    system, tokens = system_of(data)
    states = run(system, near(tokens, 0.01), 400)
    assert np.abs(states - states[:, :1]).max() < 1e-9
    assert complex_pair.attracting_rotation(Counterexample(data)).holds is False


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"value": [["1", "2", "0"], ["-2", "2", "0"], ["0", "0", "1/4"]]}, "do not commute"),
        ({"tokens": [["0", "0", "1"]] * 4}, "not in the plane"),
        ({"tokens": [["1", "0", "0"]] * 4}, "is a consensus"),
        ({"tokens": [["1", "0", "0"], ["1", "0", "0"], ["-1", "0", "0"], ["0", "1", "0"]]}, "does not rotate"),
    ],
)
def test_what_is_no_rotating_state_is_not_certified(change: dict[str, Any], told: str) -> None:
    found = complex_pair.attracting_rotation(Counterexample(complex_pair.rotating_groups() | change))
    assert found.holds is False
    assert told in found.detail


def test_an_eigenvalue_of_smaller_real_part_wins_for_alpha_1_and_not_for_short_steps() -> None:
    data = principal_examples.outrun_by_an_eigenvalue()
    system, tokens = system_of(data)
    states = run(system, near(tokens, 0.01), 200)
    assert np.abs(np.abs(states[:, :, 2]) - 1).max() < 1e-9
    assert np.abs(system.step(states) + states).max() < 1e-9  # every layer flips the sign
    # alpha < 2 (1 + 4)/(16 - 2) = 5/7: the pair wins.
    short = data | {"step_size": "1/5"}
    system, tokens = system_of(short)
    states = run(system, near(tokens, 0.01), 400)
    assert np.abs(states[:, :, 2]).max() < 1e-9
    assert np.abs(states - states[:, :1]).max() < 1e-9
    assert complex_pair.flipping_consensus(Counterexample(short)).holds is False
    assert complex_pair.flipping_consensus(Counterexample(data | {"tokens": [["1", "0", "0"]] * 2})).holds is False


def test_the_plane_of_the_pair_outruns_the_real_eigenvalue() -> None:
    data = principal_examples.outrun_by_a_pair()
    system, tokens = system_of(data)
    assert observe(system, tokens).radius == pytest.approx(math.sqrt(5) / 2, abs=1e-9)
    # alpha < 2 (1 - 0)/(4 - 1) = 2/3: the real part decides; |1 + i/2|/(1 + 1/2) at alpha = 1/4 is sqrt(5/4)/(5/4).
    system, tokens = system_of(data | {"step_size": "1/4"})
    assert observe(system, tokens).radius == pytest.approx(math.sqrt(1.25) / 1.25, abs=1e-9)


@pytest.mark.parametrize(
    ("setting", "good", "bad"),
    [
        (principal_examples.rightmost_pair, complex_pair.rotating_groups, principal_examples.outrun_by_a_pair),
        (principal_examples.is_causal, principal_examples.causal_pair, complex_pair.rotating_groups),
        (principal_examples.short, principal_examples.causal_pair, complex_pair.rotating_groups),
    ],
)
def test_settings(setting: Callable[[Any], str | None], good: Callable[[], Any], bad: Callable[[], Any]) -> None:
    assert setting(Counterexample(good())) is None
    assert setting(Counterexample(bad())) is not None


# ------------------------------------------------------------------ causal masks


def test_a_causal_pair_stays_apart_and_meets_without_scores() -> None:
    system, tokens = system_of(principal_examples.causal_pair())
    # Token 1: (1 + 1/8)/(1 + 1/2). Token 2: a_22 = 4/5, (1 + 1/10)/(1 + 3/10).
    assert np.sort(np.linalg.eigvals(tangent_jacobian(system, tokens)).real) == pytest.approx([0.75, 1.1 / 1.3])
    states = run(system, near(tokens, 0.1), 300)
    assert np.abs(states - tokens).max() < 1e-9
    system, tokens = system_of(principal_examples.causal_pair_unscored())
    assert observe(system, tokens).radius == pytest.approx(1 + 1 / 16)  # gamma = 0, (1 + 1/16)/1


# ------------------------------------------------------------------ near ties, skip connection


def test_the_plane_of_the_smallest_eigenvalue_comes_first_for_long_steps() -> None:
    """alpha (|lambda_d| - lambda_2) = 5/2 > 2, alpha (|lambda_d| - lambda_1) = 19/10 < 2."""
    system = Attention(value=np.diag([1.1, 0.5, -3.0]), query_key=np.zeros((3, 3)), step_size=1.0)
    tokens = np.full((2, 3), 1 / math.sqrt(3))
    states = run(system, tokens, 30)
    assert np.abs(states[:, 1]).max() < 1e-3
    assert np.abs(states[:, 2]).min() > 0.1


def test_the_share_of_sign_changes_is_zero_for_orthogonal_eigenvectors() -> None:
    agrees, told, _ = principal_seen.sign_changes(0, 0)
    assert agrees
    # Orthogonal eigenvectors are at pi/2, where the share is 1/2 - 1/2 = 0: the first angle is 1.5.
    assert f"{0.5 - 1.5 / math.pi:.3f}" in told


def test_layers_until_agreement_grow_like_one_over_alpha() -> None:
    counts = []
    for alpha in (0.2, 0.02):
        system = Attention(value=np.diag([2.0, 0.5, -1.0]), query_key=np.eye(3), step_size=alpha)
        tokens, number = near(np.array([[1.0, 0.0, 0.0]] * 3), 1e-4, 1)[0], 0
        first = np.abs(tokens - tokens.mean(axis=0)).max()
        while np.abs(tokens - tokens.mean(axis=0)).max() > 1e-4 * first:
            tokens, number = system.step(tokens), number + 1
        counts.append(number)
    # ln(10^4)/ln(1.4) = 27.4 and ln(10^4)/ln(1.04) = 234.8.
    assert counts == [28, 235]


# ------------------------------------------------------------------ how rare


def test_the_batched_step_is_the_system_s() -> None:
    values, keys, alphas = rare.systems(3, 4)
    tokens = near(np.zeros((rare.TOKENS, 3)), 1.0, 4)
    moved = rare.step(tokens, values, keys, alphas)
    for i in range(4):
        system = Attention(value=values[i], query_key=keys[i], step_size=float(alphas[i]))
        assert np.abs(system.step(tokens[i]) - moved[i]).max() < 1e-14


def test_the_systems_are_those_of_the_ensemble() -> None:
    values, _, alphas = rare.systems(0, 50)
    spectra = np.linalg.eigvalsh(values)
    assert (spectra[:, -1] > 0).all()
    assert alphas * np.abs(spectra).max(axis=1) == pytest.approx(np.full(50, 0.5))


def test_stable_splits_are_those_of_the_numeric_jacobian() -> None:
    """Every split at every eigenvector of 12 systems."""
    values, keys, alphas = rare.systems(0, 200)
    for i in range(12):
        system = Attention(value=values[i], query_key=keys[i], step_size=float(alphas[i]))
        vectors = np.linalg.eigh(values[i])[1][:, ::-1]
        seen = set()
        for k in range(3):
            for plus in range(5, 10):
                signs = np.where(np.arange(10) < plus, 1.0, -1.0)
                facts = observe(system, signs[:, None] * vectors[:, k])
                if facts.stable:
                    seen.add((k, plus))
        assert seen == set(rare._stable_splits(0, 200)[i])


def test_the_criterion_says_which_systems_have_a_stable_one() -> None:
    values, keys, _ = rare.systems(0, 200)
    said = []
    for value, key in zip(values, keys, strict=True):
        spectrum, vectors = np.linalg.eigh(value)
        said.append(int(rare.criterion(spectrum[::-1], vectors[:, ::-1], key)))
    assert said == rare.possessed(0, 200)
    assert 0 < sum(rare.possessed_in_64(1, 100)) < sum(said[:100])


def test_bipartite_ends_are_in_systems_that_have_a_stable_one_and_none_is_reached_without_scores() -> None:
    reached, have = rare.reached(0, 300)[:200], rare.possessed(0, 200)
    assert sum(out == 1 for out in reached) > 20
    assert all(has for out, has in zip(reached, have, strict=True) if out == 1)
    assert 1 not in rare._bipartite(0, 60, 0.0)


# ------------------------------------------------------------------ increments in one layer


def test_a_shear_lowers_the_correlation_in_samples_too() -> None:
    value = np.array([[1, 0, 0], [0, 0, 40], [0, 0, 0.1]])
    x = np.random.default_rng(0).normal(size=(200_000, 3))
    y = x + x @ value.T
    before = np.abs(x[:, 0] / np.linalg.norm(x, axis=1)).mean()
    after = np.abs(y[:, 0] / np.linalg.norm(y, axis=1)).mean()
    assert before == pytest.approx(0.5, abs=0.005)
    assert after < 0.13
    bound = float(increments.correlation_falls(Counterexample(increments.sheared())).stats["after"])
    assert after < bound < 0.13


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ([["1", "0", "0"], ["0", "0", "0"], ["0", "0", "1/10"]], "symmetric"),
        ([["1", "1", "0"], ["0", "0", "40"], ["0", "0", "1/10"]], "no eigenvector"),
        ([["1", "0", "0"], ["0", "2", "40"], ["0", "0", "1/10"]], "not strictly dominant"),
    ],
)
def test_other_matrices_are_not_certified(change: Any, told: str) -> None:
    found = increments.correlation_falls(Counterexample(increments.sheared() | {"value": change}))
    assert found.holds is False
    assert told in found.detail


def test_a_weak_shear_stays_open() -> None:
    weak = increments.sheared() | {"value": [["1", "0", "0"], ["0", "0", "1"], ["0", "0", "1/10"]]}
    assert increments.correlation_falls(Counterexample(weak)).holds is None


def test_the_largest_real_part_is_not_what_rises() -> None:
    """H = diag(1, -4), alpha = 1, one token: the factors are 2 and -3, and every increment of v_1 is negative."""
    change, more = increments.increments(np.diag([1.0, -4.0]), 1.0, 1, 4000, np.random.default_rng(0))
    assert more[0] == 0
    assert change[0] < -0.05 < 0.05 < change[1]
