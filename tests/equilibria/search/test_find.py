"""The search: counts that theory gives, no false attractors, and no dependence on how the work is cut."""

import numpy as np
import pytest

from verify import Attention, MultiHead, Oja
from verify.equilibria.search import creeping, find, relax
from verify.equilibria.search.distinct import same
from verify.equilibria.search.find import Search, find_equilibria
from verify.errors import InvalidInput
from verify.search.classify import classify

QUICK = {"starts": 30, "seed": 0, "steps": 300}


def signature(result):
    """What a search found, without its last digits."""
    return [(e.kind, e.sizes, round(e.growth, 6), e.verdict, e.hits, e.landings, e.isolated) for e in result]


# ------------------------------------------------------------------ counts that theory gives


@pytest.mark.parametrize("step_size", [None, 0.5])
@pytest.mark.parametrize("n", [4, 5])
def test_the_oja_system_has_exactly_its_sign_states_and_polygons(n, step_size):
    # At an equilibrium of uniform attention with V xbar not 0 all tokens are +-V xbar/|V xbar|, an eigenvector of V: for each of d
    # eigenvectors a consensus, and the splits with minus < n/2. A balanced split has xbar = 0: it is one of the closed polygons.
    d = 3
    basis = np.linalg.qr(np.random.default_rng(0).normal(size=(d, d)))[0]
    system = Oja(value=basis @ np.diag([1.3, 0.7, -0.4]) @ basis.T, step_size=step_size)
    result = find_equilibria(system, n, 120, 0)
    isolated = [entry for entry in result if entry.isolated]
    kinds = [entry.kind for entry in isolated]
    assert kinds.count("consensus") == d
    assert kinds.count("bipartite") == d * ((n - 1) // 2)
    assert len(kinds) == d + d * ((n - 1) // 2)
    families = [entry for entry in result if not entry.isolated]
    assert {entry.kind for entry in families} == {"polygonal"}
    for entry in families:
        assert np.abs(entry.tokens.sum(axis=0)).max() < 1e-6
        assert "not isolated" in entry.note
    for entry in isolated:
        on_axis = np.abs(np.abs(entry.tokens @ basis) - np.eye(d)[np.abs(entry.tokens[0] @ basis).argmax()])
        assert on_axis.max() < 1e-9
    # Only the consensus at the principal eigenvector attracts, and almost every start ends there.
    assert [(entry.kind, entry.hits) for entry in result.stable] == [("consensus", 120)]
    assert result.to_dict()["complete"] is False


def test_no_two_entries_are_the_same_state():
    rng = np.random.default_rng(3)
    result = find_equilibria(Attention(value=rng.normal(size=(3, 3)), query_key=rng.normal(size=(3, 3))), 5, 200, 1)
    entries = [entry for entry in result if entry.isolated]
    assert len(entries) > 10
    for k, one in enumerate(entries):
        assert np.abs(result.system.field(one.tokens)).max() < 1e-11
        assert not any(same(one.tokens, other.tokens, True, 1e-5) for other in entries[:k])


# ------------------------------------------------------------------ ends of trajectories


@pytest.mark.parametrize("value", [np.diag([0.5, -3.0]), np.diag([0.5, -1.5])])
def test_cycles_of_period_two_are_counted(value):
    # V = diag(1/2, -3), alpha = 1: at +-e_2 a token is mapped to (1 - 3) x, turned around; the cycle attracts, 1 + 1/2 < |1 - 3|.
    # With -3/2 it repels. The counts are those of another classification of plain runs.
    system, count = Oja(value=value, step_size=1.0), 40
    result = find_equilibria(system, 3, count, 0, saddles=False)
    states = np.random.default_rng([0, 0]).normal(size=(count, 3, 2))
    states /= np.linalg.norm(states, axis=-1, keepdims=True)
    for _ in range(600):
        states = system.step(states)
    after = system.step(states)
    moves = [np.abs(end - states).max(axis=(1, 2)) for end in (after, system.step(after))]
    kinds = [classify(system, *run).kind for run in zip(states, *moves, strict=True)]
    assert result.two_cycles == kinds.count("two-cycle")
    assert result.converged == count - kinds.count("two-cycle") - kinds.count("undecided")
    assert (result.two_cycles > count / 2) == (value[1, 1] == -3)
    assert result.undecided == result.starts - result.converged >= result.two_cycles


def test_clusters_that_attract_each_other_too_slowly_for_floats_are_no_attractor():
    # A = 20 I: two clusters attract each other by about e^{-20 (1 - cos)}; all starts reach consensus, but not in the time there is.
    for n in (2, 6):
        system = Attention(value=np.eye(3), query_key=20 * np.eye(3))
        result = find_equilibria(system, n, 30, 0, saddles=False, steps=400)
        assert not result.stable
        for entry in result:  # the consensus states, a sphere of them
            assert (entry.kind, entry.verdict, entry.isolated) == ("consensus", "marginal", False)
        assert result.undecided > 0
        assert sum(entry.hits for entry in result) == result.converged


def test_what_creeps_is_told_from_what_rests():
    system = Attention(value=np.eye(2), query_key=20 * np.eye(2))
    pair = np.array([[1.0, 0.0], [np.cos(2.0), np.sin(2.0)]])  # a_12 = e^{-20 (1 - cos 2)} = 5e-13
    assert np.abs(system.field(pair)).max() < 1e-12
    assert creeping.creeps(system, pair, 1.0)
    consensus = np.tile([[0.6, 0.8]], (3, 1))
    assert not creeping.creeps(system, consensus, 1.0)
    # A closed polygon of the Oja system, off by rounding, is a member of a family.
    angles = 0.3 + 2 * np.pi * np.arange(3) / 3
    triangle = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    assert not creeping.creeps(Oja(value=np.diag([1.0, -0.5])), triangle, 1.0)
    assert not creeping.creeps(Oja(value=np.ones((1, 1))), np.ones((2, 1)), 1.0)


def test_hits_are_where_simulation_ends():
    # Two stable states of attention, consensus and the balanced pair at v_1: every start against 4000 plain steps.
    system = Attention(value=np.diag([1.0, 0.2, -0.5]), query_key=2 * np.eye(3), step_size=0.5)
    result = find_equilibria(system, 4, 80, 0, saddles=False)
    states = np.random.default_rng([0, 0]).normal(size=(80, 4, 3))
    states /= np.linalg.norm(states, axis=-1, keepdims=True)
    for _ in range(4000):
        states = system.step(states)
    counted = {k: sum(same(entry.tokens, state, True, 1e-5) for state in states) for k, entry in enumerate(result)}
    assert [entry.hits for entry in result] == list(counted.values())
    assert sum(counted.values()) == result.converged
    assert len(result.stable) >= 2
    low, high = result.interval(result.stable[0])
    assert low < result.stable[0].hits / 80 < high


# ------------------------------------------------------------------ independence


@pytest.mark.parametrize("step_size", [None, 0.5])
def test_results_do_not_depend_on_how_the_starts_are_cut(monkeypatch, step_size):
    rng = np.random.default_rng(4)
    system = Attention(value=rng.normal(size=(3, 3)), query_key=rng.normal(size=(3, 3)), step_size=step_size)
    whole = find_equilibria(system, 3, **QUICK)
    monkeypatch.setattr(find, "CHUNK", 9 * 9 * 7)
    cut = find_equilibria(system, 3, **QUICK)
    assert signature(cut) == signature(whole)
    assert (cut.converged, cut.two_cycles, cut.not_fixed) == (whole.converged, whole.two_cycles, whole.not_fixed)
    again = find_equilibria(system, 3, **QUICK)
    assert again.to_dict() == cut.to_dict()


def test_a_search_that_was_stopped_tells_what_it_found():
    class Enough(Exception):
        pass

    def watch(what, done, of):
        assert 0 <= done <= of
        if what == "Newton's method":
            raise Enough

    search = Search(Oja(value=np.diag([1.0, 0.5]), step_size=0.5), 3, 50, 0, watch)
    with pytest.raises(Enough):
        search.run()
    result = search.result()
    assert (result.starts, result.converged) == (50, 50)
    assert [entry.kind for entry in result] == ["consensus"]


# ------------------------------------------------------------------ edges


SKEW = np.array([[0.0, 1.0, 2.0], [-1.0, 0.0, 1.0], [-2.0, -1.0, 0.0]])
EDGES = {
    "d = 1": ({"value": [[2.0]]}, 3),
    "n = 1": ({"value": np.diag([1.0, 0.5, -1.0])}, 1),
    "V = 0": ({"value": np.zeros((3, 3))}, 3),
    "singular V": ({"value": np.diag([1.0, 0.0, 0.0])}, 3),
    "A = 0": ({"value": np.diag([1.0, 0.5, -1.0]), "query_key": np.zeros((3, 3))}, 3),
    "skew A": ({"value": np.diag([1.0, 0.5, -1.0]), "query_key": SKEW}, 3),
    "skew V": ({"value": SKEW}, 3),
    "repeated eigenvalues": ({"value": np.eye(3)}, 3),
    "causal": ({"value": np.diag([1.0, 0.5, -1.0]), "query_key": SKEW + np.eye(3), "causal": True}, 4),
    "huge A": ({"value": np.diag([1.0, 0.5, -1.0]), "query_key": 1e3 * np.eye(3)}, 4),
    "tiny V": ({"value": 1e-200 * np.diag([1.0, 0.5, -1.0])}, 3),
    "huge V": ({"value": 1e150 * np.diag([1.0, 0.5, -1.0])}, 3),
}


@pytest.mark.parametrize("step_size", [None, 1.0])
@pytest.mark.parametrize("name", EDGES)
def test_edges_do_not_fail_and_claim_nothing_false(name, step_size):
    options, n = EDGES[name]
    system = Attention(**options, step_size=step_size)
    result = find_equilibria(system, n, 12, 0, certify=True, steps=200)
    made = result.to_dict()
    assert made["converged"] + made["undecided"] == made["starts"] == 12
    scale = max(float(np.linalg.norm(system.value, 2)), 1e-300)
    for entry in result:
        assert np.abs(result.system.field(entry.tokens)).max() <= 1e-9 * scale
        assert sum(entry.sizes) == n
        assert entry.basin_radius is None or (entry.certified and entry.verdict == "stable")
    if name == "V = 0":  # everything rests
        assert not result.stable
        assert not any(entry.certified for entry in result)
    if name == "repeated eigenvalues":  # V = I: a sphere of consensus states attracts
        assert [(entry.kind, entry.family, entry.certified) for entry in result.stable] == [("consensus", 2, True)]
    if name in ("n = 1", "singular V"):
        assert any(entry.kind == "consensus" and entry.certified and entry.verdict == "stable" for entry in result)


def test_masked_tokens_are_not_permuted():
    system = Attention(value=np.diag([1.0, 0.5]), query_key=np.diag([2.0, 1.0]), causal=True, step_size=0.5)
    result = find_equilibria(system, 3, 60, 0)
    splits = [entry for entry in result if entry.kind == "bipartite" and abs(entry.tokens[0, 0]) > 0.9]
    # The last token alone against the others is another state than the second alone.
    signs = {tuple(np.sign(entry.tokens[:, 0] * entry.tokens[0, 0]).astype(int)) for entry in splits}
    assert {(1, 1, -1), (1, -1, 1), (1, -1, -1)} <= signs


def test_several_heads_are_searched():
    rng = np.random.default_rng(0)
    first, second, key = rng.normal(size=(3, 3, 3))
    system = MultiHead(values=[first, second], query_keys=[key, None], step_size=0.5)
    result = find_equilibria(system, 3, **QUICK)
    assert result.to_dict()["system"] == "multihead"
    assert all(entry.rank is None for entry in result)
    for entry in result:
        np.testing.assert_allclose(system.step(entry.tokens), entry.tokens, atol=1e-10)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"tokens": 0}, "tokens is 0; expected an integer from 1"),
        ({"tokens": 2.0}, "tokens is 2.0"),
        ({"starts": 0}, "starts is 0"),
        ({"starts": True}, "starts is True"),
        ({"seed": -1}, "seed is -1; expected an integer from 0"),
        ({"tokens": 1000}, "2000 coordinates; expected at most 400"),
    ],
)
def test_bad_sizes_are_refused(options, message):
    with pytest.raises(InvalidInput, match=message):
        find_equilibria(Oja(value=np.eye(2)), **options)


def test_other_systems_are_refused():
    with pytest.raises(InvalidInput, match="system is str; expected Oja"):
        find_equilibria("attention")
    with pytest.raises(InvalidInput, match="value"):
        find_equilibria(Oja(value=np.array([["x", 0], [0, 1]], dtype=object)))


def test_flows_are_followed_to_where_they_lead():
    # One token of V = diag(1, 0): cot t grows by e per unit of time; after a few adaptive steps it rests at the nearer end of the axis.
    system = Oja(value=np.diag([1.0, 0.0]))
    starts = np.array([[[np.cos(t), np.sin(t)]] for t in (0.1, 1.5, 1.65, 3.0)])
    ended = relax.relax(system, system, starts, 400, 1.0)
    assert ended.arrived.all()
    np.testing.assert_allclose(ended.states[:, 0], [[1, 0], [1, 0], [-1, 0], [-1, 0]], atol=1e-9)
