"""Tokens in a hemisphere, beyond the theorem: two tokens, tokens on a line, exact examples, and experiments."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from proofs.asymptotic.worlds import hemisphere as world

# ------------------------------------------------------------------ two tokens


def symbolic_pair() -> Any:
    """Two tokens of the plane at an angle of any size but pi (rationally parametrised), ``V = I``, ``P = c I``."""
    import numpy as np
    import sympy

    from verify.systems import Attention

    r, c = sympy.symbols("r c", real=True)
    one, zero = sympy.Integer(1), sympy.Integer(0)
    x = np.array([[one, zero], [(1 - r**2) / (1 + r**2), 2 * r / (1 + r**2)]], dtype=object)
    identity = np.array([[one, zero], [zero, one]], dtype=object)

    def tidy(expression: Any) -> Any:
        # Exponents are put in lowest terms, and each exponential is then one unknown: what is left is rational.
        lowest = expression.replace(sympy.exp, lambda power: sympy.exp(sympy.cancel(power)))
        powers = sorted(lowest.atoms(sympy.exp), key=sympy.default_sort_key)
        return sympy.cancel(lowest.xreplace({power: sympy.Symbol(f"E_{power.args[0]}") for power in powers}))

    system = Attention(value=identity, query_key=identity * c)
    return SimpleNamespace(X=x, c=c, system=system, exp=sympy.exp, tidy=tidy)


def random_pair(rng: Any) -> Any:
    """Two random unit tokens in any dimension."""
    import numpy as np

    from verify.arithmetic.linear import unit_rows
    from verify.systems import Attention

    d = int(rng.integers(2, 6))
    x, c = unit_rows(rng.normal(size=(2, d))), rng.normal()
    identity = np.eye(d, dtype=int)
    system = Attention(value=identity, query_key=identity * c)
    return SimpleNamespace(X=x, c=c, system=system, exp=np.exp, tidy=lambda number: number)


def pair(w: Any) -> tuple[Any, Any]:
    """``d/dt x_1 . x_2`` along the field, and ``2 (1 - g^2) e^{cg} / (e^c + e^{cg})`` with ``g = x_1 . x_2``."""
    moved, g = w.system.field(w.X), w.X[0] @ w.X[1]
    said = 2 * (1 - g * g) * w.exp(w.c * g) / (w.exp(w.c) + w.exp(w.c * g))
    return [w.tidy(moved[0] @ w.X[1] + w.X[0] @ moved[1])], [w.tidy(said)]


def pair_with_the_own_weights(w: Any) -> tuple[Any, Any]:
    """With the weight of the token itself: false."""
    g = w.X[0] @ w.X[1]
    return pair(w)[0], [w.tidy(2 * (1 - g * g) * w.exp(w.c) / (w.exp(w.c) + w.exp(w.c * g)))]


# ------------------------------------------------------------------ tokens on a line


def symbolic_line() -> Any:
    """Tokens ``e_i x`` with any numbers ``e_i`` and any weights, for all n and d."""
    import sympy

    from verify.arithmetic.indexed import IndexedArray

    w = world.symbolic()
    signs, direction = sympy.IndexedBase("e", real=True), sympy.IndexedBase("x", real=True)
    w.e = IndexedArray((w.n, 1), lambda i, _j: signs[i])
    w.x = IndexedArray((1, w.d), lambda _i, j: direction[j])
    w.X = IndexedArray((w.n, w.d), lambda i, j: signs[i] * direction[j])
    return w


def random_line(rng: Any) -> Any:
    """Random numbers."""
    w = world.random(rng)
    w.e, w.x = rng.normal(size=(w.n, 1)), rng.normal(size=(1, w.d))
    w.X = w.e * w.x
    return w


def on_a_line(w: Any) -> tuple[Any, Any]:
    """The field at ``e_i x``, and ``(1 - e_i^2 x^T W x) (sum_j b_ij e_j) x``."""
    length = w.x @ w.W @ w.xp.transpose(w.x)  # shape (1, 1)
    factor = (w.e * w.e * length) * -1 + 1
    return w.flow.field(w.X), (w.B @ w.e) * factor @ w.x


def on_a_line_unprojected(w: Any) -> tuple[Any, Any]:
    """Without the projection: false."""
    return w.flow.field(w.X), (w.B @ w.e) @ w.x


def alone(w: Any) -> tuple[Any, Any]:
    """The field where each token sees itself alone, and ``b_i (1 - x_i^T W x_i) x_i``."""
    weights = w.B * w.eye
    flow = world._with_weights(w.W, w.identity, weights)
    own, length = weights @ w.ones, w.xp.dot(w.X @ w.W, w.X)
    return flow.field(w.X), w.X * own * (length * -1 + 1)


def alone_unprojected(w: Any) -> tuple[Any, Any]:
    """Without the projection: false."""
    return alone(w)[0], w.X * ((w.B * w.eye) @ w.ones)


# ------------------------------------------------------------------ exact examples


def _example(system: str, tokens: list[list[str]], told: str, **more: Any) -> dict[str, Any]:
    from proofs.multistability.worlds.oja import example

    return example(system, [["1", "0"], ["0", "1"]], tokens, told, query_key=None) | more


def heads_of_both_signs() -> dict[str, Any]:
    """``V_1 = 2 I`` with ``P_1 = log(3) I`` and ``V_2 = -I`` with ``P_2 = 0``, tokens ``e_1`` and ``e_2``."""
    heads = [
        {"value": [["2", "0"], ["0", "2"]], "query_key": [["log(3)", "0"], ["0", "log(3)"]]},
        {"value": [["-1", "0"], ["0", "-1"]], "query_key": [["0", "0"], ["0", "0"]]},
    ]
    told = "The values add up to the identity; the tokens e_1 and e_2 are in the interior of the hemisphere of (1, 1)."
    return _example("multihead", [["1", "0"], ["0", "1"]], told, heads=heads)


def heads_of_one_sign() -> dict[str, Any]:
    """The same with ``V_2 = I``: the tokens move."""
    given = heads_of_both_signs()
    given["heads"][1]["value"] = [["1", "0"], ["0", "1"]]
    return given


def first_two_opposite() -> dict[str, Any]:
    """Auto-regressive attention at ``(e_1, -e_1, e_2)``, in the closed hemisphere of ``e_2``, ``P = I``."""
    told = "The tokens are in the closed hemisphere of e_2, and the third is in its interior."
    return _example("attention", [["1", "0"], ["-1", "0"], ["0", "1"]], told, mask="causal")


def opposite_in_full_attention() -> dict[str, Any]:
    """The same without a mask: all tokens move."""
    return first_two_opposite() | {"mask": None}


def triangle() -> dict[str, Any]:
    """Three tokens at angles of 120 degrees, ``P = I``: in no closed half circle."""
    tokens = [["1", "0"], ["-1/2", "sqrt(3)/2"], ["-1/2", "-sqrt(3)/2"]]
    return _example("attention", tokens, "The tokens add up to 0: they are in no open half circle.")


def lopsided_triangle() -> dict[str, Any]:
    """Another triangle: the tokens move."""
    tokens = [["1", "0"], ["-3/5", "4/5"], ["-3/5", "-4/5"]]
    return _example("attention", tokens, "The tokens add up to (-1/5, 0).")


def _rests(given: Any, rows: int) -> Any:
    """Whether the first tokens are at rest, exactly; tokens see no later ones, or all tokens are asked for."""
    import sympy

    from verify.evidence.enclose import Certificate

    tokens = given.tokens()
    moved = given.system().field(tokens)[:rows]
    sizes = [sympy.simplify(entry) for entry in moved.flat]
    if not all(size == 0 for size in sizes):
        return Certificate(False, f"the field of the first {rows} tokens is {[str(size) for size in sizes]}, not 0")
    units = all(sympy.simplify(sum(entry**2 for entry in token) - 1) == 0 for token in tokens)
    apart = any(sympy.simplify(a - b) != 0 for a, b in zip(tokens[0], tokens[1], strict=True))
    if not (units and apart):
        return Certificate(False, "the tokens are no unit vectors, or the first two are equal")
    return Certificate(True, f"the field of the first {rows} tokens is exactly 0, and the first two differ")


def rests_above(given: Any) -> Any:
    """An equilibrium that is no consensus, all tokens of positive height over ``(1, ..., 1)``."""
    from verify.evidence.enclose import Certificate

    tokens = given.tokens()
    if not all(sum(token) > 0 for token in tokens):
        return Certificate(False, "not all tokens are in the interior of the hemisphere of (1, ..., 1)")
    return _rests(given, len(tokens))


def first_two_rest(given: Any) -> Any:
    """The first two tokens rest, whatever the others do; heights over the last axis are not negative, and not all zero."""
    from verify.evidence.enclose import Certificate

    tokens = given.tokens()
    if not (all(token[-1] >= 0 for token in tokens) and any(token[-1] > 0 for token in tokens)):
        return Certificate(False, "the tokens are not in the closed hemisphere of the last axis, off its boundary")
    if given.data.get("mask") != "causal":
        return Certificate(False, "without a causal mask the first two tokens see the third one")
    return _rests(given, 2)


def all_rest(given: Any) -> Any:
    """An equilibrium that is no consensus."""
    return _rests(given, len(given.tokens()))


# ------------------------------------------------------------------ seen


def growth_seen(_seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """The tokens ``e_1``, ``e_2`` with ``P(t) = (8 + t) I``, and with ``P(t) = log(1 + t)/2 I``."""
    import numpy as np
    from scipy.integrate import solve_ivp

    from verify.systems import Attention

    def gap(factor: Any, horizon: float) -> float:
        def slope(t: float, flat: Any) -> Any:
            system = Attention(value=np.eye(2), query_key=factor(t) * np.eye(2))
            return np.asarray(system.field(flat.reshape(2, 2))).ravel()

        end = solve_ivp(slope, (0, horizon), np.eye(2).ravel(), method="DOP853", rtol=1e-10, atol=1e-12).y[:, -1]
        return float(1 - end[:2] @ end[2:])

    fast, slow = gap(lambda t: 8 + t, 200.0), gap(lambda t: np.log(1 + t) / 2, 200.0)
    told = f"1 - x_1.x_2 at t = 200: {fast:.6f} with (8 + t) I (at least {1 - 4 * np.exp(-4):.6f}), {slow:.1e} with log(1 + t)/2 I"
    return fast >= 1 - 4 * np.exp(-4) and slow < 1e-6, told, {"fast": round(fast, 9)}


def rate_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """The slope of the logarithm of the diameter of eight starts near the end, against the number of heads."""
    import numpy as np

    from proofs.asymptotic.worlds import hemisphere_seen as seen

    rng, worst = np.random.default_rng([seed, 3]), 0.0
    for heads in (1, 2, 3, 4):
        system, _ = seen.moving_system(rng, 3, heads, 1.0, False, seen.SCHEDULES["periodic"])
        starts, _ = seen.starts_above(rng, 2, 5, system.metric, 0.1)
        times = np.array([0.0, 9.0, 12.0]) / heads
        apart = seen.diameters(seen.followed(system, starts, times), system.metric)
        worst = max(worst, float(np.abs(np.log(apart[1] / apart[2]) / (times[2] - times[1]) / heads - 1).max()))
    return worst < 0.01, f"the rate is H to within {worst:.1e} of itself", {"starts": 8}


def repelled_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """16 starts with values ``-I`` within 0.05 of a consensus: the diameter at t = 20."""
    import numpy as np
    from scipy.integrate import solve_ivp

    from verify.systems import Attention

    rng, least = np.random.default_rng([seed, 4]), np.inf
    for k in range(16):
        key = rng.normal(size=(3, 3))
        system = Attention(value=-np.eye(3), query_key=key, causal=bool(k % 2))
        start = np.array([1.0, 0.0, 0.0]) + rng.uniform(-0.05, 0.05, size=(5, 3))
        start /= np.linalg.norm(start, axis=1, keepdims=True)

        def slope(_t: float, flat: Any, system: Any = system) -> Any:
            return np.asarray(system.field(flat.reshape(5, 3))).ravel()

        end = solve_ivp(slope, (0, 20), start.ravel(), method="DOP853", rtol=1e-8, atol=1e-10).y[:, -1].reshape(5, 3)
        least = min(least, float(np.linalg.norm(end[:, None] - end[None], axis=-1).max()))
    return least > 1, f"at t = 20 the diameter is at least {least:.2f}", {"starts": 16}


def negative_scores_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """``P(t) = -(t + t^2) I``: 16 starts on an open half circle, 16 with inner products of at least 0 in five dimensions."""
    import numpy as np
    from scipy.integrate import solve_ivp

    from verify.systems import Attention

    rng, worst = np.random.default_rng([seed, 5]), 0.0
    for k in range(32):
        d = 2 if k % 2 else 5
        if d == 2:
            angles = rng.uniform(-1.5, 1.5, size=6)
            start = np.stack([np.cos(angles), np.sin(angles)], axis=1)
        else:
            start = np.abs(rng.normal(size=(6, d)))
            start /= np.linalg.norm(start, axis=1, keepdims=True)

        def slope(t: float, flat: Any, d: int = d) -> Any:
            system = Attention(value=np.eye(d), query_key=-(t + t * t) * np.eye(d))
            return np.asarray(system.field(flat.reshape(6, d))).ravel()

        end = solve_ivp(slope, (0, 30), start.ravel(), method="DOP853", rtol=1e-7, atol=1e-10).y[:, -1].reshape(6, d)
        worst = max(worst, float(np.linalg.norm(end[:, None] - end[None], axis=-1).max()))
    return worst < 1e-3, f"at t = 30 the diameter is at most {worst:.1e}", {"starts": 32}
