"""What the figures of real transformers have in common: titles, bands of intervals, sequences in grey, marks of complex pairs.

Series differ in colour and in line style, so that they are told apart in print and without colour.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from verify.report.figures import BLUE, GREY, INK, RED

if TYPE_CHECKING:
    from verify.weights.experiment import Experiment

AMBER = "#d69e2e"
WIDTH = 8.4
"""Inches: letters of 8 points are readable where the figure is 800 pixels wide."""
LONGEST_NAME = 36
"""Letters of a model's name that fit in a title."""
PRINCIPAL: Mapping[str, Any] = {"color": BLUE, "ls": "-", "lw": 1.6}
AVERAGE: Mapping[str, Any] = {"color": INK, "ls": "--", "lw": 1.2}
ALIKE: Mapping[str, Any] = {"color": INK, "ls": ":", "lw": 1.2}
OTHER: Mapping[str, Any] = {"color": AMBER, "ls": "-.", "lw": 1.6}
MARKED: Mapping[str, Any] = {"color": RED, "ls": ":", "lw": 1.6}
PARTS = ("rho", "delta_rho", "p")
CHOICE_STYLES = {"real_part": PRINCIPAL, "modulus": MARKED, "one_plus": OTHER}
FORMULAS = {
    "real_part": r"$\mathrm{Re}\,\lambda$",
    "modulus": r"$|\lambda|$",
    "one_plus": r"$|1+\alpha\lambda|$",
    "rho": r"$\rho$",
    "delta_rho": r"$\Delta\rho$",
    "p": r"$P$",
}


def choices(experiment: Experiment) -> list[str]:
    """The choices of the principal eigenvalue that name different eigenvectors in some layer; real_part first."""
    layers, found = experiment.layers, ["real_part"]
    for choice in ("one_plus", "modulus"):
        if all(any(layer["leading"][choice] != layer["leading"][other] for layer in layers) for other in found):
            found.append(choice)
    return found


def short(name: str) -> str:
    """A model as titles say it: of a path the last part, of a long name the end, and nothing that starts a formula."""
    if not name.startswith("wheel:") and (name.count("/") > 1 or name.startswith(("/", ".", "~")) or "\\" in name):
        name = name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1] or name
    name = name if len(name) <= LONGEST_NAME else f"…{name[1 - LONGEST_NAME :]}"
    return name.replace("$", r"\$")


def settings_line(experiment: Experiment) -> str:
    """The convention and the tokens of a run in one line."""
    settings = experiment.settings
    kept = settings["convention"]
    count = f"{settings['sequences']} sequences of {settings['tokens']} tokens, seed {settings['seed']}"
    if settings["kind"] == "full":
        return f"embedded words, biases, feed-forward networks, affine norms; {count}"
    size = "1" if kept["token_norm"] == "one" else "√d"
    start = "N(0, I) tokens" if kept["initial"] == "drawn" else "normalised N(0, I) tokens"
    words = f"attention and skip connection {'with' if kept['biases'] else 'without'} biases, tokens of norm {size}"
    words += "" if kept["scale"] == "model" else f", scores scaled by {kept['scale'].replace('_', ' ')}"
    words += "" if kept["alpha"] == 1 else f", α = {kept['alpha']:g}"
    return f"{words}; {start}, {count}"


def new_figure(title: str, experiment: Experiment, height: float, width: float = WIDTH) -> Any:
    """An empty figure whose title names the model, with the settings in a line below."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(figure)
    figure.suptitle(f"{short(experiment.settings['model'])}: {title}", color=INK, fontsize=11)
    figure.supxlabel(settings_line(experiment), color=INK, fontsize=7.5)
    return figure


def curve(
    axes: Any,
    x: Any,
    entries: Sequence[Mapping[str, Any]],
    style: Mapping[str, Any],
    label: str | None,
    *,
    band: bool = True,
) -> None:
    """Means as a line, their intervals as a band where there are any."""
    axes.plot(x, [entry["mean"] for entry in entries], label=label, **style)
    if band and all(entry["interval"] is not None for entry in entries):
        low, high = np.array([entry["interval"] for entry in entries]).T
        axes.fill_between(x, low, high, color=style["color"], alpha=0.22, lw=0)


def marks(axes: Any, x: Sequence[int], entries: Sequence[Mapping[str, Any]], pairs: Sequence[bool], color: str) -> None:
    """A full mark for a real eigenvector, a hollow one for a pair: the length in a plane is larger by chance alone."""
    for pair, face in ((False, color), (True, "white")):
        some = [(place, entry["mean"]) for place, entry, of in zip(x, entries, pairs, strict=True) if of == pair]
        if some:
            axes.plot(*zip(*some, strict=True), "o", ms=4, color=color, mfc=face, zorder=4)


def deviations(axes: Any, x: Any, entries: Sequence[Mapping[str, Any]], color: str, shift: float = 0.0) -> None:
    """Standard deviations over tokens, as in the paper's figures, as thin bars."""
    means, sizes = ([entry[key] for entry in entries] for key in ("mean", "std"))
    axes.errorbar(np.asarray(x) + shift, means, sizes, fmt="none", ecolor=color, elinewidth=0.7, alpha=0.55, capsize=2)


def sequences(axes: Any, x: Any, curves: np.ndarray, label: str | None = "single sequences") -> None:
    """All sequences in grey, as one path; shape ``(places, sequences)``."""
    gap = np.full((1, curves.shape[1]), np.nan)
    along = np.tile(np.append(np.asarray(x, dtype=float), np.nan), curves.shape[1])
    axes.plot(along, np.concatenate([curves, gap]).T.ravel(), color=GREY, lw=0.5, label=label, zorder=1)


def integers(axes: Any, axis: str = "x") -> None:
    """Ticks at whole numbers: layers and steps."""
    from matplotlib.ticker import MaxNLocator

    getattr(axes, f"{axis}axis").set_major_locator(MaxNLocator(integer=True))


def plain(*panels: Any) -> None:
    """No box, letters of 8 points."""
    for axes in panels:
        axes.spines[["top", "right"]].set_visible(False)
        axes.tick_params(labelsize=8)
        axes.xaxis.label.set_size(9)
        axes.yaxis.label.set_size(9)


def legend_above(axes: Any, columns: int = 3) -> None:
    """A legend above a panel, so that it hides nothing; thin lines are drawn thicker in it."""
    legend = axes.legend(
        frameon=False,
        fontsize=8,
        ncols=columns,
        loc="lower left",
        bbox_to_anchor=(0, 1),
        borderaxespad=0.2,
        borderpad=0.2,
    )
    for line in legend.get_lines():
        line.set_linewidth(max(1.2, line.get_linewidth()))


def counts(axes: Any, most: float) -> None:
    """A vertical axis of counts, linear up to 1 and logarithmic above, so that single ones are seen."""
    axes.set_yscale("symlog", linthresh=1)
    ticks = [0, *(10**k for k in range(1 + int(math.log10(max(most, 1)))))]
    axes.set_yticks(ticks, [str(tick) for tick in ticks])
    axes.set_ylim(0, None)


def rounded(value: float, digits: int = 3) -> str:
    """Three digits without an exponent where it can be avoided: ``7840``, ``0.802``, ``−1.73``."""
    return f"{float(f'{value:.{digits}g}'):g}".replace("-", "−")


def written(value: Sequence[float], digits: int = 3) -> str:
    """``0.802 ± 0.264i``, or ``0.62`` for a real eigenvalue."""
    real, imaginary = value
    return rounded(real, digits) + ("" if imaginary == 0 else f" ± {rounded(abs(imaginary), digits)}i")


def by_chance(d: int, plane: bool) -> float:
    """Mean of ``|cos|`` of a uniform direction of R^d with a line, or of the length of its projection on a plane.

    ``E |g_1| / E |g|`` for ``g`` of N(0, I), and likewise for the length of two coordinates.
    """
    ratio = math.exp(math.lgamma(d / 2) - math.lgamma((d + 1) / 2))
    return min(1.0, ratio * (math.sqrt(math.pi) / 2 if plane else 1 / math.sqrt(math.pi)))
