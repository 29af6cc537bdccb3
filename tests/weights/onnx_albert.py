"""A small ALBERT written as the graph of a quantised ONNX export, and running such a graph without rounding activations."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator
from onnx.reference.op_run import OpRun


class Graph:
    """Nodes and initialisers of the export."""

    def __init__(self, state: dict[str, np.ndarray], config: Any, quantized: bool) -> None:
        self.state, self.config, self.quantized = state, config, quantized
        self.nodes: list[Any] = []
        self.arrays: dict[str, np.ndarray] = {}
        self.used: dict[str, int] = {}

    def keep(self, name: str, array: np.ndarray) -> str:
        self.arrays[name] = array
        return name

    def add(self, kind: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        self.used[kind] = self.used.get(kind, 0) + 1
        output = f"/{kind}_{self.used[kind]}"
        self.nodes.append(helper.make_node(kind, list(inputs), [output], domain=domain, **attributes))
        return output

    def linear(self, X: str, name: str, *, bias: bool = True) -> str:
        """``X W^T + b`` with a matrix that has no telling name; quantised by column, with zero points that are not 0."""
        matrix = self.state[f"{name}.weight"].T
        anonymous = f"onnx::MatMul_{sum(map(ord, name))}"
        if self.quantized:
            scale = (np.ptp(matrix, axis=0) / 255).astype(np.float32)
            zero = np.round(-matrix.min(0) / scale - 128).clip(-128, 127).astype(np.int8)
            stored = np.round(matrix / scale + zero.astype(np.float32)).clip(-128, 127).astype(np.int8)
            self.state[f"{name}.weight"] = ((stored.astype(np.int32) - zero) * scale).astype(np.float32).T
            weight, zeros = self.keep(f"{anonymous}_quantized", stored), self.keep(f"{anonymous}_zero_point", zero)
            step = self.keep(f"{anonymous}_scale", scale)
            rounded = f"{X}_{anonymous}"
            outputs = [rounded, f"{rounded}_scale", f"{rounded}_zero_point"]
            self.nodes.append(helper.make_node("DynamicQuantizeLinear", [X], outputs))
            product = self.add("MatMulInteger", outputs[0], weight, outputs[2], zeros)
            product = self.add(
                "Mul", self.add("Cast", product, to=TensorProto.FLOAT), self.add("Mul", outputs[1], step)
            )
        else:
            product = self.add("MatMul", X, self.keep(anonymous, matrix))
        if not bias:
            return product
        return self.add("Add", self.named(f"{name}.bias"), product)

    def named(self, name: str) -> str:
        return self.keep(f"encoder.bert.{name}", self.state[name])

    def embedded(self, kind: str, index: str) -> str:
        name = f"embeddings.{kind}_embeddings.weight"
        table = self.state[name]
        if not self.quantized:
            return self.add("Gather", self.named(name), index)
        scale, zero = np.float32(np.abs(table).max() / 100), np.uint8(110)
        stored = np.round(table / scale + zero).astype(np.uint8)
        self.state[name] = (stored.astype(np.int32) - zero).astype(np.float32) * scale
        rows = self.add("Gather", self.keep(f"encoder.bert.{name}_quantized", stored), index)
        step = self.keep(f"encoder.bert.{name}_scale", np.array(scale))
        return self.add("DequantizeLinear", rows, step, self.keep("embeddings_zero_point", np.array(zero)))

    def norm(self, X: str, name: str) -> str:
        eps = self.config.layer_norm_eps
        return self.add("LayerNormalization", X, self.named(f"{name}.weight"), self.named(f"{name}.bias"), epsilon=eps)

    def layer(self, X: str) -> str:
        at, heads = "encoder.albert_layer_groups.0.albert_layers.0.", self.config.num_attention_heads
        d_head = self.config.hidden_size // heads
        zeros = [self.keep(f"size_{i}", np.array([0], dtype=np.int64)) for i in range(2)]
        split = [*zeros, self.keep("heads", np.array([heads])), self.keep("d_head", np.array([d_head]))]

        def of(which: str) -> str:
            states = self.linear(X, f"{at}attention.{which}")
            return self.add("Reshape", states, self.add("Concat", *split, axis=0))

        query = self.add("Transpose", of("query"), perm=[0, 2, 1, 3])
        key = self.add("Transpose", of("key"), perm=[0, 2, 3, 1])
        value = self.add("Transpose", of("value"), perm=[0, 2, 1, 3])
        scores = self.add("Mul", self.add("MatMul", query, key), self.keep("scale", np.float32(d_head**-0.5)[None]))
        mixed = self.add("MatMul", self.add("Softmax", scores, axis=-1), value)
        merged = self.add("Concat", *zeros, self.keep("all", np.array([-1])), axis=0)
        mixed = self.add("Reshape", self.add("Transpose", mixed, perm=[0, 2, 1, 3]), merged)
        X = self.norm(self.add("Add", X, self.linear(mixed, f"{at}attention.dense")), f"{at}attention.LayerNorm")
        inner = self.linear(X, f"{at}ffn", bias=False)
        inner = self.add("FastGelu", inner, self.named(f"{at}ffn.bias"), domain="com.microsoft")
        return self.norm(self.add("Add", X, self.linear(inner, f"{at}ffn_output")), f"{at}full_layer_layer_norm")


def export(model: Any, tokens: int, *, quantized: bool) -> onnx.ModelProto:
    """The graph of a library's ALBERT; a quantised one gives the model the values that its integers stand for."""
    import torch

    state = {name: value.detach().numpy().copy() for name, value in model.named_parameters()}
    graph = Graph(state, model.config, quantized)
    X = graph.embedded("word", "tokens")
    positions = graph.keep("positions", np.arange(tokens)[None])
    X = graph.add("Add", X, graph.embedded("token_type", graph.keep("types", np.zeros((1, tokens), dtype=np.int64))))
    X = graph.norm(graph.add("Add", X, graph.embedded("position", positions)), "embeddings.LayerNorm")
    X = graph.linear(X, "encoder.embedding_hidden_mapping_in")
    exact = dict(state)
    for _ in range(model.config.num_hidden_layers):
        # Every pass starts from the same matrices, so that all of them name one initialiser.
        graph.state = dict(exact)
        X = graph.layer(X)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            parameter.copy_(torch.tensor((state | graph.state)[name]))
    initializers = [numpy_helper.from_array(np.asarray(array), name) for name, array in graph.arrays.items()]
    made = helper.make_graph(
        graph.nodes,
        "export",
        [helper.make_tensor_value_info("tokens", TensorProto.INT64, [None, tokens])],
        [helper.make_tensor_value_info(X, TensorProto.FLOAT, None)],
        initializers,
    )
    return helper.make_model(made, opset_imports=[helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)])


class DynamicQuantizeLinear(OpRun):
    """Leaves activations as they are, so that the products are those of the dequantised weights."""

    def _run(self, x: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        return x, np.array(1, dtype=np.float32), np.array(0, dtype=np.float32)


class MatMulInteger(OpRun):
    """Over numbers that are not integers."""

    def _run(self, A: np.ndarray, B: np.ndarray, a_zero: Any = None, b_zero: Any = None) -> tuple[np.ndarray]:
        B = B.astype(np.float32) - (0 if b_zero is None else b_zero.astype(np.float32))
        return ((A - (0 if a_zero is None else a_zero)) @ B,)


class FastGelu(OpRun):
    """The tanh approximation of GELU after a bias."""

    op_domain = "com.microsoft"

    def _run(self, x: np.ndarray, bias: np.ndarray | None = None) -> tuple[np.ndarray]:
        x = x if bias is None else x + bias
        return (0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi, dtype=x.dtype) * (x + np.float32(0.044715) * x**3))),)


class SkipLayerNormalization(OpRun):
    """Layer norm of a sum."""

    op_domain = "com.microsoft"

    def _run(self, x: np.ndarray, skip: np.ndarray, gamma: np.ndarray, beta: np.ndarray, epsilon: Any = None) -> Any:
        y = x + skip
        y = y - y.mean(-1, keepdims=True)
        return (gamma * y / np.sqrt((y * y).mean(-1, keepdims=True) + epsilon) + beta,)


def run(model: onnx.ModelProto, numbers: np.ndarray, output: str) -> np.ndarray:
    """What a graph computes for token numbers, of shape ``(batch, n)``, at the value called ``output``."""
    needed, nodes = {output}, []
    for node in reversed(model.graph.node):
        if needed & set(node.output):
            needed |= set(node.input)
            nodes.append(node)
    inputs = [value for value in model.graph.input if value.name in needed]
    part = helper.make_graph(
        nodes[::-1],
        "part",
        inputs,
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, None)],
        [array for array in model.graph.initializer if array.name in needed],
    )
    replaced = [DynamicQuantizeLinear, MatMulInteger, FastGelu, SkipLayerNormalization]
    opsets = [entry for entry in model.opset_import if entry.domain in ("", "com.microsoft")]
    evaluator = ReferenceEvaluator(helper.make_model(part, opset_imports=opsets), new_ops=replaced)
    return evaluator.run(None, {value.name: numbers for value in inputs})[0]
