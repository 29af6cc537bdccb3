"""The experiments behind the claims on many tokens: a step that is a little wrong is found out by each."""

from __future__ import annotations

import numpy as np
import pytest

from proofs.beyond import _large_seen as seen
from verify.evidence.statistics import HAS, LACKS
from verify.large.simulate.engine import Engine


def sabotage(monkeypatch, change):
    true = Engine.influence
    monkeypatch.setattr(Engine, "influence", lambda self, s, x: change(true(self, s, x)))


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(seen, "QUICK", (40, 300))


@pytest.mark.parametrize("experiment", ["consensus_rate", "bipartite_returns", "bipartite_leaves"])
@pytest.mark.usefixtures("few")
def test_rates(experiment, monkeypatch):
    agrees, told, _ = getattr(seen, experiment)(5, 0)
    assert agrees
    assert "n = 300" in told
    sabotage(monkeypatch, lambda found: found * 1.0001)
    assert getattr(seen, experiment)(5, 0)[0] is False


@pytest.mark.usefixtures("few")
def test_precision(monkeypatch):
    assert seen.precision(5, 0)[0]
    sabotage(monkeypatch, lambda s: s.astype(np.float16).astype(np.float32) if s.dtype == np.float32 else s)
    assert seen.precision(5, 0)[0] is False


def test_ascent(monkeypatch):
    assert seen._climbs(5, 30, 8)[0]
    sabotage(monkeypatch, lambda found: found[..., ::-1])
    assert not seen._climbs(5, 30, 8)[0]


def test_time(monkeypatch):
    assert seen._time(5, (100, 400), 16)[0]
    sabotage(monkeypatch, lambda found: 0.6 * found)
    assert not seen._time(5, (100, 400), 16)[0]


def test_ends(monkeypatch):
    assert seen.ends_oja(5, 12) == [HAS] * 12
    assert sum(seen.ends_attention(5, 12)) >= 10
    sabotage(monkeypatch, lambda found: -0.2 * found)
    assert LACKS in seen.ends_oja(5, 3) or -1 in seen.ends_oja(5, 3)
