"""The change of an output matrix that a row makes: what it reads of tokens, and how large it must be.

Source: section 2.3 of arXiv 2605.25619; see :mod:`verify.weights.steering`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from verify.errors import InvalidInput
from verify.weights.attention import attention_output

if TYPE_CHECKING:
    import torch

    from verify.weights.model import AttentionBlock

RANK_TOLERANCE = 1e-7
"""Singular values of the stacked value matrices below this share of the largest count as zero: float32 holds no more."""


@dataclass(frozen=True, eq=False)
class Row:
    """``r^T = w^T W_Vall^+`` and what it achieves.

    Attributes:
        row: r, shape ``(heads d_head,)``.
        wanted: w, shape ``(d,)``.
        achieved: ``P w = W_Vall^T r``, shape ``(d,)``.
        rank: of the stacked value matrices.
        condition: their largest over their smallest singular value that counts.
    """

    row: np.ndarray
    wanted: np.ndarray
    achieved: np.ndarray
    rank: int
    condition: float

    @property
    def residual(self) -> float:
        """``|w - P w| / |w|``: 0 where every w can be had."""
        return float(np.linalg.norm(self.wanted - self.achieved) / np.linalg.norm(self.wanted))


def output_row(block: AttentionBlock, w: np.ndarray) -> Row:
    """The row of smallest norm whose product with the stacked value matrices is nearest to w.

    Raises:
        InvalidInput: if w has another dimension, is 0 or not finite, or is orthogonal to the row space.
    """
    stacked = block.factors()[1].double().cpu().numpy()
    if w.shape != (stacked.shape[1],) or not np.isfinite(w).all() or not w.any():
        raise InvalidInput(f"w has shape {w.shape}; expected ({stacked.shape[1]},), finite and not 0")
    left, singular, right = np.linalg.svd(stacked, full_matrices=False)
    kept = singular > RANK_TOLERANCE * singular[0]
    rank = int(kept.sum())
    inside = right[:rank] @ w
    if not np.linalg.norm(inside) > RANK_TOLERANCE * np.linalg.norm(w):
        raise InvalidInput(
            "w is orthogonal to the row space of the value matrices; no output matrix achieves any of it"
        )
    row = left[:, :rank] @ (inside / singular[:rank])
    return Row(row, w, right[:rank].T @ inside, rank, float(singular[0] / singular[rank - 1]))


def changed_block(block: AttentionBlock, u: np.ndarray, row: np.ndarray, kappa: float) -> AttentionBlock:
    """The block with ``W_O + kappa u r^T``, in the type of the block; nothing else changes."""
    import torch

    heads, d, d_head = block.output.shape
    # Column (h, k) of the stacked output matrix belongs to head h.
    change = torch.from_numpy(kappa * np.outer(u, row)).reshape(d, heads, d_head).transpose(0, 1)
    return replace(block, output=(block.output.double() + change.to(block.output.device)).to(block.output.dtype))


def coefficients(block: AttentionBlock, row: np.ndarray, X: torch.Tensor, *, biases: bool) -> torch.Tensor:
    """``sigma_i`` for every token, shape ``(..., n)``: what ``kappa u`` is multiplied by in the attention output."""
    import torch

    reading = torch.from_numpy(row).reshape(block.heads, 1, -1).to(X)
    return attention_output(replace(block, output=reading, output_bias=None), X, biases=biases).squeeze(-1)


def mixed_values(block: AttentionBlock, X: torch.Tensor, *, biases: bool) -> torch.Tensor:
    """``v_i``, what all heads read at token i, stacked: shape ``(..., n, heads d_head)``; the output matrix is applied to it."""
    import torch

    heads, _, d_head = block.output.shape
    stacked = torch.eye(heads * d_head, dtype=X.dtype, device=X.device).reshape(-1, heads, d_head).transpose(0, 1)
    return attention_output(replace(block, output=stacked, output_bias=None), X, biases=biases)


def row_of_values(block: AttentionBlock, X: torch.Tensor, *, biases: bool) -> Row:
    """The row along the mean of ``v_i``, so that most ``sigma_i`` are positive where tokens have something in common.

    It needs no inverse: w is what it reads, ``W_Vall^T r``, of norm 1.

    Raises:
        InvalidInput: if that is 0.
    """
    row = mixed_values(block, X, biases=biases).flatten(0, -2).mean(0).cpu().numpy()
    stacked = block.factors()[1].double().cpu().numpy()
    read = stacked.T @ row
    length = float(np.linalg.norm(read))
    if not length > 0:
        raise InvalidInput("the mean of the tokens' values reads nothing; expected another choice of w")
    singular = np.linalg.svd(stacked, compute_uv=False)
    rank = int((singular > RANK_TOLERANCE * singular[0]).sum())
    return Row(row / length, read / length, read / length, rank, float(singular[0] / singular[rank - 1]))


def needed_kappa(pulled: torch.Tensor, sigma: torch.Tensor, u: torch.Tensor, *, cosine: float, share: float) -> float:
    """A kappa for which at least this share of the tokens has ``|cos(x+, u)| >= cosine``.

    ``|u . y + kappa sigma| >= cot |P_u y|`` is enough for a token, so ``kappa = (cot |P_u y| + |u . y|) / |sigma|`` is.

    Args:
        pulled: the tokens ``y`` before normalisation, without steering, shape ``(..., n, d)``.
        sigma: coefficients times alpha, shape ``(..., n)``.
        u: unit vector.
        cosine: below 1.
        share: of the tokens, at most 1.
    """
    along = pulled @ u
    across = (pulled - along[..., None] * u).norm(dim=-1)
    cot = cosine / math.sqrt(1 - cosine**2)
    needed = ((cot * across + along.abs()) / sigma.abs()).flatten().sort().values
    return float(needed[min(len(needed) - 1, math.ceil(share * len(needed)) - 1)])
