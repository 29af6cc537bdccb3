"""Lemma 4: which consensus equilibria of the Oja system (9) are stable."""

from __future__ import annotations

from typing import Any

from proofs.power_method.notation import (
    ALPHA,
    LAMBDA_1,
    LAMBDA_D,
    LAMBDA_J,
    LAMBDA_K,
    N_ANY,
    NONSINGULAR_J,
    NONSINGULAR_K,
    NOT_PRINCIPAL,
    OJA_CONSENSUS,
    OJA_PRINCIPAL,
    POSITIVE,
    SIMPLE,
    STEP_SIZE,
    N,
    inside,
    ours,
    outside,
    restored,
    stable,
    unstable,
)
from verify.claim import Claim, Hypothesis, Mutant, Point, Source, drop
from verify.conclusions import Formula
from verify.equilibria import closed_form
from verify.evidence import Decide, Falsify, Precise
from verify.scenes import Scene

SMALLEST = Hypothesis("smallest", r"\lambda_d \le \lambda_j", lambda p: p.lambda_d <= p.lambda_j)
SMALLEST_K = Hypothesis("smallest", r"\lambda_d \le \lambda_k", lambda p: p.lambda_d <= p.lambda_k)
PRINCIPAL_WITNESS = {"alpha": "1/2", "lambda_1": "1", "lambda_j": "1/2", "lambda_d": "-3", "n": "3"}


# ------------------------------------------------------------------ the principal consensus


def _principal_margin(p: Point) -> Any:
    """``(1 + alpha lambda_1)^2 - (1 + alpha lambda_j)^2``: positive inside the unit disc."""
    return (1 + p.alpha * p.lambda_1) ** 2 - (1 + p.alpha * p.lambda_j) ** 2


def _principal_inside(p: Point) -> Any:
    a, b = p.alpha * p.lambda_j, p.alpha * p.lambda_1
    return inside(closed_form.consensus_together(a, b)) & inside(closed_form.consensus_apart(b))


def _principal_outside(p: Point) -> Any:
    a, b = p.alpha * p.lambda_j, p.alpha * p.lambda_1
    return outside(closed_form.consensus_together(a, b)) | outside(closed_form.consensus_apart(b))


def principal_stable(claim_id: str, source: Source, scene: Scene, uses: tuple[str, ...], subject: str) -> Claim:
    """The consensus at ``v_1`` is asymptotically stable: for (9) here, for (8) and (21) elsewhere."""
    return Claim(
        id=claim_id,
        title="The principal consensus is asymptotically stable",
        statement=(
            rf"Under Assumption 1 and the step-size condition the consensus at $v_1$ of {subject} is asymptotically "
            r"stable: $|1+\alpha\lambda_j| < 1+\alpha\lambda_1$ for every $j \neq 1$, and $1/(1+\alpha\lambda_1) < 1$."
        ),
        source=source,
        parameters=(ALPHA, LAMBDA_1, LAMBDA_J, LAMBDA_D, N_ANY),
        hypotheses=(POSITIVE, SIMPLE, SMALLEST, NONSINGULAR_J, STEP_SIZE),
        conclusion=Formula(_principal_inside, scene, stable, _principal_outside, _principal_margin),
        witness=PRINCIPAL_WITNESS,
        evidence=(Decide(), Precise(boundary="lambda_j"), Falsify()),
        mutants=(
            drop("step size"),
            drop("positive"),
            drop("simple"),
            Mutant(
                "twice the step size",
                hypotheses=(
                    Hypothesis(
                        "step size",
                        r"\alpha < 4/(|\lambda_d| - \lambda_1)",
                        lambda p: p.alpha * (-p.lambda_d - p.lambda_1) < 4,
                    ),
                ),
            ),
        ),
        uses=uses,
        published_uses=("power_method.lemma_3",),
    )


# ------------------------------------------------------------------ the other consensus states


def _unstable_consensus(p: Point) -> Any:
    a, b = p.alpha * p.lambda_1, p.alpha * p.lambda_k
    return (1 + b > 0) & outside(closed_form.consensus_together(a, b))


def _stable_or_not_fixed(p: Point) -> Any:
    a, b = p.alpha * p.lambda_1, p.alpha * p.lambda_k
    return (1 + b < 0) | (inside(closed_form.consensus_together(a, b)) & inside(closed_form.consensus_apart(b)))


TWO_CYCLE = (
    "Where 1 + alpha lambda_k < 0 one step maps v_k to -v_k: the state is no equilibrium but a cycle of period two. The "
    "published argument computes eigenvalues of the Jacobian there without asking whether step(X) = X. The repaired "
    "statement adds 1 + alpha lambda_k > 0; the two-cycle is linearly unstable too under the step-size condition."
)


def consensus_unstable(
    claim_id: str, source: Source, scene: Scene, uses: tuple[str, ...], subject: str, sign: Hypothesis | None = None
) -> Claim:
    """Every consensus at ``v_k``, k > 1, is an unstable equilibrium; ``sign`` restricts ``1 + alpha lambda_k``."""
    extra = (sign,) if sign else ()
    refuted = sign is None or sign is NEGATIVE_SIGN
    return Claim(
        id=claim_id,
        title="The other consensus equilibria are unstable" + (f" ({sign.name})" if sign else ""),
        statement=(
            rf"Under Assumption 1 and the step-size condition every consensus equilibrium $v_k$, $k > 1$, of {subject} "
            rf"is unstable{', where $' + sign.latex + '$' if sign else ''}: $(1+\alpha\lambda_1)/|1+\alpha\lambda_k| > 1$."
        ),
        source=source,
        parameters=(ALPHA, LAMBDA_1, LAMBDA_K, LAMBDA_D, N),
        hypotheses=(POSITIVE, NOT_PRINCIPAL, SMALLEST_K, NONSINGULAR_K, STEP_SIZE, *extra),
        conclusion=Formula(_unstable_consensus, scene, unstable, _stable_or_not_fixed),
        witness={
            "alpha": "3/2" if sign is NEGATIVE_SIGN else "1/2",
            "lambda_1": "1",
            "lambda_k": "-2" if sign is NEGATIVE_SIGN else "1/2",
            "lambda_d": "-2",
            "n": "3",
        },
        evidence=(Decide(), Falsify()),
        mutants=() if refuted else (drop(sign.name), drop("not principal")) if sign else (),
        uses=uses,
        published_uses=("power_method.lemma_3",),
        note=TWO_CYCLE if refuted else "",
    )


POSITIVE_SIGN = Hypothesis("fixed", r"1 + \alpha\lambda_k > 0", lambda p: 1 + p.alpha * p.lambda_k > 0)
NEGATIVE_SIGN = Hypothesis("reversed", r"1 + \alpha\lambda_k < 0", lambda p: 1 + p.alpha * p.lambda_k < 0)

SPECTRUM = ("power_method.lemma_3.complete", "power_method.remark_2")

LEMMA_4 = Claim(
    id="power_method.lemma_4",
    title="Stability of the consensus equilibria of the Oja system",
    statement=(
        r"The consensus at $v_1$ is asymptotically stable; the consensus at $v_k$, $k > 1$, is unstable, for both signs of "
        r"$1 + \alpha\lambda_k$."
    ),
    source=restored("Lemma 4"),
    parts=(
        "power_method.lemma_4.principal_stable",
        "power_method.lemma_4.positive_unstable",
        "power_method.lemma_4.negative_unstable",
    ),
    published_uses=("power_method.lemma_3",),
    note=TWO_CYCLE,
)
LEMMA_4_PRINCIPAL = principal_stable(
    "power_method.lemma_4.principal_stable", restored("Lemma 4"), OJA_PRINCIPAL, SPECTRUM, "(9)"
)
LEMMA_4_POSITIVE = consensus_unstable(
    "power_method.lemma_4.positive_unstable", restored("Lemma 4"), OJA_CONSENSUS, SPECTRUM, "(9)", POSITIVE_SIGN
)
LEMMA_4_NEGATIVE = consensus_unstable(
    "power_method.lemma_4.negative_unstable", restored("Lemma 4"), OJA_CONSENSUS, SPECTRUM, "(9)", NEGATIVE_SIGN
)
LEMMA_4_EXPANDS = Claim(
    id="power_method.lemma_4.negative_expands",
    title="The inequality behind the negative case",
    statement=(
        r"Where $1+\alpha\lambda_k < 0$ and the step-size condition holds, $(1+\alpha\lambda_1)/|1+\alpha\lambda_k| > 1$: "
        r"the two-cycle $\pm v_k$ is linearly unstable."
    ),
    source=ours("Lemma 4"),
    parameters=(ALPHA, LAMBDA_1, LAMBDA_K, LAMBDA_D),
    hypotheses=(POSITIVE, SMALLEST_K, STEP_SIZE, NEGATIVE_SIGN),
    conclusion=Formula(lambda p: closed_form.consensus_together(p.alpha * p.lambda_1, p.alpha * p.lambda_k) > 1),
    witness={"alpha": "3/2", "lambda_1": "1", "lambda_k": "-2", "lambda_d": "-2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("step size"),),
    uses=SPECTRUM,
)
