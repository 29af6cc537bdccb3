"""When both eigenvalues of a 2 x 2 block lie left of the imaginary axis: the Routh-Hurwitz conditions, as claims."""

from __future__ import annotations

from typing import Any

from proofs.multistability.notation import ours
from verify.claim import Claim, Mutant, Parameter, Point
from verify.conclusions import Formula
from verify.evidence import Decide, Falsify

REAL_PAIR = (Parameter("mu_1"), Parameter("mu_2"))
COMPLEX_PAIR = tuple(Parameter(name) for name in ("x_1", "y_1", "x_2", "y_2"))


def _both_left(p: Point) -> Any:
    """``mu_1, mu_2 < 0`` exactly if the trace is negative and the determinant positive."""
    left, conditions = (p.mu_1 < 0) & (p.mu_2 < 0), (p.mu_1 + p.mu_2 < 0) & (p.mu_1 * p.mu_2 > 0)
    return (left & conditions) | (~left & ~conditions)


def _one_right(p: Point) -> Any:
    conditions = (p.mu_1 + p.mu_2 > 0) | (p.mu_1 * p.mu_2 < 0)
    return ~conditions | (p.mu_1 > 0) | (p.mu_2 > 0)


REAL = Claim(
    id="multistability.routh_hurwitz.real",
    title="Real eigenvalues of a 2 x 2 block",
    statement=(
        r"Two real numbers are both negative exactly if their sum is negative and their product positive; one of them is positive if "
        r"the sum is positive or the product negative."
    ),
    source=ours("Routh-Hurwitz"),
    parameters=REAL_PAIR,
    conclusion=Formula(lambda p: _both_left(p) & _one_right(p)),
    witness={"mu_1": "-1", "mu_2": "-2"},
    evidence=(Decide(), Falsify()),
    mutants=(
        Mutant(
            "the sum alone",
            conclusion=Formula(lambda p: (p.mu_1 + p.mu_2 >= 0) | ((p.mu_1 < 0) & (p.mu_2 < 0))),
        ),
    ),
)


def _complex_conditions(p: Point) -> tuple[Any, Any]:
    """``-Re T`` and ``(Re T)^2 Re D + Re T Im T Im D - (Im D)^2`` of ``z^2 - T z + D``."""
    tr, ti = p.x_1 + p.x_2, p.y_1 + p.y_2
    dr, di = p.x_1 * p.x_2 - p.y_1 * p.y_2, p.x_1 * p.y_2 + p.x_2 * p.y_1
    return -tr, tr * tr * dr + tr * ti * di - di * di


def _complex_left(p: Point) -> Any:
    first, second = _complex_conditions(p)
    left, conditions = (p.x_1 < 0) & (p.x_2 < 0), (first > 0) & (second > 0)
    return (left & conditions) | (~left & ~conditions)


COMPLEX = Claim(
    id="multistability.routh_hurwitz.complex",
    title="Complex eigenvalues of a 2 x 2 block",
    statement=(
        r"Both roots of $z^2 - Tz + D$, $T$ and $D$ complex, have negative real parts exactly if $\mathrm{Re} T < 0$ and $(\mathrm{Re} "
        r"T)^2\mathrm{Re} D + \mathrm{Re} T\,\mathrm{Im} T\,\mathrm{Im} D - (\mathrm{Im} D)^2 > 0$: with roots $x_i + iy_i$ the second is "
        r"$x_1x_2((x_1+x_2)^2 + (y_1-y_2)^2)$."
    ),
    source=ours("Routh-Hurwitz"),
    parameters=COMPLEX_PAIR,
    conclusion=Formula(_complex_left),
    witness={"x_1": "-1", "y_1": "1", "x_2": "-2", "y_2": "0"},
    evidence=(Decide(), Falsify()),
    mutants=(
        Mutant(
            "the second condition alone",
            conclusion=Formula(lambda p: (_complex_conditions(p)[1] <= 0) | ((p.x_1 < 0) & (p.x_2 < 0))),
        ),
    ),
)
