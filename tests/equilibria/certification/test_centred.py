"""The systems as they are written for balls: the same numbers as their definition, and narrower over boxes."""

import flint
import numpy as np
import pytest

from verify import Attention, MultiHead, Oja
from verify.arithmetic.numeric import object_arithmetic
from verify.equilibria.certification.centred import Centred, centred
from verify.equilibria.certification.certified import flow_of
from verify.equilibria.contraction import Chart


def drawn(name, seed, step_size):
    """A random system of four tokens in dimension 3, and a random state."""
    rng = np.random.default_rng(seed)
    value, key, other, second = rng.normal(size=(4, 3, 3))
    state = rng.normal(size=(4, 3))
    state /= np.linalg.norm(state, axis=1, keepdims=True)
    systems = {
        "attention": lambda: Attention(value=value, query_key=key, step_size=step_size),
        "identity": lambda: Attention(value=value, step_size=step_size),
        "causal": lambda: Attention(value=value, query_key=key, step_size=step_size, causal=True),
        "heads": lambda: MultiHead(values=[value, other], query_keys=[key, None], step_size=step_size),
        "causal heads": lambda: MultiHead(
            values=[value, other], query_keys=[key, second], step_size=step_size, causal=True
        ),
    }
    return systems[name](), state


NAMES = ("attention", "identity", "causal", "heads", "causal heads")


@pytest.mark.parametrize("step_size", [None, 0.5])
@pytest.mark.parametrize("name", NAMES)
def test_the_same_numbers_as_the_definition(name, step_size):
    for seed in range(3):
        system, state = drawn(name, seed, step_size)
        written = centred(system)
        assert isinstance(written, Centred)
        assert written.is_flow == system.is_flow
        balls = object_arithmetic("arb").asarray(state, None)
        with flint.ctx.workprec(120):
            pairs = [(written.influence(balls), system.influence(balls)), (written.field(balls), system.field(balls))]
            pairs.append((written.jacobian(balls), system.jacobian(balls)))
            if step_size is not None:
                pairs.append((written.step(balls), system.step(balls)))
            for ours, definition in pairs:
                for left, right in zip(ours.flat, definition.flat, strict=True):
                    assert left.overlaps(right)
                    assert (left - right).abs_upper() < flint.arb(2) ** -100
        # And so in float64: the midpoints against another arithmetic.
        floats = np.array([float(entry.mid()) for entry in pairs[2][0].flat]).reshape(12, 12)
        np.testing.assert_allclose(floats, system.jacobian(state), rtol=0, atol=1e-13 * np.abs(floats).max() + 1e-14)


def test_the_oja_system_stays_as_it_is():
    system = Oja(value=np.eye(3))
    assert centred(system) is system


def test_the_flow_of_a_step_has_its_matrices():
    system, state = drawn("heads", 0, 0.5)
    flow = flow_of(centred(system))
    assert flow.is_flow
    balls = object_arithmetic("arb").asarray(state, None)
    assert all(a.overlaps(b) for a, b in zip(flow.field(balls).flat, system.field(balls).flat, strict=True))


def test_differences_of_near_tokens_are_enclosed_more_narrowly():
    # Eight tokens at one place, a score matrix of size 30: their weights hardly differ over a small box.
    rng = np.random.default_rng(3)
    system = Attention(value=rng.normal(size=(3, 3)), query_key=30 * rng.normal(size=(3, 3)))
    chart = Chart.near(np.tile([[1.0, 0.0, 0.0]], (8, 1)))
    bounds = np.full(16, 1e-4)
    widths = [
        max(float(entry.rad()) for entry in chart.jacobian(each, bounds).flat) for each in (centred(system), system)
    ]
    assert widths[0] < widths[1] / 2
