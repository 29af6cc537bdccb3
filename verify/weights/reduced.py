"""The reduced layer of appendix B: attention, skip connection, normalisation; no feed-forward network, no embedding.

Post-norm and pre-norm models give the same update ``x -> N(x + alpha attention(x))`` (arXiv 2605.25619, appendix B).
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from verify.errors import InvalidInput
from verify.weights.attention import attention_output

if TYPE_CHECKING:
    import torch

    from verify.weights.model import AttentionBlock


@dataclass(frozen=True)
class Convention:
    """The choices that change results; the defaults are the literal reading of eq. (1) and appendix B.

    Attributes:
        biases: those of query, key, value and output take part. Eq. (1) has none.
        token_norm: what a token is normalised to: one (the 2-norm), or sqrt_d, the size that layer norm gives it.
        initial: tokens N(0, I) enter the first layer as drawn (norm about sqrt(d)), or normalised as after a layer.
        scale: of the scores: the model's own (1/sqrt(d_head), and 1 for GPT-Neo), always 1/sqrt(d_head), or one.
        alpha: the step size; the paper has 1.
    """

    biases: bool = False
    token_norm: Literal["one", "sqrt_d"] = "one"
    initial: Literal["drawn", "normalised"] = "drawn"
    scale: Literal["model", "sqrt_d_head", "one"] = "model"
    alpha: float = 1.0

    def __post_init__(self) -> None:
        """Check the words and the step size.

        Raises:
            InvalidInput: naming the field, what was found and what was expected.
        """
        allowed: dict[str, tuple[Any, ...]] = {
            "biases": (True, False),
            "token_norm": ("one", "sqrt_d"),
            "initial": ("drawn", "normalised"),
            "scale": ("model", "sqrt_d_head", "one"),
        }
        for name, words in allowed.items():
            if getattr(self, name) not in words:
                raise InvalidInput(f"{name} is {getattr(self, name)!r}; expected one of: {', '.join(map(str, words))}")
        if not (math.isfinite(self.alpha) and self.alpha > 0):
            raise InvalidInput(f"alpha is {self.alpha}; expected a positive number")

    def to_dict(self) -> dict[str, Any]:
        """Ready for JSON."""
        return asdict(self)


CONVENTIONS = {
    "paper": Convention(),
    "normalised start": Convention(initial="normalised"),
    "sqrt_d": Convention(token_norm="sqrt_d"),
    "biases": Convention(biases=True),
    "biases, normalised start": Convention(biases=True, initial="normalised"),
    "biases, sqrt_d": Convention(biases=True, token_norm="sqrt_d"),
}
"""What is reported side by side."""


def prepared(block: AttentionBlock, convention: Convention) -> AttentionBlock:
    """The block in float64 with the scale of the convention, so that no step converts weights again."""
    scales = {"model": block.scale, "sqrt_d_head": block.query.shape[1] ** -0.5, "one": 1.0}
    names = ("query", "key", "value", "output", "query_bias", "key_bias", "value_bias", "output_bias")
    weights = {name: getattr(block, name) for name in names}
    double = {name: weight.double() for name, weight in weights.items() if weight is not None}
    return replace(block, scale=scales[convention.scale], **double)


def normalise(X: torch.Tensor, convention: Convention) -> torch.Tensor:
    """Rows of norm 1 or sqrt(d).

    Args:
        X: shape ``(..., n, d)``.
        convention: names the norm.

    Raises:
        InvalidInput: for a row that is zero or not finite: it has no direction.
    """
    norms = X.norm(dim=-1, keepdim=True)
    if not bool((norms > 0).all() and norms.isfinite().all()):
        raise InvalidInput("a token became zero or not finite, so that it has no direction; expected finite weights")
    size = 1.0 if convention.token_norm == "one" else math.sqrt(X.shape[-1])
    return X * (size / norms)


def reduced_step(block: AttentionBlock, X: torch.Tensor, convention: Convention) -> torch.Tensor:
    """``N(x + alpha attention(x))`` for every token.

    Args:
        block: from :func:`prepared`.
        X: shape ``(..., n, d)``.
        convention: see there.

    Raises:
        InvalidInput: as :func:`normalise`.
    """
    return normalise(X + convention.alpha * attention_output(block, X, biases=convention.biases), convention)
