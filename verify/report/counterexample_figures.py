"""Pictures of counterexamples, drawn from the numbers that a report holds: cycles, open sets of starts, polygons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Any

import numpy as np

from verify.counterexample import Counterexample
from verify.report.figures import BLUE, GREY, INK, RED, sphere, svg

AMBER, PALE = "#d69e2e", "#a9c6e8"
GRID = 97
MOST_STEPS = 400


def counterexample_figures(claims: Iterable[Mapping[str, Any]]) -> Mapping[str, str]:
    """File names and SVG text for the refuted claims that a picture helps; others have none."""
    found = {}
    for claim in claims:
        draw, data = _DRAWN.get(claim["id"]), claim.get("counterexample")
        if draw is None or not data or not data.get("tokens"):
            continue
        figure = draw(Counterexample(data))
        if figure is not None:
            found[f"{claim['id'].split('.', 1)[1]}.svg"] = svg(figure)
    return found


def has_figure(claim_id: str) -> bool:
    """Whether the counterexample of this claim has a picture of its own."""
    return claim_id in _DRAWN


def _numbers(example: Counterexample) -> tuple[Any, np.ndarray]:
    from verify.arithmetic.numeric import FLOAT64

    return example.system(), FLOAT64.asarray(example.tokens(), None)


def _path(system: Any, start: np.ndarray, steps: int) -> np.ndarray:
    states = [start]
    for _ in range(steps):
        states.append(system.step(states[-1]))
    return np.array(states)


def _figure(title: str, width: float = 9.0, height: float = 4.2) -> Any:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(figure)
    figure.suptitle(title, color=INK, fontsize=11)
    return figure


def _plain(axes: Any) -> None:
    axes.spines[["top", "right"]].set_visible(False)


# ------------------------------------------------------------------ cycles of period two


def cycle(example: Counterexample) -> Any:
    """A consensus that flips at every step, and a start next to it: on the circle, and along the steps."""
    system, tokens = _numbers(example)
    steps, turned = 24, 0.05
    own = tokens[0]
    towards = np.zeros_like(own)
    free = np.flatnonzero(own == 0)
    matrix = getattr(system, "layer_matrix", None)
    values = np.diag(np.array(system.value if matrix is None else matrix, dtype=float))
    towards[free[np.argmax(values[free])]] = 1.0
    near = tokens * np.cos(turned) + towards * np.sin(turned)
    exact, moved = _path(system, tokens, steps), _path(system, near, steps)
    figure = _figure("One step sends the consensus to its opposite: a cycle of period two, no equilibrium")
    places = figure.subplot_mosaic([["circle", "steps"], ["circle", "angle"]], width_ratios=(1, 1.35))
    circle, graph, away = (places[name] for name in ("circle", "steps", "angle"))
    turn = np.linspace(0, 2 * np.pi, 181)
    circle.plot(np.cos(turn), np.sin(turn), color=GREY, lw=1)
    flat = np.stack([moved[:, 0] @ own, moved[:, 0] @ towards], axis=-1)
    for before, after in pairwise(flat):
        circle.annotate("", after, before, arrowprops={"arrowstyle": "->", "color": BLUE, "lw": 0.6, "alpha": 0.5})
    circle.scatter(*flat.T, s=12, color=BLUE, zorder=3)
    for x, label in ((1, "the state"), (-1, "after one step")):
        circle.scatter(x, 0, s=46, color=RED, zorder=4)
        circle.text(x, -0.16, label, color=RED, ha="right" if x > 0 else "left", va="top", fontsize=8)
    circle.text(0, 1.08, "$v_1$", color=INK, ha="center")
    circle.text(1.1, 0.06, "$v$", color=INK)
    circle.text(-1.1, 0.06, "$-v$", color=INK, ha="right")
    circle.set_aspect("equal")
    circle.set_axis_off()
    graph.plot(exact[:, 0] @ own, color=RED, marker="o", ms=3, lw=0.8, label="the state of the counterexample")
    graph.plot(moved[:, 0] @ own, color=BLUE, marker="o", ms=3, lw=0.8, label=f"a start {turned} rad away")
    graph.set(ylabel=r"$\cos(x_1, v)$", ylim=(-1.15, 1.15))
    angle = np.arctan2(np.abs(flat[:, 1]), np.abs(flat[:, 0]))
    away.plot(angle, color=BLUE, marker="o", ms=3, lw=0.8)
    away.set(xlabel="step", ylabel="angle from $\\pm v$ (rad)", ylim=(-0.03 * angle.max(), 1.1 * angle.max()))
    _plain(away)
    graph.legend(frameon=False, fontsize=8, loc="lower center", bbox_to_anchor=(0.5, 1), ncols=2)
    _plain(graph)
    return figure


# ------------------------------------------------------------------ open sets of starts


def basins(example: Counterexample) -> Any:
    """Two tokens in the plane: where the starts ``(theta_1, theta_2)`` end, and some trajectories beside the state."""
    system, tokens = _numbers(example)
    if tokens.shape != (2, 2):
        return None
    angles = np.linspace(-np.pi, np.pi, GRID)
    first, second = np.meshgrid(angles, angles)
    ends = np.stack([np.stack([np.cos(a), np.sin(a)], axis=-1) for a in (first, second)], axis=-2)
    for _ in range(MOST_STEPS):
        before, ends = ends, system.step(ends)
        if np.abs(ends - before).max() < 1e-9:
            break
    together = np.abs(ends[..., 0, :] - ends[..., 1, :]).max(axis=-1) < 1e-3
    apart = np.abs(ends[..., 0, :] + ends[..., 1, :]).max(axis=-1) < 1e-3
    figure = _figure("Where two tokens end: the counterexample has an open set of starts around it")
    chart, graph = figure.subplots(1, 2, width_ratios=(1, 1.2))
    kinds = ((together, PALE, "both tokens at one point"), (apart, AMBER, "at opposite points"))
    for mask, colour, label in (*kinds, (~together & ~apart, GREY, f"neither after {MOST_STEPS} steps")):
        if mask.any():
            _areas(chart, angles, mask, colour)
            chart.plot([], [], marker="s", ls="", color=colour, label=label)
    own = np.arctan2(tokens[:, 1], tokens[:, 0])
    chart.scatter(*own, s=46, color=RED, edgecolor="white", zorder=4, clip_on=False, label="the counterexample")
    ticks = np.arange(-1, 2) * np.pi
    chart.set(xlabel=r"angle of $x_1$", ylabel=r"angle of $x_2$", xlim=(-np.pi, np.pi), ylim=(-np.pi, np.pi))
    chart.set(aspect="equal", xticks=ticks, yticks=ticks)
    chart.set_xticklabels(["$-\\pi$", "0", "$\\pi$"])
    chart.set_yticklabels(["$-\\pi$", "0", "$\\pi$"])
    chart.legend(frameon=False, fontsize=8, loc="lower center", bbox_to_anchor=(0.5, 1), ncols=2)
    for shift in np.linspace(-0.5, 0.5, 9):
        path = _path(system, _turned(tokens, (shift, -0.6 * shift)), 80)
        graph.plot(np.linalg.norm(path[:, 0] + path[:, 1], axis=-1), lw=1, color=AMBER if abs(shift) > 0 else RED)
    graph.plot([], [], color=AMBER, label="starts up to 0.5 rad away")
    graph.set(xlabel="step", ylabel=r"$|x_1 + x_2|$", ylim=(-0.02, None))
    graph.legend(frameon=False, fontsize=8)
    _plain(graph)
    return figure


def _turned(tokens: np.ndarray, by: tuple[float, float]) -> np.ndarray:
    quarter = np.stack([-tokens[:, 1], tokens[:, 0]], axis=-1)
    angle = np.array(by)[:, None]
    return np.cos(angle) * tokens + np.sin(angle) * quarter


def _areas(axes: Any, angles: np.ndarray, mask: np.ndarray, colour: str) -> None:
    """The cells of a mask as runs of rectangles: a drawing, not a bitmap, the same on every machine."""
    width = angles[1] - angles[0]
    for row, height in zip(mask, angles, strict=True):
        edges = np.flatnonzero(np.diff(np.concatenate([[0], row.astype(int), [0]])))
        runs = [(angles[a] - width / 2, (b - a) * width) for a, b in edges.reshape(-1, 2)]
        axes.broken_barh(runs, (height - width / 2, width), color=colour, lw=0.4)


# ------------------------------------------------------------------ polygons


def polygons(example: Counterexample) -> Any:
    """Starts near a polygon off a line: they end at polygons, in the same plane, and their sum goes to zero."""
    system, tokens = _numbers(example)
    if tokens.shape[1] != 3:
        return None
    rng = np.random.default_rng(1)
    figure = _figure("A stable polygon: starts near it stay near it and end at polygons")
    ball, graph = figure.add_subplot(1, 2, 1, projection="3d"), figure.add_subplot(1, 2, 2)
    paths = []
    for _ in range(8):
        start = tokens + 0.08 * rng.normal(size=tokens.shape)
        paths.append(_path(system, start / np.linalg.norm(start, axis=1, keepdims=True), 400))
    sphere(ball, paths[0], axis=False)
    for path in paths[1:]:
        for token in range(path.shape[1]):
            ball.plot(*path[:, token].T, color=BLUE, lw=0.8, alpha=0.7)
    ball.plot(*np.concatenate([tokens, tokens[:1]]).T, color=RED, lw=1)
    ball.scatter(*tokens.T, s=30, color=RED, depthshade=False, label="the counterexample")
    ball.legend(frameon=False, fontsize=8, loc="upper center")
    for path in paths:
        graph.semilogy(np.linalg.norm(path.sum(axis=1), axis=-1) + 1e-17, color=BLUE, lw=1)
    graph.set(xlabel="step", ylabel=r"$|x_1 + \dots + x_n|$", xlim=(0, 400))
    _plain(graph)
    return figure


_DRAWN: Mapping[str, Callable[[Counterexample], Any]] = {
    "power_method.theorem_2.consensus_unstable": cycle,
    "power_method.remark_3": cycle,
    "power_method.lemma_5.principal": basins,
    "power_method.remark_10.negative_unstable": basins,
    "power_method.lemma_15": polygons,
}
