"""Symbolic and random worlds for the identities of this paper: arrays of symbolic shape, or random numbers.

The left side of each identity is a derivative of the definition (``step``, ``influence``), taken with SymPy in symbols
and with torch in numbers; the right side is the formula that is asserted.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

# ------------------------------------------------------------------ general states, all n and d


def _symbolic(kind: str) -> Any:
    import sympy

    from verify.arithmetic.indexed import INDEXED, IndexedArray, directional_derivative
    from verify.systems import Attention, MultiHead, Oja

    n, d = sympy.symbols("n d", integer=True, positive=True)
    alpha = sympy.Symbol("alpha", positive=True)
    x, h = (IndexedArray.symbol(name, n, d) for name in "xh")
    v, a, w, b = (IndexedArray.symbol(name, d, d) for name in "VAWB")
    systems = {
        "oja": Oja(value=v, step_size=alpha),
        "attention": Attention(value=v, query_key=a, step_size=alpha),
        "multihead": MultiHead(values=[v, w], query_keys=[a, b], step_size=alpha),
    }

    def derivative(function: Any, at: Any = x) -> Any:
        return IndexedArray((n, d), directional_derivative(function, at, h))

    return SimpleNamespace(
        xp=INDEXED, X=x, H=h, V=v, A=a, W=w, n=n, d=d, alpha=alpha, system=systems[kind], derivative=derivative, Y=x
    )


def _random(kind: str, rng: Any) -> Any:
    import numpy as np
    import torch

    from verify.arithmetic.numeric import FLOAT64
    from verify.systems import Attention, MultiHead, Oja

    n, d = int(rng.integers(1, 6)), int(rng.integers(2, 5))
    x = rng.normal(size=(n, d))
    x /= np.linalg.norm(x, axis=1, keepdims=True)
    h, y = rng.normal(size=(2, n, d))
    v, a, w, b = rng.normal(size=(4, d, d))
    alpha = float(rng.uniform(0.05, 1.5))
    systems = {
        "oja": Oja(value=v, step_size=alpha),
        "attention": Attention(value=v, query_key=a, step_size=alpha),
        "multihead": MultiHead(values=[v, w], query_keys=[a, b], step_size=alpha),
    }

    def derivative(function: Any, at: Any = x) -> Any:
        point, along = torch.tensor(at), torch.tensor(h)
        return torch.func.jvp(function, (point,), (along,))[1].numpy()

    return SimpleNamespace(
        xp=FLOAT64, X=x, H=h, V=v, A=a, W=w, n=n, d=d, alpha=alpha, system=systems[kind], derivative=derivative, Y=y
    )


def symbolic_oja() -> Any:
    """An Oja system with symbolic n, d, V."""
    return _symbolic("oja")


def random_oja(rng: Any) -> Any:
    """A random Oja system, state and direction."""
    return _random("oja", rng)


def symbolic_attention() -> Any:
    """An attention system with symbolic n, d, V, A."""
    return _symbolic("attention")


def random_attention(rng: Any) -> Any:
    """A random attention system, state and direction."""
    return _random("attention", rng)


def symbolic_multihead() -> Any:
    """Two heads with symbolic n, d and matrices."""
    return _symbolic("multihead")


def random_multihead(rng: Any) -> Any:
    """A random two-head system, state and direction."""
    return _random("multihead", rng)


def _projected(w: Any, y: Any, moved: Any) -> Any:
    """``|y|^{-1} (I - z z^T) moved`` row by row."""
    norm = w.xp.norms(y)
    return (moved - y * (w.xp.dot(y, moved) / (norm * norm))) / norm


def oja_derivative(w: Any) -> tuple[Any, Any]:
    """The derivative of the step, and the exact block of Lemma 2 applied to the direction."""
    y = w.X + w.alpha * w.system.influence(w.X)
    moved = w.H + w.alpha * w.system.influence(w.H)
    return w.derivative(w.system.step), _projected(w, y, moved)


def oja_derivative_unprojected(w: Any) -> tuple[Any, Any]:
    """The same without the projection: false."""
    y = w.X + w.alpha * w.system.influence(w.X)
    moved = w.H + w.alpha * w.system.influence(w.H)
    return w.derivative(w.system.step), moved / w.xp.norms(y)


def normalisation(w: Any) -> tuple[Any, Any]:
    """The derivative of ``y -> y/|y|`` at any y, and ``|y|^{-1}(I - z z^T)``."""
    return w.derivative(_normalize), _projected(w, w.X, w.H)


def _normalize(rows: Any) -> Any:
    from verify.arithmetic import arithmetic_of

    return arithmetic_of(rows).normalize(rows)


def _influence_formula(w: Any, value: Any, weights: Any, key: Any) -> Any:
    """``sum_j a_ij V (h_j + (x_j - m_i) x_i^T A h_j) + V C_i A^T h_i`` (Lemma 10), in matrix form.

    ``C_i A^T h_i = sum_j a_ij x_j t_ij - m_i sum_j a_ij t_ij`` with ``t_ij = h_i^T A (x_j - m_i)``, and the constant
    ``h_i^T A m_i`` drops out of the difference.
    """
    xp = w.xp
    means = weights @ w.X
    ones = means * 0 + 1
    scores = w.H @ key @ xp.transpose(w.X)
    back = w.X @ key @ xp.transpose(w.H)
    moved = weights * (scores + back)
    total = _row_sum(w, moved)
    return (weights @ w.H + moved @ w.X - means * total * ones) @ xp.transpose(value)


def _row_sum(w: Any, matrix: Any) -> Any:
    if hasattr(matrix, "entry"):
        import sympy

        from verify.arithmetic.indexed import IndexedArray, fresh_index

        def entry(i: Any, _p: Any) -> Any:
            j = fresh_index()
            return sympy.Sum(matrix.entry(i, j), (j, 1, w.n))

        return IndexedArray((w.n, 1), entry)
    return matrix.sum(axis=1, keepdims=True)


def attention_influence(w: Any) -> tuple[Any, Any]:
    """The derivative of ``s_i`` with that of the attention weights, and Lemma 10's formula."""
    weights = w.system.attention(w.X)
    return w.derivative(w.system.influence), _influence_formula(w, w.V, weights, w.A)


def attention_influence_frozen(w: Any) -> tuple[Any, Any]:
    """The same with the attention weights held constant: false."""
    return w.derivative(w.system.influence), w.system.attention(w.X) @ w.H @ w.xp.transpose(w.V)


def attention_derivative(w: Any) -> tuple[Any, Any]:
    """The derivative of the whole step of (8), and Lemma 10."""
    weights = w.system.attention(w.X)
    y = w.X + w.alpha * w.system.influence(w.X)
    moved = w.H + w.alpha * _influence_formula(w, w.V, weights, w.A)
    return w.derivative(w.system.step), _projected(w, y, moved)


def equal_rows(w: Any) -> Any:
    """All tokens equal to the first row: a consensus at an arbitrary vector."""
    if hasattr(w.X, "entry"):
        import sympy

        from verify.arithmetic.indexed import IndexedArray

        u = sympy.IndexedBase("u", real=True)
        return IndexedArray((w.n, w.d), lambda _i, p: u[p])
    return w.X * 0 + w.X[:1]


def _oja(w: Any, value: Any) -> Any:
    from verify.systems import Oja

    return Oja(value=value, step_size=w.alpha)


def oja_like(w: Any) -> Any:
    """The Oja system with the same V and step."""
    return _oja(w, w.V)


def consensus_attention(w: Any) -> tuple[Any, Any]:
    """At a consensus: the derivative of s for attention (8), and for the Oja system (9) with the same V."""
    state = equal_rows(w)
    return w.derivative(w.system.influence, state), w.derivative(_oja(w, w.V).influence, state)


def consensus_multihead(w: Any) -> tuple[Any, Any]:
    """At a consensus: the derivative of s for two heads (21), and for (9) with ``H = H_1 + H_2``."""
    state = equal_rows(w)
    return w.derivative(w.system.influence, state), w.derivative(_oja(w, w.V + w.W).influence, state)


def consensus_multihead_first_only(w: Any) -> tuple[Any, Any]:
    """The same with the second head forgotten: false."""
    state = equal_rows(w)
    return w.derivative(w.system.influence, state), w.derivative(_oja(w, w.V).influence, state)


# ------------------------------------------------------------------ the truncated norm


def symbolic_norm() -> Any:
    """``sigma = x^T s`` and ``q = |s|^2`` as symbols."""
    import sympy

    return SimpleNamespace(sigma=sympy.Symbol("sigma", real=True), q=sympy.Symbol("q", real=True), exact=True)


def random_norm(rng: Any) -> Any:
    """Random values with ``sigma^2 <= q``, as of a unit vector."""
    q = float(rng.uniform(0.1, 2.0))
    return SimpleNamespace(sigma=float(rng.uniform(-1, 1)) * q**0.5, q=q, exact=False)


def norm_series(w: Any) -> tuple[Any, Any]:
    """Taylor coefficients 0, 1, 2 of ``(1 + 2 alpha sigma + alpha^2 q)^{-1/2}`` and those of the truncation."""
    asserted = [w.sigma * 0 + 1, -w.sigma, 3 * w.sigma**2 / 2 - w.q / 2]
    if w.exact:
        import sympy

        alpha = sympy.Symbol("alpha")
        norm = (1 + 2 * alpha * w.sigma + alpha**2 * w.q) ** sympy.Rational(-1, 2)
        return [sympy.diff(norm, alpha, k).subs(alpha, 0) / sympy.factorial(k) for k in range(3)], asserted
    import mpmath

    def norm_of(t: Any) -> Any:
        return (1 + 2 * t * w.sigma + t * t * w.q) ** mpmath.mpf("-0.5")

    return [float(value) for value in mpmath.taylor(norm_of, 0, 2)], asserted


def _truncated_jacobian(w: Any, direction: Any) -> Any:
    """Directional derivative at the consensus e_1 of ``y/N`` with ``1/N`` replaced by its truncation in d(1/N) only.

    ``d(1/N) = -alpha d(sigma) + alpha^2 (3 sigma d(sigma) - s . ds)``; n tokens, all moved alike (``together``) or two
    of them against each other (``apart``). Coordinates: e_1 = v_k, e_2 = v_j.
    """
    h = direction
    s = [w.lambda_k, 0]
    ds = [w.lambda_k * h[0] * w.share, w.lambda_j * h[1] * w.share]
    sigma = w.lambda_k
    dsigma = h[0] * s[0] + ds[0]
    scale = -w.alpha * dsigma + w.alpha**2 * (3 * sigma * dsigma - s[0] * ds[0])
    y = [1 + w.alpha * s[0], 0]
    return [(h[i] + w.alpha * ds[i]) / y[0] + y[i] * scale for i in range(2)]


def _exact_jacobian(w: Any, direction: Any) -> Any:
    """The same from ``step``: SymPy differentiates two tokens with multiplicities; torch would say the same."""
    import numpy as np
    import sympy

    from verify.systems import Oja

    epsilon = sympy.Symbol("epsilon")
    value = np.array([[w.lambda_k, 0], [0, w.lambda_j]], dtype=object)
    rows = np.array([[1 + epsilon * direction[0], epsilon * direction[1]]], dtype=object)
    if w.share == 0:
        opposite = np.array([[1 - epsilon * direction[0], -epsilon * direction[1]]], dtype=object)
        rows = np.concatenate([rows, opposite])
    rows = np.array([[sympy.sympify(entry) for entry in row] for row in rows], dtype=object)
    moved = Oja(value=value, step_size=w.alpha).step(rows)
    slope = [sympy.diff(entry, epsilon).subs(epsilon, 0) for entry in moved[0]]
    return [sympy.simplify(entry) for entry in slope]


def symbolic_truncated() -> Any:
    """A consensus with ``1 + alpha lambda_k > 0``, written as ``t > 0``."""
    import sympy

    t, alpha = sympy.symbols("t alpha", positive=True)
    lambda_j = sympy.Symbol("lambda_j", real=True)
    return SimpleNamespace(alpha=alpha, lambda_k=(t - 1) / alpha, lambda_j=lambda_j, share=1)


def random_truncated(rng: Any) -> Any:
    """Random rational values."""
    import sympy

    lambda_k, lambda_j = (sympy.Rational(int(v), 8) for v in rng.integers(1, 17, size=2))
    return SimpleNamespace(
        alpha=sympy.Rational(int(rng.integers(1, 9)), 8),
        lambda_k=lambda_k,
        lambda_j=lambda_j,
        share=int(rng.integers(2)),
    )


def _in_both_modes(w: Any, direction: tuple[int, int], part: int) -> tuple[Any, Any]:
    exact, truncated = [], []
    for share in (1, 0):
        mode = SimpleNamespace(**{**vars(w), "share": share})
        exact.append(_exact_jacobian(mode, direction)[part])
        truncated.append(_truncated_jacobian(mode, direction)[part])
    return exact, truncated


def truncated_tangent(w: Any) -> tuple[Any, Any]:
    """Tangent response to tangent perturbations, exact and truncated, tokens together and against each other."""
    return _in_both_modes(w, (0, 1), 1)


def truncated_radial(w: Any) -> tuple[Any, Any]:
    """Radial response to radial perturbations: they differ."""
    return _in_both_modes(w, (1, 0), 0)


# ------------------------------------------------------------------ counting


def symbolic_counts() -> Any:
    """n, d, m and rest as symbols."""
    import sympy

    n, d, m = sympy.symbols("n d m", integer=True, positive=True)
    return SimpleNamespace(n=n, d=d, m=m, rest=n - m)


def random_counts(rng: Any) -> Any:
    """Random sizes."""
    n = int(rng.integers(2, 50))
    m = int(rng.integers(1, n))
    return SimpleNamespace(n=n, d=int(rng.integers(1, 30)), m=m, rest=n - m)


def class_counts(w: Any) -> tuple[Any, Any]:
    """At a consensus: tangent multiplicities sum to n(d-1), all of them to n d."""
    tangent = (w.d - 1) + (w.n - 1) * (w.d - 1)
    return [tangent, tangent + w.n], [w.n * (w.d - 1), w.n * w.d]


def bipartite_counts(w: Any) -> tuple[Any, Any]:
    """At a bipartite consensus: the same with 2(d-1), (m-1)(d-1), (n-m-1)(d-1) and n radial ones."""
    tangent = 2 * (w.d - 1) + (w.m - 1) * (w.d - 1) + (w.rest - 1) * (w.d - 1)
    return [tangent, tangent + w.n], [w.n * (w.d - 1), w.n * w.d]


# ------------------------------------------------------------------ polygons


def symbolic_polygon() -> Any:
    """Unit tokens with sum zero and tangent perturbations, n and d symbolic; the constraints are rewriting rules."""
    return _symbolic("oja")


def random_polygon(rng: Any) -> Any:
    """Random unit tokens with sum zero: a random planar polygon closed by two sides, turned in R^d."""
    import numpy as np

    d = int(rng.integers(2, 5))
    plane = np.linalg.qr(rng.normal(size=(d, d)))[0][:, :2]
    angles = rng.uniform(0, 2 * np.pi, size=2)
    open_side = -np.array([np.cos(angles), np.sin(angles)]).sum(axis=1)
    half = float(np.linalg.norm(open_side)) / 2
    side = open_side / 2
    normal = np.array([-side[1], side[0]]) / half * np.sqrt(max(0.0, 1 - half**2))
    flat = np.array([[np.cos(t), np.sin(t)] for t in angles] + [side + normal, side - normal])
    x = flat @ plane.T
    h = rng.normal(size=x.shape)
    h -= x * (x * h).sum(axis=1, keepdims=True)
    v = rng.normal(size=(d, d))
    return SimpleNamespace(X=x, H=h, V=v + v.T, alpha=float(rng.uniform(0.1, 1.0)), u=None, n=len(x))


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
    import torch

    from verify.systems import Oja

    system = Oja(value=w.V, step_size=w.alpha)
    moved = torch.func.jvp(system.step, (torch.tensor(w.X),), (torch.tensor(w.H),))[1].numpy().sum(axis=0)
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

    d = int(rng.integers(2, 5))
    root = rng.normal(size=(d, d))
    s = root @ root.T + np.eye(d)
    e = rng.normal(size=(d, 1))
    return SimpleNamespace(S=s, T=np.linalg.inv(s), V=rng.normal(size=(d, d)), e=e, et=e.T)


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


# ------------------------------------------------------------------ eq. (14)


def symbolic_bipartite() -> Any:
    """Two groups in the plane; ``c = log(F)``, so that ``E = F^2``."""
    import numpy as np
    import sympy

    from verify.systems import Attention

    m, rest, root, lambda_k = sympy.symbols("m rest F lambda_k", positive=True)
    c = sympy.log(root)
    key = np.array([[c, sympy.Symbol("A_01")], [sympy.Symbol("A_10"), sympy.Symbol("A_11")]], dtype=object)
    value = np.array([[lambda_k, sympy.Integer(0)], [sympy.Integer(0), sympy.Symbol("lambda_j")]], dtype=object)
    system = Attention(value=value, query_key=key, step_size=sympy.Symbol("alpha", positive=True))
    rows = np.array([[1, 0], [-1, 0]], dtype=object) * sympy.Integer(1)
    return SimpleNamespace(
        system=system, rows=rows, counts=np.array([m, rest], dtype=object), m=m, rest=rest, E=root**2, lambda_k=lambda_k
    )


def random_bipartite(rng: Any) -> Any:
    """Random sizes and scores."""
    import numpy as np

    from verify.systems import Attention

    m, rest = (int(v) for v in rng.integers(1, 9, size=2))
    key = rng.normal(size=(2, 2))
    lambda_k = float(rng.normal())
    system = Attention(value=np.diag([lambda_k, 0.3]), query_key=key, step_size=0.5)
    rows, counts = np.array([[1.0, 0.0], [-1.0, 0.0]]), np.array([m, rest])
    big_e = float(np.exp(2 * key[0, 0]))
    return SimpleNamespace(system=system, rows=rows, counts=counts, m=m, rest=rest, E=big_e, lambda_k=lambda_k)


def _weights_and_pull(w: Any, m: Any, rest: Any) -> tuple[Any, Any]:
    """Seen: group weights and s; said: eq. (14) with group sizes ``m`` and ``rest``."""
    from verify.equilibria.closed_form import attention_gammas

    weights = w.system.attention(w.rows, w.counts)
    pull = w.system.influence(w.rows, w.counts)
    said = attention_gammas(w.E, m, rest)
    seen = [weights[0, 0], weights[0, 1], weights[1, 1], weights[1, 0], pull[0, 0], pull[1, 0], pull[0, 1], pull[1, 1]]
    p, q = said.p, said.q
    zero = w.lambda_k * 0
    stated = [p, 1 - p, q, 1 - q, w.lambda_k * said.gamma_plus, -w.lambda_k * said.gamma_minus, zero, zero]
    return seen, stated


def bipartite_weights(w: Any) -> tuple[Any, Any]:
    """Eq. (14)."""
    return _weights_and_pull(w, w.m, w.rest)


def bipartite_weights_exchanged(w: Any) -> tuple[Any, Any]:
    """With the groups exchanged: false."""
    return _weights_and_pull(w, w.rest, w.m)
