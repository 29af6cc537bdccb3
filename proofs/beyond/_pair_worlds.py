"""Two tokens that feel the same push, in any dimension: what the claims on almost-global convergence compute with.

The tokens before and after one step and the push span a space of at most three dimensions. In symbols they are linear
combinations of three vectors (z_1, z_2, s), of which only the inner products are known; that is every dimension at
once. In numbers they come from ``step``.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any


def symbolic_pair() -> Any:
    """Unit tokens after the step, ``z_1`` and ``z_2``, and a push s; ``x_i = N_i z_i - alpha s`` is put to length 1.

    ``|x_i| = 1`` is one equation for ``z_i . s``, which is solved; ``z_1 . z_2 = c`` and ``s . s = S`` stay free.
    """
    import sympy

    alpha, first, second = sympy.symbols("alpha N_1 N_2", positive=True)
    cosine, square = sympy.symbols("c S", real=True)

    def with_push(norm: Any) -> Any:
        return (norm**2 + alpha**2 * square - 1) / (2 * alpha * norm)

    one, two = with_push(first), with_push(second)
    gram = sympy.Matrix([[1, cosine, one], [cosine, 1, two], [one, two, square]])
    z = [sympy.Matrix([1, 0, 0]), sympy.Matrix([0, 1, 0])]
    s = sympy.Matrix([0, 0, 1])
    x = [first * z[0] - alpha * s, second * z[1] - alpha * s]
    return SimpleNamespace(
        x=x, z=z, s=s, N=[first, second], alpha=alpha, dot=lambda a, b: sympy.expand((a.T * gram * b)[0, 0])
    )


def random_pair(rng: Any) -> Any:
    """Two tokens of a random Oja system, before and after ``step``."""
    from verify.arithmetic import arithmetic_of
    from verify.arithmetic.linear import unit_rows
    from verify.systems import Oja

    n, d = int(rng.integers(2, 7)), int(rng.integers(2, 6))
    root = rng.normal(size=(d, d))
    system = Oja(value=root + root.T, step_size=rng.uniform(0.05, 0.8))
    tokens = unit_rows(rng.normal(size=(n, d)))
    after, push = system.step(tokens), system.influence(tokens)
    norms = arithmetic_of(tokens).norms(tokens + system.step_size * push)[:, 0]
    return SimpleNamespace(
        x=tokens[:2], z=after[:2], s=push[0], N=norms[:2], alpha=system.step_size, dot=lambda a, b: a @ b
    )


def distance(w: Any) -> tuple[Any, Any]:
    """``N_1 N_2 |x_1+ - x_2+|^2`` and ``|x_1 - x_2|^2 - (N_1 - N_2)^2``."""
    after, before = w.z[0] - w.z[1], w.x[0] - w.x[1]
    return w.N[0] * w.N[1] * w.dot(after, after), w.dot(before, before) - (w.N[0] - w.N[1]) ** 2


def distance_kept(w: Any) -> tuple[Any, Any]:
    """Without the difference of the norms: false."""
    after, before = w.z[0] - w.z[1], w.x[0] - w.x[1]
    return w.N[0] * w.N[1] * w.dot(after, after), w.dot(before, before)


def _across(w: Any, i: int) -> Any:
    """``P_i s = s - (x_i . s) x_i``."""
    return w.s - w.dot(w.x[i], w.s) * w.x[i]


def norms(w: Any) -> tuple[Any, Any]:
    """How the norms differ, what the push has along the chord, and how one norm splits."""
    chord = w.x[0] - w.x[1]
    along = w.dot(w.s, chord)
    one = _across(w, 0)
    left = [
        (w.N[0] + w.N[1]) * (w.N[0] - w.N[1]),
        along * (4 - w.dot(chord, chord)),
        w.N[0] ** 2,
    ]
    right = [
        2 * w.alpha * along,
        2 * w.dot(one + _across(w, 1), chord),
        (1 + w.alpha * w.dot(w.s, w.x[0])) ** 2 + w.alpha**2 * w.dot(one, one),
    ]
    return left, right


def norms_without_chord(w: Any) -> tuple[Any, Any]:
    """With 4 in place of ``4 - |x_1 - x_2|^2``: false."""
    left, right = norms(w)
    chord = w.x[0] - w.x[1]
    return [left[0], 4 * w.dot(w.s, chord), left[2]], right


# ------------------------------------------------------------------ two tokens, n = 2


def symbolic_two() -> Any:
    """Unit vectors x_1, x_2 with inner product c, and a push with inner products a, b."""
    import sympy

    c, a, b = sympy.symbols("c a b", real=True)
    gram = sympy.Matrix([[1, c, a], [c, 1, b], [a, b, sympy.Symbol("S", real=True)]])
    x = [sympy.Matrix([1, 0, 0]), sympy.Matrix([0, 1, 0])]
    return SimpleNamespace(x=x, s=sympy.Matrix([0, 0, 1]), dot=lambda u, v: sympy.expand((u.T * gram * v)[0, 0]))


def mean_of_two(w: Any) -> tuple[Any, Any]:
    """The mean of two unit vectors is across their difference, and ``P_i s . mean = s . mean - (s . x_i)|mean|^2``."""
    mean, chord = (w.x[0] + w.x[1]) / 2, w.x[0] - w.x[1]
    square = w.dot(mean, mean)
    return (
        [w.dot(mean, chord), w.dot(_across(w, 0), mean), w.dot(_across(w, 1), mean)],
        [0 * square, *(w.dot(w.s, mean) - w.dot(w.s, w.x[i]) * square for i in (0, 1))],
    )


def mean_of_two_wrongly(w: Any) -> tuple[Any, Any]:
    """The same without the square: false."""
    left, right = mean_of_two(w)
    mean = (w.x[0] + w.x[1]) / 2
    return left, [right[0], *(w.dot(w.s, mean) - w.dot(w.s, w.x[i]) for i in (0, 1))]


# ------------------------------------------------------------------ where the differential is singular


def free_kernel() -> Any:
    """``M = I + alpha V`` with inverse K, ``J = 1 1^T / n``, any U with rows ``c_i y_i``; V is put in as ``(M - I)/alpha``."""
    import sympy

    from verify.arithmetic.free import FreeMatrix, Rules
    from verify.systems import Oja

    rules = Rules.of([("M K", ""), ("K M", ""), ("J J", "J")], symmetric=["M", "K", "J"])
    m, k, u, j = (FreeMatrix.letter(name, rules) for name in "MKUJ")
    one = FreeMatrix({(): sympy.Integer(1)}, rules)
    alpha = sympy.Symbol("alpha", positive=True)
    system = Oja(value=(m + one * (-1)) * (1 / alpha), step_size=alpha)
    return SimpleNamespace(
        U=u, mean=j @ u, W=one + k * (-1), half=one + k * sympy.Rational(-1, 2), system=system, alpha=alpha
    )


def random_kernel(rng: Any) -> Any:
    """Random numbers for the same."""
    import numpy as np

    from verify.arithmetic.linear import inverse
    from verify.systems import Oja

    n, d = int(rng.integers(1, 6)), int(rng.integers(2, 5))
    root = rng.normal(size=(d, d))
    alpha = rng.uniform(0.1, 1.0)
    m = np.eye(d) + root @ root.T
    u, k = rng.normal(size=(n, d)), inverse(m)
    system = Oja(value=(m - np.eye(d)) / alpha, step_size=alpha)
    return SimpleNamespace(
        U=u, mean=np.tile(u.mean(axis=0), (n, 1)), W=np.eye(d) - k, half=np.eye(d) - k / 2, system=system, alpha=alpha
    )


def kernel(w: Any) -> tuple[Any, Any]:
    """``h(U - mean(U) W)`` for ``h(X) = X + alpha influence(X)``, and U."""
    return _image(w, w.W), w.U


def kernel_wrongly(w: Any) -> tuple[Any, Any]:
    """With half of K in W: false."""
    return _image(w, w.half), w.U


def _image(w: Any, weight: Any) -> Any:
    tokens = w.U + (w.mean @ weight) * (-1)
    return tokens + w.alpha * w.system.influence(tokens)


def free_fixed_point() -> Any:
    """``M = I + alpha V`` with inverse K, a symmetric C, and a vector."""
    import sympy

    from verify.arithmetic.free import FreeMatrix, Rules

    rules = Rules.of([("M K", ""), ("K M", "")], symmetric=["M", "K", "C"])
    m, k, c, u = (FreeMatrix.letter(name, rules) for name in "MKCu")
    return SimpleNamespace(
        M=m, K=k, C=c, u=u, one=FreeMatrix({(): sympy.Integer(1)}, rules), t=lambda a: a.transposed()
    )


def random_fixed_point(rng: Any) -> Any:
    """Random numbers for the same."""
    import numpy as np

    from verify.arithmetic.linear import inverse

    d = int(rng.integers(2, 5))
    root, c = rng.normal(size=(2, d, d))
    m = root @ root.T + np.eye(d)
    return SimpleNamespace(M=m, K=inverse(m), C=c + c.T, u=rng.normal(size=(d, 1)), one=np.eye(d), t=lambda a: a.T)


def fixed_point(w: Any) -> tuple[Any, Any]:
    """``I - (I - K) C = K (M (I - C) + C)`` at u, and the form of the last factor: u tested with ``(I - C) u``."""
    return _fixed_point(w, w.C + (w.C @ w.C) * (-1))


def fixed_point_wrongly(w: Any) -> tuple[Any, Any]:
    """With C in place of C - C C in the form: false."""
    return _fixed_point(w, w.C)


def _fixed_point(w: Any, rest: Any) -> tuple[Any, Any]:
    across = w.one + w.C * (-1)
    moved = across @ w.u
    singular = w.M @ across + w.C
    left = [(w.one + ((w.one + w.K * (-1)) @ w.C) * (-1)) @ w.u, w.u @ (w.t(moved) @ singular @ w.u)]
    return left, [w.K @ singular @ w.u, w.u @ (w.t(moved) @ w.M @ moved + w.t(w.u) @ rest @ w.u)]
