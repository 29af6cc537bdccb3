"""The drawn boundaries: on their two sides `verify.stability` decides differently."""

import math

import numpy as np
import pytest

import verify
from verify import Attention, Oja
from verify.report.stability.criterion import Split, over_eigenvalue, over_score, over_step
from verify.report.stability.region_figure import boundary, without
from verify.report.stability.regions import carriers, diagrams

BESIDE = 1e-7
SYSTEMS = {
    "short step": ((2.0, 0.7, 0.1, -1.0), 0.1, 6),
    "long step": ((1.0, 0.5, -3.0), 0.9, 10),
    "flow": ((1.0, 0.3, -1.5), None, 7),
    "two tokens": ((1.0, -0.5), 1.0, 2),
}


def _verdict(values, k, c, step, n, minus):
    """The verdict on a split with the score matrix ``c I``, whose score is c at every eigenvector."""
    system = Attention(value=np.diag(values), query_key=c * np.eye(len(values)), step_size=step)
    found = [e for e in verify.stability(system, tokens=n) if e.eigenvector == k and e.low <= minus <= e.high and e.low]
    return found[0].outcome.verdict


def _beside(x, c, diagram):
    """Both sides of a boundary point, across and along the frame: one of the two pairs is separated by the curve."""
    right, up = (BESIDE * (high - low) for low, high in (diagram.frame, diagram.scores))
    return [((x + right, c), (x - right, c)), ((x, c + 20 * up), (x, c - 20 * up))]


def _decided(diagram, values, split, n, x, c):
    if diagram.kind == "step":
        return _verdict(values, diagram.eigenvector, c, x, n, split.minus)
    own = values[diagram.eigenvector]
    extremes = [v for v in split.others if v != values[diagram.other]]  # eigenvalues between do not decide
    changed = sorted([own, x * abs(own), *extremes], reverse=True)
    return _verdict(changed, changed.index(own), c, diagram.step, n, split.minus)


@pytest.mark.parametrize("name", SYSTEMS)
def test_the_two_sides_of_a_drawn_boundary_are_decided_differently(name):
    values, step, n = SYSTEMS[name]
    result = verify.stability(Attention(value=np.diag(values), step_size=step), tokens=n)
    rng, checked = np.random.default_rng(1), 0
    for diagram in diagrams(result):
        for region in diagram.regions:
            points = [p for line in boundary(region, diagram.reach) for p in line]
            for i in rng.permutation(len(points))[:5]:
                x, c = points[i]
                if (
                    diagram.kind == "ratio"
                    and min(abs(x - v / abs(values[diagram.eigenvector])) for v in values) < 1e-5
                ):
                    continue  # a repeated eigenvalue is no input of `verify.stability`
                if diagram.kind == "step" and x < 1e-5:
                    continue
                pairs = [
                    {_decided(diagram, values, region.split, n, *side) for side in sides}
                    for sides in _beside(x, c, diagram)
                ]
                assert any("stable" in pair and len(pair) == 2 for pair in pairs), (
                    diagram.kind,
                    region.name,
                    x,
                    c,
                    pairs,
                )
                checked += 1
    assert checked > 12 or name == "two tokens"


@pytest.mark.parametrize("name", SYSTEMS)
def test_points_of_the_frame_are_inside_exactly_where_they_are_stable(name):
    values, step, n = SYSTEMS[name]
    result = verify.stability(Attention(value=np.diag(values), step_size=step), tokens=n)
    rng, seen = np.random.default_rng(2), set()
    for diagram in diagrams(result):
        if diagram.kind == "ratio":
            continue
        for region in diagram.regions:
            for _ in range(6):
                x, c = rng.uniform(*diagram.frame), rng.uniform(*diagram.scores)
                inside = any(low < x < high for low, high in over_step(region.split, c, diagram.frame))
                assert inside == (_verdict(values, diagram.eigenvector, c, x, n, region.split.minus) == "stable")
                seen.add(inside)
    assert seen == {True, False}


def test_balanced_threshold_is_the_hyperbolic_tangent():
    # beyond.flow_criterion: balanced, |H| = tanh |c|; stable for lambda_2 / lambda_1 < H.
    split = Split(2.0, (0.7, -1.0), 3, 3)
    [(low, high)] = over_score(split, None, (-10.0, 10.0))
    assert low == pytest.approx(math.atanh(0.35), rel=1e-12)
    assert high == 10.0
    [(_, ratio)] = over_eigenvalue(split, 0, 0.8, None, (-0.5, 1.5))
    assert ratio == pytest.approx(math.tanh(0.8), rel=1e-12)


def test_unbalanced_threshold_is_h():
    # H = (cosh 2c - cosh 2 eta) / sinh 2c with eta = ln(m/(n-m))/2, here m = 4 and n = 6.
    c, eta = 1.1, math.log(2) / 2
    [(_, ratio)] = over_eigenvalue(Split(2.0, (0.7, -1.0), 4, 2), 0, c, 0.1, (-0.4, 1.5))
    assert ratio == pytest.approx((math.cosh(2 * c) - math.cosh(2 * eta)) / math.sinh(2 * c), rel=1e-12)


def test_consensus_limit_is_that_of_theorem_2():
    # alpha (|lambda_d| - lambda_1) < 2.
    assert over_step(Split(1.0, (0.5, -3.0), 6, 0), 0.3, (0.0, 9.0)) == [(0.0, 1.0)]
    assert over_step(Split(1.0, (2.0,), 6, 0), 0.3, (0.0, 9.0)) == []


@pytest.mark.parametrize("step", [None, 0.2])
def test_complex_eigenvalues_are_decided_as_by_the_certified_route(step):
    rng = np.random.default_rng(5)
    block = np.array([[0.1, -0.8, 0, 0], [0.8, 0.1, 0, 0], [0, 0, 1.0, 0], [0, 0, 0, -0.7]])
    seen = set()
    for _ in range(12):
        c = float(rng.uniform(-0.3, 1.5))
        system = Attention(value=block, query_key=c * np.eye(4), step_size=step)
        result = verify.stability(system, tokens=5, nonsymmetric=True)
        entry = next(e for e in result if e.eigenvector == 0 and e.low == 2)
        split = Split(1.0, (-0.7, 0.1 + 0.8j), 3, 2)
        inside = any(low < c < high for low, high in over_score(split, step, (-3.0, 3.0)))
        assert inside == (entry.outcome.verdict == "stable")
        seen.add(inside)
    assert seen == {True, False}


def test_the_oja_system_is_the_line_of_score_zero():
    result = verify.stability(Oja(value=np.diag([1.0, 0.5]), step_size=0.5), tokens=5)
    assert {d.own[1] for d in diagrams(result)} == {0.0}
    assert all(
        not any(low < 0.0 < high for low, high in over_score(r.split, 0.5, (-5, 5)))
        for d in diagrams(result)
        for r in d.regions
    )


def test_negative_end_is_drawn_only_where_it_can_carry_a_stable_split():
    assert carriers(verify.stability(Attention(value=np.diag([2.0, -1.0]), step_size=0.1))) == [0]
    assert carriers(verify.stability(Attention(value=np.diag([1.0, -2.0]), step_size=0.1))) == [0, 1]


def test_no_diagram_without_splits_or_without_a_tangent():
    assert diagrams(verify.stability(Attention(value=np.diag([2.0, 1.0]), step_size=0.1), tokens=1)) == []
    assert diagrams(verify.stability(Attention(value=[[2.0]], step_size=0.1), tokens=4)) == []


def test_without():
    assert without((0.0, 4.0), [(1.0, 2.0), (3.0, 9.0)]) == [(0.0, 1.0), (2.0, 3.0)]
    assert without((0.0, 4.0), []) == [(0.0, 4.0)]
