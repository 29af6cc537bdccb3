"""Bipartite consensus of several heads: examples with exact numbers, and worlds of the identities."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

Rows = list[list[str]]


def _heads(first: Rows, second: Rows, keys: tuple[Rows, Rows], explanation: str) -> dict[str, Any]:
    """Two heads and two tokens at each of ``+-e_1``, alpha = 1/4."""
    import sympy

    from proofs.power_method.examples import _state

    layer = (sympy.Matrix(first) + sympy.Matrix(second)).tolist()
    return _state(
        [[str(entry) for entry in row] for row in layer],
        None,
        [["1", "0", "0"], ["1", "0", "0"], ["-1", "0", "0"], ["-1", "0", "0"]],
        explanation,
        system="multihead",
        heads=[{"value": value, "query_key": key} for value, key in zip((first, second), keys, strict=True)],
    )


def _diagonal(*entries: str) -> Rows:
    return [[entry if i == j else "0" for j in range(len(entries))] for i, entry in enumerate(entries)]


def _key(score: str, *, other: bool = False) -> Rows:
    """A dense score matrix with ``e_1^T A e_1`` given."""
    if other:
        return [[score, "1/5", "-1/10"], ["-3/10", "1/5", "2/5"], ["1/10", "1/2", "-1/5"]]
    return [[score, "-1/5", "3/10"], ["1/2", "-2/5", "1/10"], ["-1/5", "1/10", "3/5"]]


def commuting() -> dict[str, Any]:
    """H = diag(1/2, 1, -1/4): the tokens are at the eigenvector of its intermediate eigenvalue."""
    return _heads(
        _diagonal("2", "1", "0"),
        _diagonal("-3/2", "0", "-1/4"),
        (_key("log(2)"), _key("-log(3)", other=True)),
        "H_1 = diag(2, 1, 0), H_2 = diag(-3/2, 0, -1/4), H = diag(1/2, 1, -1/4); scores log 2 and -log 3 at e_1.",
    )


def commuting_alike() -> dict[str, Any]:
    """The same heads with the same score: as good as one head, and not stable there."""
    told = "The heads of the example, both with the score log 2."
    heads = commuting()["heads"]
    return _heads(heads[0]["value"], heads[1]["value"], (_key("log(2)"), _key("log(2)", other=True)), told)


def aligned() -> dict[str, Any]:
    """The heads pull e_1 aside by opposite vectors and have the same score: H e_1 = 3/2 e_1."""
    return _heads(
        [["1", "1/10", "-1/5"], ["1/2", "1/5", "1/10"], ["-1/4", "3/10", "-1/10"]],
        [["1/2", "-1/10", "1/5"], ["-1/2", "1/10", "2/5"], ["1/4", "1/5", "1/10"]],
        (_key("log(2)"), _key("log(2)", other=True)),
        "Two dense heads, H_1 e_1 = (1, 1/2, -1/4), H_2 e_1 = (1/2, -1/2, 1/4), both with the score log 2 at e_1.",
    )


def unaligned() -> dict[str, Any]:
    """Scores log 2 and log 3: gammas 3/5 and 4/5 weigh the pulls aside, which cancel although those of H do not."""
    return _heads(
        [["1", "1/10", "-1/5"], ["1/2", "1/5", "1/10"], ["-1/4", "3/10", "-1/10"]],
        [["1/2", "1/40", "11/80"], ["-3/8", "1/10", "2/5"], ["3/16", "1/5", "1/10"]],
        (_key("log(2)"), _key("log(3)", other=True)),
        "Two dense heads, H_1 e_1 = (1, 1/2, -1/4), H_2 e_1 = (1/2, -3/8, 3/16), scores log 2 and log 3 at e_1: "
        "(3/5 H_1 + 4/5 H_2) e_1 = e_1, and H e_1 = (3/2, 1/8, -1/16).",
    )


def unaligned_uniform() -> dict[str, Any]:
    """The same values without scores: the heads pull nothing, and the state repels."""
    heads = unaligned()["heads"]
    zero = _diagonal("0", "0", "0")
    return _heads(heads[0]["value"], heads[1]["value"], (zero, zero), "The same values with A_1 = A_2 = 0.")


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

    from verify.systems import MultiHead

    d, m, rest = (int(rng.integers(low, 6)) for low in (2, 1, 1))
    w = rng.normal(size=d)
    w /= np.linalg.norm(w)
    values, keys = rng.normal(size=(2, 3, d, d))
    system = MultiHead(values=list(values), query_keys=list(keys), step_size=0.5)
    exponentials = tuple(float(np.exp(2 * w @ key @ w)) for key in keys)
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

    from verify.systems import MultiHead

    d, m, rest = (int(rng.integers(low, 5)) for low in (2, 1, 1))
    basis = np.linalg.qr(rng.normal(size=(d, d)))[0]
    eigenvalues = rng.normal(size=(3, d))
    values = [basis @ np.diag(row) @ basis.T for row in eigenvalues]
    keys = list(rng.normal(size=(3, d, d)))
    alpha = 0.9 / float(np.abs(eigenvalues).sum(axis=0).max())
    w = basis[:, 0]
    state = np.concatenate([np.repeat([w], m, axis=0), np.repeat([-w], rest, axis=0)])
    exponentials = tuple(float(np.exp(2 * w @ key @ w)) for key in keys)
    system = MultiHead(values=values, query_keys=keys, step_size=alpha)
    return SimpleNamespace(system=system, X=state, m=m, rest=rest, E=exponentials, eigenvalues=eigenvalues, alpha=alpha)


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

    from verify.evidence.autodiff import tangent_spectrum

    k, rest = w.eigenvalues[:, 0], w.eigenvalues[:, 1:]
    c_plus = 1 + w.alpha * sum(value * group.gamma_plus for value, group in zip(k, groups, strict=True))
    c_minus = 1 + w.alpha * sum(value * group.gamma_minus for value, group in zip(k, groups, strict=True))
    said_values = []
    for column in rest.T:
        shares = [
            sum(v * s for v, s in zip(column, part, strict=True))
            for part in zip(*((g.p, g.q) for g in groups), strict=True)
        ]
        total, (p, q) = column.sum(), shares
        matrix = np.eye(2) + w.alpha * np.array([[p, total - p], [total - q, q]])
        said_values += [*np.linalg.eigvals(matrix / np.array([[c_plus], [c_minus]]))]
        said_values += [1 / c_plus] * (w.m - 1) + [1 / c_minus] * (w.rest - 1)
    seen = tangent_spectrum(w.system, w.X)
    return [_moments(seen, len(said_values))], [_moments(np.array(said_values), len(seen))]


def _moments(values: Any, count: int) -> list[float]:
    """Number and power sums of eigenvalues, which may be complex; the number is that of the other side's."""
    return [float(count), *(float((values**k).sum().real) for k in range(1, 6))]


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
    a, share, b, own = (float(x) for x in rng.normal(size=4))
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


# ------------------------------------------------------------------ seen in numbers


def examples_return(seed: int, steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """All three examples in float64: radius by automatic differentiation, and whether perturbations return."""
    import numpy as np

    from verify.arithmetic.numeric import FLOAT64
    from verify.counterexample import Counterexample
    from verify.evidence.autodiff import tangent_spectrum
    from verify.systems import MultiHead

    back, radii = 0, []
    for k, make in enumerate((commuting, aligned, unaligned)):
        exact = Counterexample(make())
        found: Any = exact.system()
        values, keys = ([FLOAT64.asarray(m, None) for m in part] for part in (found.values, found.query_keys))
        system = MultiHead(values=values, query_keys=keys, step_size=0.25)
        state = FLOAT64.asarray(exact.tokens(), None)
        radii.append(float(np.abs(tangent_spectrum(system, state)).max()))
        tokens = state + 0.01 * np.random.default_rng([seed, k]).normal(size=(20, *state.shape))
        tokens /= np.linalg.norm(tokens, axis=-1, keepdims=True)
        for _ in range(min(steps, 600)):
            tokens = system.step(tokens)
        back += int((np.abs(tokens - state).max(axis=(1, 2)) < 1e-8).sum())
    shown = ", ".join(f"{radius:.4f}" for radius in radii)
    told = f"radii by automatic differentiation {shown}; {back} of 60 perturbations return"
    return back == 60 and max(radii) < 1, told, {"returned": back}


def unaligned_returns(seed: int, steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """The same beside a statement that the last example breaks."""
    stable, told, stats = examples_return(seed, steps)
    return not stable, told, stats
