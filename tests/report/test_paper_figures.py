"""The figures of the asymptotics and clusters papers: labelled, of existing claims, and what they show is what is claimed."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest

from verify.graph import load
from verify.report import asymptotic_figures as asymptotic
from verify.report import clusters_figures as clusters
from verify.report.figures import drawings, figures, svg
from verify.systems import Clusters
from verify.trajectories import rescaled

HOMES = (asymptotic.__name__, clusters.__name__)
DRAWN = {claim: draw for claim, draw in drawings().items() if draw.__module__ in HOMES}
assert len(DRAWN) >= 14, "the figures of both papers are registered"
MADE: dict[str, Any] = {}


def _figure(claim: str) -> Any:
    """Each is drawn once."""
    if claim not in MADE:
        MADE[claim] = DRAWN[claim]()
    return MADE[claim]


def _lines(axes: Any, colour: str | None = None) -> list[np.ndarray]:
    return [line.get_xydata() for line in axes.lines if colour is None or line.get_color() == colour]


@pytest.mark.parametrize("claim", DRAWN)
def test_a_figure_names_its_claim_and_its_axes(claim: str) -> None:
    assert claim in load().claims
    figure = _figure(claim)
    assert figure.get_suptitle().endswith(f"\n{claim}")
    for axes in figure.axes:
        # The circle and the balls have no axes; the bar of colours has no names.
        if axes.axison and axes.get_label() not in ("bar", "<colorbar>") and axes.name != "3d":
            assert axes.get_xlabel()
            assert axes.get_ylabel()


# Drawing takes longest: one with a bar of colours, one with surfaces, one with plain axes.
@pytest.mark.parametrize(
    "claim", ["clusters.theorem_boolean", "clusters.theorem_hyperplanes", "clusters.theorem_polytope"]
)
def test_they_are_drawings_and_not_too_large(claim: str) -> None:
    text = svg(_figure(claim))
    assert ElementTree.fromstring(text).tag.endswith("svg")
    assert "<image" not in text
    assert len(text) < 150_000


def test_the_report_gets_them_by_the_names_of_the_claims() -> None:
    made = figures(["clusters.codimension_conjecture.one", "power_method.remark_3"])
    assert list(made) == ["codimension_conjecture.one.svg"]
    assert made["codimension_conjecture.one.svg"] == svg(clusters.four_planes())


def test_no_other_claim_would_show_the_same_file() -> None:
    """The report finds a picture by what follows the paper's name."""
    ends = [claim.split(".", 1)[1] for claim in load().claims]
    assert all(ends.count(claim.split(".", 1)[1]) == 1 for claim in DRAWN)


def test_the_distance_stays_below_its_bound() -> None:
    for axes in _figure("asymptotic.theorem_hemisphere.rate").axes:
        by_colour: dict[str, list[np.ndarray]] = {}
        for line in axes.lines:
            by_colour.setdefault(line.get_color(), []).append(line.get_xydata())
        assert len(by_colour) == 3
        for seen, bound in by_colour.values():
            assert (seen[:, 1] <= bound[: len(seen), 1]).all()
            assert seen[-1, 1] < seen[0, 1] / 100


def test_heights_rise_and_causal_tokens_reach_their_leaders() -> None:
    heights = _lines(_figure("asymptotic.theorem_hemisphere").axes[1])[-1]
    assert np.diff(heights[:, 1]).min() > -1e-7
    for line in _lines(_figure("asymptotic.theorem_causal_identity").axes[1]):
        assert line[-1, 1] > 0.999
    upper, lower = _figure("beyond.causal_symmetric").axes[1], _figure("beyond.causal_symmetric").axes[3]
    assert all(line[-1, 1] > 0.999 for line in _lines(upper)[:8])
    assert all(line[-1, 1] < -0.999 for line in _lines(lower)[:8])


def test_the_counterexample_leaves_and_the_control_comes() -> None:
    graph = _figure("asymptotic.theorem_causal_symmetric.hemisphere").axes[1]
    away, back = (_lines(graph, colour) for colour in (asymptotic.RED, asymptotic.BLUE))
    assert len(away) == len(back) == 7
    assert all(abs(abs(line[-1, 1]) - 180) < 1 for line in away)
    assert all(abs(line[-1, 1]) < 1 for line in back)


def test_energies_rise_and_the_counterexample_has_complex_pairs() -> None:
    lines = _lines(_figure("beyond.gradient").axes[1])[:6]
    assert all(np.diff(line[:, 1]).min() > -1e-6 for line in lines)
    values = np.vstack(_lines(_figure("asymptotic.theorem_gradient.gradient").axes[1])[1:])
    assert len(values) == 8
    assert (
        np.abs(values - [0.9316, 0.0243]).max(axis=1).min() < 1e-4
    )  # as the counterexample says, from another derivative


def test_how_many_limits_there_are() -> None:
    figure = _figure("clusters.theorem_hyperplanes")
    assert [figure.axes[k].get_title() for k in (1, 3)] == ["2 limits", "3 limits"]
    ends = np.sort([line[-1, 1] for line in _lines(_figure("clusters.codimension_conjecture.one").axes[0])])
    assert np.abs(ends - [0, 0, 1, 1, 2, 2, 3, 3]).max() < 0.05


def test_limits_of_the_polytope_are_points_of_s() -> None:
    for axes in _figure("clusters.theorem_polytope").axes:
        found = {line.get_label(): line.get_xydata() for line in axes.lines}
        gaps = np.abs(found["tokens in the limit"][:, None] - found["the set S"][None]).max(axis=2).min(axis=1)
        assert gaps.max() < 1e-2


def test_a_symmetric_path_is_that_of_the_integrator_while_rounding_is_small() -> None:
    system = Clusters(value=np.eye(2))
    half = np.array([[1.0, 0.4], [0.2, 0.9], [0.0, 0.0]])
    tokens = np.vstack([half, -half[:2]])
    path = clusters._symmetric_path(system, tokens, [np.eye(2), -np.eye(2)], 1.0)
    assert np.abs(path[-1] - rescaled(system, tokens, 1.0, stop=False).states[-1]).max() < 1e-7
    assert np.abs(path[-1][:2] + path[-1][3:]).max() < 1e-14
