"""The figures of a stability report with their titles, captions and alternative texts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from verify.equilibria.stability import Stability
from verify.report.pictures import Picture, drawn
from verify.report.stability import content, drawing, heatmap, region_figure, words
from verify.report.stability.regions import Diagram
from verify.report.tables import Table


def figures(result: Stability, tables: Sequence[Table], cells: heatmap.Heatmap) -> dict[str, Picture]:
    """The figures of one result by name; ``tables`` are those of the page."""
    by_name = {table.name: table for table in tables}
    made = {"spectrum": _spectrum(result)}
    if result.eigenvalues:
        made["heatmap"] = _heatmap(result, cells)
        made["counts"] = _counts(by_name["counts_by_tokens"], len(result.eigenvalues))
    return made | ({"basins": _basins(by_name["basins"])} if "basins" in by_name else {})


def _spectrum(result: Stability) -> Picture:
    values = result.eigenvalues
    alt = "V has no real eigenvalue."
    if values:
        alt = (
            f"The {len(values)} real eigenvalues of V in descending order, from {values[0]:.4g} to {values[-1]:.4g}, and the "
            "score of each eigenvector; the table below has the numbers."
        )
    caption = "Eigenvalues of $V$ and scores $c_k$. Large marks: the consensus at this eigenvector is stable."
    caption += r" Below the dashed line $1 + \alpha\lambda_k < 0$." if _flipping(result) else ""
    text = drawn(partial(drawing.spectrum, result), drawing.STYLE)
    return Picture("figures/spectrum.svg", "Eigenvalues and scores", alt, caption, text)


def _heatmap(result: Stability, cells: heatmap.Heatmap) -> Picture:
    flow, measure = result.problem.step_size is None, content.measure(result)
    boundary, stable = "0" if flow else "1", sum(c.verdict == "stable" for row in cells.cells for c in row)
    alt = (
        f"A grid of the {measure} of {len(cells.eigenvectors)} eigenvectors and {len(cells.minus)} splits; {stable} cells are "
        "stable. The numbers are in the table below."
    )
    caption = (
        f"The {measure} at each eigenvector (rows) and split of the tokens (columns). Framed cells with ● are stable, dotted ones "
        f"with = are on the boundary {boundary} or not decided, hatched ones are no fixed points; blue is below {boundary}, orange "
        f"above{'' if flow else ', and colours end at 2'}."
    )
    caption += " Dashed lines stand for rows that are left out." if cells.hidden else ""
    text = drawn(partial(heatmap.draw, result, cells), drawing.STYLE)
    title = f"{measure[0].upper()}{measure[1:]} by eigenvector and split"
    return Picture("figures/heatmap.svg", title, alt, f"{caption} {heatmap.left_out(cells)}".strip(), text)


def _counts(table: Table, real: int) -> Picture:
    alt = (
        "Base-2 logarithms of the numbers of sign states, equilibria and stable states against the number of tokens; the table has "
        "the numbers."
    )
    caption = f"Sign states, equilibria and stable states of this system for other numbers of tokens, out of $2^n \\cdot {real}$."
    text = drawn(partial(drawing.counts, table, real), drawing.STYLE)
    return Picture("figures/counts.svg", "Numbers of states by number of tokens", alt, caption, text)


def _basins(table: Table) -> Picture:
    alt = "Bars: the share of random starts that ended at each kind of state, with intervals; the table below has the numbers."
    caption = "Shares of uniform random starts by where they end; the black bars are exact 95 % intervals."
    text = drawn(partial(drawing.ends, table), drawing.STYLE)
    return Picture("figures/basins.svg", "Ends of random starts", alt, caption, text)


def _flipping(result: Stability) -> bool:
    step = result.problem.step_size
    return step is not None and any(1 + step * value < 0 for value in result.eigenvalues)


def region(result: Stability, diagram: Diagram) -> Picture:
    """One diagram of regions."""
    k, name = diagram.eigenvector, f"regions_{diagram.kind}_{diagram.eigenvector}"
    x, c = diagram.own
    inside = [
        region.name
        for region in diagram.regions
        if words.entry_at(result, k, region.split.minus).outcome.verdict == "stable"
    ]
    told = f"stable here: {', '.join(inside)}" if inside else "none of the drawn splits is stable here"
    if diagram.kind == "step":
        title = f"Step size and score, at eigenvector {k}"
        caption = (
            f"The pairs of step size and score $c_{{{k}}}$ for which a split at eigenvector {k} is stable, the eigenvalues being those of "
            rf"$V$. The star is this system, $c_{{{k}}} = {c:.4g}$; {told}."
        )
        if diagram.step is None:
            caption += r" The flow is the left edge, $\alpha \to 0$ (`beyond.two_times`)."
        ends = [end for piece in diagram.limit for end in piece if 0 < end < diagram.frame[1]]
        if ends:
            caption += rf" The consensus there is stable left of the dotted line, $\alpha < {max(ends):.6g}$."
    else:
        papers = r", the papers' $\lambda_2/\lambda_1$" if k == 0 else ""
        title = f"Ratio of eigenvalues and score, at eigenvector {k}"
        caption = (
            f"The same for the ratio $\\lambda_{{{diagram.other}}}/|\\lambda_{{{k}}}|${papers}, and the score; the step size and the "
            rf"smallest other eigenvalue stay, those between do not matter. "
            rf"The star is this system, ratio {x:.4g} and $c_{{{k}}} = {c:.4g}$; {told}."
        )
    splits = ", ".join(region.name for region in diagram.regions)
    alt = f"{title}: regions of stability of the splits {splits}; {told}. The table below has their ends."
    text = drawn(partial(region_figure.draw, diagram), drawing.STYLE)
    return Picture(f"figures/{name}.svg", title, alt, caption, text, f"tables/{name}.csv")
