"""Scenes: how the scalar parameters of a claim become a system and a state, in numbers or in symbols.

A sign state at ``v_k`` has groups of equal tokens at ``+v_k`` or ``-v_k``. Everything that a perturbation along ``v_j``
does to it happens in the plane spanned by ``v_k`` and ``v_j`` (claim ``reduction.invariant_subspace``), so that a state
in R^2 with symbolic group sizes stands for all n and d.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from verify.claim import Point

if TYPE_CHECKING:
    from verify.systems import System

Groups = Callable[[Point], list[tuple[int, Any]]]


@dataclass(frozen=True)
class Facts:
    """What is seen of a state from ``step`` (or ``field``) and its Jacobian, without any closed form.

    Attributes:
        fixed: whether the state is an equilibrium.
        radius: spectral radius of the tangent Jacobian; for a flow its spectral abscissa.
        tolerance: of ``radius``.
        rank: of the attention matrix; ``None`` for the Oja system.
        flow: whether time is continuous.
    """

    fixed: bool
    radius: float
    tolerance: float
    rank: int | None = None
    flow: bool = False

    @property
    def boundary(self) -> float:
        """What ``radius`` is on the boundary of stability: 1 for a step, 0 for a flow."""
        return 0.0 if self.flow else 1.0

    @property
    def stable(self) -> bool:
        """An equilibrium whose linearisation contracts."""
        return self.fixed and self.radius < self.boundary - self.tolerance

    @property
    def unstable(self) -> bool:
        """An equilibrium whose linearisation expands in some direction."""
        return self.fixed and self.radius > self.boundary + self.tolerance


def consensus(p: Point) -> list[tuple[int, Any]]:
    """All n tokens at ``+v_k``."""
    return [(1, p.n)]


def bipartite(p: Point) -> list[tuple[int, Any]]:
    """m tokens at ``+v_k``, ``rest = n - m`` at ``-v_k``."""
    return [(1, p.m), (-1, p.rest)]


@dataclass(frozen=True)
class Scene:
    """A sign state of a system at the eigenvector ``v_k``.

    The point's parameters ``lambda_k`` (or ``lambda_1`` where the state is the principal one) and every other
    ``lambda_*`` are the eigenvalues of V; ``E = e^{2c}`` or ``c`` fixes ``v_k^T A v_k = c``; all other entries of A are
    free, and the sizes are those of ``groups``.

    Attributes:
        system: ``oja``, ``attention`` or ``multihead`` (two dense heads that sum to V; for consensus states).
        groups: signs and sizes.
        at: which parameter is the eigenvalue of the state's eigenvector.
        flow: continuous time; there is no step size then.
    """

    system: str
    groups: Groups
    at: str = "lambda_k"
    flow: bool = False

    @property
    def name(self) -> str:
        """For messages and digests."""
        return f"{self.system}{' flow' if self.flow else ''} {self.groups.__name__} at {self.at}"

    def eigenvalues(self, point: Point) -> list[Any]:
        """``lambda_k`` first, then the others, in the order of the parameters."""
        others = [point[name] for name in point if name.startswith("lambda_") and name != self.at]
        return [point[self.at], *others]

    def score(self, point: Point) -> Any:
        """``c = v_k^T A v_k``, exact."""
        import sympy

        if self.system == "oja":
            return sympy.Integer(0)
        if "c" not in point and "E" not in point:
            return sympy.Rational(1, 2)  # the claim does not depend on it: any value will do
        return point["c"] if "c" in point else sympy.log(point["E"]) / 2

    def make_system(self, point: Point, score_matrix: Callable[[Any, int], Any]) -> System:
        """The system in the eigenbasis of V, exact entries; ``score_matrix(c, d)`` gives A."""
        import numpy as np

        from verify.systems import Attention, MultiHead, Oja

        eigenvalues = self.eigenvalues(point)
        value = np.full((len(eigenvalues),) * 2, eigenvalues[0] * 0, dtype=object)
        np.fill_diagonal(value, eigenvalues)
        alpha = None if self.flow else point["alpha"]
        if self.system == "oja":
            return Oja(value=value, step_size=alpha)
        key = score_matrix(self.score(point), len(eigenvalues))
        if self.system == "attention":
            return Attention(value=value, query_key=key, step_size=alpha)
        # Two heads whose sum is V, neither of them symmetric, with different scores.
        skewed = dense_scores(3)(eigenvalues[0] * 0, len(eigenvalues))
        return MultiHead(values=[value / 2 + skewed, value / 2 - skewed], query_keys=[key, key.T * 2], step_size=alpha)

    def tokens(self, point: Point) -> Any:
        """The state in the eigenbasis of V, exact, shape ``(n, d)``; the sizes must be integers."""
        import numpy as np
        import sympy

        signs = [sign for sign, size in self.groups(point) for _ in range(int(size))]
        state = np.full((len(signs), len(self.eigenvalues(point))), sympy.Integer(0), dtype=object)
        state[:, 0] = [sympy.Integer(sign) for sign in signs]
        return state


def bare_scores(c: Any, d: int) -> Any:
    """``A = c v_k v_k^T``: the simplest matrix with ``v_k^T A v_k = c``."""
    import numpy as np

    key = np.full((d, d), c * 0, dtype=object)
    key[0, 0] = c
    return key


def dense_scores(seed: int) -> Callable[[Any, int], Any]:
    """A with ``v_k^T A v_k = c`` and every other entry an arbitrary rational in (-1, 1)."""

    def scores(c: Any, d: int) -> Any:
        import numpy as np
        import sympy

        drawn = np.random.default_rng(seed).integers(-9, 10, size=(d, d))
        key = np.array([[sympy.Rational(int(entry), 10) for entry in row] for row in drawn], dtype=object)
        key[0, 0] = c
        return key

    return scores
