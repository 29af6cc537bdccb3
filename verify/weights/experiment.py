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

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from verify.errors import InvalidInput
from verify.weights.dynamics import Dynamics, FullDynamics, ReducedDynamics
from verify.weights.measures import as_dict, consensus_kinds, distances, estimates, measure_layer, subspaces, units
from verify.weights.principal import CHOICES, Spectrum, correlations, spectrum
from verify.weights.records import cumulative_record, layer_record, rotation_record
from verify.weights.reduced import Convention
from verify.weights.resume import Checkpoint, digest_of

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
    for name, value, least in (("tokens", tokens, 1), ("sequences", sequences, 1), ("seed", seed, 0)):
        if value < least:
            raise InvalidInput(f"{name} is {value}; expected at least {least}")
    convention = convention or Convention()
    depth, shared = transformer.depth, transformer.shared
    steps = depth + (3 * depth if extra is None else extra)
    if depth < 1 or steps < depth:
        raise InvalidInput(f"{depth} layers and {steps - depth} extra ones; expected at least 1 and 0")
    dynamics: Dynamics = (
        ReducedDynamics(transformer, convention) if kind == "reduced" else FullDynamics(transformer)
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
    run = _Run(transformer, dynamics, settings, steps, say or (lambda _: None), checkpoint)
    return run.finished()


class _Run:
    """The state of a run: records so far, the tokens, the running product."""

    def __init__(
        self,
        transformer: Transformer,
        dynamics: Dynamics,
        settings: dict[str, Any],
        steps: int,
        say: Callable[[str], None],
        file: Path | None,
    ) -> None:
        self.transformer, self.dynamics, self.settings, self.steps, self.say = (
            transformer,
            dynamics,
            settings,
            steps,
            say,
        )
        self.alpha = float(settings["convention"].get("alpha", 1.0))
        self.system: Spectrum | None = None
        self.product: np.ndarray | None = None
        self.checkpoint = Checkpoint(file, settings)
        kept = self.checkpoint.read()
        if kept is None:
            shape = (settings["sequences"], settings["tokens"], settings["dimension"])
            self.states = dynamics.initial(shape, np.random.default_rng(settings["seed"]))
            self.layers: list[dict[str, Any]] = []
            self.path: list[dict[str, Any]] = []
            self.arrays: dict[str, np.ndarray] = {}
            return
        records, self.arrays = kept
        self.layers, self.path = records["layers"], records["path"]
        self.states = self.arrays.pop("states")
        self.product = self.arrays.pop("product", None)

    def finished(self) -> Experiment:
        """Run what is left."""
        shared = self.settings["shared"]
        if not self.path:
            self._note_state(None)
            self._note_tokens(-1)
        for step in range(len(self.path) - 1, self.steps):
            if step < self.settings["depth"] or shared:
                self._prepare(step)
            self.say(f"step {step + 1} of {self.steps}: attention")
            before, self.states = self.states, self.dynamics.step(step % self.settings["depth"], self.states)
            if step < self.settings["depth"]:
                self._note_layer(step, before)
            self._note_state(before)
            self._note_tokens(step)
            records = {"layers": self.layers, "path": self.path}
            product = {} if self.product is None else {"product": self.product}
            self.checkpoint.write(records, {**self.arrays, "states": self.states, **product})
        return Experiment(self.settings, self.layers, self.path, self.arrays)

    def _prepare(self, step: int) -> None:
        """The eigenpairs of the layer; of shared weights once."""
        if self.settings["shared"] and self.system is not None:
            return
        d = self.settings["dimension"]
        self.say(f"step {step + 1} of {self.steps}: eigenpairs of a {d} x {d} matrix")
        self.system = None
        matrix = self.transformer.layers[0 if self.settings["shared"] else step].attention.layer_matrix().numpy()
        if self.settings["cumulative"]:
            product = matrix if self.product is None else matrix @ self.product
            size = np.linalg.norm(product)
            self.product = product / size if size > 0 else product
        self.system = spectrum(matrix, self.alpha)
        if step == 0 or not self.settings["shared"]:
            self._append("eigenvalues", self.system.eigenvalues)

    def _note_layer(self, step: int, before: np.ndarray) -> None:
        assert self.system is not None
        self.say(f"step {step + 1} of {self.steps}: measures")
        seed = self.settings["seed"] + 1 + step
        measures = measure_layer(before, self.states, self.system, seed)
        record = layer_record(step, self.system, measures)
        record["cumulative"] = None
        if self.product is not None:
            self.say(f"step {step + 1} of {self.steps}: eigenpairs of the cumulative product")
            record["cumulative"], curve = cumulative_record(self.product, self.states, seed)
            self._append("cumulative", curve)
        self.layers.append(record)
        for name, values in measures.sequences.items():
            self._append(name, values)

    def _note_state(self, before: np.ndarray | None) -> None:
        """One entry of the path, with the curves of the sequences."""
        step = len(self.path)
        if step == 0 and self.settings["shared"]:
            self._prepare(0)
        found = {"distance": distances(self.states)}
        bases = subspaces(self.system) if self.settings["shared"] and self.system is not None else {}
        found |= {name: correlations(units(self.states), columns).mean(1) for name, columns in bases.items()}
        told = as_dict(estimates(found, self.settings["seed"] + 10_000 + step))
        consensus, bipartite = consensus_kinds(self.states)
        entry: dict[str, Any] = {
            "step": step,
            "distance": told.pop("distance"),
            "consensus": consensus,
            "bipartite": bipartite,
        }
        if self.settings["shared"] and self.system is not None:
            entry["alignments"] = told
            entry["rotation"] = {
                choice: rotation_record(before, self.states, self.system, self.system.principal(choice))
                for choice in CHOICES
            }
        self.path.append(entry)
        for name, values in found.items():
            self._append("distance" if name == "distance" else f"curve {name}", values)

    def _note_tokens(self, step: int) -> None:
        """The correlations of single tokens, of shared weights: at the start, at the model's depth, after the last step."""
        named = (("start", 0), ("final", self.settings["depth"]), ("end", self.steps))
        wanted = named if self.settings["shared"] else ()
        for word, count in wanted:
            if step + 1 == count and self.system is not None:
                states = units(self.states)
                for name, columns in subspaces(self.system).items():
                    signed = columns.shape[1] == 1
                    self.arrays[f"{word} {name}"] = states @ columns[:, 0] if signed else correlations(states, columns)

    def _append(self, name: str, values: np.ndarray) -> None:
        kept = self.arrays.get(name)
        self.arrays[name] = values[None] if kept is None else np.concatenate([kept, values[None]])
