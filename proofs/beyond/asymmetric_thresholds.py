"""Which eigenvalue of a value matrix that is not symmetric has the largest ``|1 + alpha lambda|``: exact step sizes."""

from __future__ import annotations

from typing import Any

from proofs.power_method.notation import ALPHA, LAMBDA_1, LAMBDA_D, POSITIVE, both, either, ours
from verify.claim import Claim, Hypothesis, Mutant, Parameter, Point, drop
from verify.conclusions import Exists, Formula
from verify.evidence import Decide, Falsify

SOURCE = ours("D.4.3")
PAIR = tuple(Parameter(name) for name in ("lambda_x", "lambda_y", "mu_x", "mu_y"))
WITNESS = {"alpha": "1", "lambda_x": "1", "lambda_y": "0", "mu_x": "0", "mu_y": "1/2"}


def grown(alpha: Any, x: Any, y: Any) -> Any:
    """``|1 + alpha (x + iy)|^2``."""
    return (1 + alpha * x) ** 2 + (alpha * y) ** 2


def _square(p: Point, name: str) -> Any:
    return p[f"{name}_x"] ** 2 + p[f"{name}_y"] ** 2


def _wins(p: Point) -> Any:
    """``|1 + alpha lambda| > |1 + alpha mu|``."""
    return grown(p.alpha, p.lambda_x, p.lambda_y) > grown(p.alpha, p.mu_x, p.mu_y)


def _score(p: Point) -> Any:
    """``2 (Re lambda - Re mu) + alpha (|lambda|^2 - |mu|^2)``."""
    return 2 * (p.lambda_x - p.mu_x) + p.alpha * (_square(p, "lambda") - _square(p, "mu"))


RIGHTMOST = Hypothesis("larger real part", r"\mathrm{Re}\,\lambda > \mathrm{Re}\,\mu", lambda p: p.lambda_x > p.mu_x)
NOT_LEFT = Hypothesis(
    "no smaller real part", r"\mathrm{Re}\,\lambda \ge \mathrm{Re}\,\mu", lambda p: p.lambda_x >= p.mu_x
)
LARGER = Hypothesis("larger modulus", r"|\lambda| > |\mu|", lambda p: _square(p, "lambda") > _square(p, "mu"))

DOMINANCE = Claim(
    id="beyond.asymmetric_thresholds.score",
    title="What compares two eigenvalues",
    statement=(
        r"$|1+\alpha\lambda| > |1+\alpha\mu|$ if and only if $2(\mathrm{Re}\,\lambda - \mathrm{Re}\,\mu) + "
        r"\alpha(|\lambda|^2 - |\mu|^2) > 0$: short steps go by the real part, long ones by the modulus."
    ),
    source=SOURCE,
    parameters=(ALPHA, *PAIR),
    conclusion=Formula(lambda p: either(both(_wins(p), _score(p) > 0), both(~_wins(p), _score(p) <= 0))),
    witness=WITNESS,
    evidence=(Decide(), Falsify()),
    mutants=(
        Mutant(
            "by the modulus", conclusion=Formula(lambda p: either(~_wins(p), _square(p, "lambda") > _square(p, "mu")))
        ),
        Mutant("by the real part", conclusion=Formula(lambda p: either(~_wins(p), p.lambda_x > p.mu_x))),
    ),
)
SHORT = Claim(
    id="beyond.asymmetric_thresholds.short_steps",
    title="Below the threshold the larger real part decides",
    statement=(
        r"If $\mathrm{Re}\,\lambda > \mathrm{Re}\,\mu$ then $|1+\alpha\lambda| > |1+\alpha\mu|$ for all $\alpha$ with "
        r"$\alpha(|\mu|^2 - |\lambda|^2) < 2(\mathrm{Re}\,\lambda - \mathrm{Re}\,\mu)$: for all $\alpha$ if $|\lambda| \ge |\mu|$, else "
        r"below $\alpha^* = 2(\mathrm{Re}\,\lambda - \mathrm{Re}\,\mu)/(|\mu|^2 - |\lambda|^2)$."
    ),
    source=SOURCE,
    parameters=(ALPHA, *PAIR),
    hypotheses=(
        RIGHTMOST,
        Hypothesis(
            "short step",
            r"\alpha(|\mu|^2 - |\lambda|^2) < 2(\mathrm{Re}\,\lambda - \mathrm{Re}\,\mu)",
            lambda p: p.alpha * (_square(p, "mu") - _square(p, "lambda")) < 2 * (p.lambda_x - p.mu_x),
        ),
    ),
    conclusion=Formula(_wins),
    witness=WITNESS,
    evidence=(Decide(), Falsify()),
    mutants=(
        drop("short step"),
        Mutant("the other decides", conclusion=Formula(lambda p: ~_wins(p))),
    ),
)
LONG = Claim(
    id="beyond.asymmetric_thresholds.long_steps",
    title="Above the threshold the larger modulus decides",
    statement=(
        r"If $|\lambda| > |\mu|$ then $|1+\alpha\lambda| > |1+\alpha\mu|$ for all $\alpha > \alpha^*$, "
        r"$\alpha^*(|\lambda|^2 - |\mu|^2) = 2(\mathrm{Re}\,\mu - \mathrm{Re}\,\lambda)$; for all $\alpha > 0$ if "
        r"$\mathrm{Re}\,\lambda \ge \mathrm{Re}\,\mu$."
    ),
    source=SOURCE,
    parameters=(ALPHA, *PAIR),
    hypotheses=(
        LARGER,
        Hypothesis(
            "long step",
            r"\alpha(|\lambda|^2 - |\mu|^2) > 2(\mathrm{Re}\,\mu - \mathrm{Re}\,\lambda)",
            lambda p: p.alpha * (_square(p, "lambda") - _square(p, "mu")) > 2 * (p.mu_x - p.lambda_x),
        ),
    ),
    conclusion=Formula(_wins),
    witness=WITNESS,
    evidence=(Decide(), Falsify()),
    mutants=(drop("long step"), Mutant("the other decides", conclusion=Formula(lambda p: ~_wins(p)))),
)
EVERY_STEP = Claim(
    id="beyond.asymmetric_thresholds.every_step",
    title="Largest in both senses is largest for every step",
    statement=(
        r"If $\mathrm{Re}\,\lambda \ge \mathrm{Re}\,\mu$ and $|\lambda| > |\mu|$ then $|1+\alpha\lambda| > |1+\alpha\mu|$ for every "
        r"$\alpha > 0$; a real, positive, strictly dominant $\lambda_1$ is such an eigenvalue."
    ),
    source=SOURCE,
    parameters=(ALPHA, *PAIR),
    hypotheses=(NOT_LEFT, LARGER),
    conclusion=Formula(_wins),
    witness=WITNESS,
    evidence=(Decide(), Falsify()),
    mutants=(drop("no smaller real part"), drop("larger modulus")),
)
STEP_CONDITION = Claim(
    id="beyond.asymmetric_thresholds.step_condition",
    title="The step-size condition of Theorem 2 is the threshold of the largest and the smallest eigenvalue",
    statement=(
        r"For real $\lambda_d < -\lambda_1 < 0$ the threshold is $\alpha^* = 2/(|\lambda_d| - \lambda_1)$: $|1+\alpha\lambda_d| < "
        r"1+\alpha\lambda_1$ if and only if $\alpha(|\lambda_d| - \lambda_1) < 2$."
    ),
    source=SOURCE,
    parameters=(ALPHA, LAMBDA_1, LAMBDA_D),
    hypotheses=(
        POSITIVE,
        Hypothesis("larger modulus", r"\lambda_d < -\lambda_1", lambda p: p.lambda_d < -p.lambda_1),
    ),
    conclusion=Formula(
        lambda p: either(
            both(_below(p), p.alpha * (-p.lambda_d - p.lambda_1) < 2),
            both(~_below(p), p.alpha * (-p.lambda_d - p.lambda_1) >= 2),
        )
    ),
    witness={"alpha": "1/2", "lambda_1": "1", "lambda_d": "-3"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("positive"),),
)


def _below(p: Point) -> Any:
    return grown(p.alpha, p.lambda_d, 0) < grown(p.alpha, p.lambda_1, 0)


THREE = tuple(Parameter(name) for name in ("right", "x", "y", "far"))


def _three_answers(p: Point) -> Any:
    """``right`` has the largest real part, ``far`` the largest modulus, ``x +- iy`` the largest ``|1 + alpha lambda|``."""
    pair, step = p.x**2 + p.y**2, grown(p.alpha, p.x, p.y)
    return both(
        p.right > p.x,
        p.right > p.far,
        p.far**2 > p.right**2,
        p.far**2 > pair,
        step > grown(p.alpha, p.right, 0),
        step > grown(p.alpha, p.far, 0),
    )


THREE_ANSWERS = Claim(
    id="beyond.asymmetric_thresholds.three_answers",
    title="Three eigenvalues, each the largest in one sense",
    statement=(
        r"There are a real $V$ and $\alpha$ for which the eigenvalue of largest real part, that of largest modulus and that of "
        r"largest $|1+\alpha\lambda|$ are three different ones: eigenvalues $1$, $-3$ and $\pm 2i$, $\alpha = 1$."
    ),
    source=SOURCE,
    parameters=(ALPHA, *THREE),
    conclusion=Exists(_three_answers),
    witness={"alpha": "1", "right": "1", "x": "0", "y": "2", "far": "-3"},
    evidence=(Decide(),),
    mutants=(
        Mutant(
            "with the smallest modulus",
            conclusion=Exists(lambda p: _three_answers(p) & (p.x**2 + p.y**2 < p.right**2)),
        ),
        Mutant("with the smallest real part", conclusion=Exists(lambda p: _three_answers(p) & (p.x < p.far))),
    ),
)
WHOLE = Claim(
    id="beyond.asymmetric_thresholds",
    title="Real part, modulus or |1 + alpha lambda|: what decides between eigenvalues",
    statement=(
        r"Of the three, $|1+\alpha\lambda|$ (beyond.asymmetric.consensus). It is the order of the real parts for "
        r"$\alpha$ below, that of the moduli for $\alpha$ above $\alpha^* = 2(\mathrm{Re}\,\lambda - \mathrm{Re}\,\mu)/(|\mu|^2 - "
        r"|\lambda|^2)$; the three can name three different eigenvalues."
    ),
    source=SOURCE,
    parts=tuple(
        f"beyond.asymmetric_thresholds.{part}"
        for part in ("score", "short_steps", "long_steps", "every_step", "step_condition", "three_answers")
    ),
)
