"""Which of Theorem 3's three groups of inequalities are needed: no two of them are enough in general.

Examples of states that two groups call stable and that are not, and of a stable one that violates (3); then the whole,
with what :mod:`proofs.beyond.inequality_implications` says of each group.
"""

from __future__ import annotations

from typing import Any

from proofs.beyond.attraction import PARAMETERS, SPECTRUM, attended
from proofs.beyond.attraction import inside as all_inside
from proofs.beyond.attraction import outside as some_outside
from proofs.power_method.notation import BIPARTITE, equal, normalisers, ours, stable, unstable
from proofs.power_method.theorem_3 import GROUP_1, GROUP_2, GROUP_3, SMALL_STEP
from verify.claim import Claim, Hypothesis, Mutant
from verify.conclusions import Exists
from verify.evidence import Decide, Falsify


def _example(
    name: str,
    title: str,
    statement: str,
    hypotheses: tuple[Hypothesis, ...],
    holds: Any,
    seen: Any,
    witness: str,
    impossible: tuple[str, Any],
) -> Claim:
    return Claim(
        id=f"beyond.inequality_groups.{name}",
        title=title,
        statement=statement,
        source=ours("Theorem 3"),
        parameters=PARAMETERS,
        hypotheses=(SMALL_STEP, *hypotheses),
        conclusion=Exists(holds, BIPARTITE, seen),
        witness=dict(zip((p.name for p in PARAMETERS), witness.split(), strict=True)),
        evidence=(Decide(), Falsify()),
        mutants=(Mutant(impossible[0], conclusion=Exists(lambda p: holds(p) & impossible[1](p), BIPARTITE, seen)),),
        uses=SPECTRUM,
    )


WITHOUT_1 = _example(
    "two_three_not_enough",
    "(2) and (3) alone are not enough",
    r"With $\lambda = (1, 1/2)$, $k = 2$, $\alpha = 1/2$, $E = 64$, $m = n - m = 2$ groups (2) and (3) hold and the state is unstable.",
    (GROUP_2, GROUP_3),
    some_outside,
    unstable,
    "1/2 1/2 1 64 2 2",
    ("with equal eigenvalues", lambda p: equal(p.lambda_j, p.lambda_k)),
)
WITHOUT_2 = _example(
    "one_three_not_enough",
    "(1) and (3) alone are not enough",
    r"With $\lambda = (1, 2/5)$, $k = 1$, $\alpha = 1/4$, $E = 2$, $m = n - m = 2$ groups (1) and (3) hold "
    r"and the state is unstable: "
    r"$H = 1/3$.",
    (GROUP_1, GROUP_3),
    some_outside,
    unstable,
    "1/4 1 2/5 2 2 2",
    ("with lambda_j = 0", lambda p: equal(p.lambda_j, 0)),
)
WITHOUT_3 = _example(
    "one_two_not_enough",
    "(1) and (2) alone are not enough",
    r"With $\lambda = (1, -3/4)$, $k = 1$, $\alpha = 1/2$, $E = 3/2$, $m = 2$, $n - m = 4$ groups (1) and (2) "
    r"hold and the state is "
    r"unstable: the two tokens at $v_1$ move apart.",
    (GROUP_1, GROUP_2),
    lambda p: some_outside(p) & (p.m > 1) & (attended(p)[0] < 0),
    unstable,
    "1/2 1 -3/4 3/2 2 4",
    ("with lambda_j = 0", lambda p: equal(p.lambda_j, 0)),
)
SINGLETON = _example(
    "three_not_necessary",
    "(3) is not necessary for a group of one token",
    r"With $\lambda = (1, -3/4)$, $k = 1$, $\alpha = 1/2$, $E = 2$, $m = 1$, $n - m = 3$ the state is "
    r"asymptotically stable and "
    r"$1/c_+ > 1$.",
    (),
    lambda p: all_inside(p) & (1 / normalisers(p, p.lambda_k)[0] > 1),
    stable,
    "1/2 1 -3/4 2 1 3",
    ("with groups of two", lambda p: p.m >= 2),
)
INEQUALITY_GROUPS = Claim(
    id="beyond.inequality_groups",
    title="Which of Theorem 3's inequalities are needed",
    statement=(
        r"Let $\alpha\rho(V) < 1$. A strict violation of (1) or (2), or of (3) for a group of two or more tokens, "
        r"makes the state "
        r"unstable; (3) is not necessary for a single token. (2) and (3) imply (1) if $\lambda_k < 0$ or "
        r"$\lambda_j < \lambda_k$; if "
        r"$\lambda_j > \lambda_k > 0$ then (3) implies (2), and (1) fails. (1) and (2) imply (3) if some "
        r"$\lambda_j \ge 0$, $j \neq k$. No two groups are "
        r"enough in general; where $\lambda_k < 0$ or $k = 1$, (2) and (3) are."
    ),
    source=ours("Theorem 3"),
    parts=tuple(
        f"beyond.inequality_groups.{part}"
        for part in (
            "necessary",
            "lower_halves",
            "one_implied",
            "one_fails",
            "three_implied",
            "minimal",
            "two_three_not_enough",
            "one_three_not_enough",
            "one_two_not_enough",
            "three_not_necessary",
        )
    ),
)
