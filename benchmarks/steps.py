"""One step of many tokens: our routes against NumPy, torch with all scores, SDPA, and a step as research codes write it.

In brackets: the operations of the full computation (4 n^2 d a head, half with a causal mask) over the time, in per cent of a
product of two matrices of side 2048 in the same rounds; where A is symmetric, fewer are done. Errors are those of the rows that
``EXACT`` asks for, against the formula in float64, relative to the unit length of a token.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import torch

from benchmarks import peak, peers
from benchmarks.timing import Row, in_turn
from verify import Attention, Oja
from verify.large import chosen, influence, step

ALPHA = 0.3
EXACT = 64
MATERIALISED = 6
"""Matrices of scores that a peer without tiles may hold at a time, for the decision whether it fits."""


class Case(NamedTuple):
    """One state, or a batch of starts.

    Attributes:
        n: tokens.
        d: their dimension.
        dtype: of the tokens.
        symmetric: whether A is.
        causal: the mask.
        starts: how many states.
        repeat: rounds.
    """

    n: int
    d: int
    dtype: str
    symmetric: bool = False
    causal: bool = False
    starts: int = 1
    repeat: int = 5


CASES = (
    Case(4096, 64, "float32"),
    Case(4096, 64, "float32", symmetric=True),
    Case(4096, 64, "float32", causal=True),
    Case(4096, 64, "float64"),
    Case(4096, 64, "float64", symmetric=True),
    Case(4096, 3, "float32"),
    Case(32, 3, "float64", starts=1000),
)
FULL = (
    Case(10_000, 64, "float32"),
    Case(10_000, 64, "float32", symmetric=True),
    Case(10_000, 64, "float32", causal=True),
    Case(10_000, 64, "float64"),
    Case(10_000, 64, "float64", symmetric=True),
    Case(30_000, 64, "float32", repeat=3),
    Case(30_000, 64, "float32", symmetric=True, repeat=3),
    Case(100_000, 64, "float32", repeat=1),
    Case(100_000, 64, "float32", symmetric=True, repeat=1),
)


def run(full: bool, threads: int = 1) -> list[Row]:
    """n = 4096 in a few seconds; n = 1e4, 3e4 and 1e5 where ``full``; and on a GPU the same where torch has one."""
    rows = [row for case in CASES + (FULL if full else ()) for row in against_peers(case, threads)]
    rows += [uniform(1_000_000 if full else 200_000, 64, threads), plane(1_000_000 if full else 20_000, threads)]
    rows.append(tile_row(1_000_000 if full else 100_000, 64, threads))
    if torch.cuda.is_available():
        for dtype in ("bfloat16", "float32"):
            for n in (100_000, 1_000_000):
                rows += on_device("cuda", n, 64, dtype)
    return rows


def instance(case: Case) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """V, A with scores of order one, and unit tokens."""
    rng = np.random.default_rng([5, case.n, case.d])
    value, key = rng.normal(size=(2, case.d, case.d)) / np.sqrt(case.d)
    shape = (case.n, case.d) if case.starts == 1 else (case.starts, case.n, case.d)
    tokens = rng.normal(size=shape)
    tokens /= np.linalg.norm(tokens, axis=-1, keepdims=True)
    return value, (key + key.T) / 2 if case.symmetric else key, tokens.astype(case.dtype)


def against_peers(case: Case, threads: int) -> list[Row]:
    """One row for every peer, all of them timed in turn with ours and with the product of matrices."""
    value, key, tokens = instance(case)
    system = Attention(value=value, query_key=key, step_size=ALPHA, causal=case.causal)
    tensor = torch.from_numpy(tokens)
    makers: dict[str, Callable[[], Any]] = {"SDPA": partial(peers.sdpa(value, key, ALPHA, case.causal), tensor)}
    scores = case.starts * case.n**2 * tokens.itemsize
    if MATERIALISED * scores < _memory() / 2:
        makers["NumPy"] = partial(peers.plain_numpy(value, key, ALPHA, case.causal), tokens)
        makers["torch, all scores"] = partial(peers.materialised_torch(value, key, ALPHA, case.causal), tensor)
        if not case.causal:
            makers["research code"] = partial(peers.research(value, key, ALPHA), tensor)
    if case.starts > 1:
        one_by_one = peers.plain_numpy(value, key, ALPHA)
        makers["NumPy, start by start"] = lambda: np.stack([one_by_one(state) for state in tokens])
    route = chosen(system, tokens).name
    multiply, operations = peak.product(case.dtype)
    ways = {"product": multiply, **makers, "ours": lambda: step(system, tokens, threads=threads)}
    found = in_turn(ways, repeat=case.repeat, clock=peak.clock(threads))
    best = operations / found["product"][0]
    needed = 4.0 * case.starts * case.n**2 * case.d / (2 if case.causal else 1)

    last = tokens if case.starts == 1 else tokens[-1]
    some = slice(case.n // 2, min(case.n // 2 + EXACT, case.n))
    exact = peers.exact_rows(value, key, ALPHA, last, some, case.causal)

    def error(result: Any) -> float:
        state = np.asarray(result).reshape(-1, case.n, case.d)[-1]
        return float(np.abs(state[some] - exact).max())

    def percent(name: str) -> float:
        return 100 * needed / found[name][0] / best

    ours_seconds, ours = found["ours"]
    return [
        Row(
            _named(case),
            name,
            route,
            found[name][0],
            ours_seconds,
            f"errors {error(found[name][1]):.0e} and {error(ours):.0e}",
            percent(name) if case.d > 16 else None,
            percent("ours") if case.d > 16 else None,
        )
        for name in makers
    ]


def uniform(n: int, d: int, threads: int) -> Row:
    """A step of an Oja system, which reads and writes each token once at the least, against a copy of the tokens."""
    rng = np.random.default_rng(6)
    system = Oja(value=rng.normal(size=(d, d)), step_size=ALPHA)
    tokens = rng.normal(size=(n, d)).astype(np.float32)
    tokens /= np.linalg.norm(tokens, axis=1, keepdims=True)
    moved = np.empty_like(tokens)  # both write to memory that is there
    ways = {"copy": peak.copy(tokens.nbytes, threads), "ours": lambda: step(system, tokens, threads=threads, out=moved)}
    found = in_turn(ways, repeat=7, clock=peak.clock(threads))
    wide = tokens[:EXACT].astype(np.float64) + ALPHA * (system.value @ tokens.mean(axis=0, dtype=np.float64))
    error = np.abs(wide / np.linalg.norm(wide, axis=1, keepdims=True) - found["ours"][1][:EXACT]).max()
    work = f"Oja step, n = {n}, d = {d}, float32"
    times = found["ours"][0] / found["copy"][0]
    return Row(work, "a copy", "uniform", found["copy"][0], found["ours"][0], f"{times:.2g} copies; error {error:.0e}")


def plane(n: int, threads: int) -> Row:
    """Tokens on the circle: the series against the compiled loop over pairs, which does some rows for the others."""
    rng = np.random.default_rng(7)
    angles = rng.uniform(0, 2 * np.pi, n)
    tokens = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    system = Attention(value=rng.normal(size=(2, 2)), query_key=rng.normal(size=(2, 2)), step_size=ALPHA)
    some = slice(0, min(n, 2**26 // n + 1))
    ways = {
        "pairs": lambda: influence(system, tokens, route="fused", rows=some, threads=threads),
        "ours": lambda: influence(system, tokens, route="planar", threads=threads),
    }
    found = in_turn(ways, repeat=3, clock=peak.clock(threads))
    gap = float(np.abs(found["pairs"][1] - found["ours"][1][some]).max())
    whole = found["pairs"][0] * n / some.stop
    work = f"influence, d = 2, n = {n}, float64"
    peer = f"compiled loop over pairs, from {some.stop} rows"
    return Row(work, peer, "Fourier-Bessel series", whole, found["ours"][0], f"{gap:.0e} apart")


def tile_row(n: int, d: int, threads: int) -> Row:
    """Some rows of a state that no machine holds the scores of, with the peak of the memory of the whole process."""
    case = Case(n, d, "float32")
    value, key, tokens = instance(case)
    system = Attention(value=value, query_key=key, step_size=ALPHA)
    some = slice(n // 2, n // 2 + 1024)
    tensor, queries = torch.from_numpy(tokens), torch.from_numpy(tokens[some] @ key.astype(np.float32))
    attention = torch.nn.functional.scaled_dot_product_attention
    multiply, operations = peak.product("float32")
    ways = {
        "product": multiply,
        "peer": lambda: attention(queries[None, None], tensor[None, None], tensor[None, None], scale=1.0),
        "ours": lambda: influence(system, tokens, rows=some, threads=threads),
    }
    found = in_turn(ways, repeat=1 if n >= 1_000_000 else 3, clock=peak.clock(threads))
    best = operations / found["product"][0] * found["peer"][0]
    needed = 4.0 * 1024 * n * d
    seen = found["peer"][1][0, 0].double().numpy() @ value.T
    gap = np.abs(seen - found["ours"][1]).max()
    return Row(
        f"1024 rows of n = {n}, d = {d}, float32",
        "SDPA",
        "tiles",
        found["peer"][0],
        found["ours"][0],
        f"{gap:.0e} apart; the process has held at most {_most_held():.1f} GB",
        100 * needed / best,
        100 * needed / best * found["peer"][0] / found["ours"][0],
    )


def on_device(device: str, n: int, d: int, dtype: str, repeat: int = 3) -> list[Row]:
    """A whole step against SDPA alone on that device; ``cpu`` runs the same code to see that it runs."""
    kind = getattr(torch, dtype)
    value, key, tokens = instance(Case(n, d, "float32"))
    system = Attention(value=value, query_key=key, step_size=ALPHA)
    state = torch.from_numpy(tokens).to(device=device, dtype=kind)
    queries = (state.float() @ torch.from_numpy(key).float().to(device)).to(kind)
    attention = torch.nn.functional.scaled_dot_product_attention
    threads = torch.get_num_threads()
    multiply, operations = peak.product(kind, device, 8192 if device == "cuda" else 512)
    size = 2**30 if device == "cuda" else 2**24
    ways: dict[str, Callable[[], Any]] = {
        "product": multiply,
        "copy": peak.copy(size, threads, device),
        "SDPA alone": lambda: attention(queries[None, None], state[None, None], state[None, None], scale=1.0),
        "ours": lambda: step(system, state, threads=threads),
    }
    found = in_turn(ways, repeat=repeat, clock=peak.clock(threads, device))
    some = slice(n // 2, n // 2 + EXACT)
    exact = peers.exact_rows(value, key, ALPHA, state.float().cpu().numpy(), some, False)
    error = float(np.abs(found["ours"][1][some].double().cpu().numpy() - exact).max())
    seconds, best = found["ours"][0], operations / found["product"][0]
    least = 2 * state.numel() * state.element_size() / seconds  # each token read and written once
    moved = 100 * least / (2 * size / found["copy"][0])
    row = Row(
        f"step on {device}, n = {n}, d = {d}, {dtype}",
        "SDPA alone",
        chosen(system, state).name,
        found["SDPA alone"][0],
        seconds,
        f"error {error:.0e}; {n / seconds:.3g} tokens/s; {moved:.2g} % of the bandwidth of a copy",
        100 * 4.0 * n**2 * d / found["SDPA alone"][0] / best,
        100 * 4.0 * n**2 * d / seconds / best,
    )
    return [row]


def _named(case: Case) -> str:
    kinds = [case.dtype]
    kinds += ["A symmetric"] if case.symmetric else []
    kinds += ["causal"] if case.causal else []
    kinds += [f"{case.starts} starts"] if case.starts > 1 else []
    return f"step, n = {case.n}, d = {case.d}, {', '.join(kinds)}"


def _memory() -> float:
    return float(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_AVPHYS_PAGES"))


def _most_held() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
