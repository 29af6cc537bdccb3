"""ALBERT: a post-norm encoder whose layers share one set of weights (or a few), with a factored embedding."""

from __future__ import annotations

from verify.weights.checkpoint import Checkpoint, Config, Tensors
from verify.weights.families.bert import read_attention, read_embedding, refuse_decoders
from verify.weights.families.common import ACTIVATIONS, LazyLayers, RepeatedLayers, read_norm, tensors_below
from verify.weights.model import Embedding, FeedForward, Layer, Transformer

FAMILY = "albert"
_EPS = 1e-12


def build(name: str, checkpoint: Checkpoint) -> Transformer:
    """The encoder of an ALBERT checkpoint, with or without a head."""
    config = checkpoint.config
    refuse_decoders(config)
    tensors = tensors_below(checkpoint, ("albert.", ""), "embeddings.word_embeddings.weight")
    depth, groups = config.integer("num_hidden_layers"), config.integer("num_hidden_groups", 1)
    inner = config.integer("inner_group_num", 1)
    # Pass i goes through all inner layers of group floor(i groups / depth).
    order = [i * groups // depth * inner + k for i in range(depth) for k in range(inner)]
    distinct = LazyLayers(
        groups * inner,
        lambda i: f"encoder.albert_layer_groups.{i // inner}.albert_layers.{i % inner}.",
        lambda at, _: _layer(config, at),
        tensors,
    )
    return Transformer(
        name,
        FAMILY,
        config.integer("hidden_size"),
        RepeatedLayers(distinct, order),
        groups * inner == 1,
        True,
        _embedding(config, tensors),
        None,
        config.integer("num_attention_heads"),
    )


def _embedding(config: Config, tensors: Tensors) -> Embedding:
    d, width = config.integer("hidden_size"), config.integer("embedding_size", 128)
    inner = read_embedding(config, tensors, width, config.number("layer_norm_eps", _EPS))
    return Embedding(
        inner.words,
        inner.positions,
        inner.types,
        inner.norm,
        projection=tensors.take("encoder.embedding_hidden_mapping_in.weight", d, width),
        projection_bias=tensors.take("encoder.embedding_hidden_mapping_in.bias", d),
    )


def _layer(config: Config, at: Tensors) -> Layer:
    d, heads = config.integer("hidden_size"), config.integer("num_attention_heads")
    config.quotient("hidden_size", "num_attention_heads")
    width, eps = config.integer("intermediate_size"), config.number("layer_norm_eps", _EPS)
    names = ("attention.query", "attention.key", "attention.value", "attention.dense")
    feed_forward = FeedForward(
        up=at.take("ffn.weight", width, d),
        up_bias=at.take("ffn.bias", width),
        down=at.take("ffn_output.weight", d, width),
        down_bias=at.take("ffn_output.bias", d),
        activation=config.choice("hidden_act", "gelu_new", ACTIVATIONS),
    )
    return Layer(
        read_attention(at, names, d, heads),
        read_norm(at, "attention.LayerNorm", d, eps),
        feed_forward,
        read_norm(at, "full_layer_layer_norm", d, eps),
    )
