"""Which parts a simulation has, how many steps each may make, and what is left out with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from verify.equilibria.stability import Entry, stability
from verify.large.simulate.agreement import Agreement
from verify.large.simulate.ascent import Climb, square
from verify.large.simulate.checks import Skipped
from verify.large.simulate.engine import work
from verify.large.simulate.places import Frame, Place
from verify.large.simulate.release import Release
from verify.large.simulate.settings import Settings
from verify.large.simulate.task import Task
from verify.large.simulate.travel import Travel
from verify.systems import Attention, Oja

RELEASES, RELEASE = 3e12, 4e12
"""Operations of all releases together beyond one step each (half a minute of two processors), and of a step at most."""
MOST_RELEASED = 200
AGREEMENT, AGREED_STEPS = 1e12, 3
CLIMBING, CLIMBED_STEPS = 2048, 20


def plan(chosen: Settings) -> tuple[list[Task], list[Skipped]]:
    """The parts in their order, and what is skipped from the start."""
    frame = chosen.frame()
    tasks: list[Task] = []
    tasks, skipped = _releases(chosen, frame)
    tokens = chosen.tokens
    while 3 * AGREED_STEPS * work(chosen.system, tokens) > AGREEMENT:
        tokens //= 2
    tasks.append(Agreement(chosen.system, tokens, [chosen.seed, 2], AGREED_STEPS))
    if isinstance(chosen.system, Attention):
        matrix = square(chosen.system.value)
        climbing = replace(chosen.system, value=matrix, query_key=matrix)
        tasks.append(
            Climb(climbing, min(chosen.tokens, CLIMBING), chosen.dtype, [chosen.seed, 3], CLIMBED_STEPS)
        )  # H stands for the V that the theorem is about
    tasks.append(
        Travel(chosen.system, frame, chosen.tokens, chosen.starts, chosen.dtype, [chosen.seed, 4], chosen.steps)
    )
    return tasks, skipped


def _releases(chosen: Settings, frame: Frame) -> tuple[list[Task], list[Skipped]]:
    found: list[Task] = []
    skipped: list[Skipped] = []
    wanted = list(places(chosen.system, frame, chosen.tokens))
    cost = work(chosen.system, chosen.tokens, dtype=chosen.dtype)
    spare = int(RELEASES // cost)
    for number, (what, place, verdict) in enumerate(wanted):
        if place is None:
            skipped.append(Skipped(what, verdict))
            continue
        if cost > RELEASE:
            told = f"a step is some {cost:.1e} operations, more than {RELEASE:.0e}"
            skipped.append(Skipped(f"{place.label}, disturbed and released", told))
            continue
        allowed = min(MOST_RELEASED, 1 + spare // sum(other is not None for _, other, _ in wanted[number:]))
        made = Release(chosen.system, place, verdict, chosen.dtype, [chosen.seed, 1, number], allowed)
        if made.measurable:
            spare -= made.steps - 1
            found.append(made)
        else:
            told = f"the linear part rules too small a neighbourhood to be measured in {chosen.dtype}"
            skipped.append(Skipped(f"{place.label}, disturbed and released", told))
    return found, skipped


def places(system: Oja | Attention, frame: Frame, tokens: int) -> Iterator[tuple[str, Place | None, Any]]:
    """What is released: name, place (``None`` if there is none) and certified verdict (or the reason)."""
    entries = list(stability(system, tokens))
    for k, what in ((0, "consensus at v_1"), (1, "consensus at v_2")):
        entry = next(e for e in entries if e.eigenvector == k and e.outcome.kind == "consensus")
        if not entry.outcome.fixed_point:
            yield what, None, f"no fixed point ({entry.outcome.note})"
        elif entry.outcome.verdict == "marginal":
            yield what, None, "marginal: the linear part does not decide"
        else:
            yield what, Place(frame, k, tokens, 0), entry.outcome.verdict
    for verdict in ("stable", "unstable"):
        what = f"a bipartite consensus that is {verdict}"
        chosen = _bipartite(entries, tokens, verdict)
        if chosen is None:
            yield what, None, "there is none"
        else:
            k, minus = chosen
            yield what, Place(frame, k, tokens - minus, minus), verdict


def _bipartite(entries: list[Entry], tokens: int, verdict: str) -> tuple[int, int] | None:
    """Of the first eigenvector that has one: the most balanced stable split, or the unstable one nearest to a tenth."""
    fitting = [
        e for e in entries if e.outcome.kind == "bipartite" and e.outcome.fixed_point and e.outcome.verdict == verdict
    ]
    if not fitting:
        return None
    first = min(e.eigenvector for e in fitting)
    ranges = [(e.low, e.high) for e in fitting if e.eigenvector == first]
    if verdict == "stable":
        return first, max(high for _, high in ranges)
    goal = max(1, tokens // 10)
    nearest = [min(max(goal, low), high) for low, high in ranges]
    return first, min(nearest, key=lambda minus: abs(minus - goal))
