"""An ALBERT inside an ONNX graph whose matrices have no telling names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from small_models import TOKENS, library_states, make, tokens

pytest.importorskip("onnx")

import onnx
from onnx_albert import export, run

from verify.errors import InvalidInput
from verify.weights.full import forward
from verify.weights.open import open_transformer

LAYER = "encoder.bert.encoder.albert_layer_groups.0.albert_layers.0."


def distance(found: torch.Tensor, expected: torch.Tensor) -> float:
    return float((found - expected).abs().max() / expected.abs().max())


@pytest.mark.parametrize("quantized", [True, False])
def test_the_forward_pass_is_the_library_s_and_the_graph_s(quantized: bool, tmp_path: Path) -> None:
    model = make("albert")
    graph = export(model, TOKENS, quantized=quantized)
    onnx.save(graph, str(tmp_path / "a.onnx"))
    opened = open_transformer(str(tmp_path / "a.onnx"))
    assert (opened.family, opened.dimension, opened.depth, opened.layers[0].attention.heads) == ("albert", 24, 3, 4)
    found = forward(opened, tokens(), dtype=torch.float64)
    computed = torch.tensor(run(graph, tokens().numpy(), graph.graph.output[0].name))
    assert distance(found, computed) < 1e-5
    # The weights carried over to the library are the same float32 numbers; epsilon is stored in float32.
    assert distance(found, library_states(model, tokens())[-1]) < 1e-9


def swap(first: str, second: str) -> Callable[[Any], None]:
    """Exchange the names of two biases: a loader that goes by names of matrices would not notice."""

    def change(graph: Any) -> None:
        names = {LAYER + first: LAYER + second, LAYER + second: LAYER + first}
        for array in graph.initializer:
            array.name = names.get(array.name, array.name)
        for node in graph.node:
            node.input[:] = [names.get(name, name) for name in node.input]

    return change


def test_a_matrix_belongs_to_the_bias_that_is_added(tmp_path: Path) -> None:
    graph = export(make("albert"), TOKENS, quantized=True)
    onnx.save(graph, str(tmp_path / "a.onnx"))
    before = open_transformer(str(tmp_path / "a.onnx")).layers[0].attention
    swap("attention.value.bias", "attention.key.bias")(graph.graph)
    onnx.save(graph, str(tmp_path / "a.onnx"))
    after = open_transformer(str(tmp_path / "a.onnx")).layers[0].attention
    assert torch.equal(before.key, after.value)
    assert torch.equal(before.value_bias, after.key_bias)


def rename(graph: Any, old: str, new: str) -> None:
    for array in graph.initializer:
        array.name = new if array.name == old else array.name
    for node in graph.node:
        node.input[:] = [new if name == old else name for name in node.input]


def another_activation(graph: Any) -> None:
    for node in graph.node:
        node.op_type = "QuickGelu" if node.op_type == "FastGelu" else node.op_type


def no_words(graph: Any) -> None:
    rename(graph, "encoder.bert.embeddings.word_embeddings.weight_quantized", "anonymous")


def no_types(graph: Any) -> None:
    rename(graph, "encoder.bert.embeddings.token_type_embeddings.weight_quantized", "anonymous")


def no_query_bias(graph: Any) -> None:
    rename(graph, f"{LAYER}attention.query.bias", "anonymous")


def no_heads(graph: Any) -> None:
    rename(graph, "heads", "sizes")
    for node in graph.node:
        if node.op_type == "Concat":
            node.input[:] = [name for name in node.input if name not in ("sizes", "d_head", "size_0", "size_1")]


def layers_of_their_own(graph: Any) -> None:
    """The last pass multiplies by another matrix."""
    last = [node for node in graph.node if node.op_type == "MatMulInteger"][-1]
    for array in [array for array in graph.initializer if array.name == last.input[1]]:
        other = graph.initializer.add()
        other.CopyFrom(array)
        other.name = "another"
    last.input[1] = "another"


def two_epsilons(graph: Any) -> None:
    last = [node for node in graph.node if node.op_type == "LayerNormalization"][-1]
    last.attribute[0].f = 1e-3


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (another_activation, "another activation than GELU"),
        (no_words, "no single ALBERT"),
        (no_types, "no encoder.bert.embeddings.token_type_embeddings.weight"),
        (no_query_bias, "no single ALBERT"),
        (no_heads, "does not split the query into heads"),
        (layers_of_their_own, "to 2 different products"),
        (two_epsilons, "2 values of epsilon"),
    ],
)
def test_graphs_that_are_refused(change: Callable[[Any], None], message: str, tmp_path: Path) -> None:
    graph = export(make("albert"), TOKENS, quantized=True)
    change(graph.graph)
    onnx.save(graph, str(tmp_path / "a.onnx"))
    with pytest.raises(InvalidInput, match=message) as caught:
        open_transformer(str(tmp_path / "a.onnx"))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", [b"no graph", b""])
def test_damaged_files(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.onnx").write_bytes(content)
    with pytest.raises(InvalidInput, match="expected"):
        open_transformer(str(tmp_path / "a.onnx"))
