"""What the signs of the gammas say by themselves, before the criterion asks for more."""

from __future__ import annotations

from proofs.beyond.shares import POSITIVE, UNIFORM, below, lemma, margins
from proofs.power_method.notation import equal
from verify.claim import Hypothesis

SUM = lemma(
    "attended",
    r"$\gamma_+, \gamma_- > 0$ imply $p + q > 1$.",
    (Hypothesis("attended", r"\gamma_\pm > 0", lambda w: (2 * w.p > 1) & (2 * w.q > 1)),),
    lambda w: w.p + w.q > 1,
    "1/4 1/4 3/4 3/4",
    "attended",
)
NOT_POSITIVE = lemma(
    "not_positive",
    r"If $b > 0$, $\gamma_\pm > 0$ and $a \le 0$ then $a < Hb$.",
    (
        POSITIVE,
        Hypothesis("attended", r"\gamma_\pm > 0", lambda w: (2 * w.p > 1) & (2 * w.q > 1)),
        Hypothesis("not positive", r"a \le 0", lambda w: w.a <= 0),
    ),
    below,
    "-1/4 1/4 3/4 3/4",
    *("positive", "attended", "not positive"),
)
UNIFORM_MARGINAL = lemma(
    "uniform_marginal",
    r"If $p = q$ and $p + q = 1$ then $1 - \mathrm{tr} M_j + \det M_j = 0$.",
    (UNIFORM, Hypothesis("balanced", "p = q", lambda w: equal(w.p, w.q))),
    lambda w: equal(margins(w).at_one, 0),
    "-1/4 1/4 1/2 1/2",
    *("uniform", "balanced"),
)
