"""When the limit of rescaled tokens is known, by an argument and never by a horizon.

Let V be ``lambda I`` on its leading eigenspace F, ``lambda > 0`` and larger than the modulus of every other
eigenvalue; z stands for coordinates in F. Suppose that at time T the tokens fall into clusters of radius delta, and
that every token's score against its own cluster is larger than against any other cluster by at least ``mu e^{2 lambda
T}``, also if all tokens move by 2 delta. Then ``z_i' = lambda sum_j P_ij (z_j - z_i)`` pulls each token into the hull
of its own cluster, up to the weights of the others, which are at most ``exp(-mu e^{2 lambda t} / 2)``. As long as the
clusters stay where they are this remains so, and the weights of the others move a token by at most ``n D lambda
int_T^oo exp(-mu e^{2 lambda t} / 2) dt <= n D exp(-M)/(2M)`` in all the time that is left, ``M = mu e^{2 lambda
T}/2`` and D the diameter. If that is small beside delta, every token stays within 2 delta of where it is: the limit
is known to 2 delta, and all tokens of a cluster attend to their cluster for ever.

With one cluster there is nothing to compare: the hull never grows. A token that stays between clusters (a limit at 0,
or inside a face) never passes this test, however long one waits: such limits are unstable, and floats cannot tell
them from slow passages.

Coordinates outside of F add to the scores what grows more slowly than ``e^{2 lambda t}``: in a block of V with the
modulus m the largest ``|x_j|`` grows at most like ``e^{mt}``, because ``x_i' = sum_j P_ij B x_j``. The bound that
this gives has to be below ``mu/4`` at T.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from verify.trajectories.rescaled_modes import Modes


@dataclass(frozen=True, eq=False)
class Limit:
    """A known limit of the leading coordinates.

    Attributes:
        tokens: the limit in F, in the basis of the tokens, shape ``(n, d)``; for ``V = lambda I`` the limit itself.
        error: no token is further than this from its limit, up to the error of the integration.
        clusters: the number of its cluster for every token, shape ``(n,)``.
        margin: the smallest difference of scores between a token's own cluster and another, divided by ``e^{2 lambda t}``; infinite
            for one cluster.
        time: T, from which on it was known.
    """

    tokens: np.ndarray
    error: float
    clusters: np.ndarray
    margin: float
    time: float


def known_limit(modes: Modes, tokens: np.ndarray, time: float, tolerance: float) -> Limit | None:
    """The limit if the test above passes at this state.

    Args:
        modes: of the system.
        tokens: in the coordinates of the modes, shape ``(n, d)``.
        time: T.
        tolerance: delta, relative to the largest leading coordinate.
    """
    leading = modes.leading
    if leading is None:
        return None
    z = tokens[:, leading]
    size = float(np.abs(z).max())
    if not (np.isfinite(size) and size > 0):
        return None
    radius = tolerance * size
    clusters = _clusters(z, radius)
    if clusters is None:
        return None
    count = int(clusters.max()) + 1
    margin, tail = np.inf, 0.0
    if count > 1:
        scores = modes.scores[np.ix_(leading, leading)]
        margin = _margin(z, clusters, scores)
        power = modes.scale(time) * margin / 2
        if power < 2:
            return None
        # Moving every token by 2 delta changes a difference of scores by at most this; M has to win over the rest as well.
        slack = 8 * radius * float(np.linalg.norm(scores, 2)) * float(np.linalg.norm(z, axis=1).max())
        rest = _rest(modes, tokens, time, leading)
        if margin <= 4 * max(slack, rest):
            return None
        diameter = 2 * float(np.linalg.norm(z, axis=1).max())
        tail = len(z) * diameter * float(np.exp(-power)) / (2 * power)
        if tail > radius:
            return None
    chosen = np.zeros_like(tokens)
    chosen[:, leading] = z
    return Limit(chosen @ modes.basis.T, 2 * radius + tail, clusters, float(margin), time)


def _clusters(z: np.ndarray, radius: float) -> np.ndarray | None:
    """Numbers of clusters of diameter at most ``radius``, if tokens fall into such; shape ``(n,)``."""
    near = np.linalg.norm(z[:, None] - z[None, :], axis=-1) <= radius
    first = near.argmax(axis=1)
    if not np.array_equal(near, first[:, None] == first[None, :]):
        return None  # being near is no equivalence: something lies between two clusters
    return np.unique(first, return_inverse=True)[1]


def _margin(z: np.ndarray, clusters: np.ndarray, scores: np.ndarray) -> float:
    """The least score against the own cluster less the largest against another one, over all tokens."""
    table = z @ scores @ z.T
    own = clusters[:, None] == clusters[None, :]
    return float((np.where(own, table, np.inf).min(axis=1) - np.where(own, -np.inf, table).max(axis=1)).min())


def _rest(modes: Modes, tokens: np.ndarray, time: float, leading: np.ndarray) -> float:
    """A bound, from T on, of what coordinates outside of F contribute to a difference of scores over ``e^{2 lambda t}``."""
    moved = np.abs(tokens @ modes.growth(time).T)
    for i in np.flatnonzero(np.diag(modes.blocks, 1)):  # a block of size 2 turns: its length counts
        moved[:, i] = moved[:, i + 1] = np.hypot(moved[:, i], moved[:, i + 1])
    sizes = moved.max(axis=0)
    table = np.abs(modes.scores) * sizes[:, None] * sizes[None, :]
    return 2 * float(table.sum() - table[np.ix_(leading, leading)].sum())
