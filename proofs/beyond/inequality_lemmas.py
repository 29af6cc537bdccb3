"""Lemmas on Theorem 3's inequalities: what a violation means for any 2 x 2 matrix, and what ``M_j`` satisfies, in shares."""

from __future__ import annotations

from typing import Any

from proofs.beyond import shares, shares_gammas, shares_positive
from proofs.power_method.notation import both, equal, ours
from verify.claim import Claim, Hypothesis, Parameter, drop
from verify.conclusions import Formula
from verify.evidence import Decide, Falsify

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
    r"If $a > b > 0$ and $p + q > 1$ then $c_+c_-(1 - \mathrm{tr} M_j + \det M_j) > 0$: at a fixed point both eigenvalues are above 1.",
    (shares.POSITIVE, shares.SCORED, shares_positive.FAST),
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
        (shares.POSITIVE, shares.FIXED, shares.SCORED, shares_positive.SLOW, UPPER_TRACE),
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
    shares_positive.POSITIVE_FAST,
    *shares_positive.REPELLED_CASES,
    shares_positive.UNIFORM_OUTSIDE,
    shares_gammas.UNIFORM_MARGINAL,
)
LEMMAS = (shares_gammas.SUM, LOWER_TRACE, LOWER_DETERMINANT, shares_positive.ADDITION)
