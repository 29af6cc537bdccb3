"""The ascent of Lemma 7 without truncation: its rate, and how far the step size can go."""

from __future__ import annotations

from typing import Any

from proofs.beyond._later import later, seen
from proofs.power_method import lemma_7
from proofs.power_method.notation import ALPHA, LAMBDA_D, LAMBDA_J, REST, M, ours
from verify.claim import Claim, Hypothesis, Mutant, Parameter, Point, drop
from verify.conclusions import Behaviour, Formula
from verify.evidence import Decide, Enclose, Falsify, Simulate

KAPPA = Hypothesis("kappa", r"2\alpha\kappa = 1 - \alpha\nu", lambda p: 2 * p.alpha * p.kappa <= 1 - p.alpha * p.nu)
STRICT = Hypothesis("step size", r"\alpha\nu < 1", lambda p: p.alpha * p.nu < 1)
RATE = Claim(
    id="beyond.ascent.rate",
    title="How much f gains at least",
    statement=(
        r"If $\alpha\nu < 1$, $\nu = \max(0,-\lambda_d)$, one step gains $f(X^+) - f(X) = n^2(G + Q) \ge n^2\kappa D$ with "
        r"$D = \frac1n\sum_i|x_i^+ - x_i|^2$ and every $\kappa \le \frac{1 - \alpha\nu}{2\alpha}$, which is positive: $f$ "
        r"stays the same only where nothing moves."
    ),
    source=ours("Lemma 7"),
    parameters=(ALPHA, Parameter("kappa"), *lemma_7.SCALARS),
    hypotheses=(lemma_7.GAIN, lemma_7.CURVATURE, lemma_7.JENSEN, lemma_7.NU, STRICT, KAPPA),
    conclusion=Formula(lambda p: (p.kappa * p.D <= p.G + p.Q) & (1 - p.alpha * p.nu > 0)),
    witness={"alpha": "1/2", "nu": "1", "kappa": "1/2", "G": "1", "Q": "0", "D": "1", "delta_2": "1"},
    evidence=(Decide(), Falsify(), Simulate(seen("_ascent_seen", "rate_seen"))),
    mutants=(drop("step size"), drop("kappa"), drop("mean"), drop("gain")),
    uses=("power_method.lemma_7.token_gain", "power_method.lemma_7.function_gain"),
    note=(
        "The step from lemma_7.ascent to the hypothesis of lemma_7.convergence. The cited theorem is about functions on a Euclidean "
        "space: it is applied to f(x_1/|x_1|, ..., x_n/|x_n|), which is analytic near the product of spheres and has the gradient "
        "n P_i s there (the projection is power_method.lemma_2's derivative of x/|x|)."
    ),
)
STATE_DEPENDENT = Claim(
    id="beyond.ascent.state_dependent",
    title="A bound that knows the norms",
    statement=(
        r"Let $h = \frac1n\sum_i\frac{1}{1+N_i}$, $N_i = |x_i + \alpha s|$. With $2\alpha G = \frac1n\sum_i(1+N_i)|\Delta_i|^2$, "
        r"Cauchy-Schwarz gives $|\delta|^2 \le 2\alpha G h$, and one step gains $n^2(G + Q) \ge n^2\kappa D$ for every $\kappa \le "
        r"\frac{1-\alpha\nu h}{2\alpha}$: $f$ does not decrease if $\alpha\nu h \le 1$. Near a polygonal state $s$ is small, all "
        r"$N_i$ are near 1, $h$ is near $\frac12$, and $\alpha\nu < 2$ is enough for $\kappa > 0$."
    ),
    source=ours("Lemma 7"),
    parameters=(ALPHA, Parameter("kappa"), *lemma_7.SCALARS, Parameter("h")),
    hypotheses=(
        Hypothesis("mean", r"|\delta|^2 \le 2\alpha G h", lambda p: p.delta_2 <= 2 * p.alpha * p.G * p.h),
        lemma_7.GAIN,
        lemma_7.CURVATURE,
        lemma_7.NU,
        Hypothesis("step size", r"\alpha\nu h \le 1,\ h > 0", lambda p: (p.alpha * p.nu * p.h <= 1) & (p.h > 0)),
        Hypothesis(
            "kappa",
            r"2\alpha\kappa \le 1 - \alpha\nu h,\ D \ge 0",
            lambda p: (2 * p.alpha * p.kappa <= 1 - p.alpha * p.nu * p.h) & (p.D >= 0),
        ),
    ),
    conclusion=Formula(lambda p: p.kappa * p.D <= p.G + p.Q),
    witness={
        "alpha": "1",
        "kappa": "0",
        "nu": "2",
        "G": "1",
        "Q": "-1",
        "D": "1",
        "delta_2": "1",
        "h": "1/2",
    },
    evidence=(Decide(), Simulate(seen("_ascent_seen", "state_dependent_seen"))),
    mutants=(drop("step size"), drop("mean"), drop("curvature"), drop("kappa")),
    uses=("power_method.lemma_7.token_gain", "power_method.lemma_7.function_gain"),
)


def _sign(value: Any) -> Any:
    return value / abs(value)


def _overshooting(p: Point, minority: Any) -> Any:
    """``2 (f(X+) - f(X))`` at ``p.m`` tokens at ``v_d`` and ``minority`` at ``-v_d``, from the step's own formula."""
    push = p.alpha * p.lambda_d * (p.m - minority) / (p.m + minority)
    after = p.m * _sign(1 + push) - minority * _sign(1 - push)
    return p.lambda_d * (after**2 - (p.m - minority) ** 2)


DECREASE = Claim(
    id="beyond.ascent.overshoot",
    title="Beyond the bound f decreases",
    statement=(
        r"Let $\lambda_d < 0$ and $\alpha|\lambda_d| > n/(2m - n)$, $m < n$. At the state with $m$ tokens at $v_d$ and $n - m$ at "
        r"$-v_d$ one step takes all tokens to $-v_d$, and $f(X^+) - f(X) = -\frac{|\lambda_d|}{2}(n^2 - (2m-n)^2) < 0$; by "
        r"continuity $f$ decreases on an open set."
    ),
    source=ours("Lemma 7"),
    parameters=(ALPHA, LAMBDA_D, M, REST),
    hypotheses=(
        Hypothesis("negative", r"\lambda_d < 0", lambda p: p.lambda_d < 0),
        Hypothesis(
            "overshoot",
            r"\alpha|\lambda_d|(2m - n) > n",
            lambda p: -p.alpha * p.lambda_d * (p.m - p.rest) > p.m + p.rest,
        ),
    ),
    conclusion=Formula(lambda p: _overshooting(p, p.rest) < 0),
    witness={"alpha": "1", "lambda_d": "-4", "m": "2", "rest": "1"},
    evidence=(Decide(), Falsify(), Simulate(seen("_ascent_seen", "overshoot_seen"))),
    mutants=(drop("negative"), drop("overshoot")),
)
SHARP = Claim(
    id="beyond.ascent.sharp",
    title="The constant 1 is sharp for every V with a negative eigenvalue",
    statement=(
        r"For every symmetric $V$ with $\lambda_d < 0$, every $\alpha$ with $\alpha|\lambda_d| > 1$ and every "
        r"$n > \frac{2\alpha|\lambda_d|}{\alpha|\lambda_d| - 1}$ there is a state, and an open set of states, where $f$ decreases: "
        r"one token at $-v_d$, the others at $v_d$. No bound above 1 holds for all $n$."
    ),
    source=ours("Lemma 7"),
    parameters=(ALPHA, LAMBDA_D, M),
    hypotheses=(
        Hypothesis("beyond the bound", r"\alpha\lambda_d < -1", lambda p: -p.alpha * p.lambda_d > 1),
        Hypothesis(
            "many tokens",
            r"n(\alpha|\lambda_d| - 1) > 2\alpha|\lambda_d|,\ n = m + 1",
            lambda p: (p.m + 1) * (-p.alpha * p.lambda_d - 1) > -2 * p.alpha * p.lambda_d,
        ),
    ),
    conclusion=Formula(lambda p: _overshooting(p, 1) < 0),
    witness={"alpha": "1", "lambda_d": "-3/2", "m": "6"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("many tokens"),),
    uses=("beyond.ascent.overshoot",),
    note=(
        "For one V and one n f may never decrease for some alpha |lambda_d| above 1; the exact bound depends on n and on all "
        "eigenvalues and is not known in closed form. It is at most n/(n - 2) (this claim) and 2 |lambda_d|/(|lambda_d| + |lambda_j|) "
        "for another negative eigenvalue (beyond.ascent.consensus), and lower than both for few tokens (beyond.ascent.few_tokens)."
    ),
)


def _consensus_gain(p: Point) -> Any:
    """Rayleigh quotient after a step minus before, at ``sqrt(1-w) v_i + sqrt(w) v_j``, times a positive number."""
    one, other = (1 + p.alpha * p.lambda_j) ** 2 * (1 - p.w), (1 + p.alpha * p.lambda_d) ** 2 * p.w
    before = p.lambda_j * (1 - p.w) + p.lambda_d * p.w
    return p.lambda_j * one + p.lambda_d * other - before * (one + other)


CONSENSUS = Claim(
    id="beyond.ascent.consensus",
    title="Where f decreases along consensus states",
    statement=(
        r"At a consensus in the plane of $v_j$ and $v_d$, $\lambda_d < \lambda_j$, in no eigenspace, where the step is defined: $f$ "
        r"increases if $\alpha(\lambda_j + \lambda_d) > -2$, decreases if $\alpha(\lambda_j + \lambda_d) < -2$, whatever $n$ is. So the "
        r"bound $\alpha|\lambda_d| \le 1$ cannot be better for any $n$ as long as it knows $\lambda_d$ alone ($\lambda_j \to \lambda_d$)."
    ),
    source=ours("Lemma 7"),
    parameters=(ALPHA, LAMBDA_J, LAMBDA_D, Parameter("w")),
    hypotheses=(
        Hypothesis("ordered", r"\lambda_d < \lambda_j", lambda p: p.lambda_d < p.lambda_j),
        Hypothesis("between", "0 < w < 1", lambda p: (p.w > 0) & (p.w < 1)),
    ),
    conclusion=Formula(
        lambda p: (
            ((p.alpha * (p.lambda_j + p.lambda_d) <= -2) | (_consensus_gain(p) > 0))
            & ((p.alpha * (p.lambda_j + p.lambda_d) >= -2) | (_consensus_gain(p) < 0))
        )
    ),
    witness={"alpha": "1", "lambda_j": "-3/4", "lambda_d": "-3/2", "w": "1/2"},
    evidence=(Decide(), Simulate(seen("_ascent_seen", "consensus_seen"))),
    mutants=(
        drop("ordered"),
        Mutant("always up", conclusion=Formula(lambda p: _consensus_gain(p) >= 0)),
    ),
)


def _two_tokens() -> dict[str, Any]:
    return {
        "system": "oja",
        "time": "discrete",
        "step_size": "3/2",
        "value": [["1/5", "0"], ["0", "-1"]],
        "tokens": [["-12/13", "5/13"], ["15/113", "112/113"]],
        "explanation": "V = diag(1/5, -1), alpha = 3/2: Theorem 2's step-size condition holds, 3/2 < 2/(1 - 1/5).",
    }


FEW_TOKENS = Claim(
    id="beyond.ascent.few_tokens",
    title="f decreases for two tokens, within Theorem 2's step-size condition",
    statement=(
        r"$n = d = 2$, $V = \mathrm{diag}(\frac15, -1)$, $\alpha = \frac32 < 2/(|\lambda_d| - \lambda_1) = \frac52$: there are states, "
        r"an open set of them, at which $f(X^+) < f(X)$. Theorem 2's condition is no substitute for $\alpha|\lambda_d| \le 1$."
    ),
    source=ours("Lemma 7"),
    conclusion=Behaviour("f decreases at a state of two tokens with V = diag(1/5, -1), alpha = 3/2"),
    evidence=(Enclose(later("_ascent_seen", "decreases"), _two_tokens),),
)
BETWEEN = Claim(
    id="beyond.ascent.between",
    title="Between the bound and the step-size condition",
    statement=(
        r"For $1 \le \alpha|\lambda_d|$ and $\alpha(|\lambda_d| - \lambda_1) < 2$ the function $f$ may decrease, and the trajectories "
        r"of (9) converge to the principal consensus all the same: all of 120 random ones ($3 \le n \le 7$) do, half of them "
        r"started near sign states at $v_d$."
    ),
    source=ours("Lemma 7"),
    conclusion=Behaviour("120 random trajectories beyond the bound of Lemma 7 reach the principal consensus"),
    evidence=(Simulate(seen("_ascent_seen", "between_seen")),),
    note="No proof: without ascent of f nothing here excludes other limit sets. An open question.",
)
