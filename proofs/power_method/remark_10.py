"""Remark 10: stable bipartite equilibria exist, and those at negative eigenvalues."""

from __future__ import annotations

from proofs.power_method.notation import (
    ALPHA,
    BIPARTITE,
    LAMBDA_1,
    LAMBDA_K,
    POSITIVE,
    REST,
    E,
    M,
    equal,
    fixed,
    normalisers,
    restored,
    stable,
    unstable,
)
from proofs.power_method.theorem_3 import (
    BIPARTITE_SUFFICIENT,
    SMALL_STEP,
    STABLE_WITNESS,
    _small,
    all_inside,
    some_outside,
)
from verify.claim import Claim, Hypothesis, Mutant
from verify.conclusions import Exists, Formula
from verify.evidence import Decide, Falsify

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
    note=(
        "Stable bipartite equilibria exist. That those at negative eigenvalues are unstable is false for c = v_k^T A "
        "v_k < 0: the remark deduces 1/c_+- > 1 from lambda_k < 0 as if gamma_+- were positive, and for c < 0 they "
        "can both be negative."
    ),
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
    mutants=(
        Mutant(
            "with uniform attention",
            conclusion=Exists(
                lambda p: equal(p.E, 1) & fixed(p, p.lambda_k) & all_inside(p, p.lambda_j, p.lambda_k),
                BIPARTITE,
                stable,
            ),
        ),
        Mutant(
            "at a positive eigenvalue that is not simple",
            conclusion=Exists(
                lambda p: (
                    equal(p.lambda_j, p.lambda_k)
                    & (p.lambda_k > 0)
                    & fixed(p, p.lambda_k)
                    & all_inside(p, p.lambda_j, p.lambda_k)
                ),
                BIPARTITE,
                stable,
            ),
        ),
    ),
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
    parameters=(ALPHA, LAMBDA_1, LAMBDA_K, E, M, REST),
    hypotheses=(POSITIVE, NEGATIVE, SMALL_STEP_1),
    conclusion=Formula(
        lambda p: (normalisers(p, p.lambda_k)[0] <= 1) | (normalisers(p, p.lambda_k)[1] <= 1),
        BIPARTITE,
    ),
    witness={"alpha": "1/2", "lambda_1": "1", "lambda_k": "-1", "E": "4", "m": "2", "rest": "1"},
    evidence=(Decide(),),
    note=INDEFINITE,
)
