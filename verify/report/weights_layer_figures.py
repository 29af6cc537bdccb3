"""Figures 2(b), 6, 7, 8, 10 and 11 of arXiv 2605.25619 for one transformer: measures and eigenvalues by layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from verify.report.figures import BLUE, INK, RED
from verify.report.weights_drawing import (
    ALIKE,
    AVERAGE,
    FORMULAS,
    MARKED,
    OTHER,
    PARTS,
    PRINCIPAL,
    by_chance,
    choices,
    curve,
    deviations,
    integers,
    legend_above,
    marks,
    new_figure,
    plain,
    sequences,
)

if TYPE_CHECKING:
    from verify.weights.experiment import Experiment


# ------------------------------------------------------------------ 2(b), 7, 10, 11


def by_layer(experiment: Experiment) -> Any:
    """rho, Delta rho and P of the principal eigenvector by layer, with the averages over all eigenvectors."""
    figure = new_figure("alignment with the principal eigenvector of each layer", experiment, 7.2)
    panels = figure.subplots(3, 1, sharex=True)
    layer_panels(panels, experiment, others=True)
    legend_above(panels[0], 2)
    return figure


def layer_panels(panels: Any, experiment: Experiment, *, others: bool) -> None:
    """Three panels from the records of the layers.

    Args:
        panels: for rho, Delta rho and P.
        experiment: gives the layers.
        others: also the average over eigenvectors of the principal one's kind, and the choice by |1 + alpha lambda| where it
            names another eigenvector; without bands, which would hide each other.
    """
    layers = experiment.layers
    x = list(range(len(layers)))
    pairs = [layer["pair"] for layer in layers]
    for axes, part in zip(panels, PARTS, strict=False):
        principal = [layer["alignments"]["real_part"][part] for layer in layers]
        average = [layer["mean"][part] for layer in layers]
        if others and "one_plus" in choices(experiment):
            entries = [layer["alignments"]["one_plus"][part] for layer in layers]
            curve(axes, x, entries, OTHER, f"eigenvector of largest {FORMULAS['one_plus']}", band=False)
        curve(axes, x, principal, PRINCIPAL, f"eigenvector of largest {FORMULAS['real_part']}")
        curve(axes, x, average, AVERAGE, "average over all eigenvectors")
        if others:
            entries = [layer["alike"][part] for layer in layers]
            curve(axes, x, entries, ALIKE, "average over those of its kind (real, or pairs)", band=False)
        marks(axes, x, principal, pairs, BLUE)
        if part != "p":
            deviations(axes, x, principal, BLUE, -0.06)
            deviations(axes, x, average, INK, 0.06)
        axes.axhline({"rho": 0, "delta_rho": 0, "p": 0.5}[part], color=INK, lw=0.5)
        axes.set_ylabel(FORMULAS[part])
        integers(axes)
    if any(pairs):
        panels[0].plot([], [], "o", ms=4, color=BLUE, mfc="white", label="complex pair: length in its plane")
    panels[-1].set_xlabel("layer")
    plain(*panels)


def with_everything(full: Experiment, reduced: Experiment) -> Any:
    """Figures 10 and 11: the same with embedding, feed-forward networks and affine norms; the reduced layers beside."""
    figure = new_figure("with embedding, feed-forward networks and affine norms", full, 8.6)
    panels = figure.subplots(4, 1, sharex=True)
    layer_panels(panels[:3], full, others=False)
    x = list(range(reduced.depth))
    for axes, part in zip(panels, PARTS, strict=False):
        entries = [layer["alignments"]["real_part"][part] for layer in reduced.layers]
        curve(axes, x, entries, OTHER, "the same without them (reduced layers)")
    for experiment, style in ((full, PRINCIPAL), (reduced, OTHER)):
        start = experiment.path[0]["distance"]["mean"] or 1.0
        entries = [scaled(entry["distance"], 1 / start) for entry in experiment.path[1 : experiment.depth + 1]]
        curve(panels[3], x, entries, style, None)
    panels[3].set(ylabel="distance, relative\nto the starts", xlabel="layer", ylim=(0, None))
    panels[2].set_xlabel("")
    plain(panels[3])
    legend_above(panels[0], 2)
    return figure


def scaled(entry: Any, factor: float) -> dict[str, Any]:
    """An estimate in another unit."""
    ends = entry["interval"]
    return {
        "mean": entry["mean"] * factor,
        "std": entry["std"] * factor,
        "interval": None if ends is None else [end * factor for end in ends],
    }


# ------------------------------------------------------------------ 6 and 8


def first_eigenvalues(experiment: Experiment) -> Any:
    """The first five real parts by layer with the gap shaded, and the gap relative to the amplification."""
    from verify.weights.judgement import SMALL_GAP
    from verify.weights.sentences_layers import relative_gaps

    figure = new_figure("first five eigenvalues of each layer matrix", experiment, 5.4)
    upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=(2, 1))
    layers = experiment.layers
    x = np.arange(len(layers))
    first = np.array([layer["leading"]["real_part"][0] for layer in layers])
    second = np.array([np.nan if layer["second"] is None else layer["second"][0] for layer in layers])
    for place in x:
        upper.fill_between([place - 0.3, place + 0.3], second[place], first[place], color=BLUE, alpha=0.3, lw=0)
    upper.fill_between([], [], [], color=BLUE, alpha=0.3, lw=0, label="spectral gap")
    for wanted, mark in ((False, "o"), (True, "D")):
        some = [(i, re) for i, layer in enumerate(layers) for re, im in layer["eigenvalues_top"] if bool(im) == wanted]
        face, label = ("white", "one of a complex pair") if wanted else (INK, "real")
        if some:
            upper.plot(*zip(*some, strict=True), mark, ms=4.5, mew=0.9, color=INK, mfc=face, label=label)
    upper.set_ylabel(r"$\mathrm{Re}\,\lambda$")
    gaps = relative_gaps(experiment)
    lower.bar(x, np.where(np.isfinite(gaps), gaps, 0), width=0.6, color=BLUE, alpha=0.8)
    lower.axhline(SMALL_GAP, label=f"below {SMALL_GAP:g} a gap counts as small", **MARKED)
    lower.set(ylabel=r"gap / $|1+\lambda_1|$", xlabel="layer")
    lower.legend(frameon=False, fontsize=8)
    integers(lower)
    plain(upper, lower)
    legend_above(upper)
    return figure


def cumulative(experiment: Experiment) -> Any:
    """Tokens after layer t and the principal eigenvector of H(t) ... H(1)."""
    figure = new_figure("principal eigenvector of the product H(t)⋯H(1)", experiment, 4.2)
    axes = figure.subplots()
    records = [layer["cumulative"] for layer in experiment.layers]
    x = list(range(len(records)))
    pairs = [record["pair"] for record in records]
    entries = [record["rho"] for record in records]
    sequences(axes, x, experiment.arrays["cumulative"])
    curve(axes, x, entries, PRINCIPAL, r"mean $|\cos|$ with $v_1$ of the product")
    marks(axes, x, entries, pairs, BLUE)
    if any(pairs):
        axes.plot([], [], "o", ms=4, color=BLUE, mfc="white", label="complex pair: length in its plane")
    curve(axes, x, [layer["mean"]["rho"] for layer in experiment.layers], AVERAGE, "average, eigenvectors of the layer")
    levels = [by_chance(experiment.settings["dimension"], pair) for pair in pairs]
    axes.step(x, levels, where="mid", label="a direction (or plane) at random", **MARKED)
    lost = [
        (t, entry["mean"])
        for t, (entry, record) in enumerate(zip(entries, records, strict=True))
        if not record["resolved"]
    ]
    if lost:
        axes.plot(*zip(*lost, strict=True), "x", ms=8, mew=1.4, color=RED, label="below the rounding of the product")
    axes.set(xlabel="layer t", ylabel=FORMULAS["rho"], ylim=(0, None))
    integers(axes)
    plain(axes)
    legend_above(axes)
    return figure
