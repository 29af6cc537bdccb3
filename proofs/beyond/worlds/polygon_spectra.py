"""The Jacobian of the flow at every polygonal equilibrium: what it does to moments, to deviations, and to what is left."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from proofs.beyond.worlds.polygons import random_common_pull


def free_polygon() -> Any:
    """Letters: ``o = 1/sqrt(n)``, tokens X with ``o' X = 0``, P the projection on their span, ``P A P = 0``, and H.

    H is any perturbation; ``Q = I - P``. Rows of the derivative still lack their part along the token, which Q removes.
    """
    return _free(("H",), ())


def free_without_moment() -> Any:
    """The same with ``X' H Q = 0``: H is ``M P + K Q`` with ``X' K = 0``."""
    w = _free(("M", "K"), ("X' K",))
    w.H = w.M @ w.P + w.K @ w.Q
    return w


def free_alike() -> Any:
    """The same where all tokens leave the span alike: H is ``M P + sqrt(n) o g' Q``."""
    w = _free(("M", "g"), ())
    w.H = w.M @ w.P + w.o @ w.g.transposed() @ w.Q * w.root
    return w


def _free(names: tuple[str, ...], vanishing: tuple[str, ...]) -> Any:
    import sympy

    from verify.arithmetic.free import FreeMatrix, Rules

    zeros = ["o' X", "X A X'", "X A P", "P A X'", "P A P", *vanishing]
    rules = Rules.of([("o' o", ""), ("P P", "P"), ("X P", "X")], symmetric=["P"], zeros=zeros)
    letters = {name: FreeMatrix.letter(name, rules) for name in ("o", "X", "P", "A", "V", *names)}
    w = SimpleNamespace(**letters, root=sympy.Symbol("r", positive=True), one=FreeMatrix({(): sympy.Integer(1)}, rules))
    w.n, w.Q = w.root**2, w.one + w.P * -1
    return w


def random_polygon(rng: Any) -> Any:
    """A random polygon in a random subspace on which A vanishes, V not symmetric, and a tangent perturbation H."""
    return _random(rng, lambda w: rng.normal(size=w.X.shape))


def random_without_moment(rng: Any) -> Any:
    """The same where the parts of H outside the span have no moment: ``X' H Q = 0``."""
    from verify.arithmetic.linear import inverse

    def perturbation(w: Any) -> Any:
        inside = w.X @ w.inside
        outside = rng.normal(size=w.X.shape) @ w.Q
        free = outside - inside @ (inverse(inside.T @ inside) @ (inside.T @ outside))
        return rng.normal(size=w.X.shape) @ w.P + free

    return _random(rng, perturbation)


def random_alike(rng: Any) -> Any:
    """The same where all tokens leave the span alike, by ``Q g``."""

    def perturbation(w: Any) -> Any:
        w.g = rng.normal(size=(w.X.shape[1], 1))
        return rng.normal(size=w.X.shape) @ w.P + w.o * w.root @ w.g.T @ w.Q

    return _random(rng, perturbation)


def _random(rng: Any, perturbation: Any) -> Any:
    import numpy as np

    from verify.evidence.autodiff import directional_derivative
    from verify.systems import Attention

    w = random_common_pull(rng)
    n, d = w.X.shape
    w.n, w.P = n, w.inside @ w.inside.T
    w.Q = np.eye(d, dtype=int) - w.P
    w.o, w.root = np.ones((n, 1), dtype=int), 1  # the ones themselves: o' o = n takes the place of the root
    h = perturbation(w)
    w.H = h - w.X * (h * w.X).sum(axis=-1, keepdims=True)
    w.seen = directional_derivative(Attention(value=w.V, query_key=w.A).field, w.X, w.H)
    return w


def _t(matrix: Any) -> Any:
    return matrix.transposed() if hasattr(matrix, "transposed") else matrix.T


def _pulled(w: Any) -> Any:
    """Lemma 10 with uniform weights and mean 0, not yet projected: ``(o o' H + (H A X' + X A H') X / n) V'``."""
    moved = (w.H @ w.A @ _t(w.X) + w.X @ w.A @ _t(w.H)) * (1 / w.n)
    return (w.o @ _t(w.o) @ w.H + moved @ w.X) @ _t(w.V)


def _outside(w: Any) -> Any:
    """What the derivative of the field along H does outside the span, where tokens have no part."""
    return (w.seen if hasattr(w, "seen") else _pulled(w)) @ w.Q


def _covariance(w: Any) -> Any:
    return _t(w.X) @ w.X * (1 / w.n)


def moments(w: Any) -> tuple[Any, Any]:
    """``N = X' H Q / n`` of the derivative, and ``N A C V' Q + C A N' V' Q``."""
    return _moments(w, with_transpose=True)


def moments_one_sided(w: Any) -> tuple[Any, Any]:
    """Without the second term: false."""
    return _moments(w, with_transpose=False)


def _moments(w: Any, *, with_transpose: bool) -> tuple[Any, Any]:
    n = _t(w.X) @ w.H @ w.Q * (1 / w.n)
    image = n @ w.A @ _covariance(w)
    if with_transpose:
        image = image + _covariance(w) @ w.A @ _t(n)
    return _t(w.X) @ _outside(w) * (1 / w.n), image @ _t(w.V) @ w.Q


def deviations(w: Any) -> tuple[Any, Any]:
    """Where ``N = 0``: deviations from the mean outside the span, of the derivative, and ``(H - mean) Q A C V' Q``."""
    return _deviations(w, key=w.A)


def deviations_transposed(w: Any) -> tuple[Any, Any]:
    """With A transposed: false."""
    return _deviations(w, key=_t(w.A))


def _deviations(w: Any, *, key: Any) -> tuple[Any, Any]:
    def centred(rows: Any) -> Any:
        share = 1 / w.n if hasattr(w, "seen") else 1
        return rows + w.o @ (_t(w.o) @ rows) * -share

    return centred(_outside(w)), centred(w.H @ w.Q) @ key @ _covariance(w) @ _t(w.V) @ w.Q


def alike(w: Any) -> tuple[Any, Any]:
    """Where all tokens leave the span by ``Q g``: the derivative, and the common pull ``V (hbar + C A' Q g)``."""
    return _alike(w, with_scores=True)


def alike_unscored(w: Any) -> tuple[Any, Any]:
    """Without ``C A' Q g``: false."""
    return _alike(w, with_scores=False)


def _alike(w: Any, *, with_scores: bool) -> tuple[Any, Any]:
    mean = _t(w.o) @ w.H * ((1 / w.n) if hasattr(w, "seen") else 1)
    scored = _t(w.g) @ w.Q @ w.A @ _covariance(w) * w.root
    common = (mean + scored if with_scores else mean) @ _t(w.V)
    if not hasattr(w, "seen"):  # the same P_i on both sides
        return _pulled(w), w.o @ common
    pulled = w.o @ common
    return w.seen, pulled - w.X * (pulled * w.X).sum(axis=-1, keepdims=True)


# ------------------------------------------------------------------ a plane in three dimensions


def free_plane_moment() -> Any:
    """A unit w, ``A = w p' + q w'``, C with ``C w = 0``, and a moment ``N = y w'``, ``y`` orthogonal to w."""
    import sympy

    from verify.arithmetic.free import FreeMatrix, Rules

    rules = Rules.of([("w' w", "")], symmetric=["C"], zeros=["C w", "w' y", "w' C"])
    w = SimpleNamespace(**{name: FreeMatrix.letter(name, rules) for name in "wpqyCV"})
    one = FreeMatrix({(): sympy.Integer(1)}, rules)
    w.A, w.Q, w.N = w.w @ _t(w.p) + w.q @ _t(w.w), w.w @ _t(w.w), w.y @ _t(w.w)
    w.one = one
    return w


def random_plane_moment(rng: Any) -> Any:
    """Random numbers for the same."""
    import numpy as np

    from verify.arithmetic.linear import orthogonal

    axes = orthogonal(rng, 3)
    w, inside = axes[:, :1], axes[:, 1:]
    half = rng.normal(size=(2, 2))
    p, q = rng.normal(size=(2, 3, 1))
    y = inside @ rng.normal(size=(2, 1))
    return SimpleNamespace(
        w=w, p=p, q=q, y=y, C=inside @ half @ half.T @ inside.T, V=rng.normal(size=(3, 3)), one=np.eye(3, dtype=int),
        A=w @ p.T + q @ w.T, Q=w @ w.T, N=y @ w.T,
    )  # fmt: skip


def plane_moment(w: Any) -> tuple[Any, Any]:
    """``N A C V' Q + C A N' V' Q`` at ``N = y w'``, and ``(r + C q w' V) y w'`` with ``r = w' V C p``."""
    return _plane_moment(w, w.q)


def plane_moment_wrongly(w: Any) -> tuple[Any, Any]:
    """With p for q: false unless A is symmetric."""
    return _plane_moment(w, w.p)


def _plane_moment(w: Any, second: Any) -> tuple[Any, Any]:
    image = (w.N @ w.A @ w.C + w.C @ w.A @ _t(w.N)) @ _t(w.V) @ w.Q
    # r is a number: in letters y r stands for y (p' C V' w).
    along = w.y @ (_t(w.p) @ w.C @ _t(w.V) @ w.w)
    return image, (along + w.C @ second @ (_t(w.y) @ _t(w.V) @ w.w)) @ _t(w.w)
