"""The search for counterexamples, and what confirms one.

:func:`falsify` searches any claim, by the kind of its conclusion. Nothing here knows a claim: what is searched is read off
the claim's own predicates.
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
