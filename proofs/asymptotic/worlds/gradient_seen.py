"""Experiments of the gradient theorem."""

from __future__ import annotations

from typing import Any

TRIALS = 30


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


def equilibria_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Equilibria that are no consensus for random positive definite P, by least squares: their spectral abscissa."""
    import numpy as np
    from scipy.optimize import least_squares

    from verify.observe import tangent_jacobian
    from verify.systems import Ellipsoid

    rng, least, seen = np.random.default_rng(seed), np.inf, 0
    for _ in range(80):
        n, d = int(rng.integers(3, 8)), int(rng.integers(2, 4))
        scores = np.diag(np.exp(rng.uniform(-2, np.log(3), size=d)))
        system = Ellipsoid(metric=np.eye(d), values=[np.eye(d)], query_keys=[scores])

        def residual(flat: Any, system: Any = system, shape: Any = (n, d)) -> Any:
            rows = flat.reshape(shape)
            return np.concatenate([system.field(system.normalize(rows)).ravel(), (rows**2).sum(axis=1) - 1])

        state = least_squares(residual, rng.normal(size=n * d), xtol=1e-15, ftol=1e-15, gtol=1e-15).x.reshape(n, d)
        state = system.normalize(state)
        if abs(system.field(state)).max() < 1e-12 and (state @ state.T).min() < 0.99:
            least, seen = min(least, float(np.linalg.eigvals(tangent_jacobian(system, state)).real.max())), seen + 1
    told = f"{seen} equilibria that are no consensus: the largest real part is at least {least:.2g}"
    return bool(seen >= 40 and least > 1e-6), told, {"equilibria": seen, "least": least}


def _ends(seed: int, trials: int, multiple: bool) -> tuple[int, int, int]:
    """How many random starts on random ellipsoids come to rest, how many of them at a consensus, and on how many of the
    trajectories the energy fell.
    """
    import numpy as np
    from scipy.integrate import solve_ivp

    from verify.systems import Ellipsoid

    rng, rest, consensus, fell = np.random.default_rng([seed, multiple]), 0, 0, 0
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
        states = end.y.T.reshape(-1, n, d)
        energy = np.exp(states @ scores @ states.swapaxes(1, 2)).sum(axis=(1, 2))
        fell += bool((np.diff(energy) < -1e-6 * energy[1:]).any())
    return rest, consensus, fell


def ends_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Where random starts end for random positive definite P that are no multiple of W."""
    rest, consensus, fell = _ends(seed, TRIALS, False)
    told = (
        f"{TRIALS} random starts, W and P random: {rest} come to rest, {consensus} of them at a consensus; the energy falls "
        f"on {fell} of the trajectories"
    )
    return (True if rest == TRIALS else None), told, {"starts": TRIALS, "rest": rest, "consensus": consensus}


def consensus_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Where random starts end for P a multiple of W."""
    rest, consensus, fell = _ends(seed, TRIALS, True)
    told = f"{TRIALS} random starts, P = beta W: {consensus} reach a consensus; the energy falls on {fell} trajectories"
    stats = {"starts": TRIALS, "rest": rest, "consensus": consensus, "fell": fell}
    return (consensus == TRIALS and fell == 0 if rest == TRIALS else None), told, stats


def _large(n: int, d: int, seed: int) -> tuple[bool | None, str, dict[str, Any]]:
    """A uniform start of n tokens on the unit sphere of R^d, P = 2 I, by the step with tau = 1/2."""
    import numpy as np

    from verify.systems import Ellipsoid

    rng = np.random.default_rng(seed)
    scale = rng.uniform(0.5, 2, size=d)
    system = Ellipsoid(metric=np.diag(scale), values=[np.eye(d)], query_keys=[2 * np.diag(scale)], step_size=0.5)
    state, steps = system.normalize(rng.normal(size=(n, d)) / np.sqrt(scale)), 0
    while abs(state - state[0]).max() > 1e-6 and steps < 400:
        state, steps = system.step(state), steps + 1
    met = bool(abs(state - state[0]).max() <= 1e-6)
    told = f"{n} tokens in R^{d}: within 1e-6 of each other {'after' if met else 'not after'} {steps} steps"
    return (True if met else None), told, {"tokens": n, "dimension": d, "steps": steps}


def smaller(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """64 tokens in R^48."""
    return _large(64, 48, seed)


def gpt2(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """1024 tokens in R^768, as many as GPT-2 small has."""
    return _large(1024, 768, seed)
