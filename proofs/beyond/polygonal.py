"""Lemma 15 repaired: what polygonal equilibria of attention (8) are, which are unstable, and one that is not."""

from __future__ import annotations

from proofs.beyond.worlds import polygons, polygons_seen
from proofs.power_method import examples, lazily
from proofs.power_method.notation import ours
from proofs.power_method.worlds import polygons as seen
from verify.claim import Claim, Mutant
from verify.conclusions import Behaviour, Identity
from verify.evidence import Derive, Exact, Falsify, Simulate

SOURCE = ours("Lemma 15")
NOT_ON_A_LINE = "a polygonal equilibrium of (8) whose tokens are not all on one line"

# ------------------------------------------------------------------ what polygonal equilibria are

MONOTONE = Claim(
    id="beyond.polygonal_scores.monotone",
    title="Two rows that balance have equal scores",
    statement=(
        r"With $b_i = A^{T}x_i$, $f_{ij} = b_i^{T}x_j$ and $y_i = \sum_j e^{f_{ij}}x_j$: $(b_i - b_k)^{T}(y_i - y_k) = "
        r"\sum_j (e^{f_{ij}} - e^{f_{kj}})(f_{ij} - f_{kj})$, for all $n$, $d$ and $A$. No term on the right is negative; so "
        r"$y_i = y_k = 0$ forces $f_{ij} = f_{kj}$ for all $j$."
    ),
    source=SOURCE,
    conclusion=Identity(
        polygons.monotone, polygons.symbolic_scores, polygons.random_scores, "(b_i-b_k)(y_i-y_k) = sum (e^f-e^g)(f-g)"
    ),
    evidence=(Derive(), Falsify(), Simulate(polygons_seen.polygons_found)),
    mutants=(
        Mutant(
            "sum of the exponentials",
            conclusion=Identity(
                polygons.monotone_wrongly, polygons.symbolic_scores, polygons.random_scores, "sum (e^f+e^g)(f-g)"
            ),
        ),
    ),
)
AVERAGED = Claim(
    id="beyond.polygonal_scores.averaged",
    title="The average of the scores is the score of the average",
    statement=(
        r"$\sum_i p_i\, x_i^{T}Ax_j = (\sum_i p_i x_i)^{T}Ax_j$. Where all rows of scores are equal, so are the rows of weights, "
        r"$p$; a polygonal equilibrium has $\sum_i p_i x_i = 0$, so that $x_i^{T}Ax_j = 0$ for all $i$, $j$."
    ),
    source=SOURCE,
    conclusion=Identity(
        polygons.averaged, polygons.symbolic_scores, polygons.random_scores, "p (X A X^T) = (p X) A X^T"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "A transposed",
            conclusion=Identity(
                polygons.averaged_wrongly,
                polygons.symbolic_scores,
                polygons.random_scores,
                "p (X A X^T) = (p X) A^T X^T",
            ),
        ),
    ),
)
SCORES = Claim(
    id="beyond.polygonal_scores",
    title="At every polygonal equilibrium of attention all scores vanish",
    statement=(
        r"If $\sum_j a_{ij}x_j = 0$ for every $i$ (a polygonal equilibrium of (8)) then $x_i^{T}Ax_j = 0$ for all $i$, $j$, the "
        r"weights are $1/n$ and $\sum_j x_j = 0$, for all $n$, $d$ and $A$: the polygons of (8) are those of (9) on whose "
        r"span $A$ vanishes. There are none if $A + A^{T}$ is definite."
    ),
    source=SOURCE,
    parts=("beyond.polygonal_scores.monotone", "beyond.polygonal_scores.averaged"),
)

# ------------------------------------------------------------------ which of them are unstable

COMMON_PULL = Claim(
    id="beyond.polygonal_pull",
    title="Common pulls are an invariant subspace at every polygonal equilibrium",
    statement=(
        r"At a polygonal equilibrium of (8), $C = \frac1n\sum_j x_jx_j^{T}$, the step maps the tangent perturbation "
        r"$\delta x_i = (I - x_ix_i^{T})Vu$ to $(I - x_ix_i^{T})Vu^+$ with $u^+ = u + \alpha(I - C + CA^{T})Vu$, for all "
        r"$n$, $d$, $V$, $A$: where $(I - C + CA^{T})Vu = \mu u$ and some $\delta x_i \neq 0$, $1 + \alpha\mu$ is a tangent "
        r"eigenvalue (complex ones included). So a stable polygon has no eigenvalue $\mu$ with $\mathrm{Re}\,\mu > 0$."
    ),
    source=SOURCE,
    conclusion=Identity(
        polygons.common_pull, polygons.free_common_pull, polygons.random_common_pull, "u+ = u + a (I - C + C A^T) V u"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "scores held constant",
            conclusion=Identity(
                polygons.common_pull_unscored,
                polygons.free_common_pull,
                polygons.random_common_pull,
                "u+ = u + a (I - C) V u",
            ),
        ),
    ),
    uses=("power_method.lemma_10", "beyond.polygonal_scores"),
)
ODD = Claim(
    id="beyond.lemma_15_repaired.odd",
    title="Polygons are unstable where V has an odd number of positive eigenvalues, whatever A",
    statement=(
        rf"Let $\det(-V) < 0$ (for nonsingular symmetric $V$: an odd number of positive eigenvalues). Then {NOT_ON_A_LINE} "
        r"is unstable, for every $A$ and $\alpha > 0$. With $E = (I-C)^{-1}CA^{T}$: $E^2 = 0$, so that $\det(I - C + CA^{T}) = "
        r"\det(I - C)\det(I + E) = \det(I - C) > 0$ and the characteristic polynomial of $(I - C + CA^{T})V$ is negative at 0: "
        r"it has a root $\mu > 0$."
    ),
    source=SOURCE,
    conclusion=Identity(
        polygons.nilpotent, polygons.free_nilpotent, polygons.random_nilpotent, "((I-C)^-1 C A^T)^2 = 0"
    ),
    evidence=(Derive(), Falsify(), Simulate(polygons_seen.odd_polygons_seen)),
    mutants=(
        Mutant(
            "E is zero",
            conclusion=Identity(
                polygons.nilpotent_wrongly, polygons.free_nilpotent, polygons.random_nilpotent, "(I-C)^-1 C A^T = 0"
            ),
        ),
    ),
    uses=("beyond.polygonal_pull",),
)
UNSCORED = Claim(
    id="beyond.lemma_15_repaired.unscored",
    title="Polygons are unstable where A vanishes on the tokens",
    statement=(
        rf"Under Assumption 1, {NOT_ON_A_LINE} is unstable if $Ax_j = 0$ for every $j$, such as $A = 0$, or tokens that span "
        r"$\mathbb{R}^d$. Then the common pull is that of (9), $u^+ = u + \alpha(I - C)Vu$, and $(I-C)V$ has a positive eigenvalue."
    ),
    source=SOURCE,
    conclusion=Identity(
        polygons.common_pull_unscored,
        polygons.free_unscored,
        polygons.random_unscored,
        "A x_j = 0: u+ = u + a (I - C) V u",
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "A^T x_j = 0 instead",
            conclusion=Identity(
                polygons.common_pull_unscored,
                polygons.free_scored_from_outside,
                polygons.random_scored_from_outside,
                "A^T x_j = 0: u+ = u + a (I - C) V u",
            ),
        ),
    ),
    uses=("beyond.polygonal_pull", "power_method.lemma_6.not_on_a_line"),
)
STABLE_TRIANGLE = Claim(
    id="beyond.polygonal_stable",
    title="A stable polygonal equilibrium that is not on a line",
    statement=(
        r"There are $V$ under Assumption 1 (with two positive eigenvalues), $A$ of rank one and $\alpha < 1/\rho(V)$ such that an "
        r"equilateral triangle is a Lyapunov stable polygonal equilibrium of (8), and an open set of starts converges to "
        r"such triangles. Here $A^{T}x_j = 0$ for every token, and $Ax_j \neq 0$."
    ),
    source=SOURCE,
    conclusion=Behaviour("some polygonal equilibrium of (8) that is not on a line is Lyapunov stable"),
    evidence=(
        Exact(lazily("verify.equilibria.families", "attracting_circle"), examples.stable_triangle),
        Simulate(seen.triangle_seen),
    ),
    mutants=(
        Mutant("uniform attention", example=lambda: {**examples.stable_triangle(), "query_key": [["0"] * 3] * 3}),
        Mutant("tokens on a line", example=examples.skew_pair),
        Mutant(
            "A transposed",
            example=lambda: {
                **examples.stable_triangle(),
                "query_key": [["0", "0", "-5"], ["0", "0", "-1"], ["0"] * 3],
            },
        ),
    ),
    uses=("beyond.polygonal_scores",),
    note=(
        "Neither hypothesis of beyond.lemma_15_repaired can be dropped: V has two positive eigenvalues and A does not vanish on the "
        "tokens from the right. That it does from the left is not enough."
    ),
)
REPAIRED_LEMMA_15 = Claim(
    id="beyond.lemma_15_repaired",
    title="Polygonal equilibria of attention are unstable, repaired",
    statement=(
        rf"Under Assumption 1, {NOT_ON_A_LINE} is unstable (i) for every $A$ if $V$ has an odd number of positive eigenvalues, and "
        r"(ii) for every such $V$ if $Ax_j = 0$ for all tokens. All scores vanish at every polygonal equilibrium; there are "
        r"none if $A + A^{T}$ is definite."
    ),
    source=SOURCE,
    parts=("beyond.polygonal_scores", "beyond.lemma_15_repaired.odd", "beyond.lemma_15_repaired.unscored"),
    repairs="power_method.lemma_15",
    note="For an even number of positive eigenvalues and A x_j != 0 a stable triangle exists (beyond.polygonal_stable).",
)
REPAIRED_THEOREM_3 = Claim(
    id="beyond.theorem_3_polygonal_repaired",
    title="Theorem 3 on polygons, repaired",
    statement=(
        rf"Under Assumption 1, {NOT_ON_A_LINE} is unstable if $V$ has an odd number of positive eigenvalues or $Ax_j = 0$ for "
        r"all tokens; no step-size condition is needed."
    ),
    source=ours("Theorem 3"),
    parts=("beyond.lemma_15_repaired",),
    repairs="power_method.theorem_3.polygonal_unstable",
)
