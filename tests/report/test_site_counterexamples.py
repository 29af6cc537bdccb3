"""Pictures and scripts of counterexamples: a script does what the one definition does, a picture is the same every time."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from site_pages import example

from verify.counterexample import Counterexample
from verify.report.site import portrait as portraits
from verify.report.site import replay
from verify.report.site.numbers import rows
from verify.report.site.portrait import portrait

HEADS = [{"value": [["1", "1/2"], ["0", "1"]], "query_key": [["1", "log(2)"], ["0", "-1"]]},
         {"value": [["sqrt(2)/2", "0"], ["1", "-1/3"]], "query_key": None}]  # fmt: skip
STATE = [["3/5", "4/5"], ["1", "0"], ["0", "-1"]]
TRIPLE = [["1", "0", "0"], ["0", "3/5", "4/5"], ["-2/3", "1/3", "2/3"]]
V3 = [["2", "0", "1"], ["0", "1", "0"], ["0", "1/2", "-1"]]
FLOW: dict[str, Any] = {"time": "continuous", "step_size": None}
SYSTEMS: dict[str, dict[str, Any]] = {
    "oja": example(tokens=STATE),
    "oja flow": example(tokens=STATE, **FLOW),
    "attention": example(system="attention", tokens=STATE, query_key=[["1", "2"], ["exp(1/2)", "-1"]], step_size="1/3"),
    "attention, causal": example(system="attention", tokens=STATE, mask="causal"),
    "attention flow": example(system="attention", tokens=TRIPLE, value=V3, **FLOW),
    "multihead": example(system="multihead", tokens=STATE, heads=HEADS),
    "multihead flow, causal": example(system="multihead", tokens=STATE, heads=HEADS, mask="causal", **FLOW),
    "ellipsoid": example(
        system="ellipsoid", heads=HEADS, metric=[["2", "1/2"], ["1/2", "1"]], tokens=[["sqrt(2)/2", "0"], ["0", "1"]]
    ),
    "ellipsoid flow": example(
        system="ellipsoid", heads=HEADS, metric=[["4", "0"], ["0", "1"]], tokens=[["1/2", "0"], ["0", "1"]], **FLOW
    ),
    "clusters": example(system="clusters", tokens=[["2", "1"], ["-1/2", "3"]], **FLOW),
}


@pytest.mark.parametrize("name", list(SYSTEMS))
def test_the_lines_do_what_the_definition_does(name: str) -> None:
    data = SYSTEMS[name]
    script = replay.lines(data)
    assert script is not None
    told: dict[str, Any] = {"print": lambda *_, **__: None}
    exec(compile(script, name, "exec"), told)
    system, tokens = Counterexample(data).system(), np.array(Counterexample(data).tokens(), dtype=float)
    definition = system.field if system.is_flow else system.step
    mine = told["field"] if system.is_flow else told["step"]
    assert np.abs(mine(told["X"]) - definition(tokens)).max() < 1e-14
    moved = tokens[::-1] * 0.6 + 0.8 * np.roll(tokens, 1, axis=1)
    assert np.abs(mine(moved) - definition(moved)).max() < 1e-13


def test_the_lines_run_with_numpy_alone() -> None:
    script = replay.lines(SYSTEMS["oja"])
    assert script is not None
    done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.startswith("after one step:")


def test_there_are_no_lines_where_numbers_do_not_say_enough_or_are_no_numbers() -> None:
    assert replay.lines(example(tokens=None)) is None
    assert replay.lines({"parameters": {"n": "2"}, "explanation": "at n = 2"}) is None
    assert replay.lines(example(tokens=[["__import__('os').system('id')", "0"]])) is None
    assert replay.lines(example(value=[["(lambda: 1)()", "0"], ["0", "1"]])) is None
    moving = SYSTEMS["ellipsoid flow"] | {"schedule": "periodic: P(t) = (cos(2*t)) P"}
    assert replay.lines(moving) is None


def test_numbers_are_mathematics() -> None:
    told = dict(rows(SYSTEMS["multihead"]))
    assert "<mtable" in told["tokens, one a row"]
    assert "<msqrt" in told["head 2: $V_{2}$"]
    assert "head 2: $A_{2}$" not in told
    assert told["time"] == "discrete"
    assert "mask" not in told


def test_numbers_that_are_none_are_shown_as_they_are() -> None:
    told = dict(rows(example(step_size="<b>", parameters={"kappa": "2, 2"})))
    assert "&lt;b&gt;" in told[r"$\alpha$ (step size)"]
    assert "2, 2" in told["parameters"]


@pytest.mark.parametrize("name", [name for name in SYSTEMS if name != "clusters"])
def test_states_in_two_and_three_dimensions_have_a_picture(name: str) -> None:
    made, again = portrait(SYSTEMS[name]), portrait(SYSTEMS[name])
    assert made is not None
    assert made == again
    assert made.svg.rstrip().endswith("</svg>")
    assert "<dc:date>" not in made.svg
    where = "ellipsoid" if "ellipsoid" in name else "sphere" if "flow" in name and name.startswith("att") else "circle"
    assert f"on the {where}" in made.caption
    assert ("time" if "flow" in name else "40 steps") in made.caption


def test_others_have_none() -> None:
    assert portrait(SYSTEMS["clusters"]) is None
    assert portrait(example(tokens=None)) is None
    assert portrait({"parameters": {"n": "2"}, "explanation": "at n = 2"}) is None
    four = [["1", "0", "0", "0"], ["0", "1", "0", "0"]]
    assert portrait(example(tokens=four, value=[["1" if i == j else "0" for j in range(4)] for i in range(4)])) is None
    assert portrait(example(step_size="no number")) is None


def test_an_exact_equilibrium_and_an_exact_cycle_stay_what_they_are() -> None:
    # e_1 is an eigenvector with the largest eigenvalue of -V: of the step with V = diag(-2, 1) a cycle of period two.
    system = portraits._in_floats(Counterexample(example()).system())
    state = np.array([[1.0, 0.0], [1.0, 0.0]])
    _, states = portraits._path(system, state)
    assert (states[::2] == state).all()
    assert (states[1::2] == -state).all()
    # An unstable equilibrium of a flow, which rounding would leave after a while: e_2, where V = diag(1, -1) repels.
    resting = example(value=[["1", "0"], ["0", "-1"]], tokens=[["0", "1"], ["0", "1"]], **FLOW)
    system = portraits._in_floats(Counterexample(resting).system())
    start = np.array([[0.0, 1.0], [0.0, 1.0]])
    assert (portraits._path(system, start)[1] == start).all()


def test_the_flow_is_followed_accurately() -> None:
    # One token of the Oja flow x' = Vx - (x^T V x) x moves to x(t) = e^{tV} x / |e^{tV} x|, V = diag(1, -1).
    data = example(value=[["1", "0"], ["0", "-1"]], tokens=[["3/5", "4/5"]], **FLOW)
    times, states = portraits._path(portraits._in_floats(Counterexample(data).system()), np.array([[0.6, 0.8]]))
    exact = np.stack([0.6 * np.exp(times), 0.8 * np.exp(-times)], axis=-1)
    exact /= np.linalg.norm(exact, axis=1, keepdims=True)
    assert np.abs(states[:, 0] - exact).max() < 1e-5


def test_the_start_beside_a_state_is_as_far_away_as_is_told() -> None:
    data = example(radius="1/100")
    away = portraits._away(data)
    assert away == 0.01
    system = portraits._in_floats(Counterexample(data).system())
    state = np.array([[1.0, 0.0], [1.0, 0.0]])
    moved = portraits._moved(system, state, away)
    assert np.allclose(np.linalg.norm(moved, axis=1), 1)
    assert np.allclose(np.arccos((moved * state).sum(axis=1)), np.arctan(0.01))
