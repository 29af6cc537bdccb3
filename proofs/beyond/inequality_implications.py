"""Theorem 3's three groups of inequalities for ``alpha rho(V) < 1``: which follow from the others.

Group (1) is ``|det M_j| < 1``, (2) ``|tr M_j| < 1 + det M_j``, (3) ``1/c_+ < 1`` and ``1/c_- < 1``. The lower halves of (1)
and (2) always hold; (2) and (3) imply (1) unless some ``lambda_j`` is larger than ``lambda_k > 0``, where (1) is what
fails; (1) and (2) imply (3) if some ``lambda_j``, j != k, is not negative. At the eigenvectors that can carry a stable
state (2) and (3) are enough.
"""

from __future__ import annotations

from typing import Any

from proofs.beyond import shares_negative, shares_positive
from proofs.beyond.attraction import PARAMETERS, SPECTRUM, deduced
from proofs.beyond.attraction import inside as all_inside
from proofs.beyond.attraction import outside as some_outside
from proofs.beyond.inequality_lemmas import BLOCK_HOLDS, FAST_TRACE, LEMMAS, SMALLER_TRACE
from proofs.power_method import theorem_3
from proofs.power_method.notation import BIPARTITE, ours, stable
from proofs.power_method.theorem_3 import GROUP_1, GROUP_2, GROUP_3, SMALL_STEP
from verify.claim import Claim, Hypothesis, Point, drop
from verify.conclusions import Formula
from verify.evidence import Deduce, Falsify

EXTREME = Hypothesis(
    "extreme",
    r"\lambda_k < 0 \text{ or } \lambda_j < \lambda_k",
    lambda p: (p.lambda_k < 0) | (p.lambda_j < p.lambda_k),
)
UPPER_2 = Hypothesis(
    "upper half of (2)",
    r"\mathrm{tr} M_j < 1 + \det M_j",
    lambda p: theorem_3.signs(p, p.lambda_j, p.lambda_k)[0] > 0,
)


def _groups(
    name: str,
    title: str,
    statement: str,
    hypotheses: tuple[Hypothesis, ...],
    conclusion: Formula,
    lemmas: tuple[Claim, ...],
    witness: str,
    *needed: str,
) -> Claim:
    return Claim(
        id=f"beyond.inequality_groups.{name}",
        title=title,
        statement=statement,
        source=ours("Theorem 3"),
        parameters=PARAMETERS,
        hypotheses=(SMALL_STEP, *hypotheses),
        conclusion=conclusion,
        witness=dict(zip((p.name for p in PARAMETERS), witness.split(), strict=True)),
        evidence=(Deduce(lemmas=deduced(*lemmas)), Falsify()),
        mutants=tuple(drop(hypothesis) for hypothesis in needed),
        uses=(*SPECTRUM, *(lemma.id for lemma in lemmas)),
    )


def _lower_halves(p: Point) -> Any:
    trace, determinant, *_ = theorem_3.block(p)
    return (-trace < 1 + determinant) & (determinant > 0)


LOWER = _groups(
    "lower_halves",
    "The lower halves of (1) and (2) always hold",
    r"If $\alpha\rho(V) < 1$ then $\det M_j > 0$ and $\mathrm{tr} M_j > -(1 + \det M_j)$ for every split and every $A$.",
    (),
    Formula(_lower_halves),
    LEMMAS,
    "1/4 1 1/4 64 2 2",
    "small step",
)
TWO_THREE = (*shares_positive.POSITIVE_INSIDE, *shares_negative.NEGATIVE_INSIDE[:-1], SMALLER_TRACE)
ONE_IMPLIED = _groups(
    "one_implied",
    "(2) and (3) imply (1) where no eigenvalue is above a positive one",
    r"Let $\alpha\rho(V) < 1$. If $\lambda_k < 0$ or $\lambda_j < \lambda_k$ then (2) and (3) imply (1).",
    (GROUP_2, GROUP_3, EXTREME),
    Formula(GROUP_1.holds),
    (*LEMMAS, *TWO_THREE),
    "1/4 1 1/4 64 2 2",
    *("group 2", "group 3", "extreme"),
)
ONE_FAILS = _groups(
    "one_fails",
    "(1) is what fails at a positive eigenvalue that is not the largest",
    r"Let $\alpha\rho(V) < 1$ and $\lambda_j > \lambda_k > 0$. Then (3) implies (2) and $\det M_j > 1$: both eigenvalues are above 1.",
    (
        Hypothesis("larger", r"\lambda_j > \lambda_k > 0", lambda p: (p.lambda_k > 0) & (p.lambda_j > p.lambda_k)),
        GROUP_3,
    ),
    Formula(lambda p: GROUP_2.holds(p) & (theorem_3.block(p)[1] > 1)),
    (*LEMMAS, shares_positive.POSITIVE_FAST, FAST_TRACE),
    "1/4 1 2 64 2 2",
    *("larger", "group 3"),
)
THREE_IMPLIED = _groups(
    "three_implied",
    "(1) and (2) imply (3) where another eigenvalue is not negative",
    r"Let $\alpha\rho(V) < 1$. If $\lambda_j \ge 0$ for some $j \neq k$ then (1) and (2) imply (3): at $v_k$, "
    r"$k > 1$, under "
    r"Assumption 1, and at $v_1$ if $\lambda_2 \ge 0$.",
    (GROUP_1, GROUP_2, Hypothesis("not negative", r"\lambda_j \ge 0", lambda p: p.lambda_j >= 0)),
    Formula(GROUP_3.holds),
    (*LEMMAS, *BLOCK_HOLDS),
    "1/4 1 1/4 64 2 2",
    *("group 1", "group 2", "not negative"),
)
MINIMAL = _groups(
    "minimal",
    "The upper half of (2), and (3), are enough",
    r"Let $\alpha\rho(V) < 1$, and $\lambda_k < 0$ or $\lambda_j < \lambda_k$ for all $j \neq k$. Then "
    r"$\mathrm{tr} M_j < 1 + \det M_j$ "
    r"for all $j \neq k$ and (3) make the bipartite state at $v_k$ asymptotically stable; neither can be left out.",
    (UPPER_2, GROUP_3, EXTREME),
    Formula(all_inside, BIPARTITE, stable, some_outside),
    (*LEMMAS, *TWO_THREE),
    "1/4 1 1/4 64 2 2",
    *("upper half of (2)", "group 3", "extreme"),
)
