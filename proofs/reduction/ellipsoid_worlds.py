"""Worlds of the ellipsoid: letters with an invertible S and ``W = S^T S``, arrays of symbolic shape, or random numbers."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any


def _both(metric: Any, root: Any, inverse: Any, matrices: Any, step_size: Any) -> list[Any]:
    """Systems on the ellipsoid with two heads, masked and not, each beside its conjugate on the sphere."""
    from verify.systems import Ellipsoid

    values, keys = matrices[:2], matrices[2:]
    systems = [
        Ellipsoid(metric=metric, values=values, query_keys=keys, causal=causal, step_size=step_size)
        for causal in (False, True)
    ]
    return [(system, system.to_sphere(root, inverse)) for system in systems]


def free_ellipsoid() -> Any:
    """Letters X, V, U, P, Q and S with the inverse T."""
    import sympy

    from verify.arithmetic.free import FreeMatrix, Rules

    rules = Rules.of([("S T", ""), ("T S", "")])
    x, s, t, *matrices = (FreeMatrix.letter(name, rules) for name in "XSTVUPQ")
    metric = s.transposed() @ s
    return SimpleNamespace(
        X=x,
        S=s,
        T=t,
        W=metric,
        V=matrices[0],
        transpose=lambda matrix: matrix.transposed(),
        pairs=_both(metric, s, t, matrices, sympy.Symbol("tau")),
    )


def random_ellipsoid(rng: Any) -> Any:
    """A random state and random matrices."""
    from verify.arithmetic.linear import inverse

    n, d = int(rng.integers(2, 6)), int(rng.integers(2, 5))
    x, s = rng.normal(size=(n, d)), rng.normal(size=(d, d))
    matrices = list(rng.normal(size=(4, d, d)))
    metric, back = s.T @ s, inverse(s)
    return SimpleNamespace(
        X=x,
        S=s,
        T=back,
        W=metric,
        V=matrices[0],
        transpose=lambda matrix: matrix.T,
        pairs=_both(metric, s, back, matrices, 0.3),
    )


def conjugate(w: Any) -> tuple[Any, Any]:
    """Step and field of ``X S^T`` on the sphere, and those of X, times ``S^T``."""
    over = w.transpose(w.S)
    there = [move(w.X @ over) for _, sphere in w.pairs for move in (sphere.step, sphere.field)]
    return there, [move(w.X) @ over for system, _ in w.pairs for move in (system.step, system.field)]


def conjugate_back(w: Any) -> tuple[Any, Any]:
    """With S in place of its transpose: false."""
    there = [move(w.X @ w.S) for _, sphere in w.pairs for move in (sphere.step, sphere.field)]
    return there, [move(w.X) @ w.S for system, _ in w.pairs for move in (system.step, system.field)]


def self_adjoint(w: Any) -> tuple[Any, Any]:
    """``S^T (M - M^T) S`` for ``M = S V S^-1``, and ``W V - V^T W``."""
    moved = w.S @ w.V @ w.T
    return w.transpose(w.S) @ (moved - w.transpose(moved)) @ w.S, w.W @ w.V - w.transpose(w.V) @ w.W


def self_adjoint_alone(w: Any) -> tuple[Any, Any]:
    """``V - V^T`` for ``W V - V^T W``: false, symmetric is not self-adjoint."""
    return self_adjoint(w)[0], w.V - w.transpose(w.V)


# ------------------------------------------------------------------ from the step to the flow


def symbolic_step() -> Any:
    """n tokens in R^d, a symmetric W; the derivative of the step in tau at 0."""
    import sympy

    from verify.arithmetic.indexed import INDEXED, IndexedArray
    from verify.systems import Ellipsoid

    n, d = sympy.symbols("n d", integer=True, positive=True)
    tau = sympy.Dummy("tau", positive=True)
    half = sympy.IndexedBase("B", real=True)
    metric = IndexedArray((d, d), lambda i, j: half[i, j] + half[j, i])
    x = IndexedArray.symbol("x", n, d)
    value, key = (IndexedArray.symbol(name, d, d) for name in "VP")
    system = Ellipsoid(metric=metric, values=[value], query_keys=[key], step_size=tau)
    moved = system.step(x)
    return SimpleNamespace(
        xp=INDEXED,
        X=x,
        W=metric,
        system=system,
        rate=IndexedArray((n, d), lambda i, p: moved.entry(i, p).diff(tau).subs(tau, 0)),
    )


def random_step(rng: Any) -> Any:
    """A random system and state; the derivative in tau by torch, or in balls."""
    from dataclasses import replace

    from verify.arithmetic import arithmetic_of
    from verify.evidence.autodiff import directional_derivative
    from verify.systems import Ellipsoid

    n, d = int(rng.integers(1, 6)), int(rng.integers(2, 5))
    x, s = rng.normal(size=(n, d)), rng.normal(size=(d, d))
    value, key = rng.normal(size=(2, d, d))
    system = Ellipsoid(metric=s.T @ s, values=[value], query_keys=[key], step_size=1)

    def moved(times: Any) -> Any:
        """The step with tau in every entry of an array, by its definition: one token pushed by ``tau s``."""
        like = arithmetic_of(times)
        pushed = like.asarray(x, times) + times * like.asarray(system.influence(x), times)
        return replace(system, step_size=None).normalize(pushed)

    return SimpleNamespace(
        xp=arithmetic_of(x),
        X=x,
        W=system.metric,
        system=system,
        rate=directional_derivative(moved, x * 0, x * 0 + 1),
    )


def first_order(w: Any) -> tuple[Any, Any]:
    """``q^2 (d step/d tau)`` at 0 and ``(q s - (x^T W s) x) sqrt(q)``, with ``q = x^T W x``."""
    s = w.system.influence(w.X)
    lowered = w.X @ w.W
    q = w.xp.dot(lowered, w.X)
    return w.rate * q * q, (s * q - w.X * w.xp.dot(lowered, s)) * w.xp.norms(w.X, w.W)


def first_order_unprojected(w: Any) -> tuple[Any, Any]:
    """Without the part along x: false."""
    q = w.xp.dot(w.X @ w.W, w.X)
    return first_order(w)[0], w.system.influence(w.X) * q * w.xp.norms(w.X, w.W)


def orders_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """The distance of the iterated step from the flow at time 1, for tau and tau/2: their ratio tells the order."""
    from dataclasses import replace

    import numpy as np
    from scipy.integrate import solve_ivp

    from verify.systems import Ellipsoid

    rng, ratios = np.random.default_rng(seed), []
    for causal in (False, True) * 2:
        s, d, n = rng.normal(size=(3, 3)), 3, 5
        matrices = rng.normal(size=(4, d, d))
        flow = Ellipsoid(
            metric=s.T @ s + 0.2 * np.eye(d), values=list(matrices[:2]), query_keys=list(matrices[2:]), causal=causal
        )
        start = flow.normalize(rng.normal(size=(n, d)))

        def right(_t: float, y: Any, flow: Any = flow, shape: Any = (n, d)) -> Any:
            return flow.field(y.reshape(shape)).ravel()

        end = solve_ivp(right, (0, 1), start.ravel(), method="DOP853", rtol=1e-11, atol=1e-13).y[:, -1].reshape(n, d)
        gaps = []
        for steps in (400, 800):
            state, stepped = start, replace(flow, step_size=1 / steps)
            for _ in range(steps):
                state = stepped.step(state)
            gaps.append(float(np.abs(state - end).max()))
        ratios.append(gaps[0] / gaps[1])
    told = f"4 systems, tau = 1/400 and 1/800: the error at time 1 shrinks by {min(ratios):.3f} to {max(ratios):.3f}"
    return bool(min(ratios) > 1.9 and max(ratios) < 2.1), told, {"ratios": ratios}
