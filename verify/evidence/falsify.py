"""The search for a counterexample: many random points with ties and thresholds in the mix, then the state itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from verify.claim import Budget, Claim, Point
from verify.conclusions import Exists, Formula, Identity, SpectrumIs, exact_point, hypotheses_hold, truth
from verify.evidence.common import BATCH, confirm, draw, engine, relative_gap, samples, vectorised
from verify.verdict import Finding, Reason, Verdict

FLOOR = 20


@dataclass(frozen=True)
class Falsify:
    """Try to break a claim; report how often its hypotheses were met.

    A :class:`Formula` is evaluated on a large batch, and on some points what it says of the state is looked for in
    ``step`` and its Jacobian. A :class:`SpectrumIs` is compared with the automatic derivative of ``step``. An
    :class:`Identity` is evaluated on random arrays.
    """

    tier: str = "quick"
    kind: str = "falsify"
    refutes: bool = True

    def run(self, claim: Claim, budget: Budget) -> Finding:
        """REFUTED by a confirmed counterexample; CORROBORATED if enough points met the hypotheses and none broke it."""
        from verify.quantified import Limits, States
        from verify.search import marginal, states, trajectories

        name = engine("numpy")
        conclusion = claim.conclusion
        if isinstance(conclusion, Limits):
            return trajectories.search(claim, budget)
        if isinstance(conclusion, States):
            return states.search(claim, budget)
        if isinstance(conclusion, Formula):
            finding = self._formula(claim, conclusion, budget, name)
            refuted = finding.verdict is Verdict.REFUTED
            return finding if refuted else marginal.search(claim, budget) or finding
        if isinstance(conclusion, SpectrumIs):
            return self._spectrum(claim, conclusion, budget)
        if isinstance(conclusion, Identity):
            return self._identity(claim, conclusion, budget, name)
        if isinstance(conclusion, Exists):
            return self._exists(claim, conclusion, name)
        raise TypeError(f"falsify cannot search a {type(conclusion).__name__}")

    def _formula(self, claim: Claim, conclusion: Formula, budget: Budget, name: str) -> Finding:
        import numpy as np

        size = BATCH if budget.tier == "quick" else 10 * BATCH
        met = 0
        candidate: Point | None = None
        for round_ in range(4):
            point, mask = draw(claim, budget.seed + round_, size)
            met += int(mask.sum())
            fails = conclusion.fails
            wrong = vectorised(fails, point, size) if fails else ~vectorised(conclusion.holds, point, size)
            broken = np.flatnonzero(mask & wrong)
            for index in sorted(broken, key=lambda i: _complexity(point, i))[:12]:
                exact = exact_point(claim, {key: float(point[key][index]) for key in point})
                counterexample = confirm(claim, exact)
                if counterexample is not None:
                    detail = f"violated at {exact}"
                    return Finding(
                        self.kind, Verdict.REFUTED, engine=name, detail=detail, counterexample=counterexample
                    )
                candidate = candidate or exact
            if met >= 50 * FLOOR:
                break
        if candidate is not None:
            return Finding(self.kind, Verdict.INCONCLUSIVE, Reason.CANDIDATE, name, stats={"candidate": str(candidate)})
        if met < FLOOR:
            return Finding(self.kind, Verdict.INCONCLUSIVE, Reason.VACUOUS, name, stats={"satisfied": met})
        seen = 0
        if conclusion.scene is not None and conclusion.observed is not None:
            outcome = self._look(claim, conclusion, budget)
            if isinstance(outcome, Finding):
                return outcome
            seen = outcome
        detail = f"{met} points met the hypotheses" + (f", {seen} states looked at" if seen else "")
        stats = {"satisfied": met, "states": seen}
        return Finding(self.kind, Verdict.CORROBORATED, engine=name, detail=detail, stats=stats)

    def _look(self, claim: Claim, conclusion: Formula, budget: Budget) -> int | Finding:
        """Build states and look at them: the second route, which knows no closed form."""
        from verify.observe import observe
        from verify.scenes import dense_scores

        assert conclusion.scene is not None
        assert conclusion.observed is not None
        seen = 0
        for point in samples(claim, budget.seed + 1, 4 * FLOOR):
            if sum(int(size) for _, size in conclusion.scene.groups(point)) > 12:
                continue
            facts = observe(conclusion.scene.make_system(point, dense_scores(seen)), conclusion.scene.tokens(point))
            near = facts.fixed and abs(facts.radius - 1) <= facts.tolerance
            if not near and not conclusion.observed(facts):
                text = f"the formula holds at {point}, but the state shows {facts}"
                return Finding(self.kind, Verdict.INCONCLUSIVE, Reason.CANDIDATE, engine("numpy"), text)
            seen += 1
        return seen

    def _spectrum(self, claim: Claim, conclusion: SpectrumIs, budget: Budget) -> Finding:
        from verify.evidence.autodiff import largest_gap
        from verify.evidence.spectra import compare

        name = engine("torch")
        worst, looked = 0.0, 0
        for point in samples(claim, budget.seed, max(8, budget.samples // 4)):
            if sum(int(size) for _, size in conclusion.scene.groups(point)) > 12:
                continue
            gap = largest_gap(conclusion, point, seed=looked)
            looked += 1
            # A defective eigenvalue is seen to half the digits, a large one to few: a suspicion is looked at with 40.
            if not gap <= 1e-7 and not (gap := float(compare(conclusion, point, 40, seed=looked))) <= 1e-12:
                text = f"at {point} asserted eigenvalues differ from those of the Jacobian of step by {gap:.3g}"
                example = {"parameters": {k: str(v) for k, v in point.items()}, "explanation": text}
                return Finding(self.kind, Verdict.REFUTED, engine=name, detail=text, counterexample=example)
            worst = max(worst, gap)
        if looked < 3:
            return Finding(self.kind, Verdict.INCONCLUSIVE, Reason.VACUOUS, name, stats={"satisfied": looked})
        detail = f"{looked} states, automatic derivative of step agrees"
        return Finding(self.kind, Verdict.CORROBORATED, engine=name, detail=detail, stats={"satisfied": looked})

    def _identity(self, claim: Claim, conclusion: Identity, budget: Budget, name: str) -> Finding:
        import numpy as np

        if conclusion.numeric is None:
            raise TypeError(f"{claim.id}: the identity has no numeric world")
        trials = budget.samples
        for seed in range(trials):
            left, right = conclusion.sides(conclusion.numeric(np.random.default_rng([budget.seed, seed])))
            gap = relative_gap(left, right)
            if gap is None:
                text = f"at random numbers (seed {budget.seed}, {seed}) a side is empty, not finite or of another shape"
                return Finding(self.kind, Verdict.INCONCLUSIVE, Reason.ENGINE_FAILED, name, text)
            if gap > 1e-7:
                text = f"at random numbers (seed {budget.seed}, {seed}) the two sides differ by {gap:.3g}"
                example = {"explanation": text}
                return Finding(self.kind, Verdict.REFUTED, engine=name, detail=text, counterexample=example)
        detail = f"{trials} random instances agree"
        return Finding(self.kind, Verdict.CORROBORATED, engine=name, detail=detail, stats={"satisfied": trials})

    def _exists(self, claim: Claim, conclusion: Exists, name: str) -> Finding:
        """An existential claim falls only by a proof; here the state of the witness is looked at."""
        from verify.observe import observe
        from verify.scenes import dense_scores

        if conclusion.scene is None or conclusion.observed is None or not claim.witness:
            return Finding(self.kind, Verdict.INCONCLUSIVE, Reason.UNKNOWN, name, "no witness state to look at")
        point = exact_point(claim, dict(claim.witness))
        if not (hypotheses_hold(claim, point) and truth(conclusion.holds(point))):
            return Finding(self.kind, Verdict.INCONCLUSIVE, Reason.UNKNOWN, name, "the witness is no such point")
        facts = observe(conclusion.scene.make_system(point, dense_scores(1)), conclusion.scene.tokens(point))
        if not conclusion.observed(facts):
            return Finding(self.kind, Verdict.INCONCLUSIVE, Reason.CANDIDATE, name, f"the witness shows {facts}")
        return Finding(
            self.kind, Verdict.CORROBORATED, engine=name, detail=f"the witness shows radius {facts.radius:.9g}"
        )


def _complexity(point: Point, index: Any) -> float:
    """Small numbers with short binary expansions first: the counterexample that a reader wants."""
    total = 0.0
    for name in point:
        numerator, denominator = float(point[name][index]).as_integer_ratio()
        total += len(str(abs(numerator))) + 2 * len(str(denominator)) + abs(numerator / denominator) / 100
    return total
