"""The measures of arXiv 2605.25619 for one layer: rho, Delta rho and P of eqs (4) to (6), each with an interval.

Intervals are those of :mod:`verify.weights.intervals`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from verify.weights.intervals import Estimate, Rank, estimates, rank_among
from verify.weights.principal import CHOICES, Spectrum, all_correlations, correlations

PARTS = ("rho", "delta_rho", "p")
_ENTRIES = 1 << 24  # 128 MiB of float64


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
