"""GPT-Neo: pre-norm, causal, scores without ``1 / sqrt(d_head)``, layers that alternate global and local attention."""

from __future__ import annotations

from verify.errors import InvalidInput
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

FAMILY = "gpt_neo"


def build(name: str, checkpoint: Checkpoint) -> Transformer:
    """The body of a GPT-Neo checkpoint, with or without a head."""
    config = checkpoint.config
    tensors = tensors_below(checkpoint, ("transformer.", ""), "wte.weight")
    d, heads = config.integer("hidden_size"), config.integer("num_heads")
    config.quotient("hidden_size", "num_heads")
    windows = read_windows(config)
    layers = LazyLayers(len(windows), lambda i: f"h.{i}.", lambda at, i: _layer(config, at, windows[i]), tensors)
    embedding = Embedding(
        tensors.take("wte.weight", config.integer("vocab_size"), d),
        tensors.take("wpe.weight", config.integer("max_position_embeddings", 2048), d),
    )
    final = read_norm(tensors, "ln_f", d, config.number("layer_norm_epsilon", 1e-5))
    return Transformer(name, FAMILY, d, layers, False, False, embedding, final, heads)


def read_windows(config: Config) -> list[int | None]:
    """The window of each layer, None where attention is global.

    ``attention_types`` is a list of pairs such as ``[["global", "local"], 12]``: the words, repeated 12 times.
    """
    given = config.entries.get("attention_types", [[["global", "local"], 12]])
    depth, window = config.integer("num_layers"), config.integer("window_size", 256)
    try:
        words = [word for pattern, times in given for _ in range(times) for word in pattern]
    except (TypeError, ValueError):
        words = []
    if len(words) != depth or not set(words) <= {"global", "local"}:
        raise InvalidInput(
            f"{config.place} has attention_types = {given!r}; expected {depth} words global or local, one for each layer"
        )
    return [window if word == "local" else None for word in words]


def _layer(config: Config, at: Tensors, window: int | None) -> Layer:
    d, heads = config.integer("hidden_size"), config.integer("num_heads")
    width, eps = config.integer("intermediate_size", 4 * d), config.number("layer_norm_epsilon", 1e-5)
    block = at.below("attn.attention.")
    query, key, value = (block.take(f"{which}_proj.weight", d, d) for which in "qkv")
    attention = AttentionBlock(
        query=per_head_rows(query, heads),
        key=per_head_rows(key, heads),
        value=per_head_rows(value, heads),
        output=per_head_columns(block.take("out_proj.weight", d, d), heads),
        query_bias=None,
        key_bias=None,
        value_bias=None,
        output_bias=block.take("out_proj.bias", d),
        scale=1.0,
        causal=True,
        window=window,
    )
    feed_forward = FeedForward(
        up=at.take("mlp.c_fc.weight", width, d),
        up_bias=at.take("mlp.c_fc.bias", width),
        down=at.take("mlp.c_proj.weight", d, width),
        down_bias=at.take("mlp.c_proj.bias", d),
        activation=config.choice("activation_function", "gelu_new", ACTIVATIONS),
    )
    return Layer(attention, read_norm(at, "ln_1", d, eps), feed_forward, read_norm(at, "ln_2", d, eps))
