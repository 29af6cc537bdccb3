"""Small transformers made by hand for the tests: given matrices, or random ones."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from verify.weights.model import AttentionBlock, Embedding, FeedForward, Layer, Norm, Transformer


def block(
    values: Sequence[np.ndarray],
    scores: Sequence[np.ndarray] | None = None,
    *,
    causal: bool = False,
    scale: float = 1.0,
    bias: float | None = None,
) -> AttentionBlock:
    """One head for each matrix ``H_h`` of ``values``, of width d: W_V = H_h, W_O = I, W_Q = A_h^T, W_K = I."""
    d = len(values[0])
    eye = torch.eye(d, dtype=torch.float64).expand(len(values), d, d).clone()
    scores = [np.zeros((d, d))] * len(values) if scores is None else scores
    generator = np.random.default_rng(7)

    def biased(*shape: int) -> torch.Tensor | None:
        return None if bias is None else torch.from_numpy(bias * generator.standard_normal(shape))

    return AttentionBlock(
        query=torch.from_numpy(np.stack([score.T for score in scores])),
        key=eye,
        value=torch.from_numpy(np.stack(values)),
        output=eye,
        query_bias=biased(len(values), d),
        key_bias=biased(len(values), d),
        value_bias=biased(len(values), d),
        output_bias=biased(d),
        scale=scale,
        causal=causal,
    )


def layer(attention: AttentionBlock, seed: int = 0) -> Layer:
    """With a small random feed-forward network and affine norms."""
    d = attention.query.shape[2]
    rng = np.random.default_rng(seed)

    def drawn(*shape: int) -> torch.Tensor:
        return torch.from_numpy(rng.standard_normal(shape) / np.sqrt(d))

    norm = Norm(1 + drawn(d), drawn(d), 1e-12)
    return Layer(attention, norm, FeedForward(drawn(2 * d, d), drawn(2 * d), drawn(d, 2 * d), drawn(d), "gelu"), norm)


def shared(attention: AttentionBlock, depth: int, name: str = "made") -> Transformer:
    """The same layer again and again."""
    d = attention.query.shape[2]
    return Transformer(name, "albert", d, [layer(attention)] * depth, True, True, words(d), None, attention.heads)


def layered(blocks: Sequence[AttentionBlock], name: str = "made", *, post_norm: bool = True) -> Transformer:
    """One layer for each block."""
    d = blocks[0].query.shape[2]
    layers = [layer(attention, seed) for seed, attention in enumerate(blocks)]
    return Transformer(name, "bert", d, layers, False, post_norm, words(d), None, blocks[0].heads)


def words(d: int) -> Embedding:
    """An embedding of 30 words."""
    return Embedding(torch.from_numpy(np.random.default_rng(3).standard_normal((30, d))))


def random_blocks(d: int, depth: int, *, heads: int = 2, seed: int = 0, causal: bool = False) -> list[AttentionBlock]:
    """Entries N(0, 1/(d heads))."""
    rng = np.random.default_rng(seed)
    size = 1 / np.sqrt(d * heads)
    return [
        block(
            [size * rng.standard_normal((d, d)) for _ in range(heads)],
            [size * rng.standard_normal((d, d)) for _ in range(heads)],
            causal=causal,
        )
        for _ in range(depth)
    ]


def with_spectrum(eigenvalues: Sequence[float], seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """A symmetric matrix with these eigenvalues, and its eigenvectors in columns."""
    d = len(eigenvalues)
    vectors = np.linalg.qr(np.random.default_rng(seed).standard_normal((d, d)))[0]
    return vectors * np.array(eigenvalues) @ vectors.T, vectors
