"""The layer matrix of an ALBERT, whose layers share one set of weights; biases are left out, as in the model."""

from __future__ import annotations

import json
import math
import pickle
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from verify.errors import InvalidInput

_PREFIX = "albert.encoder.albert_layer_groups.0.albert_layers.0.attention."


@dataclass(frozen=True, eq=False)
class AlbertLayer:
    """What the dynamics of one layer are made of.

    Attributes:
        value: the symmetric part of ``H = W_O W_V``, shape ``(d, d)``, each product entry correctly rounded.
        asymmetry: Frobenius norm of the skew part of H over that of H.
        query_key: mean over the heads of ``W_Q^T W_K / sqrt(d_head)``, shape ``(d, d)``.
        heads: their number.
        layers: how often the weights are used.
    """

    value: np.ndarray
    asymmetry: float
    query_key: np.ndarray
    heads: int
    layers: int


@dataclass(frozen=True, eq=False)
class Head:
    """One head of the shared layer, in float64; its value matrix is ``V_h = out @ into``, of rank ``d_head`` at most.

    Attributes:
        into: rows of ``W_V``, shape ``(d_head, d)``.
        out: columns of ``W_O``, shape ``(d, d_head)``.
        query: rows of ``W_Q``, shape ``(d_head, d)``.
        key: rows of ``W_K``, shape ``(d_head, d)``.
    """

    into: np.ndarray
    out: np.ndarray
    query: np.ndarray
    key: np.ndarray


def read_albert(folder: Path) -> AlbertLayer:
    """Read ``config.json`` and ``pytorch_model.bin`` (never unpickled: ``weights_only=True``).

    Raises:
        InvalidInput: if the files are missing, corrupt, or not of an ALBERT with one shared layer.
    """
    heads, layers, (query, key, value, output) = _read(folder)
    # PyTorch's Linear.weight is the column operator: y = W x.
    layer = exact_product(output, value)
    skew = np.linalg.norm(layer - layer.T) / 2
    # Stacked over the heads, W_Q^T W_K is the sum of the heads' score matrices.
    d_head = query.shape[0] // heads
    scores = exact_product(query.T, key) / (heads * math.sqrt(d_head))
    return AlbertLayer((layer + layer.T) / 2, float(skew / np.linalg.norm(layer)), scores, heads, layers)


def read_heads(folder: Path) -> tuple[Head, ...]:
    """The heads of the shared layer, one by one; errors as in :func:`read_albert`."""
    heads, _, (query, key, value, output) = _read(folder)
    size = query.shape[0] // heads
    parts = [slice(h * size, (h + 1) * size) for h in range(heads)]
    return tuple(Head(value[part], output[:, part], query[part], key[part]) for part in parts)


def _read(folder: Path) -> tuple[int, int, tuple[np.ndarray, ...]]:
    """Heads, layers, and ``W_Q, W_K, W_V, W_O`` in float64, each of which acts on columns."""
    import torch

    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        state = torch.load(folder / "pytorch_model.bin", map_location="cpu", weights_only=True)
        heads, layers = int(config["num_attention_heads"]), int(config["num_hidden_layers"])
        matrices = tuple(
            state[f"{_PREFIX}{name}.weight"].double().numpy() for name in ("query", "key", "value", "dense")
        )
    except (OSError, ValueError, KeyError, TypeError, RuntimeError, EOFError, pickle.UnpicklingError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise InvalidInput(f"{folder} cannot be read: {reason}; expected an ALBERT checkpoint") from error
    if config.get("model_type") != "albert" or config.get("num_hidden_groups", 1) != 1:
        raise InvalidInput(f"{folder} is a {config.get('model_type')} model; expected an ALBERT with one shared layer")
    return heads, layers, matrices


def exact_product(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """The matrix product, each entry rounded once, so that its bits do not depend on the machine.

    Args:
        left: float64, shape ``(a, b)``.
        right: float64, shape ``(b, c)``.
    """
    from flint import arb_mat, ctx

    with ctx.workprec(256):
        product: Any = arb_mat(left.tolist()) * arb_mat(right.tolist())
        return np.array([float(entry.mid()) for entry in product.entries()]).reshape(left.shape[0], right.shape[1])
