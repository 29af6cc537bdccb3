"""Certificates of equilibria known in floats: right where closed forms decide, refused where there is nothing to certify."""

import math

import numpy as np
import pytest

from verify import Attention, MultiHead, Oja
from verify.equilibria import closed_form
from verify.equilibria.certification import certify
from verify.errors import InvalidInput
from verify.search.classify import refine


def sign_state(n, m, basis):
    """m tokens at the first column of ``basis``, the others opposite."""
    return np.where(np.arange(n)[:, None] < m, 1.0, -1.0) * basis[:, 0]


def growth(eigenvalues, c, m, n, step_size):
    """The closed form: spectral abscissa, or log of the spectral radius; ``None`` where the step has no fixed point."""
    gammas = closed_form.attention_gammas(math.exp(2 * c), m, n - m) if m < n else None
    if step_size is not None:
        b = step_size * eigenvalues[0]
        if not min(closed_form.normalisers(b, gammas) if gammas else [1 + b]) > 0:
            return None
    if gammas is None:
        spectrum = closed_form.consensus_spectrum(eigenvalues, 0, n, step_size)
    else:
        spectrum = closed_form.bipartite_spectrum(eigenvalues, 0, gammas, m, n - m, step_size=step_size)
    values = [value for value, times in spectrum if times]
    return max(values) if step_size is None else math.log(max(map(abs, values)))


def drawn(rng):
    """Eigenvalues (the first is the state's), c, m, n, and a system with V and A in a random basis."""
    d, n = int(rng.integers(2, 4)), int(rng.integers(2, 6))
    m = int(rng.integers((n + 1) // 2, n + 1))
    eigenvalues = np.round(rng.uniform(-2, 2, size=d), 3)
    if rng.random() < 0.6:  # a stable state is rare among random ones
        eigenvalues = np.sort(np.abs(eigenvalues))[::-1]
    key = rng.normal(size=(d, d))
    basis = np.linalg.qr(rng.normal(size=(d, d)))[0]
    c = float(rng.uniform(-1, 2.5))
    key[0, 0] = c
    return eigenvalues.tolist(), c, m, n, basis, basis @ np.diag(eigenvalues) @ basis.T, basis @ key @ basis.T


@pytest.mark.parametrize("step_size", [None, 0.8])
def test_verdicts_are_those_of_the_closed_forms(step_size):
    rng = np.random.default_rng(11)
    seen = {"stable": 0, "unstable": 0, "refused": 0}
    for _ in range(60):
        eigenvalues, c, m, n, basis, value, key = drawn(rng)
        system = Attention(value=value, query_key=key, step_size=step_size)
        found = certify(system, sign_state(n, m, basis), basin=False)
        expected = growth(eigenvalues, c, m, n, step_size)
        if expected is None:
            assert not found.exists
            assert "is not a fixed point" in found.note
            seen["refused"] += 1
        elif abs(expected) > 1e-3:
            verdict = "stable" if expected < 0 else "unstable"
            assert (found.verdict, found.certified) == (verdict, True)
            seen[verdict] += 1
    assert min(seen["stable"], seen["unstable"]) >= 10
    assert step_size is None or seen["refused"] >= 1


@pytest.mark.parametrize("step_size", [None, 0.5])
@pytest.mark.parametrize("side", [-1, 1])
def test_near_the_boundary_nothing_false_is_said(side, step_size):
    # The consensus at e_1 with V = diag(1, 1 + t): abscissa t, log of the radius about t a/(1 + a). Only its distance from 0 decides.
    for exponent in range(2, 16):
        size = side * 10.0**-exponent
        system = Attention(value=np.diag([1.0, 1.0 + size, 0.5]), step_size=step_size)
        found = certify(system, np.tile([[1.0, 0, 0]], (3, 1)), basin=False)
        if exponent >= 13:  # closer than floats and balls of 80 bits can tell
            assert found.verdict == "undecided"
            assert found.note
        elif exponent <= 9:
            assert found.verdict == ("stable" if side < 0 else "unstable")
        else:
            assert found.verdict in ("undecided", "stable" if side < 0 else "unstable")
        assert found.certified == (found.verdict != "undecided")


@pytest.mark.parametrize("step_size", [None, 0.5])
def test_a_state_that_is_no_equilibrium_is_refused(step_size):
    rng = np.random.default_rng(0)
    system = Attention(value=np.diag([2.0, 1.0, -0.5]), query_key=rng.normal(size=(3, 3)), step_size=step_size)
    place = np.tile([[1.0, 0, 0]], (4, 1))
    for angle in (1e-1, 1e-2):  # near an equilibrium, but further than Krawczyk's test reaches from one chart
        state = place.copy()
        state[0] = [math.cos(angle), math.sin(angle), 0]
        found = certify(system, state)
        assert not found.certified or found.error > angle / 2
    for _ in range(20):
        state = rng.normal(size=(4, 3))
        found = certify(system, state / np.linalg.norm(state, axis=1, keepdims=True))
        assert (found.exists, found.verdict, found.certified) == (False, "undecided", False)
        assert found.note


def test_an_enclosure_far_from_the_tokens_still_holds_the_equilibrium():
    # Tokens 1e-3 off: if something is certified, the true equilibrium is within ``error``, and not nearer than it is.
    system = Attention(value=np.diag([2.0, 0.5, 0.25]))
    state = np.tile([[math.cos(1e-3), math.sin(1e-3), 0]], (3, 1))
    found = certify(system, state)
    assert found.certified
    assert math.sin(1e-3) <= found.error * (1 + 1e-9)
    assert found.error < found.radius


@pytest.mark.parametrize(
    ("tokens", "message"),
    [
        ([[1.0, 0.1], [1.0, 0.0]], "a token has length 1.00499"),
        ([[0.0, 0.0], [1.0, 0.0]], "a token has length 0"),
        ([[1.0, 0.0, 0.0]], "tokens have shape 1 x 3"),
        ([1.0, 0.0], "tokens have shape 2"),
        ([[float("nan"), 0.0]], "expected finite numbers"),
        (np.zeros((0, 2)), "n >= 1"),
    ],
)
def test_bad_tokens_are_refused_in_one_line(tokens, message):
    with pytest.raises(InvalidInput, match=message):
        certify(Oja(value=np.diag([1.0, 0.5])), tokens)


def test_a_zero_of_the_field_that_a_step_turns_around_is_no_fixed_point():
    # V = diag(1, -3): at e_2 the pull is -3, 1 + alpha kappa = 1 - 3 alpha.
    place = np.tile([[0.0, 1.0]], (3, 1))
    turned = certify(Oja(value=np.diag([1.0, -3.0]), step_size=0.5), place)
    assert (turned.exists, turned.certified) == (False, False)
    assert "1 + alpha kappa_i < 0" in turned.note
    kept = certify(Oja(value=np.diag([1.0, -3.0]), step_size=0.25), place)
    assert (kept.exists, kept.verdict) == (True, "unstable")
    # alpha = 1/2 and V = diag(1, -2): the token is sent to 0 exactly; nothing is claimed.
    nowhere = certify(Oja(value=np.diag([1.0, -2.0]), step_size=0.5), place)
    assert (nowhere.exists, nowhere.certified) == (False, False)
    assert "may not be a fixed point" in nowhere.note


def test_the_box_of_uniqueness_never_holds_a_second_equilibrium():
    # V has eigenvectors at the angle given, e_1 for the eigenvalue 1 and the other for 1/2: two consensus states as near as one likes.
    for angle in (0.3, 0.1, 0.03, 0.01):
        other = np.array([math.cos(angle), math.sin(angle)])
        frame = np.column_stack([[1.0, 0.0], other])
        value = frame @ np.diag([1.0, 0.5]) @ np.linalg.inv(frame)
        for step_size in (None, 0.5):
            system = Oja(value=value, step_size=step_size)
            for here in ([1.0, 0.0], other):
                found = certify(system, np.tile(here, (2, 1)))
                assert found.certified
                assert found.isolated
                # The other's coordinate in the chart around this one is sin(angle).
                assert found.error < found.radius < math.sin(angle)
                assert found.basin_radius is None or found.basin_radius < angle


@pytest.mark.parametrize("step_size", [None, 0.4])
def test_several_heads_and_masks_are_certified(step_size):
    rng = np.random.default_rng(2)
    first, second = 0.2 * rng.normal(size=(2, 3, 3))
    # e_1 is an eigenvector of the sum alone, of the eigenvalue 3/2.
    first[:, 0], second[:, 0] = (
        [1.0, 0.1, -0.2],
        [0.5, -0.1, 0.2],
    )
    heads = MultiHead(values=[first, second], query_keys=list(rng.normal(size=(2, 3, 3))), step_size=step_size)
    causal = Attention(
        value=np.diag([1.5, 0.3, -0.2]), query_key=rng.normal(size=(3, 3)), causal=True, step_size=step_size
    )
    for system in (heads, causal):
        found = certify(system, np.tile([[-1.0, 0, 0]], (4, 1)))
        assert (found.verdict, found.certified, found.isolated) == ("stable", True, True)
        assert found.basin_radius > 1e-4


def test_clusterings_agree_with_the_spectrum_in_floats():
    from verify.observe import observe

    rng = np.random.default_rng(8)
    seen = set()
    for _ in range(40):
        system = Attention(value=rng.normal(size=(3, 3)), query_key=2 * rng.normal(size=(3, 3)), step_size=0.3)
        places = rng.normal(size=(3, 3))
        state = (places / np.linalg.norm(places, axis=1, keepdims=True))[[0, 0, 0, 1, 2]]
        refined = refine(system, state, rounds=40)
        if refined is None:
            continue
        facts, found = observe(system, refined), certify(system, refined, basin=False)
        if abs(facts.radius - 1) > 1e-6:
            assert found.verdict == ("stable" if facts.radius < 1 else "unstable")
            seen.add(found.verdict)
    assert "unstable" in seen


def test_the_same_twice_but_for_the_time():
    system = Attention(value=np.diag([1.0, 0.4]), step_size=0.5)
    first, second = (certify(system, np.tile([[1.0, 0.0]], (3, 1))) for _ in range(2))
    assert first.to_dict() == second.to_dict()
    assert "seconds" not in first.to_dict()


@pytest.mark.parametrize("step_size", [None, 0.5])
def test_edges_of_the_sizes_do_not_fail(step_size):
    line = certify(Oja(value=np.array([[2.0]]), step_size=step_size), [[1.0], [-1.0]])
    assert (line.exists, line.certified) == (False, False)
    alone = certify(Attention(value=np.diag([1.0, 0.5, 0.2]), step_size=step_size), [[1.0, 0.0, 0.0]])
    assert (alone.verdict, alone.certified) == ("stable", True)
    for value, key in (
        (np.zeros((3, 3)), None),
        (np.diag([1.0, 0, 0]), np.zeros((3, 3))),
        (np.diag([1.0, 0.5, 0]), 1e3 * np.eye(3)),
    ):
        found = certify(Attention(value=value, query_key=key, step_size=step_size), np.tile([[1.0, 0, 0]], (3, 1)))
        assert found.certified == bool(value.any())
        assert found.verdict == ("stable" if value.any() else "undecided")
