"""The result of a search in words, for the terminal and as Markdown: the same bytes for the same result."""

from __future__ import annotations

from collections import Counter
from typing import Any

from verify.equilibria.search.found import Equilibria, Found

HEADINGS = (
    "kind",
    "sizes",
    "rank",
    "growth",
    "verdict",
    "hits",
    "share (95 %)",
    "certified",
    "unique within",
    "basin (rad)",
)


def heading(result: Equilibria) -> str:
    """What was searched."""
    flow = result.system.is_flow
    time = "continuous time" if flow else f"discrete time, step size {float(result.system.step_size)}"
    name = type(result.system).__name__.lower().replace("attention", "single-head attention")
    return (
        f"{name}, {time}, {result.tokens} tokens, dimension {result.system.dimension}, {result.starts} uniform starts"
    )


def sizes(entry: Found) -> str:
    """``6+4``, or ``10 different`` where all clusters are single tokens."""
    if len(entry.sizes) > 4 and set(entry.sizes) == {1}:
        return f"{len(entry.sizes)} different"
    return "+".join(map(str, entry.sizes))


def cells(result: Equilibria, entry: Found) -> list[str]:
    """One row of the table."""
    low, high = result.interval(entry)
    return [
        entry.kind if entry.isolated else f"{entry.kind} family",
        sizes(entry),
        "" if entry.rank is None else str(entry.rank),
        f"{entry.growth:.6g}",
        entry.verdict,
        str(entry.hits),
        f"{low:.3f}-{high:.3f}",
        "yes" if entry.certified else "no",
        "" if entry.radius is None else f"{entry.radius:.2g}",
        "" if entry.basin_radius is None else f"{entry.basin_radius:.3g}",
    ]


def conclusion(result: Equilibria) -> str:
    """How many are stable, which share of the starts did not converge, and that there may be more."""
    stable = Counter(entry.kind for entry in result.stable)
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(stable.items())) or "none"
    proved = sum(entry.certified for entry in result.stable)
    proof = f"; {proved} of the stable ones are certified" if proved else ""
    share = f"{result.undecided / result.starts:.1%}" if result.starts else "none"
    cycles = f" ({result.two_cycles} at cycles of period two)" if result.two_cycles else ""
    return (
        f"{len(result)} equilibria found, up to permutations of the tokens and sign; stable: {told}{proof}. "
        f"{result.undecided} of {result.starts} starts ({share}) did not converge to an attracting equilibrium{cycles}. "
        "A search is never complete."
    )


def events(result: Equilibria) -> list[str]:
    """Each event of the branches that were followed, one line."""
    lines = []
    for number, branch in enumerate(result.branches, 1):
        for event in branch["events"]:
            lines.append(f"branch {number}: {_event(event)}")
        if not branch["events"]:
            lines.append(f"branch {number}: no change of stability and no fold in the range")
    return lines


def _event(event: dict[str, Any]) -> str:
    at = event.get("parameter", event.get("value"))
    proof = "certified" if event.get("certified") else "not certified"
    return f"{event['kind']} at {at:.10g} ({proof})"


def markdown(result: Equilibria, sources: list[str], *, diagram: bool = False) -> str:
    """The report.

    Args:
        result: of the search.
        sources: remarks on where the matrices came from.
        diagram: whether ``branches.svg`` stands beside it.
    """
    text = heading(result)
    lines = ["# Equilibria", "", f"{text[0].upper()}{text[1:]}, seed {result.seed}.", ""]
    lines += [f"- {source}" for source in sources] + ([""] if sources else [])
    lines += [conclusion(result), ""]
    lines += ["| " + " | ".join(HEADINGS) + " |", "|" + "---|" * len(HEADINGS)]
    lines += ["| " + " | ".join(cells(result, entry)) + " |" for entry in result]
    measure = "spectral abscissa" if result.system.is_flow else "spectral radius"
    lines += [
        "",
        f"Growth is the {measure} on the tangent space. Hits are uniform starts whose trajectory ended there, with Wilson's 95 % "
        "interval of their share. An equilibrium is the only one with all tangent coordinates within the radius of uniqueness, and every "
        "start with each token within the basin's angle of its place converges to it: both are proved in ball arithmetic where they are "
        "given.",
    ]
    notes = sorted({entry.note for entry in result if entry.note})
    lines += ["", "## Notes", "", *(f"- {note}" for note in notes)] if notes else []
    if result.branches:
        lines += ["", "## Branches", "", *(f"- {line}" for line in events(result))]
        lines += ["", "![Bifurcation diagram](branches.svg)"] if diagram else []
    return "\n".join(lines) + "\n"
