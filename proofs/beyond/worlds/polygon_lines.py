"""Half of the tokens at u and half at -u with ``u^T A u = 0``: scores, and the Jacobian for all n and d."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any


def free_line() -> Any:
    """Letters: ``e``, ``o``: the signs and the ones over sqrt(n), orthonormal; z orthogonal to both; h tangent; ``X = sqrt(n) e u'``."""
    import sympy

    from verify.arithmetic.free import FreeMatrix, Rules

    zeros = ["o' e", "o' z", "e' z", "h' u", "u' A u"]
    rules = Rules.of([("e' e", ""), ("o' o", ""), ("u' u", "")], zeros=zeros)
    e, o, z, h, u, a, v = (FreeMatrix.letter(name, rules) for name in "eozhuAV")
    one = FreeMatrix({(): sympy.Integer(1)}, rules)
    return SimpleNamespace(
        e=e, o=o, z=z, h=h, u=u, A=a, V=v, root=sympy.Symbol("r", positive=True), P=one + u @ u.transposed() * -1
    )


def random_line(rng: Any) -> Any:
    """A random unit u, A with ``u^T A u = 0``, V, and perturbations of the three kinds; derivatives of the field itself."""
    import numpy as np

    from verify.arithmetic.linear import unit
    from verify.evidence.autodiff import directional_derivative
    from verify.systems import Attention

    d, half = int(rng.integers(2, 5)), int(rng.integers(1, 4))
    n = 2 * half
    u = unit(rng.normal(size=d)).reshape(d, 1)
    project = np.eye(d, dtype=int) - u @ u.T
    key, value = rng.normal(size=(2, d, d))
    key = key - u @ (u.T @ key @ u) @ u.T
    h = project @ rng.normal(size=(d, 1))
    signs, ones = np.repeat([[1], [-1]], half, axis=0), np.ones((n, 1), dtype=int)
    z = rng.integers(-3, 4, size=(n, 1))
    z = z * 2 * half - signs * int((signs * z).sum()) - ones * int(z.sum())  # orthogonal to both, in integers
    system = Attention(value=value, query_key=key)

    def derivative(perturbation: Any) -> Any:
        return directional_derivative(system.field, signs @ u.T, perturbation)

    return SimpleNamespace(
        e=signs,
        o=ones,
        z=z,
        h=h,
        u=u,
        A=key,
        V=value,
        P=project,
        derivative=derivative,
        scores=signs @ u.T @ key @ u @ signs.T,
    )


def _t(matrix: Any) -> Any:
    return matrix.transposed() if hasattr(matrix, "transposed") else matrix.T


def _seen(w: Any, perturbation: Any) -> Any:
    """Lemma 10 with uniform weights and mean 0, projected: ``(o o' H + (H A X' + X A H') X / n) V' P``."""
    if hasattr(w, "derivative"):
        return w.derivative(perturbation)
    x = w.e @ _t(w.u) * w.root
    n = w.root**2
    moved = (perturbation @ w.A @ _t(x) + x @ w.A @ _t(perturbation)) * (1 / n)
    return (w.o @ _t(w.o) @ perturbation + moved @ x) @ _t(w.V) @ w.P


def _parts(w: Any) -> tuple[Any, Any, Any, Any]:
    """``V_T = P V P``, ``w = P V u``, ``b = P A u``, ``g = P A^T u``."""
    return w.P @ w.V @ w.P, w.P @ w.V @ w.u, w.P @ w.A @ w.u, w.P @ _t(w.A) @ w.u


def spectrum(w: Any) -> tuple[Any, Any]:
    """The derivative along ``o h'``, ``e h'`` and ``z h'``, and what the three small matrices make of h."""
    tangent, push, b, g = _parts(w)
    seen = [_seen(w, vector @ _t(w.h)) for vector in (w.o, w.e, w.z)]
    pulled = _t(w.h) @ b @ _t(push)  # (w b^T h)^T
    said = [w.o @ (_t(tangent @ w.h) + pulled), w.e @ (pulled + _t(g) @ w.h @ _t(push)), w.z @ pulled]
    return seen, said


def spectrum_unscored(w: Any) -> tuple[Any, Any]:
    """With the weights held constant: false."""
    tangent, *_ = _parts(w)
    seen, said = spectrum(w)
    return seen, [w.o @ _t(tangent @ w.h), said[1] * 0, said[2] * 0]


def scores(w: Any) -> tuple[Any, Any]:
    """All scores, and 0."""
    x = w.e @ _t(w.u)
    return x @ w.A @ _t(x), x @ w.A @ _t(x) * 0


def scores_wrongly(w: Any) -> tuple[Any, Any]:
    """With A V for A: false."""
    x = w.e @ _t(w.u)
    return x @ w.A @ w.V @ _t(x), x @ w.A @ _t(x) * 0


def free_inside() -> Any:
    """Tokens ``X = Y W'`` with ``o' Y = 0`` in the span of W, on which A vanishes: ``W' A W = 0``."""
    from verify.arithmetic.free import FreeMatrix, Rules

    rules = Rules.of(zeros=["o' Y", "W' A W"])
    w = SimpleNamespace(**{name: FreeMatrix.letter(name, rules) for name in "oYWA"})
    w.X = w.Y @ _t(w.W)
    return w


def random_inside(rng: Any) -> Any:
    """Three tokens at a third of a turn in a plane, and pairs of opposite ones: an odd number; A vanishes on the plane."""
    import numpy as np

    from verify.arithmetic.linear import orthogonal, unit_rows

    d, pairs = int(rng.integers(2, 5)), int(rng.integers(0, 3))
    plane = orthogonal(rng, d)[:, :2]
    first = unit_rows(rng.normal(size=(1, 2)))
    turned = first @ np.array([[0, 1], [-1, 0]])
    half = np.sqrt(first[:, :1] * 0 + 3) / 2  # a third of a turn without rounding pi
    opposite = unit_rows(rng.normal(size=(pairs, 2))) if pairs else first[:0]
    y = np.concatenate([first, -first / 2 + turned * half, -first / 2 - turned * half, opposite, -opposite])
    key = rng.normal(size=(d, d))
    return SimpleNamespace(
        o=np.ones((len(y), 1), dtype=int), X=y @ plane.T, W=plane, A=key - plane @ (plane.T @ key @ plane) @ plane.T
    )


def closed(w: Any) -> tuple[Any, Any]:
    """The scores beside the sum of the tokens, and 0."""
    sides = [w.X @ w.A @ _t(w.X), _t(w.o) @ w.X]
    if hasattr(w.X, "dtype"):
        return _flat(sides), _flat(sides) * 0
    return sides, [side * 0 for side in sides]


def closed_wrongly(w: Any) -> tuple[Any, Any]:
    """The scores of the tokens with everything, in place of those among themselves: not 0."""
    return w.X @ w.A, w.X @ w.A * 0


def _flat(sides: list[Any]) -> Any:
    import numpy as np

    return np.concatenate([side.ravel() for side in sides])


def free_plane() -> Any:
    """A unit w and A: the projection on the plane orthogonal to w."""
    import sympy

    from verify.arithmetic.free import FreeMatrix, Rules

    rules = Rules.of([("w' w", "")])
    w, a = FreeMatrix.letter("w", rules), FreeMatrix.letter("A", rules)
    one = FreeMatrix({(): sympy.Integer(1)}, rules)
    return SimpleNamespace(w=w, A=a, P=one + w @ w.transposed() * -1)


def random_plane(rng: Any) -> Any:
    """Random numbers for the same."""
    import numpy as np

    from verify.arithmetic.linear import unit

    d = int(rng.integers(2, 5))
    w = unit(rng.normal(size=d)).reshape(d, 1)
    return SimpleNamespace(w=w, A=rng.normal(size=(d, d)), P=np.eye(d, dtype=int) - w @ w.T)


def vanishing(w: Any) -> tuple[Any, Any]:
    """``A - P A P`` and ``w p' + q w'`` with ``p = A' w``, ``q = P A w``."""
    return w.A + w.P @ w.A @ w.P * -1, w.w @ _t(_t(w.A) @ w.w) + w.P @ w.A @ w.w @ _t(w.w)


def vanishing_wrongly(w: Any) -> tuple[Any, Any]:
    """With q = A w: false."""
    return vanishing(w)[0], w.w @ _t(_t(w.A) @ w.w) + w.A @ w.w @ _t(w.w)
