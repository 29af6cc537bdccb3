"""The protocol of appendix B of arXiv 2605.25619 over a transformer, layer by layer, resumable.

``run_experiment(transformer)`` returns an :class:`Experiment`: JSON-shaped records with the arrays of the figures beside.

- ``experiment.layers[t]`` (t < depth) has the keys of ``verify.weights/1``: index, eigenvalues_top, leading (by choice), gap,
  rho, delta_rho, p, means, intervals; and beside them rho_before, stds, gaps (by choice), second, last, pair, case, dominance,
  condition, collinearity (next, last), same (does the choice name the group of real_part), rank, excess, mean, alike and
  excess_alike (averages over real eigenvectors or over pairs only), alignments (real_part, modulus, one_plus, next_span,
  last_span: each before, rho, delta_rho, p with mean, std, interval), cumulative.
- ``experiment.path[k]`` is the state after k steps: step, distance, consensus, bipartite (numbers of sequences), and where
  the weights are shared alignments (by name) and rotation. Steps beyond the depth are extra layers: identical ones where
  the weights are shared; else the stack starts again at its first layer.
- ``experiment.arrays``: eigenvalues (layers or 1, d), distance (steps + 1, sequences), "PART NAME" (layers, sequences) with
  part rho, delta_rho or p and the names of alignments or mean, cumulative (layers, sequences), and where the weights are shared
  "curve NAME" (steps + 1, sequences), and "start NAME", "final NAME" and "end NAME" (sequences, n), the tokens before the
  first step, at the depth of the model and after the last step: signed cosines for a real eigenvector, else the length of
  the projection.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np

from verify.errors import InvalidInput
from verify.weights.dynamics import Blocks, Dynamics, FullDynamics, ReducedDynamics
from verify.weights.reduced import CONVENTIONS, Convention
from verify.weights.resume import digest_of
from verify.weights.run import Run
from verify.weights.spectra import Spectra

if TYPE_CHECKING:
    from verify.weights.model import Transformer

Kind = Literal["reduced", "full"]


@dataclass(frozen=True, eq=False)
class Experiment:
    """What a run found; see the module for the records.

    Attributes:
        settings: model, family, dimension, heads, depth, shared, causal, kind, tokens, sequences, seed, convention, extra, digest.
        layers, path, arrays: see the module.
    """

    settings: dict[str, Any]
    layers: list[dict[str, Any]]
    path: list[dict[str, Any]]
    arrays: dict[str, np.ndarray]

    @property
    def depth(self) -> int:
        """Number of layers."""
        return int(self.settings["depth"])

    @property
    def shared(self) -> bool:
        """Whether all layers have the same weights."""
        return bool(self.settings["shared"])

    def to_dict(self) -> dict[str, Any]:
        """The JSON of ``verify.weights/1``, to which the command adds claims and steering."""
        return {"schema": "verify.weights/1", **self.settings, "layers": self.layers, "path": self.path}


def run_experiment(
    transformer: Transformer,
    *,
    tokens: int = 10,
    sequences: int = 100,
    seed: int = 0,
    convention: Convention | None = None,
    kind: Kind = "reduced",
    extra: int | None = None,
    cumulative: bool = True,
    say: Callable[[str], None] | None = None,
    checkpoint: Path | None = None,
) -> Experiment:
    """Push random tokens through the layers and measure every layer.

    Args:
        transformer: the model.
        tokens: n, of a sequence.
        sequences: independent starts; intervals need eight.
        seed: of tokens and bootstraps.
        convention: of the reduced layer; the paper's where it is None. The full layer has its own.
        kind: reduced (N(0, I) tokens, attention + skip + normalisation), or full (random words through the embedding,
            affine norms, feed-forward networks).
        extra: steps after the last layer; by default three times the depth.
        cumulative: also the principal eigenvector of H(t)...H(1) of layer-varying models: one more eigenproblem a layer.
        say: told what runs now, one line.
        checkpoint: a file that the state is written to after every step; if it exists the run goes on from there.

    Raises:
        InvalidInput: if a number is out of range, a model cannot be used, or the checkpoint is of another run.
    """
    say = say or _silent
    run = _started(
        transformer, Spectra(transformer, say), Blocks(transformer), say, checkpoint,
        tokens=tokens, sequences=sequences, seed=seed, convention=convention or Convention(), kind=kind, extra=extra,
        cumulative=cumulative,
    )  # fmt: skip
    return _finished([run])[0]


def run_side_by_side(
    transformer: Transformer,
    conventions: Mapping[str, Convention] = MappingProxyType(CONVENTIONS),
    *,
    full: bool = False,
    tokens: int = 10,
    sequences: int = 100,
    seed: int = 0,
    extra: int | None = None,
    cumulative: bool = True,
    say: Callable[[str], None] | None = None,
    checkpoints: Path | None = None,
) -> dict[str, Experiment]:
    """The same experiment under several conventions, layer by layer in step: every eigenproblem is solved once.

    The numbers are those of :func:`run_experiment`.

    Args:
        transformer, tokens, sequences, seed, extra, cumulative, say: as there.
        conventions: by name.
        full: also the full layers, under the name "full".
        checkpoints: a folder with one checkpoint for each name.

    Raises:
        InvalidInput: as :func:`run_experiment`.
    """
    say = say or _silent
    spectra, blocks = Spectra(transformer, say), Blocks(transformer)
    wanted: dict[str, tuple[Convention, Kind]] = {
        name: (convention, "reduced") for name, convention in conventions.items()
    }
    if full:
        wanted["full"] = (Convention(), "full")
    runs = []
    for name, (convention, kind) in wanted.items():
        file = None if checkpoints is None else checkpoints / f"{re.sub('[^a-z0-9_]+', '-', name.lower())}.npz"
        runs.append(
            _started(
                transformer,
                spectra,
                blocks,
                partial(_named, say, name),
                file,
                tokens=tokens,
                sequences=sequences,
                seed=seed,
                convention=convention,
                kind=kind,
                extra=extra,
                cumulative=cumulative,
            )
        )
    return dict(zip(wanted, _finished(runs), strict=True))


def _silent(line: str) -> None:
    """Nobody listens."""


def _named(say: Callable[[str], None], name: str, line: str) -> None:
    say(f"{name}: {line}")


def _finished(runs: list[Run]) -> list[Experiment]:
    """Whoever is behind goes next, so that all ask for the eigenpairs of one layer before those of the next."""
    while waiting := [run for run in runs if not run.finished]:
        min(waiting, key=lambda run: run.done).advance()
    return [Experiment(run.settings, run.layers, run.path, run.arrays) for run in runs]


def _started(
    transformer: Transformer,
    spectra: Spectra,
    blocks: Blocks,
    say: Callable[[str], None],
    checkpoint: Path | None,
    *,
    tokens: int,
    sequences: int,
    seed: int,
    convention: Convention,
    kind: Kind,
    extra: int | None,
    cumulative: bool,
) -> Run:
    """The numbers checked, the settings with their digest, and the state that a checkpoint holds."""
    if kind not in get_args(Kind):
        raise InvalidInput(f"kind is {kind!r}; expected one of: {', '.join(get_args(Kind))}")
    for name, value, least in (("tokens", tokens, 1), ("sequences", sequences, 1), ("seed", seed, 0)):
        if value < least:
            raise InvalidInput(f"{name} is {value}; expected at least {least}")
    depth, shared = transformer.depth, transformer.shared
    steps = depth + (3 * depth if extra is None else extra)
    if depth < 1 or steps < depth:
        raise InvalidInput(f"{depth} layers and {steps - depth} extra ones; expected at least 1 and 0")
    dynamics: Dynamics = (
        ReducedDynamics(blocks, convention) if kind == "reduced" else FullDynamics(transformer)
    )  # fmt: skip
    settings = {
        "model": transformer.name,
        "family": transformer.family,
        "dimension": transformer.dimension,
        "heads": transformer.layers[0].attention.heads,
        "depth": depth,
        "shared": shared,
        "causal": transformer.layers[0].attention.causal,
        "kind": kind,
        "tokens": tokens,
        "sequences": sequences,
        "seed": seed,
        "convention": dynamics.convention(),
        "extra": steps - depth,
        "cumulative": cumulative and not shared,
    }
    settings["digest"] = digest_of(settings, transformer)
    return Run(dynamics, spectra, settings, say, checkpoint)
