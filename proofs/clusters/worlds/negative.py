"""V = -I, A = I: what trajectories of tokens do (not rescaled)."""

from __future__ import annotations

from typing import Any

from proofs.clusters.notation import example


def opposite_pair() -> dict[str, Any]:
    """The tokens 1 and -1 on the line."""
    return example([["-1"]], [["1"], ["-1"]], "V = -1, Q^T K = 1, tokens 1 and -1: they stay opposite.")


def uneven_pair() -> dict[str, Any]:
    """A spoiled example: tokens that are not opposite."""
    return opposite_pair() | {"tokens": [["1"], ["-2"]]}


def stronger_value() -> dict[str, Any]:
    """A spoiled example: V = -2."""
    return opposite_pair() | {"value": [["-2"]]}


def slow_pair(given: Any) -> Any:
    """The field at ``(x, -x)`` is ``-+ x tanh(x^2)``, with a symbol in place of the given x: exact, for every x."""
    import numpy as np
    import sympy

    from verify.evidence.enclose import Certificate

    system, tokens = given.system(), given.tokens()
    if tokens.shape != (2, 1) or tokens[0, 0] != -tokens[1, 0] or tokens[0, 0] == 0:
        return Certificate(False, "the tokens are not x and -x on the line")
    x = sympy.Symbol("x", real=True)
    moved = system.field(np.array([[x], [-x]], dtype=object))
    said = x * sympy.tanh(x**2)
    rest = [sympy.simplify((moved[i, 0] + sign * said).rewrite(sympy.exp)) for i, sign in ((0, 1), (1, -1))]
    if rest != [0, 0]:
        return Certificate(False, f"x' is not -x tanh(x^2): {rest[0]} is left")
    return Certificate(True, "the field at (x, -x) is (-x tanh(x^2), x tanh(x^2)) for every x")


def _followed(tokens: Any, times: Any) -> Any:
    """Tokens at the given times, shape ``(T, n, d)``."""
    import numpy as np
    from scipy.integrate import solve_ivp

    from verify.systems import Clusters

    n, d = tokens.shape
    system = Clusters(value=-np.eye(d))

    def right(_t: float, y: Any) -> Any:
        return system.field(y.reshape(n, d)).ravel()

    found = solve_ivp(right, (0, times[-1]), tokens.ravel(), method="DOP853", rtol=1e-9, atol=1e-12, t_eval=times)
    return found.y.T.reshape(-1, n, d)


def interaction_decreases(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """``W = sum_ij e^{<x_i, x_j>}`` along 10 random trajectories."""
    import numpy as np

    rng, worst = np.random.default_rng([seed, 4]), -np.inf
    for _ in range(10):
        n, d = int(rng.integers(2, 8)), int(rng.integers(1, 4))
        states = _followed(rng.normal(size=(n, d)), np.linspace(0, 5, 60))
        energy = np.exp(states @ states.swapaxes(1, 2)).sum(axis=(1, 2))
        worst = max(worst, float((np.diff(energy) / energy[:-1]).max()))
    return worst < 1e-9, f"the largest relative increase of W between two of 600 times is {worst:.0e}", {}


def pair_rate(_seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """The pair 1, -1 against the bound ``w >= 1/(1 + 2t)`` and the rate ``w ~ 1/(2t)``."""
    import numpy as np

    times = np.array([1.0, 10.0, 100.0, 1000.0])
    w = _followed(np.array([[1.0], [-1.0]]), times)[:, 0, 0] ** 2
    above = bool((w >= 1 / (1 + 2 * times) - 1e-9).all())
    return above and bool(abs(2000 * w[-1] - 1) < 0.01), f"2 t x^2 = {', '.join(f'{v:.4f}' for v in 2 * times * w)}", {}


def goes_to_zero(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Lengths, means and second moments of 12 random starts at t = 400."""
    import numpy as np

    rng, longest, mean, moments = np.random.default_rng([seed, 5]), 0.0, 0.0, []
    for number in range(12):
        d = 1 + number % 3
        end = _followed(rng.normal(size=(5, d)), np.array([400.0]))[0]
        longest = max(longest, float(np.linalg.norm(end, axis=1).max()))
        mean = max(mean, float(np.linalg.norm(end.mean(axis=0))))
        moments.append(800 * float((end**2).sum()) / 5 / d)
    told = f"longest token {longest:.3f}, longest mean {mean:.0e}, 2 t (mean of |x|^2)/d from {min(moments):.3f} to {max(moments):.3f}"
    agrees = longest < 0.1 and mean < 1e-3 and max(abs(m - 1) for m in moments) < 0.1
    return agrees, told, {"moments": [round(m, 3) for m in moments]}
