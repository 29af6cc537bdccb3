"""The pieces of the search for a counterexample of a formula: margins, surfaces, walks, the optimiser, shrinking."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy
from hypothesis import HealthCheck, assume, given, settings

from verify.claim import Budget, Claim, Hypothesis, Parameter, Source
from verify.conclusions import Formula
from verify.search import falsify, propose
from verify.search.chart import charts, solutions
from verify.search.descend import minimisers, rationalised
from verify.search.effort import Effort
from verify.search.guided import search as guided
from verify.search.problem import Problem
from verify.search.semantics import Leaves, comparisons, equations, margin, parse, true_at
from verify.search.shrink import complexity, shrunk, simpler
from verify.search.walk import Walk
from verify.strategies import fractions
from verify.verdict import Reason, Verdict

X, Y = sympy.symbols("x y", real=True)
SYMBOLS = {"x": X, "y": Y}
QUICK = Budget.of_tier("quick")
FORMULAS = [
    X < Y,
    X <= Y,
    (X > 1) & (Y > 1),
    (X > 1) | (Y < 1) | (X * Y >= 2),
    ~((X > 1) & (Y <= 1)),
    sympy.Eq(X, Y) | (X > 2),
    ~sympy.Eq(X, Y) & (sympy.Rational(1, 3) > X / (1 + Y)),
    sympy.Implies(X > 0, X * X > Y, evaluate=False),
    sympy.Abs(X) < 1,
    sympy.true,
    sympy.false,
]
REAL = (Parameter("x"), Parameter("y"))


def claim(holds: Any, *hypotheses: Any, parameters: tuple[Parameter, ...] = REAL, **kept: Any) -> Claim:
    named = tuple(Hypothesis(f"h{i}", "", hypothesis) for i, hypothesis in enumerate(hypotheses))
    made = Claim("a.claim", "", "", Source(""), parameters, named)
    return replace(made, conclusion=Formula(holds, **kept))


# --------------------------------------------------------------------------------------------------------- semantics


@pytest.mark.parametrize("negate", [False, True])
@pytest.mark.parametrize("formula", FORMULAS, ids=str)
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(x=fractions(-3, 3, 4), y=fractions(-3, 3, 4))
def test_margins_have_the_sign_of_the_truth(formula: Any, negate: bool, x: Fraction, y: Fraction) -> None:
    assume(y != -1)
    leaves = Leaves(SYMBOLS)
    tree = parse(formula, leaves, negate=negate)
    told = sympy.sympify(formula).subs({X: sympy.Rational(x.numerator, x.denominator), Y: sympy.Rational(y)})
    truth = bool(told) != negate
    assert true_at(tree, leaves, {"x": x, "y": y}) is truth
    found = float(margin(tree, leaves.floats({"x": np.float64(x), "y": np.float64(y)})))
    assert -1 <= found <= 1
    assert abs(found) < 1e-12 or (found > 0) == truth


def test_what_is_undefined_is_neither_true_nor_near() -> None:
    leaves = Leaves(SYMBOLS)
    tree = parse(1 / (X - Y) > 0, leaves)
    assert true_at(tree, leaves, {"x": Fraction(1), "y": Fraction(1)}) is None
    root = parse(sympy.sqrt(X) > 1, leaves)
    assert true_at(root, leaves, {"x": Fraction(4), "y": Fraction(0)}) is None  # no rational function
    assert float(margin(root, leaves.floats({"x": np.float64(-4), "y": np.float64(0)}))) == -np.inf
    assert (
        true_at(parse(sympy.Or(1 / (X - Y) > 0, Y > 0), leaves), leaves, {"x": Fraction(1), "y": Fraction(1)}) is True
    )


def test_rationals_in_a_predicate_are_not_rounded() -> None:
    leaves = Leaves(SYMBOLS)
    tree = parse(sympy.Eq(X * sympy.Rational(1, 3), Y), leaves)
    assert true_at(tree, leaves, {"x": Fraction(1), "y": Fraction(1, 3)}) is True
    assert true_at(tree, leaves, {"x": Fraction(1), "y": Fraction(1, 3) + Fraction(1, 10**40)}) is False


def test_equations_are_those_that_always_must_hold() -> None:
    leaves = Leaves(SYMBOLS)
    tree = parse(sympy.Eq(X, Y) & (sympy.Eq(X, 1) | (Y > 0)), leaves)
    assert [leaves.expressions[i] for i in equations(tree)] == [X - Y]
    assert len(comparisons(tree)) == 3


def test_another_kind_of_formula_is_refused() -> None:
    with pytest.raises(TypeError, match="no margin"):
        parse(sympy.Symbol("p"), Leaves(SYMBOLS))


# ------------------------------------------------------------------------------------------------------------ charts


@given(x=fractions(-3, 3), y=fractions(-3, 3))
def test_a_surface_is_solved_exactly(x: Fraction, y: Fraction) -> None:
    expression = (2 * X + Y**2 - 1) / (3 + Y**2) - X * Y / 7
    (solution,) = solutions(expression, (X, Y))
    assert solution.name == "x"
    place = solution.exact({"x": x, "y": y})
    assume(place is not None)
    assert place is not None
    value = expression.subs({X: sympy.Rational(place), Y: sympy.Rational(y)})
    assert sympy.simplify(value) == 0
    assert float(solution.floats({"x": np.float64(x), "y": np.float64(y)})) == pytest.approx(float(place))


def test_factors_are_solved_one_by_one() -> None:
    assert {str(s.expression) for s in solutions(X**2 - 4 * Y**2, (X, Y)) if s.name == "x"} == {"2*y", "-2*y"}


def test_equations_are_put_in_before_points_are_drawn() -> None:
    problem = Problem(
        claim(lambda p: p.x > 5, lambda p: sympy.Eq(p.x + p.y, 2) if hasattr(p.x, "free_symbols") else p.x + p.y == 2)
    )
    first = charts(problem, 2)[0]
    assert len(first.free) == 1
    whole = first.complete_exact({"x": Fraction(7), "y": Fraction(1, 3)})
    assert whole is not None
    assert whole["x"] + whole["y"] == 2


# ----------------------------------------------------------------------------------------------------------- stages

CORNER = claim(  # false in a corner of measure 1e-4 only: x and y both within 0.01 of 1
    lambda p: 100 * (p.x + p.y) < 199, lambda p: (p.x >= 0) & (p.x < 1), lambda p: (p.y >= 0) & (p.y < 1)
)


def test_a_walk_ends_in_the_corner() -> None:
    problem = Problem(CORNER)
    (chart,) = charts(problem, 1)
    walk = Walk(chart, propose.bases(chart, Effort(), 0))
    assert any(problem.found(values) for values in walk.violations(4, 2))
    assert walk.places > 0


def test_the_optimiser_ends_in_the_corner_and_is_made_rational() -> None:
    problem = Problem(CORNER)
    (chart,) = charts(problem, 1)
    found = [
        values
        for end in minimisers(chart, [{"x": 0.2, "y": 0.3}], 50)
        for values in rationalised(chart, end)
        if problem.found(values)
    ]
    assert found
    assert min(max(value.denominator for value in values.values()) for values in found) <= 1024


def test_the_optimiser_reads_the_margin_of_a_claim() -> None:
    seen = []

    def own(p: Any) -> Any:
        seen.append(float(p.x))
        return 1 - p.x

    problem = Problem(claim(lambda p: p.x < 1, lambda p: p.x < 2, margin=own))
    (chart,) = charts(problem, 1)
    assert any(1 <= end["x"] < 2 for end in minimisers(chart, [{"x": -3.0, "y": 0.0}], 50))
    assert len(seen) > 3


@pytest.mark.parametrize("seed", [0, 3])
def test_the_hypothesis_search_finds_ties_and_shrinks(seed: int) -> None:
    problem = Problem(claim(lambda p: (p.x < p.y) | (p.x > p.y) | (p.x < 1)))
    (chart,) = charts(problem, 1)
    found = [guided(chart, 400, seed) for _ in range(2)]
    assert found[0] == found[1]  # nothing is kept between two searches, and nothing is random
    values, met = found[0]
    assert values is not None
    assert values["x"] == values["y"] == 1
    assert met > 0


# -------------------------------------------------------------------------------------------------------- shrinking


@given(fractions(-5, 5, 60))
def test_simpler_numbers_are_simpler(value: Fraction) -> None:
    assert all(complexity(other) < complexity(value) for other in simpler(value))


@given(x=fractions(-50, 50, 999), y=fractions(-50, 50, 999))
def test_shrinking_keeps_what_was_found(x: Fraction, y: Fraction) -> None:
    def found(values: dict[str, Fraction]) -> bool:
        return values["x"] * values["y"] > 2

    assume(x * y > 2)
    simple = shrunk({"x": x, "y": y}, found)
    assert found(simple)
    assert sorted(map(abs, simple.values())) in ([1, 3], [Fraction(3, 2), 2], [2, 2], [Fraction(3, 2), Fraction(3, 2)])


# ------------------------------------------------------------------------------------------------------------ whole


def test_a_claim_without_points_is_vacuous() -> None:
    finding = falsify(claim(lambda p: p.x > 0, lambda p: (p.x > 1) & (p.x < 0)), QUICK)
    assert finding.reason is Reason.VACUOUS


def test_a_boundary_point_alone_refutes() -> None:
    finding = falsify(claim(lambda p: 3 * p.x < 1, lambda p: 3 * p.x <= 1), QUICK)
    assert finding.verdict is Verdict.REFUTED
    assert finding.counterexample is not None
    assert finding.counterexample["parameters"]["x"] == "1/3"  # no binary fraction is there


def test_predicates_without_a_margin_are_still_searched() -> None:
    # No margin is known for "either or".
    finding = falsify(claim(lambda p: (p.x < 5) ^ (p.y > 900)), QUICK)
    assert finding.verdict is Verdict.REFUTED
    assert finding.stats["found_by"] == "batch"


def test_the_tiers_differ_in_counts_and_grow_with_the_samples() -> None:
    full = Budget.of_tier("full")
    assert Effort.of(QUICK).examples < Effort.of(full).examples < Effort.of(replace(full, samples=1200)).examples


def test_what_rounding_alone_breaks_is_no_candidate() -> None:
    """``(x + 2^-60) - x > 0`` is false in floats almost everywhere and true."""
    tiny = sympy.Rational(1, 2**60)
    finding = falsify(claim(lambda p: (p.x + (tiny if hasattr(p.x, "free_symbols") else 2.0**-60)) - p.x > 0), QUICK)
    assert finding.verdict is Verdict.CORROBORATED


def test_a_comparison_that_holds_identically_is_no_surface() -> None:
    assert solutions(X - X + 0 * Y, (X, Y)) == ()
    assert solutions((X + 1) ** 2 - X**2 - 2 * X - 1, (X, Y)) == ()


def test_points_on_equations_count_as_met() -> None:
    def equation(p: Any) -> Any:
        left, right_ = p.x**2 * p.y, 2 * p.x + 1
        return sympy.Eq(left, right_) if hasattr(left, "free_symbols") else left == right_

    finding = falsify(claim(lambda p: p.x**2 * p.y + 1 > 2 * p.x, equation, lambda p: p.x > 0), QUICK)
    assert finding.verdict is Verdict.CORROBORATED
