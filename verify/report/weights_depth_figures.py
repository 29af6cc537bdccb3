"""Figures 2(a) and 6(a) to (c) of arXiv 2605.25619 for one transformer: eigenvalues, and tokens by depth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from verify.report.figures import BLUE, GREY, INK
from verify.report.weights_drawing import (
    AVERAGE,
    CHOICE_STYLES,
    FORMULAS,
    MARKED,
    OTHER,
    PARTS,
    PRINCIPAL,
    choices,
    counts,
    curve,
    integers,
    legend_above,
    new_figure,
    plain,
    sequences,
    written,
)

if TYPE_CHECKING:
    from verify.weights.experiment import Experiment

ROUNDING = 2.0**-26
"""Distances below it are not resolved: cosines are rounded to 2^-53, and a distance is a square root of their difference from 1."""


# ------------------------------------------------------------------ 2(a)


def eigenvalues(experiment: Experiment) -> Any:
    """Real parts of all eigenvalues, and how tokens stand to the principal eigenvectors at three depths."""
    if not experiment.shared:
        return _eigenvalues_of_layers(experiment)
    layer = experiment.layers[0]
    names = [*choices(experiment), *(name for name in ("next_span", "last_span") if f"end {name}" in experiment.arrays)]
    rows = (len(names) + 2) // 2
    figure = new_figure("eigenvalues of the layer matrix and alignment of the tokens", experiment, 1 + 2.15 * rows)
    panels = figure.subplots(rows, 2, squeeze=False).ravel()
    first = panels[0]
    first.hist(experiment.arrays["eigenvalues"][0].real, bins=48, color=GREY, edgecolor="white", lw=0.3)
    counts(first, len(experiment.arrays["eigenvalues"][0]))
    for choice in choices(experiment):
        value = layer["leading"][choice]
        first.axvline(value[0], label=f"largest {FORMULAS[choice]}: {written(value)}", **CHOICE_STYLES[choice])
    first.set(xlabel=r"$\mathrm{Re}\,\lambda$", ylabel="number of eigenvalues")
    legend_above(first, 1)
    depth, steps = experiment.depth, len(experiment.path) - 1
    words = {"start": ("before the first layer", AVERAGE), "final": (f"after {depth} layers", PRINCIPAL)}
    if steps > depth:
        words["end"] = (f"after {steps} layers", OTHER)
    for axes, name in zip(panels[1:], names, strict=False):
        _tokens_by_depth(axes, experiment, name, words)
    for axes in panels[len(names) + 1 :]:
        axes.set_axis_off()
    plain(*panels)
    legend_above(panels[1], 1)
    return figure


def _tokens_by_depth(axes: Any, experiment: Experiment, name: str, words: dict[str, Any]) -> None:
    layer = experiment.layers[0]
    low, of = 0.0, {"next_span": "span of the first two", "last_span": "span of the first and the last"}.get(name, "")
    if not of:
        pair = layer["leading"][name][1] != 0
        low, of = (0.0 if pair else -1.0), f"{'plane' if pair else 'eigenvector'} of largest {FORMULAS[name]}"
    edges = np.linspace(low, 1, 41)
    for word, (label, style) in words.items():
        values = experiment.arrays.get(f"{word} {name}")
        if values is not None:
            shares = np.histogram(np.clip(values, low, 1), edges)[0] / values.size
            axes.stairs(shares, edges, label=label, **style)
    size = r"$\cos(x_i, v)$" if low < 0 else "length of the projection"
    axes.set(xlabel=f"{size}, {of}", ylabel="share of tokens", xlim=(low, 1), ylim=(0, None))


def _eigenvalues_of_layers(experiment: Experiment) -> Any:
    figure = new_figure("eigenvalues of all layer matrices and alignment of the tokens", experiment, 3.6)
    left, right = figure.subplots(1, 2)
    values = experiment.arrays["eigenvalues"]
    left.hist(values.real.ravel(), bins=60, color=GREY, edgecolor="white", lw=0.3, label="all eigenvalues")
    left.plot(
        values[:, 0].real, np.full(len(values), 0.5), "|", ms=14, mew=1.4, color=BLUE, label="principal, by layer"
    )
    left.set(xlabel=r"$\mathrm{Re}\,\lambda$", ylabel="number of eigenvalues")
    counts(left, values.size)
    legend_above(left, 1)
    after = experiment.arrays["rho real_part"]
    before = after - experiment.arrays["delta_rho real_part"]
    edges = np.linspace(0, max(1e-6, float(after.max()), float(before.max())) * 1.02, 41)
    for found, label, style in ((before, "before the layer", AVERAGE), (after, "after it", PRINCIPAL)):
        right.stairs(np.histogram(found, edges)[0] / found.size, edges, label=label, **style)
    right.set(
        xlabel=r"mean $|\cos(x_i, v_1)|$ of a sequence, $v_1$ of the layer", ylabel="share of sequences and layers"
    )
    right.set_ylim(0, None)
    legend_above(right, 1)
    plain(left, right)
    return figure


# ------------------------------------------------------------------ 6(a), 6(b), 6(c)


def distance(experiment: Experiment) -> Any:
    """Mean distance of two tokens by depth, on both scales; extra layers beyond the depth of the model."""
    figure = new_figure("mean distance of two tokens", experiment, 3.7)
    left, right = figure.subplots(1, 2)
    curves, depth = experiment.arrays["distance"], experiment.depth
    entries = [entry["distance"] for entry in experiment.path]
    for axes, last in ((left, depth), (right, len(entries) - 1)):
        x = range(last + 1)
        shown = curves[: last + 1]
        sequences(axes, x, shown if axes is left else np.where(shown > 0, shown, np.nan))
        curve(axes, x, entries[: last + 1], PRINCIPAL, "mean")
        axes.set(xlabel="layers passed", xlim=(0, last), ylabel="mean distance of two directions")
        integers(axes)
    left.set_ylim(0, None)
    if (curves > 0).any():
        right.set_yscale("log")
    if curves.min() < ROUNDING:
        right.axhline(ROUNDING, label="rounding", **MARKED)
    depth_line(right, experiment)
    plain(left, right)
    legend_above(right, 2)
    return figure


def by_sequence(experiment: Experiment) -> Any:
    """Every sequence in grey with the mean: the correlation by depth, its increments, and the share that grows."""
    figure = new_figure("tokens and the principal eigenvector, by sequence", experiment, 7.2)
    panels = figure.subplots(3, 1, sharex=True)
    depth, layers = experiment.depth, experiment.layers
    states, x = range(depth + 1), range(1, depth + 1)
    names = [choice for choice in choices(experiment) if choice != "modulus"]
    sequences(panels[0], states, experiment.arrays["curve real_part"][: depth + 1])
    for name in names:
        entries = [entry["alignments"][name] for entry in experiment.path[: depth + 1]]
        curve(panels[0], states, entries, CHOICE_STYLES[name], f"mean, eigenvector of largest {FORMULAS[name]}")
    for axes, part in zip(panels[1:], PARTS[1:], strict=True):
        sequences(axes, x, experiment.arrays[f"{part} real_part"])
        for name in names:
            curve(axes, x, [layer["alignments"][name][part] for layer in layers], CHOICE_STYLES[name], None)
        curve(axes, x, [layer["mean"][part] for layer in layers], AVERAGE, None)
        axes.axhline(0 if part == "delta_rho" else 0.5, color=INK, lw=0.5)
        axes.set_ylabel(FORMULAS[part])
    average = [layer["mean"] for layer in layers]
    means = [average[0]["before"], *(entry["rho"] for entry in average)]
    curve(panels[0], states, means, AVERAGE, "average over all eigenvectors")
    panels[0].set(ylabel=FORMULAS["rho"], ylim=(0, None))
    panels[-1].set(xlabel="layers passed", xlim=(0, depth))
    integers(panels[-1])
    plain(*panels)
    legend_above(panels[0], 2)
    return figure


def extra_layers(experiment: Experiment) -> Any:
    """The correlations beyond the depth of the model, by more identical layers."""
    figure = new_figure("extra identical layers", experiment, 4.4)
    axes = figure.subplots()
    x = range(len(experiment.path))
    sequences(axes, x, experiment.arrays["curve real_part"], rf"single sequences, largest {FORMULAS['real_part']}")
    words = {
        **{name: f"largest {FORMULAS[name]}" for name in choices(experiment)},
        "next_span": "span of the first two by real part",
        "last_span": "span of the first and the last by real part",
    }
    styles = {**CHOICE_STYLES, "next_span": AVERAGE, "last_span": {**AVERAGE, "ls": (0, (1, 3))}}
    for name, label in words.items():
        if name in experiment.path[0]["alignments"]:
            curve(axes, x, [entry["alignments"][name] for entry in experiment.path], styles[name], label)
    depth_line(axes, experiment)
    axes.set(
        xlabel="layers passed", ylabel=r"$|\cos|$, or length of the projection", ylim=(0, 1.02), xlim=(0, len(x) - 1)
    )
    integers(axes)
    plain(axes)
    legend_above(axes)
    return figure


def depth_line(axes: Any, experiment: Experiment) -> None:
    """Where the layers of the model end and the extra ones begin."""
    if len(experiment.path) - 1 > experiment.depth:
        label = f"depth of the model, {experiment.depth}"
        axes.axvline(experiment.depth, color=INK, lw=0.8, ls=(0, (6, 2, 1, 2)), label=label)
