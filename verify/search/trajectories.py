"""The falsifier of claims about limits: many systems, many random starts, and what becomes of an end that is not allowed.

An end that a statement does not allow is made small (fewer tokens, lower dimension, short numbers), and refutes the
statement only if a certificate shows, from exact numbers, that an open set of starts goes there: which certificate is
tried depends on the kind of end alone. Without one it is a candidate, and how often it was seen is reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from verify.claim import Budget, Claim
from verify.counterexample import Counterexample, describe
from verify.evidence.common import engine
from verify.evidence.enclose import Certificate
from verify.quantified import Ensemble, Limits
from verify.search import certify_end, draw, simulate
from verify.search.classify import End, classify, creeps, labels
from verify.search.shrink_system import exactly, in_words, on_sphere, shrink
from verify.search.state import State, quantities
from verify.systems import Attention, MultiHead, Oja, System
from verify.verdict import Finding, Reason, Verdict

SIZES = ((2, 2), (3, 2), (4, 2), (3, 3), (5, 3), (2, 3), (6, 2), (4, 4), (10, 3), (7, 2))
"""Tokens and dimensions, in the order in which they are tried."""
STARTS, NEARBY = 8, 4
"""Random starts for each system: anywhere, and near states of measure zero, where small basins are."""
CERTIFIED_AT_MOST = 4
"""How many candidates of one kind of end are tried before the kind counts as one that no certificate reaches."""
FLOOR = 100
LARGEST_GROUP = 100
"""Systems of one size in one search: a longer one goes on with other seeds."""
FROM_STRATEGIES = 25
CLASSES: dict[str, type[System]] = {"oja": Oja, "attention": Attention, "multihead": MultiHead}


@dataclass
class Tally:
    """What was looked at."""

    systems: int = 0
    starts: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    near: Counter[str] = field(default_factory=Counter)
    candidates: Counter[str] = field(default_factory=Counter)
    tried: Counter[str] = field(default_factory=Counter)
    shown: str = ""
    slow: int = 0

    def stats(self) -> dict[str, Any]:
        """JSON-ready."""
        told: dict[str, Any] = {"systems": self.systems, "starts": self.starts, "ends": dict(sorted(self.ends.items()))}
        if self.near:
            told["ends_from_near_symmetric_starts"] = dict(sorted(self.near.items()))
        if self.slow:
            told["slow_passages"] = self.slow
        if self.candidates:
            told["candidates"] = dict(sorted(self.candidates.items()))
        return told

    def sentence(self) -> str:
        """The counts in words."""
        ends = ", ".join(f"{kind} {count}" for kind, count in self.ends.most_common())
        return f"{self.starts} random starts in {self.systems} systems end at: {ends}"


def search(claim: Claim, budget: Budget) -> Finding:
    """REFUTED by a certified end that is not allowed; CORROBORATED if none was seen."""
    limits = claim.conclusion
    assert isinstance(limits, Limits)
    name = engine("numpy")
    tally = Tally()
    per_group = min(max(5, budget.samples // 6), LARGEST_GROUP)
    for group, (n, d) in enumerate(SIZES):
        if n < limits.ensemble.fewest:
            continue
        rng = np.random.default_rng([budget.seed, 71, group])
        systems = list(draw.systems(limits.ensemble, d, per_group, rng))
        if budget.tier == "full":
            systems += draw.from_strategies(limits.ensemble, d, FROM_STRATEGIES, budget.seed)
        for system, end in _ends(systems, n, min(budget.steps, 2_000) // 4, rng, tally):
            if _allowed(limits, system, end):
                continue
            period = 2 if end.kind == "two-cycle" else 1
            if end.attraction == "neutral" and creeps(system, end.tokens, period):
                tally.slow += 1
                continue
            tally.candidates[end.kind] += 1
            tally.tried[f"{end.kind}, {end.attraction}"] += 1
            if tally.tried[f"{end.kind}, {end.attraction}"] > CERTIFIED_AT_MOST:
                continue
            found = _confirm(claim, limits, system, end)
            if isinstance(found, dict):
                told = f"{tally.sentence()}. {found['explanation']}"
                return Finding(
                    "falsify", Verdict.REFUTED, engine=name, detail=told, stats=tally.stats(), counterexample=found
                )
            tally.shown = tally.shown or f"{end.kind} ({end.attraction}, radius {end.radius:.6g}): {found}"
    return conclude(tally, name)


def conclude(tally: Tally, name: str) -> Finding:
    """What a search says that refuted nothing."""
    stats = tally.stats()
    if tally.candidates:
        text = f"{tally.sentence()}. Not allowed, and not certified: {tally.shown}"
        return Finding("falsify", Verdict.INCONCLUSIVE, Reason.CANDIDATE, name, text, stats=stats)
    if tally.starts < FLOOR:
        return Finding("falsify", Verdict.INCONCLUSIVE, Reason.VACUOUS, name, tally.sentence(), stats=stats)
    unsettled = sum(tally.ends[kind] for kind in ("undecided", "passing", "turning"))
    if 2 * unsettled > tally.starts:
        return Finding("falsify", Verdict.INCONCLUSIVE, Reason.NOT_CONVERGED, name, tally.sentence(), stats=stats)
    return Finding("falsify", Verdict.CORROBORATED, engine=name, detail=tally.sentence(), stats=stats)


def _ends(systems: list[System], n: int, steps: int, rng: Any, tally: Tally) -> Iterator[tuple[System, End]]:
    """Each system with each of its ends, the ends that were reached most often first."""
    if not systems:
        return
    shape = (n, systems[0].dimension)
    starts = np.concatenate(
        [
            simulate.on_spheres(rng, (len(systems), STARTS, *shape)),
            simulate.near_symmetric(rng, (len(systems), NEARBY, *shape)),
        ],
        axis=1,
    )
    run = simulate.run(systems, starts, steps)
    tally.systems += len(systems)
    tally.starts += len(systems) * STARTS
    found: list[tuple[int, int, System, End]] = []
    for index, system in enumerate(systems):
        last = zip(run.tokens[index], run.moved[index], run.moved_twice[index], strict=True)
        ends = [classify(system, *state) for state in last]
        tally.ends.update(end.kind for end in ends[:STARTS])
        tally.near.update(end.kind for end in ends[STARTS:])
        counts = Counter(end.kind for end in ends if end.is_end)
        for kind, count in counts.items():
            of_kind = [end for end in ends if end.kind == kind and end.is_end]
            best = min(of_kind, key=lambda end: (end.attraction != "attracting", end.radius))
            found.append((-count, index, system, best))
    for _, _, system, end in sorted(found, key=lambda item: item[:2]):
        yield system, end


def _allowed(limits: Limits, system: System, end: End) -> bool:
    if end.kind == "two-cycle":
        return False
    return bool(labels(State(system, end.tokens)) & set(limits.allowed))


def _confirm(claim: Claim, limits: Limits, system: System, end: End) -> dict[str, Any] | str:
    """The smallest certified counterexample of this end, or why there is none."""

    def shows(changed: System, tokens: Any) -> Any:
        if len(tokens) < limits.ensemble.fewest or not limits.ensemble.holds(quantities(changed)):
            return None
        with np.errstate(all="ignore"):
            for _ in range(40):  # from the old state, which a larger change has left behind
                before, tokens = tokens, changed.step(tokens)
            after = changed.step(tokens)
        moved, twice = np.abs(after - tokens).max(), np.abs(after - before).max()
        found = classify(changed, tokens, float(moved), float(twice))
        same = found.kind == end.kind and found.attraction == end.attraction
        return found.tokens if same and not _allowed(limits, changed, found) else None

    attempts = [shrink(system, end.tokens, shows), (system, end.tokens)]
    why = ""
    for small, tokens in attempts:
        exact = exactly(small)
        if not limits.ensemble.holds(quantities(exact)):
            why = why or "the hypotheses are not shown to hold exactly"
            continue
        for state in _exact_states(tokens, end):
            example = describe(claim.id.split("~")[0], exact, state, "", f"{engine('python-flint')}, balls")
            certificate = certify(limits, Counterexample(example))
            if certificate.holds:
                example["explanation"] = f"{in_words(exact, state)} {certificate.detail}"
                example["radius"] = certificate.stats.get("radius") or certificate.stats.get("starts")
                return example
            why = certificate.detail
    return why


def _exact_states(tokens: Any, end: End) -> Iterator[Any]:
    """Exact unit tokens near an end; of a line of pairs any member will do, so that simple ones come first."""
    import sympy

    if end.attraction == "neutral" and tokens.shape == (2, 2):
        for x, y in ((1, 0), (0, 1), (sympy.Rational(3, 5), sympy.Rational(4, 5))):
            row = [sympy.sympify(x), sympy.sympify(y)]
            yield np.array([row, [-entry for entry in row]], dtype=object)
    for bits in (6, 16, 32):
        yield on_sphere(tokens, bits)


def certify(limits: Limits, example: Counterexample) -> Certificate:
    """Every route, until one shows that the example refutes the statement; hypotheses are not looked at here."""
    routes = [certify_end.trapped, certify_end.line_of_pairs, certify_end.line_of_cycles]
    if limits.starts == "all":
        routes.insert(0, certify_end.limit_itself)
    found = [route(example, limits.allowed) for route in routes]
    return next((certificate for certificate in found if certificate.holds), found[0])


def belongs(ensemble: Ensemble, example: Counterexample) -> bool:
    """Whether the example's system is of the ensemble, its conditions certain in balls, with tokens enough."""
    system, tokens = example.system(), example.tokens()
    masked = getattr(system, "causal", False)  # another system, of which the ensembles do not speak
    if type(system) is not CLASSES[ensemble.system] or system.is_flow or masked:
        return False
    if len(getattr(system, "value", getattr(system, "values", [[]])[0])) < 2:  # an ensemble speaks of d >= 2
        return False
    return (tokens is None or len(tokens) >= ensemble.fewest) and ensemble.holds(quantities(system))


def recheck(limits: Limits, example: Counterexample) -> tuple[bool, list[str]]:
    """Hypotheses and certificate again, from anyone's numbers."""
    member = belongs(limits.ensemble, example)
    lines = [f"the system satisfies the hypotheses: {'yes' if member else 'not shown'}"]
    if not member:
        return False, lines
    certificate = certify(limits, example)
    return certificate.holds is True, [*lines, certificate.detail]
