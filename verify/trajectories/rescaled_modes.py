"""Scores of rescaled tokens that neither overflow nor drown in rounding.

With ``x = e^{tV} z`` a score is about ``e^{2t rho(V)}``, and what the softmax reads is a difference of two of them.
Both are taken apart here. In a basis in which V is block diagonal, ``e^{t(V - sigma)}`` acts on each block for itself
(sigma is the largest real part), so that slow directions do not lose their digits to fast ones; a row of differences
is one vector times *differences of tokens*, ``s_im - s_ij = q_i . (z_m - z_j)``, which floats know as well as the
tokens; the common factor ``e^{2 t sigma}`` comes last.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from verify.errors import InvalidInput
from verify.systems import Clusters

MOST = 690.0
"""The largest ``2 t sigma``: ``e^690`` times scores of moderate tokens still is a float."""
DEFECTIVE = 1e8
"""A basis of eigenvectors with a larger condition number is not used."""


@dataclass(frozen=True, eq=False)
class Modes:
    """V in a real basis of eigenvectors, and A beside it.

    Attributes:
        basis: S, shape ``(d, d)``, with ``V = S B S^-1``; the identity where eigenvectors are (nearly) dependent.
        inverse: ``S^-1``.
        blocks: B, blocks of size 1 and 2 on the diagonal, or V itself.
        scores: ``S^T A S``.
        diagonal: whether B is made of blocks.
    """

    basis: np.ndarray
    inverse: np.ndarray
    blocks: np.ndarray
    scores: np.ndarray
    diagonal: bool

    @staticmethod
    def of(system: Clusters) -> Modes:
        """The modes of a system; its entries are rounded to float64."""
        from verify.arithmetic.numeric import FLOAT64

        value = FLOAT64.asarray(system.value, None)
        d = len(value)
        key = np.eye(d) if system.query_key is None else FLOAT64.asarray(system.query_key, None)
        basis, blocks = _real_modes(value)
        diagonal = bool(np.linalg.cond(basis) < DEFECTIVE)
        if not diagonal:
            basis, blocks = np.eye(d), value
        return Modes(basis, np.linalg.inv(basis), blocks, basis.T @ key @ basis, diagonal)

    @cached_property
    def eigenvalues(self) -> np.ndarray:
        """Of V, complex."""
        return np.linalg.eigvals(self.blocks)

    @cached_property
    def rate(self) -> float:
        """sigma, the largest real part of an eigenvalue."""
        return float(self.eigenvalues.real.max())

    @cached_property
    def leading(self) -> np.ndarray | None:
        """Which coordinates belong to the leading eigenvalue, if it is real, positive and larger in modulus than all others and V is
        a multiple of the identity there; else ``None``. Shape ``(d,)``, boolean.
        """
        if not self.diagonal or self.rate <= 0:
            return None
        leads = np.abs(self.eigenvalues - self.rate) <= 1e-9 * self.rate
        if not (np.abs(self.eigenvalues[~leads]) < self.rate * (1 - 1e-9)).all():
            return None
        chosen = np.abs(np.diag(self.blocks) - self.rate) <= 1e-9 * self.rate
        off = self.blocks - np.diag(np.diag(self.blocks))
        chosen &= np.abs(off).max(axis=1, initial=0.0) <= 1e-9 * self.rate
        return chosen if chosen.sum() == leads.sum() else None

    @cached_property
    def decay(self) -> np.ndarray | None:
        """The eigenvalues of V less sigma, in the order of the basis, if B is diagonal; else ``None``. Shape ``(d,)``."""
        eigenvalues = np.diag(self.blocks)
        return None if (self.blocks != np.diag(eigenvalues)).any() else eigenvalues - self.rate

    def growth(self, time: float) -> np.ndarray:
        """``e^{t(B - sigma)}``: no entry grows where eigenvectors span."""
        if self.decay is not None:
            return np.diag(np.exp(time * self.decay))
        shifted = self.blocks - self.rate * np.eye(len(self.blocks))
        off = shifted - np.diag(np.diag(shifted))
        if not self.diagonal:
            import scipy.linalg

            return np.asarray(scipy.linalg.expm(time * shifted))
        made = np.diag(np.exp(time * np.diag(shifted)))
        for i in np.flatnonzero(np.diag(off, 1)):
            turn = time * off[i, i + 1]
            size = made[i, i]
            made[i : i + 2, i : i + 2] = size * np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
        return made

    def gaps(self, tokens: np.ndarray, time: float) -> np.ndarray:
        """``e^{-2 t sigma}`` times how far each score is below its row's largest, shape ``(..., n, n)``.

        Args:
            tokens: in the coordinates of the basis, shape ``(..., n, d)``.
            time: t.
        """
        if self.decay is not None:
            factors = np.exp(time * self.decay)
            moved = tokens * factors
            queries = moved @ self.scores
            pulled = queries * factors
        else:
            growth = self.growth(time)
            moved = tokens @ growth.T
            queries = moved @ self.scores
            pulled = queries @ growth
        best = (queries @ moved.swapaxes(-1, -2)).argmax(axis=-1)
        tops = np.take_along_axis(tokens, best[..., None], axis=-2)
        # Coordinates come first in memory: long rows of tokens are much faster than rows of few coordinates.
        highest, each, pull = (np.ascontiguousarray(rows.swapaxes(-1, -2)) for rows in (tops, tokens, pulled))
        away = highest[..., :, None] - each[..., None, :]
        away *= pull[..., :, None]
        return np.asarray(away.sum(axis=-3))

    def attention(self, tokens: np.ndarray, time: float) -> np.ndarray:
        """P, shape ``(..., n, n)``, for tokens in the coordinates of the basis."""
        # The gap of the largest score is 0; one that is rounded below that could overflow.
        exponents = np.minimum(-self.scale(time) * self.gaps(tokens, time), 1e300)
        weights = np.exp(exponents - exponents.max(axis=-1, keepdims=True))
        return np.asarray(weights / weights.sum(axis=-1, keepdims=True))

    def scale(self, time: float) -> float:
        """``e^{2 t sigma}``.

        Raises:
            InvalidInput: where it is too large for a float.
        """
        if 2 * time * self.rate > MOST:
            raise InvalidInput(
                f"time {time:g} times the growth {self.rate:g} is too large; expected at most {MOST / 2:g}"
            )
        return float(np.exp(2 * time * self.rate))

    def field(self, tokens: np.ndarray, time: float) -> np.ndarray:
        """``sum_j P_ij B (y_j - y_i)`` for tokens in the coordinates of the basis."""
        return np.asarray((self.attention(tokens, time) @ tokens - tokens) @ self.blocks.T)


def _real_modes(value: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A real basis of eigenvectors (real and imaginary parts for a complex pair), and V in it, largest real part first."""
    d = len(value)
    if np.array_equal(value, value.T):
        spectrum, vectors = np.linalg.eigh(value)
        return vectors[:, ::-1], np.diag(spectrum[::-1])
    spectrum, vectors = np.linalg.eig(value)
    order = sorted(range(d), key=lambda k: (-spectrum[k].real, abs(spectrum[k].imag), -spectrum[k].imag))
    columns: list[Any] = []
    blocks = np.zeros((d, d))
    for k in order:
        at, root = len(columns), spectrum[k]
        if root.imag < 0:
            continue
        if root.imag == 0:
            columns.append(vectors[:, k].real)
            blocks[at, at] = root.real
        else:
            columns += [vectors[:, k].real, vectors[:, k].imag]
            blocks[at : at + 2, at : at + 2] = [[root.real, root.imag], [-root.imag, root.real]]
    return np.stack(columns, axis=1), blocks
