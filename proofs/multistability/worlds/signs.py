"""Sign states: Lemma 10's block at ``+-v`` for any V with ``V v = lambda v``, and the margins of the flow's blocks."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any


def free_sign_state() -> Any:
    """Letters V, A, v with ``V v = v L``, ``v' v = 1``, and scalars for what is scalar at a sign state."""
    import sympy

    from verify.arithmetic.free import FreeMatrix, Rules

    rules = Rules.of([("V v", "v L"), ("v' v", "")], symmetric=["L"])
    value, key, v = (FreeMatrix.letter(name, rules) for name in "VAv")
    identity = FreeMatrix({(): sympy.Integer(1)}, rules)
    names = "weight own variance sigma_i sigma_j mean"
    scalars = dict(zip(names.split(), sympy.symbols(names, real=True), strict=True))
    return SimpleNamespace(V=value, A=key, v=v, vt=v.transposed(), At=key.transposed(), eye=identity, **scalars)


def random_sign_state(rng: Any) -> Any:
    """A random V with a given unit eigenvector, and the scalars of a random sign state."""
    import numpy as np

    from verify.arithmetic.linear import unit

    d = int(rng.integers(2, 5))
    v = unit(rng.normal(size=d)).reshape(d, 1)
    project = np.eye(d, dtype=int) - v @ v.T
    value, key = rng.normal(size=(d, d)) @ project + rng.normal() * (v @ v.T), rng.normal(size=(d, d))
    signs = rng.choice([-1, 1], size=2)
    return SimpleNamespace(
        V=value,
        A=key,
        v=v,
        vt=v.T,
        At=key.T,
        eye=np.eye(d, dtype=int),
        weight=rng.uniform(),
        own=int(rng.integers(0, 2)),
        variance=rng.uniform(),
        sigma_i=int(signs[0]),
        sigma_j=int(signs[1]),
        mean=rng.uniform(-1, 1),
    )


def _block(w: Any) -> tuple[Any, Any]:
    """The projection and ``P {delta V C A^T + a V (I + (x_j - m_i) x_i^T A)}`` at ``x_i = sigma_i v``."""
    square = w.v @ w.vt
    project = w.eye + square * -1
    covariance = square * w.variance  # C_i = (1 - m^2) v v^T
    offset = square * ((w.sigma_j - w.mean) * w.sigma_i)  # (x_j - m_i) x_i^T
    moved = w.V @ covariance @ w.At * w.own + w.V @ (w.eye + offset @ w.A) * w.weight
    return project, project @ moved


def sign_state_block(w: Any) -> tuple[Any, Any]:
    """The block on tangent vectors, and ``a_ij P V P``."""
    project, block = _block(w)
    return block @ project, project @ w.V @ project * w.weight


def sign_state_block_unprojected(w: Any) -> tuple[Any, Any]:
    """``a_ij V`` in its place: false."""
    project, block = _block(w)
    return block @ project, w.V * w.weight


def symbolic_margins() -> Any:
    """``lambda_j, lambda_k, E, m, rest`` as symbols."""
    import sympy

    lambda_j, lambda_k = sympy.symbols("lambda_j lambda_k", real=True)
    e, m, rest = sympy.symbols("E m rest", positive=True)
    return SimpleNamespace(lambda_j=lambda_j, lambda_k=lambda_k, E=e, m=m, rest=rest)


def random_margins(rng: Any) -> Any:
    """Random values."""
    lambda_j, lambda_k = rng.normal(size=2)
    m, rest = rng.integers(1, 9, size=2)
    return SimpleNamespace(lambda_j=lambda_j, lambda_k=lambda_k, E=rng.uniform(0.1, 9), m=int(m), rest=int(rest))


def flow_margins(w: Any) -> tuple[Any, Any]:
    """Trace and determinant from the entries of the block, times ``s``, and the closed forms."""
    from verify.equilibria import closed_form

    group = closed_form.attention_gammas(w.E, w.m, w.rest)
    (x, y), (z, t) = closed_form.flow_block(w.lambda_j, w.lambda_k, group)
    s = (w.m * w.E + w.rest) * (w.rest * w.E + w.m)
    scale = closed_form.split_scale(w.E, w.m, w.rest)
    product = group.gamma_plus * group.gamma_minus
    shares = (w.lambda_k - w.lambda_j) * (w.lambda_k * product - w.lambda_j * (group.p + group.q - 1))
    determinant = x * t - y * z
    seen = [s * (x + t), s * determinant, determinant]
    said = [
        closed_form.flow_trace_numerator(w.lambda_j, w.lambda_k, scale),
        closed_form.flow_determinant_numerator(w.lambda_j, w.lambda_k, scale),
        shares,
    ]
    return seen, said


def flow_margins_wrongly(w: Any) -> tuple[Any, Any]:
    """The trace with the other sign of ``lambda_k``: false."""
    from verify.equilibria import closed_form

    seen, said = flow_margins(w)
    scale = closed_form.split_scale(w.E, w.m, w.rest)
    return seen, [closed_form.flow_trace_numerator(w.lambda_j, -w.lambda_k, scale), *said[1:]]
