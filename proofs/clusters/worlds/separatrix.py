"""Three tokens on the line, one of them between: where it turns from one leader to the other, to many digits and in balls.

A token i with ``a x_i x_n > (n-1)/e``, ``x_i > 0``, is captured by the largest token for ever (`clusters.theorem_boolean.captured`); with
``a x_i x_1 > (n-1)/e``, ``x_i < 0``, by the smallest.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

UP, DOWN = 1, -1


def captured(system: Any, tokens: Any, which: int) -> int | None:
    """Whom balls of tokens (shape ``(n, 1)``, in ascending order) certainly show token ``which`` to be captured by, if by anyone."""
    import flint

    a, e = system.query_key[0, 0], flint.arb(1).exp()
    x, low, high = tokens[which, 0], tokens[0, 0], tokens[-1, 0]
    bound = flint.arb(len(tokens) - 1) / e
    if x > 0 and flint.arb(int(a)) * x * high > bound:
        return UP
    if x < 0 and flint.arb(int(a)) * x * low > bound:
        return DOWN
    return None


def side(system: Any, tokens: Any, which: int, order: int, bits: int, horizon: int = 6) -> tuple[int | None, Any]:
    """By whom token ``which`` is captured, proved in balls, and the state that shows it; ``None`` if they do not tell."""
    from verify.trajectories.enclosed import enclose

    found = enclose(
        system, tokens, horizon, order=order, bits=bits, until=lambda balls: captured(system, balls, which) is not None
    )
    return (None, None) if found is None else (captured(system, found.balls, which), found)


def bisect(
    system: Any, low: Any, high: Any, between: tuple[Fraction, Fraction], digits: int
) -> tuple[Fraction, Fraction]:
    """Where the middle token of ``(low, s, high)`` turns, to within ``10^-digits``: Taylor steps at a fixed precision, no balls."""
    down, up = between
    order = 20 + digits // 2
    bits = 120 + 7 * digits
    scale = 10 ** (digits + 2)
    while up - down > Fraction(1, 10**digits):
        middle = Fraction(round((down + up) / 2 * scale), scale)
        if _followed(system, (low, middle, high), order, bits) == UP:
            up = middle
        else:
            down = middle
    return down, up


def _followed(system: Any, tokens: Any, order: int, bits: int) -> int:
    """Where the middle of three tokens goes, by Taylor steps without a bound of their error."""
    import flint
    import numpy as np

    from verify.arithmetic.numeric import object_arithmetic
    from verify.systems import Clusters
    from verify.trajectories.enclosed import taylor_step

    with flint.ctx.workprec(bits):
        xp = object_arithmetic("arb")
        balls = Clusters(value=xp.asarray(system.value, None), query_key=xp.asarray(system.query_key, None))
        state = xp.asarray(np.array([[entry] for entry in tokens], dtype=object), None)
        while (to := captured(system, state, 1)) is None:
            state = taylor_step(balls, state, order)
        return to
