"""The search for counterexamples, and what confirms one.

:func:`falsify` searches any claim, by the kind of its conclusion. Nothing here knows a claim: what is searched is read off
the claim's own predicates.

One file for each kind of conclusion:

=================  ============================================================================
``formula``        a formula: a batch, an optimiser, boundaries, a Hypothesis search
``existence``      an existential claim: a point that shows it
``identity``       two sides of an identity that differ in balls
``spectrum``       eigenvalues that are not the asserted ones
``states``         equilibria of many systems, and a property that they lack
``trajectories``   many systems and starts, and an end that is not allowed
``hunt``           any of these for long: rounds of growing size, over all parts of a whole
=================  ============================================================================

Points of a formula:

=================  ============================================================================
``problem``        a claim as a search problem: margins, and exact truth values
``semantics``      how far a formula is from being true
``effort``         how much each stage may do, in counts
``propose``        where to start
``descend``        an optimiser that drives the margin down
``walk``           one parameter at a time, to where a comparison changes
``chart``          points on equations, and at, inside and beyond a boundary
``guided``         a Hypothesis search over exact points
``shrink``         a counterexample with fewer digits
``marginal``       where linearisation is silent, the state itself decides
=================  ============================================================================

Systems, states and trajectories:

=================  ============================================================================
``draw``           systems of an ensemble
``clusterings``    clustering equilibria to order
``simulate``       many systems and starts in one array
``state``          one state: what the families read of it
``classify``       what a trajectory ended at
``certify_end``    balls that starts do not leave
``lacking``        how a state lacks a property, and what shows it
``shrink_system``  fewer tokens, lower dimension, small entries
=================  ============================================================================
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verify.claim import Budget, Claim
    from verify.verdict import Finding

# Conclusion to ``module:function``; each function takes a claim and a budget. Modules are imported when they are needed.
SEARCHERS = {
    "Formula": "verify.search.formula:search",
    "Exists": "verify.search.existence:search",
    "SpectrumIs": "verify.search.spectrum:search",
    "Identity": "verify.search.identity:search",
    "Limits": "verify.search.trajectories:search",
    "States": "verify.search.states:search",
}


def can_search(claim: Claim) -> bool:
    """Whether the claim has a conclusion that can be evaluated."""
    return type(claim.conclusion).__name__ in SEARCHERS


def falsify(claim: Claim, budget: Budget) -> Finding:
    """Search for a counterexample: REFUTED only by one that was checked exactly or in balls.

    Raises:
        TypeError: for a conclusion that cannot be evaluated.
    """
    from importlib import import_module

    where = SEARCHERS.get(type(claim.conclusion).__name__)
    if where is None:
        raise TypeError(f"falsify cannot search a {type(claim.conclusion).__name__}")
    module, function = where.split(":")
    return getattr(import_module(module), function)(claim, budget)
