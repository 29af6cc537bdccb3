"""The figures of one transformer and its page: which there are, what they show, the same bytes every time, readable."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from made import block, layered, random_blocks, shared, with_spectrum

from verify.errors import InvalidInput
from verify.report.figures import svg
from verify.report.weights_drawing import by_chance, rounded, short, written
from verify.report.weights_figures import Plate, figures, plates
from verify.report.weights_page import markdown
from verify.report.weights_steering_figure import steered
from verify.weights.experiment import Experiment, run_experiment
from verify.weights.model import Transformer
from verify.weights.sentences import judge_all
from verify.weights.sentences_layers import relative_gaps
from verify.weights.sentences_steering import judge_steering
from verify.weights.steering import Steering, steer

FEW: dict[str, Any] = {"tokens": 3, "sequences": 8, "extra": 2}
SHARED = [
    "fig_2a_eigenvalues",
    "fig_6a_distance",
    "fig_6b_sequences",
    "fig_6c_extra_layers",
    "fig_9_steering",
    "fig_10_full",
]
LAYERED = [
    "fig_2a_eigenvalues", "fig_2b_and_7_layers", "fig_6_eigenvalues", "fig_6a_distance", "fig_8_cumulative",
    "fig_9_steering", "fig_11_full",
]  # fmt: skip
Case = tuple[Transformer, Experiment, Experiment, Steering]


def case(model: Transformer, seed: int = 0) -> Case:
    """Experiments of both kinds, and a steering."""
    u = np.random.default_rng(5).standard_normal(model.dimension)
    reduced, full = (run_experiment(model, seed=seed, kind=kind, **FEW) for kind in ("reduced", "full"))
    return model, reduced, full, steer(model, u, 50.0, tokens=3, sequences=8)


def same_layers() -> Transformer:
    """A complex principal pair, and another eigenvalue of largest |1 + lambda|."""
    return shared(random_blocks(6, 1, seed=1)[0], 3, "wheel:same")


def other_layers() -> Transformer:
    """Four layers."""
    return layered(random_blocks(6, 4, seed=2, causal=True), "/home/somebody/other_layers")


@pytest.fixture(scope="module")
def same() -> Case:
    return case(same_layers())


@pytest.fixture(scope="module")
def other() -> Case:
    return case(other_layers())


def plate(given: Case, file: str) -> Plate:
    """One figure of a case."""
    model, reduced, full, steering = given
    found = {entry.file: entry for entry in plates(model, reduced, full=full, steering=steering)}
    return found[f"{file}.svg"]


def drawn_lines(figure: Any, panel: int, label: str) -> np.ndarray:
    """The line with this label in a panel, shape ``(points, 2)``."""
    (line,) = [line for line in figure.axes[panel].get_lines() if str(line.get_label()).startswith(label)]
    return np.asarray(line.get_xydata())


def texts(figure: Any) -> Iterator[tuple[str, Any]]:
    """Title, line of settings, legends above panels and axis labels, with their places in the figure."""
    figure.draw_without_rendering()
    renderer = figure.canvas.get_renderer()
    for artist in (figure._suptitle, figure._supxlabel):
        yield artist.get_text(), artist.get_window_extent(renderer)
    for axes in figure.axes:
        if axes.axison:
            for label in (axes.xaxis.label, axes.yaxis.label):
                if label.get_text():
                    yield label.get_text(), label.get_window_extent(renderer)
            if axes.get_legend() is not None and axes.get_legend()._loc == 3:
                yield "legend", axes.get_legend().get_window_extent(renderer)


def apart(figure: Any) -> None:
    """No text covers another one, and all are inside the figure."""
    placed = list(texts(figure))
    for index, (text, box) in enumerate(placed):
        assert not [other for other, place in placed[:index] if box.overlaps(place)], text
        assert box.x0 >= -1 <= box.y0, text
        assert box.x1 <= figure.bbox.x1 + 1, text
        assert box.y1 <= figure.bbox.y1 + 1, text


@pytest.mark.parametrize(
    ("name", "expected", "title"), [("same", SHARED, "wheel:same"), ("other", LAYERED, "other_layers")]
)
def test_files_are_the_same_bytes_again_and_readable(
    name: str, expected: list[str], title: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    model, reduced, full, steering = request.getfixturevalue(name)
    files = figures(model, reduced, tmp_path, full=full, steering=steering)
    assert [path.stem for path in files] == expected
    again = replace(reduced, arrays=dict(reversed(reduced.arrays.items())))
    for path, entry in zip(files, plates(model, again, full=full, steering=steering), strict=True):
        figure, text = entry.draw(), path.read_text()
        assert svg(figure) == text, path.name
        assert f">{title}: " in text, path.name
        assert "/home" not in text, path.name
        assert "<dc:date>" not in text, path.name
        apart(figure)
    fewer = [entry.file for entry in plates(model, reduced)]
    assert fewer == [f"{stem}.svg" for stem in expected if stem not in ("fig_9_steering", "fig_10_full", "fig_11_full")]


def test_layers_are_drawn_from_their_records(other: Case) -> None:
    figure = plate(other, "fig_2b_and_7_layers").draw()
    layers = other[1].layers
    for panel, part in enumerate(("rho", "delta_rho", "p")):
        principal = drawn_lines(figure, panel, r"eigenvector of largest $\mathrm{Re}")
        assert principal[:, 1] == pytest.approx([layer[part] for layer in layers])
        average = drawn_lines(figure, panel, "average over all")
        assert average[:, 1] == pytest.approx([layer["means"][part] for layer in layers])
        alike = drawn_lines(figure, panel, "average over those")
        assert alike[:, 1] == pytest.approx([layer["alike"][part]["mean"] for layer in layers])
    hollow = [line for line in figure.axes[0].get_lines() if line.get_marker() == "o" and line.get_mfc() == "white"]
    pairs = [layer["index"] for layer in layers if layer["pair"]]
    assert 0 < len(pairs) < len(layers)
    assert [list(line.get_xdata()) for line in hollow if len(line.get_xdata())] == [pairs]


def test_gaps_and_first_eigenvalues(other: Case) -> None:
    upper, lower = plate(other, "fig_6_eigenvalues").draw().axes
    assert [bar.get_height() for bar in lower.patches] == pytest.approx(relative_gaps(other[1]))
    shown = np.concatenate([np.asarray(line.get_xydata()) for line in upper.get_lines()])
    expected = [(layer["index"], value[0]) for layer in other[1].layers for value in layer["eigenvalues_top"]]
    assert np.array(sorted(shown.tolist())) == pytest.approx(np.array(sorted(expected)))
    complex_ones = [line for line in upper.get_lines() if line.get_marker() == "D"]
    count = sum(bool(im) for layer in other[1].layers for _, im in layer["eigenvalues_top"])
    assert sum(len(line.get_xdata()) for line in complex_ones) == count > 0


def test_histograms_hold_all_tokens(same: Case) -> None:
    figure = plate(same, "fig_2a_eigenvalues").draw()
    assert sum(bar.get_height() for bar in figure.axes[0].patches) == same[1].settings["dimension"]
    panels = [axes for axes in figure.axes[1:] if axes.axison]
    assert len(panels) >= 3
    for axes in panels:
        stairs = [patch.get_data().values.sum() for patch in axes.patches]
        assert stairs == pytest.approx([1, 1, 1])


def test_sequences_and_means_by_depth(same: Case) -> None:
    reduced = same[1]
    figure = plate(same, "fig_6b_sequences").draw()
    grey = drawn_lines(figure, 0, "single sequences")
    curves = grey[:, 1].reshape(8, -1)[:, :-1]
    assert curves == pytest.approx(reduced.arrays["curve real_part"][:4].T)
    mean = drawn_lines(figure, 0, r"mean, eigenvector of largest $\mathrm{Re}")
    assert mean[:, 1] == pytest.approx(curves.mean(0))
    longer = plate(same, "fig_6c_extra_layers").draw()
    assert len(drawn_lines(longer, 0, r"largest $\mathrm{Re}")) == 6
    assert drawn_lines(longer, 0, "depth of the model")[0, 0] == 3
    figure = plate(same, "fig_6a_distance").draw()
    assert drawn_lines(figure, 1, "mean")[:, 1] == pytest.approx(reduced.arrays["distance"].mean(1))


def test_full_layers_beside_reduced_ones(other: Case) -> None:
    _, reduced, full, _ = other
    figure = plate(other, "fig_11_full").draw()
    assert drawn_lines(figure, 0, r"eigenvector of largest")[:, 1] == pytest.approx(
        [layer["rho"] for layer in full.layers]
    )
    assert drawn_lines(figure, 0, "the same without")[:, 1] == pytest.approx([layer["rho"] for layer in reduced.layers])
    lines = figure.axes[3].get_lines()
    for line, experiment in zip(lines, (full, reduced), strict=True):
        means = experiment.arrays["distance"].mean(1)
        assert line.get_ydata() == pytest.approx(means[1:5] / means[0])


def test_unresolved_products_are_marked(other: Case) -> None:
    model, reduced, _, _ = other
    layers = [dict(layer) for layer in reduced.layers]
    layers[2]["cumulative"] = {**layers[2]["cumulative"], "resolved": False}
    found = {entry.file: entry for entry in plates(model, replace(reduced, layers=layers))}
    figure = found["fig_8_cumulative.svg"].draw()
    assert drawn_lines(figure, 0, "below the rounding")[:, 0].tolist() == [2]
    with pytest.raises(ValueError, match="expected 1, got 0"):
        drawn_lines(plate(other, "fig_8_cumulative").draw(), 0, "below the rounding")


def test_steering_sends_tokens_to_both_sides_of_u(other: Case) -> None:
    model, reduced, _, steering = other
    found = steered(model, reduced, steering)
    assert found.last is not None
    assert found.last["rho"] > reduced.layers[-1]["rho"] + 0.2
    after = found.cosines["changed"]
    assert abs(after).mean() == pytest.approx(steering.after.mean)
    assert (after > 0).mean() == pytest.approx(steering.after.plus)
    assert abs(found.cosines["unchanged"]).mean() == pytest.approx(steering.before.mean)


def test_without_a_change_the_last_layer_is_that_of_the_experiment(other: Case) -> None:
    model, reduced, _, _ = other
    nothing = steer(model, np.ones(6), 1e-13, tokens=3, sequences=8)
    found = steered(model, reduced, nothing)
    assert found.last is not None
    assert found.last["rho"] == pytest.approx(reduced.layers[-1]["rho"], abs=1e-6)
    assert found.last["delta_rho"] == pytest.approx(reduced.layers[-1]["delta_rho"], abs=1e-6)
    assert found.cosines["changed"] == pytest.approx(found.cosines["unchanged"], abs=1e-6)


def test_smaller_kappas_are_drawn(other: Case) -> None:
    steering = other[3]
    axes = plate(other, "fig_9_steering").draw().axes[-1]
    curve, chosen = axes.get_lines()
    assert [tuple(point) for point in curve.get_xydata()] == [tuple(point) for point in steering.curve]
    assert chosen.get_xdata()[0] == 50


def test_steering_of_shared_weights_is_shown_by_depth(same: Case) -> None:
    found = steered(same[0], same[1], same[3])
    assert found.last is None
    assert found.curves["changed"].shape == (4, 8)
    assert (found.curves["changed"][0] == found.curves["unchanged"][0]).all()
    assert found.curves["changed"][1:].mean() > 0.8 > found.curves["unchanged"].mean()


@pytest.mark.parametrize(("d", "alike"), [(1, True), (2, False)])
def test_the_smallest_models_are_drawn(d: int, alike: bool, tmp_path: Path) -> None:
    """One token, no interval, no second eigenvector, no extra layer: nothing divides by zero."""
    attention = block([np.diag([1.0, 0.5])[:d, :d]])
    model = shared(attention, 1) if alike else layered([attention])
    reduced, full = (run_experiment(model, tokens=1, sequences=2, extra=0, kind=kind) for kind in ("reduced", "full"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        files = figures(model, reduced, tmp_path, full=full)
        page = markdown(model, reduced, files, full=full)
    assert len(files) == (4 if alike else 6)
    assert page.count("![") == len(files)


def test_other_experiments_are_refused(same: Case, other: Case) -> None:
    with pytest.raises(InvalidInput, match="expected reduced"):
        plates(same[0], same[2])
    with pytest.raises(InvalidInput, match="expected full"):
        plates(same[0], same[1], full=same[1])
    with pytest.raises(InvalidInput, match="expected the transformer wheel:same"):
        plates(same[0], other[1])


@pytest.mark.parametrize("name", ["same", "other"])
def test_the_page(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    model, reduced, full, steering = request.getfixturevalue(name)
    files = [tmp_path / entry.file for entry in plates(model, reduced, full=full, steering=steering)]
    page = markdown(model, reduced, files[1:], full=full, steering=steering, conventions={"paper": reduced})
    assert page == markdown(model, reduced, files[1:], full=full, steering=steering, conventions={"paper": reduced})
    distance = reduced.arrays["distance"].mean(1)
    assert f" {rounded(distance[reduced.depth] / distance[0])} |" in page.split("## Conventions")[1]
    assert "## Conventions" not in markdown(model, reduced, judgements=[])
    assert "/home" not in page
    assert f"(figures/{files[1].name})" in page
    assert files[0].name not in page
    assert "without biases" in page
    for judgement in [*judge_all(reduced, full), *judge_steering(steering)]:
        line = next(line for line in page.splitlines() if f"`{judgement.id}`" in line)
        assert judgement.verdict is None or f"**{judgement.verdict.value}**" in line
        assert judgement.verdict is not None or judgement.explanation in line
    rows = [line for line in page.splitlines() if line.startswith("| ") and re.match(r"\| \d+ \|", line)]
    assert len(rows) == reduced.depth
    tables = re.findall(r"(?:^\|.*\n)+", page, flags=re.MULTILINE)
    for table in tables:
        bars = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
        assert len(bars) == 1, table
    # A formula that begins or ends with a space is not shown as one.
    assert not [line for line in page.splitlines() if any(part != part.strip() for part in line.split("$")[1::2])]


def test_levels_by_chance() -> None:
    """Known integrals: E|cos| is 2/pi on the circle and 1/2 on the sphere; the length in a plane of R^3 is pi/4."""
    assert by_chance(2, plane=False) == pytest.approx(2 / np.pi)
    assert by_chance(3, plane=False) == pytest.approx(1 / 2)
    assert by_chance(3, plane=True) == pytest.approx(np.pi / 4)
    assert by_chance(1, plane=False) == pytest.approx(1)
    assert by_chance(2, plane=True) == pytest.approx(1)


def test_names_and_numbers() -> None:
    assert short("/home/somebody/bert$") == r"bert\$"
    assert short("org/model") == "org/model"
    assert short("wheel:rxnfp/bert_ft") == "wheel:rxnfp/bert_ft"
    assert len(short("a" * 90)) == 36
    assert written([0.80173, 0.26407]) == "0.802 ± 0.264i"
    assert written([-1.5, 0.0]) == "−1.5"
    assert written([7838.2, 0.0]) == "7840"


def test_a_symmetric_pair_of_ends() -> None:
    """Theorem 1 in a picture: after many layers all cosines are in the outermost bins."""
    H, _ = with_spectrum([3.0, 0.2, 0.1, 0.0, -0.1])
    model = shared(block([H]), 3)
    entry, *_ = plates(model, run_experiment(model, tokens=4, sequences=12, extra=20))
    shares = entry.draw().axes[1].patches[-1].get_data().values
    assert shares[0] + shares[-1] == pytest.approx(1)
    assert shares[0] > 0 < shares[-1]
