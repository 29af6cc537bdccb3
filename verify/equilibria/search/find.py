"""The search for equilibria: trajectories for what attracts, Newton's method for the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from verify.equilibria.prepare import exact_matrix
from verify.equilibria.search import relax as relaxing
from verify.equilibria.search import starts as drawing
from verify.equilibria.search.batched import field_jacobian, frames, pulls
from verify.equilibria.search.creeping import creeps
from verify.equilibria.search.distinct import Collection, canonical
from verify.equilibria.search.found import TOLERANCE, Equilibria, Found, certified, described, layer_matrix
from verify.equilibria.search.newton import polish, solve
from verify.errors import InvalidInput
from verify.systems import Attention, MultiHead, Oja, System

MOST_STARTS, MOST_COORDINATES = 1_000_000, 400
CHUNK = 2_000_000
"""Entries of a stack of Jacobians that is held at once."""
STEPS = 4_000

Watch = Callable[[str, int, int], None]


def find_equilibria(
    system: System,
    tokens: int = 10,
    starts: int = 1000,
    seed: int = 0,
    *,
    certify: bool = False,
    saddles: bool = True,
    steps: int = STEPS,
    watch: Watch | None = None,
) -> Equilibria:
    """Search for equilibria of every kind, stable and not. A search never is complete.

    Two routes. (i) ``starts`` uniform starts follow the system's own dynamics until each rests at an equilibrium that attracts; how
    many ended at one is its ``hits``, an unbiased estimate of its basin. A slow passage is no attractor: a start counts only if
    Newton's method finds, near it, an equilibrium whose Jacobian does not expand; all others are undecided. (ii) Damped Newton steps
    from the same starts, from sign states and from states of few clusters find saddles and repellers too. What is found is polished
    and kept once, modulo permutations of the tokens and the global sign; equilibria that are not isolated once for each family that
    looks the same.

    Args:
        system: Oja, Attention (masked or not) or MultiHead with float64 matrices, a flow or with steps.
        tokens: n >= 1.
        starts: uniform starts, at least 1.
        seed: of the starts.
        certify: certify every entry in ball arithmetic too.
        saddles: look for saddles and repellers too.
        steps: after so many steps a trajectory is given up.
        watch: told ``(what, done, of)``.

    Returns:
        An iterable of :class:`verify.equilibria.search.found.Found` with ``.to_dict()``, schema verify.equilibria/1.

    Raises:
        InvalidInput: for another system, entries that float64 does not hold, or sizes out of range.
    """
    search = Search(system, tokens, starts, seed, watch)
    search.run(steps=steps, certify=certify, saddles=saddles)
    return search.result()


def _checked(system: System, tokens: int, starts: int, seed: int) -> System:
    for name, number, most in (("tokens", tokens, 10**6), ("starts", starts, MOST_STARTS), ("seed", seed, 2**63)):
        least = 0 if name == "seed" else 1
        if isinstance(number, bool) or not isinstance(number, (int, np.integer)) or not least <= number <= most:
            raise InvalidInput(f"{name} is {number!r}; expected an integer from {least} to {most}")
    if not isinstance(system, (Oja, Attention, MultiHead)):
        raise InvalidInput(f"system is {type(system).__name__}; expected Oja, Attention or MultiHead")
    if tokens * system.dimension > MOST_COORDINATES:
        raise InvalidInput(
            f"{tokens} tokens in dimension {system.dimension} are {tokens * system.dimension} coordinates; "
            f"expected at most {MOST_COORDINATES}: the search factors Jacobians of that size"
        )
    if isinstance(system, MultiHead):
        values = tuple(exact_matrix(f"values[{h}]", value) for h, value in enumerate(system.values))
        keys = tuple(
            None if key is None else exact_matrix(f"query_keys[{h}]", key) for h, key in enumerate(system.query_keys)
        )
        return replace(system, values=values, query_keys=keys, step_size=_step(system))
    value = exact_matrix("value", system.value)
    if isinstance(system, Oja):
        return replace(system, value=value, step_size=_step(system))
    key = None if system.query_key is None else exact_matrix("query_key", system.query_key)
    return replace(system, value=value, query_key=key, step_size=_step(system))


def _step(system: System) -> float | None:
    return None if system.step_size is None else float(system.step_size)


class Search:
    """A search that can be stopped: :meth:`result` is what was found so far. See :func:`find_equilibria`."""

    def __init__(self, system: System, tokens: int, starts: int, seed: int, watch: Watch | None = None) -> None:
        """Check the input.

        Raises:
            InvalidInput: see :func:`find_equilibria`.
        """
        self.system = _checked(system, tokens, starts, seed)
        self.flow = self.system if self.system.is_flow else replace(self.system, step_size=None)
        self.n, self.starts, self.seed = int(tokens), int(starts), int(seed)
        self.watch: Watch = watch or (lambda _what, _done, _of: None)
        self.scale = max(float(np.linalg.norm(layer_matrix(system), 2)), 1e-300)
        self.permutable = not getattr(self.system, "causal", False)
        self.isolated = Collection(self.permutable)
        self.families: dict[tuple[Any, ...], int] = {}
        self.entries: list[Found] = []
        self.places: dict[int, int] = {}  # of the isolated ones among the entries
        self.followed = self.converged = self.two_cycles = self.not_fixed = 0

    def run(self, *, steps: int = STEPS, certify: bool = False, saddles: bool = True) -> None:
        """Both routes (without ``saddles`` the first alone), then the certificates."""
        self._follow(self.starts, steps)
        if saddles:
            self._land(self.starts)
        if certify:
            for k, entry in enumerate(self.entries):
                self.watch("certificates", k, len(self.entries))
                self.entries[k] = certified(entry, self.system)
            self.watch("certificates", len(self.entries), len(self.entries))

    def _follow(self, count: int, steps: int) -> None:
        """Route (i)."""
        states = drawing.uniform(self.seed, count, self.n, self.system.dimension)
        size = max(1, min(2000, CHUNK // max(1, (self.n * self.system.dimension) ** 2)))
        for start in range(0, count, size):
            self.watch("trajectories", start, count)
            ended = relaxing.relax(self.system, self.flow, states[start : start + size], steps, self.scale)
            self.followed += len(ended.arrived)
            self.two_cycles += int(ended.cycles.sum())
            for index in self._add(ended.states[ended.arrived]):
                self.converged += 1
                entry = self.entries[index]
                self.entries[index] = replace(entry, hits=entry.hits + 1, landings=entry.landings + 1)
        self.watch("trajectories", count, count)

    def _land(self, count: int) -> None:
        """Route (ii)."""
        d = self.system.dimension
        states = [drawing.structured(self.system, self.seed, count // 2, self.n)]
        states.append(drawing.uniform(self.seed, count, self.n, d))
        every = np.concatenate(states)
        size = max(1, min(2000, CHUNK // max(1, (self.n * d) ** 2)))
        for start in range(0, len(every), size):
            self.watch("Newton's method", start, len(every))
            with np.errstate(all="ignore"):
                ends, done = solve(self.flow, every[start : start + size], scale=self.scale)
            for index in self._add(ends[done]):
                self.entries[index] = replace(self.entries[index], landings=self.entries[index].landings + 1)
        self.watch("Newton's method", len(every), len(every))

    def _add(self, states: np.ndarray) -> list[int]:
        """Polish states, describe what is new, and give the entry of each that rests.

        Those that a step does not fix are only counted, and what looks like a family that attracts but creeps on is dropped.
        """
        if not len(states):
            return []
        states = polish(self.flow, states)
        if not self.system.is_flow:
            fixed = (1 + float(self.system.step_size) * pulls(self.flow, states) > 0).all(axis=1)
            self.not_fixed += int((~fixed).sum())
            states = states[fixed]
            if not len(states):
                return []
        growth = relaxing.growth_of(self.system, relaxing.spectra(self.system, self.flow, states))
        found = []
        for tokens, size in zip(states, growth, strict=True):
            values = self._flow_spectrum(tokens)
            neutral = bool((np.abs(values) < 10 * TOLERANCE * self.scale).any())
            if neutral:
                if not self._expands(float(size)) and creeps(self.flow, tokens, self.scale):
                    continue
                found.append(self._family(tokens, float(size), values))
                continue
            place = self.isolated.index(tokens)
            if place not in self.places:
                self.places[place] = len(self.entries)
                shown = canonical(tokens, self.permutable)
                self.entries.append(described(self.system, shown, float(size), False, self.scale))
            found.append(self.places[place])
        return found

    def _expands(self, growth: float) -> bool:
        return growth > TOLERANCE * self.scale if self.system.is_flow else growth > 1 + TOLERANCE

    def _flow_spectrum(self, tokens: np.ndarray) -> np.ndarray:
        if self.n * (self.system.dimension - 1) == 0:
            return np.ones(1)
        bases = frames(tokens[None])
        return np.linalg.eigvals(field_jacobian(self.flow, tokens[None], bases)[0])

    def _family(self, tokens: np.ndarray, growth: float, values: np.ndarray) -> int:
        """The entry of a family: its kind, how many eigenvalues vanish, and whether it expands."""
        entry = described(self.system, canonical(tokens, self.permutable), growth, True, self.scale)
        nullity = int((np.abs(values) < 10 * TOLERANCE * self.scale).sum())
        signature = (entry.kind, nullity, entry.verdict)
        if signature not in self.families:
            self.families[signature] = len(self.entries)
            self.entries.append(
                replace(entry, note=f"not isolated: {nullity} eigenvalues vanish; one entry for all that look alike")
            )
        return self.families[signature]

    def result(self) -> Equilibria:
        """The attractors first, most hits first; then by growth."""
        order = {"stable": 0, "marginal": 1, "unstable": 2}
        entries = sorted(
            self.entries, key=lambda e: (order.get(e.verdict, 3), -e.hits, round(e.growth, 6), e.kind, e.sizes)
        )
        counts = (self.followed, self.converged, self.two_cycles, self.not_fixed)
        return Equilibria(self.system, self.n, self.seed, *counts, tuple(entries))
