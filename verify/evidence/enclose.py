"""Ball arithmetic: certificates about concrete systems that hold whatever was rounded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from verify.claim import Budget, Claim
from verify.evidence.common import engine
from verify.verdict import Finding, Reason, Verdict

if TYPE_CHECKING:
    from verify.counterexample import Counterexample


@dataclass(frozen=True)
class Certificate:
    """What a ball-arithmetic argument established.

    Attributes:
        holds: whether every enclosure decided in favour; ``None`` where one was too wide.
        detail: what was shown, with the numbers.
        stats: the numbers, JSON-ready.
    """

    holds: bool | None
    detail: str
    stats: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Enclose:
    """Certify a claim about one system, or certify that one system breaks a claim.

    Attributes:
        certify: for an existential claim: ``counterexample data -> Certificate`` that the example has the property.
        example: the system and state, in the contract's JSON.
        refuting: the example breaks the claim; otherwise it establishes it.
        setting: what the claim takes for granted, checked of the example and of anyone else's; see
            :mod:`verify.equilibria.settings`.
    """

    certify: Callable[[Counterexample], Certificate]
    example: Callable[[], dict[str, Any]]
    refuting: bool = False
    tier: str = "quick"
    kind: str = "enclose"
    refutes: bool = False
    package: str = "python-flint"
    precision: str = "128 bits"
    reached: Verdict = Verdict.CERTIFIED
    on_trial: bool = False
    setting: tuple[Callable[[Counterexample], str | None], ...] = ()

    def spoiled(self, example: Callable[[], dict[str, Any]]) -> Enclose:
        """The same certificate asked of an example that lacks the property: REFUTED where it says so."""
        return replace(self, example=example, on_trial=True)

    def _certified(self, example: Counterexample) -> Certificate:
        missed = next(filter(None, (setting(example) for setting in self.setting)), None)
        return self.certify(example) if missed is None else Certificate(False, missed)

    def run(self, claim: Claim, budget: Budget) -> Finding:  # noqa: ARG002
        """CERTIFIED (PROVED if exact), or REFUTED with the example as the counterexample, if every ball decides."""
        from verify.counterexample import Counterexample

        name = engine(self.package)
        data = {**self.example(), "claim": claim.id}
        certificate = self._certified(Counterexample(data))
        if self.on_trial and certificate.holds is False:
            return Finding(self.kind, Verdict.REFUTED, engine=name, detail=certificate.detail, stats=certificate.stats)
        if certificate.holds is not True:
            reason = Reason.WIDE_ENCLOSURE if certificate.holds is None else Reason.CANDIDATE
            return Finding(self.kind, Verdict.INCONCLUSIVE, reason, name, certificate.detail, stats=certificate.stats)
        if not self.refuting:
            return Finding(self.kind, self.reached, engine=name, detail=certificate.detail, stats=certificate.stats)
        shown = {
            **data,
            "explanation": f"{data['explanation']} {certificate.detail}".strip(),
            "checked_with": f"{name}, {self.precision}",
        }
        found = Finding(self.kind, Verdict.REFUTED, engine=name, detail=certificate.detail, counterexample=shown)
        return replace(found, stats=certificate.stats)

    def recheck(self, claim: Claim, counterexample: Counterexample, lines: list[str]) -> tuple[bool, list[str]]:
        """The certificate again, on anyone's numbers."""
        if not self.refuting:
            return False, [*lines, f"{claim.id} is not refuted by an example of this kind"]
        certificate = self._certified(counterexample)
        return certificate.holds is True, [*lines, certificate.detail]


@dataclass(frozen=True)
class Exact(Enclose):
    """The same with an exact check (SymPy): an example that holds exactly proves an existential claim."""

    kind: str = "identity"
    package: str = "sympy"
    precision: str = "exact"
    reached: Verdict = Verdict.PROVED
