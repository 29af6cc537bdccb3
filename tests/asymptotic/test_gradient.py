"""The gradient theorem: its counterexamples, its energy, and which equilibria expand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from proofs.asymptotic.worlds import gradient_examples as examples
from proofs.asymptotic.worlds.gradient import curvature
from verify import Ellipsoid
from verify.arithmetic.numeric import FLOAT64
from verify.counterexample import Counterexample
from verify.errors import InvalidInput
from verify.evidence.enclose import Certificate
from verify.observe import observe, tangent_jacobian
from verify.recheck import recheck

GRADIENT = "asymptotic.theorem_gradient.gradient"
CONSENSUS = "asymptotic.theorem_gradient.consensus"


def eigenvalues(data: dict[str, Any]) -> np.ndarray:
    """Of the linearisation on the tangent spaces of the sphere, by automatic differentiation."""
    given = Counterexample(data)
    system, state = given.system(), FLOAT64.asarray(given.tokens(), None)
    n, d = state.shape
    derived = torch.func.jacrev(system.field)(torch.tensor(state)).numpy().reshape(n * d, n * d)
    project = np.zeros((n * d, n * d))
    for i, x in enumerate(state):
        project[i * d : (i + 1) * d, i * d : (i + 1) * d] = np.eye(d) - np.outer(x, x)
    return np.linalg.eigvals(project @ derived @ project)


# ------------------------------------------------------------------ the spiral


def test_the_example_is_an_equilibrium_with_complex_eigenvalues() -> None:
    given = Counterexample(examples.spiral())
    assert np.abs(FLOAT64.asarray(given.system().field(given.tokens()), None)).max() == 0
    found = eigenvalues(examples.spiral())
    largest = found[np.abs(found.imag).argmax()]
    assert (round(largest.real, 4), round(abs(largest.imag), 4)) == (0.9316, 0.0243)
    scores = FLOAT64.asarray(given.system().query_keys[0], None)  # type: ignore[attr-defined]
    np.testing.assert_allclose(np.linalg.eigvalsh(scores), [0.339, 1.605, 49.025], atol=1e-3)
    weights = np.exp(FLOAT64.asarray(given.tokens(), None) @ scores @ FLOAT64.asarray(given.tokens(), None).T)
    w = np.array([10, 7, 10, 3]) / 10
    np.testing.assert_allclose(weights[np.triu_indices(4, 1)], np.outer(w, w)[np.triu_indices(4, 1)], rtol=1e-12)


def test_it_refutes_the_theorem_from_its_numbers() -> None:
    holds, lines = recheck(Counterexample(examples.spiral() | {"claim": GRADIENT}))
    assert holds
    assert "not all eigenvalues are real" in lines[-1]
    whole, _ = recheck(Counterexample(examples.spiral() | {"claim": "asymptotic.theorem_gradient"}))
    assert whole


def moved(rows: list[list[str]]) -> dict[str, Any]:
    data = examples.spiral()
    return data | {"claim": GRADIENT, "tokens": rows}


def headed(**changes: Any) -> dict[str, Any]:
    data = examples.spiral()
    return data | {"claim": GRADIENT, "heads": [data["heads"][0] | changes]}


EYE = [["1", "0", "0"], ["0", "1", "0"], ["0", "0", "1"]]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (moved([["1", "0", "0"], ["0", "1", "0"], ["0", "0", "1"]]), "the tokens are no equilibrium"),
        (moved([["1", "0", "0"], ["-1", "0", "0"]]), "no principal minor"),  # real eigenvalues
        (headed(value=[["2", "0", "0"], ["0", "1", "0"], ["0", "0", "1"]]), "V is not the identity"),
        (headed(query_key=[["1", "1", "0"], ["0", "1", "0"], ["0", "0", "1"]]), "P is not symmetric"),
        (headed(query_key=[["1", "0", "0"], ["0", "-1", "0"], ["0", "0", "1"]]), "P is not positive definite"),
        (headed(query_key=EYE), "the tokens are no equilibrium"),
        (examples.spiral() | {"claim": GRADIENT, "mask": "causal"}, "without mask and schedule"),
        (examples.spiral() | {"claim": GRADIENT, "heads": examples.spiral()["heads"] * 2}, "there are 2 heads"),
        (examples.spiral() | {"claim": GRADIENT, "tokens": None}, "the tokens are no equilibrium"),
    ],
)
def test_other_numbers_refute_nothing(data: dict[str, Any], told: str) -> None:
    holds, lines = recheck(Counterexample(data))
    assert not holds
    assert told in lines[-1]


@pytest.mark.parametrize("beta", ["1", "1/3", "4"])
def test_with_a_multiple_of_the_identity_no_spectrum_is_found_complex(beta: str) -> None:
    scores = [[beta if i == j else "0" for j in range(3)] for i in range(3)]
    simplex = [["sqrt(3)/3"] * 3, ["sqrt(3)/3", "-sqrt(3)/3", "-sqrt(3)/3"]]
    simplex += [["-sqrt(3)/3", "sqrt(3)/3", "-sqrt(3)/3"], ["-sqrt(3)/3", "-sqrt(3)/3", "sqrt(3)/3"]]
    data = examples.example(scores, simplex, "a regular tetrahedron")
    assert examples.no_gradient(Counterexample(data)).holds is None
    found = eigenvalues(data)
    assert np.abs(found.imag).max() < 1e-7
    assert found.real.max() > 0.04  # and it expands, as beyond.gradient.expands says


def test_the_command_replays_the_spiral(tmp_path: Path) -> None:
    path = tmp_path / "spiral.json"
    path.write_text(json.dumps(examples.spiral() | {"claim": GRADIENT}), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "verify", "replay", str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    path.write_text(json.dumps(examples.spiral() | {"claim": GRADIENT, "metric": None}), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "verify", "replay", str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1


# ------------------------------------------------------------------ opposite tokens


def test_opposite_tokens_rest_apart() -> None:
    assert recheck(Counterexample(examples.antipodal() | {"claim": CONSENSUS}))[0]
    together = examples.antipodal() | {"claim": CONSENSUS, "tokens": [["1", "0"], ["1", "0"]]}
    holds, lines = recheck(Counterexample(together))
    assert not holds
    assert lines[-1] == "the tokens are a consensus"
    other = examples.antipodal() | {
        "claim": CONSENSUS,
        "heads": [{"value": [["1", "0"], ["0", "1"]], "query_key": [["2", "0"], ["0", "2"]]}],
    }
    holds, lines = recheck(Counterexample(other))
    assert not holds
    assert lines[-1] == "P is not the identity"


# ------------------------------------------------------------------ the energy


def energy(rows: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
    return (rows @ scores @ rows.T).exp().sum()


def test_the_field_is_the_gradient_in_the_metric_of_the_normalisers() -> None:
    rng = np.random.default_rng(0)
    for _ in range(10):
        n, d, beta = int(rng.integers(2, 6)), int(rng.integers(2, 5)), float(rng.normal())
        s = rng.normal(size=(d, d))
        metric = s.T @ s + 0.2 * np.eye(d)
        system = Ellipsoid(metric=metric, values=[np.eye(d)], query_keys=[beta * metric])
        state = system.normalize(rng.normal(size=(n, d)))
        scores = torch.tensor(beta * metric)
        slope = torch.func.grad(energy)(torch.tensor(state), scores).numpy()
        sums = np.exp(state @ (beta * metric) @ state.T).sum(axis=1, keepdims=True)
        # grad_i solves 2 beta Z_i W g = slope - (normal part): g = W^-1 slope / (2 beta Z_i), projected along x.
        raised = slope @ np.linalg.inv(metric) / (2 * beta * sums)
        wanted = raised - state * FLOAT64.dot(state @ metric, raised)
        np.testing.assert_allclose(system.field(state), wanted, rtol=0, atol=1e-12)


def test_the_energy_falls_where_the_scores_are_no_multiple_of_the_metric() -> None:
    for data, sign in ((examples.falling(), -1), (examples.not_falling(), 1)):
        given = Counterexample(data)
        system, state = given.system(), FLOAT64.asarray(given.tokens(), None)
        scores = FLOAT64.asarray(system.query_keys[0], None)  # type: ignore[attr-defined]
        moved_on = system.normalize(state + 1e-5 * system.field(state))  # type: ignore[attr-defined]
        change = np.exp(moved_on @ scores @ moved_on.T).sum() - np.exp(state @ scores @ state.T).sum()
        told = examples.energy_falls(given)
        assert isinstance(told, Certificate)
        assert (np.sign(change), told.holds) == (sign, sign < 0)
    # By hand: E = 2 e^(27/25 + 16/25) + 2 e^(16/25 - 27/25) = 12.5 at the start, and 4 e = 10.9 where the tokens meet.
    assert 2 * np.exp(43 / 25) + 2 * np.exp(-11 / 25) > 4 * np.e


def test_the_curvature_sums_to_the_second_derivative_of_the_energy() -> None:
    rng = np.random.default_rng(1)
    for _ in range(5):
        n, d, beta = 4, 3, float(rng.uniform(0.2, 3))
        state = rng.normal(size=(n, d))
        state /= np.linalg.norm(state, axis=1, keepdims=True)
        g = rng.normal(size=d)

        def along(t: float, state: Any = state, g: Any = g, beta: float = beta) -> float:
            rows = state + t * g
            rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
            return float(np.exp(beta * rows @ rows.T).sum())

        c, heights = state @ state.T, state @ g
        found = sum(
            np.exp(beta * c[i, j]) * curvature(c[i, j], heights[i], heights[j], g @ g, beta)
            for i in range(n)
            for j in range(n)
        )
        quotient = (along(1e-4) - 2 * along(0) + along(-1e-4)) / 1e-8
        assert abs(found - quotient) < 1e-4 * max(1.0, abs(quotient))


def test_equilibria_that_are_no_consensus_expand_in_three_dimensions() -> None:
    from scipy.optimize import least_squares

    rng, seen = np.random.default_rng(2), 0
    for _ in range(25):
        n, beta = int(rng.integers(3, 7)), float(rng.uniform(0.2, 3))
        system = Ellipsoid(metric=np.eye(3), values=[np.eye(3)], query_keys=[beta * np.eye(3)])

        def residual(flat: Any, system: Any = system, n: int = n) -> Any:
            rows = flat.reshape(n, 3)
            return np.concatenate([system.field(system.normalize(rows)).ravel(), (rows**2).sum(axis=1) - 1])

        found = least_squares(residual, rng.normal(size=3 * n), xtol=1e-15, ftol=1e-15, gtol=1e-15)
        state = system.normalize(found.x.reshape(n, 3))
        if np.abs(system.field(state)).max() < 1e-12 and (state @ state.T).min() < 0.99:
            seen += 1
            assert np.linalg.eigvals(tangent_jacobian(system, state)).real.max() > 1e-3
    assert seen > 10


def test_two_tokens_and_opposite_groups_in_numbers() -> None:
    rng = np.random.default_rng(3)
    for _ in range(10):
        d = int(rng.integers(2, 5))
        s = rng.normal(size=(d, d))
        metric = s.T @ s + 0.2 * np.eye(d)
        system = Ellipsoid(metric=metric, values=[np.eye(d)], query_keys=[rng.normal(size=(d, d))])
        state = system.normalize(rng.normal(size=(2, d)))
        moved_on = system.field(state)
        rate = moved_on[0] @ metric @ state[1] + state[0] @ metric @ moved_on[1]
        assert rate > 0
        opposite = np.repeat([state[0], -state[0]], [3, 2], axis=0)
        assert observe(system, opposite).unstable


def test_a_setting_says_what_is_missing() -> None:
    data = examples.antipodal() | {"system": "multihead", "metric": None}
    assert examples.setting(Counterexample(data)) is not None
    flow = examples.antipodal() | {"step_size": "1/2", "time": "discrete"}
    assert (
        examples.setting(Counterexample(flow)) == "expected the flow of the system ellipsoid without mask and schedule"
    )
    with pytest.raises(InvalidInput):
        Counterexample(examples.antipodal() | {"metric": [["1", "2"], ["2", "1"]]}).system()
