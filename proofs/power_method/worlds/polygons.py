"""Polygonal equilibria: perturbed sums, congruence, random polygons."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from proofs.power_method.worlds.general import symbolic_oja


def symbolic_polygon() -> Any:
    """Unit tokens with sum zero and tangent perturbations, n and d symbolic; the constraints are rewriting rules."""
    return symbolic_oja()


def random_polygon(rng: Any) -> Any:
    """Random unit tokens with sum zero: a random planar polygon closed by two sides, turned in R^d."""
    import numpy as np

    from verify.arithmetic import arithmetic_of
    from verify.arithmetic.linear import orthogonal

    d = int(rng.integers(2, 5))
    plane = orthogonal(rng, d)[:, :2]
    angles = rng.uniform(0, 2 * np.pi, size=2)
    open_side = -np.array([np.cos(angles), np.sin(angles)]).sum(axis=1)
    half = arithmetic_of(open_side).norms(open_side[None, :])[0, 0] / 2
    side = open_side / 2
    normal = np.array([-side[1], side[0]]) / half * np.sqrt(1 - half**2)
    flat = np.array([[np.cos(t), np.sin(t)] for t in angles] + [side + normal, side - normal])
    x = flat @ plane.T
    h = rng.normal(size=x.shape)
    h = h - x * (x * h).sum(axis=1, keepdims=True)
    v = rng.normal(size=(d, d))
    return SimpleNamespace(X=x, H=h, V=v + v.T, alpha=rng.uniform(0.1, 1.0), u=None, n=len(x))


def polygon_sum(w: Any) -> tuple[Any, Any]:
    """``sum_i D step(X)[H]_i`` and ``(I + alpha (I - C) V) sigma``."""
    return _polygon(w, with_c=True)


def polygon_sum_unprojected(w: Any) -> tuple[Any, Any]:
    """The same with ``I + alpha V``: false."""
    return _polygon(w, with_c=False)


def _polygon(w: Any, *, with_c: bool) -> tuple[Any, Any]:
    if hasattr(w.X, "entry"):
        return _polygon_symbolic(w, with_c=with_c)
    import numpy as np

    from verify.evidence.autodiff import directional_derivative
    from verify.systems import Oja

    system = Oja(value=w.V, step_size=w.alpha)
    moved = directional_derivative(system.step, w.X, w.H).sum(axis=0)
    sigma = w.H.sum(axis=0)
    c = w.X.T @ w.X / w.n
    return moved, sigma + w.alpha * (np.eye(len(sigma)) - c * with_c) @ w.V @ sigma


def _polygon_symbolic(w: Any, *, with_c: bool) -> tuple[Any, Any]:
    """With ``y = x`` (s = 0), the block of Lemma 2 is ``(I - x_i x_i^T)(h_i + alpha V hbar)``; sum it over i.

    The rules ``x_i . h_i = 0`` are used by dropping that one term, which is ``sum_i x_i (x_i . h_i)``.
    """
    import sympy

    from verify.arithmetic.indexed import fresh_index, normal_form

    p = fresh_index()
    pushed = w.alpha * w.system.influence(w.H)

    def over_tokens(summand: Any) -> Any:
        i = fresh_index()
        return sympy.Sum(summand(i), (i, 1, w.n))

    def dot(i: Any, other: Any) -> Any:
        q = fresh_index()
        return sympy.Sum(w.X.entry(i, q) * other.entry(i, q), (q, 1, w.d))

    total = over_tokens(lambda i: w.H.entry(i, p) + pushed.entry(i, p) - w.X.entry(i, p) * dot(i, pushed))
    q, r, j, k = (fresh_index() for _ in range(4))
    sigma_r = sympy.Sum(w.H.entry(j, r), (j, 1, w.n))

    def v_sigma(row: Any) -> Any:
        return sympy.Sum(w.V.entry(row, r) * sigma_r, (r, 1, w.d))

    c_v = sympy.Sum(sympy.Sum(w.X.entry(k, p) * w.X.entry(k, q), (k, 1, w.n)) / w.n * v_sigma(q), (q, 1, w.d))
    asserted = over_tokens(lambda i: w.H.entry(i, p)) + w.alpha * (v_sigma(p) - (c_v if with_c else 0))
    return normal_form(total), normal_form(asserted)


def free_congruence() -> Any:
    """S symmetric with inverse T, V, and v."""
    from verify.arithmetic.free import FreeMatrix, Rules

    rules = Rules.of([("S T", ""), ("T S", "")], symmetric=["S", "T"])
    s, t, v, e = (FreeMatrix.letter(name, rules) for name in ("S", "T", "V", "v"))
    return SimpleNamespace(S=s, T=t, V=v, e=e, et=e.transposed())


def random_congruence(rng: Any) -> Any:
    """Random numbers for the same."""
    import numpy as np

    from verify.arithmetic.linear import inverse

    d = int(rng.integers(2, 5))
    root = rng.normal(size=(d, d))
    s = root @ root.T + np.eye(d)
    e = rng.normal(size=(d, 1))
    return SimpleNamespace(S=s, T=inverse(s), V=rng.normal(size=(d, d)), e=e, et=e.T)


def congruence(w: Any) -> tuple[Any, Any]:
    """``S^-1 (S S V) S = S V S`` applied to v, and the value of the form at ``S^-1 v``."""
    similar = w.T @ (w.S @ w.S @ w.V) @ w.S
    form = w.et @ w.T @ (w.S @ w.V @ w.S) @ w.T @ w.e
    return [similar @ w.e, w.e @ form], [w.S @ w.V @ w.S @ w.e, w.e @ (w.et @ w.V @ w.e)]


def half_congruence(w: Any) -> tuple[Any, Any]:
    """``S S V = S V``: false."""
    return w.S @ w.S @ w.V @ w.e, w.S @ w.V @ w.e


def polygons_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Random polygons, V with one positive eigenvalue: the largest eigenvalue of the tangent Jacobian of ``step``."""
    import numpy as np

    from verify.observe import tangent_jacobian
    from verify.systems import Oja

    least = float("inf")
    for trial in range(60):
        w = random_polygon(np.random.default_rng([seed, trial]))
        spectrum, basis = np.linalg.eigh(w.V)
        spectrum = -np.abs(spectrum)
        spectrum[-1] = 0.2 + abs(spectrum[-1])
        value = basis @ np.diag(spectrum) @ basis.T
        matrix = tangent_jacobian(Oja(value=value, step_size=w.alpha), w.X)
        least = min(least, float(np.linalg.eigvals(matrix).real.max()))
    return (
        least > 1 + 1e-9,
        f"60 random polygons with one positive eigenvalue of V: largest eigenvalue >= {least:.6f}",
        {"satisfied": 60},
    )


def triangle_seen(seed: int, steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """The stable triangle by automatic differentiation, in three positions, and where perturbations of it go."""
    import numpy as np

    from proofs.power_method import examples
    from verify.arithmetic.numeric import FLOAT64
    from verify.counterexample import Counterexample
    from verify.evidence.autodiff import tangent_spectrum
    from verify.systems import Attention

    example = Counterexample(examples.stable_triangle()).system()
    value, key = (FLOAT64.asarray(matrix, None) for matrix in (example.value, example.query_key))  # type: ignore[attr-defined]
    system = Attention(value=value, query_key=key, step_size=0.1)
    rng = np.random.default_rng(seed)
    second, back = 0.0, 0
    for turn in (0.0, 0.7, 1.4):
        angles = turn + np.array([0, 2, 4]) * np.pi / 3
        x = np.stack([np.cos(angles), np.sin(angles), 0 * angles], axis=1)
        moduli = np.sort(np.abs(tangent_spectrum(system, x)))
        second = max(second, float(moduli[-2]), abs(float(moduli[-1]) - 1) + 0.9)
        tokens = x + rng.uniform(-0.01, 0.01, size=(50, 3, 3))
        tokens /= np.linalg.norm(tokens, axis=-1, keepdims=True)
        for _ in range(min(steps, 1000)):
            tokens = system.step(tokens)
        near = np.abs(tokens - x).max(axis=(1, 2)) < 0.2
        back += int((near & (np.abs(tokens.sum(axis=1)).max(axis=1) < 1e-9)).sum())
    told = f"automatic derivative: one eigenvalue 1, the others at most {second:.4f}; {back} of 150 perturbed triangles end at triangles"
    return back == 150 and second < 0.9501, told, {"triangles": back}


def no_stable_triangle_seen(seed: int, steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """The same experiment beside a statement that all polygons are unstable."""
    stable, told, stats = triangle_seen(seed, steps)
    return not stable, told, stats
