"""Members of families of equilibria, against the eigenvalues in floats and against what starts nearby do."""

from __future__ import annotations

import numpy as np
import pytest

from verify import Attention, MultiHead, Oja
from verify.equilibria.certification import certify
from verify.equilibria.certification.families import recognised
from verify.observe import tangent_jacobian

X = np.array([0.6, 0.8, 0.0])
TRIANGLE = np.array([[np.cos(a), np.sin(a), 0] for a in (0, 2 * np.pi / 3, 4 * np.pi / 3)])
SKEW = np.array([[0.0, 7, 0], [-7, 0, 0], [0, 0, 0]])


def signed(*signs: int) -> np.ndarray:
    return np.outer(signs, X)


ONES = np.ones((3, 3))
# A system's matrices, tokens, the dimension of the family.
FAMILIES = [
    (Attention(value=np.eye(3)), signed(1, 1, 1, 1), 2),
    (Attention(value=np.diag([1.0, 1, -1])), signed(1, 1, 1, 1), 1),
    (Attention(value=np.diag([0.1, 0.1, -0.7]), query_key=np.diag([3.0, -1, 2])), signed(1, 1, 1), 1),
    (Attention(value=np.diag([1.0, 1, 2])), signed(1, 1, 1), 1),
    (Attention(value=np.diag([1.0, 1, 0.1]), query_key=np.diag([3.0, 3, 0])), signed(1, 1, 1, -1, -1), 1),
    (Attention(value=np.diag([1.0, 1, 0.1]), query_key=3 * np.eye(3), causal=True), signed(1, -1, 1), 1),
    (Attention(value=2 * np.eye(3) - ONES), np.tile(np.array([1, -1, 0]) / np.sqrt(2), (4, 1)), 1),
    (Attention(value=np.array([[1.0, 0, 5], [0, 1, 7], [0, 0, -1]])), signed(1, 1, 1), 1),
    (
        MultiHead(values=[np.diag([1.0, 0, 0.5]), np.diag([0.0, 1, -0.5])], query_keys=[SKEW, np.eye(3)]),
        signed(1, 1, 1),
        1,
    ),
    (Attention(value=np.diag([1.0, -0.5, -0.3]), query_key=SKEW), signed(1, -1), 2),
    (Oja(value=np.diag([1.0, -2.0])), np.array([[1.0, 0], [-1, 0]]), 1),
    (Oja(value=np.diag([1.0, -2.0, -2.5])), np.array([[1.0, 0, 0], [-1, 0, 0]]), 2),
    (Oja(value=np.diag([1.0, -0.5, -0.3])), TRIANGLE, 3),
    (Attention(value=np.diag([1.0, -0.5, -0.3]), query_key=np.zeros((3, 3))), np.vstack([TRIANGLE, signed(1, -1)]), 7),
]


def timed(system, step_size):
    from dataclasses import replace

    return replace(system, step_size=step_size)


@pytest.mark.parametrize("step_size", [None, 0.25])
@pytest.mark.parametrize("number", range(len(FAMILIES)))
def test_the_verdict_is_that_of_the_other_eigenvalues(number, step_size):
    system, tokens, dimension = FAMILIES[number]
    system = timed(system, step_size)
    found = certify(system, tokens)
    assert (found.exists, found.isolated, found.family) == (True, False, dimension)
    assert found.error < 1e-12
    spectrum = np.linalg.eigvals(tangent_jacobian(system, tokens))
    growth = np.sort(spectrum.real if step_size is None else np.log(np.abs(spectrum)))[::-1]
    neutral = np.abs(growth) < 1e-7
    assert neutral.sum() >= dimension
    if growth[0] > 1e-7:
        assert (found.verdict, found.certified) == ("unstable", True)
    elif neutral.sum() == dimension:
        assert (found.verdict, found.certified) == ("stable", True)
        assert "starts close enough converge to members" in found.note
    else:
        assert (found.verdict, found.certified) == ("undecided", False)


def test_both_verdicts_and_both_times_occur():
    verdicts = {
        (certify(timed(system, step), tokens).verdict, step) for system, tokens, _ in FAMILIES for step in (None, 0.25)
    }
    assert {(verdict, step) for verdict in ("stable", "unstable") for step in (None, 0.25)} <= verdicts


@pytest.mark.parametrize("number", [0, 1, 2, 7, 8, 10, 11])
def test_starts_near_a_stable_member_end_at_members_near_it(number):
    """The second route: nothing but the step."""
    system, tokens, _ = FAMILIES[number]
    system = timed(system, 0.25)
    assert certify(system, tokens).verdict == "stable"
    rng, moved = np.random.default_rng(number), 0
    for _ in range(10):
        state = tokens + 1e-3 * rng.normal(size=tokens.shape)
        state /= np.linalg.norm(state, axis=1, keepdims=True)
        for _ in range(600):
            state = system.step(state)
        end = certify(system, state)
        assert end.family is not None
        assert end.verdict == "stable"
        assert np.abs(state - tokens).max() < 0.02
        moved += np.abs(state - tokens).max() > 1e-5
    assert moved  # to other members: the family is real


def test_what_only_looks_like_a_family_is_none():
    turn = np.linalg.qr(np.random.default_rng(0).normal(size=(3, 3)))[0]
    nearly = turn @ np.diag([1.0, 1, -1]) @ turn.T  # the eigenvalue is double up to rounding only
    found = certify(Attention(value=nearly), np.tile(turn[:, 0], (4, 1)))
    assert (found.exists, found.family, found.verdict) == (False, None, "undecided")
    for system, tokens in (
        (Attention(value=np.diag([1.0, 1 + 2.0**-52, -1])), signed(1, 1, 1)),
        (Attention(value=np.diag([1.0, 1, -1])), np.tile([0.6, 0, 0.8], (3, 1))),
        (Attention(value=np.diag([1.0, 1, -1])), TRIANGLE),
        (Attention(value=np.diag([1.0, -1, -2]), query_key=np.eye(3)), signed(1, -1)),
        (Attention(value=np.diag([1.0, -1, -2]), query_key=SKEW, causal=True), signed(1, -1)),
        (Attention(value=np.diag([1.0, -1, -2]), query_key=SKEW), TRIANGLE),
        (Oja(value=np.diag([1.0, -1, -2])), TRIANGLE[[0, 0, 1]]),
        # At different heads a bipartite state in the eigenspace of the sum is no equilibrium.
        (FAMILIES[8][0], signed(1, 1, -1)),
    ):
        assert recognised(system, tokens) is None
        assert not certify(system, tokens).certified


def test_a_cycle_of_the_step_is_no_fixed_point():
    # 1 + alpha lambda < 0 on the double eigenvalue: equilibria of the flow, a circle of two-cycles of the step.
    value = np.diag([-2.0, -2, 1])
    assert certify(Attention(value=value), signed(1, 1, 1)).exists
    found = certify(Attention(value=value, step_size=1.0), signed(1, 1, 1))
    assert (found.exists, found.certified) == (False, False)
    assert "1 + alpha kappa_i < 0" in found.note


def test_wider_families_than_the_recognised_one_are_undecided():
    # V = 0: every state is at rest, more than the sphere of consensus states.
    found = certify(Attention(value=np.zeros((3, 3))), signed(1, 1, 1))
    assert (found.exists, found.family, found.verdict, found.certified) == (True, 2, "undecided", False)
    assert "across it" in found.note


def test_a_search_shows_the_family():
    from verify import find_equilibria

    result = find_equilibria(Attention(value=np.eye(3)), tokens=5, starts=40, certify=True)
    entry = result.to_dict()["equilibria"][0]
    assert (entry["kind"], entry["isolated"], entry["family"], entry["certified"]) == ("consensus", False, 2, True)
    assert entry["hits"] == 40
