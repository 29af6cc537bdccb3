"""Bifurcation diagrams as SVG, the same bytes every time; readable in print and without colour."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from verify.equilibria.continuation.branch import Branch, Event, Point
from verify.errors import InvalidInput
from verify.outputs import write_text

Measure = Literal["spread", "growth"]
STYLES = {"stable": "-", "unstable": "--", "marginal": "-.", "none": ":"}
MARKS = {
    "fold": ("s", "fold"),
    "symmetry_breaking": ("o", "symmetry breaking"),
    "branch_point": ("D", "branch point"),
    "hopf": ("^", "Hopf"),
    "neimark_sacker": ("^", "Neimark-Sacker"),
    "period_doubling": ("v", "period doubling"),
    "not_fixed": ("X", "no fixed point"),
}


def diagram(branches: Sequence[Branch], path: str | Path, *, measure: Measure = "spread") -> None:
    """Draw branches of one parameter: stable parts solid, unstable ones dashed, events marked and named.

    Args:
        branches: at least one, all of the same parameter.
        path: of the SVG file.
        measure: ``spread``, the mean squared distance of the tokens from their mean, 0 at a consensus and 1 where they
            balance; or ``growth``, the spectral abscissa or radius.

    Raises:
        InvalidInput: for no branch, branches of different parameters, or a file that cannot be written.
    """
    from verify.report.figures import svg

    write_text(path, svg(drawn(branches, measure)))


def drawn(branches: Sequence[Branch], measure: Measure = "spread") -> Any:
    """The figure of :func:`diagram`, for a page that embeds it."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    from verify.report.figures import BLUE, INK, RED

    names = {branch.parameter.label for branch in branches}
    if len(names) != 1:
        raise InvalidInput(f"{len(names)} parameters in a bifurcation diagram; expected branches of one")
    figure = Figure(figsize=(6.4, 4.2), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    said: set[str] = set()

    def once(label: str) -> str | None:
        new = label not in said
        said.add(label)
        return label if new else None

    for verdict in ("stable", "unstable", "marginal", "none"):  # the order of the legend
        for branch in branches:
            for run in (run for run, of in _runs(branch) if of == verdict):
                axes.plot(
                    [item.parameter for item in run],
                    [_height(item, measure) for item in run],
                    STYLES[verdict],
                    color=BLUE if verdict == "stable" else INK,
                    lw=2.0 if verdict == "stable" else 1.2,
                    label=once("no fixed point" if verdict == "none" else verdict),
                )
    for branch in branches:
        for event in branch.events:
            mark, name = MARKS[event.kind]
            filled = RED if event.certificate is not None else "white"
            level = _height(event, measure)
            axes.plot(event.parameter, level, mark, color=RED, mfc=filled, ms=6, ls="none", label=once(name))
    continuous = all(branch.continuous for branch in branches)
    growth = "spectral abscissa" if continuous else "spectral radius"
    axes.set(xlabel=next(iter(names)), ylabel="spread of the tokens" if measure == "spread" else growth)
    if measure == "growth":
        axes.axhline(0 if continuous else 1, color=INK, lw=0.6)
    axes.margins(y=0.12)
    axes.spines[["top", "right"]].set_visible(False)
    figure.legend(frameon=False, fontsize=8, ncols=4, loc="outside upper left")
    figure.text(0.995, 0.005, "filled marks are certified", ha="right", va="bottom", fontsize=7, color=INK)
    return figure


def _runs(branch: Branch) -> list[tuple[list[Point | Event], str]]:
    """The branch cut where its verdict changes, at the events: pieces that share their ends."""
    everything: list[Point | Event] = [*branch.points, *branch.events]
    items = sorted(everything, key=lambda item: item.arclength)
    runs: list[tuple[list[Point | Event], str]] = []
    for first, last in itertools.pairwise(items):
        if isinstance(first, Event):
            verdict = _word(first.unstable[1])
        elif isinstance(last, Event):
            verdict = _word(last.unstable[0])
        else:
            verdict = last.verdict or "none"
        if runs and runs[-1][1] == verdict:
            runs[-1][0].append(last)
        else:
            runs.append(([first, last], verdict))
    return runs


def _word(unstable: int | None) -> str:
    return "none" if unstable is None else "unstable" if unstable else "stable"


def _height(item: Point | Event, measure: Measure) -> float:
    if measure == "spread":
        return float(1 - (item.tokens.mean(axis=0) ** 2).sum())
    return math.nan if item.growth is None else item.growth
