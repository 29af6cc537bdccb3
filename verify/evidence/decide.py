"""Decision of real inequalities: the negation of the claim is unsatisfiable (z3's nlsat), with cvc5 as second opinion.

Parameters become real variables, integers included: a statement that holds for all reals holds for the integers among
them. A model is only a candidate and is re-checked exactly; where the parameters include sizes it is looked for again
with small integers put in.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from verify.claim import Budget, Claim, Point
from verify.conclusions import Exists, Formula, exact_point, hypotheses_hold, truth
from verify.evidence.common import confirm, engine, instance
from verify.verdict import Finding, Reason, Verdict

if TYPE_CHECKING:
    from verify.evidence.smt import Query


@dataclass(frozen=True)
class Decide:
    """Decide a :class:`Formula` for all values, or an :class:`Exists`, from the claim's own predicates."""

    tier: str = "quick"
    kind: str = "decide"
    refutes: bool = True

    def run(self, claim: Claim, budget: Budget) -> Finding:
        """PROVED if z3 finds no violation, REFUTED if it finds one that holds exactly, else INCONCLUSIVE."""
        from verify.evidence.smt import build, solve

        name = engine("z3-solver")
        conclusion = claim.conclusion
        if isinstance(conclusion, Exists):
            return self._exists(claim, conclusion, budget, name)
        if not isinstance(conclusion, Formula):
            raise TypeError(f"decide needs a Formula or Exists, not {type(conclusion).__name__}")
        query = build(claim, conclusion.holds, negate=True)
        # A short attempt, then small sizes (a false claim falls there at once), then the whole resource limit.
        answer, _ = solve(query, budget.rlimit // 10)
        if answer == "unsat":
            return self._unsat(claim, query, budget, name, Verdict.PROVED)
        finding = self._search(claim, budget, name, answer)
        if finding.verdict is Verdict.REFUTED or answer == "sat":
            return finding
        answer, _ = solve(query, budget.rlimit)
        return self._unsat(claim, query, budget, name, Verdict.PROVED) if answer == "unsat" else finding

    def _exists(self, claim: Claim, conclusion: Exists, budget: Budget, name: str) -> Finding:
        from verify.evidence.smt import build, solve

        if claim.witness:
            point = exact_point(claim, dict(claim.witness))
            if hypotheses_hold(claim, point) and truth(conclusion.holds(point)):
                shown = ", ".join(f"{key} = {value}" for key, value in claim.witness.items())
                return Finding(self.kind, Verdict.PROVED, engine=engine("sympy"), detail=f"exactly true at {shown}")
        query = build(claim, conclusion.holds, negate=False)
        answer, values = solve(query, budget.rlimit)
        if answer == "unsat":
            finding = self._unsat(claim, query, budget, name, Verdict.REFUTED)
            return replace(finding, counterexample=instance(claim, budget.seed))
        if values is not None and set(values) | {"alpha"} >= {p.name for p in claim.parameters}:
            point = exact_point(claim, {"alpha": 1, **values})
            if hypotheses_hold(claim, point) and truth(conclusion.holds(point)):
                return Finding(self.kind, Verdict.PROVED, engine=name, detail=f"exactly true at {point}")
        return Finding(self.kind, Verdict.INCONCLUSIVE, Reason.UNKNOWN, name)

    def _unsat(self, claim: Claim, query: Query, budget: Budget, name: str, verdict: Verdict) -> Finding:
        from verify.evidence.smt import answered, cvc5_name, second_opinion

        # The quick tier asks no third witness where a certificate shows the same without any solver.
        certified = budget.tier == "quick" and any(method.kind == "positivity" for method in claim.evidence)
        opinion = "not asked" if certified else second_opinion(query, budget.second_opinion, budget.second_opinion_s)
        stats = {"z3": "unsat", "cvc5": opinion}
        sought = "a violation" if verdict is Verdict.PROVED else "an example"
        kept = answered(query, f"{sought} of {claim.id}", {name: "unsat", cvc5_name(): opinion})
        detail = "no real values violate it" if verdict is Verdict.PROVED else "no real values satisfy it"
        detail = f"{detail} (cvc5: {opinion})"
        if opinion == "sat":
            verdict, detail = Verdict.CONTRADICTED, "z3 says unsat, cvc5 sat"
        return Finding(self.kind, verdict, engine=name, detail=detail, certificate=kept, stats=stats)

    def _search(self, claim: Claim, budget: Budget, name: str, answer: str) -> Finding:
        """Look for a violation with small sizes put in, and confirm it exactly."""
        from verify.evidence.smt import build, solve

        assert isinstance(claim.conclusion, Formula)
        sizes = [parameter for parameter in claim.parameters if parameter.domain == "integer"]
        choices = itertools.product(*([(p.low or 0) + s for s in range(4)] for p in sizes))
        candidate: Point | None = None
        for chosen in itertools.islice(sorted(choices, key=sum), 24):
            fixed = dict(zip((p.name for p in sizes), chosen, strict=True))
            fails = claim.conclusion.fails
            query = build(claim, fails or claim.conclusion.holds, negate=fails is None, fixed=fixed)
            found, values = solve(query, budget.rlimit // 8)
            if found != "sat" or values is None:
                continue
            point = exact_point(claim, {"alpha": 1, **values, **fixed})
            counterexample = confirm(claim, point)
            if counterexample is not None:
                return Finding(
                    self.kind,
                    Verdict.REFUTED,
                    engine=name,
                    detail=f"violated at {point}",
                    counterexample=counterexample,
                )
            candidate = candidate or point
        reason = Reason.CANDIDATE if candidate else Reason.UNKNOWN
        return Finding(self.kind, Verdict.INCONCLUSIVE, reason, name, stats={"z3": answer, "candidate": str(candidate)})
