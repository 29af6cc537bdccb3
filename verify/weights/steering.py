"""Steering: the rank-one change of a layer's output matrix that pulls tokens towards a wanted direction.

``W_O -> W_O + kappa u r^T`` with ``r^T = w^T W_Vall^+`` changes the layer matrix to ``H + kappa u (P w)^T``, P the projector
onto the row space of the stacked value matrices, the identity where these have rank d. Token i then moves from ``y_i`` to
``y_i + alpha kappa sigma_i u`` before it is normalised, ``sigma_i = r^T v_i`` with ``v_i`` its stacked mixed values: it goes
to the side of u that the sign of ``kappa sigma_i`` says. The source is section 2.3 of arXiv 2605.25619; what is proved
stands in ``proofs/power_method/steering.py``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from verify.errors import InvalidInput
from verify.weights.output_change import Row, changed_block, output_row
from verify.weights.reduced import Convention
from verify.weights.spectrum_change import RankOne
from verify.weights.steered_tokens import Effect, Reached, start, through

if TYPE_CHECKING:
    import torch

    from verify.weights.model import AttentionBlock, Layer, Transformer


@dataclass(frozen=True, eq=False)
class Steering:
    """A steered model and what is known of it.

    Attributes:
        transformer: with the changed layer; with shared weights every layer is the changed one.
        layer: the changed layer, from 0.
        kappa: as given, or chosen.
        choice: how w was chosen.
        direction: u, unit, shape ``(d,)``.
        row: see :class:`Row`.
        change: the spectrum of ``H + kappa u (P w)^T`` for every kappa.
        threshold: see :meth:`RankOne.threshold`; None where there is no proved bound.
        before, after: the effect of the layer without and with the change, on the same arriving tokens; with shared
            weights, of all layers without and with it.
        tenfold: the effect of the kappa with ``kappa w^T u = 10 Re lambda_1``, an order of magnitude; None where there is none.
        tenfold_kappa: that kappa.
        side_foretold: the share of tokens that are on the side that the sign of ``kappa sigma_i`` says.
        curve: pairs of kappa and the mean ``|cos(x_i, u)|``, growing to ten times kappa: what a smaller one does.
        output_change: the Frobenius norm of the change over that of the output matrix.
        convention: of the reduced layers.
    """

    transformer: Transformer
    layer: int
    kappa: float
    choice: str
    direction: np.ndarray
    row: Row
    change: RankOne
    threshold: float | None
    before: Effect
    after: Effect
    tenfold: Effect | None
    tenfold_kappa: float | None
    side_foretold: float
    curve: tuple[tuple[float, float], ...]
    output_change: float
    convention: Convention

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready: the key ``steering`` of verify.weights/1."""
        leading, enclosure = self.change.leading(self.kappa), self.change.enclosure(self.kappa)
        sufficient = self.change.sufficient()
        old = self.change.poles
        return {
            "layer": self.layer,
            "all_layers": self.transformer.shared,
            "kappa": self.kappa,
            "w": self.choice,
            "gain": self.change.gain,
            "rank": self.row.rank,
            "rank_needed": len(self.direction),
            "condition": self.row.condition,
            "residual": self.row.residual,
            "output_change": self.output_change,
            "norm": self.change.norm,
            "principal_before": _pair(old[np.argmax(old.real)]),
            "sufficient_kappa": sufficient if math.isfinite(sufficient) else None,
            "threshold_kappa": self.threshold,
            "leading": _pair(leading.eigenvalue),
            "principal": _pair(leading.principal),
            "one_plus": _pair(leading.one_plus),
            "others": leading.second,
            "dominant": leading.dominant,
            "sine": leading.sine,
            "sine_bound": self.change.sine_bound(self.kappa),
            "leading_bounds": None if enclosure is None else list(enclosure[:2]),
            "before": self.before.to_dict(),
            "after": self.after.to_dict(),
            "tenfold_kappa": self.tenfold_kappa,
            "tenfold": None if self.tenfold is None else self.tenfold.to_dict(),
            "side_foretold": self.side_foretold,
            "curve": [list(pair) for pair in self.curve],
            "convention": self.convention.to_dict(),
        }


def steer(
    transformer: Transformer,
    direction: np.ndarray,
    kappa: float | None = None,
    *,
    choice: str | np.ndarray = "direction",
    states: torch.Tensor | None = None,
    convention: Convention | None = None,
    tokens: int = 10,
    sequences: int = 100,
    seed: int = 0,
    cosine: float = 0.999,
    share: float = 0.9,
    say: Callable[[str], None] = lambda _: None,
) -> Steering:
    """Change the last layer so that its tokens align with a direction.

    Args:
        transformer: any family.
        direction: u, any length but 0, shape ``(d,)``.
        kappa: any number but 0; by default the least that gives ``share`` of the arriving tokens ``|cos| >= cosine``, and
            at least the proved bound for a dominant eigenvalue.
        choice: ``direction`` (w = u), ``left`` (the left eigenvector of the real eigenvalue with the largest real part,
            with ``w^T u > 0``: then only that eigenvalue moves), or w itself.
        states: tokens that arrive at the last layer, shape ``(sequences, n, d)``; by default N(0, I) through the reduced
            layers before it.
        convention: of the reduced layers; without biases by default.
        tokens, sequences, seed: of the default states.
        cosine, share: see kappa.
        say: told about progress.

    Raises:
        InvalidInput: for a direction that is 0, not finite, or of another dimension, kappa 0 or not finite, or a choice
            that is not known.
    """
    import torch

    if direction.shape != (transformer.dimension,) or not np.isfinite(direction).all() or not direction.any():
        raise InvalidInput(f"the direction has shape {direction.shape}; expected ({transformer.dimension},), not 0")
    if kappa is not None and not (math.isfinite(kappa) and kappa != 0):
        raise InvalidInput(f"kappa is {kappa}; expected a finite number other than 0")
    convention = convention or Convention()
    u = direction.astype(float) / np.linalg.norm(direction)
    index, block = transformer.depth - 1, transformer.layers[transformer.depth - 1].attention
    say("layer matrix")
    matrix = block.layer_matrix().cpu().numpy()
    wanted, name = _chosen(choice, matrix, u)
    row = output_row(block, wanted)
    say("spectrum")
    change = RankOne.of(matrix, u, row.achieved)
    say("threshold")
    threshold = change.threshold()
    say("tokens")
    drawn = states.double() if states is not None else start(transformer, tokens, sequences, seed)
    stack = transformer.shared and states is None
    if states is None and not stack:
        drawn = through((transformer.layers[i].attention for i in range(index)), drawn, convention)
    reached = Reached(block, row.row, torch.from_numpy(u), drawn, convention, transformer.depth if stack else 1)
    if kappa is None:
        kappa, sufficient = reached.needed(cosine, share), change.sufficient()
        kappa = max(kappa, sufficient * (1 + 1e-9)) if math.isfinite(sufficient) else kappa
    before, after, foretold = reached.effect(0.0), reached.effect(kappa), reached.foretold(kappa)
    size = abs(kappa) * float(np.linalg.norm(row.row)) / float(block.output.double().norm())
    say("curve")
    # With shared weights each point is a run through all layers: ten sequences are enough for a curve.
    seen = replace(reached, arriving=drawn[:10]) if stack else reached
    curve = tuple((float(k), seen.mean_cosine(k)) for k in kappa * np.geomspace(1e-4, 10, 26))
    principal = float(change.poles.real.max())
    tenfold = 10 * principal / change.gain if principal > 0 and change.gain > 0 else None
    ten = None if tenfold is None else reached.effect(tenfold)
    model = with_last(transformer, changed_block(block, u, row.row, kappa))
    return Steering(
        model,
        index,
        kappa,
        name,
        u,
        row,
        change,
        threshold,
        before,
        after,
        ten,
        tenfold,
        foretold,
        curve,
        size,
        convention,
    )


def _chosen(choice: str | np.ndarray, matrix: np.ndarray, u: np.ndarray) -> tuple[np.ndarray, str]:
    if isinstance(choice, np.ndarray):
        return choice.astype(float), "given"
    if choice == "direction":
        return u, choice
    if choice == "left":
        values, vectors = np.linalg.eig(matrix.T)
        real = np.flatnonzero(values.imag == 0)
        if not len(real):
            raise InvalidInput("the layer matrix has no real eigenvalue; expected one for the choice 'left'")
        w = vectors[:, real[np.argmax(values[real].real)]].real
        return w * (1.0 if w @ u >= 0 else -1.0), choice
    raise InvalidInput(f"the choice of w is {choice!r}; expected direction, left or an array")


def with_last(transformer: Transformer, block: AttentionBlock) -> Transformer:
    """The model with another attention block in its last layer; in all layers where these share their weights."""
    last = replace(transformer.layers[transformer.depth - 1], attention=block)
    layers: Sequence[Layer] = [last] * transformer.depth if transformer.shared else _Last(transformer.layers, last)
    return replace(transformer, layers=layers)


class _Last(Sequence["Layer"]):
    """Layers of which the last one is another."""

    def __init__(self, layers: Sequence[Layer], last: Layer) -> None:
        self._layers, self._last = layers, last

    def __len__(self) -> int:
        return len(self._layers)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        return self._last if index in (len(self) - 1, -1) else self._layers[index]


def _pair(value: complex) -> list[float]:
    return [float(value.real), float(value.imag)]
