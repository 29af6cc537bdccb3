"""Steering the full model: embedding, feed-forward networks, biases and affine norms included, the last layer precompensated.

The layer's output is F(y_i + kappa sigma_i u), F as in :mod:`verify.weights.preimage`, so that u is the preimage of the target
under F. F is not odd: only tokens with ``kappa sigma_i > 0`` go to the target. Heads mix different tokens, so that no w decides the
sign of sigma_i; the row r does, and with ``choice="values"`` it is along the mean of what the heads read.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from verify.errors import InvalidInput
from verify.weights.attention import attention_output
from verify.weights.full import hidden_states, normalise
from verify.weights.output_change import Row, changed_block, coefficients, needed_kappa, output_row, row_of_values
from verify.weights.preimage import Preimage, after_attention, preimage
from verify.weights.steered_tokens import Effect
from verify.weights.steering import with_last

if TYPE_CHECKING:
    import torch

    from verify.weights.model import AttentionBlock, Transformer


@dataclass(frozen=True, eq=False)
class FullSteering:
    """A steered full model.

    Attributes:
        transformer: with the changed layer; with shared weights every layer is the changed one.
        kappa: as given, or chosen.
        choice: how w was chosen.
        target: t, unit, shape ``(d,)``.
        preimage: u, and what F makes of it.
        row: see :class:`Row`.
        before, after: how the model's outputs stand to the target.
        uncompensated: the same with u = t; with shared weights, in the last layer alone.
        cosine: the mean of ``cos``, with its sign, after the change.
        positive: the share of tokens with ``kappa sigma_i > 0``.
    """

    transformer: Transformer
    kappa: float
    choice: str
    target: np.ndarray
    preimage: Preimage
    row: Row
    before: Effect
    after: Effect
    uncompensated: Effect
    cosine: float
    positive: float

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready: the key ``full`` of ``steering``."""
        return {
            "kappa": self.kappa,
            "w": self.choice,
            "rank": self.row.rank,
            "w_residual": self.row.residual,
            "preimage": self.preimage.to_dict(),
            "before": self.before.to_dict(),
            "after": self.after.to_dict(),
            "uncompensated": self.uncompensated.to_dict(),
            "cosine": self.cosine,
            "positive": self.positive,
        }


def steer_full(
    model: Transformer,
    target: np.ndarray,
    states: torch.Tensor,
    kappa: float | None = None,
    *,
    choice: str | np.ndarray = "values",
    cosine: float = 0.999,
    share: float = 0.9,
    say: Callable[[str], None] = lambda _: None,
) -> FullSteering:
    """Change the last layer so that the model's outputs align with a target.

    Args:
        model: any family.
        target: any length but 0, shape ``(d,)``.
        states: embedded tokens, from :func:`verify.weights.full.embed`, shape ``(sequences, n, d)``.
        kappa: by default the least for which this ``share`` of the tokens has ``|cos| >= cosine`` with u before F; with shared
            weights its sign is the one that aligns better.
        choice: ``values`` (r along the mean of the stacked values that tokens read), ``direction`` (w = u), or w itself.
        cosine, share: see kappa.
        say: told about progress.

    Raises:
        InvalidInput: as :func:`preimage`, for kappa 0 or not finite, or an unknown choice.
    """
    import torch

    if kappa is not None and not (math.isfinite(kappa) and kappa != 0):
        raise InvalidInput(f"kappa is {kappa}; expected a finite number other than 0")
    layer = model.layers[model.depth - 1]
    block = layer.attention
    say("layers")
    *_, X, out = hidden_states(model, states.double())
    given = X if model.post_norm else normalise(layer.norm_attention, X)
    pulled = X + attention_output(block, given)
    say("preimage")
    size = 10 * float(pulled.norm(dim=-1).median())
    found = preimage(model, target, size=size)
    t = target / np.linalg.norm(target)
    # With shared weights each layer is given what the one before made, F(R u) or F(-R u): the row is positive on both.
    ends = size * torch.from_numpy(np.stack([found.direction, -found.direction]))
    steady = after_attention(model)(ends)[:, None]
    row, name = _chosen(choice, block, steady if model.shared else given, found.direction)
    sigma, u = coefficients(block, row.row, given, biases=True), torch.from_numpy(found.direction)
    chosen = kappa is None
    if kappa is None:
        kappa = needed_kappa(pulled, sigma, u, cosine=cosine, share=share)
        if model.shared:
            again = coefficients(block, row.row, steady, biases=True)
            made = steady + attention_output(block, steady)
            kappa = max(kappa, needed_kappa(made, again, u, cosine=cosine, share=1.0))
    rest, unit = after_attention(model), torch.from_numpy(t)
    say("layers of the steered model")

    def outcome(k: float) -> tuple[Transformer, torch.Tensor, torch.Tensor]:
        """The steered model, its outputs, and ``k sigma_i``."""
        changed = changed_block(block, found.direction, row.row, k)
        steered = with_last(model, changed)
        if not model.shared:
            return steered, rest(X + attention_output(changed, given)), k * sigma
        # The change is in every layer, so that other tokens arrive.
        *_, arriving, after = hidden_states(steered, states.double())
        after = after if model.final_norm is None else normalise(model.final_norm, after)
        return steered, after, k * coefficients(block, row.row, arriving, biases=True)

    def signed(outputs: torch.Tensor) -> float:
        return float(((outputs @ unit) / outputs.norm(dim=-1)).mean())

    steered, after, pull = outcome(kappa)
    if model.shared and chosen:
        mirrored = outcome(-kappa)
        if signed(mirrored[1]) > signed(after):
            kappa, (steered, after, pull) = -kappa, mirrored
    before = out if model.final_norm is None else normalise(model.final_norm, out)
    plain = rest(pulled + kappa * sigma[..., None] * unit)
    effects = (Effect.of(before, unit), Effect.of(after, unit), Effect.of(plain, unit))
    positive = float((pull > 0).double().mean())
    return FullSteering(steered, kappa, name, t, found, row, *effects, signed(after), positive)


def _chosen(choice: str | np.ndarray, block: AttentionBlock, given: torch.Tensor, u: np.ndarray) -> tuple[Row, str]:
    if isinstance(choice, np.ndarray):
        return output_row(block, choice.astype(float)), "given"
    if choice == "direction":
        return output_row(block, u), choice
    if choice == "values":
        return row_of_values(block, given, biases=True), choice
    raise InvalidInput(f"the choice of w is {choice!r}; expected values, direction or an array")
