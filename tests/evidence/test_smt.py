"""From predicates to SMT: the translation against exact evaluation, models, limits, and the second opinion."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
import sympy
import z3
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.claim import Budget, Claim, Hypothesis, Parameter, Point, Source
from verify.conclusions import Exists, Formula, truth
from verify.evidence import Decide, smt
from verify.evidence.common import version
from verify.evidence.literals import Statement, denied
from verify.evidence.smt import Query, build, second_opinion, solve
from verify.verdict import Reason, Verdict

X, Y = Parameter("x"), Parameter("y")
LIMIT = 20_000_000
Z3, CVC5 = version("z3-solver"), version("cvc5")


def claim(*parameters: Parameter, hypotheses: tuple[Hypothesis, ...] = (), conclusion: Any = None) -> Claim:
    return Claim("smt.planted", "planted", "", Source("ours", "ours"), parameters, hypotheses, conclusion)


def ask(holds: Callable[[Point], Any], *, negate: bool = False, parameters: tuple[Parameter, ...] = (X, Y)) -> str:
    return solve(build(claim(*parameters), holds, negate=negate), LIMIT)[0]


def pinned(holds: Callable[[Point], Any], **values: Any) -> bool:
    """The truth of a predicate at a point, as z3 sees it: the variables are set by equations, not put in."""
    query = build(claim(X, Y), holds, negate=False)
    at = [z3.Real(name) == z3.RatVal(sympy.Rational(v).p, sympy.Rational(v).q) for name, v in values.items()]
    answers = [solve(Query((*query.assertions, *at), query.names), LIMIT)[0]]
    query = build(claim(X, Y), holds, negate=True)
    answers.append(solve(Query((*query.assertions, *at), query.names), LIMIT)[0])
    assert sorted(answers) == ["sat", "unsat"]  # exactly one of a formula and its negation holds
    return answers[0] == "sat"


def holds_at(statement: Statement, values: tuple[Any, ...]) -> bool:
    """The truth of alternatives of polynomial relations at a point."""
    kind, inside, *relation = statement
    if kind != "leaf":
        return (all if kind == "all" else any)(holds_at(part, values) for part in inside)
    value = sum(c * math.prod(v**k for v, k in zip(values, powers, strict=True)) for powers, c in inside)
    return bool({">": value > 0, ">=": value >= 0, "=": value == 0}[relation[0]])


def as_literals(holds: Callable[[Point], Any], **values: Any) -> bool:
    """The truth of a predicate at a point, as a positivity certificate reads it."""
    at = tuple(Fraction(str(sympy.Rational(values[name]))) for name in "xy")
    answers = [holds_at(denied(claim(X, Y, conclusion=kind(holds)))[1], at) for kind in (Exists, Formula)]
    assert answers[0] is not answers[1]  # exactly one of a formula and its negation holds
    return answers[0]


# ------------------------------------------------------------------ the translation


# Leaves are unequal expressions: SymPy simplifies the rest away before it gets here.
RELATIONS = [
    lambda a, b: a < b,
    lambda a, b: a <= b,
    lambda a, b: a > b,
    lambda a, b: a >= b,
    sympy.Eq,
    sympy.Ne,
]


def divided(numerator: Any, denominator: Any) -> Any:
    if denominator == 0:  # SymPy compares nan and zoo, and x/x has no denominator before a value is put in
        raise TypeError("undefined")
    return numerator / denominator


def terms(depth: int) -> st.SearchStrategy[Callable[[Point], Any]]:
    leaf = st.one_of(
        st.just(lambda p: p.x),
        st.just(lambda p: p.y),
        st.fractions(-3, 3, max_denominator=3).map(lambda f: lambda _p: sympy.Rational(f.numerator, f.denominator)),
    )
    if depth == 0:
        return leaf
    inner = terms(depth - 1)
    return st.one_of(
        leaf,
        st.tuples(inner, inner).map(lambda t: lambda p: t[0](p) + t[1](p)),
        st.tuples(inner, inner).map(lambda t: lambda p: t[0](p) - t[1](p)),
        st.tuples(inner, inner).map(lambda t: lambda p: t[0](p) * t[1](p)),
        st.tuples(inner, inner).map(lambda t: lambda p: divided(t[0](p), t[1](p))),
        inner.map(lambda t: lambda p: abs(t(p))),
        inner.map(lambda t: lambda p: t(p) ** 2),
    )


def formulas(depth: int) -> st.SearchStrategy[Callable[[Point], Any]]:
    relation = st.tuples(st.sampled_from(RELATIONS), terms(2), terms(2)).map(
        lambda t: lambda p: t[0](sympy.sympify(t[1](p)), sympy.sympify(t[2](p)))
    )
    if depth == 0:
        return relation
    inner = formulas(depth - 1)
    return st.one_of(
        relation,
        st.tuples(inner, inner).map(lambda t: lambda p: sympy.And(t[0](p), t[1](p))),
        st.tuples(inner, inner).map(lambda t: lambda p: sympy.Or(t[0](p), t[1](p))),
        st.tuples(inner, inner).map(lambda t: lambda p: sympy.Implies(t[0](p), t[1](p))),
        inner.map(lambda t: lambda p: sympy.Not(t(p))),
    )


@settings(max_examples=150)
@given(
    holds=formulas(2), x=st.sampled_from(["0", "1", "-1", "3/2", "-2/3"]), y=st.sampled_from(["0", "1", "-2", "1/3"])
)
def test_a_formula_is_true_in_z3_where_it_is_true_exactly(holds: Callable[[Point], Any], x: str, y: str) -> None:
    point = Point({"x": sympy.Rational(x), "y": sympy.Rational(y)})
    try:
        formula = sympy.sympify(holds(claim(X, Y).symbols()))
        pinned_truth = pinned(holds, x=x, y=y)
        read_truth = as_literals(holds, x=x, y=y)
    except TypeError:  # nan or zoo in the formula itself
        return
    assert read_truth is pinned_truth  # also where something is undefined
    try:
        exact = truth(holds(point))
    except TypeError:  # undefined at this point
        return
    divisors = [power.base for power in formula.atoms(sympy.Pow) if power.exp.is_negative]
    if any(divisor.subs({name: point[str(name)] for name in divisor.free_symbols}) == 0 for divisor in divisors):
        return  # SymPy takes |1/0| for infinite: there the conventions differ, and both prove less
    assert pinned_truth is exact


@pytest.mark.parametrize(
    ("holds", "x", "value"),
    [
        (lambda p: 1 / p.x > 0, 0, False),
        (lambda p: 1 / p.x <= 0, 0, False),
        (lambda p: sympy.Eq(1 / p.x, 1), 0, False),
        (lambda p: sympy.Ne(1 / p.x, 1), 0, False),  # also a disequation between undefined terms
        (lambda p: ~(1 / p.x > 0), 0, False),  # SymPy turns it into <=, which is undefined too
        (lambda p: (1 / p.x > 0) | (p.x < 1), 0, True),  # the other alternative holds
        (lambda p: p.y / p.x < p.y / p.x + p.x, 0, False),  # undefined on both sides
        (lambda p: sympy.Eq(p.x * (1 / p.x + p.y), 1), 0, False),
        (lambda p: abs(1 / p.x) >= p.x**2, 0, False),
        (lambda p: abs(1 / p.x) + abs(p.y) > -1, 0, False),
        (lambda p: 1 / (1 + 1 / p.x) > -9, -1, False),  # the denominator of a denominator
        (lambda p: 1 / (1 + 1 / p.x) > -9, 0, False),
        (lambda p: abs(abs(p.x) - 3) < 2, -2, True),
        (lambda p: abs(abs(p.x) - 3) < 2, 0, False),
        (lambda p: abs(p.x / (p.x - 1)) < 1, -1, True),
        (lambda p: abs(p.x / (p.x - 1)) < 1, 2, False),
        (lambda p: abs(p.x) * p.x < 0, -1, True),
        (lambda p: 2 / (-3 * p.x) < 0, 1, True),  # a negative denominator
        (lambda p: 2 / (-3 * p.x) < 0, -1, False),
        (lambda p: p.x / -3 < 0, 1, True),
        (lambda p: p.x**-2 < 1, 2, True),
        (lambda p: p.x**-3 < 0, -2, True),
        (lambda _: sympy.true, 0, True),
        (lambda _: sympy.false, 0, False),
    ],
)
def test_what_is_undefined_is_false(holds: Callable[[Point], Any], x: int, value: bool) -> None:
    assert pinned(holds, x=x, y=1) is value
    assert as_literals(holds, x=x, y=1) is value


def test_an_undefined_conclusion_is_a_violation() -> None:
    assert ask(lambda p: p.x**2 / p.x**4 > 0, negate=True) == "sat"
    assert ask(lambda p: abs(1 / p.x) >= p.y - p.y**2 - 1, negate=True) == "sat"  # only x = 0 violates it
    guarded = claim(X, Y, hypotheses=(Hypothesis("nonzero", "", lambda p: (p.x > 0) | (p.x < 0)),))
    query = build(guarded, lambda p: abs(1 / p.x) >= p.y - p.y**2 - 1, negate=True)
    assert solve(query, LIMIT)[0] == "unsat"


def test_one_absolute_value_is_one_number_throughout_a_query() -> None:
    both = claim(X, Y, hypotheses=(Hypothesis("large", "", lambda p: abs(p.x - p.y) > 1),))
    assert solve(build(both, lambda p: abs(p.x - p.y) > sympy.Rational(1, 2), negate=True), LIMIT)[0] == "unsat"
    assert solve(build(both, lambda p: abs(p.x - p.y) > 2, negate=True), LIMIT)[0] == "sat"


@pytest.mark.parametrize(
    "holds",
    [
        lambda p: sympy.sqrt(p.x) > 0,
        lambda p: sympy.exp(p.x) > 1,
        lambda p: p.x**p.y > 0,
        lambda p: sympy.Max(p.x, p.y) > 0,
        lambda p: sympy.pi * p.x > 0,
        lambda p: p.x,
    ],
)
def test_what_is_not_rational_is_refused(holds: Callable[[Point], Any]) -> None:
    with pytest.raises(TypeError, match="no SMT translation"):
        build(claim(X, Y), holds, negate=False)


def test_domains_and_lower_ends_are_assertions() -> None:
    positive, size = Parameter("x", "positive"), Parameter("y", "integer", 2)
    assert ask(lambda p: p.x <= 0, parameters=(positive, size)) == "unsat"
    assert ask(lambda p: p.y < 2, parameters=(positive, size)) == "unsat"
    assert ask(lambda p: sympy.Eq(p.y, 2), parameters=(positive, size)) == "sat"
    assert ask(lambda p: p.x < p.y - p.y, parameters=(X, size)) == "sat"


def test_values_put_in_are_no_variables_any_more() -> None:
    query = build(claim(X, Y), lambda p: p.x * p.y > 6, negate=False, fixed={"y": 3})
    assert query.names == ("x",)
    answer, values = solve(query, LIMIT)
    assert answer == "sat"
    assert values is not None
    assert values["x"] > 2


# ------------------------------------------------------------------ scaling


ALPHA, LAMBDA = Parameter("alpha", "positive"), Parameter("lambda_k")


def test_the_step_size_scales_out_only_where_it_may() -> None:
    scaled = build(claim(ALPHA, LAMBDA), lambda p: 1 + p.alpha * p.lambda_k > 0, negate=False)
    assert scaled.scaled
    assert scaled.names == ("lambda_k",)
    assert "lambda stands for alpha * lambda" in scaled.smt2
    for holds in (
        lambda p: p.lambda_k < 1,
        lambda p: p.alpha < 1,
        lambda p: p.alpha * p.lambda_k < p.lambda_k + 1,
        lambda p: abs(p.alpha + p.lambda_k) < 3,
    ):
        assert not build(claim(ALPHA, LAMBDA), holds, negate=False).scaled
    bounded = claim(ALPHA, Parameter("lambda_k", "real", 1))
    assert not build(bounded, lambda p: 1 + p.alpha * p.lambda_k > 0, negate=False).scaled


@pytest.mark.parametrize(
    ("hypothesis", "holds", "verdict"),
    [
        # true at alpha = 1 only
        (lambda p: p.lambda_k < 1, lambda p: p.alpha * p.lambda_k < 1, Verdict.REFUTED),
        (lambda p: p.alpha * p.lambda_k < 1, lambda p: p.lambda_k < 1, Verdict.REFUTED),
        (lambda p: (p.lambda_k < 1) & (p.alpha <= 1), lambda p: p.alpha * p.lambda_k < 1, Verdict.PROVED),
        (lambda p: p.alpha * p.lambda_k < 1, lambda p: 2 * p.alpha * p.lambda_k < 2, Verdict.PROVED),
        (
            lambda p: p.lambda_k < 0,
            lambda p: abs(1 + p.alpha * p.lambda_k) < 1 + abs(p.alpha * p.lambda_k),
            Verdict.PROVED,
        ),
    ],
)
def test_scaling_proves_nothing_false(hypothesis: Any, holds: Any, verdict: Verdict) -> None:
    planted = claim(ALPHA, LAMBDA, hypotheses=(Hypothesis("planted", "", hypothesis),), conclusion=Formula(holds))
    assert Decide().run(planted, Budget()).verdict is verdict


def test_a_scaled_proposition_agrees_with_the_unscaled_one() -> None:
    """The same question with alpha under another name, which does not scale."""
    other = Parameter("a", "positive")
    for low, high in itertools.product((-2, 1), (1, 3)):
        answers = []
        for name, parameter in (("alpha", ALPHA), ("a", other)):
            query = build(
                claim(parameter, LAMBDA),
                lambda p, name=name, low=low, high=high: (
                    (p[name] * p.lambda_k > low) & (p[name] * p.lambda_k * 2 < high)
                ),
                negate=False,
            )
            answers.append(solve(query, LIMIT)[0])
        assert answers[0] == answers[1]


# ------------------------------------------------------------------ models and limits


def test_a_rational_model_satisfies_the_query() -> None:
    answer, values = solve(build(claim(X, Y), lambda p: (p.x**2 < 2) & (p.x * p.y > 5), negate=False), LIMIT)
    assert answer == "sat"
    assert values is not None
    assert values["x"] ** 2 < 2
    assert values["x"] * values["y"] > 5


def test_an_algebraic_model_is_rounded_only_where_it_stays_one() -> None:
    answer, values = solve(build(claim(X), lambda p: sympy.Eq(p.x**2, 2), negate=False), LIMIT)
    assert (answer, values) == ("sat", None)  # no rational number satisfies it
    answer, values = solve(build(claim(X, Y), lambda p: sympy.Eq(p.x**2, 2) & (p.y > p.x), negate=False), LIMIT)
    assert (answer, values) == ("sat", None)
    exists = claim(X, conclusion=Exists(lambda p: sympy.Eq(p.x**2, 2)))
    assert Decide().run(exists, Budget()).verdict is Verdict.INCONCLUSIVE  # true, but there is no witness to show
    witnessed = Claim("smt.root", "", "", Source("ours"), (X,), (), exists.conclusion, witness={"x": "sqrt(2)"})
    assert Decide().run(witnessed, Budget()).verdict is Verdict.PROVED
    irrational = claim(X, conclusion=Formula(lambda p: sympy.Ne(p.x**2, 2)))
    assert Decide().run(irrational, Budget()).verdict is Verdict.INCONCLUSIVE  # false, at sqrt(2) only


HARD = Formula(
    lambda p: (
        p.a**6 + p.b**6 + p.c**6 + 3 * p.a**2 * p.b**2 * p.c**2
        >= (p.a**4 * (p.b**2 + p.c**2) + p.b**4 * (p.c**2 + p.a**2) + p.c**4 * (p.a**2 + p.b**2))
        - sympy.Rational(1, 10**9)
    )
)


def test_the_resource_limit_ends_a_hard_question() -> None:
    """Schur's inequality in squares; the limit counts z3's steps, so that the answer is the same on every machine."""
    planted = claim(*(Parameter(name) for name in "abc"), conclusion=HARD)
    for _ in range(2):
        found = Decide().run(planted, Budget(rlimit=1000))
        assert (found.verdict, found.reason) == (Verdict.INCONCLUSIVE, Reason.UNKNOWN)
    query = build(planted, HARD.holds, negate=True)
    assert solve(query, 1000) == ("unknown", None)


# ------------------------------------------------------------------ the second opinion


TRUE = claim(X, Y, conclusion=Formula(lambda p: p.x**2 + p.y**2 >= 2 * p.x * p.y))


def test_cvc5_agrees_where_it_answers() -> None:
    assert second_opinion(build(TRUE, TRUE.conclusion.holds, negate=True), 5000, 60) == "unsat"  # type: ignore[union-attr]
    assert second_opinion(build(TRUE, lambda p: p.x > p.y, negate=False), 5000, 60) == "sat"
    guarded = build(claim(X), lambda p: abs(p.x) / (p.x - 1) > 2, negate=False)
    assert second_opinion(guarded, 5000, 60) == "sat"
    found = Decide().run(TRUE, Budget())
    assert found.stats == {"z3": "unsat", "cvc5": "unsat"}
    assert found.certificate is not None
    first, *_ = found.certificate.split("(set-logic QF_NRA)\n(set-info :status unsat)\n")
    assert first == f"; Is there a violation of smt.planted among the real numbers?\n; {Z3}: unsat\n; {CVC5}: unsat\n"


def test_the_certificate_is_the_question() -> None:
    """Whoever reads the text back asks z3 the same thing."""
    found = Decide().run(TRUE, Budget())
    solver = z3.Solver()
    solver.from_string(found.certificate)
    assert str(solver.check()) == "unsat"
    assert len(solver.assertions()) >= 1


@pytest.mark.parametrize(
    ("opinion", "verdict"),
    [
        ("unsat", Verdict.PROVED),
        ("unknown", Verdict.PROVED),
        ("absent", Verdict.PROVED),
        ("sat", Verdict.CONTRADICTED),
    ],
)
def test_solvers_that_disagree_contradict_each_other(
    monkeypatch: pytest.MonkeyPatch, opinion: str, verdict: Verdict
) -> None:
    monkeypatch.setattr(smt, "second_opinion", lambda *_: opinion)
    found = Decide().run(TRUE, Budget())
    assert found.verdict is verdict
    assert found.stats["cvc5"] == opinion
    false = claim(X, Y, conclusion=Exists(lambda p: p.x**2 + p.y**2 < 2 * p.x * p.y))
    refuted = Decide().run(false, Budget())
    assert refuted.verdict is (Verdict.CONTRADICTED if opinion == "sat" else Verdict.REFUTED)


def test_a_solver_that_is_wrong_about_a_model_refutes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model is a candidate until it is checked exactly."""
    monkeypatch.setattr(smt, "solve", lambda *_: ("sat", {"x": sympy.Integer(1), "y": sympy.Integer(2)}))
    found = Decide().run(TRUE, Budget())
    assert (found.verdict, found.reason) == (Verdict.INCONCLUSIVE, Reason.CANDIDATE)
