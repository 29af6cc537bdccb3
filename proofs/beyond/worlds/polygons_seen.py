"""Polygonal equilibria of attention (8), seen in numbers."""

from __future__ import annotations

from typing import Any

from proofs.beyond.worlds.polygons import random_common_pull


def odd_polygons_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Random polygons and V with an odd number of positive eigenvalues, A vanishing on the tokens only."""
    import numpy as np

    from verify.observe import tangent_jacobian
    from verify.systems import Attention

    least, seen = float("inf"), 0
    for trial in range(200):
        w = random_common_pull(np.random.default_rng([seed, trial]))
        if np.linalg.det(-w.V) >= 0:
            continue
        seen += 1
        scores = w.A * float(10 ** (trial % 3))
        matrix = tangent_jacobian(Attention(value=w.V, query_key=scores, step_size=w.alpha), w.X)
        least = min(least, float(np.abs(np.linalg.eigvals(matrix)).max()))
    return least > 1, f"{seen} random polygons with det(-V) < 0: spectral radius at least {least:.6f}", {"seen": seen}


def polygons_found(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Solve ``sum_j a_ij x_j = 0`` from random starts: which scores do the solutions have?"""
    import numpy as np
    from scipy.optimize import least_squares

    from verify.systems import Attention

    found, worst, rejected = 0, 0.0, 0
    for trial in range(40):
        rng = np.random.default_rng([seed, trial])
        n, d = int(rng.integers(3, 6)), 3
        # Of rank one, so that there is room for polygons; every fourth time A = I + skew, which leaves none.
        definite = trial % 4 == 3
        skew = rng.normal(size=(d, d))
        a = np.eye(d) + skew - skew.T if definite else np.outer(*rng.normal(size=(2, d)))
        system = Attention(value=np.eye(d), query_key=a, step_size=1.0)

        def residual(flat: Any, system: Any = system, shape: tuple[int, int] = (n, d)) -> Any:
            rows = flat.reshape(shape)
            return system.influence(rows / np.linalg.norm(rows, axis=1, keepdims=True)).ravel()

        solved = least_squares(residual, rng.normal(size=n * d), xtol=1e-15, ftol=1e-15, gtol=1e-15, max_nfev=400)
        x = solved.x.reshape(n, d)
        x /= np.linalg.norm(x, axis=1, keepdims=True)
        if solved.cost > 1e-24:
            continue
        found, rejected = found + 1, rejected + definite
        worst = max(worst, float(np.abs(x @ a @ x.T).max()), float(np.abs(x.sum(axis=0)).max()))
    told = f"{found} polygonal equilibria found, {rejected} of them for definite A: |x_i^T A x_j| and |sum x_j| <= {worst:.1e}"
    if found < 5:
        return None, told, {"found": found}
    return worst < 1e-5 and rejected == 0, told, {"found": found}
