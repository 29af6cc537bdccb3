"""Worlds and experiments for the statements about equilibria."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

# ------------------------------------------------------------------ Lemma 1


def symbolic_signs() -> Any:
    """Tokens ``sigma_i u`` with symbolic n and d."""
    import sympy

    from verify.arithmetic.indexed import IndexedArray, fresh_index
    from verify.systems import Oja

    n, d = sympy.symbols("n d", integer=True, positive=True)
    sigma, u = sympy.IndexedBase("sigma", real=True), sympy.IndexedBase("u", real=True)
    value = IndexedArray.symbol("V", d, d)
    tokens = IndexedArray((n, d), lambda i, p: sigma[i] * u[p])
    direction = IndexedArray((1, d), lambda _i, p: u[p])
    j = fresh_index()
    mean = sympy.Sum(sigma[j], (j, 1, n)) / n
    system = Oja(value=value, step_size=sympy.Symbol("alpha", positive=True))
    return SimpleNamespace(tokens=tokens, direction=direction, V=value, mean=mean, system=system, xp=tokens.arithmetic)


def random_signs(rng: Any) -> Any:
    """Random signs, direction and V."""
    import numpy as np

    from verify.arithmetic import arithmetic_of
    from verify.systems import Oja

    n, d = int(rng.integers(2, 7)), int(rng.integers(2, 5))
    sigma, u, value = rng.choice([-1.0, 1.0], size=n), rng.normal(size=d), rng.normal(size=(d, d))
    system = Oja(value=value, step_size=0.5)
    tokens = np.outer(sigma, u)
    mean, xp = sigma.sum() / n, arithmetic_of(tokens)
    return SimpleNamespace(tokens=tokens, direction=u[None, :], V=value, mean=mean, system=system, xp=xp)


def signed_influence(w: Any) -> tuple[Any, Any]:
    """``s`` from the definition and ``(sum sigma / n) V u`` in every row."""
    row = w.direction @ w.xp.transpose(w.V)
    return w.system.influence(w.tokens), w.tokens * 0 + row * w.mean


def unsigned_influence(w: Any) -> tuple[Any, Any]:
    """The same without the mean sign: false."""
    return w.system.influence(w.tokens), w.tokens * 0 + w.direction @ w.xp.transpose(w.V)


def free_inverse() -> Any:
    """V with inverse W, and the tokens' mean ``J X``."""
    import sympy

    from verify.arithmetic.free import FreeMatrix, Rules
    from verify.systems import Oja

    rules = Rules.of([("V' W'", ""), ("W' V'", "")], symmetric=["J"])
    x, v, w, j = (FreeMatrix.letter(name, rules) for name in "XVWJ")
    system = Oja(value=v, step_size=sympy.Symbol("alpha"))
    return SimpleNamespace(X=x, mean=j @ x, system=system, Vt=v.transposed(), Wt=w.transposed())


def random_inverse(rng: Any) -> Any:
    """Random numbers for the same."""
    import numpy as np

    from verify.arithmetic.linear import inverse
    from verify.systems import Oja

    n, d = int(rng.integers(2, 6)), int(rng.integers(2, 5))
    x, v = rng.normal(size=(n, d)), rng.normal(size=(d, d)) + 3 * np.eye(d)
    system = Oja(value=v, step_size=0.5)
    return SimpleNamespace(X=x, mean=np.tile(x.mean(axis=0), (n, 1)), system=system, Vt=v.T, Wt=inverse(v).T)


def mean_from_influence(w: Any) -> tuple[Any, Any]:
    """``s V^{-T}`` row by row is the mean token."""
    return w.system.influence(w.X) @ w.Wt, w.mean


def mean_wrongly(w: Any) -> tuple[Any, Any]:
    """With V in place of its inverse: false."""
    return w.system.influence(w.X) @ w.Vt, w.mean


def fixed_points_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Equilibria of random Oja systems found by a root finder from random starts, each classified."""
    import numpy as np
    from scipy.optimize import least_squares

    from verify.systems import Oja

    counts = {"consensus": 0, "bipartite": 0, "polygonal": 0, "other": 0}
    for trial in range(12):
        rng = np.random.default_rng([seed, trial])
        n, d = int(rng.integers(2, 6)), int(rng.integers(2, 4))
        basis = np.linalg.qr(rng.normal(size=(d, d)))[0]
        spectrum = np.sort(rng.uniform(-1, 1, size=d))[::-1]
        spectrum[0] = 1.2
        value = basis @ np.diag(spectrum) @ basis.T
        system = Oja(value=value, step_size=0.6)
        for _ in range(6):
            start = rng.normal(size=(n, d))
            start /= np.linalg.norm(start, axis=1, keepdims=True)

            def gap(flat: Any, shape: Any = (n, d), system: Any = system) -> Any:
                return (system.step(flat.reshape(shape)) - flat.reshape(shape)).ravel()

            solution = least_squares(gap, start.ravel(), xtol=1e-15, ftol=1e-15, gtol=1e-15)
            if np.abs(solution.fun).max() < 1e-10:
                counts[_classify(solution.x.reshape(n, d), value)] += 1
    found = sum(counts.values())
    if found < 20:
        return None, f"only {found} equilibria were found", counts
    told = ", ".join(f"{number} {kind}" for kind, number in counts.items())
    return counts["other"] == 0, f"{found} equilibria found from random starts: {told}", counts


def _classify(tokens: Any, value: Any) -> str:
    import numpy as np

    if np.abs(tokens.sum(axis=0)).max() < 1e-6:
        return "polygonal"
    direction = tokens[0]
    signs = tokens @ direction
    aligned = np.abs(np.abs(signs) - 1).max() < 1e-6
    image = value @ direction
    if not aligned or np.abs(image - direction * (direction @ image)).max() > 1e-5:
        return "other"
    return "consensus" if (signs > 0).all() else "bipartite"


# ------------------------------------------------------------------ Remark 1


def symbolic_n() -> Any:
    """n as a symbol."""
    import sympy

    return SimpleNamespace(n=sympy.Symbol("n", integer=True, positive=True))


def random_n(rng: Any) -> Any:
    """A random n."""
    return SimpleNamespace(n=int(rng.integers(1, 40)))


def sign_patterns(w: Any) -> tuple[Any, Any]:
    """Patterns with m minus signs, over all m, and ``2^n``."""
    return _binomials(w, 0), 2**w.n


def sign_patterns_without_consensus(w: Any) -> tuple[Any, Any]:
    """``2^n - 2`` is the number of bipartite ones alone: false for all of them."""
    return _binomials(w, 0), 2**w.n - 2


def _binomials(w: Any, low: int) -> Any:
    import math

    import sympy

    if isinstance(w.n, int):
        return sum(math.comb(w.n, m) for m in range(low, w.n + 1))
    m = sympy.Symbol("m", integer=True, nonnegative=True)
    return sympy.summation(sympy.binomial(w.n, m), (m, low, w.n))
