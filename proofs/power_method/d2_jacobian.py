"""Lemmas 2 and 3, Remark 2: the Jacobian of the Oja system (9) and its spectrum at a consensus."""

from __future__ import annotations

from typing import Any

from proofs.power_method.notation import ALPHA, LAMBDA_J, LAMBDA_K, N_ANY, OJA_CONSENSUS, ours, restored
from proofs.power_method.worlds import counting, general, truncation
from verify.claim import Claim, Hypothesis, Mutant, Point
from verify.conclusions import Identity, SpectrumIs
from verify.equilibria import closed_form
from verify.evidence import Derive, Falsify, Precise

REDUCTION = (
    "reduction.invariant_subspace",
    "reduction.grouping",
    "reduction.permutations",
    "reduction.block_constant",
)
DEFINED = Hypothesis(
    "defined",
    r"1 + \alpha\lambda_k \neq 0",
    lambda p: (1 + p.alpha * p.lambda_k > 0) | (1 + p.alpha * p.lambda_k < 0),
)

LEMMA_2 = Claim(
    id="power_method.lemma_2",
    title="The Jacobian of the Oja system",
    statement=r"The extrinsic Jacobian of (9), exactly, and what the second-order expansion of the norm keeps of it.",
    source=restored("Lemma 2", "block (11) is missing; rebuilt from the expansion that the proof describes"),
    parts=("power_method.lemma_2.exact", "power_method.lemma_2.truncation", "power_method.lemma_2.truncation_tangent"),
    published_uses=(),
)

EXACT = Claim(
    id="power_method.lemma_2.exact",
    title="The exact block",
    statement=(
        r"$J_{il} = |y_i|^{-1}(I - z_i z_i^{T})(\delta_{il} I + \tfrac{\alpha}{n} V)$ with $y_i = x_i + \alpha V\bar x$, "
        r"$z_i = y_i/|y_i|$, at every state, for all $n$ and $d$."
    ),
    source=ours("Lemma 2"),
    conclusion=Identity(general.oja_derivative, general.symbolic_oja, general.random_oja, "D step_oja = exact block"),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "without the projection",
            conclusion=Identity(
                general.oja_derivative_unprojected, general.symbolic_oja, general.random_oja, "D step_oja = unprojected"
            ),
        ),
    ),
    note="The published block comes from a truncated series; the exact one needs no series and is as short.",
)

TRUNCATION = Claim(
    id="power_method.lemma_2.truncation",
    title="The truncated derivative of the norm is right to second order",
    statement=(
        r"With $\sigma = x^{T}s$ and $|x| = 1$, the second-order truncation "
        r"$|x + \alpha s|^{-1} \approx 1 - \alpha\sigma + \alpha^2(\tfrac32\sigma^2 - \tfrac12|s|^2)$ "
        r"differs from the exact value by $O(\alpha^3)$: its first three Taylor coefficients in $\alpha$ are exact."
    ),
    source=restored("Lemma 2", "the binomial expansion that the proof names"),
    conclusion=Identity(
        truncation.norm_series, truncation.symbolic_norm, truncation.random_norm, "Taylor coefficients 0, 1, 2"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "without |s|^2",
            conclusion=Identity(
                truncation.norm_series_without_square,
                truncation.symbolic_norm,
                truncation.random_norm,
                "without |s|^2",
            ),
        ),
    ),
)

TRUNCATION_TANGENT = Claim(
    id="power_method.lemma_2.truncation_tangent",
    title="The truncation changes only radial eigenvalues",
    statement=(
        r"At a consensus $x_i = v_k$ the truncated Jacobian and the exact one agree on every tangent perturbation: the "
        r"derivative of the truncated factor is multiplied by $y_i$, which is parallel to $v_k$. They differ only in "
        r"class 1, where the exact eigenvalue is $0$: it does not matter for stability."
    ),
    source=ours("Lemma 2"),
    conclusion=Identity(
        truncation.truncated_tangent, truncation.symbolic_truncated, truncation.random_truncated, "tangent parts agree"
    ),
    evidence=(Derive(), Falsify()),
    uses=("power_method.lemma_2.exact",),
    mutants=(
        Mutant(
            "radial parts agree too",
            conclusion=Identity(
                truncation.truncated_radial,
                truncation.symbolic_truncated,
                truncation.random_truncated,
                "radial parts agree",
            ),
        ),
    ),
    note=(
        "Which eigenvalues differ: the n radial ones (class 1), zero exactly and not zero after truncation. Stability is "
        "decided by the tangent ones, which are the same."
    ),
)

LEMMA_3 = Claim(
    id="power_method.lemma_3",
    title="Spectrum of the Oja system at a consensus",
    statement=r"The three classes of eigenvalues of the Jacobian of (9) at the consensus $v_k$, $n d$ in all.",
    source=restored("Lemma 3"),
    parts=(
        "power_method.lemma_3.class_1",
        "power_method.lemma_3.class_2",
        "power_method.lemma_3.class_3",
        "power_method.lemma_3.complete",
    ),
    published_uses=("power_method.lemma_2",),
)


def _together(p: Point) -> list[tuple[Any, Any]]:
    return [(closed_form.consensus_together(p.alpha * p.lambda_j, p.alpha * p.lambda_k), 1)]


def _apart(p: Point) -> list[tuple[Any, Any]]:
    return [(closed_form.consensus_apart(p.alpha * p.lambda_k), p.n - 1)]


WITNESS = {"alpha": "1/2", "lambda_k": "1", "lambda_j": "1/3", "n": "3"}


def _class(part: str, title: str, statement: str, direction: str, listed: Any, *, complete: bool, wrong: Any) -> Claim:
    conclusion = SpectrumIs(OJA_CONSENSUS, direction, listed, complete)
    return Claim(
        id=f"power_method.lemma_3.{part}",
        title=title,
        statement=statement,
        source=restored("Lemma 3", "values from the proof; the exact Jacobian in place of the truncated one"),
        parameters=(ALPHA, LAMBDA_K, LAMBDA_J, N_ANY),
        hypotheses=(DEFINED,),
        conclusion=conclusion,
        witness=WITNESS,
        evidence=(Derive(), Precise(), Falsify()),
        mutants=(
            Mutant("wrong multiplicity or value", conclusion=SpectrumIs(OJA_CONSENSUS, direction, wrong, complete)),
        ),
        uses=REDUCTION,
    )


CLASS_1 = _class(
    "class_1",
    "Class 1: radial",
    r"Along $v_k$ (extrinsic) the exact Jacobian has the eigenvalue $0$ with multiplicity $n$, for both signs of "
    r"$1 + \alpha\lambda_k$.",
    "radial",
    lambda p: [(p.alpha * 0, p.n)],
    complete=True,
    wrong=lambda p: [(p.alpha * 0 + 1, p.n)],
)
CLASS_2 = _class(
    "class_2",
    "Class 2: all tokens together",
    r"For each $j \neq k$ the eigenvalue $(1 + \alpha\lambda_j)/|1 + \alpha\lambda_k|$, all tokens moving along $v_j$.",
    "tangent",
    _together,
    complete=False,
    wrong=lambda p: [((1 + p.alpha * p.lambda_k) / abs(1 + p.alpha * p.lambda_j) + p.alpha, 1)],
)
CLASS_3 = _class(
    "class_3",
    "Class 3: tokens against each other",
    r"The eigenvalue $1/|1 + \alpha\lambda_k|$ with multiplicity $(n-1)(d-1)$: $n - 1$ for each $j \neq k$.",
    "tangent",
    _apart,
    complete=False,
    wrong=lambda p: [(closed_form.consensus_apart(p.alpha * p.lambda_k) + p.alpha, p.n - 1)],
)
COMPLETE = _class(
    "complete",
    "Classes 2 and 3 are all",
    r"For each $j \neq k$ the eigenvalues of classes 2 and 3 are all $n$ eigenvalues along $v_j$: with class 1 there are "
    r"$n + (d-1) + (n-1)(d-1) = n d$.",
    "tangent",
    lambda p: _together(p) + _apart(p),
    complete=True,
    wrong=lambda p: [*_together(p), (closed_form.consensus_apart(p.alpha * p.lambda_k), p.n - 2)],
)

REMARK_2 = Claim(
    id="power_method.remark_2",
    title="Only classes 2 and 3 decide stability",
    statement=(
        r"Perturbations along $v_k$ are not tangent at a consensus and are mapped to $0$; perturbations along $v_j$, "
        r"$j \neq k$, are tangent and stay so: classes 2 and 3 are the spectrum on the tangent space, "
        r"$(d-1) + (n-1)(d-1) = n(d-1)$ eigenvalues."
    ),
    source=restored("Remark 2", "in words in the source; the counts are ours"),
    conclusion=Identity(
        counting.class_counts, counting.symbolic_counts, counting.random_counts, "multiplicities of (9)"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "class 3 once more",
            conclusion=Identity(
                counting.class_counts_off_by_one,
                counting.symbolic_counts,
                counting.random_counts,
                "class 3 with multiplicity n",
            ),
        ),
    ),
    uses=("power_method.lemma_3.class_1", "power_method.lemma_3.complete"),
    published_uses=("power_method.lemma_3",),
)
