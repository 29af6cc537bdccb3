"""The JSON of ``verify weights`` (schema ``verify.weights/1``): the experiments, the papers' sentences, steering."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from verify.weights.experiment import Experiment
from verify.weights.sentences import SENTENCES, WHOLES, judge_all
from verify.weights.sentences_steering import judge_steering

if TYPE_CHECKING:
    from verify.weights.steering import Steering

STEERED = {
    "steering_all": "Near-perfect alignment with the steered direction.",
    "mild_steering": "A smaller kappa steers only partly.",
    "steering.order_of_magnitude": "An eigenvalue ten times the principal one is enough.",
    "steering.sign": "Tokens align with the steered direction, and not with its opposite.",
}
"""The sentences of section 3.3 that need a steered model."""


def document(
    reduced: Experiment, full: Experiment | None, conventions: Mapping[str, Experiment], steering: Steering | None
) -> dict[str, Any]:
    """All that a run found, JSON-ready.

    Args:
        reduced: with reduced layers.
        full: with full layers, or None.
        conventions: other conventions of the reduced layer, by name.
        steering: what the steered model does, or None.
    """
    sentences = {entry.id: entry for entry in SENTENCES}
    claims = []
    for judged in [*judge_all(reduced, full), *([] if steering is None else judge_steering(steering))]:
        told = sentences.get(judged.id)
        text = told.text if told is not None else WHOLES.get(judged.id, STEERED.get(judged.id))
        claims.append({**judged.to_dict(), "text": text, "number": None if told is None else told.number})
    return {
        **reduced.to_dict(),
        "full": None if full is None else {"layers": full.layers, "path": full.path, **_settings(full)},
        "conventions": [
            {"name": name, **_settings(experiment), **_means(experiment)} for name, experiment in conventions.items()
        ],
        "claims": claims,
        "steering": None if steering is None else steering.to_dict(),
    }


def _settings(experiment: Experiment) -> dict[str, Any]:
    return {"convention": experiment.settings["convention"]}


def _means(experiment: Experiment) -> dict[str, Any]:
    """What a convention changes, in a few numbers: means over the layers, and the distance at the depth of the model."""
    layers = experiment.layers
    means = {part: sum(layer[part] for layer in layers) / len(layers) for part in ("rho", "delta_rho", "p")}
    start, end = experiment.path[0]["distance"]["mean"], experiment.path[experiment.depth]["distance"]["mean"]
    return {**means, "distance": end / start if start else None}
