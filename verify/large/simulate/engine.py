"""One step of many tokens by the fast routes, and the definition in float64 for a few rows of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from verify.arithmetic.numeric import FLOAT64
from verify.systems import Attention, Oja

DTYPES = ("float32", "float64")
# Operations of the exponential and the sums of one pair of tokens, beside 4 d for the two products.
PAIR = 30.0
PLANAR = 2e4
"""Operations of one token where d = 2: the expansion does without pairs."""


def unit_roundoff(dtype: str) -> float:
    """u: half the distance from 1 to the next number."""
    return float(np.finfo(dtype).eps) / 2


@dataclass(frozen=True)
class Engine:
    """Steps of a system on one device; tokens come and go as NumPy arrays.

    Attributes:
        device: cpu or cuda.
        threads: on a CPU; the results do not depend on it. ``None`` is all processors.
    """

    device: str = "cpu"
    threads: int | None = None

    def influence(self, system: Oja | Attention, tokens: np.ndarray) -> np.ndarray:
        """``system.influence`` in the dtype of the tokens, shape ``(..., n, d)``."""
        from verify.large import influence

        if self.device == "cpu":
            return np.asarray(influence(system, tokens, threads=self.threads))
        import torch

        found: Any = influence(system, torch.from_numpy(tokens).to(self.device))
        return np.asarray(found.cpu().numpy())

    def moved(self, system: Oja | Attention, tokens: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """``system.step``, and the lengths ``|x_i + alpha s_i|`` before normalising, shape ``(..., n, 1)``."""
        after = tokens + float(system._alpha(FLOAT64, None)) * self.influence(system, tokens)
        lengths = FLOAT64.norms(after)
        with np.errstate(invalid="ignore", divide="ignore"):
            after /= lengths  # a token that a step sends to 0 is nan from then on, as in system.step
        return after, lengths

    def step(self, system: Oja | Attention, tokens: np.ndarray) -> np.ndarray:
        """``system.step`` in the dtype of the tokens."""
        return self.moved(system, tokens)[0]


def work(system: Oja | Attention, tokens: int, starts: int = 1, dtype: str = "float32") -> float:
    """Operations of float32 that take about as long as one step; to plan with, no more than an order of magnitude."""
    d = system.dimension
    weight = 2.0 if dtype == "float64" else 1.0
    if isinstance(system, Oja):
        return weight * 16.0 * starts * tokens * d * (d + 4)  # coordinates in the eigenbasis cost more than the step
    pairs = starts * float(tokens) ** 2 * (4 * d + PAIR)
    return weight * (min(pairs, PLANAR * starts * tokens) if d == 2 else pairs)


def reference_rows(system: Oja | Attention, tokens: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Rows of ``system.step`` as defined, in float64, without the other rows of the weights.

    Args:
        system: full attention.
        tokens: shape ``(n, d)``; read as the numbers that they are.
        rows: their numbers.

    Returns:
        Shape ``(len(rows), d)``.
    """
    exact = tokens.astype(np.float64)
    own = exact[rows]
    if isinstance(system, Oja):
        mean = FLOAT64.mean(exact)
    else:
        queries = own if system.query_key is None else own @ FLOAT64.asarray(system.query_key, exact)
        mean = FLOAT64.softmax(queries @ exact.T) @ exact
    alpha = float(system._alpha(FLOAT64, exact))
    return np.asarray(FLOAT64.normalize(own + alpha * (mean @ FLOAT64.asarray(system.value, exact).T)))


@dataclass(frozen=True)
class Sizes:
    """Norms that errors are bounded with: ``alpha |V|``, ``|A|`` and d."""

    value: float
    scores: float
    dimension: int

    @staticmethod
    def of(system: Oja | Attention) -> Sizes:
        """Of a system with numbers."""
        key: Any = None if isinstance(system, Oja) else system.query_key
        scores = 0.0 if isinstance(system, Oja) else 1.0 if key is None else float(np.linalg.norm(key, 2))
        return Sizes(float(system.step_size) * float(np.linalg.norm(system.value, 2)), scores, system.dimension)

    @property
    def spread(self) -> float:
        """How much ``x_i + alpha s_i`` moves at most if every token moves by 1."""
        return 1 + self.value * (1 + 2 * self.scores)

    @property
    def rounding(self) -> float:
        """The rounding error of ``x_i + alpha s_i`` in units of u, for errors that behave as if random, times 4.

        Scores are off by ``|A| u``, weights by twice that and by an exponential, sums are over nonnegative weights; then come the
        product with V, the sum and the norm.
        """
        return 4 * (4 + self.value * (2 * self.scores + 4))
