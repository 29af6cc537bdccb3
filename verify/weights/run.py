"""One run of an experiment: the loop over the layers, what is noted at each, and the checkpoint after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from verify.weights.dynamics import Dynamics
from verify.weights.intervals import estimates
from verify.weights.measures import as_dict, consensus_kinds, distances, measure_layer, subspaces, units
from verify.weights.principal import CHOICES, Spectrum, correlations
from verify.weights.records import cumulative_record, layer_record, rotation_record
from verify.weights.resume import Checkpoint
from verify.weights.spectra import Spectra


class Run:
    """The state of a run: the records so far and the tokens.

    Args:
        dynamics: initial states and steps.
        spectra: where eigenpairs come from.
        settings: of the experiment, with its digest.
        say: told what runs now.
        file: the checkpoint, or None; what it holds is taken up.

    Raises:
        InvalidInput: if the checkpoint is of another run.
    """

    def __init__(
        self,
        dynamics: Dynamics,
        spectra: Spectra,
        settings: dict[str, Any],
        say: Callable[[str], None],
        file: Path | None,
    ) -> None:
        self.dynamics, self.spectra, self.settings, self.say = dynamics, spectra, settings, say
        self.steps = int(settings["depth"] + settings["extra"])
        self.alpha = float(settings["convention"].get("alpha", 1.0))
        self.checkpoint = Checkpoint(file, settings)
        self.layers: list[dict[str, Any]] = []
        self.path: list[dict[str, Any]] = []
        self.arrays: dict[str, np.ndarray] = {}
        kept = self.checkpoint.read()
        if kept is None:
            shape = (settings["sequences"], settings["tokens"], settings["dimension"])
            self.states = dynamics.initial(shape, np.random.default_rng(settings["seed"]))
        else:
            records, self.arrays = kept
            self.layers, self.path = records["layers"], records["path"]
            self.states = self.arrays.pop("states")

    @property
    def done(self) -> int:
        """Steps that were made; -1 before the starts were noted."""
        return len(self.path) - 1

    @property
    def finished(self) -> bool:
        """Whether nothing is left."""
        return self.done >= self.steps

    def advance(self) -> None:
        """One step, or the starts, and the checkpoint after it."""
        if self.done < 0:
            self._note_state(None)
            self._note_tokens()
            return
        step, depth = self.done, self.settings["depth"]
        self.say(f"step {step + 1} of {self.steps}: attention")
        before, self.states = self.states, self.dynamics.step(step % depth, self.states)
        if step < depth:
            self._note_layer(step, before)
        self._note_state(before)
        self._note_tokens()
        records = {"layers": self.layers, "path": self.path}
        self.checkpoint.write(records, {**self.arrays, "states": self.states})

    def _system(self, step: int) -> Spectrum | None:
        """The eigenpairs that a step is measured by; none for extra steps of layers that differ."""
        if step >= self.settings["depth"] and not self.settings["shared"]:
            return None
        return replace(self.spectra.layer(step), alpha=self.alpha)

    def _note_layer(self, step: int, before: np.ndarray) -> None:
        system = self._system(step)
        assert system is not None
        if step == 0 or not self.settings["shared"]:
            self._append("eigenvalues", system.eigenvalues)
        self.say(f"step {step + 1} of {self.steps}: measures")
        seed = self.settings["seed"] + 1 + step
        measures = measure_layer(before, self.states, system, seed)
        record = layer_record(step, system, measures)
        record["cumulative"] = None
        if self.settings["cumulative"]:
            record["cumulative"], curve = cumulative_record(self.spectra.product(step), self.states, seed)
            self._append("cumulative", curve)
        self.layers.append(record)
        for name, values in measures.sequences.items():
            self._append(name, values)

    def _note_state(self, before: np.ndarray | None) -> None:
        """One entry of the path, with the curves of the sequences."""
        step = len(self.path)
        system = self._system(0) if self.settings["shared"] else None
        found = {"distance": distances(self.states)}
        bases = {} if system is None else subspaces(system)
        found |= {name: correlations(units(self.states), columns).mean(1) for name, columns in bases.items()}
        told = as_dict(estimates(found, self.settings["seed"] + 10_000 + step))
        consensus, bipartite = consensus_kinds(self.states)
        entry: dict[str, Any] = {
            "step": step,
            "distance": told.pop("distance"),
            "consensus": consensus,
            "bipartite": bipartite,
        }
        if system is not None:
            entry["alignments"] = told
            entry["rotation"] = {
                choice: rotation_record(before, self.states, system, system.principal(choice)) for choice in CHOICES
            }
        self.path.append(entry)
        for name, values in found.items():
            self._append("distance" if name == "distance" else f"curve {name}", values)

    def _note_tokens(self) -> None:
        """The correlations of single tokens, of shared weights: at the start, at the model's depth, after the last step."""
        system = self._system(0) if self.settings["shared"] else None
        for word, count in (("start", 0), ("final", self.settings["depth"]), ("end", self.steps)):
            if system is not None and self.done == count:
                states = units(self.states)
                for name, columns in subspaces(system).items():
                    signed = columns.shape[1] == 1
                    self.arrays[f"{word} {name}"] = states @ columns[:, 0] if signed else correlations(states, columns)

    def _append(self, name: str, values: np.ndarray) -> None:
        kept = self.arrays.get(name)
        self.arrays[name] = values[None] if kept is None else np.concatenate([kept, values[None]])
