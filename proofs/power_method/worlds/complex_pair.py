"""A complex principal pair: worlds of the identities, a rotating state of two groups, and its certificate."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from proofs.power_method.worlds.principal_examples import _state


def free_powers() -> Any:
    """``M = Q B W^T + N`` with ``W^T Q = I``, ``N Q = 0``, ``W^T N = 0``; C and T stand for ``B^t`` and ``N^t``."""
    from verify.arithmetic.free import FreeMatrix, Rules

    rules = Rules.of([("W' Q", "")], zeros=["N Q", "W' N", "T Q", "W' T"])
    return SimpleNamespace(**{name: FreeMatrix.letter(name, rules) for name in "QBCWNT"})


def random_powers(rng: Any) -> Any:
    """A random matrix with a complex pair, its plane, the dual plane, the rest, and powers of both parts."""
    import numpy as np

    from verify.arithmetic.linear import inverse

    d, t = int(rng.integers(2, 6)), int(rng.integers(1, 5))
    basis = rng.normal(size=(d, d)) + 2 * np.eye(d)
    dual = inverse(basis)
    x, y = rng.normal(size=2)
    block = np.array([[x, y], [-y, x]])
    rest = basis[:, 2:] @ rng.normal(size=(d - 2, d - 2)) @ dual[2:]
    return SimpleNamespace(
        Q=basis[:, :2],
        B=block,
        C=np.linalg.matrix_power(block, t),
        W=dual[:2].T,
        N=rest,
        T=np.linalg.matrix_power(rest, t),
    )


def powers(w: Any) -> tuple[Any, Any]:
    """``(Q B^t W^T + N^t)(Q B W^T + N)`` and ``Q B^(t+1) W^T + N^(t+1)``."""
    dual = w.W.transposed() if hasattr(w.W, "transposed") else w.W.T
    return (w.Q @ w.C @ dual + w.T) @ (w.Q @ w.B @ dual + w.N), w.Q @ w.C @ w.B @ dual + w.T @ w.N


def powers_wrongly(w: Any) -> tuple[Any, Any]:
    """With the rest left out: false."""
    dual = w.W.transposed() if hasattr(w.W, "transposed") else w.W.T
    return powers(w)[0], w.Q @ w.C @ w.B @ dual + w.T


def rotating_groups() -> dict[str, Any]:
    """Two tokens at ``e_1`` and two at ``-e_1``, which rotate in the plane of ``e_1`` and ``e_2``; ``e^{2c} = 4``."""
    return _state(
        [["1", "2", "0"], ["-2", "1", "0"], ["0", "0", "1/4"]],
        [["1", "0", "0"], ["1", "0", "0"], ["-1", "0", "0"], ["-1", "0", "0"]],
        "V has the eigenvalues 1 +- 2i (plane of e_1 and e_2) and 1/4, A = [[log 2, -2, 0], [2, log 2, 0], [0, 0, 0]], alpha = 1.",
        query_key=[["log(2)", "-2", "0"], ["2", "log(2)", "0"], ["0", "0", "0"]],
    )


def attracting_rotation(given: Any) -> Any:
    """Certify exactly that the state rotates in the plane of ``e_1`` and ``e_2`` and that the circle of such states attracts.

    V and A commute with all rotations R of that plane, so does the step, and ``step(X) = X R^T`` for one R. In the rotating
    frame the state is fixed; its tangent Jacobian has the simple eigenvalue 1, along the circle, and all others inside the disc.
    """
    from fractions import Fraction

    import sympy

    from verify.equilibria.families import inside_disc
    from verify.evidence.enclose import Certificate

    system, tokens = given.system(), given.tokens()
    n, d = tokens.shape
    turn = sympy.eye(d)
    turn[:2, :2] = sympy.Matrix([[0, -1], [1, 0]])  # rotations of the plane are a I + b turn there
    plane = sympy.diag(1, 1, *[0] * (d - 2))
    generator = turn * plane
    for matrix in (sympy.Matrix(system.value), sympy.Matrix(system.query_key)):
        if any(sympy.simplify(entry) != 0 for entry in matrix * generator - generator * matrix):
            return Certificate(False, "V and A do not commute with the rotations of the plane")
    if any(row[k] != 0 for row in tokens for k in range(2, d)):
        return Certificate(False, "a token is not in the plane of e_1 and e_2")
    if all((row == tokens[0]).all() for row in tokens):
        return Certificate(False, "the state is a consensus")
    moved = sympy.Matrix(system.step(tokens)).applyfunc(sympy.nsimplify).applyfunc(sympy.simplify)
    x, y, p, q = tokens[0, 0], tokens[0, 1], moved[0, 0], moved[0, 1]
    cos, sin = sympy.simplify(x * p + y * q), sympy.simplify(x * q - y * p)
    rotation = sympy.eye(d)
    rotation[:2, :2] = sympy.Matrix([[cos, -sin], [sin, cos]])
    if sin == 0 or any(sympy.simplify(entry) != 0 for entry in sympy.Matrix(tokens) * rotation.T - moved):
        return Certificate(False, "the step does not rotate the tokens")
    jacobian = sympy.Matrix(system.jacobian(tokens)).applyfunc(sympy.simplify)
    back = sympy.kronecker_product(sympy.eye(n), rotation.T)
    basis = _tangent(tokens)
    matrix = (basis.T * back * jacobian * basis).applyfunc(sympy.simplify)
    if not all(entry.is_Rational for entry in matrix):
        return Certificate(None, "only a rational Jacobian is decided here")
    t = sympy.Symbol("t")
    polynomial = sympy.Poly(matrix.charpoly(t).as_expr(), t)
    rest, remainder = sympy.div(polynomial, sympy.Poly(t - 1, t))
    coefficients = [Fraction(int(c.p), int(c.q)) for c in reversed(rest.all_coeffs())]
    factors = str(sympy.factor(polynomial.as_expr()))
    if not remainder.is_zero or not inside_disc(coefficients):
        return Certificate(False, f"characteristic polynomial {factors}: not 1 and the open unit disc")
    told = (
        f"exactly: one step rotates all tokens in the plane by the angle with cosine {cos} and sine {sin}; in the rotating frame the "
        f"tangent Jacobian has the characteristic polynomial {factors}: 1 is simple (the circle of rotated states), all others have "
        "moduli < 1. An open set of starts converges to rotating states of two opposite groups."
    )
    return Certificate(True, told, {"characteristic_polynomial": factors})


def _tangent(tokens: Any) -> Any:
    """Tangent vectors of tokens in the plane: ``(-y, x, 0...)`` and the axes across it, shape ``(n d, n (d - 1))``."""
    import sympy

    n, d = tokens.shape
    columns = sympy.zeros(n * d, n * (d - 1))
    for i in range(n):
        columns[i * d, i * (d - 1)], columns[i * d + 1, i * (d - 1)] = -tokens[i, 1], tokens[i, 0]
        for k in range(2, d):
            columns[i * d + k, i * (d - 1) + k - 1] = 1
    return columns


def flipping_consensus(given: Any) -> Any:
    """Certify that one step sends the (equal) tokens to their opposites, and that this two-cycle attracts."""
    import sympy

    from verify.equilibria.certified_radius import radius_bound
    from verify.evidence.enclose import Certificate

    system, tokens = given.system(), given.tokens()
    moved = sympy.Matrix(system.step(tokens)) + sympy.Matrix(tokens)
    equal = all(sympy.simplify(a - b) == 0 for row in tokens for a, b in zip(row, tokens[0], strict=True))
    if not equal or any(sympy.simplify(entry) != 0 for entry in moved):
        return Certificate(False, "one step does not send a consensus to its opposite")
    # The step is odd: -step has the fixed point X, and there minus the Jacobian of step, which has the same radius.
    bound = float(radius_bound(given).upper())
    told = f"step(X) = -X exactly, and the Jacobian has spectral radius at most {bound:.6f} < 1: the cycle X, -X attracts an open set"
    return Certificate(True if bound < 1 else None, told, {"radius_bound": f"{bound:.6f}"})


def pair_is_gathered(seed: int, steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Starts near a consensus under random V with a deciding complex pair: tokens gather, and lie in the plane of the pair."""
    import numpy as np

    from verify.systems import Attention

    right = wrong = 0
    for trial in range(80):
        rng = np.random.default_rng([seed, trial])
        d, alpha = int(rng.integers(3, 6)), float(rng.uniform(0.2, 1.5))
        value = rng.normal(size=(d, d))
        spectrum, vectors = np.linalg.eig(value)
        moduli = np.sort(np.abs(1 + alpha * spectrum))[::-1]
        lead = int(np.argmax(np.abs(1 + alpha * spectrum)))
        if abs(spectrum[lead].imag) < 1e-9 or moduli[0] < 1.1 * max(1.0, moduli[2]):
            continue
        system = Attention(value=value, query_key=rng.normal(size=(d, d)), step_size=alpha)
        tokens = rng.normal(size=(1, d)) + 1e-3 * rng.normal(size=(4, d))
        tokens /= np.linalg.norm(tokens, axis=1, keepdims=True)
        for _ in range(min(steps, 800)):
            tokens = system.step(tokens)
        plane = np.linalg.qr(np.stack([vectors[:, lead].real, vectors[:, lead].imag], axis=1))[0]
        together = float(np.abs(tokens - tokens[0]).max()) < 1e-9
        inside = float(np.linalg.norm(tokens @ plane, axis=1).min()) > 1 - 1e-9
        turns = float(np.abs(system.step(tokens) - tokens).max()) > 1e-6
        right, wrong = right + (together and inside and turns), wrong + (not (together and inside and turns))
    told = f"{right} of {right + wrong} starts near a consensus gather, correlate with the plane to 1 - 1e-9 and keep turning"
    return wrong == 0 and right > 5, told, {"right": right, "wrong": wrong}
