"""Theorem 3's three groups of inequalities: which are necessary, which follow from the others, which are not enough.

Group (1) is ``|det M_j| < 1``, (2) ``|tr M_j| < 1 + det M_j``, (3) ``1/c_+ < 1`` and ``1/c_- < 1``. With symmetric V and
``alpha rho(V) < 1``: the lower halves of (1) and (2) always hold; (2) and (3) imply (1) unless some ``lambda_j`` is larger
than ``lambda_k > 0``, where (1) is what fails; (1) and (2) imply (3) if some ``lambda_j``, j != k, is not negative. At the
eigenvectors that can carry a stable state (2) and (3) are enough, and neither can be left out.
"""

from __future__ import annotations

from typing import Any

from proofs.beyond import share_lemmas, shares
from proofs.beyond.attraction import PARAMETERS, SPECTRUM, attended, deduced
from proofs.beyond.attraction import inside as all_inside
from proofs.beyond.attraction import outside as some_outside
from proofs.power_method import theorem_3
from proofs.power_method.notation import BIPARTITE, both, equal, normalisers, ours, stable, unstable
from proofs.power_method.theorem_3 import GROUP_1, GROUP_2, GROUP_3, SMALL_STEP
from verify.claim import Claim, Hypothesis, Mutant, Parameter, Point, drop
from verify.conclusions import Exists, Formula
from verify.evidence import Decide, Deduce, Falsify

SMALL = Hypothesis("small", "|a|, |b| < 1", lambda w: both(w.a < 1, w.a > -1, w.b < 1, w.b > -1))

NECESSARY = Claim(
    id="beyond.inequality_groups.necessary",
    title="A group that is violated strictly means an eigenvalue outside",
    statement=(
        r"If both eigenvalues of a real $2\times 2$ matrix, $r_1, r_2$ or $u \pm iw$, lie in the closed unit disc "
        r"then "
        r"$|\mathrm{tr}| \le 1 + \det$ and $|\det| \le 1$: where (1) or (2) is violated strictly the state is "
        r"unstable. Group (3) "
        r"bounds eigenvalues themselves, of groups of two or more tokens."
    ),
    source=ours("Theorem 3"),
    parameters=(Parameter("r_1"), Parameter("r_2"), Parameter("u"), Parameter("w")),
    hypotheses=(
        Hypothesis(
            "closed disc",
            r"|r_i| \le 1,\ u^2+w^2 \le 1",
            lambda p: both(p.r_1 <= 1, p.r_1 >= -1, p.r_2 <= 1, p.r_2 >= -1, p.u**2 + p.w**2 <= 1),
        ),
    ),
    conclusion=Formula(
        lambda p: both(
            *(
                both(trace <= 1 + det, -trace <= 1 + det, det <= 1, det >= -1)
                for trace, det in ((p.r_1 + p.r_2, p.r_1 * p.r_2), (2 * p.u, p.u**2 + p.w**2))
            )
        )
    ),
    witness={"r_1": "1/2", "r_2": "-1/2", "u": "0", "w": "1/2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("closed disc"),),
    uses=("power_method.lemma_14.class_3",),
)


def _share(
    name: str, statement: str, hypotheses: tuple[Hypothesis, ...], holds: Any, witness: str, *needed: str
) -> Claim:
    return shares.lemma(f"groups.{name}", statement, hypotheses, holds, witness, *needed)


def _determinant(w: Any) -> Any:
    """``c_+ c_- det M_j``."""
    return (1 + w.a) * (1 + w.a * (w.p + w.q - 1))


LOWER_TRACE = _share(
    "lower_trace",
    r"If $|a|, |b| < 1$ then $1 + \mathrm{tr} M_j + \det M_j > 0$.",
    (SMALL,),
    lambda w: shares.margins(w).at_minus_one > 0,
    "1/4 1/4 3/4 3/4",
    "small",
)
LOWER_DETERMINANT = _share(
    "lower_determinant",
    r"If $|a|, |b| < 1$ then $\det M_j > 0$ and $c_\pm > 0$.",
    (SMALL,),
    lambda w: shares.fixed(w) & (_determinant(w) > 0),
    "1/4 1/4 3/4 3/4",
    "small",
)
FAST_TRACE = _share(
    "fast_trace",
    r"If $a > b > 0$ and $p + q > 1$ then $1 - \mathrm{tr} M_j + \det M_j > 0$: both eigenvalues are above 1.",
    (shares.POSITIVE, shares.SCORED, share_lemmas.FAST),
    lambda w: shares.margins(w).at_one > 0,
    "1/2 1/4 3/4 3/4",
    "fast",
)
SMALLER_TRACE = _share(
    "smaller_trace",
    r"If $a < b < 0$ and $\gamma_\pm < 0$ then $1 - \mathrm{tr} M_j + \det M_j < 0$.",
    (
        shares.NEGATIVE,
        shares.BOTH_REPELLED,
        Hypothesis("smaller", "a < b", lambda w: w.a < w.b),
    ),
    lambda w: shares.margins(w).at_one < 0,
    "-1/2 -1/4 1/4 1/4",
    *("negative", "both repelled", "smaller"),
)
ALONG = Hypothesis("along", r"a \ge 0", lambda w: w.a >= 0)
UPPER_TRACE = Hypothesis("upper trace", r"\mathrm{tr} < 1 + \det", lambda w: shares.margins(w).at_one > 0)
# The eigenvalues of M_j are inside: what that says of gamma_+, for each sign of b.
BLOCK_HOLDS = (
    _share(
        "holds_positive",
        r"If $0 \le a < b$, $p + q > 1$ and $\mathrm{tr} < 1 + \det$ then $\gamma_+ > 0$.",
        (shares.POSITIVE, shares.FIXED, shares.SCORED, share_lemmas.SLOW, UPPER_TRACE),
        lambda w: 2 * w.p > 1,
        "1/16 1/4 15/16 15/16",
        *("upper trace",),
    ),
    _share(
        "holds_negative",
        r"If $b < 0 \le a$, $\mathrm{tr} < 1 + \det$ and $\det < 1$ then $\gamma_+ < 0$.",
        (
            shares.NEGATIVE,
            shares.FIXED,
            ALONG,
            UPPER_TRACE,
            Hypothesis("determinant", r"\det < 1", lambda w: shares.margins(w).determinant > 0),
        ),
        lambda w: 2 * w.p < 1,
        "1/16 -1/4 1/16 1/16",
        *("determinant",),
    ),
    _share(
        "zero",
        r"If $b = 0 \le a$ and $\mathrm{tr} < 1 + \det$ then $\det \ge 1$.",
        (Hypothesis("zero", "b = 0", lambda w: equal(w.b, 0)), ALONG, UPPER_TRACE),
        lambda w: shares.margins(w).determinant <= 0,
        "1/16 0 15/16 15/16",
        *("zero",),
    ),
    share_lemmas.POSITIVE_FAST,
    *share_lemmas.REPELLED_CASES,
    share_lemmas.UNIFORM_OUTSIDE,
    share_lemmas.UNIFORM_MARGINAL,
)
LEMMAS = (share_lemmas.SUM, LOWER_TRACE, LOWER_DETERMINANT, share_lemmas.ADDITION)
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
TWO_THREE = (*share_lemmas.POSITIVE_INSIDE, *share_lemmas.NEGATIVE_INSIDE[:-1], SMALLER_TRACE)
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
    (*LEMMAS, share_lemmas.POSITIVE_FAST, FAST_TRACE),
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
        r"$\lambda_j \ge 0$. No two groups are "
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
