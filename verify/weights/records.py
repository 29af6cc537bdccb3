"""JSON-shaped records of an experiment: one for a layer, one for the cumulative product, one for the rotation of a pair."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from verify.weights.intervals import estimates
from verify.weights.measures import PARTS, LayerMeasures, as_dict, rotation, units
from verify.weights.principal import CHOICES, Spectrum, correlations


def layer_record(index: int, system: Spectrum, measures: LayerMeasures) -> dict[str, Any]:
    """The entry of ``layers`` in ``verify.weights/1``; see :mod:`verify.weights.experiment` for its keys."""
    alignments = {name: as_dict(value) for name, value in measures.alignments.items()}
    mean, excess, principal = as_dict(measures.mean), as_dict(measures.excess), alignments["real_part"]
    last = system.groups - 1
    second = system.second()
    return {
        "index": index,
        "eigenvalues_top": [pair(value) for value in system.top()],
        "leading": {choice: pair(system.value(system.principal(choice))) for choice in CHOICES},
        "same": {choice: system.principal(choice) == 0 for choice in CHOICES},
        "second": None if second is None else pair(system.value(second)),
        "last": pair(system.value(last)),
        "pair": bool(system.widths[0] == 2),
        "case": {measure: system.case(measure) for measure in ("real_part", "modulus")},
        "dominance": system.dominance(),
        "gap": system.gap(),
        "gaps": {choice: system.gap(choice) for choice in CHOICES},
        "condition": system.condition if math.isfinite(system.condition) else None,
        "collinearity": {
            "next": system.collinearity(0, 1) if last else None,
            "last": system.collinearity(0, last) if last else None,
        },
        "rho_before": principal["before"]["mean"],
        **{part: principal[part]["mean"] for part in PARTS},
        "means": {part: mean[part]["mean"] for part in PARTS},
        "stds": {part: principal[part]["std"] for part in PARTS},
        "intervals": {
            **{part: principal[part]["interval"] for part in PARTS},
            "means": {part: mean[part]["interval"] for part in PARTS},
            "excess": {part: excess[part]["interval"] for part in PARTS},
        },
        "rank": as_dict(measures.rank),
        "alignments": alignments,
        "mean": mean,
        "excess": excess,
        "alike": as_dict(measures.alike),
        "excess_alike": as_dict(measures.excess_alike),
    }


def cumulative_record(system: Spectrum, states: np.ndarray, seed: int) -> tuple[dict[str, Any], np.ndarray]:
    """Alignment of the tokens with the principal eigenvector (by real part) of the cumulative product H(t)...H(1).

    Args:
        system: eigenpairs of the product, divided by its Frobenius norm.
        states: after layer t, shape ``(sequences, n, d)``.
        seed: of the bootstrap.

    Returns:
        eigenvalue (of the normalised product), pair, and rho, an estimate. Where the eigenvalue is near the rounding of
        the product (d times 2.2e-16) its eigenvector means nothing: ``resolved`` is then false. Beside it the mean
        correlations of the sequences, shape ``(sequences,)``.
    """
    value = system.value(0)
    found = correlations(units(states), system.columns(0))
    noise = system.dimension * np.finfo(float).eps
    record = {
        "eigenvalue": pair(value),
        "pair": bool(value.imag),
        "resolved": bool(abs(value) > noise),
        "rho": as_dict(estimates({"rho": found}, seed)["rho"]),
    }
    return record, found.mean(1)


def rotation_record(
    before: np.ndarray | None, after: np.ndarray, system: Spectrum, group: int, least: float = 0.5
) -> dict[str, Any] | None:
    """Turning of the tokens in the plane of a pair in one step; None for a real eigenvector and before the first step.

    Args:
        before, after: the states, shape ``(sequences, n, d)``.
        system, group: the pair.
        least: only tokens with at least this share of their length in the plane count.

    Returns:
        predicted (``arg(1 + alpha lambda)``), mean (circular), concentration (length of the mean direction, 1 if all turn
        by the same angle), tokens (share that counts).
    """
    if before is None or system.widths[group] == 1:
        return None
    angles, inside = rotation(before, after, system, group)
    some = angles[inside >= least]
    predicted = float(np.angle(1 + system.alpha * system.value(group)))
    if not some.size:
        return {"predicted": predicted, "mean": None, "concentration": None, "tokens": 0.0}
    direction = np.exp(1j * some).mean()
    share = some.size / angles.size
    return {
        "predicted": predicted,
        "mean": float(np.angle(direction)),
        "concentration": float(abs(direction)),
        "tokens": share,
    }


def pair(value: complex) -> list[float]:
    """``[re, im]``."""
    return [float(value.real), float(value.imag)]


def low(entry: Mapping[str, Any]) -> float | None:
    """Lower end of the interval of a record, or None."""
    return None if entry["interval"] is None else float(entry["interval"][0])


def high(entry: Mapping[str, Any]) -> float | None:
    """Upper end of the interval of a record, or None."""
    return None if entry["interval"] is None else float(entry["interval"][1])
