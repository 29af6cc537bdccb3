"""What the shares decide where ``lambda_k > 0``: every case of the score's sign and of ``a`` against ``Hb``."""

from __future__ import annotations

from proofs.beyond.shares import (
    BELOW,
    FIXED,
    INSIDE,
    NO_FLIP,
    OPPOSITE,
    OUTSIDE,
    PARAMETERS,
    POSITIVE,
    REPELLED,
    SCORED,
    SHORT,
    UNIFORM,
    above,
    below,
    inside_lemmas,
    lemma,
    margins,
    outside,
)
from proofs.power_method.notation import equal, ours
from verify.claim import Claim, Hypothesis, Parameter, drop
from verify.conclusions import Formula
from verify.evidence import Decide, Falsify

POSITIVE_BETWEEN = lemma(
    "positive_between",
    r"If $b > 0$, $p + q > 1$ and $Hb < a < b$ then $c_+c_-(1 - \mathrm{tr} M_j + \det M_j) < 0$.",
    (POSITIVE, SCORED, Hypothesis("between", "Hb < a < b", lambda w: above(w) & (w.a < w.b))),
    lambda w: margins(w).at_one < 0,
    "1/5 1/4 3/4 3/4",
    "between",
)
POSITIVE_FAST = lemma(
    "positive_fast",
    r"If $b > 0$, $p + q > 1$ and $a \ge b$ then $c_+c_-(1 - \det M_j) < 0$.",
    (POSITIVE, SCORED, Hypothesis("fast", r"a \ge b", lambda w: w.a >= w.b)),
    lambda w: margins(w).determinant < 0,
    "1/4 1/4 15/16 15/16",
    "fast",
)
AGAINST = Hypothesis("against", "a < 0", lambda w: w.a < 0)
ALIKE = Hypothesis("alike", r"\gamma_\pm \le 0", lambda w: (2 * w.p <= 1) & (2 * w.q <= 1))


def _repelled(
    name: str, latex: str, hypotheses: tuple[Hypothesis, ...], margin: str, witness: str, *needed: str
) -> Claim:
    told = {"at_one": r"1 - \mathrm{tr} M_j + \det M_j < 0", "determinant": r"\det M_j > 1"}
    return lemma(
        f"repelled.{name}",
        rf"If $b > 0$, $p + q < 1$, ${latex}$ then ${told[margin]}$ at a fixed point.",
        (POSITIVE, FIXED, REPELLED, *hypotheses),
        lambda w: getattr(margins(w), margin) < 0,
        witness,
        *needed,
    )


SLOW = Hypothesis("slow", r"0 \le a < b", lambda w: (w.a >= 0) & (w.a < w.b))
FAST = Hypothesis("fast", r"a > b", lambda w: w.a > w.b)
FAST_OR_EQUAL = Hypothesis("fast", r"a \ge b", lambda w: w.a >= w.b)
EQUAL = Hypothesis("equal", "a = b", lambda w: equal(w.a, w.b))
HIGH = Hypothesis("high", r"a(p+q-1) \ge b\gamma_+\gamma_-", lambda w: ~below(w))
LOW = Hypothesis("low", r"a(p+q-1) \le b\gamma_+\gamma_-", lambda w: ~above(w))
# Either gamma_+ or gamma_- may be the one that is not negative; both signs of a, and a against b: every case at c < 0.
REPELLED_CASES = (
    _repelled(
        "opposite_against", r"\gamma_+ \ge 0, a < 0", (OPPOSITE, AGAINST), "at_one", "-1/4 1/4 3/4 1/8", "opposite"
    ),
    _repelled(
        "alike_against",
        r"\gamma_\pm \le 0, a < 0, a(p+q-1) \le b\gamma_+\gamma_-",
        (ALIKE, AGAINST, LOW),
        "determinant",
        "-1/16 1/4 1/4 1/4",
        "low",
    ),
    _repelled("alike_slow", r"\gamma_\pm \le 0, 0 \le a < b", (ALIKE, SLOW), "determinant", "1/8 1/4 1/4 1/4", "slow"),
    _repelled("alike_equal", r"\gamma_\pm \le 0, a = b", (ALIKE, EQUAL), "determinant", "1/4 1/4 1/4 1/4", "equal"),
    _repelled("alike_fast", r"\gamma_\pm \le 0, a > b", (ALIKE, FAST), "at_one", "1/2 1/4 1/4 1/4", "fast"),
    _repelled(
        "opposite_fast",
        r"\gamma_+ \ge 0, a \ge b, a(p+q-1) \ge b\gamma_+\gamma_-",
        (OPPOSITE, FAST_OR_EQUAL, HIGH),
        "determinant",
        "1/4 1/4 15/16 1/32",
        "high",
    ),
    _repelled(
        "opposite_equal", r"\gamma_+ \ge 0, a = b", (OPPOSITE, EQUAL), "determinant", "1/4 1/4 15/16 1/32", "equal"
    ),
    lemma(
        "repelled.opposite_slow",
        rf"If $b > 0$, $p + q < 1$, $\gamma_+ \ge 0$ and $0 \le a < b$ then {OUTSIDE}.",
        (POSITIVE, FIXED, REPELLED, OPPOSITE, SLOW),
        outside,
        "1/4 1/2 3/4 1/8",
        "repelled",
    ),
)
UNIFORM_OUTSIDE = lemma(
    "uniform",
    rf"If $b > 0$, $p + q = 1$, and $p \neq q$ or $a > 0$, then {OUTSIDE}.",
    (
        POSITIVE,
        FIXED,
        UNIFORM,
        Hypothesis("uneven", r"p \neq q \text{ or } a > 0", lambda w: (w.p > w.q) | (w.p < w.q) | (w.a > 0)),
    ),
    outside,
    "1/4 1/4 1/2 1/2",
    *("uniform", "uneven"),
)
ADDITION = Claim(
    id="beyond.shares.addition",
    title="A sum of positive numbers",
    statement=r"If $x, y > 0$ then $x + y > 0$: $\det M_j > 0$ implies $\det M_j > -1$.",
    source=ours("Theorem 3"),
    parameters=(Parameter("x"), Parameter("y")),
    hypotheses=(Hypothesis("positive", "x, y > 0", lambda w: (w.x > 0) & (w.y > 0)),),
    conclusion=Formula(lambda w: w.x + w.y > 0),
    witness={"x": "1", "y": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("positive"),),
)
GROWTH = Claim(
    id="beyond.shares.growth",
    title="A product of larger factors",
    statement=r"If $x, y > 0$, $xy > k$ and $a \ge 0$ then $(x + 2 + 2ap)(y + 2 + 2aq) > k$.",
    source=ours("Theorem 3"),
    parameters=(Parameter("x"), Parameter("y"), Parameter("k"), *(p for p in PARAMETERS if p.name != "b")),
    hypotheses=(
        Hypothesis("factors", "x, y > 0", lambda w: (w.x > 0) & (w.y > 0)),
        Hypothesis("product", "xy > k", lambda w: w.x * w.y > w.k),
        Hypothesis("along", r"a \ge 0", lambda w: w.a >= 0),
    ),
    conclusion=Formula(lambda w: (w.x + 2 + 2 * w.a * w.p) * (w.y + 2 + 2 * w.a * w.q) > w.k),
    witness={"x": "1", "y": "1", "k": "1/2", "a": "1", "p": "1/2", "q": "1/2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("factors"), drop("product"), drop("along")),
)
AGAINST_FIXED = lemma(
    "against",
    r"If $c_\pm > 0$ and $-1 \le a \le 0$ then $1 + \mathrm{tr} M_j + \det M_j > 0$.",
    (FIXED, NO_FLIP, Hypothesis("against", r"a \le 0", lambda w: w.a <= 0)),
    lambda w: margins(w).at_minus_one > 0,
    "-1/4 1/4 3/4 3/4",
    *("fixed", "no flip"),
)
POSITIVE_INSIDE = (
    *inside_lemmas(
        "positive_inside",
        rf"If $b > 0$, $p + q > 1$, $a < Hb$ and $a \ge \min(-1, b-2)$ then {INSIDE}.",
        (POSITIVE, SCORED, BELOW, SHORT),
        "1/16 1/4 15/16 15/16",
        {"fixed": ("no flip",), "at_one": ("scored", "below"), "determinant": ("positive",)},
    ),
    lemma(
        "positive_inside.long",
        r"If $b > 0$, $p + q > 1$, $a < Hb$ and $b - 2 \le a < 0$ then $1 + \mathrm{tr} M_j + \det M_j > 0$.",
        (POSITIVE, SCORED, BELOW, AGAINST, Hypothesis("no flip", r"a \ge b - 2", lambda w: w.a >= w.b - 2)),
        lambda w: margins(w).at_minus_one > 0,
        "-1/16 1/4 15/16 15/16",
        "no flip",
    ),
    lemma(
        "positive_inside.along",
        r"If $b > 0$, $p + q > 1$ and $a < Hb$ then $b\gamma_+ > ap$.",
        (POSITIVE, SCORED, BELOW),
        lambda w: w.b * (2 * w.p - 1) > w.a * w.p,
        "1/16 1/4 15/16 15/16",
        "below",
    ),
    AGAINST_FIXED,
    GROWTH,
)
