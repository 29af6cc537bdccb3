"""GPT-2: pre-norm, causal, learned positions. Its Conv1D stores the transpose: ``y = x W + b`` on rows."""

from __future__ import annotations

import math

from verify.weights.checkpoint import Checkpoint, Config, Tensors
from verify.weights.families.common import (
    ACTIVATIONS,
    LazyLayers,
    per_head_columns,
    per_head_rows,
    read_norm,
    tensors_below,
)
from verify.weights.model import AttentionBlock, Embedding, FeedForward, Layer, Transformer

FAMILY = "gpt2"


def build(name: str, checkpoint: Checkpoint) -> Transformer:
    """The body of a GPT-2 checkpoint, with or without a head."""
    config = checkpoint.config
    config.refuse("add_cross_attention", False)
    tensors = tensors_below(checkpoint, ("transformer.", ""), "wte.weight")
    d, heads = config.integer("n_embd"), config.integer("n_head")
    config.quotient("n_embd", "n_head")
    layers = LazyLayers(config.integer("n_layer"), lambda i: f"h.{i}.", lambda at, i: _layer(config, at, i), tensors)
    embedding = Embedding(
        tensors.take("wte.weight", config.integer("vocab_size"), d),
        tensors.take("wpe.weight", config.integer("n_positions", 1024), d),
    )
    final = read_norm(tensors, "ln_f", d, config.number("layer_norm_epsilon", 1e-5))
    return Transformer(name, FAMILY, d, layers, False, False, embedding, final, heads)


def _layer(config: Config, at: Tensors, index: int) -> Layer:
    d, heads = config.integer("n_embd"), config.integer("n_head")
    width, eps = config.integer("n_inner", 4 * d), config.number("layer_norm_epsilon", 1e-5)
    # Query, key and value stand side by side in the columns of one matrix.
    query, key, value = at.take("attn.c_attn.weight", d, 3 * d).T.chunk(3)
    biases = [per_head_rows(bias, heads) for bias in at.take("attn.c_attn.bias", 3 * d).chunk(3)]
    scale = 1 / math.sqrt(d // heads) if config.flag("scale_attn_weights", True) else 1.0
    if config.flag("scale_attn_by_inverse_layer_idx", False):
        scale /= index + 1
    attention = AttentionBlock(
        query=per_head_rows(query, heads),
        key=per_head_rows(key, heads),
        value=per_head_rows(value, heads),
        output=per_head_columns(at.take("attn.c_proj.weight", d, d).T, heads),
        query_bias=biases[0],
        key_bias=biases[1],
        value_bias=biases[2],
        output_bias=at.take("attn.c_proj.bias", d),
        scale=scale,
        causal=True,
    )
    feed_forward = FeedForward(
        up=at.take("mlp.c_fc.weight", d, width).T,
        up_bias=at.take("mlp.c_fc.bias", width),
        down=at.take("mlp.c_proj.weight", width, d).T,
        down_bias=at.take("mlp.c_proj.bias", d),
        activation=config.choice("activation_function", "gelu_new", ACTIVATIONS),
    )
    return Layer(attention, read_norm(at, "ln_1", d, eps), feed_forward, read_norm(at, "ln_2", d, eps))
