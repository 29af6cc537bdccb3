"""Eq. (14), Lemmas 12, 13 and 14, Remark 8: the spectrum of attention (8) at a bipartite consensus."""

from __future__ import annotations

from typing import Any

from proofs.power_method.d2_jacobian import REDUCTION
from proofs.power_method.notation import (
    ALPHA,
    BIPARTITE,
    LAMBDA_J,
    LAMBDA_K,
    OJA_BIPARTITE,
    REST,
    E,
    M,
    fixed,
    gammas,
    normalisers,
    ours,
    restored,
)
from proofs.power_method.worlds import bipartite, counting
from verify.claim import Claim, Hypothesis, Mutant, Point, Source, drop
from verify.conclusions import Formula, Identity, SpectrumIs
from verify.equilibria import closed_form
from verify.evidence import Decide, Derive, Falsify, Precise
from verify.scenes import Scene

FIXED = Hypothesis("fixed", r"c_+ > 0,\ c_- > 0", lambda p: fixed(p, p.lambda_k))
WITNESS = {"alpha": "1/2", "lambda_k": "1", "lambda_j": "1/3", "E": "4", "m": "2", "rest": "2"}

EQ_14 = Claim(
    id="power_method.eq_14",
    title="Attention weights at a bipartite consensus",
    statement=(
        r"With $E = e^{2c}$: $a_{++} = E/(mE+n-m)$, $a_{+-} = 1/(mE+n-m)$, $a_{--} = E/((n-m)E+m)$, "
        r"$a_{-+} = 1/((n-m)E+m)$; $s_i = \lambda_k\gamma_+ v_k$ at $+v_k$ and $-\lambda_k\gamma_- v_k$ at $-v_k$, "
        r"$\gamma_+ = m a_{++} - (n-m) a_{+-}$, $\gamma_- = (n-m) a_{--} - m a_{-+}$."
    ),
    source=restored("eq. (14)"),
    conclusion=Identity(
        bipartite.bipartite_weights, bipartite.symbolic_bipartite, bipartite.random_bipartite, "weights of eq. (14)"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "groups exchanged",
            conclusion=Identity(
                bipartite.bipartite_weights_exchanged,
                bipartite.symbolic_bipartite,
                bipartite.random_bipartite,
                "exchanged",
            ),
        ),
    ),
    uses=("reduction.grouping",),
)


def _bipartite(p: Point) -> list[tuple[Any, Any]]:
    b, group = p.alpha * p.lambda_k, gammas(p)
    c_plus, c_minus = closed_form.normalisers(b, group)
    block = closed_form.bipartite_block(p.alpha * p.lambda_j, b, group)
    return [(block, 1), (1 / c_plus, p.m - 1), (1 / c_minus, p.rest - 1)]


def _block(p: Point) -> list[tuple[Any, Any]]:
    return _bipartite(p)[:1]


def _apart(p: Point) -> list[tuple[Any, Any]]:
    return _bipartite(p)[1:]


def _radial(p: Point) -> list[tuple[Any, Any]]:
    return [(p.alpha * 0, p.m + p.rest)]


def _spectrum(
    part: str,
    title: str,
    statement: str,
    direction: str,
    listed: Any,
    wrong: Any,
    scene: Scene,
    *,
    complete: bool,
    source: Source,
) -> Claim:
    oja = scene is OJA_BIPARTITE
    parameters = (ALPHA, LAMBDA_K, LAMBDA_J, *(() if oja else (E,)), M, REST)
    return Claim(
        id=f"power_method.{part}",
        title=title,
        statement=statement,
        source=source,
        parameters=parameters,
        hypotheses=(FIXED,),
        conclusion=SpectrumIs(scene, direction, listed, complete),
        witness={p.name: WITNESS[p.name] for p in parameters},
        evidence=(Derive(), Precise(), Falsify()),
        mutants=(Mutant("wrong multiplicity or value", conclusion=SpectrumIs(scene, direction, wrong, complete)),),
        uses=REDUCTION,
    )


def _exchanged(p: Point) -> list[tuple[Any, Any]]:
    block, (plus, m), (minus, rest) = _bipartite(p)
    return [block, (plus, m + 1), (minus, rest - 1)]


L14 = restored("Lemma 14", "class 1 is exact here, zero; the paper's value comes from the truncated norm")
LEMMA_14 = Claim(
    id="power_method.lemma_14",
    title="Spectrum of attention at a bipartite consensus",
    statement=r"For $\alpha < 1/\rho(V)$ the eigenvalues at a bipartite consensus at $v_k$ are those of the three classes.",
    source=L14,
    parts=(
        "power_method.lemma_14.class_1",
        "power_method.lemma_14.class_2",
        "power_method.lemma_14.class_3",
        "power_method.lemma_14.complete",
    ),
    published_uses=("power_method.lemma_12", "power_method.lemma_13"),
)
CLASS_1 = _spectrum(
    "lemma_14.class_1",
    "Class 1: radial",
    r"Along $v_k$ (extrinsic) the exact Jacobian has the eigenvalue $0$, $m$ and $n - m$ of them.",
    "radial",
    _radial,
    lambda p: [(p.alpha * 0 + 1, p.m + p.rest)],
    BIPARTITE,
    complete=True,
    source=L14,
)
CLASS_2 = _spectrum(
    "lemma_14.class_2",
    "Class 2: the blocks M_j",
    r"For each $j \neq k$ the two eigenvalues of $M_j$ of eq. (14), $2(d-1)$ in all.",
    "tangent",
    _block,
    lambda p: [(p.lambda_j * p.alpha, 1)],
    BIPARTITE,
    complete=False,
    source=L14,
)
CLASS_3 = _spectrum(
    "lemma_14.class_3",
    "Class 3: tokens of one group against each other",
    r"$1/c_+$ with multiplicity $(m-1)(d-1)$ and $1/c_-$ with multiplicity $(n-m-1)(d-1)$; none for a singleton group.",
    "tangent",
    _apart,
    lambda p: [(1 / normalisers(p, p.lambda_k)[0], p.m - 1), (1 / normalisers(p, p.lambda_k)[0] + 1, p.rest - 1)],
    BIPARTITE,
    complete=False,
    source=L14,
)
COMPLETE = _spectrum(
    "lemma_14.complete",
    "Classes 2 and 3 are all",
    r"Per direction $v_j$ they are all $n$ eigenvalues: $2 + (m-1) + (n-m-1) = n$; the derivatives of the attention weights "
    r"are included and vanish on the tangent space, for every $A$.",
    "tangent",
    _bipartite,
    _exchanged,
    BIPARTITE,
    complete=True,
    source=L14,
)
OJA = _spectrum(
    "lemma_14.oja",
    "The Oja system is the case E = 1",
    r"At a bipartite consensus of (9) the spectrum is that of Lemma 14 with $E = 1$.",
    "tangent",
    _bipartite,
    _exchanged,
    OJA_BIPARTITE,
    complete=True,
    source=ours("Lemma 14"),
)

LEMMA_12 = Claim(
    id="power_method.lemma_12",
    title="The Jacobian at a bipartite consensus",
    statement=(
        r"At a bipartite consensus the Jacobian of (8) is $|c_\pm|^{-1}(I - v_k v_k^{T})(\delta_{ij}I + \alpha a_{ij}V)$: the "
        r"derivatives of the attention weights produce only components along $v_k$, which the projection removes."
    ),
    source=restored("Lemma 12", "exact, where the paper truncates the norm"),
    parts=("power_method.lemma_14.class_1", "power_method.lemma_14.complete"),
    published_uses=("power_method.lemma_10",),
)

SMALL_STEP = Hypothesis(
    "small step", r"\alpha\rho(V) < 1", lambda p: (p.alpha * p.lambda_k < 1) & (p.alpha * p.lambda_k > -1)
)
LEMMA_13 = Claim(
    id="power_method.lemma_13",
    title="Short steps keep the signs",
    statement=r"$\alpha < 1/\rho(V)$ implies $c_+ > 0$ and $c_- > 0$.",
    source=restored("Lemma 13"),
    parameters=(ALPHA, LAMBDA_K, E, M, REST),
    hypotheses=(SMALL_STEP,),
    conclusion=Formula(
        lambda p: fixed(p, p.lambda_k), BIPARTITE, lambda facts: facts.fixed, lambda p: ~_nonnegative(p)
    ),
    witness={"alpha": "1/2", "lambda_k": "1", "E": "4", "m": "2", "rest": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(
        drop("small step"),
        Mutant(
            "twice the step",
            hypotheses=(
                Hypothesis(
                    "small step",
                    r"\alpha\rho(V) < 2",
                    lambda p: (p.alpha * p.lambda_k < 2) & (p.alpha * p.lambda_k > -2),
                ),
            ),
        ),
    ),
    uses=("power_method.eq_14",),
)


def _nonnegative(p: Point) -> Any:
    c_plus, c_minus = normalisers(p, p.lambda_k)
    return (c_plus >= 0) & (c_minus >= 0)


REMARK_8 = Claim(
    id="power_method.remark_8",
    title="Only classes 2 and 3 count",
    statement=(
        r"Class 1 is extrinsic; classes 2 and 3 are the spectrum on the tangent space: "
        r"$2(d-1) + (m-1)(d-1) + (n-m-1)(d-1) = n(d-1)$."
    ),
    source=restored("Remark 8", "in words in the source; the counts are ours"),
    conclusion=Identity(
        counting.bipartite_counts, counting.symbolic_counts, counting.random_counts, "multiplicities of (8)"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "one eigenvalue of M_j",
            conclusion=Identity(
                counting.bipartite_counts_one_class,
                counting.symbolic_counts,
                counting.random_counts,
                "M_j with one eigenvalue",
            ),
        ),
    ),
    uses=("power_method.lemma_14.class_1", "power_method.lemma_14.complete"),
    published_uses=("power_method.lemma_14",),
)
