"""The tables of a stability report."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from verify.equilibria.counts import EXACT_UP_TO, states, states_log2
from verify.equilibria.stability import LISTED_UP_TO, Stability, decided
from verify.equilibria.summary import TOTAL_WORDS, rows
from verify.report.stability.basins import Basins, interval
from verify.report.stability.criterion import Interval, over_score
from verify.report.stability.regions import WIDEST_SCORE, Diagram
from verify.report.tables import Column, Table

MOST_TOKENS = 40
"""Numbers of tokens up to which stable states are counted for every number of tokens."""
MOST_KINDS = 12
"""Ends of starts that are told one by one; the rarer splits are told together."""
FAR = 1e6
"""Step sizes and ratios beyond are told as infinity."""
SPLIT_HEAD = Column("split", "split")


def measure(result: Stability) -> str:
    """What decides, by the kind of time."""
    return "spectral abscissa" if result.problem.step_size is None else "spectral radius"


def eigenvectors(result: Stability) -> Table:
    """One row for each real eigenvector."""
    entries = {e.eigenvector: e for e in result if e.low == 0}
    step = result.problem.step_size
    columns = [
        Column("eigenvector", "vector $k$"),
        Column("eigenvalue", r"eigenvalue $\lambda_k$", 10),
        *([] if step is None else [Column("one_plus", r"factor $1 + \alpha\lambda_k$")]),
        Column("score", "score $c_k$"),
        Column("consensus", "consensus"),
        Column(measure(result).replace(" ", "_"), measure(result)),
        Column("stable_splits", "stable splits"),
        Column("other_splits", "other splits"),
    ]
    found = []
    for row in rows(result):
        entry = entries[row.eigenvector]
        outcome = entry.outcome
        word = outcome.verdict or f"no fixed point: {(outcome.note or '').replace('_', ' ')}"
        cells: list[Any] = [row.eigenvector, row.eigenvalue]
        cells += [] if step is None else [1 + step * row.eigenvalue]
        found.append([*cells, row.score, word, entry.radius, row.stable, row.other.replace("period_two", "period two")])
    about = f"Every real eigenvector of $V$; behind the verdict on its consensus stands the {measure(result)}"
    return Table(
        "eigenvectors", f"{about}. A split 4+2 has four tokens at one end and two at the other.", columns, found
    )


def every_state(result: Stability) -> Table:
    """Every entry, as in the JSON."""
    n = result.problem.tokens
    name = measure(result)
    columns = [
        Column("eigenvector", "vector $k$"),
        Column("eigenvalue", r"eigenvalue $\lambda_k$", 10),
        Column("kind", "kind"),
        Column("plus", "one end"),
        Column("minus", "other end"),
        Column("states", "states"),
        Column(name.replace(" ", "_"), name),
        Column("verdict", "verdict"),
        Column("certified", "certified"),
        Column("note", "note"),
    ]
    found = []
    for entry in result:
        ends = (entry.low, entry.high)
        plus = _range(n - entry.high, n - entry.low)
        many = str(states(n, *ends)) if n <= EXACT_UP_TO else f"2^{states_log2(n, *ends):.6g}"
        outcome = entry.outcome
        verdict = outcome.verdict or "no fixed point"
        cells = [outcome.kind, plus, _range(*ends), many, entry.radius, verdict, outcome.certified]
        note = None if outcome.note is None else outcome.note.replace("_", " ")
        found.append([entry.eigenvector, result.eigenvalues[entry.eigenvector], *cells, note])
    return Table(
        "states", "Every consensus and bipartite state up to sign and permutation of the tokens.", columns, found
    )


def _range(low: int, high: int) -> Any:
    return low if low == high else f"{low} to {high}"


def counts(result: Stability) -> Table:
    """How many of the ``2^n d`` sign states are what."""
    n, number = result.problem.tokens, len(result.eigenvalues)
    totals = result.totals()
    exact = n <= EXACT_UP_TO
    logs = {name: _log2(totals, name) for name in TOTAL_WORDS}
    whole = n + math.log2(number) if number else None
    found: list[list[Any]] = [["all sign states", 2**n * number if exact else None, whole]]
    for name, word in TOTAL_WORDS.items():
        found.append([word, int(totals[name]) if exact else None, logs[name]])
    columns = [Column("states", "states"), Column("number", "number"), Column("log2", r"$\log_2$ of it")]
    about = f"Numbers of sign states: $2^n$ patterns of signs at each of {number} real eigenvectors."
    return Table("counts", about, columns, found)


def _log2(totals: dict[str, Any], name: str) -> float | None:
    if totals[name] is None:
        return totals[f"{name}_log2"]
    number = int(totals[name])
    return math.log2(number) if number else None


def by_tokens(result: Stability) -> Table:
    """The same counts for every small number of tokens."""
    columns = [
        Column("tokens", "tokens $n$"),
        Column("sign_states", "sign states"),
        Column("equilibria", "equilibria"),
        Column("stable_consensus", "stable consensus"),
        Column("stable_bipartite", "stable bipartite"),
    ]
    number = len(result.eigenvalues)
    found = []
    for n in range(1, min(MOST_TOKENS, max(12, 2 * result.problem.tokens)) + 1):
        totals = decided(replace(result.problem, tokens=n), result.enclosure, listed=n <= LISTED_UP_TO).totals()
        fixed = sum(int(totals[name]) for name in ("consensus", "bipartite", "polygonal"))
        found.append([n, 2**n * number, fixed, int(totals["stable_consensus"]), int(totals["stable_bipartite"])])
    return Table("counts_by_tokens", "The same system with other numbers of tokens.", columns, found)


def ends(result: Stability, found: Basins) -> Table:
    """Where random starts ended."""
    columns = [
        Column("end", "where a start ends"),
        Column("eigenvector", "vector $k$"),
        SPLIT_HEAD,
        Column("starts", "starts"),
        Column("share", "share", 3),
        Column("low", "at least", 3),
        Column("high", "at most", 3),
    ]
    table: list[list[Any]] = []
    rare: Counter[tuple[str, int]] = Counter()
    for i, basin in enumerate(found.found):
        if i >= MOST_KINDS and basin.minus:
            rare[basin.word, basin.eigenvector] += basin.hits
            continue
        word, split = _end(result, basin.word, basin.minus, basin.eigenvector)
        k = None if basin.eigenvector < 0 else basin.eigenvector
        table.append([word, k, split, basin.hits, basin.hits / found.starts, basin.low, basin.high])
    for (word, k), hits in sorted(rare.items()):
        told = "bipartite consensus" if word == "sign state" else word
        table.append([told, k, "all rarer splits", hits, hits / found.starts, *interval(hits, found.starts)])
    about = (
        f"Ends of {found.starts} independent uniform random starts (seed {found.seed}), with exact (Clopper-Pearson) 95 % "
        "intervals, each for its row alone."
    )
    return Table("basins", about, columns, table)


def _end(result: Stability, word: str, minus: int, k: int) -> tuple[str, str | None]:
    if k < 0:
        return word, None
    n = result.problem.tokens
    if word == "sign state":
        word = "bipartite consensus" if minus else "consensus"
    return word, f"{n - minus}+{minus}"


def thresholds(result: Stability, made: Sequence[Diagram]) -> Table:
    """For each split that is drawn: where it would be stable if one number of the system changed and the others did not."""
    columns = [
        Column("eigenvector", "vector $k$"),
        SPLIT_HEAD,
        Column("now", "now"),
        Column("score", "stable for the scores $c_k$ in"),
        Column("step_size", r"for the step sizes $\alpha$ in"),
        Column("ratio", r"for the ratios $\lambda_j/|\lambda_k|$ in"),
    ]
    verdicts = {(e.eigenvector, s): e.outcome.verdict or "no fixed point" for e in result for s in (e.low, e.high)}
    found: dict[tuple[int, int], list[Any]] = {}
    for diagram in made:
        for region in diagram.regions:
            key = (diagram.eigenvector, region.split.minus)
            now = verdicts.get(key) or _covering(result, *key)
            scores = over_score(region.split, result.problem.step_size, (-WIDEST_SCORE, WIDEST_SCORE))
            row = found.setdefault(
                key, [diagram.eigenvector, region.name, now, _told(scores, WIDEST_SCORE), None, None]
            )
            row[4 if diagram.kind == "step" else 5] = _told(diagram.at_own_score(region, FAR), FAR)
    about = (
        "What would have to change: the open intervals in which a split is stable if one number of the system varies and the others "
        "stay; the intervals are roots of the exact criterion."
    )
    return Table("thresholds", about, columns, list(found.values()))


def _covering(result: Stability, k: int, minus: int) -> str:
    entry = next(e for e in result if e.eigenvector == k and e.low <= minus <= e.high)
    return entry.outcome.verdict or "no fixed point"


def _told(intervals: Sequence[Interval], widest: float = math.inf) -> str:
    def end(x: float) -> str:
        return f"{'−' if x < 0 else ''}∞" if abs(x) >= widest else f"{x:.6g}".replace("-", "−")

    return ", ".join(f"({end(low)}, {end(high)})" for low, high in intervals) or "none"


def unseen(found: Basins) -> float:
    """The upper end of the interval of a share without a hit."""
    return interval(0, found.starts)[1]
