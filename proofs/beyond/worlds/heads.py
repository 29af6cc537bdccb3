"""Worlds of the identities about bipartite consensus of several heads."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

# ------------------------------------------------------------------ the pull at a bipartite state


def symbolic_pull() -> Any:
    """Two heads in coordinates with ``w = e_1``; scores log F_h; every other coordinate is like the second."""
    import numpy as np
    import sympy

    from verify.systems import MultiHead

    m, rest, f, g = sympy.symbols("m rest F_1 F_2", positive=True)
    values, keys = [], []
    for h, root in enumerate((f, g)):
        values.append(np.array(sympy.MatrixSymbol(f"H_{h}", 2, 2).as_explicit().tolist(), dtype=object))
        key = np.array(sympy.MatrixSymbol(f"A_{h}", 2, 2).as_explicit().tolist(), dtype=object)
        key[0, 0] = sympy.log(root)
        keys.append(key)
    rows = np.array([[1, 0], [-1, 0]], dtype=object) * sympy.Integer(1)
    system = MultiHead(values=values, query_keys=keys, step_size=sympy.Symbol("alpha", positive=True))
    columns = [value[:, 0] for value in values]
    return SimpleNamespace(system=system, rows=rows, m=m, rest=rest, E=(f**2, g**2), columns=columns)


def random_pull(rng: Any) -> Any:
    """Three heads, any w in R^d, all tokens written out."""
    import numpy as np

    from verify.arithmetic.linear import unit
    from verify.systems import MultiHead

    d, m, rest = (int(rng.integers(low, 6)) for low in (2, 1, 1))
    w = unit(rng.normal(size=d))
    values, keys = rng.normal(size=(2, 3, d, d))
    system = MultiHead(values=list(values), query_keys=list(keys), step_size=0.5)
    exponentials = tuple(np.exp(2 * w @ key @ w) for key in keys)
    columns = [value @ w for value in values]
    return SimpleNamespace(system=system, rows=np.array([w, -w]), m=m, rest=rest, E=exponentials, columns=columns)


def pull(w: Any) -> tuple[Any, Any]:
    """``s`` at ``w`` and at ``-w``, and ``sum_h gamma^h_+ H_h w``, ``-sum_h gamma^h_- H_h w``."""
    return _pull(w, weighted=True)


def pull_unweighted(w: Any) -> tuple[Any, Any]:
    """With H in place of the weighted sums: false."""
    return _pull(w, weighted=False)


def _pull(w: Any, *, weighted: bool) -> tuple[Any, Any]:
    import numpy as np

    from verify.equilibria.closed_form import attention_gammas

    seen = w.system.influence(w.rows, np.array([w.m, w.rest], dtype=object if hasattr(w.m, "free_symbols") else int))
    plus, minus = w.columns[0] * 0, w.columns[0] * 0
    for exponential, column in zip(w.E, w.columns, strict=True):
        group = attention_gammas(exponential, w.m, w.rest)
        plus = plus + column * (group.gamma_plus if weighted else 1)
        minus = minus - column * (group.gamma_minus if weighted else 1)
    return [list(row) for row in seen], [list(plus), list(minus)]


# ------------------------------------------------------------------ commuting heads


def symbolic_commuting() -> Any:
    """Two heads in the plane of two common eigenvectors; score matrices with all entries symbols."""
    import numpy as np
    import sympy

    w = symbolic_pull()
    eigenvalues = [[sympy.Symbol(f"lambda_{name}_{h}", real=True) for name in "kj"] for h in (1, 2)]
    values = [np.array([[own, 0 * own], [0 * own, other]], dtype=object) for own, other in eigenvalues]
    from dataclasses import replace

    w.system, w.eigenvalues = replace(w.system, values=values), eigenvalues
    return w


def random_commuting(rng: Any) -> Any:
    """Three commuting symmetric heads in R^d, dense scores, a short step; tokens at a common eigenvector."""
    import numpy as np

    from verify.arithmetic.linear import orthogonal
    from verify.systems import MultiHead

    d, m, rest = (int(rng.integers(low, 5)) for low in (2, 1, 1))
    basis = orthogonal(rng, d)
    eigenvalues = rng.normal(size=(3, d))
    values = [basis @ np.diag(row) @ basis.T for row in eigenvalues]
    keys = list(rng.normal(size=(3, d, d)))
    alpha = 0.9 / np.abs(eigenvalues).sum(axis=0).max()
    w = basis[:, 0]
    state = np.concatenate([np.repeat([w], m, axis=0), np.repeat([-w], rest, axis=0)])
    exponentials = tuple(np.exp(2 * w @ key @ w) for key in keys)
    system = MultiHead(values=values, query_keys=keys, step_size=alpha)
    made = SimpleNamespace(system=system, X=state, m=m, rest=rest, E=exponentials, eigenvalues=eigenvalues, alpha=alpha)
    made.tangent = basis[:, 1:]
    return made


def commuting_spectrum(w: Any) -> tuple[Any, Any]:
    """In symbols the derivative of the influence along ``v_j``, token by token; in numbers traces of powers of D step."""
    return _commuting_spectrum(w, weighted=True)


def commuting_spectrum_of_h(w: Any) -> tuple[Any, Any]:
    """With the first head's attention in every head: false."""
    return _commuting_spectrum(w, weighted=False)


def _commuting_spectrum(w: Any, *, weighted: bool) -> tuple[Any, Any]:
    from verify.equilibria.closed_form import attention_gammas

    groups = [attention_gammas(exponential if weighted else w.E[0], w.m, w.rest) for exponential in w.E]
    if not hasattr(w, "X"):
        pairs = [(other, group) for (_, other), group in zip(w.eigenvalues, groups, strict=True)]
        p, q, missing_p, missing_q = (
            sum(other * share for other, share in zip((o for o, _ in pairs), shares, strict=True))
            for shares in zip(*((g.p, g.q, 1 - g.p, 1 - g.q) for _, g in pairs), strict=True)
        )
        # A moved token of + is seen by + with weight p/m (itself included) and by - with weight (1 - q)/m.
        said = [p / w.m, p / w.m, missing_q / w.m, q / w.rest, q / w.rest, missing_p / w.rest]
        return [*_slopes(w, 0), *_slopes(w, 1)], said
    import numpy as np

    from verify.evidence.autodiff import full_derivative

    k, rest = w.eigenvalues[:, 0], w.eigenvalues[:, 1:]
    c_plus = 1 + w.alpha * sum(value * group.gamma_plus for value, group in zip(k, groups, strict=True))
    c_minus = 1 + w.alpha * sum(value * group.gamma_minus for value, group in zip(k, groups, strict=True))
    said = [0] * POWERS
    for column in rest.T:
        p, q = (
            sum(v * s for v, s in zip(column, part, strict=True))
            for part in zip(*((g.p, g.q) for g in groups), strict=True)
        )
        total = column.sum()
        pulled = w.alpha * np.array([[p, total - p], [total - q, q]])
        block = np.array([(np.eye(2, dtype=int) + pulled)[0] / c_plus, (np.eye(2, dtype=int) + pulled)[1] / c_minus])
        apart = [(w.m - 1) / c_plus**i + (w.rest - 1) / c_minus**i for i in range(1, POWERS + 1)]
        said = [one + two + three for one, two, three in zip(said, _traces(block), apart, strict=True)]
    n, d = w.X.shape
    derivative = np.tensordot(full_derivative(w.system.step, w.X), w.tangent, (3, 0))
    matrix = np.einsum("ap,iajq->ipjq", w.tangent, derivative).reshape(n * (d - 1), n * (d - 1))
    return [len(matrix), *_traces(matrix)], [(w.m + w.rest) * len(rest.T), *said]


POWERS = 5


def _traces(matrix: Any) -> list[Any]:
    """Power sums of the eigenvalues, which may be complex."""
    power, found = matrix, []
    for _ in range(POWERS):
        found.append(power.trace())
        power = power @ matrix
    return found


def _slopes(w: Any, g: int) -> list[Any]:
    """How the influence along ``v_j`` on the moved token, on its group and on the other group changes."""
    import numpy as np
    import sympy

    epsilon, one = sympy.Symbol("epsilon", real=True), sympy.Integer(1)
    sign, sizes = one - 2 * g, (w.m, w.rest) if g == 0 else (w.rest, w.m)
    rows = np.array([[sign, epsilon], [sign, 0 * one], [-sign, 0 * one]], dtype=object)
    counts = np.array([one, sizes[0] - 1, sizes[1]], dtype=object)
    pulled = w.system.influence(rows, counts)
    return [sympy.cancel(sympy.diff(row[1], epsilon).subs(epsilon, 0)) for row in pulled]


# ------------------------------------------------------------------ balanced splits of commuting heads


def symbolic_balanced() -> Any:
    """One direction: the sums over heads that enter the block, as symbols."""
    import sympy

    a, share, b, own = sympy.symbols("a a_p b b_p", real=True)
    return SimpleNamespace(a=a, share=share, b=b, own=own)


def random_balanced(rng: Any) -> Any:
    """Random numbers for the same."""
    a, share, b, own = rng.normal(size=4)
    return SimpleNamespace(a=a, share=share, b=b, own=own)


def balanced(w: Any) -> tuple[Any, Any]:
    """Trace and determinant of ``M_j`` for ``m = n - m``, and of its eigenvalues ``(1 + alpha lambda_j(H))/c``, ..."""
    return _balanced(w, 2 * w.share - w.a)


def balanced_wrongly(w: Any) -> tuple[Any, Any]:
    """With ``alpha lambda_j(H)`` twice: false."""
    return _balanced(w, w.a)


def _balanced(w: Any, pull_j: Any) -> tuple[Any, Any]:
    c = 1 + 2 * w.own - w.b
    (x, y), (z, t) = ((1 + w.share) / c, (w.a - w.share) / c), ((w.a - w.share) / c, (1 + w.share) / c)
    together, apart = (1 + w.a) / c, (1 + pull_j) / c
    return [x + t, x * t - y * z], [together + apart, together * apart]
