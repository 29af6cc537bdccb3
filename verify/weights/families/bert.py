"""BERT: post-norm, full attention, learned positions."""

from __future__ import annotations

import math

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

FAMILY = "bert"


def build(name: str, checkpoint: Checkpoint) -> Transformer:
    """The encoder of a BERT checkpoint, with or without a head."""
    config = checkpoint.config
    refuse_decoders(config)
    tensors = tensors_below(checkpoint, ("bert.", ""), "embeddings.word_embeddings.weight")
    d = config.integer("hidden_size")
    eps = config.number("layer_norm_eps", 1e-12)
    layers = LazyLayers(
        config.integer("num_hidden_layers"), lambda i: f"encoder.layer.{i}.", lambda at, _: _layer(config, at), tensors
    )
    embedding = read_embedding(config, tensors, d, eps)
    return Transformer(name, FAMILY, d, layers, False, True, embedding, None, config.integer("num_attention_heads"))


def refuse_decoders(config: Config) -> None:
    """Raise for the variants of BERT that compute something else."""
    config.refuse("position_embedding_type", "absolute")
    config.refuse("is_decoder", False)
    config.refuse("add_cross_attention", False)
    if config.entries.get("pruned_heads"):
        raise InvalidInput(f"{config.place} has pruned heads; expected a model with all of them")


def read_embedding(config: Config, tensors: Tensors, width: int, eps: float) -> Embedding:
    """Words, positions and the vector of token type 0, each of dimension ``width``, and their norm."""
    at = tensors.below("embeddings.")
    words = at.take("word_embeddings.weight", config.integer("vocab_size"), width)
    positions = at.take("position_embeddings.weight", config.integer("max_position_embeddings"), width)
    types = at.take("token_type_embeddings.weight", config.integer("type_vocab_size"), width)[0]
    return Embedding(words, positions, types, read_norm(at, "LayerNorm", width, eps))


def read_attention(at: Tensors, names: tuple[str, str, str, str], d: int, heads: int) -> AttentionBlock:
    """Full attention with biases.

    Args:
        at: the tensors of the block.
        names: of query, key, value and output.
        d: the dimension.
        heads: their number, a divisor of d.
    """
    query, key, value = (at.take(f"{name}.weight", d, d) for name in names[:3])
    biases = [at.take(f"{name}.bias", d) for name in names]
    return AttentionBlock(
        query=per_head_rows(query, heads),
        key=per_head_rows(key, heads),
        value=per_head_rows(value, heads),
        output=per_head_columns(at.take(f"{names[3]}.weight", d, d), heads),
        query_bias=per_head_rows(biases[0], heads),
        key_bias=per_head_rows(biases[1], heads),
        value_bias=per_head_rows(biases[2], heads),
        output_bias=biases[3],
        scale=1 / math.sqrt(d // heads),
        causal=False,
    )


def _layer(config: Config, at: Tensors) -> Layer:
    d, heads = config.integer("hidden_size"), config.integer("num_attention_heads")
    config.quotient("hidden_size", "num_attention_heads")
    width, eps = config.integer("intermediate_size"), config.number("layer_norm_eps", 1e-12)
    names = ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense")
    feed_forward = FeedForward(
        up=at.take("intermediate.dense.weight", width, d),
        up_bias=at.take("intermediate.dense.bias", width),
        down=at.take("output.dense.weight", d, width),
        down_bias=at.take("output.dense.bias", d),
        activation=config.choice("hidden_act", "gelu", ACTIVATIONS),
    )
    return Layer(
        read_attention(at, names, d, heads),
        read_norm(at, "attention.output.LayerNorm", d, eps),
        feed_forward,
        read_norm(at, "output.LayerNorm", d, eps),
    )
