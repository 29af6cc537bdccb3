"""What an experiment steps through: the reduced layers of the paper, or the layers with everything included."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

import numpy as np

from verify.errors import InvalidInput
from verify.weights.full import embed, layer_output
from verify.weights.reduced import Convention, normalise, prepared, reduced_step

if TYPE_CHECKING:
    from verify.weights.model import AttentionBlock, Transformer


class Dynamics(ABC):
    """Initial states and steps, float64 numpy arrays of shape ``(sequences, n, d)``."""

    @abstractmethod
    def initial(self, shape: tuple[int, int, int], rng: np.random.Generator) -> np.ndarray:
        """States before the first layer."""

    @abstractmethod
    def step(self, layer: int, states: np.ndarray) -> np.ndarray:
        """States after one layer."""

    @abstractmethod
    def convention(self) -> dict[str, Any]:
        """The choices, ready for JSON."""


class Blocks:
    """The attention blocks in float64 as they are asked for; only the last one is kept, for all who ask."""

    def __init__(self, transformer: Transformer) -> None:
        self._transformer = transformer
        self._kept: tuple[int, AttentionBlock] | None = None

    def block(self, layer: int) -> AttentionBlock:
        """Of shared weights every layer is the first."""
        layer = 0 if self._transformer.shared else layer
        if self._kept is None or self._kept[0] != layer:
            self._kept = None  # The old block is let go before the new one is made.
            self._kept = (layer, prepared(self._transformer.layers[layer].attention, Convention()))
        return self._kept[1]


class ReducedDynamics(Dynamics):
    """Attention, skip connection and normalisation; tokens N(0, I)."""

    def __init__(self, blocks: Blocks, convention: Convention) -> None:
        self._blocks, self._convention = blocks, convention

    def initial(self, shape: tuple[int, int, int], rng: np.random.Generator) -> np.ndarray:
        """N(0, I), normalised if the convention says so."""
        import torch

        states = torch.from_numpy(rng.standard_normal(shape))
        return states.numpy() if self._convention.initial == "drawn" else normalise(states, self._convention).numpy()

    def step(self, layer: int, states: np.ndarray) -> np.ndarray:
        """See :func:`verify.weights.reduced.reduced_step`."""
        import torch

        # The block is in float64 already: only its scale may change here.
        block = prepared(self._blocks.block(layer), self._convention)
        return reduced_step(block, torch.from_numpy(states), self._convention).numpy()

    def convention(self) -> dict[str, Any]:
        """Of the reduced layer."""
        return self._convention.to_dict()


class FullDynamics(Dynamics):
    """Embedding of random words, affine norms, biases and feed-forward networks, as in section 5."""

    def __init__(self, transformer: Transformer) -> None:
        if transformer.embedding is None:
            raise InvalidInput(f"{transformer.name} has no embedding; expected one for the full layers")
        self._transformer = transformer

    def initial(self, shape: tuple[int, int, int], rng: np.random.Generator) -> np.ndarray:
        """Embedded words, drawn uniformly from the vocabulary."""
        import torch

        assert self._transformer.embedding is not None
        words = rng.integers(self._transformer.embedding.words.shape[0], size=shape[:2])
        states: np.ndarray = embed(self._transformer, torch.from_numpy(words), dtype=torch.float64).numpy()
        return states

    def step(self, layer: int, states: np.ndarray) -> np.ndarray:
        """The layer as the library computes it, in float64."""
        import torch

        found = layer_output(
            self._transformer.layers[layer], torch.from_numpy(states), post_norm=self._transformer.post_norm
        ).numpy()
        if not np.isfinite(found).all():
            raise InvalidInput(f"layer {layer} makes states that are not finite; expected finite weights")
        return found

    def convention(self) -> dict[str, Any]:
        """Nothing to choose."""
        return {"biases": True, "token_norm": "affine", "initial": "words", "scale": "model", "alpha": 1.0}
