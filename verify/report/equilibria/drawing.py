"""The tokens of equilibria on the circle or sphere, and the shares of the starts."""

from __future__ import annotations

from typing import Any

import numpy as np

from verify.equilibria.search.distinct import clusters
from verify.equilibria.search.document import sizes
from verify.equilibria.search.found import Equilibria, Found, layer_matrix
from verify.report.equilibria.content import kind
from verify.report.figures import BLUE, GREY, INK, RED, plain
from verify.report.stability.drawing import AMBER, canvas

MOST_DRAWN, IN_A_ROW = 12, 4
MOST_BARS = 16
COLORS = {"consensus": BLUE, "bipartite": AMBER, "clustering": "#2f855a", "polygonal": "#805ad5", "mixed": RED}


def chosen(result: Equilibria) -> list[int]:
    """The equilibria that are drawn: the first ones, stable ones first by the order of the result."""
    return list(range(min(MOST_DRAWN, len(result)))) if result.system.dimension in (2, 3) else []


def places(result: Equilibria) -> Any:
    """Small pictures of the chosen equilibria, in dimension two or three."""
    picked = chosen(result)
    found = list(result)
    rows = -(-len(picked) // IN_A_ROW)
    figure = canvas(2.15 * rows)
    for place, number in enumerate(picked):
        solid = result.system.dimension == 3
        axes = figure.add_subplot(rows, IN_A_ROW, place + 1, projection="3d" if solid else None)
        (_sphere if solid else _circle)(axes, result, found[number])
        entry = found[number]
        axes.set_title(f"{number}: {kind(entry)} {sizes(entry)}\n{entry.verdict}", fontsize=8, color=INK)
    return figure


def _groups(entry: Found) -> list[tuple[np.ndarray, int]]:
    labels = clusters(entry.tokens)
    return [(entry.tokens[labels == label].mean(axis=0), int((labels == label).sum())) for label in np.unique(labels)]


def _circle(axes: Any, result: Equilibria, entry: Found) -> None:
    turn = np.linspace(0, 2 * np.pi, 121)
    axes.plot(np.cos(turn), np.sin(turn), color=GREY, lw=1)
    for vector in _eigenvectors(result):
        axes.plot([-vector[0], vector[0]], [-vector[1], vector[1]], color=GREY, lw=0.8, ls="--")
    for point, size in _groups(entry):
        axes.scatter(*point, s=30 + 12 * min(size, 20), color=COLORS[entry.kind], zorder=3, edgecolor="white")
        axes.annotate(str(size), 1.28 * point, ha="center", va="center", color=INK, fontsize=8)
    axes.set(xlim=(-1.5, 1.5), ylim=(-1.5, 1.5), aspect="equal")
    axes.set_axis_off()


def _sphere(axes: Any, result: Equilibria, entry: Found) -> None:
    turn = np.linspace(0, 2 * np.pi, 49)
    for height in (-0.5, 0.0, 0.5):
        ring = np.sqrt(1 - height**2)
        axes.plot(ring * np.cos(turn), ring * np.sin(turn), np.full_like(turn, height), color=GREY, lw=0.5)
    for phase in np.arange(3) * np.pi / 3:
        axes.plot(np.sin(turn) * np.cos(phase), np.sin(turn) * np.sin(phase), np.cos(turn), color=GREY, lw=0.5)
    for vector in _eigenvectors(result):
        axes.plot(*np.outer(vector, (-1.0, 1.0)), color=GREY, lw=0.8, ls="--")
    for point, size in _groups(entry):
        look = {"color": COLORS[entry.kind], "depthshade": False, "edgecolor": "white"}
        axes.scatter(*point, s=30 + 12 * min(size, 20), **look)
        axes.text(*(1.3 * point), str(size), ha="center", va="center", color=INK, fontsize=8)
    axes.set(xlim=(-1, 1), ylim=(-1, 1), zlim=(-1, 1))
    axes.set_box_aspect((1, 1, 1), zoom=1.25)
    axes.view_init(elev=18, azim=-62)
    axes.set_axis_off()


def _eigenvectors(result: Equilibria) -> list[np.ndarray]:
    from verify.equilibria.search.starts import real_eigenvectors

    return real_eigenvectors(result.system) if layer_matrix(result.system).any() else []


def hits(result: Equilibria) -> Any:
    """Bars of the shares of the starts, with their intervals."""
    found = [(number, entry) for number, entry in enumerate(result) if entry.hits][:MOST_BARS]
    figure = canvas(0.9 + 0.28 * max(1, len(found)))
    axes = figure.subplots()
    for place, (_, entry) in enumerate(found):
        share, (low, high) = entry.hits / result.starts, result.interval(entry)
        axes.barh(place, share, color=COLORS[entry.kind], height=0.62)
        axes.plot([low, high], [place, place], color=INK, lw=1.4, marker="|", ms=6)
        axes.annotate(f"{share:.1%}", (high, place), xytext=(5, 0), textcoords="offset points", va="center")
    axes.set_yticks(range(len(found)), [f"{number}: {kind(entry)} {sizes(entry)}" for number, entry in found])
    axes.invert_yaxis()
    top = max([result.interval(entry)[1] for _, entry in found], default=1.0)
    axes.set(xlim=(0, 1.15 * top), xlabel="share of the uniform starts, with 95 % intervals")
    plain(axes)
    return figure
