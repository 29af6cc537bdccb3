"""Continuous time: scenes, facts, certificates and the criterion, against eigenvalues of random systems."""

from __future__ import annotations

import numpy as np
import pytest

from proofs.beyond.worlds import two_times
from proofs.multistability import worlds
from proofs.multistability.notation import BIPARTITE, CONSENSUS, all_left, some_right
from proofs.multistability.worlds import flows, oja
from verify.claim import Point
from verify.counterexample import Counterexample, recheck
from verify.equilibria.antipodal import attracting_pair
from verify.evidence.autodiff import tangent_spectrum
from verify.evidence.identity import _identical
from verify.observe import observe, tangent_jacobian
from verify.scenes import Facts, dense_scores
from verify.systems import Attention, Oja


def random_point(rng: np.random.Generator) -> Point:
    """Rational parameters of a bipartite state."""
    import sympy

    def rational(low: int, high: int) -> sympy.Rational:
        return sympy.Rational(int(rng.integers(low, high)), 8)

    values = {"lambda_k": rational(-16, 17), "lambda_j": rational(-16, 17), "E": rational(1, 80)}
    return Point(values | {"m": sympy.Integer(int(rng.integers(1, 5))), "rest": sympy.Integer(int(rng.integers(1, 5)))})


@pytest.mark.parametrize("seed", range(60))
def test_the_margins_say_what_the_automatic_derivative_of_the_field_says(seed: int) -> None:
    """The signs in balls-free rational arithmetic against torch's derivative, for A dense and not symmetric."""
    from verify.arithmetic.numeric import FLOAT64

    point = random_point(np.random.default_rng(seed))
    system = BIPARTITE.make_system(point, dense_scores(seed))
    spectrum = tangent_spectrum(system, FLOAT64.asarray(BIPARTITE.tokens(point), None)).real
    left = bool(all_left(point, point["lambda_j"], point["lambda_k"]))
    right = bool(some_right(point, point["lambda_j"], point["lambda_k"]))
    assert not (left and right)
    if left:
        assert spectrum.max() < 0
    if right:
        assert spectrum.max() > 0
    assert left or right or abs(spectrum.max()) < 1e-9


def test_a_scene_of_a_flow_needs_no_step_size() -> None:
    import sympy

    point = Point({"lambda_k": sympy.Integer(1), "lambda_j": sympy.Rational(1, 3), "n": sympy.Integer(3)})
    system = CONSENSUS.make_system(point, dense_scores(0))
    assert system.is_flow
    facts = observe(system, CONSENSUS.tokens(point))
    assert facts.fixed
    assert facts.flow
    assert facts.radius == pytest.approx(-2 / 3)  # lambda_j - lambda_k; -lambda_k is further left
    assert facts.stable
    assert not facts.unstable


def test_facts_know_their_boundary() -> None:
    assert Facts(True, -0.5, 1e-7, flow=True).stable
    assert Facts(True, 0.5, 1e-7, flow=True).unstable
    assert Facts(True, 0.5, 1e-7).stable
    assert not Facts(True, 1e-9, 1e-7, flow=True).stable
    assert not Facts(True, 1e-9, 1e-7, flow=True).unstable


def test_one_token_on_a_line_has_nothing_to_grow() -> None:
    """d = 1: the sphere is two points; an abscissa over nothing is minus infinity."""
    facts = observe(Oja(value=np.array([[2.0]])), np.array([[1.0]]))
    assert facts.fixed
    assert facts.stable


@pytest.mark.parametrize("seed", range(8))
def test_the_step_has_the_jacobian_that_the_flow_gives(seed: int) -> None:
    """``J_step = I + alpha D^{-1} J_flow`` at a clustering equilibrium made to order, by both systems' own Jacobians."""
    rng = np.random.default_rng(seed)
    d = 3
    tokens = rng.normal(size=(d, d))
    tokens /= np.linalg.norm(tokens, axis=1, keepdims=True)
    key, kappa, alpha = rng.normal(size=(d, d)), rng.uniform(-0.5, 1, size=d), 0.7
    weights = Attention(value=key, query_key=key).attention(tokens)
    value = (tokens * kappa[:, None]).T @ np.linalg.inv((weights @ tokens).T)
    flow, step = Attention(value=value, query_key=key), Attention(value=value, query_key=key, step_size=alpha)
    assert np.abs(step.step(tokens) - tokens).max() < 1e-10
    said = np.eye(d * (d - 1)) + alpha * tangent_jacobian(flow, tokens) / np.repeat(1 + alpha * kappa, d - 1)[:, None]
    assert np.abs(tangent_jacobian(step, tokens) - said).max() < 1e-11 * np.abs(said).max()


@pytest.mark.parametrize("name", ["field", "gradient", "distances", "pairs", "rayleigh", "solution"])
def test_the_identities_of_the_flow_hold_in_symbols_and_fall_when_changed(name: str) -> None:
    assert _identical(*getattr(flows, name)(flows.symbolic_flow()))
    wrong = {"field": "field_of_the_mean", "gradient": "gradient_of_the_mean"}.get(name, f"{name}_wrongly")
    assert not _identical(*getattr(flows, wrong)(flows.symbolic_flow()))


def test_blocks_in_both_times_and_any_value_matrix() -> None:
    assert _identical(*two_times.blocks(two_times.symbolic_blocks()))
    assert _identical(*two_times.jacobians(two_times.free_equilibrium()))
    assert not _identical(*two_times.jacobians_without_normaliser(two_times.free_equilibrium()))
    assert _identical(*worlds.sign_state_block(worlds.free_sign_state()))
    assert not _identical(*worlds.sign_state_block_unprojected(worlds.free_sign_state()))


def test_the_pair_attracts_under_the_flow_only_where_lambda_2_is_negative() -> None:
    pair = oja.antipodal_pair()
    assert attracting_pair(Counterexample(pair)).holds is True
    assert attracting_pair(Counterexample(pair | {"value": [["1", "0"], ["0", "1/2"]]})).holds is None
    tilted = pair | {"tokens": [["3/5", "4/5"], ["-3/5", "-4/5"]]}  # 9/25 - 8/25 > 0
    assert attracting_pair(Counterexample(tilted)).holds is None


@pytest.mark.parametrize(
    ("claim", "change", "holds"),
    [
        ("multistability.lemma_1.convergence", {}, True),
        ("multistability.lemma_1.convergence", {"tokens": [["1", "0"]]}, False),  # v_1 itself
        ("multistability.lemma_1.convergence", {"time": "discrete", "step_size": "1"}, False),  # a step
    ],
)
def test_a_counterexample_of_a_flow_is_replayed_as_one(claim: str, change: dict[str, object], holds: bool) -> None:
    data = {**oja.at_second_eigenvector(), **change, "claim": claim}
    found, lines = recheck(Counterexample(data))
    assert found is holds
    if not change:
        assert lines[0] == "field(X) = 0: yes"
