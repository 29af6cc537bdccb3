"""``verify equilibria --report DIR``: a page, its figures, and every table in files, the same bytes for the same input."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from verify.equilibria.search.document import events, heading, markdown
from verify.equilibria.search.found import Equilibria
from verify.outputs import json_text, write_text
from verify.report import citation
from verify.report.equilibria import content, drawing
from verify.report.pictures import Picture, drawn
from verify.report.stability.drawing import STYLE
from verify.report.tables import files

LATEX_ROWS = 2000
"""Rows beyond which a table is written as CSV only."""


def write(result: Equilibria, branches: Sequence[Any], sources: Sequence[str], folder: Path) -> list[Path]:
    """Write the report and return its files.

    Args:
        result: of the search.
        branches: that were followed in a parameter.
        sources: remarks on where the matrices came from, in words.
        folder: where to; it is made.

    Raises:
        InvalidInput: if a file cannot be written.
    """
    written = {folder / name: text for name, text in report(result, branches, sources).items()}
    for path, text in written.items():
        write_text(path, text)
    return list(written)


def report(result: Equilibria, branches: Sequence[Any] = (), sources: Sequence[str] = ()) -> dict[str, str]:
    """The texts of the report by path below its folder; ``index.html`` is the page."""
    from verify.report.site.environment import render

    stable = [number for number, entry in enumerate(result) if entry.verdict == "stable"]
    tables = [content.equilibria(result), content.kinds(result), content.tokens(result, stable)]
    figures = _figures(result, branches)
    text = heading(result)
    page = render(
        "equilibria.html",
        title="Equilibria of every kind",
        alone=True,
        heading=f"{text[0].upper()}{text[1:]}, seed {result.seed}",
        sources=sources,
        facts=content.facts(result),
        limits=content.limits(result),
        notes=sorted({entry.note for entry in result if entry.note}),
        events=events(result),
        figures=figures,
        undrawn=_undrawn(result),
        tables={table.name: table for table in tables},
        shown=tables[0].rows[: content.SHOWN],
        cite=citation.told(),
    )
    texts = {
        "index.html": page,
        "equilibria.md": markdown(result, list(sources), diagram=bool(branches)),
        "equilibria.json": json_text(result.to_dict()),
        "cite.bib": citation.bibtex(),
    }
    texts |= {figure.file: figure.svg for figure in figures.values()}
    long = {f"tables/{table.name}.tex" for table in tables if len(table.rows) > LATEX_ROWS}
    return texts | {name: text for name, text in files(tables).items() if name not in long}


def _figures(result: Equilibria, branches: Sequence[Any]) -> dict[str, Picture]:
    made = {}
    if any(entry.hits for entry in result):
        alt = "Bars: the share of the starts that ended at each attractor, with intervals; the table has the numbers."
        caption = "Shares of the uniform starts by where they end; bars are Wilson's 95 % intervals. Numbers are those of the table."
        text = drawn(partial(drawing.hits, result), STYLE)
        made["hits"] = Picture("figures/hits.svg", "Ends of uniform starts", alt, caption, text)
    if drawing.chosen(result):
        where = "circle" if result.system.dimension == 2 else "sphere"
        alt = f"The tokens of the first {len(drawing.chosen(result))} equilibria as points of the {where}; the table of tokens has them."
        caption = (
            f"Tokens of the first {len(drawing.chosen(result))} equilibria on the {where}; beside each place the number of tokens there. "
            "Dashed lines are eigenvectors of $V$."
        )
        text = drawn(partial(drawing.places, result), STYLE)
        made["places"] = Picture("figures/places.svg", f"Tokens on the {where}", alt, caption, text)
    if branches:
        from verify.equilibria.continuation.diagram import drawn as diagram

        alt = "A bifurcation diagram: branches of equilibria against the parameter; the events are listed below."
        text = drawn(partial(diagram, branches))
        caption = "Stable equilibria followed in a parameter: stable parts solid, unstable ones dashed, events marked."
        made["branches"] = Picture("branches.svg", "Branches", alt, caption, text)
    return made


def _undrawn(result: Equilibria) -> str:
    return f"Tokens are drawn in dimension 2 and 3 only; here the dimension is {result.system.dimension}."
