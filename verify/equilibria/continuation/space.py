"""The states with the symmetry of a given one, and the equilibrium equations among them.

A reflection R of coordinates that commutes with V and A, together with a permutation of tokens, maps trajectories to
trajectories; so does R = -I always. The states that are fixed by the symmetries of one state form an invariant set, in
which a branch can be followed straight through the points where it loses stability to states with less symmetry: inside
it the Jacobian stays invertible there. States on one line, ``x_i = +-y``, are at rest exactly if y is at rest alone.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

import numpy as np

from verify.equilibria.continuation.family import Family
from verify.systems import MultiHead, Oja, System

SAME = 1e-7
"""Tokens closer than this are taken to be equal; what is followed then is the state where they are equal."""
MOST = 10
"""Blocks of coordinates whose 2^q reflections are all tried."""


@dataclass(frozen=True, eq=False)
class FixedSpace:
    """States ``X = S y`` where y holds one unit vector for each orbit of tokens, in its free coordinates.

    Attributes:
        shape: ``(n, d)``.
        sizes: the number of free coordinates of each orbit, at least 1.
        lift: S, shape ``(n d, sum(sizes))``, entries -1, 0, 1.
        pick: which rows of X (flat) are the free coordinates of the representatives, shape ``(sum(sizes),)``.
        line: whether the tokens are ``+-y``, whose equation is that of one token alone.
        symmetric: whether it is a proper subset of all states because of a symmetry.
    """

    shape: tuple[int, int]
    sizes: tuple[int, ...]
    lift: np.ndarray
    pick: np.ndarray
    line: bool
    symmetric: bool

    @property
    def unknowns(self) -> int:
        """Dimension of the space."""
        return sum(self.sizes) - len(self.sizes)

    def tokens(self, y: Any) -> Any:
        """X, shape ``(n, d)``, in the arithmetic of y."""
        return (self.lift.astype(object if y.dtype == object else float) @ y).reshape(self.shape)

    def restrict(self, tokens: np.ndarray) -> np.ndarray:
        """The y whose state is nearest to ``tokens`` up to normalisation."""
        weight = (self.lift**2).sum(axis=0)
        return self.normalised(self.lift.T @ tokens.ravel() / weight)

    def normalised(self, y: Any) -> Any:
        """Each orbit's vector divided by its norm."""
        parts = [
            part / np.sqrt(part @ part) if y.dtype != object else part / (part @ part).sqrt() for part in self.split(y)
        ]
        return np.concatenate(parts)

    def split(self, y: Any) -> list[Any]:
        """The vectors of the orbits."""
        return np.split(y, np.cumsum(self.sizes)[:-1])

    def frame(self, y: Any) -> Any:
        """Orthonormal tangent vectors at y, block by block, shape ``(sum(sizes), unknowns)``; floats or balls."""
        made = np.zeros((len(y), self.unknowns), dtype=y.dtype)
        if y.dtype == object:
            made[...] = y[0] * 0
        row = column = 0
        for part in self.split(y):
            size = len(part)
            made[row : row + size, column : column + size - 1] = _householder(part)[:, 1:]
            row, column = row + size, column + size - 1
        return made

    def equations(self, family: Family, p: Any, y: Any) -> Any:
        """The field at the representatives, shape ``(sum(sizes),)``."""
        system, tokens, pick = self._seen(family.flow(p), y)
        return system.field(tokens).ravel()[pick]

    def derivative(self, family: Family, p: Any, y: Any) -> Any:
        """Its derivative in y, shape ``(sum(sizes), sum(sizes))``, without renormalising."""
        system, tokens, pick = self._seen(family.flow(p), y)
        lift = self.lift[: tokens.size] if self.line else self.lift
        rows = np.asarray(system.jacobian(tokens))[pick]
        if y.dtype != object:
            return rows @ lift
        # Entries of the lift are signs: sums instead of products of balls.
        made = np.empty((len(pick), lift.shape[1]), dtype=object)
        for column in range(lift.shape[1]):
            where = np.flatnonzero(lift[:, column])
            made[:, column] = sum(rows[:, k] * int(lift[k, column]) for k in where)
        return made

    def slope(self, family: Family, p: Any, y: Any) -> Any:
        """Its derivative in p, shape ``(sum(sizes),)``."""
        if self.line:
            change = {"value": family.values[0], "eigenvalue": family.direction}.get(family.parameter.name)
            if change is None:
                return y * 0
            system, tokens, pick = self._seen(Oja(value=change), y)
            return system.field(tokens).ravel()[pick]
        return family.slope(p, self.tokens(y)).ravel()[self.pick]

    def _seen(self, system: System, y: Any) -> tuple[System, Any, Any]:
        tokens = self.tokens(y)
        if self.line:
            return Oja(value=system.value), tokens[:1], self.pick  # type: ignore[attr-defined]
        return system, tokens, self.pick


def fixed_space(family: Family, tokens: np.ndarray) -> FixedSpace:
    """The states with the symmetries of ``tokens`` (in working coordinates), seen to :data:`SAME`."""
    n, d = tokens.shape
    blocks = _blocks(family)
    vanishing = [bool(np.abs(tokens[:, block]).max() < SAME) for block in blocks]
    active = [block for block, zero in zip(blocks, vanishing, strict=True) if not zero]
    dead = np.zeros(d, dtype=bool)
    for block, zero in zip(blocks, vanishing, strict=True):
        dead[block] = zero
    maps = [np.ones(d)] if getattr(family.template, "causal", False) else list(_reflections(active, d))
    # For causal attention tokens cannot be exchanged: only reflections that fix each of them are symmetries.
    exchanged = len(maps) > 1
    kept = [signs for signs in maps if _permutes(signs, tokens)]
    orbits: list[tuple[np.ndarray, list[tuple[int, np.ndarray]]]] = []
    for i in range(n):
        for place, members in orbits if exchanged else []:
            signs = next((s for s in kept if np.abs(s * place - tokens[i]).max() < SAME), None)
            if signs is not None:
                members.append((i, signs))
                break
        else:
            orbits.append((tokens[i], [(i, np.ones(d))]))
    found = []
    for place, members in orbits:
        free = ~dead
        for signs in kept if exchanged else []:
            if np.abs(signs * place - place).max() < SAME:
                free = free & (signs > 0)
        found.append((np.flatnonzero(free), members))
    space = _assembled((n, d), found, line=False)
    if _on_a_line(tokens) and not isinstance(family.template, MultiHead) and _eigenvector(family, tokens[:1]):
        signs = np.sign(tokens @ tokens[0])
        free = np.flatnonzero(~dead)
        alone = _assembled((n, d), [(free, [(i, np.full(d, signs[i])) for i in range(n)])], line=True)
        if space.unknowns > 0 and alone.unknowns <= space.unknowns:
            return alone
    return space


def _assembled(
    shape: tuple[int, int], orbits: list[tuple[np.ndarray, list[tuple[int, np.ndarray]]]], *, line: bool
) -> FixedSpace:
    n, d = shape
    sizes = tuple(len(free) for free, _ in orbits)
    lift, pick, column = np.zeros((n * d, sum(sizes)), dtype=int), [], 0
    for free, members in orbits:
        for i, signs in members:
            for k, coordinate in enumerate(free):
                lift[i * d + coordinate, column + k] = int(signs[coordinate])
        pick += [members[0][0] * d + coordinate for coordinate in free]
        column += len(free)
    proper = sum(sizes) - len(sizes) < n * (d - 1)
    return FixedSpace(shape, sizes, lift, np.array(pick, dtype=int), line, proper and not line)


def _blocks(family: Family) -> list[np.ndarray]:
    """Coordinates that V and A do not mix: reflecting all of a block commutes with both."""
    from scipy.sparse.csgraph import connected_components

    count, labels = connected_components(family.support(), directed=False)
    return [np.flatnonzero(labels == label) for label in range(count)]


def _reflections(blocks: list[np.ndarray], d: int) -> Any:
    """Sign vectors of a group of reflections, the identity first."""
    if len(blocks) > MOST:
        yield from (np.ones(d), -np.ones(d))
        return
    for choice in itertools.product((1.0, -1.0), repeat=len(blocks)):
        signs = np.ones(d)
        for block, sign in zip(blocks, choice, strict=True):
            signs[block] = sign
        yield signs


def _permutes(signs: np.ndarray, tokens: np.ndarray) -> bool:
    """Whether reflecting all tokens is the same as exchanging them."""
    left = list(range(len(tokens)))
    for row in tokens * signs:
        match = next((j for j in left if np.abs(tokens[j] - row).max() < SAME), None)
        if match is None:
            return False
        left.remove(match)
    return True


def _on_a_line(tokens: np.ndarray) -> bool:
    signs = np.sign(tokens @ tokens[0])
    return bool(signs.all() and np.abs(tokens - signs[:, None] * tokens[0]).max() < SAME)


def _eigenvector(family: Family, token: np.ndarray) -> bool:
    """Whether it is one of V: a pair ``+-y`` may also be at rest because nothing influences it."""
    value = family.values[0]
    return bool(np.abs(Oja(value=value).field(token)).max() < 1e-5 * max(np.abs(value).max(), 1e-300))


def _householder(vector: Any) -> Any:
    """A reflection that maps the first axis to a multiple of a unit vector; floats or balls."""
    mirror = vector.copy()
    first = vector[0] if vector.dtype != object else vector[0].mid()
    mirror[0] = mirror[0] + (1 if float(first) >= 0 else -1)
    made = np.outer(mirror, mirror) * (-2 / (mirror @ mirror))
    for k in range(len(vector)):
        made[k, k] = made[k, k] + 1
    return made
