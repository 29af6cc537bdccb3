"""Theorem 3 with the Schur-Cohn criterion, Lemma 15, Remarks 9 and 10: stability of single-head attention (8)."""

from __future__ import annotations

from typing import Any

from proofs.power_method import examples, lazily
from proofs.power_method.d2_stability import (
    MARGINAL,
    antipodal_example,
    attracting_pair,
    consensus_unstable,
    polygonal_on_a_line,
    principal_stable,
)
from proofs.power_method.notation import (
    ALPHA,
    BIPARTITE,
    CONSENSUS,
    LAMBDA_1,
    LAMBDA_J,
    LAMBDA_K,
    POSITIVE,
    PRINCIPAL,
    REST,
    E,
    M,
    both,
    either,
    equal,
    fixed,
    gammas,
    normalisers,
    ours,
    restored,
    stable,
    unstable,
)
from proofs.power_method.worlds import bipartite
from verify.claim import Claim, Hypothesis, Mutant, Parameter, Point, drop
from verify.conclusions import Behaviour, Exists, Formula, Identity
from verify.equilibria import closed_form
from verify.evidence import Decide, Derive, Enclose, Exact, Falsify, Precise, Simulate

SOURCE = restored("Theorem 3")
CONSENSUS_SPECTRUM = ("power_method.lemma_11", "power_method.lemma_3.complete", "power_method.remark_2")

THEOREM_3 = Claim(
    id="power_method.theorem_3",
    title="Stability of single-head attention",
    statement=(
        r"Under Assumption 1 and the step-size condition of Theorem 2 the consensus at $v_1$ is locally asymptotically stable "
        r"and the consensus at $v_k$, $k > 1$, unstable. A bipartite consensus at $v_k$ with $\alpha < 1/\rho(V)$ is "
        r"asymptotically stable if for all $j \neq k$ (1) $|\det M_j| < 1$, (2) $|\mathrm{tr} M_j| < 1 + \det M_j$, and "
        r"(3) $1/c_+ < 1$, $1/c_- < 1$. All polygonal equilibria are unstable."
    ),
    source=SOURCE,
    parts=(
        "power_method.theorem_3.principal_stable",
        "power_method.theorem_3.consensus_unstable",
        "power_method.theorem_3.bipartite_sufficient",
        "power_method.theorem_3.polygonal_unstable",
    ),
    published_uses=tuple(f"power_method.lemma_{k}" for k in (11, 13, 14, 15)),
)
PRINCIPAL_STABLE = principal_stable(
    "power_method.theorem_3.principal_stable", SOURCE, PRINCIPAL, CONSENSUS_SPECTRUM, "(8)"
)
CONSENSUS_UNSTABLE = consensus_unstable(
    "power_method.theorem_3.consensus_unstable", SOURCE, CONSENSUS, CONSENSUS_SPECTRUM, "(8)"
)


def signs(p: Point, lambda_j: Any, lambda_k: Any) -> tuple[Any, ...]:
    """At a fixed point: the three Schur-Cohn margins and ``c_+ - 1``, ``c_- - 1`` without their positive denominators."""
    a, b = p.alpha * lambda_j, p.alpha * lambda_k
    margins = closed_form.margin_numerators(a, b, closed_form.split_scale(p.E, p.m, p.rest))
    return (*margins, b * (p.m * p.E - p.rest), b * (p.rest * p.E - p.m))


def all_inside(p: Point, lambda_j: Any, lambda_k: Any) -> Any:
    """All tangent eigenvalues along ``v_j`` lie inside the unit disc; a singleton group has no third class."""
    at_one, at_minus_one, determinant, plus, minus = signs(p, lambda_j, lambda_k)
    return both(at_one > 0, at_minus_one > 0, determinant > 0, (p.m <= 1) | (plus > 0), (p.rest <= 1) | (minus > 0))


def some_outside(p: Point, lambda_j: Any, lambda_k: Any) -> Any:
    """Some tangent eigenvalue along ``v_j`` lies outside the closed unit disc."""
    at_one, at_minus_one, determinant, plus, minus = signs(p, lambda_j, lambda_k)
    return either(at_one < 0, at_minus_one < 0, determinant < 0, (p.m > 1) & (plus < 0), (p.rest > 1) & (minus < 0))


def least_margin(p: Point) -> Any:
    """The smallest of the margins that must be positive."""
    import sympy

    at_one, at_minus_one, determinant, plus, minus = signs(p, p.lambda_j, p.lambda_k)
    needed = [at_one, at_minus_one, determinant, *([plus] if p.m > 1 else []), *([minus] if p.rest > 1 else [])]
    return sympy.Min(*needed)


def _small(value: Any) -> Any:
    return (value < 1) & (value > -1)


SMALL_STEP = Hypothesis(
    "small step", r"\alpha < 1/\rho(V)", lambda p: _small(p.alpha * p.lambda_j) & _small(p.alpha * p.lambda_k)
)


def _parts(p: Point) -> tuple[Any, Any, Any, Any]:
    a, b, group = p.alpha * p.lambda_j, p.alpha * p.lambda_k, gammas(p)
    c_plus, c_minus = closed_form.normalisers(b, group)
    return closed_form.bipartite_trace(a, b, group), closed_form.bipartite_determinant(a, b, group), c_plus, c_minus


def _group_1(p: Point) -> Any:
    return _small(_parts(p)[1])


def _group_2(p: Point) -> Any:
    trace, determinant, *_ = _parts(p)
    return (trace < 1 + determinant) & (-trace < 1 + determinant)


def _group_3(p: Point) -> Any:
    *_, c_plus, c_minus = _parts(p)
    return (1 / c_plus < 1) & (1 / c_minus < 1)


def _schur_cohn(p: Point) -> Any:
    """All margins of Lemma 14's spectrum are positive: the block's three, and those of the two groups."""
    trace, determinant, c_plus, c_minus = _parts(p)
    return both(
        1 - trace + determinant > 0, 1 + trace + determinant > 0, 1 - determinant > 0, 1 / c_plus < 1, 1 / c_minus < 1
    )


GROUP_1 = Hypothesis("group 1", r"|\det M_j| < 1", _group_1)
GROUP_2 = Hypothesis("group 2", r"|\mathrm{tr} M_j| < 1 + \det M_j", _group_2)
GROUP_3 = Hypothesis("group 3", r"1/c_+ < 1,\ 1/c_- < 1", _group_3)
STABLE_WITNESS = {"alpha": "1/4", "lambda_k": "1", "lambda_j": "1/4", "E": "64", "m": "2", "rest": "2"}

MARGINS = Claim(
    id="power_method.theorem_3.margins",
    title="The margins without denominators",
    statement=(
        r"$c_+c_-\,s$ times $1 - \mathrm{tr} M_j + \det M_j$, $1 + \mathrm{tr} M_j + \det M_j$ and $1 - \det M_j$, "
        r"$s = (mE + n-m)((n-m)E + m) > 0$, are the polynomials that the suite decides with; and trace and determinant in "
        r"closed form are those of $M_j$."
    ),
    source=ours("Theorem 3"),
    conclusion=Identity(bipartite.margins, bipartite.symbolic_margins, bipartite.random_margins, "margins of M_j"),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "determinant for margin",
            conclusion=Identity(
                bipartite.margins_wrongly, bipartite.symbolic_margins, bipartite.random_margins, "det M_j as a margin"
            ),
        ),
    ),
)
BIPARTITE_SUFFICIENT = Claim(
    id="power_method.theorem_3.bipartite_sufficient",
    title="The three groups of inequalities are sufficient",
    statement=(
        r"With $\alpha < 1/\rho(V)$, groups (1), (2) and (3) make every tangent eigenvalue at a bipartite consensus lie inside "
        r"the unit disc: they are the Schur-Cohn conditions of Lemma 14's spectrum."
    ),
    source=SOURCE,
    parameters=(ALPHA, LAMBDA_K, LAMBDA_J, E, M, REST),
    hypotheses=(SMALL_STEP, GROUP_1, GROUP_2, GROUP_3),
    conclusion=Formula(
        _schur_cohn,
        BIPARTITE,
        stable,
        lambda p: some_outside(p, p.lambda_j, p.lambda_k),
        least_margin,
    ),
    witness=STABLE_WITNESS,
    evidence=(Decide(), Precise(points=2, boundary="lambda_j"), Falsify()),
    mutants=(drop("group 1"), drop("group 2"), drop("group 3")),
    uses=(
        "power_method.theorem_3.margins",
        "power_method.lemma_14.complete",
        "power_method.lemma_13",
        "power_method.schur_cohn.real",
        "power_method.schur_cohn.complex",
    ),
    published_uses=("power_method.lemma_14",),
    note="None of the groups follows from the other two (the mutants); group (3) is not needed for a singleton group.",
)

SCHUR_COHN = Claim(
    id="power_method.schur_cohn",
    title="Schur-Cohn (Jury) for 2 x 2 matrices",
    statement=r"Both eigenvalues of a real $2\times 2$ matrix lie inside the unit disc iff $|\mathrm{tr}| < 1 + \det$ and $\det < 1$.",
    source=ours("Theorem 3"),
    parts=("power_method.schur_cohn.real", "power_method.schur_cohn.complex", "power_method.schur_cohn.necessary"),
)
TRACE, DETERMINANT = Parameter("trace"), Parameter("det")
JURY = Hypothesis(
    "jury",
    r"|\mathrm{tr}| < 1 + \det,\ \det < 1",
    lambda p: (p.trace < 1 + p.det) & (-p.trace < 1 + p.det) & (p.det < 1),
)
REAL_PAIR = Claim(
    id="power_method.schur_cohn.real",
    title="Real eigenvalues",
    statement=r"If $\mu^2 - \mathrm{tr}\,\mu + \det = 0$ with real $\mu$, the conditions imply $|\mu| < 1$.",
    source=ours("Theorem 3"),
    parameters=(TRACE, DETERMINANT, Parameter("mu")),
    hypotheses=(
        JURY,
        Hypothesis("root", r"\mu^2 - \mathrm{tr}\mu + \det = 0", lambda p: equal(p.mu**2 - p.trace * p.mu + p.det, 0)),
    ),
    conclusion=Formula(lambda p: _small(p.mu)),
    witness={"trace": "1/2", "det": "0", "mu": "1/2"},
    evidence=(Decide(), Simulate(bipartite.jury_seen)),
    mutants=(drop("jury"), drop("root")),
)
COMPLEX_PAIR = Claim(
    id="power_method.schur_cohn.complex",
    title="Complex eigenvalues",
    statement=r"If $u \pm i w$ are the eigenvalues, $2u = \mathrm{tr}$ and $u^2 + w^2 = \det$: then $\det < 1$ is $u^2 + w^2 < 1$.",
    source=ours("Theorem 3"),
    parameters=(TRACE, DETERMINANT, Parameter("u"), Parameter("w")),
    hypotheses=(
        JURY,
        Hypothesis(
            "pair",
            r"2u = \mathrm{tr},\ u^2 + w^2 = \det",
            lambda p: equal(2 * p.u, p.trace) & equal(p.u**2 + p.w**2, p.det),
        ),
    ),
    conclusion=Formula(lambda p: p.u**2 + p.w**2 < 1),
    witness={"trace": "0", "det": "1/4", "u": "0", "w": "1/2"},
    evidence=(Decide(), Simulate(bipartite.jury_seen)),
    mutants=(drop("jury"), drop("pair")),
)
NECESSARY = Claim(
    id="power_method.schur_cohn.necessary",
    title="The conditions are necessary",
    statement=(
        r"If both eigenvalues, $r_1, r_2$ real or $u \pm i w$, lie inside the unit disc then $|\mathrm{tr}| < 1 + \det$ and "
        r"$\det < 1$."
    ),
    source=ours("Theorem 3"),
    parameters=(Parameter("r_1"), Parameter("r_2"), Parameter("u"), Parameter("w")),
    hypotheses=(
        Hypothesis(
            "inside", r"|r_i| < 1,\ u^2+w^2 < 1", lambda p: _small(p.r_1) & _small(p.r_2) & (p.u**2 + p.w**2 < 1)
        ),
    ),
    conclusion=Formula(
        lambda p: both(
            p.r_1 + p.r_2 < 1 + p.r_1 * p.r_2,
            -(p.r_1 + p.r_2) < 1 + p.r_1 * p.r_2,
            p.r_1 * p.r_2 < 1,
            2 * p.u < 1 + p.u**2 + p.w**2,
            -2 * p.u < 1 + p.u**2 + p.w**2,
        )
    ),
    witness={"r_1": "1/2", "r_2": "-1/2", "u": "0", "w": "1/2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("inside"),),
)

# ------------------------------------------------------------------ polygonal equilibria

SKEW = Enclose(attracting_pair, examples.skew_pair, refuting=True)
UNIFORM = Enclose(attracting_pair, lambda: antipodal_example("attention"), refuting=True)
POLYGONAL_UNSTABLE = polygonal_on_a_line("power_method.theorem_3.polygonal_unstable", SOURCE, SKEW, "(8)")
LEMMA_15 = Claim(
    id="power_method.lemma_15",
    title="Polygonal equilibria of attention are unstable",
    statement=r"Under Assumption 1 all polygonal equilibria of (8) are unstable.",
    source=restored("Lemma 15"),
    conclusion=Behaviour("every polygonal equilibrium of (8) is unstable"),
    evidence=(SKEW, UNIFORM, Simulate(bipartite.skew_pair_seen)),
    published_uses=("power_method.lemma_10",),
    note=MARGINAL
    + " For attention this happens where v_1^T A v_1 = 0, such as skew A. What holds of polygons in general is open here.",
)
REMARK_9 = Claim(
    id="power_method.remark_9",
    title="The perturbation of Lemma 15 is tangent",
    statement=(
        r"The perturbation used for Lemma 15, $\delta x_i = \beta_i v_1$ for all $i$, is tangent at every $x_i$: "
        r"$x_i^{T}\delta x_i = 0$."
    ),
    source=restored("Remark 9", "the proof perturbs all tokens along v_1 only"),
    conclusion=Behaviour("at every polygonal equilibrium v_1 is tangent at every token"),
    evidence=(
        Exact(
            lazily("verify.equilibria.exact_states", "perturbation_not_tangent"),
            examples.tilted_pair,
            refuting=True,
            kind="falsify",
        ),
        Simulate(bipartite.tangency_seen),
    ),
    note=(
        "A perturbation along v_1 alone is tangent at x_i only if x_i is orthogonal to v_1, which a polygon's tokens in general are not. "
        "Its tangent part is P_i v_1, with components along every eigenvector, and the published scalar recursion does not hold for it."
    ),
)

# ------------------------------------------------------------------ Remark 10

REMARK_10 = Claim(
    id="power_method.remark_10",
    title="Bipartite consensus: stable ones exist, and negative eigenvalues",
    statement=(
        r"Stable bipartite equilibria exist for (8). If $\lambda_k < 0$ the bipartite equilibria at $v_k$ are unstable, because "
        r"group (3) fails for all admissible $\alpha$."
    ),
    source=restored("Remark 10"),
    parts=(
        "power_method.remark_10.exists",
        "power_method.remark_10.negative_unstable",
        "power_method.remark_10.group_3_fails",
    ),
    published_uses=("power_method.theorem_3",),
)
EXISTS = Claim(
    id="power_method.remark_10.exists",
    title="A stable bipartite equilibrium exists",
    statement=r"Some bipartite consensus equilibrium of (8) is asymptotically stable (with $d = 2$, $n = 4$).",
    source=restored("Remark 10"),
    parameters=BIPARTITE_SUFFICIENT.parameters,
    hypotheses=(SMALL_STEP,),
    conclusion=Exists(lambda p: fixed(p, p.lambda_k) & all_inside(p, p.lambda_j, p.lambda_k), BIPARTITE, stable),
    witness=STABLE_WITNESS,
    evidence=(Decide(), Falsify()),
    uses=("power_method.lemma_14.complete", "power_method.schur_cohn.real", "power_method.schur_cohn.complex"),
)
NEGATIVE = Hypothesis("negative", r"\lambda_k < 0", lambda p: p.lambda_k < 0)
SMALL_STEP_1 = Hypothesis(
    "small step", r"\alpha < 1/\rho(V)", lambda p: _small(p.alpha * p.lambda_1) & _small(p.alpha * p.lambda_k)
)
INDEFINITE = (
    "For c = v_k^T A v_k < 0 both gamma_+ and gamma_- can be negative, so that lambda_k gamma_+- > 0 and c_+- > 1: group (3) holds. "
    "With lambda_k = lambda_d and |lambda_d| large enough the state is asymptotically stable. The published remark takes gamma_+- to be "
    "positive, which holds for c > 0."
)
NEGATIVE_UNSTABLE = Claim(
    id="power_method.remark_10.negative_unstable",
    title="Bipartite equilibria at negative eigenvalues are unstable",
    statement=r"If $\lambda_k < 0$ the bipartite equilibria at $v_k$ are unstable for all $\alpha < 1/\rho(V)$.",
    source=restored("Remark 10"),
    parameters=(ALPHA, LAMBDA_1, LAMBDA_K, E, M, REST),
    hypotheses=(POSITIVE, NEGATIVE, SMALL_STEP_1),
    conclusion=Formula(
        lambda p: some_outside(p, p.lambda_1, p.lambda_k),
        BIPARTITE,
        unstable,
        lambda p: fixed(p, p.lambda_k) & all_inside(p, p.lambda_1, p.lambda_k),
    ),
    witness={"alpha": "1/2", "lambda_1": "1", "lambda_k": "-1", "E": "4", "m": "2", "rest": "1"},
    evidence=(Decide(), Falsify()),
    uses=("power_method.lemma_14.complete",),
    published_uses=("power_method.theorem_3.bipartite_sufficient",),
    note=INDEFINITE,
)
GROUP_3_FAILS = Claim(
    id="power_method.remark_10.group_3_fails",
    title="Group (3) fails at negative eigenvalues",
    statement=r"If $\lambda_k < 0$ then $1/c_+ \ge 1$ or $1/c_- \ge 1$ for all $\alpha < 1/\rho(V)$.",
    source=restored("Remark 10"),
    parameters=(ALPHA, LAMBDA_K, E, M, REST),
    hypotheses=(NEGATIVE, Hypothesis("small step", r"\alpha < 1/\rho(V)", lambda p: _small(p.alpha * p.lambda_k))),
    conclusion=Formula(
        lambda p: (normalisers(p, p.lambda_k)[0] <= 1) | (normalisers(p, p.lambda_k)[1] <= 1),
        BIPARTITE,
        lambda facts: facts.fixed and facts.radius >= 1 - facts.tolerance,
    ),
    witness={"alpha": "1/2", "lambda_k": "-1", "E": "4", "m": "2", "rest": "1"},
    evidence=(Decide(),),
    note=INDEFINITE,
)
