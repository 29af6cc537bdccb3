"""A stability result in plain language: what is stable, what to expect of a start, how certain it is, what to watch for."""

from __future__ import annotations

from collections import Counter

from verify.equilibria.stability import Entry, Stability
from verify.equilibria.summary import count, rows
from verify.report.stability.basins import Basins, interval

MOST_NAMED = 6
NOTES = {
    "period_two": "the step takes them to their opposite and back (a cycle of period two)",
    "collapses": "one step throws both groups to the same end",
    "undefined": "one group's step has length zero",
}


def stable_states(result: Stability) -> str:
    """What is stable, of how many."""
    totals, n = result.totals(), result.problem.tokens
    real = len(result.eigenvalues)
    many = f"{real * 2**n}" if n <= 40 else f"2^{n} times {real}"
    first = (
        f"There are {many} sign states: all {n} tokens at plus or minus one eigenvector of V. "
        if n > 1
        else f"A single token can rest at plus or minus each of {_number(real, 'real eigenvector')} of V. "
    )
    if not real:
        return "V has no real eigenvalue, so that there are no sign states."
    consensus, bipartite = _at(result, "consensus"), _at(result, "bipartite")
    parts = []
    if consensus:
        parts.append(f"{count(totals, 'stable_consensus', n)} in which all tokens agree ({_named(consensus)})")
    if bipartite:
        splits = "; ".join(
            f"{row.stable.replace(' .. ', ' to ')} at eigenvector {row.eigenvector}"
            for row in rows(result)
            if row.stable != "none"
        )
        parts.append(f"{count(totals, 'stable_bipartite', n)} in which they split into two opposite groups ({splits})")
    if not parts:
        return f"{first}None of them is proved stable."
    return f"{first}Stable are {' and '.join(parts)}; no other is proved stable."


def _at(result: Stability, kind: str) -> list[int]:
    return sorted({e.eigenvector for e in result if e.outcome.kind == kind and e.outcome.verdict == "stable"})


def _named(numbers: list[int]) -> str:
    more = ", …" if len(numbers) > MOST_NAMED else ""
    return f"eigenvector{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers[:MOST_NAMED]))}{more}"


def _number(number: int, one: str) -> str:
    return f"{number} {one}{'' if number == 1 else 's'}"


def expectation(result: Stability, found: Basins | None) -> str:
    """What to expect of a random start."""
    if found is None:
        return (
            f"Where a random start ends was not simulated: {result.problem.tokens} tokens in dimension {result.problem.dimension} "
            "are too many for a report."
        )
    kinds: Counter[str] = Counter()
    for basin in found.found:
        word = basin.word
        if word == "sign state":
            word = "in two opposite groups" if basin.minus else "with all tokens agreeing"
        else:
            word = {
                "two-cycle at a sign state": "flipping between a sign state and its opposite",
                "other equilibrium": "at an equilibrium that is no sign state",
                "other two-cycle": "on another cycle of period two",
                "not decided": f"nowhere within {found.steps} steps",
            }[word]
        kinds[word] += basin.hits
    parts = []
    for word, hits in sorted(kinds.items(), key=lambda item: (-item[1], item[0])):
        low, high = interval(hits, found.starts)
        parts.append(f"{hits / found.starts:.1%} {word} (95 % interval {low:.1%} to {high:.1%})")
    return f"Of {found.starts} random starts ended {'; '.join(parts)}."


def certainty(result: Stability) -> str:
    """How certain all this is."""
    entries = list(result)
    proved = sum(e.outcome.certified for e in entries)
    if proved == len(entries):
        first = (
            "Every verdict on a sign state is certified: ball arithmetic about the exact binary numbers that were read."
        )
    else:
        first = (
            f"{proved} of {len(entries)} entries are certified by ball arithmetic about the exact binary numbers that were read; "
            "the others are not decided by it."
        )
    return (
        f"{first} Shares of starts are estimates from a simulation in floats. States of other kinds are not listed here: "
        "`verify equilibria` searches for them."
    )


def warnings(result: Stability) -> list[str]:
    """What a reader may trip over."""
    found = []
    step, values = result.problem.step_size, result.eigenvalues
    negative = sum(value < 0 for value in values)
    if negative:
        found.append(f"{_number(negative, 'eigenvalue')} of {len(values)} {'is' if negative == 1 else 'are'} negative.")
    if values and values[0] <= 0:
        found.append("No real eigenvalue is positive: the papers assume that the largest is (Assumption 1).")
    if step is not None:
        found += _steps(result, step)
    marginal = [e for e in result if e.outcome.verdict == "marginal"]
    if marginal:
        exact = sum(e.outcome.certified for e in marginal)
        told = (
            "exactly on the boundary" if exact == len(marginal) else "on the boundary, or too near to it to be decided"
        )
        verb = "entry lies" if len(marginal) == 1 else "entries lie"
        found.append(f"{len(marginal)} {verb} {told}: linearisation says nothing of them.")
    polygonal = sum(e.outcome.kind == "polygonal" for e in result)
    if polygonal:
        found.append(
            f"At {_number(polygonal, 'eigenvector')} the even split attends uniformly: it is a polygonal equilibrium, one of a continuum."
        )
    if result.complex_eigenvalues:
        pairs = _number(len(result.complex_eigenvalues) // 2, "complex pair")
        found.append(
            f"V is not symmetric and has {pairs} of eigenvalues: no sign state belongs to them, and tokens may rotate in their planes."
        )
    return found


def _steps(result: Stability, step: float) -> list[str]:
    values = [*result.eigenvalues, *result.complex_eigenvalues]
    rho, found = max(map(abs, values)), []
    flipping = [value for value in result.eigenvalues if 1 + step * value < 0]
    if flipping:
        found.append(
            f"At {_number(len(flipping), 'eigenvector')} $1 + \\alpha\\lambda_k < 0$: agreeing tokens flip there at each step. That is a "
            "cycle of period two and no equilibrium (`power_method.theorem_2`)."
        )
    if step * rho >= 1:
        found.append(
            f"The step is long: $\\alpha\\rho(V) = {step * rho:.4g}$ is not below 1. Sign states need not be equilibria, and what holds "
            "for short steps need not hold (`power_method.lemma_13`)."
        )
    states = Counter(e.outcome.note for e in result if e.outcome.note)
    if states:
        found.append(
            f"Sign states that are no fixed points: {'; '.join(NOTES[note] for note in NOTES if note in states)}."
        )
    return found


def entry_at(result: Stability, k: int, minus: int) -> Entry:
    """The entry that a split of an eigenvector is in."""
    return next(e for e in result if e.eigenvector == k and e.low <= minus <= e.high and (minus == 0) == (e.low == 0))
