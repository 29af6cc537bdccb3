"""The regions drawn: filled row by row, bounded by the exact ends of the rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from verify.report.figures import INK, RED, plain
from verify.report.stability.criterion import Interval
from verify.report.stability.drawing import canvas
from verify.report.stability.regions import Diagram, Region, Row

COLORS = ("#2b6cb0", "#2f855a", "#b7791f", "#805ad5")
LINES = ("-", "--", "-.", ":")


def draw(diagram: Diagram) -> Any:
    """One diagram."""
    figure = canvas(3.5, 5.8)
    axes = figure.subplots()
    low, high = diagram.frame
    for region, color, line in zip(diagram.regions, COLORS, LINES, strict=False):
        there = any(intervals for _, intervals in region.rows)
        label = region.name if there else f"{region.name}: nowhere here"
        axes.plot([], [], color=color, ls=line, lw=1.6, label=label)
        for run in runs(region):
            for i in range(len(run[0][1])):
                c = [row[0] for row in run]
                axes.fill_betweenx(
                    c, [row[1][i][0] for row in run], [row[1][i][1] for row in run], color=color, alpha=0.13, lw=0
                )
        for points in boundary(region, diagram.reach):
            axes.plot([x for x, _ in points], [c for _, c in points], color=color, ls=line, lw=1.6)
    _limit(axes, diagram)
    _own(axes, diagram)
    k = diagram.eigenvector
    if diagram.kind == "step":
        axes.set_xlabel(r"step size $\alpha$")
    else:
        axes.set_xlabel(rf"$\lambda_{{{diagram.other}}}/|\lambda_{{{k}}}|$")
    axes.set(ylabel=rf"score $c=v_{{{k}}}^{{T}}Av_{{{k}}}$", xlim=(low, high), ylim=diagram.scores)
    axes.axhline(0, color=INK, lw=0.6)
    plain(axes)
    axes.legend(
        frameon=False, fontsize=8, loc="upper left", bbox_to_anchor=(1.0, 1.0), title="stable inside:", alignment="left"
    )
    return figure


def _limit(axes: Any, diagram: Diagram) -> None:
    """Where the consensus loses its stability."""
    for piece in diagram.limit:
        if piece[1] < diagram.frame[1]:
            axes.axvline(piece[1], color=INK, lw=1, ls=(0, (1, 2)), label=rf"consensus: $\alpha<{piece[1]:.3g}$")


def _own(axes: Any, diagram: Diagram) -> None:
    x, c = diagram.own
    inside = diagram.scores[0] <= c <= diagram.scores[1]
    label = "this system" if inside else f"this system, at $c={c:.3g}$"
    place = min(max(c, diagram.scores[0]), diagram.scores[1])
    marker = "*" if inside else "^" if c > 0 else "v"
    axes.plot(
        [x], [place], marker=marker, ms=12, color=RED, mec="white", mew=0.8, ls="", label=label, clip_on=False, zorder=5
    )


def runs(region: Region) -> list[list[Row]]:
    """Neighbouring rows with the same number of intervals, none of them empty."""
    found: list[list[Row]] = []
    last = 0
    for row in region.rows:
        if row[1]:
            if len(row[1]) != last:
                found.append([])
            found[-1].append(row)
        last = len(row[1])
    return found


def boundary(region: Region, frame: Interval) -> list[list[tuple[float, float]]]:
    """Polylines ``(x, c)``: the ends of the rows that are no edges of what was solved, and what closes a run at its first and last row."""
    lines: list[list[tuple[float, float]]] = []
    places = {row[0]: i for i, row in enumerate(region.rows)}
    for run in runs(region):
        for i in range(len(run[0][1])):
            for side in (0, 1):
                lines += _pieces([(row[1][i][side], row[0]) for row in run], frame[side])
        for row, step in ((run[0], -1), (run[-1], 1)):
            index = places[row[0]] + step
            if not 0 <= index < len(region.rows):
                continue
            beyond = region.rows[index][1]
            lines += [[(a, row[0]), (b, row[0])] for piece in row[1] for a, b in without(piece, beyond) if b - a > 0]
    return [line for line in lines if len(line) > 1]


def _pieces(points: Sequence[tuple[float, float]], edge: float) -> list[list[tuple[float, float]]]:
    """The points that are not at the edge of the frame, cut where they are."""
    found: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point[0] == edge:
            found.append([])
        else:
            found[-1].append(point)
    return [piece for piece in found if piece]


def without(piece: Interval, others: Sequence[Interval]) -> list[Interval]:
    """An interval without the others."""
    left = [piece]
    for low, high in others:
        left = [part for a, b in left for part in ((a, min(b, low)), (max(a, high), b)) if part[0] < part[1]]
    return left
