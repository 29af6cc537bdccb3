"""Exact symbolic derivation, for all n and d: identities, and spectra by symmetry reduction from ``step`` itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from verify.claim import Budget, Claim
from verify.conclusions import Formula, Identity, SpectrumIs
from verify.evidence.common import engine, samples
from verify.verdict import Finding, Reason, Verdict

TRIALS = 3


@dataclass(frozen=True)
class Derive:
    """Derive what a claim asserts from the definition of the system, in symbols.

    An :class:`Identity` is evaluated in its symbolic world. A :class:`SpectrumIs` is derived by
    :mod:`verify.evidence.reduction`. A :class:`Formula` that is an equation is simplified to true.
    """

    tier: str = "quick"
    kind: str = "identity"
    refutes: bool = True

    def run(self, claim: Claim, budget: Budget) -> Finding:
        """PROVED if both sides are the same expression; a difference is only a candidate, and refuted in balls."""
        name = engine("sympy")
        conclusion = claim.conclusion
        if isinstance(conclusion, Identity):
            shown = _identical(*conclusion.sides(conclusion.symbolic()))
            if shown:
                return Finding(self.kind, Verdict.PROVED, engine=name, detail="both sides have the same normal form")
            return self._in_numbers(claim, conclusion, budget, name)
        if isinstance(conclusion, SpectrumIs):
            from verify.evidence.reduction import derive

            difference = derive(claim, conclusion)
            if difference is None:
                start = "field" if conclusion.scene.flow else "step"
                detail = f"derived from {start}, one perturbed token at a time, with symbolic group sizes"
                return Finding(self.kind, Verdict.PROVED, engine=name, detail=detail)
            return self._spectrum_in_numbers(claim, conclusion, name, difference)
        if isinstance(conclusion, Formula):
            import sympy

            relation = sympy.sympify(conclusion.holds(claim.symbols()))
            undefined = any(power.exp.is_negative for power in relation.atoms(sympy.Pow))
            # A quotient may cancel and still be undefined somewhere: there the relation is false, and others must decide.
            if not undefined and sympy.simplify(relation) == sympy.true:
                return Finding(self.kind, Verdict.PROVED, engine=name, detail="simplifies to true")
            return Finding(self.kind, Verdict.INCONCLUSIVE, Reason.UNKNOWN, name)
        raise TypeError(f"identity cannot derive a {type(conclusion).__name__}")

    def _in_numbers(self, claim: Claim, conclusion: Identity, budget: Budget, name: str) -> Finding:
        from verify.search.identity import refuted

        for trial in range(TRIALS):
            found = refuted(claim, conclusion, budget.seed, trial)
            if found is not None:
                text, engine_ = found["explanation"], found["checked_with"]
                return Finding(self.kind, Verdict.REFUTED, engine=engine_, detail=text, counterexample=found)
        detail = "the normal forms differ; nothing certainly differs in numbers"
        return Finding(self.kind, Verdict.INCONCLUSIVE, Reason.UNKNOWN, name, detail)

    def _spectrum_in_numbers(self, claim: Claim, conclusion: SpectrumIs, name: str, difference: str) -> Finding:
        from verify.search.spectrum import refuted

        for point in samples(claim, 0, 2 * TRIALS):
            found = refuted(claim, conclusion, point)
            if found is not None:
                text = f"{difference}; {found['explanation']}"
                engine_ = found["checked_with"]
                return Finding(self.kind, Verdict.REFUTED, engine=engine_, detail=text, counterexample=found)
        return Finding(self.kind, Verdict.INCONCLUSIVE, Reason.UNKNOWN, name, difference)


def _identical(left: Any, right: Any) -> bool:
    import sympy

    from verify.arithmetic.free import FreeMatrix
    from verify.arithmetic.indexed import IndexedArray, fresh_index, normal_form, same

    if isinstance(left, FreeMatrix):
        return left == right
    if isinstance(left, IndexedArray):
        if left.shape != right.shape:
            return False
        i, p = fresh_index(), fresh_index()
        return same(left.entry(i, p), right.entry(i, p))
    if isinstance(left, (list, tuple)):
        return len(left) == len(right) > 0 and all(_identical(a, b) for a, b in zip(left, right, strict=True))
    difference = sympy.sympify(left) - sympy.sympify(right)
    if difference.has(sympy.Sum):
        return normal_form(difference) == 0
    return sympy.simplify(difference) == 0
