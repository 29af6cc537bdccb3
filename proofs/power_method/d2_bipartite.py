"""Lemma 5: bipartite consensus equilibria of the Oja system (9)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from proofs.power_method import setting
from proofs.power_method.notation import (
    ALPHA,
    LAMBDA_1,
    LAMBDA_J,
    LAMBDA_K,
    NONSINGULAR_J,
    NONSINGULAR_K,
    NOT_PRINCIPAL,
    OJA_BIPARTITE,
    OJA_BIPARTITE_PRINCIPAL,
    POSITIVE,
    REST,
    SIMPLE,
    M,
    both,
    either,
    fixed,
    restored,
    unstable,
)
from verify.claim import Claim, Hypothesis, Mutant, Point, Source
from verify.conclusions import Formula
from verify.equilibria import closed_form
from verify.evidence import Decide, Enclose, Falsify, Simulate

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
# The claims that it refutes are under Assumption 1 and, some of them, under Theorem 2's step-size condition.
REFUTED_BY_PAIR = Enclose(
    attracting_pair, _oja_pair, refuting=True, setting=setting("assumption_1", "step_size", of="oja")
)
REFUTED_AT_PRINCIPAL = replace(
    REFUTED_BY_PAIR, setting=setting("assumption_1", "step_size", "bipartite", "principal", of="oja")
)


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
        evidence=(Decide(), REFUTED_AT_PRINCIPAL, Falsify(), PAIR_SEEN),
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
