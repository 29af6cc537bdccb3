"""Means of tokens with bootstrap intervals over sequences.

Tokens of one sequence act on each other, so that sequences are the independent units: every interval is a bootstrap over
sequences (scipy; BCa for means). The standard deviation beside it is that over tokens, as in the paper's figures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

CONFIDENCE = 0.99
RESAMPLES = 4999
FEWEST = 8
"""With fewer sequences than this no interval is given: a bootstrap of so few says nothing."""


@dataclass(frozen=True)
class Estimate:
    """A mean over all tokens (or sequences), with its spread.

    Attributes:
        mean: over all tokens.
        std: over tokens; the population formula.
        low, high: ends of the bootstrap interval of the mean, or None with too few sequences.
    """

    mean: float
    std: float
    low: float | None
    high: float | None

    @property
    def interval(self) -> list[float] | None:
        """``[low, high]``, or None."""
        return None if self.low is None or self.high is None else [self.low, self.high]

    def above(self, threshold: float) -> bool | None:
        """True if the whole interval is above, False if it is not above anywhere, None if it does not decide."""
        if self.low is None or self.high is None:
            return None
        return True if self.low > threshold else False if self.high <= threshold else None

    def below(self, threshold: float) -> bool | None:
        """True if the whole interval is below, False if it is not below anywhere, None if it does not decide."""
        if self.low is None or self.high is None:
            return None
        return True if self.high < threshold else False if self.low >= threshold else None


@dataclass(frozen=True)
class Rank:
    """Place of the principal group among all by Delta rho: 1 is the largest; equals do not count against it.

    Attributes:
        place: from 1 to ``of``.
        of: number of groups.
        low, high: percentile bootstrap interval of the place, or None with too few sequences.
    """

    place: int
    of: int
    low: int | None
    high: int | None


def estimates(tokens: Mapping[str, np.ndarray], seed: int = 0) -> dict[str, Estimate]:
    """Mean, standard deviation and interval of quantities that share their sequences.

    Args:
        tokens: arrays of shape ``(sequences, n)``, or ``(sequences,)`` for what a sequence has once.
        seed: of the bootstrap.
    """
    means = np.stack([values.reshape(len(values), -1).mean(1) for values in tokens.values()])
    low, high = bootstrap_means(means, seed)
    ends = [(None, None) if np.isnan(a) else (float(a), float(b)) for a, b in zip(low, high, strict=True)]
    return {
        name: Estimate(float(values.mean()), float(values.std()), *pair)
        for (name, values), pair in zip(tokens.items(), ends, strict=True)
    }


def bootstrap_means(values: np.ndarray, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Ends of the intervals of the mean over the last axis, nan with fewer than eight sequences.

    Args:
        values: shape ``(quantities, sequences)``; all are resampled together.
        seed: of the bootstrap.
    """
    from scipy.stats import bootstrap

    low, high = np.full(len(values), np.nan), np.full(len(values), np.nan)
    if values.shape[1] < FEWEST:
        return low, high
    means = values.mean(1)
    # Constants have no bootstrap distribution: their interval is a point. Rounding alone is no spread either.
    spread = np.ptp(values, axis=1) > 1e-14 * np.maximum(1.0, np.abs(means))
    low[~spread], high[~spread] = means[~spread], means[~spread]
    if spread.any():
        some = bootstrap(
            (values[spread],), np.mean, axis=-1, confidence_level=CONFIDENCE, n_resamples=RESAMPLES, method="BCa",
            batch=500, vectorized=True, rng=np.random.default_rng(seed),
        ).confidence_interval  # fmt: skip
        low[spread], high[spread] = some.low, some.high
    return low, high


def bootstrap_statistic(
    samples: Sequence[np.ndarray], statistic: Callable[..., float], seed: int = 0
) -> list[float] | None:
    """Interval of a statistic of one or two independent samples of sequences (percentile), or None with too few.

    Args:
        samples: each with the sequences on its last axis.
        statistic: of resampled ``samples``, in the same order.
        seed: of the bootstrap.
    """
    from scipy.stats import bootstrap

    if min(sample.shape[-1] for sample in samples) < FEWEST:
        return None

    def of_indices(*drawn: np.ndarray) -> float:
        return statistic(*(sample[..., index] for sample, index in zip(samples, drawn, strict=True)))

    found = bootstrap(
        tuple(np.arange(sample.shape[-1]) for sample in samples), of_indices, confidence_level=CONFIDENCE,
        n_resamples=1999, method="percentile", vectorized=False, rng=np.random.default_rng(seed),
    ).confidence_interval  # fmt: skip
    return [float(found.low), float(found.high)]


def rank_among(increments: np.ndarray, group: int, seed: int = 0) -> Rank:
    """Place of one group by its mean increment.

    Args:
        increments: mean increment of each sequence for each group, shape ``(sequences, groups)``.
        group: whose place is asked for.
        seed: of the bootstrap.
    """
    from scipy.stats import bootstrap

    count, groups = increments.shape

    def places(drawn: np.ndarray, axis: int = -1) -> np.ndarray:
        # Resampled indices as weights: one matrix product for a batch of resamples.
        weights = np.apply_along_axis(np.bincount, axis, drawn.astype(int), minlength=count) / count
        means = weights @ increments
        return 1.0 + (means > means[..., [group]]).sum(-1)

    place = int(places(np.arange(count)))
    if count < FEWEST:
        return Rank(place, groups, None, None)
    ends = bootstrap(
        (np.arange(count),), places, confidence_level=CONFIDENCE, n_resamples=999, method="percentile",
        batch=50, vectorized=True, rng=np.random.default_rng(seed),
    ).confidence_interval  # fmt: skip
    # A place is an integer: outward to the next one.
    return Rank(place, groups, int(np.floor(ends.low)), int(np.ceil(ends.high)))
