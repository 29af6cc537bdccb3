"""The JSON of ``verify weights`` (schema ``verify.weights/1``): the experiments, the papers' sentences, steering."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from verify.weights.experiment import Experiment
from verify.weights.sentences import SENTENCES, WHOLES, judge_all


def document(
    reduced: Experiment, full: Experiment | None, conventions: Mapping[str, Experiment], steering: Any
) -> dict[str, Any]:
    """All that a run found, JSON-ready.

    Args:
        reduced: with reduced layers.
        full: with full layers, or None.
        conventions: other conventions of the reduced layer, by name.
        steering: its JSON, or None.
    """
    sentences = {entry.id: entry for entry in SENTENCES}
    claims = []
    for judged in judge_all(reduced, full):
        told = sentences.get(judged.id)
        text = WHOLES[judged.id] if told is None else told.text
        claims.append({**judged.to_dict(), "text": text, "number": None if told is None else told.number})
    return {
        **reduced.to_dict(),
        "full": None if full is None else {"layers": full.layers, "path": full.path, **_settings(full)},
        "conventions": [
            {"name": name, **_settings(experiment), **_means(experiment)} for name, experiment in conventions.items()
        ],
        "claims": claims,
        "steering": steering,
    }


def _settings(experiment: Experiment) -> dict[str, Any]:
    return {"convention": experiment.settings["convention"]}


def _means(experiment: Experiment) -> dict[str, Any]:
    """What a convention changes, in a few numbers: means over the layers, and the distance at the depth of the model."""
    layers = experiment.layers
    means = {part: sum(layer[part] for layer in layers) / len(layers) for part in ("rho", "delta_rho", "p")}
    start, end = experiment.path[0]["distance"]["mean"], experiment.path[experiment.depth]["distance"]["mean"]
    return {**means, "distance": end / start if start else None}
