r"""Section 4: the skip connection slows consensus and cannot remove it. ``alpha`` weighs attention against the skip connection."""

from __future__ import annotations

from typing import Any

from proofs.power_method.notation import LAMBDA_1, POSITIVE, both, equal, restored
from proofs.power_method.notation import ours as own
from proofs.power_method.worlds import principal_seen
from verify.claim import Claim, Hypothesis, Mutant, Parameter, Point, drop
from verify.conclusions import Behaviour, Formula
from verify.evidence import Decide, Falsify, Simulate

LABEL = "Section 4"
SOURCE = restored(LABEL, "'modulating' names the step size alpha of (3): small alpha is a strong skip connection")
SOURCE_OURS = own(LABEL)
ID = "power_method.no_elimination"
STEPS = (Parameter("alpha", "positive"), Parameter("beta", "positive"))
SMALLER = Hypothesis("smaller", r"\alpha < \beta", lambda p: p.alpha < p.beta)

WHOLE = Claim(
    id=ID,
    title="The skip connection slows consensus and cannot remove it",
    statement=(
        r"In (3) with $\lambda_1(H) > 0$ consensus can be slowed down by a small $\alpha$ but cannot be eliminated: for every small "
        r"$\alpha > 0$ tokens near the consensus at $v_1$ still agree in the limit of infinite depth, only later."
    ),
    source=SOURCE,
    parts=(f"{ID}.every_step", f"{ID}.rate", f"{ID}.alignment", f"{ID}.layers"),
    note=(
        "'Cannot be eliminated' is read as: for every small alpha the consensus at v_1 attracts. From every start it is false for "
        "every alpha: the criterion of bipartite stability does not depend on alpha (beyond.bipartite_criterion). It also needs "
        "lambda_1 > 0: where all eigenvalues have a negative real part no consensus equilibrium attracts (beyond.asymmetric.repels)."
    ),
)
EVERY_STEP = Claim(
    id=f"{ID}.every_step",
    title="Consensus attracts for every small step",
    statement=(
        r"For symmetric $H$ with simple $\lambda_1 > 0$ the consensus at $v_1$ is asymptotically stable for every $\alpha > 0$ that "
        r"satisfies Theorem 2's condition; with $H$ not symmetric and $\lambda_1 > \mathrm{Re}\,\lambda_j$ for every $\alpha$ below the "
        r"threshold of beyond.asymmetric_thresholds.short_steps."
    ),
    source=SOURCE,
    parts=(
        "power_method.theorem_1.principal_stable",
        "beyond.asymmetric.attracts",
        "beyond.asymmetric_thresholds.short_steps",
    ),
)


def _factor(step: Any, p: Point) -> Any:
    """``1/(1 + alpha lambda_1)``."""
    return 1 / (1 + step * p.lambda_1)


RATE = Claim(
    id=f"{ID}.rate",
    title="Differences of tokens shrink by 1/(1 + alpha lambda_1) in each step",
    statement=(
        r"At the consensus at $v_1$ differences of tokens have the tangent eigenvalue $1/(1+\alpha\lambda_1)$ (class 3 of Lemma 3). It is "
        r"below 1 for every $\alpha > 0$ and the nearer to 1, the smaller $\alpha$ is: for $\alpha < \beta$ it is larger at $\alpha$."
    ),
    source=SOURCE,
    parameters=(*STEPS, LAMBDA_1),
    hypotheses=(POSITIVE, SMALLER),
    conclusion=Formula(
        lambda p: both(_factor(p.beta, p) < _factor(p.alpha, p), _factor(p.alpha, p) < 1, _factor(p.beta, p) > 0)
    ),
    witness={"alpha": "1/2", "beta": "1", "lambda_1": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("positive"), drop("smaller")),
    uses=("power_method.lemma_3.complete", "power_method.theorem_1.consensus_jacobian"),
)
LAMBDA_J = Parameter("lambda_j")


def _along(step: Any, p: Point) -> Any:
    """``(1 + alpha lambda_j)/(1 + alpha lambda_1)``."""
    return (1 + step * p.lambda_j) / (1 + step * p.lambda_1)


ALIGNMENT = Claim(
    id=f"{ID}.alignment",
    title="Alignment is slowed too, as long as no eigenvalue overshoots",
    statement=(
        r"The factor of the other class, $(1+\alpha\lambda_j)/(1+\alpha\lambda_1)$, is between 0 and 1 and the nearer to 1, the smaller "
        r"$\alpha$ is, for $\alpha < \beta$ with $1+\beta\lambda_j \ge 0$. (Beyond that a smaller $\alpha$ can make alignment faster.)"
    ),
    source=SOURCE,
    parameters=(*STEPS, LAMBDA_1, LAMBDA_J),
    hypotheses=(
        SMALLER,
        Hypothesis("simple", r"\lambda_j < \lambda_1", lambda p: p.lambda_j < p.lambda_1),
        Hypothesis("no overshoot", r"1 + \beta\lambda_j \ge 0", lambda p: 1 + p.beta * p.lambda_j >= 0),
    ),
    conclusion=Formula(
        lambda p: both(_along(p.beta, p) >= 0, _along(p.beta, p) < _along(p.alpha, p), _along(p.alpha, p) < 1)
    ),
    witness={"alpha": "1/2", "beta": "1", "lambda_1": "1", "lambda_j": "1/2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("smaller"), drop("simple"), drop("no overshoot")),
    uses=("power_method.lemma_3.complete", "power_method.theorem_1.consensus_jacobian"),
)
LAYERS = Claim(
    id=f"{ID}.layers",
    title="The number of layers grows like 1/alpha",
    statement=(
        r"By the rate, differences of tokens are $\epsilon$ times as large after $T = \ln(1/\epsilon)/\ln(1+\alpha\lambda_1)$ layers, and "
        r"$\frac{1}{\alpha\lambda_1} \le \frac{T}{\ln(1/\epsilon)} \le \frac{1}{\alpha\lambda_1} + 1$: $\alpha T \to "
        r"\ln(1/\epsilon)/\lambda_1$ as $\alpha \to 0$."
    ),
    source=SOURCE,
    parts=(f"{ID}.layers.logarithm", f"{ID}.layers.bounds"),
)
LOGARITHM = Claim(
    id=f"{ID}.layers.logarithm",
    title="Bounds of the logarithm",
    statement=(
        r"$x - \ln(1+x)$ and $\ln(1+x) - \frac{x}{1+x}$ are 0 at $x = 0$ and have the derivatives $1 - \frac{1}{1+x} > 0$ and "
        r"$\frac{1}{1+x} - \frac{1}{(1+x)^2} > 0$ for $x > 0$: so $\frac{x}{1+x} < \ln(1+x) < x$."
    ),
    source=SOURCE_OURS,
    parameters=(Parameter("x"),),
    hypotheses=(Hypothesis("positive", "x > 0", lambda p: p.x > 0),),
    conclusion=Formula(lambda p: both(1 - 1 / (1 + p.x) > 0, 1 / (1 + p.x) - 1 / (1 + p.x) ** 2 > 0)),
    witness={"x": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("positive"),),
)
BOUNDS = Claim(
    id=f"{ID}.layers.bounds",
    title="From the logarithm to the number of layers",
    statement=(
        r"With $x = \alpha\lambda_1 > 0$, $l = \ln(1+x)$ between $\frac{x}{1+x}$ and $x$, and $\tau l = 1$ ($\tau = T/\ln(1/\epsilon)$): "
        r"$\frac1x \le \tau \le \frac1x + 1$."
    ),
    source=SOURCE_OURS,
    parameters=(Parameter("x", "positive"), Parameter("l"), Parameter("tau")),
    hypotheses=(
        Hypothesis("below", r"l \le x", lambda p: p.l <= p.x),
        Hypothesis("above", r"l(1+x) \ge x", lambda p: p.l * (1 + p.x) >= p.x),
        Hypothesis("layers", r"\tau l = 1", lambda p: equal(p.tau * p.l, 1)),
    ),
    conclusion=Formula(lambda p: both(p.tau >= 1 / p.x, p.tau <= 1 / p.x + 1)),
    witness={"x": "1", "l": "2/3", "tau": "3/2"},
    evidence=(Decide(), Falsify()),
    mutants=(
        drop("below"),
        drop("above"),
        drop("layers"),
        Mutant("half", conclusion=Formula(lambda p: p.tau <= 1 / (2 * p.x) + 1)),
    ),
    uses=(f"{ID}.layers.logarithm",),
)
SEEN = Claim(
    id=f"{ID}.seen",
    title="Seen: the last differences of tokens, for steps from 1 to 1/32",
    statement=(
        r"8 random symmetric $V$ ($d = 4$, $\lambda_1 = 1$, the others in $[-\frac12, \frac12]$), five tokens near a random "
        r"consensus, $\alpha = 1, \frac12, \ldots, \frac1{32}$: the number of steps in which differences fall from $10^{-5}$ to "
        r"$10^{-9}$ is $\ln(10^4)/\ln(1+\alpha)$ within 5 %, and one step more or less."
    ),
    source=SOURCE_OURS,
    conclusion=Behaviour("the number of steps in which differences of tokens fall by 10^4 is as predicted"),
    evidence=(Simulate(principal_seen.steps_to_agree),),
)
