"""Experiments of the gradient theorem."""

from __future__ import annotations

from typing import Any


def spectra_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Eigenvalues by automatic differentiation: real at equilibria with P = 2 I, and not at the example with another P."""
    import numpy as np
    import torch
    from scipy.optimize import least_squares

    from proofs.asymptotic.worlds.gradient_examples import spiral
    from verify.arithmetic.numeric import FLOAT64
    from verify.counterexample import Counterexample
    from verify.observe import tangent_basis
    from verify.systems import Ellipsoid

    def imaginary(system: Any, state: Any) -> float:
        n, d = state.shape
        blocks = torch.func.jacrev(system.field)(torch.tensor(state)).numpy()
        basis = tangent_basis(state)
        matrix = np.einsum("iak,iajb,jbl->ikjl", basis, blocks, basis).reshape(n * (d - 1), n * (d - 1))
        return float(abs(np.linalg.eigvals(matrix).imag).max())

    given = Counterexample(spiral())
    found = imaginary(given.system(), FLOAT64.asarray(given.tokens(), None))
    rng, largest, seen = np.random.default_rng(seed), 0.0, 0
    for _ in range(20):
        n, d = int(rng.integers(3, 6)), int(rng.integers(2, 4))
        system = Ellipsoid(metric=np.eye(d), values=[np.eye(d)], query_keys=[2 * np.eye(d)])

        def residual(flat: Any, system: Any = system, shape: Any = (n, d)) -> Any:
            rows = flat.reshape(shape)
            return np.concatenate([system.field(system.normalize(rows)).ravel(), (rows**2).sum(axis=1) - 1])

        state = least_squares(residual, rng.normal(size=n * d), xtol=1e-15, ftol=1e-15, gtol=1e-15).x.reshape(n, d)
        state = system.normalize(state)
        if abs(system.field(state)).max() < 1e-11:
            largest, seen = max(largest, imaginary(system, state)), seen + 1
    told = f"imaginary part {found:.4f} at the example; at most {largest:.0e} at {seen} equilibria with P = 2 I"
    return bool(found > 0.02 and largest < 1e-5 and seen >= 10), told, {"equilibria": seen, "imaginary": found}


def _ends(seed: int, trials: int, multiple: bool) -> tuple[int, int, int]:
    """How many random starts on random ellipsoids come to rest, and how many of them at a consensus."""
    import numpy as np
    from scipy.integrate import solve_ivp

    from verify.systems import Ellipsoid

    rng, rest, consensus = np.random.default_rng([seed, multiple]), 0, 0
    for _ in range(trials):
        n, d = int(rng.integers(3, 9)), int(rng.integers(2, 5))
        s, p = rng.normal(size=(2, d, d))
        metric = s.T @ s + 0.3 * np.eye(d)
        scores = p.T @ p + 0.1 * np.eye(d)
        if multiple:
            scores = metric * rng.uniform(0.1, 3)
        # Scores between points of the ellipsoid are at most 3, or escapes from metastable states would take too long.
        scores = scores * min(1.0, 3 / float(np.linalg.eigvals(np.linalg.solve(metric, scores)).real.max()))
        system = Ellipsoid(metric=metric, values=[np.eye(d)], query_keys=[scores])
        start = system.normalize(rng.normal(size=(n, d)))

        def field(_t: float, flat: Any, system: Any = system, shape: Any = (n, d)) -> Any:
            return system.field(flat.reshape(shape)).ravel()

        def still(_t: float, flat: Any, field: Any = field) -> float:
            return float(abs(field(0.0, flat)).max()) - 1e-7

        still.terminal = True  # type: ignore[attr-defined]
        end = solve_ivp(field, (0, 20_000), start.ravel(), method="DOP853", rtol=1e-8, atol=1e-10, events=still)
        rest += end.status == 1
        last = end.y[:, -1].reshape(n, d)
        consensus += bool(end.status == 1 and abs(last - last[0]).max() < 1e-4)
    return trials, rest, consensus


def ends_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Where random starts end for random positive definite P that are no multiple of W."""
    trials, rest, consensus = _ends(seed, 30, False)
    told = f"{trials} random starts, W and P random: {rest} come to rest, {consensus} of them at a consensus"
    return (True if rest == trials else None), told, {"starts": trials, "rest": rest, "consensus": consensus}


def consensus_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Where random starts end for P a multiple of W."""
    trials, rest, consensus = _ends(seed, 30, True)
    told = f"{trials} random starts, P = beta W: {consensus} reach a consensus"
    stats = {"starts": trials, "rest": rest, "consensus": consensus}
    return (consensus == trials if rest == trials else None), told, stats
