"""A claim by identities over the rationals: the certificate beside the claims, checked and bound to the predicates.

:mod:`verify.positivity` checks that the certificate's statement cannot be satisfied, with the standard library alone. That
this statement is the claim's hypotheses with its conclusion denied is read off the claim's own predicates with SymPy,
at every run: a certificate of another statement, or of what a claim said before it was changed, shows nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verify.claim import Budget, Claim
from verify.conclusions import Exists
from verify.verdict import Finding, Reason, Verdict

if TYPE_CHECKING:
    from verify.evidence.literals import Statement

FOLDER = "certificates"


@dataclass(frozen=True)
class Positivity:
    """Decide a :class:`Formula` or :class:`Exists` by the certificate in ``file``; attached to each claim that has one."""

    file: Path
    tier: str = "quick"
    kind: str = "positivity"
    refutes: bool = False

    def run(self, claim: Claim, budget: Budget) -> Finding:  # noqa: ARG002
        """PROVED (REFUTED for an existential claim) if the certificate holds and is about this claim."""
        from verify.evidence.common import engine
        from verify.positivity import Wrong, check

        name = f"positivity-checker + {engine('sympy')}"
        try:
            text = self.file.read_text("utf-8")
            certificate = json.loads(text)
            count = check(certificate)
            bound = count > 0 and binds(certificate, claim)
        except (OSError, ValueError, RecursionError) as error:  # Wrong is a ValueError
            wrong = "does not hold" if isinstance(error, Wrong) else "cannot be read"
            why = getattr(error, "strerror", None) or " ".join(str(error).split())
            return Finding(self.kind, Verdict.INCONCLUSIVE, Reason.UNKNOWN, name, f"{self.file.name} {wrong}: {why}")
        if not bound:
            detail = f"{self.file.name} {'is about another statement' if count else 'shows no identity'}"
            return Finding(self.kind, Verdict.INCONCLUSIVE, Reason.COVERS_LESS, name, detail)
        verdict = Verdict.REFUTED if isinstance(claim.conclusion, Exists) else Verdict.PROVED
        shown = "1 identity" if count == 1 else f"{count} identities"
        what = "an example" if verdict is Verdict.REFUTED else "a violation"
        detail = f"{shown} over the rationals exclude{'s' * (count == 1)} {what}, checked exactly"
        return Finding(self.kind, verdict, engine=name, detail=detail, certificate=text, stats={"identities": count})


def attached(claim: Claim, folder: Path, files: frozenset[str]) -> tuple[Positivity, ...]:
    """The evidence that a certificate beside the claims gives: ``certificates/<claim id>.json``, if it is there."""
    name = f"{claim.id}.json"
    return (Positivity(folder / FOLDER / name),) if name in files and claim.conclusion is not None else ()


def listed(folder: Path) -> frozenset[str]:
    """Names of the certificates beside the claims of a folder."""
    return frozenset(path.name for path in (folder / FOLDER).glob("*.json"))


def binds(certificate: Mapping[str, Any], claim: Claim) -> bool:
    """Whether the certificate's statement is that of a violation of the claim (of an example, for an ``Exists``).

    Names of variables count, names and order of hypotheses do not.
    """
    from verify.evidence.literals import denied

    asked, statement = denied(claim)
    return list(certificate["variables"]) == list(asked.names) and stated(certificate) == statement


def stated(certificate: Mapping[str, Any]) -> Statement:
    """The statement of a certificate that was checked, in the normal form of :mod:`verify.evidence.literals`."""
    from verify.evidence.literals import conjunction, disjunction, leaf
    from verify.positivity import literal

    variables = list(certificate["variables"])
    known = {name: leaf(*literal(text, variables)) for name, text in certificate["hypotheses"].items()}

    def read(told: Any) -> Statement:
        if isinstance(told, str):
            return known[told]
        if "all" in told:
            return conjunction(map(read, told["all"]))
        return disjunction(map(read, told["any"]))

    return read(certificate["statement"])
