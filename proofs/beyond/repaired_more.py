"""Remarks 9, 4 and 10 and the basins of Figure 13, repaired."""

from __future__ import annotations

from typing import Any

from proofs.beyond.negative_eigenvalues import SCORED
from proofs.beyond.repaired_clusterings import identity
from proofs.beyond.worlds import ranks
from proofs.power_method import example_worlds, remark_10, setting
from proofs.power_method.example_13 import _seen
from proofs.power_method.notation import (
    ALPHA,
    LAMBDA_1,
    LAMBDA_D,
    N_ANY,
    OJA_PRINCIPAL,
    POSITIVE,
    inside,
    normalisers,
    ours,
)
from verify.claim import Claim, Hypothesis, Mutant, Point, drop
from verify.conclusions import Behaviour, Formula
from verify.equilibria import closed_form
from verify.evidence import Decide, Derive, Enclose, Falsify, Simulate

# ------------------------------------------------------------------ Remark 9

REMARK_9 = Claim(
    id="beyond.remark_9_repaired",
    title="The perturbation that is tangent",
    statement=(
        r"$x_i^{T}P_iv_1 = 0$ with $P_i = I - x_ix_i^{T}$: $\delta x_i = \beta_iP_iv_1$ is tangent at every $x_i$, for all $d$. It "
        r"differs from $\beta_iv_1$ by $|P_iv_1 - v_1| = |x_i^{T}v_1|$: the published $\beta_iv_1$ is tangent exactly at tokens "
        r"that are orthogonal to $v_1$."
    ),
    source=ours("Remark 9"),
    conclusion=identity("projected", "free", ranks.free_token, ranks.random_token, "x'Pv = 0, |Pv-v| = |x'v|"),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "without the projection",
            conclusion=identity("unprojected", "free", ranks.free_token, ranks.random_token, "x'v = 0"),
        ),
    ),
    repairs="power_method.remark_9",
    note="What the step makes of tangent perturbations of a polygon: beyond.polygonal_pull.",
)

# ------------------------------------------------------------------ Remark 4

REMARK_4 = Claim(
    id="beyond.remark_4_repaired",
    title="The step-size condition is sufficient and necessary",
    statement=(
        r"Under Assumption 1 the consensus at $v_1$ is asymptotically stable if and only if $|\lambda_d| \le \lambda_1$ or "
        r"$\alpha < 2/(|\lambda_d| - \lambda_1)$: inside the condition all tangent eigenvalues are inside the unit disc, beyond it "
        r"the one of $v_d$ is outside, and on the boundary two-cycles are arbitrarily near."
    ),
    source=ours("Remark 4"),
    parts=(
        "power_method.remark_4.sufficient",
        "beyond.remark_4_repaired.exact",
        "power_method.longer_step.needed",
        "power_method.remark_4.boundary",
    ),
    repairs="power_method.remark_4",
)


def _condition(p: Point) -> Any:
    return p.alpha * (-p.lambda_d - p.lambda_1) < 2


def _principal_inside(p: Point) -> Any:
    return inside(closed_form.consensus_together(p.alpha * p.lambda_d, p.alpha * p.lambda_1))


LARGER = Hypothesis("larger modulus", r"|\lambda_d| > \lambda_1", lambda p: -p.lambda_d > p.lambda_1)
EXACT = Claim(
    id="beyond.remark_4_repaired.exact",
    title="The condition is exactly that the eigenvalue of v_d is inside the unit disc",
    statement=(
        r"If $-\lambda_d > \lambda_1 > 0$: $|(1 + \alpha\lambda_d)/(1 + \alpha\lambda_1)| < 1$ if and only if "
        r"$\alpha < 2/(|\lambda_d| - \lambda_1)$."
    ),
    source=ours("Remark 4"),
    parameters=(ALPHA, LAMBDA_1, LAMBDA_D, N_ANY),
    hypotheses=(POSITIVE, LARGER),
    conclusion=Formula(
        lambda p: (_principal_inside(p) & _condition(p)) | (~_principal_inside(p) & ~_condition(p)), OJA_PRINCIPAL
    ),
    witness={"alpha": "1/2", "lambda_1": "1", "lambda_d": "-3", "n": "2"},
    evidence=(Decide(), Falsify()),
    mutants=(
        drop("positive"),
        Mutant("sufficient for half of it", conclusion=Formula(lambda p: _principal_inside(p) & _condition(p))),
        Mutant("never inside", conclusion=Formula(lambda p: ~_principal_inside(p))),
    ),
    uses=("power_method.lemma_3.complete", "power_method.remark_2"),
    repairs="power_method.remark_4.not_necessary",
)

# ------------------------------------------------------------------ Remark 10

REMARK_10 = Claim(
    id="beyond.remark_10_repaired",
    title="Bipartite consensus of attention: stable ones exist, and negative eigenvalues, repaired",
    statement=(
        r"Stable bipartite equilibria exist for (8). If $\lambda_k < 0$ and $v_k^{T}Av_k \ge 0$ the bipartite equilibria at $v_k$ "
        r"are unstable, and group (3) fails, for all $\alpha < 1/\rho(V)$."
    ),
    source=ours("Remark 10"),
    parts=(
        "power_method.remark_10.exists",
        "beyond.negative_unstable_repaired",
        "beyond.group_3_repaired",
    ),
    repairs="power_method.remark_10",
)
GROUP_3 = Claim(
    id="beyond.group_3_repaired",
    title="When group (3) fails at negative eigenvalues",
    statement=(
        r"If $\lambda_k < 0$ and $\alpha < 1/\rho(V)$, group (3) holds if and only if $\gamma_+ < 0$ and $\gamma_- < 0$, that is "
        r"$mE < n - m$ and $(n-m)E < m$; this needs $v_k^{T}Av_k < 0$, so that it fails where $v_k^{T}Av_k \ge 0$."
    ),
    source=ours("Remark 10"),
    parts=("beyond.group_3_repaired.scored", "beyond.group_3_repaired.exact"),
    repairs="power_method.remark_10.group_3_fails",
)
GROUP_3_SCORED = Claim(
    id="beyond.group_3_repaired.scored",
    title="Group (3) fails at negative eigenvalues with nonnegative scores",
    statement=r"If $\lambda_k < 0$ and $v_k^{T}Av_k \ge 0$ then $1/c_+ \ge 1$ or $1/c_- \ge 1$ for all $\alpha < 1/\rho(V)$.",
    source=ours("Remark 10"),
    parameters=remark_10.GROUP_3_FAILS.parameters,
    hypotheses=(*remark_10.GROUP_3_FAILS.hypotheses, SCORED),
    conclusion=remark_10.GROUP_3_FAILS.conclusion,
    witness=remark_10.GROUP_3_FAILS.witness,
    evidence=(Decide(), Falsify()),
    mutants=(drop("nonnegative score"),),
    uses=("power_method.lemma_14.complete",),
)


def _group_3(p: Point) -> Any:
    c_plus, c_minus = normalisers(p, p.lambda_k)
    return (c_plus > 1) & (c_minus > 1)


def _both_negative(p: Point) -> Any:
    return (p.m * p.E < p.rest) & (p.rest * p.E < p.m)


GROUP_3_EXACT = Claim(
    id="beyond.group_3_repaired.exact",
    title="Group (3) at negative eigenvalues: exactly where both gammas are negative",
    statement=r"If $\lambda_k < 0$: $c_+ > 1$ and $c_- > 1$ if and only if $mE < n - m$ and $(n - m)E < m$; then $E < 1$.",
    source=ours("Remark 10"),
    parameters=remark_10.GROUP_3_FAILS.parameters,
    hypotheses=remark_10.GROUP_3_FAILS.hypotheses,
    conclusion=Formula(
        lambda p: (_group_3(p) & _both_negative(p) & (p.E < 1)) | (~_group_3(p) & ~_both_negative(p)),
    ),
    witness=remark_10.GROUP_3_FAILS.witness,
    evidence=(Decide(), Falsify()),
    mutants=(
        drop("negative"),
        Mutant("one of them is enough", conclusion=Formula(lambda p: _group_3(p) | ~(p.m * p.E < p.rest))),
    ),
    uses=("power_method.eq_14",),
)

# ------------------------------------------------------------------ Figure 13

BASINS = Claim(
    id="beyond.example_13b_repaired",
    title="Basins of stable bipartite consensus points are small for some and large for others",
    statement=(
        r"Some stable bipartite consensus of (8) loses a perturbation that turns every token by less than 0.1 rad; another one "
        r"absorbs every perturbation within 0.1 rad."
    ),
    source=ours("Fig. 13(b)"),
    parts=("power_method.example_13b.small_exists", "beyond.example_13b_repaired.large_exists"),
    repairs="power_method.example_13b.always_small",
)
LARGE_EXISTS = Claim(
    id="beyond.example_13b_repaired.large_exists",
    title="A stable bipartite consensus with a basin above 0.1 rad",
    statement=r"There is a bipartite consensus of (8) at $v_1$ that absorbs every perturbation within 0.1 rad for each token.",
    source=ours("Fig. 13(b)"),
    conclusion=Behaviour("some bipartite consensus of (8) attracts all states within 0.1 rad for each token"),
    evidence=(
        Enclose(
            _seen("wide_basin"),
            example_worlds.large_basin,
            setting=setting("assumption_1", "bipartite", "principal"),
        ),
        Simulate(_seen("wide_seen")),
    ),
    mutants=(Mutant("a small one", example=example_worlds.small_basin),),
    uses=("reduction.grouping",),
)
