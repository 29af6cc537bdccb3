"""Basins of attraction: proved from inside, seen from outside."""

from __future__ import annotations

from typing import Any

from proofs.multistability.worlds import attractors
from proofs.multistability.worlds.oja import example

SMALL = 0.1
"""Radians for each token: what 'very small' means, fixed in the claim on Figure 13(b) of the power-method paper."""
ROUND = "V = diag(1, 1/4, 1/8), A = diag(2, 0, 0); five tokens at v_1 and five at -v_1."


def round_bipartite(time: str = "continuous") -> dict[str, Any]:
    """A balanced bipartite consensus of ten tokens with a wide basin."""
    value = [["1", "0", "0"], ["0", "1/4", "0"], ["0", "0", "1/8"]]
    key = [["2", "0", "0"], ["0", "0", "0"], ["0", "0", "0"]]
    tokens = [["1", "0", "0"]] * 5 + [["-1", "0", "0"]] * 5
    data = example("attention", value, tokens, ROUND, query_key=key)
    return data if time == "continuous" else data | {"time": "discrete", "step_size": "1/2"}


def unstable_bipartite() -> dict[str, Any]:
    """A spoiled example: six tokens and four at the second eigenvector."""
    return round_bipartite() | {"tokens": [["0", "1", "0"]] * 6 + [["0", "-1", "0"]] * 4}


def at_least(angle: float) -> Any:
    """A certifier: every start with each token within ``angle`` of its place converges to the equilibrium of the example."""

    def certify(given: Any) -> Any:
        from dataclasses import replace

        from verify.arithmetic.numeric import FLOAT64
        from verify.equilibria.certification import certify as prove
        from verify.evidence.enclose import Certificate

        system, tokens = attractors.floats(given), FLOAT64.asarray(given.tokens(), None)
        if abs(replace(system, step_size=None).field(FLOAT64.normalize(tokens))).max() > 1e-6:
            return Certificate(False, "the tokens are not near an equilibrium")
        proved = prove(system, FLOAT64.normalize(tokens))
        if not proved.certified:
            return Certificate(None, proved.note or "not certified")
        if proved.verdict != "stable":
            return Certificate(False, "the equilibrium is unstable")
        radius = proved.basin_radius or 0.0
        told = (
            f"alone within {proved.radius:.2g} (tangent coordinates), asymptotically stable, and every start with each "
            f"token within {radius:.3g} rad "
            "of its place converges to it"
        )
        holds = True if radius >= angle else None
        return Certificate(holds, told, {"basin_radius": f"{radius:.4g}", "uniqueness": f"{proved.radius:.3g}"})

    return certify


def small_basins(seed: int, count: int) -> list[int]:
    """For each member of the ensemble with a stable bipartite attractor, the most hit one: whether a start within 0.1 rad escapes."""
    import numpy as np

    from verify.equilibria.certification.escapes import escapes_within

    outcomes = []
    for number in range(count):
        system = attractors.instance(seed, number)
        found = [
            e
            for e in attractors.attractors(system, seed=number)
            if e.kind == "bipartite" and e.verdict == "stable" and e.hits
        ]
        if found:
            escaped = escapes_within(system, np.asarray(found[0].tokens), SMALL, starts=48, seed=number)
            outcomes.append(-1 if escaped is None else int(escaped))
    return outcomes


def seen_outside(_seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """The nearest escapes from a bipartite consensus and a clustering of the instance with three classes."""
    from verify.counterexample import Counterexample
    from verify.equilibria.certification import certify
    from verify.equilibria.certification.escapes import nearest_escape

    system = attractors.floats(Counterexample(attractors.three_kinds()))
    result = attractors.attractors(system, starts=60)
    told, wrong, numbers = [], 0, {}
    for kind in ("bipartite", "clustering"):
        entry = next(e for e in result if e.kind == kind)
        inside = certify(system, entry.tokens).basin_radius or 0.0
        escape = nearest_escape(system, entry.tokens, starts=64)
        wrong += escape.angle is not None and escape.angle < inside
        outside = "none up to 1.5" if escape.angle is None else f"{escape.angle:.2g}"
        told.append(
            f"{kind} {'+'.join(map(str, entry.sizes))}: proved {inside:.2g} rad, nearest escape seen at {outside}"
        )
        numbers[kind] = [f"{inside:.3g}", outside]
    return wrong == 0, "; ".join(told), numbers
