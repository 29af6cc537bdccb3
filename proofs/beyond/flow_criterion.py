r"""The exact criterion of bipartite stability in continuous time, both ways, singleton groups included.

``H = gamma_+ gamma_- / ((gamma_+ + gamma_-)/2) = (cosh 2c - cosh 2 eta)/sinh 2c``, ``eta = ln(m/(n-m))/2``, is the number of
:mod:`proofs.beyond.bipartite_criterion`, ``mu_+- = gamma_+-``. "Stable" and "unstable" are by linearisation; on the boundary nothing is
claimed. A group of one token has no third class of eigenvalues: its mu may have either sign.
"""

from __future__ import annotations

from typing import Any

from proofs.beyond.attraction import above, attended, below
from proofs.beyond.worlds import complex_values as worlds
from proofs.multistability.bipartite import NEGATIVE_UNSTABLE, PARAMETERS, SPECTRUM
from proofs.multistability.notation import BIPARTITE, all_left, least_margin, margins, some_right
from proofs.power_method.notation import (
    LAMBDA_1,
    LAMBDA_D,
    LAMBDA_K,
    REST,
    E,
    M,
    both,
    either,
    equal,
    ours,
    stable,
    unstable,
)
from verify.claim import Claim, Hypothesis, Mutant, Parameter, Point, drop
from verify.conclusions import Exists, Formula, Identity
from verify.evidence import Decide, Derive, Falsify, Precise

SOURCE = ours("bipartite stability")
USES = (SPECTRUM, "multistability.bipartite_stability.margins", "multistability.bipartite_stability.real")
K_POSITIVE = Hypothesis("positive", r"\lambda_k > 0", lambda p: p.lambda_k > 0)
K_NEGATIVE = Hypothesis("negative", r"\lambda_k < 0", lambda p: p.lambda_k < 0)
SCORED = Hypothesis("scored", "c > 0", lambda p: p.E > 1)
REPELLED = Hypothesis("repelled", "c < 0", lambda p: p.E < 1)


def _groups(p: Point, sign: int) -> Any:
    """mu has this sign for each group of two or more."""
    plus, minus = attended(p)
    return ((p.m <= 1) | (sign * plus > 0)) & ((p.rest <= 1) | (sign * minus > 0))


def _lost(p: Point, sign: int) -> Any:
    """mu has the other sign, strictly, for a group of two or more."""
    plus, minus = attended(p)
    return either((p.m > 1) & (sign * plus < 0), (p.rest > 1) & (sign * minus < 0))


HELD = Hypothesis("groups", r"\mu_\pm > 0 \text{ for each group of two or more}", lambda p: _groups(p, 1))
HELD_NEGATIVE = Hypothesis("groups", r"\mu_\pm < 0 \text{ for each group of two or more}", lambda p: _groups(p, -1))
# Where c > 0, H lambda_k > lambda_j is ``below``; where c < 0 the denominator of H is negative and it is ``above``.
BELOW = Hypothesis("below", r"\lambda_j < H\lambda_k", below)
BELOW_NEGATIVE = Hypothesis("below", r"\lambda_j < H\lambda_k", above)
ABOVE_K = Hypothesis("least", r"\lambda_k < \lambda_j", lambda p: p.lambda_k < p.lambda_j)


def case(
    name: str,
    title: str,
    statement: str,
    hypotheses: tuple[Hypothesis, ...],
    witness: str,
    *needed: str,
    is_stable: bool,
) -> Claim:
    """One case of the criterion along one ``v_j``; the mutants drop the hypotheses in ``needed``."""

    def left(p: Point) -> Any:
        return all_left(p, p.lambda_j, p.lambda_k)

    def right(p: Point) -> Any:
        return some_right(p, p.lambda_j, p.lambda_k)

    conclusion = (
        Formula(left, BIPARTITE, stable, right, least_margin)
        if is_stable
        else Formula(right, BIPARTITE, unstable, left)
    )
    return Claim(
        id=f"beyond.flow_criterion.{name}",
        title=title,
        statement=statement,
        source=SOURCE,
        parameters=PARAMETERS,
        hypotheses=hypotheses,
        conclusion=conclusion,
        witness=dict(zip((p.name for p in PARAMETERS), witness.split(), strict=True)),
        evidence=(Decide(), *((Precise(points=1, boundary="lambda_j"),) if is_stable else ()), Falsify()),
        mutants=tuple(drop(hypothesis) for hypothesis in needed),
        uses=USES,
    )


FLOW_CRITERION = Claim(
    id="beyond.flow_criterion",
    title="The exact criterion of bipartite stability in continuous time",
    statement=(
        r"Let $V$ be symmetric, $\lambda_1 > 0$, $c = v_k^{T}Av_k$. A bipartite consensus at $v_k$, $\lambda_k \neq "
        r"0$, with $m$ and $n - m$ "
        r"tokens is linearly stable exactly if either $k = 1$, $c > 0$, $\mu_\pm > 0$ for each group of two or more and "
        r"$\lambda_2/\lambda_1 < H$; or $k = d$, $\lambda_d < 0$, $c < 0$, $\mu_\pm < 0$ for each group of two or more, $\lambda_d < "
        r"\lambda_{d-1}$ and $\lambda_1/|\lambda_d| < |H|$; it is linearly unstable if one of these is violated strictly. Balanced: "
        r"$|H| = \tanh|c|$."
    ),
    source=SOURCE,
    parts=(
        "beyond.flow_criterion.positive_stable",
        "beyond.flow_criterion.positive_unstable",
        "beyond.flow_criterion.positive_unscored",
        "beyond.flow_criterion.negative_stable",
        "beyond.flow_criterion.negative_unstable",
        "beyond.flow_criterion.negative_scored",
        "beyond.flow_criterion.intermediate",
        "beyond.flow_criterion.balanced",
        "beyond.bipartite_criterion.attraction",
        "beyond.bipartite_criterion.range",
    ),
    note=(
        "The conditions are those of beyond.bipartite_criterion, which hold for every step with alpha rho(V) < 1: see beyond.two_times. "
        "Undecided are the boundaries lambda_j = H lambda_k, lambda_j = lambda_k, mu = 0 of a group of two or more, "
        "and c = 0 at a balanced "
        "split, where the state is polygonal. lambda_2/lambda_1 stands for all lambda_j/lambda_1, j > 1: the largest decides. For a "
        "V that is not symmetric: beyond.flow_criterion.complex."
    ),
)
POSITIVE_STABLE = case(
    "positive_stable",
    "Stable below H, positive eigenvalues",
    r"Let $\lambda_k > 0$, $c > 0$, $\mu_\pm > 0$ for each group of two or more, and $\lambda_j < H\lambda_k$ for all $j \neq k$: the "
    r"bipartite consensus at $v_k$ is asymptotically stable.",
    (K_POSITIVE, SCORED, HELD, BELOW),
    "1 1/4 64 2 2",
    *("positive", "scored", "groups", "below"),
    is_stable=True,
)
POSITIVE_UNSTABLE = case(
    "positive_unstable",
    "Unstable above H, positive eigenvalues",
    r"Let $\lambda_k > 0$ and $c > 0$. If $\lambda_j > H\lambda_k$ for some $j \neq k$, or $\mu < 0$ for a group of two or more, the "
    r"bipartite consensus at $v_k$ is unstable.",
    (
        K_POSITIVE,
        SCORED,
        Hypothesis("violated", r"\lambda_j > H\lambda_k \text{ or } \mu < 0", lambda p: either(above(p), _lost(p, 1))),
    ),
    "1 3/4 2 2 2",
    "violated",
    is_stable=False,
)
POSITIVE_UNSCORED = case(
    "positive_unscored",
    "Unstable without a positive score",
    r"Let $\lambda_k > 0$. If $c < 0$, or $c = 0$ and the split is unbalanced or some $\lambda_j > 0$, the bipartite consensus at $v_k$ is "
    r"unstable.",
    (
        K_POSITIVE,
        Hypothesis(
            "unscored",
            r"c < 0, \text{ or } c = 0 \text{ and } (m \neq n-m \text{ or } \lambda_j > 0)",
            lambda p: either(p.E < 1, equal(p.E, 1) & either(p.m > p.rest, p.m < p.rest, p.lambda_j > 0)),
        ),
    ),
    "1 1/4 1/2 2 2",
    *("positive", "unscored"),
    is_stable=False,
)
NEGATIVE_STABLE = case(
    "negative_stable",
    "Stable below H, negative eigenvalues",
    r"Let $c < 0$, $\mu_\pm < 0$ for each group of two or more, and $\lambda_k < \lambda_j < H\lambda_k$ for all $j \neq k$ (so "
    r"$\lambda_k < 0$): the bipartite consensus at $v_k$ is asymptotically stable.",
    (REPELLED, HELD_NEGATIVE, ABOVE_K, BELOW_NEGATIVE),
    "-1 -3/4 1/64 2 2",
    *("repelled", "groups", "least", "below"),
    is_stable=True,
)
NEGATIVE_UNSTABLE_CASE = case(
    "negative_unstable",
    "Unstable above H, negative eigenvalues",
    r"Let $\lambda_k < 0$ and $c < 0$. If $\lambda_j < \lambda_k$ or $\lambda_j > H\lambda_k$ for some $j \neq k$, or "
    r"$\mu > 0$ for a group "
    r"of two or more, the bipartite consensus at $v_k$ is unstable.",
    (
        K_NEGATIVE,
        REPELLED,
        Hypothesis(
            "violated",
            r"\lambda_j < \lambda_k,\ \lambda_j > H\lambda_k \text{ or } \mu > 0",
            lambda p: either(p.lambda_j < p.lambda_k, below(p), _lost(p, -1)),
        ),
    ),
    "-1 3 1/2 2 2",
    "violated",
    is_stable=False,
)
NEGATIVE_SCORED = case(
    "negative_scored",
    "Unstable at negative eigenvalues with a score that is not negative",
    r"Let $\lambda_k < 0$, $c \ge 0$ and $\lambda_j > 0$ for some $j$ (so if $\lambda_1 > 0$): the bipartite consensus "
    r"at $v_k$ is unstable.",
    (
        K_NEGATIVE,
        Hypothesis("nonnegative score", r"c \ge 0", lambda p: p.E >= 1),
        Hypothesis("other", r"\lambda_j > 0", lambda p: p.lambda_j > 0),
    ),
    "-1 1 2 2 2",
    *("negative", "nonnegative score", "other"),
    is_stable=False,
)
PAIR = case(
    "pair",
    "Two tokens at the largest of all negative eigenvalues",
    r"If $\lambda_k < 0$, $c > 0$, $n = 2$ and $\lambda_j < \lambda_k$ for all $j \neq k$ (so $\lambda_1 < 0$) the pair at $\pm v_k$ is "
    r"asymptotically stable: the one case that needs $\lambda_1 > 0$ to be excluded.",
    (
        K_NEGATIVE,
        SCORED,
        Hypothesis("two", "n = 2", lambda p: (p.m <= 1) & (p.rest <= 1)),
        Hypothesis("largest", r"\lambda_j < \lambda_k", lambda p: p.lambda_j < p.lambda_k),
    ),
    "-1 -2 2 1 1",
    *("two", "largest"),
    is_stable=True,
)
INTERMEDIATE = Claim(
    id="beyond.flow_criterion.intermediate",
    title="No intermediate eigenvector carries a stable bipartite consensus",
    statement=(
        r"Let $\lambda_d < \lambda_k < \lambda_1$, $\lambda_1 > 0$, $\lambda_k \neq 0$. For every $A$ and every split "
        r"the bipartite consensus "
        r"at $v_k$ is unstable, along $v_1$, along $v_d$ or inside a group."
    ),
    source=SOURCE,
    parameters=(LAMBDA_K, LAMBDA_1, LAMBDA_D, E, M, REST),
    hypotheses=(
        Hypothesis("principal", r"\lambda_1 > 0", lambda p: p.lambda_1 > 0),
        Hypothesis("nonsingular", r"\lambda_k \neq 0", lambda p: (p.lambda_k > 0) | (p.lambda_k < 0)),
        Hypothesis("not largest", r"\lambda_k < \lambda_1", lambda p: p.lambda_k < p.lambda_1),
        Hypothesis("not smallest", r"\lambda_d < \lambda_k", lambda p: p.lambda_d < p.lambda_k),
    ),
    conclusion=Formula(
        lambda p: some_right(p, p.lambda_1, p.lambda_k) | some_right(p, p.lambda_d, p.lambda_k),
        BIPARTITE,
        unstable,
        lambda p: all_left(p, p.lambda_1, p.lambda_k) & all_left(p, p.lambda_d, p.lambda_k),
    ),
    witness={"lambda_k": "1/2", "lambda_1": "1", "lambda_d": "-1", "E": "4", "m": "2", "rest": "2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("not largest"), drop("not smallest")),
    uses=USES,
)
BALANCED = Claim(
    id="beyond.flow_criterion.balanced",
    title="H of a balanced split",
    statement=r"For $m = n - m$: $H = \frac{E + 1/E - 2}{E - 1/E} = \frac{E-1}{E+1} = \tanh c$.",
    source=SOURCE,
    parameters=(E, M),
    hypotheses=(Hypothesis("scored", r"c \neq 0", lambda p: (p.E > 1) | (p.E < 1)),),
    conclusion=Formula(lambda p: equal(_balanced(p)[0] * (p.E + 1), _balanced(p)[1] * (p.E - 1))),
    witness={"E": "4", "m": "2"},
    evidence=(Decide(), Derive()),
    mutants=(Mutant("without c", conclusion=Formula(lambda p: equal(_balanced(p)[0], _balanced(p)[1]))),),
)


def _balanced(p: Point) -> tuple[Any, Any]:
    from proofs.beyond.attraction import attraction

    return attraction(Point({"E": p.E, "m": p.m, "rest": p.m}))


TRACE = Claim(
    id="beyond.flow_criterion.trace",
    title="The inequality of the trace follows from the others",
    statement=r"If $\det N_j > 0$ and $\lambda_k\mu_\pm > 0$ then $\mathrm{tr} N_j < 0$.",
    source=SOURCE,
    parameters=PARAMETERS,
    hypotheses=(
        Hypothesis("determinant", r"\det N_j > 0", lambda p: margins(p, p.lambda_j, p.lambda_k)[1] > 0),
        Hypothesis(
            "groups", r"\lambda_k\mu_\pm > 0", lambda p: both(*(g > 0 for g in margins(p, p.lambda_j, p.lambda_k)[2:]))
        ),
        Hypothesis(
            "ordered",
            r"\lambda_j < \lambda_k \text{ if } \lambda_k > 0, \text{ else } \lambda_k < \lambda_j",
            lambda p: either(
                (p.lambda_k > 0) & (p.lambda_j < p.lambda_k), (p.lambda_k < 0) & (p.lambda_k < p.lambda_j)
            ),
        ),
    ),
    conclusion=Formula(lambda p: margins(p, p.lambda_j, p.lambda_k)[0] > 0),
    witness={"lambda_k": "1", "lambda_j": "1/4", "E": "64", "m": "2", "rest": "2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("determinant"), drop("ordered")),
    uses=("multistability.bipartite_stability.margins",),
)


# ------------------------------------------------------------------ what is left of Remark 10's twin

REPAIRED_NEGATIVE = Claim(
    id="beyond.negative_unstable_flow",
    title="Bipartite states at negative eigenvalues are unstable, repaired",
    statement=r"If $\lambda_k < 0$, $v_k^{T}Av_k \ge 0$ and $\lambda_1 > 0$ the bipartite consensus at $v_k$ is unstable.",
    source=SOURCE,
    parameters=NEGATIVE_UNSTABLE.parameters,
    hypotheses=(
        *NEGATIVE_UNSTABLE.hypotheses,
        Hypothesis("nonnegative score", r"v_k^{T}Av_k \ge 0", lambda p: p.E >= 1),
    ),
    conclusion=NEGATIVE_UNSTABLE.conclusion,
    witness=NEGATIVE_UNSTABLE.witness,
    evidence=(Decide(), Falsify()),
    mutants=(drop("nonnegative score"), drop("negative")),
    uses=USES,
    repairs="multistability.negative_unstable",
)

# ------------------------------------------------------------------ V not symmetric

VALUES = tuple(Parameter(name) for name in ("b", "r", "w"))
SHARES = (Parameter("p", "positive"), Parameter("q", "positive"))
PROPER = Hypothesis("shares", "0 < p, q < 1", lambda s: (s.p < 1) & (s.q < 1))


def _trace(s: Point) -> Any:
    return s.r * (s.p + s.q) - s.b * (2 * s.p + 2 * s.q - 2)


def _pulled(s: Point) -> Any:
    """``b gamma_+ gamma_- - r (p + q - 1)``."""
    return s.b * (2 * s.p - 1) * (2 * s.q - 1) - s.r * (s.p + s.q - 1)


def _hurwitz(s: Point) -> tuple[Any, Any]:
    """The two Routh-Hurwitz conditions of ``lambda P - b diag(gamma)``, ``lambda = r + i w``, positive where it is stable."""
    t = s.p + s.q - 1
    tr, ti = _trace(s), s.w * (s.p + s.q)
    dr, di = (s.b - s.r) * _pulled(s) - s.w**2 * t, -s.w * (_pulled(s) + (s.b - s.r) * t)
    return -tr, tr * tr * dr + tr * ti * di - di * di


COMPLEX = Claim(
    id="beyond.flow_criterion.complex",
    title="Bipartite stability for a V that is not symmetric",
    statement=(
        r"Let $Vv_k = \lambda_kv_k$ be real, any real $V$, $|v_k| = 1$, $c = v_k^{T}Av_k$. The blocks are $\lambda_jP - "
        r"\lambda_k\mathrm{diag}(\mu_+,\mu_-)$ over the other eigenvalues of $V$. For real $\lambda_j$ the criterion "
        r"is the one of symmetric "
        r"$V$. For a complex one it is sufficient that $\mathrm{Re}\lambda_j$ satisfies it, and not necessary."
    ),
    source=SOURCE,
    parts=(
        "multistability.bipartite_spectrum.any_value",
        "beyond.flow_criterion.complex.definite",
        "beyond.flow_criterion.complex.form",
        "beyond.flow_criterion.complex.not_necessary",
    ),
)
ENTRIES = tuple(Parameter(name) for name in ("x", "y", "r"))
DEFINITE = Claim(
    id="beyond.flow_criterion.complex.definite",
    title="The weighted real part is negative definite",
    statement=(
        r"Let $x$, $y$ be the diagonal of $N = rP - b\,\mathrm{diag}(\mu_+,\mu_-)$, $r = \mathrm{Re}\lambda$; off it stand $r(1-p)$ "
        r"and $r(1-q)$. With $W = \mathrm{diag}(1-q, 1-p) > 0$ the matrix $S = WN$ is symmetric, and negative definite if $N$ has "
        r"negative trace and positive determinant, the criterion of a real eigenvalue $r$."
    ),
    source=SOURCE,
    parameters=(*ENTRIES, *SHARES),
    hypotheses=(
        PROPER,
        Hypothesis(
            "real part",
            r"\mathrm{tr} N < 0 < \det N",
            lambda s: (s.x + s.y < 0) & (s.x * s.y > s.r**2 * (1 - s.p) * (1 - s.q)),
        ),
    ),
    conclusion=Formula(
        lambda s: ((1 - s.q) * s.x < 0) & ((1 - s.q) * s.x * (1 - s.p) * s.y - (s.r * (1 - s.p) * (1 - s.q)) ** 2 > 0)
    ),
    witness={"x": "-1", "y": "-1", "r": "1/10", "p": "3/4", "q": "3/4"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("real part"), drop("shares")),
    uses=("multistability.routh_hurwitz.real",),
)
FORM = Claim(
    id="beyond.flow_criterion.complex.form",
    title="The real part of an eigenvalue as a form",
    statement=(
        r"For $N = \lambda P - b\,\mathrm{diag}(\mu_\pm)$, $\lambda = r + iw$, and $z = x + iy$: "
        r"$\mathrm{Re}(z^{*}WNz) = x^{T}Sx + y^{T}Sy$. "
        r"At an eigenvector $Nz = \mu z$ it is $\mathrm{Re}\mu\;z^{*}Wz$: where $S < 0$, $\mathrm{Re}\mu < 0$."
    ),
    source=SOURCE,
    conclusion=Identity(worlds.form, worlds.symbolic_form, worlds.random_form, "Re z* W N z = x.S x + y.S y"),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "without W",
            conclusion=Identity(worlds.form_unweighted, worlds.symbolic_form, worlds.random_form, "Re z* N z"),
        ),
    ),
)
NOT_NECESSARY = Claim(
    id="beyond.flow_criterion.complex.not_necessary",
    title="An imaginary part can hold what the real part would not",
    statement=(
        r"There are $0 < H\lambda_k < \mathrm{Re}\lambda_j < \lambda_k$ and an imaginary part for which both eigenvalues of the block have "
        r"negative real parts."
    ),
    source=SOURCE,
    parameters=(*VALUES, *SHARES),
    hypotheses=(
        PROPER,
        Hypothesis(
            "held", r"\lambda_k > 0,\ \mu_\pm > 0", lambda s: both(s.b > 0, 2 * s.p > 1, 2 * s.q > 1, s.r < s.b)
        ),
        Hypothesis("beyond", r"\mathrm{Re}\lambda_j > H\lambda_k", lambda s: _pulled(s) < 0),
    ),
    conclusion=Exists(lambda s: both(*(condition > 0 for condition in _hurwitz(s)))),
    witness={"b": "1", "r": "1/2", "w": "-1", "p": "7/8", "q": "9/16"},
    evidence=(Decide(),),
    mutants=(
        Mutant(
            "real",
            hypotheses=(
                Hypothesis(
                    "held",
                    r"\lambda_k > 0,\ \mu_\pm > 0,\ w = 0",
                    lambda s: both(s.b > 0, 2 * s.p > 1, 2 * s.q > 1, s.r < s.b, equal(s.w, 0)),
                ),
            ),
        ),
    ),
    uses=("multistability.routh_hurwitz.complex",),
)
