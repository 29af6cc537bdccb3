"""Scores that depend on time: ``P_h(t) = f_h(t) P_h``, told by a text that a counterexample holds and a replay reads back.

Four kinds: constant, periodic, growing and switching. Only the first two are bounded and uniformly continuous; a switching one
is bounded and jumps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np

from verify.arithmetic import arithmetic_of
from verify.errors import InvalidInput
from verify.exact_text import exact_of_time, time_symbol

KINDS = ("constant", "periodic", "growing", "switching")


@dataclass(frozen=True, eq=False)
class Scaled:
    """The schedule ``P_h(t) = f_h(t) P_h``, to be called with a time.

    Attributes:
        kind: one of :data:`KINDS`.
        factors: the functions ``f_h``, SymPy expressions in t; one for all heads, or one for each.
        matrices: the matrices ``P_h``, each ``(d, d)``.
    """

    kind: str
    factors: tuple[Any, ...]
    matrices: tuple[Any, ...]

    @property
    def text(self) -> str:
        """``KIND: P(t) = (f(t)) P``, or with ``P_1(t) = (f_1(t)) P_1; ...`` where heads differ."""
        if len(self.factors) == 1:
            return f"{self.kind}: P(t) = ({self.factors[0]}) P"
        return f"{self.kind}: " + "; ".join(f"P_{h}(t) = ({f}) P_{h}" for h, f in enumerate(self.factors, 1))

    @property
    def bounded(self) -> bool:
        """Whether the scores are bounded for t >= 0."""
        return self.kind != "growing"

    @property
    def uniformly_continuous(self) -> bool:
        """Whether the scores are bounded and uniformly continuous for t >= 0."""
        return self.kind in ("constant", "periodic")

    def __call__(self, time: Any) -> Sequence[Any]:
        """The matrices at a time, in their own arithmetic; the time is a float, or an exact number."""
        factors = self.factors * (len(self.matrices) if len(self.factors) == 1 else 1)
        if isinstance(time, (float, np.floating)):
            values: list[Any] = [float(rate(float(time))) for rate in self._rates]
            values *= len(self.matrices) if len(values) == 1 else 1
        else:
            values = [f.subs(time_symbol(), _exact_time(time)) for f in factors]
        scaled = []
        for value, matrix in zip(values, self.matrices, strict=True):
            xp = arithmetic_of(matrix)
            scaled.append(matrix * xp.asarray(np.array([[value]], dtype=object), matrix))
        return scaled

    @cached_property
    def _rates(self) -> list[Callable[[float], Any]]:
        import sympy

        return [sympy.lambdify(time_symbol(), f, "math") for f in self.factors]


def _exact_time(time: Any) -> Any:
    import sympy

    from verify.arithmetic.numeric import to_exact

    if isinstance(time, (int, Fraction, np.integer, sympy.Expr)):
        return to_exact(time)
    raise InvalidInput(f"the time is a {type(time).__name__}; expected a float or an exact number")


def schedule(text: str, matrices: Sequence[Any]) -> Scaled:
    """The schedule that a text tells, for the matrices ``P_h`` of the heads.

    Args:
        text: as :attr:`Scaled.text` writes it, for example ``periodic: P(t) = (cos(2*t)) P``.
        matrices: arrays of shape ``(d, d)``, one for each head.

    Raises:
        InvalidInput: for another text, a formula that is not of its kind, or a wrong number of formulas.
    """
    kind, colon, formulas = text.partition(":")
    if not colon or kind.strip() not in KINDS:
        raise InvalidInput(f"schedule is {text!r:.60}; expected {', '.join(KINDS)} and a formula, such as {EXAMPLE!r}")
    kind, found = kind.strip(), formulas.split(";")
    if len(found) not in (1, len(matrices)):
        raise InvalidInput(
            f"schedule has {len(found)} formulas; expected one, or one for each of {len(matrices)} heads"
        )
    factors = tuple(_factor(text, formula, number, len(found)) for number, formula in enumerate(found, 1))
    for factor in factors:
        _check_kind(kind, factor)
    if any(matrix is None for matrix in matrices):
        raise InvalidInput("a head has no query_key; expected the matrix P that the schedule scales, for every head")
    return Scaled(kind, factors, tuple(np.asarray(m) if isinstance(m, (list, tuple)) else m for m in matrices))


EXAMPLE = "periodic: P(t) = (cos(2*t)) P"


def _factor(text: str, formula: str, number: int, of: int) -> Any:
    name = "P" if of == 1 else f"P_{number}"
    match = re.fullmatch(rf"\s*{name}\(t\)\s*=\s*\((.*)\)\s*{name}\s*", formula)
    if match is None:
        raise InvalidInput(f"schedule is {text!r:.60}; expected {name}(t) = (FORMULA) {name}, such as {EXAMPLE!r}")
    return exact_of_time(match[1])


def _check_kind(kind: str, factor: Any) -> None:
    import sympy

    t = time_symbol()
    signs = [power for power in factor.atoms(sympy.Pow) if power.base == -1 and isinstance(power.exp, sympy.floor)]
    still = factor.xreplace({sign: sympy.Integer(1) for sign in signs})
    powers = [power for power in still.atoms(sympy.Pow) if power.has(t) and power.base != sympy.E]
    # Without poles: no negative power of what moves, and whole powers where it oscillates.
    smooth = still.has(t) and not still.has(sympy.floor) and all(power.exp.is_positive for power in powers)
    whole = all(power.exp.is_integer for power in powers) and not any(log.has(t) for log in still.atoms(sympy.log))
    fits: dict[str, Callable[[], Any]] = {
        "constant": lambda: not factor.has(t),
        "periodic": lambda: not signs and smooth and whole and sympy.periodicity(factor, t) is not None,
        "growing": lambda: not signs and smooth and factor.subs(t, 0).is_finite and _grows(factor),
        "switching": lambda: bool(signs) and not still.has(t),
    }
    if not fits[kind]():
        raise InvalidInput(f"{str(factor)!r:.60} is not {kind}; expected a formula of that kind, such as {EXAMPLE!r}")


def _grows(factor: Any) -> bool:
    import sympy

    return bool(sympy.limit(factor, time_symbol(), sympy.oo) in (sympy.oo, -sympy.oo))
