"""The feed-forward network precompensated: which direction after attention becomes a wanted one after the layer.

After its attention a layer applies a map F that is known: norm, feed-forward network, skip connection, norm (and the final
norm of the model after the last layer). For a target t the direction u with the largest ``cos(F(R u), t)`` is searched; F is
neither onto (a layer norm has its output on an ellipsoid) nor odd, so that what is left over is reported, and what -u gives.
Source: section 5 of arXiv 2605.25619.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from verify.errors import InvalidInput
from verify.weights.full import feed_forward, normalise

if TYPE_CHECKING:
    import torch

    from verify.weights.model import Norm, Transformer

Map = Callable[["torch.Tensor"], "torch.Tensor"]


@dataclass(frozen=True, eq=False)
class Preimage:
    """A direction and what becomes of it.

    Attributes:
        direction: u, unit, shape ``(d,)``.
        cosine: of F(R u) with the target; ``sqrt(1 - cosine^2)`` is the residual.
        opposite: of F(-R u) with the target: where tokens on the other side end.
        uncompensated: of F(R t), with the target in place of u.
        norm_limit: the largest cosine that an output of the last norm can have with the target, found by the same search.
    """

    direction: np.ndarray
    cosine: float
    opposite: float
    uncompensated: float
    norm_limit: float

    @property
    def residual(self) -> float:
        """The distance of the unit vectors' lines: ``sqrt(1 - cosine^2)``."""
        return math.sqrt(max(0.0, 1 - self.cosine**2))

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, without the direction."""
        names = ("cosine", "opposite", "uncompensated", "norm_limit", "residual")
        return {name: getattr(self, name) for name in names}


def after_attention(model: Transformer) -> Map:
    """F of the last layer, for rows of shape ``(..., d)``; with the final norm where there is one."""
    layer, final = model.layers[model.depth - 1], model.final_norm

    def post(Y: torch.Tensor) -> torch.Tensor:
        Y = normalise(layer.norm_attention, Y)
        return normalise(layer.norm_feed_forward, Y + feed_forward(layer.feed_forward, Y))

    def pre(Y: torch.Tensor) -> torch.Tensor:
        Y = Y + feed_forward(layer.feed_forward, normalise(layer.norm_feed_forward, Y))
        return Y if final is None else normalise(final, Y)

    return post if model.post_norm else pre


def preimage(
    model: Transformer, target: np.ndarray, *, size: float = 100.0, starts: int = 3, steps: int = 300, seed: int = 0
) -> Preimage:
    """Search the direction that the rest of the last layer turns into the target.

    Args:
        model: its last layer and final norm are used.
        target: any length but 0, shape ``(d,)``.
        size: R, the length of a steered token before the rest of the layer; it matters in pre-norm models only.
        starts: the target, then random directions.
        steps: of L-BFGS for each start.
        seed: of the starts.

    Raises:
        InvalidInput: for a target that is 0, not finite, or of another dimension, or no starts.
    """
    import torch

    if target.shape != (model.dimension,) or not np.isfinite(target).all() or not target.any():
        raise InvalidInput(f"the target has shape {target.shape}; expected ({model.dimension},), finite and not 0")
    if starts < 1:
        raise InvalidInput(f"{starts} starts; expected one at least")
    t = torch.from_numpy(target / np.linalg.norm(target))
    rng, rest = np.random.default_rng(seed), after_attention(model)
    firsts = [t, *(torch.from_numpy(rng.normal(size=len(t))) for _ in range(starts - 1))]

    def through(x: torch.Tensor) -> torch.Tensor:
        return rest(size * x / x.norm())

    found = [_climbed(through, start, t, steps) for start in firsts]
    cosine, u = max(found, key=lambda pair: pair[0])
    layer = model.layers[model.depth - 1]
    last = layer.norm_feed_forward if model.post_norm else model.final_norm
    limit = 1.0 if last is None else _climbed(_normed(last), t, t, steps)[0]
    unit = u / u.norm()
    opposite, plain = (float(_cosine(through(x), t)) for x in (-unit, t))
    return Preimage(unit.numpy(), cosine, opposite, plain, max(limit, cosine))


def _normed(norm: Norm) -> Map:
    return lambda x: normalise(norm, x * (len(x) ** 0.5 / x.norm()))


def _cosine(x: torch.Tensor, t: torch.Tensor) -> torch.Tensor:
    return x @ t / x.norm()


def _climbed(through: Map, start: torch.Tensor, t: torch.Tensor, steps: int) -> tuple[float, torch.Tensor]:
    """L-BFGS upwards on the cosine: the best value met, and where."""
    import torch

    x = (start / start.norm()).detach().clone().requires_grad_()
    search = torch.optim.LBFGS(
        [x], max_iter=steps, history_size=20, line_search_fn="strong_wolfe", tolerance_change=1e-12
    )
    best = (float(_cosine(through(x.detach()), t)), x.detach().clone())

    def evaluated() -> torch.Tensor:
        nonlocal best
        search.zero_grad()
        loss = -_cosine(through(x), t)
        loss.backward()
        value = -float(loss.detach())
        if value > best[0]:
            best = (value, x.detach().clone())
        return loss

    search.step(evaluated)
    return best
