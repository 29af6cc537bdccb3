"""A consensus or bipartite consensus with the exact linear part of the step there, mode by mode."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from verify.equilibria.closed_form import (
    bipartite_block,
    consensus_apart,
    consensus_together,
    logistic_gammas,
    normalisers,
)


@dataclass(frozen=True, eq=False)
class Frame:
    """Eigenpairs of V and the scores, as floats.

    Attributes:
        values: eigenvalues, descending.
        vectors: orthonormal columns beside them.
        query_key: A; ``None`` for uniform attention.
        step_size: alpha.
    """

    values: np.ndarray
    vectors: np.ndarray
    query_key: np.ndarray | None
    step_size: float

    def score(self, k: int) -> float:
        """``c_k = v_k^T A v_k``; 0 for uniform attention."""
        own = self.vectors[:, k]
        return 0.0 if self.query_key is None else float(own @ self.query_key @ own)

    def tilt(self, k: int) -> float:
        """How much a token that leaves ``v_k`` changes its scores to first order: the tangent part of ``A v_k``, ``A^T v_k``."""
        if self.query_key is None:
            return 0.0
        own = self.vectors[:, k]
        rows = (self.query_key @ own, self.query_key.T @ own)
        return max(float(np.linalg.norm(row - own * (own @ row))) for row in rows)


@dataclass(frozen=True, eq=False)
class Place:
    """``plus`` tokens at ``v_k`` and ``minus`` at ``-v_k``; with ``minus = 0`` the consensus.

    A token near its end is ``+-sqrt(1 - |xi|^2) v_k + sum_j xi_j v_j``. To first order a step acts on the means of xi over the
    groups by one block for each j (Lemmas 3 and 14 of the power-method paper) and on what differs inside a group by a factor.

    Attributes:
        frame: of the system.
        k: the eigenvector.
        plus: tokens at ``v_k``, at least 1.
        minus: tokens at ``-v_k``, at most ``plus``.
    """

    frame: Frame
    k: int
    plus: int
    minus: int
    blocks: np.ndarray = field(init=False)
    apart: np.ndarray = field(init=False)
    shrink: float = field(init=False)

    def __post_init__(self) -> None:
        """Blocks ``(d - 1, g, g)``, factors ``(g,)`` for g groups, and the smallest normaliser."""
        alpha, own = self.frame.step_size, float(self.frame.values[self.k]) * self.frame.step_size
        others = alpha * np.delete(self.frame.values, self.k)
        if not self.minus:
            blocks: Any = [[[consensus_together(a, own)]] for a in others]
            factors, shrink = [consensus_apart(own)], 1 + own
        else:
            gammas, _, _ = logistic_gammas(self.frame.score(self.k), self.plus, self.minus)
            blocks = [bipartite_block(a, own, gammas) for a in others]
            c_plus, c_minus = normalisers(own, gammas)
            factors, shrink = [1 / c_plus, 1 / c_minus], min(c_plus, c_minus)
        object.__setattr__(self, "blocks", np.array(blocks, dtype=float))
        object.__setattr__(self, "apart", np.array(factors, dtype=float))
        object.__setattr__(self, "shrink", float(shrink))

    @property
    def sizes(self) -> tuple[int, ...]:
        """Of the groups."""
        return (self.plus, self.minus) if self.minus else (self.plus,)

    @property
    def kind(self) -> str:
        """consensus or bipartite."""
        return "bipartite" if self.minus else "consensus"

    @property
    def label(self) -> str:
        """For readers: ``consensus at v_1``, ``bipartite 9+1 at v_1``."""
        split = f" {self.plus}+{self.minus}" if self.minus else ""
        return f"{self.kind}{split} at v_{self.k + 1}"

    def leading(self) -> Mode:
        """The mode with the largest modulus: of means along one ``v_j``, or inside one group."""
        best: Mode | None = None
        for j, block in enumerate(self.blocks):
            values, left = np.linalg.eig(block.T)
            for value, row in zip(values.real, left.T.real, strict=True):
                if best is None or abs(value) > abs(best.value) * (1 + 1e-12):
                    best = Mode(float(value), j, row / np.abs(row).max(), _right(block, float(value)))
        assert best is not None
        for g, (value, size) in enumerate(zip(self.apart, self.sizes, strict=True)):
            if size > 1 and abs(value) > abs(best.value) * (1 + 1e-12):
                best = Mode(float(value), None, np.eye(len(self.sizes))[g], None)
        return best


@dataclass(frozen=True, eq=False)
class Mode:
    """One eigenvalue of the linear part, and how to see it.

    Attributes:
        value: the eigenvalue, real.
        along: number of ``v_j`` among the others (means of groups), or ``None`` (inside a group).
        left: weights of the groups' means; of a mode inside a group, which group.
        right: displacement of the groups that is this mode alone; ``None`` inside a group.
    """

    value: float
    along: int | None
    left: np.ndarray
    right: np.ndarray | None

    @property
    def overlap(self) -> float:
        """``|left . right|``: how much of the mode is seen in a displacement that is this mode alone; at most 1."""
        return 1.0 if self.right is None else min(1.0, abs(float(self.left @ self.right)))

    def amplitude(self, means: np.ndarray, spreads: np.ndarray) -> float:
        """How much of the mode is in a state.

        Args:
            means: of xi over the groups, shape ``(g, d - 1)``.
            spreads: root mean square of xi inside the groups, shape ``(g,)``.
        """
        return abs(float(self.left @ (spreads if self.along is None else means[:, self.along])))


def _right(block: np.ndarray, value: float) -> np.ndarray:
    values, vectors = np.linalg.eig(block)
    chosen = vectors[:, int(np.abs(values - value).argmin())].real
    return np.asarray(chosen / np.abs(chosen).max())
