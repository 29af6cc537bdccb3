"""The spectrum of self-attention, and of the multiagent Oja flow, at a consensus, and which consensus states are stable."""

from __future__ import annotations

from typing import Any

from proofs.multistability.notation import CONSENSUS, OJA_CONSENSUS, PRINCIPAL, ours, restored
from proofs.power_method.d2_jacobian import REDUCTION
from proofs.power_method.notation import (
    LAMBDA_1,
    LAMBDA_J,
    LAMBDA_K,
    N_ANY,
    NONSINGULAR_J,
    NOT_PRINCIPAL,
    POSITIVE,
    SIMPLE,
    N,
    either,
    stable,
    unstable,
)
from verify.claim import Claim, Mutant, Point, drop
from verify.conclusions import Formula, SpectrumIs
from verify.evidence import Decide, Derive, Falsify, Precise
from verify.scenes import Scene

SOURCE = restored("consensus spectrum")
SPECTRUM = "multistability.consensus_spectrum.eigenvalues"


def _eigenvalues(p: Point) -> list[tuple[Any, Any]]:
    """``lambda_j - lambda_k`` where all tokens move together, ``-lambda_k`` where they move against each other."""
    return [(p.lambda_j - p.lambda_k, 1), (-p.lambda_k, p.n - 1)]


def _spectrum(claim_id: str, title: str, scene: Scene, subject: str) -> Claim:
    def wrong(p: Point) -> list[tuple[Any, Any]]:
        return [(p.lambda_j - p.lambda_k, 1), (-p.lambda_k, p.n - 2)]

    def unshifted(p: Point) -> list[tuple[Any, Any]]:
        return [(p.lambda_j, 1), (-p.lambda_k, p.n - 1)]

    return Claim(
        id=claim_id,
        title=title,
        statement=(
            rf"At the consensus $v_k$ the Jacobian of {subject} has, for each $l \neq k$, the tangent eigenvalues "
            r"$\lambda_l - \lambda_k$ (once) and $-\lambda_k$ ($n-1$ times): $-\lambda_k$ with multiplicity $(n-1)(d-1)$ in all."
        ),
        source=ours("consensus spectrum") if scene is OJA_CONSENSUS else SOURCE,
        parameters=(LAMBDA_K, LAMBDA_J, N_ANY),
        conclusion=SpectrumIs(scene, "tangent", _eigenvalues),
        witness={"lambda_k": "1", "lambda_j": "1/3", "n": "3"},
        evidence=(Derive(), Precise(), Falsify()),
        mutants=(
            Mutant("wrong multiplicity", conclusion=SpectrumIs(scene, "tangent", wrong)),
            Mutant("without the shift", conclusion=SpectrumIs(scene, "tangent", unshifted)),
        ),
        uses=REDUCTION,
    )


CONSENSUS_SPECTRUM = Claim(
    id="multistability.consensus_spectrum",
    title="Spectrum at a consensus, and which consensus is stable",
    statement=(
        r"At the consensus $v_k$ the eigenvalues are $\lambda_l - \lambda_k$ ($l \neq k$) and $-\lambda_k$ with multiplicity "
        r"$(n-1)(d-1)$: only the consensus at $\pm v_1$ is stable."
    ),
    source=SOURCE,
    parts=(
        SPECTRUM,
        "multistability.consensus_spectrum.principal_stable",
        "multistability.consensus_spectrum.others_unstable",
    ),
    note="There is no step to be too long: the two-cycles that refute this in discrete time do not occur.",
)
EIGENVALUES = _spectrum(SPECTRUM, "Eigenvalues at a consensus", CONSENSUS, "self-attention, for every $A$,")
OJA_EIGENVALUES = _spectrum(
    "multistability.consensus_spectrum.oja",
    "Eigenvalues at a consensus of the multiagent Oja flow",
    OJA_CONSENSUS,
    "the multiagent Oja flow",
)


def principal_stable(claim_id: str, scene: Scene, subject: str, spectrum: str) -> Claim:
    """The consensus at ``v_1`` is asymptotically stable, for a flow."""
    return Claim(
        id=claim_id,
        title="The principal consensus is asymptotically stable",
        statement=(
            rf"Under Assumption 1 the consensus at $v_1$ of {subject} is asymptotically stable: $\lambda_j - \lambda_1 < 0$ for "
            r"every $j \neq 1$, and $-\lambda_1 < 0$."
        ),
        source=SOURCE,
        parameters=(LAMBDA_1, LAMBDA_J, N_ANY),
        hypotheses=(POSITIVE, SIMPLE, NONSINGULAR_J),
        conclusion=Formula(
            lambda p: (p.lambda_j - p.lambda_1 < 0) & (-p.lambda_1 < 0),
            scene,
            stable,
            lambda p: either(p.lambda_j - p.lambda_1 > 0, (p.n > 1) & (-p.lambda_1 > 0)),
            lambda p: p.lambda_1 - p.lambda_j,
        ),
        witness={"lambda_1": "1", "lambda_j": "1/2", "n": "3"},
        evidence=(Decide(), Precise(boundary="lambda_j"), Falsify()),
        mutants=(drop("positive"), drop("simple")),
        uses=(spectrum,),
    )


def others_unstable(claim_id: str, scene: Scene, subject: str, spectrum: str) -> Claim:
    """Every other consensus is unstable, for a flow."""
    return Claim(
        id=claim_id,
        title="The other consensus equilibria are unstable",
        statement=(
            rf"Under Assumption 1 the consensus at $v_k$, $\lambda_k < \lambda_1$, of {subject} is an unstable equilibrium: "
            r"$\lambda_1 - \lambda_k > 0$ is an eigenvalue."
        ),
        source=SOURCE,
        parameters=(LAMBDA_1, LAMBDA_K, N),
        hypotheses=(POSITIVE, NOT_PRINCIPAL),
        conclusion=Formula(
            lambda p: p.lambda_1 - p.lambda_k > 0,
            scene,
            unstable,
            lambda p: (p.lambda_1 - p.lambda_k < 0) & (p.lambda_k > 0),
        ),
        witness={"lambda_1": "1", "lambda_k": "1/2", "n": "3"},
        evidence=(Decide(), Falsify()),
        mutants=(drop("not principal"),),
        uses=(spectrum,),
    )


PRINCIPAL_STABLE = principal_stable(
    "multistability.consensus_spectrum.principal_stable", PRINCIPAL, "self-attention", SPECTRUM
)
OTHERS_UNSTABLE = others_unstable(
    "multistability.consensus_spectrum.others_unstable", CONSENSUS, "self-attention", SPECTRUM
)
