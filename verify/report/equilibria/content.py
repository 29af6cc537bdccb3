"""The tables of a report on a search, and its plain-language summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from verify.equilibria.search.document import sizes
from verify.equilibria.search.found import Equilibria, Found
from verify.report.tables import Column, Table

KINDS = ("consensus", "bipartite", "clustering", "polygonal", "mixed")
ENDS = {
    "consensus": "a consensus",
    "bipartite": "a bipartite consensus",
    "clustering": "a clustering",
    "polygonal": "a polygonal equilibrium",
    "mixed": "a mixed equilibrium",
}
SHOWN = 24
"""Rows that the page shows; the CSV has all."""


def measure(result: Equilibria) -> str:
    """What decides, by the kind of time."""
    return "spectral abscissa" if result.system.is_flow else "spectral radius"


def kind(entry: Found) -> str:
    """The kind as it is told."""
    return entry.kind if entry.isolated else f"{entry.kind} family"


def equilibria(result: Equilibria) -> Table:
    """One row for each equilibrium, in the order of the JSON."""
    name = measure(result)
    columns = [
        Column("number", "#"),
        Column("kind", "kind"),
        Column("sizes", "sizes"),
        Column("rank", "rank"),
        Column(name.replace(" ", "_"), "growth"),
        Column("verdict", "verdict"),
        Column("hits", "hits"),
        Column("share_low", "at least", 3),
        Column("share_high", "at most", 3),
        Column("certified", "certified"),
        Column("unique_within", "unique in", 2),
        Column("basin", "basin", 3),
    ]
    rows = []
    for number, entry in enumerate(result):
        growth = entry.growth if abs(entry.growth) != float("inf") else None
        told = [number, kind(entry), sizes(entry), entry.rank, growth, entry.verdict, entry.hits]
        rows.append([*told, *result.interval(entry), entry.certified, entry.radius, entry.basin_radius])
    about = (
        f"What was found, up to permutations of the tokens and sign; growth is the {name} on the tangent space. Hits are uniform starts "
        "whose trajectory ended there, then Wilson's 95 % interval of their share. Within the radius of uniqueness there is no other "
        "equilibrium, and every start with each token within the angle of the basin (in radians) of its place converges: both proved."
    )
    return Table("equilibria", about, columns, rows)


def kinds(result: Equilibria) -> Table:
    """The same counted by kind."""
    from scipy.stats import binomtest

    columns = [
        Column("kind", "kind"),
        Column("found", "found"),
        Column("stable", "stable"),
        Column("marginal", "marginal"),
        Column("unstable", "unstable"),
        Column("certified", "certified"),
        Column("hits", "hits"),
        Column("share_low", "at least", 3),
        Column("share_high", "at most", 3),
    ]
    rows = []
    for name in KINDS:
        entries = [entry for entry in result if entry.kind == name]
        if not entries:
            continue
        verdicts = Counter(entry.verdict for entry in entries)
        hits = sum(entry.hits for entry in entries)
        ends = (0.0, 1.0)
        if result.starts:
            found = binomtest(hits, result.starts).proportion_ci(0.95, method="wilson")
            ends = (float(found.low), float(found.high))
        counts = [verdicts[word] for word in ("stable", "marginal", "unstable")]
        rows.append([name, len(entries), *counts, sum(entry.certified for entry in entries), hits, *ends])
    return Table(
        "kinds",
        "Counted by kind; hits and the 95 % interval of their share are those of all of a kind together.",
        columns,
        rows,
    )


def tokens(result: Equilibria, entries: Iterable[int]) -> Table:
    """The coordinates of the tokens of some equilibria, the full digits in the CSV."""
    found = list(result)
    columns = [Column("equilibrium", "#"), Column("token", "token")]
    columns += [Column(f"x{a}", f"coordinate $x_{{{a}}}$") for a in range(result.system.dimension)]
    rows = [[e, i, *map(float, token)] for e in entries for i, token in enumerate(found[e].tokens)]
    return Table("tokens", "Tokens of the stable equilibria.", columns, rows)


def facts(result: Equilibria) -> list[tuple[str, str]]:
    """What was found, what to expect, how certain, in words."""
    stable = Counter(entry.kind for entry in result.stable)
    told = ", ".join(f"{stable[name]} {name}" for name in KINDS if stable[name]) or "none"
    hits: Counter[str] = Counter()
    for entry in result:
        hits[entry.kind] += entry.hits
    shares = (
        [f"{hits[name] / result.starts:.1%} at {ENDS[name]}" for name in KINDS if hits[name]] if result.starts else []
    )
    rest = result.undecided / result.starts if result.starts else 0.0
    cycles = f", of them {result.two_cycles} on cycles of period two" if result.two_cycles else ""
    ended = f"{'; '.join(shares)}; " if shares else ""
    proved = sum(entry.certified for entry in result)
    sure = sum(entry.certified for entry in result.stable)
    return [
        ("What was found.", f"{len(result)} equilibria, {len(result.stable)} of them stable: {told}."),
        (
            "What to expect of a start.",
            f"Of {result.starts} uniform starts ended {ended}{rest:.1%} at none ({result.undecided} starts{cycles}).",
        ),
        (
            "How certain.",
            f"{proved} of {len(result)} are certified in ball arithmetic (existence, local uniqueness, stability), {sure} of the "
            f"{len(result.stable)} stable ones."
            + ("" if proved == len(result) else " What is not certified was found and judged in floats.")
            + ("" if proved else " `--certify` proves what can be proved."),
        ),
    ]


def limits(result: Equilibria) -> list[str]:
    """What the search cannot promise."""
    n, d = result.tokens, result.system.dimension
    upper = 1 - 0.05 ** (1 / result.starts) if result.starts else 1.0
    found = [
        "A search is never complete: an equilibrium that no start led to is not in the table. An attractor without a hit has, at 95 %, a "
        f"basin of less than {upper:.2%} of all starts, or else a start would have found it.",
        "Hits estimate basins under uniform independent starts on the spheres; other distributions of starts have other shares.",
        "A start that passes a saddle slowly is undecided and no hit, so that shares do not sum to one.",
        f"Saddles and repellers come from Newton's method, started near states of few places; of the {n * (d - 1)}-dimensional space "
        "of states most was never looked at.",
    ]
    if any(not entry.isolated for entry in result):
        found.append(
            "Families stand for a continuum of equilibria, or for degenerate ones; one member of each is listed."
        )
    if result.not_fixed:
        found.append(f"{result.not_fixed} zeros of the field are no fixed points of the step and are not listed.")
    return found
