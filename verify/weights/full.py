"""The full forward pass: embedding, attention and feed-forward network with biases, affine norms, skip connections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verify.errors import InvalidInput
from verify.weights.attention import attention_output

if TYPE_CHECKING:
    import torch

    from verify.weights.model import Activation, FeedForward, Layer, Norm, Transformer


def normalise(norm: Norm, X: torch.Tensor) -> torch.Tensor:
    """Layer norm, or RMS norm, of every token; shape ``(..., d)``, in the arithmetic of X."""
    if norm.centred:
        X = X - X.mean(-1, keepdim=True)
    Y = norm.weight.to(X) * (X * (X.square().mean(-1, keepdim=True) + norm.eps).rsqrt())
    return Y if norm.bias is None else Y + norm.bias.to(X)


def activate(activation: Activation, X: torch.Tensor) -> torch.Tensor:
    """The activation of each entry; ``gelu_new`` is the tanh approximation of GELU."""
    from torch.nn import functional

    match activation:
        case "gelu":
            return functional.gelu(X)
        case "gelu_new":
            return functional.gelu(X, approximate="tanh")
        case "silu":
            return functional.silu(X)
        case "relu":
            return functional.relu(X)


def feed_forward(network: FeedForward, X: torch.Tensor) -> torch.Tensor:
    """The feed-forward network of every token; shape ``(..., d)``, in the arithmetic of X."""
    from torch.nn.functional import linear

    def of(bias: torch.Tensor | None) -> torch.Tensor | None:
        return None if bias is None else bias.to(X)

    up = linear(X, network.up.to(X), of(network.up_bias))
    if network.gate is None:
        inner = activate(network.activation, up)
    else:
        inner = activate(network.activation, linear(X, network.gate.to(X), of(network.gate_bias))) * up
    return linear(inner, network.down.to(X), of(network.down_bias))


def layer_output(layer: Layer, X: torch.Tensor, *, post_norm: bool) -> torch.Tensor:
    """One full layer, see :class:`verify.weights.model.Layer`; shape ``(..., n, d)``, in the arithmetic of X."""
    if post_norm:
        X = normalise(layer.norm_attention, X + attention_output(layer.attention, X))
        return normalise(layer.norm_feed_forward, X + feed_forward(layer.feed_forward, X))
    X = X + attention_output(layer.attention, normalise(layer.norm_attention, X))
    return X + feed_forward(layer.feed_forward, normalise(layer.norm_feed_forward, X))


def embed(model: Transformer, tokens: torch.Tensor, *, dtype: torch.dtype | None = None) -> torch.Tensor:
    """The state before the first layer.

    Args:
        model: with an embedding.
        tokens: token numbers, shape ``(..., n)``; the token at index p stands at position p and is of type 0.
        dtype: float32 unless another is given.

    Returns:
        Shape ``(..., n, d)``.

    Raises:
        InvalidInput: without an embedding, for numbers outside the vocabulary or more tokens than positions.
    """
    import torch
    from torch.nn.functional import linear

    E, tokens = model.embedding, torch.as_tensor(tokens)
    if E is None:
        raise InvalidInput(f"{model.name} has no embedding; expected token states instead of token numbers")
    if tokens.is_floating_point() or tokens.ndim < 1:
        raise InvalidInput(
            f"tokens are of type {tokens.dtype}, shape {tuple(tokens.shape)}; expected integers (..., n)"
        )
    vocabulary, n = E.words.shape[0], tokens.shape[-1]
    if tokens.numel() and not 0 <= int(tokens.min()) <= int(tokens.max()) < vocabulary:
        raise InvalidInput(f"{model.name} has no token outside 0 to {vocabulary - 1}; expected token numbers within")
    if E.positions is not None and n > E.positions.shape[0]:
        raise InvalidInput(f"{model.name} has {E.positions.shape[0]} positions; expected no more tokens than that")
    X = E.words[tokens].to(dtype or torch.float32)
    if E.positions is not None:
        X = X + E.positions[:n].to(X)
    if E.types is not None:
        X = X + E.types.to(X)
    if E.norm is not None:
        X = normalise(E.norm, X)
    if E.projection is None:
        return X
    return linear(X, E.projection.to(X), None if E.projection_bias is None else E.projection_bias.to(X))


def hidden_states(model: Transformer, X: torch.Tensor) -> Iterator[torch.Tensor]:
    """X, then the state after each layer, each of shape ``(..., n, d)``, in the arithmetic of X.

    The state after the last layer is given before the final norm; see :func:`forward` for the model's output.
    """
    yield X
    for layer in model.layers:
        X = layer_output(layer, X, post_norm=model.post_norm)
        yield X


def forward(model: Transformer, tokens: torch.Tensor, *, dtype: torch.dtype | None = None) -> torch.Tensor:
    """The model's output without a head: token numbers ``(..., n)`` to states ``(..., n, d)``; see :func:`embed`."""
    X = embed(model, tokens, dtype=dtype)
    for layer in model.layers:
        X = layer_output(layer, X, post_norm=model.post_norm)
    return X if model.final_norm is None else normalise(model.final_norm, X)
