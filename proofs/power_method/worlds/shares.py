"""The margins of ``M_j`` in the shares p and q, and the number H in its three forms."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any


def symbolic() -> Any:
    """``a, b, p, q`` as symbols."""
    import sympy

    a, b, p, q = sympy.symbols("a b p q", real=True)
    return SimpleNamespace(a=a, b=b, p=p, q=q)


def numeric(rng: Any) -> Any:
    """Random values."""
    a, b = rng.normal(size=2)
    p, q = rng.uniform(0.05, 0.95, size=2)
    return SimpleNamespace(a=a, b=b, p=p, q=q)


def margins(w: Any) -> tuple[Any, Any]:
    """From the entries of ``M_j``, and as they are said."""
    from proofs.beyond import shares
    from verify.equilibria import closed_form

    group = shares.groups(w)
    (x, y), (z, t) = closed_form.bipartite_block(w.a, w.b, group)
    trace, det = x + t, x * t - y * z
    c_plus, c_minus = closed_form.normalisers(w.b, group)
    seen = [c_plus * c_minus * margin for margin in (1 - trace + det, 1 + trace + det, 1 - det)]
    return [*seen, (group.gamma_plus + group.gamma_minus) / 2], [*shares.margins(w), w.p + w.q - 1]


def margins_wrongly(w: Any) -> tuple[Any, Any]:
    """With ``p + q`` for ``p + q - 1`` in the first margin: false."""
    seen, said = margins(w)
    gammas = (2 * w.p - 1) * (2 * w.q - 1)
    return seen, [(w.b - w.a) * (w.b * gammas - w.a * (w.p + w.q)), *said[1:]]


def symbolic_split() -> Any:
    """``c = ln F`` and ``eta = ln R``: ``E = F^2`` and ``m = R^2 rest``; cosh and the others by their exponentials."""
    import sympy

    score, root, rest = sympy.symbols("F R rest", positive=True)

    def exponential(function: Any) -> Any:
        return lambda argument: sympy.expand_log(function(argument).rewrite(sympy.exp), force=True).simplify()

    return SimpleNamespace(
        c=sympy.log(score),
        eta=sympy.log(root),
        E=score**2,
        m=root**2 * rest,
        rest=rest,
        cosh=exponential(sympy.cosh),
        sinh=exponential(sympy.sinh),
        tanh=exponential(sympy.tanh),
    )


def random_split(rng: Any) -> Any:
    """Random sizes and a score away from 0."""
    import numpy as np

    m, rest = (int(v) for v in rng.integers(1, 30, size=2))
    c = int(rng.choice([-1, 1])) * rng.uniform(0.05, 2)
    return SimpleNamespace(
        c=c,
        eta=np.log((c * 0 + m) / rest) / 2,
        E=np.exp(2 * c),
        m=m,
        rest=rest,
        cosh=np.cosh,
        sinh=np.sinh,
        tanh=np.tanh,
    )


def _forms(w: Any) -> tuple[Any, Any, Any, Any]:
    from proofs.beyond import attraction
    from verify.equilibria import closed_form

    group = closed_form.attention_gammas(w.E, w.m, w.rest)
    mean = group.gamma_plus * group.gamma_minus / ((group.gamma_plus + group.gamma_minus) / 2)
    numerator, denominator = attraction.attraction(w)
    return group, mean, numerator / denominator, w.m / w.rest + w.rest / w.m


def harmonic(w: Any) -> tuple[Any, Any]:
    """H from the weights, as the criterion's quotient, in E and in hyperbolic functions; the gammas as tanh."""
    group, mean, quotient, cross = _forms(w)
    closed = (w.cosh(2 * w.c) - w.cosh(2 * w.eta)) / w.sinh(2 * w.c)
    in_e = (w.E + 1 / w.E - cross) / (w.E - 1 / w.E)
    seen = [mean, mean, mean, group.gamma_plus, group.gamma_minus]
    return seen, [quotient, in_e, closed, w.tanh(w.c + w.eta), w.tanh(w.c - w.eta)]


def harmonic_wrongly(w: Any) -> tuple[Any, Any]:
    """With ``cosh eta`` for ``cosh 2 eta``: false."""
    _, mean, _, _ = _forms(w)
    return [mean], [(w.cosh(2 * w.c) - w.cosh(w.eta)) / w.sinh(2 * w.c)]
