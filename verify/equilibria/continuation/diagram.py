"""Bifurcation diagrams as SVG, the same bytes every time; readable in print and without colour."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np

from verify.equilibria.continuation.branch import Branch, Point
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
    height = {"spread": _spread, "growth": _growth}[measure]
    said: set[str] = set()
    for branch in branches:
        for run, verdict in _runs(branch.points):
            label = {"stable": "stable", "unstable": "unstable", "marginal": "marginal", "none": "no fixed point"}[
                verdict
            ]
            axes.plot(
                [point.parameter for point in run],
                [height(point) for point in run],
                STYLES[verdict],
                color=BLUE if verdict == "stable" else INK,
                lw=2.0 if verdict == "stable" else 1.2,
                label=None if label in said else label,
            )
            said.add(label)
    for branch in branches:
        for event in branch.events:
            mark, name = MARKS[event.kind]
            near = min(branch.points, key=lambda point: abs(point.arclength - event.arclength))
            level = _spread_of(event.tokens) if measure == "spread" else height(near)
            axes.plot(
                event.parameter,
                level,
                mark,
                color=RED,
                mfc=RED if event.certificate is not None else "white",
                ms=6,
                ls="none",
                label=None if name in said else name,
            )
            said.add(name)
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


def _runs(points: Sequence[Point]) -> list[tuple[list[Point], str]]:
    """Consecutive points of one verdict; each run begins with the last point of the one before, so that no gap is left."""
    runs: list[tuple[list[Point], str]] = []
    for point in points:
        verdict = point.verdict or "none"
        if runs and runs[-1][1] == verdict:
            runs[-1][0].append(point)
        else:
            runs.append(([runs[-1][0][-1], point] if runs else [point], verdict))
    return runs


def _spread(point: Point) -> float:
    return _spread_of(point.tokens)


def _spread_of(tokens: np.ndarray) -> float:
    return float(1 - (tokens.mean(axis=0) ** 2).sum())


def _growth(point: Point) -> float:
    return float("nan") if point.growth is None else point.growth
