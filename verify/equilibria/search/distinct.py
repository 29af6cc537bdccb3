"""Equilibria modulo permutations of the tokens and the global sign, and the clusters of one."""

from __future__ import annotations

import numpy as np

SAME = 1e-6
"""Tokens nearer than this are one, and so are states all of whose tokens can be matched that closely."""


VARYING = ("polygonal", "mixed")
MANY = 12


def clusters(tokens: np.ndarray) -> np.ndarray:
    """For each token the number of its cluster, in order of first appearance, shape ``(n,)``."""
    labels = np.full(len(tokens), -1)
    places: list[np.ndarray] = []
    for i, token in enumerate(tokens):
        for k, place in enumerate(places):
            if np.abs(token - place).max() < SAME:
                labels[i] = k
                break
        else:
            labels[i] = len(places)
            places.append(token)
    return labels


def key(tokens: np.ndarray) -> np.ndarray:
    """A vector that permutations and the global sign do not change: the second and fourth moments of the tokens."""
    second = tokens.T @ tokens / len(tokens)
    total = tokens.sum(axis=0) / len(tokens)
    square = tokens * tokens
    fourth = square.T @ square / len(tokens)
    return np.concatenate([second.ravel(), fourth.ravel(), np.outer(total, total).ravel()])


def same(first: np.ndarray, second: np.ndarray, permutable: bool, tolerance: float = SAME) -> bool:
    """Whether two states are equal up to the global sign and, where the system allows it, a permutation of the tokens."""
    from scipy.optimize import linear_sum_assignment

    for sign in (1.0, -1.0):
        if not permutable:
            if np.abs(first - sign * second).max() < tolerance:
                return True
            continue
        distances = np.abs(first[:, None, :] - sign * second[None, :, :]).max(axis=-1)
        rows, columns = linear_sum_assignment(distances)
        if distances[rows, columns].max() < tolerance:
            return True
    return False


class Collection:
    """States that are kept once each."""

    def __init__(self, permutable: bool) -> None:
        self.permutable = permutable
        self.states: list[np.ndarray] = []
        self._keys = np.zeros((0, 0))

    def index(self, tokens: np.ndarray) -> int:
        """Of the state that this one is, which is added if it is new."""
        here = key(tokens)
        if self.states:
            for k in np.flatnonzero(np.abs(self._keys - here).max(axis=1) < 10 * SAME):
                if same(self.states[k], tokens, self.permutable):
                    return int(k)
        self.states.append(tokens)
        self._keys = here[None] if len(self.states) == 1 else np.vstack([self._keys, here])
        return len(self.states) - 1


class Families:
    """Families of equilibria, told apart by what does not change along one: kind, sizes, how many eigenvalues vanish, verdict, spectrum.

    Along polygons, and where some tokens are attracted by nothing, clusters and eigenvalues change; and so does the spectrum along
    families that no symmetry explains. Such are one: sizes and spectra do not count for the first, nor spectra once there are ``MANY``.
    """

    def __init__(self) -> None:
        """None yet."""
        self._known: dict[tuple[object, ...], list[tuple[np.ndarray, int]]] = {}

    def find(self, signature: tuple[str, tuple[int, ...], int, str], spectrum: np.ndarray) -> int | None:
        """The number of the family that a member is of."""
        known = self._known.get(self._key(signature), [])
        values = self._ordered(spectrum)
        gaps = [float(np.abs(values - other).max(initial=0.0)) for other, _ in known]
        if known and (signature[0] in VARYING or len(known) >= MANY or min(gaps) < 1e-5):
            return known[int(np.argmin(gaps))][1]
        return None

    def add(self, signature: tuple[str, tuple[int, ...], int, str], spectrum: np.ndarray, number: int) -> None:
        """A new family."""
        self._known.setdefault(self._key(signature), []).append((self._ordered(spectrum), number))

    def _key(self, signature: tuple[str, tuple[int, ...], int, str]) -> tuple[object, ...]:
        kind, sizes, null, verdict = signature
        return (kind, null, verdict) if kind in VARYING else (kind, sizes, null, verdict)

    def _ordered(self, spectrum: np.ndarray) -> np.ndarray:
        """Real and imaginary parts sorted apart, so that rounding does not exchange neighbours."""
        return np.concatenate([np.sort(spectrum.real), np.sort(np.abs(spectrum.imag))])


def canonical(tokens: np.ndarray, permutable: bool) -> np.ndarray:
    """One representative: the larger clusters first, and the first token's largest coordinate positive."""
    out = tokens
    if permutable:
        labels = clusters(tokens)
        sizes = np.bincount(labels)
        # Of each cluster its first token's place: the others may round to another one.
        rounded = np.round(tokens[[int(np.flatnonzero(labels == label)[0]) for label in labels]], 5) + 0.0
        order = sorted(
            range(len(tokens)),
            key=lambda i: (-sizes[labels[i]], *(-abs(rounded[i])), *(-rounded[i]), labels[i]),
        )
        out = tokens[order]
    lead = out[0][np.argmax(np.abs(out[0]))]
    return out * (1.0 if lead >= 0 else -1.0)
