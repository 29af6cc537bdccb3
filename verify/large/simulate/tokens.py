"""Tokens in the eigenbasis of V, block by block: nothing of twice their size is held at once."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from verify.large.simulate.places import Place

ROWS = 65536


def uniform(seed: list[int], shape: tuple[int, int, int], dtype: str) -> np.ndarray:
    """Tokens independent and uniform on the sphere, shape ``(starts, n, d)``."""
    rng = np.random.default_rng(seed)
    starts, n, d = shape
    made = np.empty(shape, dtype=dtype)
    for start in range(starts):
        for low in range(0, n, ROWS):
            rows = rng.standard_normal((min(ROWS, n - low), d))
            made[start, low : low + len(rows)] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return made


def near(place: Place, size: float, seed: list[int], dtype: str) -> np.ndarray:
    """Tokens near a place: each is moved by at most ``size``, half of it at random and half with its group.

    Of the common part one half is the leading mode, the other a random direction, so that every mode is there.
    """
    rng = np.random.default_rng(seed)
    frame, groups = place.frame, len(place.sizes)
    own, others = frame.vectors[:, place.k], np.delete(frame.vectors, place.k, axis=1)
    width = others.shape[1]
    common = rng.uniform(-1, 1, size=(groups, width)) * (size / 4 / np.sqrt(width))
    mode = place.leading()
    if mode.along is not None and mode.right is not None:
        common[:, mode.along] += size / 4 * mode.right
    made = np.empty((sum(place.sizes), len(own)), dtype=dtype)
    for g, rows in enumerate(group_slices(place)):
        for low in range(rows.start, rows.stop, ROWS):
            count = min(ROWS, rows.stop - low)
            inside = rng.uniform(-1, 1, size=(count, width)) * (size / 2 / np.sqrt(width))
            if 1 < rows.stop - rows.start <= ROWS:  # a few tokens may happen to be moved alike
                inside -= inside.mean(axis=0)
                inside *= size / 2 / np.linalg.norm(inside, axis=1).max()
            xi = common[g] + inside
            along = np.sqrt(1 - (xi**2).sum(axis=1, keepdims=True)) * (1.0 - 2.0 * g)
            made[low : low + count] = along * own + xi @ others.T
    return made


def group_slices(place: Place) -> list[slice]:
    """The rows of the groups: first those at ``v_k``."""
    n = place.plus + place.minus
    return [slice(0, place.plus), slice(place.plus, n)] if place.minus else [slice(0, n)]


def means_and_spreads(place: Place, tokens: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of the tangent coordinates: means over the groups ``(g, d - 1)`` and root mean squares inside them ``(g,)``."""
    others = np.delete(place.frame.vectors, place.k, axis=1)
    means, spreads = [], []
    for rows in group_slices(place):
        count = rows.stop - rows.start
        total = sum((block @ others).sum(axis=0) for block in blocks(tokens[rows]))
        mean = np.asarray(total) / count
        squares = sum(float((((block @ others) - mean) ** 2).sum()) for block in blocks(tokens[rows]))
        means.append(mean)
        spreads.append(np.sqrt(squares / count))
    return np.array(means), np.array(spreads)


def blocks(tokens: np.ndarray) -> Iterator[np.ndarray]:
    """Consecutive rows in float64."""
    for low in range(0, len(tokens), ROWS):
        yield tokens[low : low + ROWS].astype(np.float64)


def norm_defect(tokens: np.ndarray) -> float:
    """The largest ``| |x_i| - 1 |``; nan if a token is."""
    flat = tokens.reshape(-1, tokens.shape[-1])
    return float(np.max([np.abs(np.linalg.norm(block, axis=1) - 1).max() for block in blocks(flat)]))
