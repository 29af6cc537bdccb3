"""Decision by lemmas: what it proves, what it must not, and what it refuses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from verify.claim import Budget, Claim, Hypothesis, Parameter, Source, drop
from verify.conclusions import Formula
from verify.evidence import Deduce, LemmaAt
from verify.examine import attempt, examine
from verify.verdict import Verdict

QUICK = Budget.of_tier("quick")


def claim(name, parameters, hypotheses, holds, **rest):
    return Claim(
        id=f"demo.{name}",
        title=name,
        statement=name,
        source=Source("demo", "ours"),
        parameters=parameters,
        hypotheses=tuple(Hypothesis(key, key, value) for key, value in hypotheses.items()),
        conclusion=Formula(holds),
        **rest,
    )


X, Y, Z = Parameter("x"), Parameter("y"), Parameter("z")
# u v >= 4 => u^2 + v^2 >= 8
LEMMA = claim(
    "lemma", (Parameter("u"), Parameter("v")), {"product": lambda p: p.u * p.v >= 4}, lambda p: p.u**2 + p.v**2 >= 8
)


def sums(p):
    return {"u": p.x + p.y, "v": p.y + p.z}


TRUE = claim(
    "true",
    (X, Y, Z),
    {"product": lambda p: (p.x + p.y) * (p.y + p.z) >= 4},
    lambda p: (p.x + p.y) ** 2 + (p.y + p.z) ** 2 >= 8,
    witness={"x": "1", "y": "1", "z": "1"},
    evidence=(Deduce(lemmas=(LemmaAt(LEMMA, sums),)),),
    mutants=(drop("product"),),
    uses=("demo.lemma",),
)


def deduced(changed, *lemmas):
    return attempt(Deduce(lemmas=lemmas), changed, QUICK)


def test_what_follows_from_an_instance_is_proved_and_its_mutant_falls():
    outcome = examine(TRUE, QUICK)
    assert outcome.verdict is Verdict.PROVED
    assert [fall.verdict for fall in outcome.mutants] == [Verdict.REFUTED]
    assert "given demo.lemma" in outcome.findings[0].detail
    assert "stands for x*y + x*z" in outcome.findings[0].certificate


def test_without_the_lemma_nothing_is_left_to_decide_with():
    # Irreducible factors are unknowns: what holds by real algebra alone is not seen.
    assert deduced(TRUE).verdict is Verdict.INCONCLUSIVE


def test_a_false_lemma_proves_nothing():
    false = replace(LEMMA, conclusion=Formula(lambda p: p.u**2 + p.v**2 >= 9))
    stronger = replace(TRUE, conclusion=Formula(lambda p: (p.x + p.y) ** 2 + (p.y + p.z) ** 2 >= 9))
    finding = deduced(stronger, LemmaAt(false, sums))
    assert finding.verdict is not Verdict.PROVED
    # One that is true of all random points, and still false: 1e-9 is too fine to see.
    close = replace(LEMMA, conclusion=Formula(lambda p: 10**9 * (p.u**2 + p.v**2) >= 8 * 10**9 + 1))
    assert "not decided" in deduced(TRUE, LemmaAt(close, sums)).detail


def test_a_false_claim_beside_a_true_lemma_is_refuted():
    false = replace(TRUE, conclusion=Formula(lambda p: (p.x + p.y) ** 2 + (p.y + p.z) ** 2 >= 9))
    assert deduced(false, LemmaAt(LEMMA, sums)).verdict is not Verdict.PROVED
    flipped = replace(TRUE, hypotheses=(), conclusion=Formula(lambda p: p.x > p.y))
    assert deduced(flipped, LemmaAt(LEMMA, sums)).verdict is Verdict.REFUTED


def test_an_instance_elsewhere_does_not_help():
    assert deduced(TRUE, LemmaAt(LEMMA, lambda p: {"u": p.x, "v": p.y})).verdict is Verdict.INCONCLUSIVE


def test_an_instance_where_the_lemma_is_not_about_anything_does_not_help():
    """x/0 is no number: the lemma says nothing there, whatever its relations turn into."""
    nonsense = claim("nonsense", (Parameter("u"), Parameter("v")), {}, lambda p: (p.u - p.v) ** 2 >= 0)
    at = LemmaAt(nonsense, lambda p: {"u": 1 / p.x, "v": p.y})
    positive = claim(
        "positive", (X, Y), {}, lambda p: (p.x > 0) | (p.x < 0), uses=("demo.nonsense",), witness={"x": "1", "y": "1"}
    )
    # At x = 0 the claim is false; an instance that is undefined there must not exclude it.
    assert deduced(positive, at).verdict is Verdict.REFUTED


def test_the_domain_of_a_lemma_is_a_condition():
    lemma = claim("root", (Parameter("u", "positive"),), {}, lambda p: p.u > 0)
    wrong = claim("wrong", (X,), {}, lambda p: p.x > 0, uses=("demo.root",), witness={"x": "1"})
    assert deduced(wrong, LemmaAt(lemma, lambda p: {"u": p.x})).verdict is Verdict.REFUTED


def test_a_lemma_that_is_not_named_in_uses_is_refused():
    finding = deduced(replace(TRUE, uses=()), LemmaAt(LEMMA, sums))
    assert finding.verdict is Verdict.INCONCLUSIVE
    assert "does not use" in finding.detail


@pytest.mark.parametrize(
    ("hypotheses", "holds", "proved"),
    [
        ({"squares": lambda p: p.x * p.y > 0, "x": lambda p: p.x > 0}, lambda p: p.y > 0, True),
        ({"cube": lambda p: p.x**3 < 0}, lambda p: p.x < 0, True),
        ({"even": lambda p: p.x**2 > 0}, lambda p: p.x > 0, False),
        ({"quotient": lambda p: p.x / p.y > 0, "y": lambda p: p.y < 0}, lambda p: p.x < 0, True),
        ({"constant": lambda p: -2 * p.x > 0}, lambda p: p.x < 0, True),
        ({"linear": lambda p: (p.x - 1) * (p.y + 1) > 0, "y": lambda p: p.y > 0}, lambda p: p.x > 1, True),
        ({"linear": lambda p: (p.x - 1) * (p.y + 1) > 0, "y": lambda p: p.y > -2}, lambda p: p.x > 1, False),
    ],
)  # fmt: skip
def test_signs_of_factors(hypotheses, holds, proved):
    found = deduced(claim("signs", (X, Y), hypotheses, holds, witness={"x": "1", "y": "1"})).verdict
    assert (found is Verdict.PROVED) == proved


@pytest.mark.parametrize(
    "holds",
    [
        lambda p: 1 / p.x + p.y**2 + 1 > 1 / p.x,  # where it cancels, too
        lambda p: (p.x**2 + p.x) / p.x > p.x - 1,
    ],
)
def test_a_relation_is_false_where_a_side_is_undefined(holds):
    assert deduced(claim("undefined", (X, Y), {}, holds)).verdict is not Verdict.PROVED


def test_a_lemma_says_nothing_where_its_conclusion_is_undefined():
    lemma = claim("inverse", (Parameter("u"),), {"above": lambda p: p.u > 1}, lambda p: 1 / p.u < 1)
    inverse = {"above": lambda p: p.x > 1}
    true = claim("true", (X,), inverse, lambda p: 1 / p.x < 1, uses=("demo.inverse",))
    assert deduced(true, LemmaAt(lemma, lambda p: {"u": p.x})).verdict is Verdict.PROVED
    everywhere = claim("everywhere", (X,), {}, lambda p: 1 / p.x < 1, uses=("demo.inverse",))
    assert deduced(everywhere, LemmaAt(lemma, lambda p: {"u": p.x})).verdict is not Verdict.PROVED


def test_a_parameter_may_have_any_name() -> None:
    """The unknowns that stand for factors must not be mistaken for parameters: at f1 = 1/3 this is false."""
    for name in ("f1", "factor_1", "x"):
        square = claim("square", (Parameter(name),), {}, lambda p, name=name: (3 * p[name] - 1) ** 2 > 0)
        assert Deduce().run(square, QUICK).verdict is not Verdict.PROVED
