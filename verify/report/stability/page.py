"""``verify stability --report DIR``: a page, its figures, and every table in files, the same bytes for the same input."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from verify.equilibria.document import markdown
from verify.equilibria.stability import Stability
from verify.equilibria.summary import heading, shown
from verify.equilibria.summary import rows as summary_rows
from verify.outputs import json_text, write_text
from verify.report import citation
from verify.report.pictures import Picture
from verify.report.stability import captions, content, heatmap, words
from verify.report.stability.basins import Basins, basins
from verify.report.stability.regions import Diagram, diagrams
from verify.report.tables import Table, files

Say = Callable[[str], None]
LATEX_ROWS = 2000
"""Rows beyond which a table is written as CSV only."""


def silent(_line: str) -> None:
    """Nobody is told."""


def write(
    result: Stability, sources: Sequence[str], folder: Path, *, whole: bool = True, say: Say = silent
) -> list[Path]:
    """Write the report and return its files.

    Args:
        result: what is reported.
        sources: remarks on where the matrices came from, in words.
        folder: where to; it is made.
        whole: with every state, or only those of the eigenvectors that the page shows.
        say: is told what is done now.

    Raises:
        InvalidInput: if a file cannot be written.
    """
    written = {folder / name: text for name, text in report(result, sources, whole=whole, say=say).items()}
    for path, text in written.items():
        write_text(path, text)
    return list(written)


def report(result: Stability, sources: Sequence[str] = (), *, whole: bool = True, say: Say = silent) -> dict[str, str]:
    """The texts of the report by path below its folder; ``index.html`` is the page. Arguments of :func:`write`."""
    from verify.report.site.environment import render

    say("following random starts")
    found = basins(result)
    say("solving the criterion for the regions")
    made, shown_cells = diagrams(result), heatmap.heatmap(result)
    say("drawing")
    tables = _tables(result, made, found, shown_cells, whole=whole)
    figures = captions.figures(result, tables, shown_cells)
    regions = [captions.region(result, diagram) for diagram in made]
    visible, hidden = shown(summary_rows(result))
    numbers = {row.eigenvector for row in visible}
    text = heading(result)
    page = render(
        "stability.html",
        title="Stability of the sign states",
        alone=True,
        heading=f"{text[0].upper()}{text[1:]}",
        sources=[*sources, *result.notes],
        stable=words.stable_states(result),
        expectation=words.expectation(result, found),
        certainty=words.certainty(result),
        warnings=words.warnings(result),
        measure=content.measure(result),
        figures=figures,
        diagrams=regions,
        no_regions=_no_regions(result),
        tables={table.name: table for table in tables},
        eigenvector_rows=[row for row in tables[0].rows if row[0] in numbers],
        hidden=hidden,
        long_states=_too_long("tables/states.tex", tables),
        method=_method(found),
        cite=citation.told(),
    )
    texts = {
        "index.html": page,
        "stability.md": _markdown(result, sources, found, [*figures.values(), *regions]),
        "stability.json": json_text(_document(result, shown_cells, whole=whole)),
    }
    texts |= {figure.file: figure.svg for figure in (*figures.values(), *regions)}
    texts |= {name: text for name, text in files(tables).items() if not _too_long(name, tables)}
    texts |= {figure.csv: _curves(diagram) for figure, diagram in zip(regions, made, strict=True) if figure.csv}
    return texts | {"cite.bib": citation.bibtex()}


def _markdown(result: Stability, sources: Sequence[str], found: Basins | None, pictures: Sequence[Picture]) -> str:
    """The summary, what it means in plain language, and the figures with their captions."""
    lines = [markdown(result, list(sources)).rstrip("\n"), "", "## In short", ""]
    told = [
        words.stable_states(result),
        words.expectation(result, found),
        words.certainty(result),
        *words.warnings(result),
    ]
    lines += [f"- {line}" for line in told]
    for picture in pictures:
        lines += ["", f"## {picture.title}", "", f"![{picture.title}]({picture.file})", "", picture.caption]
    return "\n".join(lines) + "\n"


def summary(result: Stability, sources: Sequence[str], folder: Path) -> None:
    """Markdown and JSON alone: what an interrupted report keeps."""
    write_text(folder / "stability.md", markdown(result, list(sources)))
    write_text(folder / "stability.json", json_text(result.to_dict()))


def _document(result: Stability, cells: heatmap.Heatmap, *, whole: bool) -> dict[str, Any]:
    """The JSON; where it is not whole it says how many entries it lacks."""
    told = result.to_dict()
    if not whole:
        kept = [entry for entry in told["equilibria"] if entry["eigenvector"] in cells.eigenvectors]
        told["left_out"] = len(told["equilibria"]) - len(kept)
        told["equilibria"] = kept
    return told


def _too_long(name: str, tables: Sequence[Table]) -> bool:
    return name.endswith(".tex") and any(len(t.rows) > LATEX_ROWS and name.endswith(f"/{t.name}.tex") for t in tables)


def _tables(
    result: Stability, made: Sequence[Diagram], found: Basins | None, cells: heatmap.Heatmap, *, whole: bool
) -> list[Table]:
    tables = [content.eigenvectors(result), heatmap.table(result, cells)]
    tables += [content.every_state(result)] if whole else []
    tables += [content.thresholds(result, made)] if made else []
    tables += [content.counts(result), content.by_tokens(result)]
    return tables + ([content.ends(result, found)] if found is not None else [])


def _curves(diagram: Diagram) -> str:
    """The rows of a diagram: for each split and score its stable intervals."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    name = "step_size" if diagram.kind == "step" else "ratio"
    writer.writerow(["split", "score", f"{name}_from", f"{name}_to"])
    for region in diagram.regions:
        for c, intervals in region.rows:
            writer.writerows([region.name, repr(c), repr(low), repr(high)] for low, high in intervals)
    return held.getvalue()


def _no_regions(result: Stability) -> str:
    if result.problem.tokens < 2:
        return "One token has no splits."
    if len(result.eigenvalues) < 2 and not result.complex_eigenvalues:
        return "In one dimension tokens cannot move: there is nothing to lose stability along."
    return "No eigenvector of this system can carry a stable split."


def _method(found: Basins | None) -> str:
    if found is None:
        return ""
    how = (
        f"at most {found.steps} steps"
        if found.step is None
        else f"at most {found.steps} steps of {found.step:.4g} of the classical Runge-Kutta method"
    )
    return (
        f"Each token starts uniformly on the sphere and is followed for {how}. A start has ended at a sign state when all tokens are "
        "within 1e-6 of one that is stable. The numbers of starts and steps are functions of the sizes alone. An attractor that no "
        "start reached "
        "may still exist: its basin then has, at 95 %, less than the upper end of the interval of no hits, "
        f"{content.unseen(found):.2%} of all starts."
    )
