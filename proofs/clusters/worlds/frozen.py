"""Tokens that provably stay near their starts, because each attends to itself alone, and systems in which many do.

If ``V^T A + A V = sigma A``, a score at time t is ``e^{sigma t} z_i^T A z_j``. Let ``g`` be the least amount by which a token's score with
itself exceeds those with others, also after every token has moved by delta. While nothing has moved further, the others' weights add up
to at most ``(n - 1) e^{-g e^{sigma t}}``, so that ``|z_i'| <= |V| D (n - 1) e^{-g e^{sigma t}}``, and in all the time that is left a token
moves by at most ``|V| D (n - 1) e^{-g} / (sigma g)``. Where that is below delta nothing ever moves by delta.
"""

from __future__ import annotations

from typing import Any

from proofs.clusters.notation import example
from proofs.clusters.worlds.balls import balls, dot, frobenius, largest, norm

MOVE = "1/10"
"""How far tokens may move, besides the radius of the starts; any number would do, a certificate checks it."""


def _pairs(count: int) -> list[tuple[int, int]]:
    return [(i, j) for i in range(count) for j in range(count) if i != j]


def growth(value: Any, key: Any) -> Any:
    """sigma with ``V^T A + A V = sigma A``, exactly, or ``None``."""
    import sympy

    v, a = sympy.Matrix(value), sympy.Matrix(key)
    changed = v.T * a + a * v
    spot = next((i, j) for i in range(a.rows) for j in range(a.cols) if a[i, j] != 0)
    sigma = changed[spot] / a[spot]
    return sigma if (changed - sigma * a).applyfunc(sympy.simplify) == sympy.zeros(a.rows) and sigma > 0 else None


def expanding(value: Any) -> int:
    """How many eigenvalues have a positive real part, with multiplicities, exactly."""
    import sympy

    found = sympy.Matrix(value).eigenvals()
    return int(sum(times for root, times in found.items() if sympy.re(root) > 0))


def moved(given: Any) -> Any:
    """The radius around the starts of the file within which every token stays for ever, or a certificate that nothing is shown."""
    import flint
    import sympy

    from verify.arithmetic.numeric import to_arb
    from verify.evidence.enclose import Certificate

    system, tokens = given.system(), given.tokens()
    key = sympy.eye(system.dimension).tolist() if system.query_key is None else system.query_key
    sigma = growth(system.value, key)
    if sigma is None:
        return Certificate(None, "V^T A + A V is no positive multiple of A")
    with flint.ctx.workprec(128):
        v, a, z = balls(system.value), balls(key), balls(tokens)
        n, rate = len(z), to_arb(sigma)
        start = to_arb(sympy.Rational(str(given.data.get("radius") or 0)))
        move = to_arb(sympy.Rational(MOVE))
        delta = start + move
        pushed = [[dot(list(column), token) for column in zip(*a, strict=True)] for token in z]
        gaps = [dot(pushed[i], z[i]) - dot(pushed[i], z[j]) for i, j in _pairs(n)]
        wide = [norm([x - y for x, y in zip(z[i], z[j], strict=True)]) for i, j in _pairs(n)]
        diameter, size = largest(wide), largest([norm(token) for token in z])
        gap = -largest([-g for g in gaps]) - frobenius(a) * (delta * diameter + 2 * delta * (size + delta))
        if not gap > 0:
            return Certificate(
                None, f"some token scores another one nearly as high as itself (margin {float(gap.mid()):.3g})"
            )
        travelled = frobenius(v) * (diameter + 2 * delta) * (n - 1) * (-gap).exp() / (rate * gap)
        if not travelled < move:
            return Certificate(None, f"tokens might move by {float(travelled.mid()):.2g}, more than {MOVE}")
    return delta, float(travelled.mid()), float(gap.mid())


def points(least: int) -> Any:
    """A certifier: k eigenvalues of V have a positive real part, k = d, and the rescaled tokens have at least so many limit points."""

    def certify(given: Any) -> Any:
        from verify.evidence.enclose import Certificate

        system, tokens = given.system(), given.tokens()
        d, k = system.dimension, expanding(system.value)
        if k != d:
            return Certificate(
                False, f"{k} of {d} eigenvalues of V have a positive real part: the subspaces are no points"
            )
        return _told(
            given, _apart(tokens), least, f"all {d} eigenvalues of V have positive real parts; ", "limit points"
        )

    return certify


def values(least: int) -> Any:
    """A certifier: e_1 is a left eigenvector of V, and the first coordinates of the rescaled tokens have so many limits."""

    def certify(given: Any) -> Any:
        from verify.evidence.enclose import Certificate

        first = list(given.system().value[0])
        if any(entry != 0 for entry in first[1:]) or not first[0] > 0:
            return Certificate(False, "the first coordinate is no eigenvector of V^T with a positive eigenvalue")
        return _told(
            given,
            _apart([row[:1] for row in given.tokens()]),
            least,
            f"lambda_1 = {first[0]}; ",
            "limits of phi_1^*(z_i)",
        )

    return certify


def _apart(rows: Any) -> list[list[Any]]:
    """Different rows."""
    return [list(row) for row in dict.fromkeys(tuple(row) for row in rows)]


def _told(given: Any, different: list[list[Any]], least: int, before: str, what: str) -> Any:
    from verify.evidence.enclose import Certificate

    if len(different) < least:
        return Certificate(False, f"there are only {len(different)} different starts")
    stays = moved(given)
    if isinstance(stays, Certificate):
        return stays
    delta, travelled, gap = stays
    z = balls(different)
    spaced = all(norm([x - y for x, y in zip(z[i], z[j], strict=True)]) > 2 * delta for i, j in _pairs(len(z)))
    if not spaced:
        return Certificate(None, "places are nearer than tokens may move")
    told = (
        f"{before}each token attends to itself with a margin of {gap:.3g}, none moves by more than {travelled:.1e}: "
        f"{len(different)} different {what}, for every start in the ball."
    )
    return Certificate(True, told, {"limits": len(different), "moved": f"{travelled:.1e}"})


# ------------------------------------------------------------------ systems


def square() -> dict[str, Any]:
    """``V = A = I`` in the plane, four tokens."""
    told = "V = I and Q^T K = I in R^2: both eigenvalues of V are positive, k = 2."
    return example([["1", "0"], ["0", "1"]], [["4", "0"], ["0", "4"], ["-4", "0"], ["0", "-4"]], told, radius="1/4")


def circle() -> dict[str, Any]:
    """``V = A = I`` in the plane, a token at each integer point of the circle with the radius 25."""
    first = [(25, 0), (24, 7), (20, 15), (15, 20), (7, 24)]
    turned = [*first, *((-y, x) for x, y in first)]
    tokens = [[str(s * x), str(s * y)] for x, y in turned for s in (1, -1)]
    return square() | {"tokens": tokens, "radius": "1/100"}


def thinned_circle() -> dict[str, Any]:
    """A spoiled example: one token less."""
    data = circle()
    return data | {"tokens": data["tokens"][1:]}


def turning_square() -> dict[str, Any]:
    """Eigenvalues ``1 +- i``."""
    told = "V has the simple eigenvalues 1 + i and 1 - i, k = 2; Q^T K = I."
    return square() | {"value": [["1", "-1"], ["1", "1"]], "explanation": told}


def convex_chain() -> dict[str, Any]:
    """``V = diag(2, 1)``, A indefinite: four tokens on a convex chain."""
    told = "V has the simple real eigenvalues 2 and 1, k = 2; Q^T K exchanges the coordinates."
    tokens = [["0", "-40"], ["8", "-16"], ["24", "-8"], ["56", "0"]]
    return example([["2", "0"], ["0", "1"]], tokens, told, [["0", "1"], ["1", "0"]], radius="1/50")


def repeated() -> dict[str, Any]:
    """``V = I``: the leading eigenvalue is not simple; first coordinates 4, 1, -4, -1."""
    told = "V = I: the leading eigenvalue is not simple; phi_1^* is the first coordinate."
    return square() | {"tokens": [["4", "1"], ["-1", "4"], ["-4", "-1"], ["1", "-4"]], "explanation": told}


def blind_leader() -> dict[str, Any]:
    """``<Q phi_1, K phi_1> = 0``: scores see the other two coordinates only."""
    told = "lambda_1 = 2 is simple and leads; Q^T K = diag(0, 1, 1), so <Q phi_1, K phi_1> = 0."
    tokens = [["1", "4", "0"], ["2", "0", "4"], ["3", "-4", "0"], ["4", "0", "-4"]]
    value = [["2", "0", "0"], ["0", "1", "0"], ["0", "0", "1"]]
    return example(value, tokens, told, [["0", "0", "0"], ["0", "1", "0"], ["0", "0", "1"]], radius="1/4")


def two_points() -> dict[str, Any]:
    """A spoiled example: two tokens."""
    return square() | {"tokens": [["4", "0"], ["-4", "0"]]}


# ------------------------------------------------------------------ three tokens on a line


def three_on_a_line() -> dict[str, Any]:
    """The tokens -4, 0, 4."""
    return example([["1"]], [["-4"], ["0"], ["4"]], "V = Q^T K = 1, tokens -4, 0, 4.")


def three_shifted() -> dict[str, Any]:
    """A spoiled example: not symmetric."""
    return three_on_a_line() | {"tokens": [["-4"], ["1"], ["4"]]}


def middle(given: Any) -> Any:
    """One token stays at 0 because ``X -> -X`` only exchanges tokens; the outer ones move by little.

    The field commutes with ``X -> -X`` and with permutations, so a state that both together fix stays one. The outer token r has the
    scores ``r^2, 0, -r^2``: ``r' = -r (P_0 + 2 P_-)`` is at least ``-3 r e^{-e^{2t} r^2}``.
    """
    import flint

    from verify.arithmetic.numeric import to_arb
    from verify.evidence.enclose import Certificate

    system = given.system()
    if (
        system.dimension != 1
        or system.value[0, 0] != 1
        or (system.query_key is not None and system.query_key[0, 0] != 1)
    ):
        return Certificate(None, "V and Q^T K are not 1: nothing is shown")
    tokens = sorted(row[0] for row in given.tokens())
    if [-x for x in tokens] != tokens[::-1] or len(tokens) != 3 or tokens[1] != 0 or not tokens[2] > 0:
        return Certificate(False, "the tokens are not -r, 0, r")
    with flint.ctx.workprec(128):
        r, move = to_arb(tokens[2]), flint.arb("0.1")
        gap = (r - move) ** 2
        travelled = 3 * r * (-gap).exp() / (2 * gap)
        if not travelled < move:
            return Certificate(None, "r is too small")
    told = f"the middle token stays at 0; the outer ones move by less than {float(travelled.mid()):.1e}, to +-c with c > 3.9"
    return Certificate(bool(r - travelled > flint.arb("3.9")), told)
