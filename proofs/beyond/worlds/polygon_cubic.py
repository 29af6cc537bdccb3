"""Tokens on a line that open along the neutral direction: the field to third order, for all n.

Half of the tokens at u, half at -u, ``u' A u = 0``. With ``b = P A u`` and ``g = P A' u`` the deviations ``sigma_i z_i h`` of tokens of one
group from each other, ``b' h = 0``, are neutral. The tokens here are a curve

``T = G o u' + eps G Z o h' + eps^2 (o eta' - Z^2 G o u' / 2) + eps^3 ...``, ``G = diag(sigma)``, ``Z = diag(z)``,

of unit vectors, where z adds up to zero in each group. In letters, o is ``1/sqrt(n)`` and all tokens are divided by ``sqrt(n)``.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

ORDER = 3

# ------------------------------------------------------------------ letters


def free_symmetric() -> Any:
    """``A = u b' + b u' + B`` symmetric with ``b = u - c``, and m with ``V m = u s``, ``o' G Z Z o = c' m``: ``eta = -P m / 2``.

    So ``rho = -s / 2`` has ``V (eta + (b' eta - Delta/4) u) = rho u``, ``Delta/2`` the mean of ``sigma z^2``; k is orthogonal to
    u and to ``V u``.
    """
    w = _letters("c", [("c' u", ""), ("u' c", ""), ("V m", "u s"), ("m' c", "c' m"), ("o' G Z Z o", "c' m")], ["h' c"])
    b = w.u + w.c * -1
    w.A = w.u @ _t(b) + b @ _t(w.u) + w.B
    w.eta = (w.m + w.u @ _t(w.u) @ w.m * -1) * _half(-1)
    w.rho = w.s * _half(-1)
    return w


def free_general() -> Any:
    """``A = b u' + u g' + B``: not symmetric, ``h' b = 0``."""
    w = _letters("bg", [], ["h' b", "u' b", "u' g"])
    w.A = w.b @ _t(w.u) + w.u @ _t(w.g) + w.B
    return w


def _letters(more: str, rules: list[tuple[str, str]], zeros: list[str]) -> Any:
    import sympy

    from verify.arithmetic.free import FreeMatrix, Rules

    made = Rules.of(
        [("o' o", ""), ("u' u", ""), ("h' h", ""), ("G G", ""), ("Z G", "G Z"), *rules],
        symmetric=["G", "Z", "B", "s"],
        zeros=["o' G o", "o' Z o", "o' G Z o", "h' u", "k' u", "B u", "k' V u", *zeros],
    )
    letters = {name: FreeMatrix.letter(name, made) for name in "oGZuhkmsBV" + more}
    return SimpleNamespace(**letters, one=FreeMatrix({(): sympy.Integer(1)}, made))


def _half(sign: int) -> Any:
    import sympy

    return sympy.Rational(sign, 2)


# ------------------------------------------------------------------ numbers


def random_symmetric(rng: Any) -> Any:
    """Random numbers for the same, d = 3: k is ``u x V u``, h is ``u x b / |b|``."""
    from verify.arithmetic.linear import inverse

    w = _random(rng)
    w.A = w.u @ w.b.T + w.b @ w.u.T + w.B
    pulled = inverse(w.V) @ w.u
    spread = (w.signs * w.z**2).sum() / len(w.z)
    w.rho = -spread / (2 * ((w.u - w.b).T @ pulled)[0, 0])
    w.eta = w.P @ pulled * w.rho
    return w


def random_general(rng: Any) -> Any:
    """The same with A not symmetric."""
    w = _random(rng)
    w.g = w.P @ rng.normal(size=(3, 1))
    w.A = w.b @ w.u.T + w.u @ w.g.T + w.B
    w.eta = w.u * 0
    return w


def _random(rng: Any) -> Any:
    import numpy as np

    from verify.arithmetic.linear import unit

    half = int(rng.integers(2, 5))
    u, b = unit(rng.normal(size=3)).reshape(3, 1), rng.normal(size=(3, 1))
    project = np.eye(3, dtype=int) - u @ u.T
    b = project @ b
    value, lower = rng.normal(size=(2, 3, 3))
    z = rng.integers(-3, 4, size=(2, half))
    z = (z * half - z.sum(axis=1, keepdims=True)).reshape(2 * half, 1)  # adds up to zero in each group, in integers
    return SimpleNamespace(
        u=u, b=b, P=project, V=value, B=project @ (lower + lower.T) @ project, z=z,
        signs=np.repeat([[1], [-1]], half, axis=0), h=unit(_cross(u, b).ravel()).reshape(3, 1), k=_cross(u, value @ u),
    )  # fmt: skip


def _cross(a: Any, b: Any) -> Any:
    import numpy as np

    (x,), (y,), (z,) = a
    return np.array([[0 * x, -z, y], [z, 0 * x, -x], [-y, x, 0 * x]]) @ b


def field_series(tokens: list[Any], key: Any, value: Any) -> list[Any]:
    """The Taylor coefficients, orders 0 to 3, of ``field`` along a curve of tokens on which all scores vanish at order 0."""
    import numpy as np

    def product(left: list[Any], right: list[Any], times: Any) -> list[Any]:
        return [sum(times(left[i], right[k - i]) for i in range(k + 1)) for k in range(ORDER + 1)]

    def entrywise(a: Any, b: Any) -> Any:
        return a * b

    scores = product([t @ key for t in tokens], [t.T for t in tokens], lambda a, b: a @ b)
    scores[0] = scores[0] * 0
    square = product(scores, scores, entrywise)
    cube = product(square, scores, entrywise)
    weights = [s + t / 2 + c / 6 for s, t, c in zip(scores, square, cube, strict=True)]
    weights[0] = weights[0] + 1
    sums = [w.sum(axis=1, keepdims=True) for w in weights]
    means: list[Any] = []
    for k in range(ORDER + 1):  # sums * means = weights @ tokens
        total = sum(weights[i] @ tokens[k - i] for i in range(k + 1))
        means.append((total - sum((sums[k - i] * means[i] for i in range(k)), total * 0)) / sums[0])
    pulls = [m @ value.T for m in means]
    along = product(tokens, pulls, lambda a, b: (a * b).sum(axis=1, keepdims=True))
    radial = product(along, tokens, entrywise)
    return [np.asarray(p - r) for p, r in zip(pulls, radial, strict=True)]


def _curve(w: Any) -> list[Any]:
    """The tokens to third order; the last term keeps them unit vectors."""
    if hasattr(w, "z"):
        along = w.h.T @ w.eta
        square = w.z * w.z * w.signs
        opened = w.eta.T - square @ w.u.T / 2  # rows
        return [w.signs @ w.u.T, w.signs * w.z @ w.h.T, opened, -(w.z @ along) @ w.u.T]
    start = w.G @ w.o @ _t(w.u)
    eta = w.eta if hasattr(w, "eta") else w.u * 0
    opened = w.o @ _t(eta) + w.Z @ w.Z @ start * _half(-1)
    return [start, w.G @ w.Z @ w.o @ _t(w.h), opened, w.Z @ w.o @ _t(eta) @ w.h @ _t(w.u) * -1]


def tokens_at(w: Any, opening: float) -> Any:
    """The tokens of a numeric world at one opening, normalised."""
    from verify.arithmetic.linear import unit_rows

    return unit_rows(sum(term * opening**k for k, term in enumerate(_curve(w))))


def _t(matrix: Any) -> Any:
    return matrix.transposed() if hasattr(matrix, "transposed") else matrix.T


# ------------------------------------------------------------------ identities


def cubic(w: Any) -> tuple[Any, Any]:
    """The field at order 2, and at order 3 along k: 0 and ``k' V h a mean(z^2) sigma_i z_i - k' h rho z_i``, ``a = h' A h``.

    Where no score has an order below 2 the normalisation of the weights changes nothing below order 4: the means of the
    tokens have order 2 themselves. In numbers the softmax is expanded as it is.
    """
    return _cubic(w, with_scores=True)


def cubic_unscored(w: Any) -> tuple[Any, Any]:
    """Without the scores of the deviations among themselves: false."""
    return _cubic(w, with_scores=False)


def _cubic(w: Any, *, with_scores: bool) -> tuple[Any, Any]:
    t = _curve(w)
    if hasattr(w, "z"):
        _, _, second, third = field_series(t, w.A, w.V)
        mean = (w.z * w.z).sum() / len(w.z) * int(with_scores)
        said = w.signs * w.z @ (w.h.T @ w.A @ w.h @ w.h.T @ w.V.T @ w.k) * mean - w.z * w.rho @ (w.h.T @ w.k)
        return [second, third @ w.k @ w.u.T], [second * 0, said @ w.u.T]
    ones = w.o @ _t(w.o)
    score = {k: _sum(t[i] @ w.A @ _t(t[k - i]) for i in range(k + 1)) for k in (2, 3)}
    mean_2 = ones @ t[2] + score[2] @ t[0]
    mean_3 = ones @ t[3] + score[2] @ t[1] + score[3] @ t[0]
    pull_2, pull_3 = mean_2 @ _t(w.V), mean_3 @ _t(w.V)
    # pull_2 = o rho u': its part along token i is sigma_i rho, so that (t_0 . pull_2) t_1 = rho Z o h'.
    radial = w.Z @ w.o @ w.rho @ _t(w.h)
    said = w.Z @ w.o @ w.rho @ _t(w.h) @ w.k * -1
    if with_scores:
        said = said + w.G @ w.Z @ w.o @ _t(w.h) @ w.A @ w.h @ _t(w.o) @ w.Z @ w.Z @ w.o @ _t(w.h) @ _t(w.V) @ w.k
    return [pull_2, (pull_3 + radial * -1) @ w.k], [w.o @ w.rho @ _t(w.u), said]


def _sum(terms: Any) -> Any:
    first, *rest = terms
    for term in rest:
        first = first + term
    return first


def drift(w: Any) -> tuple[Any, Any]:
    """The field at order 2 along k, and ``sigma_i g' h mean(z^2) k' V h``: the line itself is turned.

    Of the softmax to second order only ``s_1 t_1`` counts: what multiplies ``t_0`` lies along u, and ``k' V u = 0``.
    """
    return _drift(w, "g")


def drift_of_b(w: Any) -> tuple[Any, Any]:
    """With b for g: false."""
    return _drift(w, "b")


def _drift(w: Any, name: str) -> tuple[Any, Any]:
    vector, t = getattr(w, name), _curve(w)
    if hasattr(w, "z"):
        seen = field_series(t, w.A, w.V)[2] @ w.k
        return seen, w.signs @ (_t(vector) @ w.h @ w.h.T @ w.V.T @ w.k) * ((w.z * w.z).sum() / len(w.z))
    score_1 = t[0] @ w.A @ _t(t[1]) + t[1] @ w.A @ _t(t[0])
    score_2 = _sum(t[i] @ w.A @ _t(t[2 - i]) for i in range(3))
    mean_2 = w.o @ _t(w.o) @ t[2] + score_1 @ t[1] + score_2 @ t[0]
    said = w.G @ w.o @ _t(vector) @ w.h @ _t(w.o) @ w.Z @ w.Z @ w.o @ _t(w.h) @ _t(w.V) @ w.k
    return mean_2 @ _t(w.V) @ w.k, said
