"""Lemmas 4, 5 and 6: which equilibria of the Oja system (9) are stable."""

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
    OJA_BIPARTITE,
    OJA_BIPARTITE_PRINCIPAL,
    OJA_CONSENSUS,
    OJA_PRINCIPAL,
    POSITIVE,
    REST,
    SIMPLE,
    STEP_SIZE,
    M,
    N,
    both,
    either,
    fixed,
    inside,
    ours,
    outside,
    restored,
    stable,
    unstable,
)
from proofs.power_method.worlds import polygons
from verify.claim import Claim, Hypothesis, Mutant, Point, Source, drop
from verify.conclusions import Behaviour, Formula, Identity
from verify.equilibria import closed_form
from verify.evidence import Decide, Derive, Enclose, Falsify, Precise, Simulate
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


# ------------------------------------------------------------------ bipartite consensus


def _signs(p: Point, lambda_j: Any, lambda_k: Any) -> tuple[Any, ...]:
    """The signs that decide, at a fixed point: three Schur-Cohn margins and ``c_+ - 1``, ``c_- - 1``, cleared of their
    positive denominators."""
    a, b = p.alpha * lambda_j, p.alpha * lambda_k
    margins = closed_form.margin_numerators(a, b, closed_form.split_scale(1, p.m, p.rest))
    return (*margins, b * (p.m - p.rest), b * (p.rest - p.m))


def some_outside(p: Point, lambda_j: Any, lambda_k: Any) -> Any:
    """An eigenvalue outside the closed unit disc: of the block of ``v_j``, or of a group of two or more."""
    at_one, at_minus_one, determinant, above_plus, above_minus = _signs(p, lambda_j, lambda_k)
    return either(
        at_one < 0, at_minus_one < 0, determinant < 0, (p.m > 1) & (above_plus < 0), (p.rest > 1) & (above_minus < 0)
    )


def _all_inside(p: Point, lambda_j: Any, lambda_k: Any) -> Any:
    at_one, at_minus_one, determinant, above_plus, above_minus = _signs(p, lambda_j, lambda_k)
    return both(
        at_one > 0, at_minus_one > 0, determinant > 0, (p.m <= 1) | (above_plus > 0), (p.rest <= 1) | (above_minus > 0)
    )


FIXED_K = Hypothesis("fixed", r"c_+ > 0,\ c_- > 0", lambda p: fixed(p, p.lambda_k))
FIXED_1 = Hypothesis("fixed", r"c_+ > 0,\ c_- > 0", lambda p: fixed(p, p.lambda_1))

MARGINAL = (
    "For n = 2 and lambda_2 < 0 the pair (v_1, -v_1) is Lyapunov stable: its tangent eigenvalues are 1 (along the line of "
    "equilibria (x, -x)) and 1 + alpha lambda_j < 1. The published proof needs a direction of expansion and takes v_1, which "
    "is not tangent there: P_i v_1 = 0. An open set of starts converges to pairs (x, -x) and never to a consensus. The repaired "
    "statement adds: an unbalanced split, or lambda_2 > 0."
)


def antipodal_example(system: str = "oja") -> dict[str, Any]:
    """V = diag(1, -1/2), tokens ``(v_1, -v_1)``, alpha = 1; for attention with A = 0."""
    return {
        "system": system,
        "time": "discrete",
        "step_size": "1",
        "value": [["1", "0"], ["0", "-1/2"]],
        "query_key": [["0", "0"], ["0", "0"]] if system == "attention" else None,
        "heads": None,
        "mask": None,
        "metric": None,
        "schedule": None,
        "tokens": [["1", "0"], ["-1", "0"]],
        "radius": "1/100",
        "horizon": None,
        "parameters": {},
        "explanation": "V = diag(1, -1/2) satisfies Assumption 1 and no step-size condition applies; the tokens are v_1 and -v_1.",
    }


def attracting_pair(example: Any) -> Any:
    """See :mod:`verify.equilibria.antipodal`; imported when it is run."""
    from verify.equilibria.antipodal import attracting_pair as certify

    return certify(example)


def _oja_pair() -> dict[str, Any]:
    return antipodal_example("oja")


def pair_seen(seed: int, steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Where 200 random starts within 0.05 of the pair end."""
    import numpy as np

    from verify.systems import Oja

    rng = np.random.default_rng(seed)
    tokens = np.array([[1.0, 0.0], [-1.0, 0.0]]) + rng.uniform(-0.05, 0.05, size=(200, 2, 2))
    tokens /= np.linalg.norm(tokens, axis=-1, keepdims=True)
    system = Oja(value=np.diag([1.0, -0.5]), step_size=1.0)
    for _ in range(min(steps, 200)):
        tokens = system.step(tokens)
    pairs = int((np.abs(tokens.sum(axis=1)).max(axis=1) < 1e-9).sum())
    told = f"{pairs} of 200 random starts within 0.05 of the pair end at antipodal pairs (x, -x), none of them at a consensus"
    return pairs < 200, told, {"starts": 200, "antipodal": pairs}


PAIR_SEEN = Simulate(pair_seen)
REFUTED_BY_PAIR = Enclose(attracting_pair, _oja_pair, refuting=True)


def bipartite_principal(claim_id: str, source: Source) -> Claim:
    """Bipartite consensus at ``v_1``: unstable? False for n = 2."""
    return Claim(
        id=claim_id,
        title="Bipartite consensus at the principal eigenvector of (9) is unstable",
        statement=r"Under Assumption 1 every bipartite consensus equilibrium of (9) at $v_1$ is unstable.",
        source=source,
        parameters=(ALPHA, LAMBDA_1, LAMBDA_J, M, REST),
        hypotheses=(POSITIVE, SIMPLE, NONSINGULAR_J, FIXED_1),
        conclusion=Formula(
            lambda p: some_outside(p, p.lambda_j, p.lambda_1),
            OJA_BIPARTITE_PRINCIPAL,
            unstable,
            lambda p: _all_inside(p, p.lambda_j, p.lambda_1),
        ),
        witness={"alpha": "1/2", "lambda_1": "1", "lambda_j": "1/2", "m": "2", "rest": "1"},
        evidence=(Decide(), REFUTED_BY_PAIR, PAIR_SEEN),
        uses=("power_method.lemma_14.oja",),
        published_uses=("power_method.lemma_2",),
        note=MARGINAL,
    )


def bipartite_other(claim_id: str, source: Source) -> Claim:
    """Bipartite consensus at ``v_k``, k > 1: unstable."""
    return Claim(
        id=claim_id,
        title="Bipartite consensus of (9) away from the principal eigenvector is unstable",
        statement=r"Under Assumption 1 every bipartite consensus equilibrium of (9) at $v_k$, $k > 1$, is unstable.",
        source=source,
        parameters=(ALPHA, LAMBDA_1, LAMBDA_K, M, REST),
        hypotheses=(POSITIVE, NOT_PRINCIPAL, NONSINGULAR_K, FIXED_K),
        conclusion=Formula(
            lambda p: some_outside(p, p.lambda_1, p.lambda_k),
            OJA_BIPARTITE,
            unstable,
            lambda p: _all_inside(p, p.lambda_1, p.lambda_k),
        ),
        witness={"alpha": "1/2", "lambda_1": "1", "lambda_k": "1/2", "m": "2", "rest": "1"},
        evidence=(Decide(), Falsify()),
        mutants=(Mutant("stable instead", conclusion=Formula(lambda p: ~some_outside(p, p.lambda_1, p.lambda_k))),),
        uses=("power_method.lemma_14.oja",),
        published_uses=("power_method.lemma_2",),
    )


LEMMA_5 = Claim(
    id="power_method.lemma_5",
    title="Bipartite consensus equilibria of the Oja system are unstable",
    statement="Under Assumption 1 every bipartite consensus equilibrium of (9) is unstable.",
    source=restored("Lemma 5"),
    parts=("power_method.lemma_5.principal", "power_method.lemma_5.other"),
    published_uses=("power_method.lemma_2",),
    note=MARGINAL,
)
LEMMA_5_PRINCIPAL = bipartite_principal("power_method.lemma_5.principal", restored("Lemma 5"))
LEMMA_5_OTHER = bipartite_other("power_method.lemma_5.other", restored("Lemma 5"))


# ------------------------------------------------------------------ polygonal equilibria

LEMMA_6 = Claim(
    id="power_method.lemma_6",
    title="Polygonal equilibria of the Oja system are unstable",
    statement="Under Assumption 1 every polygonal equilibrium of (9) is unstable.",
    source=restored("Lemma 6"),
    parts=("power_method.lemma_6.on_a_line", "power_method.lemma_6.not_on_a_line"),
    published_uses=("power_method.lemma_2",),
    note=MARGINAL,
)


def polygonal_on_a_line(
    claim_id: str, source: Source, refutation: Enclose = REFUTED_BY_PAIR, subject: str = "(9)"
) -> Claim:
    """Polygonal equilibria with all tokens at ``+-v_1``."""
    return Claim(
        id=claim_id,
        title="Polygonal equilibria on a line are unstable",
        statement=rf"Under Assumption 1 every polygonal equilibrium of {subject} with all tokens on one line is unstable.",
        source=source,
        conclusion=Behaviour(f"every polygonal equilibrium of {subject} with all tokens on one line is unstable"),
        evidence=(refutation, PAIR_SEEN),
        published_uses=("power_method.lemma_2",),
        note=MARGINAL,
    )


LEMMA_6_LINE = polygonal_on_a_line("power_method.lemma_6.on_a_line", restored("Lemma 6"))
LEMMA_6_SUM = Claim(
    id="power_method.lemma_6.sum_dynamics",
    title="What a perturbed polygon's sum does",
    statement=(
        r"At a polygonal equilibrium ($\sum_j x_j = 0$, $|x_i| = 1$), for tangent $\delta x_i$ with sum $\sigma$: "
        r"$\sigma^+ = (I + \alpha(I - C)V)\sigma$, $C = \frac1n\sum_j x_j x_j^{T}$, for all $n$ and $d$; and "
        r"$u^{T}(I - C)u = \frac1n\sum_j (1 - (x_j^{T}u)^2)$ for $|u| = 1$."
    ),
    source=ours("Lemma 6"),
    conclusion=Identity(
        polygons.polygon_sum, polygons.symbolic_polygon, polygons.random_polygon, "sigma+ = (I + a(I-C)V) sigma"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "without C",
            conclusion=Identity(
                polygons.polygon_sum_unprojected,
                polygons.symbolic_polygon,
                polygons.random_polygon,
                "sigma+ = (I + aV) sigma",
            ),
        ),
    ),
    uses=("power_method.lemma_2.exact",),
)
LEMMA_6_PLANE = Claim(
    id="power_method.lemma_6.not_on_a_line",
    title="Polygonal equilibria that are not on a line are unstable",
    statement=(
        r"Under Assumption 1 a polygonal equilibrium of (9) whose tokens are not all on one line is unstable. There "
        r"$I - C = S^2$ with $S$ symmetric and invertible; $(I - C)V$ is similar to the symmetric matrix $S V S$, whose "
        r"quadratic form at $w = S^{-1}v_1$ is $v_1^{T} V v_1 = \lambda_1 > 0$: so the Jacobian has an eigenvalue "
        r"$1 + \alpha\mu$, $\mu \ge \lambda_1/|w|^2 > 0$, for all $n$ and $d$."
    ),
    source=restored("Lemma 6"),
    conclusion=Identity(
        polygons.congruence, polygons.free_congruence, polygons.random_congruence, "S^-1 (I-C) V S = S V S"
    ),
    evidence=(Derive(), Falsify(), Simulate(polygons.polygons_seen)),
    mutants=(
        Mutant(
            "one root only",
            conclusion=Identity(
                polygons.half_congruence, polygons.free_congruence, polygons.random_congruence, "(I-C) V = S V"
            ),
        ),
    ),
    uses=("power_method.lemma_6.sum_dynamics",),
)
