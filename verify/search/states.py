"""The falsifier of claims about states: equilibria of many systems, constructed exactly, and the property that they lack.

States are constructed where exact numbers allow it (signs at an eigenvector with every split, pairs, double pairs and
triangles with sum zero, clusters for which V is solved) and sorted into the family by its own predicate; Newton's
method from random starts adds others in float64.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np

from verify.arithmetic.numeric import FLOAT64
from verify.claim import Budget, Claim
from verify.counterexample import Counterexample, describe
from verify.evidence.common import engine
from verify.quantified import States
from verify.search import draw, simulate
from verify.search.classify import refine
from verify.search.clusterings import balanced, constructed
from verify.search.shrink_system import exactly, in_words, shrink
from verify.search.state import State, in_floats, is_exact, quantities
from verify.search.trajectories import CERTIFIED_AT_MOST, FROM_STRATEGIES, LARGEST_GROUP, Tally, belongs
from verify.systems import System
from verify.verdict import Finding, Reason, Verdict

SIZES = ((2, 2), (3, 2), (4, 2), (4, 3), (3, 3), (5, 2), (6, 3), (10, 2), (10, 3))
FLOOR = 20
NEWTON = 3
"""Random starts of Newton's method for each system."""


def search(claim: Claim, budget: Budget) -> Finding:
    """REFUTED by an exact state of the family that is shown to lack the property."""
    states = claim.conclusion
    assert isinstance(states, States)
    name = engine("numpy")
    tally = Tally()
    for system, tokens in _drawn(states, budget, tally):
        floats = State(in_floats(system), FLOAT64.asarray(tokens, None))
        if not states.family.contains(floats):
            continue
        tally.starts += 1
        lacking = states.says.lacking(floats)
        if lacking <= 0:
            tally.ends["with the property"] += 1
            continue
        tally.ends["without it"] += 1
        tally.candidates["states"] += 1
        if tokens.dtype != object or tally.tried["states"] >= 3 * CERTIFIED_AT_MOST:
            tally.shown = tally.shown or f"a state in float64 lacks the property by {lacking:.3g}"
            continue
        tally.tried["states"] += 1
        found = _confirm(claim, states, system, tokens)
        if isinstance(found, dict):
            told = f"{_sentence(states, tally)}. {found['explanation']}"
            return Finding(
                "falsify", Verdict.REFUTED, engine=name, detail=told, stats=_stats(tally), counterexample=found
            )
        tally.shown = tally.shown or found
    return _conclude(states, tally, name)


def _sentence(states: States, tally: Tally) -> str:
    lacking = tally.ends["without it"]
    return f"{tally.starts} states of {tally.systems} systems are a {states.family.name}; {lacking} seem to lack the property"


def _stats(tally: Tally) -> dict[str, Any]:
    return {"systems": tally.systems, "states": tally.starts, "lacking": tally.ends["without it"]}


def _conclude(states: States, tally: Tally, name: str) -> Finding:
    stats, text = _stats(tally), _sentence(states, tally)
    if tally.candidates:
        return Finding("falsify", Verdict.INCONCLUSIVE, Reason.CANDIDATE, name, f"{text}: {tally.shown}", stats=stats)
    if tally.starts < FLOOR:
        return Finding("falsify", Verdict.INCONCLUSIVE, Reason.VACUOUS, name, text, stats=stats)
    return Finding("falsify", Verdict.CORROBORATED, engine=name, detail=text, stats=stats)


def _drawn(states: States, budget: Budget, tally: Tally) -> Iterator[tuple[System, Any]]:
    """Float64 systems with exact tokens, exact systems with exact tokens, and float64 systems with float64 tokens."""
    per_group = min(max(2, budget.samples // len(SIZES)), LARGEST_GROUP)
    for group, (n, d) in enumerate(SIZES):
        if n < states.ensemble.fewest:
            continue
        rng = np.random.default_rng([budget.seed, 73, group])
        drawn = list(draw.systems(states.ensemble, d, per_group, rng))
        if budget.tier == "full":
            drawn += draw.from_strategies(states.ensemble, d, FROM_STRATEGIES, budget.seed)
        for system in drawn:
            tally.systems += 1
            for tokens in exact_states(n, d, rng):
                yield system, tokens
            for start in simulate.on_spheres(rng, (NEWTON, n, d)):
                found = refine(system, start)
                if found is not None:
                    yield system, found
        if states.ensemble.system == "attention":
            made = [constructed(states.ensemble, per_group, rng), balanced(states.ensemble, 8 * per_group, rng)]
            for system, tokens in itertools.chain(*made):
                if len(tokens) >= states.ensemble.fewest:
                    tally.systems += 1
                    yield system, tokens


def exact_states(n: int, d: int, rng: Any) -> Iterator[Any]:
    """Exact tokens, shape ``(n, d)``: signs on axes with every split, pairs, triangles, and tokens anywhere."""
    for axis in range(d):
        for plus in {n, n // 2, n - 1, int(rng.integers(1, n + 1))}:
            signs = [1] * plus + [-1] * (n - plus)
            yield _rows([[sign * (axis == a) for a in range(d)] for sign in signs])
    directions = [_rational_direction(d, rng) for _ in range(2)]
    if n % 2 == 0:
        for x in directions:
            yield _rows([x, [-e for e in x]] * (n // 2))
    if n == 4:
        x, y = directions
        yield _rows([x, [-e for e in x], y, [-e for e in y]])
    if n == 3:
        yield _triangle(d)
    yield _rows([_rational_direction(d, rng) for _ in range(n)])


def _rows(rows: Any) -> Any:
    import sympy

    array = np.empty((len(rows), len(rows[0])), dtype=object)
    for i, row in enumerate(rows):
        array[i] = [sympy.sympify(entry) for entry in row]
    return array


def _rational_direction(d: int, rng: Any) -> list[Any]:
    """A rational point of the sphere with small denominators."""
    import sympy

    rest = [sympy.Rational(int(k), 2) for k in rng.integers(-2, 3, size=d - 1)]
    square = sum((x * x for x in rest), sympy.Integer(0))
    return [(1 - square) / (1 + square), *(2 * x / (1 + square) for x in rest)]


def _triangle(d: int) -> Any:
    import sympy

    half, height = sympy.Rational(1, 2), sympy.sqrt(3) / 2
    pad = [0] * (d - 2)
    return _rows([[1, 0, *pad], [-half, height, *pad], [-half, -height, *pad]])


def _confirm(claim: Claim, states: States, system: Any, tokens: Any) -> dict[str, Any] | str:
    """The smallest exact state of the family for which the property is shown to fail, or why none is."""

    def shows(changed: System, state: Any) -> Any:
        if len(state) < states.ensemble.fewest or not states.ensemble.holds(quantities(changed)):
            return None
        seen = State(changed, FLOAT64.asarray(state, None))
        return state if states.family.contains(seen) and states.says.lacking(seen) > 0 else None

    exact = is_exact(system)
    attempts = [(system, tokens)] if exact else [shrink(system, tokens, shows), (system, tokens)]
    why = ""
    for small, state in attempts:
        whole = small if exact else exactly(small)
        example = describe(claim.id.split("~")[0], whole, state, "", f"{engine('python-flint')} and {engine('sympy')}")
        holds, lines = recheck(states, Counterexample(example))
        if holds:
            example["explanation"] = f"{in_words(whole, state)} {lines[-1]}"
            return example
        why = "; ".join(lines)
    return why


def recheck(states: States, example: Counterexample) -> tuple[bool, list[str]]:
    """Hypotheses, membership of the family and the failing property again, from anyone's numbers."""
    member = belongs(states.ensemble, example)
    tokens = example.tokens()
    inside = member and tokens is not None and states.family.contains(State(example.system(), tokens))
    article = "an" if states.family.name[0] in "aeiou" else "a"
    lines = [
        f"the system satisfies the hypotheses: {'yes' if member else 'not shown'}",
        f"the state is {article} {states.family.name}: {'yes' if inside else 'not shown'}",
    ]
    if not (member and inside):
        return False, lines
    certificate = states.says.refute(example)
    return certificate.holds is True, [*lines, certificate.detail]
