"""Products with the Jacobian against the assembled matrix, automatic differentiation and differences of the definition."""

import tracemalloc

import numpy as np
import pytest
import torch
from scipy.special import ive

from verify import Attention, Clusters, MultiHead, Oja
from verify.errors import InvalidInput
from verify.large import head_products
from verify.large.circle_products import CircleHead, scaled_bessel
from verify.large.head_products import SoftmaxHead
from verify.large.planar import terms_needed
from verify.large.products import Products
from verify.large.tangent import Frame

N, D = 11, 4


def unit(rows):
    return rows / np.linalg.norm(rows, axis=-1, keepdims=True)


def state(seed, n=N, d=D):
    return unit(np.random.default_rng(seed).normal(size=(n, d)))


def systems(step_size, d=D):
    v, a, w, b = np.random.default_rng(1).normal(size=(4, d, d))
    yield Oja(value=v, step_size=step_size)
    for key in (None, a, 0 * a):
        for causal in (False, True):
            yield Attention(value=v, query_key=key, causal=causal, step_size=step_size)
    for causal in (False, True):
        yield MultiHead(values=[v, w, v], query_keys=[a, None, 0 * b], causal=causal, step_size=step_size)


def both_times(d=D):
    return [system for step_size in (None, 0.3) for system in systems(step_size, d)]


@pytest.fixture
def small_tiles(monkeypatch):
    """Several tiles in both directions, the last ones not full, although there are few tokens."""
    monkeypatch.setattr(head_products, "ROWS", 3)
    monkeypatch.setattr(head_products, "COLUMNS", 5)


@pytest.mark.parametrize("memory", [0, 2**20])
@pytest.mark.parametrize("system", both_times(), ids=lambda s: type(s).__name__)
@pytest.mark.usefixtures("small_tiles")
def test_products_are_those_of_the_assembled_jacobian(system, memory):
    x, u = state(0), np.random.default_rng(2).normal(size=(N, D, 3))
    products = Products(system, x, memory=memory)
    assert products.kept or memory == 0
    jacobian = system.jacobian(x)
    flat = u.reshape(N * D, 3)
    np.testing.assert_allclose(products.apply(u).reshape(N * D, 3), jacobian @ flat, rtol=0, atol=2e-14)
    np.testing.assert_allclose(products.transposed(u).reshape(N * D, 3), jacobian.T @ flat, rtol=0, atol=2e-14)
    np.testing.assert_array_equal(products.apply(u[:, :, 1]), products.apply(u)[:, :, 1])
    moved = system.field(x) if system.is_flow else system.step(x)
    np.testing.assert_allclose(products.moved, moved, rtol=0, atol=1e-15)


@pytest.mark.parametrize("system", both_times(), ids=lambda s: type(s).__name__)
def test_products_are_derivatives_of_the_definition(system):
    x, u = state(3), np.random.default_rng(4).normal(size=(N, D))
    function = system.field if system.is_flow else system.step
    _, forward = torch.func.jvp(function, (torch.tensor(x),), (torch.tensor(u),))
    product = Products(system, x).apply(u)
    np.testing.assert_allclose(product, forward.numpy(), rtol=0, atol=2e-14)
    h = 1e-5  # errors: h^2 of the third derivative, eps / h of rounding
    np.testing.assert_allclose(product, (function(x + h * u) - function(x - h * u)) / (2 * h), rtol=0, atol=1e-8)


def test_counts_stand_for_equal_tokens():
    x, u = state(5, n=4), np.random.default_rng(6).normal(size=(4, D))
    counts = np.array([1, 3, 2, 7])
    labels = np.repeat(np.arange(4), counts)
    for system in both_times():
        if getattr(system, "causal", False):
            continue
        whole = Products(system, x[labels]).apply(u[labels])
        np.testing.assert_allclose(Products(system, x, counts).apply(u)[labels], whole, rtol=0, atol=1e-14)
        dense = np.stack(
            [Products(system, x, counts).apply(unit_vector.reshape(4, D)).reshape(-1) for unit_vector in np.eye(4 * D)],
            axis=1,
        )
        pulled = Products(system, x, counts).transposed(u).reshape(-1)
        np.testing.assert_allclose(pulled, dense.T @ u.reshape(-1), rtol=0, atol=1e-14)


def adversarial():
    v, a = np.random.default_rng(7).normal(size=(2, D, D))
    one = np.tile(unit(np.ones((1, D))), (N, 1))
    tie = np.repeat(state(8, n=2), [5, 6], axis=0)
    yield "one-hot rows", v, 1e4 * a, state(9)
    yield "all scores equal", v, 1e4 * a, one
    yield "two largest scores equal", v, 1e4 * np.eye(D), tie
    yield "far below the largest", v, -1e6 * np.eye(D), np.concatenate([one[:1], -one[:1], state(10)])
    yield "large and of one sign", v, np.full((D, D), 1e5), np.abs(state(11))


@pytest.mark.parametrize("step_size", [None, 0.3])
@pytest.mark.parametrize("case", list(adversarial()), ids=lambda case: case[0])
@pytest.mark.usefixtures("small_tiles")
def test_adversarial_scores(case, step_size):
    _, value, key, x = case
    n = len(x)
    u = np.random.default_rng(12).normal(size=(n, D))
    # A score s is rounded by eps |s|, and the derivative of the weights is up to |A| times as large as they are.
    size = np.linalg.norm(key, 2)
    for causal in (False, True):
        system = Attention(value=value, query_key=key, causal=causal, step_size=step_size)
        jacobian = system.jacobian(x)
        scale = max(1.0, np.abs(jacobian).max())
        for memory in (0, 2**20):
            products = Products(system, x, memory=memory)
            np.testing.assert_allclose(
                products.apply(u).reshape(-1), jacobian @ u.reshape(-1), rtol=0, atol=1e-14 * size * scale
            )
            np.testing.assert_allclose(
                products.transposed(u).reshape(-1), jacobian.T @ u.reshape(-1), rtol=0, atol=1e-14 * size * scale
            )


def test_whole_tiles_and_the_transpose_at_700_tokens():
    x, rng = state(13, n=700, d=5), np.random.default_rng(14)
    u, w = rng.normal(size=(2, 700, 5))
    for system in systems(0.3, d=5):
        kept, computed = Products(system, x), Products(system, x, memory=0)
        np.testing.assert_allclose(kept.apply(u), computed.apply(u), rtol=0, atol=1e-14)
        np.testing.assert_allclose(kept.transposed(w), computed.transposed(w), rtol=0, atol=1e-14)
        assert np.vdot(w, kept.apply(u)) == pytest.approx(np.vdot(kept.transposed(w), u), abs=1e-11)


@pytest.mark.parametrize("memory", [0, 2**20])
@pytest.mark.parametrize("size", [0.01, 1.0, 10.0])
def test_the_series_in_the_plane(size, memory):
    x, u = state(22, n=300, d=2), np.random.default_rng(23).normal(size=(300, 2, 3))
    counts = np.random.default_rng(24).integers(1, 5, size=300)
    v, a, w = np.random.default_rng(25).normal(size=(3, 2, 2))
    a *= size / np.linalg.norm(a, 2)
    for system in (
        Attention(value=v, query_key=a),
        Attention(value=v, query_key=a, step_size=0.3),
        MultiHead(values=[v, w, v], query_keys=[a, None, 0 * a], step_size=0.3),
        Attention(value=v, query_key=np.outer(a[0], a[1]) / size, step_size=0.3),  # some queries are nearly zero
    ):
        products = Products(system, x, memory=memory)
        assert isinstance(products.heads[0], CircleHead)
        assert products.kept == (memory > 0)
        jacobian = system.jacobian(x)
        np.testing.assert_allclose(
            products.apply(u).reshape(600, 3), jacobian @ u.reshape(600, 3), rtol=0, atol=2e-14 * (1 + size)
        )
        np.testing.assert_allclose(
            products.transposed(u).reshape(600, 3), jacobian.T @ u.reshape(600, 3), rtol=0, atol=2e-14 * (1 + size)
        )
        counted = Products(system, x, counts, memory=memory)
        labels = np.repeat(np.arange(300), counts)
        whole = Products(system, x[labels], memory=memory).apply(u[labels])
        np.testing.assert_allclose(counted.apply(u)[labels], whole, rtol=0, atol=2e-14 * (1 + size))
        pulled = np.vdot(counted.transposed(u), u[::-1])
        assert pulled == pytest.approx(np.vdot(u, counted.apply(u[::-1])), abs=1e-10)


def test_the_series_is_left_where_it_is_not_accurate():
    near = unit(np.array([1.0, 0.0]) + 0.1 * state(26, n=500, d=2))
    opposite = Attention(value=np.eye(2), query_key=-20 * np.eye(2))  # e^-40 of the largest possible score
    assert isinstance(Products(opposite, near).heads[0], SoftmaxHead)
    around = Attention(value=np.eye(2), query_key=20 * np.eye(2))
    assert isinstance(Products(around, near).heads[0], CircleHead)
    assert isinstance(Products(around, 1.001 * near).heads[0], SoftmaxHead)
    assert isinstance(Products(around, near[:20]).heads[0], SoftmaxHead)
    long = Attention(value=np.eye(2), query_key=1e6 * np.eye(2))
    assert isinstance(Products(long, near).heads[0], SoftmaxHead)
    u = state(27, n=500, d=2)
    for system in (opposite, around, long):
        jacobian = system.jacobian(near)
        scale = np.abs(system.query_key).max()
        np.testing.assert_allclose(
            Products(system, near).apply(u).reshape(-1), jacobian @ u.reshape(-1), rtol=0, atol=1e-13 * scale
        )


def test_scaled_bessel_functions():
    r = np.array([0.0, 1e-300, 1e-8, 0.1, 1.0, 7.0, 30.0, 200.0, 1500.0])
    expected = ive(np.arange(401), r[:, None])
    np.testing.assert_allclose(scaled_bessel(r, 400), expected, rtol=1e-13, atol=1e-20)
    for one in r[1:]:
        terms = terms_needed(one)
        expected = ive(np.arange(terms + 1), one)
        np.testing.assert_allclose(scaled_bessel(np.array([one]), terms)[0], expected, rtol=1e-13, atol=1e-16)


def test_float32_is_float32_and_near():
    x, u = state(15), np.random.default_rng(16).normal(size=(N, D, 2))
    for system in both_times():
        single, double = Products(system, x, dtype=np.float32), Products(system, x)
        assert single.apply(u).dtype == single.transposed(u).dtype == single.moved.dtype == np.float32
        np.testing.assert_allclose(single.apply(u), double.apply(u), rtol=0, atol=3e-5)
        np.testing.assert_allclose(single.transposed(u), double.transposed(u), rtol=0, atol=3e-5)


def test_weights_are_kept_only_where_they_fit():
    x = state(17)
    full, causal = (Attention(value=np.eye(D), causal=mask) for mask in (False, True))
    assert Products(full, x, memory=8 * N * N).kept
    assert not Products(full, x, memory=8 * N * N - 1).kept
    assert Products(causal, x, memory=4 * N * N).kept
    assert Products(Oja(value=np.eye(D)), x, memory=0).kept  # there are none


def test_no_square_array_is_made_where_weights_are_not_kept():
    n = 3000
    x = state(18, n=n, d=3)
    products_of = Attention(value=np.eye(3), query_key=np.diag([1.0, -1.0, 0.5]), step_size=0.1)
    Products(products_of, x[:10], memory=0)  # imports
    tracemalloc.start()
    products = Products(products_of, x, memory=0)
    moved = products.apply(x)
    products.transposed(moved)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < n * n * 8 / 4


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"tokens": np.ones((3, D + 1))}, "expected one state"),
        ({"tokens": np.full((3, D), np.nan)}, "nan or infinite"),
        ({"tokens": [["a"] * D]}, "no array of real numbers"),
        ({"dtype": np.float16}, "expected float64 or float32"),
        ({"counts": [1, 2]}, "expected 3 whole numbers"),
        ({"counts": [1, 2, 0]}, "expected 3 whole numbers"),
        ({"counts": [1.0, 2.0, 3.0]}, "expected 3 whole numbers"),
        ({"system": Clusters(value=np.eye(D))}, "expected Oja, Attention or MultiHead"),
        ({"system": Oja(value=-np.eye(D), step_size=1.0), "tokens": np.eye(D)[:1]}, "zero at token 0"),
        ({"system": Attention(value=np.eye(D), query_key=np.full((D, D), 1e308))}, "overflow"),
    ],
)
def test_bad_input_is_said_in_one_line(change, message):
    arguments = {"system": Oja(value=np.eye(D)), "tokens": unit(np.ones((3, D)))} | change
    with pytest.raises(InvalidInput, match=message) as caught, np.errstate(all="ignore"):
        Products(arguments.pop("system"), arguments.pop("tokens"), **arguments)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("vectors", [np.ones((N, D, 1), dtype=complex), np.ones((N, D + 1)), np.ones(N * D)])
def test_wrong_vectors_are_refused(vectors):
    with pytest.raises(InvalidInput, match="vectors have"):
        Products(Oja(value=np.eye(D)), state(19)).apply(vectors)


def test_frames_are_orthonormal_tangent_and_cheap():
    x = np.concatenate([state(20, n=6), np.eye(D), -np.eye(D)])
    frame = Frame(x)
    bases = frame.bases()
    np.testing.assert_allclose(
        np.einsum("iak,ial->ikl", bases, bases), np.tile(np.eye(D - 1), (len(x), 1, 1)), atol=1e-15
    )
    np.testing.assert_allclose(np.einsum("ia,iak->ik", x, bases), 0, atol=1e-15)
    coordinates = np.random.default_rng(21).normal(size=(len(x), D - 1, 2))
    np.testing.assert_allclose(frame.lift(coordinates), np.einsum("iak,ikm->iam", bases, coordinates), atol=1e-15)
    np.testing.assert_allclose(frame.drop(frame.lift(coordinates)), coordinates, atol=1e-15)
    np.testing.assert_array_equal(frame[2:5].bases(), bases[2:5])
