"""The stability report as Markdown: the same bytes for the same input."""

from __future__ import annotations

from verify.equilibria.stability import Stability
from verify.equilibria.summary import TOTAL_WORDS, conclusion, count, heading, rows, shown


def markdown(result: Stability, sources: list[str]) -> str:
    """The report.

    Args:
        result: what is reported.
        sources: remarks on where the matrices came from, in words.
    """
    found, hidden = shown(rows(result))
    measure = "spectral abscissa" if result.problem.step_size is None else "spectral radius"
    lines = ["# Stability of the sign states", "", f"{heading(result)[0].upper()}{heading(result)[1:]}.", ""]
    remarks = [*sources, *result.notes]
    lines += [f"- {remark}" for remark in remarks] + ([""] if remarks else [])
    lines += [conclusion(result), "", "## Eigenvectors", ""]
    lines += [
        f"`c` is the attention score of the eigenvector with itself; behind a consensus stands its {measure}; a split "
        "`4+2` has 4 tokens at one end and 2 at the other.",
        "",
        "| # | eigenvalue | c | consensus | stable splits | other splits |",
        "|---:|---:|---:|---|---|---|",
    ]
    lines += [
        f"| {row.eigenvector} | {row.eigenvalue:.10g} | {row.score:.6g} | {row.consensus} "
        f"| {row.stable} | {row.other} |"
        for row in found
    ]
    if hidden:
        lines += ["", f"{hidden} more eigenvectors without a stable state are in `stability.json`."]
    totals = result.totals()
    lines += ["", "## Counts", "", "| states | number |", "|---|---:|"]
    lines += [f"| {word} | {count(totals, name, result.problem.tokens)} |" for name, word in TOTAL_WORDS.items()]
    return "\n".join(lines) + "\n"
