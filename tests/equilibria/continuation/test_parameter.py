"""What the command line may follow, and the families that it names."""

from __future__ import annotations

import numpy as np
import pytest

from verify import Attention, MultiHead, Oja
from verify.equilibria.continuation import Parameter, parse
from verify.equilibria.continuation.family import family
from verify.errors import InvalidInput
from verify.systems import System

SYMMETRIC = np.array([[2.0, 1.0, 0.0], [1.0, 0.0, 0.5], [0.0, 0.5, -1.0]])
GENERAL = np.array([[1.0, 2.0, 0.0], [0.0, 0.5, -1.0], [0.3, 0.0, -0.7]])
FLOW = Attention(value=SYMMETRIC, query_key=GENERAL)


def state(n: int, d: int, seed: int = 0) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(n, d))
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_every_form_is_read() -> None:
    step = Attention(value=SYMMETRIC, step_size=0.5)
    assert parse("step-size=0.1:2", step) == Parameter("step-size", 0.1, 2.0)
    assert parse("score=-1:3e0", FLOW) == Parameter("score", -1.0, 3.0)
    assert parse("value=.5:1.5", FLOW) == Parameter("value", 0.5, 1.5)
    found = parse("eigenvalue:1=-2:2", FLOW)
    assert (found.name, found.index, found.label) == ("eigenvalue", 1, "eigenvalue:1")
    assert found.own_value(FLOW) == pytest.approx(np.linalg.eigvalsh(SYMMETRIC)[1])


@pytest.mark.parametrize(
    ("text", "system", "told"),
    [
        ("score", FLOW, "no parameter with a range"),
        ("score=1", FLOW, "no parameter with a range"),
        ("score=1:2:3", FLOW, "finite numbers"),
        ("score=a:2", FLOW, "has the end 'a'"),
        ("score=0:inf", FLOW, "has the end 'inf'"),
        ("score=0:1_0", FLOW, "has the end '1_0'"),
        ("score=2:1", FLOW, "a < b"),
        ("score:1=1:2", FLOW, "is no parameter"),
        ("temperature=1:2", FLOW, "is no parameter"),
        ("step-size=0.1:1", FLOW, "is a flow"),
        ("step-size=0:1", Oja(value=SYMMETRIC, step_size=1.0), "positive step sizes"),
        ("score=1:2", Oja(value=SYMMETRIC), "has no scores"),
        ("value=-1:1", FLOW, "without 0"),
        ("eigenvalue=0:1", FLOW, "which eigenvalue"),
        ("eigenvalue:x=0:1", FLOW, "which eigenvalue"),
        ("eigenvalue:-1=0:1", FLOW, "which eigenvalue"),
        ("eigenvalue:3=0:1", FLOW, "K from 0 to 2"),
        ("eigenvalue:0=0:1", Attention(value=GENERAL), "not symmetric"),
        ("eigenvalue:0=0:1", MultiHead(values=[SYMMETRIC], query_keys=[None]), "several heads"),
    ],
)
def test_bad_text_is_told_in_one_line(text: str, system: System, told: str) -> None:
    with pytest.raises(InvalidInput) as error:
        parse(text, system)
    assert told in str(error.value)
    assert "\n" not in str(error.value)


CASES = [
    (Oja(value=GENERAL), "value=0.5:2"),
    (Oja(value=SYMMETRIC), "eigenvalue:2=-3:1"),
    (Attention(value=SYMMETRIC), "score=0.1:3"),
    (Attention(value=GENERAL, query_key=SYMMETRIC, causal=True), "score=0.1:3"),
    (FLOW, "eigenvalue:1=-2:2"),
    (Attention(value=SYMMETRIC, step_size=0.5), "step-size=0.1:2"),
    (MultiHead(values=[SYMMETRIC, GENERAL], query_keys=[None, GENERAL]), "score=0.1:3"),
    (MultiHead(values=[SYMMETRIC, GENERAL], query_keys=[None, GENERAL]), "value=0.1:3"),
]


@pytest.mark.parametrize(("system", "text"), CASES)
def test_a_family_is_the_system_at_its_own_value_and_its_slope_is_a_difference(system: System, text: str) -> None:
    systems = family(system, parse(text, system))
    x = state(4, 3)
    inward = systems.inward(x)
    assert np.abs(systems.outward(inward) - x).max() < 1e-15
    own = systems.own
    assert np.abs(systems.outward(systems.flow(own).field(inward)) - system.field(x)).max() < 1e-14
    p, h = 0.7, 1e-5
    difference = (systems.flow(p + h).field(inward) - systems.flow(p - h).field(inward)) / (2 * h)
    assert np.abs(systems.slope(p, inward) - difference).max() < 1e-9


@pytest.mark.parametrize(("system", "text"), CASES)
def test_the_same_family_in_balls_contains_the_floats(system: System, text: str) -> None:
    import flint

    from verify.arithmetic.numeric import object_arithmetic

    systems = family(system, parse(text, system))
    x = systems.inward(state(4, 3))
    with flint.ctx.workprec(128):
        balls = object_arithmetic("arb").asarray(x, None)
        enclosed, p = systems.enclosed(), flint.arb(0.7)
        for seen, floats in (
            (enclosed.flow(p).field(balls), systems.flow(0.7).field(x)),
            (enclosed.slope(p, balls), systems.slope(0.7, x)),
        ):
            middle = np.array([[float(entry.mid()) for entry in row] for row in seen])
            assert np.abs(middle - floats).max() < 1e-14
            assert max(float(entry.rad()) for entry in seen.flat) < 1e-30


def test_an_eigenvalue_is_replaced_and_its_eigenvector_kept() -> None:
    """In the caller's coordinates V(p) v_1 = p v_1 and V(p) v_0 = lambda_0 v_0, whatever the scores."""
    values, vectors = np.linalg.eigh(SYMMETRIC)
    for key in (None, GENERAL):
        system = Attention(value=SYMMETRIC, query_key=key)
        systems = family(system, parse("eigenvalue:1=-9:9", system))
        made = systems.rotation @ systems.matrices(5.0)[0] @ systems.rotation.T
        assert np.abs(made @ vectors[:, 1] - 5 * vectors[:, 1]).max() < 1e-14
        assert np.abs(made @ vectors[:, 2] - values[2] * vectors[:, 2]).max() < 1e-14
