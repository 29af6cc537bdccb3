"""Tokens in a hemisphere that actually move: heights, diameters and their bound; few tokens, and as many as in GPT-2."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import cos, exp, floor, log, pi
from typing import Any

Factor = Callable[[float], float]

# Sizes of the scores over time, by name; all are at most 1 in size, but the growing one.
SCHEDULES: dict[str, Factor] = {
    "constant": lambda _t: 1.0,
    "periodic": lambda t: cos(2 * t),
    "switching": lambda t: -1.0 if floor(3 * t) % 2 else 1.0,
    "growing": lambda t: 0.25 * log(1 + t),
}


def score_norm(key: Any, root: Any) -> float:
    """``max x^T P y`` over the points x, y of the ellipsoid of ``W = S^T S``: the spectral norm of ``S^-T P S^-1``."""
    import numpy as np

    back = np.linalg.inv(root)
    return float(np.linalg.norm(back.T @ key @ back, 2))


def hemisphere_start(rng: Any, n: int, metric: Any, least: float) -> tuple[Any, Any]:
    """Tokens on the ellipsoid with heights of at least ``least`` over a random functional of dual norm 1, and that functional."""
    import numpy as np

    d = len(metric)
    pole = rng.normal(size=d)
    p = pole / np.sqrt(pole @ np.linalg.solve(metric, pole))
    root = np.linalg.cholesky(metric).T
    top = np.linalg.solve(metric, p)  # the point of height 1
    side = np.linalg.solve(root, rng.normal(size=(d, n))).T
    side -= (side @ p)[:, None] * top
    side /= np.sqrt(np.einsum("ij,jk,ik->i", side, metric, side))[:, None]
    height = rng.uniform(least, 1.0, size=(n, 1)) ** 2  # more of them near the boundary
    height = np.maximum(height, least)
    return height * top + np.sqrt(1 - height**2) * side, p


def moving_system(rng: Any, d: int, heads: int, largest: float, causal: bool, factor: Factor) -> tuple[Any, Any]:
    """A random ellipsoid with heads ``P_h(t) = f(t) P_h + f(t + h) Q_h`` that are not symmetric, ``|P_h(t)| <= largest |f|``."""
    import numpy as np

    from verify.systems import Ellipsoid

    half = rng.normal(size=(d, d))
    metric = half @ half.T / d + np.eye(d) / 2
    root = np.linalg.cholesky(metric).T
    keys = rng.normal(size=(2, heads, d, d))
    keys = [[key * largest / 2 / score_norm(key, root) for key in row] for row in keys]

    def schedule(t: float) -> Sequence[Any]:
        return [factor(t) * first + factor(t + h) * second for h, (first, second) in enumerate(zip(*keys, strict=True))]

    system = Ellipsoid(metric=metric, values=[np.eye(d)] * heads, schedule=schedule, causal=causal)
    return system, root


def starts_above(rng: Any, count: int, n: int, metric: Any, least: float) -> tuple[Any, Any]:
    """Several starts over one functional, shape ``(count, n, d)``, and the functional."""
    import numpy as np

    tokens, p = hemisphere_start(rng, count * n, metric, least)
    return np.asarray(tokens).reshape(count, n, len(metric)), p


def followed(system: Any, starts: Any, times: Any, rtol: float = 1e-8) -> Any:
    """The flow of several starts at the given times, shape ``(len(times), count, n, d)``."""
    import numpy as np
    from scipy.integrate import solve_ivp

    def slope(t: float, flat: Any) -> Any:
        return np.asarray(system.at(float(t)).field(flat.reshape(starts.shape))).ravel()

    found = solve_ivp(
        slope, (0.0, times[-1]), starts.ravel(), method="DOP853", rtol=rtol, atol=rtol / 100, t_eval=times
    )
    return system.normalize(np.asarray(found.y).T.reshape(-1, *starts.shape))


def diameters(states: Any, metric: Any) -> Any:
    """The largest distance of two tokens in the metric, for each state of a batch."""
    import numpy as np

    root = np.linalg.cholesky(metric)
    moved = states @ root
    return np.linalg.norm(moved[..., :, None, :] - moved[..., None, :, :], axis=-1).max(axis=(-1, -2))


def bounds_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Heights, ranges and diameters of 24 starts in 8 random systems against the theorem."""
    import numpy as np

    rng, sunk, range_ratio, diameter_ratio = np.random.default_rng(seed), 0.0, 0.0, 0.0
    times = np.linspace(0.0, 3.0, 31)
    for k, (factor, causal) in enumerate((f, c) for c in (False, True) for f in SCHEDULES.values()):
        n, d, heads = int(rng.integers(2, 9)), int(rng.integers(2, 5)), 1 + k % 3
        system, _ = moving_system(rng, d, heads, 1.0, causal, factor)
        starts, p = starts_above(rng, 3, n, system.metric, 0.05)
        states = followed(system, starts, times)
        heights = states @ p
        sunk = max(sunk, float(-np.diff(heights.min(axis=-1), axis=0).min()))
        mu = heights[0].min(axis=-1)
        # The heads look ahead by up to 2; the growing factor is then at its largest.
        most = np.array([factor(t + heads - 1) if k % 4 == 3 else 1.0 for t in times])
        steps = (np.exp(-2 * most[1:]) + np.exp(-2 * most[:-1])) / 2 * np.diff(times)
        grown = np.concatenate([[0.0], np.cumsum(steps)])[:, None]
        decay = np.exp(-heads * mu * grown / (n if causal else 1))
        ranges = np.ptp(states @ rng.normal(size=(d, 4)) / heights[..., None], axis=-2)
        range_ratio = max(range_ratio, float((ranges[1:] / ranges[0] / decay[1:, :, None]).max()))
        bound = 2 / mu * np.sqrt(1 - mu**2) * decay
        diameter_ratio = max(diameter_ratio, float((diameters(states, system.metric) / bound).max()))
    told = (
        f"heights sink by at most {max(sunk, 0):.0e}; ranges are at most {range_ratio:.4f} times their bound, "
        f"diameters {diameter_ratio:.3f} times"
    )
    good = sunk < 1e-6 and range_ratio <= 1 and diameter_ratio <= 1
    return good, told, {"systems": 8, "starts": 24, "range_ratio": round(range_ratio, 6)}


def consensus_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """40 starts of six tokens in three dimensions, two heads: how far apart they are at t = 20."""
    import numpy as np

    rng, worst = np.random.default_rng([seed, 1]), 0.0
    for k, factor in enumerate(SCHEDULES.values()):
        system, _ = moving_system(rng, 3, 2, 1.0, bool(k % 2), factor)
        starts, _ = starts_above(rng, 10, 6, system.metric, 0.05)
        states = followed(system, starts, np.array([0.0, 20.0]), 1e-6)
        worst = max(worst, float(diameters(states[-1], system.metric).max()))
    return worst < 1e-6, f"at t = 20 the tokens of 40 starts are within {worst:.0e}", {"starts": 40}


# ------------------------------------------------------------------ the size of GPT-2


class LowRank:
    """Discrete steps with ``V_h = I`` and scores ``P_h(t) = f_h(t) Q_h K_h^T`` of low rank; attention is added up first.

    The same map as :class:`verify.systems.Ellipsoid`, at a twelfth of the work; a test compares them.
    """

    def __init__(self, metric: Any, queries: Any, keys: Any, step_size: float, causal: bool) -> None:
        """Args: metric: the diagonal of W, shape ``(d,)``; queries, keys: shape ``(heads, d, rank)``."""
        self.metric, self.queries, self.keys = metric, queries, keys
        self.step_size, self.causal = step_size, causal

    def step(self, tokens: Any, factors: Sequence[float]) -> Any:
        """One step with these factors of the heads' scores."""
        import numpy as np

        total = np.zeros((len(tokens), len(tokens)))
        for query, key, factor in zip(self.queries, self.keys, factors, strict=True):
            scores = factor * (tokens @ query) @ (tokens @ key).T
            if self.causal:
                scores[np.triu_indices(len(tokens), 1)] = -np.inf
            weights = np.exp(scores - scores.max(axis=1, keepdims=True))
            total += weights / weights.sum(axis=1, keepdims=True)
        moved = tokens + self.step_size * total @ tokens
        return moved / np.sqrt((moved**2 * self.metric).sum(axis=1, keepdims=True))


def low_rank(rng: Any, d: int, heads: int, rank: int, largest: float, causal: bool, step_size: float) -> LowRank:
    """Random heads with ``|P_h| = largest`` in the norm of a random diagonal metric, like that of a layer normalisation."""
    import numpy as np

    metric = rng.uniform(0.5, 2.0, size=d)
    queries, keys = rng.normal(size=(2, heads, d, rank)) * np.sqrt(metric)[:, None]
    for h, (query, key) in enumerate(zip(queries, keys, strict=True)):
        # The norm of S^-T Q K^T S^-1 is that of the product of two triangular factors of rank columns.
        first, second = (np.asarray(np.linalg.qr(part / np.sqrt(metric)[:, None], mode="r")) for part in (query, key))
        queries[h] *= largest / np.linalg.norm(first @ second.T, 2)
    return LowRank(metric, queries, keys, step_size, causal)


def contraction_factor(heads: int, mu: float, largest: float, step_size: float, share: float = 1.0) -> float:
    """How much a step shrinks ranges at least: ``1 - share tau H mu e^{-2M} / (1 + tau H)``, share 1/n with a causal mask."""
    return 1 - share * step_size * heads * mu * exp(-2 * largest) / (1 + step_size * heads)


def gpt2_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """1024 tokens in 768 dimensions, 12 heads of rank 64; both masks, a constant and a periodic schedule."""
    return large_seen(seed, 1024, 768, 12, 64)


def smaller_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """128 tokens in 96 dimensions, 12 heads of rank 8."""
    return large_seen(seed, 128, 96, 12, 8)


def large_seen(seed: int, n: int, d: int, heads: int, rank: int) -> tuple[bool | None, str, dict[str, Any]]:
    """See :func:`gpt2_seen`."""
    import numpy as np

    rng, good, told = np.random.default_rng([seed, 2]), True, []
    for causal in (False, True):
        for name in ("constant", "periodic"):
            system = low_rank(rng, d, heads, rank, 2.0, causal, 1 / heads)
            tokens, p = hemisphere_start(rng, n, np.diag(system.metric), 0.05)
            lowest, slowest = float((tokens @ p).min()), 0.0
            least = contraction_factor(heads, lowest, 2.0, system.step_size, 1 / n if causal else 1.0)
            probes = rng.normal(size=(d, 8))
            ranges = np.ptp(tokens @ probes / (tokens @ p)[:, None], axis=0)
            for k in range(60):
                factors = [1.0 if name == "constant" else cos(0.3 * k + 2 * pi * h / heads) for h in range(heads)]
                tokens = system.step(tokens, factors)
                now = np.ptp(tokens @ probes / (tokens @ p)[:, None], axis=0)
                # Ranges near rounding say nothing.
                wide = ranges > 1e-9
                slowest = max(slowest, float((now[wide] / ranges[wide]).max(initial=0.0)))
                good = good and float((tokens @ p).min()) > lowest - 1e-12
                lowest, ranges = float((tokens @ p).min()), now
            apart = float(np.abs(tokens - tokens[:1]).max())
            good = good and slowest <= least + 1e-9 and (causal or apart < 1e-6)
            told.append(
                f"{'causal' if causal else 'full'}, {name}: factor {slowest:.4f} <= {least:.4f}, apart {apart:.0e}"
            )
    return good, f"n = {n}, d = {d}, {heads} heads: " + "; ".join(told), {"tokens": n, "dimension": d}
