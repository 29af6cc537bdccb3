"""An equilibrium and its perturbation, in letters or as a solved clustering state; the blocks of both times."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any


def free_equilibrium() -> Any:
    """Letters x (a unit column), h with ``x' h = 0``, u = ds: everything else is scalar."""
    import sympy

    from verify.arithmetic.free import FreeMatrix, Rules

    rules = Rules.of([("x' x", "")], zeros=["x' h"])
    x, h, u = (FreeMatrix.letter(name, rules) for name in "xhu")
    kappa, alpha = sympy.symbols("kappa alpha", real=True)
    identity = FreeMatrix({(): sympy.Integer(1)}, rules)
    project = identity + x @ x.transposed() * -1
    c = 1 + alpha * kappa
    # y = x + alpha s = c x: the derivative of the normalisation there is (1/c) P, and s = kappa x.
    stepped = project @ (h + u * alpha)
    field = u - h * kappa - x @ (h.transposed() @ x) * kappa - x @ x.transposed() @ u
    return SimpleNamespace(times_c=stepped, c=c, alpha=alpha, h=h, field=field)


def random_equilibrium(rng: Any) -> Any:
    """A clustering equilibrium of attention: n = d random tokens, random A, and V solved for random kappa; a tangent H."""
    from verify.arithmetic import arithmetic_of
    from verify.arithmetic.linear import inverse, unit_rows
    from verify.evidence.autodiff import directional_derivative
    from verify.systems import Attention

    d = int(rng.integers(2, 4))
    x, key = unit_rows(rng.normal(size=(d, d))), rng.normal(size=(d, d))
    kappa, alpha = rng.uniform(-0.4, 1.0, size=(d, 1)), rng.uniform(0.1, 1.0)
    weights = Attention(value=key, query_key=key, step_size=alpha).attention(x)
    value = (x * kappa).T @ inverse((weights @ x).T)  # V m_i = kappa_i x_i
    h = rng.normal(size=(d, d))
    h = h - x * arithmetic_of(x).dot(x, h)
    step = Attention(value=value, query_key=key, step_size=alpha)
    flow = Attention(value=value, query_key=key)
    c = kappa * alpha + 1
    return SimpleNamespace(
        times_c=directional_derivative(step.step, x, h) * c,
        c=c,
        alpha=alpha,
        h=h,
        field=directional_derivative(flow.field, x, h),
    )


def jacobians(w: Any) -> tuple[Any, Any]:
    """``c Dstep[h]`` and ``c h + alpha Dfield[h]``."""
    return w.times_c, w.h * w.c + w.field * w.alpha


def jacobians_without_normaliser(w: Any) -> tuple[Any, Any]:
    """``c Dstep[h]`` and ``c h + alpha c Dfield[h]``: false."""
    return w.times_c, w.h * w.c + w.field * (w.alpha * w.c)


def symbolic_blocks() -> Any:
    """``lambda_j, lambda_k, alpha, E, m, rest`` as symbols."""
    import sympy

    lambda_j, lambda_k = sympy.symbols("lambda_j lambda_k", real=True)
    alpha, e, m, rest = sympy.symbols("alpha E m rest", positive=True)
    return SimpleNamespace(lambda_j=lambda_j, lambda_k=lambda_k, alpha=alpha, E=e, m=m, rest=rest)


def random_blocks(rng: Any) -> Any:
    """Random values."""
    lambda_j, lambda_k = rng.normal(size=2)
    m, rest = (int(size) for size in rng.integers(1, 9, size=2))
    e, alpha = rng.uniform(0.1, 9), rng.uniform(0.05, 0.3)
    return SimpleNamespace(lambda_j=lambda_j, lambda_k=lambda_k, alpha=alpha, E=e, m=m, rest=rest)


def _blocks(w: Any, divide: bool) -> tuple[Any, Any]:
    from verify.equilibria import closed_form

    a, b, group = w.alpha * w.lambda_j, w.alpha * w.lambda_k, closed_form.attention_gammas(w.E, w.m, w.rest)
    seen = closed_form.bipartite_block(a, b, group)
    flow = closed_form.flow_block(w.lambda_j, w.lambda_k, group)
    factors = closed_form.normalisers(b, group) if divide else (1, 1)
    said = [[int(i == j) + w.alpha * flow[i][j] / factors[i] for j in range(2)] for i in range(2)]
    return [list(row) for row in seen], said


def blocks(w: Any) -> tuple[Any, Any]:
    """``M_j`` and ``I + alpha D^{-1} N_j``."""
    return _blocks(w, True)


def blocks_without_normaliser(w: Any) -> tuple[Any, Any]:
    """``I + alpha N_j`` in its place: false."""
    return _blocks(w, False)
