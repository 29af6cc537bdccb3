"""Consensus states under a value matrix that is not symmetric: worlds of the identities."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from proofs.power_method.worlds import general


def symbolic_systems() -> Any:
    """The three systems with symbolic n, d and matrices; ``r`` a positive scalar."""
    import sympy

    w = general.symbolic_multihead()
    w.systems = _systems(w)
    w.r = sympy.Symbol("r", positive=True)
    return w


def random_systems(rng: Any) -> Any:
    """The same in random numbers."""
    w = general.random_multihead(rng)
    w.systems = _systems(w)
    w.r = rng.uniform(0.1, 5)
    return w


def _systems(w: Any) -> list[tuple[Any, Any]]:
    """Each system with its layer matrix."""
    from verify.systems import Attention, Oja

    oja, attention = Oja(value=w.V, step_size=w.alpha), Attention(value=w.V, query_key=w.A, step_size=w.alpha)
    return [(oja, w.V), (attention, w.V), (w.system, w.V + w.W)]


def manifold(w: Any) -> tuple[Any, Any]:
    """One step of equal tokens u, and ``(I + alpha V) u`` over its norm in every row."""
    return _manifold(w, w.xp.transpose)


def manifold_transposed(w: Any) -> tuple[Any, Any]:
    """With V transposed: false."""
    return _manifold(w, lambda matrix: matrix)


def _manifold(w: Any, turn: Any) -> tuple[Any, Any]:
    state = general.equal_rows(w)
    said = [w.xp.normalize(state + (state @ turn(matrix)) * w.alpha) for _, matrix in w.systems]
    return [system.step(state) for system, _ in w.systems], said


def homogeneous(w: Any) -> tuple[Any, Any]:
    """``r u`` and u have the same image direction, and the image of ``r u`` is r times as long."""
    return _homogeneous(w, w.r)


def homogeneous_wrongly(w: Any) -> tuple[Any, Any]:
    """With ``r^2`` for the length: false."""
    return _homogeneous(w, w.r * w.r)


def _homogeneous(w: Any, factor: Any) -> tuple[Any, Any]:
    matrix = w.xp.transpose(w.V)
    image, longer = w.X @ matrix, (w.X * w.r) @ matrix
    # The norms stand beside the tokens so that all sides have one shape.
    return [w.xp.normalize(longer), w.X * w.xp.norms(longer)], [
        w.xp.normalize(image),
        w.X * (w.xp.norms(image) * factor),
    ]


def transverse(w: Any) -> tuple[Any, Any]:
    """At equal tokens: the derivative of the influence along rows that sum to zero, and 0."""
    rows = w.H - _like(w.xp.mean(w.H), w.H)
    return _pulled(w, rows), [w.H * 0 for _ in w.systems]


def transverse_wrongly(w: Any) -> tuple[Any, Any]:
    """The same along rows that do not sum to zero: false."""
    return _pulled(w, w.H), [w.H * 0 for _ in w.systems]


def _pulled(w: Any, rows: Any) -> list[Any]:
    state = general.equal_rows(w)
    return [_derivative(system.influence, state, rows) for system, _ in w.systems]


def _like(mean: Any, rows: Any) -> Any:
    """The mean token in every row, in the shape of ``rows``."""
    return rows * 0 + mean


def _derivative(function: Any, state: Any, rows: Any) -> Any:
    if hasattr(state, "entry"):
        from verify.arithmetic.indexed import IndexedArray, directional_derivative

        return IndexedArray(state.shape, directional_derivative(function, state, rows))
    from verify.evidence.autodiff import directional_derivative

    return directional_derivative(function, state, rows)


def free_powers() -> Any:
    """``M = v w^T mu + N`` with ``w^T v = 1``, ``N v = 0``, ``w^T N = 0``; T stands for ``N^t``, with the same zeros."""
    import sympy

    from verify.arithmetic.free import FreeMatrix, Rules

    rules = Rules.of([("w' v", "")], zeros=["N v", "w' N", "T v", "w' T"])
    letters = {name: FreeMatrix.letter(name, rules) for name in "NTvw"}
    mu, power = sympy.symbols("mu mu_t", real=True)
    return SimpleNamespace(mu=mu, power=power, **letters)


def random_powers(rng: Any) -> Any:
    """A random matrix with a real eigenvalue, its right and left eigenvector, the rest, and a power of the rest."""
    import numpy as np

    from verify.arithmetic.linear import inverse

    d, t = int(rng.integers(2, 6)), int(rng.integers(1, 5))
    basis = rng.normal(size=(d, d)) + 2 * np.eye(d)
    dual = inverse(basis)
    v, w = basis[:, :1], dual[:1].T
    rest = basis[:, 1:] @ rng.normal(size=(d - 1, d - 1)) @ dual[1:]
    mu = rng.uniform(-2, 2)
    return SimpleNamespace(mu=mu, power=mu**t, v=v, w=w, N=rest, T=np.linalg.matrix_power(rest, t))


def powers(w: Any) -> tuple[Any, Any]:
    """``(mu^t v w^T + N^t)(mu v w^T + N)`` and ``mu^(t+1) v w^T + N^t N``."""
    return _powers(w, cross=0)


def powers_wrongly(w: Any) -> tuple[Any, Any]:
    """With a cross term: false."""
    return _powers(w, cross=1)


def _powers(w: Any, *, cross: int) -> tuple[Any, Any]:
    outer = w.v @ (w.w.transposed() if hasattr(w.w, "transposed") else w.w.T)
    left = (outer * w.power + w.T) @ (outer * w.mu + w.N)
    return left, outer * (w.power * w.mu) + w.T @ w.N + outer * (w.mu * cross)


def free_plane() -> Any:
    """``V Q = Q B``: the columns of Q span an invariant plane; c are coordinates in it."""
    import sympy

    from verify.arithmetic.free import FreeMatrix, Rules

    rules = Rules.of([("V Q", "Q B")])
    letters = {name: FreeMatrix.letter(name, rules) for name in "VQBc"}
    return SimpleNamespace(alpha=sympy.Symbol("alpha", positive=True), **letters)


def random_plane(rng: Any) -> Any:
    """A random V with a complex pair ``x +- iy``: Q holds real and imaginary part of the eigenvector."""
    import numpy as np

    from verify.arithmetic.linear import inverse

    d = int(rng.integers(2, 6))
    x, y = rng.normal(size=2)
    block = np.array([[x, y], [-y, x]])
    basis = rng.normal(size=(d, d)) + 2 * np.eye(d)
    full = rng.normal(size=(d, d))
    full[:, :2] = 0
    full[:2, :2] = block
    value = basis @ full @ inverse(basis)
    return SimpleNamespace(alpha=rng.uniform(0.1, 2), V=value, Q=basis[:, :2], B=block, c=rng.normal(size=(2, 1)))


def plane(w: Any) -> tuple[Any, Any]:
    """``(I + alpha V) Q c`` and ``Q (I + alpha B) c``."""
    token = w.Q @ w.c
    return token + w.V @ token * w.alpha, w.Q @ (w.c + w.B @ w.c * w.alpha)


def plane_wrongly(w: Any) -> tuple[Any, Any]:
    """With the coordinates left as they are: false."""
    token = w.Q @ w.c
    return token + w.V @ token * w.alpha, token


def symbolic_turn() -> Any:
    """V = [[x, y], [-y, x]] in the plane, a token at any angle."""
    import sympy

    alpha = sympy.Symbol("alpha", positive=True)
    x, y, angle = sympy.symbols("x y phi", real=True)
    u = sympy.Matrix([sympy.cos(angle), sympy.sin(angle)])
    return SimpleNamespace(alpha=alpha, x=x, y=y, u=u, matrix=sympy.Matrix)


def random_turn(rng: Any) -> Any:
    """Random numbers for the same, with the derivative of ``step`` taken automatically."""
    angle, alpha = rng.uniform(0, 6), rng.uniform(0.1, 2)
    return SimpleNamespace(alpha=alpha, x=rng.normal(), y=rng.normal(), angle=angle, rng=rng)


def turn(w: Any) -> tuple[Any, Any]:
    """In the plane: how fast two tokens of a rotating consensus approach in one step, and ``(1 + alpha x)/r^2``."""
    return _turn(w, power=2)


def turn_wrongly(w: Any) -> tuple[Any, Any]:
    """With r in place of its square: false."""
    return _turn(w, power=1)


def _turn(w: Any, *, power: int) -> tuple[Any, Any]:
    square = (1 + w.alpha * w.x) ** 2 + (w.alpha * w.y) ** 2
    if hasattr(w, "u"):
        import sympy

        y = w.u + w.alpha * sympy.Matrix([[w.x, w.y], [-w.y, w.x]]) * w.u
        length = sympy.sqrt(sympy.simplify(y.dot(y)))
        z = y / length
        across, after = sympy.Matrix([-w.u[1], w.u[0]]), sympy.Matrix([-z[1], z[0]])
        return sympy.simplify(after.dot(across - z * z.dot(across)) / length), (1 + w.alpha * w.x) / length**power
    import numpy as np

    from verify.evidence.autodiff import directional_derivative
    from verify.systems import Attention

    value = np.array([[w.x, w.y], [-w.y, w.x]])
    system = Attention(value=value, query_key=w.rng.normal(size=(2, 2)), step_size=w.alpha)
    u = np.array([np.cos(w.angle), np.sin(w.angle)])
    across = np.array([-u[1], u[0]])
    pair, apart = np.array([u, u]), np.array([across, -across])
    z, change = system.step(pair)[0], directional_derivative(system.step, pair, apart)[0]
    return z[0] * change[1] - z[1] * change[0], (1 + w.alpha * w.x) / np.sqrt(square) ** power
