"""Many states of one system at once: tangent frames, the field in their coordinates, and its Jacobian, by formula."""

from __future__ import annotations

from typing import Any

import numpy as np

from verify.arithmetic.numeric import FLOAT64
from verify.systems import Attention, MultiHead, Oja, System
from verify.systems.attention import attention_weights

Array = np.ndarray


def frames(states: Array) -> Array:
    """Orthonormal tangent bases: the last d - 1 columns of the Householder matrix of each token, shape ``(..., n, d, d - 1)``."""
    d = states.shape[-1]
    mirror = states.copy()
    mirror[..., 0] += np.where(mirror[..., 0] >= 0, 1.0, -1.0)
    scale = 2 / (mirror * mirror).sum(axis=-1)[..., None, None]
    return np.eye(d)[:, 1:] - scale * mirror[..., :, None] * mirror[..., None, 1:]


def scores_norm(system: System) -> float:
    """The 2-norm of the score matrix, the largest of several; 0 for the Oja system."""
    if isinstance(system, Oja):
        return 0.0
    keys = system.query_keys if isinstance(system, MultiHead) else [getattr(system, "query_key", None)]
    return max(1.0 if key is None else float(np.linalg.norm(np.asarray(key, float), 2)) for key in keys)


def field_scale(system: System) -> float:
    """The 2-norm of V, or the sum of those of the heads: no token moves faster."""
    values = system.values if isinstance(system, MultiHead) else [system.value]  # type: ignore[attr-defined]
    return float(sum(np.linalg.norm(np.asarray(value, float), 2) for value in values))


def influence_jacobian(system: System, states: Array) -> Array:
    """``B[s, i, j] = d s_i / d x_j`` at every state, shape ``(S, n, n, d, d)``: Lemma 10 of the power-method paper, vectorised.

    Args:
        system: Oja, Attention or MultiHead with float64 matrices.
        states: shape ``(S, n, d)``.
    """
    _, n, d = states.shape
    if isinstance(system, Oja):
        return np.broadcast_to(np.asarray(system.value, float) / n, (len(states), n, n, d, d)).copy()
    if isinstance(system, Attention):
        return _head(states, np.asarray(system.value, float), system.query_key, system.causal)
    if isinstance(system, MultiHead):
        heads = zip(system.values, system.query_keys, strict=True)
        total = np.zeros((len(states), n, n, d, d))
        for value, key in heads:
            total += _head(states, np.asarray(value, float), key, system.causal)
        return total
    raise TypeError(f"no batched Jacobian of a {type(system).__name__}")


def _head(states: Array, value: Array, query_key: Any, causal: bool) -> Array:
    weights = attention_weights(FLOAT64, states, query_key, None, causal)
    key = np.eye(states.shape[-1]) if query_key is None else np.asarray(query_key, float)
    offsets = states[:, None, :, :] - (weights @ states)[:, :, None, :]
    weighted = weights[..., None] * offsets
    covariance = np.einsum("sija,sijb->siab", weighted, offsets)
    blocks = np.einsum("sija,sib->sijab", weighted @ value.T, states @ key)
    blocks += weights[..., None, None] * value
    own = np.arange(states.shape[1])
    blocks[:, own, own] += value @ covariance @ key.T
    return blocks


def velocity(system: System, states: Array, bases: Array) -> Array:
    """The field in the coordinates of the frames, shape ``(S, n (d - 1))``."""
    return np.einsum("snak,sna->snk", bases, system.influence(states)).reshape(len(states), -1)


def field_jacobian(system: System, states: Array, bases: Array) -> Array:
    """That of the field on the tangent spaces, ``B_i^T (d s_i/d x_j - delta_ij kappa_i) B_j``, shape ``(S, N, N)``, ``N = n (d - 1)``.

    Away from equilibria it is the derivative of the field in the coordinates ``u_i = B_i^T x_i`` at u = 0.
    """
    count, n, d = states.shape
    blocks = influence_jacobian(system, states)
    tangent = np.einsum("siak,sijab,sjbl->sikjl", bases, blocks, bases, optimize=True)
    pulls = (states * system.influence(states)).sum(axis=-1)
    own, axis = np.arange(n)[:, None], np.arange(d - 1)[None, :]
    tangent[:, own, axis, own, axis] -= pulls[:, :, None]
    return tangent.reshape(count, n * (d - 1), n * (d - 1))


def step_jacobian(system: System, states: Array, after: Array) -> Array:
    """That of one step from each state to ``after = step(states)``, in the coordinates of the frames at both, shape ``(S, N, N)``."""
    count, n, d = states.shape
    alpha = float(system.step_size)
    blocks = alpha * influence_jacobian(system, states)
    own = np.arange(n)
    blocks[:, own, own] += np.eye(d)
    lengths = np.linalg.norm(states + alpha * system.influence(states), axis=-1)
    left = frames(after) / lengths[:, :, None, None]
    tangent = np.einsum("siak,sijab,sjbl->sikjl", left, blocks, frames(states), optimize=True)
    return tangent.reshape(count, n * (d - 1), n * (d - 1))


def pulls(system: System, states: Array) -> Array:
    """``kappa_i = x_i . s_i``, shape ``(S, n)``."""
    return (states * system.influence(states)).sum(axis=-1)


def moved(states: Array, bases: Array, change: Array) -> Array:
    """The states moved by tangent coordinates (along great circles to first order, back on the spheres)."""
    count, n, d = states.shape
    out = states + np.einsum("snak,snk->sna", bases, change.reshape(count, n, d - 1))
    return out / np.linalg.norm(out, axis=-1, keepdims=True)
