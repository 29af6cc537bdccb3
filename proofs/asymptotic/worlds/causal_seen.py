"""Trajectories of causal attention in float64, and experiments with the identity as value; heavy imports when they are used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

Seen = tuple[bool | None, str, dict[str, Any]]


def flow(system_at: Callable[[float], Any], start: Any, times: Any, rtol: float = 1e-9, atol: float = 1e-12) -> Any:
    """States of a flow that may depend on time, shape (len(times), n, d), by DOP853 in the ambient space.

    The field is extended by ``N(x) -> |x| field(x/|x|)`` with the norm of the system: directions follow the flow exactly.
    """
    import numpy as np
    from scipy.integrate import solve_ivp

    n, d = start.shape
    metric = getattr(system_at(0.0), "metric", np.eye(d))

    def lengths(rows: Any) -> Any:
        return np.sqrt(((rows @ metric) * rows).sum(axis=-1, keepdims=True))

    def slope(t: float, flat: Any) -> Any:
        rows = flat.reshape(n, d)
        size = lengths(rows)
        return (size * system_at(t).field(rows / size) + (1 - size**2) * rows).ravel()

    found = solve_ivp(
        slope, (0.0, float(times[-1])), start.ravel(), method="DOP853", rtol=rtol, atol=atol, t_eval=times
    )
    if found.status != 0:
        raise RuntimeError(f"the integration stopped: {found.message}")
    states = found.y.T.reshape(len(times), n, d)
    return states / lengths(states)


def constant(system: Any) -> Callable[[float], Any]:
    """A system that does not depend on time."""
    return lambda _time: system


def apart(state: Any) -> float:
    """The largest distance of a token from the first."""
    import numpy as np

    return float(np.linalg.norm(state - state[0], axis=1).max())


def random_metric(rng: Any, d: int) -> Any:
    import numpy as np

    root = rng.normal(size=(d, d))
    return root @ root.T / d + np.eye(d) / 2


def random_points(rng: Any, metric: Any, n: int) -> Any:
    """Uniform directions, on the ellipsoid."""
    import numpy as np

    x = rng.normal(size=(n, len(metric)))
    return x / np.sqrt(((x @ metric) * x).sum(axis=1, keepdims=True))


def random_scores(rng: Any, metric: Any) -> Any:
    """A random P with ``|x^T P y| <= 1`` on the ellipsoid."""
    import numpy as np

    p = rng.normal(size=metric.shape)
    root = np.linalg.inv(np.linalg.cholesky(metric))
    return p / np.linalg.norm(root @ p @ root.T, 2)


def identity_value(seed: int, _steps: int) -> Seen:
    """``V_h = I`` on random ellipsoids, two heads with scores that depend on time; uniform starts."""
    import numpy as np

    from verify.systems import Ellipsoid

    rng, worst, moved = np.random.default_rng(seed), 0.0, 0.0
    for _ in range(6):
        metric = random_metric(rng, 3)
        keys = [random_scores(rng, metric) for _ in range(2)]
        start = random_points(rng, metric, 5)

        def at(t: float, keys: Any = keys, metric: Any = metric) -> Any:
            scaled = [np.cos(t) * keys[0], np.sin(2 * t) * keys[1]]
            return Ellipsoid(metric=metric, values=[np.eye(3)] * 2, query_keys=scaled, causal=True)

        end = flow(at, start, [0.0, 100.0], rtol=1e-8)[-1]
        worst, moved = max(worst, apart(end)), max(moved, float(np.abs(end[0] - start[0]).max()))
    told = f"6 random systems: the first token moved by {moved:.0e}, at t = 100 all are within {worst:.0e} of it"
    # A start near one that never arrives takes longer: what has not arrived says nothing.
    return (moved < 1e-6) if worst < 1e-6 else None, told, {"systems": 6, "worst": worst}


def identity_steps(seed: int, _steps: int) -> Seen:
    """Steps of size 0.45 with ``V_h = I`` and two heads, whose scores change sign at random; uniform starts."""
    import numpy as np

    from verify.systems import Ellipsoid

    rng, worst = np.random.default_rng(seed), 0.0
    for _ in range(10):
        metric = random_metric(rng, 3)
        keys = [random_scores(rng, metric) for _ in range(2)]
        state = random_points(rng, metric, 5)
        system = Ellipsoid(metric=metric, values=[np.eye(3)] * 2, query_keys=keys, causal=True, step_size=0.45)
        for signs in rng.choice([-1.0, 1.0], size=(1000, 2)):
            scores = tuple(sign * key for sign, key in zip(signs, keys, strict=True))
            state = replace(system, query_keys=scores).step(state)
            if apart(state) < 1e-9:
                break
        worst = max(worst, apart(state))
    # A start near one that never arrives takes longer: what has not arrived says nothing.
    return True if worst < 1e-6 else None, f"10 random systems: within {worst:.0e} of the first token", {"worst": worst}


def spectra(seed: int, _steps: int) -> Seen:
    """Eigenvalues of the whole Jacobian of random causal systems at sign states, against ``a_ii lambda_j - kappa_i``."""
    import numpy as np

    from verify.observe import tangent_jacobian
    from verify.systems import Attention

    rng, worst = np.random.default_rng(seed), 0.0
    for _ in range(30):
        n, d = int(rng.integers(1, 7)), int(rng.integers(2, 5))
        value = rng.normal(size=(d, d))
        value = value + value.T
        spectrum, vectors = np.linalg.eigh(value)
        k, signs = int(rng.integers(d)), rng.choice([-1.0, 1.0], size=n)
        system = Attention(value=value, query_key=rng.normal(size=(d, d)), causal=True)
        tokens = signs[:, None] * vectors[:, k]
        weights = system.attention(tokens)
        kappa = signs * spectrum[k] * (weights @ signs)
        said = np.sort((np.diag(weights)[:, None] * np.delete(spectrum, k)[None] - kappa[:, None]).ravel())
        found = np.linalg.eigvals(tangent_jacobian(system, tokens))
        # Coefficients are continuous where eigenvalues of a triangular matrix are not.
        worst = max(worst, float(np.abs(np.poly(found) - np.poly(said)).max() / np.abs(np.poly(said)).max()))
    return worst < 1e-8, f"30 random sign states: characteristic polynomials agree to {worst:.0e}", {"worst": worst}


def metastable(_seed: int, _steps: int) -> Seen:
    """Two opposite tokens with ``P = (5/2) I``: how fast they leave, and that they do."""
    import numpy as np

    from verify.systems import Attention

    system, angle = Attention(value=np.eye(2), query_key=2.5 * np.eye(2), causal=True), 1e-3
    rate = 1 / (1 + np.exp(5.0))
    start = np.array([[1.0, 0.0], [-np.cos(angle), np.sin(angle)]])
    times = np.array([0.0, 0.25, 0.5, 12.0]) / rate
    states = flow(constant(system), start, times)
    away = np.linalg.norm(states[:, 1] + states[:, 0], axis=1)
    measured = np.log(away[2] / away[1]) / (times[2] - times[1])
    met = apart(states[-1])
    told = (
        f"a_21 = {rate:.3e}; measured rate {measured:.3e}; {away[2]:.1e} from opposite at t = {times[2]:.0f}, "
        f"{met:.0e} apart at t = {times[3]:.0f}"
    )
    agrees = bool(abs(measured / rate - 1) < 0.01 and away[2] < 2e-3 and met < 1e-6)
    return agrees, told, {"rate": rate, "measured": float(measured)}


def growing(_seed: int, _steps: int) -> Seen:
    """``P(t) = 4 (1 + t) I`` and ``P = 4 I`` from ``x_1 . x_2 = 1/4``."""
    import numpy as np

    from verify.systems import Attention

    start = np.array([[1.0, 0.0], [0.25, np.sqrt(1 - 0.0625)]])
    ends = []
    for grows in (1.0, 0.0):

        def at(t: float, grows: float = grows) -> Any:
            return Attention(value=np.eye(2), query_key=4 * (1 + grows * t) * np.eye(2), causal=True)

        ends.append(flow(at, start, [0.0, 1000.0])[-1])
    cosine, met = float(ends[0][0] @ ends[0][1]), apart(ends[1])
    told = f"growing scores: x_1.x_2 = {cosine:.4f} at t = 1000; constant scores: {met:.0e} apart"
    return bool(cosine < 0.5 and met < 1e-6), told, {"cosine": cosine}
