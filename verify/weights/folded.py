"""The norm before the attention of a pre-norm layer, folded into the weights of the block."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

    from verify.weights.model import AttentionBlock, Norm


def fold_norm(block: AttentionBlock, norm: Norm) -> AttentionBlock:
    """The block that does on plainly normalised states what ``block`` does after ``norm``.

    With z the states divided by their root mean square (of ``x - mean`` for layer norm, whose centring is folded too, so
    that z need not be centred), the attention of the result on z is that of ``block`` on ``norm(x)``. In the interpretability
    literature this is folding layer norm.

    Args:
        block: of a pre-norm layer.
        norm: ``norm_attention`` of that layer.
    """
    query, query_bias = _folded(block.query, block.query_bias, norm)
    key, key_bias = _folded(block.key, block.key_bias, norm)
    value, value_bias = _folded(block.value, block.value_bias, norm)
    return replace(
        block,
        query=query,
        key=key,
        value=value,
        query_bias=query_bias,
        key_bias=key_bias,
        value_bias=value_bias,
    )


def _folded(weight: torch.Tensor, bias: torch.Tensor | None, norm: Norm) -> tuple[torch.Tensor, torch.Tensor | None]:
    """``W diag(w) (I - 1 1^T / d)`` and ``W b`` added to the bias; shapes stay."""
    scaled = weight * norm.weight
    if norm.centred:
        scaled = scaled - scaled.mean(-1, keepdim=True)
    if norm.bias is None:
        return scaled, bias
    shift = weight @ norm.bias
    return scaled, shift if bias is None else bias + shift
