"""Eigenpairs of the layers of a transformer as they are asked for; only the last layer's are kept, for all who ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from verify.weights.principal import Spectrum, spectrum

if TYPE_CHECKING:
    from verify.weights.model import Transformer


class Spectra:
    """Several experiments in step ask for the same layer: its eigenproblem is solved once.

    Args:
        transformer: of shared weights there is one layer matrix.
        say: told before an eigenproblem.
    """

    def __init__(self, transformer: Transformer, say: Callable[[str], None]) -> None:
        self._transformer, self._say = transformer, say
        self._layer: tuple[int, Spectrum] | None = None
        self._product: tuple[int, np.ndarray] | None = None
        self._of_product: tuple[int, Spectrum] | None = None

    def matrix(self, index: int) -> np.ndarray:
        """H of a layer, float64."""
        found: np.ndarray = self._transformer.layers[index].attention.layer_matrix().numpy()
        return found

    def layer(self, index: int) -> Spectrum:
        """Eigenpairs of the layer matrix; of shared weights every index is the first."""
        index = 0 if self._transformer.shared else index
        if self._layer is None or self._layer[0] != index:
            self._layer = None  # The old eigenvectors are let go before new ones are made.
            self._say(f"layer {index + 1} of {self._transformer.depth}: eigenpairs (d = {self._transformer.dimension})")
            self._layer = (index, spectrum(self.matrix(index)))
        return self._layer[1]

    def product(self, index: int) -> Spectrum:
        """Eigenpairs of H(t)...H(1), t = index + 1, each factor followed by a division by the Frobenius norm."""
        if self._of_product is None or self._of_product[0] != index:
            self._of_product = None
            if self._product is None or self._product[0] > index:
                self._product = None
            for factor in range(0 if self._product is None else self._product[0] + 1, index + 1):
                matrix = self.matrix(factor)
                made = matrix if self._product is None else matrix @ self._product[1]
                size = np.linalg.norm(made)
                self._product = (factor, made / size if size > 0 else made)
            assert self._product is not None
            self._say(f"layer {index + 1} of {self._transformer.depth}: eigenpairs of the cumulative product")
            self._of_product = (index, spectrum(self._product[1]))
        return self._of_product[1]
