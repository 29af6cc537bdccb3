"""Theorem 3: stability of single-head attention (8)."""

from __future__ import annotations

from typing import Any

from proofs.power_method.d2_consensus import consensus_unstable, principal_stable
from proofs.power_method.notation import (
    ALPHA,
    BIPARTITE,
    CONSENSUS,
    LAMBDA_J,
    LAMBDA_K,
    PRINCIPAL,
    REST,
    E,
    M,
    both,
    either,
    gammas,
    ours,
    restored,
    stable,
)
from proofs.power_method.worlds import bipartite
from verify.claim import Claim, Hypothesis, Mutant, Point, drop
from verify.conclusions import Formula, Identity
from verify.equilibria import closed_form
from verify.evidence import Decide, Derive, Falsify, Precise

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
    note=(
        "The parts on the consensus at v_1 and on bipartite states hold. A consensus at v_k with 1 + alpha lambda_k < "
        "0 is a two-cycle and no equilibrium, which Lemma 4's count of eigenvalues does not ask; and stable polygonal "
        "states exist, against Lemma 15, whose perturbation along v_1 is not tangent."
    ),
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


def block(p: Point) -> tuple[Any, Any, Any, Any]:
    """Trace and determinant of ``M_j``, and the normalisers."""
    a, b, group = p.alpha * p.lambda_j, p.alpha * p.lambda_k, gammas(p)
    c_plus, c_minus = closed_form.normalisers(b, group)
    return closed_form.bipartite_trace(a, b, group), closed_form.bipartite_determinant(a, b, group), c_plus, c_minus


def _group_1(p: Point) -> Any:
    return _small(block(p)[1])


def _group_2(p: Point) -> Any:
    trace, determinant, *_ = block(p)
    return (trace < 1 + determinant) & (-trace < 1 + determinant)


def _group_3(p: Point) -> Any:
    *_, c_plus, c_minus = block(p)
    return (1 / c_plus < 1) & (1 / c_minus < 1)


def _schur_cohn(p: Point) -> Any:
    """All margins of Lemma 14's spectrum are positive: the block's three, and those of the two groups."""
    trace, determinant, c_plus, c_minus = block(p)
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
    mutants=(drop("group 2"), drop("group 3")),
    uses=(
        "power_method.theorem_3.margins",
        "power_method.lemma_14.complete",
        "power_method.lemma_13",
        "power_method.schur_cohn.real",
        "power_method.schur_cohn.complex",
    ),
    published_uses=("power_method.lemma_14",),
    note=(
        "Groups (2) and (3) cannot be dropped (the mutants); group (3) is not needed for a singleton group. What is sharp stands in "
        "beyond.bipartite_criterion, which of the groups follow from the others in beyond.inequality_groups."
    ),
)
