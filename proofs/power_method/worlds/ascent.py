"""Worlds and experiments of Lemma 7."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any


def symbolic_gain() -> Any:
    """``x, x+`` unit vectors in R^d, ``alpha s = N x+ - x``: inner products as sums, ``|x| = |x+| = 1`` put in."""
    import sympy

    from verify.arithmetic.indexed import fresh_index, normal_form

    d = sympy.Symbol("d", integer=True, positive=True)
    alpha, norm = sympy.symbols("alpha N", positive=True)
    x, z = sympy.IndexedBase("x", real=True), sympy.IndexedBase("z", real=True)

    def dot(a: Any, b: Any) -> Any:
        p = fresh_index()
        return normal_form(sympy.Sum(sympy.expand(a(p) * b(p)), (p, 1, d)))

    def before(p: Any) -> Any:
        return x[p]

    def after(p: Any) -> Any:
        return z[p]

    unit = {dot(before, before): 1, dot(after, after): 1}

    def product(a: Any, b: Any) -> Any:
        return dot(a, b).subs(unit)

    return SimpleNamespace(
        product=product,
        delta=lambda p: z[p] - x[p],
        s=lambda p: (norm * z[p] - x[p]) / alpha,
        N=norm,
        alpha=alpha,
        x=before,
    )


def random_gain(rng: Any) -> Any:
    """A random unit vector, a random push, and the step."""
    from verify.arithmetic import arithmetic_of
    from verify.arithmetic.linear import unit

    d = int(rng.integers(2, 6))
    x, s = rng.normal(size=(2, d))
    x = unit(x)
    alpha = rng.uniform(0.05, 3.0)
    y = x + alpha * s
    norm = arithmetic_of(y).norms(y[None, :])[0, 0]
    return SimpleNamespace(product=lambda a, b: a @ b, delta=y / norm - x, s=s, N=norm, alpha=alpha, x=x)


def token_gain(w: Any) -> tuple[Any, Any]:
    """``Delta . s`` and ``(N + 1)|Delta|^2/(2 alpha)``."""
    return w.product(w.delta, w.s), (w.N + 1) * w.product(w.delta, w.delta) / (2 * w.alpha)


def token_gain_first_order(w: Any) -> tuple[Any, Any]:
    """With N = 1 put in: false."""
    return w.product(w.delta, w.s), w.product(w.delta, w.delta) / w.alpha


def symbolic_residual() -> Any:
    """The same vectors, one coordinate of both sides."""
    import sympy

    alpha, norm, g = sympy.symbols("alpha N g", real=True)
    x, z = sympy.symbols("x_p z_p", real=True)
    # x . s = (N g - 1)/alpha and x . Delta = g - 1 with g = x . x+, |x| = 1
    left = alpha * ((norm * z - x) / alpha - x * (norm * g - 1) / alpha)
    return SimpleNamespace(left=left, right=norm * ((z - x) - x * (g - 1)), N=norm)


def residual(w: Any) -> tuple[Any, Any]:
    """``alpha P_x s`` and ``N P_x Delta``."""
    if hasattr(w, "left"):
        return w.left, w.right
    return w.alpha * (w.s - w.x * (w.x @ w.s)), w.N * (w.delta - w.x * (w.x @ w.delta))


def residual_without_norm(w: Any) -> tuple[Any, Any]:
    """The same with N = 1 put in: false."""
    left, right = residual(w)
    return left, right / w.N


def free_gain() -> Any:
    """Mean tokens before and after as letters, V symmetric, ``Z = X + D``."""
    from verify.arithmetic.free import FreeMatrix, Rules

    rules = Rules.of(symmetric=["V"])
    mean, delta, value = (FreeMatrix.letter(name, rules) for name in ("x", "d", "V"))
    # A scalar equals its transpose: d' V x is written in one way.
    scalar = Rules.of([("d' V x", "x' V d")], symmetric=["V"])
    mean, delta, value = (FreeMatrix(item.terms, scalar) for item in (mean, delta, value))
    return SimpleNamespace(mean=mean, delta=delta, V=value, transpose=lambda m: m.transposed())


def random_function_gain(rng: Any) -> Any:
    """Random numbers for the same."""
    d = int(rng.integers(2, 5))
    root = rng.normal(size=(d, d))
    return SimpleNamespace(
        mean=rng.normal(size=(d, 1)), delta=rng.normal(size=(d, 1)), V=root + root.T, transpose=lambda m: m.T
    )


def _form(w: Any, a: Any, b: Any) -> Any:
    return w.transpose(a) @ w.V @ b


def function_gain(w: Any) -> tuple[Any, Any]:
    """``2 (f+ - f)/n^2`` and ``2 d' V x + d' V d``."""
    after = w.mean + w.delta
    gain = _form(w, after, after) + _form(w, w.mean, w.mean) * (-1)
    return gain, _form(w, w.delta, w.mean) * 2 + _form(w, w.delta, w.delta)


def function_gain_linear(w: Any) -> tuple[Any, Any]:
    """Without the quadratic term: false."""
    return function_gain(w)[0], _form(w, w.delta, w.mean) * 2


def _ensemble(seed: int, count: int) -> Any:
    """Random Oja systems with ``alpha max(0, -lambda_d) <= 1`` (equality included) and random starts."""
    import numpy as np

    from verify.systems import Oja

    for trial in range(count):
        rng = np.random.default_rng([seed, trial])
        n, d = int(rng.integers(2, 9)), int(rng.integers(2, 5))
        basis = np.linalg.qr(rng.normal(size=(d, d)))[0]
        spectrum = rng.uniform(-1.5, 1.0, size=d)
        alpha = 1.0 / max(1e-9, -spectrum.min()) if spectrum.min() < 0 else float(rng.uniform(0.1, 20))
        tokens = rng.normal(size=(n, d))
        tokens /= np.linalg.norm(tokens, axis=1, keepdims=True)
        yield Oja(value=basis @ np.diag(spectrum) @ basis.T, step_size=alpha), tokens


def ascent_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """The smallest increment of f along trajectories at the bound."""
    least = float("inf")
    for system, start in _ensemble(seed, 60):
        tokens = start
        for _ in range(40):
            mean, tokens = tokens.mean(axis=0), system.step(tokens)
            after = tokens.mean(axis=0)
            least = min(least, float(after @ system.value @ after - mean @ system.value @ mean))
    return (
        least > -1e-12,
        f"60 trajectories at the bound: smallest increment of 2f/n^2 is {least:.2e}",
        {"satisfied": 60},
    )


def convergence_seen(seed: int, steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """How much trajectories still move after many steps, and whether the rest they come to is an equilibrium."""
    import numpy as np

    moving = 0
    for system, start in _ensemble(seed + 1, 40):
        tokens, first = start, float(np.abs(system.step(start) - start).max())
        for _ in range(steps):
            tokens = system.step(tokens)
        # Slow passages along lambda_2 are convergence too: what is asked is that the moves have died down.
        moving += bool(np.abs(system.step(tokens) - tokens).max() > 1e-3 * first)
    told = f"the moves of {40 - moving} of 40 trajectories have shrunk a thousandfold or more after {steps} steps"
    return (True if moving == 0 else None), told, {"moving": moving}
