"""A long search for a counterexample of any claim: rounds of growing size, over all parts of a whole."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from verify.claim import Budget, Claim, Evidence
from verify.examine import attempt
from verify.graph import Theory
from verify.search import can_search
from verify.verdict import Finding, Reason, Verdict

LARGEST = 8
"""The last doubling of a round's size."""


@dataclass(frozen=True)
class Hunt:
    """What a search came to.

    Attributes:
        finding: the refutation, else what the last round said of the claim (of its first part).
        fallen: the id of the claim or part that falls, if one does.
        rounds: how many were begun.
        searched: ids of the claims that were searched.
        refutable: whether anything that was tried could refute.
        unsearched: for each claim whose search says nothing of it, why: nothing to try, no time, or what the engine said.
        about: the id of the claim that ``finding`` is about.
    """

    finding: Finding
    fallen: str | None
    rounds: int
    searched: tuple[str, ...]
    refutable: bool
    unsearched: Mapping[str, str] = field(default_factory=dict)
    about: str | None = None


def leaves(theory: Theory, claim: Claim) -> list[Claim]:
    """The claim itself, or all parts of a whole and their parts, in reading order, each once."""
    found: dict[str, Claim] = {}

    def walk(one: Claim) -> None:
        for part in one.parts:
            walk(theory.require(part))
        if not one.parts:
            found.setdefault(one.id, one)

    walk(claim)
    return list(found.values())


def methods(claim: Claim) -> list[Evidence]:
    """What is tried on a claim: its own falsifier; else the generic one, where the conclusion can be evaluated; else all
    evidence of its own that is not a citation, which may hold an example that breaks it.
    """
    from verify.evidence.falsify import Falsify

    own: list[Evidence] = [method for method in claim.evidence if method.kind == "falsify"]
    if own:  # what searches before what was told where to look
        return [method for method in own if not hasattr(method, "example")] or own
    if can_search(claim):
        return [Falsify()]
    return [method for method in claim.evidence if method.kind != "cited"]


def hunt(theory: Theory, claim: Claim, seconds: float, seed: int) -> Hunt:
    """Search until something falls or the time is over; at least one method is tried, and each is finished once begun.

    Round 0 has the quick budget, round 1 the full one, and each later one twice the size of the one before, up to
    eight times the full one; where that would last beyond the end, the quick one again. The seeds are ``seed``,
    ``seed + 1``, ...: the same points in every run.
    """
    asked = leaves(theory, claim)
    targets = [(leaf, method) for leaf in asked for method in methods(leaf)]
    untried = {leaf.id: _nothing(leaf) for leaf in asked if not methods(leaf)}
    refutable = any(_can_refute(method) for _, method in targets)
    deadline = time.monotonic() + seconds
    shown: dict[str, Finding] = {}
    pace: dict[tuple[str, str], float] = {}  # seconds for a sample
    waiting, rounds = list(targets), 0
    for budget in _budgets(seed):
        rounds += 1
        for leaf, method in list(waiting):
            if shown and time.monotonic() >= deadline:
                break
            began = time.monotonic()
            fits = began + pace.get((leaf.id, method.kind), 0) * budget.samples <= deadline
            size = budget if fits or rounds == 1 else Budget.of_tier("quick", budget.seed)
            finding = attempt(method, leaf, size)
            pace[leaf.id, method.kind] = (time.monotonic() - began) / size.samples
            if finding.verdict is Verdict.REFUTED:
                return Hunt(finding, leaf.id, rounds, tuple(dict.fromkeys([*shown, leaf.id])), True, about=leaf.id)
            if leaf.id not in shown or rounds > 1 or finding.reason is Reason.CANDIDATE:
                shown[leaf.id] = finding
            if not _random(method) or finding.reason in (Reason.MISSING_ENGINE, Reason.ENGINE_FAILED):
                waiting.remove((leaf, method))  # it would say the same again
        if not waiting or time.monotonic() >= deadline:
            break
    untried |= {leaf.id: "the time was over before it" for leaf, _ in targets if leaf.id not in shown}
    untried |= {claim_id: _silent(told) for claim_id, told in shown.items() if told.reason is not None}
    searched = tuple(leaf.id for leaf in asked if leaf.id in shown)
    nothing = Finding(
        "falsify", Verdict.INCONCLUSIVE, Reason.UNKNOWN, detail="nothing about this claim can be searched"
    )
    worst = _worst(list(shown.values())) or nothing
    about = next((claim_id for claim_id, told in shown.items() if told is worst), None)
    unsearched = {leaf.id: untried[leaf.id] for leaf in asked if leaf.id in untried}
    return Hunt(worst, None, rounds, searched, refutable, unsearched, about)


def _nothing(leaf: Claim) -> str:
    """Why there is nothing to try."""
    if leaf.evidence:
        return "it rests on a citation, and its conclusion cannot be evaluated at points"
    return "it has no evidence yet, and its conclusion cannot be evaluated at points"


def _silent(finding: Finding) -> str:
    reason = "" if finding.reason is None else finding.reason.name.lower().replace("_", " ")
    return f"{finding.kind}: {reason}{': ' if finding.detail else ''}{finding.detail}"


def _budgets(seed: int) -> Iterator[Budget]:
    yield Budget.of_tier("quick", seed)
    size, full = 1, Budget.of_tier("full")
    while True:
        seed += 1
        yield replace(full, seed=seed, samples=full.samples * size, steps=full.steps)
        size = min(2 * size, LARGEST)


def _random(method: Evidence) -> bool:
    """Whether another seed is another search; an example that a claim names and a decision are always the same."""
    return method.kind in ("falsify", "simulate", "statistics") and not hasattr(method, "example")


def _can_refute(method: Evidence) -> bool:
    return method.refutes or method.kind == "falsify" or getattr(method, "refuting", False) is True


def _worst(findings: list[Finding]) -> Finding | None:
    """A missing engine or a candidate first, then what is least certain."""
    order = {Reason.MISSING_ENGINE: 0, Reason.CANDIDATE: 1, Reason.ENGINE_FAILED: 2}
    return min(findings, key=lambda f: order.get(f.reason, 3) if f.reason else 4, default=None)
