"""The attention block of a layer on batches of token states: scores, weights, output and the heads' score matrices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.errors import InvalidInput

if TYPE_CHECKING:
    import torch

    from verify.weights.model import AttentionBlock, Rotary


def attention_output(block: AttentionBlock, X: torch.Tensor, *, biases: bool = True) -> torch.Tensor:
    """``sum_h W_O^h sum_j P^h_ij W_V^h x_j``, computed in the arithmetic of X.

    Args:
        block: the weights; they are converted to the type and device of X.
        X: token states in rows, shape ``(..., n, d)``, float32 or float64; token i stands at position i.
        biases: with those of query, key, value and output; the reduced model has none.

    Returns:
        Shape ``(..., n, d)``. Memory is ``O(batch heads n^2)``.

    Raises:
        InvalidInput: if X is not floating or has another dimension than the block.
    """
    P = attention_weights(block, X, biases=biases)
    values = _heads(block.value, block.value_bias if biases else None, X)
    mixed = (P @ values).transpose(-3, -2).flatten(-2)
    left = block.output.to(X).permute(0, 2, 1).reshape(-1, block.output.shape[1])
    output = mixed @ left
    return output + block.output_bias.to(X) if biases and block.output_bias is not None else output


def attention_weights(block: AttentionBlock, X: torch.Tensor, *, biases: bool = True) -> torch.Tensor:
    """The softmax of the scores, shape ``(..., heads, n, n)``; rows are the attending tokens and sum to 1.

    Args and errors are those of :func:`attention_output`.
    """
    return attention_scores(block, X, biases=biases).softmax(-1)


def attention_scores(block: AttentionBlock, X: torch.Tensor, *, biases: bool = True) -> torch.Tensor:
    """``scale * q_i . k_j``, shape ``(..., heads, n, n)``, and ``-inf`` where token i does not attend to j.

    Args and errors are those of :func:`attention_output`.
    """
    import torch

    if X.dtype not in (torch.float32, torch.float64):
        raise InvalidInput(f"token states have type {X.dtype}; expected float32 or float64")
    if X.ndim < 2 or X.shape[-1] != block.query.shape[2]:
        raise InvalidInput(f"token states have shape {tuple(X.shape)}; expected (..., n, {block.query.shape[2]})")
    query = _heads(block.query, block.query_bias if biases else None, X)
    key = _heads(block.key, block.key_bias if biases else None, X)
    if block.rotary is not None:
        positions = torch.arange(X.shape[-2], device=X.device)
        query, key = (rotate(block.rotary, states, positions) for states in (query, key))
    scores = block.scale * (query @ key.transpose(-1, -2))
    mask = attention_mask(block, X.shape[-2])
    return scores if mask is None else scores.masked_fill(~mask.to(X.device), -torch.inf)


def attention_mask(block: AttentionBlock, tokens: int) -> torch.Tensor | None:
    """Which token j (column) token i (row) attends to: booleans of shape ``(n, n)``, or None where it is all of them."""
    import torch

    if not block.causal and block.window is None:
        return None
    i, j = torch.arange(tokens)[:, None], torch.arange(tokens)[None, :]
    mask = j <= i if block.causal else torch.ones(tokens, tokens, dtype=torch.bool)
    return mask if block.window is None else mask & (j > i - block.window)


def score_matrix(block: AttentionBlock, head: int, *, offset: int = 0) -> torch.Tensor:
    """``A_h`` with ``x_i^T A_h x_j`` the score of token i for token j, without biases; float64, shape ``(d, d)``.

    It is ``scale * W_Q^T W_K``; with rotary position embedding ``scale * W_Q^T R(-offset) W_K``.

    Args:
        block: the weights.
        head: from 0.
        offset: ``i - j``; without rotary position embedding the matrix does not depend on it.
    """
    import torch

    query, key = block.query[head].double(), block.key[head].double()
    if block.rotary is not None:
        key = rotate(block.rotary, key.T, torch.tensor(-offset, device=key.device)).T
    return block.scale * (query.T @ key)


def score_matrices(block: AttentionBlock, *, offset: int = 0) -> torch.Tensor:
    """The score matrices of all heads, float64, shape ``(heads, d, d)``; see :func:`score_matrix`."""
    import torch

    return torch.stack([score_matrix(block, head, offset=offset) for head in range(block.heads)])


def mean_score_matrix(block: AttentionBlock, *, offset: int = 0) -> torch.Tensor:
    """Mean of the score matrices over the heads, float64, shape ``(d, d)``, with the memory of one of them."""
    total = score_matrix(block, 0, offset=offset)
    for head in range(1, block.heads):
        total += score_matrix(block, head, offset=offset)
    return total / block.heads


def frequencies(rotary: Rotary, half: int) -> torch.Tensor:
    """The angle by which each of ``half = d_head / 2`` pairs turns from one position to the next, in float64."""
    import torch

    # In float32 angles would lose digits that grow with the position.
    plain = rotary.theta ** -(torch.arange(half, dtype=torch.float64) / half)
    if rotary.band is None:
        return plain / rotary.factor
    low, high, length = rotary.band
    kept = ((length * plain / (2 * torch.pi) - low) / (high - low)).clamp(0, 1)
    return plain * (kept + (1 - kept) / rotary.factor)


def rotate(rotary: Rotary, states: torch.Tensor, positions: torch.Tensor) -> torch.Tensor:
    """Turn pair k of the last axis, the coordinates k and ``k + d_head / 2``, by the position times its frequency.

    Args:
        rotary: gives the frequencies.
        states: shape ``(..., n, d_head)``.
        positions: integers, shape ``(n,)``, or one for all.
    """
    import torch

    half = states.shape[-1] // 2
    angles = positions.to(torch.float64)[..., None] * frequencies(rotary, half).to(states.device)
    cosine, sine = angles.cos().to(states.dtype), angles.sin().to(states.dtype)
    first, second = states[..., :half], states[..., half:]
    return torch.cat([first * cosine - second * sine, second * cosine + first * sine], -1)


def _heads(weight: torch.Tensor, bias: torch.Tensor | None, X: torch.Tensor) -> torch.Tensor:
    """``W^h x_i (+ b^h)`` for every head and token: shape ``(..., heads, n, d_head)``."""
    states = X @ weight.to(X).flatten(0, 1).T
    if bias is not None:
        states = states + bias.to(X).flatten()
    return states.unflatten(-1, weight.shape[:2]).transpose(-3, -2)
