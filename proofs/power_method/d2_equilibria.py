"""Lemma 1 and Remark 1: the equilibria of the Oja system (9), and how many there are."""

from __future__ import annotations

from typing import Any

from proofs.power_method.notation import (
    ALPHA,
    ASSUMPTION_1,
    LAMBDA_1,
    LAMBDA_K,
    OJA_BIPARTITE,
    OJA_CONSENSUS,
    REST,
    M,
    N,
    equal,
    fixed,
    ours,
    restored,
)
from proofs.power_method.worlds import equilibria
from verify.claim import Claim, Hypothesis, Mutant, Parameter, Point, drop
from verify.conclusions import Formula, Identity
from verify.evidence import Decide, Derive, Falsify, Simulate

LEMMA_1 = Claim(
    id="power_method.lemma_1",
    title="Equilibria of the Oja system",
    statement=(
        r"Under Assumption 1 every equilibrium of (9) is a consensus at an eigenvector of $V$, a bipartite consensus at "
        r"an eigenvector of $V$, or polygonal ($\sum_j x_j = 0$)."
    ),
    source=restored(
        "Lemma 1", "'some v_k' is read as 'some unit eigenvector': V may have repeated eigenvalues below lambda_1"
    ),
    parts=("power_method.lemma_1.collinear", "power_method.lemma_1.eigenvector", "power_method.lemma_1.polygonal"),
)


def _coordinates(p: Point) -> Any:
    """Hypothesis of one coordinate: ``alpha s_p = rho x_p``, with ``rho^2 = alpha^2 S^2`` from summing squares."""
    return equal(p.alpha * p.s, p.rho * p.x) & equal(p.rho**2, p.alpha**2 * p.S**2)


COLLINEAR = Claim(
    id="power_method.lemma_1.collinear",
    title="At an equilibrium with s != 0 every token is s/|s| or -s/|s|",
    statement=(
        r"If $x_i = (x_i + \alpha s)/|x_i + \alpha s|$ then $\alpha s = \rho_i x_i$ with $\rho_i = |x_i + \alpha s| - 1$; "
        r"summing squares, $\rho_i^2 = \alpha^2|s|^2$. If $s \neq 0$ then, in every coordinate, $x_i = s/|s|$ where "
        r"$\rho_i > 0$ and $x_i = -s/|s|$ where $\rho_i < 0$; $\rho_i = 0$ does not occur."
    ),
    source=ours("Lemma 1"),
    parameters=(ALPHA, Parameter("S", "positive"), Parameter("s"), Parameter("x"), Parameter("rho")),
    hypotheses=(Hypothesis("equilibrium", r"\alpha s = \rho x,\ \rho^2 = \alpha^2 S^2", _coordinates),),
    conclusion=Formula(lambda p: ((p.rho > 0) & equal(p.x * p.S, p.s)) | ((p.rho < 0) & equal(p.x * p.S, -p.s))),
    witness={"alpha": "1", "S": "1", "s": "3/5", "x": "3/5", "rho": "1"},
    evidence=(Decide(), Simulate(equilibria.fixed_points_seen)),
    mutants=(
        drop("equilibrium"),
        Mutant("same sign always", conclusion=Formula(lambda p: equal(p.x * p.S, p.s))),
    ),
)
EIGENVECTOR = Claim(
    id="power_method.lemma_1.eigenvector",
    title="The common direction is an eigenvector",
    statement=(
        r"If all $x_i = \sigma_i u$, $\sigma_i = \pm 1$, then $s = \frac{\sum_i\sigma_i}{n} V u$, for all $n$ and $d$; with "
        r"$s = |s| u \neq 0$ this says $V u = \kappa u$: a consensus if all signs agree, else a bipartite consensus."
    ),
    source=ours("Lemma 1"),
    conclusion=Identity(
        equilibria.signed_influence, equilibria.symbolic_signs, equilibria.random_signs, "s = (sum sigma / n) V u"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "without the signs",
            conclusion=Identity(
                equilibria.unsigned_influence, equilibria.symbolic_signs, equilibria.random_signs, "s = V u"
            ),
        ),
    ),
)
POLYGONAL = Claim(
    id="power_method.lemma_1.polygonal",
    title="s = 0 means that the tokens sum to zero",
    statement=r"$s = V\bar x$ and $V$ is nonsingular: $\bar x = V^{-1}s$, so that $s = 0$ gives $\sum_j x_j = 0$.",
    source=ours("Lemma 1"),
    conclusion=Identity(
        equilibria.mean_from_influence, equilibria.free_inverse, equilibria.random_inverse, "V^-1 s = mean"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "with V for its inverse",
            conclusion=Identity(
                equilibria.mean_wrongly, equilibria.free_inverse, equilibria.random_inverse, "V s = mean"
            ),
        ),
    ),
)

CONTRACTIVE = Hypothesis(
    "contractive", r"\alpha|\lambda_k| < 1", lambda p: (p.alpha * p.lambda_k < 1) & (p.alpha * p.lambda_k > -1)
)

REMARK_1 = Claim(
    id="power_method.remark_1",
    title="Number of consensus and bipartite consensus equilibria",
    statement=(
        r"For a given $n$ there are $2^n d$ consensus or bipartite consensus equilibria of (9), paired by the global "
        r"symmetry $X \mapsto -X$."
    ),
    source=restored("Remark 1"),
    parts=(
        "power_method.remark_1.consensus_fixed",
        "power_method.remark_1.bipartite_fixed",
        "power_method.remark_1.count",
    ),
    uses=("reduction.antipodal",),
    note=(
        "Not every sign state is an equilibrium: where 1 + alpha kappa < 0 it is a cycle of period two or collapses. The count "
        "needs alpha rho(V) < 1, and simple eigenvalues: a repeated one has a continuum of eigenvectors."
    ),
)
REMARK_1_CONSENSUS = Claim(
    id="power_method.remark_1.consensus_fixed",
    title="Every consensus state is an equilibrium",
    statement=r"Every consensus state $x_i = v_k$ is an equilibrium of (9): $1 + \alpha\lambda_k > 0$.",
    source=restored("Remark 1"),
    parameters=(ALPHA, LAMBDA_1, LAMBDA_K, N),
    hypotheses=ASSUMPTION_1,
    conclusion=Formula(
        lambda p: 1 + p.alpha * p.lambda_k > 0,
        OJA_CONSENSUS,
        lambda facts: facts.fixed,
        lambda p: 1 + p.alpha * p.lambda_k < 0,
    ),
    witness={"alpha": "1", "lambda_1": "1", "lambda_k": "1/2", "n": "2"},
    evidence=(Decide(), Falsify()),
    note=REMARK_1.note,
)
REMARK_1_BIPARTITE = Claim(
    id="power_method.remark_1.bipartite_fixed",
    title="Every bipartite state is an equilibrium",
    statement=r"Every bipartite state at $v_k$ is an equilibrium of (9): $c_+ > 0$ and $c_- > 0$.",
    source=restored("Remark 1"),
    parameters=(ALPHA, LAMBDA_1, LAMBDA_K, M, REST),
    hypotheses=ASSUMPTION_1,
    conclusion=Formula(
        lambda p: fixed(p, p.lambda_k),
        OJA_BIPARTITE,
        lambda facts: facts.fixed,
        lambda p: either_negative(p),  # noqa: PLW0108 - defined below
    ),
    witness={"alpha": "1/2", "lambda_1": "1", "lambda_k": "1/2", "m": "2", "rest": "1"},
    evidence=(Decide(), Falsify()),
    note=REMARK_1.note,
)
REMARK_1_COUNT = Claim(
    id="power_method.remark_1.count",
    title="There are 2^n d sign states",
    statement=r"For each of $d$ eigenvectors there are $\sum_{m=0}^{n}\binom{n}{m} = 2^n$ sign patterns.",
    source=restored("Remark 1"),
    conclusion=Identity(equilibria.sign_patterns, equilibria.symbolic_n, equilibria.random_n, "sum of binomials = 2^n"),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "without the consensus states",
            conclusion=Identity(
                equilibria.sign_patterns_without_consensus,
                equilibria.symbolic_n,
                equilibria.random_n,
                "sum of binomials = 2^n - 2",
            ),
        ),
    ),
)


def either_negative(p: Point) -> Any:
    """One of the normalisers is negative: the token there flips."""
    from proofs.power_method.notation import normalisers

    c_plus, c_minus = normalisers(p, p.lambda_k)
    return (c_plus < 0) | (c_minus < 0)
