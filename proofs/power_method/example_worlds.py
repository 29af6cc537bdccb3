"""The systems and starts behind the examples of Figure 13, exact, and how they were drawn.

The source gives neither V nor A. Ours are drawn, in the eigenbasis of V, by one rule: for a seed of NumPy's default
generator, G and A_1 are 3 x 3 standard normal matrices and V holds the eigenvalues of (G + G^T)/2, descending; all
is rounded to two decimals, and alpha = 1/4. The seed is the smallest for which V satisfies Assumption 1,
alpha < 1/rho(V), and the balanced bipartite state at v_1 of n = 10 tokens theorem_3's three groups: 1. With the same
generator ten starts are drawn (not used), then A_2..A_5 and dense heads H_1..H_4; H_5 = V - H_1 - ... - H_4. Starts are
rational points of the sphere, from pairs of integers in -12..12 (generator 1000): p -> (2p+1)/16, then stereographic
projection. START is the first that both systems bring to a consensus, OTHER the next with the other sign.
``tests/equilibria/test_basin.py`` draws everything again.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from verify.systems import System

Rows = list[list[Any]]

EIGENVALUES = ("1.29", "0.28", "0.05")
STEP_SIZE = "1/4"
QUERY_KEYS = (
    "0.29 0.03 0.55  -0.74 -0.16 -0.48  0.60 0.04 -0.29",
    "0.21 0.22 2.12  -1.11 -0.38 2.04  0.65 0.66 -0.51",
    "-1.65 0.17 0.11  -1.23 -0.68 -0.07  -0.94 -0.10 0.10",
    "0.04 -0.51 0.59  0.89 0.32 -0.82  0.73 -0.50 0.88",
    "-1.07 0.91 -0.02  -1.25 -0.31 0.05  0.27 -0.98 -1.11",
)
HEADS = (
    "0.20 -0.47 0.24  0.76 -1.65 0.25  1.22 -0.30 -0.81",
    "0.75 0.25 0.90  -0.35 -1.48 -0.11  -0.45 0.78 0.19",
    "-1.63 -1.20 0.88  0.68 -0.64 0.00  0.45 0.47 0.88",
    "0.26 -0.09 -0.26  1.06 -2.25 -0.14  0.03 -1.43 0.33",
    "1.71 1.51 -1.76  -2.15 6.30 0.00  -1.25 0.48 -0.54",
)
START = ((-7, 1), (9, 3), (8, -1), (-7, -7), (0, 1), (-5, -8), (0, -5), (-6, 6), (-8, 1), (-12, 9))
OTHER = ((-1, 12), (8, -9), (5, 5), (8, -1), (-4, -12), (9, -5), (12, -3), (6, -4), (-9, 11), (-12, 5))
SIGNS = (1, 1, 1, 1, 1, -1, -1, -1, -1, -1)
# Directions of a perturbation, from integers in -40..40 (generator 2000), as p -> (2p+1)/16 -> a point of the circle.
DIRECTIONS = (-21, 6, -24, 13, -26, -38, -2, 1, -4, 12)
ABSORBED, ESCAPES = Fraction(28, 200), Fraction(29, 200)
"""tan(angle/2) of two perturbations: neighbours on a grid of 1/200."""
SMALL_EIGENVALUES = ("1.65", "0.49", "-1.35")
SMALL_QUERY_KEY = "0.42 -0.60 -2.06  2.09 -0.00 0.47  -0.64 -0.82 0.64"
"""The first further draw (seed 35) whose balanced state loses a perturbation within 0.1 rad: all tokens towards v_2."""
SMALL = Fraction(1, 20)


def matrix(text: str) -> Rows:
    """Nine numbers as the rows of a 3 x 3 matrix of exact text."""
    numbers = text.split()
    return [numbers[i : i + 3] for i in (0, 3, 6)]


def diagonal(entries: tuple[str, ...]) -> Rows:
    """A diagonal matrix of exact text."""
    return [[entry if i == j else "0" for j in range(len(entries))] for i, entry in enumerate(entries)]


def on_sphere(pairs: tuple[tuple[int, int], ...]) -> Rows:
    """Rational points of the sphere from pairs of integers."""
    rows = []
    for pair in pairs:
        p, q = (Fraction(2 * k + 1, 16) for k in pair)
        scale = 1 + p * p + q * q
        rows.append([2 * p / scale, 2 * q / scale, (1 - p * p - q * q) / scale])
    return rows


def bipartite(signs: tuple[int, ...] = SIGNS) -> Rows:
    """Tokens at ``+v_1`` and ``-v_1``."""
    return [[sign, 0, 0] for sign in signs]


def consensus(sign: int) -> Rows:
    """Ten tokens at ``sign v_1``."""
    return bipartite((sign,) * len(SIGNS))


def perturbed(half_tangent: Fraction) -> Rows:
    """The bipartite state, every token turned by ``2 atan(half_tangent)`` in its own direction."""
    up, out = (1 - half_tangent**2) / (1 + half_tangent**2), 2 * half_tangent / (1 + half_tangent**2)
    rows = []
    for sign, k in zip(SIGNS, DIRECTIONS, strict=True):
        p = Fraction(2 * k + 1, 16)
        rows.append([sign * up, out * (1 - p * p) / (1 + p * p), out * 2 * p / (1 + p * p)])
    return rows


def example(tokens: Rows, explanation: str, *, heads: int = 1) -> dict[str, Any]:
    """The single-head or the 5-head system and a state, in the contract's JSON."""
    pairs = list(zip(HEADS, QUERY_KEYS, strict=True))
    several = [{"value": matrix(value), "query_key": matrix(key)} for value, key in pairs]
    return {
        "system": "attention" if heads == 1 else "multihead",
        "time": "discrete",
        "step_size": STEP_SIZE,
        "value": diagonal(EIGENVALUES),
        "query_key": matrix(QUERY_KEYS[0]) if heads == 1 else None,
        "heads": None if heads == 1 else several,
        "mask": None,
        "metric": None,
        "schedule": None,
        "tokens": [[str(entry) for entry in row] for row in tokens],
        "radius": None,
        "horizon": None,
        "parameters": {},
        "explanation": explanation,
    }


def small_basin() -> dict[str, Any]:
    """The state of the further draw, every token turned by ``2 atan(1/20) < 0.1`` rad towards ``v_2``."""
    up, out = (1 - SMALL**2) / (1 + SMALL**2), 2 * SMALL / (1 + SMALL**2)
    text = (
        f"V = diag({', '.join(SMALL_EIGENVALUES)}); every token of the balanced state is turned by 2 atan({SMALL}) rad."
    )
    more = {"value": diagonal(SMALL_EIGENVALUES), "query_key": matrix(SMALL_QUERY_KEY)}
    return example([[sign * up, out, 0] for sign in SIGNS], text) | more


def large_basin() -> dict[str, Any]:
    """V = diag(1, 1/10, -1/10), A = I, alpha = 9/10, five tokens at each of ``+-v_1``."""
    text = "V = diag(1, 1/10, -1/10) satisfies Assumption 1, A = I and alpha = 9/10 < 1/rho(V)."
    more = {"value": diagonal(("1", "1/10", "-1/10")), "query_key": diagonal(("1", "1", "1")), "step_size": "9/10"}
    return example(bipartite(), text) | more


@cache
def numeric_system(heads: int = 1) -> System:
    """The system in float64."""
    import numpy as np

    from verify.systems import Attention, MultiHead

    keys = [np.array(matrix(key), dtype=float) for key in QUERY_KEYS]
    if heads == 1:
        value = np.diag([float(entry) for entry in EIGENVALUES])
        return Attention(value=value, query_key=keys[0], step_size=float(Fraction(STEP_SIZE)))
    values = [np.array(matrix(value), dtype=float) for value in HEADS]
    return MultiHead(values=values, query_keys=keys, step_size=float(Fraction(STEP_SIZE)))


def trajectory(rows: Rows, steps: int, *, heads: int = 1) -> Any:
    """``steps + 1`` states from the start ``rows`` in float64, shape ``(steps + 1, n, d)``."""
    import numpy as np

    states = [np.array([[float(entry) for entry in row] for row in rows])]
    for _ in range(steps):
        states.append(numeric_system(heads).step(states[-1]))
    return np.array(states)
