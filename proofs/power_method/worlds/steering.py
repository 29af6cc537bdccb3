"""Worlds of the rank-one change of a layer: letters for all d and numbers of heads, or random matrices.

Vectors are columns; a one by one product such as ``w^T u`` stays a matrix, so that the same lines run on letters.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any


def _letters(names: str, rules: Any) -> dict[str, Any]:
    from verify.arithmetic.free import FreeMatrix

    made = {}
    for name in names.split():
        made[name] = FreeMatrix.letter(name, rules)
        made[name + "t"] = made[name].transposed()
    return made


def _free(names: str, *rules: tuple[str, str], zeros: tuple[str, ...] = ()) -> Any:
    import sympy

    from verify.arithmetic.free import FreeMatrix, Rules

    made = Rules.of(rules, zeros=zeros)
    scalars = {name: sympy.Symbol(name, real=True) for name in ("kappa", "z")}
    return SimpleNamespace(identity=FreeMatrix({(): sympy.Integer(1)}, made), **_letters(names, made), **scalars)


def _with_transposes(**matrices: Any) -> dict[str, Any]:
    return matrices | {name + "t": matrix.T for name, matrix in matrices.items()}


def _dimension(rng: Any) -> int:
    return int(rng.integers(2, 6))


def invertible(rng: Any, d: int) -> tuple[Any, Any]:
    """``I + a b^T`` and its inverse, exact in balls too (Sherman and Morrison)."""
    import numpy as np

    a, b = rng.normal(size=(d, 1)), rng.normal(size=(d, 1))
    return np.eye(d, dtype=int) + a @ b.T, np.eye(d, dtype=int) - a @ b.T / (1 + (b.T @ a)[0, 0])


# ------------------------------------------------------------------ the layer matrix


def free_output() -> Any:
    """Output and stacked value matrices with ``R V = I``."""
    return _free("O V R u w", ("R V", ""))


def random_output(rng: Any) -> Any:
    """Random ones."""
    d = _dimension(rng)
    value, inverse = invertible(rng, d)
    made = _with_transposes(O=rng.normal(size=(d, d)), V=value, R=inverse, u=rng.normal(size=(d, 1)))
    return SimpleNamespace(**made, **_with_transposes(w=rng.normal(size=(d, 1))), kappa=rng.normal())


def layer_matrix(w: Any) -> tuple[Any, Any]:
    """``(W_O + kappa u w^T W_Vall^{-1}) W_Vall`` and ``H + kappa u w^T``."""
    return (w.O + w.kappa * (w.u @ w.wt @ w.R)) @ w.V, w.O @ w.V + w.kappa * (w.u @ w.wt)


def layer_matrix_without_inverse(w: Any) -> tuple[Any, Any]:
    """With ``kappa u w^T`` alone added to ``W_O``: false."""
    return (w.O + w.kappa * (w.u @ w.wt)) @ w.V, w.O @ w.V + w.kappa * (w.u @ w.wt)


def free_pseudoinverse() -> Any:
    """Output and value matrices and the pseudoinverse S: ``V S V = V``, ``(S V)^T = S V``; w = V^T a in the row space."""
    return _free("O V S u w a", ("V S V", "V"), ("V' S'", "S V"))


def random_pseudoinverse(rng: Any) -> Any:
    """A value matrix of rank one."""
    d = _dimension(rng)
    left, right = rng.normal(size=(d, 1)), rng.normal(size=(d, 1))
    inverse = right @ left.T / ((left.T @ left)[0, 0] * (right.T @ right)[0, 0])
    made = _with_transposes(
        O=rng.normal(size=(d, d)),
        V=left @ right.T,
        S=inverse,
        u=rng.normal(size=(d, 1)),
        w=rng.normal(size=(d, 1)),
        a=rng.normal(size=(d, 1)),
    )
    return SimpleNamespace(**made, kappa=rng.normal())


def pseudoinverse(w: Any) -> tuple[Any, Any]:
    """The layer matrix, and ``H + kappa u (P w)^T`` with ``P = V^+ V``; for ``w = V^T a`` it is ``H + kappa u w^T``."""
    layer = w.O @ w.V
    projected = (w.S @ w.V) @ w.w
    inside = (w.O + w.kappa * (w.u @ (w.at @ w.V) @ w.S)) @ w.V
    seen = [(w.O + w.kappa * (w.u @ w.wt @ w.S)) @ w.V, inside]
    return seen, [layer + w.kappa * (w.u @ _transposed(projected)), layer + w.kappa * (w.u @ w.at @ w.V)]


def pseudoinverse_for_every_w(w: Any) -> tuple[Any, Any]:
    """``H + kappa u w^T`` for every w: false."""
    return (w.O + w.kappa * (w.u @ w.wt @ w.S)) @ w.V, w.O @ w.V + w.kappa * (w.u @ w.wt)


def _transposed(matrix: Any) -> Any:
    return matrix.transposed() if hasattr(matrix, "transposed") else matrix.T


# ------------------------------------------------------------------ eigenvectors of H


def free_eigenvectors() -> Any:
    """``H u = u l``, ``w^T H = l w^T``, and a basis E of the kernel of ``w^T``: ``H E = E N``."""
    return _free("H u w l E N", ("H u", "u l"), ("w' H", "l w'"), ("H E", "E N"), zeros=("w' E",))


def random_eigenvectors(rng: Any) -> Any:
    """``H = G diag(l, N) G^{-1}`` with a random block N, u the first column of G and ``w^T`` the first row of its inverse."""
    import numpy as np

    d = _dimension(rng)
    g, inverse = invertible(rng, d)
    scale = rng.normal(size=(2, 1))
    block, value = rng.normal(size=(d - 1, d - 1)), rng.normal(size=(1, 1))
    rest, rest_inverse = g[:, 1:], inverse[1:]
    matrix = g[:, :1] @ value @ inverse[:1] + rest @ block @ rest_inverse
    made = _with_transposes(H=matrix, u=g[:, :1] * scale[0, 0], w=inverse[:1].T * scale[1, 0], l=value, E=rest, N=block)
    return SimpleNamespace(**made, identity=np.eye(d, dtype=int), kappa=rng.normal())


def _changed(w: Any) -> Any:
    return w.H + w.kappa * (w.u @ w.wt)


def only_one_moves(w: Any) -> tuple[Any, Any]:
    """u, w keep their lines, with ``lambda + kappa w^T u``; on the kernel of ``w^T`` nothing changes."""
    gain = w.l + w.kappa * (w.wt @ w.u)
    seen = (_changed(w) @ w.u @ w.wt, w.u @ w.wt @ _changed(w), _changed(w) @ w.E @ w.Et)
    return list(seen), [w.u @ gain @ w.wt, w.u @ gain @ w.wt, w.E @ w.N @ w.Et]


def all_move(w: Any) -> tuple[Any, Any]:
    """The kernel of ``w^T`` moved as well: false."""
    return _changed(w) @ w.E, w.E @ w.N + w.kappa * (w.u @ w.ut @ w.E)


def free_left() -> Any:
    """``w^T H = l w^T`` alone; E spans the kernel of ``w^T``."""
    return _free("H u w l E", ("w' H", "l w'"), zeros=("w' E",))


def free_right() -> Any:
    """``H u = u l`` alone; the columns of E span the kernel of ``u^T``."""
    return _free("H u w l E", ("H u", "u l"), zeros=("u' E",))


def random_left(rng: Any) -> Any:
    """A random H with a left eigenvector w; u is any vector."""
    w = random_eigenvectors(rng)
    w.u = rng.normal(size=w.u.shape)
    return w


def random_right(rng: Any) -> Any:
    """A random H with an eigenvector u; w is any vector, E spans the kernel of ``u^T``."""
    w = random_left(rng)
    w.H, w.u, w.w = w.Ht, w.w, w.u
    w.Ht, w.ut, w.wt = w.H.T, w.u.T, w.w.T
    return w


def left_only(w: Any) -> tuple[Any, Any]:
    """``w^T H_kappa = (lambda + kappa w^T u) w^T``, and H is unchanged on the kernel of ``w^T``."""
    return [w.u @ w.wt @ _changed(w), _changed(w) @ w.E @ w.Et], [
        w.u @ (w.l + w.kappa * (w.wt @ w.u)) @ w.wt,
        w.H @ w.E @ w.Et,
    ]


def right_only(w: Any) -> tuple[Any, Any]:
    """``H_kappa u = (lambda + kappa w^T u) u``, and H is unchanged modulo u."""
    return [_changed(w) @ w.u @ w.ut, w.E @ w.Et @ _changed(w)], [
        w.u @ (w.l + w.kappa * (w.wt @ w.u)) @ w.ut,
        w.E @ w.Et @ w.H,
    ]


def left_only_wrongly(w: Any) -> tuple[Any, Any]:
    """With u kept as well: false."""
    return _changed(w) @ w.u, w.u @ (w.l + w.kappa * (w.wt @ w.u))


def right_only_wrongly(w: Any) -> tuple[Any, Any]:
    """With w kept as well: false."""
    return w.wt @ _changed(w), (w.l + w.kappa * (w.wt @ w.u)) @ w.wt


# ------------------------------------------------------------------ the secular equation


def free_resolvent() -> Any:
    """``M = z - H`` with inverse R, and any vector v."""
    w = _free("M R u w v t", ("M R", ""), ("R M", ""))
    w.H = w.z * w.identity - w.M
    return w


def random_resolvent(rng: Any) -> Any:
    """Random ones."""
    import numpy as np

    d = _dimension(rng)
    matrix, inverse = invertible(rng, d)
    z, columns = rng.normal(), {name: rng.normal(size=(d, 1)) for name in "uwvt"}
    identity = np.eye(d, dtype=int)
    made = _with_transposes(M=matrix, R=inverse, H=z * identity - matrix, **columns)
    return SimpleNamespace(**made, identity=identity, z=z, kappa=rng.normal())


def secular(w: Any) -> tuple[Any, Any]:
    """``(z - H_kappa) R u = u (1 - kappa w^T R u)``, and ``R (z - H_kappa) v = v - kappa R u w^T v``."""
    moved = w.z * w.identity - _changed(w)
    said = (
        w.u @ w.tt - w.kappa * (w.u @ w.wt @ w.R @ w.u @ w.tt),
        w.v @ w.tt - w.kappa * (w.R @ w.u @ w.wt @ w.v @ w.tt),
    )
    return [moved @ w.R @ w.u @ w.tt, w.R @ moved @ w.v @ w.tt], list(said)


def secular_wrongly(w: Any) -> tuple[Any, Any]:
    """With the other sign: false."""
    moved = w.z * w.identity - _changed(w)
    return moved @ w.R @ w.u, w.u + w.kappa * (w.u @ w.wt @ w.R @ w.u)


def pull(w: Any) -> tuple[Any, Any]:
    """``z R = I + H R``, ``z R^2 = R + H R^2``, ``z^2 R = z + H + H^2 R``."""
    z, i, h, r = w.z, w.identity, w.H, w.R
    return [z * r, z * (r @ r), z * (z * r)], [i + h @ r, r + h @ r @ r, z * i + h + h @ h @ r]


def pull_wrongly(w: Any) -> tuple[Any, Any]:
    """``z R = I``: false unless H = 0."""
    return w.z * w.R, w.identity


def free_two_resolvents() -> Any:
    """Two shifts M, N of one matrix, ``R M = I`` and ``N S = I``."""
    return _free("M N R S", ("R M", ""), ("N S", ""))


def random_two_resolvents(rng: Any) -> Any:
    """Two random matrices and their inverses."""
    d = _dimension(rng)
    (m, r), (n, s) = invertible(rng, d), invertible(rng, d)
    return SimpleNamespace(M=m, R=r, N=n, S=s)


def resolvent_difference(w: Any) -> tuple[Any, Any]:
    """``R (N - M) S = R - S``; where ``N - M = (z_2 - z_1) I`` it is the resolvent identity."""
    return w.R @ (w.N - w.M) @ w.S, w.R - w.S


def resolvent_difference_wrongly(w: Any) -> tuple[Any, Any]:
    """The other way round: false."""
    return w.R @ (w.N - w.M) @ w.S, w.S - w.R


def free_new_eigenvector() -> Any:
    """``G v = v m`` for the changed matrix ``G = H + kappa u w^T``."""
    w = _free("G u w v m", ("G v", "v m"))
    w.H = w.G - w.kappa * (w.u @ w.wt)
    return w


def random_new_eigenvector(rng: Any) -> Any:
    """A random G with an eigenvector v."""
    w = random_eigenvectors(rng)
    u, row = rng.normal(size=w.u.shape), rng.normal(size=w.u.shape)
    return SimpleNamespace(G=w.H, v=w.u, m=w.l, u=u, w=row, wt=row.T, H=w.H - w.kappa * (u @ row.T), kappa=w.kappa)


def near_u(w: Any) -> tuple[Any, Any]:
    """``mu v - H v = kappa (w^T v) u``: what H does is all that keeps v from u."""
    return w.v @ w.m - w.H @ w.v, w.kappa * (w.u @ w.wt @ w.v)


def at_u(w: Any) -> tuple[Any, Any]:
    """``mu v = kappa (w^T v) u``, v parallel to u: false."""
    return w.v @ w.m, w.kappa * (w.u @ w.wt @ w.v)


# ------------------------------------------------------------------ tokens


def free_two_heads() -> Any:
    """Two heads with outputs, values, scores and rows ``r_h`` of the change; tokens X in rows."""
    w = _free("X O P V W A B u r s")
    return _two_heads(w)


def random_two_heads(rng: Any) -> Any:
    """Random ones."""
    n, d, k = int(rng.integers(1, 5)), _dimension(rng), int(rng.integers(1, 4))
    rectangles = {name: rng.normal(size=(d, k)) for name in "OP"} | {name: rng.normal(size=(k, d)) for name in "VW"}
    squares = {name: rng.normal(size=(d, d)) for name in "AB"}
    columns = {"u": rng.normal(size=(d, 1)), "r": rng.normal(size=(k, 1)), "s": rng.normal(size=(k, 1))}
    x = rng.normal(size=(n, d))
    made = _with_transposes(X=x, **rectangles, **squares, **columns)
    return _two_heads(SimpleNamespace(**made, kappa=rng.normal()))


def _two_heads(w: Any) -> Any:
    from verify.arithmetic import arithmetic_of
    from verify.systems import MultiHead
    from verify.systems.attention import attention_weights

    xp = arithmetic_of(w.X)
    w.influence = lambda first, second, keys: MultiHead(values=[first, second], query_keys=keys, step_size=1).influence(
        w.X
    )
    w.weights = lambda key: attention_weights(xp, w.X, key, None, False)
    return w


def pulled_tokens(w: Any) -> tuple[Any, Any]:
    """The influence with ``W_O^h + kappa u r_h^T``, and the old one plus ``kappa sigma_i u^T`` in row i."""
    changed = w.influence((w.O + w.kappa * (w.u @ w.rt)) @ w.V, (w.P + w.kappa * (w.u @ w.st)) @ w.W, [w.A, w.B])
    sigma = w.weights(w.A) @ w.X @ w.Vt @ w.r + w.weights(w.B) @ w.X @ w.Wt @ w.s
    return changed, w.influence(w.O @ w.V, w.P @ w.W, [w.A, w.B]) + w.kappa * (sigma @ w.ut)


def pulled_tokens_of_the_sum(w: Any) -> tuple[Any, Any]:
    """As if ``kappa u w^T``, ``w^T = sum_h r_h^T W_V^h``, met the tokens that the first head averages: false."""
    seen, _ = pulled_tokens(w)
    sigma = w.weights(w.A) @ w.X @ (w.Vt @ w.r + w.Wt @ w.s)
    return seen, w.influence(w.O @ w.V, w.P @ w.W, [w.A, w.B]) + w.kappa * (sigma @ w.ut)


def pulled_tokens_same_scores(w: Any) -> tuple[Any, Any]:
    """With the same scores in all heads: ``sigma_i = w^T m_i``, ``m_i = sum_j a_ij x_j``."""
    first, second = (w.O + w.kappa * (w.u @ w.rt)) @ w.V, (w.P + w.kappa * (w.u @ w.st)) @ w.W
    sigma = w.weights(w.A) @ w.X @ (w.Vt @ w.r + w.Wt @ w.s)
    old = w.influence(w.O @ w.V, w.P @ w.W, [w.A, w.A])
    return w.influence(first, second, [w.A, w.A]), old + w.kappa * (sigma @ w.ut)


def pulled_tokens_unmixed(w: Any) -> tuple[Any, Any]:
    """With ``w^T x_i`` in place of ``w^T m_i``: false."""
    seen, _ = pulled_tokens_same_scores(w)
    old = w.influence(w.O @ w.V, w.P @ w.W, [w.A, w.A])
    return seen, old + w.kappa * (w.X @ (w.Vt @ w.r + w.Wt @ w.s) @ w.ut)
