"""Many tokens, for the claims of :mod:`proofs.beyond.large_n`: imported only when a claim is examined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from proofs.beyond._ascent_seen import Seen
from verify.evidence.statistics import HAS, LACKS, OPEN
from verify.large.simulate.agreement import Agreement
from verify.large.simulate.ascent import Climb, square
from verify.large.simulate.ends import End, verdicts
from verify.large.simulate.engine import Engine
from verify.large.simulate.places import Place
from verify.large.simulate.release import Release
from verify.large.simulate.settings import Settings, random_value, settings
from verify.large.simulate.task import State, Task
from verify.large.simulate.travel import Travel
from verify.systems import Attention

VALUE = np.diag([1.0, 0.3])
QUICK, FULL = (40, 1_000, 10_000), (100, 10_000, 1_000_000)


def _setting(system: str, tokens: int, **more: Any) -> Settings:
    return settings(system=system, tokens=tokens, value=VALUE, dtype="float64", **more)


def _through(task: Task) -> State:
    state, engine = task.begin(), Engine()
    while not task.finished(state):
        task.advance(state, engine)
        state.made += 1
    return state


def _released(chosen: Settings, minus: int, seed: int) -> tuple[str | None, float, float]:
    """Certified verdict, predicted rate and measured rate of a disturbed state at ``v_1``."""
    n = chosen.tokens
    (verdict,) = verdicts(chosen.system, n, [End(0, n - minus, minus, 0.0)])
    task = Release(chosen.system, Place(chosen.frame(), 0, n - minus, minus), str(verdict), "float64", [seed, n], 200)
    check = task.results(_through(task))[0][0]
    return verdict, check.predicted, check.measured


def _rates(seed: int, cases: Sequence[tuple[str, int, int, str]], allowed: float) -> Seen:
    """Of (system, n, minus, expected verdict): all rates right to ``allowed``, relative."""
    worst, wrong, told = 0.0, [], []
    for system, n, minus, expected in cases:
        verdict, predicted, measured = _released(_setting(system, n), minus, seed)
        error = abs(measured / predicted - 1)
        worst = max(worst, error) if np.isfinite(error) else float("inf")
        told.append(f"{system} n = {n}: {measured:.8f} ({predicted:.8f})")
        if verdict != expected or (measured < 1) != (expected == "stable"):
            wrong.append((system, n))
    words = f"measured and predicted factor a step: {', '.join(told)}; largest relative error {worst:.0e}"
    return worst <= allowed and not wrong, words, {"satisfied": len(cases), "wrong": len(wrong)}


def _consensus(sizes: Sequence[int]) -> list[tuple[str, int, int, str]]:
    return [(system, n, 0, "stable") for system in ("oja", "attention") for n in sizes]


def consensus_rate(seed: int, _steps: int) -> Seen:
    """n up to 10^4."""
    return _rates(seed, _consensus(QUICK), 1e-6)


def consensus_rate_full(seed: int, _steps: int) -> Seen:
    """n up to 10^6."""
    return _rates(seed, _consensus(FULL), 1e-6)


def bipartite_returns(seed: int, _steps: int) -> Seen:
    """n up to 10^4."""
    return _rates(seed, [("attention", n, n // 2, "stable") for n in QUICK], 1e-6)


def bipartite_returns_full(seed: int, _steps: int) -> Seen:
    """n up to 10^6."""
    return _rates(seed, [("attention", n, n // 2, "stable") for n in FULL], 1e-6)


def bipartite_leaves(seed: int, _steps: int) -> Seen:
    """n up to 10^4; uniform attention too."""
    cases = [(system, n, n // 20, "unstable") for system in ("oja", "attention") for n in QUICK]
    return _rates(seed, cases, 1e-4)


def bipartite_leaves_full(seed: int, _steps: int) -> Seen:
    """n up to 10^6."""
    cases = [(system, n, n // 20, "unstable") for system in ("oja", "attention") for n in FULL]
    return _rates(seed, cases, 1e-4)


def _ends(system: str, tokens: int, seed: int, count: int) -> list[End | None]:
    chosen = _setting(system, tokens, starts=count, steps=300, seed=seed)
    task = Travel(chosen.system, chosen.frame(), tokens, count, "float64", [seed, tokens], 300)
    kept = _through(task).records["ends"]
    return [End.of(kept[str(start)]) if str(start) in kept else None for start in range(count)]


def ends_attention(seed: int, count: int) -> list[int]:
    """Of 200 tokens: a bipartite consensus at ``v_1`` with at least 30 % on the smaller side."""
    return [
        OPEN
        if end is None
        else HAS
        if end.kind == "bipartite" and end.k == 0 and min(end.plus, end.minus) >= 60
        else LACKS
        for end in _ends("attention", 200, seed, count)
    ]


def ends_oja(seed: int, count: int) -> list[int]:
    """Of 200 tokens: the consensus at ``v_1`` or ``-v_1``."""
    return [
        OPEN if end is None else HAS if end.kind == "consensus" and end.k == 0 else LACKS
        for end in _ends("oja", 200, seed, count)
    ]


def _until_half(task: Travel) -> dict[str, Any]:
    """Steps until every start had ``|xbar| >= 1/2``, at most those of the task."""
    state, engine = task.begin(), Engine()
    while state.made < task.steps and len(state.records["half"]) < task.starts:
        task.advance(state, engine)
        state.made += 1
    return state.records


def _time(seed: int, sizes: Sequence[int], starts: int) -> Seen:
    """The median over starts of steps until ``|xbar| >= 1/2``, less ``log(1/(2 |v_1 xbar(0)|)) / log(1 + alpha lambda_1 (1 - 1/d))``."""
    medians, told = [], []
    growth = 1 + 0.5 * 1.0 * (1 - 1 / 2)
    for n in sizes:
        chosen = _setting("oja", n, starts=starts, steps=200, step_size=0.5)
        records = _until_half(Travel(chosen.system, chosen.frame(), n, starts, "float64", [seed, n], 120))
        if len(records["half"]) < starts:
            return None, f"n = {n}: {starts - len(records['half'])} starts did not get there", {}
        times = np.array([records["half"][str(start)] for start in range(starts)], dtype=float)
        predicted = np.log(0.5 / np.array(records["first"])) / np.log(growth)
        medians.append(float(np.median(times - predicted)))
        told.append(f"n = {n}: {np.median(times):.1f} steps, {medians[-1]:+.2f} beyond")
    good = max(map(abs, medians)) <= 3 and max(medians) - min(medians) < 1
    return bool(good), "; ".join(told), {"satisfied": starts * len(sizes)}


def agreement_time(seed: int, _steps: int) -> Seen:
    """100 and 10^4 tokens."""
    return _time(seed, (100, 1_000, 10_000), 16)


def agreement_time_full(seed: int, _steps: int) -> Seen:
    """100 to 10^6 tokens."""
    return _time(seed, (100, 10_000, 1_000_000), 16)


def _precision(seed: int, sizes: Sequence[int]) -> Seen:
    worst, bound, told = 0.0, float("inf"), []
    for system in ("oja", "attention"):
        for n in sizes:
            check = (task := Agreement(_setting(system, n).system, n, [seed, n], 3)).results(_through(task))[0][0]
            worst, bound = max(worst, check.measured), min(bound, check.predicted)
            told.append(f"{system} n = {n}: {check.measured:.1e}")
    words = f"largest difference after three steps: {', '.join(told)}; the bound is {bound:.0e} or more"
    return worst <= min(bound, 4e-6), words, {"satisfied": 2 * len(sizes)}


def precision(seed: int, _steps: int) -> Seen:
    """n up to 10^4."""
    return _precision(seed, QUICK)


def precision_full(seed: int, _steps: int) -> Seen:
    """n up to 10^6."""
    return _precision(seed, FULL)


def _climbs(seed: int, tokens: int, systems: int) -> Seen:
    least, gained = float("inf"), 0.0
    for trial in range(systems):
        rng = np.random.default_rng([seed, trial])
        d = int(rng.integers(2, 6))
        value = square(random_value(d, trial)) * float(rng.uniform(0.2, 4.0))
        system = Attention(value=value, query_key=value, step_size=float(10 ** rng.uniform(-1, 1.5)))
        records = _through(Climb(system, tokens, "float64", [seed, trial], 15)).records
        least, gained = min(least, records["least"]), max(gained, records["gain"])
    told = f"{systems} systems, {tokens} tokens, 15 steps: least gain beyond the bound {least:.1e} of E"
    return least > -1e-12 if gained > 0.1 else None, told, {"satisfied": systems}


def ascent(seed: int, _steps: int) -> Seen:
    """100 tokens."""
    return _climbs(seed, 100, 25)


def ascent_full(seed: int, _steps: int) -> Seen:
    """500 tokens."""
    return _climbs(seed, 500, 100)
