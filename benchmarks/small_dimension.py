"""Tokens of few coordinates: the compiled loops by dimension, many steps of many starts, and the circle.

Steps of the peers are those of ``benchmarks.peers``. What numba compiles is compiled, or read from its cache, before anything is
timed; :func:`compile_seconds` measures that, without a cache, in a process of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from functools import partial

import numpy as np
import torch

from benchmarks import peak, peers
from benchmarks.timing import Row, in_turn, shown
from verify import Attention
from verify.large import influence, step
from verify.large.fused import steps

ALPHA = 0.3
EXACT = 64
STEPS = 10


def run(full: bool, threads: int = 1) -> list[Row]:
    """Dimensions 3 to 16 at n = 4096, 1000 starts, and the circle; the circle at n = 1e6 where ``full``."""
    rows = [row for dtype in ("float32", "float64") for d in (3, 4, 8, 16) for row in one_step(4096, d, dtype, threads)]
    rows += [row for n in (10, 32) for row in ensemble(1000, n, 3, threads)]
    n = 1_000_000 if full else 50_000
    rows += [circle(n, case, threads) for case in ("uniform", "uniform, causal", "opposite", "scores of 1e3")]
    return rows


def one_step(n: int, d: int, dtype: str, threads: int) -> list[Row]:
    """A step by the compiled loops, whatever the automatic choice is, against SDPA and a step as research codes write it."""
    rng = np.random.default_rng([8, n, d])
    value, key = rng.normal(size=(2, d, d)) / np.sqrt(d)
    tokens = unit(rng, n, d).astype(dtype)
    tensor = torch.from_numpy(tokens)
    system = Attention(value=value, query_key=key, step_size=ALPHA)
    ways = {
        "SDPA": partial(peers.sdpa(value, key, ALPHA), tensor),
        "research code": partial(peers.research(value, key, ALPHA), tensor),
        "ours": lambda: step(system, tokens, route="fused", threads=threads),
    }
    ways["ours"]()
    found = in_turn(ways, repeat=5, clock=peak.clock(threads))
    exact = peers.exact_rows(value, key, ALPHA, tokens, slice(0, EXACT), False)
    error = {name: float(np.abs(np.asarray(result)[:EXACT] - exact).max()) for name, (_, result) in found.items()}
    seconds = found["ours"][0]
    told = f"{shown(seconds / n**2)} a pair; errors "
    return [
        Row(
            f"step, n = {n}, d = {d}, {dtype}",
            name,
            "fused",
            found[name][0],
            seconds,
            f"{told}{error[name]:.0e} and {error['ours']:.0e}",
        )
        for name in ways
        if name != "ours"
    ]


def ensemble(starts: int, n: int, d: int, threads: int) -> list[Row]:
    """Ten steps of many starts, in float64, against loops over starts and against batches."""
    rng = np.random.default_rng([9, n, d])
    value, key = rng.normal(size=(2, d, d)) / np.sqrt(d)
    tokens = unit(rng, starts, n, d)
    tensor = torch.from_numpy(tokens)
    system = Attention(value=value, query_key=key, step_size=ALPHA)
    plain, research = peers.plain_numpy(value, key, ALPHA), peers.research(value, key, ALPHA)
    ways = {
        "NumPy, start by start": lambda: np.stack([_repeat(plain, state) for state in tokens]),
        "research code, start by start": lambda: torch.stack([_repeat(research, state) for state in tensor]),
        "NumPy, all starts": lambda: _repeat(plain, tokens),
        "research code, all starts": lambda: _repeat(research, tensor),
        "ours": lambda: steps(system, tokens, STEPS, threads=threads),
    }
    ways["ours"]()
    found = in_turn(ways, repeat=3, clock=peak.clock(threads))
    ours_seconds, ours = found["ours"]
    return [
        Row(
            f"{STEPS} steps of {starts} starts, n = {n}, d = {d}, float64",
            name,
            "fused, all steps at once",
            found[name][0],
            ours_seconds,
            f"{np.abs(np.asarray(found[name][1]) - ours).max():.0e} apart",
        )
        for name in ways
        if name != "ours"
    ]


def circle(n: int, case: str, threads: int) -> Row:
    """The series, or nodes where it loses digits, against the compiled loop over pairs: some rows, for all the others."""
    rng = np.random.default_rng(10)
    angles = 0.1 * rng.normal(size=n) if case == "opposite" else rng.uniform(0, 2 * np.pi, n)
    key = {"opposite": -5 * np.eye(2), "scores of 1e3": 1e3 * np.array([[0.8, 0.3], [-0.2, 0.6]])}.get(
        case, np.array([[0.8, 0.3], [-0.2, 0.6]])
    )
    causal = case.endswith("causal")
    system = Attention(value=np.array([[1.0, 0.5], [-0.5, 0.7]]), query_key=key, causal=causal)
    tokens = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    # The middle rows: with a mask they see the half of the tokens, as rows do on average.
    some = slice(n // 2, n // 2 + max(16, 2**26 // n))
    ways = {
        "pairs": lambda: influence(system, tokens, route="fused", rows=some, threads=threads),
        "ours": lambda: influence(system, tokens, route="planar", threads=threads),
    }
    for way in ways.values():
        way()
    found = in_turn(ways, repeat=3, clock=peak.clock(threads))
    rows = some.stop - some.start
    whole = found["pairs"][0] * n / rows
    error = max(_error(system, tokens, int(i), found["ours"][1][i], causal) for i in rng.integers(0, n, 5))
    return Row(
        f"influence, d = 2, n = {n}, {case}",
        f"compiled loop over pairs, {rows} rows times {n / rows:.4g}",
        "planar",
        whole,
        found["ours"][0],
        f"error {error:.0e} in extended precision, {np.abs(found['pairs'][1] - found['ours'][1][some]).max():.0e} apart",
    )


def compile_seconds() -> dict[str, float]:
    """Processor seconds to import and compile each route for float64, without any cache, in a process of its own."""
    code = (
        "import time, numpy as np; from verify import Attention; from verify.large import influence; "
        "from verify.large.fused import steps; began = time.process_time()\n"
        "s = Attention(value=np.eye({d}), query_key={a} * np.eye({d}), step_size=0.1, causal={causal})\n"
        "x = np.eye({d})[np.arange(600) % {d}]\n"
        "{call}; print(time.process_time() - began)"
    )
    cases = {
        "fused": {"d": 3, "a": 1, "causal": False, "call": "influence(s, x, route='fused', threads=1)"},
        "fused, all steps at once": {"d": 3, "a": 1, "causal": False, "call": "steps(s, x, 1, threads=1)"},
        "planar": {"d": 2, "a": 1, "causal": False, "call": "influence(s, x, route='planar', threads=1)"},
        "planar, causal": {"d": 2, "a": 1, "causal": True, "call": "influence(s, x, route='planar', threads=1)"},
    }
    seconds = {}
    for name, case in cases.items():
        with tempfile.TemporaryDirectory() as empty:
            told = subprocess.run(
                [sys.executable, "-c", code.format(**case)],
                env={**os.environ, "NUMBA_CACHE_DIR": empty},
                capture_output=True,
                text=True,
                check=True,
            )
        seconds[name] = float(told.stdout)
    return seconds


def unit(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Random unit vectors."""
    tokens = rng.normal(size=shape)
    return np.asarray(tokens / np.linalg.norm(tokens, axis=-1, keepdims=True))


def _repeat(step_: peers.Step, state: np.ndarray | torch.Tensor) -> np.ndarray | torch.Tensor:
    for _ in range(STEPS):
        state = step_(state)
    return state


def _error(system: Attention, tokens: np.ndarray, i: int, found: np.ndarray, causal: bool) -> float:
    """Of one row, against the direct sum in extended precision."""
    seen = tokens[: i + 1 if causal else len(tokens)].astype(np.longdouble)
    scores = seen @ (tokens[i].astype(np.longdouble) @ system.query_key)
    weights = np.exp(scores - scores.max())
    exact = (weights[:, None] * seen).sum(axis=0) / weights.sum() @ system.value.T
    return float(np.abs(exact - found).max())


if __name__ == "__main__":
    for name, seconds in compile_seconds().items():
        print(f"{name}: compiled in {seconds:.1f} s of processor time")
