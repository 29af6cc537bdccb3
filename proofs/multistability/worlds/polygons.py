"""Polygonal equilibria of self-attention in exact numbers, for both times, and where starts near them go."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from proofs.multistability.worlds.oja import example

TURN = "sqrt(3)/2"
SQUARE = [["1", "0", "0"], ["0", "1", "0"], ["-1", "0", "0"], ["0", "-1", "0"]]
TWO_POSITIVE = [["1", "4", "2"], ["4", "-2", "0"], ["2", "0", "1"]]
PLANE = {
    3: (TWO_POSITIVE, (-4, -4, 0), [["1", "0", "0"], ["-1/2", TURN, "0"], ["-1/2", f"-{TURN}", "0"]]),
    4: (TWO_POSITIVE, (-4, -4, 0), SQUARE),
    6: (
        [["-3", "4", "0"], ["4", "2", "-2"], ["0", "-2", "4"]],
        (5, 5, 0),
        [*SQUARE, ["3/5", "4/5", "0"], ["-3/5", "-4/5", "0"]],
    ),
}
"""V, with two positive eigenvalues, a vector p, and a closed polygon in the plane of ``e_1`` and ``e_2``, by n."""


def plane_scores(p: tuple[int, int, int], symmetric: bool) -> list[list[str]]:
    """``e_3 p^T + p e_3^T``, or ``e_3 p^T`` alone: both vanish on the plane of ``e_1`` and ``e_2``."""
    rows = [[0, 0, 0], [0, 0, 0], list(p)]
    if symmetric:
        rows = [[rows[i][j] + rows[j][i] for j in range(3)] for i in range(3)]
    return [[str(entry) for entry in row] for row in rows]


LINE = {
    2: (
        [["1", "1"], ["1", "0"]],
        {True: [["0", "-1"], ["-1", "0"]], False: [["0", "-1/2"], ["-1", "0"]]},
    ),
    3: (
        [["1", "1", "0"], ["1", "0", "0"], ["0", "0", "-1"]],
        {
            True: [["0", "-1", "0"], ["-1", "0", "0"], ["0", "0", "1"]],
            False: [["0", "-1/2", "0"], ["-1", "0", "0"], ["0", "0", "1"]],
        },
    ),
}
"""V and A, by dimension: ``u = e_1`` has ``u^T A u = 0`` and ``V u`` leans to where A pushes back."""


def polygon(n: int, d: int, symmetric: bool, step_size: str | None = None) -> dict[str, Any]:
    """A stable polygon of n tokens in R^d: on a line for d = 2 and for n = 2, else in a plane on which A vanishes."""
    kind = "symmetric" if symmetric else "not symmetric"
    if d == 2 or n == 2:
        value, scores = LINE[d]
        tokens = _on_a_line(n, d)
        told = f"half of the tokens at e_1, half at -e_1; A is {kind} and e_1^T A e_1 = 0"
        key = scores[symmetric]
    else:
        value, p, tokens = PLANE[n]
        key = plane_scores(p, symmetric)
        told = f"a closed polygon in the plane of e_1 and e_2, on which A, {kind}, vanishes"
    time = {} if step_size is None else {"time": "discrete", "step_size": step_size}
    return example("attention", value, tokens, f"V satisfies Assumption 1; {told}.", query_key=key, **time)


def skew_polygon(n: int, d: int) -> dict[str, Any]:
    """The same with A skew: on a line for d = 2, where every line is as good; else a square, in a plane that may turn as well."""
    if d == 2:
        value, key, tokens = LINE[2][0], [["0", "1"], ["-1", "0"]], _on_a_line(n, 2)
        told = "half of the tokens at e_1, half at -e_1; A is skew"
    else:
        value, p, tokens = PLANE[n]
        key = [["0", "0", str(-p[0])], ["0", "0", str(-p[1])], [str(p[0]), str(p[1]), "0"]]
        told = "a closed polygon in the plane of e_1 and e_2, on which A, skew, vanishes"
    return example("attention", value, tokens, f"V satisfies Assumption 1; {told}.", query_key=key)


def opening_line(step_size: str | None = None) -> dict[str, Any]:
    """Four tokens on a line in three dimensions, A symmetric: they open and close again at third order."""
    value, scores = LINE[3]
    told = "half of the tokens at e_1, half at -e_1; A is symmetric and e_1^T A e_1 = 0"
    time = {} if step_size is None else {"time": "discrete", "step_size": step_size}
    explained = f"V satisfies Assumption 1; {told}."
    return example("attention", value, _on_a_line(4, 3), explained, query_key=scores[True], **time)


def _on_a_line(n: int, d: int) -> list[list[str]]:
    return [[sign, *["0"] * (d - 1)] for sign in ("1", "-1") for _ in range(n // 2)]


def returns_seen(polygon_of: Callable[[], dict[str, Any]]) -> Any:
    """An experiment: random starts near a polygon, with the flow or the step of its system."""

    def experiment(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
        import numpy as np

        from verify.arithmetic.numeric import FLOAT64
        from verify.counterexample import Counterexample
        from verify.search.state import in_floats
        from verify.trajectories.integrate import trajectories

        data = Counterexample(polygon_of())
        system: Any = in_floats(data.system())
        state = FLOAT64.asarray(data.tokens(), None)
        starts = state + 0.01 * np.random.default_rng(seed).normal(size=(10, *state.shape))
        starts /= np.linalg.norm(starts, axis=2, keepdims=True)
        found = trajectories(system, starts, 40 if system.is_flow else 1500)
        ends = [one.states[-1] for one in found]
        closed = sum(
            bool(np.abs(system.attention(end) @ end).max() < 1e-5 and np.abs(end - state).max() < 0.1) for end in ends
        )
        told = f"{closed} of {len(ends)} random starts within about 0.01 of the polygon end at polygons near it"
        return closed == len(ends), told, {"starts": len(ends), "closed": closed}

    return experiment
