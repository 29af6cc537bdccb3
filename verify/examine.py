"""One claim, examined: its evidence, then its mutants, then its witness. No engine's error escapes.

:mod:`verify.runner` calls this in a worker process; what it returns is plain data that can be sent back.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace

from verify.claim import Budget, Claim, Evidence, Mutant
from verify.errors import EngineMissing, VerifyError, WeightsMissing, not_installed
from verify.verdict import Finding, Reason, Verdict

PROVING = (Verdict.PROVED, Verdict.CERTIFIED)
# What a kind of evidence can reach at most, short of a refutation. An engine that claims more has a fault.
CEILING = {
    "enclose": Verdict.CERTIFIED,
    "precise": Verdict.CORROBORATED,
    "falsify": Verdict.CORROBORATED,
    "simulate": Verdict.CORROBORATED,
    "statistics": Verdict.CORROBORATED,
}


@dataclass(frozen=True)
class Fall:
    """What became of a mutant: REFUTED is right, PROVED or CERTIFIED is a fault of an engine."""

    name: str
    verdict: Verdict
    by: str | None = None
    detail: str = ""


@dataclass(frozen=True)
class Outcome:
    """What examining one claim gave, before its parts and ancestors are looked at."""

    claim_id: str
    findings: tuple[Finding, ...] = ()
    mutants: tuple[Fall, ...] = ()
    digest: str | None = None
    finished: bool = True

    @property
    def verdict(self) -> Verdict:
        """The join of the evidence; an engine that proves a mutant contradicts itself, a vacuous claim says nothing."""
        joined = Verdict.of_evidence(finding.verdict for finding in self.findings)
        if any(fall.verdict in (*PROVING, Verdict.CONTRADICTED) for fall in self.mutants):
            return Verdict.CONTRADICTED
        vacuous = any(finding.kind == "witness" for finding in self.findings)
        if vacuous and joined is not Verdict.CONTRADICTED:
            return Verdict.INCONCLUSIVE
        return joined

    def _repr_html_(self) -> str:
        from verify.report.notebook import outcome

        return outcome(self)


def examine(claim: Claim, budget: Budget) -> Outcome:
    """Run the claim's evidence of this tier, then its mutants, then check its witness."""
    methods = [e for e in claim.evidence if e.tier == "quick" or budget.tier == "full"]
    findings = [attempt(method, claim, budget) for method in methods]
    mutants = [_mutant(claim, mutant, list(zip(methods, findings, strict=True)), budget) for mutant in claim.mutants]
    findings += _witness(claim)
    try:
        digest = claim.digest
    except Exception as error:  # noqa: BLE001 - predicates are the author's code
        digest = None
        findings.append(_failed("digest", error))
    return Outcome(claim.id, tuple(findings), tuple(mutants), digest)


def stopped(claim: Claim, tier: str) -> Outcome:
    """The outcome of a claim that a run was stopped before."""
    kinds = [e.kind for e in claim.evidence if e.tier == "quick" or tier == "full"]
    findings = tuple(Finding(kind, Verdict.INCONCLUSIVE, Reason.INTERRUPTED) for kind in kinds)
    return Outcome(claim.id, findings, finished=False)


def crashed(claim: Claim, tier: str, detail: str) -> Outcome:
    """The outcome of a claim that took its worker process down."""
    kinds = [e.kind for e in claim.evidence if e.tier == "quick" or tier == "full"]
    failed = (Finding(kind, Verdict.INCONCLUSIVE, Reason.ENGINE_FAILED, detail=detail) for kind in kinds)
    return Outcome(claim.id, tuple(failed))


def attempt(method: Evidence, claim: Claim, budget: Budget) -> Finding:
    """One method on one claim. A missing engine is SKIPPED and named; a crash is INCONCLUSIVE, in one line."""
    began = time.perf_counter()
    try:
        finding = method.run(claim, budget)
        _check(finding)
    except (EngineMissing, WeightsMissing) as error:
        finding = _missing(method.kind, error)
    except ModuleNotFoundError as error:
        name = (error.name or "?").split(".")[0]
        ours = name in ("verify", "proofs")
        finding = _failed(method.kind, error) if ours else _missing(method.kind, not_installed(name))
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever an engine raises is a finding, never a traceback
        finding = _failed(method.kind, error)
    return finding if finding.seconds else replace(finding, seconds=time.perf_counter() - began)


def _check(finding: Finding) -> None:
    ceiling = CEILING.get(finding.kind)
    if ceiling is not None and finding.verdict in PROVING and not finding.verdict <= ceiling:
        raise TypeError(f"{finding.kind} evidence cannot reach {finding.verdict.value}")
    json.dumps([finding.stats, finding.counterexample], allow_nan=False)  # it must survive the journey


def _missing(kind: str, error: VerifyError) -> Finding:
    reason = Reason.MISSING_WEIGHTS if isinstance(error, WeightsMissing) else Reason.MISSING_ENGINE
    return Finding(kind, Verdict.SKIPPED, reason, detail=str(error))


def _failed(kind: str, error: BaseException) -> Finding:
    text = " ".join(f"{type(error).__name__}: {error}".split())
    return Finding(kind, Verdict.INCONCLUSIVE, Reason.ENGINE_FAILED, detail=text[:300])


def _mutant(claim: Claim, mutant: Mutant, tried: Iterable[tuple[Evidence, Finding]], budget: Budget) -> Fall:
    """Whether the mutant falls: all that proved the claim tries to prove the mutant, the rest runs until it falls."""
    from verify.evidence.enclose import Enclose

    changed = claim.mutated(mutant)
    # A mutant is false: the quick budget finds that out, and a longer one is only spent on failing to prove it.
    budget = Budget.of_tier("quick", budget.seed)
    proved = [method for method, finding in tried if finding.verdict in PROVING]
    others = [method for method, finding in tried if method.refutes and finding.verdict not in PROVING]
    if mutant.example is not None:
        proved, others = [m.spoiled(mutant.example) for m in proved if isinstance(m, Enclose)], []
    found: list[Finding] = []
    for method in (*proved, *others):
        if method in proved or not any(f.verdict is Verdict.REFUTED for f in found):
            found.append(attempt(method, changed, budget))
    verdict = Verdict.of_evidence(finding.verdict for finding in found)
    by = next((f.kind for f in found if f.verdict is verdict or f.verdict in PROVING), None)
    return Fall(mutant.name, verdict, by, next((f.detail for f in found if f.kind == by), ""))


def _witness(claim: Claim) -> list[Finding]:
    """Nothing if the claim's witness satisfies its hypotheses exactly, else why the claim may be vacuous."""
    if claim.conclusion is None or not claim.parameters:
        return []
    if not claim.witness:
        detail = "the claim has parameters and no witness that satisfies its hypotheses"
    else:
        try:
            from verify.conclusions import witness_holds

            holds = witness_holds(claim)
        except Exception as error:  # noqa: BLE001 - predicates are the author's code
            return [_failed("witness", error)]
        if holds is True:
            return []
        found = "violates" if holds is False else "cannot be shown to satisfy"
        detail = f"the witness {found} the hypotheses"
    return [Finding("witness", Verdict.INCONCLUSIVE, Reason.VACUOUS, detail=detail)]
