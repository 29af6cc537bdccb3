"""False variants of true claims, one for each kind of hypothesis: the falsifier finds every one alone, in its quick budget.

The variants are made here from the claims that ship; the falsifier knows none of them.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from verify.claim import Budget, Claim, Hypothesis, Mutant, Point
from verify.conclusions import Formula, Identity, SpectrumIs, exact_point
from verify.counterexample import Counterexample, recheck
from verify.evidence import Falsify
from verify.evidence.common import violates
from verify.graph import Theory, load
from verify.search import identity, spectrum
from verify.verdict import Verdict

ROOT = Path(__file__).parent.parent.parent
QUICK = Budget.of_tier("quick")
CLAIMS = load().claims


def where(name: str, holds: Callable[[Point], Any]) -> Callable[[Claim], Claim]:
    """The claim with one hypothesis replaced."""
    return lambda claim: claim.mutated(Mutant("planted", hypotheses=(Hypothesis(name, "", holds),)))


def without(name: str) -> Callable[[Claim], Claim]:
    """The claim with one hypothesis dropped."""
    return lambda claim: claim.mutated(Mutant("planted", drop=(name,)))


def then(**changes: Any) -> Callable[[Claim], Claim]:
    """The claim with another conclusion of the same kind."""
    return lambda claim: claim.mutated(Mutant("planted", conclusion=replace(claim.conclusion, **changes)))


def listed(change: Callable[[Point, Any, Any, int], tuple[Any, Any]]) -> Callable[[Claim], Claim]:
    """The claim with the entries of its list of eigenvalues changed: ``(point, value, times, place) -> (value, times)``."""

    def planted(claim: Claim) -> Claim:
        conclusion = claim.conclusion
        assert isinstance(conclusion, SpectrumIs)

        def eigenvalues(p: Point) -> list[tuple[Any, Any]]:
            return [change(p, value, times, i) for i, (value, times) in enumerate(conclusion.eigenvalues(p))]

        return then(eigenvalues=eigenvalues)(claim)

    return planted


def right(change: Callable[[Any, Any], Any]) -> Callable[[Claim], Claim]:
    """The claim with the right side of its identity changed: ``(world, side) -> side``."""

    def planted(claim: Claim) -> Claim:
        conclusion = claim.conclusion
        assert isinstance(conclusion, Identity)

        def sides(w: Any) -> tuple[Any, Any]:
            left, other = conclusion.sides(w)
            return left, change(w, other)

        return then(sides=sides)(claim)

    return planted


def fewer(w: Any) -> Any:
    """The world with n - 1 for n."""
    return SimpleNamespace(**{**vars(w), "n": w.n - 1})


def minus_in_the_middle(_w: Any, side: Any) -> Any:
    """One sign changed: that of ``gamma_+`` times ``lambda_k``, where a list holds four weights before it."""
    return [*side[:4], -side[4], *side[5:]]


@dataclass(frozen=True)
class Planted:
    """A true claim and what is wrong in the variant."""

    of: str
    plant: Callable[[Claim], Claim]


THEOREM_2 = "power_method.theorem_2.principal_stable"
PLANTED = {
    "flipped inequality: not simple": Planted(THEOREM_2, where("simple", lambda p: p.lambda_j > p.lambda_1)),
    "flipped inequality: the long step": Planted(
        "power_method.longer_step.needed", where("long step", lambda p: p.alpha * (-p.lambda_d - p.lambda_1) < 2)
    ),
    "dropped hypothesis": Planted("beyond.consensus_unstable_repaired", without("fixed")),
    "dropped half of a two-sided bound": Planted(
        "beyond.remark_1_repaired.bipartite", where("contractive", lambda p: p.alpha * p.lambda_k < 1)
    ),
    "wrong threshold, by a tenth": Planted(
        "power_method.lemma_7.ascent", where("step size", lambda p: 10 * p.alpha * p.nu <= 11)
    ),
    "wrong threshold, by a twentieth": Planted(
        "power_method.lemma_13",
        where("small step", lambda p: (20 * p.alpha * p.lambda_k < 21) & (-20 * p.alpha * p.lambda_k < 21)),
    ),
    "wrong constant": Planted(
        "power_method.lemma_7.convergence", where("residual", lambda p: p.alpha * p.g <= 2 * p.N * p.r)
    ),
    "range a little too large": Planted(
        "beyond.extreme_eigenvalues.convex", where("between", lambda p: (p.t >= 0) & (8 * p.t <= 9))
    ),
    "not strict: the boundary of dominance": Planted(
        "power_method.asymmetric_value.local",
        where("strictly dominant", lambda p: p.lambda_x**2 + p.lambda_y**2 <= p.lambda_1**2),
    ),
    "not strict: at one": Planted(
        "beyond.extreme_eigenvalues.inside_definite",
        where("at one", lambda p: (p.c - p.S_x) * (p.k - p.S_z) >= p.S_y**2),
    ),
    "strict conclusion": Planted("power_method.lemma_7.ascent", then(holds=lambda p: p.G + p.Q > 0)),
    "swapped quantifier: some j": Planted(
        THEOREM_2, where("simple", lambda p: (p.lambda_j < p.lambda_1) | (p.lambda_d < p.lambda_1))
    ),
    "equation on the boundary": Planted(
        "power_method.schur_cohn.complex",
        where("jury", lambda p: (p.trace < 1 + p.det) & (-p.trace < 1 + p.det) & (p.det <= 1)),
    ),
    "one of two conditions": Planted(
        "power_method.schur_cohn.real", where("jury", lambda p: (p.trace < 1 + p.det) & (p.det < 1))
    ),
    "wrong conclusion: a power too many": Planted(
        "power_method.lemma_7.convergence", then(holds=lambda p: p.N * p.gain >= p.kappa * p.alpha * p.g * p.r**2)
    ),
    "off-by-one multiplicity": Planted(
        "power_method.lemma_3.complete", listed(lambda _p, value, times, i: (value, times + (i == 1)))
    ),
    "multiplicities exchanged": Planted(
        "power_method.lemma_14.complete",
        listed(lambda p, value, times, i: (value, times if i == 0 else (p.rest, p.m)[i - 1] - 1)),
    ),
    "wrong eigenvalue": Planted(
        "power_method.lemma_14.class_3", listed(lambda p, value, times, _i: (value / (1 + p.alpha), times))
    ),
    "wrong sign of gamma": Planted("power_method.eq_14", right(minus_in_the_middle)),
    "n - 1 for n": Planted(
        "power_method.remark_2", lambda claim: right(lambda w, _: claim.conclusion.sides(fewer(w))[1])(claim)
    ),
    "an odd map called even": Planted("reduction.antipodal", right(lambda _w, side: [-entry for entry in side])),
}


def test_there_are_enough_and_of_enough_claims() -> None:
    assert len(PLANTED) >= 16
    assert len({planted.of for planted in PLANTED.values()}) >= 12


@pytest.mark.parametrize("what", PLANTED)
def test_a_planted_variant_falls_to_the_falsifier_alone(what: str) -> None:
    planted = PLANTED[what]
    variant = planted.plant(CLAIMS[planted.of])
    began = time.process_time()
    finding = Falsify().run(variant, QUICK)
    spent = time.process_time() - began
    assert (finding.kind, finding.verdict) == ("falsify", Verdict.REFUTED), finding
    assert spent < 5  # the budget is a number of points; half a second on an idle machine
    assert finding.counterexample is not None
    values = dict(finding.counterexample["parameters"])
    assert finding.counterexample["claim"] == planted.of
    conclusion = variant.conclusion
    if isinstance(conclusion, Formula):
        assert violates(variant, exact_point(variant, values)) is True
    elif isinstance(conclusion, SpectrumIs):
        assert spectrum.difference(conclusion, exact_point(variant, values)) is not None
    else:
        assert isinstance(conclusion, Identity)
        assert identity.difference(conclusion, int(values["seed"]), int(values["trial"])) is not None


@pytest.mark.parametrize(
    "what", [what for what in PLANTED if not isinstance(CLAIMS[PLANTED[what].of].conclusion, Formula)]
)
def test_a_refuted_identity_or_spectrum_is_replayed_from_its_numbers(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = PLANTED[what].of
    variant = PLANTED[what].plant(CLAIMS[of])
    example = Counterexample(dict(Falsify().run(variant, QUICK).counterexample or {}))
    monkeypatch.setattr("verify.graph.load", lambda _: Theory(tmp_path, {of: replace(variant, id=of)}))
    assert recheck(example, tmp_path)[0]
    monkeypatch.setattr("verify.graph.load", lambda _: Theory(tmp_path, {of: CLAIMS[of]}))
    assert not recheck(example, tmp_path)[0]


@pytest.mark.parametrize("claim_id", sorted({planted.of for planted in PLANTED.values()}))
def test_the_true_claim_does_not_fall(claim_id: str) -> None:
    finding = Falsify().run(CLAIMS[claim_id], QUICK)
    assert finding.verdict is Verdict.CORROBORATED, finding


def test_counterexamples_are_small() -> None:
    """What a reader gets has few digits: no parameter of a planted variant needs more than four."""
    for what in ("wrong threshold, by a tenth", "flipped inequality: not simple", "equation on the boundary"):
        finding = Falsify().run(PLANTED[what].plant(CLAIMS[PLANTED[what].of]), QUICK)
        assert finding.counterexample is not None
        for value in finding.counterexample["parameters"].values():
            assert len(re.sub(r"\D", "", value)) <= 4, (what, finding.detail)


def test_no_file_of_the_falsifier_names_a_claim() -> None:
    files = [*(ROOT / "verify/search").rglob("*.py"), *(ROOT / "verify/strategies").rglob("*.py")]
    files += [ROOT / "verify/evidence/falsify.py", ROOT / "verify/evidence/common.py"]
    assert len(files) > 20
    for file in files:
        text = file.read_text()
        named = [claim_id for claim_id in CLAIMS if re.search(re.escape(claim_id) + r"\b", text)]
        assert not named, f"{file} names {named}"
