"""What the shares decide where ``lambda_k < 0``: every case of the score's sign, of ``a`` against ``b`` and ``Hb``, and pairs."""

from __future__ import annotations

from proofs.beyond.shares import (
    BOTH_REPELLED,
    FIXED,
    INSIDE,
    NEGATIVE,
    NO_FLIP,
    OUTSIDE,
    REPELLED,
    SCORED,
    above,
    below,
    inside_lemmas,
    lemma,
    margins,
    outside,
)
from proofs.beyond.shares_positive import AGAINST, ALIKE, GROWTH
from proofs.power_method.notation import equal
from verify.claim import Hypothesis

BETWEEN = Hypothesis("between", "b < a < Hb", lambda w: (w.b < w.a) & above(w))
NEGATIVE_INSIDE = (
    *inside_lemmas(
        "negative_inside",
        rf"If $\gamma_\pm < 0$, $b < a < Hb$ and $a \ge -1$ then {INSIDE}; $b < 0$ follows.",
        (BOTH_REPELLED, NO_FLIP, BETWEEN),
        "1/16 -1/4 1/16 1/16",
        {"fixed": ("between",), "at_one": ("between",), "determinant": ("between",)},
    ),
    lemma(
        "negative_inside.against",
        r"If $\gamma_\pm < 0$, $b < a < Hb$ and $-1 \le a < 0$ then $1 + \mathrm{tr} M_j + \det M_j > 0$.",
        (BOTH_REPELLED, NO_FLIP, BETWEEN, AGAINST),
        lambda w: margins(w).at_minus_one > 0,
        "-1/16 -1/4 1/16 1/16",
        "no flip",
    ),
    lemma(
        "negative_inside.along",
        r"If $\gamma_\pm < 0$ and $0 \le a < Hb$ then $b\gamma_+ > ap$.",
        (
            BOTH_REPELLED,
            Hypothesis("along between", r"0 \le a < Hb", lambda w: (w.a >= 0) & above(w)),
        ),
        lambda w: w.b * (2 * w.p - 1) > w.a * w.p,
        "1/16 -1/4 1/16 1/16",
        "along between",
    ),
    GROWTH,
)
NEGATIVE_OUTSIDE = tuple(
    lemma(
        f"negative_outside.{name}",
        rf"If $b < 0$, $p + q < 1$, $\gamma_\pm \le 0$ and ${latex}$ then $1 - \mathrm{{tr}} M_j + \det M_j < 0$.",
        (NEGATIVE, REPELLED, ALIKE, Hypothesis("not between", latex, holds)),
        lambda w: margins(w).at_one < 0,
        witness,
        "not between",
    )
    for name, latex, holds, witness in (
        ("smaller", "a < b", lambda w: w.a < w.b, "-1/2 -1/4 1/4 1/4"),
        ("larger", "a > Hb", below, "1/2 -1/4 1/4 1/4"),
    )
)
LARGER_OUTSIDE = lemma(
    "larger",
    rf"If $p + q \ge 1$ and $a > b$, and $p + q > 1$ or $a > 0$, then {OUTSIDE}.",
    (
        FIXED,
        Hypothesis("scored", r"p + q \ge 1", lambda w: w.p + w.q >= 1),
        Hypothesis("larger", "a > b", lambda w: w.a > w.b),
        Hypothesis("uneven", r"p + q > 1 \text{ or } a > 0", lambda w: (w.p + w.q > 1) | (w.a > 0)),
    ),
    outside,
    "1/4 -1/4 3/4 3/4",
    *("scored", "larger"),
)
PAIR_INSIDE = inside_lemmas(
    "pair_inside",
    rf"If $b < 0$, $p = q > 1/2$ (two tokens) and $-1 \le a < b$ then {INSIDE}.",
    (
        NEGATIVE,
        SCORED,
        NO_FLIP,
        Hypothesis("pair", "p = q", lambda w: equal(w.p, w.q)),
        Hypothesis("smaller", "a < b", lambda w: w.a < w.b),
    ),
    "-1/2 -1/4 3/4 3/4",
    {"fixed": ("no flip",), "at_one": ("smaller",), "at_minus_one": ("no flip",), "determinant": ("negative",)},
)
