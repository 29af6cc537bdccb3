"""The search for equilibria: trajectories for what attracts, Newton's method for the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from verify.equilibria.search import relax as relaxing
from verify.equilibria.search import starts as drawing
from verify.equilibria.search.batched import field_scale, pulls, scores_norm
from verify.equilibria.search.checked import checked, normalised
from verify.equilibria.search.creeping import creeps
from verify.equilibria.search.distinct import Collection, Families, canonical
from verify.equilibria.search.found import TOLERANCE, Equilibria, Found, certified, described
from verify.equilibria.search.newton import nullity, polish, solve
from verify.systems import System

CHUNK, LARGEST_CHUNK = 2_000_000, 500
"""Entries of a stack of Jacobians that is held at once, and states of a chunk at most."""
STEPS, MOST_STEPS = 4_000, 100_000
CALM = 6.0
"""Scores of this norm or less: tokens attract each other by more than ``e^{-12}``, which floats see."""
REACH = 400.0
"""Where steps are short, a trajectory is given up once the sum of its step sizes, times the size of V, is this."""

Watch = Callable[[str, int, int], None]


def find_equilibria(
    system: System,
    tokens: int = 10,
    starts: int = 1000,
    seed: int = 0,
    *,
    certify: bool = False,
    saddles: bool = True,
    steps: int | None = None,
    watch: Watch | None = None,
) -> Equilibria:
    """Search for equilibria of every kind, stable and not. A search never is complete.

    Two routes. (i) ``starts`` uniform starts follow the system's own dynamics until each rests at an equilibrium that attracts; how
    many ended at one is its ``hits``, an unbiased estimate of its basin. A slow passage is no attractor: a start counts only if
    Newton's method finds, so near to it that the linear part rules the dynamics, an equilibrium whose Jacobian contracts, or is
    neutral along a family of equilibria and contracts across; all others are undecided. (ii) Damped Newton steps from the same
    starts, from sign states, states of few places and polygons find saddles and repellers too (in place of deflation, which finds
    the images of one equilibrium under the permutations first). What is found is polished and kept once, modulo permutations of the
    tokens and the global sign; equilibria that are not isolated once for each family that looks the same.

    Args:
        system: Oja, Attention (masked or not) or MultiHead with float64 matrices, a flow or with steps.
        tokens: n >= 1.
        starts: uniform starts, at least 1.
        seed: of the starts.
        certify: certify every entry in ball arithmetic too.
        saddles: look for saddles and repellers too.
        steps: after so many steps a trajectory is given up; by default 4000, up to 100000 where steps are short.
        watch: told ``(what, done, of)``.

    Returns:
        An iterable of :class:`verify.equilibria.search.found.Found` with ``.to_dict()``, schema verify.equilibria/1.

    Raises:
        InvalidInput: for another system, entries that float64 does not hold, or sizes out of range (scores above 1e6 in norm
            included: float64 does not tell their exponentials).
    """
    search = Search(system, tokens, starts, seed, watch)
    search.run(steps=steps, certify=certify, saddles=saddles)
    return search.result()


class Search:
    """A search that can be stopped: :meth:`result` is what was found so far. See :func:`find_equilibria`."""

    def __init__(self, system: System, tokens: int, starts: int, seed: int, watch: Watch | None = None) -> None:
        """Check the input.

        Raises:
            InvalidInput: see :func:`find_equilibria`.
        """
        self.given = checked(system, tokens, starts, seed)
        # Powers of two on V and on time change no digit of the dynamics, and tolerances are then for numbers of order one.
        self.system, self.unit = normalised(self.given)
        self.flow = self.system if self.system.is_flow else replace(self.system, step_size=None)
        self.n, self.starts, self.seed = int(tokens), int(starts), int(seed)
        self.watch: Watch = watch or (lambda _what, _done, _of: None)
        self.scale = field_scale(self.system) or 1.0
        self.permutable = not getattr(self.system, "causal", False)
        self.isolated = Collection(self.permutable)
        self.families = Families()
        self.entries: list[Found] = []
        self.places: dict[int, int] = {}  # of the isolated ones among the entries
        self.followed = self.converged = self.two_cycles = self.not_fixed = 0

    def run(self, *, steps: int | None = None, certify: bool = False, saddles: bool = True) -> None:
        """Both routes (without ``saddles`` the first alone), then the certificates."""
        self._follow(self.starts, self._patience() if steps is None else steps)
        if saddles:
            self._land(self.starts)
        if certify:
            rank = {"stable": 0, "marginal": 1, "unstable": 2}
            order = sorted(range(len(self.entries)), key=lambda k: rank[self.entries[k].verdict])
            for done, k in enumerate(order):
                self.watch("certificates", done, len(order))
                self.entries[k] = certified(self.entries[k], self.given)
            self.watch("certificates", len(order), len(order))

    def _patience(self) -> int:
        if self.system.is_flow:
            return STEPS
        return int(min(max(STEPS, REACH / (float(self.system.step_size) * self.scale)), MOST_STEPS))

    def _chunks(self, states: np.ndarray, what: str) -> Iterator[np.ndarray]:
        size = max(1, min(LARGEST_CHUNK, CHUNK // max(1, states[0].size ** 2)))
        for start in range(0, len(states), size):
            self.watch(what, start, len(states))
            yield states[start : start + size]
        self.watch(what, len(states), len(states))

    def _follow(self, count: int, steps: int) -> None:
        """Route (i)."""
        starts = drawing.uniform(self.seed, count, self.n, self.system.dimension)
        for states in self._chunks(starts, "trajectories"):
            ended = relaxing.relax(self.system, self.flow, states, steps, self.scale)
            found = self._add(ended.states[ended.arrived], attractors=True)
            self.followed += len(states)
            self.two_cycles += int(ended.cycles.sum())
            self.converged += len(found)
            for index in found:
                entry = self.entries[index]
                self.entries[index] = replace(entry, hits=entry.hits + 1, landings=entry.landings + 1)

    def _land(self, count: int) -> None:
        """Route (ii)."""
        planned = drawing.structured(self.system, self.seed, count // 2, self.n)
        every = np.concatenate([planned, drawing.uniform(self.seed, count, self.n, self.system.dimension)])
        for states in self._chunks(every, "Newton's method"):
            with np.errstate(all="ignore"):
                ends, done = solve(self.flow, states, scale=self.scale)
            for index in self._add(ends[done]):
                self.entries[index] = replace(self.entries[index], landings=self.entries[index].landings + 1)

    def _add(self, states: np.ndarray, *, attractors: bool = False) -> list[int]:
        """Polish states, describe what is new, and give the entry of each that is an equilibrium (and attracts, if asked for).

        Those that a step does not fix are only counted; what floats take for rest but creeps on is dropped.
        """
        if not len(states):
            return []
        with np.errstate(all="ignore"):
            states = polish(self.flow, states)
            vanishing, near = nullity(self.flow, states, self.scale)
            if not self.system.is_flow:
                fixed = (1 + float(self.system.step_size) * pulls(self.flow, states) > 0).all(axis=1)
                self.not_fixed += int((~fixed & near).sum())
                near &= fixed
            states, vanishing = states[near], vanishing[near]
            if not len(states):
                return []
            values = relaxing.spectra(self.system, self.flow, states)
        growth = relaxing.growth_of(self.system, values)
        found = []
        for tokens, null, spectrum, size in zip(states, vanishing, values, growth, strict=True):
            if attractors and not self._attracts(spectrum, int(null)):
                continue
            index = self._family(tokens, spectrum, float(size), int(null)) if null else self._one(tokens, float(size))
            if index is not None:
                found.append(index)
        return found

    def _attracts(self, spectrum: np.ndarray, null: int) -> bool:
        """Whether the linear part contracts in all directions but those along the family."""
        if not len(spectrum):
            return True
        slack = -spectrum.real if self.system.is_flow else 1 - np.abs(spectrum)
        tolerance = TOLERANCE * (self.scale if self.system.is_flow else 1.0)
        return bool((slack > -tolerance).all() and (slack <= tolerance).sum() == null)

    def _one(self, tokens: np.ndarray, size: float) -> int:
        """The entry of an isolated equilibrium."""
        place = self.isolated.index(tokens)
        if place not in self.places:
            self.places[place] = len(self.entries)
            self.entries.append(self._described(tokens, size))
        return self.places[place]

    def _family(self, tokens: np.ndarray, spectrum: np.ndarray, size: float, null: int) -> int | None:
        """The entry of a family; ``None`` where the state is no member, but creeps."""
        entry = self._described(tokens, size, null)
        known = self.families.find((entry.kind, entry.sizes, null, entry.verdict), spectrum)
        # Where scores are large, one that rests does not vouch for another that looks the same.
        if (known is None or scores_norm(self.flow) > CALM) and creeps(self.flow, tokens, self.scale):
            return None
        if known is None:
            known = len(self.entries)
            self.families.add((entry.kind, entry.sizes, null, entry.verdict), spectrum, known)
            self.entries.append(entry)
        return known

    def _described(self, tokens: np.ndarray, size: float, null: int = 0) -> Found:
        shown = canonical(tokens, self.permutable)
        entry = described(self.system, shown, size, bool(null), self.scale)
        if null:
            note = f"not isolated, or degenerate: {null} eigenvalues vanish; one entry for all that look alike"
            entry = replace(entry, note=note)
        return replace(entry, growth=entry.growth * self.unit) if self.system.is_flow else entry

    def result(self) -> Equilibria:
        """The attractors first, most hits first; then by growth."""
        order = {"stable": 0, "marginal": 1, "unstable": 2}
        entries = sorted(
            self.entries, key=lambda e: (order.get(e.verdict, 3), -e.hits, round(e.growth, 6), e.kind, e.sizes)
        )
        counts = (self.followed, self.converged, self.two_cycles, self.not_fixed)
        return Equilibria(self.given, self.n, self.seed, *counts, tuple(entries))
