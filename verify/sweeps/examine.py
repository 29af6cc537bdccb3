"""One instance of a sweep: where its starts end, what the closed forms say of these ends, and whether the two disagree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from verify.equilibria.search.batched import pulls
from verify.equilibria.search.find import Search
from verify.equilibria.search.found import Equilibria
from verify.equilibria.search.relax import growth_of, spectra
from verify.sweeps.contradict import Contradiction, document, judge
from verify.sweeps.draw import Instance, draw
from verify.sweeps.plan import Plan
from verify.sweeps.predict import Place, Prediction
from verify.systems import System

Row = dict[str, Any]
Predict = Callable[[System, int], Prediction]
KINDS = ("consensus", "bipartite", "polygonal", "clustering", "mixed")
COMPARED = 400_000
"""Cubes of the sizes of the Jacobians that are factored at predicted states, added up, at most (one is always)."""
LARGEST = 160
"""Coordinates ``n (d - 1)`` of a state up to which its Jacobian is compared."""
TOLERANCE = 1e-6
"""How far beyond the boundary of stability floats must be, to contradict a proof."""


def examine(plan: Plan, number: int, predict: Predict = Prediction) -> Row:
    """What one instance gives: a row of the file, and its contradictions.

    Args:
        plan: of the sweep.
        number: of the instance.
        predict: the closed forms.
    """
    instance = draw(plan, number)
    prediction = predict(instance.system, plan.tokens)
    search = Search(instance.system, plan.tokens, plan.starts, instance.seed)
    search.run(steps=plan.steps, saddles=False)
    result = search.result()
    ends, found = _ends(result, prediction)
    compared, more = _compared(search, prediction, instance)
    contradictions = [_judged(instance, one) for one in (*found, *more)]
    table = prediction.table
    return {
        "instance": number,
        "seed": instance.seed,
        "step_size": None if instance.system.is_flow else float(instance.system.step_size),
        "eigenvalues": None if table is None else list(table.eigenvalues),
        "complex": None if table is None else [[z.real, z.imag] for z in table.complex_eigenvalues],
        "predicted": prediction.counts(),
        "stable": prediction.stable(),
        "ends": ends,
        "starts": result.starts,
        "two_cycles": result.two_cycles,
        "undecided": result.undecided - result.two_cycles,
        "compared": compared,
        "note": prediction.note,
        "contradictions": contradictions,
    }


def _ends(result: Equilibria, prediction: Prediction) -> tuple[list[dict[str, Any]], list[Contradiction]]:
    """Each end once, with its prediction where there is one, and those that no closed form allows."""
    ends, found = [], []
    for entry in result:
        places = prediction.place(entry.tokens)
        if entry.kind == "polygonal":  # pairs with mean zero rest at no eigenvector too
            places = [place for place in places if place.entry is not None]
        known = places[0] if places else None
        ends.append(
            {
                "kind": entry.kind,
                "sizes": list(entry.sizes),
                "hits": entry.hits,
                "growth": entry.growth if np.isfinite(entry.growth) else None,
                "verdict": entry.verdict,
                "eigenvector": None if known is None else known.eigenvector,
                "predicted": None if known is None else known.word,
            }
        )
        if places and all(place.word not in ("stable", "marginal") for place in places):
            found.append(Contradiction("end", places[0], entry.tokens, "stable", entry.growth))
    return ends, found


def _compared(search: Search, prediction: Prediction, instance: Instance) -> tuple[int, list[Contradiction]]:
    """Predicted states beside the Jacobian at them, by the formula that holds at every state."""
    n, d = search.n, search.system.dimension
    size = n * (d - 1)
    chosen = list(prediction.states()) if 0 < size <= LARGEST else []
    most = max(1, COMPARED // max(1, size**3))
    if len(chosen) > most:
        picked = np.random.default_rng([instance.seed, 2]).choice(len(chosen), size=most, replace=False)
        chosen = [chosen[k] for k in sorted(picked)]
    if not chosen:
        return 0, []
    states = np.array([state for _, state in chosen])
    with np.errstate(all="ignore"):
        growth = growth_of(search.system, spectra(search.system, search.flow, states))
        pulled = pulls(search.flow, states)
    flow = search.system.is_flow
    margins = np.ones_like(pulled) if flow else 1 + float(search.system.step_size) * pulled
    found = []
    for (place, state), size_, margin in zip(chosen, growth, margins, strict=True):
        seen = _seen(float(size_), float(margin.min()), flow, search.scale)
        if seen is not None and _against(place, seen):
            told = float(size_) * (search.unit if flow else 1.0)
            found.append(Contradiction("jacobian", place, state, seen, told))
    return len(chosen), found


def _seen(growth: float, margin: float, flow: bool, scale: float) -> str | None:
    """What floats say of a predicted state: stable, unstable, at rest nowhere; ``None`` near a boundary."""
    if margin < -TOLERANCE:
        return "no fixed point"
    if margin < TOLERANCE or not np.isfinite(growth):
        return None
    slack = -growth / scale if flow else 1 - growth
    return "stable" if slack > TOLERANCE else "unstable" if slack < -TOLERANCE else None


def _against(place: Place, seen: str) -> bool:
    assert place.entry is not None
    outcome = place.entry.outcome
    if not outcome.fixed_point or seen == "no fixed point":
        return outcome.fixed_point == (seen == "no fixed point")
    return {seen, outcome.verdict} == {"stable", "unstable"}


def _judged(instance: Instance, found: Contradiction) -> dict[str, Any]:
    judgement = judge(instance.system, found)
    where = f"instance {instance.number}, seed of its starts {instance.seed}"
    return {
        "kind": found.kind,
        "predicted": found.place.word,
        "seen": found.seen,
        "holds": judgement.holds,
        "how": judgement.how,
        "document": document(instance.system, found, judgement, where),
    }


def task(plan: Plan, numbers: Sequence[int]) -> list[Row]:
    """What a worker does: a chunk of instances. An instance that fails is a row that says so, and stops no other."""
    rows = []
    for number in numbers:
        try:
            rows.append(examine(plan, number))
        except Exception as error:  # noqa: BLE001 - whatever an engine raises
            rows.append(failed(number, f"{type(error).__name__}: {error}"))
    return rows


def failed(number: int, told: str) -> Row:
    """The row of an instance that was not examined to its end."""
    return {"instance": number, "failed": " ".join(told.split())[:300]}
