"""Sentences with embedding, feed-forward networks and affine norms: section 5 and figures 10 and 11 of arXiv 2605.25619.

Consensus beyond the theorems is the last one: the experiments with GPT-2 of arXiv 2412.02682.
"""

from __future__ import annotations

import numpy as np

from verify.verdict import Verdict
from verify.weights.experiment import Experiment
from verify.weights.intervals import bootstrap_statistic
from verify.weights.judgement import CHANGED, CONSENSUS, LOW, Judgement, Sentence, of_interval
from verify.weights.principal import CHOICES
from verify.weights.sentences_shared import relative_distance, unlimited


def _difference(first: np.ndarray, second: np.ndarray) -> float:
    return float(second.mean() - first.mean())


def _compared(id: str, first: np.ndarray, second: np.ndarray, threshold: float, what: str, seed: int) -> Judgement:
    """Full minus reduced: two independent samples of sequences."""
    judged = of_interval(id, bootstrap_statistic([first, second], _difference, seed), threshold, False, what)
    numbers = {**judged.numbers, "reduced": float(first.mean()), "full": float(second.mean())}
    return Judgement(id, judged.verdict, judged.explanation, (), numbers)


def consensus_kept(reduced: Experiment, full: Experiment | None) -> Judgement:
    """Distances relative to the starts, at the depth of the model."""
    assert full is not None
    shares = []
    for experiment in (reduced, full):
        start = experiment.path[0]["distance"]["mean"]
        shares.append(experiment.arrays["distance"][experiment.depth] / (start or 1.0))
    what = "the relative distance with feed-forward networks minus that without"
    return _compared("ffn.consensus", shares[0], shares[1], CONSENSUS, what, reduced.settings["seed"])


def direction_changed(reduced: Experiment, full: Experiment | None) -> Judgement:
    """Correlation after the last layer with the eigenvector to which tokens align most without feed-forward networks.

    A direction of alignment is there only if that correlation is not low. (This condition and the choice among the three
    principal eigenvectors were added after a first run, in which a correlation of 0.13 could not fall far enough.)
    """
    assert full is not None
    name = max(CHOICES, key=lambda choice: float(reduced.arrays[f"rho {choice}"][-1].mean()))
    first, second = (experiment.arrays[f"rho {name}"][-1] for experiment in (reduced, full))
    if first.mean() < LOW:
        told = f"tokens have no direction of alignment without them: the largest correlation is {first.mean():.3g}"
        return Judgement("ffn.direction", None, told)
    what = f"the correlation after the last layer ({name}) with feed-forward networks minus that without"
    return _compared("ffn.direction", first, second, -CHANGED, what, reduced.settings["seed"])


def degraded(part: str) -> Sentence:
    """A mean over the layers is smaller."""
    id = f"ffn.{part}"

    def judge(reduced: Experiment, full: Experiment | None) -> Judgement:
        assert full is not None
        first, second = (experiment.arrays[f"{part} real_part"].mean(0) for experiment in (reduced, full))
        what = f"the mean over the layers of {part} with feed-forward networks minus that without"
        return _compared(id, first, second, 0.0, what, reduced.settings["seed"])

    name = {"rho": "$\\rho$", "delta_rho": "$\\Delta \\rho$", "p": "$P$"}[part]
    text = f"{name} is degraded when embedding, feed-forward networks and affine norms are included."
    return Sentence(id, text, "a smaller mean over the layers", judge, full=True)


def consensus_in_the_end(part: str) -> Sentence:
    """The stack is repeated; the horizon is finite, so that it is never refuted."""
    id = f"gpt2.{part}"

    def judge(reduced: Experiment, full: Experiment | None) -> Judgement:
        experiment = reduced if part == "reduced" else full
        assert experiment is not None
        steps = len(experiment.path) - 1
        judged = relative_distance(id, experiment, steps, f"the distance after {steps} layers, relative to the starts,")
        return unlimited(judged) if judged.verdict is Verdict.REFUTED else judged

    text = f"Tokens converge to consensus in more general situations than the theorems cover ({part} layers)."
    number = f"a mean distance below {CONSENSUS:g} of that of the starts when the layers are repeated"
    return Sentence(id, text, number, judge, _repeated, part == "full")


def _repeated(experiment: Experiment) -> str | None:
    return None if experiment.settings["extra"] >= experiment.depth else "the layers were not repeated"


FULL_SENTENCES = (
    Sentence(
        "ffn.consensus",
        "With embedding, feed-forward networks and affine norms the consensus among the tokens is preserved.",
        f"at the model's depth the relative distance is less than {CONSENSUS:g} larger than without",
        consensus_kept,
        full=True,
    ),
    Sentence(
        "ffn.direction",
        "The direction of alignment is modified by the feed-forward networks.",
        f"the correlation after the last layer falls by more than {CHANGED:g}, where it is above {LOW:g} without them",
        direction_changed,
        full=True,
    ),
    degraded("rho"),
    degraded("delta_rho"),
    degraded("p"),
    consensus_in_the_end("reduced"),
    consensus_in_the_end("full"),
)
