"""Where the tokens of a steered model are: reduced layers, for any kappa, and how they stand to the direction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from verify.weights.attention import attention_output
from verify.weights.intervals import bootstrap_means
from verify.weights.output_change import changed_block, coefficients, needed_kappa
from verify.weights.reduced import Convention, normalise, prepared, reduced_step

if TYPE_CHECKING:
    import torch

    from verify.weights.model import AttentionBlock, Transformer


@dataclass(frozen=True)
class Effect:
    """How tokens stand to u after the last layer.

    Attributes:
        mean, deviation, least: of ``|cos(x_i, u)|`` over all tokens.
        plus: the share of tokens on the side of +u.
        together: the share of sequences whose tokens are all on one side.
        interval: of the mean, by bootstrap over sequences; None with too few of them.
        plus_interval: the same of the share ``plus``.
    """

    mean: float
    deviation: float
    least: float
    plus: float
    together: float
    interval: tuple[float, float] | None
    plus_interval: tuple[float, float] | None

    @staticmethod
    def of(X: torch.Tensor, u: torch.Tensor) -> Effect:
        """Measure token states of shape ``(sequences, n, d)``."""
        cosines = ((X @ u) / X.norm(dim=-1)).flatten(0, -2).cpu().numpy()
        size, sides = np.abs(cosines), cosines > 0
        together = (sides.all(-1) | ~sides.any(-1)).mean()
        lows, highs = bootstrap_means(np.stack([size.mean(-1), sides.mean(-1)]))
        intervals = [
            (float(low), float(high)) if np.isfinite(low) else None for low, high in zip(lows, highs, strict=True)
        ]
        deviation = size.std(ddof=1) if size.size > 1 else 0.0
        mean, least, plus = float(size.mean()), float(size.min()), float(sides.mean())
        return Effect(mean, float(deviation), least, plus, float(together), *intervals)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in vars(self).items()}


@dataclass(frozen=True, eq=False)
class Reached:
    """The tokens after the last layer as a function of kappa.

    Attributes:
        block: the layer without steering.
        row: r, shape ``(heads d_head,)``.
        u: unit vector.
        arriving: shape ``(sequences, n, d)``.
        convention: of the reduced layers.
        layers: how often the changed layer is used on them: 1, or the depth with shared weights.
    """

    block: AttentionBlock
    row: np.ndarray
    u: torch.Tensor
    arriving: torch.Tensor
    convention: Convention
    layers: int

    def _at_last(self, kappa: float) -> torch.Tensor:
        """The tokens that arrive at the last layer."""
        if self.layers == 1:
            return self.arriving
        changed = changed_block(self.block, self.u.numpy(), self.row, kappa)
        return through([changed] * (self.layers - 1), self.arriving, self.convention)

    def _pulled(self, X: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """``y_i`` and ``alpha sigma_i`` of one layer."""
        ready, alpha, biases = prepared(self.block, self.convention), self.convention.alpha, self.convention.biases
        sigma = alpha * coefficients(ready, self.row, X, biases=biases)
        return X + alpha * attention_output(ready, X, biases=biases), sigma

    def states(self, kappa: float) -> torch.Tensor:
        """The tokens before the last normalisation, ``y_i + alpha kappa sigma_i u``."""
        pulled, sigma = self._pulled(self._at_last(kappa))
        return pulled + kappa * sigma[..., None] * self.u

    def needed(self, cosine: float, share: float) -> float:
        """See :func:`needed_kappa`; with shared weights what one layer needs is enough for the others."""
        pulled, sigma = self._pulled(self.arriving)
        return needed_kappa(pulled, sigma, self.u, cosine=cosine, share=share)

    def effect(self, kappa: float) -> Effect:
        """How the tokens stand to u."""
        return Effect.of(self.states(kappa), self.u)

    def mean_cosine(self, kappa: float) -> float:
        """The mean ``|cos|`` alone."""
        states = self.states(kappa)
        return float(((states @ self.u).abs() / states.norm(dim=-1)).mean())

    def foretold(self, kappa: float) -> float:
        """The share of tokens that end on the side of the sign of ``kappa sigma_i``."""
        pulled, sigma = self._pulled(self._at_last(kappa))
        sides = (pulled + kappa * sigma[..., None] * self.u) @ self.u > 0
        return float((sides == (kappa * sigma > 0)).double().mean())


def start(transformer: Transformer, tokens: int, sequences: int, seed: int) -> torch.Tensor:
    """Tokens N(0, I), shape ``(sequences, tokens, d)``."""
    import torch

    drawn = np.random.default_rng(seed).normal(size=(sequences, tokens, transformer.dimension))
    return torch.from_numpy(drawn)


def through(blocks: Iterable[AttentionBlock], X: torch.Tensor, convention: Convention) -> torch.Tensor:
    """The tokens after reduced layers."""
    if convention.initial == "normalised":
        X = normalise(X, convention)
    for block in blocks:
        X = reduced_step(prepared(block, convention), X, convention)
    return X
