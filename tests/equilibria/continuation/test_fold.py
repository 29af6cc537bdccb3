"""A clustering equilibrium that folds: located, certified, seen again by other means; and proofs that must fail."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import root

from verify import Attention
from verify.equilibria.continuation import Branch, diagram, follow, parse
from verify.equilibria.continuation.balls import BallChart
from verify.equilibria.continuation.curve import Curve, Node
from verify.equilibria.continuation.events import Crossing
from verify.equilibria.continuation.family import family
from verify.equilibria.continuation.prove import fold_equations, prove
from verify.equilibria.continuation.space import fixed_space
from verify.errors import InvalidInput

VALUE = np.array([[2.0, -1.0], [-1.0, -0.5]])
KEY = np.array([[0.75, 3.0], [3.0, 12.5]])
STATE = np.array(
    [
        [-0.95552333, 0.29491554],
        [0.88858351, -0.45871488],
        [-0.95552333, 0.29491554],
        [0.99602234, 0.08910384],
        [-0.95552333, 0.29491554],
        [-0.95552333, 0.29491554],
    ]
)
SYSTEM = Attention(value=VALUE, query_key=KEY)


@pytest.fixture(scope="module")
def branch() -> Branch:
    return follow(SYSTEM, STATE, parse("score=0.1:1.5", SYSTEM))


def test_the_branch_turns_and_goes_on(branch: Branch) -> None:
    folds = [event for event in branch.events if event.kind == "fold"]
    assert folds
    assert all(event.multiplicity == 1 for event in branch.events)
    first = folds[-1]
    assert first.parameter == pytest.approx(min(p.parameter for p in branch.points[-40:]), abs=1e-2)
    assert {point.verdict for point in branch.points} == {"stable", "unstable"}
    for point in branch.points:
        system = Attention(value=VALUE, query_key=point.parameter * KEY)
        assert np.abs(system.field(point.tokens)).max() < 1e-13


def test_folds_are_certified_to_the_last_digits(branch: Branch) -> None:
    for event in branch.events:
        if event.kind == "fold":
            assert event.certificate is not None
            assert event.certificate.high - event.certificate.low < 1e-13
            assert abs(event.parameter - event.certificate.low) < 1e-10


def test_beside_a_fold_there_are_two_equilibria_or_none(branch: Branch) -> None:
    """SciPy's root finder in angles: their distance is proportional to the square root of the distance from the fold."""
    event = next(event for event in branch.events if event.kind == "fold" and event.stability_changes)
    angles = np.arctan2(event.tokens[:, 1], event.tokens[:, 0])

    def moved(at: np.ndarray, p: float) -> np.ndarray:
        tokens = np.column_stack([np.cos(at), np.sin(at)])
        across = np.column_stack([-np.sin(at), np.cos(at)])
        return (Attention(value=VALUE, query_key=p * KEY).field(tokens) * across).sum(axis=1)

    def near(p: float) -> list[np.ndarray]:
        found: list[np.ndarray] = []
        direction = null_direction(event.tokens, event.parameter)
        for length in (0.01, -0.01, 0.003, -0.003):
            result = root(moved, angles + length * direction, args=(p,), tol=1e-13)
            good = result.success and np.abs(result.fun).max() < 1e-12 and np.abs(result.x - angles).max() < 0.1
            if good and all(np.abs(result.x - other).max() > 1e-6 for other in found):
                found.append(result.x)
        return found

    counts = {sign: near(event.parameter + sign * 1e-5) for sign in (-1, 1)}
    assert sorted(len(found) for found in counts.values()) == [0, 2]
    side = next(sign for sign, found in counts.items() if found)
    apart = [np.abs(np.subtract(*near(event.parameter + side * gap))).max() for gap in (1e-5, 4e-5)]
    assert apart[1] / apart[0] == pytest.approx(2.0, abs=0.05)


def null_direction(tokens: np.ndarray, p: float) -> np.ndarray:
    from verify.observe import tangent_basis, tangent_jacobian

    matrix = tangent_jacobian(Attention(value=VALUE, query_key=p * KEY), tokens)
    basis = tangent_basis(tokens)[:, :, 0]
    across = np.column_stack([-tokens[:, 1], tokens[:, 0]])
    return np.linalg.svd(matrix)[2][-1] * (basis * across).sum(axis=1)


def curve_of(branch: Branch, index: int) -> tuple[Curve, Node]:
    parameter = branch.parameter
    systems = family(SYSTEM, parameter)
    event = branch.events[index]
    curve = Curve(systems, fixed_space(systems, event.tokens), parameter.low, parameter.high - parameter.low)
    q = (event.parameter - curve.origin) / curve.width
    return curve, Node(curve.space.restrict(event.tokens), q, np.zeros(0), 0.0)


def test_no_fold_is_certified_where_there_is_none(branch: Branch) -> None:
    """A point of the branch far from its folds, called a fold; and a fold, called a change of stability elsewhere."""
    curve, node = curve_of(branch, -1)
    middle = max(branch.points, key=lambda point: min(abs(point.arclength - e.arclength) for e in branch.events))
    q = (middle.parameter - curve.origin) / curve.width
    planted = Node(curve.space.restrict(middle.tokens), q, node.along, 0.0)
    proof, reason = prove(curve, Crossing("fold", planted, ()))
    assert proof is None
    assert reason
    proof, reason = prove(curve, Crossing("hopf", planted, ()))
    assert proof is None
    assert reason is not None
    assert "at both ends" in reason
    # Right state, wrong parameter: nothing is at rest there.
    proof, reason = prove(curve, Crossing("hopf", replace(node, q=node.q + 0.2), ()))
    assert proof is None


def test_the_derivative_of_the_extended_system_is_that_of_differences(branch: Branch) -> None:
    import flint

    curve, node = curve_of(branch, -1)
    rng = np.random.default_rng(0)
    with flint.ctx.workprec(192):
        chart = BallChart(curve.family.enclosed(), curve.space, node.y)
        r = curve.space.unknowns
        normal = rng.normal(size=r)
        equations = fold_equations(chart, normal)
        z = np.concatenate([0.1 * rng.normal(size=r), [0.7], rng.normal(size=r)])
        balls = np.array([flint.arb(float(x)) for x in z], dtype=object)
        matrix = np.array([[float(x.mid()) for x in row] for row in equations.derivative(balls)])
        step = flint.arb(2) ** -60
        for k in range(2 * r + 1):
            there, back = balls.copy(), balls.copy()
            there[k], back[k] = there[k] + step, back[k] - step
            slope = (equations.residual(there) - equations.residual(back)) / (2 * step)
            assert np.abs(matrix[:, k] - [float(x.mid()) for x in slope]).max() < 1e-12


def test_a_small_budget_ends_the_branch_with_a_reason() -> None:
    branch = follow(SYSTEM, STATE, parse("score=0.1:1.5", SYSTEM), certify=False, budget=5)
    assert branch.ends == ("budget", "budget")
    assert len(branch.points) == 9
    assert sum("budget of points was spent" in note for note in branch.notes) == 2


def test_the_diagram_is_the_same_bytes_and_tells_stability_and_events(branch: Branch, tmp_path: Path) -> None:
    texts = []
    for name in ("one.svg", "two.svg"):
        diagram([branch], tmp_path / name)
        texts.append((tmp_path / name).read_bytes())
    assert texts[0] == texts[1]
    svg = texts[0].decode()
    for word in ("score", "spread of the tokens", "stable", "unstable", "fold"):
        assert f">{word}<" in svg
    assert "stroke-dasharray" in svg
    diagram([branch], tmp_path / "growth.svg", measure="growth")
    assert "spectral abscissa" in (tmp_path / "growth.svg").read_text()
    with pytest.raises(InvalidInput, match="0 parameters"):
        diagram([], tmp_path / "none.svg")
