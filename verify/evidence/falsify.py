"""The search for a counterexample as evidence; the searches themselves are in :mod:`verify.search`."""

from __future__ import annotations

from dataclasses import dataclass

from verify.claim import Budget, Claim
from verify.verdict import Finding


@dataclass(frozen=True)
class Falsify:
    """Try to break a claim; report how often its hypotheses were met.

    A :class:`Formula` is searched for a point that meets the hypotheses and breaks it, and on some points what it says of
    the state is looked for in ``step`` and its Jacobian. An :class:`Exists` is searched for a point that shows it. A
    :class:`SpectrumIs` is compared with the automatic derivative of ``step``, an :class:`Identity` evaluated on random
    arrays; what differs is evaluated again in balls.
    """

    tier: str = "quick"
    kind: str = "falsify"
    refutes: bool = True

    def run(self, claim: Claim, budget: Budget) -> Finding:
        """REFUTED by a confirmed counterexample; CORROBORATED if enough points met the hypotheses and none broke it."""
        from verify.search import falsify

        return falsify(claim, budget)
