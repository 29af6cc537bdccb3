"""A claim that one example establishes: its certificate is asked of a spoiled example, and must say no."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from verify.claim import Budget, Claim, Mutant, Source
from verify.conclusions import Behaviour
from verify.counterexample import Counterexample
from verify.evidence import Enclose, Exact
from verify.evidence.enclose import Certificate
from verify.examine import examine
from verify.verdict import Verdict

STATE: dict[str, Any] = {
    "system": "oja",
    "time": "discrete",
    "step_size": "1/2",
    "value": [["1", "0"], ["0", "1/2"]],
    "tokens": [["1", "0"], ["1", "0"]],
    "explanation": "both tokens at the first eigenvector",
}


def resting() -> dict[str, Any]:
    return STATE


def moving() -> dict[str, Any]:
    # (3/5, 4/5) is no eigenvector of diag(1, 1/2): a step turns it towards the first axis.
    return {**STATE, "tokens": [["3/5", "4/5"], ["3/5", "4/5"]], "explanation": "tokens in between"}


def equilibrium(example: Counterexample) -> Certificate:
    from verify.equilibria.exact_states import is_equilibrium

    return Certificate(is_equilibrium(example), "step(X) = X")


def anything(example: Counterexample) -> Certificate:  # noqa: ARG001
    return Certificate(True, "whatever it is")


def too_wide(example: Counterexample) -> Certificate:
    return Certificate(True if example.data["tokens"][0][0] == "1" else None, "too wide")


def outcome(certify: Callable[[Counterexample], Certificate], kind: type[Enclose], **mutant: Any) -> Any:
    claim = Claim(
        id="p.exists",
        title="t",
        statement="an equilibrium exists",
        source=Source("Lemma 1"),
        conclusion=Behaviour("an equilibrium exists"),
        evidence=(kind(certify, resting),),
        mutants=(Mutant("tokens in between", **mutant),),
    )
    return examine(claim, Budget())


@pytest.mark.parametrize(("kind", "verdict"), [(Exact, Verdict.PROVED), (Enclose, Verdict.CERTIFIED)])
def test_a_check_that_says_no_to_the_spoiled_example(kind: type[Enclose], verdict: Verdict) -> None:
    found = outcome(equilibrium, kind, example=moving)
    assert found.verdict is verdict
    assert [(fall.verdict, fall.by) for fall in found.mutants] == [(Verdict.REFUTED, kind(equilibrium, resting).kind)]


def test_a_check_that_accepts_everything_contradicts_itself() -> None:
    found = outcome(anything, Exact, example=moving)
    assert found.mutants[0].verdict is Verdict.PROVED
    assert found.verdict is Verdict.CONTRADICTED


def test_a_check_without_an_answer_leaves_the_mutant_standing() -> None:
    found = outcome(too_wide, Enclose, example=moving)
    assert found.mutants[0].verdict is Verdict.INCONCLUSIVE
    assert found.verdict is Verdict.CERTIFIED


def test_the_same_example_is_no_spoiled_one() -> None:
    assert outcome(equilibrium, Exact, example=resting).verdict is Verdict.CONTRADICTED


def test_the_refutation_of_a_spoiled_example_is_no_counterexample_of_the_claim() -> None:
    finding = (
        Exact(equilibrium, resting)
        .spoiled(moving)
        .run(Claim(id="p.a", title="t", statement="s", source=Source("Lemma 1")), Budget())
    )
    assert finding.verdict is Verdict.REFUTED
    assert finding.counterexample is None
