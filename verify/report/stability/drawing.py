"""What the figures of a stability report have in common, and three of them: spectrum, counts, basins."""

from __future__ import annotations

import math
from typing import Any

from verify.equilibria.stability import Stability
from verify.report.figures import BLUE, GREY, INK, RED, plain
from verify.report.tables import Table

AMBER = "#b7791f"
WIDTH = 7.2
"""Inches: letters of 8.5 points can be read where the figure is 640 pixels wide."""
STYLE = {"font.size": 8.5, "axes.titlesize": 9, "axes.edgecolor": INK, "axes.labelcolor": INK, "text.color": INK}


def canvas(height: float, width: float = WIDTH) -> Any:
    """An empty figure."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def spectrum(result: Stability) -> Any:
    """Eigenvalues, with what a step does to the negative ones, and the scores beside them."""
    figure = canvas(2.9)
    left, right = figure.subplots(1, 2, gridspec_kw={"width_ratios": [3, 2]})
    values, step = result.eigenvalues, result.problem.step_size
    stable = {e.eigenvector for e in result if e.low == 0 and e.outcome.verdict == "stable"}
    if result.complex_eigenvalues:
        _plane(left, result)
    else:
        numbers = range(len(values))
        if len(values) <= 60:
            left.vlines(numbers, 0, values, color=GREY, lw=1.5)
        for sign, color, marker in ((1, BLUE, "o"), (-1, RED, "v")):
            small = [k for k in numbers if (values[k] > 0) == (sign > 0) and k not in stable]
            large = [k for k in numbers if (values[k] > 0) == (sign > 0) and k in stable]
            for chosen, size in ((small, 3), (large, 6)):
                left.plot(chosen, [values[k] for k in chosen], ls="", marker=marker, ms=size, color=color)
        left.axhline(0, color=INK, lw=0.7)
        low = min([*values, 0.0])
        if step is not None and low < -1 / step:
            left.axhspan(1.08 * low, -1 / step, color=RED, alpha=0.08, lw=0)
            left.axhline(-1 / step, color=RED, lw=1, ls="--")
            left.annotate(
                r"$1+\alpha\lambda_k<0$: tokens flip at each step",
                (0.02, -1 / step),
                xycoords=("axes fraction", "data"),
                xytext=(0, -3),
                textcoords="offset points",
                va="top",
                color=RED,
            )
        left.set(xlabel="$k$", ylabel=r"$\lambda_k$", title="eigenvalues (large: stable consensus)")
        left.xaxis.get_major_locator().set_params(integer=True)
    plain(left)
    right.axhline(0, color=INK, lw=0.7)
    right.plot(range(len(values)), result.scores, ls="", ms=2.5 if len(values) > 60 else 4, color=INK, marker="D")
    right.set(xlabel="$k$", ylabel=r"$c_k=v_k^{T}Av_k$", title="scores")
    right.xaxis.get_major_locator().set_params(integer=True)
    plain(right)
    return figure


def _plane(axes: Any, result: Stability) -> None:
    """The eigenvalues in the complex plane."""
    values, pairs, step = result.eigenvalues, result.complex_eigenvalues, result.problem.step_size
    axes.axhline(0, color=INK, lw=0.7)
    axes.axvline(0, color=GREY, lw=0.7)
    axes.scatter(values, [0.0] * len(values), s=22, color=BLUE, marker="o", zorder=3, label="real")
    axes.scatter(
        [z.real for z in pairs], [z.imag for z in pairs], s=22, color=AMBER, marker="s", zorder=3, label="complex"
    )
    if step is not None and min(z.real for z in (*values, *pairs)) < -0.5 / step:
        axes.axvline(-1 / step, color=RED, lw=1, ls="--", label=r"$1+\alpha\,\mathrm{Re}\,\lambda=0$")
    axes.set(xlabel=r"Re $\lambda$", ylabel=r"Im $\lambda$", title="eigenvalues")
    axes.legend(frameon=False, fontsize=8)


def counts(table: Table, real: int) -> Any:
    """Stable states against all, by the number of tokens, on a scale of powers of two."""
    figure = canvas(2.9)
    axes = figure.subplots()
    n = [row[0] for row in table.rows]
    axes.plot(n, [x + math.log2(real) for x in n], color=INK, lw=1, ls="--", label=rf"all: $2^n\cdot{real}$")
    looks = (("equilibria", 2, INK, "s"), ("stable consensus", 3, BLUE, "o"), ("stable bipartite", 4, AMBER, "^"))
    for name, column, color, marker in looks:
        points = [(row[0], math.log2(row[column])) for row in table.rows if row[column]]
        label = name if points else f"{name}: none"
        axes.plot(
            *(zip(*points, strict=True) if points else ([], [])), color=color, marker=marker, ms=4, lw=1, label=label
        )
    axes.set(xlabel="tokens $n$", ylabel=r"$\log_2$ of the number of states", ylim=(0, None))
    axes.xaxis.get_major_locator().set_params(integer=True)
    plain(axes)
    axes.legend(frameon=False, fontsize=8, loc="upper left")
    return figure


def ends(table: Table) -> Any:
    """Shares of the starts with their intervals."""
    rows = list(table.rows)
    figure = canvas(0.9 + 0.32 * len(rows))
    axes = figure.subplots()
    looks = {"consensus": BLUE, "bipartite consensus": AMBER}
    for place, row in enumerate(rows):
        word, share, low, high = row[0], *row[4:]
        color = looks.get(word, RED if "cycle" in word else GREY)
        axes.barh(place, share, color=color, height=0.62)
        axes.plot([low, high], [place, place], color=INK, lw=1.4, solid_capstyle="butt")
        axes.plot([low, high], [place, place], color=INK, ls="", marker="|", ms=6)
        axes.annotate(f"{share:.1%}", (high, place), xytext=(5, 0), textcoords="offset points", va="center")
    names = [
        " ".join(str(x) for x in (word, split, f"at $v_{{{k}}}$" if k is not None else None) if x)
        for word, k, split, *_ in rows
    ]
    axes.set_yticks(range(len(rows)), names)
    axes.invert_yaxis()
    axes.set(xlim=(0, 1.12), xlabel="share of the starts, with 95 % intervals")
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25 %", "50 %", "75 %", "100 %"])
    plain(axes)
    return figure
