"""The sentences of arXiv 2605.25619 (and one of 2412.02682) about real transformers, each decided for one model.

``judge_all(reduced, full)`` gives for every sentence a :class:`verify.weights.judgement.Judgement`: verdict CORROBORATED,
REFUTED, INCONCLUSIVE, or None where the sentence does not apply. A sentence with parts comes behind its parts.
"""

from __future__ import annotations

from verify.errors import InvalidInput
from verify.verdict import Verdict
from verify.weights.experiment import Experiment
from verify.weights.judgement import Judgement, Sentence, of_parts
from verify.weights.sentences_full import FULL_SENTENCES
from verify.weights.sentences_layers import LAYER_SENTENCES
from verify.weights.sentences_shared import SHARED_SENTENCES

SENTENCES: tuple[Sentence, ...] = (*SHARED_SENTENCES, *LAYER_SENTENCES, *FULL_SENTENCES)
WHOLES = {
    "complex_principal": "A complex principal pair: tokens reach consensus and keep rotating in the plane of that pair.",
    "near_tie": "A nearly tied principal eigenvalue: tokens align with a two-dimensional span first, separation is slow.",
    "increments": "$\\Delta \\rho > 0$ and above its average over all eigenvectors, and $P > 1/2$, in nearly all layers.",
    "averages": "$\\rho$ and $P$ are above their averages over all eigenvectors in nearly all layers.",
    "alignment_low": "The absolute correlation stays low and does not grow with the layer.",
    "gap_predicts": "The layers with the largest $\\Delta \\rho$ are those with a sizable spectral gap.",
    "ffn": "With feed-forward networks the consensus persists, the direction changes, and $\\rho$, $\\Delta \\rho$ and $P$ are degraded.",
    "gpt2": "Tokens converge to consensus in more general situations than the theorems cover.",
}
"""Sentences with parts. ``cases``, ``same_kind`` and ``principal_choice`` are questions with several answers: they have no whole."""


def sentence(id: str) -> Sentence:
    """By its id, raising ``KeyError`` for an unknown one."""
    return {entry.id: entry for entry in SENTENCES}[id]


def judge_all(reduced: Experiment, full: Experiment | None = None) -> list[Judgement]:
    """All sentences and wholes for one model, in the order of :data:`SENTENCES`.

    Args:
        reduced: an experiment with reduced layers.
        full: one with full layers, or None: sentences that need it have no verdict then.

    Raises:
        InvalidInput: if the experiments are of other kinds or of different models.
    """
    for experiment, kind in ((reduced, "reduced"), (full, "full")):
        if experiment is not None and experiment.settings["kind"] != kind:
            raise InvalidInput(f"an experiment has {experiment.settings['kind']} layers; expected {kind} ones")
    if full is not None and full.settings["model"] != reduced.settings["model"]:
        raise InvalidInput(
            f"experiments with {reduced.settings['model']} and {full.settings['model']}; expected one model"
        )
    judged = [entry.judged(reduced, full) for entry in SENTENCES]
    wholes = {id: of_parts(id, _counted([part for part in judged if part.id.startswith(f"{id}.")])) for id in WHOLES}
    found: list[Judgement] = []
    for index, part in enumerate(judged):
        found.append(part)
        family = part.id.split(".")[0]
        last = index + 1 == len(judged) or judged[index + 1].id.split(".")[0] != family
        if last and family in wholes:
            found.append(wholes[family])
    return found


def _counted(parts: list[Judgement]) -> list[Judgement]:
    """Of the spans of near_tie the better one: the source does not show which second eigenvector is meant."""
    spans = [part for part in parts if part.id.endswith("_span") and part.verdict is not None]
    order = (Verdict.CORROBORATED, Verdict.INCONCLUSIVE, Verdict.REFUTED)
    spans.sort(key=lambda part: order.index(part.verdict) if part.verdict in order else len(order))
    return [part for part in parts if part not in spans[1:]]
