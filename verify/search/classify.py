"""What a trajectory ended at: an attracting equilibrium of some kind, a two-cycle, or nothing that is an end.

A state that has come to rest in float64 may be a saddle that is passed slowly, exponentially slowly in attention, or a
trajectory that converges slowly. So a state at rest is first refined by Newton's method, and is an end only if
no tangent eigenvalue of the Jacobian lies outside the unit circle.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from verify.observe import tangent_basis, tangent_jacobian
from verify.search.simulate import STILL
from verify.search.state import TOLERANCE, State
from verify.systems import System

SLOW = 1e-5
"""A state that moves by less than this may be refined to an equilibrium nearby."""


@dataclass(frozen=True)
class End:
    """Where a trajectory ended.

    Attributes:
        kind: of :data:`verify.quantified.ENDS`, the most special one that fits; ``two-cycle``, ``turning``
            (a consensus that still moves), ``passing`` (at rest, but not attracting) or ``undecided``.
        attraction: ``attracting``, ``neutral`` (eigenvalues on the unit circle and none outside) or ``none``.
        tokens: the state, refined where it was at rest.
        radius: spectral radius of the tangent Jacobian there (of two steps for a two-cycle).
    """

    kind: str
    attraction: str
    tokens: np.ndarray
    radius: float

    @property
    def is_end(self) -> bool:
        """Whether an open set of starts may end here."""
        return self.attraction != "none"


def labels(state: State) -> set[str]:
    """All of :data:`verify.quantified.ENDS` that an equilibrium is."""
    found = {"equilibrium"} if state.equilibrium else set()
    if not found:
        return found
    if state.equal:
        found |= {"consensus", "consensus at v_1"} if state.principal else {"consensus"}
    if state.bipartite:
        found.add("bipartite")
    if state.polygonal:
        found.add("polygonal")
    return found


def kind_of(state: State) -> str:
    """The most special label of an equilibrium: a balanced pair at an eigenvector is both bipartite and polygonal."""
    found = labels(state)
    order = ("consensus at v_1", "consensus", "bipartite", "polygonal", "equilibrium")
    return next((name for name in order if name in found), "none")


def classify(system: System, tokens: np.ndarray, moved: float, moved_twice: float) -> End:
    """The end of one trajectory from its last state and its last moves (see :class:`verify.search.simulate.Run`)."""
    if not np.isfinite(tokens).all():
        return End("undecided", "none", tokens, float("nan"))
    if moved > SLOW and moved_twice < STILL:
        with np.errstate(all="ignore"):
            after = system.step(tokens)
            matrix = _across(system, tokens, after)
        radius = float(np.abs(np.linalg.eigvals(matrix)).max()) if np.isfinite(matrix).all() else float("nan")
        return End("two-cycle", _attraction(radius), tokens, radius)
    if moved > SLOW:
        turning = moved_twice > SLOW and _consensus(tokens)
        return End("turning" if turning else "undecided", "none", tokens, float("nan"))
    refined = refine(system, tokens)
    # An equilibrium far from where the trajectory is, is not where it went.
    if refined is None or np.abs(refined - tokens).max() > 0.05:
        return End("undecided", "none", tokens, float("nan"))
    state = State(system, refined)
    attraction = _attraction(state.radius)
    return End(kind_of(state) if attraction != "none" else "passing", attraction, refined, state.radius)


def _attraction(radius: float) -> str:
    if radius < 1 - TOLERANCE:
        return "attracting"
    return "neutral" if radius <= 1 + TOLERANCE else "none"


def _consensus(tokens: np.ndarray) -> bool:
    return bool(np.abs(tokens - tokens[:1]).max() < 1e-6)


def _across(system: System, tokens: np.ndarray, after: np.ndarray) -> np.ndarray:
    """The tangent Jacobian of two steps, back to where the cycle began."""
    n, d = tokens.shape
    start, middle = tangent_basis(tokens), tangent_basis(after)

    def between(at: np.ndarray, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        blocks = system.jacobian(at).reshape(n, d, n, d)
        return np.einsum("iak,iajb,jbl->ikjl", left, blocks, right).reshape(n * (d - 1), n * (d - 1))

    return between(after, start, middle) @ between(tokens, middle, start)


def refine(system: System, tokens: np.ndarray, rounds: int = 12) -> Any:
    """An equilibrium near a state by Newton's method on the spheres (least squares where it is not isolated), or None."""
    state = tokens
    n, d = state.shape
    for _ in range(rounds):
        with np.errstate(all="ignore"):
            moved = system.step(state) - state
        if not np.isfinite(moved).all():
            return None
        if np.abs(moved).max() < 1e-14:
            break
        basis = tangent_basis(state)
        matrix = tangent_jacobian(system, state) - np.eye(n * (d - 1))
        change = np.linalg.lstsq(matrix, -np.einsum("iak,ia->ik", basis, moved).ravel(), rcond=1e-9)[0]
        if not np.isfinite(change).all() or np.abs(change).max() > 1:
            return None
        state = state + np.einsum("iak,ik->ia", basis, change.reshape(n, d - 1))
        state = state / np.linalg.norm(state, axis=1, keepdims=True)
    with np.errstate(all="ignore"):
        return state if np.abs(system.step(state) - state).max() < 1e-12 else None


def creeps(system: System, tokens: np.ndarray, period: int = 1, rounds: int = 40) -> bool:
    """Whether what seems neutral (a state, or a cycle) moves on for ever, too slowly for float64: looked at with 60 digits.

    Transverse errors die out within some steps; what moves an exact member of a family of equilibria dies out with them,
    a slow passage goes on at its own small speed.
    """
    import mpmath

    from verify.arithmetic.numeric import object_arithmetic

    with mpmath.workdps(60):
        state = object_arithmetic("mpmath").asarray(tokens, None)
        speeds = []
        for _ in range(2 * rounds):
            after = system.step(state)
            for _ in range(period - 1):
                after = system.step(after)
            speeds.append(max(abs(entry) for entry in (after - state).flat))
            state = after
        return bool(speeds[-1] > mpmath.mpf(10) ** -40 and speeds[-1] > speeds[rounds - 1] / 2)
