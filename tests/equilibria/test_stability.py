"""verify.stability: the contract's example, counts, extremes, and every refusal."""

import json
import math
from fractions import Fraction

import numpy as np
import pytest

import verify
from verify import Attention, MultiHead, Oja
from verify.errors import InvalidInput

EXAMPLE = np.diag([2.0, 0.7, 0.1, -1.0])


def example(n=6, **options):
    return verify.stability(Attention(value=EXAMPLE, step_size=0.1), tokens=n, **options)


def only(result, k, low):
    (entry,) = [e for e in result if e.eigenvector == k and e.low <= low <= e.high]
    return entry


def test_the_example_of_the_contract():
    data = example().to_dict()
    assert data["equilibria"][0] == {
        "kind": "consensus", "eigenvector": 0, "eigenvalue": 2.0, "plus": 6, "minus": 0, "states": "2",
        "fixed_point": True, "spectral_radius": 0.8916666666666667, "verdict": "stable", "certified": True,
        "note": None,
    }  # fmt: skip
    assert data["totals"] == {
        "stable_consensus": "2", "stable_bipartite": "50", "consensus": "8", "bipartite": "248", "polygonal": "0",
        "not_fixed": "0",
    }  # fmt: skip
    assert data["eigenvalues"] == [2.0, 0.7, 0.1, -1.0]
    assert (data["schema"], data["system"], data["time"]) == ("verify.stability/1", "attention", "discrete")
    json.dumps(data, allow_nan=False)


@pytest.mark.parametrize("n", [1, 2, 3, 6, 7, 501, 1000])
def test_states_sum_to_all_sign_patterns(n):
    data = example(n).to_dict()
    for k in range(4):
        assert sum(int(e["states"]) for e in data["equilibria"] if e["eigenvector"] == k) == 2**n
    assert all(isinstance(e["plus"], list) == (n > 500 and e["kind"] != "consensus") for e in data["equilibria"])


def test_above_1000_tokens_counts_are_logarithms():
    data = example(1001).to_dict()
    assert all(e["states"] is None for e in data["equilibria"])
    assert data["totals"]["bipartite"] is None
    assert data["totals"]["bipartite_log2"] == pytest.approx(1003, abs=1e-9)
    assert data["totals"]["not_fixed_log2"] is None  # no state at all


@pytest.mark.parametrize("step", [0.1, 1.5, None])
@pytest.mark.parametrize("key", [None, 0.2 * np.eye(4), -3 * np.eye(4)])
def test_ranges_say_the_same_as_single_splits(step, key):
    system = Attention(value=EXAMPLE, query_key=key, step_size=step)
    ranges = verify.stability(system, tokens=600)
    single = verify.stability(system, tokens=600, all_splits=True)
    assert len(single.entries) == 4 * 301
    for e in single:
        mine = only(ranges, e.eigenvector, e.low)
        assert mine.outcome == e.outcome
        assert e.radius is None or e.radius <= mine.radius
    for entry in ranges:
        inside = [e.radius for e in single if e.eigenvector == entry.eigenvector and entry.low <= e.low <= entry.high]
        assert entry.radius is None or entry.radius == max(inside)


def test_negative_eigenvalue_can_carry_stable_splits_where_tokens_attend_to_their_opposites():
    """c = -3 at lambda_4 = -1 is c = 3 at +1 seen in a mirror: Remark 10 holds for c > 0 only (here b = -0.1)."""
    value = np.diag([0.5, 0.2, -1.0])
    result = verify.stability(Attention(value=value, query_key=-3 * np.eye(3), step_size=0.1), tokens=6)
    entry = only(result, 2, 3)
    assert (entry.outcome.verdict, entry.outcome.certified) == ("stable", True)


@pytest.mark.parametrize(("c", "verdict"), [(1e4, "stable"), (-1e4, "unstable"), (1e90, "stable")])
def test_huge_scores(c, verdict):
    result = verify.stability(Attention(value=EXAMPLE, query_key=c * np.eye(4), step_size=0.1), tokens=10)
    for low in range(1, 6):
        assert only(result, 0, low).outcome.verdict == verdict
    assert result.certified
    # Saturated: tokens only see their own group, M_j is (1 + a_j)/(1 + b) times the identity.
    if c > 0:
        assert only(result, 0, 3).radius == pytest.approx(1.07 / 1.2, rel=1e-15)


def test_period_two_collapse_and_undefined():
    # alpha lambda = (1/2, -1, -3): 1 + b = 3/2, 0, -2. Oja, n = 4, minus = 1: gamma = +-1/2.
    result = verify.stability(Oja(value=np.diag([0.5, -1.0, -3.0]), step_size=1.0), tokens=4)
    notes = {(e.eigenvector, e.low): e.outcome.note for e in result}
    assert notes[1, 0] == "undefined"
    assert notes[2, 0] == "period_two"
    assert notes[2, 1] == "collapses"  # c_+- = 1 -+ 3/2
    assert notes[1, 1] is None
    assert only(result, 2, 2).outcome.kind == "polygonal"
    assert result.certified
    assert result.totals()["not_fixed"] == "12"  # 2 + 2 + 8
    undefined = verify.stability(Oja(value=np.diag([3.0, 2.0]), step_size=1.0), tokens=4)
    assert only(undefined, 1, 1).outcome.note == "undefined"  # c_- = 1 - 2/2
    both = verify.stability(Attention(value=np.diag([1.0, -3.0]), query_key=5 * np.eye(2), step_size=1.0), tokens=4)
    assert only(both, 1, 1).outcome.note == "period_two"


def test_polygonal_states_are_unstable_or_exactly_marginal():
    unstable = only(verify.stability(Oja(value=EXAMPLE, step_size=0.1), tokens=4), 1, 2)
    assert (unstable.outcome.kind, unstable.outcome.verdict, unstable.outcome.certified) == (
        "polygonal",
        "unstable",
        True,
    )
    marginal = only(verify.stability(Oja(value=np.diag([1.0, -1.0]), step_size=0.1), tokens=4), 0, 2)
    assert (marginal.outcome.verdict, marginal.outcome.certified, marginal.radius) == ("marginal", True, 1.0)
    flow = only(verify.stability(Oja(value=np.diag([1.0, -1.0])), tokens=4), 0, 2)
    assert (flow.outcome.verdict, flow.outcome.certified, flow.radius) == ("marginal", True, 0.0)
    key = np.array([[0.0, 1.0], [-1.0, 0.0]])  # skew: c_k is exactly 0
    skew = only(verify.stability(Attention(value=np.diag([1.0, -1.0]), query_key=key, step_size=0.1), tokens=4), 0, 2)
    assert skew.outcome.kind == "polygonal"


def test_smallest_sizes():
    one = verify.stability(Attention(value=EXAMPLE, step_size=0.1), tokens=1)
    assert [e.outcome.kind for e in one] == ["consensus"] * 4
    line = verify.stability(Attention(value=np.array([[2.0]]), step_size=0.1), tokens=3)
    assert [(e.outcome.verdict, e.radius) for e in line] == [("stable", 0.0)] * 2
    flow = verify.stability(Attention(value=np.array([[2.0]])), tokens=3).to_dict()
    assert [(e["verdict"], e["spectral_abscissa"]) for e in flow["equilibria"]] == [("stable", None)] * 2


def test_the_radius_lies_on_the_proved_side_of_one():
    result = verify.stability(Attention(value=1e-30 * np.diag([2.0, 1.0]), step_size=1.0), tokens=2)
    entry = only(result, 0, 0)
    assert entry.outcome.verdict == "stable"
    assert entry.radius == math.nextafter(1.0, 0.0)


def test_nonsymmetric_real_pairs_and_complex_eigenvalues():
    # Blocks: eigenvalue 2, and the pair 1/2 +- i r; the consensus at v_0 is stable iff |1 + a| < 1 + b.
    for r, verdict in ((0.5, "stable"), (4.0, "unstable")):
        value = np.zeros((3, 3))
        value[0, 0] = 2.0
        value[1:, 1:] = [[0.5, -r], [r, 0.5]]
        result = verify.stability(Attention(value=value, step_size=1.0), tokens=600, nonsymmetric=True)
        assert result.eigenvalues == (2.0,)
        assert sorted(z.imag for z in result.complex_eigenvalues) == pytest.approx([-r, r])
        assert only(result, 0, 0).outcome.verdict == verdict
        assert result.certified
        single = verify.stability(Attention(value=value, step_size=1.0), tokens=600, nonsymmetric=True, all_splits=True)
        for e in single:
            assert only(result, 0, e.low).outcome == e.outcome
            if e.outcome.fixed_point:
                assert (e.radius < 1) == (e.outcome.verdict == "stable")


BAD = [
    (Attention(value=EXAMPLE, step_size=0.1, causal=True), 6, "causal"),
    (MultiHead(values=[EXAMPLE], query_keys=[None], step_size=0.1), 6, "MultiHead"),
    (Oja(value=EXAMPLE, step_size=0.1), 0, "tokens is 0"),
    (Oja(value=EXAMPLE, step_size=0.1), 2.0, "tokens is 2.0"),
    (Oja(value=EXAMPLE, step_size=0.1), True, "tokens is True"),
    (Oja(value=EXAMPLE, step_size=0.1), 10**10, "expected an integer from 1"),
    (Oja(value=np.diag([1.0, 2.0, 1.0]), step_size=0.1), 6, "eigenvalues 1 and 2 of value are 1 and 1"),
    (Oja(value=np.zeros((2, 2)), step_size=0.1), 6, "relative gap"),
    (Oja(value=np.diag([1.0, 1.0 + 1e-13]), step_size=0.1), 6, "relative gap"),
    (Oja(value=np.array([[1.0, 2.0], [0.0, 3.0]]), step_size=0.1), 6, "not symmetric: entries (0, 1) and (1, 0)"),
    (Oja(value=1e200 * np.diag([1.0, 2.0]), step_size=0.1), 6, "expected at most"),
    (Attention(value=EXAMPLE, query_key=1e200 * np.eye(4)), 6, "query_key reaches"),
    (Oja(value=np.array([[2**63 - 1, 0], [0, 1]], dtype=np.int64), step_size=0.1), 6, "float64 rounds"),
    (Oja(value=EXAMPLE.astype(object), step_size=0.1), 6, "dtype object"),
    (Oja(value=EXAMPLE, step_size=Fraction(1, 3)), 6, "step size is 1/3"),
]


@pytest.mark.parametrize(("system", "tokens", "message"), BAD, ids=[message for *_, message in BAD])
def test_bad_input(system, tokens, message):
    with pytest.raises(InvalidInput) as caught:
        verify.stability(system, tokens=tokens)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_too_many_listed_splits():
    with pytest.raises(InvalidInput, match="entries"):
        example(10**7, all_splits=True)


def test_nearly_symmetric_is_read_as_its_symmetric_part():
    value = EXAMPLE.copy()
    value[0, 1] = 1e-14
    result = verify.stability(Attention(value=value, step_size=0.1), tokens=6)
    assert "symmetric part" in result.notes[0]


@pytest.mark.slow
def test_a_million_tokens_in_dimension_256():
    import time

    rng = np.random.default_rng(0)
    value = rng.normal(size=(256, 256)) / 16
    system = Attention(value=value + value.T, query_key=rng.normal(size=(256, 256)), step_size=0.3)
    begin = time.perf_counter()
    result = verify.stability(system, tokens=10**6)
    result.to_dict()
    assert time.perf_counter() - begin < 30
    assert result.certified
