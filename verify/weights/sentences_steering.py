"""Sentences about steering, each decided for one steered model: section 3.3 and figures 2 and 9 of arXiv 2605.25619.

The gain kappa is chosen before the sentences are asked (see :func:`verify.weights.steering.steer`): the first two are about what
some kappa does.
"""

from __future__ import annotations

from verify.verdict import Verdict
from verify.weights.judgement import ALIGNED, NEAR_PERFECT, PARTLY, Judgement, of_interval
from verify.weights.steering import Steering


def judge_steering(steering: Steering) -> list[Judgement]:
    """Near-perfect alignment; a smaller kappa that steers partly; a gap of ten times lambda_1; tokens at +u, not at -u."""
    after, before = steering.after, steering.before
    aligned = of_interval(
        "steering_all",
        after.interval,
        NEAR_PERFECT,
        True,
        f"the mean correlation with the steered direction for kappa = {steering.kappa:.4g}",
    )
    tenfold = steering.tenfold
    gap = Judgement("steering.order_of_magnitude", None, "no kappa > 0 makes kappa w^T u ten times lambda_1")
    if tenfold is not None:
        what = f"the mean correlation for kappa w^T u = 10 lambda_1, kappa = {steering.tenfold_kappa:.4g},"
        gap = of_interval("steering.order_of_magnitude", tenfold.interval, ALIGNED, True, what)
    side = of_interval("steering.sign", after.plus_interval, ALIGNED, True, "the share of tokens on the side of +u")
    return [aligned, _mild(steering, before.mean), gap, side]


def _mild(steering: Steering, before: float) -> Judgement:
    """Whether some kappa of the curve leaves the mean correlation between the bounds, and above that without steering."""
    low, high = max(PARTLY[0], before), PARTLY[1]
    between = [(kappa, mean) for kappa, mean in steering.curve if low < mean < high and kappa < steering.kappa]
    told = f"the mean correlation is {before:.3g} without steering and {steering.after.mean:.3g} for kappa = {steering.kappa:.4g}"
    if between:
        kappa, mean = between[-1]
        told += f"; it is {mean:.3g} for kappa = {kappa:.4g}"
    numbers = {"before": before, "after": steering.after.mean, "between": [list(pair) for pair in between]}
    verdict = Verdict.CORROBORATED if between else Verdict.INCONCLUSIVE
    return Judgement("mild_steering", verdict, told, (), numbers)
