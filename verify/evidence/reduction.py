"""The Jacobian at a sign state, derived from ``step`` for all n and d.

The state lives in the plane of ``v_k`` and ``v_j`` (``reduction.invariant_subspace``); equal tokens are one row with
a symbolic multiplicity (``reduction.grouping``). One token of a group is moved by ``epsilon``; what its own row, an
unmoved token of its group and the other groups do to first order are all entries that the Jacobian has, because it
commutes with permutations inside a group (``reduction.permutations``). Its eigenvalues follow
(``reduction.block_constant``): ``self - same`` on vectors that sum to zero inside a group, and one small block.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import sympy

from verify.claim import Claim, Point
from verify.conclusions import SpectrumIs
from verify.scenes import Scene

EPSILON = sympy.Symbol("epsilon", real=True)
DIRECTIONS = {"radial": 0, "tangent": 1}


def derive(claim: Claim, conclusion: SpectrumIs) -> str | None:
    """Compare the derived spectrum with the asserted one; ``None`` if they agree, else what differs.

    Where the hypotheses leave the sign of a normaliser open, both signs are derived and both must agree.
    """
    point = symbolic_point(claim, conclusion.scene)
    for sign in (1, -1):
        difference = _compare(claim, conclusion, point, sign)
        if difference is not None:
            return difference
    return None


def _compare(claim: Claim, conclusion: SpectrumIs, point: Point, sign: int) -> str | None:
    groups = conclusion.scene.groups(point)
    apart, block = reduced_jacobian(claim, conclusion.scene, point, DIRECTIONS[conclusion.direction], sign)
    expected: list[tuple[Any, Any]] = [(value, size - 1) for value, (_, size) in zip(apart, groups, strict=True)]
    expected.append((block, 1))
    found = [(_signed(value, sign), times) for value, times in conclusion.eigenvalues(point)]
    for value, times in found:
        match = next((item for item in expected if _equal(item[0], value) and sympy.expand(item[1] - times) == 0), None)
        if match is None:
            return _merged(expected, found)
        expected.remove(match)
    if conclusion.complete and expected:
        return f"not listed: {expected}"
    return None


def _signed(value: Any, sign: int) -> Any:
    """``|r|`` as ``sign r``."""
    if isinstance(value, tuple):
        return tuple(_signed(entry, sign) for entry in value)
    return sympy.sympify(value).replace(sympy.Abs, lambda inner: sign * inner)


def _merged(expected: list[tuple[Any, Any]], found: list[tuple[Any, Any]]) -> str | None:
    """Compare when one eigenvalue is listed for everything: all derived values are it and the multiplicities add up."""
    told = f"derived {expected}, asserted {found}"
    if len(found) != 1:
        return told
    (value, times), total = found[0], sympy.Integer(0)
    for item, count in expected:
        block = item if isinstance(item, sympy.MatrixBase) else sympy.Matrix([[item]])
        if not all(_zero(entry) for entry in block - value * sympy.eye(block.shape[0])):
            return told
        total += count * block.shape[0]
    return None if sympy.expand(total - times) == 0 else told


def _equal(left: Any, right: Any) -> bool:
    """Equal eigenvalues, or blocks with the same characteristic polynomial."""
    if isinstance(right, tuple):
        right = sympy.Matrix(right)
    if isinstance(left, sympy.MatrixBase) and left.shape == (1, 1) and not isinstance(right, sympy.MatrixBase):
        left = left[0, 0]
    if isinstance(left, sympy.MatrixBase) != isinstance(right, sympy.MatrixBase):
        return False
    if isinstance(left, sympy.MatrixBase):
        pairs = [(left.trace(), right.trace()), (left.det(), right.det())]
        return all(_zero(a - b) for a, b in pairs)
    return _zero(left - right)


def _zero(expression: Any) -> bool:
    return sympy.cancel(sympy.together(expression)) == 0


def symbolic_point(claim: Claim, scene: Scene) -> Point:
    """The claim's parameters as symbols; ``E`` is a square, so that ``e^c`` is rational in its root."""
    symbols = dict(claim.symbols())
    if "E" in symbols:
        symbols["E"] = sympy.Symbol("F", positive=True) ** 2
    for name, _ in list(symbols.items()):
        if name in ("alpha",):
            symbols[name] = sympy.Symbol(name, positive=True)
    for parameter in claim.parameters:
        if parameter.domain == "integer":
            symbols[parameter.name] = sympy.Symbol(parameter.name, positive=True)
    return Point(symbols)


def general_scores(c: Any, d: int) -> Any:
    """A symbolic A with ``v_k^T A v_k = c`` and nothing else assumed."""
    key = np.array([[sympy.Symbol(f"A_{i}{j}", real=True) for j in range(d)] for i in range(d)], dtype=object)
    key[0, 0] = c
    return key


def reduced_jacobian(claim: Claim, scene: Scene, point: Point, axis: int, sign: int) -> tuple[list[Any], Any]:
    """Per group the eigenvalue on vectors summing to zero, and the block on vectors constant on groups.

    Args:
        claim: its hypotheses decide the signs of the normalisers.
        scene: the state.
        point: its parameters as symbols.
        axis: 0 along ``v_k``, 1 along ``v_j``.
        sign: of a normaliser that the hypotheses leave open.

    Raises:
        ArithmeticError: if a perturbation along the axis leaks into the other axis, or a norm is not resolved.
    """
    groups = scene.groups(point)
    plane = _plane(scene.make_system(point, general_scores), 2)
    size = len(groups)
    apart: list[Any] = []
    block = sympy.zeros(size, size)
    for g, (_, members) in enumerate(groups):
        rows, counts = _perturbed(groups, g, axis)
        moved = plane.step(rows, counts)
        responses = [[_slope(entry, claim, sign) for entry in row] for row in moved]
        if any(not _zero(response[1 - axis]) for response in responses):
            raise ArithmeticError("a perturbation leaks out of its direction")
        itself, same, *others = [sympy.cancel(response[axis]) for response in responses]
        apart.append(sympy.cancel(itself - same))
        block[g, g] = sympy.cancel(itself - same + members * same)
        for h, response in zip((h for h in range(size) if h != g), others, strict=True):
            block[h, g] = sympy.cancel(members * response)
    return apart, block


def _plane(system: Any, d: int) -> Any:
    from dataclasses import replace

    changes = {name: getattr(system, name)[:d, :d] for name in ("value", "query_key") if hasattr(system, name)}
    for name in ("values", "query_keys"):
        if hasattr(system, name):
            changes[name] = [matrix[:d, :d] for matrix in getattr(system, name)]
    return replace(system, **changes)


def _perturbed(groups: list[tuple[int, Any]], g: int, axis: int) -> tuple[Any, Any]:
    """Rows: the moved token, the rest of its group, the other groups; with their multiplicities."""
    order = [(groups[g][0], sympy.Integer(1)), (groups[g][0], groups[g][1] - 1)]
    order += [group for h, group in enumerate(groups) if h != g]
    rows = np.array([[sympy.Integer(sign), sympy.Integer(0)] for sign, _ in order], dtype=object)
    rows[0, axis] += EPSILON
    return rows, np.array([count for _, count in order], dtype=object)


def _slope(entry: Any, claim: Claim, sign: int) -> Any:
    """d/d epsilon at 0, with the norms of the unperturbed rows written without a square root."""
    slope = sympy.diff(entry, EPSILON).subs(EPSILON, 0)
    for power in sorted(slope.atoms(sympy.Pow), key=sympy.default_sort_key):
        if power.exp.is_Rational and power.exp.q == 2:
            slope = slope.xreplace({power: _root(power.base, claim, sign) ** (2 * power.exp)})
    slope = slope.replace(sympy.sign, lambda inner: _with_sign(inner, claim, sign) / inner)
    return slope.replace(sympy.Abs, lambda inner: _with_sign(inner, claim, sign))


def _root(square: Any, claim: Claim, sign: int) -> Any:
    """The positive square root of a perfect square, its sign forced by the hypotheses or else as given."""
    root = sympy.powdenest(sympy.sqrt(sympy.factor(sympy.together(square))), force=True)
    if not _zero(root**2 - square) or any(p.exp.is_Rational and p.exp.q == 2 for p in root.atoms(sympy.Pow)):
        raise ArithmeticError(f"the norm {square} is not a perfect square")
    return _with_sign(root, claim, sign)


def _with_sign(root: Any, claim: Claim, sign: int) -> Any:
    """``|root|``: with the sign that the hypotheses force, else ``sign`` times the root written in one fixed way."""
    for known in (1, -1):
        if _forced(known * root, claim):
            return known * root
    numerator, denominator = sympy.fraction(sympy.together(root))
    leading = sympy.Poly(numerator).LC() * sympy.Poly(denominator, *denominator.free_symbols or [EPSILON]).LC()
    return sign * root if leading > 0 else -sign * root


def _forced(expression: Any, claim: Claim) -> bool:
    """Whether the hypotheses make the expression positive: decided by z3."""
    from verify.evidence.smt import build, solve

    root_of_e, e = sympy.Symbol("F", positive=True), sympy.Symbol("E", positive=True)
    expression = sympy.simplify(expression.subs(root_of_e, sympy.sqrt(e)))
    names = {symbol: symbol.name for symbol in expression.free_symbols}
    known = {parameter.name for parameter in claim.parameters}
    if not set(names.values()) <= known:
        return False

    def positive(p: Point) -> Any:
        return expression.subs({symbol: p[name] for symbol, name in names.items()}) > 0

    return solve(build(claim, positive, negate=True), 20_000_000)[0] == "unsat"
