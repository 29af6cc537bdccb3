"""The Jacobian at a sign state, derived from ``step`` (for a flow from ``field``) for all n and d.

The state lives in the plane of ``v_k`` and ``v_j`` (``reduction.invariant_subspace``); equal tokens are one row with
a symbolic multiplicity (``reduction.grouping``). One token of a group is moved by ``epsilon``; what its own row, an
unmoved token of its group and the other groups do to first order are all entries that the Jacobian has, because it
commutes with permutations inside a group (``reduction.permutations``). Its eigenvalues follow
(``reduction.block_constant``): ``self - same`` on vectors that sum to zero inside a group, and one small block.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import sympy

from verify.claim import Claim, Hypothesis, Parameter, Point, Source
from verify.conclusions import SpectrumIs
from verify.scenes import Scene

EPSILON = sympy.Symbol("epsilon", real=True)
ROOT_OF_E = sympy.Symbol("F", positive=True)
DIRECTIONS = {"radial": 0, "tangent": 1}


class Signs:
    """``|r|`` for rational functions r: with the signs that the hypotheses force, else with each sign in turn.

    An open sign is one per polynomial, not one for all: the numerators of ``c_+`` and ``c_-`` may differ in sign.
    """

    def __init__(self, parameters: tuple[Parameter, ...], hypotheses: tuple[Hypothesis, ...]) -> None:
        self.claim = Claim("signs", "", "", Source("signs"), parameters, hypotheses)
        self.open: list[Any] = []
        self.values: list[int] = []
        self._forced: dict[Any, int] = {}

    def __call__(self, ratio: Any) -> Any:
        """``|ratio|`` under the present choice."""
        plain = ratio.replace(sympy.Abs, self)
        numerator, denominator = sympy.fraction(sympy.cancel(sympy.together(plain)))
        return self._absolute(numerator) / self._absolute(denominator)

    def choices(self) -> Iterator[Signs]:
        """One for every combination of signs of what was found to be open, all positive first."""
        for values in itertools.product((1, -1), repeat=len(self.open)):
            yield self.chosen(values)

    def extended(self) -> Iterator[Signs]:
        """The present choice, with both signs for what is found to be open while these are used."""
        first = self.chosen(self.values)
        yield first
        for more in itertools.islice(itertools.product((1, -1), repeat=len(first.open) - len(self.open)), 1, None):
            yield first.chosen([*self.values, *more])

    def chosen(self, values: Sequence[int]) -> Signs:
        """A copy with these signs."""
        other = Signs(self.claim.parameters, self.claim.hypotheses)
        other.open, other.values, other._forced = list(self.open), list(values), self._forced
        return other

    def _absolute(self, polynomial: Any) -> Any:
        if polynomial.is_positive:
            return polynomial
        if polynomial not in self._forced:
            self._forced[polynomial] = next((s for s in (1, -1) if _forced(s * polynomial, self.claim)), 0)
        if self._forced[polynomial]:
            return self._forced[polynomial] * polynomial
        for known, value in zip(self.open, self.values, strict=True):
            factor = sympy.cancel(polynomial / known)
            if factor.is_positive or factor.is_negative:
                return value * polynomial if factor.is_positive else -value * polynomial
        self.open.append(polynomial)
        self.values.append(1)
        return polynomial


def derive(claim: Claim, conclusion: SpectrumIs) -> str | None:
    """Compare the derived spectrum with the asserted one; ``None`` if they agree, else what differs.

    Where the hypotheses leave the signs of normalisers open, every combination is derived and all must agree.
    """
    point = symbolic_point(claim.parameters)
    axis = DIRECTIONS[conclusion.direction]
    for derived, apart, block in derivations(claim.parameters, claim.hypotheses, conclusion.scene, axis):
        for signs in derived.extended():  # what is asserted may hold absolute values of its own
            difference = _compare(conclusion, point, signs, apart, block)
            if difference is not None:
                return difference
    return None


@functools.lru_cache(maxsize=64)
def derivations(
    parameters: tuple[Parameter, ...], hypotheses: tuple[Hypothesis, ...], scene: Scene, axis: int
) -> list[tuple[Signs, list[Any], Any]]:
    """The reduced Jacobian for every combination of open signs; a claim and its mutants share the work."""
    point = symbolic_point(parameters)
    signs = Signs(parameters, hypotheses)
    found = [(signs, *reduced_jacobian(scene, point, axis, signs))]
    for other in itertools.islice(signs.choices(), 1, None):
        found.append((other, *reduced_jacobian(scene, point, axis, other)))
        if len(other.open) != len(signs.open):
            raise ArithmeticError("another normaliser appears when a sign is changed")
    return found


def _compare(conclusion: SpectrumIs, point: Point, signs: Signs, apart: list[Any], block: Any) -> str | None:
    groups = conclusion.scene.groups(point)
    expected: list[tuple[Any, Any]] = [(value, size - 1) for value, (_, size) in zip(apart, groups, strict=True)]
    expected.append((block, 1))
    found = [(_signed(value, signs), times) for value, times in conclusion.eigenvalues(point)]
    for value, times in found:
        match = next((item for item in expected if _equal(item[0], value) and sympy.expand(item[1] - times) == 0), None)
        if match is None:
            return _merged(expected, found)
        expected.remove(match)
    if conclusion.complete and expected:
        return f"not listed: {expected}"
    return None


def _signed(value: Any, signs: Signs) -> Any:
    """``|r|`` as ``r`` or ``-r``."""
    if isinstance(value, tuple):
        return tuple(_signed(entry, signs) for entry in value)
    return sympy.sympify(value).replace(sympy.Abs, signs)


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


def symbolic_point(parameters: tuple[Parameter, ...]) -> Point:
    """The parameters as symbols; ``E`` is a square, so that ``e^c`` is rational in its root."""
    made: dict[str, Any] = {}
    for parameter in parameters:
        positive = parameter.domain != "real"
        symbol = sympy.Symbol(parameter.name, positive=True) if positive else sympy.Symbol(parameter.name, real=True)
        made[parameter.name] = ROOT_OF_E**2 if parameter.name == "E" else symbol
    return Point(made)


def general_scores(c: Any, d: int) -> Any:
    """A symbolic A with ``v_k^T A v_k = c`` and nothing else assumed."""
    key = np.array([[sympy.Symbol(f"A_{i}{j}", real=True) for j in range(d)] for i in range(d)], dtype=object)
    key[0, 0] = c
    return key


def reduced_jacobian(scene: Scene, point: Point, axis: int, signs: Signs) -> tuple[list[Any], Any]:
    """Per group the eigenvalue on vectors summing to zero, and the block on vectors constant on groups.

    Args:
        scene: the state.
        point: its parameters as symbols.
        axis: 0 along ``v_k``, 1 along ``v_j``.
        signs: of the normalisers.

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
        moved = plane.field(rows, counts) if scene.flow else plane.step(rows, counts)
        responses = [[_slope(entry, signs) for entry in row] for row in moved]
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


def _slope(entry: Any, signs: Signs) -> Any:
    """d/d epsilon at 0, with the norms of the unperturbed rows written without a square root."""
    slope = sympy.diff(entry, EPSILON).subs(EPSILON, 0)
    for power in sorted(slope.atoms(sympy.Pow), key=sympy.default_sort_key):
        if power.exp.is_Rational and power.exp.q == 2:
            slope = slope.xreplace({power: _root(power.base, signs) ** (2 * power.exp)})
    slope = slope.replace(sympy.sign, lambda inner: signs(inner) / inner)
    return slope.replace(sympy.Abs, signs)


def _root(square: Any, signs: Signs) -> Any:
    """The positive square root of a perfect square."""
    root = sympy.powdenest(sympy.sqrt(sympy.factor(sympy.together(square))), force=True)
    if not _zero(root**2 - square) or any(p.exp.is_Rational and p.exp.q == 2 for p in root.atoms(sympy.Pow)):
        raise ArithmeticError(f"the norm {square} is not a perfect square")
    return signs(root)


def _forced(expression: Any, claim: Claim) -> bool:
    """Whether the hypotheses make the expression positive: decided by z3."""
    from verify.evidence.smt import build, solve

    e = sympy.Symbol("E", positive=True)
    expression = sympy.simplify(expression.subs(ROOT_OF_E, sympy.sqrt(e)))
    names = {symbol: symbol.name for symbol in expression.free_symbols}
    if not set(names.values()) <= {parameter.name for parameter in claim.parameters}:
        return False

    def positive(p: Point) -> Any:
        return expression.subs({symbol: p[name] for symbol, name in names.items()}) > 0

    return solve(build(claim, positive, negate=True), 20_000_000)[0] == "unsat"
