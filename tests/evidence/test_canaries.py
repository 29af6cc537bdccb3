"""Canaries: for each kind of evidence a planted true, a planted false and a planted vacuous claim.

An engine that gets one of them wrong would get theorems wrong: PROVED for a false one is the worst of all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

import flint
import numpy as np
import pytest
import sympy

from verify import Oja
from verify.arithmetic.numeric import object_arithmetic
from verify.claim import Budget, Claim, Evidence, Hypothesis, Mutant, Parameter, Point, Source
from verify.conclusions import Exists, Formula, Identity, SpectrumIs
from verify.equilibria import closed_form
from verify.evidence import Decide, Derive, Enclose, Falsify, Precise, Simulate
from verify.evidence.enclose import Certificate
from verify.examine import examine
from verify.scenes import Scene, bipartite, consensus
from verify.verdict import Finding, Reason, Verdict

X, Y = Parameter("x"), Parameter("y")
ALPHA, LAMBDA_K, LAMBDA_J = Parameter("alpha", "positive"), Parameter("lambda_k"), Parameter("lambda_j")
N, M, REST = Parameter("n", "integer", 1), Parameter("m", "integer", 1), Parameter("rest", "integer", 1)
E = Parameter("E", "positive")
POSITIVE = Hypothesis("positive", "x > 0", lambda p: p.x > 0)
NEGATIVE = Hypothesis("negative", "x < 0", lambda p: p.x < 0)
DEFINED = Hypothesis("defined", "", lambda p: (1 + p.alpha * p.lambda_k > 0) | (1 + p.alpha * p.lambda_k < 0))
NEVER = Hypothesis("never", "", lambda p: p.alpha < 0)


def planted(
    conclusion: Any,
    *evidence: Evidence,
    parameters: tuple[Parameter, ...] = (),
    hypotheses: tuple[Hypothesis, ...] = (),
    witness: Mapping[str, str] | None = None,
    mutants: tuple[Mutant, ...] = (),
) -> Claim:
    return Claim(
        id="canary.planted",
        title="planted",
        statement="",
        source=Source("ours", "ours"),
        parameters=parameters,
        hypotheses=hypotheses,
        conclusion=conclusion,
        witness=dict(witness or {}),
        evidence=evidence,
        mutants=mutants,
    )


def run(claim: Claim) -> Finding:
    (method,) = claim.evidence
    return method.run(claim, Budget())


# ------------------------------------------------------------------ identity: Identity


def worlds(sides: Callable[[Any], tuple[Any, Any]]) -> Identity:
    return Identity(
        sides,
        lambda: SimpleNamespace(a=sympy.Symbol("a", real=True), b=sympy.Symbol("b", real=True), zero=sympy.Integer(0)),
        lambda rng: SimpleNamespace(a=rng.normal(), b=rng.normal(), zero=0.0),
        "planted",
    )


TRUE_IDENTITY = worlds(lambda w: ((w.a + w.b) ** 2, w.a**2 + 2 * w.a * w.b + w.b**2))
FALSE_IDENTITY = worlds(lambda w: ((w.a + w.b) ** 2, w.a**2 - 2 * w.a * w.b + w.b**2))


@pytest.mark.parametrize("method", [Derive(), Falsify()])
def test_identities(method: Evidence) -> None:
    best = Verdict.PROVED if method.kind == "identity" else Verdict.CORROBORATED
    assert run(planted(TRUE_IDENTITY, method)).verdict is best
    false = run(planted(FALSE_IDENTITY, method))
    assert false.verdict is Verdict.REFUTED
    assert false.counterexample
    assert run(planted(worlds(lambda _w: ([], [])), method)).verdict is Verdict.INCONCLUSIVE
    assert run(planted(worlds(lambda w: ([w.a, w.b], [w.a])), method)).verdict is Verdict.INCONCLUSIVE


def test_a_value_that_is_not_finite_decides_nothing() -> None:
    nowhere = Identity(
        lambda w: (w.a / w.zero, w.a),
        lambda: SimpleNamespace(a=sympy.Symbol("a"), zero=sympy.Symbol("z")),
        lambda _: SimpleNamespace(a=np.nan, zero=1.0),
        "planted",
    )
    for method in (Derive(), Falsify()):
        assert run(planted(nowhere, method)).verdict is Verdict.INCONCLUSIVE


def test_an_identity_that_numbers_cannot_tell_is_not_proved() -> None:
    nearly = worlds(lambda w: (w.a, w.a + sympy.Rational(1, 10**12)))
    assert run(planted(nearly, Derive())).verdict is Verdict.INCONCLUSIVE


# ------------------------------------------------------------------ identity and precise and falsify: SpectrumIs


OJA, ATTENTION = Scene("oja", consensus), Scene("attention", bipartite)
AT_CONSENSUS = {"alpha": "1/2", "lambda_k": "1", "lambda_j": "1/3", "n": "3"}
AT_PAIR = {"alpha": "1/4", "lambda_k": "1", "lambda_j": "1/3", "E": "5", "m": "2", "rest": "2"}


def together(p: Point) -> Any:
    return (1 + p.alpha * p.lambda_j) / abs(1 + p.alpha * p.lambda_k)


def apart(p: Point) -> Any:
    return 1 / abs(1 + p.alpha * p.lambda_k)


def consensus_claim(listed: Any, method: Evidence, *, complete: bool = True, vacuous: bool = False) -> Claim:
    return planted(
        SpectrumIs(OJA, "tangent", listed, complete),
        method,
        parameters=(ALPHA, LAMBDA_K, LAMBDA_J, N),
        hypotheses=(NEVER,) if vacuous else (DEFINED,),
        witness=AT_CONSENSUS,
    )


def pair_claim(listed: Any, method: Evidence, *hypotheses: Hypothesis, complete: bool = True) -> Claim:
    return planted(
        SpectrumIs(ATTENTION, "tangent", listed, complete),
        method,
        parameters=(ALPHA, LAMBDA_K, LAMBDA_J, E, M, REST),
        hypotheses=hypotheses,
        witness=AT_PAIR,
    )


def gammas(p: Point) -> closed_form.Gammas:
    return closed_form.attention_gammas(p.E, p.m, p.rest)


def normalisers(p: Point) -> tuple[Any, Any]:
    return closed_form.normalisers(p.alpha * p.lambda_k, gammas(p))


FIXED = Hypothesis("fixed", "", lambda p: (normalisers(p)[0] > 0) & (normalisers(p)[1] > 0))
NONZERO = Hypothesis(
    "nonzero",
    "",
    lambda p: ((normalisers(p)[0] > 0) | (normalisers(p)[0] < 0)) & ((normalisers(p)[1] > 0) | (normalisers(p)[1] < 0)),
)


def full_pair(p: Point) -> list[tuple[Any, Any]]:
    c_plus, c_minus = normalisers(p)
    block = closed_form.bipartite_block(p.alpha * p.lambda_j, p.alpha * p.lambda_k, gammas(p))
    return [(block, 1), (1 / c_plus, p.m - 1), (1 / c_minus, p.rest - 1)]


SPECTRUM_METHODS = [Derive(), Precise(), Falsify()]


@pytest.mark.parametrize("method", SPECTRUM_METHODS, ids=lambda m: m.kind)
def test_spectra_at_a_consensus(method: Evidence) -> None:
    best = Verdict.PROVED if method.kind == "identity" else Verdict.CORROBORATED
    assert run(consensus_claim(lambda p: [(together(p), 1), (apart(p), p.n - 1)], method)).verdict is best
    assert run(consensus_claim(lambda p: [(together(p), 1)], method, complete=False)).verdict is best
    for wrong in (
        lambda p: [(together(p), 1), (apart(p), p.n)],  # one too many
        lambda p: [(together(p), 1), (apart(p) + p.alpha, p.n - 1)],
        lambda p: [(together(p), p.n - 1), (apart(p), 1)],  # multiplicities exchanged
        lambda p: [(-together(p), 1), (apart(p), p.n - 1)],
        lambda p: [((1 + p.alpha * p.lambda_j) / (1 + p.alpha * p.lambda_k), 1), (apart(p), p.n - 1)],  # no modulus
    ):
        assert run(consensus_claim(wrong, method)).verdict is Verdict.REFUTED


@pytest.mark.parametrize("method", SPECTRUM_METHODS, ids=lambda m: m.kind)
def test_spectra_at_a_bipartite_state(method: Evidence) -> None:
    best = Verdict.PROVED if method.kind == "identity" else Verdict.CORROBORATED
    assert run(pair_claim(full_pair, method, FIXED)).verdict is best

    def weights_held_constant(p: Point) -> list[tuple[Any, Any]]:  # 1/(1 + b), as if the state were a consensus
        return [full_pair(p)[0], (apart(p), p.m - 1), (apart(p), p.rest - 1)]

    def groups_exchanged(p: Point) -> list[tuple[Any, Any]]:
        block, (up, m), (down, rest) = full_pair(p)
        return [block, (down, m), (up, rest)]

    for wrong in (weights_held_constant, groups_exchanged):
        assert run(pair_claim(wrong, method, FIXED)).verdict is Verdict.REFUTED


def test_two_open_signs_are_independent() -> None:
    """True where both normalisers have one sign, false where they differ: a single open sign would prove it."""

    def coupled(p: Point) -> list[tuple[Any, Any]]:
        c_plus, c_minus = normalisers(p)
        return [(abs(c_plus) / (c_plus * c_minus), p.rest - 1)]

    def decoupled(p: Point) -> list[tuple[Any, Any]]:
        return [(1 / abs(normalisers(p)[1]), p.rest - 1)]

    assert run(pair_claim(coupled, Derive(), NONZERO, complete=False)).verdict is not Verdict.PROVED
    assert run(pair_claim(coupled, Derive(), FIXED, complete=False)).verdict is Verdict.PROVED
    assert run(pair_claim(decoupled, Derive(), NONZERO, complete=False)).verdict is Verdict.PROVED


def test_an_absolute_value_that_only_the_assertion_holds_has_both_signs() -> None:
    wrong = consensus_claim(lambda p: [(together(p), 1), (apart(p) * abs(p.lambda_j) / p.lambda_j, p.n - 1)], Derive())
    assert run(wrong).verdict is not Verdict.PROVED


def test_a_spectrum_with_a_normaliser_that_may_vanish_is_not_taken_from_one_sign() -> None:
    """Without hypotheses the modulus must be written; the value without it is only right for one sign."""
    wrong = pair_claim(lambda p: [(1 / normalisers(p)[0], p.m - 1)], Derive(), NONZERO, complete=False)
    assert run(wrong).verdict is Verdict.REFUTED


@pytest.mark.parametrize("method", [Precise(), Falsify()], ids=lambda m: m.kind)
def test_a_vacuous_spectrum_is_seen_to_be_vacuous(method: Evidence) -> None:
    claim = consensus_claim(lambda p: [(together(p), 1), (apart(p), p.n - 1)], method, vacuous=True)
    outcome = examine(claim, Budget())
    assert outcome.verdict is Verdict.INCONCLUSIVE


# ------------------------------------------------------------------ decide, falsify and identity: Formula


@pytest.mark.parametrize("method", [Decide(), Falsify()], ids=lambda m: m.kind)
@pytest.mark.parametrize(
    ("holds", "hypotheses", "true"),
    [
        (lambda p: p.x**2 + p.y**2 >= 2 * p.x * p.y, (), True),
        (lambda p: p.x**2 + p.y**2 > 2 * p.x * p.y, (), False),  # equality at x = y
        (lambda p: p.x + 1 / p.x >= 2, (POSITIVE,), True),
        (lambda p: p.x + 1 / p.x >= 2, (), False),
        (lambda p: p.x + 1 / p.x > 2, (POSITIVE,), False),
        (lambda p: abs(p.x + p.y) <= abs(p.x) + abs(p.y), (), True),
        (lambda p: abs(p.x + p.y) < abs(p.x) + abs(p.y), (), False),
        (lambda p: (p.x <= p.y) | (p.y < p.x), (), True),
        (lambda p: (p.x < p.y) | (p.y < p.x), (), False),
        (lambda p: (p.x < p.y) & (p.y < p.x), (), False),
    ],
)
def test_formulas(method: Evidence, holds: Any, hypotheses: tuple[Hypothesis, ...], true: bool) -> None:
    claim = planted(Formula(holds), method, parameters=(X, Y), hypotheses=hypotheses, witness={"x": "1", "y": "2"})
    found = run(claim)
    if true:
        assert found.verdict is (Verdict.PROVED if method.kind == "decide" else Verdict.CORROBORATED)
    else:
        assert found.verdict is Verdict.REFUTED
        assert found.counterexample is not None
        point = {name: sympy.Rational(value) for name, value in found.counterexample["parameters"].items()}
        assert bool(holds(Point(point))) is False


def test_integers_are_not_real_numbers() -> None:
    """True for integers, false for reals: not proved by the relaxation, and not refuted by a fraction either."""
    claim = planted(Formula(lambda p: (p.n - 1) * (p.n - 2) >= 0), Decide(), parameters=(N,), witness={"n": "1"})
    assert run(claim).verdict is Verdict.INCONCLUSIVE


def test_formulas_that_simplify() -> None:
    true = planted(Formula(lambda p: p.x**2 + 1 > 0), Derive(), parameters=(X,), witness={"x": "1"})
    false = planted(Formula(lambda p: p.x**2 - 1 > 0), Derive(), parameters=(X,), witness={"x": "2"})
    assert run(true).verdict is Verdict.PROVED
    assert run(false).verdict is Verdict.INCONCLUSIVE


@pytest.mark.parametrize("method", [Decide(), Falsify(), Derive()], ids=lambda m: m.kind)
def test_a_vacuous_formula_is_never_more_than_inconclusive(method: Evidence) -> None:
    """Decide proves it, rightly: everything follows from a contradiction. The witness is what shows it to be empty."""
    for witness in ({"x": "1"}, {"x": "-1"}, {"x": "0"}, {}):
        claim = planted(
            Formula(lambda p: p.x**2 >= 1), method, parameters=(X,), hypotheses=(POSITIVE, NEGATIVE), witness=witness
        )
        outcome = examine(claim, Budget())
        assert outcome.verdict is Verdict.INCONCLUSIVE
        assert any(f.reason is Reason.VACUOUS for f in outcome.findings)


def test_a_mutant_that_is_proved_is_a_contradiction() -> None:
    still_true = Mutant("drop positive", drop=("positive",))
    claim = planted(
        Formula(lambda p: p.x**2 >= 0),
        Decide(),
        parameters=(X,),
        hypotheses=(POSITIVE,),
        witness={"x": "1"},
        mutants=(still_true,),
    )
    assert examine(claim, Budget()).verdict is Verdict.CONTRADICTED


def test_points_outside_their_domain_are_neither_counted_nor_reported() -> None:
    """Ties between eigenvalues make some of them negative: those points are no samples of a positive parameter."""
    low = Parameter("low", "real", 1)
    lambda_1 = Parameter("lambda_1", "positive")
    claim = planted(
        Formula(lambda p: (p.lambda_1 > 0) & (p.low >= 1)),
        Falsify(),
        parameters=(lambda_1, Parameter("lambda_k"), low),
        witness={"lambda_1": "1", "lambda_k": "0", "low": "1"},
    )
    assert run(claim).verdict is Verdict.CORROBORATED


def test_a_conclusion_that_is_undefined_somewhere_is_not_proved() -> None:
    claim = planted(Formula(lambda p: 1 / p.x**2 > 0), Decide(), parameters=(X,), witness={"x": "1"})
    guarded = planted(
        Formula(lambda p: p.y / p.x <= p.y), Decide(), parameters=(X, Y), hypotheses=(POSITIVE,), witness={"x": "1"}
    )
    assert run(claim).verdict is Verdict.INCONCLUSIVE
    assert run(guarded).verdict is Verdict.REFUTED


# ------------------------------------------------------------------ decide: Exists


@pytest.mark.parametrize(
    ("holds", "hypotheses", "witness", "verdict"),
    [
        (lambda p: p.x * p.y > 6, (), {"x": "3", "y": "4"}, Verdict.PROVED),  # by its witness
        (lambda p: p.x * p.y > 6, (), {}, Verdict.PROVED),  # by a model
        (lambda p: p.x**2 + p.y**2 < 2 * p.x * p.y, (), {}, Verdict.REFUTED),
        (lambda p: p.x**2 + p.y**2 < 2 * p.x * p.y, (), {"x": "1", "y": "1"}, Verdict.REFUTED),  # a wrong witness
        (lambda p: p.x > 0, (NEGATIVE,), {}, Verdict.REFUTED),
        (lambda p: p.y > 0, (POSITIVE, NEGATIVE), {}, Verdict.REFUTED),  # nothing satisfies the hypotheses
        (lambda p: p.x > 0, (NEGATIVE,), {"x": "1", "y": "0"}, Verdict.REFUTED),  # witness outside the hypotheses
    ],
)
def test_existence(holds: Any, hypotheses: tuple[Hypothesis, ...], witness: dict[str, str], verdict: Verdict) -> None:
    claim = planted(Exists(holds), Decide(), parameters=(X, Y), hypotheses=hypotheses, witness=witness)
    assert run(claim).verdict is verdict


def test_existence_over_the_integers_needs_an_integer() -> None:
    between = planted(Exists(lambda p: (2 * p.n > 3) & (2 * p.n < 4) & (p.n < 2)), Decide(), parameters=(N,))
    assert run(between).verdict is not Verdict.PROVED


# ------------------------------------------------------------------ precise: Formula near its boundary


def boundary_claim(margin: Callable[[Point], Any]) -> Claim:
    return planted(
        Formula(lambda p: margin(p) > 0, scene=OJA, margin=margin),
        Precise(boundary="alpha"),
        parameters=(ALPHA, LAMBDA_K, LAMBDA_J, N),
        hypotheses=(
            Hypothesis("positive", "", lambda p: p.lambda_k > 0),
            Hypothesis("negative", "", lambda p: p.lambda_j < -2 * p.lambda_k),
        ),
        witness={"alpha": "1/4", "lambda_k": "1", "lambda_j": "-3", "n": "2"},
    )


def test_boundaries() -> None:
    """The consensus loses its stability where alpha (|lambda_j| - lambda_k) = 2."""
    true = run(boundary_claim(lambda p: 2 - p.alpha * (-p.lambda_j - p.lambda_k)))
    assert true.verdict is Verdict.CORROBORATED
    false = run(boundary_claim(lambda p: 2 + sympy.Rational(1, 10**29) - p.alpha * (-p.lambda_j - p.lambda_k)))
    assert false.verdict is Verdict.INCONCLUSIVE
    assert false.reason is Reason.CANDIDATE
    vacuous = run(boundary_claim(lambda p: p.alpha * 0 + 1))
    assert vacuous.reason is Reason.VACUOUS


# ------------------------------------------------------------------ simulate


def simulation(eigenvalue: str, *, steps: int = 400) -> Callable[[int, int], Any]:
    """Do random starts of an Oja system end at the principal eigenvector, as the planted claim says?"""

    def experiment(seed: int, _: int) -> tuple[bool | None, str, dict[str, Any]]:
        rng = np.random.default_rng(seed)
        system = Oja(value=np.diag([1.0, float(sympy.Rational(eigenvalue))]), step_size=1.0)
        state = rng.normal(size=(4, 2))
        state /= np.linalg.norm(state, axis=1, keepdims=True)
        before = state
        for _step in range(steps):
            before, state = state, system.step(state)
        if np.abs(state - before).max() > 1e-9:
            return None, "still moving", {}
        return bool(np.abs(np.abs(state[:, 0]) - 1).max() < 1e-6), "settled", {}

    return experiment


@pytest.mark.parametrize(
    ("experiment", "verdict", "reason"),
    [
        (simulation("1/2"), Verdict.CORROBORATED, None),
        (simulation("2"), Verdict.INCONCLUSIVE, Reason.CANDIDATE),  # they end at the other eigenvector
        (simulation("1/2", steps=2), Verdict.INCONCLUSIVE, Reason.NOT_CONVERGED),
    ],
    ids=["true", "false", "vacuous"],
)
def test_simulations(experiment: Any, verdict: Verdict, reason: Reason | None) -> None:
    found = run(planted(Formula(lambda p: p.x > p.x), Simulate(experiment), parameters=(X,)))
    assert (found.verdict, found.reason) == (verdict, reason)


# ------------------------------------------------------------------ enclose


def radius_below_one(counterexample: Any) -> Certificate:
    """Whether the tangent Jacobian at a state contracts: a certified bound of its largest eigenvalue."""
    system, tokens = counterexample.system(), counterexample.tokens()
    with flint.ctx.workprec(128):
        balls = object_arithmetic("arb").asarray(tokens, None)
        moved = system.step(balls) - balls
        if not all(entry.contains(0) for entry in moved.flat):
            return Certificate(False, "the state is no fixed point")
        jacobian = system.jacobian(balls)
        n, d = balls.shape
        tangent = jacobian.reshape(n, d, n, d)[:, 1:, :, 1:].reshape(n * (d - 1), n * (d - 1))
        values = flint.acb_mat(flint.arb_mat(tangent.tolist())).eig(multiple=True)
        sizes = [abs(value) for value in values]
    if all(size < 1 for size in sizes):
        return Certificate(True, "all eigenvalues are inside")
    return Certificate(False if any(size > 1 for size in sizes) else None, "not all eigenvalues are inside")


def example(eigenvalue: str, tokens: list[list[str]]) -> Callable[[], dict[str, Any]]:
    return lambda: {
        "system": "oja",
        "step_size": "1",
        "value": [["1", "0"], ["0", eigenvalue]],
        "tokens": tokens,
        "explanation": "planted.",
    }


BOTH = [["1", "0"], ["1", "0"]]


@pytest.mark.parametrize(
    ("eigenvalue", "tokens", "verdict", "reason"),
    [
        ("1/2", BOTH, Verdict.CERTIFIED, None),
        ("3/2", BOTH, Verdict.INCONCLUSIVE, Reason.CANDIDATE),  # unstable
        ("1", BOTH, Verdict.INCONCLUSIVE, Reason.WIDE_ENCLOSURE),  # exactly on the circle: no ball decides
        ("1/2", [["1", "0"], ["0", "1"]], Verdict.INCONCLUSIVE, Reason.CANDIDATE),  # vacuous: no equilibrium
    ],
    ids=["true", "false", "boundary", "vacuous"],
)
def test_enclosures(eigenvalue: str, tokens: list[list[str]], verdict: Verdict, reason: Reason | None) -> None:
    found = run(planted(None, Enclose(radius_below_one, example(eigenvalue, tokens))))
    assert (found.verdict, found.reason) == (verdict, reason)
    refuting = Enclose(radius_below_one, example(eigenvalue, tokens), refuting=True)
    found = run(planted(None, refuting))
    assert (found.verdict is Verdict.REFUTED) == (verdict is Verdict.CERTIFIED)
    if found.counterexample:
        from verify.counterexample import Counterexample

        assert refuting.recheck(planted(None, refuting), Counterexample(found.counterexample), [])[0]


@pytest.mark.parametrize(
    "method", [Decide(), Falsify(), Derive(), Precise(), Precise(boundary="alpha")], ids=lambda m: m.kind
)
def test_an_engine_says_what_it_cannot_read(method: Evidence) -> None:
    with pytest.raises(TypeError, match=method.kind if method.kind != "identity" else "identity cannot derive"):
        run(planted(SimpleNamespace(), method))
