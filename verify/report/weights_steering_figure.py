"""Figure 9 of arXiv 2605.25619 (and that of section 3.3): a steered transformer, and the alignment before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from verify.report.figures import BLUE, GREY, INK
from verify.report.weights_drawing import (
    AVERAGE,
    MARKED,
    OTHER,
    PARTS,
    PRINCIPAL,
    curve,
    integers,
    legend_above,
    new_figure,
    plain,
    rounded,
)
from verify.report.weights_layer_figures import layer_panels

if TYPE_CHECKING:
    from verify.weights.experiment import Experiment
    from verify.weights.model import Transformer
    from verify.weights.reduced import Convention
    from verify.weights.steering import Steering


@dataclass(frozen=True, eq=False)
class Steered:
    """What the figure shows.

    Attributes:
        cosines: by name (arriving, unchanged, changed): ``cos(x_i, u)`` at the last layer, shape ``(sequences, n)``. Where
            weights are shared the change is in every layer, and arriving are the tokens before the first layer.
        curves: where weights are shared, by name (unchanged, changed): mean ``|cos(x_i, u)|`` of each sequence, shape
            ``(depth + 1, sequences)``; else empty.
        last: where weights differ, the record of the changed last layer; else None.
    """

    cosines: dict[str, np.ndarray]
    curves: dict[str, np.ndarray]
    last: dict[str, Any] | None


def steered(transformer: Transformer, experiment: Experiment, steering: Steering) -> Steered:
    """Push the tokens of the experiment through the layers, with and without the change: attention, and one eigenproblem.

    Args:
        transformer: without the change.
        experiment: with reduced layers; its tokens, sequences and seed are used, with the convention of the steering.
        steering: of the same transformer.
    """
    from verify.weights.measures import measure_layer
    from verify.weights.principal import spectrum
    from verify.weights.records import layer_record

    convention, depth, u = steering.convention, transformer.depth, steering.direction
    if transformer.shared:
        paths = {
            name: _path(model, experiment, convention, depth)
            for name, model in (("unchanged", transformer), ("changed", steering.transformer))
        }
        found = {name: np.stack([_cosines(states, u) for states in path]) for name, path in paths.items()}
        ends = {"arriving": found["unchanged"][0], **{name: along[-1] for name, along in found.items()}}
        return Steered(ends, {name: abs(along).mean(-1) for name, along in found.items()}, None)
    before = _path(transformer, experiment, convention, depth - 1)[-1]
    ends = {"arriving": before}
    for name, model in (("unchanged", transformer), ("changed", steering.transformer)):
        ends[name] = _step(model, convention, depth - 1, before)
    matrix = steering.transformer.layers[depth - 1].attention.layer_matrix().numpy()
    system = spectrum(matrix, convention.alpha)
    measures = measure_layer(before, ends["changed"], system, experiment.settings["seed"] + depth)
    last = layer_record(depth - 1, system, measures)
    return Steered({name: _cosines(states, u) for name, states in ends.items()}, {}, last)


def _path(model: Transformer, experiment: Experiment, convention: Convention, layers: int) -> list[np.ndarray]:
    """The states before the first layer and after each; only the last one where the layers differ."""
    from verify.weights.dynamics import Blocks, ReducedDynamics

    settings, dynamics = experiment.settings, ReducedDynamics(Blocks(model), convention)
    shape = (settings["sequences"], settings["tokens"], settings["dimension"])
    path = [dynamics.initial(shape, np.random.default_rng(settings["seed"]))]
    for layer in range(layers):
        path = [*(path if model.shared else []), dynamics.step(layer, path[-1])]
    return path


def _step(model: Transformer, convention: Convention, layer: int, states: np.ndarray) -> np.ndarray:
    from verify.weights.dynamics import Blocks, ReducedDynamics

    return ReducedDynamics(Blocks(model), convention).step(layer, states)


def _cosines(states: np.ndarray, u: np.ndarray) -> np.ndarray:
    from verify.weights.measures import units

    return np.clip(units(states) @ u, -1.0, 1.0)


def steering_figure(transformer: Transformer, experiment: Experiment, steering: Steering) -> Any:
    """By layer with the changed last one (or by depth, for shared weights); the tokens before and after; smaller kappas."""
    found = steered(transformer, experiment, steering)
    what = "every layer" if transformer.shared else "last layer"
    figure = new_figure(f"{what} steered, κ = {rounded(steering.kappa)}", experiment, 6.6)
    rows = ("depth",) * 3 if transformer.shared else PARTS
    places = figure.subplot_mosaic(
        [[row, side] for row, side in zip(rows, ("tokens", "tokens", "kappa"), strict=True)], width_ratios=(1.35, 1)
    )
    if transformer.shared:
        _by_depth(places["depth"], experiment, found)
    else:
        _by_layer([places[part] for part in PARTS], experiment, found.last)
    _tokens(
        places["tokens"], found.cosines, "before the first layer" if transformer.shared else "arriving at the layer"
    )
    _smaller(places["kappa"], steering)
    return figure


def _by_depth(axes: Any, experiment: Experiment, found: Steered) -> None:
    for name, style in (("unchanged", OTHER), ("changed", PRINCIPAL)):
        curve(axes, range(experiment.depth + 1), _estimates(found.curves[name], experiment), style, name)
    axes.set(xlabel="layers passed", ylabel=r"mean $|\cos(x_i, u)|$", ylim=(0, 1.02), xlim=(0, experiment.depth))
    integers(axes)
    plain(axes)
    legend_above(axes, 2)


def _smaller(axes: Any, steering: Steering) -> None:
    """What other kappas of the same sign do."""
    kappas, means = np.array(steering.curve).T
    axes.semilogx(abs(kappas), means, **PRINCIPAL)
    axes.axvline(abs(steering.kappa), label="κ of this figure", **MARKED)
    axes.set(xlabel=r"$|\kappa|$", ylabel=r"mean $|\cos(x_i, u)|$", ylim=(0, 1.02))
    plain(axes)
    legend_above(axes, 1)


def _by_layer(panels: Any, experiment: Experiment, last: Any) -> None:
    from dataclasses import replace

    layers = [*experiment.layers[:-1], last]
    layer_panels(panels, replace(experiment, layers=layers), others=False)
    for axes, part in zip(panels, PARTS, strict=True):
        place, entry = len(layers) - 1, experiment.layers[-1]["alignments"]["real_part"][part]
        axes.plot(
            [place],
            [entry["mean"]],
            "X",
            ms=7,
            color=OTHER["color"],
            mec=INK,
            mew=0.6,
            zorder=5,
            label="last layer, unchanged",
        )
    for axes in panels[:-1]:
        axes.tick_params(labelbottom=False)
    legend_above(panels[0], 1)


def _tokens(axes: Any, cosines: dict[str, np.ndarray], arriving: str) -> None:
    edges = np.linspace(-1, 1, 41)
    shares = {name: np.histogram(found, edges)[0] / found.size for name, found in cosines.items()}
    axes.stairs(shares["changed"], edges, fill=True, color=BLUE, alpha=0.35)
    for name, label, style in (
        ("arriving", arriving, AVERAGE),
        ("unchanged", "after, unchanged", OTHER),
        ("changed", "after, changed", PRINCIPAL),
    ):
        axes.stairs(shares[name], edges, label=label, **style)
    axes.axvline(0, color=GREY, lw=0.6, zorder=0)
    axes.set(xlabel=r"$\cos(x_i, u)$", ylabel="share of tokens", xlim=(-1.02, 1.02), ylim=(0, None))
    axes.set_xticks([-1, -0.5, 0, 0.5, 1])
    plain(axes)
    legend_above(axes, 1)


def _estimates(curves: np.ndarray, experiment: Experiment) -> list[dict[str, Any]]:
    from verify.weights.intervals import estimates
    from verify.weights.measures import as_dict

    named = {str(step): values for step, values in enumerate(curves)}
    found = as_dict(estimates(named, experiment.settings["seed"]))
    return [found[name] for name in named]
