"""The statements of paper.tex, in its order."""

from __future__ import annotations

from verify.claim import Claim, Hypothesis, Mutant, Parameter, Source, drop
from verify.conclusions import Formula, Identity
from verify.evidence import Decide, Derive, Falsify

from .notation import (
    BETA,
    EIGENVALUE,
    MOMENTUM,
    MU,
    A,
    characteristic,
    determinant,
    inside,
    is_zero,
    numbers,
    symbols,
)

LEMMA_CHARACTERISTIC = Claim(
    id="heavy_ball.lemma_characteristic",
    title="Characteristic polynomial",
    statement=(
        r"One step maps $(x_t, x_{t-1})$ by $M = \begin{pmatrix} 1 + \beta - a & -\beta\\ 1 & 0\end{pmatrix}$, and "
        r"$\det(\mu I - M) = \mu^2 - (1 + \beta - a)\mu + \beta$ for every $\mu \in \mathbb{R}$."
    ),
    source=Source("Lemma 1", origin="verbatim"),
    conclusion=Identity(
        lambda w: (determinant(w), characteristic(w.a, w.beta, w.mu)), symbols, numbers, "det(mu I - M) = p(mu)"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "momentum on one side only",
            conclusion=Identity(
                lambda w: (determinant(w), characteristic(w.a, w.beta, w.mu) - w.beta), symbols, numbers, "without beta"
            ),
        ),
    ),
)

LEMMA_COMPLEX = Claim(
    id="heavy_ball.lemma_complex",
    title="Oscillating modes",
    statement=r"If $0 \le \beta < 1$ and $\mu = u + iv$, $v \neq 0$, is an eigenvalue of $M$ then $|\mu|^2 = \beta < 1$.",
    source=Source("Lemma 2", origin="verbatim"),
    parameters=(A, BETA, Parameter("u"), Parameter("v")),
    hypotheses=(
        MOMENTUM,
        Hypothesis("oscillating", r"v \neq 0", lambda p: (p.v > 0) | (p.v < 0)),
        Hypothesis(
            "eigenvalue",
            r"\det(\mu I - M) = 0, real and imaginary part",
            lambda p: (
                is_zero(p.u**2 - p.v**2 - (1 + p.beta - p.a) * p.u + p.beta)
                & is_zero(2 * p.u * p.v - (1 + p.beta - p.a) * p.v)
            ),
        ),
    ),
    conclusion=Formula(lambda p: is_zero(p.u**2 + p.v**2 - p.beta) & (p.u**2 + p.v**2 < 1)),
    witness={"a": "3/2", "beta": "1/2", "u": "0", "v": "sqrt(2)/2"},
    evidence=(Decide(),),
    mutants=(drop("momentum"), drop("eigenvalue"), drop("oscillating")),
    uses=("heavy_ball.lemma_characteristic",),
    published_uses=("heavy_ball.lemma_characteristic",),
)

THEOREM_STABILITY = Claim(
    id="heavy_ball.theorem_stability",
    title="Long steps with momentum",
    statement=r"If $0 \le \beta < 1$ and $0 < a < 4$ then every real eigenvalue of $M$ lies in $(-1, 1)$.",
    source=Source("Theorem 3", origin="verbatim"),
    parameters=(A, BETA, MU),
    hypotheses=(
        MOMENTUM,
        Hypothesis("step size", "0 < a < 4", lambda p: (p.a > 0) & (p.a < 4)),
        EIGENVALUE,
    ),
    conclusion=Formula(inside),
    witness={"a": "1", "beta": "0", "mu": "0"},
    evidence=(Decide(), Falsify()),
    uses=("heavy_ball.lemma_characteristic",),
    published_uses=("heavy_ball.lemma_characteristic",),
    note=(
        "Without momentum the eigenvalue is 1 - a, which leaves (-1, 1) at a = 2. The published proof looks at the product of the "
        "eigenvalues and at mu = 1, and not at mu = -1, where det(-I - M) = 2 + 2 beta - a must be positive."
    ),
)

COROLLARY_HALF = Claim(
    id="heavy_ball.corollary_half",
    title="Momentum one half",
    statement=r"For $\beta = \tfrac12$ and $0 < a < 3$ every real eigenvalue of $M$ lies in $(-1, 1)$.",
    source=Source("Corollary 4", origin="verbatim"),
    parameters=(A, BETA, MU),
    hypotheses=(
        Hypothesis("half", r"\beta = \tfrac12", lambda p: is_zero(2 * p.beta - 1)),
        Hypothesis("step size", "0 < a < 3", lambda p: (p.a > 0) & (p.a < 3)),
        EIGENVALUE,
    ),
    conclusion=Formula(inside),
    witness={"a": "3/2 - sqrt(2)", "beta": "1/2", "mu": "sqrt(2)/2"},
    evidence=(Decide(),),
    mutants=(drop("half"), drop("step size")),
    uses=("heavy_ball.theorem_stability_repaired",),
    published_uses=("heavy_ball.theorem_stability",),
)
