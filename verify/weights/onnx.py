"""An ALBERT inside an ONNX graph, quantised to eight bits or not, as a checkpoint of the library.

Exports drop the names of weights that enter a matrix product, but keep those of biases: a weight is the one whose
product the named bias is added to.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verify.errors import EngineMissing, InvalidInput
from verify.weights.checkpoint import Checkpoint, Config, reading

if TYPE_CHECKING:
    import numpy as np
    import torch

_PROBE = "embeddings.word_embeddings.weight"
_LAYER = "encoder.albert_layer_groups.0.albert_layers.0."
_EMBEDDINGS = tuple(f"embeddings.{kind}_embeddings.weight" for kind in ("word", "position", "token_type"))
_MATRICES = (
    "encoder.embedding_hidden_mapping_in",
    *(f"{_LAYER}attention.{name}" for name in ("query", "key", "value", "dense")),
    f"{_LAYER}ffn",
    f"{_LAYER}ffn_output",
)
# Operators between a product and its bias: rescaling and casts.
_RESCALING = ("Mul", "Cast")
_ACTIVATIONS = {"FastGelu": "gelu_new", "BiasGelu": "gelu"}


def open_onnx(path: Path) -> Checkpoint:
    """Read the ALBERT with one shared layer that is a part of an ONNX graph.

    Raises:
        InvalidInput: if the file is damaged or no such part is found.
        EngineMissing: without the package onnx.
    """
    try:
        import onnx
    except ImportError as error:
        raise EngineMissing(f"{path} needs the package onnx; install attention-verify[weights]") from error
    from google.protobuf.message import DecodeError

    try:
        model = reading(str(path), lambda: onnx.load(str(path)))
    except DecodeError as error:
        raise InvalidInput(f"{path} cannot be read: {error}; expected an ONNX file") from error
    store = AlbertGraph(str(path), model.graph)
    return Checkpoint(str(path), Config(str(path), store.configuration()), store)


class AlbertGraph:
    """Tensors and configuration of the ALBERT in a graph."""

    def __init__(self, place: str, graph: Any) -> None:
        self.place = place
        self.initializers = {tensor.name: tensor for tensor in graph.initializer}
        self.producers = {output: node for node in graph.node for output in node.output}
        self.consumers: dict[str, list[Any]] = {}
        for node in graph.node:
            for name in node.input:
                self.consumers.setdefault(name, []).append(node)
        ends = (_PROBE, f"{_PROBE}_quantized")
        found = [name for name in self.initializers if name.endswith(ends)]
        if len(found) != 1 or not self.consumers.get(self.prefix_of(found[0]) + f"{_LAYER}attention.query.bias"):
            raise InvalidInput(f"{place} has no single ALBERT with one shared layer; expected an export of one")
        self.prefix = self.prefix_of(found[0])

    @staticmethod
    def prefix_of(name: str) -> str:
        """What stands before the library's names."""
        return name[: name.rindex(_PROBE)]

    def configuration(self) -> dict[str, object]:
        """The entries of a ``config.json``, from shapes, attributes and the nodes that use the layer's weights."""
        shapes = self.shapes()
        query, norm = f"{self.prefix}{_LAYER}attention.query.bias", f"{self.prefix}{_LAYER}full_layer_layer_norm.weight"
        activations = {_ACTIVATIONS.get(node.op_type) for node in self.consumers[f"{self.prefix}{_LAYER}ffn.bias"]}
        if len(activations) != 1 or None in activations:
            raise InvalidInput(f"{self.place} has another activation than GELU after {_LAYER}ffn; expected that one")
        words, width = shapes[_EMBEDDINGS[0]]
        return {
            "model_type": "albert",
            "embedding_size": width,
            "vocab_size": words,
            "max_position_embeddings": shapes[_EMBEDDINGS[1]][0],
            "type_vocab_size": shapes[_EMBEDDINGS[2]][0],
            "hidden_size": shapes[f"{_LAYER}attention.query.weight"][0],
            "intermediate_size": shapes[f"{_LAYER}ffn.weight"][0],
            "num_attention_heads": self._heads(query),
            "num_hidden_layers": len(self.consumers[query]),
            "num_hidden_groups": 1,
            "inner_group_num": 1,
            "hidden_act": activations.pop(),
            "layer_norm_eps": self._epsilon(norm),
        }

    def shapes(self) -> Mapping[str, tuple[int, ...]]:
        """The shapes under the library's names."""
        return self._shapes

    def load(self, name: str) -> torch.Tensor:
        """One tensor, dequantised, in float32."""
        import torch

        return torch.tensor(self._arrays[name])

    @cached_property
    def _shapes(self) -> dict[str, tuple[int, ...]]:
        return {name: array.shape for name, array in self._arrays.items()}

    @cached_property
    def _arrays(self) -> dict[str, np.ndarray]:
        arrays = {}
        for name in self.initializers:
            if name.startswith(self.prefix) and not name.removeprefix(self.prefix).startswith("embeddings.word"):
                arrays[name.removeprefix(self.prefix)] = self._array(name)
        for name in _EMBEDDINGS:
            arrays[name] = self._embedding(self.prefix + name)
        for name in _MATRICES:
            # A product of rows: the transpose is the column operator.
            arrays[f"{name}.weight"] = self._matrix(f"{self.prefix}{name}.bias").T
        return arrays

    def _array(self, name: str) -> np.ndarray:
        from onnx import numpy_helper

        return numpy_helper.to_array(self.initializers[name])

    def _embedding(self, name: str) -> np.ndarray:
        if name in self.initializers:
            return self._array(name)
        quantized = f"{name}_quantized"
        readers = [node for row in self.consumers.get(quantized, []) for node in self.consumers[row.output[0]]]
        if quantized not in self.initializers or len(readers) != 1 or readers[0].op_type != "DequantizeLinear":
            raise InvalidInput(f"{self.place} has no {name}, plain or quantised; expected it")
        return dequantize(self._array(quantized), *(self._array(part) for part in readers[0].input[1:]))

    def _matrix(self, bias: str) -> np.ndarray:
        """The matrix whose product this bias is added to, shape ``(in, out)``; all uses must agree."""
        found = {self._operands(node, bias) for node in self.consumers.get(bias, [])}
        if len(found) != 1:
            raise InvalidInput(f"{self.place} adds {bias} to {len(found)} different products; expected one")
        weight, zero, scale = found.pop()
        if zero is None or scale is None:
            return self._array(weight)
        return dequantize(self._array(weight), self._array(scale), self._array(zero))

    def _operands(self, adding: Any, bias: str) -> tuple[str, str | None, str | None]:
        """Names of the weight of one use, its zero point and its scale."""
        pending = [name for name in adding.input if name != bias]
        scales: list[str] = []
        products: list[Any] = []
        while pending:
            name = pending.pop()
            node = self.producers.get(name)
            if node is None:
                scales.append(name)
            elif node.op_type in _RESCALING:
                pending.extend(node.input)
            elif node.op_type in ("MatMul", "MatMulInteger"):
                products.append(node)
        if len(products) != 1 or products[0].input[1] not in self.initializers:
            raise InvalidInput(f"{self.place} adds {bias} to no product with a stored matrix; expected one")
        operands = products[0].input
        if products[0].op_type == "MatMul":
            return operands[1], None, None
        if len(operands) != 4 or len(scales) != 1:
            raise InvalidInput(f"{self.place} has {len(scales)} scales before {bias}; expected one and a zero point")
        return operands[1], operands[3], scales[0]

    def _heads(self, bias: str) -> int:
        """From the reshaping to (batch, n, heads, d_head) that follows the query."""
        for node in self.consumers[bias]:
            for reshape in self.consumers.get(node.output[0], []):
                shape = self.producers.get(reshape.input[-1])
                if reshape.op_type == "Reshape" and shape is not None and shape.op_type == "Concat":
                    sizes = [self._array(name) for name in shape.input if name in self.initializers]
                    if len(sizes) >= 2:
                        return int(sizes[-2].item())
        raise InvalidInput(f"{self.place} does not split the query into heads; expected a reshaping after {bias}")

    def _epsilon(self, weight: str) -> float:
        found = {
            attribute.f
            for node in self.consumers[weight]
            for attribute in node.attribute
            if attribute.name == "epsilon"
        }
        if len(found) != 1:
            raise InvalidInput(f"{self.place} has {len(found)} values of epsilon with {weight}; expected one")
        return float(found.pop())


def dequantize(quantized: np.ndarray, scale: np.ndarray, zero: np.ndarray) -> np.ndarray:
    """``(q - zero) * scale`` in float32; scale and zero belong to the whole array or to its columns."""
    import numpy as np

    # Differences of eight-bit integers are exact in 32 bits.
    return (quantized.astype(np.int32) - zero.astype(np.int32)).astype(np.float32) * scale.astype(np.float32)
