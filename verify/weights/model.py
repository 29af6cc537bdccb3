"""A transformer as data: per-head weights, biases, masks and norms, in one convention for every family.

Tokens are columns: a matrix acts as ``W x``, so that the layer matrix is ``H = sum_h W_O^h W_V^h``. The source is
appendix A of arXiv 2605.25619.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import torch

Activation = Literal["gelu", "gelu_new", "silu", "relu"]


@dataclass(frozen=True, eq=False)
class Norm:
    """``weight * (x - mean) / sqrt(var + eps) + bias``, or without the mean where ``centred`` is false (RMS norm).

    Attributes:
        weight: shape ``(d,)``.
        bias: shape ``(d,)``, or None.
        eps: what is added to the variance (or to the mean square).
        centred: layer norm; else RMS norm.
    """

    weight: torch.Tensor
    bias: torch.Tensor | None
    eps: float
    centred: bool = True


@dataclass(frozen=True)
class Rotary:
    """Rotary position embedding: query and key of the token at position p are rotated by ``p * theta^(-2 k / d_head)``.

    Pair k is made of the coordinates k and ``k + d_head / 2`` of a head, as in the library's Llama. The score matrix of a
    head then depends on the offset i - j. For longer texts angles are divided by a factor: all of them, or only those of
    slow pairs, as in Llama 3.

    Attributes:
        theta: the base.
        factor: what angles are divided by.
        band: ``(low, high, length)``: a pair that turns fewer than ``low`` times over ``length`` tokens is slowed by the
            whole factor, one that turns more than ``high`` times not at all; between, linear in the number of turns. None
            slows all pairs alike.
    """

    theta: float
    factor: float = 1.0
    band: tuple[float, float, float] | None = None


@dataclass(frozen=True, eq=False)
class AttentionBlock:
    """The attention block of a layer; key and value heads are repeated, so that every head has its own.

    Attributes:
        query, key, value: shape ``(heads, d_head, d)``.
        output: shape ``(heads, d, d_head)``.
        query_bias, key_bias, value_bias: shape ``(heads, d_head)``, or None.
        output_bias: shape ``(d,)``, or None.
        scale: what scores ``q . k`` are multiplied by: ``1 / sqrt(d_head)``, and 1 for GPT-Neo.
        causal: token i attends to j <= i only.
        window: it attends to ``i - window < j`` only (local attention), or None.
        rotary: rotary position embedding, or None.
    """

    query: torch.Tensor
    key: torch.Tensor
    value: torch.Tensor
    output: torch.Tensor
    query_bias: torch.Tensor | None
    key_bias: torch.Tensor | None
    value_bias: torch.Tensor | None
    output_bias: torch.Tensor | None
    scale: float
    causal: bool
    window: int | None = None
    rotary: Rotary | None = None

    @property
    def heads(self) -> int:
        """The number of (query) heads."""
        return self.query.shape[0]

    def factors(self) -> tuple[torch.Tensor, torch.Tensor]:
        """``(left, right)`` of shapes ``(d, heads d_head)`` and ``(heads d_head, d)``: the layer matrix is their product."""
        left = self.output.transpose(0, 1).reshape(self.output.shape[1], -1)
        return left, self.value.reshape(-1, self.value.shape[2])

    def layer_matrix(self) -> torch.Tensor:
        """``H = sum_h W_O^h W_V^h`` in float64, shape ``(d, d)``."""
        left, right = self.factors()
        return left.double() @ right.double()


@dataclass(frozen=True, eq=False)
class FeedForward:
    """``down(activation(up x + bias)) + bias``, or ``down(activation(gate x) * up x)``, with biases, where there is a gate.

    Attributes:
        up, gate: shape ``(width, d)``; gate is None where there is none.
        down: shape ``(d, width)``.
        up_bias: shape ``(width,)``, or None.
        down_bias: shape ``(d,)``, or None.
        gate_bias: shape ``(width,)``, or None.
        activation: gelu is the exact one, gelu_new the tanh approximation.
    """

    up: torch.Tensor
    up_bias: torch.Tensor | None
    down: torch.Tensor
    down_bias: torch.Tensor | None
    activation: Activation
    gate: torch.Tensor | None = None
    gate_bias: torch.Tensor | None = None


@dataclass(frozen=True, eq=False)
class Layer:
    """One layer. Post-norm: ``x = N_a(x + attention(x)); x = N_f(x + ffn(x))``.

    Pre-norm: ``x = x + attention(N_a(x)); x = x + ffn(N_f(x))``.
    """

    attention: AttentionBlock
    norm_attention: Norm
    feed_forward: FeedForward
    norm_feed_forward: Norm


@dataclass(frozen=True, eq=False)
class Embedding:
    """What makes the first state from token numbers.

    Attributes:
        words: shape ``(vocabulary, e)``.
        positions: shape ``(positions, e)``, or None (rotary).
        types: the vector of token type 0, shape ``(e,)``, or None.
        norm: applied to the sum, or None.
        projection: shape ``(d, e)``, from e to d (ALBERT), or None; its bias stands beside it.
        projection_bias: shape ``(d,)``, or None.
    """

    words: torch.Tensor
    positions: torch.Tensor | None = None
    types: torch.Tensor | None = None
    norm: Norm | None = None
    projection: torch.Tensor | None = None
    projection_bias: torch.Tensor | None = None


@dataclass(frozen=True, eq=False)
class Transformer:
    """A transformer without its head.

    Attributes:
        name: as the user wrote it: a folder, a hub id or a ``wheel:`` name.
        family: albert, bert, gpt2, gpt_neo or llama.
        dimension: d, of a token.
        layers: in their order; one object repeated where weights are shared (a lazy sequence is allowed).
        shared: all layers have the same weights.
        post_norm: see :class:`Layer`.
        embedding: or None where the checkpoint has none.
        final_norm: after the last layer (pre-norm models), or None.
        key_value_heads: before they were repeated.
    """

    name: str
    family: str
    dimension: int
    layers: Sequence[Layer]
    shared: bool
    post_norm: bool
    embedding: Embedding | None
    final_norm: Norm | None
    key_value_heads: int

    @property
    def depth(self) -> int:
        """The number of layers."""
        return len(self.layers)
