"""What `verify simulate` predicts and measures: the linear part against Jacobians, and that every check can fail."""

from __future__ import annotations

import numpy as np
import pytest

from verify.equilibria.stability import stability
from verify.errors import EngineMissing, InvalidInput
from verify.large import routes
from verify.large.simulate import Simulation, settings
from verify.large.simulate.agreement import Agreement
from verify.large.simulate.ascent import Climb, square
from verify.large.simulate.checks import Check
from verify.large.simulate.ends import End, described, ends_checks
from verify.large.simulate.engine import Engine, reference_rows, work
from verify.large.simulate.places import Frame, Place
from verify.large.simulate.plan import places, plan
from verify.large.simulate.settings import Settings
from verify.large.simulate.tokens import means_and_spreads, near, uniform
from verify.observe import tangent_jacobian
from verify.systems import Attention, Oja

VALUE = np.array([[1.0, 0.2, 0.0], [0.2, 0.1, -0.1], [0.0, -0.1, -0.3]])
KEY = np.array([[1.5, 0.3, 0.0], [-0.2, 0.4, 0.1], [0.1, 0.0, -0.5]])


def made(**changes) -> Settings:
    return settings(**{"tokens": 12, "dimension": 3, "starts": 30, "steps": 120, "value": VALUE, **changes})


def run(**changes) -> Simulation:
    simulation = Simulation(made(**changes), threads=1)
    simulation.run()
    return simulation


def failed(simulation: Simulation) -> str:
    return "; ".join(check.name for check in simulation.checks() if not check.passed)


# ------------------------------------------------------------------ the linear part


@pytest.mark.parametrize(("plus", "minus"), [(5, 0), (4, 1), (3, 2)])
@pytest.mark.parametrize("key", [None, KEY])
@pytest.mark.parametrize("k", [0, 1, 2])
def test_modes_are_the_tangent_spectrum(plus, minus, key, k):
    chosen = made(query_key=key, step_size=0.7)
    place = Place(chosen.frame(), k, plus, minus)
    signs = np.repeat([1.0, -1.0], [plus, minus])
    state = signs[:, None] * chosen.frame().vectors[:, k]
    told = [np.linalg.eigvals(block) for block in place.blocks]
    for factor, size in zip(place.apart, place.sizes, strict=True):
        told.append(np.full((size - 1) * 2, factor))
    seen = np.linalg.eigvals(tangent_jacobian(chosen.system, state))
    assert np.allclose(np.sort(np.concatenate(told).real), np.sort(seen.real), atol=1e-12)
    assert abs(place.leading().value) == pytest.approx(np.abs(seen).max(), abs=1e-12)


def test_leading_is_the_radius_of_verify_stability():
    chosen = made(query_key=KEY, tokens=9)
    for entry in stability(chosen.system, 9):
        if entry.outcome.fixed_point:
            place = Place(chosen.frame(), entry.eigenvector, 9 - entry.low, entry.low)
            assert abs(place.leading().value) == pytest.approx(entry.radius, rel=1e-12)


def test_disturbed_tokens_are_near_and_have_the_means_that_are_measured():
    place = Place(made().frame(), 0, 8, 4)
    tokens = near(place, 1e-2, [0], "float64")
    assert np.allclose(np.linalg.norm(tokens, axis=1), 1, atol=1e-15)
    own, others = place.frame.vectors[:, 0], place.frame.vectors[:, 1:]
    assert ((tokens @ own)[:8] > 0).all()
    assert ((tokens @ own)[8:] < 0).all()
    moved = tokens @ others
    assert 1e-3 < np.linalg.norm(moved, axis=1).max() <= 1e-2
    means, spreads = means_and_spreads(place, tokens)
    assert np.allclose(means, [moved[:8].mean(axis=0), moved[8:].mean(axis=0)], atol=1e-17)
    assert spreads[1] == pytest.approx(np.sqrt(((moved[8:] - means[1]) ** 2).sum(axis=1).mean()))


def test_states_that_are_released_have_the_certified_verdict():
    chosen = made()
    found = {(p.kind, p.k): (v, abs(p.leading().value)) for _, p, v in places(chosen.system, chosen.frame(), 12) if p}
    assert {verdict for verdict, _ in found.values()} == {"stable", "unstable"}
    assert all((rate < 1) == (verdict == "stable") for verdict, rate in found.values())


# ------------------------------------------------------------------ steps


@pytest.mark.parametrize(
    "system", [Oja(value=VALUE, step_size=0.5), Attention(value=VALUE, query_key=KEY, step_size=0.5)]
)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_engine_and_sampled_rows_are_the_definition(system, dtype):
    tokens = uniform([1], (2, 150, 3), dtype)
    expected = system.step(tokens.astype(np.float64))
    found = Engine(threads=1).step(system, tokens)
    assert found.dtype == dtype
    assert np.abs(found - expected).max() < 20 * np.finfo(dtype).eps
    rows = np.array([0, 17, 149])
    assert np.abs(reference_rows(system, tokens[1], rows) - expected[1, rows]).max() < 1e-14


def test_uniform_starts_do_not_depend_on_the_block(monkeypatch):
    whole = uniform([3], (2, 50, 3), "float64")
    monkeypatch.setattr("verify.large.simulate.tokens.ROWS", 7)
    assert (uniform([3], (2, 50, 3), "float64") == whole).all()
    assert np.allclose(np.linalg.norm(whole, axis=-1), 1)


# ------------------------------------------------------------------ everything agrees


@pytest.mark.parametrize("changes", [{}, {"system": "oja", "tokens": 200}, {"query_key": KEY, "dtype": "float32"}])
def test_all_checks_pass(changes):
    simulation = run(**changes)
    assert failed(simulation) == ""
    assert len(simulation.checks()) >= 12
    assert simulation.to_dict()["unfinished"] == []


# ------------------------------------------------------------------ every check can fail


def sabotage(monkeypatch, change) -> None:
    """Replace the influence by ``change(system, tokens, influence)``."""
    true = Engine.influence
    monkeypatch.setattr(Engine, "influence", lambda self, s, x: change(s, x, true(self, s, x)))


def test_an_influence_that_is_off_by_a_millionth(monkeypatch):
    sabotage(monkeypatch, lambda _s, _x, found: found * (1 + 1e-6))
    told = failed(run())
    for name in (
        "consensus at v_1: returns",
        "bipartite 6+6 at v_1: returns",
        "v_2: leaves",
        "every mode",
        "sampled rows",
    ):
        assert name in told


def test_one_token_that_is_not_seen(monkeypatch):
    def change(system, tokens, found):
        return found - tokens[..., -1:, :] @ system.value / tokens.shape[-2] if isinstance(system, Oja) else found

    sabotage(monkeypatch, change)
    told = failed(run(system="oja", tokens=200))
    assert "sampled rows" in told
    assert "every mode" in told


def test_the_wrong_direction(monkeypatch):
    sabotage(monkeypatch, lambda _s, _x, found: -found)
    told = failed(run())
    for name in ("v_1: stable, rate below 1", "steps until the deviation is 100 times smaller", "gain of sum exp"):
        assert name in told
    assert "gain of a step" in failed(run(system="oja", tokens=200))


def test_norms_that_drift(monkeypatch):
    true = Engine.moved
    monkeypatch.setattr(Engine, "moved", lambda self, s, x: (true(self, s, x)[0] * (1 + 1e-12), true(self, s, x)[1]))
    assert "norm 1" in failed(run())


def test_float32_that_is_worse_than_float32(monkeypatch):
    def change(_system, _tokens, found):
        return found.astype(np.float16).astype(np.float32) if found.dtype == np.float32 else found

    sabotage(monkeypatch, change)
    assert "float32 and float64" in failed(run())


def test_a_drift_to_one_side(monkeypatch):
    sabotage(monkeypatch, lambda s, _x, found: found + 2.0 * np.linalg.eigh(s.value)[1][:, -1])
    assert "side of +v_k" in failed(run())


def test_agreement_that_comes_too_soon(monkeypatch):
    sabotage(monkeypatch, lambda _s, _x, found: found * 20)
    assert "until |xbar| is 1/2" in failed(run(system="oja", tokens=10_000))


def test_ends_that_were_predicted_to_be_unstable():
    system = made().system
    good, bad = End(0, 12, 0, 0.0), End(1, 12, 0, 0.0)
    assert all(check.passed for check in ends_checks(system, 12, [good] * 3, 3, 1)[0])
    share = ends_checks(system, 12, [good, bad], 2, 1)[0][0]
    assert (share.measured, share.passed) == (0.5, False)


def test_nan_fails():
    assert not Check("x", 0.0, float("nan"), 1.0).passed
    assert not Check("x", 0.0, float("nan"), 1.0, "at most").passed
    assert not Check("x", 0.0, float("nan"), 1.0, "at least").passed
    assert Check("x", 0.0, float("nan"), 1.0).to_dict()["measured"] is None


def test_energy_needs_equal_matrices():
    value = square(VALUE)
    fine = Climb(Attention(value=value, query_key=value, step_size=3.0), 40, "float64", [0], 10)
    other = Climb(
        Attention(value=np.diag([0.1, 0.2, 2.0]), query_key=np.diag([2.0, 0.1, 0.1]), step_size=3.0),
        40,
        "float64",
        [0],
        10,
    )
    for task, good in ((fine, True), (other, False)):
        state = task.begin()
        for _ in range(10):
            task.advance(state, Engine(threads=1))
        assert task.results(state)[0][0].passed is good


def test_both_precisions_start_on_the_sphere():
    """Else the route for the circle would not take the tokens, and a million of them would be 10^12 pairs."""
    chosen = settings(tokens=5000, dimension=2)
    start = Agreement(chosen.system, 5000, [0], 1).begin().arrays
    for name, dtype in (("single", "float32"), ("double", "float64")):
        assert start[name].dtype == dtype
        assert np.abs(np.linalg.norm(start[name].astype(np.float64), axis=1) - 1).max() < 2 * np.finfo(dtype).eps
        assert routes(chosen.system, start[name])["planar"] is None
    assert np.abs(start["single"] - start["double"]).max() <= np.finfo("float32").eps


# ------------------------------------------------------------------ ends


def test_ends_are_described():
    frame = made().frame()
    state = np.array([1.0, -1.0, 1.0])[:, None] * frame.vectors[:, 2]
    state[1] = np.cos(0.01) * state[1] + np.sin(0.01) * frame.vectors[:, 0]
    end = described(frame, state)
    assert (end.k, end.plus, end.minus, end.kind) == (2, 2, 1, "bipartite")
    assert end.deviation == pytest.approx(np.sin(0.01))


def test_shares_of_all_starts_are_told():
    ends = run().to_dict()["ends"]
    assert sum(end["starts"] for end in ends) == 30
    for end in ends:
        low, high = end["interval"]
        assert low <= end["share"] <= high


# ------------------------------------------------------------------ what is not done is told


def test_what_is_too_much_work_is_told():
    chosen = made(tokens=10**6, value=None, dimension=64, starts=1, steps=None)
    tasks, skipped = plan(chosen)
    assert [one.name.split(",")[0] for one in skipped if "more than" in one.reason][:2] == [
        "consensus at v_1",
        "consensus at v_2",
    ]
    agreement = next(task for task in tasks if task.name == "float32 and float64")
    assert agreement.tokens < 10**5
    assert (chosen.dtype, chosen.steps) == ("float32", 1)


def test_a_million_tokens_in_the_plane_make_every_step_that_is_needed():
    tasks, skipped = plan(settings(tokens=10**6, dimension=2))
    assert skipped == []
    assert all(task.complete for task in tasks[:4])


def test_few_steps_skip_the_time():
    chosen = made(tokens=60_000, value=None, dimension=64)
    tasks, _ = plan(chosen)
    assert 1 <= tasks[0].steps < 20
    assert work(chosen.system, 60_000) * tasks[0].steps < 8e12


@pytest.mark.parametrize(
    ("changes", "name", "reason"),
    [
        ({"system": "oja"}, "a bipartite consensus that is stable", "there is none"),
        ({"system": "oja", "step_size": 9.0}, "gain of a step", "it may fall"),
        ({"step_size": 9.0, "value": np.diag([1.0, 0.5, -0.4]) - 0.3 * np.eye(3)}, "", ""),
        ({"steps": 1}, "share of the ends at sign states", "arrived within 1 steps"),
    ],
)
def test_reasons(changes, name, reason):
    simulation = run(**changes)
    assert failed(simulation) == ""
    if name:
        assert any(name in one.name and reason in one.reason for one in simulation.skipped())


def test_a_consensus_that_flips_is_not_released():
    chosen = made(value=np.diag([1.0, -1.5, -2.0]))
    _, skipped = plan(chosen)
    assert any(one.name == "consensus at v_2" and "period_two" in one.reason for one in skipped)


# ------------------------------------------------------------------ input


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"tokens": 1}, "tokens is 1; expected an integer from 2"),
        ({"tokens": -3}, "tokens is -3"),
        ({"value": None, "dimension": 1}, "dimension is 1; expected an integer from 2"),
        ({"dimension": 4}, "value is 3 x 3 and --dimension 4"),
        ({"steps": 0}, "steps is 0"),
        ({"starts": 0}, "starts is 0"),
        ({"seed": -1}, "seed is -1"),
        ({"system": "multihead"}, "expected oja or attention"),
        ({"dtype": "float16"}, "float16"),
        ({"step_size": 0.0}, "step size is 0.0"),
        ({"value": VALUE + np.tri(3)}, "value is not symmetric"),
        ({"value": np.eye(3)}, "expected distinct eigenvalues"),
        ({"value": np.full((3, 3), np.nan)}, "nan or infinite"),
        ({"query_key": 1e7 * np.eye(3)}, "query_key has norm 1e+07"),
        ({"query_key": np.eye(2)}, "query_key is 2 x 2; expected 3 x 3"),
        ({"system": "oja", "query_key": KEY}, "leave out one"),
        ({"tokens": 10**8, "dimension": 3, "starts": 50}, "expected at most 500000000"),
    ],
)
def test_bad_input_is_one_line(changes, message):
    with pytest.raises(InvalidInput) as error:
        made(**changes)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_cuda_is_missing(monkeypatch):
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    with pytest.raises(EngineMissing, match="device cuda: torch"):
        made(device="cuda")


def test_random_system_has_both_kinds_of_bipartite_states():
    chosen = settings(tokens=1000, dimension=2, seed=5)
    verdicts = {e.outcome.verdict for e in stability(chosen.system, 1000) if e.outcome.kind == "bipartite"}
    assert verdicts >= {"stable", "unstable"}
    frame: Frame = chosen.frame()
    assert frame.values[0] > 0
    assert (np.abs(frame.values[1:]) <= frame.values[0] / 2).all()
