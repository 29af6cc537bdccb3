"""What the shares decide: every case of ``lambda_k > 0`` and ``lambda_k < 0``, of the score's sign and of ``a`` against ``Hb``."""

from __future__ import annotations

from typing import Any

from proofs.beyond.shares import (
    BELOW,
    BOTH_REPELLED,
    FIXED,
    NEGATIVE,
    NO_FLIP,
    OPPOSITE,
    PARAMETERS,
    POSITIVE,
    REPELLED,
    SCORED,
    SHORT,
    UNIFORM,
    above,
    below,
    groups,
    inside,
    lemma,
    margins,
    outside,
)
from proofs.power_method.notation import equal, gammas, ours
from verify.claim import Claim, Hypothesis, Parameter, Point, drop
from verify.conclusions import Formula
from verify.equilibria.closed_form import normalisers
from verify.evidence import Decide, Falsify, LemmaAt


def instances(used: Claim, lambda_j: str = "lambda_j", lambda_k: str = "lambda_k") -> tuple[LemmaAt, ...]:
    """A lemma of this file at the state of a claim ``(alpha, lambda's, E, m, rest)``.

    A lemma that says something of the group at ``+v_k`` alone is given for the other group too: names are exchanged.
    """

    def place(p: Point) -> dict[str, Any]:
        group = gammas(p)
        return {"a": p.alpha * p[lambda_j], "b": p.alpha * p[lambda_k], "p": group.p, "q": group.q}

    def exchanged(p: Point) -> dict[str, Any]:
        there = place(p)
        return {**there, "p": there["q"], "q": there["p"]}

    def grown(p: Point) -> dict[str, Any]:
        w = Point(place(p))
        plus, minus = w.b * (2 * w.p - 1) - w.a * w.p, w.b * (2 * w.q - 1) - w.a * w.q
        return {"x": plus, "y": minus, "k": w.a * w.a * (1 - w.p) * (1 - w.q), "a": w.a, "p": w.p, "q": w.q}

    def added(p: Point) -> dict[str, Any]:
        w = Point(place(p))
        c_plus, c_minus = normalisers(w.b, groups(w))
        return {"x": c_plus * c_minus, "y": (1 + w.a) * (1 + w.a * (w.p + w.q - 1))}

    if used is GROWTH or used is ADDITION:
        return (LemmaAt(used, grown if used is GROWTH else added),)
    places = (place, exchanged) if used.id.startswith(ONE_GROUP) else (place,)
    return tuple(LemmaAt(used, where) for where in places)


# Lemmas on the group at +v_k; all others do not tell the groups apart.
ONE_GROUP = tuple(
    f"beyond.shares.{name}"
    for name in ("positive_inside.along", "repelled.opposite", "negative_inside.along", "groups.holds")
)


def _inside(
    name: str, statement: str, hypotheses: tuple[Hypothesis, ...], witness: str, needed: dict[str, tuple[str, ...]]
) -> tuple[Claim, ...]:
    """One lemma for each condition of :func:`inside` in ``needed``, which says what it needs."""
    return tuple(
        lemma(
            f"{name}.{part}",
            f"{statement} This part: {part.replace('_', ' ')}.",
            hypotheses,
            lambda w, part=part: inside(w)[part],
            witness,
            *dropped,
        )
        for part, dropped in needed.items()
    )


INSIDE = r"both eigenvalues of $M_j$ lie inside the unit disc at a fixed point"
OUTSIDE = r"at a fixed point some eigenvalue of $M_j$ lies outside the closed unit disc"
POSITIVE_BETWEEN = lemma(
    "positive_between",
    r"If $b > 0$, $p + q > 1$ and $Hb < a < b$ then $1 - \mathrm{tr} M_j + \det M_j < 0$.",
    (POSITIVE, SCORED, Hypothesis("between", "Hb < a < b", lambda w: above(w) & (w.a < w.b))),
    lambda w: margins(w).at_one < 0,
    "1/5 1/4 3/4 3/4",
    "between",
)
POSITIVE_FAST = lemma(
    "positive_fast",
    r"If $b > 0$, $p + q > 1$ and $a \ge b$ then $\det M_j > 1$.",
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
BETWEEN = Hypothesis("between", "b < a < Hb", lambda w: (w.b < w.a) & above(w))
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
    *_inside(
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
NEGATIVE_INSIDE = (
    *_inside(
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
PAIR_INSIDE = _inside(
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
