"""What is done to each token once, in one pass through the memory: sums, the normalised step, the field; compiled loops."""

from __future__ import annotations

from typing import Any

import numpy as np

from verify.large.compiled import compiled


@compiled()
def column_sums(tokens: Any, sums: Any) -> None:
    """Adds the tokens, shape ``(n, d)``, to ``sums`` in float64."""
    for i in range(tokens.shape[0]):
        row = tokens[i]
        for c in range(row.shape[0]):
            sums[c] += row[c]


@compiled()
def running_means(tokens: Any, sums: Any, before: int, means: Any) -> None:
    """``means[i]``: of all tokens up to i, where ``sums`` holds the sum of the ``before`` earlier ones, and is carried on."""
    for i in range(tokens.shape[0]):
        row, mean, count = tokens[i], means[i], before + i + 1
        for c in range(row.shape[0]):
            sums[c] += row[c]
            mean[c] = sums[c] / count


@compiled()
def advance(tokens: Any, influence: Any, each: int, first: int, alpha: Any, low: Any, high: Any, moved: Any) -> None:
    """``moved = y / |y|`` with ``y = x + alpha s``; ``each`` rows have one influence, ``first`` is the number of the first row.

    Where ``|y|^2`` is outside of ``low`` to ``high`` the row is scaled before it is squared; y = 0 becomes nan.
    """
    for i in range(tokens.shape[0]):
        x, s, y = tokens[i], influence[(first + i) // each], moved[i]
        square = alpha - alpha
        for c in range(x.shape[0]):
            entry = x[c] + alpha * s[c]
            y[c] = entry
            square += entry * entry
        scale = alpha / alpha
        if not low < square < high:
            largest = abs(y[0])
            for c in range(x.shape[0]):
                largest = max(largest, abs(y[c]))
            scale = 1 / largest
            square = alpha - alpha
            for c in range(x.shape[0]):
                y[c] *= scale
                square += y[c] * y[c]
        scale = 1 / np.sqrt(square)
        for c in range(x.shape[0]):
            y[c] *= scale


@compiled()
def project(tokens: Any, influence: Any, each: int, first: int, field: Any) -> None:
    """``field = s - (x^T s) x``; ``each`` rows have one influence, ``first`` is the number of the first row."""
    for i in range(tokens.shape[0]):
        x, s, f = tokens[i], influence[(first + i) // each], field[i]
        product = x[0] * 0
        for c in range(x.shape[0]):
            product += x[c] * s[c]
        for c in range(x.shape[0]):
            f[c] = s[c] - product * x[c]
