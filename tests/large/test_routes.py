"""Every route against the definition: benign and adversarial scores, masks, heads, batches, rows, dtypes, devices."""

from __future__ import annotations

import resource
import tracemalloc
from typing import Any

import mpmath
import numpy as np
import pytest
import torch

from verify import Attention, MultiHead, Oja
from verify.arithmetic.numeric import FLOAT64, object_arithmetic
from verify.errors import InvalidInput
from verify.large import ROUTES, chosen, field, influence, routes, step
from verify.large.heads import heads_of
from verify.systems import Clusters

DEVICES = ["cpu", pytest.param("cuda", marks=pytest.mark.gpu)]
# Routes that are no longer the definition itself.
FAST = [name for name in ROUTES if name != "definition"]


@pytest.fixture
def small_tiles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tiles of a few tokens, so that few tokens make many tiles, and the last ones are not full."""
    from verify.large import mirrored, tiles, torch_tiles

    monkeypatch.setattr(tiles, "COLUMNS", {"float32": 7, "float64": 7})
    monkeypatch.setattr(tiles, "MOST_ROWS", {"float32": 5, "float64": 5})
    monkeypatch.setattr(tiles, "LEAST_ROWS", 5)
    monkeypatch.setattr(mirrored, "MULTIPLE", 2)
    monkeypatch.setattr(mirrored, "SIDE", 6)
    monkeypatch.setattr(torch_tiles, "TILE", {"cpu": 64, "cuda": 64})
    monkeypatch.setattr(torch_tiles, "LEAST_SIDE", 8)


def unit(rng: np.random.Generator, *shape: int) -> np.ndarray:
    tokens = rng.normal(size=shape)
    return tokens / np.linalg.norm(tokens, axis=-1, keepdims=True)


def systems(d: int) -> dict[str, Any]:
    rng = np.random.default_rng(d)
    v, w, a, b = rng.normal(size=(4, d, d))
    indefinite = a + a.T
    return {
        "oja": Oja(value=v),
        "general": Attention(value=v, query_key=a),
        "identity": Attention(value=v),
        "symmetric": Attention(value=v, query_key=indefinite),
        "positive": Attention(value=v, query_key=a @ a.T),
        "zero": Attention(value=v, query_key=0 * a),
        "general, causal": Attention(value=v, query_key=a, causal=True),
        "identity, causal": Attention(value=v, causal=True),
        "zero, causal": Attention(value=v, query_key=0 * a, causal=True),
        "heads": MultiHead(values=[v, w, v - w], query_keys=[a, indefinite, None]),
        "heads, one uniform": MultiHead(values=[v, w], query_keys=[0 * a, b]),
        "heads, causal": MultiHead(values=[v, w, v], query_keys=[a, 0 * a, None], causal=True),
    }


# Scores and what is hard about them; query_key for d = 3, and the tokens.
def adversarial() -> dict[str, tuple[Any, np.ndarray]]:
    rng = np.random.default_rng(11)
    tokens = unit(rng, 23, 3)
    a = rng.normal(size=(3, 3))
    lone = np.vstack([tokens, 40 * tokens[:1]])
    return {
        "scores of 1e3": (1e3 * a, tokens),
        "scores of 1e4, symmetric": (1e4 * (a + a.T), tokens),
        "scores of 1e4, positive": (1e4 * a @ a.T, tokens),
        "scores of -1e4 on the diagonal": (-1e4 * np.eye(3), tokens),
        "all scores equal": (1e4 * np.eye(3), np.tile(tokens[:1], (23, 1))),
        "scores exactly zero": (a - a.T, np.tile(tokens[:1], (23, 1))),
        "differences of hundreds": (300 * np.diag([1.0, 0.0, -1.0]), tokens),
        "one token dominates": (20 * np.eye(3), lone),
        "one token dominates, general": (20 * a, lone),
        "opposite tokens": (500 * np.eye(3), np.vstack([tokens, -tokens])),
        "repeated tokens": (3 * a, np.repeat(tokens[:4], 8, axis=0)),
        "exp overflows in float32 without a shift": (100 * np.eye(3), tokens),
        "exp overflows in float64 without a shift": (800 * np.eye(3), tokens),
        "scores overflow in float32": (1e33 * np.eye(3), 1e3 * tokens),
        "scores without digits in float32": (1e7 * a, tokens),
        "one token is zero": (3 * a, np.vstack([tokens, np.zeros((1, 3))])),
    }


def tolerance(system: Any, tokens: np.ndarray, dtype: str) -> float:
    """Of the result, relative to its size: 1e-13 (1e-6), or what the rounding of the scores alone does to the weights."""
    size = float((tokens**2).sum(axis=-1).max())
    keys = [1.0 if head.query_key is None else np.linalg.norm(head.query_key, 2) for head in heads_of(system)]
    # Where float32 has no digits of the scores left, float64 is what computes them.
    unit_roundoff = float(np.finfo(dtype if max(keys) * size < 2**20 else "float64").eps)
    return max(1e-13 if dtype == "float64" else 2e-6, 8 * unit_roundoff * max(keys) * size)


def assert_close(found: Any, expected: np.ndarray, system: Any, tokens: np.ndarray, dtype: str) -> None:
    found = found.double().cpu().numpy() if isinstance(found, torch.Tensor) else found
    size = np.linalg.norm(tokens, axis=-1).max() * sum(np.linalg.norm(head.value, 2) for head in heads_of(system))
    assert np.isfinite(found).all()
    assert np.abs(found - expected).max() <= tolerance(system, tokens, dtype) * size


def given_to(tokens: np.ndarray, dtype: str, device: str) -> Any:
    """NumPy arrays on the CPU, tensors on a GPU."""
    rounded = tokens.astype(dtype)
    return rounded if device == "cpu" else torch.from_numpy(rounded).to(device)


def covering(system: Any, tokens: Any) -> list[str]:
    return [name for name, reason in routes(system, tokens).items() if reason is None]


@pytest.mark.usefixtures("small_tiles")
@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("shape", [(1, 3), (2, 2), (7, 1), (23, 3), (42, 5), (35, 20), (2, 3, 13, 4)])
def test_every_route_gives_what_the_definition_gives(shape: tuple[int, ...], dtype: str, device: str) -> None:
    tokens = unit(np.random.default_rng(3), *shape)
    rounded = tokens.astype(dtype).astype(np.float64)
    taken = set()
    for name, system in systems(shape[-1]).items():
        expected = system.influence(rounded)
        given = given_to(tokens, dtype, device)
        for route in covering(system, given):
            found = influence(system, given, route=route, threads=2)
            assert type(found) is type(given), (name, route)
            assert found.dtype == given.dtype
            assert found.shape == given.shape
            assert_close(found, expected, system, rounded, dtype)
            taken.add(route)
    assert {"uniform", "sdpa", "torch_tiles"} <= taken | ({"sdpa"} if device == "cuda" else set())
    assert device == "cuda" or {"definition", "tiles"} <= taken


@pytest.mark.usefixtures("small_tiles")
@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("causal", [False, True])
@pytest.mark.parametrize("case", adversarial())
def test_adversarial_scores(case: str, causal: bool, dtype: str, device: str) -> None:
    """Against the definition in 50 digits, since rounding of the scores moves even the definition in float64."""
    key, tokens = adversarial()[case]
    value = np.array([[2.0, 0.5, 0.0], [0.5, -1.0, 0.25], [0.0, 0.25, 1.0]])
    system = Attention(value=value, query_key=key, causal=causal)
    rounded = tokens.astype(dtype).astype(np.float64)
    with mpmath.workdps(50):
        precise = FLOAT64.asarray(system.influence(object_arithmetic("mpmath").asarray(rounded, None)), None)
    given = given_to(tokens, dtype, device)
    names = covering(system, given)
    assert "torch_tiles" in names
    assert ("tiles" in names) == (device == "cpu")
    for route in names:
        if route in ("sdpa", "fused") and case in ("scores overflow in float32", "scores without digits in float32"):
            assert dtype == "float64"
        assert_close(influence(system, given, route=route), precise, system, rounded, dtype)


@pytest.mark.usefixtures("small_tiles")
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_the_checks_of_fixed_shifts_are_taken(dtype: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a row lies far below its bound, the fixed shift is given up; a route that never did would return 0 / 0."""
    from verify.large import mirrored, tile_weights

    modes: list[bool] = []
    online = tile_weights.online
    monkeypatch.setattr(tile_weights, "online", lambda *rest: (modes.append(rest[-1]), online(*rest))[1])
    tokens = unit(np.random.default_rng(4), 23, 3)
    tokens[5] *= 1e-3
    tokens[6] *= 30
    # For A = k I the deepest row is that of the short token: a_6 + a_5 - s_55 = a_6 - a_5 = 450 k log2(e) = 649 k.
    for factor, safe in ((2.0, ()), (1.0, ("float64",)), (0.1, ("float64", "float32"))):
        head = heads_of(Attention(value=np.eye(3), query_key=factor * np.eye(3)))[0]
        found = mirrored.shifts(head, tokens[None].astype(dtype))
        assert (found is not None) == (dtype in safe)
    skew = np.array([[0.0, 300.0, 0.0], [-300.0, 0.0, 0.0], [0.0, 0.0, 0.0]])
    system = Attention(value=np.eye(3), query_key=4 * skew)
    state = np.array([[1.0, 0.0, 0.0], [0.9, 0.0, 0.1]])  # scores are 0, bounds 1200
    modes.clear()
    found = influence(system, state.astype(dtype), route="tiles", threads=1)
    assert modes == [True, False]
    np.testing.assert_allclose(found, [[0.95, 0.0, 0.05]] * 2, rtol=1e-6)
    modes.clear()
    influence(Attention(value=np.eye(3), query_key=skew / 300), state.astype(dtype), route="tiles", threads=1)
    assert modes == [True]


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_full_tiles_and_the_automatic_route(dtype: str, device: str) -> None:
    """With the real sizes of tiles: n = 1600 crosses them in both directions."""
    tokens = unit(np.random.default_rng(5), 1600, 17)
    rounded = tokens.astype(dtype).astype(np.float64)
    made = systems(17)
    for name in ("general", "symmetric", "general, causal"):
        expected = made[name].influence(rounded)
        given = given_to(tokens, dtype, device)
        for route in (None, "tiles", "torch_tiles") if device == "cpu" else (None, "torch_tiles"):
            assert_close(influence(made[name], given, route=route, threads=2), expected, made[name], rounded, dtype)


@pytest.mark.usefixtures("small_tiles")
@pytest.mark.parametrize("device", DEVICES)
def test_rows_are_rows_of_the_whole(device: str) -> None:
    tokens = unit(np.random.default_rng(6), 2, 29, 3)
    for name, system in systems(3).items():
        expected = system.influence(tokens)
        given = given_to(tokens, "float64", device)
        for route in covering(system, given):
            for rows in (slice(0, 1), slice(9, 22), slice(28, 29), slice(None), slice(-3, None)):
                found = influence(system, given, route=route, rows=rows)
                assert found.shape == expected[:, rows].shape, (name, route, rows)
                assert_close(found, expected[:, rows], system, tokens, "float64")


@pytest.mark.usefixtures("small_tiles")
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_threads_do_not_change_a_bit(dtype: str) -> None:
    tokens = unit(np.random.default_rng(7), 2, 61, 5).astype(dtype)
    for system in systems(5).values():
        for route in set(covering(system, tokens)) - {"sdpa", "torch_tiles"}:  # torch makes no such promise
            alone = influence(system, tokens, route=route, threads=1)
            for threads in (2, 3, 8):
                np.testing.assert_array_equal(influence(system, tokens, route=route, threads=threads), alone)


@pytest.mark.usefixtures("small_tiles")
def test_a_causal_token_does_not_feel_later_ones() -> None:
    rng = np.random.default_rng(8)
    tokens = unit(rng, 24, 3)
    later = tokens.copy()
    later[17:] = unit(rng, 7, 3)
    for name, system in systems(3).items():
        if name.endswith("causal"):
            for route in set(covering(system, tokens)) - {"sdpa"}:
                first, second = (influence(system, given, route=route) for given in (tokens, later))
                np.testing.assert_allclose(first[:17], second[:17], rtol=0, atol=1e-14, err_msg=f"{name} {route}")
                assert np.abs(first[17:] - second[17:]).max() > 1e-3


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("shape", [(9, 3), (3, 70, 4)])
def test_steps_and_fields(shape: tuple[int, ...], dtype: str, device: str) -> None:
    tokens = unit(np.random.default_rng(9), *shape).astype(dtype)
    wide = tokens.astype(np.float64)
    for system in systems(shape[-1]).values():
        size = tolerance(system, wide, dtype) * 10
        given = given_to(tokens, dtype, device)
        moving = type(system)(**{**vars(system), "step_size": 0.3})
        for found, expected in (
            (field(system, given, threads=2), system.field(wide)),
            (step(moving, given, threads=2), moving.step(wide)),
            (step(moving, given, rows=slice(2, 7)), moving.step(wide)[..., 2:7, :]),
        ):
            assert found.dtype == given.dtype
            array = found.cpu().numpy() if isinstance(found, torch.Tensor) else found
            np.testing.assert_allclose(array, expected, rtol=0, atol=size * np.abs(expected).max())


@pytest.mark.parametrize("size", [1e-30, 1e-3, 1.0, 1e25])
def test_norms_neither_overflow_nor_vanish(size: float) -> None:
    """The squares of 1e25 and 1e-30 are no numbers of float32; the direction is."""
    tokens = unit(np.random.default_rng(10), 12, 3).astype(np.float32)
    system = Oja(value=np.diag([1.0, 2.0, 0.5]), step_size=1.0)
    np.testing.assert_allclose(
        step(system, (size * tokens).astype(np.float32)), system.step(size * tokens.astype(float)), atol=3e-6
    )


@pytest.mark.parametrize("device", DEVICES)
def test_a_step_into_given_memory(device: str) -> None:
    tokens = unit(np.random.default_rng(18), 2, 9, 3)
    moving = Attention(value=np.eye(3), query_key=np.diag([1.0, 2.0, 3.0]), step_size=0.5)
    given = given_to(tokens, "float64", device)
    expected, still = step(moving, given), field(moving, given)
    out = given * 0
    assert step(moving, given, out=out) is out
    assert (out == expected).all()
    assert (field(moving, given, out=out) == still).all()
    assert step(moving, given, out=given) is given  # in place
    assert (given == expected).all()
    for wrong in (tokens[0].copy(), tokens.astype(np.float32), tokens[::-1], tokens.tolist()):
        with pytest.raises(InvalidInput, match=r"out is .*; expected"):
            step(moving, tokens, out=wrong)


def test_a_row_that_vanishes_has_no_direction() -> None:
    system = Oja(value=-np.eye(2), step_size=1.0)
    assert np.isnan(step(system, np.array([[1.0, 0.0]]))).all()
    assert np.isnan(system.step(np.array([[1.0, 0.0]]))).all()


def test_tensors_of_every_layout_and_lists_of_none() -> None:
    """Slices, transposes, read-only arrays, tensors with gradients: the tokens are only read."""
    tokens = unit(np.random.default_rng(12), 40, 6)
    system = systems(3)["heads"]
    view = tokens[::-2, 1::2]
    view.flags.writeable = False
    expected = system.influence(np.array(view))
    for route in covering(system, view):
        np.testing.assert_allclose(influence(system, view, route=route), expected, atol=1e-13)
        turned = torch.tensor(np.array(view.T), requires_grad=True).T
        found = influence(system, turned, route=route)
        assert isinstance(found, torch.Tensor)
        assert not found.requires_grad
        np.testing.assert_allclose(found.numpy(), expected, atol=1e-13)


@pytest.mark.parametrize("device", DEVICES)
def test_bfloat16(device: str) -> None:
    """Scores and weights in float32: what is lost is the rounding of the queries, the means and the result, 2^-9 each."""
    tokens = torch.tensor(unit(np.random.default_rng(13), 60, 16), device=device).to(torch.bfloat16)
    wide = tokens.double().cpu().numpy()
    for name, system in systems(16).items():
        for route in covering(system, tokens):
            found = influence(system, tokens, route=route)
            assert found.dtype == torch.bfloat16
            expected = system.influence(wide)
            gap = np.abs(found.double().cpu().numpy() - expected).max() / np.abs(expected).max()
            assert gap < 0.1, (name, route)  # scores reach 20 here, and 2^-9 of them is 0.04


@pytest.mark.parametrize(
    ("tokens", "options", "message"),
    [
        (np.ones((4, 2)), {}, "tokens have shape 4 x 2; expected (..., n, 3) with n >= 1"),
        (np.ones((0, 3)), {}, "tokens have shape 0 x 3"),
        (np.ones(3), {}, "tokens have shape 3;"),
        (np.ones((4, 3), int), {}, "tokens have dtype int64; expected float32, float64"),
        (np.ones((4, 3), np.float16), {}, "tokens have dtype float16"),
        ([[1.0, 0.0, 0.0]], {}, "tokens are a list; expected a NumPy array or a torch tensor"),
        (np.ones((4, 3)), {"route": "fast"}, "route is 'fast'; expected one of uniform, "),
        (np.ones((4, 3)), {"route": "uniform"}, "route uniform does not cover this: it needs uniform attention"),
        (np.ones((5000, 3)), {"route": "definition"}, "it needs n <= 4096 for its n x n weights, and n is 5000"),
        (np.ones((4, 3)), {"threads": 0}, "threads is 0; expected a whole number of at least 1"),
        (np.ones((4, 3)), {"threads": 1.5}, "threads is 1.5"),
        (np.ones((4, 3)), {"rows": slice(4, 4)}, "expected a slice of at least one of the 4 tokens"),
        (np.ones((4, 3)), {"rows": slice(0, 4, 2)}, "with step 1"),
        (torch.ones(4, 3, dtype=torch.bfloat16), {"route": "tiles"}, "computes in float32 or float64, and the tokens are bfloat16"),
        (np.full((4, 3), 1e16, np.float32), {"route": "sdpa"}, "it needs scores below 1e+06 in float32, and they may reach"),
    ],
)  # fmt: skip
def test_what_is_refused_says_why(tokens: Any, options: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        influence(Attention(value=np.eye(3)), tokens, **options)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_batch_of_no_states_has_no_influence() -> None:
    for system in systems(3).values():
        assert influence(system, np.ones((0, 5, 3)), rows=slice(1, 3)).shape == (0, 2, 3)
        assert field(system, torch.ones(2, 0, 5, 3)).shape == (2, 0, 5, 3)


def test_another_byte_order_is_refused() -> None:
    with pytest.raises(InvalidInput, match=r"tokens have dtype [<>]f8; expected float32, float64"):
        influence(Oja(value=np.eye(3)), np.ones((5, 3)).astype(">f8" if np.dtype("f8").str[0] == "<" else "<f8"))


def test_other_systems_and_flows_are_refused() -> None:
    with pytest.raises(InvalidInput, match="the system is a Clusters; expected Oja, Attention or MultiHead"):
        influence(Clusters(value=np.eye(3)), np.ones((4, 3)))
    with pytest.raises(InvalidInput, match="the system is a flow"):
        step(Oja(value=np.eye(3)), np.ones((4, 3)))


def test_the_automatic_choice() -> None:
    rng = np.random.default_rng(14)
    made = systems(64)
    few, many = (unit(rng, n, 64) for n in (20, 500))
    assert chosen(made["oja"], many).name == "uniform"
    assert chosen(made["zero, causal"], many).name == "uniform"
    assert chosen(made["general"], few).name == "definition"
    assert chosen(made["general"], many).name == "tiles"
    assert chosen(made["general"], torch.tensor(many).bfloat16()).name == "sdpa"
    assert chosen(made["general"], few, "sdpa").name == "sdpa"


def test_memory_stays_linear() -> None:
    """At n = 20000 a matrix of scores would take 1.6 GB in float32; the tokens take 5 MB."""
    tokens = unit(np.random.default_rng(15), 20_000, 64).astype(np.float32)
    made = systems(64)
    for name, rows in (("general", slice(0, 500)), ("general, causal", slice(19_000, 19_500)), ("oja", None)):
        influence(made[name], tokens, rows=rows, threads=2)  # what is compiled or loaded once does not count
        tracemalloc.start()
        influence(made[name], tokens, rows=rows, threads=2)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 4 * tokens.nbytes, name


def test_memory_of_the_symmetric_route() -> None:
    tokens = unit(np.random.default_rng(16), 6000, 16).astype(np.float32)
    system = systems(16)["symmetric"]
    tracemalloc.start()
    influence(system, tokens, route="tiles", threads=2)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # Sums in float64, queries, weighted tokens and the result: 9 times the tokens, and two tiles; all scores would be 144 MB.
    assert peak < 12 * tokens.nbytes + 2 * 2 * 768**2 * 4


@pytest.mark.slow
def test_a_row_of_tiles_of_a_million_tokens_fits_in_4_gb() -> None:
    tokens = unit(np.random.default_rng(17), 1_000_000, 64).astype(np.float32)
    found = influence(systems(64)["general"], tokens, rows=slice(999_000, 1_000_000))
    assert np.isfinite(found).all()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 4 * 2**20


def test_an_error_in_a_thread_is_the_callers() -> None:
    from verify.large.pool import Turns, in_threads

    turns, done = Turns(), []

    def worker() -> Any:
        def do(task: int) -> None:
            with turns.turn(waits[task]):
                if task == 3:
                    raise ValueError("task 3")
                done.append(task)

        return do

    waits = [turns.waits("block") for _ in range(40)]
    with pytest.raises(ValueError, match="task 3"):
        in_threads(4, range(40), worker)
    assert done[:3] == [0, 1, 2]
    assert len(done) < 40
