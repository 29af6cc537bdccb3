"""Trajectories for the claims on the ascent of f: imported only when a claim is examined."""

from __future__ import annotations

from typing import Any

import numpy as np

from verify.counterexample import Counterexample
from verify.evidence.enclose import Certificate
from verify.systems import Oja

Seen = tuple[bool | None, str, dict[str, Any]]


def height(tokens: Any, value: Any) -> float:
    """``2 f/n^2 = xbar^T V xbar``."""
    mean = tokens.mean(axis=0)
    return float(mean @ value @ mean)


def unit(rows: Any) -> Any:
    """Rows of length 1."""
    return rows / np.linalg.norm(rows, axis=-1, keepdims=True)


def _drawn(rng: Any) -> tuple[int, Any, Any]:
    """A size, a spectrum with its smallest entry negative, and a symmetric matrix with it."""
    n, d = int(rng.integers(2, 8)), int(rng.integers(2, 5))
    spectrum = rng.uniform(-1.5, 1.0, size=d)
    spectrum[0] = -rng.uniform(0.2, 2.0)
    basis = np.linalg.qr(rng.normal(size=(d, d)))[0]
    return n, spectrum, basis @ np.diag(spectrum) @ basis.T


def decreases(example: Counterexample) -> Certificate:
    """Certify that ``xbar^T V xbar`` is smaller after one step of the example, in ball arithmetic."""
    import flint
    import sympy

    from verify.arithmetic.numeric import object_arithmetic

    system, state = example.system(), example.tokens()
    if not isinstance(system, Oja) or any(sympy.simplify(row @ row - 1) != 0 for row in state):
        return Certificate(False, "this is no Oja system with unit tokens")
    with flint.ctx.workprec(128):
        arithmetic = object_arithmetic("arb")
        before = arithmetic.asarray(state, None)
        value = arithmetic.asarray(system.value, before)
        heights = [
            mean @ value @ mean
            for mean in (tokens.sum(axis=0) / len(state) for tokens in (before, system.step(before)))
        ]
        change = heights[1] - heights[0]
    if not change < 0:
        return Certificate(
            False if change >= 0 else None, f"2 f/n^2 is not shown to decrease: it changes by {change.str(6)}"
        )
    return Certificate(True, f"2 f/n^2 changes by {change.str(6)} in one step, and less than zero on an open set")


def rate_seen(seed: int, _steps: int) -> Seen:
    """The gain of one step against ``kappa D``, along trajectories with ``alpha nu`` between 0.2 and 1."""
    least = float("inf")
    for trial in range(60):
        rng = np.random.default_rng([seed, trial])
        n, spectrum, value = _drawn(rng)
        nu = -spectrum.min()
        alpha = float(rng.uniform(0.2, 1.0)) / nu
        system, tokens = Oja(value=value, step_size=alpha), unit(rng.normal(size=(n, len(spectrum))))
        for _ in range(30):
            after = system.step(tokens)
            moved = float(((after - tokens) ** 2).sum(axis=1).mean())
            # G + Q = (f+ - f)/n^2 is half of the increase of xbar^T V xbar.
            least = min(
                least, (height(after, value) - height(tokens, value)) / 2 - (1 - alpha * nu) / (2 * alpha) * moved
            )
            tokens = after
    return least > -1e-12, f"60 trajectories: (f+ - f)/n^2 - kappa D is at least {least:.1e}", {"satisfied": 60}


def state_dependent_seen(seed: int, _steps: int) -> Seen:
    """Random states beyond ``alpha nu = 1`` that satisfy the bound with the norms: the smallest gain."""
    least, met = float("inf"), 0
    for trial in range(4000):
        rng = np.random.default_rng([seed, trial])
        n, spectrum, value = _drawn(rng)
        nu = -spectrum.min()
        alpha = float(rng.uniform(1.0, 2.2)) / nu
        tokens = unit(rng.normal(size=(n, len(spectrum))) + rng.uniform(0, 2) * rng.normal(size=len(spectrum)))
        system = Oja(value=value, step_size=alpha)
        lengths = np.linalg.norm(tokens + alpha * system.influence(tokens), axis=1)
        if alpha * nu * float((1 / (1 + lengths)).mean()) <= 1:
            met += 1
            least = min(least, height(system.step(tokens), value) - height(tokens, value))
    told = f"{met} random states with alpha nu > 1 satisfy the bound: smallest increment {least:.1e}"
    return (least > -1e-12 if met >= 100 else None), told, {"satisfied": met}


def overshoot_seen(seed: int, _steps: int) -> Seen:
    """The state of the claim, and 20 states near it, for d = 2 and 3."""
    highest, looked = -float("inf"), 0
    for trial in range(40):
        rng = np.random.default_rng([seed, trial])
        n, d = int(rng.integers(3, 12)), int(rng.integers(2, 4))
        m = int(rng.integers(n // 2 + 1, n))
        spectrum = np.sort(rng.uniform(-1, 1, size=d))
        spectrum[0] = -1.0
        start = np.zeros((n, d))
        start[:m, 0], start[m:, 0] = 1.0, -1.0
        system = Oja(value=np.diag(spectrum), step_size=1.05 * n / (2 * m - n))
        for _ in range(20):
            tokens = unit(start + 1e-4 * rng.normal(size=start.shape))
            highest = max(highest, height(system.step(tokens), system.value) - height(tokens, system.value))
            looked += 1
    return highest < 0, f"{looked} states near the sign states: largest increment {highest:.3f}", {"states": looked}


def consensus_seen(seed: int, _steps: int) -> Seen:
    """``step`` at consensus states in a plane: the sign of the increment against the sign of ``2 + alpha(sum)``."""
    agree = 0
    for trial in range(200):
        rng = np.random.default_rng([seed, trial])
        low, high = np.sort(rng.uniform(-2.5, 1.0, size=2))
        angle = rng.uniform(0.1, 1.4)
        tokens = np.tile([np.cos(angle), np.sin(angle)], (int(rng.integers(1, 5)), 1))
        system = Oja(value=np.diag([high, low]), step_size=1.0)
        gain = height(system.step(tokens), system.value) - height(tokens, system.value)
        agree += bool(gain * (2 + low + high) > 0 or abs(gain) < 1e-12)
    return agree == 200, f"{agree} of 200 consensus states agree", {"states": 200}


def between_seen(seed: int, steps: int) -> Seen:
    """Where 120 trajectories beyond ``alpha nu = 1`` go, and how many of them see f decrease."""
    arrived = decreased = 0
    for trial in range(120):
        rng = np.random.default_rng([seed, trial])
        n, d = int(rng.integers(3, 8)), int(rng.integers(2, 5))
        first = float(rng.uniform(0.2, 1.5))
        spectrum = np.concatenate([[first, -rng.uniform(0.2, 2.5)], rng.uniform(-1.5, 0.7 * first, size=d - 2)])
        nu = -float(spectrum.min())
        # At most 0.95 of the condition: at the condition itself convergence takes for ever.
        alpha = float(rng.uniform(1 / nu, 0.95 * min(2 / (nu - first) if nu > first else 4 / nu, 6 / nu)))
        tokens = rng.normal(size=(n, d))
        if trial % 2:
            tokens *= 0.01
            tokens[:, spectrum.argmin()] += rng.choice([-1.0, 1.0], size=n)
        tokens, system = unit(tokens), Oja(value=np.diag(spectrum), step_size=max(alpha, 1 / nu))
        went_down = False
        for _ in range(min(steps, 2000)):
            after = system.step(tokens)
            went_down |= height(after, system.value) < height(tokens, system.value) - 1e-9
            tokens = after
            if abs(abs(tokens[:, 0].sum()) - n) < 1e-9:
                break
        arrived += abs(abs(tokens[:, 0].sum()) - n) < 1e-6
        decreased += went_down
    told = f"{arrived} of 120 trajectories reach the principal consensus; f decreased along {decreased} of them"
    return (
        (True if arrived == 120 else None),
        told,
        {"starts": 120, "arrived": int(arrived), "decreased": int(decreased)},
    )
