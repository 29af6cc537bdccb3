"""How a sentence about a real model is decided: quality words as numbers fixed beforehand, and intervals that decide.

All thresholds stand here; they were written before any trained model was run. A judgement is CORROBORATED only if the whole
interval is on the sentence's side, REFUTED if it is on the other side, INCONCLUSIVE between, and has no verdict where the
sentence does not apply to the model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from verify.verdict import Verdict

if TYPE_CHECKING:
    from verify.weights.experiment import Experiment

NEARLY_ALL = 0.9
"""Of the layers, for "nearly all", "almost always"."""
VAST_MAJORITY = 0.8
"""Of the layers."""
SMALL_GAP = 0.1
"""A spectral gap is small below this share of |1 + lambda_1|: the next eigenvector is amplified at least 0.9 times as much."""
LOW = 0.3
"""A correlation below it is low: less than a tenth of the squared length."""
ALIGNED = 0.9
"""A correlation above it is an alignment: more than four fifths of the squared length."""
NEAR_PERFECT = 0.99
"""A mean correlation above it is a near-perfect alignment."""
PARTLY = (0.3, 0.7)
"""A mean correlation between these is a partial alignment."""
CONSENSUS = 0.1
"""Mean distance of tokens, as a share of the mean distance of the starts, below which they count as together."""
TREND = 0.5
"""Kendall's tau with the layer index from which a curve clearly grows."""
RARE = 0.1
"""Share of starts (or of layers) below which something is rare."""
TURN = 0.1
"""Radians: how closely the turning of tokens must follow the argument of 1 + lambda."""
NEAR = 0.9
"""Eigenvalues are nearly tied, eigenvectors nearly collinear, from this ratio of moduli or cosine on."""
RELATED = 0.3
"""Spearman's correlation across layers from which two quantities go together."""
CHANGED = 0.1
"""Fall of a mean correlation from which a direction counts as changed."""
TOP_SHARE = 0.25
"""Of the layers, for "sizable" among them: the largest quarter."""
FEWEST_LAYERS = 4
"""With fewer layers nothing is said about layers in general."""


@dataclass(frozen=True)
class Judgement:
    """What one model says about one sentence.

    Attributes:
        id: of the sentence, with its part after a dot.
        verdict: or None where the sentence does not apply.
        explanation: with the numbers.
        where: layers (from 0) that fail a sentence about layers.
        numbers: JSON-ready.
    """

    id: str
    verdict: Verdict | None
    explanation: str
    where: tuple[int, ...] = ()
    numbers: Mapping[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Ready for JSON."""
        word = None if self.verdict is None else self.verdict.value
        return {
            "id": self.id,
            "verdict": word,
            "explanation": self.explanation,
            "where": list(self.where),
            "numbers": dict(self.numbers),
        }


@dataclass(frozen=True)
class Sentence:
    """One sentence of a paper about real models, or a question of ours.

    Attributes:
        id: the row of the table, with a part after a dot.
        text: the sentence.
        number: what was made of each word of quality.
        judge: decides it; it gets the experiment with reduced layers, and the one with full layers or None.
        excluded: why it does not apply to a model, or None where it does.
        full: it needs the experiment with full layers.
    """

    id: str
    text: str
    number: str
    judge: Callable[[Experiment, Experiment | None], Judgement]
    excluded: Callable[[Experiment], str | None] = lambda _: None
    full: bool = False

    def judged(self, reduced: Experiment, full: Experiment | None = None) -> Judgement:
        """The judgement, without a verdict where the sentence does not apply."""
        reason = self.excluded(reduced)
        if reason is None and self.full and full is None:
            reason = "it needs the experiment with full layers"
        return Judgement(self.id, None, reason) if reason is not None else self.judge(reduced, full)


def shared_only(experiment: Experiment) -> str | None:
    """For sentences about shared weights."""
    return None if experiment.shared else "the sentence is about shared weights; this model's layers differ"


def layered_only(experiment: Experiment) -> str | None:
    """For sentences about layer-varying weights."""
    if experiment.shared:
        return "the sentence is about layers that differ; this model's layers share their weights"
    if experiment.depth < FEWEST_LAYERS:
        return f"the model has {experiment.depth} layers; expected at least {FEWEST_LAYERS}"
    return None


def of_decisions(
    id: str, decisions: Sequence[bool | None], share: float, what: str, numbers: Mapping[str, Any]
) -> Judgement:
    """A sentence "in at least this share of the layers", from what the interval of each layer decides."""
    total, yes, unsure = len(decisions), sum(d is True for d in decisions), sum(d is None for d in decisions)
    told = f"{what}: decided so in {yes} of {total} layers, undecided in {unsure}; the sentence needs {share:.0%}"
    where = tuple(index for index, decision in enumerate(decisions) if decision is False)
    verdict = (
        Verdict.CORROBORATED if yes / total >= share
        else Verdict.REFUTED if (yes + unsure) / total < share
        else Verdict.INCONCLUSIVE
    )  # fmt: skip
    return Judgement(id, verdict, told, where, {**numbers, "yes": yes, "unsure": unsure, "layers": total})


def of_interval(id: str, interval: Sequence[float] | None, threshold: float, above: bool, what: str) -> Judgement:
    """A sentence that a mean is above (or below) a threshold."""
    side = "above" if above else "below"
    if interval is None:
        return Judgement(id, Verdict.INCONCLUSIVE, f"{what}: too few sequences for an interval")
    low, high = interval
    told = f"{what} is in [{low:.4g}, {high:.4g}]; the sentence says {side} {threshold:g}"
    numbers = {"interval": [float(low), float(high)], "threshold": threshold}
    for_it, against = (low > threshold, high <= threshold) if above else (high < threshold, low >= threshold)
    verdict = Verdict.CORROBORATED if for_it else Verdict.REFUTED if against else Verdict.INCONCLUSIVE
    return Judgement(id, verdict, told, (), numbers)


def of_number(id: str, value: float, threshold: float, above: bool, what: str) -> Judgement:
    """The same for a number of the weights themselves, which no sampling moves; equality is not above or below."""
    side = "above" if above else "below"
    holds = value > threshold if above else value < threshold
    told = f"{what} is {value:.4g}; the sentence says {side} {threshold:g}"
    verdict = Verdict.CORROBORATED if holds else Verdict.REFUTED
    return Judgement(id, verdict, told, (), {"value": float(value), "threshold": threshold})


def of_parts(id: str, parts: Iterable[Judgement]) -> Judgement:
    """A sentence with parts: the least of those that apply."""
    applying = [part for part in parts if part.verdict is not None]
    if not applying:
        return Judgement(id, None, "none of its parts applies to this model")
    verdict = Verdict.of_parts(part.verdict for part in applying if part.verdict is not None)
    told = "; ".join(
        f"{part.id.removeprefix(id + '.')}: {part.verdict.value}" for part in applying if part.verdict is not None
    )
    return Judgement(id, verdict, told, tuple(sorted({layer for part in applying for layer in part.where})))
