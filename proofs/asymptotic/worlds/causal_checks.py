"""Exact checks of examples under a causal mask: what fails there; heavy imports when they are used."""

from __future__ import annotations

from typing import Any

NOT_DECIDED = "this check is about flows of two tokens"


def principal(value: Any) -> tuple[Any, Any] | None:
    """The largest eigenvalue of an exact symmetric matrix and its eigenvector; ``None`` unless both and it is simple."""
    import sympy

    matrix = sympy.Matrix(value)
    if any(sympy.simplify(entry) != 0 for entry in matrix - matrix.T):
        return None
    found = max(matrix.eigenvects(), key=lambda triple: complex(triple[0]).real)
    return (found[0], found[2][0]) if found[1] == 1 else None


def _total(system: Any) -> Any:
    return system.layer_matrix if hasattr(system, "layer_matrix") else system.value


def _product(left: Any, right: Any) -> Any:
    import sympy

    return sympy.simplify(sum(a * b for a, b in zip(left, right, strict=True)))


def _flow_of_two(example: Any, masked: bool = True) -> Any:
    """System and tokens if the example is a flow of two tokens in the plane, with the mask that is meant."""
    system, tokens = example.system(), example.tokens()
    if not system.is_flow or system.causal is not masked or tokens is None or tokens.shape != (2, 2):
        return None
    return system, tokens


def tangent_matrix(system: Any, tokens: Any) -> Any:
    """The exact Jacobian of the field on the tangent space at two points of the unit circle, shape (2, 2)."""
    import sympy

    jacobian = sympy.Matrix(system.jacobian(tokens))
    basis = sympy.zeros(4, 2)
    for i, (x, y) in enumerate(tokens):
        basis[2 * i, i], basis[2 * i + 1, i] = -y, x
    return (basis.T * jacobian * basis).applyfunc(sympy.simplify)


def _sign(value: Any) -> int | None:
    """The sign of an exact number, by balls unless it is zero."""
    import flint
    import sympy

    from verify.arithmetic.numeric import to_arb

    if sympy.simplify(value) == 0:
        return 0
    with flint.ctx.workprec(256):
        ball = to_arb(value)
        return 1 if ball > 0 else -1 if ball < 0 else None


def _at_rest(system: Any, tokens: Any) -> bool:
    import sympy

    return all(sympy.simplify(entry) == 0 for entry in system.field(tokens).flat)


def consensus_repels(example: Any) -> Any:
    """Both tokens at ``v_1``, ``lambda_1`` simple, an exact equilibrium; a tangent eigenvalue is positive: unstable."""
    import sympy

    from verify.evidence.enclose import Certificate

    given = _flow_of_two(example)
    top = None if given is None else principal(_total(given[0]))
    if given is None or top is None:
        return Certificate(False, f"{NOT_DECIDED}, V symmetric with a simple largest eigenvalue")
    system, tokens = given
    same = all(sympy.simplify(a - b) == 0 for a, b in zip(tokens[0], tokens[1], strict=True))
    along = sympy.simplify(tokens[0][0] * top[1][1] - tokens[0][1] * top[1][0]) == 0
    if not (same and along and _at_rest(system, tokens)):
        return Certificate(False, "the state is not the consensus at v_1")
    matrix = tangent_matrix(system, tokens)
    signs = [_sign(matrix[i, i]) for i in (0, 1)]
    told = f"field(X) = 0 exactly; the tangent Jacobian has {matrix[0, 0]} and {matrix[1, 1]} on its diagonal, 0 above"
    holds = matrix[0, 1] == 0 and 1 in signs
    return Certificate(holds, f"{told}: {'an eigenvalue > 0, unstable' if holds else 'no positive eigenvalue'}")


def never_meets(example: Any) -> Any:
    """P = 0, the first token at ``v_1``, all in its hemisphere: ``x_1^T x_2`` decreases for all time, exactly."""
    import sympy

    from verify.evidence.enclose import Certificate

    given = _flow_of_two(example)
    top = None if given is None or example.data["system"] != "attention" else principal(_total(given[0]))
    if given is None or top is None:
        return Certificate(False, f"{NOT_DECIDED}, one head, V symmetric with a simple largest eigenvalue")
    system, tokens = given
    scored = system.query_key is None or any(sympy.simplify(entry) != 0 for entry in system.query_key.flat)
    first = tokens[0]
    along = sympy.simplify(first[0] * top[1][1] - first[1] * top[1][0]) == 0
    start = _product(first, tokens[1])
    if scored or not along or _product(first, first) != 1 or _product(tokens[1], tokens[1]) != 1 or not 0 < start < 1:
        return Certificate(
            False, "expected P = 0, the first token at v_1, the second another unit vector in its hemisphere"
        )
    cosine, s = sympy.Symbol("c", real=True), sympy.Symbol("s", real=True)
    moved = tokens.copy()
    moved[1, 0], moved[1, 1] = cosine * first[0] - s * first[1], cosine * first[1] + s * first[0]
    field = system.field(moved)
    still = all(sympy.simplify(entry) == 0 for entry in field[0])
    rate = sympy.expand(_product(first, field[1])).subs(s**2, 1 - cosine**2)
    factor, rest = sympy.div(sympy.Poly(sympy.expand(rate), cosine), sympy.Poly(1 - cosine**2, cosine))
    if not still or not rest.is_zero:
        return Certificate(None, "the rate of x_1.x_2 is not 1 - c^2 times a polynomial")
    negative = factor.count_roots(-1, start) == 0 and factor.eval(start) < 0
    told = f"x_1 stays, and c = x_1.x_2 obeys c' = (1 - c^2)({sympy.factor(factor.as_expr())})"
    if negative:
        told += f", where the factor is negative for -1 <= c <= {start}: c decreases to -1, and the tokens never meet"
    return Certificate(bool(negative), told)


def opposite_limits(example: Any) -> Any:
    """One head of rank one: the second token rests at ``v_1``, the first keeps ``v_1^T x_1 < 0``; both are in the hemisphere of W."""
    import sympy

    from verify.evidence.enclose import Certificate

    given = _flow_of_two(example)
    if given is None or example.data["system"] != "ellipsoid" or len(given[0].values) != 1:
        return Certificate(False, f"{NOT_DECIDED} on an ellipsoid, one head")
    system, tokens = given
    top, metric = principal(system.values[0]), sympy.Matrix(system.metric)
    if top is None or _sign(top[0]) != 1:
        return Certificate(False, "expected V symmetric with a positive simple largest eigenvalue")
    vector = top[1] if _sign(_product(top[1], tokens[1])) == 1 else -top[1]
    lowered = metric * vector
    heights = [_product(lowered, token) for token in tokens]
    on = all(sympy.simplify(_product(metric * sympy.Matrix(list(t)), t) - 1) == 0 for t in tokens)
    if not on or [_sign(height) for height in heights] != [1, 1]:
        return Certificate(False, f"v_1^T W x is {heights}; expected points of the ellipsoid where it is positive")
    anywhere = tokens.copy()
    anywhere[0, 0], anywhere[0, 1] = sympy.symbols("p r", real=True)
    rests = all(sympy.simplify(entry) == 0 for entry in system.field(anywhere)[1])
    q = _product(vector, tokens[0])
    sign = " < 0" if _sign(q) == -1 else ""
    told = (
        f"v_1^T W x = {heights[0]}, {heights[1]}; field_2 = 0 whatever x_1 is: x_2 rests at v_1; v_1^T x_1 = {q}{sign} keeps its sign "
        "(its rate is a multiple of it)"
    )
    holds = rests and _sign(q) == -1
    return Certificate(holds, f"{told}{': x_1 goes to -v_1, and the tokens never meet' if holds else ''}")


def rests_apart_of_the_sum(example: Any) -> Any:
    """Several heads: as :func:`rests_apart`, with the hemisphere of the sum alone and any symmetric values."""
    return _rests_apart(example, every_head=False)


def rests_apart(example: Any) -> Any:
    """Positive semidefinite heads: an exact equilibrium in all hemispheres, the tokens differ, every tangent eigenvalue is negative."""
    return _rests_apart(example, every_head=True)


def _rests_apart(example: Any, every_head: bool) -> Any:
    import sympy

    from verify.evidence.enclose import Certificate

    given = _flow_of_two(example)
    if given is None or example.data["system"] != "multihead":
        return Certificate(False, f"{NOT_DECIDED}, several heads")
    system, tokens = given
    tops = [principal(value) for value in (_total(system), *(system.values if every_head else ()))]
    if any(top is None or _sign(top[0]) != 1 for top in tops):
        return Certificate(False, "expected symmetric values and sum, with positive simple largest eigenvalues")
    if every_head and any(_sign(value) == -1 for matrix in system.values for value in sympy.Matrix(matrix).eigenvals()):
        return Certificate(False, "expected positive semidefinite values")
    for top in tops:
        assert top is not None
        signs = {_sign(_product(top[1], token)) for token in tokens}
        if signs not in ({1}, {-1}):
            return Certificate(False, "the tokens are not on one side of the principal eigenvectors' hyperplanes")
    if any(_product(t, t) != 1 for t in tokens) or not _at_rest(system, tokens):
        return Certificate(False, "the state is no equilibrium")
    if all(sympy.simplify(a - b) == 0 for a, b in zip(tokens[0], tokens[1], strict=True)):
        return Certificate(False, "the tokens are equal")
    matrix = tangent_matrix(system, tokens)
    stable = matrix[0, 1] == 0 and [_sign(matrix[i, i]) for i in (0, 1)] == [-1, -1]
    told = (
        f"field(X) = 0 exactly, the tokens differ; the tangent Jacobian is triangular with {matrix[0, 0]} and {matrix[1, 1]} "
        f"= {float(matrix[1, 1]):.4f} on its diagonal"
    )
    return Certificate(
        stable, f"{told}{', both < 0: asymptotically stable, it attracts an open set' if stable else ''}"
    )


def attracts_from_inside(example: Any) -> Any:
    """Full attention: an asymptotically stable equilibrium of opposite tokens on the boundary of the hemisphere of ``v_1``."""
    from verify.evidence.enclose import Certificate

    given = _flow_of_two(example, masked=False)
    top = None if given is None or example.data["system"] != "attention" else principal(_total(given[0]))
    if given is None or top is None or _sign(top[0]) != 1:
        return Certificate(
            False, f"{NOT_DECIDED}, full attention, V symmetric, its largest eigenvalue positive and simple"
        )
    system, tokens = given
    on = all(_product(top[1], token) == 0 for token in tokens) and all(_product(t, t) == 1 for t in tokens)
    apart = _product(tokens[0], tokens[1]) == -1
    if not (on and apart and _at_rest(system, tokens)):
        return Certificate(False, "expected opposite unit vectors orthogonal to v_1, at rest")
    matrix = tangent_matrix(system, tokens)
    stable = _sign(matrix.trace()) == -1 and _sign(matrix.det()) == 1
    told = f"field(X) = 0 exactly; the tangent Jacobian has trace {matrix.trace()} and determinant {matrix.det()}"
    end = ": asymptotically stable; starts near it with v_1^T x_1, v_1^T x_2 > 0 converge to opposite tokens"
    return Certificate(stable, told + (end if stable else ""))
