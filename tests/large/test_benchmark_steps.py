"""The comparison of steps runs, its peers compute the same, and its tables say what was measured."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from benchmarks import peers, record, steps
from benchmarks.timing import Row, in_turn, table
from verify import Attention


@pytest.mark.parametrize("causal", [False, True])
def test_the_peers_are_steps_of_the_definition(causal: bool) -> None:
    rng = np.random.default_rng(1)
    value, key = rng.normal(size=(2, 5, 5))
    tokens = rng.normal(size=(12, 5))
    tokens /= np.linalg.norm(tokens, axis=1, keepdims=True)
    expected = Attention(value=value, query_key=key, step_size=0.3, causal=causal).step(tokens)
    settings = (value, key, 0.3, causal)
    found = {
        "numpy": peers.plain_numpy(*settings)(tokens),
        "torch": peers.materialised_torch(*settings)(torch.from_numpy(tokens)),
        "sdpa": peers.sdpa(*settings)(torch.from_numpy(tokens)),
        "rows": peers.exact_rows(value, key, 0.3, tokens, slice(0, 12), causal),
    }
    if not causal:
        found["research"] = peers.research(*settings)(torch.from_numpy(tokens))
    for name, moved in found.items():
        np.testing.assert_allclose(np.asarray(moved), expected, atol=1e-14, err_msg=name)


@pytest.mark.parametrize(
    "case",
    [
        steps.Case(300, 20, "float32", repeat=1),
        steps.Case(300, 20, "float64", symmetric=True, repeat=1),
        steps.Case(20, 3, "float64", starts=5, repeat=1),
    ],
)
def test_every_peer_has_a_row(case: steps.Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps.peak, "SIDE", 64)
    rows = steps.against_peers(case, 1)
    assert [row.peer for row in rows][:4] == ["SDPA", "NumPy", "torch, all scores", "research code"]
    for row in rows:
        assert row.peer_seconds > 0
        assert row.our_seconds > 0
        errors = [float(word) for word in row.agreement.split() if word[0].isdigit()]
        assert max(errors) < (1e-6 if case.dtype == "float32" else 1e-14)


@pytest.mark.parametrize("device", ["cpu", pytest.param("cuda", marks=pytest.mark.gpu)])
@pytest.mark.parametrize("dtype", ["float32", "bfloat16"])
def test_the_part_for_a_gpu_runs(device: str, dtype: str) -> None:
    """On a CPU in place of the GPU: the same code, small."""
    (row,) = steps.on_device(device, 400, 16, dtype, repeat=1)
    assert row.work == f"step on {device}, n = 400, d = 16, {dtype}"
    assert "tokens/s" in row.agreement
    assert float(row.agreement.split()[1].rstrip(";")) < (1e-2 if dtype == "bfloat16" else 1e-6)


@pytest.mark.slow
def test_uniform_plane_and_tile_row() -> None:
    assert float(steps.uniform(2000, 8, 1).agreement.split()[-1]) < 1e-6
    assert float(steps.plane(5000, 1).agreement.split()[0]) < 1e-13
    assert float(steps.tile_row(5000, 8, 1).agreement.split()[0]) < 1e-5


def test_a_record_is_a_page_and_its_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "RESULTS", tmp_path)
    rows = [
        Row("work", "peer", "ours", 2.0, 0.5, "1e-7 apart", 30.4, 75.6),
        Row("other", "peer", "ours", 1.0, 2.0, "same"),
    ]
    told = {**record.machine(1), "processor": "Some CPU @ 2.0 GHz (R)"}
    page = record.write("steps", rows, told, "A note.")
    assert page == tmp_path / "steps-some-cpu-2-0-ghz-r-1t.md"
    text = page.read_text()
    assert table(rows) in text
    assert "| work | peer: 2 s (30 %) | ours: 500 ms (76 %) | 4 | 1e-7 apart |" in text
    assert "\nA note.\n" in text
    data = json.loads(page.with_suffix(".json").read_text())
    assert data["machine"]["threads"] == 1
    assert [entry["ratio"] for entry in data["rows"]] == [4.0, 0.5]
    assert data["rows"][1]["our_percent"] is None


def test_rounds_are_taken_in_turn() -> None:
    order: list[str] = []
    ticks = iter(range(1000))
    ways = {"a": lambda: order.append("a"), "b": lambda: order.append("b") or "result"}
    found = in_turn(ways, repeat=2, clock=lambda: float(next(ticks)))
    assert order == ["a", "b"] * 3
    assert found == {"a": (1.0, None), "b": (1.0, "result")}
