"""The re-check of a counterexample from its numbers alone, whoever wrote them and in whatever basis."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Any

from verify.claim import Claim, Point
from verify.conclusions import Exists, Formula, Identity, SpectrumIs, hypotheses_hold, in_domain, truth
from verify.errors import InvalidInput
from verify.evidence.common import violates
from verify.exact_text import exact
from verify.quantified import Limits, States
from verify.state_points import agree, points_of_state

if TYPE_CHECKING:
    from pathlib import Path

    from verify.counterexample import Counterexample
    from verify.graph import Theory
    from verify.scenes import Facts, Scene

UNIT = 1e-9
Checked = tuple[bool, list[str]]


def recheck(counterexample: Counterexample, proofs: Path | None = None) -> Checked:
    """Check a counterexample from its numbers: does the claim that it names, in the folder ``proofs``, fail there?

    A state and a system say more than the parameters beside them: where both are given they must agree. Without a claim,
    it says what the state is, and a counterexample holds if the state is not an equilibrium.

    Returns:
        Whether it holds, and lines for a reader.

    Raises:
        InvalidInput: for a claim that there is not, tokens that are not unit vectors, parameters that do not fit.
    """
    import numpy as np

    with np.errstate(all="ignore"):  # where a step is undefined, that is said in words
        return _checked(counterexample, proofs)


def _checked(counterexample: Counterexample, proofs: Path | None) -> Checked:
    facts, lines = _seen(counterexample)
    if counterexample.claim_id is None:
        if counterexample.data.get("system") == "clusters":
            raise InvalidInput(
                "no claim is named; expected one, tokens without normalisation are checked by its evidence"
            )
        if facts is None:
            if counterexample.data.get("schedule") is not None:
                raise InvalidInput("no claim is named; expected one, its evidence checks scores that depend on time")
            raise InvalidInput("there is nothing to look at: neither a claim nor tokens are given")
        return not facts.fixed, [*lines, "no claim is named: only the state was looked at"]
    from verify.graph import load as load_theory

    theory = load_theory(proofs)
    try:
        return _recheck(theory, theory.require(counterexample.claim_id), counterexample, facts, lines)
    except AttributeError as error:  # a claim about the sphere asks for a step, or for unit vectors
        if counterexample.data.get("system") != "clusters":
            raise
        raise InvalidInput(f"{counterexample.claim_id} is not about tokens without normalisation ({error})") from error


def _seen(counterexample: Counterexample) -> tuple[Facts | None, list[str]]:
    tokens = counterexample.tokens()
    if counterexample.data.get("system") == "clusters":
        return None, _of_clusters(counterexample, tokens)
    if tokens is None:
        return None, []
    from verify.observe import observe

    system: Any = counterexample.system()
    metric = getattr(system, "metric", None)
    for number, token in enumerate(tokens, 1):
        lowered = token if metric is None else _lowered(token, metric)
        length = float(sum(a * b for a, b in zip(lowered, token, strict=True))) ** 0.5
        if abs(length - 1) > UNIT:
            wanted = "unit vectors, such as 3/5, 4/5" if metric is None else "1, as on the ellipsoid of the metric"
            raise InvalidInput(f"token {number} has length {length:.6g}; expected {wanted}")
    if getattr(system, "schedule", None) is not None:
        return None, [f"{len(tokens)} tokens on the ellipsoid; the scores depend on time: {system.schedule.text}"]
    facts = observe(system, tokens)
    if isnan(facts.radius):
        return facts, [
            "step(X) or its Jacobian is undefined: some token has no direction to go in, or numbers overflow"
        ]
    measure, at_rest = ("abscissa", "field(X) = 0") if facts.flow else ("radius", "step(X) = X")
    told = f"spectral {measure} of the tangent Jacobian: {facts.radius:.12g}"
    return facts, [f"{at_rest}: {'yes' if facts.fixed else 'no'}", told]


def _lowered(token: Any, metric: Any) -> Any:
    if len(token) != len(metric):
        raise InvalidInput(f"tokens have {len(token)} coordinates; expected {len(metric)}, as the metric has")
    return token @ metric


def _of_clusters(counterexample: Counterexample, tokens: Any) -> list[str]:
    """Tokens without normalisation may have any length, and say nothing until a claim asks; their shapes must agree."""
    system: Any = counterexample.system()
    if tokens is None:
        return []
    system.field(tokens)
    return [f"{len(tokens)} tokens in R^{system.dimension}, without normalisation"]


def _recheck(
    theory: Theory, claim: Claim, counterexample: Counterexample, facts: Facts | None, lines: list[str]
) -> Checked:
    if getattr(claim, "parts", ()):  # a whole falls with any of its parts
        for part in claim.parts:
            try:
                holds, told = _recheck(theory, theory.require(part), counterexample, facts, [])
            except InvalidInput:  # the file is about another part
                continue
            if holds:
                return True, [*lines, f"{claim.id} falls with its part {part}", *told]
        return False, [*lines, f"no part of {claim.id} is refuted by these numbers"]
    by_point = bool(claim.parameters) and set(_values(counterexample)) == {p.name for p in claim.parameters}
    told = list(lines)
    for evidence in claim.evidence:
        recheck_with = getattr(evidence, "recheck", None)
        alone = "system" not in counterexample.data and evidence.kind != "statistics"  # a sample is its seed
        if recheck_with is None or by_point or alone:
            continue
        holds, said = recheck_with(claim, counterexample, [])
        if holds:
            return True, [*lines, *said]
        told += [line for line in said if line not in told]
    if isinstance(claim.conclusion, (States, Limits)) and "system" in counterexample.data:
        holds, said = claim.conclusion.recheck(counterexample)
        if holds:
            return True, [*lines, *said]
        told += [line for line in said if line not in told]
    if isinstance(claim.conclusion, Identity):
        return _world(claim, claim.conclusion, counterexample, told)
    if isinstance(claim.conclusion, SpectrumIs):
        return _spectrum(claim, claim.conclusion, counterexample, told)
    if isinstance(claim.conclusion, Exists):
        return _instance(claim, claim.conclusion, counterexample, facts, told)
    if isinstance(claim.conclusion, Formula) and (by_point or claim.conclusion.scene is not None):
        return _by_points(claim, claim.conclusion, counterexample, facts, told)
    if len(told) > len(lines):
        return False, told
    if claim.parameters:
        raise InvalidInput(_unfit(claim))
    raise InvalidInput(f"{claim.id}: no evidence of this claim can check one state (`verify show {claim.id}` lists it)")


def _values(counterexample: Counterexample) -> dict[str, Any]:
    return dict(counterexample.data.get("parameters") or {})


def _unfit(claim: Claim) -> str:
    return f"the parameters do not fit {claim.id}; expected {', '.join(p.name for p in claim.parameters)}"


def _outside(claim: Claim, point: Point) -> list[str]:
    """What is wrong with the values of the parameters before any hypothesis is asked."""
    kinds = {"integer": "a whole number", "positive": "a number above 0", "real": "a number"}
    return [
        f"outside the domain: {p.name} = {point[p.name]}; expected {kinds[p.domain]}"
        + ("" if p.low is None else f", at least {p.low}")
        for p in claim.parameters
        if not in_domain(p.domain, p.low, point[p.name])
    ]


# ------------------------------------------------------------------ the claim's own predicates


def _by_points(
    claim: Claim, conclusion: Formula, counterexample: Counterexample, facts: Facts | None, lines: list[str]
) -> Checked:
    from verify.search.marginal import decided

    points, why = _points(claim, conclusion.scene, counterexample)
    if not points:
        return False, [*lines, why]
    lines += dict.fromkeys(line for point in points for line in _outside(claim, point))
    hypotheses = all(hypotheses_hold(claim, point) for point in points)
    violated = hypotheses and any(violates(claim, point) is True for point in points)
    lines.append(f"hypotheses of {claim.id}: {hypotheses}; conclusion false: {violated}")
    if not violated:
        found = [decided(claim, point) for point in points] if hypotheses else []
        silent = next((certificate for certificate in found if certificate is not None and certificate.holds), None)
        return silent is not None, lines if silent is None else [*lines, silent.detail]
    if facts is not None and conclusion.observed is not None:
        seen = conclusion.observed(facts)
        lines.append(f"what the claim says of the state is seen: {seen}")
        return not seen, lines
    return True, lines


def _world(claim: Claim, conclusion: Identity, counterexample: Counterexample, lines: list[str]) -> Checked:
    from verify.search.identity import difference

    given = _values(counterexample)
    if set(given) != {"seed", "trial"} or not all(str(value).isdecimal() for value in given.values()):
        raise InvalidInput(f"the parameters do not fit {claim.id}; expected seed and trial, whole numbers")
    told = difference(conclusion, int(given["seed"]), int(given["trial"]))
    return told is not None, [*lines, told or "the two sides are not shown to differ"]


def _spectrum(claim: Claim, conclusion: SpectrumIs, counterexample: Counterexample, lines: list[str]) -> Checked:
    from verify.search.spectrum import difference

    given = _values(counterexample)
    if set(given) != {parameter.name for parameter in claim.parameters}:
        raise InvalidInput(_unfit(claim))
    point = Point({parameter.name: exact(given[parameter.name]) for parameter in claim.parameters})
    if outside := _outside(claim, point):
        return False, [*lines, *outside]
    if hypotheses_hold(claim, point) is not True:
        return False, [*lines, f"the hypotheses of {claim.id} do not hold there"]
    told = difference(conclusion, point)
    return told is not None, [*lines, told or "the asserted eigenvalues are not shown to be wrong"]


def _instance(
    claim: Claim, conclusion: Exists, counterexample: Counterexample, facts: Facts | None, lines: list[str]
) -> Checked:
    """A state at which what is said to exist fails refutes nothing alone: no other state may have it either."""
    from verify.claim import Budget
    from verify.evidence import Decide
    from verify.verdict import Verdict

    if conclusion.instance is not None and "system" in counterexample.data:
        certificate = conclusion.instance.fails(counterexample)
        fails, said = certificate.holds is True, certificate.detail
    else:
        points, said = _points(claim, conclusion.scene, counterexample)
        fails = bool(points) and all(
            hypotheses_hold(claim, point) and truth(conclusion.holds(point)) is False for point in points
        )
        said = said or f"hypotheses of {claim.id} hold and what is said to exist is not there: {fails}"
        if fails and facts is not None and conclusion.observed is not None:
            fails = not conclusion.observed(facts)
    lines.append(said)
    if not fails:
        return False, lines
    universal = Decide().run(claim, Budget()).verdict is Verdict.REFUTED
    lines.append("no real values satisfy the claim: this is one instance" if universal else "another state may have it")
    return universal, lines


def _points(claim: Claim, scene: Scene | None, counterexample: Counterexample) -> tuple[list[Point], str]:
    """The points of the claim's parameters that the numbers mean, or why there are none."""
    given = _values(counterexample)
    names = [parameter.name for parameter in claim.parameters]
    point = Point({name: exact(given[name]) for name in names}) if set(given) == set(names) else None
    if scene is None or "system" not in counterexample.data or counterexample.tokens() is None:
        if point is None:
            raise InvalidInput(_unfit(claim))
        return [point], ""
    if given and point is None:
        raise InvalidInput(_unfit(claim))
    found, why = points_of_state(claim, scene, counterexample)
    if point is not None and found:
        told = {str(name): point[name] for name in names}
        if not any(agree(told, other, scene) for other in found):
            shown = ", ".join(f"{name} = {value}" for name, value in found[0].items())
            raise InvalidInput(f"the parameters are not those of the state, which has {shown}"[:300])
    return found, why
