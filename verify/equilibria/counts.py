"""How many of the ``2^n`` sign patterns of one eigenvector a range of splits stands for."""

from __future__ import annotations

import math
from functools import lru_cache

EXACT_UP_TO = 1000
"""Tokens up to which counts are exact integers; above, base-2 logarithms."""


@lru_cache(maxsize=4096)
def states(n: int, low: int, high: int) -> int:
    """Number of states whose smaller group has ``low`` to ``high`` tokens; ``low = high = 0`` is the consensus."""
    binomial, total = math.comb(n, low), 0
    for s in range(low, high + 1):
        total += binomial if 2 * s == n else 2 * binomial
        binomial = binomial * (n - s) // (s + 1)
    return total


@lru_cache(maxsize=65536)
def states_log2(n: int, low: int, high: int) -> float:
    """Base-2 logarithm of :func:`states`, without big integers (absolute error below 1e-8 up to n = 10^6)."""
    import numpy as np
    from scipy.special import gammaln

    # Binomials grow towards n/2: what is 2^-70 of the last one or less does not count.
    start = max(low, high - 10 * math.isqrt(n) - 100)
    s = np.arange(start, high + 1, dtype=float)
    logs = (gammaln(n + 1.0) - gammaln(s + 1) - gammaln(n - s + 1)) / math.log(2)
    logs += np.where(2 * s == n, 0.0, 1.0)
    return log2_sum(logs.tolist())


def log2_sum(logs: list[float]) -> float:
    """``log2`` of the sum of ``2^x`` (at least one x)."""
    top = max(logs)
    return top + math.log2(math.fsum(2.0 ** (x - top) for x in logs))
