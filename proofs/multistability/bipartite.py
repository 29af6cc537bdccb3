"""The spectrum of self-attention at a bipartite consensus, sufficient inequalities, and the sign of ``lambda_k``."""

from __future__ import annotations

from typing import Any

from proofs.multistability import worlds
from proofs.multistability.notation import (
    BIPARTITE,
    OJA_BIPARTITE,
    all_left,
    least_margin,
    ours,
    restored,
    some_right,
)
from proofs.power_method.d2_jacobian import REDUCTION
from proofs.power_method.notation import (
    LAMBDA_J,
    LAMBDA_K,
    REST,
    E,
    M,
    both,
    gammas,
    stable,
    unstable,
)
from verify.claim import Claim, Hypothesis, Mutant, Point, drop
from verify.conclusions import Exists, Formula, Identity, SpectrumIs
from verify.equilibria import closed_form
from verify.evidence import Decide, Derive, Falsify, Precise
from verify.scenes import Scene

PARAMETERS = (LAMBDA_K, LAMBDA_J, E, M, REST)
WITNESS = {"lambda_k": "1", "lambda_j": "1/4", "E": "64", "m": "2", "rest": "2"}
SPECTRUM = "multistability.bipartite_spectrum.eigenvalues"


def _eigenvalues(p: Point) -> list[tuple[Any, Any]]:
    group = gammas(p)
    block = closed_form.flow_block(p.lambda_j, p.lambda_k, group)
    return [(block, 1), (-p.lambda_k * group.gamma_plus, p.m - 1), (-p.lambda_k * group.gamma_minus, p.rest - 1)]


def _exchanged(p: Point) -> list[tuple[Any, Any]]:
    block, (plus, m), (minus, rest) = _eigenvalues(p)
    return [block, (plus, m + 1), (minus, rest - 1)]


def _spectrum(part: str, title: str, scene: Scene, subject: str) -> Claim:
    parameters = tuple(p for p in PARAMETERS if p is not E or scene.system != "oja")
    return Claim(
        id=f"multistability.bipartite_spectrum.{part}",
        title=title,
        statement=(
            rf"At a bipartite consensus at $v_k$ of {subject} the tangent eigenvalues are, for each $l \neq k$, those of "
            r"$\begin{pmatrix}\lambda_l p - \lambda_k\mu_+ & \lambda_l(1-p)\\ \lambda_l(1-q) & \lambda_l q - "
            r"\lambda_k\mu_-\end{pmatrix}$, $p = \frac{1+\mu_+}{2}$, $q = \frac{1+\mu_-}{2}$, and $-\lambda_k\mu_+$ ($m-1$ times), "
            r"$-\lambda_k\mu_-$ ($n-m-1$ times): $(m-1)(d-1)$ and $(n-m-1)(d-1)$ in all."
        ),
        source=restored("bipartite spectrum"),
        parameters=parameters,
        conclusion=SpectrumIs(scene, "tangent", _eigenvalues),
        witness={p.name: WITNESS[p.name] for p in parameters},
        evidence=(Derive(), Precise(), Falsify()),
        mutants=(Mutant("groups exchanged", conclusion=SpectrumIs(scene, "tangent", _exchanged)),),
        uses=REDUCTION,
    )


BIPARTITE_SPECTRUM = Claim(
    id="multistability.bipartite_spectrum",
    title="Spectrum at a bipartite consensus",
    statement=(
        r"With $\mu_+ = \frac{mE-(n-m)}{mE+n-m}$, $\mu_- = \frac{(n-m)E-m}{(n-m)E+m}$, $E = e^{2v_k^{T}Av_k}$: the tangent "
        r"eigenvalues at a bipartite state are those of the three classes; every $A$, symmetric $V$, and the multiagent Oja flow as "
        r"$E = 1$."
    ),
    source=restored("bipartite spectrum"),
    parts=(SPECTRUM, "multistability.bipartite_spectrum.oja"),
)
EIGENVALUES = _spectrum("eigenvalues", "Eigenvalues at a bipartite consensus", BIPARTITE, "self-attention")
OJA = _spectrum(
    "oja",
    "Eigenvalues at a bipartite consensus of the multiagent Oja flow",
    OJA_BIPARTITE,
    "the multiagent Oja flow ($E = 1$)",
)
ANY_VALUE = Claim(
    id="multistability.bipartite_spectrum.any_value",
    title="The same blocks for every V with a real eigenpair",
    statement=(
        r"Let $Vv = \lambda v$, $|v| = 1$, $P = I - vv^{T}$, for any real $V$ and $A$. At $x_i = \sigma_iv$, $\sigma_i = \pm1$, the block "
        r"$P\{\delta_{ij}VC_iA^{T} + a_{ij}V(I + (x_j - m_i)x_i^{T}A)\}$ of Lemma 10 is $a_{ij}PV = a_{ij}PVP$ on the "
        r"tangent space. So the "
        r"tangent spectrum is that of $\lambda_lA_{att} - \mathrm{diag}(\kappa_i)$ over the eigenvalues $\lambda_l$ of $PVP$ on "
        r"$v^{\perp}$, the other eigenvalues of $V$, complex ones included."
    ),
    source=ours("bipartite spectrum"),
    conclusion=Identity(
        worlds.sign_state_block, worlds.free_sign_state, worlds.random_sign_state, "P{...} = a_ij P V P"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "without the projection on the right",
            conclusion=Identity(
                worlds.sign_state_block_unprojected, worlds.free_sign_state, worlds.random_sign_state, "P{...} = a_ij V"
            ),
        ),
    ),
    uses=("power_method.lemma_10", "power_method.asymmetric_value.spectrum"),
)

# ------------------------------------------------------------------ stability

INEQUALITIES = (
    Hypothesis("trace", r"\mathrm{tr} N_l < 0", lambda p: _block(p)[0] < 0),
    Hypothesis("determinant", r"\det N_l > 0", lambda p: _block(p)[1] > 0),
    Hypothesis("groups", r"\lambda_k\mu_+ > 0,\ \lambda_k\mu_- > 0", lambda p: both(*(g > 0 for g in _block(p)[2:]))),
)


def _block(p: Point) -> tuple[Any, Any, Any, Any]:
    """Trace and determinant of the 2 x 2 block, and what the groups are held by."""
    group = gammas(p)
    (x, y), (z, w) = closed_form.flow_block(p.lambda_j, p.lambda_k, group)
    return x + w, x * w - y * z, p.lambda_k * group.gamma_plus, p.lambda_k * group.gamma_minus


REAL = Claim(
    id="multistability.bipartite_stability.real",
    title="The blocks have real eigenvalues",
    statement=(
        r"The discriminant of a block is $(x - w)^2 + 4yz$ with $yz = \lambda_l^2(1-p)(1-q) \ge 0$: its eigenvalues are real, both are "
        r"negative exactly if the trace is negative and the determinant positive, and one is positive if the trace is positive or "
        r"the determinant negative."
    ),
    source=ours("bipartite stability"),
    parameters=PARAMETERS,
    conclusion=Formula(lambda p: _off_diagonal(p) >= 0),
    witness=WITNESS,
    evidence=(Decide(), Falsify()),
    mutants=(Mutant("positive", conclusion=Formula(lambda p: _off_diagonal(p) > 0)),),
    uses=("multistability.routh_hurwitz.real",),
)


def _off_diagonal(p: Point) -> Any:
    (_, y), (z, _) = closed_form.flow_block(p.lambda_j, p.lambda_k, gammas(p))
    return y * z


CLEARED = Claim(
    id="multistability.bipartite_stability.margins",
    title="Trace and determinant without denominators",
    statement=(
        r"$s$ times trace and determinant of the block, $s = (mE+n-m)((n-m)E+m) > 0$, are the polynomials that the suite decides "
        r"with; $\det N_l = (\lambda_k-\lambda_l)(\lambda_k\mu_+\mu_- - \lambda_l(p+q-1))$."
    ),
    source=ours("bipartite stability"),
    conclusion=Identity(worlds.flow_margins, worlds.symbolic_margins, worlds.random_margins, "margins of N_l"),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "other sign of the trace",
            conclusion=Identity(
                worlds.flow_margins_wrongly, worlds.symbolic_margins, worlds.random_margins, "trace with -lambda_k"
            ),
        ),
    ),
)
BIPARTITE_STABILITY = Claim(
    id="multistability.bipartite_stability",
    title="Sufficient inequalities for a stable bipartite consensus",
    statement=(
        r"A bipartite state at $v_k$ is asymptotically stable if $\mathrm{tr} N_l < 0$, $\det N_l > 0$ for all $l \neq k$ and "
        r"$\lambda_k\mu_\pm > 0$; some bipartite states are asymptotically stable."
    ),
    source=restored("bipartite stability", "the Routh-Hurwitz conditions of the blocks, and lambda_k mu > 0"),
    parts=("multistability.bipartite_stability.sufficient", "multistability.bipartite_stability.exists"),
    note="What is necessary and sufficient stands in beyond.flow_criterion.",
)
SUFFICIENT = Claim(
    id="multistability.bipartite_stability.sufficient",
    title="The inequalities are sufficient",
    statement=(
        r"If $\mathrm{tr} N_l < 0$ and $\det N_l > 0$ for all $l \neq k$, and $\lambda_k\mu_\pm > 0$, every tangent eigenvalue at the "
        r"bipartite state is negative."
    ),
    source=BIPARTITE_STABILITY.source,
    parameters=PARAMETERS,
    hypotheses=INEQUALITIES,
    conclusion=Formula(
        lambda p: all_left(p, p.lambda_j, p.lambda_k),
        BIPARTITE,
        stable,
        lambda p: some_right(p, p.lambda_j, p.lambda_k),
        least_margin,
    ),
    witness=WITNESS,
    evidence=(Decide(), Precise(points=2, boundary="lambda_j"), Falsify()),
    mutants=tuple(drop(hypothesis.name) for hypothesis in INEQUALITIES[1:]),
    uses=(SPECTRUM, "multistability.bipartite_stability.real", "multistability.bipartite_stability.margins"),
    note="The inequality of the trace follows from the other two: beyond.flow_criterion.trace.",
)
EXISTS = Claim(
    id="multistability.bipartite_stability.exists",
    title="Some bipartite consensus states are asymptotically stable",
    statement=r"There are $\lambda_1 = \lambda_k > \lambda_l > 0$, $A$ and a split for which the bipartite state is asymptotically stable.",
    source=BIPARTITE_STABILITY.source,
    parameters=PARAMETERS,
    hypotheses=(
        Hypothesis("principal", r"\lambda_k > \lambda_l > 0", lambda p: (p.lambda_k > p.lambda_j) & (p.lambda_j > 0)),
    ),
    conclusion=Exists(lambda p: all_left(p, p.lambda_j, p.lambda_k), BIPARTITE, stable),
    witness=WITNESS,
    evidence=(Decide(), Falsify()),
    mutants=(
        Mutant(
            "where attention is uniform",
            hypotheses=(
                Hypothesis(
                    "principal",
                    r"\lambda_k > \lambda_l > 0,\ E = 1",
                    lambda p: both(p.lambda_k > p.lambda_j, p.lambda_j > 0, p.E <= 1, p.E >= 1),
                ),
            ),
        ),
    ),
    uses=(SPECTRUM, "multistability.bipartite_stability.margins"),
)
NEGATIVE_UNSTABLE = Claim(
    id="multistability.negative_unstable",
    title="Bipartite states at negative eigenvalues are unstable",
    statement=r"A bipartite state at an eigenvector with $\lambda_k < 0$ is unstable.",
    source=restored("negative eigenvalues", "from Remark 10 of the power-method paper"),
    parameters=PARAMETERS,
    hypotheses=(
        Hypothesis("negative", r"\lambda_k < 0", lambda p: p.lambda_k < 0),
        Hypothesis("principal", r"\lambda_1 > 0", lambda p: p.lambda_j > 0),
    ),
    conclusion=Formula(
        lambda p: some_right(p, p.lambda_j, p.lambda_k),
        BIPARTITE,
        unstable,
        lambda p: all_left(p, p.lambda_j, p.lambda_k),
    ),
    witness={"lambda_k": "-1", "lambda_j": "1", "E": "4", "m": "2", "rest": "2"},
    evidence=(Decide(), Falsify()),
    uses=(SPECTRUM, "multistability.bipartite_stability.margins"),
    note=(
        "False where v_k^T A v_k < 0: then mu_+ and mu_- can be negative too, -lambda_k mu < 0 holds the groups, and the state is "
        "asymptotically stable if lambda_1 is small beside |lambda_k|. The published argument takes mu > 0 for granted. With "
        "v_k^T A v_k >= 0 and lambda_1 > 0 it is true: beyond.negative_unstable_flow."
    ),
)
