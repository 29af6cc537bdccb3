"""A stability result in words: one row for each eigenvector, and a last sentence. Terminal and report share it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from verify.equilibria.counts import EXACT_UP_TO
from verify.equilibria.stability import Entry, Stability

SHOWN = 12
"""Eigenvectors without any stable state that a summary shows; the JSON has all."""


@dataclass(frozen=True)
class Row:
    """One eigenvector: its number, eigenvalue and score, and what happens at consensus and at the splits."""

    eigenvector: int
    eigenvalue: float
    score: float
    consensus: str
    stable: str
    other: str
    any_stable: bool


def rows(result: Stability) -> list[Row]:
    """All eigenvectors in descending order."""
    found = []
    for k, group in groupby(result, key=lambda entry: entry.eigenvector):
        entries = list(group)
        splits = entries[1:]
        stable = [entry for entry in splits if entry.outcome.verdict == "stable"]
        found.append(
            Row(
                k,
                result.eigenvalues[k],
                result.scores[k],
                _consensus(entries[0]),
                _ranges(result, stable) or "none",
                _others(result, splits),
                bool(stable) or entries[0].outcome.verdict == "stable",
            )
        )
    return found


def shown(found: list[Row]) -> tuple[list[Row], int]:
    """The rows with a stable state and the first ones without, and how many are left out."""
    quiet = [row.eigenvector for row in found if not row.any_stable]
    hidden = set(quiet[SHOWN:])
    return [row for row in found if row.eigenvector not in hidden], len(hidden)


def _consensus(entry: Entry) -> str:
    word = entry.outcome.verdict or f"no fixed point ({entry.outcome.note})"
    return word if entry.radius is None else f"{word} ({entry.radius:.6g})"


def _ranges(result: Stability, entries: Iterable[Entry]) -> str:
    """Splits as ``plus+minus``, neighbours joined."""
    n = result.problem.tokens
    joined: list[list[int]] = []
    for entry in entries:
        if joined and joined[-1][1] == entry.low - 1:
            joined[-1][1] = entry.high
        else:
            joined.append([entry.low, entry.high])
    parts = [f"{n - a}+{a}" if a == b else f"{n - a}+{a} .. {n - b}+{b}" for a, b in joined]
    return ", ".join(parts)


def _others(result: Stability, splits: list[Entry]) -> str:
    parts = []
    labels = (("unstable", False), ("marginal", False), ("unstable", True), ("marginal", True))
    for verdict, polygonal in labels:
        chosen = [
            entry
            for entry in splits
            if entry.outcome.verdict == verdict and (entry.outcome.kind == "polygonal") == polygonal
        ]
        if chosen:
            parts.append(f"{verdict}{' (polygonal)' if polygonal else ''}: {_ranges(result, chosen)}")
    for note in ("period_two", "collapses", "undefined"):
        chosen = [entry for entry in splits if entry.outcome.note == note]
        if chosen:
            parts.append(f"no fixed point ({note}): {_ranges(result, chosen)}")
    return "; ".join(parts) or "none"


def heading(result: Stability) -> str:
    """The system in one line."""
    problem = result.problem
    time = "continuous time" if problem.step_size is None else f"discrete time, step size {problem.step_size!r}"
    name = "Oja system (uniform attention)" if problem.system == "oja" else "single-head attention"
    key = ", query-key identity" if problem.system == "attention" and problem.query_key is None else ""
    return f"{name}{key}, {time}, {problem.tokens} tokens, dimension {problem.dimension}"


def count(totals: dict[str, Any], name: str, tokens: int) -> str:
    """A number of states, exact or as a power of two."""
    if tokens <= EXACT_UP_TO:
        return totals[name] if len(totals[name]) <= 15 else f"{int(totals[name]):.3e}".replace("e+", "e")
    log = totals[f"{name}_log2"]
    if log is None:
        return "0"
    return f"about 2^{log:.6g}" if 40 < log < 1e5 else f"about 2^{log:.1f}" if log > 40 else f"{2**log:.0f}"


def conclusion(result: Stability) -> str:
    """What it means, for somebody who has not read the papers."""
    totals, n = result.totals(), result.problem.tokens
    at = sorted({e.eigenvector for e in result if e.outcome.kind == "consensus" and e.outcome.verdict == "stable"})
    split = sorted({e.eigenvector for e in result if e.outcome.kind == "bipartite" and e.outcome.verdict == "stable"})
    if at:
        first = f"All tokens agreeing along eigenvector {', '.join(map(str, at))} is stable"
    else:
        first = "No state in which all tokens agree is proved stable"
    if split:
        second = (
            f"{count(totals, 'stable_bipartite', n)} states in which they split into two opposite groups are stable "
            f"too (eigenvector {', '.join(map(str, split[:6]))}{', ...' if len(split) > 6 else ''})"
        )
    else:
        second = "no state in which they split into two opposite groups is proved stable"
    undecided = sum(not entry.outcome.certified for entry in result)
    third = "Every verdict is certified." if not undecided else f"{undecided} entries are not certified."
    return f"{first}; {second}. {third}"


TOTAL_WORDS = {
    "stable_consensus": "stable consensus states",
    "stable_bipartite": "stable bipartite states",
    "consensus": "consensus equilibria",
    "bipartite": "bipartite equilibria",
    "polygonal": "polygonal equilibria",
    "not_fixed": "sign states that are not fixed points",
}
