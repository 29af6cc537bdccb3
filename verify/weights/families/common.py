"""What the loaders share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, overload

from verify.errors import InvalidInput
from verify.weights.checkpoint import Checkpoint, Tensors
from verify.weights.model import Activation, Layer, Norm

if TYPE_CHECKING:
    import torch

ACTIVATIONS: dict[str, Activation] = {
    "gelu": "gelu",
    "gelu_new": "gelu_new",
    "gelu_pytorch_tanh": "gelu_new",
    "silu": "silu",
    "swish": "silu",
    "relu": "relu",
}


# Masks and frequencies that older checkpoints hold though they are computed.
_BUFFERS = ("attn.bias", "attn.masked_bias", "attention.bias", "attention.masked_bias", "rotary_emb.inv_freq")


class LazyLayers(Sequence[Layer]):
    """Layers that are converted when they are used; the last one used is kept.

    Names and shapes of every layer are checked at once, on tensors without entries; so is that no tensor is left over,
    since one that is not used, such as a bias, would change what the library computes.
    """

    def __init__(
        self, depth: int, place: Callable[[int], str], make: Callable[[Tensors, int], Layer], tensors: Tensors
    ) -> None:
        """Check all layers.

        Args:
            depth: their number.
            place: what the names of layer i begin with.
            make: from the tensors of layer i and i to the layer.
            tensors: of the model.

        Raises:
            InvalidInput: for tensors that are missing, misshapen or left over.
        """
        self._depth, self._place, self._make, self._tensors = depth, place, make, tensors
        self._kept: tuple[int, Layer] | None = None
        for index in range(depth):
            at = tensors.unread().below(place(index))
            make(at, index)
            left = sorted(name for name in at.left() if not name.endswith(_BUFFERS))
            if left:
                raise InvalidInput(f"{at.checkpoint.place} has {at.prefix}{left[0]}; expected a layer without it")

    def __len__(self) -> int:
        return self._depth

    @overload
    def __getitem__(self, index: int) -> Layer: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Layer]: ...
    def __getitem__(self, index: int | slice) -> Layer | Sequence[Layer]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(self._depth))]
        if not -self._depth <= index < self._depth:
            raise IndexError(f"layer {index} of {self._depth}")
        index %= self._depth
        if self._kept is None or self._kept[0] != index:
            self._kept = (index, self._make(self._tensors.below(self._place(index)), index))
        return self._kept[1]


class RepeatedLayers(Sequence[Layer]):
    """Layers of which several are one object: layer i is ``distinct[order[i]]``."""

    def __init__(self, distinct: Sequence[Layer], order: Sequence[int]) -> None:
        self._distinct, self._order = distinct, tuple(order)

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, index: int) -> Layer: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Layer]: ...
    def __getitem__(self, index: int | slice) -> Layer | Sequence[Layer]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        return self._distinct[self._order[index]]


def tensors_below(checkpoint: Checkpoint, prefixes: Sequence[str], probe: str) -> Tensors:
    """The tensors under the first prefix for which ``prefix + probe`` is there.

    A model with a head saves its body under a prefix; the body alone is saved without one.
    """
    for prefix in prefixes:
        if Tensors(checkpoint, prefix).has(probe):
            return Tensors(checkpoint, prefix)
    raise InvalidInput(f"{checkpoint.place} has no tensor {probe}; expected the weights of this family")


def read_norm(tensors: Tensors, name: str, d: int, eps: float) -> Norm:
    """A layer norm; early checkpoints call weight and bias gamma and beta."""
    early = tensors.has(f"{name}.gamma")
    weight, bias = ("gamma", "beta") if early else ("weight", "bias")
    return Norm(tensors.take(f"{name}.{weight}", d), tensors.take(f"{name}.{bias}", d), eps)


def per_head_rows(weight: torch.Tensor, heads: int) -> torch.Tensor:
    """Shape ``(heads d_head, ...)`` to ``(heads, d_head, ...)``: query, key, value and their biases."""
    return weight.unflatten(0, (heads, -1))


def per_head_columns(weight: torch.Tensor, heads: int) -> torch.Tensor:
    """Shape ``(d, heads d_head)`` to ``(heads, d, d_head)``: the output matrix."""
    return weight.unflatten(1, (heads, -1)).transpose(0, 1)


__all__ = [
    "ACTIVATIONS",
    "LazyLayers",
    "RepeatedLayers",
    "per_head_columns",
    "per_head_rows",
    "read_norm",
    "tensors_below",
]
