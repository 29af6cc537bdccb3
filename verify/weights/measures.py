"""The measures of arXiv 2605.25619 for one layer: rho, Delta rho and P of eqs (4) to (6), each with an interval.

Tokens of one sequence act on each other, so that sequences are the independent units: every interval is a bootstrap over
sequences (BCa, scipy). The standard deviation beside it is that over tokens, as in the paper's figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from verify.weights.principal import CHOICES, Spectrum, all_correlations, correlations

PARTS = ("rho", "delta_rho", "p")
CONFIDENCE = 0.99
RESAMPLES = 4999
FEWEST = 8
"""With fewer sequences than this no interval is given: a bootstrap of so few says nothing."""
_ENTRIES = 1 << 24  # 128 MiB of float64


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
class Alignment:
    """How tokens stand to one direction, plane or span before and after a layer.

    Attributes:
        before: mean ``|cos(x(t), v)|``.
        rho: mean ``|cos(x(t+1), v)|``, after the layer.
        delta_rho: mean of the increments, eq. (4).
        p: share of increments that are positive, eq. (5).
    """

    before: Estimate
    rho: Estimate
    delta_rho: Estimate
    p: Estimate


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


@dataclass(frozen=True)
class LayerMeasures:
    """What :func:`measure_layer` finds.

    Attributes:
        alignments: by name: real_part, modulus and one_plus (the principal group by that choice), next_span and
            last_span (case 3: the span of the principal group by real part with the next and with the last group).
        mean: the averages over all groups, a pair counted once; its spread is that of the tokens' averages.
        excess: principal (by real part) minus average, for rho, delta_rho and p; paired by token.
        alike: the same averages over the groups of the principal one's kind: real eigenvectors only, or pairs only. Tokens
            have more in a plane than on a line, whatever the layer does, so that averages over both favour planes.
        excess_alike: principal minus that average.
        rank: of the principal group by real part.
        sequences: the means of every sequence, by ``PART NAME`` with part rho, delta_rho or p; shape ``(sequences,)``.
    """

    alignments: Mapping[str, Alignment]
    mean: Alignment
    excess: Mapping[str, Estimate]
    alike: Alignment
    excess_alike: Mapping[str, Estimate]
    rank: Rank
    sequences: Mapping[str, np.ndarray]


def units(states: np.ndarray) -> np.ndarray:
    """Rows of 2-norm 1; a zero row stays zero."""
    norms = np.linalg.norm(states, axis=-1, keepdims=True)
    return states / np.where(norms > 0, norms, 1.0)


def subspaces(system: Spectrum) -> dict[str, np.ndarray]:
    """Orthonormal bases by the names of :class:`LayerMeasures`; the spans are missing where there is one group only."""
    found: dict[str, np.ndarray] = {choice: system.columns(system.principal(choice)) for choice in CHOICES}
    if system.groups > 1:
        found["next_span"] = system.span(0, 1)
        found["last_span"] = system.span(0, system.groups - 1)
    return found


def measure_layer(before: np.ndarray, after: np.ndarray, system: Spectrum, seed: int = 0) -> LayerMeasures:
    """All measures of a layer from the states before and after it.

    Args:
        before, after: shape ``(sequences, n, d)``.
        system: eigenpairs of the layer matrix.
        seed: of the bootstrap.
    """
    first, last = units(before), units(after)
    tokens: dict[str, np.ndarray] = {}
    for name, columns in subspaces(system).items():
        _put(tokens, name, correlations(first, columns), correlations(last, columns))
    increments = np.empty((len(first), system.groups))
    kinds = {"mean": slice(None), "alike": system.widths == system.widths[system.principal()]}
    averages = {f"{kind} {part}": np.empty(first.shape[:2]) for kind in kinds for part in ("before", *PARTS)}
    for some in _batches(first.shape):
        old, new = all_correlations(first[some], system), all_correlations(last[some], system)
        for kind, groups in kinds.items():
            averages[f"{kind} before"][some], averages[f"{kind} rho"][some] = (
                old[..., groups].mean(-1),
                new[..., groups].mean(-1),
            )
        new -= old
        for kind, groups in kinds.items():
            moved = new[..., groups]
            averages[f"{kind} delta_rho"][some], averages[f"{kind} p"][some] = moved.mean(-1), (moved > 0).mean(-1)
        increments[some] = new.mean(1)
    tokens |= averages
    for kind, word in (("mean", "excess"), ("alike", "excess_alike")):
        for part in PARTS:
            tokens[f"{word} {part}"] = tokens[f"real_part {part}"] - tokens[f"{kind} {part}"]
    found = estimates(tokens, seed)
    names = list(subspaces(system))
    return LayerMeasures(
        {name: _alignment(found, name) for name in names},
        _alignment(found, "mean"),
        {part: found[f"excess {part}"] for part in PARTS},
        _alignment(found, "alike"),
        {part: found[f"excess_alike {part}"] for part in PARTS},
        rank_among(increments, system.principal(), seed),
        {f"{part} {name}": tokens[f"{name} {part}"].mean(1) for name in [*names, "mean"] for part in PARTS},
    )


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


def distances(states: np.ndarray) -> np.ndarray:
    """Mean distance of the directions of two different tokens, by sequence; 0 for a single token.

    Args:
        states: shape ``(sequences, n, d)``.
    """
    n = states.shape[1]
    if n < 2:
        return np.zeros(len(states))
    cosines = pair_cosines(states)
    i, j = np.triu_indices(n, 1)
    return np.sqrt(np.maximum(0.0, 2 - 2 * cosines[:, i, j])).mean(1)


def pair_cosines(states: np.ndarray) -> np.ndarray:
    """Cosines of all pairs of tokens, shape ``(sequences, n, n)``."""
    directions = units(states)
    return directions @ directions.swapaxes(-1, -2)


def consensus_kinds(states: np.ndarray, tolerance: float = 1e-3) -> tuple[int, int]:
    """How many sequences are at consensus (all cosines above 1 - tolerance), and how many at bipartite consensus.

    Bipartite: all ``|cos|`` are above it and both signs occur.
    """
    cosines = pair_cosines(states)
    aligned = (np.abs(cosines) > 1 - tolerance).all((1, 2))
    both = (cosines < 0).any((1, 2))
    return int((aligned & ~both).sum()), int((aligned & both).sum())


def rotation(before: np.ndarray, after: np.ndarray, system: Spectrum, group: int) -> tuple[np.ndarray, np.ndarray]:
    """Turning angle of every token in the plane of a pair, and how much of the token lies in that plane.

    At consensus in the plane the angle is ``arg(1 + alpha lambda)``.

    Args:
        before, after: shape ``(sequences, n, d)``.
        system, group: the pair.
    """
    first, last = (system.plane_coordinate(group, units(states)) for states in (before, after))
    return np.angle(last * first.conj()), correlations(units(before), system.columns(group))


def _put(tokens: dict[str, np.ndarray], name: str, before: np.ndarray, after: np.ndarray) -> None:
    tokens[f"{name} before"], tokens[f"{name} rho"] = before, after
    tokens[f"{name} delta_rho"], tokens[f"{name} p"] = after - before, (after > before).astype(float)


def _alignment(found: Mapping[str, Estimate], name: str) -> Alignment:
    return Alignment(*(found[f"{name} {part}"] for part in ("before", "rho", "delta_rho", "p")))


def _batches(shape: tuple[int, ...]) -> Iterator[slice]:
    """Slices of sequences whose projections on all eigenvectors have at most 2^24 entries."""
    size = max(1, _ENTRIES // (shape[1] * shape[2]))
    return (slice(start, start + size) for start in range(0, shape[0], size))


def as_dict(value: Any) -> Any:
    """Estimates and alignments as JSON: ``{mean, std, interval}``."""
    if isinstance(value, Estimate):
        return {"mean": value.mean, "std": value.std, "interval": value.interval}
    if isinstance(value, Alignment):
        return {part: as_dict(getattr(value, part)) for part in ("before", "rho", "delta_rho", "p")}
    if isinstance(value, Rank):
        ends = None if value.low is None else [value.low, value.high]
        return {"place": value.place, "of": value.of, "interval": ends}
    return {name: as_dict(entry) for name, entry in value.items()}
