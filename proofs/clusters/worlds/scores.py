"""Rescaled tokens where scores repel at the leading eigenvector, or are not symmetric: what integrated tokens do."""

from __future__ import annotations

from typing import Any

from proofs.clusters.worlds.limits import random_mixed


def one_place(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """How far apart the leading parts are at t = 10 in 8 random systems with scores ``-A``, and with ``A``."""
    import numpy as np

    from verify.systems import Clusters
    from verify.trajectories import rescaled

    rng = np.random.default_rng([seed, 6])
    together: list[float] = []
    apart: list[float] = []
    for number in range(8):
        system, tokens, forms = random_mixed(rng, 1 + number % 2, 3, 8)
        key = np.asarray(system.query_key)
        for sign, found in ((-1, together), (1, apart)):
            path = rescaled(Clusters(value=system.value, query_key=sign * key), tokens, 10.0, rtol=1e-8, stop=False)
            if not path.complete:
                return None, f"system {number} was not followed to the end: {path.note}", {}
            found.append(float(np.ptp(path.states[-1] @ forms.T, axis=0).max()))
    spread = sum(distance > 0.5 for distance in apart)
    told = f"negative scores: leading parts within {max(together):.0e}; positive scores: {spread} of 8 further apart than 1/2"
    return max(together) < 1e-3 and spread >= 6, told, {"together": max(together), "apart": min(apart)}


def at_rest(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Speeds and the equation of S at t = 14 in 12 random planar systems whose scores are not symmetric, and at the start."""
    import numpy as np

    from verify.systems import Clusters
    from verify.trajectories import rescaled

    def gap(z: Any, key: Any) -> float:
        scores = z @ key @ z.T
        return float((scores.max(axis=1) - np.diag(scores)).max() / np.abs(scores).max())

    rng, speed, worst, before = np.random.default_rng([seed, 7]), 0.0, 0.0, np.inf
    for number in range(12):
        m = rng.normal(size=(2, 2))
        turn = (0.5, 1.0, 2.0, 4.0)[number % 4] * np.array([[0.0, 1.0], [-1.0, 0.0]])
        key = m @ m.T / 4 + np.eye(2) / 2 + turn
        tokens = 1.5 * rng.normal(size=(10, 2))
        path = rescaled(Clusters(value=np.eye(2), query_key=key), tokens, 14.0, rtol=1e-8, stop=False)
        if not path.complete:
            return None, f"system {number} was not followed to the end: {path.note}", {}
        speed, worst = max(speed, path.speed), max(worst, gap(path.states[-1], key))
        before = min(before, gap(tokens, key))
    told = (
        f"12 systems: speeds up to {speed:.0e}, equation of S met to {worst:.0e}; at the start to {before:.1g} at best"
    )
    return speed < 1e-3 and worst < 1e-3 and before > 0.05, told, {"speed": speed, "gap": worst, "before": before}
