"""One step of attention as others write it: what ``benchmarks steps`` measures ours against.

``moved`` = ``(x_i + alpha s_i) / |x_i + alpha s_i|`` for one state of shape ``(n, d)``, or a batch where that is said. All but
SDPA make the whole matrix of scores.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch

Step = Callable[[Any], Any]


def plain_numpy(value: np.ndarray, key: np.ndarray, alpha: float, causal: bool = False) -> Step:
    """The formula in vectorised NumPy, in the dtype of the tokens."""

    def step(x: np.ndarray) -> np.ndarray:
        v, a = value.astype(x.dtype), key.astype(x.dtype)
        scores = x @ a @ x.swapaxes(-1, -2)
        if causal:
            scores = np.where(np.tri(x.shape[-2], dtype=bool), scores, x.dtype.type(-np.inf))
        weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
        weights /= weights.sum(axis=-1, keepdims=True)
        y = x + x.dtype.type(alpha) * (weights @ x @ v.T)
        return np.asarray(y / np.linalg.norm(y, axis=-1, keepdims=True))

    return step


def materialised_torch(value: np.ndarray, key: np.ndarray, alpha: float, causal: bool = False) -> Step:
    """``torch.softmax`` of a matrix of scores."""

    def step(x: torch.Tensor) -> torch.Tensor:
        v, a = (torch.from_numpy(m).to(x) for m in (value, key))
        scores = x @ a @ x.transpose(-1, -2)
        if causal:
            hidden = torch.ones(scores.shape[-2:], dtype=torch.bool, device=x.device).triu(1)
            scores = scores.masked_fill(hidden, -torch.inf)
        y = x + alpha * (torch.softmax(scores, dim=-1) @ x @ v.T)
        return y / y.norm(dim=-1, keepdim=True)

    return step


def sdpa(value: np.ndarray, key: np.ndarray, alpha: float, causal: bool = False) -> Step:
    """``scaled_dot_product_attention`` as it comes, with the kernel that torch chooses."""

    def step(x: torch.Tensor) -> torch.Tensor:
        v, a = (torch.from_numpy(m).to(x) for m in (value, key))
        queries, keys = (z.reshape(-1, 1, *z.shape[-2:]) for z in (x @ a, x))
        seen = torch.nn.functional.scaled_dot_product_attention(queries, keys, keys, is_causal=causal, scale=1.0)
        y = x + alpha * (seen.reshape(x.shape) @ v.T)
        return y / y.norm(dim=-1, keepdim=True)

    return step


def research(value: np.ndarray, key: np.ndarray, alpha: float, causal: bool = False) -> Step:
    """As research codes of the field write it: queries, keys and values of their own, einsum, softmax, all in torch."""
    del causal

    def step(x: torch.Tensor) -> torch.Tensor:
        z = x.reshape(-1, *x.shape[-2:])
        v, a = (torch.from_numpy(m).to(x) for m in (value, key))
        queries = torch.einsum("de,bnd->bne", a, z)
        scores = torch.einsum("bie,bje->bij", queries, z)
        weights = torch.nn.functional.softmax(scores, dim=-1)
        drift = torch.einsum("bij,bje->bie", weights, torch.einsum("de,bne->bnd", v, z))
        moved = z + alpha * drift
        return torch.nn.functional.normalize(moved, dim=-1).reshape(x.shape)

    return step


def exact_rows(
    value: np.ndarray, key: np.ndarray, alpha: float, x: np.ndarray, rows: slice, causal: bool
) -> np.ndarray:
    """The same formula in float64 for some rows of one state."""
    wide = x.astype(np.float64)
    scores = wide[rows] @ key @ wide.T
    if causal:
        scores[np.arange(len(wide))[None, :] > np.arange(len(wide))[rows, None]] = -np.inf
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    y = wide[rows] + alpha * (weights / weights.sum(axis=1, keepdims=True) @ wide @ value.T)
    return np.asarray(y / np.linalg.norm(y, axis=1, keepdims=True))
