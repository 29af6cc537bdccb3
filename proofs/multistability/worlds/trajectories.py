"""Example 1: three trajectories of ten tokens on the sphere, and their ends."""

from __future__ import annotations

from typing import Any

from proofs.multistability.worlds.attractors import floats, three_kinds

WANTED = ("consensus", "bipartite", "clustering")


def starts(system: Any) -> dict[str, Any]:
    """For each class the first uniform start that ends there."""
    from dataclasses import replace

    from verify.equilibria.search.found import kind_of
    from verify.equilibria.search.relax import relax
    from verify.equilibria.search.starts import uniform

    drawn = uniform(1, 80, 10, 3)
    ended = relax(system, replace(system, step_size=None), drawn, 4000, 2.0)
    found: dict[str, Any] = {}
    for start, end, arrived in zip(drawn, ended.states, ended.arrived, strict=True):
        kind = kind_of(system, end, 2.0)
        if arrived and kind in WANTED and kind not in found:
            found[kind] = (start, end)
    return found


def example_system() -> Any:
    """The system of the example, float64."""
    from verify.counterexample import Counterexample

    return floats(Counterexample(three_kinds()))


def certified_ends(given: Any) -> Any:
    """Certify one stable equilibrium of each class among the ends of uniform starts."""
    from verify.equilibria.certification import certify
    from verify.evidence.enclose import Certificate

    system = floats(given)
    found = starts(system)
    if set(found) != set(WANTED):
        return Certificate(False, f"starts end at {', '.join(sorted(found)) or 'nothing'}, not at all three classes")
    told = []
    for kind in WANTED:
        proved = certify(system, found[kind][1])
        if not (proved.certified and proved.verdict == "stable"):
            return Certificate(None, f"{kind}: {proved.note}")
        told.append(f"{kind} (alone within {proved.radius:.2g}, basin at least {proved.basin_radius or 0:.2g} rad)")
    return Certificate(True, "asymptotically stable, located to 1e-14: " + ", ".join(told))


def ends_seen(_seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """The three starts followed by DOP853."""
    import numpy as np

    from verify.trajectories import trajectory

    system = example_system()
    worst, found = 0.0, starts(system)
    for start, end in found.values():
        followed = trajectory(system, start, 400.0)
        worst = max(worst, float(np.abs(followed.states[-1] - end).max()))
    return len(found) == 3 and worst < 1e-6, f"{len(found)} trajectories end within {worst:.0e} of their equilibria", {}
