"""The figures of arXiv 2605.25619 for one real transformer: which there are, their captions, and their files.

Where the weights are shared: 2(a), 6(a), 6(b), 6(c), 10; where the layers differ: 2(a), 2(b) with 7, 6, 6(a), 8, 11. Figure 10
or 11 needs the experiment with full layers, figure 9 a steered model. All are SVG, the same bytes every time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verify.errors import InvalidInput
from verify.outputs import write_text
from verify.report import weights_depth_figures as by_depth
from verify.report import weights_layer_figures as by_layer
from verify.report.figures import svg
from verify.report.weights_drawing import settings_line

if TYPE_CHECKING:
    from verify.weights.experiment import Experiment
    from verify.weights.model import Transformer
    from verify.weights.steering import Steering

_BANDS = "Bands are 99 % bootstrap intervals of the means over sequences"
_MARKS = "Hollow marks stand for complex pairs: ρ is then the length of the projection on their plane, larger by chance alone"
_BARS = "thin bars are standard deviations over tokens, as in the paper"


@dataclass(frozen=True)
class Plate:
    """One figure.

    Attributes:
        file: its file name.
        title: what it restates of the paper.
        caption: what is seen, and how it was made.
        draw: makes the matplotlib figure.
    """

    file: str
    title: str
    caption: str
    draw: Callable[[], Any]


def plates(
    transformer: Transformer,
    experiment: Experiment,
    *,
    full: Experiment | None = None,
    steering: Steering | None = None,
) -> list[Plate]:
    """The figures that there are for a transformer, in the order of the paper; nothing is drawn yet.

    Args:
        transformer: the model, without steering.
        experiment: with reduced layers.
        full: with full layers, or None.
        steering: of the same model, or None.

    Raises:
        InvalidInput: if the experiments are of other kinds or of other models.
    """
    for given, kind in ((experiment, "reduced"), (full, "full")):
        if given is not None and given.settings["kind"] != kind:
            raise InvalidInput(f"an experiment has {given.settings['kind']} layers; expected {kind} ones")
        if given is not None and given.settings["model"] != transformer.name:
            raise InvalidInput(
                f"an experiment is of {given.settings['model']}; expected the transformer {transformer.name}"
            )
    made = f"Made with: {settings_line(experiment)}."
    found = _shared(experiment, made) if experiment.shared else _layered(experiment, made)
    if steering is not None:
        found.append(_steering(transformer, experiment, steering, made))
    if full is not None:
        found.append(_full(experiment, full))
    return found


def figures(
    transformer: Transformer,
    experiment: Experiment,
    folder: Path,
    *,
    full: Experiment | None = None,
    steering: Steering | None = None,
) -> list[Path]:
    """Draw all figures into a folder and return their files; arguments and errors of :func:`plates`.

    Raises:
        InvalidInput: also if a file cannot be written.
    """
    paths = []
    for plate in plates(transformer, experiment, full=full, steering=steering):
        path = folder / plate.file
        write_text(path, svg(plate.draw()))
        paths.append(path)
    return paths


def _distance(experiment: Experiment, made: str) -> Plate:
    extra = "identical layers" if experiment.shared else "layers, the same stack again"
    of = "" if experiment.shared else " The paper shows it for shared weights only."
    return Plate(
        "fig_6a_distance.svg",
        "Figure 6(a)",
        f"Mean distance of two tokens of a sequence, of their directions, by the number of layers passed; on the right on a "
        f"logarithmic scale, with {experiment.settings['extra']} further {extra}. One grey line for each sequence. "
        f"Below 1.5e-8 distances are rounding.{of} {made}",
        partial(by_depth.distance, experiment),
    )


def _shared(experiment: Experiment, made: str) -> list[Plate]:
    lines = "blue for the largest real part, as in the paper, and the others where they name another eigenvector"
    found = [
        Plate(
            "fig_2a_eigenvalues.svg",
            "Figure 2(a)",
            f"Real parts of all eigenvalues of the layer matrix, with the principal one by each choice: {lines}. Then the "
            f"tokens before the first layer, at the depth of the model and after the extra layers: their cosine with a real "
            f"eigenvector, with its sign, or the length of their projection on a plane or span. Counts are on a scale that is "
            f"linear up to 1. {made}",
            partial(by_depth.eigenvalues, experiment),
        ),
        _distance(experiment, made),
        Plate(
            "fig_6b_sequences.svg",
            "Figure 6(b)",
            f"Correlation with the principal eigenvector, its increment by a layer, and the share of tokens whose correlation "
            f"grows. One grey line for each sequence, for the largest real part; thick lines are means: {lines}. {_BANDS}. "
            f"{made}",
            partial(by_depth.by_sequence, experiment),
        ),
    ]
    if experiment.settings["extra"]:
        found.append(
            Plate(
                "fig_6c_extra_layers.svg",
                "Figure 6(c)",
                f"The same correlations when {experiment.settings['extra']} more identical layers follow. One grey line for "
                f"each sequence, for the largest real part; {_BANDS[0].lower() + _BANDS[1:]}. The paper shows examples of "
                f"trajectories. {made}",
                partial(by_depth.extra_layers, experiment),
            )
        )
    return found


def _layered(experiment: Experiment, made: str) -> list[Plate]:
    found = [
        Plate(
            "fig_2a_eigenvalues.svg",
            "Figure 2(a), for layers that differ",
            f"Real parts of the eigenvalues of all layer matrices together, with the largest one of each layer, and the mean "
            f"correlation of a sequence with the principal eigenvector of a layer before and after that layer, all layers "
            f"together. The paper shows shared weights only. Counts are on a scale that is linear up to 1. {made}",
            partial(by_depth.eigenvalues, experiment),
        ),
        Plate(
            "fig_2b_and_7_layers.svg",
            "Figures 2(b) and 7",
            f"Correlation after a layer with the principal eigenvector of that layer, its increment, and the share of tokens "
            f"whose correlation grows, beside the averages over all eigenvectors (a pair counts once) and over those of the "
            f"principal one's kind. {_BANDS}; {_BARS}. {_MARKS}. {made}",
            partial(by_layer.by_layer, experiment),
        ),
        Plate(
            "fig_6_eigenvalues.svg",
            "Figure 6",
            f"Real parts of the first five eigenvalues of each layer matrix (the two of a pair coincide); the shaded part is "
            f"the gap behind the principal eigenvalue or pair. Below, the gap as a share of the amplification |1 + λ₁|: "
            f"where it is small, the next eigenvector is amplified nearly as much. {made}",
            partial(by_layer.first_eigenvalues, experiment),
        ),
        _distance(experiment, made),
    ]
    if "cumulative" in experiment.arrays:
        found.append(
            Plate(
                "fig_8_cumulative.svg",
                "Figure 8",
                f"Correlation of the tokens after layer t with the principal eigenvector (by real part) of the product of the "
                f"layer matrices so far. {_BANDS}; one grey line for each sequence. {_MARKS}. The dotted line is what a "
                f"direction or plane at random has. {made}",
                partial(by_layer.cumulative, experiment),
            )
        )
    return found


def _steering(transformer: Transformer, experiment: Experiment, steering: Steering, made: str) -> Plate:
    from verify.report.weights_steering_figure import steering_figure

    told = (
        "The change is in every layer, since the weights are shared: mean correlation with the wanted direction u by depth"
        if transformer.shared
        else "Figure 2(b) with the last layer changed, whose principal eigenvector is now nearly the wanted direction u; the "
        "cross is the unchanged last layer"
    )
    return Plate(
        "fig_9_steering.svg",
        "Figure 9 and the figure of section 3.3",
        f"{told}. On the right the cosines of the tokens with u, with their sign: tokens may go to both sides of u; "
        f"below, their mean absolute value for other κ. {made}",
        partial(steering_figure, transformer, experiment, steering),
    )


def _full(experiment: Experiment, full: Experiment) -> Plate:
    number = 10 if experiment.shared else 11
    return Plate(
        f"fig_{number}_full.svg",
        f"Figure {number}",
        f"The measures of figure 2(b) with embedding, feed-forward networks, biases and affine norms, and in amber those of "
        f"the reduced layers. At the bottom the mean distance of tokens as a share of that of the starts, which decides "
        f"whether consensus persists; the paper does not draw it. {_BANDS}; {_BARS}. {_MARKS}. "
        f"Made with: {settings_line(full)}.",
        partial(by_layer.with_everything, full, experiment),
    )
