"""Example 3: how many of the ``2^n d`` sign states are stable, by the closed form, by brute force and by sampling."""

from __future__ import annotations

from typing import Any


def instance(number: int) -> Any:
    """A random system: V symmetric, A definite, symmetric or general in turn; even numbers are flows, odd ones steps with
    ``alpha rho(V) < 1``."""
    import numpy as np

    from verify.systems import Attention

    rng = np.random.default_rng([11, number])
    value = rng.normal(size=(3, 3))
    value = (value + value.T) / 2
    b = rng.normal(size=(3, 3))
    key = (b @ b.T, (b + b.T) / 2, b)[number % 3]
    step = None if number % 2 == 0 else float(np.floor(64 * 0.9 / np.linalg.norm(value, 2)) / 64)
    return Attention(value=value, query_key=key, step_size=step)


def decided(system: Any, states: Any) -> tuple[Any, Any]:
    """Which sign states (shape ``(batch, n, d)``) the numeric Jacobian says are stable, and which are within 1e-9 of the boundary."""
    from dataclasses import replace

    import numpy as np

    from verify.equilibria.search.batched import pulls
    from verify.equilibria.search.relax import growth_of, spectra

    flow = replace(system, step_size=None)
    growth = growth_of(system, spectra(system, flow, states)) - (0.0 if system.is_flow else 1.0)
    if not system.is_flow:
        growth = np.where((1 + system.step_size * pulls(flow, states) > 0).all(axis=1), growth, np.inf)
    return growth < 0, np.abs(growth) < 1e-9


def brute_force(system: Any, n: int) -> tuple[int, int]:
    """Stable sign states among all ``2^n d``, by the numeric Jacobian of each, and how many are within 1e-9 of the boundary."""
    import numpy as np

    signs = 1.0 - 2.0 * ((np.arange(2**n)[:, None] >> np.arange(n)) & 1)
    judged = [decided(system, signs[:, :, None] * vector) for vector in np.linalg.eigh(system.value)[1].T]
    return sum(int(stable.sum()) for stable, _ in judged), sum(int(near.sum()) for _, near in judged)


def counts_agree(count: int = 50, largest: int = 7) -> Any:
    """An experiment: closed form against brute force on random instances, n from 3 up to ``largest``."""

    def experiment(_seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
        from verify import stability

        wrong = near = states = 0
        for number in range(count):
            system, n = instance(number), 3 + number % (largest - 2)
            totals = stability(system, tokens=n).totals()
            said = int(totals["stable_consensus"]) + int(totals["stable_bipartite"])
            seen, close = brute_force(system, n)
            wrong += said != seen
            near += close
            states += 3 * 2**n
        told = f"{count} random instances, n = 3 to {largest}, {states} states: {wrong} counts differ, {near} states near the boundary"
        return wrong == 0, told, {"instances": count, "states": states, "different": wrong}

    return experiment


def exact_count(given: Any) -> Any:
    """Certify a count: every verdict of the closed form is proved in balls about the exact binary entries, and the sizes
    are exact integers."""
    from proofs.multistability.worlds.attractors import floats
    from verify import stability
    from verify.evidence.enclose import Certificate

    told = {}
    for n in (10, 100, 1000):
        result = stability(floats(given), tokens=n)
        totals = result.totals()
        if not result.certified:
            return Certificate(None, f"n = {n}: not every verdict is certified")
        total = sum(int(totals[name]) for name in ("consensus", "bipartite", "polygonal", "not_fixed"))
        if total != 3 * 2**n:
            return Certificate(False, f"n = {n}: {total} states are counted, not 3 * 2^{n}")
        told[n] = int(totals["stable_consensus"]) + int(totals["stable_bipartite"])
    if not told[10] > 2:
        return Certificate(False, "no bipartite state is stable")
    long = len(str(told[1000]))
    detail = f"{told[10]} of 3072 sign states are stable for n = 10; for n = 100 {told[100]}; for n = 1000 a number of {long} digits"
    return Certificate(True, detail, {"stable_10": str(told[10]), "stable_100": str(told[100])})


def shares_agree(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """The share of stable states among sampled sign patterns, each judged by its whole numeric Jacobian, against the exact share."""
    import numpy as np
    from scipy.stats import binomtest

    from verify import stability

    rng, outside, looked = np.random.default_rng(seed), 0, 0
    for number in range(12):
        system = instance(number)
        basis = np.linalg.eigh(system.value)[1].T
        for n, samples in ((20, 400), (100, 24)):
            totals = stability(system, tokens=n).totals()
            exact = (int(totals["stable_consensus"]) + int(totals["stable_bipartite"])) / (3 * 2**n)
            signs = rng.choice([-1.0, 1.0], size=(samples, n, 1))
            hits = int(decided(system, signs * basis[rng.integers(0, 3, size=samples)][:, None])[0].sum())
            low, high = binomtest(hits, samples).proportion_ci(0.9999, method="exact")
            looked += 1
            outside += not low <= exact <= high
    told = f"{looked} instances and sizes: {outside} exact shares outside the 99.99 % interval of what the Jacobians of the samples say"
    return outside == 0, told, {"looked": looked}
