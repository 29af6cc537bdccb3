"""Llama: pre-norm with RMS norms, causal, rotary positions, grouped key and value heads, a gated feed-forward network."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from verify.errors import InvalidInput
from verify.weights.checkpoint import Checkpoint, Config, Tensors
from verify.weights.families.common import ACTIVATIONS, LazyLayers, per_head_columns, per_head_rows, tensors_below
from verify.weights.model import AttentionBlock, Embedding, FeedForward, Layer, Norm, Rotary, Transformer

if TYPE_CHECKING:
    import torch

FAMILY = "llama"


def build(name: str, checkpoint: Checkpoint) -> Transformer:
    """The body of a Llama checkpoint, with or without a head (which may be tied to the embedding)."""
    config = checkpoint.config
    tensors = tensors_below(checkpoint, ("model.", ""), "embed_tokens.weight")
    d, groups = config.integer("hidden_size"), key_value_heads(config)
    rotary = read_rotary(config)
    layers = LazyLayers(
        config.integer("num_hidden_layers"), lambda i: f"layers.{i}.", lambda at, _: _layer(config, at, rotary), tensors
    )
    embedding = Embedding(tensors.take("embed_tokens.weight", config.integer("vocab_size"), d))
    return Transformer(name, FAMILY, d, layers, False, False, embedding, _norm(config, tensors, "norm"), groups)


def key_value_heads(config: Config) -> int:
    """Their number, a divisor of that of the query heads."""
    heads = config.integer("num_attention_heads")
    groups = config.integer("num_key_value_heads", heads)
    if heads % groups:
        raise InvalidInput(f"{config.place} has {heads} heads and {groups} key and value heads; expected a divisor")
    return groups


def head_dimension(config: Config) -> int:
    """``head_dim``, or else d over the number of heads; even, since rotations act on pairs."""
    stated = config.entries.get("head_dim") is not None
    found = config.integer("head_dim") if stated else config.quotient("hidden_size", "num_attention_heads")
    if found % 2:
        raise InvalidInput(f"{config.place} has heads of dimension {found}; expected an even number")
    return found


def read_rotary(config: Config) -> Rotary:
    """``rope_theta`` and ``rope_scaling``, or both as ``rope_parameters``, as the library writes them since version 5.

    Raises:
        InvalidInput: where frequencies are scaled in another way than linear or llama3, or part of a head is rotated.
    """
    config.refuse("partial_rotary_factor", 1, 1.0)
    theta, entries = config.entries.get("rope_theta"), {}
    for name in ("rope_scaling", "rope_parameters"):
        found = config.entries.get(name)
        if found is None:
            continue
        if not isinstance(found, dict):
            raise InvalidInput(f"{config.place} has {name} = {found!r}; expected an object")
        entries, theta = found, found.get("rope_theta", theta)
    scaling = Config(f"{config.place}, scaling of rotary positions,", {**entries, "rope_theta": theta})
    scaling.refuse("partial_rotary_factor", 1, 1.0)
    base = scaling.number("rope_theta", 10000.0)
    named = "rope_type" if "rope_type" in entries else "type"
    kind = scaling.choice(named, "default", {word: word for word in ("default", "linear", "llama3")})
    if kind == "default":
        return Rotary(base)
    factor = scaling.number("factor")
    if kind == "linear":
        return Rotary(base, factor)
    low, high = scaling.number("low_freq_factor"), scaling.number("high_freq_factor")
    if not low < high:
        raise InvalidInput(f"{scaling.place} has low_freq_factor = {low} and high_freq_factor = {high}; expected less")
    return Rotary(base, factor, (low, high, float(scaling.integer("original_max_position_embeddings"))))


def _norm(config: Config, tensors: Tensors, name: str) -> Norm:
    weight = tensors.take(f"{name}.weight", config.integer("hidden_size"))
    return Norm(weight, None, config.number("rms_norm_eps", 1e-6), centred=False)


def _layer(config: Config, at: Tensors, rotary: Rotary) -> Layer:
    mlp = at.below("mlp.")
    d, width = config.integer("hidden_size"), config.integer("intermediate_size")
    biased = config.flag("mlp_bias", False)
    feed_forward = FeedForward(
        up=mlp.take("up_proj.weight", width, d),
        up_bias=mlp.take("up_proj.bias", width) if biased else None,
        down=mlp.take("down_proj.weight", d, width),
        down_bias=mlp.take("down_proj.bias", d) if biased else None,
        activation=config.choice("hidden_act", "silu", ACTIVATIONS),
        gate=mlp.take("gate_proj.weight", width, d),
        gate_bias=mlp.take("gate_proj.bias", width) if biased else None,
    )
    return Layer(
        _attention(config, at.below("self_attn."), rotary),
        _norm(config, at, "input_layernorm"),
        feed_forward,
        _norm(config, at, "post_attention_layernorm"),
    )


def _attention(config: Config, at: Tensors, rotary: Rotary) -> AttentionBlock:
    d, heads = config.integer("hidden_size"), config.integer("num_attention_heads")
    groups, d_head = key_value_heads(config), head_dimension(config)
    biased = config.flag("attention_bias", False)

    def bias(name: str, size: int) -> torch.Tensor | None:
        return at.take(f"{name}.bias", size) if biased else None

    def repeated(tensor: torch.Tensor) -> torch.Tensor:
        # Query heads h with the same floor(h groups / heads) share a key and a value head.
        return per_head_rows(tensor, groups).repeat_interleave(heads // groups, 0)

    query_bias, key_bias, value_bias = (
        bias(f"{which}_proj", size * d_head) for which, size in zip("qkv", (heads, groups, groups), strict=True)
    )
    return AttentionBlock(
        query=per_head_rows(at.take("q_proj.weight", heads * d_head, d), heads),
        key=repeated(at.take("k_proj.weight", groups * d_head, d)),
        value=repeated(at.take("v_proj.weight", groups * d_head, d)),
        output=per_head_columns(at.take("o_proj.weight", d, heads * d_head), heads),
        query_bias=None if query_bias is None else per_head_rows(query_bias, heads),
        key_bias=None if key_bias is None else repeated(key_bias),
        value_bias=None if value_bias is None else repeated(value_bias),
        output_bias=bias("o_proj", d),
        scale=1 / math.sqrt(d_head),
        causal=True,
        rotary=rotary,
    )
