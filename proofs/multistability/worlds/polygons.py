"""Polygonal equilibria of self-attention in exact numbers, for both times, and where starts near them go."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from proofs.multistability.worlds.oja import example

TURN = "sqrt(3)/2"
SQUARE = [["1", "0", "0"], ["0", "1", "0"], ["-1", "0", "0"], ["0", "-1", "0"]]
PLANE = {
    3: (
        [["-3", "3", "-2"], ["3", "2", "-1"], ["-2", "-1", "1"]],
        (1, 4, -3),
        [["1", "0", "0"], ["-1/2", TURN, "0"], ["-1/2", f"-{TURN}", "0"]],
    ),
    4: ([["-3", "3", "-2"], ["3", "2", "-1"], ["-2", "-1", "1"]], (1, 4, -3), SQUARE),
    6: (
        [["-4", "4", "2"], ["4", "4", "-3"], ["2", "-3", "4"]],
        (2, 5, -1),
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
        from scipy.integrate import solve_ivp

        from verify.arithmetic.numeric import FLOAT64
        from verify.counterexample import Counterexample
        from verify.search.state import in_floats

        data = Counterexample(polygon_of())
        state = FLOAT64.asarray(data.tokens(), None)
        system: Any = in_floats(data.system())
        rng, closed = np.random.default_rng(seed), 0

        def field(_t: float, y: Any) -> Any:
            return system.field(y.reshape(state.shape)).ravel()

        for _ in range(10):
            tokens = state + 0.01 * rng.normal(size=state.shape)
            tokens /= np.linalg.norm(tokens, axis=1, keepdims=True)
            if system.is_flow:
                found = solve_ivp(field, (0, 80), tokens.ravel(), method="LSODA", rtol=1e-8, atol=1e-10)
                tokens = found.y[:, -1].reshape(state.shape)
            else:
                for _ in range(1500):
                    tokens = system.step(tokens)
            closed += bool(
                np.abs(system.attention(tokens) @ tokens).max() < 1e-5 and np.abs(tokens - state).max() < 0.1
            )
        told = f"{closed} of 10 random starts within about 0.01 of the polygon end at polygons near it"
        return closed == 10, told, {"starts": 10, "closed": closed}

    return experiment
