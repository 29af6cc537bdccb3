"""Examples of the gradient theorem in exact numbers, and what certifies them; heavy imports when they are used."""

from __future__ import annotations

from typing import Any

BITS = 512


def _identity(d: int) -> list[list[str]]:
    return [["1" if i == j else "0" for j in range(d)] for i in range(d)]


def example(scores: list[list[str]], tokens: list[list[str]], explanation: str, **more: Any) -> dict[str, Any]:
    """The contract's JSON of the flow of one head with V = I on the unit sphere, and a state."""
    d = len(scores)
    return {
        "system": "ellipsoid",
        "time": "continuous",
        "step_size": None,
        "value": _identity(d),
        "query_key": None,
        "heads": [{"value": _identity(d), "query_key": scores}],
        "mask": None,
        "metric": _identity(d),
        "schedule": None,
        "tokens": tokens,
        "radius": None,
        "horizon": None,
        "parameters": {},
        "explanation": explanation,
    } | more


def spiral() -> dict[str, Any]:
    """Four tokens with ``10 x_1 + 7 x_2 + 10 x_3 + 3 x_4 = 0`` and scores with ``exp(x_i^T P x_j) = w_i w_j / 100``, i != j.

    Then ``sum_j exp(x_i^T P x_j) x_j`` is a multiple of ``x_i``. The six conditions give the six entries of P, and
    ``(x_i^T P x_j)_ij`` is the Laplacian of a graph with weights that are not negative: P is positive definite.
    """
    sevenths, thirds = "log(10/7)", "log(10/3)"

    def entry(a: str, b: str) -> str:
        return f"({a})*{sevenths} + ({b})*{thirds}"

    first, second, third = entry("57/28", "117/28"), entry("6/7", "51/7"), entry("3/28", "-237/28")
    fourth, fifth, sixth = entry("188/35", "492/35"), entry("-443/70", "-1137/70"), entry("649/70", "1341/70")
    told = (
        "P is symmetric positive definite, with eigenvalues near 0.34, 1.6 and 49. The tokens are an equilibrium with the tangent "
        "eigenvalues 0.9316 + 0.0243 i and 0.9316 - 0.0243 i, 0.0243 > 0. The linearisation of a gradient field is self-adjoint for its "
        "metric: all its eigenvalues are real."
    )
    return example(
        [[first, second, third], [second, fourth, fifth], [third, fifth, sixth]],
        [["0", "-4/5", "-3/5"], ["2/3", "1/3", "2/3"], ["-2/3", "2/3", "1/3"], ["2/3", "-1/3", "-2/3"]],
        told,
    )


def falling() -> dict[str, Any]:
    """Two tokens at equal distances from the axis of the smaller score."""
    told = "P = diag(3, 1); the tokens meet at e_2, where x^T P x is smallest."
    return example([["3", "0"], ["0", "1"]], [["3/5", "4/5"], ["-3/5", "4/5"]], told)


def not_falling() -> dict[str, Any]:
    """The same tokens with P = 3 I."""
    return example([["3", "0"], ["0", "3"]], [["3/5", "4/5"], ["-3/5", "4/5"]], "P = 3 I.")


def antipodal() -> dict[str, Any]:
    """Two opposite tokens, P = I."""
    told = "V = P = W = I; the tokens are opposite, |x_1 - x_2| = 2 > 0."
    return example([["1", "0"], ["0", "1"]], [["1", "0"], ["-1", "0"]], told)


# ------------------------------------------------------------------ what is taken for granted


def setting(example: Any) -> str | None:
    """One head, no mask, constant scores, a flow, V = I, P symmetric positive definite."""
    from verify.errors import InvalidInput
    from verify.systems import Ellipsoid
    from verify.systems.metric import checked_metric

    system: Any = example.system()
    if not isinstance(system, Ellipsoid) or not system.is_flow or system.causal or system.schedule is not None:
        return "expected the flow of the system ellipsoid without mask and schedule"
    if len(system.values) != 1:
        return f"there are {len(system.values)} heads; expected one"
    if any(entry != int(i == j) for (i, j), entry in _entries(system.values[0])):
        return "V is not the identity"
    try:
        if system.query_keys[0] is not None:
            checked_metric(system.query_keys[0], name="P")
    except InvalidInput as error:
        return str(error)
    return None


def identity_scores(example: Any) -> str | None:
    """P = I."""
    key = example.system().query_keys[0]
    if key is not None and any(entry != int(i == j) for (i, j), entry in _entries(key)):
        return "P is not the identity"
    return None


def _entries(matrix: Any) -> Any:
    import numpy as np

    return np.ndenumerate(matrix)


def _at_rest(given: Any) -> bool:
    """Whether the field vanishes exactly."""
    import sympy

    field = given.system().field(given.tokens())
    return all(entry == 0 or sympy.simplify(entry) == 0 for entry in field.flat)


# ------------------------------------------------------------------ certificates


def no_gradient(given: Any) -> Any:
    """The linearisation at an exact equilibrium has an eigenvalue that is not real: the field is no gradient, of any function,
    for any metric.

    With ``p_k`` the sum of the k-th powers of the eigenvalues, ``(p_{i+j+2})_ij`` is a sum of ``lambda^2 v v^T`` with
    ``v = (1, lambda, lambda^2, ...)``: where all are real it has no negative principal minor. One is certainly negative.
    """
    import flint

    from verify.evidence.enclose import Certificate

    tokens = given.tokens()
    if tokens is None or not _at_rest(given):
        return Certificate(False, "the tokens are no equilibrium")
    with flint.ctx.workprec(BITS):
        powers = _power_sums(given, 2 * tokens.size)
        for size in range(2, tokens.size + 1):
            minor = flint.arb_mat([[powers[i + j + 2] for j in range(size)] for i in range(size)]).det()
            if minor < 0:
                told = (
                    f"exact equilibrium; the determinant of (p_(i+j+2)), i, j < {size}, is in {minor.str(6)}: negative"
                )
                return Certificate(True, f"{told}, so that not all eigenvalues are real", {"size": size})
            if minor <= 0 or not minor > 0:
                break
    return Certificate(None, "no principal minor of the power sums is certainly negative")


def _power_sums(given: Any, count: int) -> list[Any]:
    """``p_0, p_1, ...`` of the linearisation on the tangent spaces, in balls; p_0 is not used."""
    import flint
    import numpy as np

    from verify.arithmetic.numeric import object_arithmetic

    xp, system = object_arithmetic("arb"), given.system()
    x = xp.asarray(given.tokens(), None)
    n, d = x.shape
    lowered = x @ xp.asarray(system.metric, x)
    project = np.full((n * d, n * d), flint.arb(0), dtype=object)
    for i in range(n):
        own = slice(i * d, (i + 1) * d)
        project[own, own] = np.array([[flint.arb(int(p == q)) for q in range(d)] for p in range(d)], dtype=object)
        project[own, own] = project[own, own] - x[i][:, None] * lowered[i][None, :]
    matrix = flint.arb_mat((project @ system.jacobian(x) @ project).tolist())
    powers, power = [flint.arb(n * d)], matrix
    for _ in range(count):
        powers.append(sum((power[i, i] for i in range(1, n * d)), power[0, 0]))
        power = power * matrix
    return powers


def energy_falls(given: Any) -> Any:
    """The derivative of ``E = sum_ij exp(x_i^T P x_j)`` along the flow is certainly negative at the tokens."""
    import flint
    import numpy as np

    from verify.arithmetic.numeric import object_arithmetic
    from verify.evidence.enclose import Certificate

    missed = setting(given)
    if missed is not None:
        return Certificate(False, missed)
    with flint.ctx.workprec(128):
        xp, system = object_arithmetic("arb"), given.system()
        x = xp.asarray(given.tokens(), None)
        pulled = x @ (
            xp.asarray(np.eye(x.shape[1], dtype=int) if system.query_keys[0] is None else system.query_keys[0], x)
        )
        raised = np.frompyfunc(lambda ball: ball.exp(), 1, 1)(pulled @ x.T)
        rate = 2 * (raised * (system.field(x) @ pulled.T)).sum()
    told = f"dE/dt is in {rate.str(8)}"
    return Certificate(True if rate < 0 else False if rate >= 0 else None, told)


def rests_apart(given: Any) -> Any:
    """The tokens are an exact equilibrium, and they are not all equal."""
    from verify.evidence.enclose import Certificate

    tokens = given.tokens()
    if tokens is None or not _at_rest(given):
        return Certificate(False, "the tokens are no equilibrium")
    if (tokens == tokens[0]).all():
        return Certificate(False, "the tokens are a consensus")
    return Certificate(True, "The tokens are an equilibrium, their own limit, and they are not equal.")
