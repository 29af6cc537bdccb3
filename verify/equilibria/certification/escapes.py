"""How near to an equilibrium a start was seen that does not converge to it: a bound of its basin from outside, in floats.

Together with the certified radius from inside it brackets the largest angle within which every start converges.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from verify.equilibria.search.batched import frames
from verify.equilibria.search.relax import relax
from verify.systems import MultiHead, System

ANGLES = tuple(float(angle) for angle in np.geomspace(0.01, 1.5, 40))
"""Radians, for each token."""


@dataclass(frozen=True, eq=False)
class Escape:
    """The smallest of the tried angles from which a start escaped.

    Attributes:
        angle: radians: every token of ``start`` is at most this far from its place.
        start: float64, shape ``(n, d)``: where it started, to be replayed.
        returned: the largest tried angle at which every start came back, 0 if there is none.
        undecided: starts that were given up, which count as neither.
    """

    angle: float | None
    start: np.ndarray | None
    returned: float
    undecided: int


def nearest_escape(
    system: System, tokens: np.ndarray, *, starts: int = 200, seed: int = 0, steps: int = 4000
) -> Escape:
    """Try angles from small to large; at each, random starts and starts along the slowest directions of the linearisation.

    Args:
        system: a flow or with steps, float64.
        tokens: the equilibrium, float64, shape ``(n, d)``.
        starts: at each angle.
        seed: of the random directions.
        steps: after so many a start is given up.
    """
    flow, scale = _flow(system)
    directions = _directions(flow, tokens, starts, seed)
    returned, undecided = 0.0, 0
    for angle in ANGLES:
        away, gone, still = _tried(system, flow, scale, tokens, directions, angle, steps)
        undecided += int(still.sum())
        if gone.any():
            return Escape(angle, away[int(np.flatnonzero(gone)[0])], returned, undecided)
        if not still.any():
            returned = angle
    return Escape(None, None, returned, undecided)


def escapes_within(
    system: System, tokens: np.ndarray, angle: float, *, starts: int = 64, seed: int = 0, steps: int = 4000
) -> bool | None:
    """Whether some start with each token within ``angle`` escapes; ``None`` where none was seen to, and some were given up.

    Args: as for :func:`nearest_escape`; the starts are at the angle itself and at half of it.
    """
    flow, scale = _flow(system)
    directions = _directions(flow, tokens, starts, seed)
    still = False
    for share in (1.0, 0.5):
        _, gone, given_up = _tried(system, flow, scale, tokens, directions, share * angle, steps)
        if gone.any():
            return True
        still = still or bool(given_up.any())
    return None if still else False


def _flow(system: System) -> tuple[System, float]:
    """The flow, and the scale of its field."""
    matrix: Any = system.layer_matrix if isinstance(system, MultiHead) else system.value  # type: ignore[attr-defined]
    flow = system if system.is_flow else replace(system, step_size=None)
    return flow, float(np.linalg.norm(np.asarray(matrix, float), 2))


def _tried(
    system: System, flow: System, scale: float, tokens: np.ndarray, directions: np.ndarray, angle: float, steps: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Starts at an angle, which of them ended elsewhere, and which were given up."""
    away = np.cos(angle) * tokens + np.sin(angle) * directions
    away = away / np.linalg.norm(away, axis=-1, keepdims=True)
    ended = relax(system, flow, away, steps, scale)
    over = ended.arrived | ended.cycles
    gone = over & (np.abs(ended.states - tokens).max(axis=(1, 2)) > 1e-4)
    return away, gone, ~over


def _directions(flow: System, tokens: np.ndarray, starts: int, seed: int) -> np.ndarray:
    """Unit tangent directions for every token, shape ``(starts, n, d)``: random ones, tokens of one place alike, and slow eigenvectors."""
    from verify.equilibria.search.batched import field_jacobian
    from verify.equilibria.search.distinct import clusters

    n, d = tokens.shape
    bases = frames(tokens[None])
    rng = np.random.default_rng([seed, 2])
    drawn = rng.normal(size=(starts, n, d - 1))
    labels = clusters(tokens)
    drawn[::2] = drawn[::2][:, [int(np.flatnonzero(labels == label)[0]) for label in labels]]
    values, vectors = np.linalg.eig(field_jacobian(flow, tokens[None], bases)[0])
    slow = np.argsort(-values.real)[: min(starts // 8, len(values))]
    for place, k in enumerate(slow):
        for part, sign in enumerate((1.0, -1.0)):
            drawn[4 * place + part] = sign * vectors[:, k].real.reshape(n, d - 1)
    moved = np.einsum("nak,snk->sna", bases[0], drawn)
    norms = np.linalg.norm(moved, axis=-1, keepdims=True)
    # A slow eigenvector keeps its proportions: its largest token is moved by the whole angle, others by less.
    most = np.where(np.arange(starts)[:, None, None] < 4 * len(slow), norms.max(axis=1, keepdims=True), norms)
    return moved / np.maximum(most, 1e-300)
