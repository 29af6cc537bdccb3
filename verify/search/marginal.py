"""Points at which a formula about a state fails and linearisation is silent: the state itself decides.

Where an eigenvalue lies on the unit circle a state is neither stable nor unstable by its linearisation, so that the formula
of a claim such as "is unstable" is false there without the claim being so. A certificate about the nonlinear step can
settle it: an equilibrium that keeps all starts near it is not unstable, one that has others beside it does not attract.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from verify.claim import Budget, Claim, Point
from verify.conclusions import Formula, exact_point, hypotheses_hold, truth
from verify.counterexample import Counterexample, describe
from verify.evidence.common import draw, engine, vectorised
from verify.evidence.enclose import Certificate
from verify.scenes import Facts, bare_scores
from verify.verdict import Finding, Verdict

TRIALS = 8
SILENT = Facts(fixed=True, radius=1.0, tolerance=0.0)
"""What is seen of an equilibrium of a step whose linearisation is silent; flows have no certificate of this kind yet."""


def search(claim: Claim, budget: Budget) -> Finding | None:
    """REFUTED by a state whose linearisation is silent and that a certificate decides; ``None`` if there is none."""
    formula = claim.conclusion
    if not isinstance(formula, Formula) or formula.scene is None or formula.fails is None or formula.observed is None:
        return None
    if formula.observed(SILENT):
        return None  # the claim says nothing that such a state could contradict
    size = 20_000
    batch, mask = draw(claim, budget.seed, size)
    silent = mask & ~vectorised(formula.holds, batch, size) & ~vectorised(formula.fails, batch, size)
    points = {tuple(float(batch[name][i]) for name in batch) for i in np.flatnonzero(silent)}
    for values in sorted(points, key=_length)[:TRIALS]:
        point = exact_point(claim, dict(zip(batch, values, strict=True)))
        certificate = decided(claim, point)
        if certificate is not None and certificate.holds:
            told = f"at {point} the linearisation is silent; {certificate.detail}"
            system, tokens = formula.scene.make_system(point, bare_scores), formula.scene.tokens(point)
            parameters = {name: str(value) for name, value in point.items()}
            name = engine("python-flint")
            found = describe(claim.id.split("~")[0], system, tokens, told, f"{name}, 128 bits", parameters=parameters)
            return Finding("falsify", Verdict.REFUTED, engine=name, detail=told, counterexample=found)
    return None


def decided(claim: Claim, point: Point) -> Certificate | None:
    """The certificate that the state at an exact point is what the claim denies; ``None`` where the claim says nothing.

    Hypotheses hold, ``holds`` is false, ``fails`` is false too, and what is certified is that the state keeps all starts
    near it (so that it is not unstable) in a line of equilibria (so that it does not attract).
    """
    from verify.equilibria.antipodal import attracting_pair

    formula = claim.conclusion
    if not isinstance(formula, Formula) or formula.scene is None or formula.fails is None or formula.observed is None:
        return None
    if formula.observed(SILENT) or not hypotheses_hold(claim, point):
        return None
    try:
        if truth(formula.holds(point)) is not False:
            return None
    except TypeError:  # undefined there
        return None
    system, tokens = formula.scene.make_system(point, bare_scores), formula.scene.tokens(point)
    if system.is_flow or tokens.shape != (2, 2):
        return None
    return attracting_pair(Counterexample(describe(None, system, tokens, "", "")))


def _length(values: tuple[float, ...]) -> Any:
    return sum(len(str(part)) for value in values for part in value.as_integer_ratio()), values
