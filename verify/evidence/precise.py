"""mpmath at 50 and 100 digits: closed forms against the numeric Jacobian, also very near a stability boundary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from verify.claim import Budget, Claim, Point
from verify.conclusions import Formula, SpectrumIs
from verify.evidence.common import engine, samples
from verify.verdict import Finding, Reason, Verdict


@dataclass(frozen=True)
class Precise:
    """Compare an asserted spectrum, or a stability relation, with differences of ``step`` in high precision.

    Attributes:
        points: how many states to look at.
        boundary: for a :class:`Formula`: the parameter that is moved to within 1e-30 of where the relation changes.
    """

    points: int = 3
    boundary: str | None = None
    tier: str = "quick"
    kind: str = "precise"
    refutes: bool = True

    def run(self, claim: Claim, budget: Budget) -> Finding:
        """CORROBORATED if all agree; a disagreement far above the rounding refutes once balls confirm it."""
        name = engine("mpmath")
        conclusion = claim.conclusion
        if isinstance(conclusion, SpectrumIs):
            return self._spectrum(claim, conclusion, budget, name)
        if isinstance(conclusion, Formula) and self.boundary is not None:
            return self._near_boundary(claim, conclusion, budget, name, self.boundary)
        raise TypeError("precise needs a SpectrumIs, or a Formula with a boundary parameter")

    def _spectrum(self, claim: Claim, conclusion: SpectrumIs, budget: Budget, name: str) -> Finding:
        from verify.evidence.spectra import compare
        from verify.search.spectrum import refuted

        worst = 0.0
        looked = 0
        for point in samples(claim, budget.seed, self.points):
            if sum(int(size) for _, size in conclusion.scene.groups(point)) > 6:
                continue
            looked += 1
            for digits in budget.digits:
                gap = compare(conclusion, point, digits, seed=looked)
                # Equal eigenvalues of a defective block are seen to half the digits.
                if gap > 10.0 ** (-digits * 2 // 5):
                    text = f"at {point} asserted and seen eigenvalues differ by {float(gap):.3g} ({digits} digits)"
                    example = refuted(claim, conclusion, point)
                    if example is None:
                        return Finding(self.kind, Verdict.INCONCLUSIVE, Reason.CANDIDATE, name, text)
                    checked = example["checked_with"]
                    return Finding(self.kind, Verdict.REFUTED, engine=checked, detail=text, counterexample=example)
                worst = max(worst, float(gap))
        if not looked:
            return Finding(self.kind, Verdict.INCONCLUSIVE, Reason.VACUOUS, name)
        stats = {"points": looked, "digits": list(budget.digits), "largest_difference": f"{worst:.1e}"}
        detail = f"{looked} states, eigenvalues agree to {worst:.0e}"
        return Finding(self.kind, Verdict.CORROBORATED, engine=name, detail=detail, stats=stats)

    def _near_boundary(self, claim: Claim, conclusion: Formula, budget: Budget, name: str, parameter: str) -> Finding:
        """Move one parameter to within 1e-30 of the boundary and compare the margin with what the Jacobian says on both sides."""
        looked = 0
        margin = conclusion.margin
        assert margin is not None
        assert conclusion.scene is not None
        for point in samples(claim, budget.seed, 60):
            if looked == self.points:
                break
            bracket = _bracket(point, parameter, margin)
            if bracket is None:
                continue
            looked += 1
            for value in bracket:
                moved = Point({**point, parameter: value})
                seen = _contracts(conclusion.scene, moved, max(budget.digits))
                if seen != bool(margin(moved) > 0):
                    text = f"1e-30 from the boundary at {moved}: the formula and the Jacobian disagree"
                    return Finding(self.kind, Verdict.INCONCLUSIVE, Reason.CANDIDATE, name, text)
        if not looked:
            return Finding(self.kind, Verdict.INCONCLUSIVE, Reason.VACUOUS, name, "no boundary was found")
        stats = {"points": looked, "distance": "1e-30", "digits": max(budget.digits)}
        return Finding(
            self.kind, Verdict.CORROBORATED, engine=name, stats=stats, detail="both sides of the boundary agree"
        )


def _bracket(point: Point, parameter: str, margin: Callable[[Point], Any]) -> tuple[Any, Any] | None:
    """Two rationals 1e-30 apart or less between which the margin changes sign, or ``None``."""
    import sympy

    here = point[parameter]
    inside = margin(point) > 0
    other = None
    for factor in (sympy.Rational(1, 8), sympy.Rational(1, 2), sympy.Rational(3, 2), 3, 9, -1, -3):
        trial = here * factor
        value = margin(Point({**point, parameter: trial}))
        if value.is_finite and bool(value > 0) != bool(inside):
            other = trial
            break
    if other is None or not inside:
        return None
    low, high = here, other
    while abs(high - low) > sympy.Rational(1, 10**30):
        middle = sympy.Rational((low + high) / 2).limit_denominator(10**40)
        if bool(margin(Point({**point, parameter: middle})) > 0) == bool(inside):
            low = middle
        else:
            high = middle
    # The boundary itself may be rational: step off it, there the radius is 1 and no side is right.
    return low, high + (high - low) if margin(Point({**point, parameter: high})) == 0 else high


def _contracts(scene: Any, point: Point, digits: int) -> bool:
    """Spectral radius below 1; for a flow, spectral abscissa below 0."""
    import mpmath

    from verify.evidence.spectra import jacobian_spectrum

    with mpmath.workdps(2 * digits + 20):
        spectrum = jacobian_spectrum(scene, point, "tangent", digits, 7)
        if scene.flow:
            return max(mpmath.re(value) for value in spectrum) < 0
        return max(abs(value) for value in spectrum) < 1
