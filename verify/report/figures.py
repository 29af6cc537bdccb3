"""The figures of the report: trajectories on the sphere and their alignment with v_1, the same bytes every time."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

BLUE, RED, GREY, INK = "#2b6cb0", "#c0392b", "#c9ced6", "#2d3748"


def drawings() -> Mapping[str, Callable[[], Any]]:
    """What draws the figure of a claim, by its id."""
    from verify.report import asymptotic_figures as asymptotic
    from verify.report import clusters_figures as clusters
    from verify.report import multistability_figures as multistability

    return {
        "power_method.example_13a": example_13a,
        "power_method.example_13b": example_13b,
        "multistability.multistability": multistability.multistability,
        "multistability.example_1": multistability.example_1,
        "multistability.example_2": multistability.example_2,
        "multistability.example_3": multistability.example_3,
        "asymptotic.theorem_gradient.gradient": asymptotic.complex_pair,
        "beyond.gradient": asymptotic.gradient,
        "asymptotic.theorem_hemisphere": asymptotic.hemisphere,
        "asymptotic.theorem_hemisphere.rate": asymptotic.rate,
        "asymptotic.theorem_causal_identity": asymptotic.causal_identity,
        "asymptotic.theorem_causal_symmetric.hemisphere": asymptotic.negative_leader,
        "beyond.causal_symmetric": asymptotic.causal_symmetric,
        "clusters.theorem_boolean": clusters.boolean,
        "clusters.theorem_polytope": clusters.polytope,
        "clusters.theorem_hyperplanes": clusters.hyperplanes,
        "clusters.theorem_mixed": clusters.mixed,
        "clusters.negative_identity": clusters.negative_identity,
        "clusters.codimension_conjecture": clusters.codimension,
        "clusters.codimension_conjecture.one": clusters.four_planes,
    }


def figures(claim_ids: Iterable[str]) -> Mapping[str, str]:
    """File names and SVG text of the figures that belong to these claims."""
    wanted = set(claim_ids)
    return {f"{name.split('.', 1)[1]}.svg": svg(draw()) for name, draw in drawings().items() if name in wanted}


def _worlds() -> Any:
    """The systems and starts of the figures; another repository's folder may be what is called ``proofs`` just now."""
    from proofs.power_method import example_worlds

    return example_worlds


def svg(figure: Any) -> str:
    """A figure as SVG without a date, with ids that do not change, text kept as text."""
    import matplotlib as mpl

    held = io.StringIO()
    with mpl.rc_context({"svg.hashsalt": "attention-verify", "svg.fonttype": "none"}):
        figure.savefig(held, format="svg", metadata={"Date": None, "Creator": None})
    return "\n".join(line.rstrip() for line in held.getvalue().splitlines()) + "\n"


def example_13a() -> Any:
    """Single head and five heads from the same start, both to a consensus at ``-v_1``."""
    worlds = _worlds()
    start, steps = worlds.on_sphere(worlds.START), 160
    runs = [("single head", worlds.trajectory(start, steps)), ("five heads", worlds.trajectory(start, steps, heads=5))]
    return _drawn(runs, "Ten tokens reach consensus along the principal eigenvector")


def example_13b() -> Any:
    """Two perturbations of a stable bipartite consensus in the same directions: one returns, one escapes."""
    worlds = _worlds()
    runs = []
    for half_tangent, ending in ((worlds.ABSORBED, "absorbed"), (worlds.ESCAPES, "escapes")):
        angle = 2 * np.arctan(float(half_tangent))
        states = worlds.trajectory(worlds.perturbed(half_tangent), 160)
        runs.append((f"every token turned by {angle:.3f} rad: {ending}", states))
    return _drawn(runs, "A stable bipartite consensus and two perturbations of it")


def _drawn(runs: list[tuple[str, Any]], title: str) -> Any:
    """One row for each run: the sphere on the left, ``cos(x_i, v_1)`` on the right."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 3.9 * len(runs)), layout="constrained")
    FigureCanvasAgg(figure)
    figure.suptitle(title, color=INK)
    for row, (label, states) in enumerate(runs):
        ball = figure.add_subplot(len(runs), 2, 2 * row + 1, projection="3d")
        sphere(ball, states)
        ball.set_title(label, fontsize=10, color=INK)
        graph = figure.add_subplot(len(runs), 2, 2 * row + 2)
        _alignment(graph, states)
    return figure


def canvas(width: float, height: float, title: str, claim: str) -> Any:
    """An empty figure of so many inches; the claim's id stands under the title."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(figure)
    figure.suptitle(f"{title}\n{claim}", color=INK, fontsize=10.5)
    return figure


def plain(axes: Any, legend: Any = None) -> None:
    """Two spines only; a legend at that place."""
    axes.spines[["top", "right"]].set_visible(False)
    if legend is not None:
        axes.legend(frameon=False, fontsize=9, loc=legend)


def sphere(axes: Any, states: Any, *, axis: bool = True, colour: str | None = None) -> None:
    """Trajectories of tokens on the sphere of R^3, shape ``(steps, n, 3)``; ``axis`` marks the first one as v_1.

    Without ``colour`` a token has that of the side of the first axis on which it starts.
    """
    turn = np.linspace(0, 2 * np.pi, 73)
    for height in np.linspace(-0.75, 0.75, 5):
        ring = np.sqrt(1 - height**2)
        axes.plot(ring * np.cos(turn), ring * np.sin(turn), np.full_like(turn, height), color=GREY, lw=0.5)
    for phase in np.arange(6) * np.pi / 6:
        axes.plot(np.sin(turn) * np.cos(phase), np.sin(turn) * np.sin(phase), np.cos(turn), color=GREY, lw=0.5)
    if axis:
        axes.plot([-1.3, 1.3], [0, 0], [0, 0], color=INK, lw=0.8, ls="--")
        for sign, name in ((1, "$v_1$"), (-1, "$-v_1$")):
            axes.text(1.45 * sign, 0, 0, name, color=INK, ha="center", va="center")
    for token in range(states.shape[1]):
        path, shade = states[:, token], colour or _colour(states[0, token])
        axes.plot(*path.T, color=shade, lw=1)
        axes.scatter(*path[0], s=14, facecolor="white", edgecolor=shade, depthshade=False)
        axes.scatter(*path[-1], s=26, color=shade, depthshade=False)
    axes.set(xlim=(-1, 1), ylim=(-1, 1), zlim=(-1, 1))
    axes.set_box_aspect((1, 1, 1), zoom=1.35)
    axes.view_init(elev=18, azim=-62)
    axes.set_axis_off()


def _alignment(axes: Any, states: Any) -> None:
    for token in range(states.shape[1]):
        colour = _colour(states[0, token])
        axes.plot(states[:, token, 0], color=colour, lw=1, alpha=0.85)
    axes.plot(np.abs(states[:, :, 0]).min(axis=1), color=INK, lw=1.4, ls="--", label=r"smallest $|\cos(x_i, v_1)|$")
    axes.set(xlabel="step", ylabel=r"$\cos(x_i, v_1)$", ylim=(-1.06, 1.06), xlim=(0, len(states) - 1))
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False, loc="lower right", bbox_to_anchor=(1, 1), fontsize=8)


def _colour(start: Any) -> str:
    """By the side of the sphere that a token starts on."""
    return BLUE if start[0] > 0 else RED
